//! What recorded conductors may carry, and the two columns their terminals may have.
//!
//! Projects record no ambient temperature, no bundling and no terminal markings. Ambient 30 °C and three conductors that
//! carry current are taken. Terminals of circuits up to 100 A have the 60 °C column unless they are marked for 75 °C
//! (110.14(C)(1)), so what holds at 60 passes, what fails at 75 is at fault, and between them the marking is missing.

use crate::calc::{Ampacity, Conditions, ampacity};
use crate::domain::{ConductorSet, Raceway};
use crate::engineering::NO_TABLE_VALUE;
use crate::nec::RacewayType;
use crate::nec::tables::{Column, Location, conductor, insulation};
use crate::rules::Verdict;

/// Circuits of more amperes have terminals of 75 °C (110.14(C)(1)(b)).
const COOL_TERMINALS_THROUGH_A: f64 = 100.0;
/// What is missing where the two columns differ.
pub(in crate::rules) const TERMINAL_FIELD: &str = "temperature rating of the terminals";
/// What is missing where conductors have no value in the table.
pub(in crate::rules) const NO_VALUE: &str = NO_TABLE_VALUE;

/// Returns what conductors may carry with terminals of a column; `None` where the table has no value.
///
/// The conductors of NM cable carry no more than their 60 °C value (334.80).
pub(in crate::rules) fn may_carry(
    set: &ConductorSet,
    raceway: Option<&Raceway>,
    terminals: Column,
) -> Option<Ampacity> {
    let row = conductor(set.size.name())?;
    let dry = insulation(set.insulation.name())?.column(Location::Dry)?;
    let in_nm = raceway.is_some_and(|raceway| raceway.kind == RacewayType::CableNm);
    let insulation = if in_nm { Column::C60 } else { dry };
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

/// Judges conductors for both columns that their terminals may have, behind a device of so many amperes.
///
/// `at` says whether they hold with what they may carry, and the verdict where they do not.
pub(in crate::rules) fn by_terminals(
    set: &ConductorSet,
    raceway: Option<&Raceway>,
    device_a: f64,
    at: impl Fn(&Ampacity, Column) -> Option<Verdict>,
) -> Verdict {
    let judge = |column| may_carry(set, raceway, column).map(|found| at(&found, column));
    let Some(warm) = judge(Column::C75) else { return Verdict::Undetermined(NO_VALUE) };
    if let Some(fault) = warm {
        return fault;
    }
    if device_a > COOL_TERMINALS_THROUGH_A {
        return Verdict::Pass;
    }
    match judge(Column::C60) {
        Some(None) => Verdict::Pass,
        Some(Some(_)) => Verdict::Undetermined(TERMINAL_FIELD),
        None => Verdict::Undetermined(NO_VALUE),
    }
}
