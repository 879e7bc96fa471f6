//! One dwelling by the standard method.

use crate::calc::kinds::dwelling_general::General;
use crate::calc::kinds::fields;
use crate::calc::kinds::household;
use crate::calc::kinds::household::{
    amperes_formula, cooking_demand_step, dryer_demand_step, neutral, read_alike, read_appliances, service,
    system,
};
use crate::calc::{
    DwellingSystem, Fault, Field, FieldType, Kind, Preset, ResultField, Work, appliance_demand,
};
use crate::nec::Edition;
use crate::nec::tables::{
    LightingUse, LoadTopic, article_220, lighting_demand, load_section, vehicle_supply_va,
};

pub(super) const KIND: Kind = Kind {
    name: "dwelling-standard",
    title: "One dwelling, standard method",
    sections: "Article 220 Part III: 220.11/220.14(J) (2020), 220.5(C)/220.41 (2023), 120.41 (2026); 220.12 and Table 220.12 (2017); 220.42/220.45; 220.50-220.61; 230.79(C); 310.12",
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
        fields::HEAT_VA,
        fields::AC_VA,
        Field::new("largest_motor_va", FieldType::Number, "VA")
            .assumed(Preset::Number(0.0))
            .note("25 % of it is added (220.50, 430.24)"),
    ],
    results: &[
        ResultField { name: "general_lighting_va", unit: "VA", note: "area load" },
        ResultField {
            name: "general_subtotal_va",
            unit: "VA",
            note: "with small-appliance and laundry circuits",
        },
        ResultField { name: "general_demand_va", unit: "VA", note: "" },
        ResultField { name: "cooking_demand_va", unit: "VA", note: "" },
        ResultField { name: "dryer_demand_va", unit: "VA", note: "" },
        ResultField { name: "appliance_va", unit: "VA", note: "connected" },
        ResultField { name: "appliance_demand_va", unit: "VA", note: "" },
        ResultField { name: "evse_va", unit: "VA", note: "" },
        ResultField { name: "hvac_va", unit: "VA", note: "larger of heat_va and ac_va (220.60)" },
        ResultField { name: "motor_add_va", unit: "VA", note: "" },
        ResultField { name: "total_va", unit: "VA", note: "" },
        ResultField { name: "service_a", unit: "A", note: "unrounded" },
        ResultField { name: "min_service_a", unit: "A", note: "" },
        ResultField { name: "service_conductor_cu", unit: "awg_kcmil", note: "" },
        ResultField { name: "service_conductor_al", unit: "awg_kcmil", note: "" },
        ResultField { name: "neutral_va", unit: "VA", note: "" },
        ResultField { name: "neutral_a_before", unit: "A", note: "before the 200 A rule" },
        ResultField { name: "neutral_a", unit: "A", note: "" },
        ResultField { name: "lighting_a", unit: "A", note: "general_lighting_va / 120" },
        ResultField {
            name: "lighting_circuits_15a",
            unit: "circuits",
            note: "ceil(general_lighting_va / (15 x 120))",
        },
        ResultField {
            name: "lighting_circuits_20a",
            unit: "circuits",
            note: "ceil(general_lighting_va / (20 x 120))",
        },
        ResultField {
            name: "cooking_a",
            unit: "A",
            note: "cooking_demand_va / line voltage (240 or 208; 3-phase: / (sqrt(3) 208))",
        },
        ResultField { name: "heat_a", unit: "A", note: "heat_va / the same" },
    ],
    run,
};

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let system = system(&inputs);
    let three_phase = system == DwellingSystem::Wye208;
    let edition = work.edition;
    let section = |behind: &str| article_220(behind, edition);
    let general = General::read(work)?;
    general.lighting_step(work).is("general_lighting_va", general.lighting_va);
    general.subtotal_step(work).is("general_subtotal_va", general.subtotal_va);
    let general_va = lighting_demand(general.subtotal_va, LightingUse::Dwelling, edition);
    general.demand_step(work).is("general_demand_va", general_va);

    let cooking_va = cooking_demand_step(work, three_phase)?;
    let dryer_va = dryer_demand_step(work, three_phase)?;
    let appliances = appliance_demand(&read_appliances(work, "appliances", true)?, edition);
    work.step("Appliances", "Σ n · VA").cite(&section("53")).is("appliance_va", appliances.connected_va);
    work.step("Appliance demand", "factor · those that count + the others")
        .with("n", appliances.counted)
        .with("per cent", appliances.percent)
        .cite(&section("53"))
        .is("appliance_demand_va", appliances.va);
    let vehicles = read_alike(&inputs, "evse");
    let evse_va: f64 = vehicles.iter().map(|one| one.count * vehicle_supply_va(one.va, edition)).sum();
    let formula = if edition == Edition::E2023 {
        "Σ n · the larger of 7200 VA and the nameplate"
    } else {
        "Σ n · nameplate"
    };
    work.step("Vehicle supply", formula)
        .cite(load_section(LoadTopic::Vehicles, edition))
        .is("evse_va", evse_va);
    if edition == Edition::E2026 && evse_va > 0.0 {
        work.warn("That vehicle supply counts by its nameplate is not verified for 2026");
    }
    let (heat_va, ac_va) = (inputs.number("heat_va"), inputs.number("ac_va"));
    let hvac_va = heat_va.max(ac_va);
    work.step("Heat or A/C", "the larger")
        .with("heat VA", heat_va)
        .with("A/C VA", ac_va)
        .cite(&format!("{}, {}", section("51"), section("60")))
        .is("hvac_va", hvac_va);
    let motor = inputs.number("largest_motor_va");
    work.step("Largest motor", "25 %")
        .with("VA", motor)
        .cite(&format!("{}, 430.24", section("50")))
        .is("motor_add_va", 0.25 * motor);
    let other_va = inputs.number("other_va");
    let line_neutral = general_va + appliances.neutral_va;
    let total =
        general_va + cooking_va + dryer_va + appliances.va + evse_va + hvac_va + 0.25 * motor + other_va;
    work.step("Total", "sum of the demands").with("other VA", other_va).is("total_va", total);

    let amperes = system.amperes(line_neutral, total - line_neutral);
    work.step("Service current", amperes_formula(system))
        .with("line to neutral VA", line_neutral)
        .with("other VA", total - line_neutral)
        .is("service_a", amperes);
    service(work, system, amperes)?;
    neutral(work, system, line_neutral, cooking_va + dryer_va);
    circuits(work, general.lighting_va);
    for (result, label, va) in
        [("cooking_a", "Cooking current", cooking_va), ("heat_a", "Heat current", heat_va)]
    {
        let formula = if three_phase { "VA / (√3 V)" } else { "VA / V" };
        work.step(label, formula).with("VA", va).is(result, va / system.va_per_ampere());
    }
    Ok(())
}

/// Writes the lighting's amperes at 120 V and the circuits it needs.
fn circuits(work: &Work<'_>, lighting_va: f64) {
    work.step("Lighting current", "VA / 120").with("VA", lighting_va).is("lighting_a", lighting_va / 120.0);
    for (result, rating) in [("lighting_circuits_15a", 15.0), ("lighting_circuits_20a", 20.0)] {
        let quotient = lighting_va / (rating * 120.0);
        work.step(format!("Lighting in circuits of {rating} A"), "VA / (A · 120)")
            .with("VA", lighting_va)
            .gives(quotient, "-");
        // The slack keeps a quotient that only computes above a whole number from taking one more circuit.
        work.step(format!("Lighting circuits of {rating} A"), "upward to whole circuits")
            .with("quotient", quotient)
            .cite("210.11(A)")
            .is(result, (quotient - 1e-9).ceil());
    }
}
