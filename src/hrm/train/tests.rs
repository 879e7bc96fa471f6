//! Runs of a toy task: the same bytes for the same seed, whatever interrupts them.

use super::{
    DataShape, EventKind, Gradients, Job, Learned, Learner, LearnerState, ModelShape, PublishedModel, Start,
    TrainConfig, TrainOutcome, interrupted, read_events, read_weights, train,
};
use crate::hrm::HrmError;
use crate::hrm::act::{Carry, Mode, Rows, act_step};
use crate::hrm::loss::{LossKind, Losses};
use crate::hrm::model::{Hrm, Pass};
use candle_core::Device;
use std::collections::BTreeMap;
use std::path::Path;

/// Learns to name each token; the tokens go round from step to step, which only `save` knows.
#[derive(Default)]
struct Toy {
    turned: u32,
    poison_at: Option<u64>,
}

impl Toy {
    fn rows(&self) -> Rows {
        let row = |from: u32| -> Vec<u32> { (0..3).map(|i| (from + i + self.turned) % 4).collect() };
        let tokens = vec![row(0), row(2)];
        let labels = tokens.iter().map(|row| row.iter().map(|token| i64::from(*token)).collect()).collect();
        Rows { tokens, labels, puzzles: vec![0, 0] }
    }

    fn losses(&self, model: &Hrm, pass: Pass) -> Result<Losses, HrmError> {
        let carry = Carry::empty(model.initial_state(2)?, &self.rows());
        let step = act_step(model, &carry, &self.rows(), Mode::Train, pass, |_| 0)?;
        Losses::of(LossKind::Softmax, &step)
    }
}

impl Learner for Toy {
    fn learn(&mut self, model: &Hrm, step: u64) -> Result<Learned, HrmError> {
        let losses = self.losses(model, Pass::Learning)?;
        self.turned += 1;
        let loss = if self.poison_at == Some(step) { f64::NAN } else { losses.metrics.lm_loss };
        let gradients = Gradients::of(model.weights(), &losses.total.backward()?)?;
        Ok(Learned { gradients, puzzles: None, numbers: BTreeMap::from([("loss".to_owned(), loss)]) })
    }

    fn judge(&mut self, model: &Hrm) -> Result<BTreeMap<String, f64>, HrmError> {
        let loss = Toy::default().losses(model, Pass::Plain)?.metrics.lm_loss;
        Ok(BTreeMap::from([("loss".to_owned(), loss)]))
    }

    /// Only after even steps.
    fn may_pause(&self, step: u64) -> bool {
        step.is_multiple_of(2)
    }

    fn save(&self) -> Result<LearnerState, HrmError> {
        Ok(LearnerState { tensors: BTreeMap::new(), record: self.turned.into() })
    }

    fn restore(&mut self, state: LearnerState) -> Result<(), HrmError> {
        let turned = state.record.as_u64().and_then(|turned| u32::try_from(turned).ok());
        self.turned = turned.ok_or_else(|| HrmError::Batch("no toy".to_owned()))?;
        Ok(())
    }
}

fn settings() -> TrainConfig {
    let model = ModelShape {
        hidden_size: 8,
        num_heads: 2,
        h_layers: 1,
        l_layers: 1,
        puzzle_emb_ndim: 0,
        halt_max_steps: 1,
        ..ModelShape::default()
    };
    let rate = super::Rate { base: 0.01, warmup: 2, min_ratio: 1.0 };
    TrainConfig {
        seed: 5,
        steps: 9,
        model,
        rate,
        ema: Some(0.5),
        checkpoint_every: 3,
        judge_every: 4,
        ..TrainConfig::default()
    }
}

fn run(
    folder: &Path,
    settings: &TrainConfig,
    toy: &mut Toy,
    start: Start,
    last: u64,
) -> Result<TrainOutcome, HrmError> {
    let shape = DataShape { seq_len: 3, vocab_size: 4, num_puzzle_identifiers: 1, feature_width: 0 };
    let job = Job {
        task: "toy",
        data: "none".to_owned(),
        settings,
        model: settings.model.for_data(shape),
        start,
        device: Device::Cpu,
    };
    train(&job, toy, folder, &mut |progress| progress.step < last)
}

