//! Learning: the same bytes twice, a loss that falls, a model that carries its encoding.

use crate::hrm::loads::*;
use crate::hrm::model::{Answering, initial_weights};
use crate::hrm::train::testing::Small;
use crate::hrm::train::{Job, Learner, ModelShape, PublishedModel, Start, TrainConfig, train};
use crate::hrm::{Hrm, HrmError};
use candle_core::Device;
use serde_json::json;

fn small(steps: u64) -> TrainConfig {
    TrainConfig {
        steps,
        model: ModelShape { hidden_size: 16, num_heads: 2, h_layers: 1, l_layers: 1, ..loads_recipe().model },
        judge_every: steps,
        checkpoint_every: steps,
        task: json!({"encoding": ENCODING, "part_tokens": 60}),
        ..loads_recipe()
    }
}

fn learner(settings: &TrainConfig) -> LoadsLearner {
    let set = LoadPlan { seed: 2, examples: 60, test_per_cell: 1 }.draw(Vec::new(), &mut |_, _| true);
    let set = set.expect("draws");
    let posed = |records: &[InventoryRecord]| -> Vec<Posed> {
        records.iter().filter_map(|record| Posed::new(record).expect("an inventory")).collect()
    };
    let options = settings.task_options().expect("options");
    LoadsLearner::new(options, posed(&set.train), posed(&set.val), settings.seed, settings.steps)
        .expect("learns")
}

#[test]
fn two_runs_of_a_seed_and_one_interrupted_end_in_the_same_bytes() {
    let small_task =
        Small { task: "loads", shape: loads_shape, learner: &|settings| Box::new(learner(settings)) };
    small_task.resumes_to_the_same_bytes(&TrainConfig { checkpoint_every: 2, ..small(6) }, 3);
}

#[test]
fn the_loss_falls_and_is_the_same_twice() {
    let settings = small(45);
    let losses = || {
        let shape = loads_shape(&settings);
        let weights = initial_weights(&shape, 1, &Device::Cpu).expect("weights");
        let model = Hrm::new(shape, weights, &Device::Cpu).expect("a network");
        let mut optimizer = crate::hrm::AdamAtan2::new((0.9, 0.95), 0.1);
        let mut learner = learner(&settings);
        let mut step = |step: u64| {
            let learned = learner.learn(&model, step).expect("learns");
            optimizer.update(model.weights(), &learned.gradients, 3e-3).expect("updates");
            learned.numbers["rows"] + learned.numbers["of_size"]
        };
        (1..=settings.steps).map(&mut step).collect::<Vec<f64>>()
    };
    let (first, second) = (losses(), losses());
    assert_eq!(first, second);
    let mean = |part: &[f64]| part.iter().sum::<f64>() / part.len() as f64;
    let (early, late) = (mean(&first[..9]), mean(&first[36..]));
    assert!(late < 0.95 * early, "{early} to {late}");
}

#[test]
fn a_model_carries_its_encoding_and_another_one_is_refused() {
    let settings = small(3);
    let folder = tempfile::tempdir().expect("a folder");
    let job = Job {
        task: "loads",
        data: "none".to_owned(),
        settings: &settings,
        model: loads_shape(&settings),
        start: Start::Fresh,
        device: Device::Cpu,
    };
    let run = folder.path().join("run");
    let outcome = train(&job, &mut learner(&settings), &run, &mut |_| true).expect("trains");
    assert!(outcome.finished && outcome.metrics.contains_key("item_factors"));
    let read = || PublishedModel::read(&run, &Device::Cpu).expect("reads");
    let model = TrainedLoads::new("small", read()).expect("of this encoding");
    let mut other = read();
    other.card.options = json!({"encoding": ENCODING + 1});
    let refused = TrainedLoads::new("small", other).expect_err("of another").to_string();
    assert!(refused.contains(&format!("encoding {}", ENCODING + 1)), "{refused}");
    let mut silent = read();
    silent.card.options = json!({});
    assert!(TrainedLoads::new("small", silent).is_err(), "a model says what it reads");
    let mut other = read();
    other.card.task = "balance".to_owned();
    assert!(TrainedLoads::new("small", other).is_err());
    let odd = TrainConfig { task: json!({"encoding": 99}), ..small(3) };
    let options: LoadsOptions = odd.task_options().expect("options");
    assert!(matches!(options.check(), Err(HrmError::Settings(why)) if why.contains("99")));

    // The same rows in a batch and alone come to the same answer.
    let records = LoadPlan { seed: 9, examples: 20, test_per_cell: 3 };
    let records = records.draw_test(&mut |_, _| true).expect("draws");
    let posed: Vec<Posed> =
        records.iter().filter_map(|record| Posed::new(record).expect("an inventory")).collect();
    let questions: Vec<&Question> = posed.iter().map(|posed| &posed.question).collect();
    let network: &Answering = model.network();
    let together = answers(network, &questions).expect("answers");
    for (question, (answer, _)) in questions.iter().zip(&together) {
        let alone = answers(network, &[question]).expect("answers").remove(0).0;
        let near = (alone.design_va - answer.design_va).abs() <= 1e-3 * (1.0 + answer.design_va);
        assert!(near, "{} beside {}", alone.design_va, answer.design_va);
    }
}
