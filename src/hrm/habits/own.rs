//! One's own projects and journals as panelboards to learn from. Nothing is copied but what a panelboard is learned by.
//!
//! ```text
//! project      every panelboard as it stands                                          case given
//! journal      panelboards whose circuits were moved since the last save              by hand, or accepted
//! decisions    what became of proposals, as the workbench notes it when asked to      accepted, rejected, by hand
//! ```
//!
//! Names stay behind unless somebody wants them kept: panelboards are `project 3, panel 2`, groups `g1`, areas numbers,
//! circuits have loads and classes and no words. A rejected proposal teaches twice: the panelboard as it was kept, and the
//! slots that were not wanted; it counts as difficult.

use crate::document::{JournalStates, moved_circuits, read_journal};
use crate::domain::{PanelId, Project, Slot};
use crate::engineering::balance::{BalanceProblem, leg_report, lpt_swaps_tops};
use crate::hrm::HrmError;
use crate::hrm::balance::{FINISHED, OwnPanel, PanelRecord, TrainedBalance};
use crate::proposals::{BalanceModel, Cancel, ExtractError, ModelAsk, PhaseBalance};
use std::collections::{BTreeMap, BTreeSet};

/// Whether names come along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Names {
    #[default]
    Left,
    Kept,
}

/// Scores closer than this are the same to the model and the heuristic.
const CLOSE: f64 = 1e-3;

fn panel_name(names: Names, (number, label): (usize, &str), (place, panel): (usize, &str)) -> String {
    match names {
        Names::Left => format!("project {}, panel {}", number + 1, place + 1),
        Names::Kept => format!("{label}: {panel}"),
    }
}

/// Returns the panelboards of a project that have a load. `number` counts the projects, `label` names this one.
///
/// # Errors
/// When a panelboard cannot be read.
pub fn own_of_project(
    (number, label): (usize, &str),
    project: &Project,
    names: Names,
) -> Result<Vec<OwnPanel>, HrmError> {
    let mut all = Vec::new();
    for (place, panel) in project.panels().enumerate() {
        let Some(problem) = problem_of(project, panel.id)? else { continue };
        let name = panel_name(names, (number, label), (place, &panel.name));
        all.push(redacted(OwnPanel::given(number, name, problem), names));
    }
    Ok(all)
}

/// Returns what a journal or a file of decisions teaches. `number` counts the sources, `label` names this one.
///
/// # Errors
/// Says where the bytes are neither.
pub fn own_of_journal(
    (number, label): (usize, &str),
    bytes: &[u8],
    names: Names,
) -> Result<Vec<OwnPanel>, HrmError> {
    let fault = |why: String| HrmError::File { path: label.to_owned(), why };
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{') {
        return decisions((number, label), bytes, names);
    }
    let JournalStates { base, project, labels } = read_journal(bytes).map_err(fault)?;
    let moved: BTreeSet<PanelId> = moved_circuits(&base, &project).iter().map(|step| step.to.0).collect();
    let mut all = Vec::new();
    for (place, panel) in project.panels().enumerate().filter(|(_, panel)| moved.contains(&panel.id)) {
        let Some(problem) = problem_of(&project, panel.id)? else { continue };
        let name = panel_name(names, (number, label), (place, &panel.name));
        let accepted = format!("Balance {},", panel.name);
        let case =
            if labels.iter().any(|label| label.starts_with(&accepted)) { "accepted" } else { "by hand" };
        all.push(redacted(OwnPanel { case, ..OwnPanel::given(number, name, problem) }, names));
    }
    Ok(all)
}

/// Reads a file of decisions: records one a line. Of several states of one panelboard the last counts.
fn decisions((number, label): (usize, &str), bytes: &[u8], names: Names) -> Result<Vec<OwnPanel>, HrmError> {
    let mut last: BTreeMap<(String, bool), OwnPanel> = BTreeMap::new();
    for (line, text) in bytes.split(|byte| *byte == b'\n').enumerate() {
        if text.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let fault =
            |why: String| HrmError::File { path: label.to_owned(), why: format!("line {}: {why}", line + 1) };
        let record: PanelRecord = serde_json::from_slice(text).map_err(|error| fault(error.to_string()))?;
        let problem = record.problem().map_err(fault)?;
        let case = FINISHED.iter().find(|case| **case == record.case);
        let case = case.ok_or_else(|| fault(format!("'{}' is no decision", record.case)))?;
        let name = match names {
            Names::Left => format!("decision {}", line + 1),
            Names::Kept => format!("{label}: {}", record.name),
        };
        let away: Vec<Slot> = record.away.iter().map(|slot| Slot(*slot)).collect();
        if !away.is_empty() && away.len() != problem.items.len() {
            return Err(fault("the slots that were rejected are not as many as the circuits".to_owned()));
        }
        let rejected = !away.is_empty();
        let panel =
            OwnPanel { case, hard: record.hard || rejected, away, ..OwnPanel::given(number, name, problem) };
        last.insert((record.key(), rejected), redacted(panel, names));
    }
    Ok(last.into_values().collect())
}

/// Writes down what became of a proposal, as a line of a file of decisions: no names. `away` are the slots that were
/// rejected, in the order of the items; nothing where there are none.
pub fn decision_line(case: &'static str, problem: &BalanceProblem, away: &[Slot]) -> Option<String> {
    let own = OwnPanel { case, ..OwnPanel::given(0, String::new(), problem.clone()) }.without_names();
    let mut record = PanelRecord::unlabelled(case, &own.problem);
    record.hard = !away.is_empty();
    record.away = away.iter().map(|slot| slot.0).collect();
    serde_json::to_string(&record).ok().map(|line| line + "\n")
}

fn problem_of(project: &Project, panel: PanelId) -> Result<Option<BalanceProblem>, HrmError> {
    match PhaseBalance::extract(project, panel, project.settings().basis) {
        Ok(found) => Ok(Some(found.search)),
        Err(ExtractError::NoLoad(_)) => Ok(None),
        Err(error) => Err(HrmError::Batch(error.to_string())),
    }
}

fn redacted(panel: OwnPanel, names: Names) -> OwnPanel {
    match names {
        Names::Left => panel.without_names(),
        Names::Kept => panel,
    }
}

/// Marks the panelboards where a model comes to less than the plain heuristic (LPT with exchanges). Returns how many
/// were marked.
pub fn mark_difficult(panels: &mut [OwnPanel], model: &TrainedBalance) -> usize {
    let mut marked = 0;
    for panel in panels {
        let ask = ModelAsk { goal: crate::engineering::balance::Goal::Best, target: 1.0 };
        let own = model.arrange(&panel.problem, &ask, &Cancel::default());
        let own = own.map_or(0.0, |answer| leg_report(&panel.problem, &answer.tops).score);
        let plain = leg_report(&panel.problem, &lpt_swaps_tops(&panel.problem)).score;
        if own < plain - CLOSE {
            panel.hard = true;
            marked += 1;
        }
    }
    marked
}
