//! What is known of the building, as far as it decides demand.

use crate::domain::{Project, facts};
use crate::nec::Edition;
use crate::nec::tables::{
    LightingUse, OFFICE_RECEPTACLES_VA_PER_FT2, lighting_unit_load, unit_loads_contain_125_percent,
};

/// What is known of the building.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Premises {
    pub edition: Edition,
    /// As files write it.
    pub occupancy: Option<&'static str>,
    /// In square feet.
    pub floor_area: Option<f64>,
    /// Heating and cooling are said to be never on together.
    pub noncoincident: bool,
}

/// What one sum of loads is calculated by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::engineering) struct Terms {
    pub premises: Premises,
    /// The optional method is asked for.
    pub optional: bool,
    /// Separately controlled units of space heating.
    pub heat_units: f64,
    pub three_phase: bool,
    /// The sum is that of the whole building, so its floor area counts.
    pub building: bool,
}

impl Terms {
    /// Returns the terms of a part of a building by the standard method.
    pub(in crate::engineering) const fn standard(premises: Premises, three_phase: bool) -> Self {
        Self { premises, optional: false, heat_units: 1.0, three_phase, building: false }
    }

    /// Returns what the floor area asks for, where the sum is of the whole building.
    pub(in crate::engineering) fn least_by_area(&self) -> Option<LeastByArea> {
        least_by_area(&self.premises).filter(|_| self.building)
    }
}

impl Premises {
    /// Returns what a project says of its building.
    pub fn of(project: &Project) -> Self {
        let settings = project.settings();
        Self {
            edition: settings.edition,
            occupancy: settings.facts.word(&facts::project::OCCUPANCY),
            floor_area: settings.facts.number(&facts::project::FLOOR_AREA).filter(|area| *area > 0.0),
            noncoincident: settings.facts.yes(&facts::project::NONCOINCIDENT) == Some(true),
        }
    }

    /// Returns whether all of the building is one dwelling.
    pub fn is_one_dwelling(&self) -> bool {
        self.occupancy == Some("one-family")
    }

    /// Returns whether the building holds two or more dwellings, so that feeders have to say which they carry.
    pub fn has_several_dwellings(&self) -> bool {
        matches!(self.occupancy, Some("two-family" | "multifamily"))
    }

    /// Returns what the lighting outside dwellings lights. Of an unknown building it counts in full.
    pub fn lights(&self) -> LightingUse {
        match self.occupancy {
            Some("hotel") => LightingUse::Hotel,
            Some("warehouse") => LightingUse::Warehouse,
            Some("hospital") => LightingUse::Hospital,
            _ => LightingUse::Other,
        }
    }

    /// Returns whether kitchen equipment is that of a commercial kitchen.
    pub fn has_commercial_kitchen(&self) -> bool {
        self.occupancy.is_some() && !self.is_one_dwelling() && !self.has_several_dwellings()
    }
}

/// What the floor area of a building that is no dwelling asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LeastByArea {
    pub area_ft2: f64,
    /// Lighting in VA per square foot; `None` where the edition does not list the occupancy.
    pub lighting_per_ft2: Option<f64>,
    /// Whether that contains the 125 % for continuous load.
    pub contains_125_percent: bool,
    /// Receptacles in VA per square foot, in offices and banks.
    pub receptacles_per_ft2: Option<f64>,
}

impl LeastByArea {
    /// Returns the least lighting in VA; zero where none is listed.
    pub fn lighting_va(&self) -> f64 {
        self.lighting_per_ft2.unwrap_or(0.0) * self.area_ft2
    }

    /// Returns the least receptacle load in VA; zero where there is none.
    pub fn receptacles_va(&self) -> f64 {
        self.receptacles_per_ft2.unwrap_or(0.0) * self.area_ft2
    }
}

/// Returns what the floor area asks for; `None` of dwellings, and where occupancy or area is unknown.
pub fn least_by_area(premises: &Premises) -> Option<LeastByArea> {
    let (occupancy, area_ft2) = (premises.occupancy?, premises.floor_area?);
    if premises.is_one_dwelling() || premises.has_several_dwellings() {
        return None;
    }
    let row = unit_load_row(occupancy, premises.edition);
    Some(LeastByArea {
        area_ft2,
        lighting_per_ft2: row.and_then(|row| lighting_unit_load(row, premises.edition)),
        contains_125_percent: unit_loads_contain_125_percent(premises.edition),
        receptacles_per_ft2: matches!(occupancy, "office" | "bank").then_some(OFFICE_RECEPTACLES_VA_PER_FT2),
    })
}

/// Returns the row of the table of unit loads for an occupancy; rows changed their names in 2020.
fn unit_load_row(occupancy: &'static str, edition: Edition) -> Option<&'static str> {
    let old = edition == Edition::E2017;
    let row = match occupancy {
        "bank" if !old => "office",
        "retail" if old => "store",
        "industrial" => {
            if old {
                "loft-industrial"
            } else {
                "manufacturing"
            }
        }
        "garage" => {
            if old {
                "commercial-garage"
            } else {
                "parking-garage"
            }
        }
        "assembly" if old => "auditorium",
        other => other,
    };
    Some(row).filter(|row| lighting_unit_load(row, edition).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn per_ft2(occupancy: &'static str, edition: Edition) -> Option<f64> {
        let premises =
            Premises { edition, occupancy: Some(occupancy), floor_area: Some(100.0), noncoincident: false };
        least_by_area(&premises)?.lighting_per_ft2
    }

    #[test]
    fn occupancies_find_their_row_in_every_edition() {
        let rows = [
            ("office", [3.5, 1.3]),
            ("bank", [3.5, 1.3]),
            ("retail", [3.0, 1.9]),
            ("industrial", [2.0, 2.2]),
            ("garage", [0.5, 0.3]),
            ("warehouse", [0.25, 1.2]),
        ];
        for (occupancy, [old, new]) in rows {
            assert_eq!(per_ft2(occupancy, Edition::E2017), Some(old), "{occupancy}");
            assert_eq!(per_ft2(occupancy, Edition::E2023), Some(new), "{occupancy}");
        }
        assert_eq!([Edition::E2017, Edition::E2023].map(|e| per_ft2("assembly", e)), [Some(1.0), None]);
        assert_eq!(per_ft2("one-family", Edition::E2023), None);
        assert_eq!(per_ft2("farm", Edition::E2023), None);
    }
}
