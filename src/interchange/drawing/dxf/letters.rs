//! Bytes to text: code pages before 2007, UTF-8 since, and the escapes AutoCAD writes in both.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// The code page of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letters {
    page: &'static Encoding,
    /// UTF-8 is tried first: since 2007 it is the rule, before that some writers use it regardless.
    utf8_first: bool,
    /// The page is one this program has no table for.
    pub unknown: bool,
}

impl Default for Letters {
    fn default() -> Self {
        Self { page: WINDOWS_1252, utf8_first: true, unknown: false }
    }
}

impl Letters {
    /// Chooses by the header's `$ACADVER` and `$DWGCODEPAGE`.
    pub fn of(version: &str, code_page: &str) -> Self {
        let page = code_page.trim().to_ascii_uppercase();
        let named = named_page(&page);
        let unknown = named.is_none() && !page.is_empty() && version < "AC1021";
        Self { page: named.unwrap_or(WINDOWS_1252), utf8_first: true, unknown }
    }

    /// Returns the text of a value, with `\U+00B0` and the like as letters.
    pub fn text(self, bytes: &[u8]) -> String {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) if self.utf8_first || text.is_ascii() => text.to_owned(),
            _ => self.page.decode_without_bom_handling(bytes).0.into_owned(),
        };
        unescaped(&text)
    }
}

fn named_page(page: &str) -> Option<&'static Encoding> {
    let number = page.trim_start_matches(|c: char| !c.is_ascii_digit());
    let label = match number {
        "932" => "shift_jis",
        "936" => "gbk",
        "949" => "euc-kr",
        "950" => "big5",
        "866" => "ibm866",
        "874" => "windows-874",
        "10000" => "macintosh",
        "65001" => return Some(UTF_8),
        "8859-1" | "88591" => "iso-8859-1",
        _ if number.starts_with("125") => return Encoding::for_label(format!("windows-{number}").as_bytes()),
        _ if page == "ASCII" || page == "US_ASCII" => "windows-1252",
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

/// Replaces `\U+XXXX`, and `\M+nXXXX` by its bytes in the code page n stands for.
fn unescaped(text: &str) -> String {
    if !text.contains("\\U+") && !text.contains("\\M+") && !text.contains("\\u+") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find('\\') {
        let (before, from) = rest.split_at(place);
        out.push_str(before);
        if let Some((letter, length)) = escape(from) {
            out.push_str(&letter);
            rest = from.get(length..).unwrap_or_default();
        } else {
            out.push('\\');
            rest = from.get(1..).unwrap_or_default();
        }
    }
    out + rest
}

fn escape(from: &str) -> Option<(String, usize)> {
    let hex = |range: std::ops::Range<usize>| {
        from.get(range).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    if from.get(..3)?.eq_ignore_ascii_case("\\U+") {
        let code = u32::from_str_radix(hex(3..7)?, 16).ok()?;
        return Some((char::from_u32(code)?.to_string(), 7));
    }
    if from.starts_with("\\M+") {
        let page = match from.get(3..4)? {
            "1" => "932",
            "2" => "950",
            "3" => "949",
            "5" => "936",
            _ => return None,
        };
        let code = u16::from_str_radix(hex(4..8)?, 16).ok()?;
        let letters = named_page(page)?.decode_without_bom_handling(&code.to_be_bytes()).0.into_owned();
        return Some((letters, 8));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_pages_and_escapes() {
        let cyrillic = Letters::of("AC1015", "ANSI_1251");
        assert_eq!(cyrillic.text(b"\xCA\xF3\xF5\xED\xFF"), "Кухня");
        assert_eq!(Letters::of("AC1015", "ANSI_932").text(b"\x93\xFA"), "日");
        assert_eq!(Letters::of("AC1032", "ANSI_1252").text("Küche".as_bytes()), "Küche");
        assert_eq!(Letters::of("AC1015", "ANSI_1252").text(b"K\xFCche"), "Küche");
        assert_eq!(Letters::default().text(b"20\\U+00B0C \\M+193FA \\P"), "20°C 日 \\P");
        assert!(Letters::of("AC1009", "DOS437").unknown && !Letters::of("AC1009", "ANSI_1252").unknown);
    }
}
