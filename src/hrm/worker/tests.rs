//! A worker at the other end of two pipes, as it is and as it should not be.

use super::*;
use crate::domain::System;
use crate::engineering::balance::{self, BalanceItem, BalanceProblem};
use crate::engineering::routing::{Board, Cell};
use crate::hrm::balance::TrainedBalance;
use crate::hrm::data::{MazeOptions, draw_mazes};
use crate::hrm::registry::Registry;
use crate::hrm::routing::TrainedRouting;
use crate::hrm::{ComputeDevice, HrmError, ModelShape, Progress, TrainConfig};
use crate::proposals::{BalanceModel, Cancel, ModelAsk, RouteModel};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write, pipe};
use std::path::Path;

const CPU: ComputeDevice = ComputeDevice::Cpu;

/// Takes up with a worker that this thread's own code serves.
fn served() -> Worker {
    let (asks, asking) = pipe().expect("a pipe");
    let (saying, says) = pipe().expect("a pipe");
    std::thread::spawn(move || serve(BufReader::new(asks), says, &CPU));
    Worker::over("in a thread".to_owned(), asking, saying, None).expect("a worker")
}

/// Takes up with one that says these lines, one before each request, and is gone after the last.
fn saying(lines: Vec<String>) -> Result<Worker, HrmError> {
    let (asks, asking) = pipe().expect("a pipe");
    let (saying, mut says) = pipe().expect("a pipe");
    std::thread::spawn(move || {
        let mut asks = BufReader::new(asks).lines();
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                let _ = asks.next();
            }
            let _ = writeln!(says, "{line}");
        }
    });
    Worker::over("a fake".to_owned(), asking, saying, None)
}

fn hello() -> Hello {
    Hello::of(&CPU)
}

fn line(say: &Say) -> String {
    serde_json::to_string(say).expect("written")
}

/// A small dataset and the order to learn it.
fn order(folder: &Path, name: &str) -> TrainOrder {
    let data = folder.join("data");
    if !data.exists() {
        let options = MazeOptions { seed: 3, size: 7, train: 8, test: 4, augment: 0, least_way: 1 };
        draw_mazes(&options, &mut || true).expect("drawn").write(&data).expect("written");
    }
    let model = ModelShape {
        hidden_size: 16,
        num_heads: 2,
        h_layers: 1,
        l_layers: 1,
        puzzle_emb_ndim: 16,
        halt_max_steps: 2,
        ..ModelShape::default()
    };
    let settings = TrainConfig {
        steps: 12,
        batch: 4,
        model,
        checkpoint_every: 4,
        judge_every: 6,
        ..TrainConfig::default()
    };
    TrainOrder { task: None, data, run: folder.join(name), settings, begin: Begin::Fresh }
}

fn weights(order: &TrainOrder) -> Vec<u8> {
    std::fs::read(order.run.join("model.safetensors")).expect("a model")
}

fn on() -> impl FnMut(&Progress<'_>) -> bool + Send {
    |_| true
}

#[test]
fn a_worker_trains_to_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let (here, there) = (order(folder.path(), "here"), order(folder.path(), "there"));
    let ours = train_order(&here, &CPU, &mut on()).expect("trained");
    let mut steps = Vec::new();
    let mut watch = |progress: &Progress<'_>| {
        steps.push(progress.step);
        progress.numbers.contains_key("lm_loss")
    };
    let theirs = served().train(&there, &mut watch).expect("trained");
    assert_eq!(steps, (1..=12).collect::<Vec<_>>());
    assert!(ours.finished && theirs.finished && ours.metrics.keys().eq(theirs.metrics.keys()));
    let values = |metrics: BTreeMap<String, f64>| metrics.into_values().collect::<Vec<_>>();
    assert!(near(&values(ours.metrics), &values(theirs.metrics)));
    assert_eq!(weights(&here), weights(&there));
    assert_eq!(theirs.files.first(), Some(&there.run.join("model.safetensors")));
}

