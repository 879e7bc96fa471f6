//! The gate of a promotion: in no cell may a candidate be below the champion's interval.

use crate::hrm::Estimate;
use crate::hrm::registry::card::Card;
use crate::hrm::registry::metrics::{Figures, read_figures};
use crate::hrm::registry::tasks::task_named;

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
        let nothing = |words: String| Self { nothing: Some(words), ..Self::default() };
        let Some(champion) = champion else { return nothing("there was no champion".to_owned()) };
        let (of_champion, of_candidate) = match (&champion.metrics, &candidate.metrics) {
            (None, _) => return nothing(format!("{} has no metrics", champion.id)),
            (_, None) => return nothing(format!("{} has no metrics", candidate.id)),
            (Some(of_champion), Some(of_candidate)) => {
                (read_figures(of_champion), read_figures(of_candidate))
            }
        };
        let unlike = |words: String| Self { unlike: Some(words), ..Self::default() };
        let (of_champion, of_candidate) = match (of_champion, of_candidate) {
            (Ok(of_champion), Ok(of_candidate)) => (of_champion, of_candidate),
            (Err(why), _) => return unlike(format!("{}: {why}", champion.id)),
            (_, Err(why)) => return unlike(format!("{}: {why}", candidate.id)),
        };
        if let Some(why) = other_test_set((champion, &of_champion), (candidate, &of_candidate)) {
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

fn other_test_set(one: (&Card, &Figures), other: (&Card, &Figures)) -> Option<String> {
    let ((champion, of_champion), (candidate, of_candidate)) = (one, other);
    let hash = |card: &Card| card.data.test.as_ref().map(|test| test.sha256.clone());
    let words = |a: String, b: String| {
        format!("they were measured on different test sets: {} on {a}, {} on {b}", champion.id, candidate.id)
    };
    match (hash(champion), hash(candidate)) {
        (Some(one), Some(other)) if one != other => Some(words(one, other)),
        _ if of_champion.n != of_candidate.n => {
            let examples = |figures: &Figures| format!("{} examples", figures.n);
            Some(words(examples(of_champion), examples(of_candidate)))
        }
        _ => None,
    }
}
