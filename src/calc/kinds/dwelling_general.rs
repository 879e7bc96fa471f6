//! The general load of dwellings: lighting by area, and small-appliance and laundry circuits.

use crate::calc::{Fault, StepDraft, Work};
use crate::nec::tables::{
    DWELLING_CIRCUIT_VA, LoadTopic, article_220, dwelling_lighting_va_per_ft2, load_section,
};

/// The general load of one dwelling, or of some alike.
pub(super) struct General {
    area_ft2: f64,
    per_ft2: f64,
    circuits: f64,
    /// Lighting in VA.
    pub lighting_va: f64,
    /// Lighting and circuits in VA, before any demand factor.
    pub subtotal_va: f64,
}

impl General {
    /// Reads `area_ft2`, `excluded_area_ft2`, `sa_circuits` and `laundry_circuits`.
    ///
    /// # Errors
    /// More area excluded than there is.
    pub fn read(work: &Work<'_>) -> Result<Self, Fault> {
        let inputs = work.inputs();
        let (area, excluded) = (inputs.number("area_ft2"), inputs.number("excluded_area_ft2"));
        if excluded > area {
            return Err(work.conflict("excluded_area_ft2", "more area is excluded than there is"));
        }
        Ok(Self::of(work, area - excluded, 1.0))
    }

    /// Reads the circuits of a unit and returns the load of so many units of an area.
    pub fn of(work: &Work<'_>, area_ft2: f64, units: f64) -> Self {
        let inputs = work.inputs();
        let circuits = inputs.number("sa_circuits") + inputs.number("laundry_circuits");
        let per_ft2 = dwelling_lighting_va_per_ft2(work.edition);
        let lighting_va = units * per_ft2 * area_ft2;
        let subtotal_va = lighting_va + units * DWELLING_CIRCUIT_VA * circuits;
        Self { area_ft2: units * area_ft2, per_ft2, circuits: units * circuits, lighting_va, subtotal_va }
    }

    /// Begins the step to [`Self::lighting_va`].
    pub fn lighting_step<'w, 'a>(&self, work: &'w Work<'a>) -> StepDraft<'w, 'a> {
        let [area, lighting] =
            [LoadTopic::Area, LoadTopic::DwellingLighting].map(|topic| load_section(topic, work.edition));
        let sections = if area == lighting { area.to_owned() } else { format!("{area}, {lighting}") };
        work.step("General lighting", "VA/ft² · area")
            .with("VA/ft2", self.per_ft2)
            .with("ft2", self.area_ft2)
            .cite(&sections)
    }

    /// Begins the step to [`Self::subtotal_va`].
    pub fn subtotal_step<'w, 'a>(&self, work: &'w Work<'a>) -> StepDraft<'w, 'a> {
        work.step("General load", "lighting + 1500 VA · circuits")
            .with("lighting VA", self.lighting_va)
            .with("circuits", self.circuits)
            .cite(&article_220("52", work.edition))
    }

    /// Begins the step to the demand of the general load.
    pub fn demand_step<'w, 'a>(&self, work: &'w Work<'a>) -> StepDraft<'w, 'a> {
        work.step("General demand", "3000 VA at 100 %, to 120 000 VA 35 %, the rest 25 %")
            .with("VA", self.subtotal_va)
            .cite(load_section(LoadTopic::LightingDemand, work.edition))
    }
}
