//! Datasets written and read, faults named, and a run that is interrupted ends in the same bytes.

use super::order::Order;
use super::{Dataset, Example, Puzzle, Split, SplitInfo, TokenLearner, write_split};
use crate::hrm::HrmError;
use crate::hrm::loss::LossKind;
use crate::hrm::model::{GradientReach, Halting, PositionEncoding};
use crate::hrm::train::{
    Job, Learner, ModelShape, PuzzleRule, Rate, Start, TrainConfig, TrainOutcome, read_events, train,
};
use candle_core::Device;
use std::collections::BTreeSet;
use std::path::Path;

/// Three groups of two puzzles with one to three examples; the label is the token's successor, and 0 says nothing.
fn split(salt: u16) -> Split {
    let info = SplitInfo {
        pad_id: 0,
        ignore_label_id: Some(0),
        blank_identifier_id: 0,
        vocab_size: 6,
        seq_len: 4,
        num_puzzle_identifiers: 3,
        total_groups: 0,
        mean_puzzle_examples: 0.0,
        sets: Vec::new(),
    };
    let example = |seed: u16| {
        let inputs: Vec<u16> = (0..4).map(|i| 1 + (seed * 7 + i * i + salt) % 4).collect();
        let label = |(i, token): (usize, &u16)| if i == 3 { 0 } else { token + 1 };
        let labels = inputs.iter().enumerate().map(label).collect();
        Example { inputs, labels }
    };
    let puzzle = |id: u16| Puzzle {
        identifier: u32::from(id % 3),
        examples: (0..=id % 3).map(|i| example(id + i)).collect(),
    };
    let groups: Vec<Vec<Puzzle>> =
        (0..3).map(|group| vec![puzzle(2 * group), puzzle(2 * group + 1)]).collect();
    Split::of(info, &groups).expect("a split")
}

fn data() -> Dataset {
    Dataset { train: split(0), test: split(1) }
}

fn written(folder: &Path) {
    write_split(&split(0), &folder.join("train")).expect("written");
    write_split(&split(1), &folder.join("test")).expect("written");
}

#[test]
fn what_is_written_is_read() {
    let folder = tempfile::tempdir().expect("made");
    written(folder.path());
    let read = Dataset::read(folder.path()).expect("reads");
    assert_eq!(read, data());
    assert_eq!(read.sha256(), data().sha256());
    assert_ne!(read.sha256(), Dataset { train: split(1), test: split(0) }.sha256());
    let rows = read.train.rows(&[1, 2], 3);
    assert_eq!(rows.puzzles, [1, 1, 0]);
    assert_eq!(rows.labels[0][3], -100, "the class that is no label");
    assert_eq!((rows.tokens[2].clone(), rows.labels[2].clone()), (vec![0; 4], vec![-100; 4]));
}

#[test]
fn faults_are_named_with_file_and_row() {
    let said = |name: &str, bytes: &[u8]| {
        let folder = tempfile::tempdir().expect("made");
        written(folder.path());
        std::fs::write(folder.path().join("train").join(name), bytes).expect("written");
        Dataset::read(folder.path()).expect_err("refused").to_string()
    };
    let line = |values: &[i64]| {
        super::npy::to_bytes(&[values.len()], values.iter().copied(), super::npy::IntType::I32)
    };
    let grid = |values: &[i64]| {
        super::npy::to_bytes(&[values.len() / 4, 4], values.iter().copied(), super::npy::IntType::U8)
    };
    let cases: [(&str, Vec<u8>, &str); 8] = [
        ("dataset.json", b"{}".to_vec(), "pad_id"),
        ("all__inputs.npy", b"nothing".to_vec(), "no NumPy"),
        ("all__inputs.npy", grid(&[1, 2, 3, 4, 1, 2, 9, 4]), "row 1, place 2: 9 is none of 6 classes"),
        ("all__labels.npy", grid(&[1, 2, 3, 4]), "1 rows beside"),
        ("all__labels.npy", line(&[1, 2, 3, 4]), "not (examples, 4)"),
        ("all__puzzle_identifiers.npy", line(&[0, 1, 2, 0, 3, 0]), "row 4: 3 where"),
        ("all__puzzle_indices.npy", line(&[0, 1, 3, 6, 6, 9, 12]), "row 4: 6 does not lie above 6"),
        ("all__group_indices.npy", line(&[0, 2, 4, 5]), "from 0 to 5, not from 0 to 6"),
    ];
    for (name, bytes, words) in cases {
        let error = said(name, &bytes);
        assert!(error.contains(words) && error.contains(name), "{error}");
    }
}

