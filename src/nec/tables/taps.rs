//! Taps of feeders and secondary conductors of transformers: how long, and how strong beside the device ahead.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const TAPS_FROM: Provenance = Provenance {
    table: "240.21(B), (C)",
    editions: &Edition::ALL,
    sources: &["a public transcription of 2023"],
    doubts: &[
        "one transcription only; taps of 10 ft and 25 ft agree with printed exams",
        "2017 and 2026 are taken as 2020 and 2023",
    ],
};

/// A rule under which conductors need no device of their own rating ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TapRule {
    /// 240.21(B)(1).
    Feeder10,
    /// 240.21(B)(2).
    Feeder25,
    /// 240.21(C)(2).
    Secondary10,
    /// 240.21(C)(6).
    Secondary25,
}

impl TapRule {
    /// Returns its section.
    pub const fn section(self) -> &'static str {
        match self {
            Self::Feeder10 => "240.21(B)(1)",
            Self::Feeder25 => "240.21(B)(2)",
            Self::Secondary10 => "240.21(C)(2)",
            Self::Secondary25 => "240.21(C)(6)",
        }
    }

    /// Returns the greatest length in feet.
    pub const fn longest_ft(self) -> f64 {
        match self {
            Self::Feeder10 | Self::Secondary10 => 10.0,
            Self::Feeder25 | Self::Secondary25 => 25.0,
        }
    }

    /// Returns what the device ahead may be at most, times the ampacity of the tap.
    pub const fn ratio(self) -> f64 {
        match self {
            Self::Feeder10 | Self::Secondary10 => 10.0,
            Self::Feeder25 | Self::Secondary25 => 3.0,
        }
    }

    /// Whether the voltages of a transformer enter.
    pub const fn is_secondary(self) -> bool {
        matches!(self, Self::Secondary10 | Self::Secondary25)
    }

    /// Whether it has to end in a single breaker or set of fuses.
    pub const fn ends_in_one_device(self) -> bool {
        matches!(self, Self::Feeder25 | Self::Secondary25)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values() {
        let rules = [TapRule::Feeder10, TapRule::Feeder25, TapRule::Secondary10, TapRule::Secondary25];
        assert_eq!(rules.map(TapRule::longest_ft), [10.0, 25.0, 10.0, 25.0]);
        assert_eq!(rules.map(TapRule::ratio), [10.0, 3.0, 10.0, 3.0]);
        assert_eq!(rules.map(TapRule::is_secondary), [false, false, true, true]);
        assert_eq!(rules.map(TapRule::ends_in_one_device), [false, true, false, true]);
    }
}
