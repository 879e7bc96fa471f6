//! What texts say without their codes: `%%d`, and the codes of text in paragraphs.

/// Returns a line of text without its `%%` codes.
pub(super) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find("%%") {
        let (before, from) = rest.split_at(place);
        out.push_str(before);
        let code = from.get(2..).unwrap_or_default();
        let (letter, length) = match code.chars().next() {
            Some('d' | 'D') => ("°".to_owned(), 1),
            Some('c' | 'C') => ("⌀".to_owned(), 1),
            Some('p' | 'P') => ("±".to_owned(), 1),
            Some('%') => ("%".to_owned(), 1),
            Some('u' | 'U' | 'o' | 'O' | 'k' | 'K') => (String::new(), 1),
            Some(digit) if digit.is_ascii_digit() => {
                let digits = code.get(..3).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
                match digits.and_then(|digits| digits.parse::<u32>().ok()).and_then(char::from_u32) {
                    Some(letter) => (letter.to_string(), 3),
                    None => ("%%".to_owned(), 0),
                }
            }
            _ => ("%%".to_owned(), 0),
        };
        out.push_str(&letter);
        rest = code.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    out.replace(['\r', '\n'], " ")
}

/// Returns the lines of a text in paragraphs without its codes: fonts, heights and colors go, stacked fractions become
/// `1/2`.
pub(super) fn paragraphs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '{' | '}' => {}
            '^' => match letters.next() {
                Some('I') => out.push(' '),
                Some('J') => out.push('\n'),
                Some(' ') => out.push('^'),
                Some('M') | None => {}
                Some(other) => out.extend(['^', other]),
            },
            '\\' => code(&mut letters, &mut out),
            other => out.push(other),
        }
    }
    let lines: Vec<String> = out.lines().map(|each| line(each).trim_end().to_owned()).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

fn code(letters: &mut std::iter::Peekable<std::str::Chars<'_>>, out: &mut String) {
    let Some(code) = letters.next() else { return };
    match code {
        'P' | 'N' | 'X' => out.push('\n'),
        '~' => out.push(' '),
        '\\' | '{' | '}' => out.push(code),
        'L' | 'l' | 'O' | 'o' | 'K' | 'k' => {}
        'A' | 'C' | 'c' | 'F' | 'f' | 'H' | 'h' | 'p' | 'Q' | 'T' | 'W' => {
            letters.by_ref().take_while(|letter| *letter != ';').for_each(drop);
        }
        'S' => {
            let stacked: String = letters.by_ref().take_while(|letter| *letter != ';').collect();
            let stacked = stacked.replace(['^', '#'], "/").replace("/ ", "/");
            // 5'-3 1/2": a fraction stands apart from the number before it.
            if out.ends_with(|last: char| last.is_ascii_digit()) {
                out.push(' ');
            }
            out.push_str(stacked.trim().trim_matches('/'));
        }
        other => out.extend(['\\', other]),
    }
}

/// Breaks lines so that none is longer than a width in letters.
pub(super) fn wrapped(text: &str, letters: usize) -> String {
    if letters == 0 {
        return text.to_owned();
    }
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.split('\n') {
        let mut current = String::new();
        for word in paragraph.split(' ') {
            let longer = current.chars().count() + 1 + word.chars().count();
            if !current.is_empty() && longer > letters {
                lines.push(std::mem::take(&mut current));
            } else if !current.is_empty() {
                current.push(' ');
            }
            current.push_str(word);
        }
        lines.push(current);
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_a_line() {
        assert_eq!(line("%%uKITCHEN%%u 20%%dC %%c12 %%p1 100%%% %%065"), "KITCHEN 20°C ⌀12 ±1 100% A");
        assert_eq!(line("50%% off"), "50%% off");
    }

    #[test]
    fn codes_of_paragraphs() {
        assert_eq!(paragraphs("{\\fArial|b1|i0;\\H2.5x;LIVING}\\PROOM \\C1;101"), "LIVING\nROOM 101");
        assert_eq!(paragraphs("5'-3\\S1/2;\" \\\\ \\{x\\}"), "5'-3 1/2\" \\ {x}");
        assert_eq!(paragraphs("a^Ib^Jc\\~d\\S+0.1^ -0.2;"), "a b\nc d+0.1/-0.2");
        assert_eq!(paragraphs("cut\\f"), "cut");
    }

    #[test]
    fn long_lines_break_between_words() {
        assert_eq!(wrapped("one two three\nfour", 8), "one two\nthree\nfour");
        assert_eq!(wrapped("immeasurable x", 4), "immeasurable\nx");
    }
}
