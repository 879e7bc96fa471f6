//! Bytes of text files to characters: UTF-8, UTF-16 with or without byte order mark, else Windows-1252.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Returns the text of a file, or `None` when the bytes are no text.
pub(in crate::interchange) fn decode(bytes: &[u8]) -> Option<String> {
    let text = if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        String::from_utf8_lossy(rest).into_owned()
    } else if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        UTF_16LE.decode_without_bom_handling(rest).0.into_owned()
    } else if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        UTF_16BE.decode_without_bom_handling(rest).0.into_owned()
    } else if let Some(text) = utf16_without_mark(bytes) {
        text
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        text.to_owned()
    } else {
        WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
    };
    looks_like_text(&text).then_some(text)
}

/// In UTF-16 of western text every second byte is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(512)).unwrap_or_default();
    if head.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    if even == 0 && odd * 10 > half * 7 {
        return Some(UTF_16LE.decode_without_bom_handling(bytes).0.into_owned());
    }
    (odd == 0 && even * 10 > half * 7).then(|| UTF_16BE.decode_without_bom_handling(bytes).0.into_owned())
}

fn looks_like_text(text: &str) -> bool {
    let (mut seen, mut odd) = (0usize, 0usize);
    for c in text.chars().take(8192) {
        if c == '\0' {
            return false;
        }
        seen += 1;
        let is_white = matches!(c, '\n' | '\r' | '\t' | '\u{c}');
        odd += usize::from((c.is_control() && !is_white) || c == char::REPLACEMENT_CHARACTER);
    }
    odd * 20 <= seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_encodings_spreadsheets_write() {
        let text = "Ckt;Beschreibung\r\n1;Küche 208Y/120 V 3Ø\r\n";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16_big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let with = |mark: &[u8], body: &[u8]| [mark, body].concat();
        for bytes in [
            text.as_bytes().to_vec(),
            with(b"\xEF\xBB\xBF", text.as_bytes()),
            with(b"\xFF\xFE", &utf16),
            with(b"\xFE\xFF", &utf16_big),
            utf16,
            utf16_big,
            WINDOWS_1252.encode(text).0.into_owned(),
        ] {
            assert_eq!(decode(&bytes).as_deref(), Some(text));
        }
    }

    #[test]
    fn bytes_of_a_program_are_no_text() {
        assert_eq!(decode(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0"), None);
        assert_eq!(decode(&[1u8; 64]), None);
    }
}
