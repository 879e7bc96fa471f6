//! Grounding conductors: upsized with their circuit, capped by their electrode.

use crate::nec::Material;
use crate::nec::tables::{ConductorRow, conductor, smallest_conductor_of};

/// Areas are compared to half a mil.
const SLACK_CMIL: f64 = 0.5;

/// Returns the area in circular mils of a size of the table of equipment grounding conductors.
///
/// That table has 1200 kcmil in older editions, which the others lack. `None` where it is no size.
pub fn egc_table_cmil(size: &str) -> Option<f64> {
    if size == "1200" { Some(1_200_000.0) } else { conductor(size).map(|row| row.cmil) }
}

/// Returns how much larger the ungrounded conductors are than they had to be, 1 at least (250.122(B)).
pub fn upsizing_ratio(installed: &ConductorRow, minimum: &ConductorRow) -> f64 {
    (installed.cmil / minimum.cmil).max(1.0)
}

/// Returns the equipment grounding conductor of an area in circular mils, never larger than the ungrounded (250.122(A)).
///
/// `None` above the largest size, where the ungrounded size is not known.
pub fn egc_of(
    required_cmil: f64,
    ungrounded: Option<&'static ConductorRow>,
) -> Option<&'static ConductorRow> {
    match (smallest_conductor_of(required_cmil), ungrounded) {
        (Some(row), Some(largest)) if row.cmil > largest.cmil + SLACK_CMIL => Some(largest),
        (None, largest) => largest,
        (row, _) => row,
    }
}

/// What a grounding electrode conductor leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Electrode {
    /// Metal water pipe or structural steel.
    PipeOrSteel,
    RodPipePlate,
    ConcreteEncased,
    GroundRing,
}

/// Returns the largest size that the sole connection to an electrode ever needs.
///
/// `ring` is the size of a ground ring. `None` where there is no cap, or none in this metal.
pub fn gec_cap(electrode: Electrode, material: Material, ring: Option<&str>) -> Option<&str> {
    match (electrode, material) {
        (Electrode::PipeOrSteel, _) | (Electrode::ConcreteEncased, Material::Aluminum) => None,
        (Electrode::RodPipePlate, Material::Copper) => Some("6"),
        (Electrode::RodPipePlate, Material::Aluminum) | (Electrode::ConcreteEncased, Material::Copper) => {
            Some("4")
        }
        (Electrode::GroundRing, _) => ring,
    }
}

/// Returns the section of a cap in 250.66.
pub const fn gec_cap_section(electrode: Electrode) -> &'static str {
    match electrode {
        Electrode::PipeOrSteel => "250.66",
        Electrode::RodPipePlate => "250.66(A)",
        Electrode::ConcreteEncased => "250.66(B)",
        Electrode::GroundRing => "250.66(C)",
    }
}

/// Returns the smaller of two sizes; the first where one is no size of the table.
pub fn smaller_size<'a>(one: &'a str, other: &'a str) -> &'a str {
    match (conductor(one), conductor(other)) {
        (Some(first), Some(second)) if second.cmil < first.cmil => other,
        _ => one,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(size: &str) -> &'static ConductorRow {
        conductor(size).expect("a size")
    }

    #[test]
    fn a_larger_circuit_has_a_larger_ground_but_none_larger_than_itself() {
        let ratio = upsizing_ratio(row("350"), row("250"));
        assert!((ratio - 1.4).abs() < 1e-12);
        let of = |cmil, largest: Option<&str>| egc_of(cmil, largest.map(row)).map(|found| found.size);
        assert_eq!(of(ratio * row("4").cmil, Some("350")), Some("2"));
        assert_eq!(upsizing_ratio(row("6"), row("4")), 1.0);
        assert_eq!(of(60_000.0, Some("6")), Some("6"));
        assert_eq!(of(3_000_000.0, Some("750")), Some("750"));
        assert_eq!(of(1_200_000.0, None), Some("1250"));
        assert_eq!(of(3_000_000.0, None), None);
        assert_eq!(egc_table_cmil("1200"), Some(1_200_000.0));
    }

    #[test]
    fn electrodes_cap_the_conductor() {
        let (cu, al) = (Material::Copper, Material::Aluminum);
        assert_eq!(gec_cap(Electrode::RodPipePlate, cu, None), Some("6"));
        assert_eq!(gec_cap(Electrode::RodPipePlate, al, None), Some("4"));
        assert_eq!(gec_cap(Electrode::ConcreteEncased, cu, None), Some("4"));
        assert_eq!(gec_cap(Electrode::ConcreteEncased, al, None), None);
        assert_eq!(gec_cap(Electrode::GroundRing, cu, Some("2")), Some("2"));
        assert_eq!(gec_cap(Electrode::PipeOrSteel, cu, None), None);
        assert_eq!([smaller_size("3/0", "4"), smaller_size("8", "4")], ["4", "8"]);
    }
}
