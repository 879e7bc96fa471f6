//! Services and feeders of dwellings: their systems, amperes, ratings, and what their neutrals carry.

use crate::nec::Edition;
use crate::nec::tables::{
    DWELLING_SERVICE_LEAST_A, NEUTRAL_HEATING_PERCENT, NEUTRAL_REDUCTION, StandardDevice,
    next_standard_rating,
};

/// How dwellings are supplied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DwellingSystem {
    /// 120/240 V, one phase, three wires.
    Split240,
    /// Two legs and the neutral of 208Y/120 V.
    TwoLegs208,
    /// 208Y/120 V, three phases, four wires.
    Wye208,
}

impl DwellingSystem {
    /// Names as requests write them.
    pub const NAMES: [(&'static str, Self); 3] = [
        ("120/240-1ph-3w", Self::Split240),
        ("208Y/120-1ph-3w", Self::TwoLegs208),
        ("208Y/120-3ph-4w", Self::Wye208),
    ];

    /// Returns the system of a name; `None` of none known.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.into_iter().find(|known| known.0 == name).map(|known| known.1)
    }

    /// Returns VA per ampere of a load between the lines.
    pub fn va_per_ampere(self) -> f64 {
        match self {
            Self::Split240 => 240.0,
            Self::TwoLegs208 => 208.0,
            Self::Wye208 => 3.0_f64.sqrt() * 208.0,
        }
    }

    /// Returns amperes of a load of which a part stands between line and neutral. On two legs of a wye that part is shared
    /// by two legs of 120 V, the rest stands across 208 V.
    pub fn amperes(self, line_neutral_va: f64, line_line_va: f64) -> f64 {
        match self {
            Self::TwoLegs208 => line_neutral_va / 240.0 + line_line_va / self.va_per_ampere(),
            _ => (line_neutral_va + line_line_va) / self.va_per_ampere(),
        }
    }

    /// Whether the neutral's unbalance above 200 A may count by a share.
    pub fn reduces_neutral(self) -> bool {
        self != Self::TwoLegs208
    }
}

/// Returns amperes as whole ones, from a half upward (220.5(B)).
pub fn whole_amperes(amperes: f64) -> f64 {
    (amperes + 0.5 + 1e-9).floor()
}

/// Returns the smallest standard rating for the service of a dwelling, in amperes; `None` above the largest.
pub fn dwelling_service_rating(amperes: f64, edition: Edition) -> Option<f64> {
    let wanted = whole_amperes(amperes).max(DWELLING_SERVICE_LEAST_A);
    next_standard_rating(wanted, StandardDevice::Breaker, edition)
}

/// Returns what cooking and drying load the neutral with, in VA, from their demand in VA.
pub fn neutral_of_heating(demand_va: f64) -> f64 {
    demand_va * NEUTRAL_HEATING_PERCENT / 100.0
}

/// Returns the neutral's amperes when only a share of the unbalance above 200 A counts, not of its nonlinear part.
pub fn reduced_neutral(amperes: f64, nonlinear_amperes: f64) -> f64 {
    let (above, percent) = NEUTRAL_REDUCTION;
    let shared = (amperes - above).min(amperes - nonlinear_amperes).max(0.0);
    amperes - (100.0 - percent) / 100.0 * shared
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amperes_by_system() {
        assert_eq!(DwellingSystem::Split240.amperes(12_000.0, 12_000.0), 100.0);
        assert_eq!(DwellingSystem::TwoLegs208.amperes(12_000.0, 20_800.0), 150.0);
        assert!((DwellingSystem::Wye208.amperes(0.0, 36_026.7) - 100.0).abs() < 1e-3);
    }

    #[test]
    fn ratings_begin_at_100_and_follow_whole_amperes() {
        let rating = |amperes| dwelling_service_rating(amperes, Edition::E2023);
        assert_eq!([20.0, 100.4, 100.5, 6001.0].map(rating), [Some(100.0), Some(100.0), Some(110.0), None]);
    }

    #[test]
    fn the_neutral_is_reduced_above_200_amperes_but_for_its_nonlinear_part() {
        assert_eq!(reduced_neutral(199.0, 0.0), 199.0);
        assert_eq!(reduced_neutral(300.0, 0.0), 270.0);
        assert_eq!(reduced_neutral(300.0, 250.0), 285.0);
        assert_eq!(reduced_neutral(300.0, 320.0), 300.0);
        assert_eq!(neutral_of_heating(13_500.0), 9450.0);
    }
}
