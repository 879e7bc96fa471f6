//! The gate of a promotion: in no cell may a candidate be below the champion's interval.

use crate::hrm::Estimate;
use crate::hrm::registry::card::{Card, TestSet};
use crate::hrm::registry::metrics::{Figures, read_figures};
use crate::hrm::registry::tasks::task_named;
use serde_json::Value;

/// One cell of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct CellGate {
    pub cell: String,
    pub champion: Estimate,
    /// `None` where the candidate was not measured.
    pub candidate: Option<Estimate>,
}

impl CellGate {
    /// Whether the candidate is at least at the low end of the champion's interval.
    pub fn holds(&self) -> bool {
        self.candidate.is_some_and(|candidate| candidate.value >= self.champion.low)
    }
}

/// A candidate beside the champion.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gate {
    /// The mean of the headline column, cell by cell.
    pub cells: Vec<CellGate>,
    /// Why nothing was compared, and it may pass all the same: there is nothing to compare.
    pub nothing: Option<String>,
    /// Why the two cannot be compared, so that it may not pass.
    pub unlike: Option<String>,
}

impl Gate {
    /// Compares two cards of one task.
    pub(super) fn of(champion: Option<&Card>, candidate: &Card) -> Self {
        match &candidate.metrics {
            Some(metrics) => Self::measured(champion, &candidate.id, metrics, candidate.data.test.as_ref()),
            None => {
                let words = match champion {
                    Some(_) => format!("{} has no metrics", candidate.id),
                    None => "there was no champion".to_owned(),
                };
                Self { nothing: Some(words), ..Self::default() }
            }
        }
    }

    /// Compares what was measured of a candidate, on this test set, with the card of the champion.
    pub(super) fn measured(
        champion: Option<&Card>,
        candidate: &str,
        metrics: &Value,
        test: Option<&TestSet>,
    ) -> Self {
        let nothing = |words: String| Self { nothing: Some(words), ..Self::default() };
        let Some(champion) = champion else { return nothing("there was no champion".to_owned()) };
        let Some(of_champion) = &champion.metrics else {
            return nothing(format!("{} has no metrics", champion.id));
        };
        let (of_champion, of_candidate) = (read_figures(of_champion), read_figures(metrics));
        let unlike = |words: String| Self { unlike: Some(words), ..Self::default() };
        let (of_champion, of_candidate) = match (of_champion, of_candidate) {
            (Ok(of_champion), Ok(of_candidate)) => (of_champion, of_candidate),
            (Err(why), _) => return unlike(format!("{}: {why}", champion.id)),
            (_, Err(why)) => return unlike(format!("{candidate}: {why}")),
        };
        if let Some(why) = other_test_set((champion, &of_champion), (candidate, test, &of_candidate)) {
            return unlike(why);
        }
        let headline = task_named(&champion.task).map_or("", |task| task.headline);
        let mean = |figures: &Figures, cell: &str| {
            let cell = figures.cells.iter().find(|found| found.cell == cell)?;
            cell.columns.get(headline).map(|figure| figure.mean)
        };
        let compared = of_champion.cells.iter().filter_map(|cell| {
            let champion = mean(&of_champion, &cell.cell)?;
            Some(CellGate { cell: cell.cell.clone(), champion, candidate: mean(&of_candidate, &cell.cell) })
        });
        Self { cells: compared.collect(), ..Self::default() }
    }

    /// Whether the candidate may become champion.
    pub fn passed(&self) -> bool {
        self.unlike.is_none() && self.cells.iter().all(CellGate::holds)
    }
}

fn other_test_set(one: (&Card, &Figures), other: (&str, Option<&TestSet>, &Figures)) -> Option<String> {
    let ((champion, of_champion), (candidate, test, of_candidate)) = (one, other);
    let hash = |test: Option<&TestSet>| test.map(|test| test.sha256.clone());
    let words = |a: String, b: String| {
        format!("they were measured on different test sets: {} on {a}, {candidate} on {b}", champion.id)
    };
    match (hash(champion.data.test.as_ref()), hash(test)) {
        (Some(one), Some(other)) if one != other => Some(words(one, other)),
        _ if of_champion.n != of_candidate.n => {
            let examples = |figures: &Figures| format!("{} examples", figures.n);
            Some(words(examples(of_champion), examples(of_candidate)))
        }
        _ => None,
    }
}
