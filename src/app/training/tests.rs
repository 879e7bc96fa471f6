//! The training tab, found by its labels; runs are trained on a thread of the test.

use crate::app::front::Front;
use crate::app::testing::Window;
use crate::hrm::{SudokuOptions, ModelShape, TrainConfig, draw_sudokus};
use crate::workbench::training::{NewRun, Parent, Preset, RunPhase, TrainingCommand};
use crate::workbench::{Action, Command};
use egui::{Key, Modifiers};
use std::time::{Duration, Instant};

fn tiny(steps: u64) -> TrainConfig {
    let model = ModelShape {
        hidden_size: 8,
        num_heads: 2,
        h_layers: 1,
        l_layers: 1,
        puzzle_emb_ndim: 0,
        halt_max_steps: 1,
        ..ModelShape::default()
    };
    TrainConfig {
        seed: 3,
        steps,
        batch: 4,
        model,
        judge_every: 5,
        checkpoint_every: 5,
        ..TrainConfig::default()
    }
}

/// A window with a dataset of tiny puzzles, the training tab in front.
fn training() -> Window {
    let mut window = Window::riverside();
    let folder = window.app().workbench().places().training.clone().expect("a place");
    let options = SudokuOptions { seed: 1, size: 4, train: 8, test: 4, augment: 0 };
    draw_sudokus(&options, &mut || true).expect("drawn").write(&folder.join("datasets/tiny")).expect("written");
    send(&mut window, TrainingCommand::Rescan);
    window.press(Modifiers::COMMAND, Key::Num5);
    assert_eq!(window.app().front, Front::Training);
    window
}

fn send(window: &mut Window, command: TrainingCommand) {
    window.app().workbench.execute(Command::Train(command));
    window.run();
}

fn order(name: &str, settings: TrainConfig) -> TrainingCommand {
    TrainingCommand::New(Box::new(NewRun {
        name: name.to_owned(),
        task: "tokens".to_owned(),
        dataset: "tiny".to_owned(),
        parent: Parent::Scratch,
        preset: Preset::Own,
        settings,
    }))
}

/// Draws until the newest run is like this.
fn until(window: &mut Window, phase: RunPhase) {
    let end = Instant::now() + Duration::from_secs(120);
    loop {
        window.run();
        let view = window.app().workbench().training().clone();
        if view.runs.first().is_some_and(|run| run.phase == phase) {
            return window.run();
        }
        assert!(Instant::now() < end, "never {phase:?}: {view:#?}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_run_is_ordered_trained_and_read_by_label() {
    let mut window = training();
    assert!(window.shows("No run yet") && window.shows("Datasets"));
    window.click("New run");
    assert!(window.shows("Advanced settings") && window.tells("Quick, about 2 min"));
    window.press(Modifiers::NONE, Key::Escape);
    send(&mut window, order("lr 1e-3", tiny(10)));
    until(&mut window, RunPhase::Finished);
    assert!(window.tells("r-01 · lr 1e-3, finished"));
    assert!(window.tells("step 10 / 10, 100 %"));
    assert!(window.tells("Loss: r-01 train from"), "the chart says what it shows");
    assert!(window.tells("Run r-01 · lr 1e-3 finished, best"));
    send(&mut window, order("again", tiny(10)));
    until(&mut window, RunPhase::Finished);
    assert!(window.tells("r-02 · again, finished"), "a new run comes to the front");
}

#[test]
fn a_run_is_paused_and_resumed_by_its_buttons() {
    let mut window = training();
    send(&mut window, order("", tiny(1_000_000)));
    until(&mut window, RunPhase::Running);
    window.click("Pause");
    until(&mut window, RunPhase::Paused);
    assert!(window.shows("Resume") && !window.tells("Training r-01 ·"));
    window.click("Resume");
    until(&mut window, RunPhase::Running);
    assert!(window.tells("Training r-01 ·"), "the status bar says so");
    for _ in 0..200 {
        window.run();
        std::thread::sleep(Duration::from_millis(5));
        if window.app().workbench().training().runs[0].best().is_some() {
            break;
        }
    }
    window.click("Stop, keep best");
    until(&mut window, RunPhase::Kept);
}

#[test]
fn the_tab_is_there_without_a_project_too() {
    let mut window = Window::open();
    window.act(Action::Training);
    assert!(window.shows("Runs") && window.shows("No run yet"));
    window.act(Action::NewRun);
    assert!(window.shows("Start"));
}
