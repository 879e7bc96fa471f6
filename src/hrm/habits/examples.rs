//! Finished panelboards as examples of a firm's habits, from the records of a dataset.
//!
//! A record that came from a project or a journal (`case` is `given`, `kept`, `accepted` or `rejected`) has every breaker
//! in the slot the firm chose; drawn and varied ones have not and teach no habit.

use crate::domain::Slot;
use crate::engineering::balance::BalanceProblem;
use crate::hrm::HrmError;
use crate::hrm::balance::{PanelRecord, read_panels};
use std::path::Path;

/// One finished panelboard.
#[derive(Clone, Debug)]
pub struct HabitExample {
    /// Items stand where the firm has them.
    pub problem: BalanceProblem,
    /// How often it is drawn beside others.
    pub weight: f64,
    /// Whether it is difficult: a proposal was rejected, or the model lost to the heuristic.
    pub hard: bool,
    /// The slots of a proposal that was rejected, in the order of the items.
    pub away: Option<Vec<Slot>>,
}

impl HabitExample {
    /// Takes a panelboard as it stands.
    pub const fn of(problem: BalanceProblem) -> Self {
        Self { problem, weight: 1.0, hard: false, away: None }
    }

    /// Reads a record; `None` where its slots are not a firm's.
    ///
    /// # Errors
    /// Says what of the record cannot be.
    pub fn of_record(record: &PanelRecord) -> Result<Option<Self>, HrmError> {
        if !record.is_finished() {
            return Ok(None);
        }
        let problem = record.problem().map_err(HrmError::Batch)?;
        let away = (!record.away.is_empty()).then(|| record.away.iter().map(|slot| Slot(*slot)).collect());
        Ok(Some(Self { problem, weight: 1.0, hard: record.hard, away }))
    }
}

/// Reads the finished panelboards of a split's folder.
///
/// # Errors
/// Says which file and line is no panelboard.
pub fn read_examples(folder: &Path) -> Result<Vec<HabitExample>, HrmError> {
    let mut all = Vec::new();
    for record in read_panels(folder)? {
        all.extend(HabitExample::of_record(&record)?);
    }
    Ok(all)
}
