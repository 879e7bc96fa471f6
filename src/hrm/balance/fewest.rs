//! Few moves, measured: how many circuits have to move until a panelboard reaches the target, by the model and by others.

use crate::domain::Slot;
use crate::engineering::balance::{
    BalanceProblem, BalanceRequest, Goal, first_answer, leg_report, lpt_swaps_tops, polish, solve,
};
use crate::hrm::HrmError;
use crate::hrm::balance::model::TrainedBalance;
use crate::hrm::balance::panels::PanelRecord;
use crate::hrm::{Estimate, mean_estimate, share_estimate};
use crate::proposals::{BalanceModel, Cancel, ModelAsk};
use std::collections::BTreeMap;

/// The score to be reached.
pub const TARGET: f64 = 0.95;
/// Search nodes for one panelboard.
const NODES: u64 = 200_000;

/// Who is asked, in the order of the table: LPT with swaps that moves whatever it likes, the plain first answer, the exact
/// search, the model alone, the model polished.
pub const MOVERS: [&str; 5] = ["lpt_swaps", "first_answer", "exact", "model", "polished"];

/// What a mover came to on the panelboards of one size.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// Share of the panelboards that reach the target.
    pub reached: Estimate,
    /// Circuits that move, on panelboards where everybody reaches the target.
    pub moves: Estimate,
}

/// The panelboards of one size that fall short of the target and can reach it.
#[derive(Clone, Debug, PartialEq)]
pub struct FewestScores {
    pub slots: u16,
    pub panels: usize,
    /// Those of them where everybody reaches the target.
    pub by_all: usize,
    /// Share of them where no plan of fewer moves than the exact one reaches it, proven.
    pub proven: f64,
    /// In the order of [`MOVERS`].
    pub movers: Vec<Moved>,
}

struct Row {
    slots: u16,
    /// Moves of each mover; `None` where the target is missed.
    moves: [Option<usize>; MOVERS.len()],
    proven: bool,
}

/// Asks everybody for few moves on the first `most` panelboards of each cell. `go_on` hears how many are looked at and says
/// whether to go on.
///
/// # Errors
/// When a record is no panelboard, the model fails, or `go_on` says no.
pub fn evaluate_fewest(
    model: &TrainedBalance,
    records: &[PanelRecord],
    most: usize,
    go_on: &mut dyn FnMut(usize) -> bool,
) -> Result<Vec<FewestScores>, HrmError> {
    let mut seen: BTreeMap<(u16, &str), usize> = BTreeMap::new();
    let mut rows = Vec::new();
    for record in records {
        let count = seen.entry((record.slots, &record.system)).or_default();
        if *count == most {
            continue;
        }
        *count += 1;
        if record.best < TARGET {
            continue;
        }
        let problem = record.problem().map_err(HrmError::Batch)?;
        if leg_report(&problem, &problem.as_is()).score >= TARGET {
            continue;
        }
        if !go_on(rows.len()) {
            return Err(HrmError::Cancelled);
        }
        rows.push(row(model, record.slots, &problem)?);
    }
    let mut sizes: BTreeMap<u16, Vec<Row>> = BTreeMap::new();
    rows.into_iter().for_each(|row| sizes.entry(row.slots).or_default().push(row));
    Ok(sizes.into_iter().map(|(slots, rows)| scores(slots, &rows)).collect())
}

fn row(model: &TrainedBalance, slots: u16, problem: &BalanceProblem) -> Result<Row, HrmError> {
    let request = BalanceRequest { goal: Goal::Fewest, target: TARGET, max_moves: None, nodes: NODES };
    let ask = ModelAsk { goal: Goal::Fewest, target: TARGET };
    let own = model
        .arrange(problem, &ask, &Cancel::default())
        .map_err(|error| HrmError::Batch(error.to_string()))?
        .tops;
    let exact = solve(problem, &request, &mut |_| true);
    let moves = |tops: &[Slot]| {
        let reached = leg_report(problem, tops).score >= TARGET - 1e-9;
        let moved = problem.items.iter().zip(tops).filter(|(item, top)| item.top != **top).count();
        reached.then_some(moved)
    };
    Ok(Row {
        slots,
        proven: exact.fewest_moves.proven,
        moves: [
            moves(&lpt_swaps_tops(problem)),
            moves(&first_answer(problem, &request).tops(problem)),
            moves(&exact.tops(problem)),
            moves(&own),
            polish(problem, &own, &request).and_then(|tops| moves(&tops)),
        ],
    })
}

fn scores(slots: u16, rows: &[Row]) -> FewestScores {
    let by_all: Vec<&Row> = rows.iter().filter(|row| row.moves.iter().all(Option::is_some)).collect();
    let mover = |of: usize| {
        let moves: Vec<f64> = by_all.iter().filter_map(|row| row.moves[of]).map(|n| n as f64).collect();
        Moved {
            reached: share_estimate(rows.iter().filter(|row| row.moves[of].is_some()).count(), rows.len()),
            moves: mean_estimate(&moves),
        }
    };
    FewestScores {
        slots,
        panels: rows.len(),
        by_all: by_all.len(),
        proven: rows.iter().filter(|row| row.proven).count() as f64 / rows.len().max(1) as f64,
        movers: (0..MOVERS.len()).map(mover).collect(),
    }
}
