//! A balancing model on a firm's finished panelboards: how much like the firm it seats, and that balance stays.
//!
//! Every panelboard is shuffled first (with a seed of its own), so that nothing tells where the firm has its breakers. The
//! model then chooses legs for the best balance, and the seats are filled four ways, on the same legs:
//!
//! ```text
//! lowest   the lowest slots first: what a model without habits does
//! table    by counts of the firm's own finished panelboards, no network; only where such are given
//! model    by the model's habits
//! firm     the firm's own arrangement: 1 by definition, its balance is shown
//! ```
//!
//! Intervals are of projects, not of panelboards: those of one project are no independent draws.

use super::examples::HabitExample;
use super::learner::unseated;
use super::likeness::{Likeness, likeness};
use super::table::HabitTable;
use crate::domain::{Project, Slot};
use crate::engineering::balance::{BalanceProblem, Goal, leg_report, random_tops};
use crate::hrm::balance::TrainedBalance;
use crate::hrm::{Estimate, HrmError, mean_estimate};
use crate::proposals::{BalanceModel, Cancel, ExtractError, ModelAsk, PhaseBalance};

/// One way to seat, measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compared {
    pub region: Estimate,
    pub together: Estimate,
    /// Balance score of the arrangement.
    pub score: Estimate,
}

/// What a model came to on the projects of one firm.
#[derive(Clone, Debug, PartialEq)]
pub struct FirmScores {
    pub projects: usize,
    pub panels: usize,
    pub lowest: Compared,
    /// By the counts of the firm's own finished panelboards.
    pub table: Option<Compared>,
    pub model: Compared,
    /// Model less lowest, project by project.
    pub gain: Estimate,
    /// Balance of the model's seats less that of the lowest, the largest difference of any panelboard either way.
    pub balance_change: f64,
    /// The firm's own balance.
    pub firm_score: Estimate,
}

/// Returns the panelboards of a project that can be balanced.
///
/// # Errors
/// When a panelboard cannot be read.
pub fn panels_of(project: &Project) -> Result<Vec<BalanceProblem>, HrmError> {
    let mut all = Vec::new();
    for panel in project.panels() {
        match PhaseBalance::extract(project, panel.id, project.settings().basis) {
            Ok(found) => all.push(found.search),
            Err(ExtractError::NoLoad(_)) => {}
            Err(error) => return Err(HrmError::Batch(error.to_string())),
        }
    }
    Ok(all)
}

/// Measures a model on finished projects of one firm. `known` are other finished panelboards of the same firm, for the
/// plain baseline. `go_on` hears how many projects are done and says whether to go on.
///
/// # Errors
/// When a project cannot be read, the model fails, or `go_on` says no.
pub fn evaluate_habits(
    model: &TrainedBalance,
    projects: &[Vec<BalanceProblem>],
    known: &[HabitExample],
    go_on: &mut dyn FnMut(usize) -> bool,
) -> Result<FirmScores, HrmError> {
    let table = (!known.is_empty()).then(|| HabitTable::of(known));
    let mut rows: Vec<[Row; 4]> = Vec::new();
    let (mut panels, mut change) = (0, 0.0_f64);
    for (index, project) in projects.iter().enumerate() {
        if !go_on(index) {
            return Err(HrmError::Cancelled);
        }
        let mut sums = [Row::default(); 4];
        let mut count = 0.0;
        for (place, problem) in project.iter().enumerate() {
            let seed = (index * 1000 + place) as u64;
            let Some(seats) = Seats::of(model, table.as_ref(), problem, seed)? else { continue };
            let ways = [Some(&seats.lowest), seats.table.as_ref(), Some(&seats.model), Some(&seats.own)];
            for (sum, tops) in sums.iter_mut().zip(ways) {
                if let Some(tops) = tops {
                    sum.add(problem, &seats.own, tops);
                }
            }
            let score = |tops: &[Slot]| leg_report(problem, tops).score;
            change = change.max((score(&seats.model) - score(&seats.lowest)).abs());
            count += 1.0;
            panels += 1;
        }
        if count > 0.0 {
            rows.push(sums.map(|sum| sum.divided(count)));
        }
    }
    let column =
        |way: usize, pick: fn(&Row) -> f64| -> Vec<f64> { rows.iter().map(|row| pick(&row[way])).collect() };
    let compared = |way: usize| Compared {
        region: mean_estimate(&column(way, |row| row.region)),
        together: mean_estimate(&column(way, |row| row.together)),
        score: mean_estimate(&column(way, |row| row.score)),
    };
    let gains: Vec<f64> = rows.iter().map(|row| row[2].region - row[0].region).collect();
    Ok(FirmScores {
        projects: rows.len(),
        panels,
        lowest: compared(0),
        table: table.is_some().then(|| compared(1)),
        model: compared(2),
        gain: mean_estimate(&gains),
        balance_change: change,
        firm_score: mean_estimate(&column(3, |row| row.score)),
    })
}

/// Sums over the panelboards of a project.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    region: f64,
    together: f64,
    score: f64,
}

impl Row {
    fn add(&mut self, problem: &BalanceProblem, own: &[Slot], tops: &[Slot]) {
        let Likeness { region, together } = likeness(problem, own, tops);
        self.region += region;
        self.together += together;
        self.score += leg_report(problem, tops).score;
    }

    const fn divided(self, by: f64) -> Self {
        Self { region: self.region / by, together: self.together / by, score: self.score / by }
    }
}

/// One panelboard seated in every way, in the order of the items.
struct Seats {
    own: Vec<Slot>,
    lowest: Vec<Slot>,
    table: Option<Vec<Slot>>,
    model: Vec<Slot>,
}

impl Seats {
    /// `None` where the model has no arrangement.
    fn of(
        model: &TrainedBalance,
        table: Option<&HabitTable>,
        problem: &BalanceProblem,
        seed: u64,
    ) -> Result<Option<Self>, HrmError> {
        let own = problem.as_is();
        let shuffled = at(problem, &random_tops(problem, seed));
        let ask = ModelAsk { goal: Goal::Best, target: 1.0 };
        let Ok(answer) = model.arrange(&shuffled, &ask, &Cancel::default()) else { return Ok(None) };
        let balanced = at(problem, &answer.tops);
        let lowest = unseated(&balanced).unwrap_or_else(|| answer.tops.clone());
        let held = vec![false; problem.items.len()];
        let seats = match model.habits() {
            Some(habits) => habits.seat(&balanced, &lowest, &held)?,
            None => lowest.clone(),
        };
        let table = table.map(|table| table.seat(&balanced, &lowest));
        Ok(Some(Self { own, lowest, table, model: seats }))
    }
}

/// Returns the panelboard with its breakers elsewhere.
fn at(problem: &BalanceProblem, tops: &[Slot]) -> BalanceProblem {
    let mut moved = problem.clone();
    moved.items.iter_mut().zip(tops).for_each(|(item, top)| item.top = *top);
    moved
}
