//! What came of one chunk of objects: verdicts made into findings.

use crate::rules::key::{Keys, hash};
use crate::rules::{Fault, Finding, FindingKey, Object, RuleContext, RuleMeta, State, Subject};

/// What came of one chunk of objects.
#[derive(Default)]
pub(in crate::rules) struct Part {
    pub not_applicable: usize,
    /// With the places of their objects.
    pub findings: Vec<(usize, Finding)>,
    /// Place of the rule, place of the object.
    pub passed: Vec<(usize, usize)>,
    /// The object at hand and where its findings begin.
    place: usize,
    first: usize,
}

impl Part {
    /// Goes on to the object at a place.
    pub(in crate::rules) fn begin(&mut self, place: usize) {
        (self.place, self.first) = (place, self.findings.len());
    }

    pub(in crate::rules) fn violation(
        &mut self,
        cx: &RuleContext<'_>,
        keys: &Keys,
        object: &Object<'_>,
        meta: &'static RuleMeta,
        fault: Fault,
    ) {
        let key = keys.violation(meta.code, object, &fault);
        let facts_hash = keys.facts(meta.code, object, &fault);
        let subjects = [object.subject()].into_iter().chain(fault.also).collect();
        self.push(Finding {
            message: fault.message,
            actual: fault.actual,
            required: fault.required,
            steps: fault.steps,
            facts_hash,
            cause: fault.cause,
            subjects,
            ..bare(meta, State::Open, key, cx)
        });
    }

    /// Reports a missing field once for each object, with all rules that wait for it.
    pub(in crate::rules) fn undetermined(
        &mut self,
        cx: &RuleContext<'_>,
        keys: &Keys,
        object: &Object<'_>,
        meta: &'static RuleMeta,
        needs: &'static str,
    ) {
        let severity = cx.amended.severity(meta);
        let known = self.findings.get_mut(self.first..).unwrap_or_default();
        let mut same = known.iter_mut().filter(|(_, f)| !f.internal && f.needs == [needs]);
        if let Some((_, known)) = same.next() {
            known.rules.push(meta.code);
            known.verdicts += 1;
            known.severity = known.severity.max(severity);
            return;
        }
        self.push(Finding {
            message: format!("needs {needs}"),
            needs: vec![needs],
            facts_hash: hash(["undetermined", needs]),
            subjects: vec![object.subject()],
            ..bare(meta, State::Undetermined, keys.undetermined(needs, object), cx)
        });
    }

    /// Reports a field that another object lacks; the same field of the same object is joined to one finding later.
    pub(in crate::rules) fn missing(
        &mut self,
        cx: &RuleContext<'_>,
        keys: &Keys,
        (at, needs): (Subject, &'static str),
        meta: &'static RuleMeta,
    ) {
        self.push(Finding {
            message: format!("needs {needs}"),
            needs: vec![needs],
            facts_hash: hash(["undetermined", needs]),
            ..bare(meta, State::Undetermined, keys.missing(needs, &at), cx)
        });
        if let Some((_, found)) = self.findings.last_mut() {
            found.subjects = vec![at];
        }
    }

    pub(in crate::rules) fn internal(
        &mut self,
        cx: &RuleContext<'_>,
        keys: &Keys,
        object: &Object<'_>,
        meta: &'static RuleMeta,
    ) {
        let message =
            "this rule met a fault of its own here and says nothing; please report it with the project";
        self.push(Finding {
            message: message.to_owned(),
            internal: true,
            subjects: vec![object.subject()],
            ..bare(meta, State::Undetermined, keys.internal(meta.code, object), cx)
        });
    }

    fn push(&mut self, finding: Finding) {
        self.findings.push((self.place, finding));
    }
}

fn bare(meta: &'static RuleMeta, state: State, key: FindingKey, cx: &RuleContext<'_>) -> Finding {
    Finding {
        meta,
        rules: vec![meta.code],
        severity: cx.amended.severity(meta),
        state,
        key,
        facts_hash: String::new(),
        subjects: Vec::new(),
        message: String::new(),
        citation: meta.citation(cx.edition),
        actual: String::new(),
        required: String::new(),
        needs: Vec::new(),
        steps: Vec::new(),
        cause: None,
        verdicts: 1,
        internal: false,
        waiver: None,
        changed: None,
        since: None,
    }
}
