//! Phase balancing: panelboards drawn as the bars of their legs.

use super::{DIFFICULTY, lowest, plan_of, plan_of_test, same_test};
use crate::document::Document;
use crate::domain::{Project, Slot};
use crate::engineering::balance::{BalanceProblem, Seating, leg_report, va_from_units};
use crate::hrm::balance::{
    PanelPlan, PanelRecord, PanelSet, Puzzle, SEGMENTS, TrainedBalance, Wish, balance_answer,
    evaluate_panels, hash_of, read_panels, runs, sum_up_panels,
};
use crate::hrm::{HrmError, PublishedModel};
use crate::proposals::{BalanceWish, Cancel, first_balance};
use crate::units::grouped;
use crate::workbench::lab::compare::Change;
use crate::workbench::lab::evaluation::Worst;
use crate::workbench::lab::open_panel::panel_edits;
use crate::workbench::lab::sample::{Counted, Drawing, Opened, Sample};
use crate::workbench::lab::task::{
    Drawn, Example, ExampleSet, Field, FieldKind, Judge, Judged, LabTask, Pair, Watch, splits_of,
};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// What is usually wanted of a panelboard.
const TARGET: f64 = 0.95;
/// Column of the evaluation that counts.
const RAW: usize = 6;

pub(super) const TASK: LabTask = LabTask {
    name: "balance",
    title: "Phase balance",
    short: "Balance",
    examples: "panelboards",
    impossible: "cannot reach 0.95, labelled",
    plain: ("lpt_swaps", "LPT + swaps"),
    best: ("optimum", "Best possible"),
    fields,
    plan,
    draw,
    preview,
    open,
    judge,
    compare,
    opens_as: "panelboard",
    opened,
};

fn plan() -> Value {
    let plan = PanelPlan { examples: 2_000, test_per_cell: 25, seed: 7, ..PanelPlan::default() };
    serde_json::to_value(plan).unwrap_or_default()
}

fn fields() -> Vec<Field> {
    let field = |key, label, help, kind| Field { key, label, help, kind };
    vec![
        field(
            "examples",
            "Samples",
            "Panelboards to learn from, a tenth of them to look at while learning",
            FieldKind::Count { least: 10, most: 200_000 },
        ),
        field(
            "seed",
            "Seed",
            "Decides which panelboards; the same seed gives the same bytes",
            FieldKind::Count { least: 0, most: 1_000_000_000 },
        ),
        field(
            "sizes",
            "Sizes",
            "Slots of the panelboards to learn from, in turn",
            FieldKind::Numbers { of: vec![12, 18, 24, 30, 42, 54, 60, 66, 72, 84], unit: "slots" },
        ),
        field(
            "systems",
            "Systems",
            "Systems to learn from, in turn",
            FieldKind::Words(vec![
                ("480Y/277", "480"),
                ("208Y/120", "208"),
                ("240/120", "240"),
                ("600Y/347", "600"),
            ]),
        ),
        field(
            "deltas",
            "Deltas",
            "One panelboard in sixteen is a delta, with and without high leg",
            FieldKind::Switch,
        ),
        field(
            "difficulty",
            "Difficulty",
            "Easy: ordinary, nearly empty, balanced already. Hard: heavy-tailed, one dominant load, full, locked, two-pole",
            FieldKind::One(DIFFICULTY.to_vec()),
        ),
        field(
            "copies",
            "Copies",
            "Varied copies of each panelboard of your own: other loads within 10 %, other places, another voltage",
            FieldKind::Count { least: 0, most: 200 },
        ),
        field(
            "test_per_cell",
            "Test",
            "Panelboards to be judged on, of each of nine cells: 18, 42 and 84 slots by 480, 208 and 240 V",
            FieldKind::Count { least: 1, most: 1_000 },
        ),
    ]
}

/// Reads a plan out of the form.
fn read(plan: &Value) -> Result<PanelPlan, HrmError> {
    let plan: PanelPlan = plan_of(plan)?;
    plan.check()?;
    Ok(plan)
}

struct Panels {
    plan: PanelPlan,
    set: PanelSet,
}

fn draw(plan: &Value, watch: Watch<'_>) -> Result<Box<dyn Drawn>, HrmError> {
    let plan = read(plan)?;
    let set = plan.draw(&[], watch)?;
    Ok(Box::new(Panels { plan, set }))
}

