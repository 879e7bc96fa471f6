//! Learning: what helps one firm, the same bytes whenever interrupted, legs that nobody touches.

use super::panels;
use crate::hrm::balance::{TrainedBalance, balance_shape};
use crate::hrm::habits::{
    Firm, FirmPlan, HabitExample, HabitLearner, draw_projects, evaluate_habits, habit_recipe, habit_shape,
    panels_of,
};
use crate::hrm::registry::testing::SmallRun;
use crate::hrm::{Job, ModelShape, PublishedModel, Start, TrainConfig, train};
use candle_core::Device;
use serde_json::json;
use std::path::Path;

fn settings(steps: u64) -> TrainConfig {
    let recipe = habit_recipe();
    TrainConfig {
        steps,
        checkpoint_every: 4,
        judge_every: 1_000,
        model: ModelShape { hidden_size: 32, num_heads: 2, h_layers: 1, l_layers: 1, ..recipe.model.clone() },
        rate: crate::hrm::Rate { base: 4e-3, warmup: 5, min_ratio: 0.1 },
        ema: None,
        task: json!({ "habits": { "segments": 1, "panels": 4, "dropped": 0.0 } }),
        ..recipe
    }
}

fn learner(firm: Firm, settings: &TrainConfig) -> HabitLearner {
    let small = |problem: &crate::engineering::balance::BalanceProblem| problem.slots <= 42;
    let examples = panels(firm, 8, 1).into_iter().filter(small).map(HabitExample::of).collect();
    HabitLearner::new(examples, Vec::new(), None, settings).expect("opens")
}

/// An untrained model of legs.
fn legs() -> PublishedModel {
    let run = SmallRun::of_balance(3);
    PublishedModel::from_bytes(&run.config, &run.weights, &Device::Cpu).expect("reads")
}

/// Trains in a folder, stopping once after `pause` steps.
fn trained(folder: &Path, settings: &TrainConfig, pause: Option<u64>) -> Vec<u8> {
    let run = |start, until: u64| {
        let model = habit_shape(settings);
        let data = "data".to_owned();
        let job = Job { task: "balance", data, settings, model, start, device: Device::Cpu };
        let mut learner = learner(Firm::Summit, settings);
        train(&job, &mut learner, folder, &mut |progress| progress.step < until).expect("trains")
    };
    let begin = || Start::Model(Box::new(legs()));
    match pause {
        Some(pause) => {
            assert!(!run(begin(), pause).finished);
            run(Start::Resume, u64::MAX)
        }
        None => run(begin(), u64::MAX),
    };
    std::fs::read(folder.join("model.safetensors")).expect("written")
}

/// The legs come out byte for byte as they went in, in an interrupted run too; and the file says what its habits are.
#[test]
fn an_interrupted_run_ends_in_the_same_bytes_and_the_legs_stay() {
    let settings = settings(6);
    let folder = tempfile::tempdir().expect("a folder");
    let whole = trained(&folder.path().join("a"), &settings, None);
    let halves = trained(&folder.path().join("b"), &settings, Some(4));
    assert_eq!(whole, halves);
    let read = PublishedModel::read(&folder.path().join("a"), &Device::Cpu).expect("reads");
    let before = legs();
    assert_eq!(
        read.model.weights().trained_values().expect("values"),
        before.model.weights().trained_values().expect("values")
    );
    assert_eq!((read.card.model.clone(), read.card.task.as_str()), (before.card.model, "balance"));
    assert_eq!(read.card.habits.as_ref().map(|habits| habits.encoding), Some(1));
    // Going on from it begins with its habits.
    let again = crate::hrm::habits::fresh_or_learned(&read, &settings).expect("weights");
    let own = read.habits.as_ref().expect("habits").weights().tensors();
    let name = "model.inner.lm_head.weight";
    let values =
        |tensor: &candle_core::Tensor| tensor.flatten_all().and_then(|t| t.to_vec1::<f32>()).expect("values");
    assert_eq!(values(&again[name]), values(&own[name]));
}

#[test]
fn without_legs_and_with_another_encoding_it_is_refused_in_words() {
    let settings = settings(2);
    let folder = tempfile::tempdir().expect("a folder");
    let (model, data) = (habit_shape(&settings), "data".to_owned());
    let start = Start::Fresh;
    let job = Job { task: "balance", data, settings: &settings, model, start, device: Device::Cpu };
    let error =
        train(&job, &mut learner(Firm::North, &settings), folder.path(), &mut |_| true).expect_err("no legs");
    assert!(error.to_string().contains("--init champion"), "{error}");
    let folder = folder.path().join("run");
    trained(&folder, &settings, None);
    let config = folder.join("config.json");
    let text = std::fs::read_to_string(&config).expect("read");
    let mut card: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    card["habits"]["encoding"] = 9.into();
    std::fs::write(&config, card.to_string()).expect("written");
    let error = PublishedModel::read(&folder, &Device::Cpu).expect_err("another encoding").to_string();
    assert!(error.contains("encoding 9") && error.contains("fine-tune"), "{error}");
}

/// A small version of what `evaluate habits` shows: learned from one firm, it helps that firm and not another, and the
/// balance of every panelboard is what it was.
#[test]
fn what_is_learned_from_one_firm_helps_that_firm() {
    let settings = settings(60);
    let folder = tempfile::tempdir().expect("a folder");
    trained(folder.path(), &settings, None);
    let read = PublishedModel::read(folder.path(), &Device::Cpu).expect("reads");
    let model = TrainedBalance::new("tuned", read).expect("fits");
    let measured = |firm| {
        let drawn = draw_projects(FirmPlan { firm, projects: 4, seed: 77 }).expect("drawn");
        let mut projects = Vec::new();
        for project in &drawn {
            let mut panels = panels_of(project).expect("read");
            panels.retain(|panel| panel.slots <= 42);
            projects.push(panels);
        }
        evaluate_habits(&model, &projects, &[], &mut |_| true).expect("measured")
    };
    let (own, other) = (measured(Firm::Summit), measured(Firm::North));
    assert!(own.gain.low > 0.05, "own firm {:?}", own.gain);
    assert!(other.gain.value < own.gain.value / 2.0, "another firm {:?}", other.gain);
    assert!(own.balance_change < 1e-9 && other.balance_change < 1e-9, "balance");
    assert!(balance_shape(&habit_recipe()).feature_width > 0);
}
