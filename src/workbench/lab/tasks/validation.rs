//! Validation: circuits drawn as how each family of rules stands.

use super::{lowest, plan_of, plan_of_test, same_test};
use crate::domain::Project;
use crate::hrm::validation::{
    CircuitPlan, CircuitRecord, CircuitSet, Family, TrainedValidation, Truth, Truths, answers,
    evaluate_validation, hash_of_circuits, project_of, read_circuits, validation_answer,
};
use crate::hrm::{HrmError, PublishedModel};
use crate::rules::RuleContext;
use crate::workbench::lab::compare::Change;
use crate::workbench::lab::evaluation::Worst;
use crate::workbench::lab::sample::{Counted, Drawing, Opened, Question, Sample, Stand};
use crate::workbench::lab::task::{
    Drawn, Example, ExampleSet, Field, FieldKind, Judge, Judged, LabTask, Pair, Watch, plan_in, splits_of,
};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

pub(super) const TASK: LabTask = LabTask {
    name: "validation",
    title: "Validation",
    short: "Validation",
    examples: "circuits",
    impossible: "with a family undetermined, labelled",
    plain: ("heuristic", "Look-ups"),
    best: ("engine", "Rules"),
    fields,
    plan,
    draw,
    preview,
    open,
    judge,
    compare,
    opens_as: "project",
    opened,
};

fn plan() -> Value {
    let plan = CircuitPlan { examples: 5_000, test: 1_000, seed: 7 };
    serde_json::to_value(plan).unwrap_or_default()
}

fn fields() -> Vec<Field> {
    let field = |key, label, help, kind| Field { key, label, help, kind };
    vec![
        field(
            "examples",
            "Samples",
            "Circuits to learn from, a tenth of them to look at while learning; designed right, then with faults from plain to hidden",
            FieldKind::Count { least: 10, most: 500_000 },
        ),
        field(
            "seed",
            "Seed",
            "Decides which projects; the same seed gives the same bytes",
            FieldKind::Count { least: 0, most: 1_000_000_000 },
        ),
        field(
            "test",
            "Test",
            "Circuits of other projects to be judged on",
            FieldKind::Count { least: 1, most: 50_000 },
        ),
    ]
}

struct Circuits {
    plan: CircuitPlan,
    set: CircuitSet,
}

fn draw(plan: &Value, watch: Watch<'_>) -> Result<Box<dyn Drawn>, HrmError> {
    let plan: CircuitPlan = plan_of(plan)?;
    let set = plan.draw(&[], &[], watch)?;
    Ok(Box::new(Circuits { plan, set }))
}

fn preview(plan: &Value, count: usize) -> Result<Box<dyn Drawn>, HrmError> {
    // A tenth is held out.
    let plan = CircuitPlan { examples: (count * 10).div_ceil(9) + 1, test: 0, ..plan_of(plan)? };
    let set = plan.draw(&[], &[], &mut |_, _| true)?;
    Ok(Box::new(Circuits { plan, set }))
}

fn open(folder: &Path) -> Result<Box<dyn Drawn>, HrmError> {
    let [train, val, test] = splits_of(folder, read_circuits)?;
    let set = CircuitSet { train, val, test, copies_left_out: 0 };
    Ok(Box::new(Circuits { plan: plan_in(folder), set }))
}

impl ExampleSet for Circuits {
    type Record = CircuitRecord;

    fn splits(&self) -> [&[CircuitRecord]; 3] {
        [&self.set.train, &self.set.val, &self.set.test]
    }

    fn seed(&self) -> Option<u64> {
        Some(self.plan.seed)
    }

    fn sha256(&self) -> String {
        self.set.sha256()
    }

    fn write(&self, folder: &Path) -> Result<Value, HrmError> {
        self.set.write(&self.plan, folder)
    }
}

impl Example for CircuitRecord {
    fn key(&self) -> Vec<u8> {
        CircuitRecord::key(self).into_bytes()
    }

    fn content(&self) -> Vec<u8> {
        serde_json::to_vec(&self.attributes).unwrap_or_default()
    }

    fn counted(&self) -> Vec<(&'static str, Counted)> {
        let violated = self.truths().iter().filter(|truth| truth.is_violated()).count();
        vec![
            ("Difficulty", Counted::Word(self.difficulty.clone())),
            ("System", Counted::Word(self.attributes.system.clone())),
            ("Edition", Counted::Word(self.attributes.edition.to_string())),
            ("Violated families", Counted::Number(violated as f64)),
            ("Device in A", Counted::Number(self.attributes.trip_a.unwrap_or_default())),
        ]
    }

    fn classes(&self, counts: &mut BTreeMap<String, usize>) {
        for (family, truth) in Family::ALL.iter().zip(self.truths()) {
            let name = match truth {
                Truth::Holds => "holds".to_owned(),
                Truth::Undetermined => "undetermined".to_owned(),
                Truth::Violated(_) => format!("violated: {}", family.name()),
            };
            *counts.entry(name).or_default() += 1;
        }
    }

    fn is_impossible(&self) -> bool {
        self.truths().contains(&Truth::Undetermined)
    }

    fn sample(&self) -> Option<Sample> {
        sample(self, None)
    }
}

/// Says how a family stands.
fn words(truth: Truth) -> String {
    match truth {
        Truth::Holds => "holds".to_owned(),
        Truth::Undetermined => "undetermined".to_owned(),
        Truth::Violated(at) => format!("violated at {}", at.name()),
    }
}