#[test]
fn a_run_is_stopped_with_a_checkpoint_and_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = order(folder.path(), "whole");
    train_order(&whole, &CPU, &mut on()).expect("trained");
    let stopped = order(folder.path(), "stopped");
    let mut worker = served();
    let outcome = worker.train(&stopped, &mut |progress| progress.step < 5).expect("stopped");
    assert!(!outcome.finished && outcome.step >= 5);
    let resumed = TrainOrder { begin: Begin::Resume, ..stopped };
    assert!(worker.train(&resumed, &mut on()).expect("trained").finished);
    assert_eq!(weights(&whole), weights(&resumed));
}

#[test]
fn a_lost_worker_costs_the_steps_since_the_checkpoint_and_a_notice() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = order(folder.path(), "whole");
    train_order(&whole, &CPU, &mut on()).expect("trained");
    // Another run stands at a checkpoint; then somebody pulls the plug in the middle of a step.
    let lost = order(folder.path(), "lost");
    let until = served().train(&lost, &mut |progress| progress.step < 6).expect("stopped").step;
    let numbers = [("lm_loss".to_owned(), 1.0)].into();
    let step = Say::Step { step: until + 1, steps: 12, numbers, judged: None };
    let worker = saying(vec![line(&Say::Hello(hello())), line(&step)]).expect("a worker");
    let resumed = TrainOrder { begin: Begin::Resume, ..lost };
    let (mut notices, mut seen) = (Vec::new(), Vec::new());
    let mut watch = |progress: &Progress<'_>| {
        seen.push(progress.step);
        true
    };
    let outcome = train_with(worker, &resumed, &mut watch, &mut |notice| notices.push(notice.to_owned()));
    assert!(outcome.expect("trained here").finished);
    assert_eq!(
        notices,
        ["the worker a fake ended; the run goes on from the last checkpoint on the processor"]
    );
    assert_eq!(seen, [until + 1].into_iter().chain(until + 1..=12).collect::<Vec<_>>());
    assert_eq!(weights(&whole), weights(&resumed));
}

#[test]
fn a_worker_that_speaks_rubbish_or_is_another_version_is_not_used() {
    let of = |hello: Hello| vec![line(&Say::Hello(hello))];
    let cases = [
        (vec!["Segmentation fault".to_owned()], "says what is no message: Segmentation fault"),
        (Vec::new(), "the worker a fake ended"),
        (vec![line(&Say::Loaded { model: "m".to_owned() })], "does not say who it is"),
        (of(Hello { protocol: 9, ..hello() }), "it speaks version 9 of the messages"),
        (of(Hello { program: "phasewright 0.0.1".to_owned(), ..hello() }), "it is phasewright 0.0.1"),
        (of(Hello { encodings: [("balance".to_owned(), 9)].into(), ..hello() }), "read other tokens"),
    ];
    for (lines, words) in cases {
        let why = saying(lines).map(|_| ()).expect_err("refused").to_string();
        assert!(why.contains(words), "{why}");
    }
    // In the middle of a run it counts as lost, and the run is done here.
    let folder = tempfile::tempdir().expect("a folder");
    let order = order(folder.path(), "run");
    let worker = saying(vec![line(&Say::Hello(hello())), "???".to_owned()]).expect("a worker");
    let mut notices = Vec::new();
    let outcome = train_with(worker, &order, &mut on(), &mut |notice| notices.push(notice.to_owned()));
    assert!(outcome.expect("trained here").finished);
    assert!(notices.len() == 1 && notices[0].contains("from the beginning"), "{notices:?}");
}

#[test]
fn a_worker_is_held_to_what_the_processor_computes() {
    let far = served().check().expect("the same");
    assert!(far <= TOLERANCE, "{far}");
    let mut off = probe(&CPU).expect("a probe");
    let first = off.0.get_mut("gradients").and_then(|values| values.first_mut()).expect("a number");
    *first += 1.0;
    let mut worker = saying(vec![line(&Say::Hello(hello())), line(&Say::Probe(off))]).expect("a worker");
    let why = worker.check().expect_err("off").to_string();
    assert!(why.contains("computes something else"), "{why}");
    let ours = probe(&CPU).expect("a probe");
    let mut none = ours.clone();
    none.0.remove("loss");
    assert_eq!(ours.distance(&none), f64::INFINITY);
    none.0.insert("loss".to_owned(), vec![f64::NAN]);
    assert_eq!(ours.distance(&none), f64::INFINITY);
}

