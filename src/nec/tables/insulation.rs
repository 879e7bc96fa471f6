//! What an insulation type stands: its temperature column by location, and which areas of Chapter 9 are its own.

use crate::nec::Edition;
use crate::nec::tables::Column::{self, C60, C75, C90};
use crate::nec::tables::Provenance;

pub const INSULATION_FROM: Provenance = Provenance {
    table: "310.4(A) (310.104(A) in 2017)",
    editions: &Edition::ALL,
    sources: &["general knowledge of the trade"],
    doubts: &["columns by location were not read in a text of the Code"],
};

/// Where a conductor lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    Dry,
    Damp,
    Wet,
}

/// Insulations of one thickness, which share their areas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AreaGroup {
    /// TW, THW, THHW, THW-2.
    Tw,
    /// THHN, THWN, THWN-2.
    Thhn,
    /// XHH, XHHW, XHHW-2.
    Xhhw,
    /// RHH, RHW, RHW-2 without outer covering.
    RhwBare,
    /// The same with outer covering.
    RhwCovered,
}

/// An insulation type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InsulationRow {
    /// As in [`INSULATIONS`](crate::nec::INSULATIONS).
    pub name: &'static str,
    dry: Column,
    damp: Column,
    /// `None` where it must not be wet.
    wet: Option<Column>,
    areas: Option<AreaGroup>,
}

static ROWS: [InsulationRow; 16] = [
    row("TW", C60, C60, Some(C60), Some(AreaGroup::Tw)),
    row("UF", C60, C60, Some(C60), None),
    row("THW", C75, C75, Some(C75), Some(AreaGroup::Tw)),
    row("THW-2", C90, C90, Some(C90), Some(AreaGroup::Tw)),
    row("THHW", C90, C90, Some(C75), Some(AreaGroup::Tw)),
    row("THWN", C75, C75, Some(C75), Some(AreaGroup::Thhn)),
    row("THWN-2", C90, C90, Some(C90), Some(AreaGroup::Thhn)),
    row("THHN", C90, C90, None, Some(AreaGroup::Thhn)),
    row("XHHW", C90, C90, Some(C75), Some(AreaGroup::Xhhw)),
    row("XHHW-2", C90, C90, Some(C90), Some(AreaGroup::Xhhw)),
    row("XHH", C90, C90, None, Some(AreaGroup::Xhhw)),
    row("RHW", C75, C75, Some(C75), Some(AreaGroup::RhwBare)),
    row("RHW-2", C90, C90, Some(C90), Some(AreaGroup::RhwBare)),
    row("RHH", C90, C90, None, Some(AreaGroup::RhwBare)),
    row("USE", C75, C75, Some(C75), None),
    row("USE-2", C90, C90, Some(C90), None),
];

const fn row(
    name: &'static str,
    dry: Column,
    damp: Column,
    wet: Option<Column>,
    areas: Option<AreaGroup>,
) -> InsulationRow {
    InsulationRow { name, dry, damp, wet, areas }
}

impl InsulationRow {
    /// Returns the column of its ampacity; `None` where it is not permitted.
    pub const fn column(&self, location: Location) -> Option<Column> {
        match location {
            Location::Dry => Some(self.dry),
            Location::Damp => Some(self.damp),
            Location::Wet => self.wet,
        }
    }

    /// Whether it comes with and without an outer covering, of different areas.
    pub fn may_be_covered(&self) -> bool {
        self.areas == Some(AreaGroup::RhwBare)
    }

    /// Returns whose areas are its own; `None` where Chapter 9 has none. A covering counts only where there can be one.
    pub fn area_group(&self, outer_covering: bool) -> Option<AreaGroup> {
        match self.areas {
            Some(AreaGroup::RhwBare) if outer_covering => Some(AreaGroup::RhwCovered),
            areas => areas,
        }
    }
}

/// Returns an insulation type; `None` where there is none of this name.
pub fn insulation(name: &str) -> Option<&'static InsulationRow> {
    ROWS.iter().find(|row| row.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nec::INSULATIONS;

    #[test]
    fn spot_values() {
        let columns = |name| {
            let row = insulation(name).expect("a type");
            [Location::Dry, Location::Damp, Location::Wet].map(|location| row.column(location))
        };
        assert_eq!(columns("THHN"), [Some(C90), Some(C90), None]);
        assert_eq!(columns("THHW"), [Some(C90), Some(C90), Some(C75)]);
        assert_eq!(columns("UF"), [Some(C60); 3]);
        assert_eq!(columns("RHW"), [Some(C75); 3]);
        let group = |name, covered| insulation(name).and_then(|row| row.area_group(covered));
        assert_eq!(group("THHW", true), Some(AreaGroup::Tw));
        assert_eq!(group("RHW-2", true), Some(AreaGroup::RhwCovered));
        assert_eq!(group("RHH", false), Some(AreaGroup::RhwBare));
        assert_eq!(group("USE-2", false), None);
    }

    #[test]
    fn every_type_has_a_row_and_water_never_makes_it_warmer() {
        assert!(ROWS.iter().map(|row| row.name).eq(INSULATIONS.iter().copied()));
        assert!(ROWS.iter().all(|row| row.dry == row.damp && row.wet.is_none_or(|wet| wet <= row.dry)));
    }
}
