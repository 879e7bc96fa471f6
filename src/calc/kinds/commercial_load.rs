//! Feeder or service of a building that is no dwelling, by the standard method.

use crate::calc::kinds::commercial_lighting::{Floor, lighting};
use crate::calc::kinds::fields;
use crate::calc::{Fault, Field, FieldType, Kind, Part, Preset, ResultField, Work, whole_amperes};
use crate::nec::tables::{
    GROUPED_RECEPTACLE_VA, LIGHTING_OCCUPANCIES, LoadTopic, OFFICE_RECEPTACLES_VA_PER_FT2, RECEPTACLE_VA,
    SHOW_WINDOW_VA_PER_FT, SIGN_LEAST_VA, StandardDevice, article_220, kitchen_percent, load_section,
    multioutlet_va, next_standard_rating, receptacle_demand,
};

pub(super) const KIND: Kind = Kind {
    name: "commercial-load",
    title: "Non-dwelling feeder or service, standard method",
    sections: "220.12/220.42(A)/120.42(A) unit loads; 220.14; 220.42/220.45 lighting demand; 220.44/220.47 receptacles; 220.43, 220.14(G) show windows; 220.56 kitchen; 220.60; 215.2, 215.3, 230.42",
    inputs: &[
        Field::new("occupancy", FieldType::Choice(LIGHTING_OCCUPANCIES), "").needed_when("with area_ft2"),
        Field::new("area_ft2", FieldType::Positive, "ft2").needed_when("with occupancy"),
        Field::new("unit_va_ft2", FieldType::Positive, "VA/ft2").note("replaces the table value"),
        Field::new("connected_lighting_va", FieldType::Number, "VA")
            .assumed(Preset::Number(0.0))
            .note("installed lighting, continuous"),
        Field::new("show_window_ft", FieldType::Number, "ft").assumed(Preset::Number(0.0)),
        Field::new("sign_va", FieldType::Number, "VA")
            .assumed(Preset::Number(0.0))
            .note("if > 0 at least 1200 VA"),
        Field::new("receptacles", FieldType::Whole, "")
            .assumed(Preset::Number(0.0))
            .note("yokes with 1 to 3 receptacles: 180 VA each"),
        Field::new("grouped_receptacles", FieldType::Whole, "")
            .assumed(Preset::Number(0.0))
            .note("receptacles in units of 4 or more: 90 VA each"),
        Field::new(
            "multioutlet",
            FieldType::List(&[
                fields::COUNT,
                Field::new("length_ft", FieldType::Positive, "ft").needed().note("of one assembly"),
                Field::new("simultaneous", FieldType::Flag, "")
                    .needed()
                    .note("appliances likely to be used at the same time"),
            ]),
            "",
        ),
        Field::new("kitchen_va", FieldType::Numbers, "VA").note("commercial kitchen units"),
        fields::HEAT_VA,
        fields::AC_VA,
        Field::new("continuous_va", FieldType::Number, "VA")
            .assumed(Preset::Number(0.0))
            .note("other continuous load"),
        Field::new("noncontinuous_va", FieldType::Number, "VA")
            .assumed(Preset::Number(0.0))
            .note("other noncontinuous load"),
        fields::LARGEST_MOTOR_VA,
        Field::new("v", FieldType::Positive, "V").note("line-to-line; needed for ampere results"),
        Field::new("phases", FieldType::ChoiceOf(&[1.0, 3.0]), "").note("needed for ampere results"),
        Field::new("lighting_circuit_a", FieldType::Positive, "A")
            .note("branch rating for lighting_circuits"),
        Field::new("lighting_circuit_v", FieldType::Positive, "V").assumed(Preset::Number(120.0)),
    ],
    results: &[
        ResultField { name: "unit_load", unit: "VA/ft2", note: "table value used" },
        ResultField { name: "lighting_min_va", unit: "VA", note: "unit_load x area_ft2" },
        ResultField {
            name: "lighting_va",
            unit: "VA",
            note: "larger of lighting_min_va and connected_lighting_va",
        },
        ResultField { name: "lighting_demand_va", unit: "VA", note: "after the lighting demand factors" },
        ResultField { name: "lighting_design_va", unit: "VA", note: "with 125 %, see rules" },
        ResultField {
            name: "lighting_branch_a",
            unit: "A",
            note: "1.25 x connected_lighting_va / v (or / (sqrt(3) v))",
        },
        ResultField {
            name: "lighting_circuits",
            unit: "circuits",
            note: "ceil(lighting_design_va before demand factors / (lighting_circuit_a x lighting_circuit_v))",
        },
        ResultField { name: "show_window_va", unit: "VA", note: "200 x ft" },
        ResultField { name: "sign_va", unit: "VA", note: "" },
        ResultField { name: "receptacle_va", unit: "VA", note: "connected" },
        ResultField { name: "receptacle_demand_va", unit: "VA", note: "first 10 000 VA 100 %, rest 50 %" },
        ResultField { name: "kitchen_demand_va", unit: "VA", note: "" },
        ResultField { name: "hvac_va", unit: "VA", note: "larger of heat and A/C" },
        ResultField {
            name: "continuous_va",
            unit: "VA",
            note: "lighting_demand_va + show window + sign + continuous_va input",
        },
        ResultField {
            name: "noncontinuous_va",
            unit: "VA",
            note: "receptacle demand + kitchen + hvac + noncontinuous_va input + 25 % of the largest motor",
        },
        ResultField { name: "total_va", unit: "VA", note: "continuous_va + noncontinuous_va" },
        ResultField { name: "design_va", unit: "VA", note: "see rules" },
        ResultField { name: "design_a", unit: "A", note: "" },
        ResultField {
            name: "ocpd",
            unit: "A",
            note: "smallest standard breaker >= design_a rounded to whole amperes (0.5 up)",
        },
    ],
    run,
};

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let section = |behind: &str| article_220(behind, work.edition);
    let floor = Floor::read(work)?;
    let lighting = lighting(work, &floor);

    let window = SHOW_WINDOW_VA_PER_FT * inputs.number("show_window_ft");
    work.step("Show windows", "200 VA/ft · length").cite(&section("14(G)")).is("show_window_va", window);
    let given = inputs.number("sign_va");
    let sign = if given > 0.0 { given.max(SIGN_LEAST_VA) } else { 0.0 };
    work.step("Sign", "at least 1200 VA").with("VA", given).cite(&section("14(F)")).is("sign_va", sign);
    let receptacles = receptacles(work, &floor);
    let kitchen = kitchen(work);
    let (heat, cooling) = (inputs.number("heat_va"), inputs.number("ac_va"));
    let hvac = heat.max(cooling);
    work.step("Heat or A/C", "the larger")
        .with("heat VA", heat)
        .with("A/C VA", cooling)
        .cite(&section("60"))
        .is("hvac_va", hvac);

    let other = [inputs.number("continuous_va"), inputs.number("noncontinuous_va")];
    let motor = 0.25 * inputs.number("largest_motor_va");
    work.step("Largest motor", "25 %").cite(&format!("{}, 430.24", section("50"))).gives(motor, "VA");
    let continuous = window + sign + other[0];
    work.step("Continuous load", "lighting demand + show windows + sign + other")
        .with("other VA", other[0])
        .is("continuous_va", lighting.demand_va + continuous);
    let noncontinuous = receptacles + kitchen + hvac + other[1] + motor;
    work.step(
        "Noncontinuous load",
        "receptacle demand + kitchen + heat or A/C + other + 25 % of the largest motor",
    )
    .with("other VA", other[1])
    .is("noncontinuous_va", noncontinuous);
    work.step("Total", "continuous + noncontinuous")
        .is("total_va", lighting.demand_va + continuous + noncontinuous);
    let design = lighting.design_va + 1.25 * continuous + noncontinuous;
    work.step("Design load", "lighting + 1.25 · other continuous + noncontinuous")
        .with("lighting VA", lighting.design_va)
        .with("other continuous VA", continuous)
        .with("noncontinuous VA", noncontinuous)
        .cite("215.2, 215.3")
        .is("design_va", design);
    currents(work, lighting.connected_va, design)
}

