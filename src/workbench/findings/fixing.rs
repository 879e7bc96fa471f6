//! Fixes in words: what would change, whether the finding goes, and what else would be found then.
//!
//! Each is tried on a copy of the project by every rule, in the background; carrying one out is one undo step.

use super::Checked;
use crate::document::Revision;
use crate::domain::{Circuit, Edit, Feeder, FeederLoad, Project, apply_all};
use crate::rules::{CheckTerms, Finding, FindingKey, Fix, FixKind, Report, State, check_by, fixes_of};
use crate::workbench::jobs::{Done, LaneName};
use crate::workbench::{Command, Workbench};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a fix would do.
#[derive(Clone, Debug, PartialEq)]
pub struct FixPreview {
    pub kind: FixKind,
    pub label: String,
    /// What changes: object and field, before, after.
    pub changes: Vec<[String; 3]>,
    /// Findings that would go, each in one line.
    pub gone: Vec<String>,
    /// Findings that would come.
    pub new: Vec<String>,
    /// How many findings of the rule it answers.
    pub answers: usize,
    pub edits: Vec<Edit>,
}

/// What can be done about one finding of one state of the project.
#[derive(Clone, Debug)]
pub struct FixesFor {
    pub session: u64,
    pub revision: Revision,
    finding: FindingKey,
    /// `None` while they are being tried.
    pub fixes: Option<Vec<FixPreview>>,
    /// Each kind of fix for every finding of the rule, where there is more than one.
    pub all: Vec<FixPreview>,
}

impl Workbench {
    /// Returns what can be done about a finding; `None` while nobody has asked for it.
    pub fn fixes_for(&self, finding: &Finding) -> Option<&FixesFor> {
        let known = self.findings.fixes.as_ref()?;
        let revision = self.findings().map(|checked| checked.revision);
        (is_about(known, finding) && known.session == self.session() && Some(known.revision) == revision)
            .then_some(known)
    }

    /// Tries in the background what can be done about a finding of the latest report.
    pub fn ask_for_fixes(&mut self, finding: &Finding) {
        if self.fixes_for(finding).is_some() || !self.findings_are_fresh() {
            return;
        }
        let Some(checked) = self.findings().map(Arc::clone) else { return };
        let session = self.session();
        self.findings.fixes = Some(FixesFor {
            session,
            revision: checked.revision,
            finding: finding.key.clone(),
            fixes: None,
            all: Vec::new(),
        });
        let finding = finding.clone();
        self.jobs.start(LaneName::Work, "Try fixes", move |_| {
            let fixes = tried(&checked, &finding);
            let all = for_all(&checked, &finding, &fixes);
            let done: Done = Box::new(move |workbench| {
                let known = workbench.findings.fixes.as_mut();
                if let Some(known) = known.filter(|known| {
                    is_about(known, &finding)
                        && known.session == session
                        && known.revision == checked.revision
                }) {
                    (known.fixes, known.all) = (Some(fixes), all);
                }
            });
            done
        });
    }
}

impl FixesFor {
    /// Returns the way to carry a fix out: one undo step, refused when the project has moved on.
    pub fn command(&self, fix: &FixPreview) -> Command {
        let (revision, label) = (self.revision, fix.label.clone());
        let edit = Command::EditAt { revision, label, edits: fix.edits.clone() };
        Command::Announced(Box::new(edit))
    }
}

fn is_about(known: &FixesFor, finding: &Finding) -> bool {
    known.finding == finding.key
}

/// Tries every fix of a finding.
fn tried(checked: &Checked, finding: &Finding) -> Vec<FixPreview> {
    if finding.state == State::Undetermined {
        return Vec::new();
    }
    let name = finding.subjects.first().map_or("", |subject| subject.name.as_str());
    let fixes = fixes_of(&checked.project, finding).into_iter();
    fixes
        .filter_map(|fix| preview(checked, format!("{name}: {}", fix.label), fix.kind, 1, fix.edits))
        .collect()
}

/// Tries each kind of fix on every finding of the same rule, one after the other on the same copy.
fn for_all(checked: &Checked, finding: &Finding, fixes: &[FixPreview]) -> Vec<FixPreview> {
    let same = |f: &&Finding| f.meta.code == finding.meta.code && f.state == finding.state;
    let alike: Vec<&Finding> = checked.report.findings.iter().filter(same).collect();
    if alike.len() < 2 {
        return Vec::new();
    }
    let mut kinds: Vec<FixKind> = fixes.iter().map(|fix| fix.kind).collect();
    kinds.dedup();
    kinds.into_iter().filter_map(|kind| fix_all(checked, &alike, kind)).collect()
}

