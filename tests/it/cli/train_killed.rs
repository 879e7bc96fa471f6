//! A training process that is killed at any moment loses at most the steps since its last checkpoint, and goes on to the same bytes.

use super::Desk;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const SETTINGS: &str = "(
    steps: 60, batch: 4, checkpoint_every: 10, judge_every: 15, ema: 0.9,
    model: (hidden_size: 16, num_heads: 2, H_layers: 1, L_layers: 1, puzzle_emb_ndim: 16, halt_max_steps: 2),
)";

fn desk() -> Desk {
    let desk = Desk::with_office();
    desk.write("small.ron", SETTINGS);
    let sudoku = ["dataset", "sudoku", "--size", "4", "--out", "data", "--examples", "20", "--seed", "1"];
    assert_eq!(desk.run(&sudoku).code, 0);
    desk
}

fn start(desk: &Desk, run: &str, more: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_phasewright"))
        .args(["train", "--data", "data", "--run", run, "--device", "cpu"])
        .args(more)
        .current_dir(desk.path(""))
        .env("XDG_DATA_HOME", desk.path("data-home"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

fn state(desk: &Desk, run: &str) -> serde_json::Value {
    let text = std::fs::read(desk.path(run).join("state.json")).unwrap_or_default();
    serde_json::from_slice(&text).unwrap_or_default()
}

/// Waits until the events hold so many lines.
fn until_events(desk: &Desk, run: &str, lines: usize, child: &mut Child) {
    let end = Instant::now() + Duration::from_secs(120);
    let count =
        || std::fs::read_to_string(desk.path(run).join("events.jsonl")).unwrap_or_default().lines().count();
    while count() < lines {
        assert!(Instant::now() < end, "no {lines} events");
        if child.try_wait().expect("known").is_some() {
            return;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn a_killed_run_goes_on_to_the_same_bytes() {
    let desk = desk();
    let whole = desk.run(&["train", "--data", "data", "--run", "whole", "--config", "small.ron"]);
    assert_eq!(whole.code, 0, "{}", whole.stderr);
    let mut child = start(&desk, "killed", &["--config", "small.ron"]);
    // Killed twice: behind the first checkpoint, and again after it has gone on.
    for lines in [14, 37] {
        until_events(&desk, "killed", lines, &mut child);
        child.kill().expect("killed");
        child.wait().expect("gone");
        child = start(&desk, "killed", &["--resume"]);
    }
    child.wait().expect("ends");
    for file in ["model.safetensors", "events.jsonl", "metrics.csv", "best/model.safetensors", "run.json"] {
        let read = |run: &str| std::fs::read(desk.path(run).join(file)).expect("written");
        assert_eq!(read("whole"), read("killed"), "{file}");
    }
    assert_eq!(state(&desk, "killed")["status"], "finished");
    assert_eq!(state(&desk, "killed")["best"], state(&desk, "whole")["best"]);
}

#[test]
fn a_file_named_stop_ends_a_run_with_a_checkpoint_and_two_do_not_train_in_one_folder() {
    let desk = desk();
    desk.write("long.ron", &SETTINGS.replace("steps: 60", "steps: 100000"));
    let mut child = start(&desk, "long", &["--config", "long.ron"]);
    until_events(&desk, "long", 3, &mut child);
    let second = desk.run(&["train", "--data", "data", "--run", "long", "--config", "long.ron"]);
    assert_eq!(second.code, 2);
    assert!(second.stderr.contains("another process trains in it"), "{}", second.stderr);
    std::fs::write(desk.path("long/stop"), "").expect("written");
    let ended = child.wait().expect("ends");
    assert_eq!(ended.code(), Some(130));
    let state = state(&desk, "long");
    assert_eq!((&state["status"], &state["step"]), (&"paused".into(), &state["checkpoint"]));
    assert!(!desk.path("long/stop").exists(), "the wish is granted");
    // Longer than it was: the settings alone decide.
    let config = |extended: u64| SETTINGS.replace("steps: 60", &format!("steps: 60, extended: {extended}"));
    desk.write("longer.ron", &config(5));
    desk.run(&["train", "--data", "data", "--run", "short", "--config", "small.ron"]);
    let longer =
        desk.run(&["train", "--data", "data", "--run", "short", "--config", "longer.ron", "--resume"]);
    assert_eq!((longer.code, longer.json()["step"].as_u64()), (0, Some(65)), "{}", longer.stderr);
}
