//! One dwelling by the optional method.

use crate::calc::kinds::dwelling_general::General;
use crate::calc::kinds::fields;
use crate::calc::kinds::household;
use crate::calc::kinds::household::{
    cooking, dryers, neutral, read_alike, read_appliances, read_cooking, service, system,
};
use crate::calc::{
    Alike, DwellingSystem, Fault, Field, FieldType, Kind, Preset, ResultField, Work, appliance_demand,
};
use crate::nec::tables::{
    LightingUse, SUPPLEMENTAL_HEAT_PERCENT, article_220, by_slices, lighting_demand,
    optional_dwelling_slices, space_heat_percent, vehicle_supply_stands_apart,
};

pub(super) const KIND: Kind = Kind {
    name: "dwelling-optional",
    title: "One dwelling, optional method",
    sections: "220.82 (120.82 in 2026); neutral by 220.61",
    inputs: &[
        household::SYSTEM,
        household::AREA,
        household::EXCLUDED_AREA,
        household::SA_CIRCUITS,
        household::LAUNDRY_CIRCUITS,
        household::COOKING,
        household::DRYERS,
        household::APPLIANCE_LIST,
        household::EVSE,
        household::OTHER_VA,
        fields::AC_VA,
        Field::new("heat_pump_va", FieldType::Number, "VA").assumed(Preset::Number(0.0)),
        Field::new("supplemental_heat_va", FieldType::Number, "VA").assumed(Preset::Number(0.0)),
        Field::new("supplemental_with_compressor", FieldType::Flag, "").assumed(Preset::Flag(true)),
        Field::new("space_heat_va", FieldType::Number, "VA").assumed(Preset::Number(0.0)),
        Field::new("space_heat_units", FieldType::Count, "")
            .assumed(Preset::Number(1.0))
            .note("separately controlled"),
        Field::new("continuous_heat_va", FieldType::Number, "VA")
            .assumed(Preset::Number(0.0))
            .note("thermal storage and other continuous heat"),
    ],
    results: &[
        ResultField {
            name: "general_va",
            unit: "VA",
            note: "100 % of lighting, 1500 VA circuits, nameplates",
        },
        ResultField { name: "general_demand_va", unit: "VA", note: "first tier + 40 % of the rest" },
        ResultField { name: "hvac_va", unit: "VA", note: "largest selection" },
        ResultField { name: "total_va", unit: "VA", note: "" },
        ResultField { name: "service_a", unit: "A", note: "unrounded" },
        ResultField { name: "min_service_a", unit: "A", note: "" },
        ResultField { name: "service_conductor_cu", unit: "awg_kcmil", note: "" },
        ResultField { name: "service_conductor_al", unit: "awg_kcmil", note: "" },
        ResultField { name: "neutral_va", unit: "VA", note: "" },
        ResultField { name: "neutral_a_before", unit: "A", note: "before the 200 A rule" },
        ResultField { name: "neutral_a", unit: "A", note: "" },
    ],
    run,
};

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let system = system(&inputs);
    let edition = work.edition;
    let general = General::read(work)?;
    general.lighting_step(work).gives(general.lighting_va, "VA");
    general.subtotal_step(work).gives(general.subtotal_va, "VA");
    let cooking_list = read_cooking(work, "cooking")?;
    let dryer_list = read_alike(&inputs, "dryers");
    let appliances = appliance_demand(&read_appliances(work, "appliances", true)?, edition);
    let vehicles = Alike::sum(&read_alike(&inputs, "evse"));
    let vehicles_apart = vehicle_supply_stands_apart(edition);
    let other = inputs.number("other_va");
    let [cooking_va, dryers_va] = [&cooking_list, &dryer_list].map(|list| Alike::sum(list));
    let inside = if vehicles_apart { 0.0 } else { vehicles };
    let general_va = general.subtotal_va + cooking_va + dryers_va + appliances.connected_va + inside + other;
    let section = article_220("82(B)", edition);
    work.step("General load", "lighting + circuits + nameplates")
        .with("lighting and circuits VA", general.subtotal_va)
        .with("cooking VA", cooking_va)
        .with("dryers VA", dryers_va)
        .with("appliances VA", appliances.connected_va)
        .with("vehicle supply VA", inside)
        .with("other VA", other)
        .cite(&section)
        .is("general_va", general_va);
    let slices = optional_dwelling_slices(edition);
    let demand = by_slices(general_va, &slices);
    work.step("General demand", "first slice at 100 % + 40 % of the rest")
        .with("first slice VA", slices[0].up_to)
        .with("VA", general_va)
        .cite(&section)
        .is("general_demand_va", demand);
    let hvac = heat_or_cooling(work);
    let mut total = demand + hvac;
    if vehicles_apart && vehicles > 0.0 {
        work.step("Vehicle supply", "Σ n · nameplate, in full")
            .cite(&article_220("82", edition))
            .gives(vehicles, "VA");
        work.warn("That vehicle supply counts in full beside the general load is not verified");
        total += vehicles;
    }
    work.step("Total", "sum of the demands").is("total_va", total);
    let amperes = total / system.va_per_ampere();
    let formula = if system == DwellingSystem::Wye208 { "VA / (√3 V)" } else { "VA / V" };
    work.step("Service current", formula).with("VA", total).is("service_a", amperes);
    service(work, system, amperes)?;

    // The optional method knows no neutral: it is that of the standard method.
    let three_phase = system == DwellingSystem::Wye208;
    let standard = lighting_demand(general.subtotal_va, LightingUse::Dwelling, edition);
    general.demand_step(work).gives(standard, "VA");
    let (cooking_demand, _) = cooking(work, "cooking", &cooking_list, three_phase)?;
    work.step("Cooking demand", "by the table").cite(&article_220("55", edition)).gives(cooking_demand, "VA");
    let dryer_demand = dryers(work, "dryers", &dryer_list, three_phase)?.map_or(0.0, |demand| demand.va);
    work.step("Dryer demand", "factor · connected load")
        .cite(&article_220("54", edition))
        .gives(dryer_demand, "VA");
    work.step("Appliances between line and neutral", "Σ demand")
        .with("per cent", appliances.percent)
        .cite(&article_220("53", edition))
        .gives(appliances.neutral_va, "VA");
    neutral(work, system, standard + appliances.neutral_va, cooking_demand + dryer_demand);
    Ok(())
}

