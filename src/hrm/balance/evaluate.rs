//! The model beside plain algorithms and the best possible, cell by cell.
//!
//! Every score is divided by the best possible of its panelboard (1 when that is 0), so that 1 is as good as can be and an
//! infeasible panelboard counts like any other. Where nothing is proven, the best that anybody found stands for it: the
//! search, a plain algorithm, or the model itself.

use crate::engineering::balance::Seating;
use crate::engineering::balance::{BalanceRequest, Goal, baselines, leg_report, polish};
use crate::hrm::HrmError;
use crate::hrm::balance::judge::runs;
use crate::hrm::balance::model::{SEGMENTS, figures_of};
use crate::hrm::balance::panels::PanelRecord;
use crate::hrm::balance::puzzle::{Puzzle, Wish};
use crate::hrm::balance::statistics::Summary;
use crate::hrm::model::Answering;
use std::collections::BTreeMap;

/// The columns of the table, in its order: baselines, the best possible, then the model.
pub const COLUMNS: [&str; 10] = [
    "random",
    "as_is",
    "snake",
    "lpt",
    "lpt_swaps",
    "optimum",
    "raw",
    "best_segment",
    "best_of_4",
    "polished",
];
/// Where the model's columns begin.
pub const FIRST_OF_MODEL: usize = 6;

/// Panelboards that are worked on at once by one thread.
const TOGETHER: usize = 64;

/// What a cell came to.
#[derive(Clone, Debug, PartialEq)]
pub struct CellScores {
    /// As in `18 208Y/120`.
    pub cell: String,
    pub panels: usize,
    /// Share of the panelboards whose best possible is proven to the last unit.
    pub proven: f64,
    /// In the order of [`COLUMNS`].
    pub columns: Vec<Summary>,
}

/// Scores a model on panelboards. `go_on` hears how many are done and says whether to go on.
///
/// # Errors
/// When a record is no panelboard, the arithmetic fails, or `go_on` says no.
pub fn evaluate(
    model: &Answering,
    records: &[PanelRecord],
    go_on: &mut dyn FnMut(usize) -> bool,
) -> Result<Vec<CellScores>, HrmError> {
    Ok(sum_up_panels(records, &evaluate_panels(model, records, go_on)?))
}

/// Returns the scores of each panelboard, relative to its best possible, in the order of [`COLUMNS`].
///
/// # Errors
/// As [`evaluate`].
pub fn evaluate_panels(
    model: &Answering,
    records: &[PanelRecord],
    go_on: &mut dyn FnMut(usize) -> bool,
) -> Result<Vec<[f64; COLUMNS.len()]>, HrmError> {
    let mut rows: Vec<[f64; COLUMNS.len()]> = Vec::with_capacity(records.len());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    for block in records.chunks(TOGETHER * threads) {
        if !go_on(rows.len()) {
            return Err(HrmError::Cancelled);
        }
        let parts: Vec<Result<Vec<[f64; COLUMNS.len()]>, HrmError>> = std::thread::scope(|scope| {
            let start = |part| scope.spawn(move || scores(model, part));
            let running: Vec<_> = block.chunks(TOGETHER).map(start).collect();
            let failed = || HrmError::Batch("a thread of the evaluation failed".to_owned());
            running.into_iter().map(|part| part.join().unwrap_or_else(|_| Err(failed()))).collect()
        });
        for part in parts {
            rows.extend(part?);
        }
    }
    Ok(rows)
}

/// Sums the scores of panelboards up, cell by cell.
pub fn sum_up_panels(records: &[PanelRecord], rows: &[[f64; COLUMNS.len()]]) -> Vec<CellScores> {
    let mut cells: BTreeMap<(u16, String), Vec<usize>> = BTreeMap::new();
    for (index, (record, _)) in records.iter().zip(rows).enumerate() {
        cells.entry((record.slots, record.system.clone())).or_default().push(index);
    }
    let cell = |((slots, system), indices): ((u16, String), Vec<usize>)| CellScores {
        cell: format!("{slots} {system}"),
        panels: indices.len(),
        proven: indices.iter().filter(|index| records[**index].proven).count() as f64 / indices.len() as f64,
        columns: (0..COLUMNS.len())
            .map(|column| Summary::of(indices.iter().map(|index| rows[*index][column]).collect()))
            .collect(),
    };
    cells.into_iter().map(cell).collect()
}

/// Returns the relative scores of some panelboards, one row each.
fn scores(model: &Answering, records: &[PanelRecord]) -> Result<Vec<[f64; COLUMNS.len()]>, HrmError> {
    let (mut problems, mut puzzles) = (Vec::new(), Vec::new());
    for record in records {
        let problem = record.problem().map_err(HrmError::Batch)?;
        let puzzle = Puzzle::new(Seating::new(&problem), Wish::Best)
            .ok_or_else(|| HrmError::Batch(format!("{}: no circuit has a choice", record.name)))?;
        problems.push(problem);
        puzzles.push(puzzle);
    }
    // All starts of all panels together; those of a panel stand side by side.
    let starts: Vec<Vec<Vec<usize>>> = puzzles.iter().map(Puzzle::starts).collect();
    let of: Vec<&Puzzle> =
        puzzles.iter().zip(&starts).flat_map(|(puzzle, starts)| vec![puzzle; starts.len()]).collect();
    let counts: Vec<usize> = starts.iter().map(Vec::len).collect();
    let mut runs = runs(model, &of, starts.into_iter().flatten().collect(), SEGMENTS)?.into_iter();
    let mut rows = Vec::with_capacity(records.len());
    for ((record, problem), count) in records.iter().zip(&problems).zip(counts) {
        let own: Vec<_> = runs.by_ref().take(count).collect();
        let figures = figures_of(&own);
        let plain = baselines(problem);
        // Search polishes what the last segment of the fixed start came to.
        let request = BalanceRequest { goal: Goal::Best, nodes: 0, ..BalanceRequest::default() };
        let polished = own
            .first()
            .and_then(|run| run.tops.clone())
            .and_then(|tops| polish(problem, &tops, &request))
            .map_or(0.0, |tops| leg_report(problem, &tops).score);
        let absolute = [
            plain.random,
            plain.as_is,
            plain.snake,
            plain.lpt,
            plain.lpt_swaps,
            record.best,
            figures.raw,
            figures.best_segment,
            figures.best_of_4,
            polished,
        ];
        let best = if record.proven { record.best } else { absolute.into_iter().fold(record.best, f64::max) };
        rows.push(absolute.map(|score| relative(score, best)));
    }
    Ok(rows)
}

fn relative(score: f64, best: f64) -> f64 {
    if best > 0.0 { score / best } else { 1.0 }
}