/// Returns the demand of the receptacles in VA.
fn receptacles(work: &Work<'_>, floor: &Floor) -> f64 {
    let inputs = work.inputs();
    let section = |behind: &str| article_220(behind, work.edition);
    let single = RECEPTACLE_VA * inputs.number("receptacles");
    let grouped = GROUPED_RECEPTACLE_VA * inputs.number("grouped_receptacles");
    let assembly =
        |one: &Part<'_>| one.number("n") * multioutlet_va(one.number("length_ft"), one.flag("simultaneous"));
    let assemblies: f64 = inputs.list("multioutlet").iter().map(assembly).sum();
    if inputs.has("multioutlet") {
        work.step(
            "Multioutlet assemblies",
            "Σ n · 180 VA for each 5 ft begun, or each foot if used together",
        )
        .cite(&section("14(H)"))
        .gives(assemblies, "VA");
    }
    let counted = single + grouped + assemblies;
    let by_area = if floor.office { OFFICE_RECEPTACLES_VA_PER_FT2 * floor.area_ft2 } else { 0.0 };
    let connected = counted.max(by_area);
    work.step(
        "Receptacles",
        "180 VA each, 90 VA each in groups, assemblies; offices and banks at least 1 VA/ft²",
    )
    .with("single VA", single)
    .with("grouped VA", grouped)
    .with("assemblies VA", assemblies)
    .with("by area VA", by_area)
    .cite(&section(if floor.office { "14(I), (K)" } else { "14(I)" }))
    .is("receptacle_va", connected);
    let demand = receptacle_demand(connected);
    work.step("Receptacle demand", "10 000 VA at 100 %, the rest 50 %")
        .with("VA", connected)
        .cite(load_section(LoadTopic::ReceptacleDemand, work.edition))
        .is("receptacle_demand_va", demand);
    demand
}

