//! The studio without a window, over a folder of its own.

use super::*;
use crate::hrm::{RunStatus, SudokuOptions, TrainConfig, draw_sudokus};
use std::path::Path;
use std::time::{Duration, Instant};

/// A dataset of tiny puzzles, which any trainer of tokens learns in no time.
fn puzzles(folder: &Path) {
    let options = SudokuOptions { seed: 1, size: 4, train: 8, test: 4, augment: 0 };
    draw_sudokus(&options, &mut || true)
        .expect("drawn")
        .write(&folder.join("datasets/tiny"))
        .expect("written");
}

fn tiny(steps: u64) -> TrainConfig {
    let model = crate::hrm::ModelShape {
        hidden_size: 8,
        num_heads: 2,
        h_layers: 1,
        l_layers: 1,
        puzzle_emb_ndim: 0,
        halt_max_steps: 1,
        ..crate::hrm::ModelShape::default()
    };
    TrainConfig {
        seed: 3,
        steps,
        batch: 4,
        model,
        judge_every: 2,
        checkpoint_every: 2,
        ..TrainConfig::default()
    }
}

fn new_run(name: &str, settings: TrainConfig) -> TrainingCommand {
    TrainingCommand::New(Box::new(NewRun {
        name: name.to_owned(),
        task: "tokens".to_owned(),
        dataset: "tiny".to_owned(),
        parent: Parent::Scratch,
        preset: Preset::Own,
        settings,
    }))
}

fn open(folder: &Path) -> Studio {
    Studio::open(Some(folder.to_owned()), None, Box::new(ThreadTrainer))
}

/// Lets the studio work until something holds.
fn until(studio: &mut Studio, what: &str, holds: impl Fn(&TrainingView) -> bool) -> Vec<String> {
    let end = Instant::now() + Duration::from_secs(120);
    let mut told = Vec::new();
    while !holds(&studio.view()) {
        assert!(Instant::now() < end, "never: {what}; {:#?} {told:?}", studio.view());
        told.extend(studio.tick().1);
        std::thread::sleep(Duration::from_millis(5));
    }
    told
}

fn phase(view: &TrainingView, id: &str) -> RunPhase {
    view.run(&RunId(id.to_owned())).expect("there").phase
}

fn id(id: &str) -> RunId {
    RunId(id.to_owned())
}

/// C7, C11, C12, C13, C14: runs wait for each other, end, are extended with their optimizer, and equal runs are equal.
#[test]
fn runs_wait_for_each_other_and_a_finished_one_can_be_extended() {
    let folder = tempfile::tempdir().expect("made");
    puzzles(folder.path());
    let mut studio = open(folder.path());
    assert_eq!(studio.view().datasets.len(), 1);
    for name in ["one", "two", "three"] {
        studio.execute(new_run(name, tiny(6))).expect("made");
    }
    let view = studio.view();
    assert_eq!(view.queue, [id("r-01"), id("r-02"), id("r-03")]);
    assert_eq!(
        view.runs.iter().map(|run| run.title()).collect::<Vec<_>>(),
        ["r-03 · three", "r-02 · two", "r-01 · one"]
    );
    studio.execute(TrainingCommand::Queue(id("r-03"), Some(1))).expect("moved");
    studio.execute(TrainingCommand::Show(vec![id("r-01"), id("r-03")])).expect("shown");
    until(&mut studio, "one starts", |view| view.live().is_some());
    assert_eq!(studio.view().queue, [id("r-03"), id("r-02")]);
    until(&mut studio, "all end", |view| view.runs.iter().all(|run| run.phase == RunPhase::Finished));
    studio.tick();
    let view = studio.view();
    let [one, three] = ["r-01", "r-03"].map(|name| view.run(&id(name)).expect("there").clone());
    assert_eq!(one.curves, three.curves, "the same seed and data: the same series");
    assert_eq!(one.curves.as_ref().expect("shown").train.len(), 6);
    assert!(one.best().is_some() && one.has_model);
    studio.execute(TrainingCommand::Extend(id("r-01"), 4)).expect("extended");
    until(&mut studio, "it is longer", |view| {
        view.run(&id("r-01")).is_some_and(|run| run.phase == RunPhase::Finished && run.state.step == 10)
    });
    studio.tick();
    let longer = studio.view().run(&id("r-01")).and_then(|run| run.curves.clone()).expect("shown");
    assert_eq!(longer.train[..6], one.curves.expect("shown").train[..], "what was stays");
    assert_eq!(longer.train.len(), 10);
    let files = |name: &str| std::fs::read(folder.path().join("runs").join(name)).expect("there");
    assert_eq!(files("r-02/model.safetensors"), files("r-03/model.safetensors"));
    assert_eq!(files("r-02/events.jsonl"), files("r-03/events.jsonl"));
}

