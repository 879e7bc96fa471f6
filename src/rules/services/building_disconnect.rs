//! PW069: a feeder to another building ends at a disconnect of the least rating.

use crate::domain::facts::{feeder as fed, grounding, supply};
use crate::domain::{FeederLoad, Main, Panel};
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::Amperes;

pub(in crate::rules) struct BuildingDisconnect;

const DWELLING: Threshold = Threshold { name: "one-family dwelling", unit: "A", value: 100.0 };
const OTHER: Threshold = Threshold { name: "any other building", unit: "A", value: 60.0 };
const TWO_CIRCUITS: Threshold = Threshold { name: "two circuits", unit: "A", value: 30.0 };
const ONE_CIRCUIT: Threshold = Threshold { name: "one circuit", unit: "A", value: 15.0 };

const META: RuleMeta = RuleMeta {
    code: "PW069",
    name: "building-disconnect",
    family: "services",
    title: "Building without a disconnect of its own, or with one too small",
    sections: Some(["225.31; 225.39"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder],
    checks: "Feeders of panelboards in separate buildings: the main breaker, or the disconnect that is given, against 100 A for a feeder of a whole dwelling, 60 A for others, 30 A for two branch circuits and 15 A for \
             one.",
    resolve: "Give the building a disconnect of sufficient rating.",
    not_checked: "Its place, grouping and marking (225.32 to 225.38); supervised industrial sites and other exceptions; how \
                  many supplies a building has (225.30).",
    verification: Verification::Memory,
    thresholds: &[DWELLING, OTHER, TWO_CIRCUITS, ONE_CIRCUIT],
};

impl Rule for BuildingDisconnect {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Feeder(feeder) = object else { return Verdict::NotApplicable };
        let FeederLoad::Panel(id) = feeder.load else { return Verdict::NotApplicable };
        let apart = |panel: &&Panel| panel.facts.yes_or_assumed(&grounding::SEPARATE_BUILDING) == Some(true);
        let Some(panel) = cx.project.panel(id).filter(apart) else { return Verdict::NotApplicable };
        let facts = &feeder.feeder.facts;
        let given = facts.number(&supply::BUILDING_DISCONNECT).map(Amperes);
        let Some(has) = given.or(main_of(panel)) else {
            return Verdict::Undetermined(supply::BUILDING_DISCONNECT.label);
        };
        if has.0 <= 0.0 {
            let wanted = "a disconnect at the building";
            return Verdict::violation("the building has no disconnect", "none", wanted, Vec::new());
        }
        let dwelling = facts.yes_or_assumed(&fed::WHOLE_DWELLING) == Some(true);
        let threshold = match (dwelling, circuits(cx, panel)) {
            (true, _) => &DWELLING,
            (false, Some(1)) => &ONE_CIRCUIT,
            (false, Some(2)) => &TWO_CIRCUITS,
            (false, _) => &OTHER,
        };
        let least = Amperes(cx.threshold(META.code, threshold));
        if has >= least {
            return Verdict::Pass;
        }
        let message = format!("the building's disconnect has {has}; {least} at least");
        Verdict::violation(message, has, least, Vec::new())
    }
}

fn main_of(panel: &Panel) -> Option<Amperes> {
    match panel.main {
        Main::Breaker(rating) => Some(rating),
        Main::LugsOnly => None,
    }
}

/// Returns how many branch circuits a panelboard has; `None` where others hang on it.
fn circuits(cx: &RuleContext<'_>, panel: &Panel) -> Option<usize> {
    let goes_on = panel.feed_through || panel.circuits().any(|c| cx.is_subfeed(panel, c));
    (!goes_on).then(|| panel.circuits().filter(|c| cx.is_branch(panel, c)).count())
}
