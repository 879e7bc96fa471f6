//! Three or more dwelling units by the optional method, and two beside the standard one.

use crate::calc::kinds::fields;
use crate::calc::kinds::household::{amperes_formula, system};
use crate::calc::{Fault, Field, FieldType, Kind, Part, Preset, ResultField, Work};
use crate::nec::tables::{
    DWELLING_CIRCUIT_VA, LoadTopic, article_220, dwelling_lighting_va_per_ft2, load_section,
    multifamily_percent,
};

pub(super) const KIND: Kind = Kind {
    name: "multifamily-optional",
    title: "Multifamily optional method",
    sections: "220.84, Table 220.84 (Table 220.84(B) in 2023); 220.85 for two units",
    inputs: &[
        Field::new("system", FieldType::Choice(&["120/240-1ph-3w", "208Y/120-3ph-4w"]), "")
            .assumed(Preset::Text("120/240-1ph-3w")),
        Field::new(
            "unit_types",
            FieldType::List(&[
                Field::new("n", FieldType::Count, "").needed(),
                Field::new("area_ft2", FieldType::Positive, "ft2").needed(),
                Field::new("sa_circuits", FieldType::Whole, "").assumed(Preset::Number(2.0)),
                Field::new("laundry_circuits", FieldType::Whole, "").assumed(Preset::Number(1.0)),
                Field::new("cooking_va", FieldType::Positive, "VA")
                    .needed()
                    .note("nameplate; use 8000 where there is no electric cooking (220.84(A))"),
                Field::new("dryer_va", FieldType::Number, "VA").assumed(Preset::Number(0.0)),
                Field::new("appliances_va", FieldType::Number, "VA")
                    .assumed(Preset::Number(0.0))
                    .note("fastened in place, water heaters, motors: nameplate sum"),
                fields::HEAT_VA,
                fields::AC_VA,
            ]),
            "",
        )
        .needed(),
        Field::new("house_va", FieldType::Number, "VA")
            .assumed(Preset::Number(0.0))
            .note("added without the demand factor"),
        Field::new("standard_total_va", FieldType::Positive, "VA")
            .note("two units only: Part III result to compare with"),
    ],
    results: &[
        ResultField { name: "units_counted", unit: "-", note: "sum of n; 3 when two units (220.85)" },
        ResultField { name: "connected_va", unit: "VA", note: "" },
        ResultField { name: "demand_factor_pct", unit: "pct", note: "" },
        ResultField { name: "optional_va", unit: "VA", note: "factor x connected + house_va" },
        ResultField {
            name: "governing_va",
            unit: "VA",
            note: "two units: smaller of optional_va and standard_total_va; else optional_va",
        },
        ResultField { name: "feeder_a", unit: "A", note: "governing_va / 240 or / (sqrt(3) 208)" },
    ],
    run,
};

/// Units that two dwellings are taken for.
const TWO_AS: f64 = 3.0;

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let types = inputs.list("unit_types");
    let units: f64 = types.iter().map(|one| one.number("n")).sum();
    if units < 2.0 {
        return Err(work.range("unit_types", "the method is for two units and more"));
    }
    let two = units == 2.0;
    if two && types.len() > 1 {
        return Err(work.conflict("unit_types", "two units have to be alike, as one entry with n = 2"));
    }
    let system = system(&inputs);
    let counted = if two { TWO_AS } else { units };
    let sections = if two { article_220("85", work.edition) } else { article_220("84", work.edition) };
    work.step("Units", if two { "two count as three alike" } else { "Σ n" })
        .with("n", units)
        .cite(&sections)
        .is("units_counted", counted);
    let mut connected = 0.0;
    for one in &types {
        connected += unit_va(work, one) * if two { TWO_AS } else { one.number("n") };
    }
    work.step("Connected load", "Σ units · load of one")
        .cite(&article_220("84(C)", work.edition))
        .is("connected_va", connected);
    let percent = multifamily_percent(counted)
        .ok_or_else(|| work.range("unit_types", "the table begins with three units"))?;
    work.step("Demand factor", "row of the table")
        .with("units", counted)
        .cite(load_section(LoadTopic::MultifamilyTable, work.edition))
        .is("demand_factor_pct", percent);
    let house = inputs.number("house_va");
    let optional = connected * percent / 100.0 + house;
    work.step("Load by the optional method", "factor · connected load + house load")
        .with("house VA", house)
        .cite(&article_220("84", work.edition))
        .is("optional_va", optional);
    if !two && inputs.has("standard_total_va") {
        work.warn("The load by the standard method is compared for two units only");
    }
    let standard = if two { inputs.maybe("standard_total_va") } else { None };
    if two && standard.is_none() {
        work.undetermined("governing_va", &["standard_total_va"]);
        work.undetermined("feeder_a", &["standard_total_va"]);
        return Ok(());
    }
    let governing = standard.map_or(optional, |standard| standard.min(optional));
    let mut step =
        work.step("Governing load", if two { "smaller of the two methods" } else { "optional method" });
    if let Some(standard) = standard {
        step = step.with("standard VA", standard);
    }
    step.with("optional VA", optional).cite(&sections).is("governing_va", governing);
    work.step("Feeder current", amperes_formula(system))
        .with("VA", governing)
        .is("feeder_a", governing / system.va_per_ampere());
    Ok(())
}

/// Returns the load of one unit in VA, with a step.
fn unit_va(work: &Work<'_>, one: &Part<'_>) -> f64 {
    let edition = work.edition;
    let lighting = dwelling_lighting_va_per_ft2(edition) * one.number("area_ft2");
    let circuits = DWELLING_CIRCUIT_VA * (one.number("sa_circuits") + one.number("laundry_circuits"));
    let [cooking, dryer, appliances] =
        ["cooking_va", "dryer_va", "appliances_va"].map(|name| one.number(name));
    let hvac = one.number("heat_va").max(one.number("ac_va"));
    let sum = lighting + circuits + cooking + dryer + appliances + hvac;
    work.step("Load of one unit", "lighting + circuits + nameplates + larger of heat and A/C")
        .with("lighting VA", lighting)
        .with("circuits VA", circuits)
        .with("cooking VA", cooking)
        .with("dryer VA", dryer)
        .with("appliances VA", appliances)
        .with("heat or A/C VA", hvac)
        .cite(&article_220("84(C)", edition))
        .gives(sum, "VA");
    sum
}