const fn stand(truth: Truth) -> Stand {
    match truth {
        Truth::Holds => Stand::Holds,
        Truth::Undetermined => Stand::Undetermined,
        Truth::Violated(_) => Stand::Violated,
    }
}

/// Draws a circuit; `said` is how a model says its families stand.
fn sample(record: &CircuitRecord, said: Option<&Truths>) -> Option<Sample> {
    let at = &record.attributes;
    let number = |of: Option<f64>, unit: &str| {
        of.map_or_else(|| "not given".to_owned(), |of| format!("{} {unit}", (of * 10.0).round() / 10.0))
    };
    let wires = at.wires.as_ref().map_or_else(
        || "not given".to_owned(),
        |wires| match wires.sets {
            1 => format!("{} {}", wires.size, wires.material),
            sets => format!("{sets} × {} {}", wires.size, wires.material),
        },
    );
    let mut facts = vec![
        ("Circuit".to_owned(), format!("{} of {}", record.name, record.project)),
        ("Difficulty".to_owned(), record.difficulty.clone()),
        ("Load".to_owned(), number(at.load_a, "A")),
        ("Device".to_owned(), number(at.trip_a, "A")),
        ("Conductors".to_owned(), wires),
        ("Length".to_owned(), number(at.length_ft, "ft")),
    ];
    let truths = record.truths();
    let families = Family::ALL.iter().zip(truths).enumerate();
    for (place, (family, truth)) in families.clone() {
        let said = said.and_then(|said| said.get(place)).filter(|said| **said != truth);
        if truth != Truth::Holds || said.is_some() {
            let also = said.map(|said| format!(" (model: {})", words(*said))).unwrap_or_default();
            facts.push((family.name().to_owned(), words(truth) + &also));
        }
    }
    let undetermined = truths.iter().filter(|truth| **truth == Truth::Undetermined).count();
    let standing = |(place, (family, truth)): (usize, (&Family, Truth))| Question {
        name: family.name().to_owned(),
        stand: stand(truth),
        wrong: said.and_then(|said| said.get(place)).is_some_and(|said| *said != truth),
    };
    Some(Sample {
        title: format!("{}-pole circuit, {}", at.poles, at.system),
        facts,
        mark: (undetermined > 0).then(|| format!("undetermined in {undetermined}: something is not given")),
        drawing: Drawing::Stands(families.map(standing).collect()),
        record: serde_json::to_value(record).ok()?,
        seed: None,
    })
}

fn judge(asked: Judge<'_>, watch: Watch<'_>) -> Result<Judged, HrmError> {
    let plan = plan_of_test(asked.test, CircuitPlan::default())?;
    let model = TrainedValidation::new(asked.name, asked.model)?;
    let records = plan.draw_test(&mut |done, of| watch(done, 4 * of))?;
    let test = same_test(asked.test, &plan, hash_of_circuits(&records))?;
    let of = records.len();
    let others = plan.draw_val(plan.examples / 10, &mut |_, _| watch(of, 4 * of))?;
    let scores =
        evaluate_validation(model.network(), (&records, &others), &mut |done| watch(2 * of + done, 4 * of))?;
    let answer = validation_answer(asked.name, "test", &scores);
    let circuits: Vec<_> = records.iter().map(|record| &record.attributes).collect();
    let said = answers(model.network(), &circuits, &mut |done| watch(3 * of + done, 4 * of))?;
    let said: Vec<Truths> = said.into_iter().map(|said| said.map(|answer| answer.said())).collect();
    let rows: Vec<f64> = records.iter().zip(&said).map(|(record, said)| right(record, said)).collect();
    let worst = lowest(&rows).into_iter().filter_map(|at| {
        let sample = Sample { seed: Some(plan.seed), ..sample(records.get(at)?, said.get(at))? };
        Some(Worst { score: *rows.get(at)?, sample })
    });
    Ok(Judged { answer, test, worst: worst.collect() })
}

/// Returns the share of the families that are said right, attribute included.
fn right(record: &CircuitRecord, said: &Truths) -> f64 {
    let truths = record.truths();
    truths.iter().zip(said).filter(|(truth, said)| truth == said).count() as f64 / truths.len() as f64
}

fn compare(projects: &[Arc<Project>], pair: Pair) -> Result<Vec<Change>, HrmError> {
    let model = |(name, read): (String, PublishedModel)| TrainedValidation::new(&name, read);
    let (champion, candidate) = (model(pair.champion)?, model(pair.candidate)?);
    let mut changes = Vec::new();
    for project in projects {
        let cx = RuleContext::new(project);
        for panel in project.panels() {
            let said = |model: &TrainedValidation| -> Result<Vec<Truths>, HrmError> {
                let told = model.tell(&cx, panel.id, &mut || true)?;
                Ok(told.into_iter().map(|(_, said)| said.map(|answer| answer.said())).collect())
            };
            let (before, after) = (said(&champion)?, said(&candidate)?);
            let words = |of: &[Truths]| {
                let flagged = of.iter().filter(|truths| truths.iter().any(|t| t.is_violated())).count();
                format!("{flagged} of {} circuits flagged", of.len())
            };
            changes.push(Change {
                project: project.info().name.clone(),
                task: TASK.short,
                subject: panel.name.clone(),
                before: words(&before),
                after: words(&after),
                differs: before != after,
            });
        }
    }
    Ok(changes)
}

fn opened(record: &Value, seed: Option<u64>, _: &Project) -> Option<Opened> {
    let project = project_of(&serde_json::from_value(record.clone()).ok()?, seed?)?;
    Some(Opened::Project(Box::new(project)))
}
