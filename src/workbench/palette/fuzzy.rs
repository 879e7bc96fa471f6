//! Whether typed letters mean a text, how well, and which of its letters they are.
//!
//! A word of the query is found whole, at the start of a word, as pieces that each start a word (`np` and `nepa` for
//! "New panel"), inside a word, or scattered behind the start of a word and not too far apart (`blnc` for "Balance").
//! Letters scattered anywhere are no match: they would find nearly everything.

/// How well a query fits, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The whole text.
    Whole,
    /// The first words, complete.
    FirstWord,
    /// The start of the text.
    Start,
    /// A complete word further on.
    Word,
    /// The start of a word further on.
    WordStart,
    /// Pieces that each start a word.
    Pieces,
    /// Letters inside a word.
    Inside,
    /// Letters behind the start of a word, with gaps.
    Scattered,
    /// Only words that are not shown.
    Unseen,
}

/// Where a query was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub fit: Fit,
    /// How much lies between the letters; less is better among the same fit.
    pub gaps: usize,
    /// The letters found, counted in characters, rising.
    pub letters: Vec<usize>,
}

/// A text prepared for searching.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Searched {
    letters: Vec<char>,
}

impl Searched {
    /// Prepares a text: letters without case, each character one.
    pub fn new(text: &str) -> Self {
        Self { letters: text.chars().map(fold).collect() }
    }

    fn at(&self, index: usize) -> Option<char> {
        self.letters.get(index).copied()
    }

    /// Whether a word or a number starts here.
    fn starts_word(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.at(before));
        let own = |c: char| c.is_alphanumeric();
        match (before, self.at(index)) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(before), Some(here)) => {
                (own(here) && !own(before)) || (here.is_numeric() && !before.is_numeric())
            }
        }
    }

    /// Whether nothing of the same word or number follows `end`.
    fn ends_word(&self, end: usize) -> bool {
        let last = end.checked_sub(1).and_then(|last| self.at(last));
        match (last, self.at(end)) {
            (_, None) => true,
            (Some(last), Some(next)) if last.is_numeric() => !next.is_numeric(),
            (_, Some(next)) => !next.is_alphanumeric(),
        }
    }
}

