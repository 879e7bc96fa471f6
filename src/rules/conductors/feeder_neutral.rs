//! PW070: the neutral of a feeder is no smaller than its equipment grounding conductor would be.

use crate::calc::egc_table_cmil;
use crate::nec::tables::{conductor, egc_size};
use crate::rules::conductors::protected;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::WireSize;

pub(in crate::rules) struct FeederNeutral;

const META: RuleMeta = RuleMeta {
    code: "PW070",
    name: "feeder-neutral",
    family: "conductors",
    title: "Neutral of a feeder smaller than a fault asks for",
    sections: Some(["215.2(A)(2)", "215.2(A)(2)", "215.2(B)", "215.2(B)"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder],
    checks: "The neutral recorded for a feeder, all sets together, against the equipment grounding conductor that goes with \
             the device ahead (Table 250.122); it need not be larger than the ungrounded conductors.",
    resolve: "Enlarge the neutral.",
    not_checked: "The load of the neutral (PW021); neutrals that are not recorded; tables of aluminum above 4000 A differ \
                  between sources.",
    verification: Verification::Memory,
    thresholds: &[],
};

impl Rule for FeederNeutral {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let wired = match protected(cx, object) {
            Ok(wired) => wired,
            Err(verdict) => return verdict,
        };
        let Some(set) = wired.wires.map(|wires| wires.set) else {
            return Verdict::Undetermined("conductors");
        };
        let Some(neutral) = set.neutral else { return Verdict::NotApplicable };
        let device = wired.device;
        let Some(size) = egc_size(device.0, set.material, cx.edition) else {
            return Verdict::Undetermined("a device within the table");
        };
        let cmil = |size: WireSize| conductor(size.name()).map_or(0.0, |row| row.cmil);
        let sets = f64::from(set.parallel_sets.max(1));
        let needs = egc_table_cmil(size).unwrap_or(0.0).min(cmil(set.size) * sets);
        if cmil(neutral) * sets + 0.5 >= needs {
            return Verdict::Pass;
        }
        let required = size.parse().map_or_else(|_| size.to_owned(), |size: WireSize| size.to_string());
        let message = format!("neutral {neutral} behind a {device} device, which asks for {required}");
        Verdict::violation(message, neutral, required, Vec::new())
    }
}
