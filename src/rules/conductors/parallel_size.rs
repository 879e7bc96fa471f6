//! PW014: conductors in parallel are 1/0 AWG or larger.

use crate::calc::SMALLEST_PARALLEL;
use crate::domain::ConductorSet;
use crate::nec::tables::conductor;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct ParallelSize;

const META: RuleMeta = RuleMeta {
    code: "PW014",
    name: "parallel-size",
    family: "conductors",
    title: "Parallel conductors smaller than 1/0 AWG",
    sections: Some(["310.10(H)", "310.10(G)", "310.10(G)", "310.10(G)"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder, ObjectKind::Circuit],
    checks: "The size of ungrounded and neutral conductors recorded with two or more sets.",
    resolve: "Use one set of larger conductors, or sets of 1/0 AWG and larger.",
    not_checked: "Equal length, material, insulation and termination of the sets; the exceptions for control power, for \
                  frequencies of 360 Hz and above, and for neutrals of existing installations.",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for ParallelSize {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let recorded = match object {
            Object::Circuit(panel, circuit) if cx.is_branch(panel, circuit) => circuit.conductors.as_ref(),
            Object::Feeder(feeder) => feeder.feeder.conductors.as_ref(),
            _ => return Verdict::NotApplicable,
        };
        match recorded {
            None => Verdict::Undetermined("conductors"),
            Some(set) if set.parallel_sets < 2 => Verdict::NotApplicable,
            Some(set) => sets_verdict(set),
        }
    }
}

fn sets_verdict(set: &ConductorSet) -> Verdict {
    let cmil = |name: &str| conductor(name).map_or(0.0, |row| row.cmil);
    let small = [Some(set.size), set.neutral].into_iter().flatten();
    let small = small.filter(|size| cmil(size.name()) < cmil(SMALLEST_PARALLEL)).min();
    let Some(size) = small else { return Verdict::Pass };
    let message = format!("{} sets in parallel with conductors of {size}", set.parallel_sets);
    Verdict::violation(message, size, format!("#{SMALLEST_PARALLEL}"), Vec::new())
}
