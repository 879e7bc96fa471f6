//! Tags one after another, from an ASCII or a binary file, from any place in it.
//!
//! ```text
//! ASCII    "  0\r\nSECTION\r\n"   two lines a tag
//! binary   sentinel, then code (1 byte before R13, else 2) and a value by the kind of the code
//! ```
//!
//! A reading keeps nothing but its place, so that records can be remembered as places. Damage never ends a reading before
//! the file does: what is no tag is passed by and counted.

use super::tag::{Kind, Tag, Value, kind_of};
use std::borrow::Cow;

/// The first bytes of a binary file, without the line end that transfers in text mode shorten.
const SENTINEL: &[u8] = b"AutoCAD Binary DXF";

/// How the bytes of a file are tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Lines end with this byte.
    Ascii { line_end: u8 },
    /// Group codes of two bytes, or of one.
    Binary { wide: bool },
}

/// The bytes of a file with what they are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    pub bytes: &'a [u8],
    pub form: Form,
    /// Where the first tag begins.
    pub start: usize,
}

/// What stands at a place.
pub(super) enum Step<'a> {
    Tag(Tag<'a>),
    /// Something that is no tag, passed by.
    Damage,
    End,
}

impl<'a> Source<'a> {
    /// Looks at the first bytes.
    pub fn of(bytes: &'a [u8]) -> Self {
        if let Some(rest) = bytes.strip_prefix(SENTINEL) {
            let ending = rest.iter().take(4).position(|byte| *byte == 0).map_or(0, |zero| zero + 1);
            let start = SENTINEL.len() + ending;
            // The first tag is 0, SECTION: one zero byte before the letter, or two.
            let wide = bytes.get(start + 1) == Some(&0);
            return Self { bytes, form: Form::Binary { wide }, start };
        }
        let head = bytes.get(..4096).unwrap_or(bytes);
        let line_end = if head.contains(&b'\n') { b'\n' } else { b'\r' };
        let start = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        Self { bytes, form: Form::Ascii { line_end }, start }
    }

    /// Reads what stands at a place and moves behind it.
    pub fn step(&self, place: &mut usize) -> Step<'a> {
        match self.form {
            Form::Ascii { line_end } => self.ascii_step(place, line_end),
            Form::Binary { wide } => self.binary_step(place, wide),
        }
    }

    fn line(&self, place: &mut usize, line_end: u8) -> Option<&'a [u8]> {
        let rest = self.bytes.get(*place..).filter(|rest| !rest.is_empty())?;
        let length = rest.iter().position(|byte| *byte == line_end);
        *place += length.map_or(rest.len(), |length| length + 1);
        let line = rest.get(..length.unwrap_or(rest.len())).unwrap_or(rest);
        Some(line.strip_suffix(b"\r").unwrap_or(line))
    }

    fn ascii_step(&self, place: &mut usize, line_end: u8) -> Step<'a> {
        let Some(line) = self.line(place, line_end) else { return Step::End };
        let Some(code) = group_code(line) else {
            // Blank lines at the end of a file are no damage.
            let rest = self.bytes.get(*place..).unwrap_or_default();
            if line.trim_ascii().is_empty() && rest.trim_ascii().is_empty() {
                *place = self.bytes.len();
                return Step::End;
            }
            return Step::Damage;
        };
        let after_code = *place;
        let Some(value) = self.line(place, line_end) else { return Step::Damage };
        let tag = Tag { code, value: Value::Text(Cow::Borrowed(value)) };
        let numeric = !matches!(kind_of(code), Kind::Text | Kind::Chunk);
        if numeric && tag.real().is_none() && !is_odd_number(value) {
            // One line too many or too few: the line taken for a value may be the next code.
            *place = after_code;
            return Step::Damage;
        }
        Step::Tag(tag)
    }

    fn take<const N: usize>(&self, place: &mut usize) -> Option<[u8; N]> {
        let bytes = self.bytes.get(*place..*place + N)?.try_into().ok()?;
        *place += N;
        Some(bytes)
    }

    fn binary_step(&self, place: &mut usize, wide: bool) -> Step<'a> {
        if *place >= self.bytes.len() {
            return Step::End;
        }
        match self.binary_tag(place, wide) {
            Some(tag) => Step::Tag(tag),
            None => {
                *place = self.bytes.len();
                Step::Damage
            }
        }
    }

    fn binary_tag(&self, place: &mut usize, wide: bool) -> Option<Tag<'a>> {
        let code = if wide {
            i32::from(i16::from_le_bytes(self.take(place)?))
        } else {
            match self.take::<1>(place)? {
                [255] => i32::from(i16::from_le_bytes(self.take(place)?)),
                [code] => i32::from(code),
            }
        };
        let value = match kind_of(code) {
            Kind::Real => Value::Real(f64::from_le_bytes(self.take(place)?)),
            Kind::Int8 => Value::Whole(i64::from(i8::from_le_bytes(self.take(place)?))),
            Kind::Int16 => Value::Whole(i64::from(i16::from_le_bytes(self.take(place)?))),
            Kind::Int32 => Value::Whole(i64::from(i32::from_le_bytes(self.take(place)?))),
            Kind::Int64 => Value::Whole(i64::from_le_bytes(self.take(place)?)),
            Kind::Chunk => {
                let [length] = self.take(place)?;
                *place += usize::from(length);
                Value::Bytes
            }
            Kind::Text => {
                let rest = self.bytes.get(*place..)?;
                let length = rest.iter().position(|byte| *byte == 0)?;
                *place += length + 1;
                Value::Text(Cow::Borrowed(rest.get(..length)?))
            }
        };
        Some(Tag { code, value })
    }
}

