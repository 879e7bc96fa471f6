//! Tests of the whole task: what is drawn, what is wanted, what is learned, what is answered.

mod answering;
mod data;
mod learning;
mod wanted;

use crate::engineering::routing::{Board, Cell};
use crate::hrm::routing::{CLASSES, HEADINGS, PlanRecord, draw_plan, routing_recipe, routing_shape};
use crate::hrm::{Hrm, HrmConfig, ModelShape, TrainConfig, initial_weights};
use candle_core::Device;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// Returns settings of a small network.
fn small_settings() -> TrainConfig {
    let model =
        ModelShape { hidden_size: 16, num_heads: 4, l_cycles: 3, expansion: 1.0, ..routing_recipe().model };
    TrainConfig { model, ..routing_recipe() }
}

/// Returns a small network that reads boards, with the weights of a seed.
fn small_model(seed: u64) -> Hrm {
    let config: HrmConfig = routing_shape(&small_settings());
    assert_eq!((config.vocab_size, config.neighbors), (CLASSES, HEADINGS));
    let weights = initial_weights(&config, seed, &Device::Cpu).expect("drawn");
    Hrm::new(config, weights, &Device::Cpu).expect("made")
}

/// Returns floor plans of these sides, one a seed.
fn plans(sides: &[usize], each: u64) -> Vec<PlanRecord> {
    let draw = |side: usize, seed: u64| {
        let (board, goal, kind) = draw_plan(side, &mut ChaCha8Rng::seed_from_u64(seed));
        PlanRecord { name: kind.name().to_owned(), board, goal, start: None }
    };
    (0..each).flat_map(|seed| sides.iter().map(move |side| draw(*side, seed))).collect()
}

/// Draws a board from text, the highest row first: `#` is blocked, `G` the goal.
fn sketch(rows: &[&str]) -> (Board, Cell) {
    let columns = rows.first().map_or(0, |row| row.len());
    let mut board = Board::new(columns, rows.len());
    let mut goal = Cell::default();
    for (row, text) in rows.iter().rev().enumerate() {
        for (column, letter) in text.chars().enumerate() {
            let cell = Cell { column, row };
            board.set_blocked(cell, letter == '#');
            if letter == 'G' {
                goal = cell;
            }
        }
    }
    (board, goal)
}
