//! Lighting of buildings that are no dwellings, by floor area and as installed.

use crate::calc::{Fault, FaultCode, Work};
use crate::nec::tables::{
    LightingUse, LoadTopic, lighting_demand, lighting_unit_load, lighting_use, load_section,
    unit_loads_contain_125_percent,
};

/// The floor, where it is given.
pub(super) struct Floor {
    /// 0 where it is not given.
    pub area_ft2: f64,
    /// VA per square foot.
    unit_load: Option<f64>,
    lights: LightingUse,
    /// Offices and banks count for receptacles by their area.
    pub office: bool,
}

impl Floor {
    /// Reads `occupancy`, `area_ft2` and `unit_va_ft2`, and writes the unit load.
    ///
    /// # Errors
    /// One without the other, and an occupancy that the edition does not list.
    pub fn read(work: &Work<'_>) -> Result<Self, Fault> {
        let inputs = work.inputs();
        let (occupancy, area) = match (inputs.maybe_text("occupancy"), inputs.maybe("area_ft2")) {
            (Some(occupancy), Some(area)) => (occupancy, area),
            (None, Some(_)) => return Err(work.missing("occupancy")),
            (Some(_), None) => return Err(work.missing("area_ft2")),
            (None, None) => {
                return Ok(Self {
                    area_ft2: 0.0,
                    unit_load: None,
                    lights: LightingUse::Other,
                    office: false,
                });
            }
        };
        let listed = lighting_unit_load(&occupancy, work.edition).ok_or_else(|| {
            work.fault(FaultCode::Enum, "occupancy", format!("{} does not list {occupancy}", work.edition))
        })?;
        let unit_load = inputs.maybe("unit_va_ft2").unwrap_or(listed);
        let section = load_section(LoadTopic::UnitLighting, work.edition);
        work.step("Unit load", if inputs.has("unit_va_ft2") { "as given" } else { "row of the table" })
            .with("occupancy", occupancy.as_str())
            .cite(section)
            .is("unit_load", unit_load);
        Ok(Self {
            area_ft2: area,
            unit_load: Some(unit_load),
            lights: lighting_use(&occupancy),
            office: matches!(occupancy.as_str(), "office" | "bank"),
        })
    }
}

/// Lighting in VA.
pub(super) struct Lighting {
    /// What is installed.
    pub connected_va: f64,
    pub demand_va: f64,
    /// With 125 % where the unit loads do not contain it.
    pub design_va: f64,
}

/// Writes the lighting from the floor and from what is installed.
pub(super) fn lighting(work: &Work<'_>, floor: &Floor) -> Lighting {
    let inputs = work.inputs();
    let demand = |va: f64| lighting_demand(va, floor.lights, work.edition);
    let demand_section = load_section(LoadTopic::LightingDemand, work.edition);
    let unit_section = load_section(LoadTopic::UnitLighting, work.edition);
    let least = floor.unit_load.unwrap_or(0.0) * floor.area_ft2;
    let connected = inputs.number("connected_lighting_va");
    let larger = least.max(connected);
    work.step("Lighting by area", "unit load · area")
        .with("ft2", floor.area_ft2)
        .cite(unit_section)
        .is("lighting_min_va", least);
    work.step("Lighting", "larger of that by area and that installed")
        .with("by area VA", least)
        .with("installed VA", connected)
        .is("lighting_va", larger);
    let demand_va = demand(larger);
    work.step("Lighting demand", "by slices")
        .with("VA", larger)
        .cite(demand_section)
        .is("lighting_demand_va", demand_va);
    let contained = unit_loads_contain_125_percent(work.edition);
    let (design_va, before) = if contained {
        (demand(least).max(1.25 * demand(connected)), least.max(1.25 * connected))
    } else {
        (1.25 * demand_va, 1.25 * larger)
    };
    work.step(
        "Lighting, design",
        if contained { "larger of the demand by area and 1.25 · that installed" } else { "1.25 · demand" },
    )
    .with("demand by area VA", demand(least))
    .with("demand of what is installed VA", demand(connected))
    .cite("215.2, 230.42")
    .is("lighting_design_va", design_va);
    match inputs.maybe("lighting_circuit_a") {
        Some(rating) => {
            let volts = inputs.number("lighting_circuit_v");
            let quotient = before / (rating * volts);
            work.step("Lighting in circuits", "design load before demand factors / (A · V)")
                .with("VA", before)
                .with("A", rating)
                .with("V", volts)
                .gives(quotient, "-");
            // The slack keeps a quotient that only computes above a whole number from taking one more circuit.
            work.step("Lighting circuits", "upward to whole circuits")
                .with("quotient", quotient)
                .cite("210.11(B)")
                .is("lighting_circuits", (quotient - 1e-9).ceil());
        }
        None => work.undetermined("lighting_circuits", &["lighting_circuit_a"]),
    }
    Lighting { connected_va: connected, demand_va, design_va }
}
