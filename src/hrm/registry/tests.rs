//! The life of models in a registry, and what it refuses.

use super::testing::{SmallRun, answer, small_shape};
use super::*;
use crate::hrm::{ComputeDevice, HrmConfig, initial_weights};
use candle_core::Tensor;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A folder with an empty registry in it.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn registry(&self) -> Registry {
        Registry::with_shipped(Some(self.path("models")), &[], "{}")
    }

    /// Takes a small model with a card in.
    fn with(self, id: &str, seed: u64, raw: [f64; 2]) -> Self {
        let run = SmallRun::of_balance(seed);
        run.write_with_card(&self.path(id), &run.card(id, raw));
        self.registry().import(&self.path(id), None, None).expect("taken in");
        self
    }

    fn refused(&self, from: &str) -> String {
        let error = self.registry().import(&self.path(from), None, None).expect_err("refused").to_string();
        assert!(self.registry().list().expect("lists").is_empty(), "nothing was written: {error}");
        error
    }
}

fn ids(registry: &Registry) -> Vec<(String, bool)> {
    registry.list().expect("lists").into_iter().map(|listed| (listed.id, listed.champion)).collect()
}

#[test]
fn a_registry_without_models_answers_everything() {
    let place = Place::new();
    for registry in [place.registry(), Registry::with_shipped(None, &[], "{}")] {
        assert!(registry.list().expect("lists").is_empty());
        assert_eq!(registry.champion("balance").expect("answers"), None);
        assert!(registry.find_champion("balance").expect("answers").is_none());
        let error = registry.find("balance-9").expect_err("none").to_string();
        assert!(error.contains("balance-9") && error.contains("no model is installed"), "{error}");
        assert!(registry.rollback("balance").expect_err("none").to_string().contains("no earlier champion"));
    }
    assert!(
        place
            .registry()
            .champion("weather")
            .expect_err("no task")
            .to_string()
            .contains("there are balance, ")
    );
    assert!(!place.path("models").exists(), "reading makes no folder");
}

#[test]
fn what_ships_holds() {
    let registry = Registry::open(None);
    for listed in registry.list().expect("lists") {
        let card = listed.card.unwrap_or_else(|why| panic!("{}: {why}", listed.id));
        let stored = registry.find(&card.id).expect("found");
        stored.files.check(&card).unwrap_or_else(|error| panic!("{}: {error}", card.id));
    }
    for task in TASKS {
        registry.find_champion(task.name).unwrap_or_else(|error| panic!("{}: {error}", task.name));
    }
}

#[test]
fn models_come_in_rise_to_champion_and_go_back() {
    let place = Place::new().with("first", 1, [0.95, 0.96]).with("better", 2, [0.97, 0.955]);
    let place = place.with("worse", 3, [0.97, 0.93]);
    let registry = place.registry();
    assert_eq!(ids(&registry), [("better", false), ("first", false), ("worse", false)].map(owned));

    let first = registry.promote("first", None).expect("judged");
    assert_eq!((first.decision, first.before.as_deref()), (Decision::Promoted, None));
    assert_eq!(first.gate.nothing.as_deref(), Some("there was no champion"));
    assert_eq!(registry.promote("first", None).expect("judged").decision, Decision::Already);

    // Below the mean of the second cell, but within its interval.
    let better = registry.promote("better", None).expect("judged");
    assert_eq!(better.decision, Decision::Promoted);
    assert!(better.gate.cells.iter().all(CellGate::holds));

    let worse = registry.promote("worse", None).expect("judged");
    assert_eq!(worse.decision, Decision::Refused);
    let failed: Vec<&str> =
        worse.gate.cells.iter().filter(|cell| !cell.holds()).map(|cell| cell.cell.as_str()).collect();
    assert_eq!(failed, ["42 480Y/277"], "0.93 is below 0.955 - 0.01");
    assert_eq!(registry.champion("balance").expect("reads").as_deref(), Some("better"));

    let forced = registry.promote("worse", Some("large panels only")).expect("judged");
    assert_eq!(forced.decision, Decision::Promoted);
    let history = registry.history("balance").expect("reads");
    assert_eq!(
        history.iter().map(|change| change.id.as_str()).collect::<Vec<_>>(),
        ["first", "better", "worse"]
    );
    assert_eq!(history.last().and_then(|change| change.forced.as_deref()), Some("large panels only"));

    assert_eq!(registry.rollback("balance").expect("back").id, "better");
    assert_eq!(registry.rollback("balance").expect("back").id, "first");
    assert!(registry.rollback("balance").expect_err("the end").to_string().contains("no earlier champion"));
    assert_eq!(ids(&registry), [("better", false), ("first", true), ("worse", false)].map(owned));
    assert_eq!(registry.history("balance").expect("reads").len(), 5, "nothing is forgotten");
}