#[test]
fn errors_are_messages_and_the_worker_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut worker = served();
    let missing = TrainOrder { data: folder.path().join("nothing"), ..order(folder.path(), "run") };
    let why = worker.train(&missing, &mut on()).expect_err("no data");
    assert!(matches!(&why, HrmError::OfWorker(why) if why.contains("nothing")), "{why}");
    let why = worker.load("balance", "none-such", None).expect_err("no model").to_string();
    assert!(why.contains("there is no model named 'none-such'"), "{why}");
    let board = RouteBoard::new(&Board::new(3, 3), Cell { column: 1, row: 1 }).expect("a board");
    let why = worker.field(board, &Cancel::default()).expect_err("no model").to_string();
    assert_eq!(why, "no model of routing is loaded");
    assert!(worker.check().is_ok(), "still there");
}

#[test]
fn lines_that_are_no_requests_are_answered() {
    let (asks, mut asking) = pipe().expect("a pipe");
    let (saying, says) = pipe().expect("a pipe");
    let server = std::thread::spawn(move || serve(BufReader::new(asks), says, &CPU));
    asking
        .write_all(b"nonsense\n\n{\"ask\":\"dance\"}\n{\"ask\":\"cancel\"}\n{\"ask\":\"quit\"}\n")
        .expect("written");
    server.join().expect("no panic").expect("quit");
    let says: Vec<Say> = BufReader::new(saying)
        .lines()
        .map(|line| serde_json::from_str(&line.expect("a line")).expect("a message"))
        .collect();
    let kinds: Vec<Option<Wrong>> =
        says.iter().map(|say| if let Say::Error { kind, .. } = say { Some(*kind) } else { None }).collect();
    assert_eq!(kinds, [None, Some(Wrong::Misunderstood), Some(Wrong::Misunderstood)]);
}

/// A number that was text in between may have lost its last bit.
fn near(ours: &[f64], theirs: &[f64]) -> bool {
    ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| (a - b).abs() <= 1e-12 * b.abs())
}

fn shipped(task: &str) -> (String, crate::hrm::PublishedModel) {
    let stored = Registry::open(None).find_champion(task).expect("read").expect("shipped");
    (stored.card.id.clone(), stored.load(&CPU).expect("loaded"))
}

#[test]
fn a_worker_answers_what_the_program_answers() {
    let cancel = Cancel::default();
    let mut worker = served();
    let (id, read) = shipped("balance");
    worker.load("balance", &id, None).expect("loaded");
    let loads = [1800.0, 1500.0, 900.0, 720.0, 2400.0, 360.0];
    let mut items: Vec<BalanceItem> =
        loads.iter().zip(0_u16..).map(|(va, at)| BalanceItem::single(u64::from(at), at + 1, *va)).collect();
    items.push(BalanceItem::multi(9, 13, 3, 6000.0));
    let problem = BalanceProblem::new(System::Wye208, 18, 1, items);
    let ask = ModelAsk { goal: balance::Goal::Best, target: 1.0 };
    let ours =
        TrainedBalance::new(&id, read).expect("a model").arrange(&problem, &ask, &cancel).expect("an answer");
    let (tops, segments) = worker.arrange(PanelBoard::new(&problem, &ask), &cancel).expect("an answer");
    assert_eq!(tops, ours.tops.iter().map(|slot| slot.0).collect::<Vec<_>>());
    assert!(near(&segments, &ours.segments), "{segments:?}");

    let (id, read) = shipped("routing");
    worker.load("routing", &id, None).expect("loaded");
    let mut board = Board::new(7, 6);
    (0..5).for_each(|row| board.set_blocked(Cell { column: 3, row }, true));
    let goal = Cell { column: 6, row: 0 };
    let ours =
        TrainedRouting::new(&id, read).expect("a model").field(&board, goal, &cancel).expect("an answer");
    let asked = RouteBoard::new(&board, goal).expect("a board");
    assert_eq!(worker.field(asked, &cancel).expect("an answer").field(&board, goal), ours);
}
