//! A tag: a group code and its value, the smallest thing a DXF file consists of.
//!
//! Values stay bytes until somebody asks: what a text means depends on the file's code page, and most are never read.

use std::borrow::Cow;

/// A group code with its value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tag<'a> {
    pub code: i32,
    pub value: Value<'a>,
}

/// The value as the file holds it: everything is a text in an ASCII file.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'a> {
    Text(Cow<'a, [u8]>),
    Real(f64),
    Whole(i64),
    /// Binary chunks; nothing that is drawn is in one.
    Bytes,
}

impl Tag<'_> {
    /// Returns the value as a finite number.
    pub fn real(&self) -> Option<f64> {
        let number = match &self.value {
            Value::Text(text) => number_of(text)?,
            Value::Real(number) => *number,
            Value::Whole(number) => *number as f64,
            Value::Bytes => return None,
        };
        number.is_finite().then_some(number)
    }

    /// Returns the value as a whole number; some writers put `1.0` where 1 belongs.
    pub fn whole(&self) -> Option<i64> {
        match &self.value {
            Value::Whole(number) => Some(*number),
            _ => self.real().map(|number| number as i64),
        }
    }

    /// Returns the bytes of a text without blanks around them.
    pub fn word(&self) -> &[u8] {
        match &self.value {
            Value::Text(text) => text.trim_ascii(),
            Value::Real(_) | Value::Whole(_) | Value::Bytes => b"",
        }
    }

    /// Returns the bytes of a text as they stand.
    pub fn bytes(&self) -> &[u8] {
        match &self.value {
            Value::Text(text) => text,
            Value::Real(_) | Value::Whole(_) | Value::Bytes => b"",
        }
    }
}

/// Reads a number; a comma as decimal sign is taken for a point.
fn number_of(text: &[u8]) -> Option<f64> {
    let text = std::str::from_utf8(text.trim_ascii()).ok()?;
    text.parse().ok().or_else(|| text.replace(',', ".").parse().ok())
}

/// What values a group code has in a binary file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Real,
    Int8,
    Int16,
    Int32,
    Int64,
    Chunk,
}

/// Returns the kind of a group code (DXF reference, "Group code value types").
pub(super) fn kind_of(code: i32) -> Kind {
    match code {
        10..=59 | 110..=149 | 210..=239 | 460..=469 | 1010..=1059 => Kind::Real,
        60..=79 | 170..=179 | 270..=289 | 370..=389 | 400..=409 | 1060..=1070 => Kind::Int16,
        90..=99 | 420..=429 | 440..=459 | 1071 => Kind::Int32,
        160..=169 => Kind::Int64,
        290..=299 => Kind::Int8,
        310..=319 | 1004 => Kind::Chunk,
        _ => Kind::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(code: i32, value: &str) -> Tag<'_> {
        Tag { code, value: Value::Text(Cow::Borrowed(value.as_bytes())) }
    }

    #[test]
    fn numbers_are_read_as_written_by_whoever() {
        for (written, number) in [(" 1.5 ", 1.5), ("1e-3", 0.001), ("-0,25", -0.25), ("7", 7.0)] {
            assert_eq!(text(40, written).real(), Some(number), "{written}");
        }
        for written in ["", "1.#QNAN", "inf", "NaN", "abc"] {
            assert_eq!(text(40, written).real(), None, "{written}");
        }
        assert_eq!(text(70, "     1.0").whole(), Some(1));
    }
}
