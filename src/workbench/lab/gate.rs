//! The gate over all tasks: each task's candidate beside its champion. A task without a candidate keeps its champion and is as
//! good as before; one that would get worse holds all of them.

use crate::hrm::Estimate;
use crate::hrm::registry::{Figures, Registry, Task, read_figures};
use crate::workbench::lab::evaluation::Evaluation;
use crate::workbench::lab::tasks::LAB_TASKS;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A score over all cells alike, with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    pub score: Estimate,
    /// Examples.
    pub n: u64,
}

/// How a task stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It keeps its champion.
    Keeps,
    /// Its candidate is at least as good, in every cell within the champion's interval.
    Holds,
    /// Its candidate is worse, and where.
    Below(String),
    /// The two cannot be compared, and why; where there is nothing to compare it may pass.
    NotCompared { why: String, passes: bool },
}

/// A task in the table.
#[derive(Clone, Debug, PartialEq)]
pub struct GateRow {
    pub task: &'static str,
    pub short: &'static str,
    pub champion: Option<String>,
    pub candidate: Option<String>,
    pub of_champion: Option<Measured>,
    pub of_candidate: Option<Measured>,
    /// Name of the plain algorithm and its score on the same test set.
    pub plain: (&'static str, Option<f64>),
    /// The same of the best there is.
    pub best: (&'static str, Option<f64>),
    pub standing: Standing,
}

/// All tasks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GateTable {
    pub rows: Vec<GateRow>,
}

impl GateTable {
    /// Returns why the candidates may not be promoted without a reason; empty if they may.
    pub fn objections(&self) -> Vec<String> {
        let objection = |row: &GateRow| match &row.standing {
            Standing::Below(where_) => Some(format!("{} is below the champion: {where_}", row.short)),
            Standing::NotCompared { why, passes: false } => {
                Some(format!("{} is not compared: {why}", row.short))
            }
            Standing::Keeps | Standing::Holds | Standing::NotCompared { .. } => None,
        };
        self.rows.iter().filter_map(objection).collect()
    }

    /// Whether there is a candidate at all.
    pub fn has_candidates(&self) -> bool {
        self.rows.iter().any(|row| row.candidate.is_some())
    }
}

/// Builds the table.
pub(super) fn gate_table(
    registry: &Registry,
    evaluations: &BTreeMap<String, Arc<Evaluation>>,
) -> Result<GateTable, String> {
    let mut rows = Vec::new();
    for task in LAB_TASKS {
        let champion = registry.find_champion(task.name).map_err(|error| error.to_string())?;
        let of_champion = champion.as_ref().and_then(|stored| stored.card.metrics.as_ref());
        let evaluation = evaluations.get(task.name);
        let standing = match evaluation {
            None => Standing::Keeps,
            Some(evaluation) => standing(registry, evaluation)?,
        };
        let answer = evaluation.map(|evaluation| &evaluation.answer);
        let measured = answer.or(of_champion);
        rows.push(GateRow {
            task: task.name,
            short: task.short,
            champion: champion.as_ref().map(|stored| stored.card.id.clone()),
            candidate: evaluation.map(|evaluation| evaluation.title.clone()),
            of_champion: of_champion.and_then(|answer| headline(task.name, answer)),
            of_candidate: answer.and_then(|answer| headline(task.name, answer)),
            plain: (
                task.plain.1,
                measured.and_then(|answer| overall(answer, task.plain.0)).map(|m| m.score.value),
            ),
            best: (
                task.best.1,
                measured.and_then(|answer| overall(answer, task.best.0)).map(|m| m.score.value),
            ),
            standing,
        });
    }
    Ok(GateTable { rows })
}

fn standing(registry: &Registry, evaluation: &Evaluation) -> Result<Standing, String> {
    let gate = registry
        .gate(&evaluation.task, &evaluation.answer, &evaluation.test)
        .map_err(|error| error.to_string())?;
    if let Some(why) = gate.unlike {
        return Ok(Standing::NotCompared { why, passes: false });
    }
    if let Some(why) = gate.nothing {
        return Ok(Standing::NotCompared { why, passes: true });
    }
    let below: Vec<String> = gate
        .cells
        .iter()
        .filter(|cell| !cell.holds())
        .map(|cell| {
            let candidate =
                cell.candidate.map_or_else(|| "not measured".to_owned(), |of| format!("{:.3}", of.value));
            format!("{candidate} against {:.3} at {}", cell.champion.value, cell.cell)
        })
        .collect();
    Ok(match below.as_slice() {
        [] => Standing::Holds,
        [only] => Standing::Below(only.clone()),
        [first, rest @ ..] => Standing::Below(format!("{first}, and in {} more cells", rest.len())),
    })
}

/// Returns the score that counts for a task.
pub(super) fn headline(task: &str, answer: &Value) -> Option<Measured> {
    overall(answer, Task::named(task)?.headline)
}

/// Returns the mean of a column over all cells alike.
fn overall(answer: &Value, column: &str) -> Option<Measured> {
    let Figures { n, cells, .. } = read_figures(answer).ok()?;
    let of: Vec<Estimate> = cells.iter().filter_map(|cell| Some(cell.columns.get(column)?.mean)).collect();
    if of.is_empty() {
        return None;
    }
    let mean = |part: fn(&Estimate) -> f64| of.iter().map(part).sum::<f64>() / of.len() as f64;
    let score = Estimate { value: mean(|e| e.value), low: mean(|e| e.low), high: mean(|e| e.high) };
    Some(Measured { score, n })
}
