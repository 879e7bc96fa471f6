//! Supports of raceways and cables, and bends between pull points.

use crate::nec::tables::Provenance;
use crate::nec::{Edition, RacewayType};

pub const RACEWAY_SUPPORTS_FROM: Provenance = Provenance {
    table: "330.30, 334.30, 342.30 to 362.30; 3xx.26",
    editions: &Edition::ALL,
    sources: &["a public transcription of 2023 (344.30(B)(2) and 352.30 as tables, the others as text)"],
    doubts: &["partly from memory; 2017 and 2026 are taken to be the same"],
};

/// Bends between two pull points in degrees, at most, in every raceway.
pub const BENDS_BETWEEN_PULLS_DEG: f64 = 360.0;

/// How a raceway or cable is held.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Supports {
    /// Largest distance between supports, in feet.
    pub spacing_ft: f64,
    /// Largest distance of the first support from a box or an end, in feet; for EMT, IMC and RMC up to 5 ft where the structure
    /// has nothing nearer.
    pub first_ft: f64,
    pub section: &'static str,
}

/// Returns how a raceway of a trade size in inches, or a cable, has to be held. Straight runs of RMC with threaded couplings may
/// be held as [`threaded_rmc_spacing_ft`] says.
pub fn supports(raceway: RacewayType, trade_size_in: f64) -> Supports {
    let (spacing_ft, first_ft, section) = match raceway {
        RacewayType::Emt => (10.0, 3.0, "358.30"),
        RacewayType::Imc => (10.0, 3.0, "342.30"),
        RacewayType::Rmc => (10.0, 3.0, "344.30"),
        RacewayType::PvcSchedule40 | RacewayType::PvcSchedule80 => {
            (by_size(&PVC_SPACING, trade_size_in), 3.0, "352.30")
        }
        RacewayType::Fmc => (4.5, 1.0, "348.30"),
        RacewayType::Lfmc => (4.5, 1.0, "350.30"),
        RacewayType::Ent => (3.0, 3.0, "362.30"),
        RacewayType::CableMc => (6.0, 1.0, "330.30"),
        RacewayType::CableNm => (4.5, 1.0, "334.30"),
    };
    Supports { spacing_ft, first_ft, section }
}

/// Returns the spacing in feet of straight RMC with threaded couplings (Table 344.30(B)(2)).
pub fn threaded_rmc_spacing_ft(trade_size_in: f64) -> f64 {
    by_size(&RMC_SPACING, trade_size_in)
}

/// Largest trade size of a row in inches; spacing in feet. Larger sizes are as the last row.
const PVC_SPACING: [(f64, f64); 5] = [(1.0, 3.0), (2.0, 5.0), (3.0, 6.0), (5.0, 7.0), (6.0, 8.0)];
const RMC_SPACING: [(f64, f64); 5] = [(0.75, 10.0), (1.0, 12.0), (1.5, 14.0), (2.5, 16.0), (6.0, 20.0)];

fn by_size(rows: &[(f64, f64); 5], trade_size_in: f64) -> f64 {
    let row = rows.iter().find(|(size, _)| *size >= trade_size_in);
    row.unwrap_or(&rows[4]).1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values() {
        assert_eq!(
            (supports(RacewayType::Emt, 2.0).spacing_ft, supports(RacewayType::Emt, 2.0).first_ft),
            (10.0, 3.0)
        );
        assert_eq!(supports(RacewayType::PvcSchedule40, 1.25).spacing_ft, 5.0);
        assert_eq!(supports(RacewayType::PvcSchedule80, 3.5).spacing_ft, 7.0);
        assert_eq!(
            (supports(RacewayType::CableNm, 0.0).spacing_ft, supports(RacewayType::CableMc, 0.0).spacing_ft),
            (4.5, 6.0)
        );
        assert_eq!([0.5, 1.0, 1.5, 2.0, 4.0].map(threaded_rmc_spacing_ft), [10.0, 12.0, 14.0, 16.0, 20.0]);
        assert_eq!(BENDS_BETWEEN_PULLS_DEG, 360.0);
    }

    #[test]
    fn larger_raceways_need_fewer_supports() {
        for rows in [PVC_SPACING, RMC_SPACING] {
            assert!(rows.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1));
        }
    }
}
