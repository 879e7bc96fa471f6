//! How full a raceway may be.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const FILL_FROM: Provenance = Provenance {
    table: "Chapter 9 Table 1, Notes 4 and 7",
    editions: &Edition::ALL,
    sources: &["a second public transcription of 2023", "a public calculator of raceway fill"],
    doubts: &[],
};

/// A raceway of at most so many inches is a nipple.
pub const NIPPLE_IN: f64 = 24.0;
/// The part of a conductor from which the count that fits is rounded up (Note 7).
pub const ROUND_UP_FROM: f64 = 0.8;

/// The share of its inside that a raceway may be filled to: which column of its areas holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FillLimit {
    /// One conductor or cable.
    One,
    Two,
    ThreeOrMore,
    Nipple,
}

impl FillLimit {
    /// Returns the limit for so many conductors.
    pub fn of(conductors: f64, nipple: bool) -> Self {
        match (nipple, conductors) {
            (true, _) => Self::Nipple,
            (false, n) if n <= 1.0 => Self::One,
            (false, n) if n <= 2.0 => Self::Two,
            _ => Self::ThreeOrMore,
        }
    }

    /// Returns it in per cent of the inside.
    pub const fn percent(self) -> f64 {
        match self {
            Self::One => 53.0,
            Self::Two => 31.0,
            Self::ThreeOrMore => 40.0,
            Self::Nipple => 60.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values() {
        let percent = |count| FillLimit::of(count, false).percent();
        assert_eq!([1.0, 2.0, 3.0, 40.0].map(percent), [53.0, 31.0, 40.0, 40.0]);
        assert_eq!([1.0, 2.0, 3.0].map(|count| FillLimit::of(count, true).percent()), [60.0; 3]);
    }
}
