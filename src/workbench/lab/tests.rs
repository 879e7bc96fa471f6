//! The laboratory without a window: scenarios of the fine-tuner, C 1 to 6 and 17 to 24.

use super::*;
use crate::domain::{CircuitId, Slot, violations};
use crate::hrm::balance::{PanelPlan, hash_of};
use crate::hrm::registry::testing::SmallRun;
use crate::hrm::registry::{Registry, read_figures};
use crate::workbench::lab::state::Preview;
use crate::workbench::lab::task::SplitName;
use crate::workbench::{Command, Places, Sample as SampleProject, Workbench};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Arc;

/// A workbench over a folder of its own.
pub(super) struct Bench {
    folder: tempfile::TempDir,
    workbench: Workbench,
}

impl Bench {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let workbench = Workbench::start(Places::below(folder.path()), Arc::new(|| ()));
        let mut bench = Self { folder, workbench };
        bench.tell(LabCommand::LookAgain);
        bench
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn tell(&mut self, command: LabCommand) {
        self.workbench.execute(Command::Lab(command));
        self.workbench.run_until_idle();
    }

    pub fn lab(&self) -> &Lab {
        self.workbench.lab()
    }

    /// Sets fields of the form.
    pub fn plan(&mut self, fields: &Value) {
        let mut plan = self.lab().plan();
        for (key, value) in fields.as_object().expect("fields") {
            plan[key] = value.clone();
        }
        self.tell(LabCommand::SetPlan(plan));
    }

    pub fn said(&self) -> Vec<String> {
        self.workbench.notices().iter().map(|notice| notice.text.clone()).collect()
    }

    pub fn registry(&self) -> Registry {
        Registry::open(Some(self.path("models")))
    }

    /// Makes a small model the champion, judged on a small frozen set, and returns a run beside it.
    pub fn with_champion(&mut self, test_per_cell: usize) -> PathBuf {
        let run = SmallRun::of_balance(1);
        let plan = PanelPlan { test_per_cell, nodes: 500, ..PanelPlan::default() };
        let test = plan.draw_test(&mut |_, _| true).expect("drawn");
        let mut card = run.card("small-1", [0.5, 0.5]);
        card["data"]["test"] = json!({ "plan": plan, "sha256": hash_of(&test) });
        card.as_object_mut().expect("a card").remove("metrics");
        run.write_with_card(&self.path("first"), &card);
        let registry = self.registry();
        registry.import(&self.path("first"), None, None).expect("taken in");
        registry.promote("small-1", Some("a test")).expect("judged");
        SmallRun::of_balance(2).write(&self.path("run-2"));
        self.path("run-2")
    }
}

fn small() -> Value {
    json!({ "examples": 60, "test_per_cell": 1, "sizes": [18, 42], "nodes": 500 })
}

#[test]
fn the_form_is_previewed_as_twenty_drawings() {
    let mut bench = Bench::new();
    for task in LAB_TASKS {
        bench.tell(LabCommand::SetTask(task.name.to_owned()));
        let Preview::Samples(samples) = bench.lab().preview() else {
            panic!("{}: {:?}", task.name, bench.lab().preview())
        };
        assert_eq!(samples.len(), 20, "{}", task.name);
        let plan = (task.plan)();
        for field in (task.fields)() {
            assert!(!plan[field.key].is_null(), "{}: the plan has no {}", task.name, field.key);
        }
    }
    bench.tell(LabCommand::SetTask("balance".to_owned()));
    bench.plan(&json!({ "sizes": [] }));
    assert!(matches!(bench.lab().preview(), Preview::Refused(why) if why.contains("sizes")));
}

