//! The training tab, found by its labels; runs are trained on a thread of the test.

use crate::app::front::Front;
use crate::app::testing::Window;
use crate::hrm::{ModelShape, SudokuOptions, TrainConfig, draw_sudokus};
use crate::workbench::training::{NewRun, Parent, Preset, RunPhase, TrainingCommand};
use crate::workbench::{Action, Command};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
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
    draw_sudokus(&options, &mut || true)
        .expect("drawn")
        .write(&folder.join("datasets/tiny"))
        .expect("written");
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
    assert!(window.tells("Loss: r-01 validation from"), "the chart says what it shows");
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

/// C16: the toast takes a deleted run back.
#[test]
fn a_deleted_run_comes_back_by_the_toast() {
    let mut window = training();
    send(&mut window, order("", tiny(4)));
    until(&mut window, RunPhase::Finished);
    window.click("More about this run");
    window.click("Delete run");
    assert!(window.shows("No run yet") && window.tells("Run r-01 deleted"));
    window.harness.get_all_by_label("Undo").last().expect("in the toast").click();
    window.run();
    assert_eq!(window.app().workbench().training().runs.len(), 1);
    assert!(window.tells("Run r-01 finished, best"));
}

/// C14, C15: a queue whose order changes, and runs laid over each other with what differs.
#[test]
fn runs_wait_in_an_order_that_can_be_changed_and_are_compared() {
    let mut window = training();
    for (name, rate) in [("long", 1e-3), ("second", 1e-3), ("third", 3e-4)] {
        let mut settings = tiny(if name == "long" { 1_000_000 } else { 6 });
        settings.rate.base = rate;
        send(&mut window, order(name, settings));
    }
    assert!(window.tells("Run r-03 · third queued") && window.tells("r-03 · third, queued"));
    window.click("Earlier in the queue");
    let queue: Vec<String> =
        window.app().workbench().training().queue.iter().map(|id| id.to_string()).collect();
    assert_eq!(queue.last().map(String::as_str), Some("r-02"));
    send(&mut window, TrainingCommand::Discard(crate::workbench::training::RunId("r-01".to_owned())));
    until(&mut window, RunPhase::Finished);
    let end = Instant::now() + Duration::from_secs(120);
    while window.app().workbench().training().runs[1].phase != RunPhase::Finished {
        assert!(Instant::now() < end, "r-02 never ends");
        window.run();
        std::thread::sleep(Duration::from_millis(5));
    }
    window.run();
    let row = window.harness.get_by_label_contains("Run r-02 · second finished").rect().center();
    window.harness.hover_at(row);
    for pressed in [true, false] {
        let modifiers = Modifiers::COMMAND;
        let button = egui::PointerButton::Primary;
        window
            .harness
            .event_modifiers(egui::Event::PointerButton { pos: row, button, pressed, modifiers }, modifiers);
    }
    window.run();
    assert!(window.shows("2 selected · differ in: learning rate 0.001 / 0.0003"));
    assert!(window.tells("r-02 from") && window.tells("r-03 from"), "both are drawn");
}

/// C9: closing the window asks what becomes of training.
#[test]
fn closing_the_window_asks_and_pauses() {
    let mut window = training();
    send(&mut window, order("", tiny(1_000_000)));
    until(&mut window, RunPhase::Running);
    let viewport = window.harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default();
    viewport.events.push(egui::ViewportEvent::Close);
    window.harness.step();
    let output = window.harness.output().viewport_output.get(&egui::ViewportId::ROOT).cloned();
    let commands = output.map(|output| output.commands).unwrap_or_default();
    assert!(commands.contains(&egui::ViewportCommand::CancelClose));
    window.harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default().events.clear();
    window.run();
    assert!(window.shows("r-01 is being trained"));
    window.click("Pause it");
    until(&mut window, RunPhase::Paused);
}

/// Pictures to be looked at: a run that goes on over an older one, dark and light, narrow and wide.
#[test]
fn the_tab_is_drawn_while_a_run_goes_on() {
    let mut window = training();
    send(&mut window, order("baseline", TrainConfig { seed: 9, ..tiny(120) }));
    until(&mut window, RunPhase::Finished);
    send(&mut window, order("lr 1e-3", tiny(1_000_000)));
    until(&mut window, RunPhase::Running);
    send(&mut window, order("lr 3e-4", tiny(10)));
    let id = |name: &str| crate::workbench::training::RunId(name.to_owned());
    window.app().training.select(&[id("r-02"), id("r-01")]);
    for _ in 0..400 {
        window.run();
        if window.app().workbench().training().runs[1].state.step > 70 {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let plot = window.harness.get_by_label_contains("Loss: r-02").rect().center();
    window.harness.hover_at(plot);
    for (size, name) in [((1280.0, 800.0), "narrow"), ((1440.0, 900.0), "usual"), ((2560.0, 1440.0), "wide")]
    {
        window.harness.set_size(egui::vec2(size.0, size.1));
        window.run();
        window.picture(&format!("training-dark-{name}.png"));
    }
    window.act(Action::ToggleTheme);
    window.harness.set_size(egui::vec2(1440.0, 900.0));
    window.run();
    window.picture("training-light.png");
    window.act(Action::NewRun);
    window.click("Advanced settings");
    window.picture("training-new-run.png");
    assert!(window.shows("Learning rate"));
    send(&mut window, TrainingCommand::Discard(id("r-02")));
}

/// C8: the number of cores changes while a run goes on, which takes effect at its next checkpoint, and the run goes on.
#[test]
fn cores_change_while_a_run_goes_on() {
    let mut window = training();
    let (before, machine) = window.app().workbench().training().cores;
    if machine == 1 {
        return;
    }
    send(&mut window, order("", tiny(1_000_000)));
    until(&mut window, RunPhase::Running);
    let more = before < machine;
    window.harness.get_by_role_and_label(Role::Slider, "Cores for training").focus();
    window.run();
    window.press(Modifiers::NONE, if more { Key::ArrowRight } else { Key::ArrowLeft });
    let cores = if more { before + 1 } else { before - 1 };
    assert_eq!(window.app().workbench().training().cores.0, cores);
    assert!(window.shows(&format!("{cores} of {machine}")));
    let step = window.app().workbench().training().runs[0].state.step;
    let end = Instant::now() + Duration::from_secs(120);
    loop {
        window.run();
        let run = window.app().workbench().training().runs[0].clone();
        if run.phase == RunPhase::Running && run.file.cores_now() == cores && run.state.step > step {
            break;
        }
        assert!(Instant::now() < end, "{run:#?}");
        std::thread::sleep(Duration::from_millis(10));
    }
    // What a frame finds out is drawn by the next.
    window.run();
    assert!(window.tells(&if cores == 1 { "CPU, 1 core".to_owned() } else { format!("CPU, {cores} cores") }));
}
