//! Impedance of the conductors that a circuit or feeder records, from the Code's table.

use crate::domain::{ConductorSet, Raceway};
use crate::nec::RacewayType;
use crate::nec::tables::{ConduitMetal, Impedance, ac_impedance};

/// What is missing where conductors have no row in the Code's tables.
pub const NO_TABLE_VALUE: &str = "conductors with an ampacity in the Code's table";

/// Returns the impedance of one conductor of a set; `None` where the table has no value for it.
pub fn wire_impedance(set: &ConductorSet, raceway: Option<&Raceway>) -> Option<Impedance> {
    ac_impedance(set.size.name(), set.material, conduit_metal(raceway))
}

/// Returns what the raceway of conductors is made of, for their impedance; unknown ones are taken as PVC.
fn conduit_metal(raceway: Option<&Raceway>) -> ConduitMetal {
    match raceway.map(|raceway| raceway.kind) {
        None
        | Some(
            RacewayType::PvcSchedule40 | RacewayType::PvcSchedule80 | RacewayType::Ent | RacewayType::CableNm,
        ) => ConduitMetal::Pvc,
        Some(
            RacewayType::Emt
            | RacewayType::Imc
            | RacewayType::Rmc
            | RacewayType::Fmc
            | RacewayType::Lfmc
            | RacewayType::CableMc,
        ) => ConduitMetal::Steel,
    }
}
