//! What may happen to a disk while a model is trained or taken in: it fills up, it vanishes. A message, and nothing lost.
#![cfg(unix)]

use super::Desk;
use std::process::{Command, Output, Stdio};

const SETTINGS: &str = "(
    steps: 40, batch: 8, checkpoint_every: 5, judge_every: 40,
    model: (hidden_size: 16, num_heads: 2, H_layers: 1, L_layers: 1, puzzle_emb_ndim: 16, halt_max_steps: 2),
)";

fn desk() -> Desk {
    let desk = Desk::with_office();
    desk.write("small.ron", SETTINGS);
    let sudoku = ["dataset", "sudoku", "--size", "4", "--out", "data", "--examples", "20", "--seed", "1"];
    assert_eq!(desk.run(&sudoku).code, 0);
    desk
}

/// Runs the program where no file may grow beyond so many half kilobytes: what it is told is what a full disk tells.
fn with_little_room(desk: &Desk, blocks: u32, arguments: &str) -> Output {
    Command::new("sh")
        .args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$PROGRAM\" {arguments}")])
        .env("PROGRAM", env!("CARGO_BIN_EXE_phasewright"))
        .env("XDG_DATA_HOME", desk.path("data-home"))
        .env_remove("PHASEWRIGHT_WORKER")
        .current_dir(desk.path("."))
        .stdin(Stdio::null())
        .output()
        .expect("started")
}

#[test]
fn a_full_disk_ends_a_run_that_then_goes_on_to_the_same_bytes() {
    let desk = desk();
    let train = "train --data data --config small.ron --seed 4 --device cpu --run";
    assert!(with_little_room(&desk, 1 << 20, &format!("{train} whole")).status.success());
    let size =
        std::fs::metadata(desk.path("whole/checkpoints/step-00000040.safetensors")).expect("there").len();
    // Room for events, none for a checkpoint.
    let full = with_little_room(&desk, (size / 1024) as u32, &format!("{train} cut"));
    let said = String::from_utf8_lossy(&full.stderr);
    assert_eq!(full.status.code(), Some(2), "{said}");
    assert!(said.contains("checkpoints/step-00000005.safetensors"), "the file is named: {said}");
    let left: Vec<_> = std::fs::read_dir(desk.path("cut/checkpoints")).expect("a folder").collect();
    assert!(left.is_empty(), "nothing half written: {left:?}");
    assert!(with_little_room(&desk, 1 << 20, &format!("{train} cut")).status.success());
    let model = |run: &str| std::fs::read(desk.path(run).join("model.safetensors")).expect("a model");
    assert_eq!(model("whole"), model("cut"));
}

#[test]
fn a_full_disk_leaves_the_registry_as_it_was() {
    let desk = desk();
    let train = "train --data data --config small.ron --seed 4 --device cpu --run run";
    assert!(with_little_room(&desk, 1 << 20, train).status.success());
    let import = "models import run --id small-1 --models own";
    let full = with_little_room(&desk, 8, import);
    let said = String::from_utf8_lossy(&full.stderr);
    assert_eq!(full.status.code(), Some(2), "{said}");
    let list = desk.run(&["models", "list", "--models", "own"]).json();
    let models = list["models"].as_array().expect("models");
    assert!(models.iter().all(|model| model["shipped"] == true), "{list}");
    let left: Vec<_> = std::fs::read_dir(desk.path("own/tokens")).expect("a folder").collect();
    assert!(left.is_empty(), "nothing half written: {left:?}");
    assert!(with_little_room(&desk, 1 << 20, import).status.success(), "and then it fits");
}

#[test]
fn data_that_vanished_is_named_and_the_run_waits_for_it() {
    let desk = desk();
    let train = ["train", "--data", "data", "--config", "small.ron", "--run", "run", "--steps", "10"];
    assert_eq!(desk.run(&train).code, 0);
    std::fs::remove_file(desk.path("run/model.safetensors")).expect("as if it had not ended");
    std::fs::rename(desk.path("data"), desk.path("elsewhere")).expect("moved");
    let resume = ["train", "--data", "data", "--run", "run", "--resume"];
    let ran = desk.run(&resume);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("data/train/dataset.json"), "{}", ran.stderr);
    std::fs::rename(desk.path("elsewhere"), desk.path("data")).expect("moved back");
    assert_eq!(desk.run(&resume).code, 0);
}