/// Returns the largest of the choices of heat and cooling in VA, writing them.
fn heat_or_cooling(work: &Work<'_>) -> f64 {
    let inputs = work.inputs();
    let cooling = inputs.number("ac_va");
    let pump = inputs.number("heat_pump_va");
    let supplemental = SUPPLEMENTAL_HEAT_PERCENT / 100.0 * inputs.number("supplemental_heat_va");
    let both = if inputs.flag("supplemental_with_compressor") {
        pump + supplemental
    } else {
        pump.max(supplemental)
    };
    let units = inputs.number("space_heat_units");
    let space = inputs.number("space_heat_va") * space_heat_percent(units) / 100.0;
    let continuous = inputs.number("continuous_heat_va");
    let largest = [cooling, pump, both, space, continuous].into_iter().fold(0.0, f64::max);
    let section = article_220("82(C)", work.edition);
    work.step("Space heat", "65 %, or 40 % of four or more units")
        .with("units", units)
        .with("per cent", space_heat_percent(units))
        .cite(&section)
        .gives(space, "VA");
    work.step("Heat or cooling", "the largest of the choices")
        .with("cooling VA", cooling)
        .with("heat pump VA", pump)
        .with("heat pump and 65 % of its supplement VA", both)
        .with("space heat VA", space)
        .with("continuous heat VA", continuous)
        .cite(&section)
        .is("hvac_va", largest);
    largest
}
