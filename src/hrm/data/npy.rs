//! Arrays of integers in NumPy's file format, any width, either byte order, the last dimension running fastest.
//!
//! candle reads these files too, but no signed bytes, no words of two unsigned bytes and no foreign byte order, and its
//! errors do not say where.

use crate::hrm::HrmError;
use std::path::Path;

const MAGIC: &[u8] = b"\x93NUMPY";
/// Values begin at a multiple of this.
const ALIGNMENT: usize = 64;

/// How an integer is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct IntType {
    bytes: usize,
    signed: bool,
    big_endian: bool,
}

impl IntType {
    pub const U8: Self = Self { bytes: 1, signed: false, big_endian: false };
    pub const U16: Self = Self { bytes: 2, signed: false, big_endian: false };
    pub const I32: Self = Self { bytes: 4, signed: true, big_endian: false };

    /// Reads a type as NumPy writes it: `<i4`, `|u1`, `>i8`.
    fn parse(text: &str) -> Option<Self> {
        let mut letters = text.chars();
        let order = letters.next()?;
        let kind = letters.next()?;
        let bytes: usize = letters.as_str().parse().ok()?;
        let fits = matches!(order, '<' | '>' | '|' | '=') && matches!(bytes, 1 | 2 | 4 | 8);
        let known = matches!(kind, 'i' | 'u') || (kind == 'b' && bytes == 1);
        (fits && known).then_some(Self { bytes, signed: kind == 'i', big_endian: order == '>' })
    }

    fn name(self) -> String {
        let order = if self.bytes == 1 { '|' } else { '<' };
        format!("{order}{}{}", if self.signed { 'i' } else { 'u' }, self.bytes)
    }

    /// Reads one number; `None` for what does not fit 64 bits with a sign.
    fn read(self, bytes: &[u8]) -> Option<i64> {
        let places: Box<dyn Iterator<Item = &u8>> =
            if self.big_endian { Box::new(bytes.iter()) } else { Box::new(bytes.iter().rev()) };
        let raw = places.fold(0_u64, |value, byte| (value << 8) | u64::from(*byte));
        if !self.signed {
            return i64::try_from(raw).ok();
        }
        let unused = 64 - 8 * u32::try_from(self.bytes).ok()?;
        Some((raw << unused).cast_signed() >> unused)
    }
}

/// An array read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Array<T> {
    pub shape: Vec<usize>,
    pub values: Vec<T>,
}

/// Reads an array of integers into a type they must fit.
pub(super) fn read<T: TryFrom<i64>>(path: &Path) -> Result<Array<T>, HrmError> {
    let fault = |why: String| HrmError::File { path: path.display().to_string(), why };
    let bytes = std::fs::read(path).map_err(|error| fault(error.to_string()))?;
    parse(&bytes).map_err(fault)
}

fn parse<T: TryFrom<i64>>(bytes: &[u8]) -> Result<Array<T>, String> {
    let no_file = || "this is no NumPy array file".to_owned();
    let rest = bytes.strip_prefix(MAGIC).ok_or_else(no_file)?;
    let (length, at) = match rest {
        [1, _, a, b, ..] => (usize::from(u16::from_le_bytes([*a, *b])), 4),
        [2 | 3, _, a, b, c, d, ..] => (u32::from_le_bytes([*a, *b, *c, *d]) as usize, 6),
        _ => return Err(no_file()),
    };
    let header = rest.get(at..at + length).ok_or_else(no_file)?;
    let header = String::from_utf8_lossy(header);
    let descr = quoted(&header, "descr").ok_or("its type is no plain one")?;
    let kind =
        IntType::parse(descr).ok_or_else(|| format!("its type is {descr}, and integers are wanted"))?;
    if after(&header, "fortran_order").is_some_and(|rest| rest.starts_with("True")) {
        return Err("its columns are stored one after the other; save it with order='C'".to_owned());
    }
    let shape = shape(&header).ok_or("its shape cannot be read")?;
    let values = &rest[at + length..];
    let count: usize = shape.iter().product();
    if values.len() != count * kind.bytes {
        let words =
            format!("{} bytes of values where {shape:?} of {descr} has {}", values.len(), count * kind.bytes);
        return Err(words);
    }
    let width = shape.get(1..).map_or(1, |inner| inner.iter().product::<usize>()).max(1);
    let value = |(index, bytes): (usize, &[u8])| {
        let value = kind.read(bytes);
        value.and_then(|value| T::try_from(value).ok()).ok_or_else(|| {
            let value = value.map_or_else(|| "a number of 64 bits".to_owned(), |value| value.to_string());
            format!("row {}, place {}: {value} is out of range", index / width, index % width)
        })
    };
    let values = values.chunks_exact(kind.bytes).enumerate().map(value).collect::<Result<_, _>>()?;
    Ok(Array { shape, values })
}

/// Returns what stands behind a key of the header.
fn after<'h>(header: &'h str, key: &str) -> Option<&'h str> {
    let (_, rest) = header.split_once(&format!("'{key}'"))?;
    Some(rest.trim_start().strip_prefix(':')?.trim_start())
}

fn quoted<'h>(header: &'h str, key: &str) -> Option<&'h str> {
    let rest = after(header, key)?.strip_prefix('\'')?;
    rest.split_once('\'').map(|(value, _)| value)
}

fn shape(header: &str) -> Option<Vec<usize>> {
    let (inside, _) = after(header, "shape")?.strip_prefix('(')?.split_once(')')?;
    let sizes = inside.split(',').map(str::trim).filter(|size| !size.is_empty());
    sizes.map(|size| size.parse().ok()).collect()
}

