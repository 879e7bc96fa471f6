//! What came of one chunk of objects: verdicts made into findings.

use crate::domain::EntityId;
use crate::rules::key::{Keys, hash};
use crate::rules::{Fault, Finding, FindingKey, Object, RuleContext, RuleMeta, State, Subject};
use std::collections::BTreeMap;

/// What came of one chunk of objects.
#[derive(Default)]
pub(in crate::rules) struct Part {
    pub not_applicable: usize,
    /// With the places of their objects.
    pub findings: Vec<(usize, Finding)>,
    /// By place of the rule the places of the objects that passed it.
    pub passed: Vec<Vec<u32>>,
    /// The object at hand and where its findings begin.
    place: usize,
    first: usize,
    fields: Vec<Field>,
    /// Where the findings of fields stand that other objects lack.
    lacking: BTreeMap<(EntityId, &'static str), usize>,
}

/// What all findings of one missing field say.
#[derive(Clone)]
struct Field {
    needs: &'static str,
    /// Its part of the key.
    key: String,
    facts_hash: String,
    message: String,
}

impl Part {
    /// Returns one without findings for so many rules.
    pub(in crate::rules) fn of(rules: usize) -> Self {
        Self { passed: vec![Vec::new(); rules], ..Self::default() }
    }

    /// Notes that the object at hand passed a rule.
    pub(in crate::rules) fn pass(&mut self, rule: usize) {
        let place = self.place as u32;
        if let Some(places) = self.passed.get_mut(rule) {
            places.push(place);
        }
    }

    /// Returns what is said of a missing field; it is put into words once a chunk.
    fn field(&mut self, needs: &'static str) -> Field {
        let known = self.fields.iter().find(|field| field.needs == needs).cloned();
        known.unwrap_or_else(|| {
            let field = Field {
                needs,
                key: Keys::field(needs),
                facts_hash: hash(["undetermined", needs]),
                message: format!("needs {needs}"),
            };
            self.fields.push(field.clone());
            field
        })
    }

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
        let own = |f: &Finding| f.subjects.first().is_some_and(|subject| subject.id == object.id());
        let mut same = known.iter_mut().filter(|(_, f)| !f.internal && f.needs == [needs] && own(f));
        if let Some((_, known)) = same.next() {
            known.rules.push(meta.code);
            known.verdicts += 1;
            known.severity = known.severity.max(severity);
            return;
        }
        let Field { key, facts_hash, message, .. } = self.field(needs);
        self.push(Finding {
            message,
            needs: vec![needs],
            facts_hash,
            subjects: vec![object.subject()],
            ..bare(meta, State::Undetermined, keys.undetermined(&key, object), cx)
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
        // A building without an occupancy lacks it for every circuit and rule: one finding a chunk, joined to one later.
        let next = self.findings.len();
        let known = *self.lacking.entry((at.id, needs)).or_insert(next);
        if let Some((_, known)) = self.findings.get_mut(known) {
            known.verdicts += 1;
            known.severity = known.severity.max(cx.amended.severity(meta));
            if !known.rules.contains(&meta.code) {
                known.rules.push(meta.code);
            }
            return;
        }
        let Field { key, facts_hash, message, .. } = self.field(needs);
        let key = keys.missing(&key, &at);
        self.push(Finding {
            message,
            needs: vec![needs],
            facts_hash,
            subjects: vec![at],
            ..bare(meta, State::Undetermined, key, cx)
        });
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
