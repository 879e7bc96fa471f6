//! How conductors lie and what it does to their ampacity, as inputs of several calculations.

use crate::calc::ampacity::Conditions;
use crate::calc::{Fault, Work};
use crate::nec::tables::{
    Ambient, Column, InsulationRow, Location, ambient_factor, bundling_factor, insulation, rooftop_height_in,
};
use crate::nec::{Edition, Material};

/// A roof does not count for this type.
const EXEMPT_ON_ROOFS: &str = "XHHW-2";

/// Material, insulation and surroundings of conductors.
pub(in crate::calc) struct Wiring {
    material: Material,
    column: Column,
    ambient: Ambient,
    ambient_factor: f64,
    /// Conductors that carry current, where they were asked for.
    conductors: Option<f64>,
    adjustment_factor: f64,
    sets: f64,
}

/// Reads `material`.
pub(in crate::calc) fn material(work: &Work<'_>, input: &str) -> Material {
    if work.inputs().text(input) == "al" { Material::Aluminum } else { Material::Copper }
}

/// Returns the column of 60 or 75 °C that terminals allow.
pub(in crate::calc) fn termination_column(celsius: f64) -> Column {
    if celsius <= 60.0 { Column::C60 } else { Column::C75 }
}

/// Returns the table of ampacities, by the edition's number.
pub(in crate::calc) fn ampacity_table(edition: Edition) -> &'static str {
    if edition == Edition::E2017 { "Table 310.15(B)(16)" } else { "Table 310.16" }
}

/// Returns the ambient of conductors so many inches above a sunlit roof; `None` where the roof does not count.
pub fn warmed_by_roof(
    ambient: Ambient,
    height_in: f64,
    insulation: &str,
    edition: Edition,
) -> Option<Ambient> {
    let counts = height_in < rooftop_height_in(edition) && insulation != EXEMPT_ON_ROOFS;
    counts.then(|| ambient.on_a_roof())
}

impl Wiring {
    /// Reads material, insulation, location, ambient, roof, conductors beside these, and sets; writes the steps of the
    /// temperatures.
    ///
    /// # Errors
    /// An insulation that must not be wet, an ambient given twice or beyond the table.
    pub fn read(work: &Work<'_>) -> Result<Self, Fault> {
        let inputs = work.inputs();
        let name = inputs.text("insulation");
        let row = insulation(&name).unwrap_or_else(|| unreachable!("{name} is no insulation of the list"));
        let location = match inputs.text("location").as_str() {
            "wet" => Location::Wet,
            "damp" => Location::Damp,
            _ => Location::Dry,
        };
        let column = row
            .column(location)
            .ok_or_else(|| work.conflict("insulation", format!("{name} is not permitted where it is wet")))?;
        let material = material(work, "material");
        let ambient = ambient(work, row)?;
        let ambient_factor = ambient_factor(ambient, column).ok_or_else(|| {
            let at = if inputs.has("ambient_f") { "ambient_f" } else { "ambient_c" };
            work.range(at, format!("no factor for {name} in an ambient as warm as this"))
        })?;
        let conductors = (!(inputs.has("nipple") && inputs.flag("nipple"))).then(|| inputs.number("ccc"));
        let adjustment_factor = match conductors.map(bundling_factor) {
            Some(factor) if factor < 1.0 && !inputs.flag("nipple") => factor,
            _ => 1.0,
        };
        let sets = inputs.number("sets");
        Ok(Self { material, column, ambient, ambient_factor, conductors, adjustment_factor, sets })
    }

    /// Returns what the ampacity depends on.
    pub fn conditions(&self, termination_c: Option<f64>) -> Conditions {
        Conditions {
            material: self.material,
            insulation: self.column,
            ambient_factor: self.ambient_factor,
            adjustment_factor: self.adjustment_factor,
            sets: self.sets,
            termination: termination_c.map(termination_column),
        }
    }

    /// Writes the results `ambient_factor` and `adjustment_factor`.
    pub fn write_factors(&self, work: &Work<'_>) {
        let old = work.edition == Edition::E2017;
        let (name, ambient) = match self.ambient {
            Ambient::Celsius(c) => ("ambient_c", c),
            Ambient::Fahrenheit(f) => ("ambient_f", f),
        };
        work.step("Factor for the ambient", "row of the ambient, column of the insulation")
            .with(name, ambient)
            .with("column", self.column.celsius())
            .cite(if old { "310.15(B)(2)(a)" } else { "310.15(B)(1)" })
            .is("ambient_factor", self.ambient_factor);
        let step = match self.conductors {
            Some(count) => work.step("Factor for bundling", "row of the count").with("ccc", count),
            None => work.step("Factor for bundling", "none in a nipple"),
        };
        step.cite(if old { "310.15(B)(3)(a)" } else { "310.15(C)(1)" })
            .is("adjustment_factor", self.adjustment_factor);
    }
}

/// Reads the ambient, with what a roof adds.
fn ambient(work: &Work<'_>, insulation: &InsulationRow) -> Result<Ambient, Fault> {
    let inputs = work.inputs();
    if inputs.has("ambient_c") && inputs.has("ambient_f") {
        return Err(work.conflict("ambient_f", "give the ambient once"));
    }
    let ambient = match inputs.maybe("ambient_f") {
        Some(fahrenheit) => Ambient::Fahrenheit(fahrenheit),
        None => Ambient::Celsius(inputs.number("ambient_c")),
    };
    let Some(height) = inputs.maybe("rooftop_height_in") else { return Ok(ambient) };
    let Some(warmer) = warmed_by_roof(ambient, height, insulation.name, work.edition) else {
        return Ok(ambient);
    };
    let limit = rooftop_height_in(work.edition);
    let (value, unit) = match warmer {
        Ambient::Celsius(c) => (c, "degC"),
        Ambient::Fahrenheit(f) => (f, "degF"),
    };
    work.step("Ambient on the roof", "ambient + 33 °C (60 °F) below the height")
        .with("height_in", height)
        .with("below_in", limit)
        .cite(if work.edition == Edition::E2017 { "310.15(B)(3)(c)" } else { "310.15(B)(2)" })
        .gives(value, unit);
    Ok(warmer)
}
