//! From a run to a champion: begun with the champion in the studio, judged on the frozen set, held by a task that would get worse
//! (scenarios C 7, 17, 18, 19 and 20 of the fine-tuner, one after the other).

use super::tests::Bench;
use super::*;
use crate::hrm::TrainConfig;
use crate::hrm::registry::testing::{SmallRun, small_shape};
use crate::hrm::routing::{FloorPlans, hash_of_plans, routing_recipe, routing_shape};
use crate::hrm::{ModelShape, balance::balance_recipe};
use crate::workbench::training::{
    NewRun, Parent, Preset, RunId, RunPhase, Studio, ThreadTrainer, TrainingCommand,
};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Makes the mean of a champion another one in every cell.
fn retold(bench: &Bench, folder: &str, mean: f64) {
    let path = bench.path(folder).join("card.json");
    let mut card: Value = serde_json::from_slice(&std::fs::read(&path).expect("kept")).expect("reads");
    for cell in card["metrics"]["by"]["cell"].as_object_mut().expect("cells").values_mut() {
        cell["metrics"]["raw"]["mean"] = json!({ "value": mean, "ci95": [mean - 0.001, mean + 0.001] });
    }
    std::fs::write(&path, card.to_string()).expect("written");
}

/// A small model for routing as champion, judged on a small frozen set; returns another run.
fn with_routing(bench: &Bench) -> PathBuf {
    let model =
        ModelShape { hidden_size: 16, num_heads: 4, l_cycles: 3, expansion: 1.0, ..routing_recipe().model };
    let shape = routing_shape(&TrainConfig { model, ..routing_recipe() });
    let plan = FloorPlans { test_per_size: 1, test_mazes: 0, ..FloorPlans::default() };
    let test = plan.draw_test(&mut |_, _| true).expect("drawn");
    let run = SmallRun::new("routing", &shape, 1);
    let mut card = run.card("routes-1", [0.5, 0.5]);
    card["task"] = json!("routing");
    card["data"]["test"] = json!({ "plan": plan, "sha256": hash_of_plans(&test) });
    card.as_object_mut().expect("a card").remove("metrics");
    run.write_with_card(&bench.path("routes"), &card);
    let registry = bench.registry();
    registry.import(&bench.path("routes"), None, None).expect("taken in");
    registry.promote("routes-1", Some("a test")).expect("judged");
    SmallRun::new("routing", &shape, 2).write(&bench.path("routes-2"));
    bench.path("routes-2")
}

/// Trains in the studio, from the champion, on a dataset that the laboratory has drawn; returns the folder of its best step.
fn tuned(bench: &Bench) -> PathBuf {
    let models = Some(bench.path("models"));
    let mut studio = Studio::open(Some(bench.path("training")), models, Box::new(ThreadTrainer));
    let champion = studio.view().champions.iter().find(|of| of.task == "balance").expect("one").id.clone();
    let small = TrainConfig {
        model: ModelShape {
            hidden_size: 16,
            num_heads: 2,
            h_layers: 1,
            l_layers: 1,
            ..balance_recipe().model
        },
        ..balance_recipe()
    };
    let settings = TrainConfig {
        steps: 12,
        judge_every: 6,
        checkpoint_every: 6,
        task: json!({ "segments": 3, "parts": 1, "part_circuits": 60, "part_panels": 4 }),
        ..small
    };
    assert_eq!(small_shape().hidden_size, settings.model.hidden_size);
    let new = NewRun {
        name: "tuned".to_owned(),
        task: "balance".to_owned(),
        dataset: "balance-s7".to_owned(),
        parent: Parent::Model(champion.clone()),
        preset: Preset::Own,
        settings,
    };
    studio.execute(TrainingCommand::New(Box::new(new))).expect("made");
    let end = Instant::now() + Duration::from_secs(300);
    let id = RunId("r-01".to_owned());
    while studio.view().run(&id).expect("there").phase != RunPhase::Finished {
        assert!(Instant::now() < end, "{:#?}", studio.view());
        studio.tick();
        std::thread::sleep(Duration::from_millis(5));
    }
    studio.tick();
    let view = studio.view();
    let run = view.run(&id).expect("there");
    assert_eq!(run.file.parent.words(), champion);
    let curves = run.curves.as_ref().expect("shown");
    assert_eq!((curves.train.len(), curves.validation.len()), (12, 2), "loss while learning and held out");
    assert!(curves.metrics.contains_key("last_18"), "{:?}", curves.metrics.keys());
    run.folder.join("best")
}

#[test]
fn a_run_from_the_champion_is_held_by_a_task_that_gets_worse_and_then_promoted() {
    let mut bench = Bench::new();
    // Champions of two tasks, each measured on its frozen set.
    let first = bench.with_champion(2);
    let other = with_routing(&bench);
    for (title, from) in [("a", first), ("b", other)] {
        bench.tell(LabCommand::Evaluate { title: title.to_owned(), from });
    }
    bench.tell(LabCommand::Promote { reason: None });
    let (balance, routing) =
        (bench.lab().champions("balance")[0].id.clone(), bench.lab().champions("routing")[0].id.clone());
    assert!(balance != "small-1" && routing != "routes-1", "{:?}", bench.said());
    // The one of balance is easily beaten, the one of routing is not.
    retold(&bench, &format!("models/balance/{balance}"), 0.01);
    retold(&bench, &format!("models/routing/{routing}"), 0.999);
    bench.plan(&json!({ "examples": 60, "test_per_cell": 1, "sizes": [18], "nodes": 500 }));
    bench.tell(LabCommand::Generate);
    let run = tuned(&bench);
    bench.tell(LabCommand::Evaluate { title: "r-01".to_owned(), from: run });
    let worse = bench.path("routes-2");
    bench.tell(LabCommand::Evaluate { title: "worse".to_owned(), from: worse });
    let rows = bench.lab().gate().rows.clone();
    assert_eq!(rows[0].standing, Standing::Holds, "balance is better");
    assert!(matches!(rows[1].standing, Standing::Below(_)), "routing is worse: {:?}", rows[1].standing);
    for row in &rows[..2] {
        let (plain, best) = (row.plain.1.expect("measured"), row.best.1.expect("measured"));
        let own = row.of_candidate.expect("measured").score.value;
        assert!(own < best + 1e-9 && plain <= best + 1e-9, "beside the optimum: {row:?}");
    }
    let objections = bench.lab().gate().objections();
    assert!(objections.len() == 1 && objections[0].starts_with("Routing is below"), "{objections:?}");
    bench.tell(LabCommand::Promote { reason: None });
    assert_eq!(bench.lab().champions("balance")[0].id, balance, "one that gets worse holds all");
    // Without it the other one may.
    bench.tell(LabCommand::DropCandidate("routing".to_owned()));
    assert!(bench.lab().gate().objections().is_empty());
    bench.tell(LabCommand::Promote { reason: None });
    let now = bench.lab().champions("balance")[0].clone();
    assert!(now.id != balance && now.forced.is_none(), "{:?}", bench.said());
    assert_eq!(bench.lab().champions("routing")[0].id, routing);
}
