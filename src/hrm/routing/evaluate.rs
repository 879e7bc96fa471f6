//! The model beside what costs no model and beside the shortest ways, size by size.
//!
//! A board counts by the share of its cells that come to the goal in as few steps as possible, every board alike. Nothing of
//! the model's is repaired: its headings are followed as they are.

use crate::engineering::routing::{Cell, Finder, Ground, STEP, Terms};
use crate::hrm::balance::Summary;
use crate::hrm::model::Answering;
use crate::hrm::routing::baselines::{greedy, straight};
use crate::hrm::routing::flow::flow;
use crate::hrm::routing::grid::Grid;
use crate::hrm::routing::plans::PlanRecord;
use crate::hrm::routing::score::{FieldScore, field_score, followed, score};
use crate::hrm::{Estimate, HrmError, mean_estimate, share_estimate};
use std::sync::Arc;

/// Who is judged, in the order of the table: straight for the goal, the greedy walk, A*, the model.
pub const ROUTERS: [&str; 4] = ["straight", "greedy", "search", "raw"];
/// Where the model's columns begin.
pub const FIRST_OF_ROUTERS: usize = 3;

/// Boards that are worked on at once by one thread.
const TOGETHER: usize = 16;

/// What one router came to on the boards of one size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Routed {
    /// Share of the cells of a board with a shortest way.
    pub optimal: Summary,
    /// Share of the cells of a board with a way.
    pub valid: Estimate,
    /// Share of the cells ten and more steps away with a shortest way.
    pub far: Estimate,
    /// Share of the boards with nothing but shortest ways.
    pub boards: Estimate,
}

/// The boards of one size.
#[derive(Clone, Debug, PartialEq)]
pub struct SizeScores {
    /// As in `16 x 16`; mazes are a cell of their own.
    pub cell: String,
    pub boards: usize,
    /// In the order of [`ROUTERS`].
    pub routers: Vec<Routed>,
    /// Segments the model thought.
    pub segments: Estimate,
    /// Share of the mazes whose way from the start is the shortest, which is what is published for mazes.
    pub exact: Option<Estimate>,
}

/// What came of one board.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BoardScores {
    /// In the order of [`ROUTERS`].
    pub scores: [FieldScore; ROUTERS.len()],
    segments: f64,
    exact: Option<bool>,
}

/// Returns the name of the cell that a plan belongs to.
pub fn cell_of(record: &PlanRecord) -> String {
    let size = format!("{} x {}", record.board.columns(), record.board.rows());
    if record.start.is_some() { format!("maze {size}") } else { size }
}

/// Scores a model on floor plans. `go_on` hears how many are done and says whether to go on.
///
/// # Errors
/// When a goal is blocked, the arithmetic fails, or `go_on` says no.
pub fn evaluate_routing(
    model: &Answering,
    records: &[PlanRecord],
    go_on: &mut dyn FnMut(usize) -> bool,
) -> Result<Vec<SizeScores>, HrmError> {
    Ok(sum_up_boards(records, &evaluate_boards(model, records, go_on)?))
}