/// Returns the demand of the kitchen in VA.
fn kitchen(work: &Work<'_>) -> f64 {
    let mut units = work.inputs().numbers("kitchen_va");
    units.sort_by(|a, b| b.total_cmp(a));
    let percent = kitchen_percent(units.len());
    let sum: f64 = units.iter().sum();
    let two: f64 = units.iter().take(2).sum();
    let demand = (sum * percent / 100.0).max(two);
    work.step("Kitchen demand", "factor · sum, at least the two largest")
        .with("Σ VA", sum)
        .with("per cent", percent)
        .with("two largest VA", two)
        .cite(&article_220("56", work.edition))
        .is("kitchen_demand_va", demand);
    demand
}

fn currents(work: &Work<'_>, connected_lighting: f64, design: f64) -> Result<(), Fault> {
    let inputs = work.inputs();
    let (Some(v), Some(phases)) = (inputs.maybe("v"), inputs.maybe("phases")) else {
        let needs: Vec<&str> = ["v", "phases"].into_iter().filter(|name| !inputs.has(name)).collect();
        for result in ["lighting_branch_a", "design_a", "ocpd"] {
            work.undetermined(result, &needs);
        }
        return Ok(());
    };
    let three_phase = phases == 3.0;
    let va_per_ampere = if three_phase { 3.0_f64.sqrt() * v } else { v };
    let formula = if three_phase { "VA / (√3 V)" } else { "VA / V" };
    work.step("Installed lighting, current", format!("1.25 {formula}"))
        .with("VA", connected_lighting)
        .with("V", v)
        .cite("210.20(A)")
        .is("lighting_branch_a", 1.25 * connected_lighting / va_per_ampere);
    let amperes = design / va_per_ampere;
    work.step("Design current", formula).with("VA", design).with("V", v).is("design_a", amperes);
    let whole = whole_amperes(amperes);
    let rating = next_standard_rating(whole, StandardDevice::Breaker, work.edition)
        .ok_or_else(|| work.range("", "no standard rating is as large as the design current"))?;
    work.step("Standard rating", "smallest standard rating ≥ whole amperes")
        .with("whole amperes", whole)
        .cite("240.6(A)")
        .is("ocpd", rating);
    Ok(())
}