/// Reads a group code: a small whole number alone on its line.
fn group_code(line: &[u8]) -> Option<i32> {
    let text = std::str::from_utf8(line.trim_ascii()).ok()?;
    text.parse().ok().filter(|code| (-5..=1071).contains(code))
}

/// Numbers that are written and are none: they stand where a number belongs, so the lines are in step.
fn is_odd_number(value: &[u8]) -> bool {
    let value = value.trim_ascii();
    value.is_empty()
        || value.contains(&b'#')
        || value.eq_ignore_ascii_case(b"nan")
        || value.to_ascii_lowercase().ends_with(b"inf")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (Vec<(i32, String)>, usize) {
        let source = Source::of(bytes);
        let (mut place, mut tags, mut damage) = (source.start, Vec::new(), 0);
        loop {
            match source.step(&mut place) {
                Step::Tag(tag) => {
                    let value = match &tag.value {
                        Value::Text(text) => String::from_utf8_lossy(text).into_owned(),
                        Value::Real(number) => number.to_string(),
                        Value::Whole(number) => number.to_string(),
                        Value::Bytes => "…".to_owned(),
                    };
                    tags.push((tag.code, value));
                }
                Step::Damage => damage += 1,
                Step::End => return (tags, damage),
            }
        }
    }

    #[test]
    fn lines_end_in_any_way() {
        for end in ["\n", "\r\n", "\r"] {
            let (tags, damage) = read(["  0", "LINE", " 10", "1.5", "0", "EOF", ""].join(end).as_bytes());
            assert_eq!(tags.len(), 3, "{end:?}");
            assert_eq!(tags.get(1), Some(&(10, "1.5".to_owned())));
            assert_eq!(damage, 0);
        }
    }

    #[test]
    fn a_line_too_many_costs_the_tags_around_it_and_no_more() {
        let (tags, damage) = read(b"0\nTEXT\n1\nfirst\nsecond\n10\n4.5\n20\n5\n");
        assert_eq!(damage, 1);
        assert_eq!(tags.get(2), Some(&(10, "4.5".to_owned())));
        let (tags, damage) = read(b"0\nLINE\n10\n20\n5.0\n11\n7\n0\nEOF\n");
        assert!(damage > 0);
        assert_eq!(tags.last(), Some(&(0, "EOF".to_owned())));
    }

    #[test]
    fn binary_files_of_both_ages() {
        let mut old = b"AutoCAD Binary DXF\r\n\x1a\0".to_vec();
        old.extend(b"\0SECTION\0\x0a");
        old.extend(2.5f64.to_le_bytes());
        old.extend([62, 7, 0, 255]);
        old.extend(1071i16.to_le_bytes());
        old.extend(70_000i32.to_le_bytes());
        let (tags, damage) = read(&old);
        let expected = [(0, "SECTION"), (10, "2.5"), (62, "7"), (1071, "70000")];
        assert_eq!(tags, expected.map(|(code, value)| (code, value.to_owned())));
        assert_eq!(damage, 0);
        let mut wide = b"AutoCAD Binary DXF\n\x1a\0".to_vec();
        wide.extend(b"\0\0SECTION\0\x0a\0");
        wide.extend(2.5f64.to_le_bytes());
        wide.extend(b"\x22\x01\x01\x36\x01\x03abc\x0a\0cut");
        let (tags, damage) = read(&wide);
        let expected = [(0, "SECTION"), (10, "2.5"), (290, "1"), (310, "…")];
        assert_eq!(tags, expected.map(|(code, value)| (code, value.to_owned())));
        assert_eq!(damage, 1);
    }
}
