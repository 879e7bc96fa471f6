//! A model beside what costs no model and beside the rules, family by family and by how hard the circuits are.
//!
//! Intervals are drawn over projects, not over circuits: what stands in one project is alike. The rules are their own labels, so
//! their column is 1 by definition; it is measured all the same, by asking them once more.

use crate::hrm::model::Answering;
use crate::hrm::reliability::Reliability;
use crate::hrm::validation::answer::answers;
use crate::hrm::validation::calibration::{fitted_temperature, reliability_of};
use crate::hrm::validation::circuits::CircuitRecord;
use crate::hrm::validation::families::Family;
use crate::hrm::validation::heuristic::{look_up, majority};
use crate::hrm::validation::score::{Confusion, FamilyCounts};
use crate::hrm::validation::truth::Truths;
use crate::hrm::{Estimate, HrmError};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;

/// Who is judged, in the order of the table: the most frequent answer, look-ups, the rules, the model.
pub const TELLERS: [&str; 4] = ["majority", "heuristic", "engine", "raw"];
/// Where the model's columns begin.
pub const FIRST_OF_TELLERS: usize = 3;

/// Projects drawn again of the projects.
const RESAMPLES: usize = 1000;
const SEED: u64 = 95;
/// What a family's F1 should be.
pub const WANTED_F1: f64 = 0.95;

/// What one teller came to on one family, or on all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Told {
    pub f1: Estimate,
    /// F1 in 95 of 100 draws of the projects at least, and in which share of them it is 0.95 and more.
    pub p5: f64,
    pub above: f64,
    pub precision: f64,
    pub recall: f64,
}

/// One family.
#[derive(Clone, Debug, PartialEq)]
pub struct FamilyScores {
    pub family: Family,
    pub violations: usize,
    /// In the order of [`TELLERS`].
    pub tellers: Vec<Told>,
    /// In which share of the violations found the model names the attribute.
    pub located: f64,
}

/// Everything about one teller.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Overall {
    pub macro_f1: Estimate,
    /// Share of the violations found whose attribute is named.
    pub attribute: f64,
    /// Share of families and circuits where holds, undetermined or violated is said right.
    pub agreement: f64,
    /// Share of the circuits with nothing wrong.
    pub exact: f64,
}

/// Circuits of one difficulty.
#[derive(Clone, Debug, PartialEq)]
pub struct DifficultyScores {
    pub difficulty: String,
    pub circuits: usize,
    /// Macro-F1 over the families that are violated there, and agreement, in the order of [`TELLERS`].
    pub tellers: Vec<(f64, f64)>,
}

/// All scores of a test set.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidationScores {
    pub circuits: usize,
    pub projects: usize,
    pub families: Vec<FamilyScores>,
    pub overall: Vec<Overall>,
    pub difficulties: Vec<DifficultyScores>,
    /// Fitted on other circuits than those judged.
    pub temperature: f64,
    pub plain: Reliability,
    pub tempered: Reliability,
}

/// Scores a model on circuits; the temperature is fitted on others. `go_on` hears how many are done.
///
/// # Errors
/// When the arithmetic fails, or `go_on` says no.
pub fn evaluate_validation(
    model: &Answering,
    (records, others): (&[CircuitRecord], &[CircuitRecord]),
    go_on: &mut dyn FnMut(usize) -> bool,
) -> Result<ValidationScores, HrmError> {
    let ask = |records: &[CircuitRecord], go_on: &mut dyn FnMut(usize) -> bool| {
        let circuits: Vec<_> = records.iter().map(|record| &record.attributes).collect();
        answers(model, &circuits, go_on)
    };
    let said = ask(records, go_on)?;
    let fitted_on = ask(others, &mut |_| go_on(records.len()))?;
    let truths_of = |records: &[CircuitRecord]| records.iter().map(CircuitRecord::truths).collect();
    let (truths, other_truths): (Vec<Truths>, Vec<Truths>) = (truths_of(records), truths_of(others));
    let temperature = if others.is_empty() { 1.0 } else { fitted_temperature(&fitted_on, &other_truths) };
    let usual = majority(others);
    let told: Vec<[Truths; TELLERS.len()]> = records
        .iter()
        .zip(&said)
        .zip(&truths)
        .map(|((record, said), truth)| {
            [usual, look_up(&record.attributes), *truth, said.map(|answer| answer.said())]
        })
        .collect();
    let tallies = Tallies::of(records, &told, &truths);
    Ok(ValidationScores {
        circuits: records.len(),
        projects: tallies.projects.len(),
        families: Family::ALL.iter().map(|family| tallies.family(*family)).collect(),
        overall: (0..TELLERS.len()).map(|teller| tallies.overall(teller)).collect(),
        difficulties: tallies.difficulties(),
        temperature,
        plain: reliability_of(&said, &truths, 1.0),
        tempered: reliability_of(&said, &truths, temperature),
    })
}

