//! Cover over underground wiring of 1000 V and less.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const BURIAL_FROM: Provenance = Provenance {
    table: "300.5(A) (300.5 before 2023)",
    editions: &Edition::ALL,
    sources: &["a public transcription of 2023"],
    doubts: &["one source; 2017 and 2026 are taken to be the same"],
};

named_enum!(
    /// Wiring underground: the columns of the table.
    BuriedWiring {
        DirectBuried = "direct-buried",
        /// Rigid or intermediate metal conduit.
        MetalConduit = "RMC or IMC",
        /// PVC and other raceways listed for burial without concrete.
        OtherRaceway = "other raceway",
        /// Residential branch circuits of 120 V and 20 A at most with ground-fault protection for persons.
        ResidentialGfci = "residential 120 V 20 A with GFCI",
        /// Irrigation and landscape lighting of 30 V at most.
        Landscape = "landscape 30 V",
    }
);

named_enum!(
    /// Where it lies: the rows of the table.
    BurialPlace {
        Elsewhere = "elsewhere",
        /// In a trench below concrete of 2 in.
        TrenchUnderConcrete = "trench under 2 in concrete",
        /// Direct burial there needs a raceway.
        UnderBuilding = "under building",
        /// Below an exterior concrete slab of 4 in without vehicles.
        UnderSlab = "under 4 in slab",
        Streets = "streets and parking",
        DwellingDriveway = "dwelling driveway",
        AirportRunway = "airport runway",
    }
);

impl BurialPlace {
    /// Columns as in [`BuriedWiring`].
    const fn row(self) -> [f64; 5] {
        match self {
            Self::Elsewhere => [24.0, 6.0, 18.0, 12.0, 6.0],
            Self::TrenchUnderConcrete => [18.0, 6.0, 12.0, 6.0, 6.0],
            Self::UnderBuilding => [0.0; 5],
            Self::UnderSlab => [18.0, 4.0, 4.0, 6.0, 6.0],
            Self::Streets => [24.0; 5],
            Self::DwellingDriveway => [18.0, 18.0, 18.0, 12.0, 18.0],
            Self::AirportRunway => [18.0; 5],
        }
    }
}

/// Returns the least cover in inches.
pub const fn burial_cover_in(place: BurialPlace, wiring: BuriedWiring) -> f64 {
    let [direct, metal, other, residential, landscape] = place.row();
    match wiring {
        BuriedWiring::DirectBuried => direct,
        BuriedWiring::MetalConduit => metal,
        BuriedWiring::OtherRaceway => other,
        BuriedWiring::ResidentialGfci => residential,
        BuriedWiring::Landscape => landscape,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values() {
        assert_eq!(burial_cover_in(BurialPlace::Elsewhere, BuriedWiring::OtherRaceway), 18.0);
        assert_eq!(burial_cover_in(BurialPlace::TrenchUnderConcrete, BuriedWiring::DirectBuried), 18.0);
        assert_eq!(burial_cover_in(BurialPlace::UnderSlab, BuriedWiring::MetalConduit), 4.0);
        assert_eq!(burial_cover_in(BurialPlace::DwellingDriveway, BuriedWiring::ResidentialGfci), 12.0);
        assert_eq!(burial_cover_in(BurialPlace::Streets, BuriedWiring::Landscape), 24.0);
    }

    #[test]
    fn direct_burial_lies_deepest() {
        for place in BurialPlace::ALL {
            let direct = burial_cover_in(*place, BuriedWiring::DirectBuried);
            assert!(
                BuriedWiring::ALL.iter().all(|wiring| burial_cover_in(*place, *wiring) <= direct),
                "{place}"
            );
        }
    }
}
