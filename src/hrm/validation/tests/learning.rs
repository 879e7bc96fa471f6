//! Learning: the same bytes for a seed, interrupted or not, something learned, and a model that says which encoding it reads.

use super::{small_model, small_set, small_settings};
use crate::hrm::train::testing::Small;
use crate::hrm::validation::{
    ENCODING, TrainedValidation, ValidationLearner, ValidationOptions, evaluate_validation, validation_shape,
};
use crate::hrm::{
    Answering, EventKind, Job, Learner, PublishedModel, Start, TrainConfig, loss_of, read_events, train,
};
use candle_core::Device;
use serde_json::json;

fn settings() -> TrainConfig {
    let settings = TrainConfig {
        seed: 3,
        steps: 6,
        shards: 2,
        ema: Some(0.9),
        checkpoint_every: 2,
        judge_every: 3,
        task: json!({ "segments": 2 }),
        ..small_settings()
    };
    ValidationOptions::written_out(settings).expect("holds")
}

fn learner(settings: &TrainConfig) -> ValidationLearner {
    let set = small_set();
    let options: ValidationOptions = settings.task_options().expect("options");
    ValidationLearner::new(options, set.train, set.val, settings)
}

const SMALL: Small<'_> =
    Small { task: "validation", shape: validation_shape, learner: &|settings| Box::new(learner(settings)) };

#[test]
fn two_runs_of_a_seed_and_one_interrupted_end_in_the_same_bytes() {
    SMALL.resumes_to_the_same_bytes(&settings(), 3);
}

/// The loss falls to a third in a few dozen steps of a tiny network.
#[test]
fn something_is_learned() {
    let settings = TrainConfig { steps: 60, ema: None, ..settings() };
    let mut learner = learner(&settings);
    let folder = tempfile::tempdir().expect("a folder");
    let model = validation_shape(&settings);
    let data = "data".to_owned();
    let start = Start::Fresh;
    let job = Job { task: "validation", data, settings: &settings, model, start, device: Device::Cpu };
    let mut losses = Vec::new();
    train(&job, &mut learner, folder.path(), &mut |progress| {
        losses.push(progress.numbers["loss"]);
        true
    })
    .expect("trains");
    let mean = |losses: &[f64]| losses.iter().sum::<f64>() / losses.len() as f64;
    let (first, last) = (mean(&losses[..6]), mean(&losses[54..]));
    assert!(last < first / 3.0, "{first} became {last}");
    // So does what circuits cost that it has not seen.
    let events = read_events(folder.path()).expect("reads");
    let held_out: Vec<f64> = events
        .iter()
        .filter(|event| event.kind == EventKind::Judge)
        .filter_map(|event| loss_of(&event.numbers))
        .collect();
    let (first, last) = (held_out[0], held_out[held_out.len() - 1]);
    assert!(held_out.len() == 20 && last < first / 2.0, "{held_out:?}");
}

#[test]
fn every_weight_gets_a_gradient() {
    let settings = settings();
    let model = small_model(3);
    let learned = learner(&settings).learn(&model, 1).expect("learns");
    for name in model.weights().trained_values().expect("values").keys() {
        let moves = learned.gradients.0.get(name).is_some_and(|gradient| gradient.iter().any(|g| *g != 0.0));
        assert!(moves, "{name}");
    }
}

/// Another version, or none, is refused with both named; so is a model of another task.
#[test]
fn a_model_of_another_encoding_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    SMALL.trained(folder.path(), &settings(), None);
    let read = || PublishedModel::read(folder.path(), &Device::Cpu).expect("reads");
    assert!(TrainedValidation::new("mine", read()).is_ok());
    for (options, word) in [
        (json!({ "encoding": ENCODING + 1 }), format!("encoding {}", ENCODING + 1)),
        (json!({ "segments": 2 }), "encoding none".to_owned()),
    ] {
        let mut other = read();
        other.card.options = options;
        let error = TrainedValidation::new("mine", other).expect_err("refused").to_string();
        assert!(error.contains(&word) && error.contains(&format!("encoding {ENCODING}")), "{error}");
    }
    let mut other = read();
    other.card.task = "routing".to_owned();
    assert!(TrainedValidation::new("mine", other).expect_err("refused").to_string().contains("routing"));
    // A run cannot be started with another version either.
    let settings = TrainConfig { task: json!({ "encoding": ENCODING + 1 }), ..small_settings() };
    assert!(ValidationOptions::written_out(settings).is_err());
}

/// The rules come to 1 at everything, whoever is judged, and an untrained network to little.
#[test]
fn the_rules_are_their_own_measure() {
    let set = small_set();
    let network = Answering::new(small_model(1)).expect("packed");
    let scores = evaluate_validation(&network, (&set.test, &set.val), &mut |_| true).expect("evaluated");
    let engine = &scores.overall[2];
    assert_eq!((engine.macro_f1.value, engine.agreement, engine.exact), (1.0, 1.0, 1.0));
    assert_eq!((engine.macro_f1.low, engine.macro_f1.high), (1.0, 1.0));
    let (majority, heuristic, raw) = (&scores.overall[0], &scores.overall[1], &scores.overall[3]);
    assert!(majority.macro_f1.value < 0.1, "{majority:?}");
    assert!(heuristic.macro_f1.value > 0.3 && heuristic.macro_f1.value < 0.95, "{heuristic:?}");
    assert!(raw.macro_f1.value < heuristic.macro_f1.value);
    assert_eq!(scores.families.len(), 12);
}
