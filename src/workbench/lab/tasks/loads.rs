//! Loads: inventories drawn as what each kind of load is demanded at.

use super::{lowest, plan_of, plan_of_test, same_test};
use crate::domain::Project;
use crate::engineering::{LoadPoint, load_inventory, load_points};
use crate::hrm::loads::{
    Answer, InventoryRecord, LoadPlan, LoadSet, Posed, TrainedLoads, answers, building_of, calibrate,
    evaluate_loads, hash_of, loads_answer, rating_of, read_inventories,
};
use crate::hrm::{HrmError, PublishedModel};
use crate::units::grouped;
use crate::workbench::lab::compare::Change;
use crate::workbench::lab::evaluation::Worst;
use crate::workbench::lab::sample::{Bar, Counted, Drawing, Opened, Sample};
use crate::workbench::lab::task::{
    Drawn, Example, ExampleSet, Field, FieldKind, Judge, Judged, LabTask, Pair, Watch, plan_in, splits_of,
};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

pub(super) const TASK: LabTask = LabTask {
    name: "loads",
    title: "Loads",
    short: "Loads",
    examples: "inventories",
    impossible: "with nothing to ask, left out",
    plain: ("thumb_whole", "Rules of thumb"),
    best: ("engine_whole", "Engine"),
    fields,
    plan,
    draw,
    preview,
    open,
    judge,
    compare,
    opens_as: "building",
    opened,
};

fn plan() -> Value {
    let plan = LoadPlan { examples: 2_000, test_per_cell: 30, seed: 7 };
    serde_json::to_value(plan).unwrap_or_default()
}

fn fields() -> Vec<Field> {
    let field = |key, label, help, kind| Field { key, label, help, kind };
    vec![
        field(
            "examples",
            "Samples",
            "Inventories of loads to learn from, a tenth of them to look at while learning; dwellings, flats, offices, hotels and more in turn",
            FieldKind::Count { least: 20, most: 200_000 },
        ),
        field(
            "seed",
            "Seed",
            "Decides which buildings; the same seed gives the same bytes",
            FieldKind::Count { least: 0, most: 1_000_000_000 },
        ),
        field(
            "test_per_cell",
            "Test",
            "Inventories to be judged on, of each of six kinds of buildings",
            FieldKind::Count { least: 1, most: 1_000 },
        ),
    ]
}

fn read(plan: &Value) -> Result<LoadPlan, HrmError> {
    let plan: LoadPlan = plan_of(plan)?;
    plan.check()?;
    Ok(plan)
}

struct Inventories {
    plan: LoadPlan,
    set: LoadSet,
}

fn draw(plan: &Value, watch: Watch<'_>) -> Result<Box<dyn Drawn>, HrmError> {
    let plan = read(plan)?;
    let set = plan.draw(Vec::new(), watch)?;
    Ok(Box::new(Inventories { plan, set }))
}

fn preview(plan: &Value, count: usize) -> Result<Box<dyn Drawn>, HrmError> {
    // A tenth is held out.
    let plan = LoadPlan { examples: (count * 10).div_ceil(9) + 1, test_per_cell: 0, ..read(plan)? };
    let set = plan.draw(Vec::new(), &mut |_, _| true)?;
    Ok(Box::new(Inventories { plan, set }))
}

fn open(folder: &Path) -> Result<Box<dyn Drawn>, HrmError> {
    let [train, val, test] = splits_of(folder, read_inventories)?;
    let set = LoadSet { train, val, test, copies_left_out: 0 };
    Ok(Box::new(Inventories { plan: plan_in(folder), set }))
}

impl ExampleSet for Inventories {
    type Record = InventoryRecord;

