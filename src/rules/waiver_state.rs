//! Which waivers hold, which are stale and why, and which answer nothing any more.
//!
//! An undetermined finding may be waived too, but only one by one and as an accepted risk: nobody has found it to be wrong,
//! and what nobody knows cannot be answered for a whole rule. When its field is filled in, the waiver answers nothing.

use crate::domain::{EntityId, Expiry, Project, Waiver, WaiverId, WaiverKind, WaiverScope};
use crate::nec::Edition;
use crate::rules::amended::meta_of;
use crate::rules::key::{hash, rule_of, subjects_of};
use crate::rules::{Amended, CheckTerms, Finding, ObjectKind, RuleMeta, State};
use std::collections::{BTreeMap, BTreeSet};

/// Why a waiver answers no finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrphanReason {
    /// What it was given for is found no more.
    NoFinding,
    /// Its rule cannot decide any more: a field is missing.
    Undetermined,
    /// Its rule is turned off.
    RuleOff,
    /// This version has no such rule. The waiver is kept.
    UnknownRule,
}

impl OrphanReason {
    /// Returns the reason in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NoFinding => "what it was given for is found no more",
            Self::Undetermined => "its rule cannot decide any more: a field is missing",
            Self::RuleOff => "its rule is turned off",
            Self::UnknownRule => "this version has no such rule",
        }
    }
}

/// A waiver that answers no finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Orphan {
    pub waiver: WaiverId,
    pub why: OrphanReason,
}

/// What a waiver is held against later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaiverFacts {
    pub finding_key: String,
    pub facts_hash: String,
    pub actual: String,
    pub required: String,
}

/// Returns what a waiver of a finding, or of its whole rule, is held against later.
pub fn waiver_facts(project: &Project, finding: &Finding, scope: WaiverScope) -> WaiverFacts {
    match scope {
        WaiverScope::Object => WaiverFacts {
            finding_key: finding.key.as_str().to_owned(),
            facts_hash: finding.facts_hash.clone(),
            actual: finding.actual.clone(),
            required: finding.required.clone(),
        },
        WaiverScope::RuleInProject => WaiverFacts {
            finding_key: finding.meta.code.to_owned(),
            facts_hash: facts_of_rule(finding.meta, &Amended::by(project.amendments())),
            actual: String::new(),
            required: String::new(),
        },
    }
}

/// Returns what a waiver for a whole rule is held against: the rule with its numbers.
fn facts_of_rule(meta: &RuleMeta, amended: &Amended) -> String {
    let numbers: Vec<String> = (meta.thresholds.iter())
        .map(|threshold| format!("{} {}", threshold.name, amended.threshold(meta.code, threshold)))
        .collect();
    hash([meta.code].into_iter().chain(numbers.iter().map(String::as_str)))
}

/// Marks what waivers answer, and returns those that answer nothing.
pub(in crate::rules) fn apply_waivers(
    project: &Project,
    terms: &CheckTerms<'_>,
    amended: &Amended,
    findings: &mut [Finding],
) -> Vec<Orphan> {
    let mut given: BTreeMap<(WaiverScope, &str), Vec<&Waiver>> = BTreeMap::new();
    for waiver in project.waivers() {
        given.entry((waiver.scope, written_key(waiver))).or_default().push(waiver);
    }
    if given.is_empty() {
        return Vec::new();
    }
    let mut answering = BTreeSet::new();
    for finding in findings.iter_mut().filter(|finding| !finding.internal) {
        let one = given.get(&(WaiverScope::Object, finding.key.as_str()));
        let of_rule = given.get(&(WaiverScope::RuleInProject, finding.meta.code));
        let of_rule = of_rule.filter(|_| !finding.is_undetermined());
        let answers = one.into_iter().chain(of_rule).flatten();
        let judged = answers.map(|waiver| (end_of(waiver, finding, terms, amended), waiver.id));
        let judged: Vec<_> = judged.collect();
        answering.extend(judged.iter().map(|(_, id)| *id));
        // Of several the latest that holds, else the latest.
        let chosen = judged.into_iter().max_by_key(|(changed, id)| (changed.is_none(), *id));
        let Some((changed, id)) = chosen else { continue };
        finding.waiver = Some(id);
        finding.state = match (&changed, finding.state) {
            (None, _) => State::Waived,
            // What is undetermined stays so: nobody has found a violation.
            (Some(_), State::Undetermined) => State::Undetermined,
            (Some(_), _) => State::Stale,
        };
        finding.changed = changed;
    }
    let alone = project.waivers().filter(|waiver| !answering.contains(&waiver.id));
    let alone: Vec<&Waiver> = alone.collect();
    if alone.is_empty() {
        return Vec::new();
    }
    let waiting = Waiting::of(findings);
    let why = |waiver| why_alone(waiver, amended, &waiting);
    alone.into_iter().map(|waiver| Orphan { waiver: waiver.id, why: why(waiver) }).collect()
}

/// Returns what findings are looked up by: the whole key, or the code of the rule.
fn written_key(waiver: &Waiver) -> &str {
    match waiver.scope {
        WaiverScope::Object => &waiver.finding_key,
        WaiverScope::RuleInProject => rule_of(&waiver.finding_key),
    }
}

