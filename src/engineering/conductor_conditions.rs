//! What the surroundings of conductors do to their ampacity: the column of their insulation, the ambient, those beside them.

use crate::calc::{Ampacity, Conditions, ampacity, warmed_by_roof};
use crate::domain::{ConductorSet, Facts, Raceway, facts};
use crate::nec::tables::{Ambient, Column, Location, ambient_factor, bundling_factor, conductor, insulation};
use crate::nec::{Edition, RacewayType};
use crate::units::trimmed;

/// SE cable larger than this keeps its own column in thermal insulation (338.10(B)(4)(a), since 2020).
const SE_HOT_THROUGH: &str = "10";

/// How the conductors of one circuit or feeder lie.
#[derive(Clone, Copy, Debug)]
pub struct ConductorPlace<'p> {
    pub set: &'p ConductorSet,
    pub raceway: Option<&'p Raceway>,
    pub facts: &'p Facts,
    pub edition: Edition,
}

/// Returns the column of the insulation of conductors where they lie; `None` where it is not permitted.
///
/// The conductors of NM cable carry no more than their 60 °C value (334.80).
pub fn insulation_column(set: &ConductorSet, raceway: Option<&Raceway>, facts: &Facts) -> Option<Column> {
    let place = match facts.word_or_assumed(&facts::conductors::WIRING_LOCATION) {
        Some("wet") => Location::Wet,
        Some("damp") => Location::Damp,
        _ => Location::Dry,
    };
    let own = insulation(set.insulation.name())?.column(place)?;
    let in_nm = raceway.is_some_and(|raceway| raceway.kind == RacewayType::CableNm);
    Some(if in_nm { Column::C60 } else { own })
}

impl ConductorPlace<'_> {
    /// Returns the column of the insulation where it lies, as [`insulation_column`] does.
    pub fn column(&self) -> Option<Column> {
        insulation_column(self.set, self.raceway, self.facts)
    }

    /// Returns whether this is SE cable that keeps to 60 °C because of thermal insulation around it.
    pub fn is_se_in_insulation(&self) -> bool {
        let inside = self.facts.yes_or_assumed(&facts::conductors::SE_IN_INSULATION).unwrap_or(false);
        let small = conductor(self.set.size.name())
            .zip(conductor(SE_HOT_THROUGH))
            .is_some_and(|(row, largest)| row.cmil <= largest.cmil);
        inside && (small || self.edition == Edition::E2017)
    }

    /// Returns the ambient in °C, with what a sunlit roof adds.
    pub fn ambient_c(&self) -> f64 {
        let given = self.facts.number_or_assumed(&facts::conductors::AMBIENT).unwrap_or(30.0);
        let height = self.facts.number(&facts::conductors::ROOFTOP_HEIGHT);
        let ambient = Ambient::Celsius(given);
        let warmer = height
            .and_then(|height| warmed_by_roof(ambient, height, self.set.insulation.name(), self.edition));
        match warmer.unwrap_or(ambient) {
            Ambient::Celsius(c) => c,
            Ambient::Fahrenheit(f) => (f - 32.0) / 1.8,
        }
    }

    /// Returns the factor of the ambient for a column; `None` where the insulation must not be used there.
    pub fn ambient_factor(&self, column: Column) -> Option<f64> {
        ambient_factor(Ambient::Celsius(self.ambient_c()), column)
    }

    /// Returns the conditions of the conductors in a column, with a factor for the ambient and so many current-carrying
    /// conductors in their raceway.
    pub fn conditions(
        &self,
        column: Column,
        ambient_factor: f64,
        carrying: f64,
        terminals: Option<Column>,
    ) -> Conditions {
        Conditions {
            material: self.set.material,
            insulation: column,
            ambient_factor,
            adjustment_factor: bundling_factor(carrying),
            sets: f64::from(self.set.parallel_sets.max(1)),
            termination: terminals,
        }
    }

    /// Returns what the conductors carry under such conditions; `None` where the table has no value.
    pub fn ampacity(&self, conditions: &Conditions) -> Option<Ampacity> {
        ampacity(conductor(self.set.size.name())?, conditions)
    }

    /// Returns the ambient in words: `ambient 40 °C`.
    pub fn ambient_words(&self) -> String {
        format!("ambient {} °C", trimmed(self.ambient_c(), 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::FactValue;

    fn place<'p>(set: &'p ConductorSet, facts: &'p Facts, edition: Edition) -> ConductorPlace<'p> {
        ConductorPlace { set, raceway: None, facts, edition }
    }

    #[test]
    fn a_roof_warms_all_but_xhhw_2_below_a_height_that_editions_differ_in() {
        let roof = |inches: f64| {
            let facts = Facts::new();
            facts.with(&facts::conductors::ROOFTOP_HEIGHT, FactValue::Number(inches)).expect("a fact")
        };
        let ambient = |set: &str, inches: f64, edition| {
            place(&set.parse().expect("conductors"), &roof(inches), edition).ambient_c()
        };
        assert_eq!(ambient("#12 Cu THWN-2", 0.5, Edition::E2023), 63.0);
        assert_eq!(ambient("#12 Cu XHHW-2", 0.5, Edition::E2023), 30.0);
        assert_eq!(ambient("#12 Cu THWN-2", 0.8, Edition::E2023), 30.0);
        assert_eq!(ambient("#12 Cu THWN-2", 0.8, Edition::E2020), 63.0);
    }

    #[test]
    fn water_and_cables_lower_the_column() {
        let wet =
            Facts::new().with(&facts::conductors::WIRING_LOCATION, FactValue::Word("wet")).expect("a fact");
        let dry = Facts::new();
        let column = |text: &str, facts: &Facts| {
            place(&text.parse().expect("conductors"), facts, Edition::E2023).column()
        };
        assert_eq!(column("#12 Cu XHHW", &wet), Some(Column::C75));
        assert_eq!(column("#12 Cu THHN", &wet), None);
        assert_eq!(column("#12 Cu THHN", &dry), Some(Column::C90));
    }

    #[test]
    fn large_se_cable_keeps_its_column_since_2020() {
        let inside =
            Facts::new().with(&facts::conductors::SE_IN_INSULATION, FactValue::YesNo(true)).expect("a fact");
        let keeps = |size: &str, edition| {
            let set = format!("{size} Al XHHW-2").parse().expect("conductors");
            place(&set, &inside, edition).is_se_in_insulation()
        };
        assert!(keeps("#10", Edition::E2023) && !keeps("#8", Edition::E2023) && keeps("#8", Edition::E2017));
    }
}
