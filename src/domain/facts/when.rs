//! When a fact can matter, so that a form need not ask a lighting circuit about its motor.
//!
//! It decides only what is shown first: a fact that does not seem to matter can still be given, and is then shown.

use crate::domain::facts::{Facts, circuit, project};
use crate::domain::{Circuit, Device, DeviceKind, LoadClass, Project};

/// What a record must be for a fact to matter. An empty list asks for nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct When {
    /// Words of `circuit::EQUIPMENT`.
    pub equipment: &'static [&'static str],
    /// Asked while nobody has said what equipment a circuit serves.
    pub classes: &'static [LoadClass],
    /// Words of `project::OCCUPANCY`.
    pub occupancies: &'static [&'static str],
    pub devices: &'static [DeviceKind],
}

/// What is known of the record that a form shows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Setting {
    occupancy: Option<&'static str>,
    served: Option<(LoadClass, Option<&'static str>)>,
    device: Option<DeviceKind>,
}

impl When {
    /// Matters whatever the record is.
    pub const ALWAYS: Self = Self { equipment: &[], classes: &[], occupancies: &[], devices: &[] };

    /// Returns whether the fact can matter. What nobody has said could be anything.
    pub fn holds(&self, setting: &Setting) -> bool {
        let occupancy = self.occupancies.is_empty()
            || setting.occupancy.is_none_or(|word| self.occupancies.contains(&word));
        let device =
            self.devices.is_empty() || setting.device.is_none_or(|kind| self.devices.contains(&kind));
        occupancy && device && self.is_served(setting)
    }

    fn is_served(&self, setting: &Setting) -> bool {
        let anything = self.equipment.is_empty() && self.classes.is_empty();
        match setting.served {
            None => true,
            Some(_) if anything => true,
            Some((_, Some(word))) => self.equipment.contains(&word),
            Some((class, None)) => self.classes.contains(&class),
        }
    }
}

impl Setting {
    /// Returns what is known of records other than circuits and devices.
    pub fn of(project: &Project) -> Self {
        Self { occupancy: occupancy(&project.settings().facts), ..Self::default() }
    }

    /// Returns what is known of a circuit.
    pub fn of_circuit(project: &Project, circuit: &Circuit) -> Self {
        let equipment = circuit.facts.word(&circuit::EQUIPMENT);
        Self { served: Some((circuit.class, equipment)), ..Self::of(project) }
    }

    /// Returns what is known of a device of the plan.
    pub fn of_device(project: &Project, device: &Device) -> Self {
        Self { device: Some(device.kind), ..Self::of(project) }
    }
}

fn occupancy(facts: &Facts) -> Option<&'static str> {
    facts.word(&project::OCCUPANCY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::{Fact, FactValue};
    use crate::domain::{CircuitId, Slot, examples};

    static RATED: Fact = Fact::number("rated", "rated current", "A")
        .for_equipment(&["motor", "air-conditioning"])
        .for_classes(&[LoadClass::Motor, LoadClass::Cooling]);
    static HOME: Fact = Fact::yes_no("home", "at home").for_occupancies(&["one-family"]);

    #[test]
    fn equipment_decides_and_the_class_where_nobody_has_said() {
        let project = examples::two_panels();
        let mut circuit = Circuit::new(CircuitId(1), Slot(1));
        let holds = |circuit: &Circuit| RATED.when.holds(&Setting::of_circuit(&project, circuit));
        circuit.class = LoadClass::Lighting;
        assert!(!holds(&circuit));
        circuit.class = LoadClass::Motor;
        assert!(holds(&circuit));
        circuit.facts.set(&circuit::EQUIPMENT, Some(FactValue::Word("range"))).expect("a word of it");
        assert!(!holds(&circuit), "it says what it serves");
        circuit.class = LoadClass::Lighting;
        circuit.facts.set(&circuit::EQUIPMENT, Some(FactValue::Word("motor"))).expect("a word of it");
        assert!(holds(&circuit));
    }

    #[test]
    fn a_building_of_unknown_use_could_be_any() {
        assert!(HOME.when.holds(&Setting::default()));
        assert!(!HOME.when.holds(&Setting { occupancy: Some("office"), ..Setting::default() }));
        assert!(HOME.when.holds(&Setting { occupancy: Some("one-family"), ..Setting::default() }));
    }
}
