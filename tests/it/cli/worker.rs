//! `phasewright worker` and `train --device worker`: the same bytes by another process, and what becomes of a run whose worker
//! does not serve, or is killed.
#![cfg(unix)]

use super::Desk;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_phasewright");

const SETTINGS: &str = "(
    steps: 60, batch: 8, checkpoint_every: 4, judge_every: 60,
    model: (hidden_size: 16, num_heads: 2, H_layers: 1, L_layers: 1, puzzle_emb_ndim: 16, halt_max_steps: 2),
)";

/// A desk with a small dataset, settings, and a script for a worker.
fn desk(script: &str) -> Desk {
    let desk = Desk::with_office();
    desk.write("small.ron", SETTINGS);
    let sudoku = ["dataset", "sudoku", "--size", "4", "--out", "data", "--examples", "20", "--seed", "1"];
    assert_eq!(desk.run(&sudoku).code, 0);
    desk.write("worker", &format!("#!/bin/sh\n{script}\n"));
    let mode = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(desk.path("worker"), mode).expect("may be run");
    desk
}

fn train(desk: &Desk, run: &str, device: &str) -> Command {
    let mut command = Command::new(PROGRAM);
    command
        .args(["train", "--data", "data", "--config", "small.ron", "--seed", "4", "--run", run])
        .args(["--device", device])
        .current_dir(desk.path("."))
        .env("PHASEWRIGHT_WORKER", desk.path("worker"))
        .env("PROGRAM", PROGRAM)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn model(desk: &Desk, run: &str) -> Vec<u8> {
    std::fs::read(desk.path(run).join("model.safetensors")).expect("a model")
}

/// What the run's folder says of where it was computed.
fn computing(desk: &Desk, run: &str) -> String {
    std::fs::read_to_string(desk.path(run).join("device.json")).expect("written")
}

fn trained_here(desk: &Desk) -> Vec<u8> {
    assert!(train(desk, "here", "cpu").output().expect("started").status.success());
    model(desk, "here")
}

#[test]
fn a_run_in_a_worker_ends_in_the_same_bytes() {
    let desk = desk("exec \"$PROGRAM\" \"$@\"");
    let output = train(&desk, "there", "worker").output().expect("started");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("computing on cpu in the worker"), "{said}");
    assert!(computing(&desk, "there").contains("CPU in the worker"));
    assert_eq!(model(&desk, "there"), trained_here(&desk));
}

#[test]
fn a_worker_killed_in_the_middle_costs_a_notice() {
    let desk = desk("echo $$ > pid; exec \"$PROGRAM\" \"$@\"");
    let running = train(&desk, "there", "worker").spawn().expect("started");
    let steps = || {
        let events = std::fs::read_to_string(desk.path("there/events.jsonl")).unwrap_or_default();
        events.lines().count()
    };
    while steps() < 6 {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    let pid = std::fs::read_to_string(desk.path("pid")).expect("written");
    assert!(Command::new("kill").args(["-9", pid.trim()]).status().expect("killed").success());
    let output = running.wait_with_output().expect("ended");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(
        said.contains("worker ended; the run goes on from the last checkpoint on the processor"),
        "{said}"
    );
    let kept = computing(&desk, "there");
    assert!(kept.contains("\"CPU\"") && kept.contains("from the last checkpoint on the processor"), "{kept}");
    assert!(!kept.contains('/'), "no place of this machine: {kept}");
    assert_eq!(model(&desk, "there"), trained_here(&desk));
}

#[test]
fn a_worker_that_cannot_be_used_is_named_with_why() {
    let cases = [
        (
            "echo 'libcuda.so.1: cannot open shared object file' >&2; exit 127",
            "(exit code 127): libcuda.so.1",
        ),
        ("echo Hello", "says what is no message: Hello"),
        (
            "echo '{\"say\":\"hello\",\"protocol\":7,\"program\":\"phasewright 9\",\"device\":\"cuda\",\"encodings\":{}}'; cat",
            "it speaks version 7 of the messages, this program version 1",
        ),
    ];
    for (script, words) in cases {
        let desk = desk(script);
        let output = train(&desk, "run", "cuda").output().expect("started");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(words) && said.contains("--device cpu"), "{said}");
        assert!(!desk.path("run").exists(), "nothing was begun");
        // Where any device will do it is a note.
        let output = train(&desk, "run", "auto").output().expect("started");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        assert!(said.contains(words) && said.contains("computing on the processor"), "{said}");
    }
}

#[test]
fn nothing_but_messages_is_on_standard_output() {
    let mut child = Command::new(PROGRAM)
        .args(["worker", "--device", "cpu"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("started");
    let mut stdin = child.stdin.take().expect("a stream");
    std::io::Write::write_all(&mut stdin, b"{\"ask\":\"probe\"}\nhow are you\n{\"ask\":\"quit\"}\n")
        .expect("written");
    let output = child.wait_with_output().expect("ended");
    assert!(output.status.success());
    let says: Vec<String> = String::from_utf8(output.stdout)
        .expect("text")
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("a message")["say"].to_string())
        .collect();
    assert_eq!(says, ["\"hello\"", "\"probe\"", "\"error\""]);
}