fn owned((id, champion): (&str, bool)) -> (String, bool) {
    (id.to_owned(), champion)
}

#[test]
fn a_shipped_model_is_the_first_champion_and_the_last_to_go_back_to() {
    let run = SmallRun::of_balance(1);
    let leak = |bytes: Vec<u8>| -> &'static [u8] { Box::leak(bytes.into_boxed_slice()) };
    let card = leak(run.card("balance-1", [0.95, 0.95]).to_string().into_bytes());
    let shipped = Shipped {
        at: "balance/balance-1",
        weights: leak(run.weights),
        config: leak(run.config),
        run: leak(run.run),
        card,
    };
    let place = Place::new().with("own", 2, [0.96, 0.96]);
    let shipped = Box::leak(Box::new([shipped]));
    let registry = Registry::with_shipped(Some(place.path("models")), shipped, r#"{"balance": "balance-1"}"#);
    let champion = registry.find_champion("balance").expect("reads").expect("shipped");
    assert_eq!((champion.card.id.as_str(), champion.folder.clone()), ("balance-1", None));
    assert_eq!(champion.load(&ComputeDevice::Cpu).expect("loads").sha256, champion.card.sha256);
    assert_eq!(registry.promote("own", None).expect("judged").decision, Decision::Promoted);
    assert_eq!(registry.rollback("balance").expect("back").id, "balance-1");
    assert!(registry.rollback("balance").is_err());
    let taken = registry.import(&place.path("own"), Some("balance-1"), None).expect_err("taken").to_string();
    assert!(taken.contains("'balance-1' already"), "{taken}");
}

#[test]
fn a_run_without_card_gets_one_and_metrics_on_request() {
    let place = Place::new();
    SmallRun::of_balance(7).write(&place.path("Run 7"));
    let registry = place.registry();
    let card = registry.import(&place.path("Run 7").join("model.safetensors"), None, None).expect("taken in");
    assert_eq!((card.id.as_str(), card.task.as_str()), ("run-7", "balance"));
    assert!(card.description.contains("seed 7") && card.metrics.is_none(), "{}", card.description);
    let measured = registry.import(&place.path("Run 7"), Some("measured"), Some(answer([0.9, 0.9])));
    let measured = measured.expect("taken in");
    let figures = read_figures(measured.metrics.as_ref().expect("kept")).expect("reads");
    assert_eq!(
        figures.cells.iter().map(|cell| cell.cell.as_str()).collect::<Vec<_>>(),
        ["18 208Y/120", "42 480Y/277"]
    );
    assert!((figures.cells[1].columns["raw"].p5.value - 0.8).abs() < 1e-12);
    let odd = registry.import(
        &place.path("Run 7"),
        Some("odd"),
        Some(serde_json::json!({ "task": "balance", "n": 1 })),
    );
    assert!(odd.expect_err("no cells").to_string().contains("by.cell"));
    // One without metrics is promoted without a comparison; then there is nothing to compare with.
    assert_eq!(registry.promote("measured", None).expect("judged").decision, Decision::Promoted);
    let bare = registry.promote("run-7", None).expect("judged");
    assert_eq!(bare.gate.nothing.as_deref(), Some("run-7 has no metrics"));
}

#[test]
fn what_leaves_comes_in_again_to_the_same_bytes() {
    let place = Place::new().with("first", 1, [0.95, 0.96]);
    let out = place.path("out/first");
    let written = place.registry().export("first", &out).expect("written");
    assert!(place.registry().export("first", &out).expect_err("twice").to_string().contains("not empty"));
    let other = Place::new();
    other.registry().import(&out, None, None).expect("taken in");
    for path in written {
        let name = path.file_name().expect("a name");
        let read = |folder: &Path| std::fs::read(folder.join(name)).expect("written");
        assert_eq!(read(&out), read(&other.path("models/balance/first")), "{name:?}");
    }
}

#[test]
fn different_test_sets_are_not_compared() {
    let place = Place::new().with("first", 1, [0.95, 0.96]);
    let run = SmallRun::of_balance(2);
    let mut card = run.card("second", [0.99, 0.99]);
    card["data"]["test"]["sha256"] = "f".repeat(64).into();
    run.write_with_card(&place.path("second"), &card);
    let registry = place.registry();
    registry.import(&place.path("second"), None, None).expect("taken in");
    registry.promote("first", None).expect("judged");
    let judged = registry.promote("second", None).expect("judged");
    assert_eq!(judged.decision, Decision::Refused);
    assert!(judged.gate.unlike.is_some_and(|why| why.contains("different test sets")));
}

#[test]
fn broken_and_foreign_files_are_refused_by_name_and_reason() {
    let place = Place::new();
    let good = SmallRun::of_balance(1);
    let spoiled = |name: &str, spoil: &dyn Fn(&Path)| {
        good.write_with_card(&place.path(name), &good.card(name, [0.9, 0.9]));
        spoil(&place.path(name));
        place.refused(name)
    };
    let half = spoiled("half", &|folder| {
        std::fs::write(folder.join("model.safetensors"), &good.weights[..good.weights.len() / 2])
            .expect("cut");
    });
    assert!(half.contains("model.safetensors: its SHA-256 is"), "{half}");
    // The same with hashes made to fit: the file itself is no whole one.
    let cut =
        SmallRun { weights: good.weights[..good.weights.len() / 2].to_vec(), ..SmallRun::of_balance(1) };
    let hash = crate::hrm::train::sha256(&cut.weights);
    let mut run: Value = serde_json::from_slice(&cut.run).expect("reads");
    run["model_sha256"] = hash.into();
    SmallRun { run: run.to_string().into_bytes(), ..cut }.write(&place.path("cut"));
    let cut = place.refused("cut");
    assert!(cut.contains("model.safetensors: no whole safetensors file"), "{cut}");

    let changed = spoiled("changed", &|folder| {
        let mut weights = good.weights.clone();
        *weights.last_mut().expect("long") ^= 1;
        std::fs::write(folder.join("model.safetensors"), weights).expect("changed");
    });
    assert!(changed.contains("its SHA-256 is"), "{changed}");
    let gone = spoiled("gone", &|folder| {
        std::fs::remove_file(folder.join("config.json")).expect("removed");
    });
    assert!(gone.contains("config.json"), "{gone}");
    let unknown = spoiled("unknown", &|folder| {
        let mut card = good.card("unknown", [0.9, 0.9]);
        card["licence"] = "none".into();
        std::fs::write(folder.join("card.json"), card.to_string()).expect("written");
    });
    assert!(unknown.contains("card.json: unknown field `licence`"), "{unknown}");
    let up = spoiled("up", &|folder| {
        std::fs::write(folder.join("card.json"), good.card("../up", [0.9, 0.9]).to_string())
            .expect("written");
    });
    assert!(up.contains("'../up' is no name of a model"), "{up}");
    assert!(place.refused("nowhere").contains("no such file or folder"));

    SmallRun::new("weather", &small_shape(), 1).write(&place.path("weather"));
    let weather = place.refused("weather");
    assert!(
        weather.contains("no task named 'weather'") && weather.contains("there are balance, "),
        "{weather}"
    );
    let newer = spoiled("newer", &|folder| {
        let mut config: Value = serde_json::from_slice(&good.config).expect("reads");
        config["encoding"] = 9.into();
        std::fs::write(folder.join("config.json"), config.to_string()).expect("written");
    });
    assert!(newer.contains("config.json: it was made for version 9 of what balance reads"), "{newer}");
    let mut drawn = initial_weights(&small_shape(), 1, &ComputeDevice::Cpu).expect("drawn").tensors();
    let bias = drawn.get_mut("model.inner.q_head.bias").expect("there");
    *bias = Tensor::new(&[f32::NAN, 0.0], &ComputeDevice::Cpu).expect("a tensor");
    let weights = safetensors::serialize(drawn, None).expect("written");
    let mut run: Value = serde_json::from_slice(&good.run).expect("reads");
    run["model_sha256"] = crate::hrm::train::sha256(&weights).into();
    let run = run.to_string().into_bytes();
    SmallRun { weights, run, ..SmallRun::of_balance(1) }.write(&place.path("no-number"));
    let none = place.refused("no-number");
    assert!(none.contains("q_head.bias holds what is no number"), "{none}");
    let wide = HrmConfig { feature_width: 7, ..small_shape() };
    SmallRun::new("balance", &wide, 1).write(&place.path("wide"));
    let wide = place.refused("wide");
    assert!(wide.contains("model.safetensors") && wide.contains("7 features; this program writes"), "{wide}");
}

#[test]
fn a_model_that_breaks_later_is_listed_with_the_reason_and_not_used() {
    let place = Place::new().with("first", 1, [0.95, 0.96]).with("second", 2, [0.96, 0.96]);
    let registry = place.registry();
    registry.promote("first", None).expect("judged");
    registry.promote("second", None).expect("judged");
    std::fs::write(place.path("models/balance/first/model.safetensors"), b"gone").expect("spoiled");
    let listed = registry.list().expect("lists");
    assert!(listed[0].card.as_ref().is_err_and(|why| why.contains("model.safetensors")));
    assert!(listed[1].card.is_ok() && listed[1].champion);
    assert!(registry.rollback("balance").expect_err("spoiled").to_string().contains("SHA-256"));
    assert_eq!(registry.champion("balance").expect("reads").as_deref(), Some("second"));
    // Another model of the same name is not what it was.
    let other = SmallRun::of_balance(9);
    other.write_with_card(&place.path("models/balance/first"), &other.card("first", [0.95, 0.96]));
    let error = registry.rollback("balance").expect_err("another").to_string();
    assert!(error.contains("first is not what it was"), "{error}");
    std::fs::write(place.path("models/registry.json"), "{").expect("spoiled");
    assert!(registry.list().expect_err("broken").to_string().contains("registry.json"));
}

#[test]
fn champions_rise_together_or_not_at_all_and_any_earlier_one_can_be_had_again() {
    let place = Place::new().with("first", 1, [0.95, 0.96]).with("second", 2, [0.97, 0.97]);
    let place = place.with("third", 3, [0.98, 0.98]);
    let registry = place.registry().at(1_764_201_600);
    for id in ["first", "second", "third"] {
        let judged = registry.promote_together(&[id], None).expect("judged");
        assert_eq!(judged[0].decision, Decision::Promoted, "{id}");
    }
    assert!(registry.promote_together(&["first", "second"], None).is_err(), "two of one task");
    let champions = registry.champions("balance").expect("reads");
    let names: Vec<&str> = champions.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(names, ["third", "second", "first"]);
    let dated =
        champions.iter().all(|(_, change)| change.as_ref().is_some_and(|c| c.at == Some(1_764_201_600)));
    assert!(dated);
    let before = std::fs::read(place.path("models/balance/first/model.safetensors")).expect("there");
    assert_eq!(registry.rollback_to("balance", "first").expect("back").id, "first");
    let after = std::fs::read(place.path("models/balance/first/model.safetensors")).expect("there");
    assert_eq!(before, after, "byte for byte what it was");
    assert_eq!(registry.champion("balance").expect("reads").as_deref(), Some("first"));
    let error = registry.rollback_to("balance", "third").expect_err("taken back").to_string();
    assert!(error.contains("third is no earlier champion of balance"), "{error}");
    assert_eq!(registry.history("balance").expect("reads").len(), 5);
}

#[test]
fn a_champion_that_is_tampered_with_gives_way_to_the_one_before_it() {
    let place = Place::new().with("first", 1, [0.95, 0.96]).with("second", 2, [0.97, 0.97]);
    let registry = place.registry();
    for id in ["first", "second"] {
        registry.promote(id, None).expect("judged");
    }
    let path = place.path("models/balance/second/model.safetensors");
    let mut bytes = std::fs::read(&path).expect("there");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, bytes).expect("one byte changed");
    let (used, passed_over) = registry
        .find_usable("balance", |stored| stored.load(&ComputeDevice::Cpu).map(|model| model.sha256))
        .expect("reads");
    let (stored, sha256) = used.expect("the first");
    assert_eq!((stored.card.id.as_str(), &sha256), ("first", &stored.card.sha256));
    assert!(passed_over.len() == 1 && passed_over[0].contains("its SHA-256 is"), "{passed_over:?}");
}

