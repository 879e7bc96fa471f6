//! PW039: the general lighting of a dwelling lies evenly on its circuits.

use crate::domain::{Circuit, LoadClass};
use crate::engineering::Step;
use crate::rules::dwelling::outside_dwellings;
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::{percent, trimmed};

pub(in crate::rules) struct EvenLighting;

const UNEVEN: Threshold = Threshold { name: "above the average", unit: "%", value: 50.0 };

const META: RuleMeta = RuleMeta {
    code: "PW039",
    name: "even-lighting",
    family: "branch_circuits",
    title: "General lighting unevenly spread over its circuits",
    sections: Some(["210.11(B)"; 4]),
    severity: Severity::Warning,
    looks_at: &[ObjectKind::Panel],
    checks: "Lighting circuits of one panelboard in dwellings, where the load is by floor area: none carries half as \
             much again as their average, each counted by its share of the rating.",
    resolve: "Move outlets from the fullest circuit to others.",
    not_checked: "Lighting outside dwellings, whose circuits carry what is installed; what is even enough, which the \
                  Code leaves open.",
    verification: Verification::Memory,
    thresholds: &[UNEVEN],
};

impl Rule for EvenLighting {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Panel(panel) = object else { return Verdict::NotApplicable };
        let lighting =
            |circuit: &&Circuit| circuit.class == LoadClass::Lighting && cx.is_branch(panel, circuit);
        let circuits: Vec<&Circuit> = panel.circuits_by_slot().into_iter().filter(lighting).collect();
        let share = |circuit: &Circuit| {
            let volts = panel.system.line_to_neutral(circuit.slot.leg(panel.system))?;
            Some(circuit.load.total().0 / (volts.0 * circuit.trip?.0))
        };
        let shares: Vec<(f64, &Circuit)> =
            circuits.iter().filter_map(|circuit| Some((share(circuit)?, *circuit))).collect();
        if circuits.len() < 2 || shares.len() < circuits.len() {
            return Verdict::NotApplicable;
        }
        let average = shares.iter().map(|(share, _)| share).sum::<f64>() / shares.len() as f64;
        let most = average * (1.0 + cx.threshold(META.code, &UNEVEN) / 100.0);
        let fullest = shares.iter().copied().reduce(|a, b| if b.0 > a.0 { b } else { a });
        let Some((share, circuit)) = fullest else { return Verdict::NotApplicable };
        match outside_dwellings(cx, panel) {
            Ok(true) => Verdict::NotApplicable,
            _ if share <= most + 1e-9 => Verdict::Pass,
            Err(verdict) => verdict,
            Ok(false) => {
                let [actual, required] =
                    [share, most].map(|part| format!("{} % of the rating", trimmed(part * 100.0, 1)));
                let step = Step::new("Average", format!("of {} circuits", shares.len()), percent(average, 1));
                let message = format!("circuit {} carries {actual}", circuit.slot);
                Verdict::violation(message, actual, format!("at most {required}"), vec![step])
            }
        }
    }
}
