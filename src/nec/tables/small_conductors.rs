//! The largest overcurrent device for small conductors, whatever their ampacity.

use crate::nec::tables::Provenance;
use crate::nec::{Edition, Material};

pub const SMALL_CONDUCTORS_FROM: Provenance = Provenance {
    table: "240.4(D)",
    editions: &Edition::ALL,
    sources: &["a public transcription of 2023", "a second public transcription of 2023"],
    doubts: &[
        "10 A for 14 AWG copper-clad aluminum (since 2023) is left out: no calculation takes that metal",
        "2017 and 2026 are taken as 2020 and 2023",
        "the conditions on 18 and 16 AWG are from memory",
    ],
};

/// Returns the largest rating in amperes; `None` for sizes without a limit of their own.
pub fn small_conductor_limit(size: &str, material: Material) -> Option<f64> {
    Some(match (size, material) {
        ("18", Material::Copper) => 7.0,
        ("16", Material::Copper) => 10.0,
        ("14", Material::Copper) | ("12", Material::Aluminum) => 15.0,
        ("12", Material::Copper) => 20.0,
        ("10", Material::Aluminum) => 25.0,
        ("10", Material::Copper) => 30.0,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values() {
        let limits =
            |material| ["18", "16", "14", "12", "10", "8"].map(|size| small_conductor_limit(size, material));
        assert_eq!(
            limits(Material::Copper),
            [Some(7.0), Some(10.0), Some(15.0), Some(20.0), Some(30.0), None]
        );
        assert_eq!(limits(Material::Aluminum), [None, None, None, Some(15.0), Some(25.0), None]);
    }
}