/// Returns the scores of each board.
///
/// # Errors
/// As [`evaluate_routing`].
pub fn evaluate_boards(
    model: &Answering,
    records: &[PlanRecord],
    go_on: &mut dyn FnMut(usize) -> bool,
) -> Result<Vec<BoardScores>, HrmError> {
    let mut rows: Vec<BoardScores> = Vec::with_capacity(records.len());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    for block in records.chunks(TOGETHER * threads) {
        if !go_on(rows.len()) {
            return Err(HrmError::Cancelled);
        }
        let parts: Vec<Result<Vec<BoardScores>, HrmError>> = std::thread::scope(|scope| {
            let start = |part| scope.spawn(move || scored(model, part));
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

/// Sums the scores of boards up, size by size, in the order in which sizes come.
pub fn sum_up_boards(records: &[PlanRecord], rows: &[BoardScores]) -> Vec<SizeScores> {
    let mut cells: Vec<(String, Vec<&BoardScores>)> = Vec::new();
    for (record, row) in records.iter().zip(rows) {
        let name = cell_of(record);
        match cells.iter_mut().find(|(known, _)| *known == name) {
            Some((_, rows)) => rows.push(row),
            None => cells.push((name, vec![row])),
        }
    }
    cells.into_iter().map(|(cell, rows)| summed(cell, &rows)).collect()
}

fn summed(cell: String, rows: &[&BoardScores]) -> SizeScores {
    let router = |of: usize| {
        let scores: Vec<FieldScore> = rows.iter().filter_map(|row| row.scores.get(of).copied()).collect();
        let all = |pick: fn(&FieldScore) -> f64| scores.iter().map(pick).collect::<Vec<f64>>();
        Routed {
            optimal: Summary::of(all(|score| score.optimal)),
            valid: mean_estimate(&all(|score| score.valid)),
            far: mean_estimate(&scores.iter().filter_map(|score| score.far).collect::<Vec<f64>>()),
            boards: share_estimate(scores.iter().filter(|score| score.optimal >= 1.0).count(), scores.len()),
        }
    };
    let exact: Vec<bool> = rows.iter().filter_map(|row| row.exact).collect();
    SizeScores {
        cell,
        boards: rows.len(),
        routers: (0..ROUTERS.len()).map(router).collect(),
        segments: mean_estimate(&rows.iter().map(|row| row.segments).collect::<Vec<f64>>()),
        exact: (!exact.is_empty())
            .then(|| share_estimate(exact.iter().filter(|exact| **exact).count(), exact.len())),
    }
}

fn scored(model: &Answering, records: &[PlanRecord]) -> Result<Vec<BoardScores>, HrmError> {
    let grid = |record: &PlanRecord| {
        let fault = || HrmError::Batch(format!("{}: its goal is blocked", record.name));
        record.grid().map(Arc::new).ok_or_else(fault)
    };
    let grids: Vec<Arc<Grid>> = records.iter().map(grid).collect::<Result<_, _>>()?;
    let flows = flow(model, &grids, &mut || true)?;
    let mut rows = Vec::with_capacity(records.len());
    for ((record, grid), flow) in records.iter().zip(&grids).zip(flows) {
        let exact = record.start.map(|start| {
            let cell = (0..grid.len()).find(|cell| grid.cell(*cell) == Some(start));
            let shortest = cell.and_then(|cell| grid.distances().get(cell).copied().flatten());
            let way = cell.and_then(|cell| followed(grid, &|cell| flow.wave.heading(cell), cell));
            shortest.is_some() && way == shortest
        });
        let scores = [
            score(grid, &|cell| straight(grid, cell)),
            score(grid, &|cell| greedy(grid, cell)),
            searched(record, grid),
            field_score(&flow.wave),
        ];
        rows.push(BoardScores { scores, segments: flow.segments as f64, exact });
    }
    Ok(rows)
}

/// Asks the exact search for a way from every cell: it has to come to the lengths that cells are judged by.
fn searched(record: &PlanRecord, grid: &Grid) -> FieldScore {
    let ground = Ground::new(&record.board);
    let mut finder = Finder::default();
    let mut length = |from: Cell| {
        let walk = finder.shortest(&ground, &[from], &[record.goal], Terms::default()).ok()?;
        Some(walk.cost / STEP)
    };
    let (mut cells, mut shortest) = (0_usize, 0_usize);
    for (cell, distance) in grid.distances().iter().enumerate() {
        let (Some(distance), Some(from)) = (distance.filter(|distance| *distance > 0), grid.cell(cell))
        else {
            continue;
        };
        cells += 1;
        shortest += usize::from(length(from) == Some(u64::from(distance)));
    }
    let share = if cells == 0 { 1.0 } else { shortest as f64 / cells as f64 };
    FieldScore { valid: share, optimal: share, far: Some(share) }
}