/// Returns the bytes of a file of an array.
pub(super) fn to_bytes(shape: &[usize], values: impl Iterator<Item = i64>, kind: IntType) -> Vec<u8> {
    let mut bytes = head(shape, &kind.name());
    for value in values {
        bytes.extend(&value.to_le_bytes()[..kind.bytes]);
    }
    bytes
}

/// Returns the bytes of a file of an array of bytes; values beyond them are cut.
pub(in crate::hrm) fn bytes_to_npy(shape: &[usize], values: impl IntoIterator<Item = i64>) -> Vec<u8> {
    to_bytes(shape, values.into_iter(), IntType::U8)
}

/// Returns the bytes of a file of an array of 32-bit floats.
pub(in crate::hrm) fn floats_to_bytes(shape: &[usize], values: &[f32]) -> Vec<u8> {
    let mut bytes = head(shape, "<f4");
    bytes.extend(values.iter().flat_map(|value| value.to_le_bytes()));
    bytes
}

/// Returns what stands before the values.
fn head(shape: &[usize], descr: &str) -> Vec<u8> {
    let sizes: Vec<String> = shape.iter().map(ToString::to_string).collect();
    let sizes = if sizes.len() == 1 { format!("{},", sizes[0]) } else { sizes.join(", ") };
    let mut header = format!("{{'descr': '{descr}', 'fortran_order': False, 'shape': ({sizes}), }}");
    let before = MAGIC.len() + 4;
    let padded = (before + header.len() + 1).next_multiple_of(ALIGNMENT) - before - 1;
    header.push_str(&" ".repeat(padded - header.len()));
    header.push('\n');
    let mut bytes = MAGIC.to_vec();
    bytes.extend([1, 0]);
    // Shapes of one to three sizes: the header is far below 64 KiB.
    bytes.extend((header.len() as u16).to_le_bytes());
    bytes.extend(header.as_bytes());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `numpy.save` writes for `numpy.array([[1, -2, 3]], dtype='<i2')`.
    const SAVED: &[u8] = b"\x93NUMPY\x01\x00v\x00\
        {'descr': '<i2', 'fortran_order': False, 'shape': (1, 3), }\
        \x20                                                         \n\
        \x01\x00\xfe\xff\x03\x00";

    #[test]
    fn what_numpy_wrote_is_read_and_written_alike() {
        let array: Array<i64> = parse(SAVED).expect("reads");
        assert_eq!(array, Array { shape: vec![1, 3], values: vec![1, -2, 3] });
        let kind = IntType { bytes: 2, signed: true, big_endian: false };
        assert_eq!(to_bytes(&[1, 3], [1, -2, 3].into_iter(), kind), SAVED);
    }

    /// What `numpy.save` writes for `numpy.array([1.5], dtype='<f4')`.
    #[test]
    fn floats_are_written_as_numpy_does() {
        let bytes = floats_to_bytes(&[1], &[1.5]);
        assert!(
            bytes.starts_with(
                b"\x93NUMPY\x01\x00v\x00{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }"
            )
        );
        assert_eq!((bytes.len(), &bytes[128..]), (132, &[0, 0, 0xc0, 0x3f][..]));
    }

    #[test]
    fn every_integer_is_read() {
        for descr in ["|i1", "|u1", "<i2", ">i2", "<u2", ">u4", "<i4", "=i8", ">i8", "<u8", "|b1"] {
            let kind = IntType::parse(descr).expect(descr);
            let mut bytes = to_bytes(&[2], [1, 0].into_iter(), IntType { big_endian: false, ..kind });
            if kind.big_endian {
                let at = bytes.len() - 2 * kind.bytes;
                bytes[at..].chunks_mut(kind.bytes).for_each(<[u8]>::reverse);
            }
            let text = String::from_utf8_lossy(&bytes).replace('\u{fffd}', "");
            assert!(text.contains("shape': (2,)"), "{text}");
            let plain = IntType { big_endian: false, ..kind }.name();
            let at = bytes.windows(plain.len()).position(|w| w == plain.as_bytes()).expect("its type");
            bytes[at..at + descr.len()].copy_from_slice(descr.as_bytes());
            assert_eq!(parse::<u8>(&bytes).expect(descr).values, [1, 0], "{descr}");
        }
        let minus = IntType { bytes: 1, signed: true, big_endian: false };
        let least = IntType { bytes: 8, signed: true, big_endian: true };
        assert_eq!(minus.read(&[0xff]), Some(-1));
        assert_eq!(least.read(&i64::MIN.to_be_bytes()), Some(i64::MIN));
        assert_eq!(IntType { signed: false, ..least }.read(&[0xff; 8]), None);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let said = |bytes: &[u8]| parse::<u8>(bytes).expect_err("refused");
        assert!(said(b"PK").contains("no NumPy"));
        assert!(said(&SAVED[..100]).contains("no NumPy"), "a header cut short");
        assert!(said(&SAVED[..SAVED.len() - 1]).contains("5 bytes of values"));
        assert_eq!(said(SAVED), "row 0, place 1: -2 is out of range");
        let change = |from: &str, to: &str| {
            let at = SAVED.windows(from.len()).position(|w| w == from.as_bytes()).expect("there");
            let mut bytes = SAVED.to_vec();
            bytes[at..at + from.len()].copy_from_slice(to.as_bytes());
            bytes
        };
        assert!(said(&change("<i2", "<f2")).contains("<f2, and integers"));
        assert!(said(&change("False", "True ")).contains("order='C'"));
    }
}
