//! Learning: the same bytes for a seed, interrupted or not, and something learned.

use super::{plans, small_settings};
use crate::hrm::routing::{RoutingLearner, RoutingOptions, routing_recipe, routing_shape};
use crate::hrm::train::testing::Small;
use crate::hrm::{Job, Learner, Start, TrainConfig, train};
use candle_core::Device;
use serde_json::json;
use std::path::Path;

fn settings() -> TrainConfig {
    TrainConfig {
        seed: 3,
        steps: 6,
        ema: Some(0.9),
        checkpoint_every: 2,
        judge_every: 3,
        task: json!({ "segments": 2, "parts": 2, "part_cells": 60, "reach": 2 }),
        ..small_settings()
    }
}

fn learner(settings: &TrainConfig) -> RoutingLearner {
    let options: RoutingOptions = settings.task_options().expect("options");
    RoutingLearner::new(options, plans(&[8, 10], 20), plans(&[9], 3), settings.seed, settings.steps)
}

const SMALL: Small<'_> =
    Small { task: "routing", shape: routing_shape, learner: &|settings| Box::new(learner(settings)) };

/// Pauses only between rounds, so that nothing of a round is lost.
#[test]
fn two_runs_of_a_seed_and_one_interrupted_end_in_the_same_bytes() {
    SMALL.resumes_to_the_same_bytes(&settings(), 3);
}

/// The loss falls to a third in a few dozen steps of a tiny network, and every weight but the halting head's moves.
#[test]
fn something_is_learned() {
    let settings = TrainConfig { steps: 60, ema: None, ..settings() };
    let mut learner = learner(&settings);
    let folder = tempfile::tempdir().expect("a folder");
    let model = routing_shape(&settings);
    let data = "data".to_owned();
    let job =
        Job { task: "routing", data, settings: &settings, model, start: Start::Fresh, device: Device::Cpu };
    let mut losses = Vec::new();
    train(&job, &mut learner, folder.path(), &mut |progress| {
        losses.push(progress.numbers["loss"]);
        true
    })
    .expect("trains");
    let mean = |losses: &[f64]| losses.iter().sum::<f64>() / losses.len() as f64;
    let (first, last) = (mean(&losses[..6]), mean(&losses[54..]));
    assert!(last < first / 2.0, "{first} became {last}");
}

#[test]
fn every_weight_gets_a_gradient() {
    let settings = settings();
    let model = super::small_model(3);
    let learned = learner(&settings).learn(&model, 1).expect("learns");
    for name in model.weights().trained_values().expect("values").keys() {
        // Nothing is asked of the halting head: an answer ends where nothing is decided any more.
        let moves = learned.gradients.0.get(name).is_some_and(|gradient| gradient.iter().any(|g| *g != 0.0));
        assert_eq!(moves, !name.contains("q_head"), "{name}");
    }
}

/// The settings for a larger network, kept in the repository, are ones that can be trained.
#[test]
fn the_recipe_for_a_gpu_holds() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/routing/gpu.json");
    let settings = TrainConfig::read(&path).expect("reads");
    settings.task_options::<RoutingOptions>().and_then(|options| options.check()).expect("holds");
    let shape = routing_shape(&settings);
    shape.check().expect("holds");
    assert!(shape.hidden_size > routing_shape(&routing_recipe()).hidden_size);
}

/// The settings a run begins with are those that the shipped model was trained with.
#[test]
fn the_recipe_is_that_of_the_shipped_model() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/routing/routing-1/run.json");
    let run: serde_json::Value = serde_json::from_slice(&std::fs::read(path).expect("there")).expect("JSON");
    let settings: TrainConfig = serde_json::from_value(run["settings"].clone()).expect("settings");
    assert_eq!(settings, routing_recipe());
}

#[test]
fn options_that_cannot_be_are_named() {
    for (options, word) in [
        (json!({ "reach": 0 }), "reach"),
        (json!({ "parts": 0 }), "parts"),
        (json!({ "part_cells": 0 }), "part_cells"),
        (json!({ "fresh": 1.5 }), "fresh"),
        (json!({ "far": -1.0 }), "far"),
        (json!({ "grow": [0.1, 2.0] }), "grow"),
    ] {
        let options: RoutingOptions = serde_json::from_value(options).expect("reads");
        assert!(options.check().expect_err("refused").to_string().contains(word), "{word}");
    }
}
