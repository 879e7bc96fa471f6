//! `phasewright dataset`, `train` and `evaluate` on small puzzles: the same bytes twice, resumed or not.

use super::{Desk, assert_keys};

const SETTINGS: &str = "(
    steps: 8, batch: 8, checkpoint_every: 4, judge_every: 4, ema: 0.9,
    model: (hidden_size: 16, num_heads: 2, H_layers: 1, L_layers: 1, puzzle_emb_ndim: 16, halt_max_steps: 2),
)";

/// A desk with a small dataset and settings.
fn desk() -> Desk {
    let desk = Desk::with_office();
    desk.write("small.ron", SETTINGS);
    let sudoku = ["dataset", "sudoku", "--size", "4", "--out", "data", "--examples", "20", "--seed", "1"];
    assert_eq!(desk.run(&sudoku).code, 0);
    desk
}

#[test]
fn datasets_are_the_same_twice_and_their_manifest_counts() {
    let desk = Desk::with_office();
    for task in [&["maze", "--size", "9", "--augment", "1"][..], &["sudoku", "--size", "4", "--augment", "1"]]
    {
        let draw = |out: &str| {
            let options = ["--out", out, "--examples", "20", "--test-examples", "5", "--seed", "3"];
            let ran = desk.run(&[&["dataset"], task, &options].concat());
            assert_eq!(ran.code, 0, "{}", ran.stderr);
            ran.json()
        };
        let (first, second) = (draw("a"), draw("b"));
        assert_eq!(first, second);
        assert_eq!(first["splits"]["train"]["groups"], 20);
        assert_eq!(first["splits"]["train"]["examples"], 40);
        assert_eq!(first["splits"]["test"]["examples"], 5);
        for file in ["manifest.json", "train/all__inputs.npy", "test/all__labels.npy"] {
            let read = |folder: &str| std::fs::read(desk.path(folder).join(file)).expect("written");
            assert_eq!(read("a"), read("b"), "{file}");
        }
    }
}

