//! Answers: the same on a part as on the whole board, true to the network's words, and refused in words.

use super::{plans, sketch, small_model};
use crate::engineering::routing::{Board, Cell, Finder, Ground, Terms, without_search};
use crate::hrm::model::{Answering, Hrm, initial_weights};
use crate::hrm::registry::Registry;
use crate::hrm::routing::flow::think;
use crate::hrm::routing::patch::Patch;
use crate::hrm::routing::wave::{Wave, said};
use crate::hrm::routing::{FloorPlans, Grid, TrainedRouting, field_score, flow, hash_of_plans};
use crate::hrm::{ComputeDevice, LossKind, ModelCard, PublishedModel};
use crate::proposals::{Cancel, DirectionField, ModelError, RouteModel};
use candle_core::Device;
use std::sync::Arc;

fn shipped() -> TrainedRouting {
    let stored = Registry::open(None).find_champion("routing").expect("readable").expect("shipped");
    TrainedRouting::new(&stored.card.id, stored.load(&ComputeDevice::Cpu).expect("loads")).expect("fits")
}

/// The test set that the card's figures are of can be drawn anew, plan by plan.
#[test]
fn the_frozen_test_set_is_the_one_that_the_card_names() {
    let card = Registry::open(None).find_champion("routing").expect("readable").expect("shipped").card;
    let test = card.data.test.expect("a frozen test set");
    let plan: FloorPlans = serde_json::from_value(test.plan).expect("a plan");
    let drawn = plan.draw_test(&mut |_, _| true).expect("drawn");
    assert_eq!(hash_of_plans(&drawn), test.sha256);
    let metrics = card.metrics.expect("measured");
    assert_eq!(metrics["n"].as_u64(), Some(drawn.len() as u64));
}

/// Lets the ways come as far as they come, thinking about the whole board in every segment.
fn on_whole_boards(network: &Answering, grid: &Arc<Grid>) -> (Wave, usize) {
    let mut wave = Wave::new(Arc::clone(grid));
    let whole = Patch::whole(grid);
    for segments in 1.. {
        let segment =
            think(&[(&wave, &whole)], network.model(), |state, input| network.segment(state, input));
        let logits = segment.and_then(|segment| Ok(segment.logits.squeeze(0)?.to_vec2()?));
        let logits: Vec<Vec<f32>> = logits.expect("thinks");
        let says: Vec<Option<usize>> = logits.iter().map(|row| said(row)).collect();
        if wave.take(&says).is_empty() {
            return (wave, segments);
        }
    }
    unreachable!("a segment without a decision ends it")
}

/// What is not asked again would have been answered as before: the trained model and untrained ones.
#[test]
fn a_part_of_the_board_is_answered_as_the_whole() {
    let mut networks = vec![shipped().network().clone()];
    networks.extend((0..3).map(|seed| Answering::new(small_model(seed)).expect("readable")));
    let plans = plans(&[8, 14, 20], 2);
    let grids: Vec<Arc<Grid>> = plans.iter().map(|plan| Arc::new(plan.grid().expect("a goal"))).collect();
    let mut decided = 0;
    for network in &networks {
        let together = flow(network, &grids, &mut || true).expect("thinks");
        for (grid, flow) in grids.iter().zip(together) {
            let (wave, segments) = on_whole_boards(network, grid);
            for cell in 0..grid.len() {
                assert_eq!(flow.wave.heading(cell), wave.heading(cell));
                decided += usize::from(wave.heading(cell).is_some());
            }
            assert!(flow.segments <= segments && segments <= flow.segments + 1);
        }
    }
    assert!(decided > 500, "{decided}");
}

/// The shipped model on boards of kinds and sizes it has never seen: a spiral, a comb, plans up to twice as large as any, as floors
/// are made coarse for it (`proposals/route/guide.rs`).
#[test]
fn what_was_learned_holds_elsewhere() {
    let spiral = sketch(&[
        "           ",
        " ######### ",
        " #       # ",
        " # ##### # ",
        " # #   # # ",
        " # # G # # ",
        " # # ### # ",
        " # #     # ",
        " # ####### ",
        " #         ",
        " ##########",
    ]);
    let comb = sketch(&["           ", " # # # # # ", " # # # # # ", " # # # # # ", "G# # # # # "]);
    let large = plans(&[40, 48, 64], 1).into_iter().map(|plan| (plan.board, plan.goal));
    for (board, goal) in [spiral, comb].into_iter().chain(large) {
        let grid = Arc::new(Grid::new(&board, goal).expect("a goal"));
        let flow = flow(shipped().network(), &[grid], &mut || true).expect("thinks").remove(0);
        let score = field_score(&flow.wave);
        assert!(score.optimal > 0.995, "{} x {}: {score:?}", board.columns(), board.rows());
    }
}

