//! What a column of a schedule can mean, and the unit its numbers are in.

use crate::domain::LoadClass;
use serde::{Deserialize, Serialize};

/// The meaning of one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Not imported.
    Ignore,
    /// Circuit number: the slot, or the slots, of the breaker.
    Circuit,
    /// Side of the panel (A/B, L/R, left/right), together with [`Role::Position`].
    Side,
    /// Row on that side, counted from 1.
    Position,
    /// Serial number of a list; it names no slot.
    Item,
    /// Name of the panelboard the row belongs to, in a list of several.
    Panel,
    /// Name of what feeds the load: the panelboard the row belongs to, where no panel column says so.
    FedFrom,
    Description,
    Class,
    Poles,
    /// Rating of the breaker, perhaps with poles: `20`, `20/1`, `20A-2P`.
    Trip,
    /// Connected load.
    Load,
    /// Load on one leg.
    LegA,
    LegB,
    LegC,
    /// Load on each pole, to be multiplied by the poles where only one row states it.
    PoleLoad,
    /// Load of one class: a schedule with a column for lighting, one for receptacles, and so on.
    LightingLoad,
    ReceptacleLoad,
    MotorLoad,
    CoolingLoad,
    HeatingLoad,
    KitchenLoad,
    OtherLoad,
    /// Load of one piece, to be multiplied by [`Role::Quantity`].
    UnitLoad,
    Quantity,
    /// Demand factor or load after demand; shown in the notes, never imported as connected load.
    Demand,
    Continuous,
    /// Active, spare, off.
    Status,
    /// Kept in the circuit's notes, with the header before it.
    Notes,
    Wire,
    Raceway,
    Length,
    /// Voltage of the load.
    Voltage,
    /// Number of phases of the load, or the letter of its leg.
    Phases,
    /// Which circuit a listed device hangs on; kept in the notes.
    CircuitReference,
    PowerFactor,
    Locked,
    Group,
    Gfci,
    Afci,
    Multiwire,
}

impl Role {
    /// Every role, in the order a list shows them.
    pub const ALL: &'static [Self] = &[
        Self::Ignore,
        Self::Circuit,
        Self::Description,
        Self::Class,
        Self::Poles,
        Self::Trip,
        Self::Load,
        Self::LegA,
        Self::LegB,
        Self::LegC,
        Self::Continuous,
        Self::Notes,
        Self::PoleLoad,
        Self::LightingLoad,
        Self::ReceptacleLoad,
        Self::MotorLoad,
        Self::CoolingLoad,
        Self::HeatingLoad,
        Self::KitchenLoad,
        Self::OtherLoad,
        Self::UnitLoad,
        Self::Quantity,
        Self::Demand,
        Self::Side,
        Self::Position,
        Self::Item,
        Self::Panel,
        Self::FedFrom,
        Self::Status,
        Self::Wire,
        Self::Raceway,
        Self::Length,
        Self::Voltage,
        Self::Phases,
        Self::CircuitReference,
        Self::PowerFactor,
        Self::Locked,
        Self::Group,
        Self::Gfci,
        Self::Afci,
        Self::Multiwire,
    ];

    /// Returns the words of lists and notes.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Ignore => "not imported",
            Self::Circuit => "circuit number",
            Self::Side => "side of the panel",
            Self::Position => "row on the side",
            Self::Item => "serial number",
            Self::Panel => "panel name",
            Self::FedFrom => "fed from",
            Self::Description => "description",
            Self::Class => "load class",
            Self::Poles => "poles",
            Self::Trip => "breaker",
            Self::Load => "load",
            Self::LegA => "leg A",
            Self::LegB => "leg B",
            Self::LegC => "leg C",
            Self::PoleLoad => "load of each pole",
            Self::LightingLoad => "lighting load",
            Self::ReceptacleLoad => "receptacle load",
            Self::MotorLoad => "motor load",
            Self::CoolingLoad => "cooling load",
            Self::HeatingLoad => "heating load",
            Self::KitchenLoad => "kitchen load",
            Self::OtherLoad => "other load",
            Self::UnitLoad => "load of one",
            Self::Quantity => "quantity",
            Self::Demand => "demand (notes)",
            Self::Continuous => "continuous",
            Self::Status => "status",
            Self::Notes => "notes",
            Self::Wire => "conductors",
            Self::Raceway => "raceway",
            Self::Length => "length",
            Self::Voltage => "voltage",
            Self::Phases => "phases",
            Self::CircuitReference => "circuit reference (notes)",
            Self::PowerFactor => "power factor",
            Self::Locked => "locked",
            Self::Group => "group",
            Self::Gfci => "GFCI",
            Self::Afci => "AFCI",
            Self::Multiwire => "multiwire",
        }
    }

    /// Returns which leg the column's load is on, counted from 0.
    pub const fn leg(self) -> Option<usize> {
        match self {
            Self::LegA => Some(0),
            Self::LegB => Some(1),
            Self::LegC => Some(2),
            _ => None,
        }
    }

    /// Returns whether the column holds loads, so that its numbers need a unit.
    pub const fn is_load(self) -> bool {
        matches!(self, Self::Load | Self::LegA | Self::LegB | Self::LegC | Self::UnitLoad | Self::PoleLoad)
            || self.load_class().is_some()
    }

    /// Returns the class whose loads the column holds.
    pub const fn load_class(self) -> Option<LoadClass> {
        match self {
            Self::LightingLoad => Some(LoadClass::Lighting),
            Self::ReceptacleLoad => Some(LoadClass::Receptacle),
            Self::MotorLoad => Some(LoadClass::Motor),
            Self::CoolingLoad => Some(LoadClass::Cooling),
            Self::HeatingLoad => Some(LoadClass::Heating),
            Self::KitchenLoad => Some(LoadClass::Kitchen),
            Self::OtherLoad => Some(LoadClass::Appliance),
            _ => None,
        }
    }

    /// Returns the role of a column that holds the loads of a class.
    pub const fn of_load_class(class: LoadClass) -> Self {
        match class {
            LoadClass::Lighting => Self::LightingLoad,
            LoadClass::Receptacle => Self::ReceptacleLoad,
            LoadClass::Motor => Self::MotorLoad,
            LoadClass::Cooling => Self::CoolingLoad,
            LoadClass::Heating => Self::HeatingLoad,
            LoadClass::Kitchen => Self::KitchenLoad,
            _ => Self::OtherLoad,
        }
    }

    /// Returns whether several columns of one half may have this role.
    pub const fn repeats(self) -> bool {
        matches!(self, Self::Ignore | Self::Notes | Self::Demand | Self::CircuitReference | Self::OtherLoad)
    }

    /// Returns whether the column tells a table of circuits or loads from any other list.
    pub const fn is_electrical(self) -> bool {
        matches!(
            self,
            Self::Circuit
                | Self::Position
                | Self::Poles
                | Self::Trip
                | Self::Load
                | Self::LegA
                | Self::LegB
                | Self::LegC
                | Self::UnitLoad
                | Self::PoleLoad
                | Self::Voltage
                | Self::CircuitReference
        )
    }
}

/// Unit of the numbers in a load column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LoadUnit {
    Va,
    Kva,
    Watts,
    Kilowatts,
    Amperes,
}

impl LoadUnit {
    /// Every unit, in the order a list shows them.
    pub const ALL: [Self; 5] = [Self::Va, Self::Kva, Self::Watts, Self::Kilowatts, Self::Amperes];

    /// Returns the symbol.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Va => "VA",
            Self::Kva => "kVA",
            Self::Watts => "W",
            Self::Kilowatts => "kW",
            Self::Amperes => "A",
        }
    }
}
