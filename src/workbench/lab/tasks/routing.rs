//! Routing: floor plans drawn from above, the panelboard as the goal of all ways.

use super::{DIFFICULTY, lowest, plan_of, plan_of_test, same_test};
use crate::domain::Project;
use crate::engineering::routing::{Crossing, Floor, RouteTerms};
use crate::hrm::routing::{
    FloorPlans, FloorSet, Grid, PlanRecord, TrainedRouting, cut_floor, evaluate_boards, flow, followed,
    hash_of_plans, read_plans, routing_answer, sum_up_boards,
};
use crate::hrm::{HrmError, PublishedModel};
use crate::workbench::lab::compare::Change;
use crate::workbench::lab::evaluation::Worst;
use crate::workbench::lab::open_floor::floor_project;
use crate::workbench::lab::sample::{Counted, Drawing, Opened, Sample};
use crate::workbench::lab::task::{
    Drawn, Example, ExampleSet, Field, FieldKind, Judge, Judged, LabTask, Pair, Watch, splits_of,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Column of the evaluation that counts.
const RAW: usize = 3;
const HEADINGS: [&str; 4] = ["Up", "Right", "Down", "Left"];

pub(super) const TASK: LabTask = LabTask {
    name: "routing",
    title: "Routing",
    short: "Routing",
    examples: "floor plans",
    impossible: "with parts no way leads to",
    plain: ("greedy", "Greedy"),
    best: ("search", "A*"),
    fields,
    plan,
    draw,
    preview,
    open,
    judge,
    compare,
    opens_as: "plan",
    opened,
};

fn plan() -> Value {
    let plan =
        FloorPlans { examples: 2_000, test_per_size: 30, test_mazes: 0, seed: 7, ..FloorPlans::default() };
    serde_json::to_value(plan).unwrap_or_default()
}

fn fields() -> Vec<Field> {
    let field = |key, label, help, kind| Field { key, label, help, kind };
    vec![
        field(
            "examples",
            "Samples",
            "Floor plans to learn from, a tenth of them to look at while learning; each is turned and mirrored while it is learned",
            FieldKind::Count { least: 10, most: 100_000 },
        ),
        field(
            "seed",
            "Seed",
            "Decides which floor plans; the same seed gives the same bytes",
            FieldKind::Count { least: 0, most: 1_000_000_000 },
        ),
        field(
            "sizes",
            "Sizes",
            "Cells on a side, in turn",
            FieldKind::Numbers { of: vec![8, 10, 12, 16, 20, 24, 30], unit: "cells" },
        ),
        field(
            "kinds",
            "Kinds",
            "Rooms with doors, corridors with rooms along them, open floors with columns",
            FieldKind::Words(vec![("rooms", "rooms"), ("corridor", "corridors"), ("open", "open")]),
        ),
        field("difficulty", "Difficulty", "How much stands in the way", FieldKind::One(DIFFICULTY.to_vec())),
        field(
            "test_per_size",
            "Test",
            "Floor plans of each size to be judged on",
            FieldKind::Count { least: 1, most: 1_000 },
        ),
    ]
}

fn read(plan: &Value) -> Result<FloorPlans, HrmError> {
    let plan: FloorPlans = plan_of(plan)?;
    plan.check()?;
    Ok(plan)
}

struct Plans {
    plan: FloorPlans,
    set: FloorSet,
}

fn draw(plan: &Value, watch: Watch<'_>) -> Result<Box<dyn Drawn>, HrmError> {
    let plan = read(plan)?;
    let set = plan.draw(&[], watch)?;
    Ok(Box::new(Plans { plan, set }))
}

fn preview(plan: &Value, count: usize) -> Result<Box<dyn Drawn>, HrmError> {
    let examples = (count * 10).div_ceil(9) + 1;
    let plan = FloorPlans { examples, test_per_size: 0, test_mazes: 0, ..read(plan)? };
    let set = plan.draw(&[], &mut |_, _| true)?;
    Ok(Box::new(Plans { plan, set }))
}

fn open(folder: &Path) -> Result<Box<dyn Drawn>, HrmError> {
    let [train, val, test] = splits_of(folder, read_plans)?;
    let set = FloorSet { train, val, test, copies_left_out: 0 };
    Ok(Box::new(Plans { plan: FloorPlans::default(), set }))
}

impl ExampleSet for Plans {
    type Record = PlanRecord;

    fn splits(&self) -> [&[PlanRecord]; 3] {
        [&self.set.train, &self.set.val, &self.set.test]
    }

    fn sha256(&self) -> String {
        self.set.sha256()
    }

    fn write(&self, folder: &Path) -> Result<Value, HrmError> {
        self.set.write(&self.plan, folder)
    }
}

impl Example for PlanRecord {
    fn key(&self) -> Vec<u8> {
        PlanRecord::key(self)
    }

    fn content(&self) -> Vec<u8> {
        hash_of_plans(std::slice::from_ref(self)).into_bytes()
    }

    fn counted(&self) -> Vec<(&'static str, Counted)> {
        let count = self.board.columns() * self.board.rows();
        let blocked = (0..count).filter(|at| self.board.is_blocked(self.board.cell(*at))).count();
        vec![
            ("Cells on a side", Counted::Number(self.board.columns() as f64)),
            ("Kind", Counted::Word(self.name.clone())),
            ("Share of cells in the way", Counted::Number(blocked as f64 / count.max(1) as f64)),
            ("Longest way in steps", Counted::Number(f64::from(longest(self)))),
        ]
    }

    fn classes(&self, counts: &mut BTreeMap<String, usize>) {
        let Some(rows) = self.rows() else { return };
        for bits in rows.fields {
            for (_, name) in HEADINGS.iter().enumerate().filter(|(bit, _)| bits & (1 << bit) != 0) {
                *counts.entry((*name).to_owned()).or_default() += 1;
            }
        }
    }

    /// A plan part of which is cut off from the panelboard.
    fn is_impossible(&self) -> bool {
        cut_off(self) > 0
    }

    fn sample(&self) -> Option<Sample> {
        sample(self, Vec::new())
    }
}

fn longest(record: &PlanRecord) -> u32 {
    record.grid().map_or(0, |grid| grid.distances().into_iter().flatten().max().unwrap_or(0))
}

fn cut_off(record: &PlanRecord) -> usize {
    record.grid().map_or(0, |grid| grid.distances().iter().filter(|distance| distance.is_none()).count())
}

/// Draws a plan; `wrong` are the places whose way is not the shortest.
fn sample(record: &PlanRecord, wrong: Vec<usize>) -> Option<Sample> {
    let board = &record.board;
    let (columns, rows) = (board.columns(), board.rows());
    let (goal, lost) = (board.index(record.goal)?, cut_off(record));
    let mut facts = vec![
        ("Kind".to_owned(), record.name.clone()),
        ("Longest way".to_owned(), format!("{} steps", longest(record))),
    ];
    if !wrong.is_empty() {
        facts.push(("Not as short as possible".to_owned(), format!("{} cells", wrong.len())));
    }
    let cells: Vec<Vec<bool>> = (0..rows)
        .map(|row| (0..columns).map(|column| board.is_blocked(board.cell(row * columns + column))).collect())
        .collect();
    Some(Sample {
        title: format!("{columns} x {rows} cells"),
        facts,
        mark: (lost > 0).then(|| format!("no way from {lost} cells; they have no label")),
        drawing: Drawing::Plan { columns, rows, blocked: cells.concat(), goal, wrong },
        record: json!({ "name": record.name, "goal": goal, "blocked": cells }),
        seed: None,
    })
}

fn judge(asked: Judge<'_>, watch: Watch<'_>) -> Result<Judged, HrmError> {
    let plan = plan_of_test(asked.test, FloorPlans::default())?;
    let model = TrainedRouting::new(asked.name, asked.model)?;
    let records = plan.draw_test(&mut |done, of| watch(done, 4 * of))?;
    let test = same_test(asked.test, &plan, hash_of_plans(&records))?;
    let of = records.len();
    let rows = evaluate_boards(model.network(), &records, &mut |done| watch(of + 3 * done, 4 * of))?;
    let answer = routing_answer(asked.name, "test", &sum_up_boards(&records, &rows));
    let scores: Vec<f64> = rows.iter().map(|row| row.scores[RAW].optimal).collect();
    let mut worst = Vec::new();
    for at in lowest(&scores) {
        let wrong = wrong_cells(&model, &records[at])?;
        worst.extend(sample(&records[at], wrong).map(|sample| Worst { score: scores[at], sample }));
    }
    Ok(Judged { answer, test, worst })
}

/// Returns the places of a board whose way, as the model points it, is not as short as any.
fn wrong_cells(model: &TrainedRouting, record: &PlanRecord) -> Result<Vec<usize>, HrmError> {
    let Some(grid) = record.grid().map(Arc::<Grid>::new) else { return Ok(Vec::new()) };
    let Some(flow) = flow(model.network(), &[Arc::clone(&grid)], &mut || true)?.pop() else {
        return Ok(Vec::new());
    };
    let heading = |cell| flow.wave.heading(cell);
    let is_wrong = |(cell, distance): &(usize, Option<u32>)| {
        distance.is_some_and(|distance| followed(&grid, &heading, *cell) != Some(distance))
    };
    Ok(grid.distances().into_iter().enumerate().filter(is_wrong).map(|(cell, _)| grid.place(cell)).collect())
}

fn compare(projects: &[Arc<Project>], pair: Pair) -> Result<Vec<Change>, HrmError> {
    let model = |(name, read): (String, PublishedModel)| TrainedRouting::new(&name, read);
    let (champion, candidate) = (model(pair.champion)?, model(pair.candidate)?);
    let terms = RouteTerms { crossing: Crossing::Openings, ..RouteTerms::default() };
    let mut changes = Vec::new();
    for (project, sheet) in
        projects.iter().flat_map(|project| project.sheets().map(move |sheet| (project, sheet)))
    {
        let floor = Floor::of(sheet, &terms).ground.board();
        // Windows of the floor, each with a panelboard by chance; a few of them tell enough.
        let plans: Vec<PlanRecord> = cut_floor(&sheet.name, &floor, 1).into_iter().take(8).collect();
        if plans.is_empty() {
            continue;
        }
        let shares = |model: &TrainedRouting| -> Result<Vec<f64>, HrmError> {
            let rows = evaluate_boards(model.network(), &plans, &mut |_| true)?;
            Ok(rows.iter().map(|row| row.scores[RAW].optimal).collect())
        };
        let (before, after) = (shares(&champion)?, shares(&candidate)?);
        let words = |of: &[f64]| {
            format!("{:.1} % of the ways shortest", 100.0 * of.iter().sum::<f64>() / of.len().max(1) as f64)
        };
        changes.push(Change {
            project: project.info().name.clone(),
            task: TASK.short,
            subject: sheet.name.clone(),
            before: words(&before),
            after: words(&after),
            differs: before != after,
        });
    }
    Ok(changes)
}

fn opened(record: &Value, _: Option<u64>, _: &Project) -> Option<Opened> {
    floor_project(record).map(|project| Opened::Project(Box::new(project)))
}
