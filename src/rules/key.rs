//! What a finding is known by: its rule and the identities of its subjects. Never words, places or numbers, so that an
//! answer to it survives renames, moves and new wordings.

use crate::domain::{CircuitId, ContentHash, EntityId, Project, Waiver};
use crate::rules::{Fault, Object, Subject};
use std::collections::BTreeSet;
use std::fmt;

/// The identity of a finding: `PW001 circuit:2013`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FindingKey(String);

impl FindingKey {
    /// Returns the key of an underlay without its file.
    pub(in crate::rules) fn of_missing_file(sheet: crate::domain::SheetId, content_hash: &str) -> Self {
        Self(format!("undetermined:file-of-the-underlay sheet:{sheet}:{content_hash}"))
    }

    /// Returns the key as files keep it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FindingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Returns the code of the rule in a written key; of what is undetermined its field.
pub(in crate::rules) fn rule_of(key: &str) -> &str {
    key.split(' ').next().unwrap_or_default()
}

/// Returns the subjects in a written key.
pub(in crate::rules) fn subjects_of(key: &str) -> impl Iterator<Item = &str> {
    key.split(' ').skip(1)
}

/// Writes the keys of one project.
#[derive(Clone, Debug)]
pub(in crate::rules) struct Keys {
    /// Circuit ids that a file written by hand gave twice: told apart by their panelboards.
    ambiguous: BTreeSet<CircuitId>,
}

impl Keys {
    pub(in crate::rules) fn of(project: &Project) -> Self {
        let circuits = project.panels().flat_map(crate::domain::Panel::circuits);
        let mut ids: Vec<CircuitId> = circuits.map(|circuit| circuit.id).collect();
        ids.sort_unstable();
        let twice = ids.iter().zip(ids.iter().skip(1)).filter(|(id, next)| id == next);
        Self { ambiguous: twice.map(|(id, _)| *id).collect() }
    }

    /// Returns the key of a violation. Its subjects are a set: which of two twins is told first depends on their places.
    pub(in crate::rules) fn violation(&self, code: &str, object: &Object<'_>, fault: &Fault) -> FindingKey {
        if let Some(cause) = fault.cause {
            return FindingKey(format!("{code} {}", self.word(cause)));
        }
        let also = fault.also.iter().map(|subject| self.word(subject.id));
        let subjects: BTreeSet<String> = also.chain([self.subject(object)]).collect();
        FindingKey([code.to_owned()].into_iter().chain(subjects).collect::<Vec<_>>().join(" "))
    }

    /// Hashes what a violation rests on: what there is, what is asked for, and the results between. No names and no slot
    /// numbers, so that only a value that changes makes an answer stale. Where the key names the cause of a fault alone,
    /// the object that has it is a fact: another one in the same room is another matter.
    pub(in crate::rules) fn facts(&self, code: &str, object: &Object<'_>, fault: &Fault) -> String {
        let results = fault.steps.iter().map(|step| step.result.as_str());
        let object = fault.cause.map(|_| self.subject(object));
        hash([code, &fault.actual, &fault.required].into_iter().chain(results).chain(object.as_deref()))
    }

    /// Returns the key of a missing field; `field` is its part of the key.
    pub(in crate::rules) fn undetermined(&self, field: &str, object: &Object<'_>) -> FindingKey {
        FindingKey([field, " ", &self.subject(object)].concat())
    }

    /// Returns the key of a field that another object lacks: the same as if that object had been looked at.
    pub(in crate::rules) fn missing(&self, field: &str, at: &Subject) -> FindingKey {
        FindingKey([field, " ", &self.word(at.id)].concat())
    }

    /// Returns the part of a key that names a missing field.
    pub(in crate::rules) fn field(needs: &str) -> String {
        format!("undetermined:{}", needs.replace(' ', "-"))
    }

    /// Returns the key of a rule that failed.
    pub(in crate::rules) fn internal(&self, code: &str, object: &Object<'_>) -> FindingKey {
        FindingKey(format!("internal:{code} {}", self.subject(object)))
    }

    fn subject(&self, object: &Object<'_>) -> String {
        let word = self.word(object.id());
        if matches!(object, Object::Feeder(_)) { format!("feeder-of-{word}") } else { word }
    }

    /// Circuit ids are given once in a project, so a circuit that moves to another panelboard keeps its word.
    fn word(&self, id: EntityId) -> String {
        match id {
            EntityId::Project => "project".to_owned(),
            EntityId::Service => "service".to_owned(),
            EntityId::Panel(id) => format!("panel:{id}"),
            EntityId::Circuit(panel, id) if self.ambiguous.contains(&id) => format!("circuit:{panel}:{id}"),
            EntityId::Circuit(_, id) => format!("circuit:{id}"),
            EntityId::Transformer(id) => format!("transformer:{id}"),
            EntityId::Sheet(id) => format!("sheet:{id}"),
            EntityId::Wall(sheet, id) => format!("wall:{sheet}:{id}"),
            EntityId::Opening(sheet, id) => format!("opening:{sheet}:{id}"),
            EntityId::Area(sheet, id) => format!("area:{sheet}:{id}"),
            EntityId::Room(sheet, id) => format!("room:{sheet}:{id}"),
            EntityId::Device(sheet, id) => format!("device:{sheet}:{id}"),
            EntityId::Run(sheet, id) => format!("run:{sheet}:{id}"),
            EntityId::Waiver(id) => format!("waiver:{id}"),
            EntityId::Baseline => "baseline".to_owned(),
            EntityId::Amendments => "amendments".to_owned(),
            EntityId::OneLine => "one-line".to_owned(),
        }
    }
}

/// Returns the waivers that speak of any of some objects, of feeders of theirs too: when the objects go, those have no finding
/// left. Waivers of a whole rule speak of no object.
pub fn waivers_about<'p>(project: &'p Project, ids: &[EntityId]) -> Vec<&'p Waiver> {
    let keys = Keys::of(project);
    let words: BTreeSet<String> = ids.iter().map(|id| keys.word(*id)).collect();
    let is_about = |waiver: &&Waiver| {
        let mut subjects = subjects_of(&waiver.finding_key);
        subjects.any(|subject| words.contains(subject.strip_prefix("feeder-of-").unwrap_or(subject)))
    };
    project.waivers().filter(is_about).collect()
}

/// Says which waivers are left without a finding when objects go, a line each.
pub fn orphaned_waivers(project: &Project, ids: &[EntityId]) -> Vec<String> {
    let about = waivers_about(project, ids).into_iter();
    about
        .map(|waiver| format!("the waiver of {} is left without its finding", rule_of(&waiver.finding_key)))
        .collect()
}

/// Hashes lines; a separator that none of them holds keeps them apart.
pub(in crate::rules) fn hash<'t>(lines: impl IntoIterator<Item = &'t str>) -> String {
    let text = lines.into_iter().map(|line| line.replace('\n', " ")).collect::<Vec<_>>().join("\n");
    ContentHash::of(text.as_bytes()).to_string()
}