#[test]
fn the_same_seed_is_the_same_dataset_and_another_one_is_not() {
    let mut bench = Bench::new();
    bench.plan(&small());
    bench.tell(LabCommand::Generate);
    bench.tell(LabCommand::Generate);
    bench.plan(&json!({ "seed": 8 }));
    bench.tell(LabCommand::Generate);
    let rows = bench.lab().datasets().to_vec();
    let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["balance-s7", "balance-s7-2", "balance-s8"]);
    assert_eq!(rows[0].sha256, rows[1].sha256);
    assert_ne!(rows[0].sha256, rows[2].sha256);
    assert!(rows[0].counts.contains(&("train".to_owned(), 54)), "{:?}", rows[0].counts);
    assert!(bench.path("training/datasets/balance-s7/train/all__panels.jsonl").exists());
    // What was just drawn is looked into.
    assert_eq!(bench.lab().shown(), Some("balance-s8"));
    bench.tell(LabCommand::Show(Some("balance-s7".to_owned())));
    let survey = Arc::clone(bench.lab().survey().expect("looked into").expect("reads"));
    assert_eq!(survey.splits, [("Train", 54), ("Validation", 6), ("Test, frozen", 9)]);
    assert!(survey.leaks.is_clean() && survey.leaks.compared == 69, "{:?}", survey.leaks);
    assert_eq!((survey.samples.len(), &survey.sha256), (20, &rows[0].sha256));
    let sizes = survey.histograms.iter().find(|histogram| histogram.title == "Slots").expect("counted");
    assert_eq!(sizes.bars, [("18".to_owned(), 27), ("42".to_owned(), 27)]);
    assert_eq!(survey.classes.bars.len(), 3, "legs A, B, C");
}

#[test]
fn a_deleted_dataset_can_be_had_again() {
    let mut bench = Bench::new();
    bench.plan(&small());
    bench.tell(LabCommand::Generate);
    let before = bench.lab().datasets().to_vec();
    bench.tell(LabCommand::Delete("balance-s7".to_owned()));
    assert!(bench.lab().datasets().is_empty() && bench.lab().shown().is_none());
    assert_eq!(bench.lab().last_deleted(), Some("balance-s7"));
    bench.tell(LabCommand::UndoDelete);
    assert_eq!(bench.lab().datasets(), before);
    assert_eq!(bench.lab().last_deleted(), None);
}

#[test]
fn what_is_cancelled_leaves_nothing() {
    let mut bench = Bench::new();
    bench.plan(&json!({ "examples": 50_000, "test_per_cell": 100 }));
    bench.workbench.execute(Command::Lab(LabCommand::Generate));
    assert!(bench.lab().generating().is_some());
    bench.tell(LabCommand::Cancel);
    assert!(bench.lab().generating().is_none() && bench.lab().datasets().is_empty());
    assert!(bench.said().iter().any(|text| text.contains("was cancelled")), "{:?}", bench.said());
    let left = std::fs::read_dir(bench.path("training/datasets")).expect("a folder").count();
    assert_eq!(left, 0);
}

#[test]
fn impossible_panelboards_are_labelled_with_the_best_that_is_possible() {
    let mut bench = Bench::new();
    bench.plan(&json!({ "examples": 60, "test_per_cell": 2, "difficulty": "hard", "nodes": 2000 }));
    bench.tell(LabCommand::Generate);
    let survey = Arc::clone(bench.lab().survey().expect("drawn").expect("looked into"));
    assert!(survey.impossible > 0);
    let marked = survey.samples.iter().find(|sample| sample.mark.is_some()).expect("one is drawn");
    let (mark, best) =
        (marked.mark.as_deref().expect("marked"), marked.record["best"].as_f64().expect("a score"));
    assert!(best < 0.95 && mark == format!("0.95 impossible, best possible {best:.3}"), "{mark}");
}