/// C9, C12: paused, resumed by another studio, and ended early with the best step.
#[test]
fn a_run_is_paused_and_another_session_goes_on_with_it() {
    let folder = tempfile::tempdir().expect("made");
    puzzles(folder.path());
    let mut studio = open(folder.path());
    studio.execute(new_run("long", tiny(100_000))).expect("made");
    until(&mut studio, "it is under way", |view| view.live().is_some_and(|run| run.state.step > 3));
    studio.execute(TrainingCommand::Pause(id("r-01"))).expect("asked");
    assert_eq!(phase(&studio.view(), "r-01"), RunPhase::Stopping);
    until(&mut studio, "it pauses", |view| phase(view, "r-01") == RunPhase::Paused);
    let step = studio.view().runs[0].state.step;
    drop(studio);
    let mut studio = open(folder.path());
    studio.execute(TrainingCommand::Show(vec![id("r-01")])).expect("shown");
    studio.tick();
    let curves = studio.view().runs[0].curves.clone().expect("read");
    assert_eq!(curves.train.last().map(|point| point[0] as u64), Some(step), "curve intact");
    studio.execute(TrainingCommand::Resume(id("r-01"))).expect("resumed");
    until(&mut studio, "it goes on", |view| view.live().is_some_and(|run| run.state.step > step + 2));
    studio.execute(TrainingCommand::KeepBest(id("r-01"))).expect("asked");
    until(&mut studio, "the best is kept", |view| phase(view, "r-01") == RunPhase::Kept);
    let run = studio.view().runs[0].clone();
    let kept = std::fs::read_to_string(folder.path().join("runs/r-01/run.json")).expect("there");
    assert!(kept.contains(&format!("\"steps\": {}", run.best().expect("judged").step)), "{kept}");
}

/// Begins only when it has been asked to stop, as a trainer that takes long to begin.
struct SlowToBegin;

struct Slow(std::thread::JoinHandle<()>);

impl Trainer for SlowToBegin {
    fn start(&self, order: &TrainOrder) -> Result<Box<dyn super::Running>, String> {
        let order = order.clone();
        Ok(Box::new(Slow(std::thread::spawn(move || {
            while !order.run.join("stop").exists() {
                std::thread::sleep(Duration::from_millis(2));
            }
            super::launch::train_as_ordered(&order).expect("trained");
        }))))
    }
}

impl super::Running for Slow {
    fn ended(&mut self) -> Option<Result<(), String>> {
        self.0.is_finished().then_some(Ok(()))
    }
}

#[test]
fn a_run_that_has_not_begun_yet_hears_the_wish_to_stop() {
    let folder = tempfile::tempdir().expect("made");
    puzzles(folder.path());
    let mut studio = Studio::open(Some(folder.path().to_owned()), None, Box::new(SlowToBegin));
    studio.execute(new_run("", tiny(1_000_000))).expect("made");
    until(&mut studio, "it starts", |view| view.live().is_some());
    studio.execute(TrainingCommand::Pause(id("r-01"))).expect("asked");
    until(&mut studio, "it pauses", |view| phase(view, "r-01") == RunPhase::Paused);
    assert!(studio.view().runs[0].state.step < 10);
}