    fn splits(&self) -> [&[InventoryRecord]; 3] {
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

impl Example for InventoryRecord {
    fn key(&self) -> Vec<u8> {
        InventoryRecord::key(self).into_bytes()
    }

    fn content(&self) -> Vec<u8> {
        let nameless = InventoryRecord { name: String::new(), project: String::new(), ..self.clone() };
        serde_json::to_vec(&nameless).unwrap_or_default()
    }

    fn counted(&self) -> Vec<(&'static str, Counted)> {
        vec![
            ("Kind", Counted::Word(self.cell.clone())),
            ("Case", Counted::Word(self.case.clone())),
            ("System", Counted::Word(self.system.clone())),
            ("Loads", Counted::Number(self.items.len() as f64)),
            ("Design current in A", Counted::Number(self.truth.design_a)),
        ]
    }

    /// Factors, in the ranges in which the Code's steps lie.
    fn classes(&self, counts: &mut BTreeMap<String, usize>) {
        for factor in &self.truth.factors {
            let name = match *factor {
                factor if factor < 0.5 => "Factor below 0.5",
                factor if factor < 0.999 => "Factor 0.5 to 1",
                factor if factor <= 1.001 => "In full",
                _ => "More than in full",
            };
            *counts.entry(name.to_owned()).or_default() += 1;
        }
    }

    fn is_impossible(&self) -> bool {
        matches!(Posed::new(self), Ok(None))
    }

    fn sample(&self) -> Option<Sample> {
        sample(self, None)
    }
}

/// Names a class of sizes as people do.
fn size_words(size: usize) -> String {
    match rating_of(size) {
        Some(rating) => format!("{} A", grouped(rating, 0)),
        None if size == 0 => "none".to_owned(),
        None => "above the table".to_owned(),
    }
}

/// Draws an inventory: what every kind of load is demanded at, the engine's answer or, beside it, a model's.
fn sample(record: &InventoryRecord, said: Option<(&Posed, &Answer)>) -> Option<Sample> {
    let connected: f64 = record.items.iter().flat_map(|item| item.va).sum();
    let demand: f64 = record.truth.demand_va.iter().sum();
    let mut facts = vec![
        ("Kind".to_owned(), record.cell.clone()),
        ("Case".to_owned(), record.case.clone()),
        ("Loads".to_owned(), record.items.len().to_string()),
        ("Connected".to_owned(), format!("{} VA", grouped(connected, 0))),
        ("Demand".to_owned(), format!("{} VA", grouped(demand, 0))),
        ("Design current".to_owned(), format!("{} A", grouped(record.truth.design_a, 1))),
        ("Size".to_owned(), size_words(record.truth.size)),
    ];
    if let Some((posed, answer)) = said {
        let judged = posed.judge(answer);
        let all: f64 = answer.demand_va.iter().sum();
        facts.push(("Model: demand".to_owned(), format!("{} VA", grouped(all, 0))));
        facts.push(("Model: size".to_owned(), size_words(answer.size(1.0).0)));
        facts.push(("Model: factors".to_owned(), format!("{} of {} right", judged.right, judged.items)));
    }
    Some(Sample {
        title: format!("{}, {}", record.cell, record.system),
        facts,
        mark: None,
        drawing: Drawing::Bars(bars(record, said)),
        record: serde_json::to_value(record).ok()?,
        seed: None,
    })
}

/// Returns for each kind of load its demand over what is connected, half of the bar being 1.
fn bars(record: &InventoryRecord, said: Option<(&Posed, &Answer)>) -> Vec<Bar> {
    let mut sums: BTreeMap<&str, [f64; 3]> = BTreeMap::new();
    let model = said.map(|(posed, answer)| answer.factors(&posed.question)).unwrap_or_default();
    for (at, (item, factor)) in record.items.iter().zip(&record.truth.factors).enumerate() {
        let va: f64 = item.va.iter().sum();
        let sum = sums.entry(&item.group).or_default();
        sum[0] += va;
        sum[1] += va * factor;
        sum[2] += va * model.get(at).copied().unwrap_or(*factor);
    }
    let bar = |(group, [connected, demand, model]): (&str, [f64; 3])| {
        let share = |va: f64| if connected > 0.0 { va / connected } else { 0.0 };
        Bar {
            name: group.to_owned(),
            words: format!("{:.2}", share(demand)),
            value: share(demand) / 2.0,
            model: said.map(|_| share(model) / 2.0),
        }
    };
    sums.into_iter().map(bar).collect()
}

fn judge(asked: Judge<'_>, watch: Watch<'_>) -> Result<Judged, HrmError> {
    let plan = plan_of_test(asked.test, LoadPlan::default())?;
    let model = TrainedLoads::new(asked.name, asked.model)?;
    let records = plan.draw_test(&mut |done, of| watch(done, 4 * of))?;
    let test = same_test(asked.test, &plan, hash_of(&records))?;
    let of = records.len();
    // The confidence is calibrated on what is looked at while learning, never on what is judged.
    let looked_at = plan.draw_val(&records, &mut |_, _| watch(of, 4 * of))?;
    let temperature = calibrate(model.network(), &looked_at)?;
    let scores =
        evaluate_loads(model.network(), &records, temperature, &mut |done| watch(2 * of + done, 4 * of))?;
    let answer = loads_answer(asked.name, "test", &scores);
    let mut rows: Vec<(f64, &InventoryRecord, Posed, Answer)> = Vec::new();
    for (done, record) in records.iter().enumerate() {
        if !watch(3 * of + done, 4 * of) {
            return Err(HrmError::Cancelled);
        }
        let Some(posed) = Posed::new(record).map_err(HrmError::Batch)? else { continue };
        let Some((answer, _)) = answers(model.network(), &[&posed.question])?.pop() else { continue };
        let judged = posed.judge(&answer);
        let flag = |holds: bool| f64::from(u8::from(holds));
        let score = (judged.factors() + flag(judged.legs()) + flag(judged.size)) / 3.0;
        rows.push((score, record, posed, answer));
    }
    let scores: Vec<f64> = rows.iter().map(|(score, ..)| *score).collect();
    let worst = lowest(&scores).into_iter().filter_map(|at| {
        let (score, record, posed, answer) = rows.get(at)?;
        let sample = Sample { seed: Some(plan.seed), ..sample(record, Some((posed, answer)))? };
        Some(Worst { score: *score, sample })
    });
    Ok(Judged { answer, test, worst: worst.collect() })
}

fn compare(projects: &[Arc<Project>], pair: Pair) -> Result<Vec<Change>, HrmError> {
    let model = |(name, read): (String, PublishedModel)| TrainedLoads::new(&name, read);
    let (champion, candidate) = (model(pair.champion)?, model(pair.candidate)?);
    let mut changes = Vec::new();
    for (project, point) in projects
        .iter()
        .flat_map(|project| load_points(project).into_iter().map(move |point| (project, point)))
    {
        let Some(inventory) = load_inventory(project, point) else { continue };
        let said = |model: &TrainedLoads| model.signal(inventory.clone(), 1.0);
        let (Some(before), Some(after)) = (said(&champion)?, said(&candidate)?) else { continue };
        let words = |of: &crate::hrm::loads::LoadsSignal| {
            let demand: f64 = of.demand_va.iter().sum();
            format!("{} VA, {}", grouped(demand, 0), size_words(of.size))
        };
        let (before, after) = (words(&before), words(&after));
        changes.push(Change {
            project: project.info().name.clone(),
            task: TASK.short,
            subject: match point {
                LoadPoint::Service => "Service".to_owned(),
                LoadPoint::Panel(id) => {
                    project.panel(id).map_or_else(String::new, |panel| panel.name.clone())
                }
            },
            differs: before != after,
            before,
            after,
        });
    }
    Ok(changes)
}

fn opened(record: &Value, seed: Option<u64>, _: &Project) -> Option<Opened> {
    let project = building_of(&serde_json::from_value(record.clone()).ok()?, seed?)?;
    Some(Opened::Project(Box::new(project)))
}