#[test]
fn a_run_is_judged_on_the_frozen_set_and_stands_beside_the_champion() {
    let mut bench = Bench::new();
    let run = bench.with_champion(3);
    bench.tell(LabCommand::Evaluate { title: "r-02".to_owned(), from: run.clone() });
    let evaluation = Arc::clone(bench.lab().evaluation("balance").expect("judged"));
    let figures = read_figures(&evaluation.answer).expect("an answer of evaluate");
    assert_eq!((figures.n, figures.cells.len(), evaluation.worst.len()), (27, 9, 20));
    let scores: Vec<f64> = evaluation.worst.iter().map(|worst| worst.score).collect();
    assert!(scores.is_sorted(), "worst first");
    let rows = bench.lab().gate().rows.clone();
    assert_eq!(rows.iter().map(|row| row.short).collect::<Vec<_>>()[..2], ["Balance", "Routing"]);
    assert_eq!(rows[0].candidate.as_deref(), Some("r-02"));
    assert_eq!(rows[0].of_candidate.map(|of| of.n), Some(27));
    assert!(rows[0].plain.1.is_some_and(|score| score > 0.9), "{:?}", rows[0].plain);
    assert_eq!((rows[1].standing.clone(), rows[1].of_champion.map(|of| of.n)), (Standing::Keeps, Some(800)));
    // What is judged on is the champion's: 200 examples and more for every model that ships.
    let shipped = Registry::open(None);
    for card in shipped.list().expect("lists").into_iter().filter_map(|listed| listed.card.ok()) {
        let figures = card.metrics.as_ref().map(|metrics| read_figures(metrics).expect("reads"));
        assert!(figures.is_some_and(|figures| figures.n >= 200), "{}", card.id);
    }
    // It is there in the next session, and the command line knows it by its role.
    assert_eq!(bench.registry().candidates().expect("reads").get("balance"), Some(&run));
    let mut again = Workbench::start(Places::below(bench.folder.path()), Arc::new(|| ()));
    again.execute(Command::Lab(LabCommand::LookAgain));
    again.run_until_idle();
    let kept = again.lab().evaluation("balance").expect("kept");
    let said = |of: &Evaluation| (of.sha256.clone(), of.answer["n"].clone(), of.worst.len());
    assert_eq!(said(kept), said(&evaluation));
    // A bad answer opens as a panelboard, which one step takes away.
    let record = evaluation.worst[0].sample.record.clone();
    bench.tell(LabCommand::AddToProject("balance".to_owned(), record.clone(), None));
    let project = Arc::clone(bench.workbench.document().expect("open").project());
    assert_eq!(violations(&project), Vec::<String>::new());
    let panel = project.panels().next().expect("one");
    assert_eq!(Some(panel.circuits().len()), record["circuits"].as_array().map(Vec::len));
    bench.workbench.execute(Command::Undo);
    assert_eq!(bench.workbench.document().expect("open").project().panels().len(), 0);
    bench.tell(LabCommand::DropCandidate("balance".to_owned()));
    assert!(bench.lab().evaluation("balance").is_none() && !bench.lab().gate().has_candidates());
}

/// What is proposed for LP-1, and its score.
fn lp1(bench: &mut Bench) -> (Vec<(CircuitId, Slot)>, f64) {
    let workbench = &mut bench.workbench;
    let project = Arc::clone(workbench.document().expect("open").project());
    let panel = project.panel_named("LP-1").expect("there").id;
    workbench.watch_panel(Some(panel));
    workbench.wait_for_proposals();
    let live = workbench.live_proposal(panel).expect("proposed");
    (live.moves().to_vec(), live.proposal.proposal.after.0)
}

#[test]
fn a_worse_candidate_needs_a_reason_and_what_is_promoted_can_be_taken_back() {
    let mut bench = Bench::new();
    let run = bench.with_champion(2);
    bench.tell(LabCommand::Evaluate { title: "r-02".to_owned(), from: run });
    bench.workbench.execute(Command::OpenSample(SampleProject::Riverside));
    bench.workbench.load_balance_model();
    bench.workbench.run_until_idle();
    let before_all = lp1(&mut bench);
    // Nothing is known of the champion: it may pass. It is measured, and the next one may not.
    assert!(bench.lab().gate().objections().is_empty());
    bench.tell(LabCommand::Promote { reason: None });
    assert_eq!(bench.lab().champions("balance")[0].id, "balance-3", "{:?}", bench.said());
    assert!(bench.lab().champions("balance")[0].at.is_some(), "dated");
    assert_eq!(bench.workbench.model_card().map(|card| card.id.as_str()), Some("balance-3"));
    let model = bench.lab().models().iter().find(|model| model.id == "balance-3").expect("listed").clone();
    assert!(model.champion && model.measured.is_some_and(|of| of.n == 18));
    let path = bench.path("models/balance/balance-3/card.json");
    let mut card: Value = serde_json::from_slice(&std::fs::read(&path).expect("kept")).expect("reads");
    for cell in card["metrics"]["by"]["cell"].as_object_mut().expect("cells").values_mut() {
        cell["metrics"]["raw"]["mean"] = json!({ "value": 0.999, "ci95": [0.998, 1] });
    }
    std::fs::write(&path, card.to_string()).expect("written");
    SmallRun::of_balance(3).write(&bench.path("run-3"));
    let worse = bench.path("run-3");
    bench.tell(LabCommand::Evaluate { title: "r-03".to_owned(), from: worse });
    let objections = bench.lab().gate().objections();
    assert!(
        objections.len() == 1 && objections[0].starts_with("Balance is below the champion: "),
        "{objections:?}"
    );
    bench.tell(LabCommand::Promote { reason: None });
    assert_eq!(bench.lab().champions("balance")[0].id, "balance-3");
    assert!(bench.said().iter().any(|text| text.starts_with("Not promoted: Balance is below")));
    bench.tell(LabCommand::Promote { reason: Some("for large panels".to_owned()) });
    let champion = bench.lab().champions("balance")[0].clone();
    assert_eq!((champion.id.as_str(), champion.forced.as_deref()), ("balance-4", Some("for large panels")));
    assert!(bench.lab().evaluation("balance").is_none(), "no candidate is left");
    // Back to the byte.
    let weights = bench.path("models/balance/small-1/model.safetensors");
    let before = std::fs::read(&weights).expect("there");
    let hash = bench.registry().find("small-1").expect("there").card.sha256;
    bench.tell(LabCommand::RollBack { task: "balance".to_owned(), id: "small-1".to_owned() });
    let back = bench.lab().champions("balance")[0].clone();
    assert_eq!((back.id.as_str(), back.sha256), ("small-1", Some(hash)));
    assert_eq!(std::fs::read(&weights).expect("there"), before);
    assert_eq!(bench.workbench.model_card().map(|card| card.id.as_str()), Some("small-1"));
    assert_eq!(lp1(&mut bench), before_all, "the answer for LP-1 is what it was");
}