#[test]
fn a_field_points_from_cell_to_cell_as_the_model_says() {
    let model = shipped();
    for plan in plans(&[12], 3) {
        let field = model.field(&plan.board, plan.goal, &Cancel::default()).expect("answers");
        let grid = plan.grid().expect("a goal");
        for (cell, distance) in grid.distances().iter().enumerate() {
            let from = grid.cell(cell).expect("a cell");
            let Some(way) = field.corridor(from) else { continue };
            assert_eq!((way.first(), way.last()), (Some(&from), Some(&plan.goal)));
            assert!(way.iter().all(|cell| !plan.board.is_blocked(*cell)));
            let steps =
                |pair: &[Cell]| pair[0].column.abs_diff(pair[1].column) + pair[0].row.abs_diff(pair[1].row);
            assert!(way.windows(2).all(|pair| steps(pair) == 1));
            assert!(distance.is_some_and(|distance| distance as usize <= way.len() - 1));
        }
        assert!(field.segments() > 1);
        assert_eq!(field, model.field(&plan.board, plan.goal, &Cancel::default()).expect("as before"));
    }
}

/// With every search stubbed, the exact one and that of labels, the model's pointers and corridors are what they were.
#[test]
fn the_model_answers_without_any_search() {
    let model = shipped();
    for plan in plans(&[16, 24], 2) {
        let ask = || model.field(&plan.board, plan.goal, &Cancel::default()).expect("answers");
        let field = ask();
        let grid = plan.grid().expect("a goal");
        let loads: Vec<Cell> = (0..grid.len()).filter_map(|cell| grid.cell(cell)).collect();
        let corridors = |field: &DirectionField| {
            loads.iter().map(|load| field.corridor(*load)).collect::<Vec<Option<Vec<Cell>>>>()
        };
        let (stubbed, found, measured) = without_search(|| {
            let ground = Ground::new(&plan.board);
            let found = Finder::default().shortest(&ground, &loads, &[plan.goal], Terms::default());
            (ask(), found, grid.distances())
        });
        assert!(found.is_err() && measured.iter().all(Option::is_none), "searches find nothing");
        assert_eq!(stubbed, field);
        assert_eq!(corridors(&stubbed), corridors(&field));
        assert!(corridors(&field).iter().flatten().count() > loads.len() / 2);
    }
}

fn published(task: &str, model: Hrm) -> PublishedModel {
    let card = ModelCard {
        task: task.to_owned(),
        model: model.config().clone(),
        loss: LossKind::Softmax,
        options: serde_json::Value::Null,
        habits: None,
    };
    PublishedModel { card, model, habits: None, sha256: String::new() }
}

#[test]
fn a_cancelled_question_a_blocked_goal_and_a_model_for_something_else_are_refused() {
    let model = TrainedRouting::new("small", published("routing", small_model(1))).expect("fits");
    let cancel = Cancel::default();
    cancel.cancel();
    let at = |column, row| Cell { column, row };
    let mut board = Board::new(4, 4);
    assert_eq!(model.field(&board, at(1, 1), &cancel).err(), Some(ModelError::Cancelled));
    board.set_blocked(at(1, 1), true);
    for goal in [at(1, 1), at(4, 0)] {
        let refused = model.field(&board, goal, &Cancel::default()).expect_err("no goal").to_string();
        assert!(refused.contains("goal"), "{refused}");
    }
    let error = TrainedRouting::new("other", published("balance", small_model(1))).expect_err("another task");
    assert!(error.to_string().contains("balance"), "{error}");
    let config = crate::hrm::HrmConfig { vocab_size: 9, ..small_model(1).config().clone() };
    let weights = initial_weights(&config, 1, &Device::Cpu).expect("drawn");
    let wide = Hrm::new(config, weights, &Device::Cpu).expect("made");
    let error = TrainedRouting::new("wide", published("routing", wide)).expect_err("other classes");
    assert!(error.to_string().contains("9 classes"), "{error}");
}

/// An empty board, a goal that is walled in, a board of one cell.
#[test]
fn boards_without_ways_are_answered() {
    let model = shipped();
    let (board, goal) = sketch(&["   ", "###", "G# "]);
    let field = model.field(&board, goal, &Cancel::default()).expect("answers");
    assert!(field.corridor(Cell { column: 0, row: 2 }).is_none());
    let one = model.field(&Board::new(1, 1), Cell::default(), &Cancel::default()).expect("answers");
    assert_eq!(one.corridor(Cell::default()), Some(vec![Cell::default()]));
}