#[test]
fn a_run_answers_judges_and_repeats() {
    let desk = desk();
    let train = |run: &str, more: &[&str]| {
        let ran =
            desk.run(&[&["train", "--data", "data", "--run", run, "--config", "small.ron"], more].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert_eq!(ran.stderr, "", "no bar where nobody looks");
        ran.json()
    };
    let answer = train("one", &["--seed", "4"]);
    assert_keys(&answer, &["task", "step", "steps", "finished", "metrics", "files", "data_sha256"]);
    assert_eq!((answer["step"].as_u64(), answer["finished"].as_bool()), (Some(8), Some(true)));
    train("two", &["--seed", "4", "--device", "cpu"]);
    let read = |run: &str, file: &str| std::fs::read(desk.path(run).join(file)).expect("written");
    for file in ["model.safetensors", "events.jsonl", "run.json"] {
        assert_eq!(read("one", file), read("two", file), "{file}");
    }
    // As a kill after the first checkpoint leaves it: the later one and the model are not there.
    std::fs::remove_file(desk.path("two/checkpoints/step-00000008.safetensors")).expect("removed");
    std::fs::remove_file(desk.path("two/model.safetensors")).expect("removed");
    let resumed = desk.run(&["train", "--data", "data", "--run", "two", "--resume"]);
    assert_eq!(resumed.code, 0, "{}", resumed.stderr);
    for file in ["model.safetensors", "events.jsonl"] {
        assert_eq!(read("one", file), read("two", file), "{file}");
    }
    train("three", &["--init", "one"]);

    let ran = desk.run(&["evaluate", "--model", "one", "--data", "data", "--split", "test"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let judged = ran.json();
    assert_keys(&judged, &["task", "model", "split", "n", "metrics", "baselines", "by"]);
    assert_eq!(judged["n"], 2);
    let exact = &judged["metrics"]["exact_accuracy"];
    assert_eq!(exact["ci95"].as_array().map(Vec::len), Some(2));
    assert_eq!(exact["value"].as_f64(), answer["metrics"]["exact_accuracy"].as_f64());
    assert_eq!(judged["baselines"]["optimum"]["exact_accuracy"], 1);
    let trivial = judged["baselines"]["most_frequent_label"]["accuracy"].as_f64().expect("a number");
    // What is given is repeated, holes are guessed: better than chance, far from right.
    assert!(trivial > 0.25 && trivial < 0.9, "{trivial}");
}

#[test]
fn what_cannot_be_trained_is_said() {
    let desk = desk();
    desk.write("odd.json", r#"{"stepz": 4}"#);
    let cases: [(&[&str], &str); 7] = [
        (&["train", "--data", "nowhere", "--run", "r"], "dataset.json"),
        (&["train", "--data", "data", "--run", "r", "--config", "odd.json"], "unknown field `stepz`"),
        (&["train", "--data", "data", "--run", "r", "--resume"], "no checkpoint"),
        (&["train", "weather", "--data", "data", "--run", "r"], "no task named 'weather'"),
        (&["train", "--data", "data", "--run", "r", "--init", "nothing"], "nothing"),
        (&["evaluate", "--model", "nothing", "--data", "data"], "nothing"),
        (&["dataset", "sudoku", "--size", "5", "--out", "d", "--examples", "2", "--seed", "1"], "4 or 9"),
    ];
    for (arguments, said) in cases {
        let ran = desk.run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(said), "{arguments:?}: {}", ran.stderr);
        assert_eq!(ran.stdout, "", "{arguments:?}");
    }
    assert!(!desk.path("r/model.safetensors").exists());
}

/// Panelboards from the command line: drawn twice alike, a project's among them, learned from, judged cell by cell.
#[test]
fn balancing_is_drawn_learned_and_judged() {
    let desk = Desk::with_office();
    desk.write("plan.ron", "(sizes: [18], nodes: 0, copies: 2)");
    let draw = |out: &str| {
        let options = ["--out", out, "--examples", "30", "--test-per-cell", "1", "--seed", "5"];
        let more = ["--config", "plan.ron", "--from", "office.ron", "--keep-names"];
        let ran = desk.run(&[&["dataset", "balance"][..], &options, &more].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.json()
    };
    let manifest = draw("panels");
    assert_eq!(manifest, draw("again"));
    assert_eq!(manifest["leaks"]["in_two_splits"], 0);
    assert_eq!(manifest["splits"]["test"]["examples"], 9);
    assert!(manifest["splits"]["train"]["examples"].as_u64() > Some(27), "the office's panels join");
    let panels = std::fs::read_to_string(desk.path("panels/train/all__panels.jsonl")).expect("written");
    assert!(panels.contains("office.ron"), "named after their project");

    desk.write(
        "tiny.ron",
        "(steps: 4, model: (hidden_size: 16, num_heads: 2, H_layers: 1, L_layers: 1), ema: 0.9,
          task: (segments: 2, parts: 2, part_circuits: 40, part_panels: 4))",
    );
    let ran = desk.run(&["train", "balance", "--data", "panels", "--run", "run", "--config", "tiny.ron"]);
    assert_eq!((ran.code, ran.json()["finished"].as_bool()), (0, Some(true)), "{}", ran.stderr);
    let ran = desk.run(&["evaluate", "balance", "--model", "run", "--data", "panels"]);
    assert_eq!(ran.code, 1, "an untrained model does not pass: {}", ran.stderr);
    let answer = ran.json();
    assert_keys(&answer, &["task", "model", "split", "n", "metrics", "baselines", "by"]);
    assert_eq!(answer["by"]["cell"].as_object().map(serde_json::Map::len), Some(9));
    let cell = &answer["by"]["cell"]["42 208Y/120"];
    for column in ["raw", "best_segment", "best_of_4", "polished"] {
        assert!(cell["metrics"][column]["mean"]["value"].as_f64() <= Some(1.0), "{column}");
    }
    for column in ["random", "as_is", "snake", "lpt", "lpt_swaps", "optimum"] {
        assert_eq!(cell["baselines"][column]["p5"]["ci95"].as_array().map(Vec::len), Some(2), "{column}");
    }
    let ran = desk.run(&["train", "balance", "--data", "nowhere", "--run", "other"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("all__panels.jsonl"), "{}", ran.stderr);
}

/// Floor plans drawn, learned from and judged on; the shipped model finds every shortest way on them, one of a few steps hardly any.
#[test]
fn routing_is_drawn_learned_and_judged() {
    let desk = Desk::with_office();
    let draw = |out: &str, more: &[&str]| {
        desk.write("plan.ron", "(sizes: [8, 10], test_mazes: 1)");
        let options = ["--out", out, "--examples", "20", "--seed", "3", "--config", "plan.ron"];
        let ran = desk.run(&[&["dataset", "routing"][..], &options, more].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.json()
    };
    let first = draw("plans", &[]);
    assert_eq!(first, draw("again", &[]));
    assert_eq!(first["leaks"]["in_two_splits"], 0);
    assert_eq!(first["splits"]["test"]["examples"], 8, "one of each of seven sizes and a maze");
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/sample_projects/riverside_office.ron");
    let given = draw("given", &["--from", sample]);
    let learned = |of: &serde_json::Value| of["splits"]["train"]["examples"].as_u64().expect("a number");
    assert!(learned(&given) > learned(&first) && given["test_sha256"] == first["test_sha256"]);

    desk.write(
        "tiny.ron",
        "(steps: 2, model: (hidden_size: 16, num_heads: 2, H_layers: 1, L_layers: 1, H_cycles: 1), task: (part_cells: 50))",
    );
    let train = ["train", "routing", "--data", "plans", "--run", "run", "--config", "tiny.ron"];
    let ran = desk.run(&train);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let judge = |more: &[&str]| desk.run(&[&["evaluate", "routing", "--data", "plans"], more].concat());
    let untaught = judge(&["--model", "run"]);
    assert_eq!(untaught.code, 1, "below the gate: {}", untaught.stderr);
    let shipped = judge(&[]);
    assert_eq!(shipped.code, 0, "{}", shipped.stderr);
    let answer = shipped.json();
    assert_keys(&answer, &["task", "model", "split", "n", "metrics", "baselines", "by", "published"]);
    assert_eq!(
        (answer["n"].as_u64(), answer["metrics"]["raw_optimal"]["value"].as_f64()),
        (Some(8), Some(1.0))
    );
    assert_eq!(answer["baselines"]["search_optimal"]["value"], 1.0);
    let worst = untaught.json()["metrics"]["raw_optimal"]["value"].as_f64().expect("a number");
    assert!(worst < 0.5, "{worst}");
}