fn fix_all(checked: &Checked, alike: &[&Finding], kind: FixKind) -> Option<FixPreview> {
    let mut project = Project::clone(&checked.project);
    let (mut edits, mut count) = (Vec::new(), 0);
    for finding in alike {
        let Some(Fix { edits: more, .. }) = fixes_of(&project, finding).into_iter().find(|f| f.kind == kind)
        else {
            continue;
        };
        if let Ok((edited, _)) = apply_all(&project, &more) {
            project = edited;
            edits.extend(more);
            count += 1;
        }
    }
    let code = alike.first()?.meta.code;
    let label = format!("{code}: {kind} for {count} of {} findings", alike.len());
    if count < 2 { None } else { preview(checked, label, kind, count, edits) }
}

fn preview(
    checked: &Checked,
    label: String,
    kind: FixKind,
    answers: usize,
    edits: Vec<Edit>,
) -> Option<FixPreview> {
    let (edited, _) = apply_all(&checked.project, &edits).ok()?;
    let after = check_by(&edited, &CheckTerms::of(&edited, Some(checked.today)));
    let (was, is) = (lines(&checked.report), lines(&after));
    let changes = edits.iter().flat_map(|edit| changes(&checked.project, edit)).collect();
    let [known, left] = [&was, &is].map(|lines| lines.iter().map(|(key, _)| key).collect::<BTreeSet<_>>());
    let gone = was.iter().filter(|(key, _)| !left.contains(key));
    let new = is.iter().filter(|(key, _)| !known.contains(key));
    let words = |(_, words): &(Key, String)| words.clone();
    Some(FixPreview {
        kind,
        label,
        changes,
        gone: gone.map(words).collect(),
        new: new.map(words).collect(),
        answers,
        edits,
    })
}

type Key = (FindingKey, State);

/// Returns the findings that a report lists, each with a line of words.
fn lines(report: &Report) -> Vec<(Key, String)> {
    let words = |f: &Finding| format!("{} {}", f.meta.code, f.summary());
    report.findings.iter().map(|finding| ((finding.key.clone(), finding.state), words(finding))).collect()
}

/// Returns what an edit of a circuit or feeder changes, in words.
fn changes(project: &Project, edit: &Edit) -> Vec<[String; 3]> {
    match edit {
        Edit::SetCircuit { panel, circuit } => {
            let Some(record) = project.panel(*panel) else { return Vec::new() };
            let name = format!("{}/{}", record.name, circuit.slot);
            let after = circuit_facts(circuit);
            let before = record.circuit(circuit.id).map(circuit_facts).unwrap_or_default();
            differing(&name, before, after)
        }
        Edit::AddCircuit { panel, circuit } => {
            let name = project.panel(*panel).map_or("", |panel| panel.name.as_str());
            let facts = circuit_facts(circuit).into_iter().map(|(_, words)| words);
            let words = facts.filter(|words| words != NONE).collect::<Vec<_>>().join(", ");
            vec![[format!("{name}/{}", circuit.slot), "Space".to_owned(), words]]
        }
        Edit::SetFeeder { load, feeder: Some(feeder) } => {
            let (name, before) = match load {
                FeederLoad::Panel(id) => project.panel(*id).map(|p| (&p.name, p.feeder.as_ref())),
                FeederLoad::Transformer(id) => project.transformer(*id).map(|t| (&t.name, t.feeder.as_ref())),
            }
            .unzip();
            let name = format!("Feeder of {}", name.map_or("", String::as_str));
            differing(&name, before.flatten().map(feeder_facts).unwrap_or_default(), feeder_facts(feeder))
        }
        _ => Vec::new(),
    }
}

const NONE: &str = "none";

type Facts = Vec<(&'static str, String)>;

fn circuit_facts(circuit: &Circuit) -> Facts {
    vec![
        ("description", circuit.description.clone()),
        ("load", circuit.load.total().to_string()),
        ("device", circuit.trip.map_or_else(|| NONE.to_owned(), |trip| trip.to_string())),
        ("conductors", circuit.conductors.as_ref().map_or_else(|| NONE.to_owned(), ToString::to_string)),
    ]
}

fn feeder_facts(feeder: &Feeder) -> Facts {
    vec![
        ("device", feeder.ocpd.map_or_else(|| NONE.to_owned(), |rating| rating.to_string())),
        ("conductors", feeder.conductors.as_ref().map_or_else(|| NONE.to_owned(), ToString::to_string)),
    ]
}

fn differing(name: &str, before: Facts, after: Facts) -> Vec<[String; 3]> {
    let known = before.into_iter().collect::<std::collections::BTreeMap<_, _>>();
    let pairs =
        after.into_iter().map(|(what, after)| (what, known.get(what).cloned().unwrap_or_default(), after));
    let changed: BTreeSet<[String; 3]> = pairs
        .filter(|(_, before, after)| before != after)
        .map(|(what, before, after)| [format!("{name} {what}"), before, after])
        .collect();
    changed.into_iter().collect()
}