type OfTellers = [Confusion; TELLERS.len()];

/// Counts by project and by difficulty.
struct Tallies {
    projects: Vec<OfTellers>,
    by_difficulty: BTreeMap<String, OfTellers>,
    all: OfTellers,
    /// The projects of each resample.
    drawn: Vec<Vec<usize>>,
}

impl Tallies {
    fn of(records: &[CircuitRecord], told: &[[Truths; TELLERS.len()]], truths: &[Truths]) -> Self {
        let mut projects: BTreeMap<&str, OfTellers> = BTreeMap::new();
        let mut by_difficulty: BTreeMap<String, OfTellers> = BTreeMap::new();
        let mut all = OfTellers::default();
        for ((record, told), truth) in records.iter().zip(told).zip(truths) {
            let project = projects.entry(&record.project).or_default();
            let difficulty = by_difficulty.entry(record.difficulty.clone()).or_default();
            for (at, said) in told.iter().enumerate() {
                for tally in [&mut *project, &mut *difficulty, &mut all] {
                    if let Some(confusion) = tally.get_mut(at) {
                        confusion.add_said(said, truth);
                    }
                }
            }
        }
        let projects: Vec<OfTellers> = projects.into_values().collect();
        let mut rng = ChaCha8Rng::seed_from_u64(SEED);
        let count = projects.len();
        let mut draw = || (0..count).map(|_| rng.random_range(0..count.max(1))).collect();
        let drawn = if count == 0 { Vec::new() } else { (0..RESAMPLES).map(|_| draw()).collect() };
        Self { projects, by_difficulty, all, drawn }
    }

    /// Returns the F1 of a family in every resample.
    fn resampled(&self, teller: usize, family: Family) -> Vec<f64> {
        let counts: Vec<FamilyCounts> = self
            .projects
            .iter()
            .map(|project| project.get(teller).map(|of| of.family(family)).unwrap_or_default())
            .collect();
        let of = |drawn: &Vec<usize>| {
            let mut sum = FamilyCounts::default();
            for counts in drawn.iter().filter_map(|at| counts.get(*at)) {
                sum.hits += counts.hits;
                sum.missed += counts.missed;
                sum.false_alarms += counts.false_alarms;
            }
            sum.f1()
        };
        self.drawn.iter().map(of).collect()
    }

    fn counts(&self, teller: usize, family: Family) -> FamilyCounts {
        self.all.get(teller).map(|of| of.family(family)).unwrap_or_default()
    }

    fn family(&self, family: Family) -> FamilyScores {
        let told = |teller: usize| {
            let counts = self.counts(teller, family);
            let mut drawn = self.resampled(teller, family);
            drawn.sort_by(f64::total_cmp);
            let above = drawn.iter().filter(|f1| **f1 >= WANTED_F1).count();
            Told {
                f1: estimate(counts.f1(), &drawn),
                p5: quantile(&drawn, 0.05).unwrap_or(counts.f1()),
                above: above as f64 / drawn.len().max(1) as f64,
                precision: counts.precision(),
                recall: counts.recall(),
            }
        };
        let of_model = self.counts(FIRST_OF_TELLERS, family);
        FamilyScores {
            family,
            violations: of_model.violations(),
            tellers: (0..TELLERS.len()).map(told).collect(),
            located: of_model.located as f64 / of_model.hits.max(1) as f64,
        }
    }

    fn overall(&self, teller: usize) -> Overall {
        let all = self.all.get(teller).copied().unwrap_or_default();
        let there: Vec<Family> =
            Family::ALL.iter().copied().filter(|family| all.family(*family).violations() > 0).collect();
        let mut means = vec![0.0; self.drawn.len()];
        for family in &there {
            for (mean, f1) in means.iter_mut().zip(self.resampled(teller, *family)) {
                *mean += f1;
            }
        }
        means.iter_mut().for_each(|mean| *mean /= there.len().max(1) as f64);
        means.sort_by(f64::total_cmp);
        Overall {
            macro_f1: estimate(all.macro_f1(), &means),
            attribute: all.attribute(),
            agreement: all.agreement(),
            exact: all.exact(),
        }
    }

    fn difficulties(&self) -> Vec<DifficultyScores> {
        let scores = |(difficulty, tellers): (&String, &OfTellers)| DifficultyScores {
            difficulty: difficulty.clone(),
            circuits: tellers.first().map_or(0, Confusion::circuits),
            tellers: tellers.iter().map(|of| (of.macro_f1(), of.agreement())).collect(),
        };
        self.by_difficulty.iter().map(scores).collect()
    }
}

fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    sorted.get((share * last as f64).round() as usize).copied()
}

fn estimate(value: f64, sorted: &[f64]) -> Estimate {
    Estimate {
        value,
        low: quantile(sorted, 0.025).unwrap_or(value),
        high: quantile(sorted, 0.975).unwrap_or(value),
    }
}