fn preview(plan: &Value, count: usize) -> Result<Box<dyn Drawn>, HrmError> {
    // A tenth is held out.
    let plan = PanelPlan { examples: (count * 10).div_ceil(9) + 1, test_per_cell: 0, ..read(plan)? };
    let set = plan.draw(&[], &mut |_, _| true)?;
    Ok(Box::new(Panels { plan, set }))
}

fn open(folder: &Path) -> Result<Box<dyn Drawn>, HrmError> {
    let [train, val, test] = splits_of(folder, read_panels)?;
    let set = PanelSet { train, val, test, copies_left_out: 0 };
    Ok(Box::new(Panels { plan: PanelPlan::default(), set }))
}

impl ExampleSet for Panels {
    type Record = PanelRecord;

    fn splits(&self) -> [&[PanelRecord]; 3] {
        [&self.set.train, &self.set.val, &self.set.test]
    }

    fn sha256(&self) -> String {
        self.set.sha256()
    }

    fn write(&self, folder: &Path) -> Result<Value, HrmError> {
        self.set.write(&self.plan, folder)
    }
}

impl Example for PanelRecord {
    fn key(&self) -> Vec<u8> {
        PanelRecord::key(self).into_bytes()
    }

    fn content(&self) -> Vec<u8> {
        let nameless = PanelRecord { name: String::new(), ..self.clone() };
        serde_json::to_vec(&nameless).unwrap_or_default()
    }

    fn counted(&self) -> Vec<(&'static str, Counted)> {
        vec![
            ("Slots", Counted::Number(f64::from(self.slots))),
            ("System", Counted::Word(self.system.clone())),
            ("Occupancy", Counted::Word(self.occupancy.clone())),
            ("Case", Counted::Word(self.case.clone())),
            ("Circuits", Counted::Number(self.circuits.len() as f64)),
            ("Best possible score", Counted::Number(self.best)),
        ]
    }

    fn classes(&self, counts: &mut BTreeMap<String, usize>) {
        for leg in &self.choice {
            let name = ["Leg A", "Leg B", "Leg C"].get(*leg).copied().unwrap_or("Other");
            *counts.entry(name.to_owned()).or_default() += 1;
        }
    }

    fn is_impossible(&self) -> bool {
        self.bound < TARGET
    }

    fn sample(&self) -> Option<Sample> {
        sample(self, None)
    }
}

/// Returns the load of each leg in VA.
fn legs(problem: &BalanceProblem, tops: &[Slot]) -> Vec<f64> {
    let report = leg_report(problem, tops);
    report.va.of(problem.system).map(|(_, va)| va.0).collect()
}

/// Draws a panelboard; `tops` is where a model puts its circuits.
fn sample(record: &PanelRecord, tops: Option<&[Slot]>) -> Option<Sample> {
    let problem = record.problem().ok()?;
    let as_is = problem.as_is();
    let seating = Seating::new(&problem);
    let best = seating.loads(&record.choice).into_iter().take(seating.legs()).map(va_from_units).collect();
    let score = |tops: &[Slot]| format!("{:.3}", leg_report(&problem, tops).score);
    let possible = if record.proven { "Best possible, proven" } else { "Best known" };
    let mut facts = vec![
        ("Occupancy".to_owned(), record.occupancy.clone()),
        ("Case".to_owned(), record.case.clone()),
        ("Circuits".to_owned(), record.circuits.len().to_string()),
        ("As it stands".to_owned(), score(&as_is)),
        (possible.to_owned(), format!("{:.3}", record.best)),
    ];
    if let Some(tops) = tops {
        facts.push(("Model".to_owned(), score(tops)));
    }
    let total: f64 = legs(&problem, &as_is).iter().sum();
    facts.push(("Load".to_owned(), format!("{} VA", grouped(total, 0))));
    Some(Sample {
        title: format!("{} slots, {}", record.slots, record.system),
        facts,
        mark: (record.bound < TARGET)
            .then(|| format!("{TARGET} impossible, best possible {:.3}", record.best)),
        drawing: Drawing::Legs {
            now: legs(&problem, &as_is),
            best,
            model: tops.map(|tops| legs(&problem, tops)),
        },
        record: serde_json::to_value(record).ok()?,
        seed: None,
    })
}

