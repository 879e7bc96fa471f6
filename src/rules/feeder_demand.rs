//! How much less the load of a feeder may be than its design load, since a project does not say its occupancy.
//!
//! Demand factors of dwellings, hotels, warehouses, kitchens and of noncoincident loads are not applied (see
//! `engineering`), so the design load is the most that the Code asks for. What holds with it passes; what fails with the
//! least as well is at fault; between them the occupancy is missing.

use crate::domain::LoadClass;
use crate::engineering::FeederLoads;
use crate::rules::FeederRef;
use crate::units::{Amperes, VoltAmperes};

/// What is missing between the most and the least.
pub(in crate::rules) const OCCUPANCY: &str = "occupancy";
/// The lowest demand factor of dwellings, many units with electric cooking (Table 220.84).
const LEAST_OF_DWELLINGS: f64 = 0.23;
/// The lowest factor of lighting in hotels and warehouses is met from above by half.
const LEAST_OF_LIGHTING: f64 = 0.5;
/// Of six and more pieces of kitchen equipment (Table 220.56).
const LEAST_OF_KITCHENS: f64 = 0.65;
/// Dwelling units have no more volts between lines.
const DWELLINGS_TO_V: f64 = 240.0;

/// Returns what is left of an ampere figure of a feeder under the lowest factors that may apply.
pub(in crate::rules) fn least(feeder: &FeederRef<'_>, loads: &FeederLoads, most: Amperes) -> Amperes {
    if feeder.volts.0 <= DWELLINGS_TO_V {
        return most * LEAST_OF_DWELLINGS;
    }
    let demand = |class: LoadClass| {
        let of_class = loads.loads.classes.iter().filter(|row| row.class == class);
        of_class.map(|row| row.demand).sum::<VoltAmperes>()
    };
    let omitted = demand(LoadClass::Heating).min(demand(LoadClass::Cooling));
    let less = demand(LoadClass::Lighting) * (1.0 - LEAST_OF_LIGHTING)
        + demand(LoadClass::Kitchen) * (1.0 - LEAST_OF_KITCHENS)
        + omitted;
    most * (1.0 - less / loads.loads.demand.total()).max(0.0)
}
