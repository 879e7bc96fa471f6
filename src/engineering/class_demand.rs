//! The one table of load classes: by which section each is demanded, and how motors and continuous loads count.
//!
//! How much is demanded stands in `demand/`. Where the occupancy is unknown, factors that depend on it are not applied: the
//! class counts in full, which is never less than the Code asks for, and the derivation says so.

use crate::domain::LoadClass;
use crate::nec::{Citation, Edition};
use crate::units::VoltAmperes;

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
    /// Sections of the 2017, 2020, 2023 and 2026 editions.
    sections: Option<[&'static str; 4]>,
    /// Whether the largest single load of these classes counts 25 % more (430.24, 440.33).
    pub motor: bool,
    /// Whether what the schedule marks as continuous counts 25 % more in the design load.
    pub continuous: Continuous,
    /// What depends on the occupancy and is not applied where that is unknown.
    pub by_occupancy: Option<&'static str>,
}

const fn in_full(class: LoadClass, sections: Option<[&'static str; 4]>) -> ClassRule {
    ClassRule { class, sections, motor: false, continuous: Continuous::AsMarked, by_occupancy: None }
}

/// Sections marked 2026 were read in renumbering lists, not in the printed Code.
const RULES: [ClassRule; 11] = [
    ClassRule {
        by_occupancy: Some("the lighting demand factors of dwellings, hotels and warehouses"),
        ..in_full(LoadClass::Lighting, Some(["220.42", "220.42", "220.45", "120.45"]))
    },
    in_full(LoadClass::Receptacle, Some(["220.44", "220.44", "220.47", "120.47"])),
    ClassRule {
        motor: true,
        continuous: Continuous::Never,
        ..in_full(LoadClass::Motor, Some(["430.24"; 4]))
    },
    in_full(LoadClass::Heating, Some(["220.51", "220.51", "220.51", "120.51"])),
    ClassRule {
        motor: true,
        continuous: Continuous::Never,
        ..in_full(LoadClass::Cooling, Some(["440.33"; 4]))
    },
    ClassRule {
        by_occupancy: Some("the demand factors of household cooking and of kitchen equipment"),
        ..in_full(LoadClass::Kitchen, Some(["220.56", "220.56", "220.56", "120.56"]))
    },
    in_full(LoadClass::Appliance, Some(["220.40", "220.40", "220.40", "120.40"])),
    ClassRule {
        continuous: Continuous::Always,
        ..in_full(LoadClass::ElectricVehicle, Some(["625.42", "625.42", "220.57", "120.57"]))
    },
    in_full(LoadClass::Sign, Some(["220.43", "220.43", "220.43", "120.43"])),
    in_full(LoadClass::SpareCapacity, None),
    ClassRule {
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
    fn sections_move_between_editions() {
        let rule = class_rule(LoadClass::Receptacle);
        let sections = Edition::ALL.map(|e| rule.citation(e).map_or("", |c| c.section));
        assert_eq!(sections, ["220.44", "220.44", "220.47", "120.47"]);
    }
}