fn fresh(folder: &Path, settings: &TrainConfig) -> Result<TrainOutcome, HrmError> {
    run(folder, settings, &mut Toy::default(), Start::Fresh, u64::MAX)
}

fn bytes(folder: &Path, name: &str) -> Vec<u8> {
    std::fs::read(folder.join(name)).expect("the run left it")
}

#[test]
fn an_interrupted_run_ends_in_the_same_bytes() {
    let (straight, halting) = (tempfile::tempdir().expect("made"), tempfile::tempdir().expect("made"));
    let (straight, halting) = (straight.path(), halting.path());
    let whole = fresh(straight, &settings()).expect("trained");
    assert!(whole.finished && whole.step == 9);
    // It is told to stop after step 5, and the task allows it after 6.
    let half = run(halting, &settings(), &mut Toy::default(), Start::Fresh, 5).expect("trained");
    assert!(!half.finished && half.step == 6);
    // As a kill leaves it: more events than the checkpoint counts, the last one cut short.
    let mut events = bytes(halting, "events.jsonl");
    events.extend(b"{\"step\":7,\"kind\":\"learn\",\"numbers\":{}}\n{\"step\":");
    std::fs::write(halting.join("events.jsonl"), events).expect("written");
    assert_eq!(read_events(halting).expect("reads").len(), 8);
    let rest = run(halting, &settings(), &mut Toy::default(), Start::Resume, u64::MAX).expect("trained");
    assert_eq!((rest.step, &rest.metrics), (9, &whole.metrics));
    for name in ["model.safetensors", "config.json", "run.json", "events.jsonl"] {
        assert_eq!(bytes(straight, name), bytes(halting, name), "{name}");
    }
    let kinds: Vec<(u64, EventKind)> =
        read_events(halting).expect("reads").iter().map(|event| (event.step, event.kind)).collect();
    let judged: Vec<u64> =
        kinds.iter().filter(|(_, kind)| *kind == EventKind::Judge).map(|(s, _)| *s).collect();
    assert_eq!((kinds.len(), judged), (12, vec![4, 8, 9]));
    // A finished run has nothing to go on with, and says again what it came to.
    let again = run(halting, &settings(), &mut Toy::default(), Start::Resume, 0).expect("done already");
    assert_eq!((again.step, again.metrics), (9, whole.metrics));
    let checkpoints = std::fs::read_dir(halting.join("checkpoints")).expect("there").count();
    assert_eq!(checkpoints, 2, "older ones go");
}

#[test]
fn it_learns_and_the_seed_decides() {
    let folders = [(); 3].map(|()| tempfile::tempdir().expect("made"));
    let long = TrainConfig { steps: 60, ..settings() };
    let other = TrainConfig { seed: 6, ..long.clone() };
    let losses: Vec<f64> = folders
        .iter()
        .zip([&long, &long, &other])
        .map(|(folder, settings)| {
            fresh(folder.path(), settings).expect("trained");
            let events = read_events(folder.path()).expect("reads");
            let of =
                |step: u64| events.iter().find(|event| event.step == step).expect("there").numbers["loss"];
            assert!(of(60) < of(1) / 2.0, "{} then {}", of(1), of(60));
            of(1)
        })
        .collect();
    assert_eq!(losses[0], losses[1]);
    assert_ne!(losses[0], losses[2]);
    let [a, b, c] = [0, 1, 2].map(|i| bytes(folders[i].path(), "model.safetensors"));
    assert!(a == b && a != c);
}

#[test]
fn averaged_weights_are_judged_and_published() {
    let (plain, averaged) = (tempfile::tempdir().expect("made"), tempfile::tempdir().expect("made"));
    fresh(plain.path(), &TrainConfig { ema: None, ..settings() }).expect("trained");
    let outcome = fresh(averaged.path(), &settings()).expect("trained");
    assert_ne!(bytes(plain.path(), "model.safetensors"), bytes(averaged.path(), "model.safetensors"));
    let read = PublishedModel::read(averaged.path(), &Device::Cpu).expect("reads");
    assert_eq!(Toy::default().judge(&read.model).expect("judged"), outcome.metrics);
    assert_eq!(read.card.task, "toy");
}

