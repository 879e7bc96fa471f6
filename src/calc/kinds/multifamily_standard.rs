//! Several dwelling units by the standard method.

use crate::calc::kinds::dwelling_general::General;
use crate::calc::kinds::fields;
use crate::calc::kinds::household;
use crate::calc::kinds::household::{
    ALIKE, APPLIANCES, amperes_formula, cooking_demand_step, dryer_demand_step, neutral, read_appliances,
    system,
};
use crate::calc::{
    Appliance, DwellingSystem, Fault, Field, FieldType, Kind, Preset, ResultField, Work, appliance_demand,
};
use crate::nec::tables::{LightingUse, article_220, lighting_demand};

pub(super) const KIND: Kind = Kind {
    name: "multifamily-standard",
    title: "Multifamily feeder or service, standard method",
    sections: "Part III; 220.42/220.45, 220.53-220.55, 220.61; 3-phase rule of 220.54/220.55",
    inputs: &[
        household::SYSTEM,
        Field::new("units", FieldType::Count, "").needed(),
        Field::new("unit_area_ft2", FieldType::Positive, "ft2").needed().note("one unit"),
        household::SA_CIRCUITS,
        household::LAUNDRY_CIRCUITS,
        Field::new("cooking", FieldType::List(ALIKE), "").note("all units together"),
        Field::new("dryers", FieldType::List(ALIKE), "").note("all units together"),
        Field::new("unit_appliances", FieldType::List(APPLIANCES), "")
            .note("of one unit, counted units times"),
        Field::new("unit_heat_va", FieldType::Number, "VA").assumed(Preset::Number(0.0)),
        Field::new("unit_ac_va", FieldType::Number, "VA").assumed(Preset::Number(0.0)),
        Field::new("house_va", FieldType::Number, "VA")
            .assumed(Preset::Number(0.0))
            .note("house load, already calculated by Part III"),
        fields::LARGEST_MOTOR_VA,
    ],
    results: &[
        ResultField { name: "general_subtotal_va", unit: "VA", note: "" },
        ResultField { name: "general_demand_va", unit: "VA", note: "" },
        ResultField { name: "cooking_demand_va", unit: "VA", note: "" },
        ResultField { name: "dryer_demand_va", unit: "VA", note: "" },
        ResultField { name: "appliance_demand_va", unit: "VA", note: "" },
        ResultField { name: "hvac_va", unit: "VA", note: "" },
        ResultField { name: "total_va", unit: "VA", note: "" },
        ResultField { name: "feeder_a", unit: "A", note: "" },
        ResultField { name: "neutral_va", unit: "VA", note: "without house_va" },
        ResultField { name: "neutral_a_before", unit: "A", note: "" },
        ResultField { name: "neutral_a", unit: "A", note: "after the 200 A rule" },
    ],
    run,
};

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let system = system(&inputs);
    if system == DwellingSystem::TwoLegs208 {
        return Err(work.conflict("system", "a building is not supplied by two legs of a wye here"));
    }
    let three_phase = system == DwellingSystem::Wye208;
    let edition = work.edition;
    let section = |behind: &str| article_220(behind, edition);
    let units = inputs.number("units");
    let general = General::of(work, inputs.number("unit_area_ft2"), units);
    general.lighting_step(work).gives(general.lighting_va, "VA");
    general.subtotal_step(work).is("general_subtotal_va", general.subtotal_va);
    let general_va = lighting_demand(general.subtotal_va, LightingUse::Dwelling, edition);
    general.demand_step(work).is("general_demand_va", general_va);
    let cooking_va = cooking_demand_step(work, three_phase)?;
    let dryer_va = dryer_demand_step(work, three_phase)?;
    let of_one = read_appliances(work, "unit_appliances", true)?;
    let of_all: Vec<Appliance> =
        of_one.into_iter().map(|one| Appliance { count: units * one.count, ..one }).collect();
    let appliances = appliance_demand(&of_all, edition);
    work.step("Appliance demand", "factor · those that count + the others")
        .with("connected VA", appliances.connected_va)
        .with("n", appliances.counted)
        .with("per cent", appliances.percent)
        .cite(&section("53"))
        .is("appliance_demand_va", appliances.va);
    let (heat, cooling) = (inputs.number("unit_heat_va"), inputs.number("unit_ac_va"));
    let hvac_va = units * heat.max(cooling);
    work.step("Heat or A/C", "units · the larger")
        .with("heat VA", heat)
        .with("A/C VA", cooling)
        .cite(&format!("{}, {}", section("51"), section("60")))
        .is("hvac_va", hvac_va);
    let motor = 0.25 * inputs.number("largest_motor_va");
    work.step("Largest motor", "25 %").cite(&format!("{}, 430.24", section("50"))).gives(motor, "VA");
    let house = inputs.number("house_va");
    let total = general_va + cooking_va + dryer_va + appliances.va + hvac_va + motor + house;
    work.step("Total", "sum of the demands").with("house VA", house).is("total_va", total);
    work.step("Feeder current", amperes_formula(system))
        .with("VA", total)
        .is("feeder_a", total / system.va_per_ampere());
    neutral(work, system, general_va + appliances.neutral_va, cooking_va + dryer_va);
    Ok(())
}
