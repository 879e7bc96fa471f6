//! `phasewright models`: a small model comes in, is promoted or refused, answers, and goes back.

use super::{Desk, Ran, assert_keys};
use phasewright::hrm::balance::{PanelPlan, balance_recipe, balance_shape, hash_of};
use phasewright::hrm::{ComputeDevice, ModelShape, TrainConfig, initial_weights};
use phasewright::workbench::lab::LabCommand;
use phasewright::workbench::{Command, Places, Workbench};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::sync::Arc;

/// Writes a run's folder with an untrained model; with a card whose raw mean is `raw`, if one is given.
fn run_folder(desk: &Desk, name: &str, seed: u64, raw: Option<f64>) {
    let model =
        ModelShape { hidden_size: 16, num_heads: 2, h_layers: 1, l_layers: 1, ..balance_recipe().model };
    let shape = balance_shape(&TrainConfig { model, ..balance_recipe() });
    let weights = initial_weights(&shape, seed, &ComputeDevice::Cpu).expect("drawn");
    std::fs::create_dir(desk.path(name)).expect("a folder");
    let path = desk.path(name).join("model.safetensors");
    let tensors: HashMap<String, _> = weights.tensors().into_iter().collect();
    candle_core::safetensors::save(&tensors, &path).expect("written");
    let digest = Sha256::digest(std::fs::read(&path).expect("written"));
    let hash: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let config = json!({ "task": "balance", "model": shape, "loss": "softmax_cross_entropy" });
    desk.write(&format!("{name}/config.json"), &config.to_string());
    let run = json!({
        "program": "phasewright 0.1.0", "task": "balance", "seed": seed, "steps": 0, "data_sha256": "d",
        "model_sha256": hash, "parameters": weights.parameters(),
    });
    desk.write(&format!("{name}/run.json"), &run.to_string());
    let Some(raw) = raw else { return };
    let card = json!({
        "id": name, "task": "balance", "title": "Small", "description": "For a test.",
        "made": { "program": "phasewright 0.1.0", "commands": ["phasewright train balance --data d --run r"] },
        "data": { "sha256": "d" }, "limits": ["It has learned nothing."], "sha256": hash, "metrics": metrics(raw),
    });
    desk.write(&format!("{name}/card.json"), &card.to_string());
}

fn metrics(raw: f64) -> Value {
    let of = |value: f64| json!({ "value": value, "ci95": [value - 0.01, value + 0.01] });
    let figure = json!({ "mean": of(raw), "p5": of(raw - 0.1), "above_095": of(0.5) });
    let cell = json!({ "n": 10, "metrics": { "raw": figure }, "baselines": { "lpt": figure } });
    json!({ "task": "balance", "n": 10, "by": { "cell": { "42 208Y/120": cell } } })
}

fn models(desk: &Desk, arguments: &[&str]) -> Ran {
    desk.run(&[&["models"], arguments, &["--models", "own"]].concat())
}

fn done(desk: &Desk, arguments: &[&str]) -> Value {
    let ran = models(desk, arguments);
    assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.stderr);
    ran.json()
}

#[test]
fn a_model_comes_in_rises_answers_and_goes_back() {
    let desk = Desk::with_office();
    run_folder(&desk, "one", 1, Some(0.95));
    run_folder(&desk, "two", 2, Some(0.90));
    let taken = done(&desk, &["import", "one"]);
    assert_keys(&taken, &["task", "id", "sha256", "folder"]);
    done(&desk, &["import", "two/model.safetensors"]);
    // The shipped model was measured on nine cells, this one on one: it takes a reason to promote it.
    assert_eq!(models(&desk, &["promote", "one"]).code, 1);
    assert_eq!(done(&desk, &["promote", "one", "--force", "a test"])["decision"], "promoted");

    let refused = models(&desk, &["promote", "two"]);
    assert_eq!(refused.code, 1, "{}", refused.stderr);
    let gate = &refused.json()["gate"];
    assert_eq!((&gate["passed"], &gate["cells"][0]["holds"]), (&json!(false), &json!(false)));
    assert_eq!(gate["cells"][0]["champion"]["ci95"][0], 0.94);
    let text = models(&desk, &["promote", "two", "--format", "text"]).stdout;
    assert!(text.contains("two is not promoted") && text.contains("0.9000  below"), "{text}");
    assert_eq!(models(&desk, &["promote", "two", "--force", " "]).code, 2, "a reason has words");
    assert_eq!(done(&desk, &["promote", "two", "--force", "to see"])["decision"], "promoted");
    let kept = std::fs::read_to_string(desk.path("own/registry.json")).expect("written");
    assert!(kept.contains("\"forced\": \"to see\""), "{kept}");
    assert_eq!(done(&desk, &["rollback", "balance"])["champion"], "one");

    let list = done(&desk, &["list"]);
    let own = list["models"].as_array().expect("models").iter().filter(|model| model["shipped"] == false);
    let seen: Vec<(&str, bool)> =
        own.map(|model| (model["id"].as_str().expect("id"), model["champion"] == true)).collect();
    assert_eq!(seen, [("one", true), ("two", false)]);
    let shown = done(&desk, &["show", "one"]);
    assert_eq!((&shown["card"]["metrics"]["n"], &shown["champion"]), (&json!(10), &json!(true)));
    let text = models(&desk, &["show", "one", "--format", "text"]).stdout;
    assert!(
        text.contains("$ phasewright train balance") && text.contains("It has learned nothing."),
        "{text}"
    );
    done(&desk, &["export", "one", "--out", "out/one"]);
    assert!(desk.path("out/one/model.safetensors").exists());

    // An untrained model moves wildly or fails; either way it is the one that is asked.
    let office = ["balance", "office.ron", "--panel", "LP-1", "--models", "own"];
    let auto = desk.run(&office);
    assert!(auto.code <= 1, "{}", auto.stderr);
    assert_eq!(auto.json()["model"], "one");
    assert_eq!(auto.json()["verified"], true);
}