fn fold(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

/// Looks for a query in a text. Several words may stand in any order; an empty query fits everything.
pub fn find(query: &str, text: &Searched) -> Option<Found> {
    let whole: Vec<char> = query.trim().chars().map(fold).collect();
    if whole.is_empty() {
        return Some(Found { fit: Fit::Whole, gaps: 0, letters: Vec::new() });
    }
    let together = contiguous(&whole, text).filter(|found| found.fit < Fit::Inside);
    if together.is_some() || !whole.contains(&' ') {
        return together.or_else(|| one_word(&whole, text));
    }
    let mut all = Found { fit: Fit::Whole, gaps: 0, letters: Vec::new() };
    for word in whole.split(|c| *c == ' ').filter(|word| !word.is_empty()) {
        let found = one_word(word, text)?;
        all.fit = all.fit.max(found.fit);
        all.gaps += found.gaps + 1;
        all.letters.extend(found.letters);
    }
    all.letters.sort_unstable();
    all.letters.dedup();
    Some(all)
}

fn one_word(word: &[char], text: &Searched) -> Option<Found> {
    let straight = contiguous(word, text);
    if straight.as_ref().is_some_and(|found| found.fit < Fit::Pieces) {
        return straight;
    }
    let in_pieces = pieces(word, text);
    in_pieces.or(straight).or_else(|| scattered(word, text))
}

/// The best unbroken occurrence.
fn contiguous(word: &[char], text: &Searched) -> Option<Found> {
    let mut best: Option<(Fit, usize)> = None;
    for (start, window) in text.letters.windows(word.len()).enumerate() {
        if window != word {
            continue;
        }
        let end = start + word.len();
        let fit = match (start, text.starts_word(start), text.ends_word(end)) {
            (0, _, _) if end == text.letters.len() => Fit::Whole,
            (0, _, true) => Fit::FirstWord,
            (0, _, false) => Fit::Start,
            (_, true, true) => Fit::Word,
            (_, true, false) => Fit::WordStart,
            (_, false, _) => Fit::Inside,
        };
        if best.is_none_or(|(known, _)| fit < known) {
            best = Some((fit, start));
        }
    }
    let (fit, start) = best?;
    Some(Found { fit, gaps: 0, letters: (start..start + word.len()).collect() })
}

/// Pieces that each start a word, longest pieces first.
fn pieces(word: &[char], text: &Searched) -> Option<Found> {
    // What has failed once fails again; without this a text of equal letters would take forever.
    let mut failed = vec![false; (word.len() + 1) * (text.letters.len() + 1)];
    let mut letters = Vec::with_capacity(word.len());
    let runs = pieces_from(word, 0, text, 0, &mut letters, &mut failed)?;
    Some(Found { fit: Fit::Pieces, gaps: runs, letters })
}

fn pieces_from(
    word: &[char],
    done: usize,
    text: &Searched,
    from: usize,
    letters: &mut Vec<usize>,
    failed: &mut [bool],
) -> Option<usize> {
    let rest = word.get(done..).filter(|rest| !rest.is_empty());
    let Some(rest) = rest else { return Some(0) };
    let state = done * (text.letters.len() + 1) + from;
    if failed.get(state).copied().unwrap_or(true) {
        return None;
    }
    // What is typed with a slash is the number of a circuit, not its description.
    let end = text.letters.iter().position(|c| *c == ' ').filter(|_| word.contains(&'/'));
    let end = end.unwrap_or(text.letters.len());
    for start in (from..end).filter(|at| text.starts_word(*at)) {
        let same = text.letters.iter().skip(start).zip(rest).take_while(|(a, b)| a == b).count();
        for length in (1..=same).rev().filter(|length| !splits_number(rest, *length)) {
            letters.extend(start..start + length);
            if let Some(runs) = pieces_from(word, done + length, text, start + length, letters, failed) {
                return Some(runs + 1);
            }
            letters.truncate(letters.len() - length);
        }
    }
    if let Some(state) = failed.get_mut(state) {
        *state = true;
    }
    None
}

/// Whether a cut falls between two digits: 13 is not circuit 3 of panel 1.
fn splits_number(word: &[char], cut: usize) -> bool {
    let digit = |at: usize| word.get(at).is_some_and(|c| c.is_numeric());
    cut > 0 && digit(cut - 1) && digit(cut)
}

/// The closest occurrence with gaps that begins a word.
fn scattered(word: &[char], text: &Searched) -> Option<Found> {
    if word.iter().any(|c| c.is_numeric()) {
        return None;
    }
    let mut best: Option<Found> = None;
    for start in (0..text.letters.len()).filter(|at| text.starts_word(*at)) {
        if text.at(start) != word.first().copied() {
            continue;
        }
        let Some(letters) = subsequence(word, text, start) else { continue };
        let length = letters.last().map_or(0, |last| last + 1 - start);
        let gaps = length - word.len();
        let close = gaps <= 2 * word.len();
        if close && best.as_ref().is_none_or(|known| gaps < known.gaps) {
            best = Some(Found { fit: Fit::Scattered, gaps, letters });
        }
    }
    best
}

fn subsequence(word: &[char], text: &Searched, start: usize) -> Option<Vec<usize>> {
    let mut rest = text.letters.iter().enumerate().skip(start);
    word.iter().map(|letter| rest.find(|(_, other)| *other == letter).map(|(at, _)| at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(query: &str, text: &str) -> Option<Fit> {
        find(query, &Searched::new(text)).map(|found| found.fit)
    }

    fn marked(query: &str, text: &str) -> String {
        let letters = find(query, &Searched::new(text)).expect("found").letters;
        text.chars().enumerate().map(|(at, c)| if letters.contains(&at) { c } else { '·' }).collect()
    }

    #[test]
    fn each_way_of_typing_has_its_rank() {
        for (query, text, expected) in [
            ("undo", "Undo", Fit::Whole),
            ("balance", "Balance panel…", Fit::FirstWord),
            ("bal", "Balance panel…", Fit::Start),
            ("panel", "Balance panel…", Fit::Word),
            ("pan", "Balance panel…", Fit::WordStart),
            ("bp", "Balance panel…", Fit::Pieces),
            ("lanc", "Balance panel…", Fit::Inside),
            ("blnc", "Balance panel…", Fit::Scattered),
        ] {
            assert_eq!(fit(query, text), Some(expected), "{query}");
        }
        assert_eq!(fit("xyz", "Balance panel…"), None);
        assert_eq!(fit("lnpl", "Balance panel…"), None, "scattered letters must begin a word");
        assert_eq!(fit("bl", "Balance"), Some(Fit::Scattered));
    }

    #[test]
    fn circuits_are_found_as_people_write_them() {
        assert_eq!(fit("LP-1/13", "LP-1/13 LTG OFFICE 120V"), Some(Fit::FirstWord));
        assert_eq!(fit("lp-1/1", "LP-1/13 LTG OFFICE 120V"), Some(Fit::Start));
        assert_eq!(fit("lp-1/1", "LP-1/1 RECEPT OFFICE"), Some(Fit::FirstWord));
        assert_eq!(fit("13", "LP-1/13 LTG OFFICE 120V"), Some(Fit::Word));
        assert_eq!(fit("13", "LP-1/3 RECEPT 113"), Some(Fit::Inside));
        assert_eq!(fit("lp1", "LP-1/3 RECEPT"), Some(Fit::Pieces));
        assert_eq!(fit("LP-1/17", "LP-1/15,17 WATER HEATER"), Some(Fit::Pieces), "a lower pole");
        assert_eq!(fit("LP-1/1", "LP-1/2 RECEPT OFFICE 105-108"), None);
        assert_eq!(fit("office lp1", "LP-1/13 LTG OFFICE 120V"), Some(Fit::Pieces));
    }

    #[test]
    fn the_letters_found_are_told() {
        assert_eq!(marked("bal", "Change balance metric"), "·······bal···········");
        assert_eq!(marked("nepa", "New panel…"), "Ne··pa····");
        assert_eq!(marked("metric bal", "Change balance metric"), "·······bal·····metric");
        assert_eq!(marked("Ö", "ÖL"), "Ö·");
    }

    #[test]
    fn text_of_equal_letters_takes_no_time() {
        let text = Searched::new(&"a ".repeat(200));
        assert_eq!(find(&format!("{}b", "a".repeat(60)), &text), None);
    }

    #[test]
    fn nothing_typed_fits_everything() {
        assert_eq!(fit("  ", "Undo"), Some(Fit::Whole));
        assert_eq!(fit("a", ""), None);
    }
}
