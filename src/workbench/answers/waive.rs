//! Waiving a finding and taking a waiver back.

use crate::domain::{Edit, Expiry, Project, Waiver, WaiverId, WaiverKind, WaiverScope};
use crate::rules::{Finding, waiver_facts};
use crate::units::Date;
use crate::workbench::Command;

/// Characters that a reason has at least.
pub const LEAST_REASON: usize = 10;

/// What a person enters about a waiver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaiverDraft {
    pub kind: WaiverKind,
    pub scope: WaiverScope,
    pub reason: String,
    /// Code article or letter of the authority; may stay empty.
    pub basis: String,
    pub author: String,
    /// May stay empty.
    pub license_number: String,
    /// `None`: never.
    pub expires: Option<Expiry>,
}

impl Default for WaiverDraft {
    fn default() -> Self {
        Self {
            kind: WaiverKind::AcceptedRisk,
            scope: WaiverScope::Object,
            reason: String::new(),
            basis: String::new(),
            author: String::new(),
            license_number: String::new(),
            expires: None,
        }
    }
}

/// A field of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftField {
    Kind,
    Scope,
    Reason,
    Author,
    Expires,
    /// The finding itself.
    Finding,
}

/// What keeps a draft from being a waiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DraftProblem {
    pub field: DraftField,
    pub words: &'static str,
}

/// Returns what keeps a draft from being a waiver of a finding on a day. None: it can be given.
pub fn draft_problems(finding: &Finding, draft: &WaiverDraft, today: Date) -> Vec<DraftProblem> {
    let reason = draft.reason.trim().chars().count();
    let undetermined = finding.is_undetermined();
    let over = matches!(draft.expires, Some(Expiry::After(last)) if last < today);
    let checks = [
        (finding.internal, DraftField::Finding, "The program failed here; there is nothing to waive"),
        (reason == 0, DraftField::Reason, "Reason needed"),
        (
            reason > 0 && reason < LEAST_REASON,
            DraftField::Reason,
            "Reason needed in a few words, 10 characters at least",
        ),
        (draft.author.trim().is_empty(), DraftField::Author, "Name needed"),
        (
            undetermined && draft.kind == WaiverKind::FalsePositive,
            DraftField::Kind,
            "What is undetermined can only be accepted as a risk",
        ),
        (
            undetermined && draft.scope == WaiverScope::RuleInProject,
            DraftField::Scope,
            "What is undetermined can only be waived one by one",
        ),
        (over, DraftField::Expires, "This day is over"),
    ];
    let failed = checks.into_iter().filter(|(failed, ..)| *failed);
    failed.map(|(_, field, words)| DraftProblem { field, words }).collect()
}

/// Plans a waiver as one undo step. One that holds no more, of the same scope, is replaced.
///
/// # Errors
/// What keeps the draft from being a waiver.
pub fn waive(
    project: &Project,
    finding: &Finding,
    draft: &WaiverDraft,
    today: Date,
) -> Result<Command, Vec<DraftProblem>> {
    let problems = draft_problems(finding, draft, today);
    if !problems.is_empty() {
        return Err(problems);
    }
    let facts = waiver_facts(project, finding, draft.scope);
    let earlier = finding.waiver.and_then(|id| project.waiver(id));
    let replaced = earlier.filter(|waiver| waiver.scope == draft.scope).map(|waiver| waiver.id);
    let license = draft.license_number.trim();
    let waiver = Waiver {
        id: replaced.unwrap_or(WaiverId(project.next_id())),
        finding_key: facts.finding_key,
        facts_hash: facts.facts_hash,
        actual: facts.actual,
        required: facts.required,
        kind: draft.kind,
        scope: draft.scope,
        reason: draft.reason.trim().to_owned(),
        basis: draft.basis.trim().to_owned(),
        author: draft.author.trim().to_owned(),
        license_number: (!license.is_empty()).then(|| license.to_owned()),
        date: today,
        expires: draft.expires,
        edition: project.settings().edition,
    };
    let label = match (draft.scope, finding.subjects.first()) {
        (WaiverScope::Object, Some(subject)) => format!("Waive {} at {}", finding.meta.code, subject.name),
        _ => format!("Waive {} in the project", finding.meta.code),
    };
    Ok(Command::Edit { label, edits: vec![Edit::PutWaiver(Box::new(waiver))] })
}

/// Plans the withdrawal of a waiver as one undo step; `None` where it is gone.
pub fn withdraw_waiver(project: &Project, id: WaiverId) -> Option<Command> {
    let waiver = project.waiver(id)?;
    let label = format!("Withdraw the waiver of {}", waiver.finding_key);
    Some(Command::Edit { label, edits: vec![Edit::RemoveWaiver(id)] })
}

/// Returns the reasons given in a project, the latest first, each once: a dialog offers them again.
pub fn reasons_given(project: &Project) -> Vec<&str> {
    let mut reasons: Vec<&str> = Vec::new();
    let mut waivers: Vec<&Waiver> = project.waivers().collect();
    waivers.sort_by_key(|waiver| std::cmp::Reverse((waiver.date, waiver.id)));
    for waiver in waivers {
        if !reasons.contains(&waiver.reason.as_str()) {
            reasons.push(&waiver.reason);
        }
    }
    reasons
}
