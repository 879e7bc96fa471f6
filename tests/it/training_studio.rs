//! The training studio with real processes: a run goes on when the window is gone, and one that is killed is resumed.

use phasewright::hrm::{ModelShape, SudokuOptions, TrainConfig, draw_sudokus};
use phasewright::workbench::training::{
    NewRun, Parent, Preset, ProcessTrainer, RunId, RunPhase, Studio, TrainingCommand, TrainingView,
};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_phasewright");

fn open(folder: &Path) -> Studio {
    let trainer = Box::new(ProcessTrainer::of(PROGRAM.into()));
    Studio::open(Some(folder.to_owned()), Some(folder.join("models")), trainer)
}

fn new_run(steps: u64) -> TrainingCommand {
    let model = ModelShape {
        hidden_size: 8,
        num_heads: 2,
        h_layers: 1,
        l_layers: 1,
        puzzle_emb_ndim: 0,
        halt_max_steps: 1,
        ..ModelShape::default()
    };
    let settings = TrainConfig {
        seed: 3,
        steps,
        batch: 4,
        model,
        judge_every: 5,
        checkpoint_every: 5,
        ..TrainConfig::default()
    };
    TrainingCommand::New(Box::new(NewRun {
        name: String::new(),
        task: "tokens".to_owned(),
        dataset: "tiny".to_owned(),
        parent: Parent::Scratch,
        preset: Preset::Own,
        settings,
    }))
}

fn until(studio: &mut Studio, what: &str, holds: impl Fn(&TrainingView) -> bool) {
    let end = Instant::now() + Duration::from_secs(180);
    while !holds(&studio.view()) {
        assert!(Instant::now() < end, "never: {what}; {:#?}", studio.view());
        studio.tick();
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn puzzles(folder: &Path) {
    let options = SudokuOptions { seed: 1, size: 4, train: 8, test: 4, augment: 0 };
    draw_sudokus(&options, &mut || true)
        .expect("drawn")
        .write(&folder.join("datasets/tiny"))
        .expect("written");
}

#[test]
fn a_run_outlives_the_window_and_another_one_finds_it() {
    let folder = tempfile::tempdir().expect("made");
    puzzles(folder.path());
    let mut studio = open(folder.path());
    studio.execute(new_run(1_000_000)).expect("made");
    until(&mut studio, "it trains", |view| view.live().is_some_and(|run| run.state.step > 2));
    let step = studio.view().runs[0].state.step;
    // The window is closed; nobody holds its process.
    drop(studio);
    let mut studio = open(folder.path());
    assert_eq!(studio.view().runs[0].phase, RunPhase::Running);
    until(&mut studio, "it has gone on", |view| view.runs[0].state.step > step + 2);
    studio.execute(TrainingCommand::Pause(RunId("r-01".to_owned()))).expect("asked");
    until(&mut studio, "it pauses", |view| view.runs[0].phase == RunPhase::Paused);
    let view = studio.view();
    assert_eq!(view.runs[0].state.step, view.runs[0].state.checkpoint, "nothing is lost");
    assert_eq!(view.runs[0].file.cores.len(), 1);
    let here = folder.path().display().to_string();
    let files = std::fs::read_dir(folder.path().join("runs/r-01")).expect("there").flatten();
    for file in files.filter(|file| file.path().is_file()) {
        let text = std::fs::read(file.path()).expect("reads");
        assert!(
            !String::from_utf8_lossy(&text).contains(&here),
            "{:?} names a place of this machine",
            file.path()
        );
    }
}

#[test]
fn a_killed_process_leaves_a_run_to_resume() {
    let folder = tempfile::tempdir().expect("made");
    puzzles(folder.path());
    let mut studio = open(folder.path());
    studio.execute(new_run(400)).expect("made");
    // Started as the studio would, so that the test has the process in hand.
    drop(studio);
    let run = folder.path().join("runs/r-01");
    let mut child = Command::new(PROGRAM)
        .args(["train", "tokens", "--device", "cpu", "--data"])
        .arg(folder.path().join("datasets/tiny"))
        .arg("--run")
        .arg(&run)
        .arg("--config")
        .arg(run.join("settings.json"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts");
    let end = Instant::now() + Duration::from_secs(120);
    let checkpoint = || phasewright::hrm::RunState::read(&run).map_or(0, |state| state.checkpoint);
    while checkpoint() == 0 {
        assert!(Instant::now() < end && child.try_wait().expect("known").is_none(), "no checkpoint");
        std::thread::sleep(Duration::from_millis(2));
    }
    child.kill().expect("killed");
    child.wait().expect("gone");
    let mut studio = open(folder.path());
    assert_eq!(studio.view().runs[0].phase, RunPhase::Queued, "it waited; the studio never started it");
    studio.execute(TrainingCommand::Queue(RunId("r-01".to_owned()), None)).expect("taken out");
    assert_eq!(studio.view().runs[0].phase, RunPhase::Interrupted);
    studio.execute(TrainingCommand::Resume(RunId("r-01".to_owned()))).expect("resumed");
    until(&mut studio, "it ends", |view| view.runs[0].phase == RunPhase::Finished);
    let events = phasewright::hrm::read_events(&run).expect("reads");
    assert_eq!(events.iter().filter(|event| event.rate.is_some()).count(), 400, "every step once");
}
