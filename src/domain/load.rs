//! Connected loads of a circuit and the class that decides how they are demanded.

use crate::units::VoltAmperes;

named_enum!(
    /// What kind of load a circuit serves. The class typed by the designer decides the demand factor, not the name.
    LoadClass {
        Lighting = "lighting",
        Receptacle = "receptacle",
        Motor = "motor",
        Heating = "heating",
        Cooling = "cooling",
        Kitchen = "kitchen",
        /// Appliances and everything else.
        Appliance = "appliance",
        /// Electric vehicle supply equipment.
        ElectricVehicle = "ev",
        /// Show windows and signs.
        Sign = "sign",
        /// Capacity kept for later.
        SpareCapacity = "spare",
        /// Existing load, by metering.
        Existing = "existing",
    }
);

impl LoadClass {
    /// Returns the letter of the schedule's class column.
    pub const fn letter(self) -> char {
        match self {
            Self::Lighting => 'L',
            Self::Receptacle => 'R',
            Self::Motor => 'M',
            Self::Heating => 'H',
            Self::Cooling => 'C',
            Self::Kitchen => 'K',
            Self::Appliance => 'A',
            Self::ElectricVehicle => 'E',
            Self::Sign => 'S',
            Self::SpareCapacity => 'P',
            Self::Existing => 'X',
        }
    }

    /// Finds a class by its letter, ignoring case.
    pub fn from_letter(letter: char) -> Option<Self> {
        Self::ALL.iter().copied().find(|class| class.letter() == letter.to_ascii_uppercase())
    }

    /// Returns the words a person reads in lists and summaries.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Lighting => "Lighting",
            Self::Receptacle => "Receptacles",
            Self::Motor => "Motors",
            Self::Heating => "Heating",
            Self::Cooling => "Cooling",
            Self::Kitchen => "Kitchen equipment",
            Self::Appliance => "Appliances and other",
            Self::ElectricVehicle => "EV supply",
            Self::Sign => "Signs and show windows",
            Self::SpareCapacity => "Spare capacity",
            Self::Existing => "Existing, metered",
        }
    }
}

/// The connected load of a circuit.
#[derive(Clone, Debug, PartialEq)]
pub enum CircuitLoad {
    /// One figure, shared equally by the poles.
    Total(VoltAmperes),
    /// One figure a pole, top pole first: unequal legs and multiwire branch circuits.
    PerPole(Vec<VoltAmperes>),
}

impl CircuitLoad {
    /// No load.
    pub const ZERO: Self = Self::Total(VoltAmperes::ZERO);

    /// Returns the sum over the poles.
    pub fn total(&self) -> VoltAmperes {
        match self {
            Self::Total(va) => *va,
            Self::PerPole(shares) => shares.iter().copied().sum(),
        }
    }

    /// Returns the share of one pole, counted from 0, of a breaker with `poles` poles.
    pub fn share(&self, pole: usize, poles: u8) -> VoltAmperes {
        match self {
            Self::Total(va) => *va / f64::from(poles.max(1)),
            Self::PerPole(shares) => shares.get(pole).copied().unwrap_or(VoltAmperes::ZERO),
        }
    }

    /// Returns the load for another number of poles with its total kept: equal shares stay equal, given shares stay as
    /// long as their pole does, and what a vanished pole carried goes to the last one.
    pub fn with_poles(&self, poles: u8) -> Self {
        match self {
            Self::Total(va) => Self::Total(*va),
            Self::PerPole(_) if poles <= 1 => Self::Total(self.total()),
            Self::PerPole(shares) => {
                let kept = usize::from(poles);
                let mut new: Vec<VoltAmperes> = shares.iter().copied().take(kept).collect();
                new.resize(kept, VoltAmperes::ZERO);
                if let Some(last) = new.last_mut() {
                    *last += shares.iter().copied().skip(kept).sum();
                }
                Self::PerPole(new)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changing_poles_keeps_the_total() {
        let load = CircuitLoad::PerPole(vec![VoltAmperes(100.0), VoltAmperes(200.0), VoltAmperes(300.0)]);
        for poles in 1..=3 {
            assert_eq!(load.with_poles(poles).total(), VoltAmperes(600.0));
        }
        assert_eq!(CircuitLoad::Total(VoltAmperes(7200.0)).share(1, 3), VoltAmperes(2400.0));
    }

    #[test]
    fn letters_are_unique() {
        for class in LoadClass::ALL {
            assert_eq!(LoadClass::from_letter(class.letter()), Some(*class));
        }
    }
}
