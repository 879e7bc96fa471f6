//! PW021: the neutral of a feeder carries the largest unbalance.

use crate::calc::{neutral_of_heating, reduced_neutral};
use crate::domain::{ConductorSet, FeederLoad, System, facts};
use crate::engineering::{DemandGroup, Loads, Step};
use crate::nec::tables::NEUTRAL_REDUCTION;
use crate::rules::conductors::wires_of_feeder;
use crate::rules::feeder_demand::open;
use crate::rules::wiring::Wires;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::{Amperes, VoltAmperes, rounding::code_amperes};

pub(in crate::rules) struct NeutralLoad;

const META: RuleMeta = RuleMeta {
    code: "PW021",
    name: "neutral-load",
    family: "conductors",
    title: "Neutral smaller than its load asks for",
    sections: Some(["220.61", "220.61", "220.61", "120.61"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder],
    checks: "The neutral of a feeder against the largest load between one line and it, by demand, with 70 % of \
             household cooking and dryers; above 200 A 70 %, but not of nonlinear load nor on two legs of a wye \
             system. The 60 °C and 75 °C columns as for the other conductors.",
    resolve: "Enlarge the neutral or move load between line and neutral to other legs.",
    not_checked: "Harmonics above the load itself; neutrals of services; the neutral's ambient and bundling.",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for NeutralLoad {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Feeder(feeder) = object else { return Verdict::NotApplicable };
        let (FeederLoad::Panel(id), Some(found)) = (feeder.load, cx.feeder_loads(feeder.load)) else {
            return Verdict::NotApplicable;
        };
        let Some(panel) = cx.project.panel(id).filter(|panel| panel.system.has_neutral()) else {
            return Verdict::NotApplicable;
        };
        let Some((load, mut steps)) = neutral(panel.system, &found.loads) else {
            return Verdict::NotApplicable;
        };
        if load.0 <= 0.0 {
            return Verdict::NotApplicable;
        }
        let Some(wires) = wires_of_feeder(feeder) else { return Verdict::Undetermined("conductors") };
        // That a neutral is missing is another fault than its size.
        let Some(size) = wires.set.neutral else { return Verdict::NotApplicable };
        let nonlinear = feeder.feeder.facts.yes(&facts::conductors::NONLINEAR);
        let asked = match nonlinear {
            _ if load.0 <= NEUTRAL_REDUCTION.0 => load,
            Some(true) => load,
            Some(false) | None => Amperes(reduced_neutral(load.0, 0.0)),
        };
        if asked < load {
            steps.push(Step::new(
                "Above 200 A",
                format!("{load:.1}, 70 % of what is above 200 A"),
                format!("{asked:.1}"),
            ));
        }
        let set = ConductorSet { size, ..wires.set.clone() };
        let judge = |asked: Amperes| {
            let neutral = Wires { set: &set, ..wires };
            neutral.by_terminals(found.design_amperes.0, |may, column| {
                let has = Amperes(may.at_terminals.unwrap_or(may.corrected).min(may.corrected));
                if has.0 >= code_amperes(asked.0) {
                    return None;
                }
                let mut steps = steps.clone();
                steps.push(Step::new("Ampacity of the neutral", neutral.words(column), has));
                let required = format!("{asked:.1}");
                let message = format!("neutral carries {has}; the load asks for {required}");
                Some(Verdict::violation(message, has, required, steps))
            })
        };
        match judge(asked) {
            Verdict::Pass if nonlinear.is_none() && asked < load => match judge(load) {
                Verdict::Violation(_) => Verdict::Undetermined(facts::conductors::NONLINEAR.label),
                other => other,
            },
            Verdict::Violation(fault) => open(cx, feeder, found)
                .filter(|open| matches!(judge(open.least(asked)), Verdict::Pass))
                .map_or(Verdict::Violation(fault), |open| open.verdict),
            other => other,
        }
    }
}

/// Returns the largest unbalance in amperes, with its steps; `None` without volts to divide by.
fn neutral(system: System, loads: &Loads) -> Option<(Amperes, Vec<Step>)> {
    let shares = system.legs().iter().zip(loads.demand.line_to_neutral);
    let mut largest = (Amperes::ZERO, None);
    for (leg, va) in shares {
        let Some(volts) = system.line_to_neutral(*leg) else { continue };
        let amperes = VoltAmperes(va) / volts;
        if amperes > largest.0 {
            let inputs = format!("leg {leg}: {:.0} ÷ {volts}", VoltAmperes(va));
            largest = (amperes, Some(Step::new("Line to neutral", inputs, format!("{amperes:.1}"))));
        }
    }
    let heating = [DemandGroup::Cooking, DemandGroup::Dryers];
    let heating: f64 = heating.iter().filter_map(|group| loads.group(*group)).map(|row| row.demand).sum();
    let share = VoltAmperes(neutral_of_heating(heating));
    let root = if system.is_three_phase() { 3.0_f64.sqrt() } else { 1.0 };
    let of_heating = share / (system.line_to_line() * root);
    let mut steps: Vec<Step> = largest.1.into_iter().collect();
    if heating > 0.0 {
        let inputs = format!("70 % of {:.0} cooking and drying", VoltAmperes(heating));
        steps.push(Step::new("Share of heating", inputs, format!("{of_heating:.1}")));
    }
    Some((Amperes(largest.0.0 + of_heating.0), steps))
}
