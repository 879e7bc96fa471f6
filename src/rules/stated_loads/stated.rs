//! A load that a designer states for a feeder or service, held against the least that the calculation gives.

use crate::domain::facts;
use crate::domain::facts::{Fact, Facts};
use crate::engineering::{DemandGroup, Loads, Premises, Step};
use crate::rules::dwelling::missing_area;
use crate::rules::feeder_demand::open;
use crate::rules::{Object, RuleContext, Verdict};
use crate::units::VoltAmperes;

/// Stated figures are whole volt-amperes.
const ROUNDING_VA: f64 = 0.5;

/// A stated load with the loads it is stated for.
pub(super) struct Stated<'c> {
    pub va: f64,
    pub loads: &'c Loads,
}

/// Returns what is stated at a feeder or service; `None` where nothing is, and where the optional method holds, which knows no
/// such parts.
pub(super) fn stated<'c>(cx: &'c RuleContext<'_>, object: &Object<'_>, fact: &Fact) -> Option<Stated<'c>> {
    let (given, loads) = with_facts(cx, object)?;
    let va = given.number(fact)?;
    Some(Stated { va, loads }).filter(|_| loads.optional.is_none())
}

/// Returns the facts and the loads of a feeder or service.
pub(super) fn with_facts<'o, 'c>(
    cx: &'c RuleContext<'_>,
    object: &'o Object<'_>,
) -> Option<(&'o Facts, &'c Loads)> {
    match object {
        Object::Service(service) => Some((&service.facts, &cx.loads.service.as_ref()?.loads)),
        Object::Feeder(feeder) => Some((&feeder.feeder.facts, &cx.feeder_loads(feeder.load)?.loads)),
        _ => None,
    }
}

/// Judges a stated demand against that of some groups of loads; not applicable where none of them occurs.
pub(super) fn against_groups(
    cx: &RuleContext<'_>,
    object: &Object<'_>,
    (fact, what): (&Fact, &str),
    groups: &[DemandGroup],
) -> Verdict {
    let Some(stated) = stated(cx, object, fact) else { return Verdict::NotApplicable };
    let rows = groups.iter().filter_map(|group| stated.loads.group(*group));
    let rows: Vec<_> = rows.filter(|row| row.demand > 0.0 || row.connected > 0.0).collect();
    if rows.is_empty() {
        // Loads of dwellings count as such once a building or a feeder is known to be one.
        let of_dwellings = groups.iter().all(|group| group.is_of_dwellings());
        let open = of_dwellings.then(|| unknown(cx, object)).flatten();
        return open.unwrap_or(Verdict::NotApplicable);
    }
    let least: f64 = rows.iter().map(|row| row.demand).sum();
    let steps = rows.iter().flat_map(|row| stated.loads.steps_of(row.group)).collect();
    let of_area = rows.iter().any(|row| row.group == DemandGroup::General);
    let verdict = at_least(&stated, least, what, steps);
    match verdict {
        Verdict::Violation(_) => unknown(cx, object).unwrap_or(verdict),
        _ if of_area && stated.loads.dwelling().without_area > 0.0 => missing_area(cx, object),
        _ => verdict,
    }
}

/// Judges a stated load against the least.
pub(super) fn at_least(stated: &Stated<'_>, least: f64, what: &str, steps: Vec<Step>) -> Verdict {
    if stated.va + ROUNDING_VA >= least {
        return Verdict::Pass;
    }
    let [actual, required] = [stated.va, least].map(|va| format!("{:.0}", VoltAmperes(va)));
    let message = format!("{what} stated as {actual}; the calculation gives {required}");
    Verdict::violation(message, actual, required, steps)
}

/// Returns what has to be known before a stated load can be at fault: the occupancy, or whether a feeder carries a dwelling.
pub(super) fn unknown(cx: &RuleContext<'_>, object: &Object<'_>) -> Option<Verdict> {
    if let Object::Feeder(feeder) = object {
        return open(cx, feeder, cx.feeder_loads(feeder.load)?).map(|open| open.verdict);
    }
    let known = Premises::of(cx.project).occupancy.is_some();
    (!known).then(|| Verdict::of_project(facts::project::OCCUPANCY.label))
}
