//! What recorded conductors may carry, and the column their terminals have.
//!
//! Terminals are marked by a fact. Unmarked ones of circuits up to 100 A have the 60 °C column unless they are marked for
//! 75 °C (110.14(C)(1)), so what holds at 60 passes, what fails at 75 is at fault, and between them the marking is missing.
//! No terminal counts more than 75 °C. Here ambient 30 °C and three conductors that carry current are taken; what corrects
//! the ampacity stands in `laid.rs`.

use crate::calc::{Ampacity, Conditions, ampacity};
use crate::domain::{ConductorSet, Facts, Raceway, facts};
use crate::engineering::{NO_TABLE_VALUE, insulation_column};
use crate::nec::tables::{Column, conductor};
use crate::rules::Verdict;

/// Circuits of more amperes have terminals of 75 °C (110.14(C)(1)(b)).
pub(in crate::rules) const COOL_TERMINALS_THROUGH_A: f64 = 100.0;
/// What is missing where the two columns differ.
pub(in crate::rules) const TERMINAL_FIELD: &str = facts::conductors::TERMINALS.label;
/// What is missing where conductors have no value in the table.
pub(in crate::rules) const NO_VALUE: &str = NO_TABLE_VALUE;

/// Conductors with what decides how much they may carry.
#[derive(Clone, Copy, Debug)]
pub(in crate::rules) struct Wires<'p> {
    pub set: &'p ConductorSet,
    pub raceway: Option<&'p Raceway>,
    pub facts: &'p Facts,
}

impl Wires<'_> {
    /// Returns the column that the marking of the terminals allows; `None` where nobody has said.
    ///
    /// Terminals marked for 90 °C count as those of the equipment around them (110.14(C)(1)).
    pub fn marked(&self) -> Option<Column> {
        self.facts.word(&facts::conductors::TERMINALS).map(|mark| match mark {
            "60" => Column::C60,
            _ => Column::C75,
        })
    }

    /// Returns what the conductors may carry with terminals of a column; `None` where the table has no value.
    pub fn may_carry(&self, terminals: Column) -> Option<Ampacity> {
        let set = self.set;
        let row = conductor(set.size.name())?;
        let insulation = insulation_column(set, self.raceway, self.facts)?;
        let conditions = Conditions {
            material: set.material,
            insulation,
            ambient_factor: 1.0,
            adjustment_factor: 1.0,
            sets: f64::from(set.parallel_sets.max(1)),
            termination: Some(terminals),
        };
        ampacity(row, &conditions)
    }

    /// Returns what an ampacity was read from, for a step.
    pub fn words(&self, terminals: Column) -> String {
        format!(
            "{} with terminals of {} °C, ambient 30 °C and no bundling taken",
            self.set,
            terminals.celsius()
        )
    }

    /// Judges the conductors without corrections, as [`by_terminals`] does.
    ///
    /// `at` returns the verdict where they do not hold with what they may carry.
    pub fn by_terminals(&self, device_a: f64, at: impl Fn(&Ampacity, Column) -> Option<Verdict>) -> Verdict {
        by_terminals(self.marked(), device_a, |column| self.may_carry(column).map(|found| at(&found, column)))
    }
}

/// Judges conductors for the column of their terminals, behind a device of so many amperes; for both columns where the marking is
/// missing.
///
/// `judge` returns `None` where the table has no value, else the verdict where conductors do not hold.
pub(in crate::rules) fn by_terminals(
    marked: Option<Column>,
    device_a: f64,
    judge: impl Fn(Column) -> Option<Option<Verdict>>,
) -> Verdict {
    let Some(warm) = judge(marked.unwrap_or(Column::C75)) else { return Verdict::Undetermined(NO_VALUE) };
    if let Some(fault) = warm {
        return fault;
    }
    if marked.is_some() || device_a > COOL_TERMINALS_THROUGH_A {
        return Verdict::Pass;
    }
    match judge(Column::C60) {
        Some(None) => Verdict::Pass,
        Some(Some(_)) => Verdict::Undetermined(TERMINAL_FIELD),
        None => Verdict::Undetermined(NO_VALUE),
    }
}