#[test]
fn what_would_change_is_shown_for_five_projects() {
    let mut bench = Bench::new();
    let run = bench.with_champion(2);
    bench.tell(LabCommand::Evaluate { title: "r-02".to_owned(), from: run });
    bench.tell(LabCommand::Compare);
    let changes = Arc::clone(bench.lab().changes().expect("asked").expect("computed"));
    assert_eq!(changes.projects.len(), 5, "{:?}", changes.projects);
    assert!(changes.projects[4].starts_with("Generated project"));
    for project in &changes.projects {
        assert!(changes.rows.iter().any(|row| row.project == *project), "{project}");
    }
    let lp1 = changes.rows.iter().find(|row| row.subject == "LP-1").expect("there");
    assert!(lp1.before.contains(" move") && lp1.task == "Balance");
}

/// Where an inventory or a circuit stands is drawn again to the same loads and the same verdicts; a given one is refused in words.
#[test]
fn examples_open_with_everything_around_them() {
    use crate::hrm::loads::InventoryRecord;
    use crate::hrm::validation::{CircuitRecord, ProjectTruth};
    use crate::rules::RuleContext;
    for name in ["loads", "validation", "routing"] {
        let task = lab_task(name).expect("a task");
        let drawn = (task.preview)(&(task.plan)(), 20).expect("drawn");
        let sample = drawn.sample(SplitName::Train, 3).expect("an example");
        let empty = crate::domain::Project::named("");
        let Some(Opened::Project(project)) = (task.opened)(&sample.record, sample.seed, &empty) else {
            panic!("{name} opens as a project");
        };
        assert_eq!(crate::domain::violations(&project), Vec::<String>::new());
        match name {
            "loads" => {
                let record: InventoryRecord = serde_json::from_value(sample.record.clone()).expect("reads");
                let again = crate::hrm::loads::given_records(&project, "again");
                assert!(again.iter().any(|other| other.truth == record.truth && other.items == record.items));
            }
            "validation" => {
                let record: CircuitRecord = serde_json::from_value(sample.record.clone()).expect("reads");
                let truth = ProjectTruth::of(&RuleContext::new(&project), &|_| true);
                let (panel, slot) = record.name.split_once('/').expect("a place");
                let panel = project.panel_named(panel).expect("there");
                let circuit = panel.circuits().find(|c| c.slot.to_string() == slot).expect("there");
                assert_eq!(truth.circuits[&(panel.id, circuit.id)], record.truths());
            }
            _ => assert!(project.sheets().next().is_some_and(|sheet| !sheet.areas.is_empty())),
        }
        if name != "routing" {
            assert!((task.opened)(&sample.record, None, &empty).is_none(), "given by somebody");
            assert!(
                (task.opened)(&sample.record, sample.seed.map(|s| s + 1), &empty).is_none(),
                "another seed"
            );
        }
    }
}