/// C10: a state that says "running" without anybody training is that of a killed trainer.
#[test]
fn a_killed_run_is_marked_and_resume_offered() {
    let folder = tempfile::tempdir().expect("made");
    puzzles(folder.path());
    let mut studio = open(folder.path());
    studio.execute(new_run("", tiny(8))).expect("made");
    until(&mut studio, "it ends", |view| phase(view, "r-01") == RunPhase::Finished);
    let run = folder.path().join("runs/r-01");
    let mut state = crate::hrm::RunState::read(&run).expect("there");
    state.status = RunStatus::Running;
    state.write(&run).expect("written");
    studio.execute(TrainingCommand::Rescan).expect("looked");
    assert_eq!(phase(&studio.view(), "r-01"), RunPhase::Interrupted);
    assert!(phase(&studio.view(), "r-01").can_resume());
}

/// C15, C16, C25.
#[test]
fn runs_are_compared_deleted_taken_back_and_carried_elsewhere() {
    let folder = tempfile::tempdir().expect("made");
    puzzles(folder.path());
    let mut studio = open(folder.path());
    let mut other = tiny(4);
    other.rate.base = 3e-4;
    studio.execute(new_run("", tiny(4))).expect("made");
    studio.execute(new_run("", other)).expect("made");
    until(&mut studio, "both end", |view| view.runs.iter().all(|run| run.phase == RunPhase::Finished));
    let view = studio.view();
    let runs: Vec<&RunView> = view.runs.iter().collect();
    let found: Vec<String> = differences(&runs).iter().map(ToString::to_string).collect();
    assert_eq!(found, [format!("learning rate 0.0003 / {}", tiny(4).rate.base)], "the newest first");
    studio.execute(TrainingCommand::Delete(vec![id("r-02")])).expect("deleted");
    assert_eq!(studio.view().runs.len(), 1);
    studio.execute(TrainingCommand::UndoDelete).expect("taken back");
    assert_eq!(studio.view().runs.len(), 2);
    studio.execute(TrainingCommand::Delete(vec![id("r-02")])).expect("deleted");
    studio.execute(TrainingCommand::ForgetDeleted).expect("forgotten");
    assert!(!folder.path().join("trash").exists(), "the disk is freed");
    studio.execute(TrainingCommand::ExportPlots(vec![id("r-01")])).expect("drawn");
    // Nothing in the folder names a place of this machine.
    let run = folder.path().join("runs/r-01");
    assert!(run.join("plots/curves.svg").exists() && run.join("plots/curves.png").exists());
    let here = folder.path().display().to_string();
    for entry in std::fs::read_dir(&run).expect("there").flatten().filter(|entry| entry.path().is_file()) {
        let bytes = std::fs::read(entry.path()).expect("reads");
        assert!(!String::from_utf8_lossy(&bytes).contains(&here), "{:?}", entry.path());
    }
    let colleague = tempfile::tempdir().expect("made");
    std::fs::create_dir_all(colleague.path().join("runs")).expect("made");
    std::fs::rename(&run, colleague.path().join("runs/r-01")).expect("carried");
    let mut theirs = open(colleague.path());
    theirs.execute(TrainingCommand::Show(vec![id("r-01")])).expect("shown");
    theirs.tick();
    let run = theirs.view().runs[0].clone();
    assert_eq!((run.phase, run.curves.map(|curves| curves.train.len())), (RunPhase::Finished, Some(4)));
    assert_eq!(run.settings.as_deref(), Some(&tiny(4)));
}

#[test]
fn what_cannot_start_says_why() {
    let folder = tempfile::tempdir().expect("made");
    let mut studio = open(folder.path());
    let broken = TrainConfig { batch: 0, ..tiny(4) };
    let refused = studio.execute(new_run("", broken)).expect_err("no batch");
    assert!(refused.contains("batch is 0"), "{refused}");
    studio.execute(new_run("", tiny(4))).expect("made");
    let told = until(&mut studio, "it fails", |view| phase(view, "r-01") == RunPhase::Failed);
    assert!(told[0].contains("dataset 'tiny' is gone"), "{told:?}");
    let mut steep = tiny(50);
    (steep.rate.base, steep.rate.warmup, steep.weight_decay) = (1e300, 0, 1e300);
    puzzles(folder.path());
    studio.execute(new_run("steep", steep)).expect("made");
    until(&mut studio, "it comes apart", |view| phase(view, "r-02") == RunPhase::Diverged);
    let why = studio.view().run(&id("r-02")).and_then(|run| run.why.clone()).expect("said");
    assert!(why.contains("came apart at step"), "{why}");
}
