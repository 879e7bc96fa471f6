//! The baseline: taking it for the project or for one panelboard, pruning what is fixed, clearing it.

use crate::domain::{Edit, PanelId, Project};
use crate::rules::{Finding, Report, State, prune_baseline as pruned, take_baseline};
use crate::units::Date;
use crate::workbench::Command;
use std::collections::BTreeSet;

/// Returns how many findings a baseline of the project, or of one panelboard, would mark: open ones, and those it marks
/// already. What is undetermined cannot be baselined, and what a waiver answers needs none.
pub fn baseline_count(report: &Report, panel: Option<PanelId>) -> usize {
    let inside = |finding: &&Finding| panel.is_none_or(|panel| finding.panels().contains(&panel));
    let marked = |finding: &&Finding| matches!(finding.state, State::Open | State::Existing);
    report.findings.iter().filter(inside).filter(marked).count()
}

/// Plans to treat the current findings of the project, or of one panelboard, as existing, as one undo step.
///
/// # Errors
/// Why there is nothing to do or what is missing, in words.
pub fn set_baseline(
    project: &Project,
    report: &Report,
    panel: Option<PanelId>,
    signed: (&str, Date),
) -> Result<Command, &'static str> {
    let (author, date) = signed;
    if author.trim().is_empty() {
        return Err("Name needed");
    }
    let count = baseline_count(report, panel);
    if count == 0 {
        return Err("There is no open finding to mark");
    }
    let panels: BTreeSet<PanelId> = panel.into_iter().collect();
    let baseline = take_baseline(project, report, &panels, (author.trim(), date));
    let of = panel.and_then(|id| project.panel(id)).map(|panel| format!(" of {}", panel.name));
    let findings = if count == 1 { "finding" } else { "findings" };
    let label = format!("Treat {count} {findings}{} as existing", of.unwrap_or_default());
    Ok(Command::Edit { label, edits: vec![Edit::SetBaseline(Some(Box::new(baseline)))] })
}

/// Plans to take findings that are fixed off the baseline, as one undo step; `None` where none is fixed.
pub fn prune_baseline(project: &Project, report: &Report) -> Option<Command> {
    let baseline = pruned(project, report)?;
    let gone = project.baseline()?.entries.len() - baseline.entries.len();
    let label =
        format!("Prune {gone} fixed {} from the baseline", if gone == 1 { "finding" } else { "findings" });
    Some(Command::Edit { label, edits: vec![Edit::SetBaseline(Some(Box::new(baseline)))] })
}

/// Plans to clear the baseline as one undo step; `None` where there is none.
pub fn clear_baseline(project: &Project) -> Option<Command> {
    project.baseline()?;
    Some(Command::Edit { label: "Clear the baseline".to_owned(), edits: vec![Edit::SetBaseline(None)] })
}