/// Every batch is full, an iteration takes one puzzle of each group, and a place in the order can be gone back to.
#[test]
fn the_order_takes_a_puzzle_of_every_group() {
    let split = split(0);
    let mut order = Order::new(4, 2, 2);
    let group_of = |example: usize| {
        let puzzle = split.puzzles.partition_point(|start| *start <= example) - 1;
        split.groups.partition_point(|start| *start <= puzzle) - 1
    };
    let mut seen = BTreeSet::new();
    let mut positions = Vec::new();
    for _ in 0..40 {
        positions.push(order.position());
        let batch = order.next(&split).expect("a batch");
        assert_eq!(batch.len(), 2);
        seen.extend(batch.iter().map(|example| (group_of(*example), *example)));
    }
    assert_eq!(seen.len(), split.examples(), "in time every example comes");
    for back in [0, 1, 7, 39] {
        let mut again = Order::new(4, 2, 2);
        again.go_to(positions[back], &split);
        let mut order = Order::new(4, 2, 2);
        (0..back).for_each(|_| drop(order.next(&split)));
        assert_eq!(again.next(&split).expect("a batch"), order.next(&split).expect("a batch"), "{back}");
    }
    let few = Order::new(4, 100, 1).next(&split).expect_err("not enough").to_string();
    assert!(few.contains("3 groups do not fill a batch of 100"), "{few}");
}

fn settings() -> TrainConfig {
    let model = ModelShape {
        hidden_size: 8,
        num_heads: 2,
        h_layers: 1,
        l_layers: 1,
        puzzle_emb_ndim: 8,
        halt_max_steps: 3,
        halt_exploration_prob: 0.5,
        gradient: GradientReach::OneStep,
        halting: Halting::QLearning,
        ..ModelShape::default()
    };
    TrainConfig {
        seed: 3,
        steps: 12,
        batch: 2,
        model,
        rate: Rate { base: 0.01, warmup: 2, min_ratio: 1.0 },
        puzzles: PuzzleRule { rate: 0.01, weight_decay: 0.1 },
        loss: LossKind::Stablemax,
        ema: Some(0.8),
        checkpoint_every: 100,
        judge_every: 5,
        task: serde_json::json!({ "passes": 2 }),
        ..TrainConfig::default()
    }
}

fn run(folder: &Path, settings: &TrainConfig, start: Start, last: u64) -> Result<TrainOutcome, HrmError> {
    let data = data();
    let job = Job {
        task: "tokens",
        data: data.sha256(),
        settings,
        model: settings.model.for_data(data.shape()),
        start,
        device: Device::Cpu,
    };
    let mut learner = TokenLearner::new(data, settings)?;
    train(&job, &mut learner, folder, &mut |progress| progress.step < last)
}

#[test]
fn a_resumed_run_ends_in_the_same_bytes() {
    for shards in [1, 2] {
        let settings = TrainConfig { shards, ..settings() };
        let (straight, halting) = (tempfile::tempdir().expect("made"), tempfile::tempdir().expect("made"));
        let whole = run(straight.path(), &settings, Start::Fresh, u64::MAX).expect("trained");
        let half = run(halting.path(), &settings, Start::Fresh, 6).expect("trained");
        assert_eq!((half.step, half.finished), (6, false));
        let rest = run(halting.path(), &settings, Start::Resume, u64::MAX).expect("trained");
        assert_eq!(whole.metrics, rest.metrics);
        for name in ["model.safetensors", "events.jsonl", "run.json"] {
            let bytes = |folder: &Path| std::fs::read(folder.join(name)).expect("written");
            assert_eq!(bytes(straight.path()), bytes(halting.path()), "{name}");
        }
        let events = read_events(straight.path()).expect("reads");
        assert!(events[0].numbers.contains_key("q_continue_loss"));
        assert!(events.iter().any(|event| event.numbers.contains_key("steps")), "rows halt");
    }
}

/// Shards see the same puzzles, so the first step's loss is the same; the halves together learn as the whole does.
#[test]
fn shards_add_up_to_the_batch() {
    let losses: Vec<f64> = [1, 2]
        .map(|shards| {
            let folder = tempfile::tempdir().expect("made");
            run(folder.path(), &TrainConfig { shards, ..settings() }, Start::Fresh, 3).expect("trained");
            read_events(folder.path()).expect("reads")[2].numbers["lm_loss"]
        })
        .to_vec();
    assert!((losses[0] - losses[1]).abs() < 1e-4, "{losses:?}");
}

/// Whatever the options, the loss falls.
#[test]
fn it_learns_with_every_option() {
    let base = settings().model;
    let options = ModelShape {
        gradient: GradientReach::LastCycle,
        halting: Halting::HaltOnly,
        shared_net: true,
        pos_encodings: PositionEncoding::Learned,
        ..base.clone()
    };
    for (model, ema) in [(base, None), (options, Some(0.5))] {
        let settings = TrainConfig { steps: 100, model, ema, loss: LossKind::Softmax, ..settings() };
        let folder = tempfile::tempdir().expect("made");
        let outcome = run(folder.path(), &settings, Start::Fresh, u64::MAX).expect("trained");
        let events = read_events(folder.path()).expect("reads");
        assert!(outcome.metrics["lm_loss"] < events[0].numbers["lm_loss"] * 0.6, "{:?}", outcome.metrics);
        assert!(outcome.metrics["accuracy"] > 0.5);
    }
}

#[test]
fn options_of_another_task_are_refused() {
    let settings = TrainConfig { task: serde_json::json!({ "chunk": 3 }), ..settings() };
    let error = TokenLearner::new(data(), &settings).expect_err("refused").to_string();
    assert!(error.contains("chunk"), "{error}");
    let halts: &dyn Learner = &TokenLearner::new(data(), &self::settings()).expect("made");
    assert!(halts.may_pause(1), "rows are in the checkpoint, so it may stand anywhere");
}
