//! PW001: an overcurrent device has room for 125 % of the continuous load and all of the rest.

use crate::domain::facts::supply;
use crate::domain::{Facts, FeederLoad, LoadClass, Main, Project};
use crate::engineering::{Continuous, Step, class_rule};
use crate::nec::Citation;
use crate::rules::circuit_current::{CircuitCurrent, circuit_current};
use crate::rules::feeder_demand::open;
use crate::rules::fix::{larger_device, split_circuit};
use crate::rules::{
    FeederRef, Fix, Object, ObjectKind, Protection, Rule, RuleContext, RuleMeta, Severity, Verdict,
    Verification,
};
use crate::units::{Amperes, rounding::code_amperes};

pub(in crate::rules) struct DeviceForLoad;

const META: RuleMeta = RuleMeta {
    code: "PW001",
    name: "device-for-load",
    family: "overcurrent",
    title: "Overcurrent device smaller than its load asks for",
    sections: Some(["210.20(A); 215.3"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder, ObjectKind::Circuit],
    checks: "The rating of a branch circuit's device against its load on the most loaded pole, 125 % of it where the load is \
             continuous; the device of a feeder against the design load spread over the phases. A fraction below half an \
             ampere is dropped. Devices listed for 100 % of their rating carry a continuous load as it is.",
    resolve: "Split the load over two circuits, or enlarge the device and the conductors where the circuit may have a larger \
              rating.",
    not_checked: "An uneven load on the phases of a feeder; circuits of motors \
                  and cooling (Articles 430 and 440), space heating (PW083) and vehicle supply (PW055).",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for DeviceForLoad {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        match object {
            Object::Circuit(panel, circuit) => {
                let rule = class_rule(circuit.class);
                let elsewhere = [LoadClass::Heating, LoadClass::ElectricVehicle].contains(&circuit.class);
                if !cx.is_branch(panel, circuit) || rule.motor || elsewhere {
                    return Verdict::NotApplicable;
                }
                let marked = rule.continuous == Continuous::AsMarked && circuit.continuous;
                let continuous = marked && !listed_100(&circuit.facts);
                let current = match circuit_current(panel, circuit) {
                    Ok(current) => current,
                    Err(missing) => return Verdict::Undetermined(missing),
                };
                device_for(&current, continuous, circuit.trip, META.citation(cx.edition))
            }
            Object::Feeder(feeder) => feeder_verdict(cx, feeder),
            _ => Verdict::NotApplicable,
        }
    }

    fn fixes(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Vec<Fix> {
        let split = split_circuit(self, cx, object);
        split.into_iter().chain(larger_device(self, cx, object)).collect()
    }
}

/// Judges the device of a circuit with 125 % of its load where that is continuous.
pub(in crate::rules) fn device_for(
    current: &CircuitCurrent,
    continuous: bool,
    trip: Option<Amperes>,
    citation: Option<Citation>,
) -> Verdict {
    let Some(trip) = trip else { return Verdict::Undetermined("trip rating") };
    let factor = if continuous { 1.25 } else { 1.0 };
    let required = current.amperes * factor;
    if code_amperes(required.0) <= trip.0 {
        return Verdict::Pass;
    }
    let mut steps = vec![current.step()];
    if continuous {
        let step = Step::new("Continuous", format!("{} × 125 %", current.amperes), required);
        steps.push(citation.map_or_else(|| step.clone(), |citation| step.clone().citing(citation)));
    }
    let kind = if continuous { "continuous load" } else { "load" };
    let message = format!("{trip} device for {} of {kind}, which asks for {required}", current.amperes);
    Verdict::violation(message, trip, required, steps)
}

fn feeder_verdict(cx: &RuleContext<'_>, feeder: &FeederRef<'_>) -> Verdict {
    let Some(loads) = cx.feeder_loads(feeder.load).filter(|loads| loads.loads.connected.total().0 > 0.0)
    else {
        return Verdict::Undetermined("load");
    };
    let rating = match feeder.protection {
        Protection::Device(rating) => rating,
        Protection::NotGiven => return Verdict::Undetermined("rating of the device ahead"),
        Protection::AtTheEnd => match main_of(cx.project, feeder.load) {
            Some(rating) => rating,
            // That there is no device is what PW023 says.
            None => return Verdict::NotApplicable,
        },
    };
    // Without the 25 % of what is continuous the design load is the demand.
    let share = loads.loads.demand.total().0 / loads.loads.design.total().0;
    let required = loads.design_amperes * if listed_100(&feeder.feeder.facts) { share } else { 1.0 };
    if code_amperes(required.0) <= rating.0 {
        return Verdict::Pass;
    }
    if let Some(open) = open(cx, feeder, loads)
        && code_amperes(open.least(required).0) <= rating.0
    {
        return open.verdict;
    }
    let required = format!("{required:.1}");
    let message = format!("{rating} device for a design load of {required}");
    Verdict::violation(message, rating, required, loads.steps())
}

fn listed_100(facts: &Facts) -> bool {
    facts.yes_or_assumed(&supply::LISTED_100) == Some(true)
}

fn main_of(project: &Project, load: FeederLoad) -> Option<Amperes> {
    let FeederLoad::Panel(id) = load else { return None };
    match project.panel(id)?.main {
        Main::Breaker(rating) => Some(rating),
        Main::LugsOnly => None,
    }
}
