//! PW045: a fixed multioutlet assembly counts by its length.

use crate::domain::facts;
use crate::engineering::Step;
use crate::nec::tables::multioutlet_va;
use crate::rules::dwelling::outside_dwellings;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::{Feet, VoltAmperes};

pub(in crate::rules) struct MultioutletAssembly;

const META: RuleMeta = RuleMeta {
    code: "PW045",
    name: "multioutlet-assembly",
    family: "loads",
    title: "Multioutlet assembly counted too low",
    sections: Some(["220.14(H)", "220.14(H)", "220.14(H)", "120.14(H)"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "Circuits with a length of fixed multioutlet assembly, outside dwellings: their load against 180 VA for \
             each 5 ft begun, or for each foot begun where appliances are likely to run together.",
    resolve: "Count the assembly by its length.",
    not_checked: "Other receptacles on the same circuit; assemblies of dwellings and guest rooms, which are in the \
                  general lighting load.",
    verification: Verification::CrossChecked,
    thresholds: &[],
};

impl Rule for MultioutletAssembly {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        let Some(feet) = circuit.facts.number(&facts::outlets::MULTIOUTLET_LENGTH).filter(|ft| *ft > 0.0)
        else {
            return Verdict::NotApplicable;
        };
        if !cx.is_branch(panel, circuit) {
            return Verdict::NotApplicable;
        }
        let carried = circuit.load.total().0;
        let together = circuit.facts.yes(&facts::outlets::MULTIOUTLET_TOGETHER);
        let [apart_va, together_va] = [false, true].map(|together| multioutlet_va(feet, together));
        let least = match together {
            Some(true) => together_va,
            Some(false) => apart_va,
            None if carried + 1e-6 >= together_va => together_va,
            None if carried + 1e-6 >= apart_va => {
                return match outside_dwellings(cx, panel) {
                    Ok(true) => Verdict::Undetermined(facts::outlets::MULTIOUTLET_TOGETHER.label),
                    Ok(false) => Verdict::NotApplicable,
                    Err(verdict) => verdict,
                };
            }
            None => apart_va,
        };
        match outside_dwellings(cx, panel) {
            Ok(false) => Verdict::NotApplicable,
            _ if carried + 1e-6 >= least => Verdict::Pass,
            Err(verdict) => verdict,
            Ok(true) => {
                let [actual, required] = [carried, least].map(|va| format!("{:.0}", VoltAmperes(va)));
                let stretch = if together == Some(true) { "each foot" } else { "each 5 ft" };
                let length = Feet(feet);
                let message = format!(
                    "{actual} for {length} of multioutlet assembly, which counts at least {required}"
                );
                let step = Step::new(
                    "Multioutlet assembly",
                    format!("{length}, 180 VA for {stretch} begun"),
                    &required,
                );
                Verdict::violation(message, actual, required, vec![step])
            }
        }
    }
}
