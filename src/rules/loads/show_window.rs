//! PW046: a show window counts by its length or its outlets.

use crate::domain::{CircuitField, facts};
use crate::engineering::Step;
use crate::nec::tables::{RECEPTACLE_VA, SHOW_WINDOW_VA_PER_FT};
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::{Feet, VoltAmperes, trimmed};

pub(in crate::rules) struct ShowWindow;

const PER_FOOT: Threshold = Threshold { name: "load of a foot", unit: "VA", value: SHOW_WINDOW_VA_PER_FT };

const META: RuleMeta = RuleMeta {
    code: "PW046",
    name: "show-window",
    family: "loads",
    title: "Show window counted too low",
    sections: Some(["220.14(G)", "220.14(G)", "220.14(G)", "120.14(G)"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "Circuits with a length of show window or a number of its outlets: their load against 200 VA for each \
             foot, or 180 VA for each outlet; of both the smaller.",
    resolve: "Count the window by its length or its outlets.",
    not_checked: "Feeders, which count 200 VA for each foot (220.43(A)); the receptacles that 210.62 asks for.",
    verification: Verification::ExamKey,
    thresholds: &[PER_FOOT],
};

impl Rule for ShowWindow {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        let feet = circuit.facts.number(&facts::outlets::SHOW_WINDOW_LENGTH);
        let outlets = circuit.facts.number(&facts::outlets::SHOW_WINDOW_OUTLETS);
        if !cx.is_branch(panel, circuit) {
            return Verdict::NotApplicable;
        }
        let by_length = feet.map(|ft| (ft * cx.threshold(META.code, &PER_FOOT), format!("{}", Feet(ft))));
        let by_outlet = outlets.map(|n| (n * RECEPTACLE_VA, format!("{} outlets", trimmed(n, 0))));
        let least = [by_length, by_outlet].into_iter().flatten().min_by(|a, b| a.0.total_cmp(&b.0));
        let Some((least, of)) = least else { return Verdict::NotApplicable };
        let carried = circuit.load.total().0;
        let unread = CircuitField::LOADS.iter().any(|field| circuit.unread.contains_key(field));
        if unread || carried <= 0.0 {
            return Verdict::Undetermined("load");
        }
        if carried + 1e-6 >= least {
            return Verdict::Pass;
        }
        let [actual, required] = [carried, least].map(|va| format!("{:.0}", VoltAmperes(va)));
        let message = format!("{actual} for a show window of {of}, which counts at least {required}");
        Verdict::violation(message, actual, &required, vec![Step::new("Show window", of, required.clone())])
    }
}