/// Says why a waiver does not hold for a finding it answers; `None` where it does.
fn end_of(waiver: &Waiver, finding: &Finding, terms: &CheckTerms<'_>, amended: &Amended) -> Option<String> {
    let facts = match waiver.scope {
        WaiverScope::Object => finding.facts_hash.clone(),
        WaiverScope::RuleInProject => facts_of_rule(finding.meta, amended),
    };
    if facts != waiver.facts_hash {
        return Some(what_changed(waiver, finding));
    }
    if finding.is_undetermined() && waiver.kind == WaiverKind::FalsePositive {
        return Some("what is undetermined can only be accepted as a risk".to_owned());
    }
    is_over(waiver, terms)
}

fn is_over(waiver: &Waiver, terms: &CheckTerms<'_>) -> Option<String> {
    match waiver.expires? {
        Expiry::After(last) if terms.today.is_some_and(|today| today > last) => {
            Some(format!("the waiver held until {last}"))
        }
        Expiry::NextEdition if is_later(terms.edition, waiver.edition) => {
            Some(format!("the waiver was given under {}, this is {}", waiver.edition, terms.edition))
        }
        Expiry::After(_) | Expiry::NextEdition => None,
    }
}

fn is_later(edition: Edition, than: Edition) -> bool {
    edition.year() > than.year()
}

/// Says what differs between then and now: `450° → 540°`.
fn what_changed(waiver: &Waiver, finding: &Finding) -> String {
    if waiver.scope == WaiverScope::RuleInProject {
        return "a limit of the rule changed".to_owned();
    }
    if finding.cause.is_some() {
        // It prints the values of the object that is told first, which is a matter of places.
        return "the objects that share it changed, or a value of one".to_owned();
    }
    let mut words = Vec::new();
    if waiver.actual != finding.actual && !waiver.actual.is_empty() {
        words.push(format!("{} → {}", waiver.actual, finding.actual));
    }
    if waiver.required != finding.required && !waiver.required.is_empty() {
        words.push(format!("required {} → {}", waiver.required, finding.required));
    }
    if words.is_empty() { "the facts behind it changed".to_owned() } else { words.join("; ") }
}

fn why_alone(waiver: &Waiver, amended: &Amended, waiting: &Waiting<'_>) -> OrphanReason {
    let code = rule_of(&waiver.finding_key);
    let is_field = code.starts_with("undetermined:");
    if is_field {
        return OrphanReason::NoFinding;
    }
    if meta_of(code).is_none() {
        return OrphanReason::UnknownRule;
    }
    if amended.is_off(code) {
        return OrphanReason::RuleOff;
    }
    if waiting.is_undecided(&waiver.finding_key) {
        OrphanReason::Undetermined
    } else {
        OrphanReason::NoFinding
    }
}

/// The rules that wait for a field, and of what.
pub(in crate::rules) struct Waiting<'f> {
    by_rule: BTreeMap<&'static str, Waits<'f>>,
}

#[derive(Default)]
struct Waits<'f> {
    subjects: BTreeSet<&'f str>,
    /// For a field that an object lacks which the rule does not look at: who waits for it is not told.
    elsewhere: bool,
}

impl<'f> Waiting<'f> {
    pub(in crate::rules) fn of(findings: &'f [Finding]) -> Self {
        let mut by_rule: BTreeMap<&'static str, Waits<'f>> = BTreeMap::new();
        for finding in findings.iter().filter(|finding| finding.is_undetermined() || finding.internal) {
            for code in &finding.rules {
                let waits = by_rule.entry(code).or_default();
                waits.subjects.extend(subjects_of(finding.key.as_str()));
                waits.elsewhere |= meta_of(code)
                    .is_some_and(|meta| finding.subjects.iter().any(|subject| !looks_at(meta, subject.id)));
            }
        }
        Self { by_rule }
    }

    /// Returns whether the rule of a written key may wait for a field instead of having nothing to say.
    pub(in crate::rules) fn is_undecided(&self, key: &str) -> bool {
        self.by_rule.get(rule_of(key)).is_some_and(|waits| {
            waits.elsewhere || subjects_of(key).any(|subject| waits.subjects.contains(subject))
        })
    }
}

fn looks_at(meta: &RuleMeta, id: EntityId) -> bool {
    let kinds: &[ObjectKind] = match id {
        EntityId::Project => &[ObjectKind::Project],
        EntityId::Service => &[ObjectKind::Service],
        // The identity of a feeder is that of what it feeds.
        EntityId::Panel(_) => &[ObjectKind::Panel, ObjectKind::Feeder],
        EntityId::Transformer(_) => &[ObjectKind::Transformer, ObjectKind::Feeder],
        EntityId::Circuit(..) => &[ObjectKind::Circuit],
        EntityId::Room(..) => &[ObjectKind::Room],
        EntityId::Device(..) => &[ObjectKind::Device],
        EntityId::Run(..) => &[ObjectKind::Run],
        EntityId::Sheet(_)
        | EntityId::Wall(..)
        | EntityId::Opening(..)
        | EntityId::Area(..)
        | EntityId::Waiver(_)
        | EntityId::Baseline
        | EntityId::Amendments
        | EntityId::OneLine => &[],
    };
    kinds.iter().any(|kind| meta.looks_at.contains(kind))
}
