//! What a conductor may carry: table value, factors, terminals; the device that protects it; the smallest for a load.

use crate::nec::tables::{
    CONDUCTORS, Column, ConductorRow, StandardDevice, conductor, largest_standard_up_to,
    next_standard_rating, small_conductor_limit,
};
use crate::nec::{Edition, Material};

/// The largest usable ampacity, in amperes, whose device may be of the next higher standard rating (240.4(B)).
pub const NEXT_SIZE_UP_THROUGH_A: f64 = 800.0;
/// The smallest size that may be laid in parallel.
pub const SMALLEST_PARALLEL: &str = "1/0";
/// The smallest size that is chosen for a load; aluminum has no ampacity below 12 AWG.
const SMALLEST_CHOSEN: &str = "14";
/// A computed figure meets a limit to a millionth.
const SLACK: f64 = 1e-6;

/// What the ampacity of conductors depends on beside their size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conditions {
    pub material: Material,
    /// The temperature column of the insulation.
    pub insulation: Column,
    /// For the ambient.
    pub ambient_factor: f64,
    /// For conductors that carry current beside them.
    pub adjustment_factor: f64,
    /// Conductors in parallel, 1 or more.
    pub sets: f64,
    /// The column that the terminals allow; `None` where it is not known.
    pub termination: Option<Column>,
}

impl Conditions {
    /// Returns the column for the terminals: theirs, or the insulation's where that is cooler.
    pub fn termination_column(&self) -> Option<Column> {
        self.termination.map(|column| column.min(self.insulation))
    }
}

/// Ampacities in amperes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ampacity {
    /// Of one conductor, from the table.
    pub base: f64,
    /// With both factors, of all sets.
    pub corrected: f64,
    /// What the terminals allow for all sets, without factors; `None` where their column is not known.
    pub at_terminals: Option<f64>,
}

impl Ampacity {
    /// Returns the smaller of what the conductors and their terminals allow.
    pub fn usable(&self) -> f64 {
        self.at_terminals.map_or(self.corrected, |amperes| amperes.min(self.corrected))
    }
}

/// Returns what conductors of a size may carry; `None` where the table has no value for them or for their terminals.
pub fn ampacity(row: &ConductorRow, conditions: &Conditions) -> Option<Ampacity> {
    let base = row.ampacity(conditions.material, conditions.insulation)?;
    let at_terminals = match conditions.termination_column() {
        Some(column) => Some(row.ampacity(conditions.material, column)? * conditions.sets),
        None => None,
    };
    let corrected = base * conditions.ambient_factor * conditions.adjustment_factor * conditions.sets;
    Some(Ampacity { base, corrected, at_terminals })
}

/// Returns the largest standard breaker that protects conductors of a usable ampacity, in amperes.
///
/// `next_size_up` is asked only where 240.4(B) could allow it. `None` below the smallest standard rating.
pub fn largest_ocpd(
    usable_a: f64,
    size: &str,
    material: Material,
    edition: Edition,
    next_size_up: impl FnOnce() -> bool,
) -> Option<f64> {
    let up = usable_a <= NEXT_SIZE_UP_THROUGH_A + SLACK && next_size_up();
    let choose = if up { next_standard_rating } else { largest_standard_up_to };
    let rating = choose(usable_a, StandardDevice::Breaker, edition)?;
    Some(small_conductor_limit(size, material).map_or(rating, |limit| rating.min(limit)))
}

/// What a conductor has to stand, in amperes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Demand {
    /// The load as it is, against the corrected ampacity.
    pub load: f64,
    /// 125 % of what is continuous and the rest, against the terminals.
    pub design: f64,
    /// The device that has to protect it.
    pub ocpd: f64,
}

/// Returns the smallest conductor for a demand, with what it may carry; `None` where none is large enough.
pub fn smallest_conductor_for(
    demand: &Demand,
    conditions: &Conditions,
    edition: Edition,
    next_size_up: impl Fn() -> bool,
) -> Option<(&'static ConductorRow, Ampacity)> {
    let first = conductor(if conditions.sets > 1.0 { SMALLEST_PARALLEL } else { SMALLEST_CHOSEN })?;
    CONDUCTORS.iter().filter(|row| row.cmil >= first.cmil).find_map(|row| {
        let found = ampacity(row, conditions)?;
        let passes = found.at_terminals.unwrap_or(found.corrected) >= demand.design - SLACK
            && found.corrected >= demand.load - SLACK
            && largest_ocpd(found.usable(), row.size, conditions.material, edition, &next_size_up)
                .is_some_and(|largest| demand.ocpd <= largest + SLACK);
        passes.then_some((row, found))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Edition = Edition::E2023;
    const PLAIN: Conditions = Conditions {
        material: Material::Copper,
        insulation: Column::C90,
        ambient_factor: 1.0,
        adjustment_factor: 1.0,
        sets: 1.0,
        termination: Some(Column::C75),
    };

    fn of(size: &str, conditions: &Conditions) -> Option<Ampacity> {
        ampacity(conductor(size).expect("a size"), conditions)
    }

    #[test]
    fn factors_fall_on_the_insulation_and_not_on_the_terminals() {
        let conditions = Conditions { ambient_factor: 0.87, adjustment_factor: 0.7, ..PLAIN };
        let found = of("3", &conditions).expect("an ampacity");
        assert!((found.corrected - 70.035).abs() < 1e-9);
        assert_eq!((found.base, found.at_terminals), (115.0, Some(100.0)));
        assert_eq!(found.usable(), found.corrected);
        let cool = Conditions { insulation: Column::C60, ..PLAIN };
        assert_eq!(of("6", &cool).map(|found| found.usable()), Some(55.0));
        let sets = Conditions { sets: 2.0, termination: None, ..PLAIN };
        assert_eq!(of("500", &sets).map(|found| found.usable()), Some(860.0));
        assert_eq!(of("18", &PLAIN), None);
    }

    #[test]
    fn the_next_size_up_ends_at_800_amperes_and_small_conductors_have_limits() {
        let ocpd = |amperes, size, up| largest_ocpd(amperes, size, Material::Copper, NOW, || up);
        assert_eq!(ocpd(70.035, "3", true), Some(80.0));
        assert_eq!(ocpd(70.035, "3", false), Some(70.0));
        assert_eq!(ocpd(760.0, "500", true), Some(800.0));
        assert_eq!(ocpd(860.0, "500", true), Some(800.0));
        assert_eq!(ocpd(30.0, "12", true), Some(20.0));
        assert_eq!(ocpd(9.0, "14", false), None);
    }

    #[test]
    fn the_smallest_conductor_has_to_stand_all_three() {
        let size = |load, design, ocpd, conditions: &Conditions| {
            let demand = Demand { load, design, ocpd };
            smallest_conductor_for(&demand, conditions, NOW, || true).map(|(row, _)| row.size)
        };
        let hot = Conditions { ambient_factor: 0.91, adjustment_factor: 0.8, ..PLAIN };
        assert_eq!(size(140.0, 165.0, 175.0, &hot), Some("3/0"));
        assert_eq!(size(10.0, 12.5, 15.0, &PLAIN), Some("14"));
        assert_eq!(size(16.0, 20.0, 20.0, &PLAIN), Some("12"), "240.4(D)");
        assert_eq!(size(10.0, 12.5, 15.0, &Conditions { sets: 2.0, ..PLAIN }), Some("1/0"));
        assert_eq!(size(800.0, 1000.0, 1000.0, &PLAIN), None);
    }
}