#[test]
fn a_run_that_began_with_a_model_names_it_as_its_parent() {
    let place = Place::new().with("first", 1, [0.95, 0.96]);
    let registry = place.registry().at(1_764_201_600);
    let parent = registry.find("first").expect("there").card.sha256;
    let child = SmallRun::of_balance(2);
    let mut run: Value = serde_json::from_slice(&child.run).expect("reads");
    run["init_sha256"] = parent.clone().into();
    SmallRun { run: run.to_string().into_bytes(), ..child }.write(&place.path("child"));
    let card = registry.import(&place.path("child"), None, None).expect("taken in");
    assert_eq!(card.parent, Some(Parent { id: "first".to_owned(), sha256: parent }));
    assert_eq!(card.made.date, "2025-11-27");
    let chain: Vec<String> = registry.lineage("child").expect("reads").into_iter().map(|p| p.id).collect();
    assert_eq!(chain, ["first"]);
}

#[test]
fn each_task_has_one_candidate_at_most() {
    let place = Place::new().with("first", 1, [0.95, 0.96]);
    let registry = place.registry();
    assert!(registry.candidates().expect("reads").is_empty());
    registry.set_candidate("balance", Some(Path::new("first"))).expect("kept");
    registry.set_candidate("balance", Some(&place.path("run"))).expect("kept");
    let candidates = registry.candidates().expect("reads");
    assert_eq!(candidates.get("balance"), Some(&place.path("run")));
    registry.set_candidate("balance", None).expect("kept");
    assert!(registry.candidates().expect("reads").is_empty());
    assert!(registry.set_candidate("weather", None).is_err());
    assert!(registry.frozen_test("balance").expect("reads").is_none(), "no champion, no test set");
    registry.promote("first", None).expect("judged");
    assert_eq!(registry.frozen_test("balance").expect("reads").map(|t| t.sha256), Some("e".repeat(64)));
}
