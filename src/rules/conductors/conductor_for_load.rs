//! PW002: conductors carry their load, and 125 % of what is continuous at their terminals.

use crate::domain::LoadClass;
use crate::engineering::{Continuous, Step, class_rule};
use crate::rules::circuit_current::circuit_current;
use crate::rules::conductors::dwelling_rating;
use crate::rules::feeder_demand::open;
use crate::rules::fix::{Grounding, larger_conductors};
use crate::rules::laid::{Laid, leaving_corrections};
use crate::rules::{
    FeederRef, Fix, Object, ObjectKind, Protection, Rule, RuleContext, RuleMeta, Severity, Verdict,
    Verification,
};
use crate::units::{Amperes, rounding::code_amperes};

pub(in crate::rules) struct ConductorForLoad;

const META: RuleMeta = RuleMeta {
    code: "PW002",
    name: "conductor-for-load",
    family: "conductors",
    title: "Conductors smaller than their load asks for",
    sections: Some(["210.19(A)(1); 215.2(A)(1)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder, ObjectKind::Circuit],
    checks: "The ampacity at the terminals, before any factor, against 125 % of the continuous load and all of the \
             rest; the ampacity of the conductors against the load as it is. Feeders against their design load spread \
             over the phases. Circuits to 100 A pass with the 60 °C column and are at fault where the 75 °C column does \
             not do; where the marking of the terminals is given, its column decides. A fraction below half an ampere \
             is dropped.",
    resolve: "Enlarge the conductors or move load to another circuit.",
    not_checked: "What only the ambient or other conductors in the raceway make fail: PW011, PW012 and PW013 say so; an \
                  uneven load on the phases of a feeder; feeders of a whole dwelling (PW015); circuits of motors and \
                  cooling (Articles 430 and 440).",
    verification: Verification::Transcription,
    thresholds: &[],
};

/// What conductors have to carry.
struct Asked<F> {
    /// As it is.
    load: Amperes,
    /// With 25 % of what is continuous.
    design: Amperes,
    /// Asked only where something is at fault.
    steps: F,
}

impl Rule for ConductorForLoad {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        match object {
            Object::Circuit(panel, circuit) => {
                let rule = class_rule(circuit.class);
                if !cx.is_branch(panel, circuit) || rule.motor {
                    return Verdict::NotApplicable;
                }
                let Some(laid) = Laid::of(cx, object) else { return Verdict::Undetermined("conductors") };
                let Some(trip) = circuit.trip else { return Verdict::Undetermined("trip rating") };
                let current = match circuit_current(panel, circuit) {
                    Ok(current) => current,
                    Err(missing) => return Verdict::Undetermined(missing),
                };
                let always = rule.continuous == Continuous::Always || circuit.class == LoadClass::Heating;
                let continuous = always || (rule.continuous == Continuous::AsMarked && circuit.continuous);
                let design = current.amperes * if continuous { 1.25 } else { 1.0 };
                let steps = || {
                    let continuous = continuous
                        .then(|| Step::new("Continuous", format!("{} × 125 %", current.amperes), design));
                    [current.step()].into_iter().chain(continuous).collect()
                };
                let asked = Asked { load: current.amperes, design, steps };
                judge(&laid, trip, &asked)
            }
            Object::Feeder(feeder) => feeder_verdict(cx, object, feeder),
            _ => Verdict::NotApplicable,
        }
    }

    fn fixes(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Vec<Fix> {
        larger_conductors(self, cx, object, Grounding::Keeps).into_iter().collect()
    }
}

fn feeder_verdict(cx: &RuleContext<'_>, object: &Object<'_>, feeder: &FeederRef<'_>) -> Verdict {
    if dwelling_rating(feeder).is_some() {
        return Verdict::NotApplicable;
    }
    let Some(laid) = Laid::of(cx, object) else { return Verdict::Undetermined("conductors") };
    let Some(loads) = cx.feeder_loads(feeder.load).filter(|loads| loads.loads.connected.total().0 > 0.0)
    else {
        return Verdict::Undetermined("load");
    };
    let design = loads.design_amperes;
    let load = design * (loads.loads.demand.total().0 / loads.loads.design.total().0);
    let device = match feeder.protection {
        Protection::Device(rating) => rating,
        // The terminals of a load over 100 A belong to equipment over 100 A.
        Protection::NotGiven | Protection::AtTheEnd => design,
    };
    let verdict = judge(&laid, device, &Asked { load, design, steps: || loads.steps() });
    let Verdict::Violation(_) = verdict else { return verdict };
    let Some(open) = open(cx, feeder, loads) else { return verdict };
    let (load, design) = (open.least(load), open.least(design));
    match judge(&laid, device, &Asked { load, design, steps: Vec::new }) {
        Verdict::Violation(_) => verdict,
        _ => open.verdict,
    }
}

fn judge<F: Fn() -> Vec<Step>>(laid: &Laid<'_>, device: Amperes, asked: &Asked<F>) -> Verdict {
    leaving_corrections(laid, |stage| {
        laid.by_terminals(stage, device.0, |found, column| {
            let terminals = Amperes(found.at_terminals.unwrap_or(found.corrected));
            let (has, needs, what) = if terminals.0 < code_amperes(asked.design.0) {
                (terminals, asked.design, "at their terminals")
            } else if found.corrected < code_amperes(asked.load.0) {
                (Amperes(found.corrected), asked.load, "in their raceway")
            } else {
                return None;
            };
            let mut steps = (asked.steps)();
            steps.extend(laid.steps(stage, found, column));
            let needs = format!("{needs:.1}");
            let message = format!("conductors carry {has} {what}; the load asks for {needs}");
            Some(Verdict::violation(message, has, needs, steps))
        })
    })
}
