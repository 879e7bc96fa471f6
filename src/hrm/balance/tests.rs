//! Tests of the whole task: what is read, what is learned, what is answered.

mod data;
mod learning;
mod objective;
mod reading;

use crate::domain::System;
use crate::engineering::balance::{BalanceItem, BalanceProblem, Seating};
use crate::hrm::balance::{CLASSES, Case, FEATURES, MOST_CIRCUITS, Puzzle, Wish, draw_panel};
use crate::hrm::{Halting, Hrm, HrmConfig, initial_weights};
use candle_core::Device;

/// Returns a small network that reads panelboards, with the weights of a seed.
fn small_model(seed: u64) -> Hrm {
    let config: HrmConfig = serde_json::from_value(serde_json::json!({
        "seq_len": MOST_CIRCUITS, "vocab_size": CLASSES, "feature_width": FEATURES, "hidden_size": 16,
        "num_heads": 2, "H_layers": 1, "L_layers": 1, "H_cycles": 1, "expansion": 1.0, "halt_max_steps": 4,
    }))
    .expect("reads");
    let config = HrmConfig { halting: Halting::HaltOnly, ..config };
    let weights = initial_weights(&config, seed, &Device::Cpu).expect("drawn");
    Hrm::new(config, weights, &Device::Cpu).expect("made")
}

/// Returns some panelboards of every tested cell.
fn panels(each: u64) -> Vec<BalanceProblem> {
    let systems = [System::Wye480, System::Wye208, System::Single240, System::HighLeg240];
    let draw = |n: u64| {
        let slots = [18, 42, 84][(n % 3) as usize];
        draw_panel(n, slots, systems[(n / 3 % 4) as usize], &Case::LEARNED).problem
    };
    (0..12 * each).map(draw).collect()
}

/// Returns small ones, which are quick to work on.
fn small_panels(from: u64, count: u64) -> Vec<BalanceProblem> {
    let draw = |n: u64| draw_panel(n, 18, System::Wye208, &Case::LEARNED).problem;
    (from..from + count).map(draw).collect()
}

fn puzzle(problem: &BalanceProblem) -> Puzzle {
    Puzzle::new(Seating::new(problem), Wish::Best).expect("somebody has a choice")
}

/// Four single poles and one of two poles on a panelboard of twelve slots.
fn small_panel() -> BalanceProblem {
    let items = vec![
        BalanceItem::single(1, 1, 1_700.0),
        BalanceItem::single(2, 2, 900.0),
        BalanceItem::single(3, 3, 1_300.0),
        BalanceItem::single(4, 4, 400.0),
        BalanceItem::multi(5, 5, 2, 2_400.0),
    ];
    BalanceProblem::new(System::Wye208, 12, 1, items)
}