fn judge(asked: Judge<'_>, watch: Watch<'_>) -> Result<Judged, HrmError> {
    let default = PanelPlan { test_per_cell: 1_000, ..PanelPlan::default() };
    let plan = plan_of_test(asked.test, default)?;
    let model = TrainedBalance::new(asked.name, asked.model)?;
    // Drawing and judging take about as long as each other.
    let records = plan.draw_test(&mut |done, of| watch(done, 2 * of))?;
    let test = same_test(asked.test, &plan, hash_of(&records))?;
    let of = records.len();
    let rows = evaluate_panels(model.network(), &records, &mut |done| watch(of + done, 2 * of))?;
    let answer = balance_answer(asked.name, "test", &sum_up_panels(&records, &rows), None);
    let scores: Vec<f64> = rows.iter().map(|row| row[RAW]).collect();
    let mut worst = Vec::new();
    for at in lowest(&scores) {
        let record = &records[at];
        let tops = answered(&model, record)?;
        worst.extend(sample(record, tops.as_deref()).map(|sample| Worst { score: scores[at], sample }));
    }
    Ok(Judged { answer, test, worst })
}

/// Returns where the model's last segment puts the circuits, which is what it is judged by.
fn answered(model: &TrainedBalance, record: &PanelRecord) -> Result<Option<Vec<Slot>>, HrmError> {
    let problem = record.problem().map_err(HrmError::Batch)?;
    let Some(puzzle) = Puzzle::new(Seating::new(&problem), Wish::Best) else { return Ok(None) };
    let start = puzzle.starts().into_iter().take(1).collect();
    Ok(runs(model.network(), &[&puzzle], start, SEGMENTS)?.pop().and_then(|run| run.tops))
}

fn compare(projects: &[Arc<Project>], pair: Pair) -> Result<Vec<Change>, HrmError> {
    let model = |(name, read): (String, PublishedModel)| TrainedBalance::new(&name, read);
    let (champion, candidate) = (model(pair.champion)?, model(pair.candidate)?);
    let mut changes = Vec::new();
    for (project, panel) in
        projects.iter().flat_map(|project| project.panels().map(move |panel| (project, panel)))
    {
        let snapshot = Document::saved(Project::clone(project)).snapshot();
        let wish = BalanceWish::of(panel.id, project.settings());
        let proposed = |model: &TrainedBalance| {
            first_balance(&snapshot, &wish, Some(model), &Cancel::default())
                .map(|proposal| (proposal.proposal.after.0, proposal.proposal.answer.moves.clone()))
        };
        // A panelboard without load has no proposals.
        let (Ok(before), Ok(after)) = (proposed(&champion), proposed(&candidate)) else { continue };
        let words = |of: &(f64, Vec<_>)| {
            let plural = if of.1.len() == 1 { "" } else { "s" };
            format!("{:.3} in {} move{plural}", of.0, of.1.len())
        };
        changes.push(Change {
            project: project.info().name.clone(),
            task: TASK.short,
            subject: panel.name.clone(),
            before: words(&before),
            after: words(&after),
            differs: before.1 != after.1,
        });
    }
    Ok(changes)
}

fn opened(record: &Value, _: Option<u64>, project: &Project) -> Option<Opened> {
    panel_edits(&serde_json::from_value(record.clone()).ok()?, project).map(Opened::Edits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbench::lab::survey::leaks;

    #[test]
    fn turned_phases_and_other_orders_are_found_across_the_splits() {
        let plan = PanelPlan {
            examples: 12,
            test_per_cell: 0,
            nodes: 200,
            sizes: vec![18],
            systems: vec!["208Y/120".to_owned()],
            deltas: false,
            ..PanelPlan::default()
        };
        let mut set = plan.draw(&[], &mut |_, _| true).expect("drawn");
        let original = set.train[0].clone();
        // Every circuit one row down, the last row to the top: A is B, B is C, C is A.
        let mut turned = original.clone();
        turned.circuits.iter_mut().for_each(|circuit| circuit.slot = (circuit.slot + 1) % 18 + 1);
        let mut permuted = original.clone();
        let slots: Vec<u16> = permuted.circuits.iter().map(|circuit| circuit.slot).rev().collect();
        permuted.circuits.iter_mut().zip(slots).for_each(|(circuit, slot)| circuit.slot = slot);
        permuted.circuits.reverse();
        set.val = vec![turned, permuted];
        set.test = vec![PanelRecord { name: "another name".to_owned(), ..original }];
        let found = leaks(&Panels { plan, set }, &mut |_| true).expect("compared");
        assert_eq!((found.duplicates, found.copies, found.compared), (1, 2, 14));
    }
}