#[test]
fn another_run_is_not_resumed_and_not_overwritten() {
    let folder = tempfile::tempdir().expect("made");
    let folder = folder.path();
    let resume = |settings: &TrainConfig| run(folder, settings, &mut Toy::default(), Start::Resume, 0);
    assert!(resume(&settings()).expect_err("nothing there").to_string().contains("no checkpoint"));
    run(folder, &settings(), &mut Toy::default(), Start::Fresh, 2).expect("trained");
    let longer = TrainConfig { steps: 20, weight_decay: 0.5, ..settings() };
    let words = resume(&longer).expect_err("others").to_string();
    assert!(words.contains("settings.steps is 20, and was 9"), "{words}");
    assert!(words.contains("settings.weight_decay is 0.5"), "{words}");
    let words = fresh(folder, &settings()).expect_err("taken").to_string();
    assert!(words.contains("holds a run already"), "{words}");
    assert_eq!(interrupted(folder).expect("reads").settings, settings());
    std::fs::write(folder.join("events.jsonl"), "").expect("written");
    assert!(resume(&settings()).expect_err("events are gone").to_string().contains("events.jsonl"));
}

#[test]
fn given_weights_are_begun_with_and_a_broken_step_is_named() {
    let (first, second) = (tempfile::tempdir().expect("made"), tempfile::tempdir().expect("made"));
    let end = fresh(first.path(), &TrainConfig { ema: None, ..settings() }).expect("trained").metrics["loss"];
    let (tensors, hash) = read_weights(first.path()).expect("reads");
    let mut toy = Toy { poison_at: Some(4), ..Toy::default() };
    let error = run(second.path(), &settings(), &mut toy, Start::From(tensors, hash), u64::MAX);
    let error = error.expect_err("not finite").to_string();
    assert!(error.contains("step 4") && error.contains("loss"), "{error}");
    assert!(error.contains("there is no checkpoint yet"), "{error}");
    let third = tempfile::tempdir().expect("made");
    let mut toy = Toy { poison_at: Some(7), ..Toy::default() };
    let error = run(third.path(), &settings(), &mut toy, Start::Fresh, u64::MAX).expect_err("not finite");
    let checkpoint = "; the last good checkpoint is that of step 6";
    assert!(error.to_string().ends_with(checkpoint), "{error}");
    let events = read_events(second.path()).expect("reads");
    assert_eq!(events.len(), 3);
    assert!((events[0].numbers["loss"] - end).abs() < 1e-6, "it goes on where the other ended");
}

#[test]
fn a_folder_that_vanishes_ends_the_run_with_its_name() {
    let folder = tempfile::tempdir().expect("made");
    let place = folder.path().join("run");
    let settings = settings();
    let shape = DataShape { seq_len: 3, vocab_size: 4, num_puzzle_identifiers: 1, feature_width: 0 };
    let job = Job {
        task: "toy",
        data: "none".to_owned(),
        settings: &settings,
        model: settings.model.for_data(shape),
        start: Start::Fresh,
        device: Device::Cpu,
    };
    let mut watch = |progress: &super::Progress<'_>| {
        if progress.step == 4 {
            std::fs::remove_dir_all(&place).expect("removed");
        }
        true
    };
    let error = train(&job, &mut Toy::default(), &place, &mut watch).expect_err("gone").to_string();
    assert!(error.contains("events.jsonl: it was moved or removed while the run went on"), "{error}");
}

#[test]
fn a_checkpoint_that_does_not_read_is_named_and_the_one_before_serves() {
    let folder = tempfile::tempdir().expect("made");
    let settings = settings();
    let stopped = run(folder.path(), &settings, &mut Toy::default(), Start::Fresh, 7).expect("stopped");
    let newest = stopped.files[0].clone();
    let whole = std::fs::read(&newest).expect("written");
    let resume = || run(folder.path(), &settings, &mut Toy::default(), Start::Resume, u64::MAX);
    for broken in [&whole[..whole.len() / 2], &[b'{'; 64], &[]] {
        std::fs::write(&newest, broken).expect("broken");
        let error = resume().expect_err("refused").to_string();
        let name = newest.display().to_string();
        assert!(error.contains(&name) && error.contains("remove it to go on from the one before"), "{error}");
    }
    std::fs::remove_file(&newest).expect("removed");
    assert!(resume().expect("trained").finished);
}
