//! The Code's vocabulary as enumerations: what a conductor, a raceway or a building can be.

named_enum!(
    /// Conductor material.
    Material { Copper = "Cu", Aluminum = "Al" }
);

named_enum!(
    /// Conductor insulation (NEC Table 310.4(1)).
    Insulation {
        Tw = "TW",
        Uf = "UF",
        Thw = "THW",
        Thw2 = "THW-2",
        Thhw = "THHW",
        Thwn = "THWN",
        Thwn2 = "THWN-2",
        Thhn = "THHN",
        Xhhw = "XHHW",
        Xhhw2 = "XHHW-2",
        Xhh = "XHH",
        Rhw = "RHW",
        Rhw2 = "RHW-2",
        Rhh = "RHH",
        Use = "USE",
        Use2 = "USE-2",
    }
);

named_enum!(
    /// Raceways and cable assemblies.
    RacewayType {
        Emt = "EMT",
        Imc = "IMC",
        Rmc = "RMC",
        PvcSchedule40 = "PVC-40",
        PvcSchedule80 = "PVC-80",
        Fmc = "FMC",
        Lfmc = "LFMC",
        Ent = "ENT",
        CableMc = "MC",
        CableNm = "NM",
    }
);

impl RacewayType {
    /// Whether this is a cable, whose conductors lie in no raceway.
    pub const fn is_cable(self) -> bool {
        match self {
            Self::CableMc | Self::CableNm => true,
            Self::Emt
            | Self::Imc
            | Self::Rmc
            | Self::PvcSchedule40
            | Self::PvcSchedule80
            | Self::Fmc
            | Self::Lfmc
            | Self::Ent => false,
        }
    }

    /// Whether it is of plastic.
    pub const fn is_nonmetallic(self) -> bool {
        match self {
            Self::PvcSchedule40 | Self::PvcSchedule80 | Self::Ent | Self::CableNm => true,
            Self::Emt | Self::Imc | Self::Rmc | Self::Fmc | Self::Lfmc | Self::CableMc => false,
        }
    }
}

named_enum!(
    /// Use of a building, which decides lighting and demand.
    Occupancy {
        Dwelling = "dwelling",
        Office = "office",
        Retail = "retail",
        School = "school",
        Hospital = "hospital",
        Hotel = "hotel",
        Restaurant = "restaurant",
        Warehouse = "warehouse",
        Industrial = "industrial",
        Other = "other",
    }
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nec::INSULATIONS;

    #[test]
    fn records_and_calculations_know_the_same_insulations() {
        assert!(Insulation::ALL.iter().map(|insulation| insulation.name()).eq(INSULATIONS.iter().copied()));
    }

    #[test]
    fn written_names_find_their_values() {
        assert_eq!(Insulation::from_name("thhn"), Some(Insulation::Thhn));
        assert_eq!(RacewayType::from_name("EMT"), Some(RacewayType::Emt));
        assert_eq!(Material::from_name("steel"), None);
    }
}
