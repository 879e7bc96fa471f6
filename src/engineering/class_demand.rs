//! The one table of load classes: how much of each class is demanded, and by which section.
//!
//! Not applied yet, and said so in the derivation of every panel it concerns: demand factors of dwellings, hotels and
//! warehouses, of kitchens, of noncoincident heating and cooling, and the least load of EV supply. Those classes count
//! in full, which is never less than the Code asks for except where the note says so.

use crate::domain::LoadClass;
use crate::nec::{Citation, Edition};
use crate::units::{VoltAmperes, grouped, percent};

/// Receptacle load up to here counts in full, the rest by half.
const RECEPTACLES_IN_FULL: f64 = 10_000.0;

/// How the demand of a class follows from its connected load.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Demand {
    /// A fixed share.
    Share(f64),
    /// In full to 10 kVA, half of what exceeds it.
    Receptacles,
}

/// When the load of a class is taken as continuous (three hours or more).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Continuous {
    /// As the schedule marks each circuit.
    AsMarked,
    /// Whatever the schedule says.
    Always,
    /// Not in this sum, because the class has its own 25 % (430.24, 220.87).
    Never,
}

/// What the table says about one class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClassRule {
    pub class: LoadClass,
    demand: Demand,
    /// Sections of the 2017, 2020, 2023 and 2026 editions.
    sections: Option<[&'static str; 4]>,
    /// Whether the largest single load of these classes counts 25 % more (430.24, 440.33).
    pub motor: bool,
    /// Whether what the schedule marks as continuous counts 25 % more in the design load.
    pub continuous: Continuous,
    /// What the Code also says about the class and is not applied here.
    pub not_applied: Option<&'static str>,
}

const fn in_full(class: LoadClass, sections: Option<[&'static str; 4]>) -> ClassRule {
    ClassRule {
        class,
        demand: Demand::Share(1.0),
        sections,
        motor: false,
        continuous: Continuous::AsMarked,
        not_applied: None,
    }
}

/// Sections marked 2026 were read in renumbering lists, not in the printed Code.
const RULES: [ClassRule; 11] = [
    ClassRule {
        not_applied: Some("the lighting demand factors of dwellings, hotels and warehouses"),
        ..in_full(LoadClass::Lighting, Some(["220.42", "220.42", "220.45", "120.45"]))
    },
    ClassRule {
        demand: Demand::Receptacles,
        ..in_full(LoadClass::Receptacle, Some(["220.44", "220.44", "220.47", "120.47"]))
    },
    ClassRule {
        motor: true,
        continuous: Continuous::Never,
        ..in_full(LoadClass::Motor, Some(["430.24"; 4]))
    },
    ClassRule {
        not_applied: Some("the omission of the smaller of heating and cooling (noncoincident loads)"),
        ..in_full(LoadClass::Heating, Some(["220.51", "220.51", "220.51", "120.51"]))
    },
    ClassRule {
        motor: true,
        continuous: Continuous::Never,
        not_applied: Some("the omission of the smaller of heating and cooling (noncoincident loads)"),
        ..in_full(LoadClass::Cooling, Some(["440.33"; 4]))
    },
    ClassRule {
        not_applied: Some("the demand factors for three and more pieces of kitchen equipment"),
        ..in_full(LoadClass::Kitchen, Some(["220.56", "220.56", "220.56", "120.56"]))
    },
    in_full(LoadClass::Appliance, Some(["220.40", "220.40", "220.40", "120.40"])),
    ClassRule {
        continuous: Continuous::Always,
        not_applied: Some("the least load of 7,200 VA for each EV supply equipment"),
        ..in_full(LoadClass::ElectricVehicle, Some(["625.42", "625.42", "220.57", "120.57"]))
    },
    in_full(LoadClass::Sign, Some(["220.43", "220.43", "220.43", "120.43"])),
    in_full(LoadClass::SpareCapacity, None),
    ClassRule {
        demand: Demand::Share(1.25),
        continuous: Continuous::Never,
        ..in_full(LoadClass::Existing, Some(["220.87", "220.87", "220.87", "120.87"]))
    },
];

/// Returns what the table says about a class.
pub fn class_rule(class: LoadClass) -> &'static ClassRule {
    const UNLISTED: ClassRule = in_full(LoadClass::Appliance, None);
    RULES.iter().find(|rule| rule.class == class).unwrap_or(&UNLISTED)
}

impl ClassRule {
    /// Returns the demand for this connected load, without the largest motor's 25 %.
    pub fn demand(&self, connected: VoltAmperes) -> VoltAmperes {
        match self.demand {
            Demand::Share(share) => connected * share,
            Demand::Receptacles => {
                let full = connected.min(VoltAmperes(RECEPTACLES_IN_FULL));
                full + (connected - full) * 0.5
            }
        }
    }

    /// Returns the arithmetic of [`Self::demand`] in words.
    pub fn arithmetic(&self, connected: VoltAmperes) -> String {
        match self.demand {
            Demand::Share(share) => format!("{} × {}", whole(connected), percent(share, 0)),
            Demand::Receptacles if connected.0 <= RECEPTACLES_IN_FULL => {
                format!("{} × 100 %", whole(connected))
            }
            Demand::Receptacles => {
                let rest = connected - VoltAmperes(RECEPTACLES_IN_FULL);
                format!("{} VA × 100 % + {} × 50 %", grouped(RECEPTACLES_IN_FULL, 0), whole(rest))
            }
        }
    }

    /// Returns the section of an edition, if one speaks of the class.
    pub fn citation(&self, edition: Edition) -> Option<Citation> {
        let at = Edition::ALL.iter().position(|e| *e == edition)?;
        let section = *self.sections.as_ref()?.get(at)?;
        Some(Citation { edition, section })
    }
}

/// Returns VA to the whole unit, the way steps print it.
pub(in crate::engineering) fn whole(va: VoltAmperes) -> String {
    format!("{va:.0}")
}

/// One class of a panelboard, feeder or service: connected, demand and design load.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClassDemand {
    pub class: LoadClass,
    pub connected: VoltAmperes,
    /// With the largest motor's 25 % where that motor is of this class.
    pub demand: VoltAmperes,
    /// Demand with 25 % of the continuous load.
    pub design: VoltAmperes,
    /// Connected load that runs three hours or more; motors are not in it (430.24).
    pub continuous: VoltAmperes,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_a_rule_of_its_own() {
        for class in LoadClass::ALL {
            assert_eq!(class_rule(*class).class, *class);
        }
    }

    #[test]
    fn receptacles_above_ten_kva_count_half() {
        let rule = class_rule(LoadClass::Receptacle);
        for (connected, demand) in [(9_000.0, 9_000.0), (10_000.0, 10_000.0), (13_500.0, 11_750.0)] {
            assert_eq!(rule.demand(VoltAmperes(connected)), VoltAmperes(demand));
        }
        assert_eq!(rule.arithmetic(VoltAmperes(13_500.0)), "10,000 VA × 100 % + 3,500 VA × 50 %");
        let sections = Edition::ALL.map(|e| rule.citation(e).map_or("", |c| c.section));
        assert_eq!(sections, ["220.44", "220.44", "220.47", "120.47"]);
    }
}
