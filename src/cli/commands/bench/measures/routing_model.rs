//! The routing model at work on whole boards: a plan of the size rooms are learned in, and a large floor. Measures the shipped
//! model, nobody's own.

use super::More;
use crate::cli::CliError;
use crate::cli::commands::bench::Clock;
use crate::hrm::registry::Registry;
use crate::hrm::routing::{TrainedRouting, draw_plan};
use crate::hrm::{DeviceKind, open_device};
use crate::proposals::{Cancel, RouteModel};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// Cells of a side of the plan, and of the large floor.
const PLAN: usize = 24;
const FLOOR: usize = 100;

pub(super) fn plan(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    fields(clock, n, PLAN)
}

pub(super) fn floor(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    fields(clock, n, FLOOR)
}

/// Asks for the field of all ways to one panelboard; says how many segments it took and on how many cells it ended.
fn fields(clock: &mut Clock<'_>, n: usize, side: usize) -> Result<More, CliError> {
    let stored = Registry::open(None).find_champion("routing")?;
    let stored = stored.ok_or_else(|| CliError::input("no model is shipped, so there is none to measure"))?;
    let model = TrainedRouting::new(&stored.card.id, stored.load(&open_device(DeviceKind::Cpu)?)?)?;
    let (mut segments, mut decided) = (0, 0);
    for seed in 0..n as u64 {
        let (board, goal, _) = draw_plan(side, &mut ChaCha8Rng::seed_from_u64(seed));
        let field =
            clock.time(|| model.field(&board, goal, &Cancel::default()))?.map_err(CliError::internal)?;
        segments += field.segments();
        decided += (0..side * side).filter(|index| field.next(board.cell(*index)).is_some()).count();
    }
    let mean = |sum: usize| crate::cli::json::number(sum as f64 / n.max(1) as f64);
    Ok(More::from_iter([
        ("segments_mean".to_owned(), mean(segments)),
        ("decided_cells_mean".to_owned(), mean(decided)),
    ]))
}
