//! Lighting by floor area outside dwellings.

use crate::nec::Edition;
use crate::nec::tables::{LightingUse, Provenance};

pub const LIGHTING_UNIT_LOADS_FROM: Provenance = Provenance {
    table: "220.12 (2017, 2020), 220.42(A) (2023), 120.42(A) (2026)",
    editions: &Edition::ALL,
    sources: &[
        "a public transcription of 2023",
        "a second public transcription of 2023",
        "a public transcription of a state code based on 2020",
    ],
    doubts: &[
        "2017 is from memory; office, hospital, hotel, store, loft and lodge agree with public pages",
        "the section number of 2026 is unverified; its values are taken to be as in 2023",
    ],
};

/// Every occupancy of any edition.
pub const LIGHTING_OCCUPANCIES: &[&str] = &[
    "auditorium",
    "automotive",
    "bank",
    "barber-beauty",
    "church",
    "club",
    "commercial-garage",
    "convention-center",
    "court-room",
    "courthouse",
    "dormitory",
    "exercise-center",
    "fire-station",
    "gymnasium",
    "health-clinic",
    "hospital",
    "hotel",
    "library",
    "lodge",
    "loft-industrial",
    "manufacturing",
    "motion-picture-theater",
    "museum",
    "office",
    "parking-garage",
    "penitentiary",
    "performing-arts-theater",
    "police-station",
    "post-office",
    "religious",
    "restaurant",
    "retail",
    "school",
    "sports-arena",
    "store",
    "town-hall",
    "transportation",
    "warehouse",
    "workshop",
];

/// VA per square foot in 2020, and in 2023 and later. They contain the 125 % for continuous loads.
const UNIT_LOADS: [(&str, f64, f64); 29] = [
    ("automotive", 1.5, 1.5),
    ("convention-center", 1.4, 1.4),
    ("courthouse", 1.4, 1.4),
    ("dormitory", 1.5, 1.5),
    ("exercise-center", 1.4, 1.4),
    ("fire-station", 1.3, 1.3),
    ("gymnasium", 1.7, 1.7),
    ("health-clinic", 1.6, 1.6),
    ("hospital", 1.6, 1.6),
    ("hotel", 1.7, 1.7),
    ("library", 1.5, 1.5),
    ("manufacturing", 2.2, 2.2),
    ("motion-picture-theater", 1.6, 1.6),
    ("museum", 1.6, 1.6),
    ("office", 1.3, 1.3),
    ("parking-garage", 0.3, 0.3),
    ("penitentiary", 1.2, 1.2),
    ("performing-arts-theater", 1.5, 1.5),
    ("police-station", 1.3, 1.3),
    ("post-office", 1.6, 1.6),
    ("religious", 2.2, 2.2),
    ("restaurant", 1.5, 1.5),
    ("retail", 1.9, 1.9),
    ("school", 3.0, 1.5),
    ("sports-arena", 3.0, 1.5),
    ("town-hall", 1.4, 1.4),
    ("transportation", 1.2, 1.2),
    ("warehouse", 1.2, 1.2),
    ("workshop", 1.7, 1.7),
];

/// VA per square foot in 2017. They do not contain the 125 % for continuous loads.
const UNIT_LOADS_2017: [(&str, f64); 16] = [
    ("auditorium", 1.0),
    ("bank", 3.5),
    ("barber-beauty", 3.0),
    ("church", 1.0),
    ("club", 2.0),
    ("court-room", 2.0),
    ("commercial-garage", 0.5),
    ("hospital", 2.0),
    ("hotel", 2.0),
    ("loft-industrial", 2.0),
    ("lodge", 1.5),
    ("office", 3.5),
    ("restaurant", 2.0),
    ("school", 3.0),
    ("store", 3.0),
    ("warehouse", 0.25),
];

/// Returns the lighting of an occupancy in VA per square foot; `None` where the edition does not list it.
pub fn lighting_unit_load(occupancy: &str, edition: Edition) -> Option<f64> {
    if edition == Edition::E2017 {
        return UNIT_LOADS_2017.iter().find(|row| row.0 == occupancy).map(|row| row.1);
    }
    let row = UNIT_LOADS.iter().find(|row| row.0 == occupancy)?;
    Some(if edition == Edition::E2020 { row.1 } else { row.2 })
}

/// Whether the unit loads of an edition contain the 125 % for continuous loads.
pub fn unit_loads_contain_125_percent(edition: Edition) -> bool {
    edition >= Edition::E2020
}

/// Returns what decides the demand of the lighting of an occupancy.
pub fn lighting_use(occupancy: &str) -> LightingUse {
    match occupancy {
        "hotel" => LightingUse::Hotel,
        "warehouse" => LightingUse::Warehouse,
        "hospital" => LightingUse::Hospital,
        _ => LightingUse::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values() {
        let office = Edition::ALL.map(|edition| lighting_unit_load("office", edition));
        assert_eq!(office, [Some(3.5), Some(1.3), Some(1.3), Some(1.3)]);
        let school = Edition::ALL.map(|edition| lighting_unit_load("school", edition));
        assert_eq!(school, [Some(3.0), Some(3.0), Some(1.5), Some(1.5)]);
        let warehouse = Edition::ALL.map(|edition| lighting_unit_load("warehouse", edition));
        assert_eq!(warehouse, [Some(0.25), Some(1.2), Some(1.2), Some(1.2)]);
        assert_eq!(lighting_unit_load("manufacturing", Edition::E2023), Some(2.2));
        assert_eq!(lighting_unit_load("parking-garage", Edition::E2023), Some(0.3));
        assert_eq!(lighting_unit_load("retail", Edition::E2017), None);
        assert_eq!(lighting_unit_load("store", Edition::E2020), None);
    }

    #[test]
    fn every_occupancy_is_listed_by_an_edition_and_no_other() {
        for name in LIGHTING_OCCUPANCIES {
            assert!(
                Edition::ALL.iter().any(|edition| lighting_unit_load(name, *edition).is_some()),
                "{name}"
            );
        }
        let names = UNIT_LOADS.iter().map(|row| row.0).chain(UNIT_LOADS_2017.iter().map(|row| row.0));
        assert!(names.into_iter().all(|name| LIGHTING_OCCUPANCIES.contains(&name)));
    }
}
