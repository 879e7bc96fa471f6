//! Which rule of demand a circuit falls under: by its class, and in dwellings also by what it serves.

use crate::calc::COOKING_RATINGS;
use crate::domain::{Circuit, LoadClass, facts};

/// Loads that are demanded together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DemandGroup {
    /// Lighting and receptacles of dwellings, small-appliance and laundry circuits.
    General,
    /// Household cooking.
    Cooking,
    Dryers,
    /// Appliances of dwellings that are fastened in place.
    Appliances,
    /// What else dwellings have.
    Dwelling(LoadClass),
    /// Everything outside dwellings.
    Class(LoadClass),
}

impl DemandGroup {
    /// Returns the group of a circuit.
    pub fn of(circuit: &Circuit, in_dwelling: bool) -> Self {
        if !in_dwelling {
            return Self::Class(circuit.class);
        }
        let (above, to) = COOKING_RATINGS;
        let va = circuit.load.total().0;
        let in_table = va > above && va <= to;
        let required = circuit.facts.word(&facts::circuit::DWELLING_CIRCUIT);
        if matches!(required, Some("small-appliance" | "laundry")) {
            return Self::General;
        }
        match circuit.facts.word(&facts::circuit::EQUIPMENT) {
            Some("range" | "cooktop" | "oven") if in_table => return Self::Cooking,
            Some("dryer") => return Self::Dryers,
            Some(
                "dishwasher" | "disposer" | "microwave" | "water-heater" | "tankless-heater" | "sump-pump",
            ) if circuit.class == LoadClass::Appliance => return Self::Appliances,
            _ => {}
        }
        match circuit.class {
            LoadClass::Lighting | LoadClass::Receptacle => Self::General,
            LoadClass::Kitchen if in_table => Self::Cooking,
            other => Self::Dwelling(other),
        }
    }

    /// Returns the class, of those groups that are one.
    pub const fn class(self) -> Option<LoadClass> {
        match self {
            Self::Dwelling(class) | Self::Class(class) => Some(class),
            Self::General | Self::Cooking | Self::Dryers | Self::Appliances => None,
        }
    }

    /// Returns whether it is a load of dwellings.
    pub const fn is_of_dwellings(self) -> bool {
        !matches!(self, Self::Class(_))
    }

    /// Returns whether each of its loads has to be known, not their sum alone.
    pub(in crate::engineering) const fn counts_pieces(self) -> bool {
        match self {
            Self::Cooking | Self::Dryers | Self::Appliances => true,
            Self::Dwelling(class) | Self::Class(class) => {
                matches!(class, LoadClass::Kitchen | LoadClass::ElectricVehicle)
            }
            Self::General => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::{FactValue, Facts};
    use crate::domain::{CircuitId, CircuitLoad, Slot};
    use crate::units::VoltAmperes;

    fn group(class: LoadClass, va: f64, equipment: Option<&'static str>) -> DemandGroup {
        let mut circuit = Circuit::new(CircuitId(1), Slot(1));
        (circuit.class, circuit.load) = (class, CircuitLoad::Total(VoltAmperes(va)));
        if let Some(word) = equipment {
            let facts = Facts::new().with(&facts::circuit::EQUIPMENT, FactValue::Word(word));
            circuit.facts = facts.expect("a word of the list");
        }
        DemandGroup::of(&circuit, true)
    }

    #[test]
    fn the_class_decides_and_equipment_refines_it() {
        use LoadClass::{Appliance, Kitchen, Lighting, Motor};
        assert_eq!(group(Lighting, 1200.0, None), DemandGroup::General);
        assert_eq!(group(Kitchen, 8000.0, None), DemandGroup::Cooking);
        // 1.75 kW is no range.
        assert_eq!(group(Kitchen, 1750.0, None), DemandGroup::Dwelling(Kitchen));
        assert_eq!(group(Appliance, 8000.0, Some("oven")), DemandGroup::Cooking);
        assert_eq!(group(Appliance, 4000.0, Some("dryer")), DemandGroup::Dryers);
        assert_eq!(group(Appliance, 900.0, Some("disposer")), DemandGroup::Appliances);
        assert_eq!(group(Motor, 900.0, Some("disposer")), DemandGroup::Dwelling(Motor));
        assert_eq!(group(Appliance, 900.0, None), DemandGroup::Dwelling(Appliance));
    }
}
