//! How much less the load of a feeder may be than its design load, where the project does not say what it serves.
//!
//! With the occupancy known the demand is exact, and so are verdicts. Without it, and in a building of several dwellings
//! where a feeder does not say whether it carries one, loads count in full: what holds with that passes, what fails with the
//! lowest factors that may apply is at fault, and between them the answer is missing.

use crate::domain::{LoadClass, facts};
use crate::engineering::{FeederLoads, Premises};
use crate::rules::{FeederRef, RuleContext, Verdict};
use crate::units::{Amperes, VoltAmperes};

/// The lowest demand factor of dwellings, many units with electric cooking (Table 220.84).
const LEAST_OF_DWELLINGS: f64 = 0.23;
/// The lowest factor of lighting in hotels and warehouses is met from above by half; that of hospitals in 2017 is lower.
const LEAST_OF_LIGHTING: f64 = 0.2;
/// Of six and more pieces of kitchen equipment (Table 220.56).
const LEAST_OF_KITCHENS: f64 = 0.65;
/// Dwelling units have no more volts between lines.
const DWELLINGS_TO_V: f64 = 240.0;

/// An answer that can lower the demand of a feeder, with the share of its load that may be left.
pub(in crate::rules) struct Open {
    /// The verdict where that decides.
    pub verdict: Verdict,
    least: f64,
}

impl Open {
    /// Returns the least that an ampere figure of the feeder may come to.
    pub(in crate::rules) fn least(&self, most: Amperes) -> Amperes {
        most * self.least
    }
}

/// Returns the answer that is missing; `None` where the demand is exact.
pub(in crate::rules) fn open(
    cx: &RuleContext<'_>,
    feeder: &FeederRef<'_>,
    loads: &FeederLoads,
) -> Option<Open> {
    let premises = Premises::of(cx.project);
    if premises.occupancy.is_none() {
        let verdict = Verdict::of_project(facts::project::OCCUPANCY.label);
        return Some(Open { verdict, least: least(feeder, loads) });
    }
    let silent = feeder.feeder.facts.yes(&facts::feeder::WHOLE_DWELLING).is_none();
    let of_dwellings = loads.loads.groups.iter().any(|row| row.group.is_of_dwellings());
    if premises.has_several_dwellings() && silent && !of_dwellings {
        let verdict = Verdict::Undetermined(facts::feeder::WHOLE_DWELLING.label);
        return Some(Open { verdict, least: LEAST_OF_DWELLINGS });
    }
    None
}

fn least(feeder: &FeederRef<'_>, loads: &FeederLoads) -> f64 {
    if feeder.volts.0 <= DWELLINGS_TO_V {
        return LEAST_OF_DWELLINGS;
    }
    let demand = |class: LoadClass| {
        let of_class = loads.loads.classes.iter().filter(|row| row.class == class);
        of_class.map(|row| row.demand).sum::<VoltAmperes>()
    };
    let less = demand(LoadClass::Lighting) * (1.0 - LEAST_OF_LIGHTING)
        + demand(LoadClass::Kitchen) * (1.0 - LEAST_OF_KITCHENS);
    (1.0 - less / loads.loads.demand.total()).max(0.0)
}