#[test]
fn evaluate_takes_the_champion_or_a_model_by_its_name() {
    let desk = Desk::with_office();
    run_folder(&desk, "one", 1, None);
    done(&desk, &["import", "one", "--id", "small-1"]);
    done(&desk, &["promote", "small-1"]);
    // One small panelboard is enough: what is judged is not the model.
    desk.write("small.ron", "(sizes: [18], nodes: 100)");
    let draw =
        ["dataset", "balance", "--out", "data", "--examples", "10", "--config", "small.ron", "--seed", "1"];
    assert_eq!(desk.run(&draw).code, 0);
    let judge = |more: &[&str]| {
        let ran = desk.run(
            &[&["evaluate", "balance", "--data", "data", "--split", "val", "--models", "own"], more].concat(),
        );
        assert!(ran.code <= 1, "{}", ran.stderr);
        assert_eq!(ran.json()["model"], "small-1");
        ran.stdout
    };
    let answer = judge(&[]);
    assert_eq!(answer, judge(&["--model", "small-1"]));
    desk.write("answer.json", &answer);
    let measured = ["import", "one", "--id", "measured", "--metrics", "answer.json"];
    done(&desk, &measured);
    assert_eq!(done(&desk, &["show", "measured"])["card"]["metrics"]["n"], 1);
}

#[test]
fn what_is_no_model_is_refused_by_name_and_reason() {
    let desk = Desk::with_office();
    run_folder(&desk, "cut", 1, None);
    let weights = std::fs::read(desk.path("cut/model.safetensors")).expect("written");
    std::fs::write(desk.path("cut/model.safetensors"), &weights[..weights.len() / 2]).expect("cut");
    let cases: [(&[&str], &str); 7] = [
        (&["import", "cut"], "model.safetensors: its SHA-256 is"),
        (&["import", "nowhere"], "nowhere: there is no such file or folder"),
        (&["import", "office.ron"], "a model is a folder with model.safetensors"),
        (&["show", "small-9"], "there is no model named 'small-9'"),
        (&["promote", "../up"], "is no name of a model"),
        (&["rollback", "balance"], "no earlier champion of balance"),
        (&["rollback", "weather"], "no task named 'weather'"),
    ];
    for (arguments, said) in cases {
        let ran = models(&desk, arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{arguments:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(said), "{arguments:?}: {}", ran.stderr);
    }
    assert!(!desk.path("own").exists(), "nothing was written");
}

#[test]
fn the_candidate_of_the_training_tab_has_the_same_numbers_here() {
    let desk = Desk::with_office();
    run_folder(&desk, "one", 1, Some(0.5));
    let plan = PanelPlan { test_per_cell: 1, nodes: 500, ..PanelPlan::default() };
    let test = plan.draw_test(&mut |_, _| true).expect("drawn");
    let text = std::fs::read_to_string(desk.path("one/card.json")).expect("written");
    let mut card: Value = serde_json::from_str(&text).expect("reads");
    card["data"]["test"] = json!({ "plan": plan, "sha256": hash_of(&test) });
    desk.write("one/card.json", &card.to_string());
    done(&desk, &["import", "one"]);
    done(&desk, &["promote", "one", "--force", "a test"]);
    run_folder(&desk, "two", 2, None);
    let asked = ["evaluate", "--model", "candidate", "--format", "json", "--models", "own"];
    let none = desk.run(&asked);
    assert!(none.code == 2 && none.stderr.contains("there is no candidate"), "{}", none.stderr);
    let places =
        Places { models: Some(desk.path("own")), training: Some(desk.path("training")), ..Places::default() };
    let mut workbench = Workbench::start(places, Arc::new(|| ()));
    let from = desk.path("two");
    workbench.execute(Command::Lab(LabCommand::Evaluate { title: "r-02".to_owned(), from }));
    workbench.run_until_idle();
    let shown = workbench.lab().evaluation("balance").expect("judged").answer.clone();
    let told = desk.run(&asked);
    // 1: an untrained model is not as good as is asked of a shipped one.
    assert_eq!(told.code, 1, "{}", told.stderr);
    let told = told.json();
    for part in ["task", "n", "metrics", "baselines", "by"] {
        assert_eq!(shown[part], told[part], "{part}");
    }
    assert_eq!(shown["n"], 9);
    let champion =
        desk.run(&["evaluate", "balance", "--model", "champion", "--format", "json", "--models", "own"]);
    assert_eq!(champion.json()["model"], "one");
}
