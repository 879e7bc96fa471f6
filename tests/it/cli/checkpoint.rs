//! The way out and back: a dataset in the reference's layout, a checkpoint as its trainer leaves it, taken in, judged, promoted.

#[path = "../../../src/hrm/torch/testing.rs"]
mod torch;

use super::{Desk, Ran};
use candle_core::Tensor;
use phasewright::hrm::{ComputeDevice, Dataset, TrainConfig, initial_weights};
use serde_json::Value;
use std::collections::BTreeMap;
use torch::{Saved, checkpoint};

const ARCH: &str = "(model: (hidden_size: 16, num_heads: 2, H_layers: 1, L_layers: 1, puzzle_emb_ndim: 16,
    halt_max_steps: 2, gradient: one_step, halting: q_learning), loss: stablemax_cross_entropy)";

fn models(desk: &Desk, arguments: &[&str]) -> Ran {
    desk.run(&[&["models"], arguments, &["--models", "own"]].concat())
}

fn done(desk: &Desk, arguments: &[&str]) -> Value {
    let ran = models(desk, arguments);
    assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.stderr);
    ran.json()
}

/// Writes what the reference's trainer would leave of a run on a dataset, and returns its tensors.
fn leave_checkpoint(desk: &Desk, data: &str, name: &str) -> BTreeMap<String, Tensor> {
    let settings = TrainConfig::read(&desk.path("arch.ron")).expect("settings");
    let shape = settings.model.for_data(Dataset::read(&desk.path(data)).expect("a dataset").shape());
    let tensors = initial_weights(&shape, 5, &ComputeDevice::Cpu).expect("drawn").tensors();
    let saved: Vec<Saved> = tensors
        .iter()
        .map(|(name, tensor)| Saved {
            name: format!("_orig_mod.{name}"),
            shape: tensor.dims().to_vec(),
            values: tensor.flatten_all().and_then(|flat| flat.to_vec1()).expect("values"),
        })
        .collect();
    std::fs::write(desk.path(name), checkpoint(&saved)).expect("written");
    tensors
}

#[test]
fn a_checkpoint_comes_in_is_judged_and_rises() {
    let desk = Desk::with_office();
    desk.write("arch.ron", ARCH);
    desk.write("plan.ron", "(sizes: [18], nodes: 0, copies: 1)");
    let maze = ["maze", "--size", "7", "--examples", "12", "--test-examples", "6"];
    let balance = ["balance", "--config", "plan.ron", "--examples", "12", "--test-per-cell", "1"];
    for (data, task) in [("mazes", maze), ("panels", balance)] {
        let ran = desk.run(&[&["dataset"], &task[..], &["--seed", "1", "--out", data]].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let file = format!("step_10-{data}");
        let theirs = leave_checkpoint(&desk, data, &file);
        let lone = models(&desk, &["import", &file]);
        assert_eq!(lone.code, 2);
        assert!(lone.stderr.contains("it holds weights alone; say with --data"), "{}", lone.stderr);

        let (first, second) = (format!("{data}-1"), format!("{data}-2"));
        let of = ["import", &file, "--data", data, "--config", "arch.ron"];
        let taken = done(&desk, &[&of[..], &["--id", &first]].concat());
        assert_eq!(taken["task"], "tokens");
        let ran = desk.run(&["evaluate", "--model", &first, "--data", data, "--models", "own"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let judged = ran.json();
        assert!(judged["by"]["cell"]["all"]["metrics"]["exact"]["mean"]["value"].is_number());
        desk.write("judged.json", &ran.stdout);
        done(&desk, &[&of[..], &["--id", &second, "--metrics", "judged.json"]].concat());
        // A champion of other data is no standard: nothing is compared, and it takes a reason.
        let promote = ["promote", &second];
        if data == "panels" {
            assert_eq!(models(&desk, &promote).code, 1);
        }
        let promoted = done(&desk, &[&promote[..], &["--force", "other data"]].concat());
        assert_eq!(promoted["decision"], "promoted");
        let shown = done(&desk, &["show", &second]);
        assert_eq!((&shown["champion"], &shown["card"]["metrics"]["n"]), (&Value::Bool(true), &judged["n"]));

        // What went out comes back, number for number.
        done(&desk, &["export", &second, "--out", &format!("out-{data}")]);
        let path = desk.path(&format!("out-{data}/model.safetensors"));
        let ours = candle_core::safetensors::load(path, &ComputeDevice::Cpu).expect("weights");
        assert_eq!(ours.len(), theirs.len());
        for (name, theirs) in &theirs {
            let flat =
                |tensor: &Tensor| tensor.flatten_all().and_then(|t| t.to_vec1::<f32>()).expect("values");
            assert_eq!(flat(&ours[name]), flat(theirs), "{name}");
        }
    }
}

#[test]
fn a_checkpoint_of_another_network_is_refused_by_name() {
    let desk = Desk::with_office();
    desk.write("arch.ron", ARCH);
    let maze = ["dataset", "maze", "--size", "7", "--examples", "8", "--seed", "1", "--out", "mazes"];
    assert_eq!(desk.run(&maze).code, 0);
    leave_checkpoint(&desk, "mazes", "step_10");
    desk.write("wider.ron", &ARCH.replace("hidden_size: 16", "hidden_size: 32"));
    let of = ["import", "step_10", "--data", "mazes", "--config"];
    let ran = models(&desk, &[&of[..], &["wider.ron"]].concat());
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("has the shape [16], not [32]"), "{}", ran.stderr);
    std::fs::write(desk.path("step_11"), b"PK nothing").expect("written");
    let ran = models(&desk, &["import", "step_11", "--data", "mazes", "--config", "arch.ron"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("step_11: no checkpoint of PyTorch"), "{}", ran.stderr);
    assert!(!desk.path("own").exists(), "nothing was written");
}
