//! PW111: the handles of overcurrent devices can be reached.

use crate::domain::facts;
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::trimmed;

pub(in crate::rules) struct HandleHeight;

/// 6 ft 7 in.
const HIGHEST_IN: Threshold = Threshold { name: "highest handle", unit: "in", value: 79.0 };

const META: RuleMeta = RuleMeta {
    code: "PW111",
    name: "handle-height",
    family: "working_space",
    title: "Overcurrent device too high",
    sections: Some(["240.24(A); 404.8(A)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Panel],
    checks: "The height of the highest handle of panelboards that the plan shows, or that say it: 6 ft 7 in at most.",
    resolve: "Hang the panelboard lower.",
    not_checked: "Panelboards that no plan shows and that say nothing; whether something has to be climbed over or a tool is \
                  needed; the exceptions for busways, supplementary devices and devices beside the equipment they serve.",
    verification: Verification::Transcription,
    thresholds: &[HIGHEST_IN],
};

impl Rule for HandleHeight {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Panel(panel) = object else { return Verdict::NotApplicable };
        let Some(feet) = panel.facts.number(&facts::space::HANDLE_HEIGHT) else {
            return match cx.panel_place(panel.id) {
                Some(_) => Verdict::Undetermined(facts::space::HANDLE_HEIGHT.label),
                None => Verdict::NotApplicable,
            };
        };
        let most = cx.threshold(META.code, &HIGHEST_IN);
        // Heights are given in feet to the thousandth: 6.583 ft are 79 in.
        if feet * 12.0 <= most + 0.01 {
            return Verdict::Pass;
        }
        let [has, most] = [feet * 12.0, most].map(|inches| format!("{} in", trimmed(inches, 1)));
        let message = format!("highest handle at {has}; {most} at most");
        Verdict::violation(message, has, most, Vec::new())
    }
}
