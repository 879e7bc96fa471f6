//! Optional methods, and loads that are there already.

use crate::calc::kinds::fields;
use crate::calc::{Fault, Field, FieldType, Kind, Preset, ResultField, Work};
use crate::nec::tables::{
    DWELLING_CIRCUIT_VA, FARM_SHARES, FARM_SLICE_A, RestaurantRow, article_220, by_slices,
    dwelling_lighting_va_per_ft2, existing_dwelling_slices, farm_share, school_demand_per_ft2,
};

pub(super) const KIND: Kind = Kind {
    name: "optional-load",
    title: "Optional and existing-load methods",
    sections: "220.83, 220.86, 220.87, 220.88, 220.102, 220.103 (120.xx in 2026)",
    inputs: &[
        Field::new(
            "method",
            FieldType::Choice(&[
                "school",
                "restaurant",
                "farm-building",
                "farm-total",
                "existing-service",
                "existing-dwelling",
            ]),
            "",
        )
        .needed(),
        Field::new("connected_va", FieldType::Positive, "VA").needed_when("school, restaurant"),
        Field::new("area_ft2", FieldType::Positive, "ft2").needed_when("school, existing-dwelling"),
        Field::new("all_electric", FieldType::Flag, "").needed_when("restaurant"),
        Field::new("total_a", FieldType::Positive, "A")
            .needed_when("farm-building")
            .note("all load of the building, A"),
        Field::new("simultaneous_a", FieldType::Number, "A")
            .assumed(Preset::Number(0.0))
            .note("farm-building: expected to run together"),
        Field::new("largest_motor_a", FieldType::Number, "A")
            .assumed(Preset::Number(0.0))
            .note("farm-building: FLC"),
        Field::new("loads_va", FieldType::Numbers, "VA")
            .needed_when("farm-total")
            .note("demand load of each farm building or load, dwelling excluded"),
        Field::new("dwelling_va", FieldType::Number, "VA")
            .assumed(Preset::Number(0.0))
            .note("farm-total: dwelling by Part III or IV"),
        Field::new("peak_va", FieldType::Positive, "VA")
            .needed_when("existing-service")
            .note("highest demand recorded"),
        Field::new("data_basis", FieldType::Choice(&["1-year", "30-day"]), "")
            .needed_when("existing-service"),
        Field::new("seasonal_va", FieldType::Number, "VA")
            .assumed(Preset::Number(0.0))
            .note("30-day only: heating or cooling load not running in the recording"),
        Field::new("new_va", FieldType::Number, "VA")
            .assumed(Preset::Number(0.0))
            .note("existing-service: load to be added"),
        Field::new("capacity_a", FieldType::Positive, "A")
            .note("existing-service: rating of the service or feeder"),
        Field::new("sa_circuits", FieldType::Whole, "")
            .assumed(Preset::Number(2.0))
            .note("existing-dwelling"),
        Field::new("laundry_circuits", FieldType::Whole, "")
            .assumed(Preset::Number(1.0))
            .note("existing-dwelling"),
        Field::new("loads_existing_va", FieldType::Number, "VA")
            .assumed(Preset::Number(0.0))
            .note("existing-dwelling: nameplates of appliances, cooking, dryer"),
        Field::new("hvac_va", FieldType::Number, "VA")
            .assumed(Preset::Number(0.0))
            .note("existing-dwelling: larger of heat and A/C"),
        Field::new("new_hvac", FieldType::Flag, "")
            .assumed(Preset::Flag(false))
            .note("existing-dwelling: hvac_va is (or replaces) added equipment"),
        fields::V_FOR_AMPERES,
        fields::PHASES_OR_ONE,
    ],
    results: &[
        ResultField { name: "va_per_ft2", unit: "VA/ft2", note: "school" },
        ResultField {
            name: "existing_125_va",
            unit: "VA",
            note: "existing-service: 1.25 x (peak_va + seasonal_va)",
        },
        ResultField { name: "general_va", unit: "VA", note: "existing-dwelling" },
        ResultField { name: "demand_va", unit: "VA", note: "" },
        ResultField { name: "demand_a", unit: "A", note: "VA / v or / (sqrt(3) v); farm-building: direct" },
        ResultField { name: "capacity_va", unit: "VA", note: "existing-service with capacity_a, v" },
        ResultField { name: "capacity_ok", unit: "yes_no", note: "" },
    ],
    run,
};

fn run(work: &Work<'_>) -> Result<(), Fault> {
    match work.inputs().text("method").as_str() {
        "school" => school(work),
        "restaurant" => restaurant(work),
        "farm-building" => farm_building(work),
        "farm-total" => farm_total(work),
        "existing-service" => existing_service(work),
        _ => existing_dwelling(work),
    }
}

/// Returns an input that the method needs.
fn needed(work: &Work<'_>, name: &str) -> Result<f64, Fault> {
    work.inputs().maybe(name).ok_or_else(|| work.missing(name))
}

/// Returns VA per ampere; `None` without a voltage.
fn va_per_ampere(work: &Work<'_>) -> Option<f64> {
    let inputs = work.inputs();
    let v = inputs.maybe("v")?;
    Some(if inputs.number("phases") == 3.0 { v * 3.0_f64.sqrt() } else { v })
}

/// Writes the demand in VA, and its current; returns the current where a voltage is given.
fn demand(work: &Work<'_>, formula: &str, section: &str, va: f64) -> Option<f64> {
    work.step("Demand", formula).cite(&article_220(section, work.edition)).is("demand_va", va);
    let Some(factor) = va_per_ampere(work) else {
        work.undetermined("demand_a", &["v"]);
        return None;
    };
    work.step("Demand current", "VA / VA per ampere")
        .with("VA", va)
        .with("VA/A", factor)
        .is("demand_a", va / factor);
    Some(va / factor)
}

fn school(work: &Work<'_>) -> Result<(), Fault> {
    let connected = needed(work, "connected_va")?;
    let area = needed(work, "area_ft2")?;
    let per_ft2 = connected / area;
    work.step("Connected load by area", "VA / ft²")
        .with("VA", connected)
        .with("ft2", area)
        .is("va_per_ft2", per_ft2);
    let counts = school_demand_per_ft2(per_ft2);
    work.step("Demand by area", "3 VA/ft² at 100 %, to 20 75 %, the rest 25 %")
        .with("VA/ft2", per_ft2)
        .cite(&format!("Table {}", article_220("86", work.edition)))
        .gives(counts, "VA/ft2");
    demand(work, "demand by area · area", "86", counts * area);
    Ok(())
}

fn restaurant(work: &Work<'_>) -> Result<(), Fault> {
    let kva = needed(work, "connected_va")? / 1000.0;
    let electric = work.inputs().maybe_flag("all_electric").ok_or_else(|| work.missing("all_electric"))?;
    let row = RestaurantRow::of(kva, electric);
    work.step("Row", "base and share of what is above")
        .with("kVA", kva)
        .with("from kVA", row.from_kva)
        .with("share", row.share)
        .cite(&format!("Table {}", article_220("88", work.edition)))
        .gives(1000.0 * row.demand_kva, "VA");
    demand(work, "base + share · (load − from)", "88", 1000.0 * row.demand(kva));
    Ok(())
}

fn farm_building(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let total = needed(work, "total_a")?;
    let together = inputs.number("simultaneous_a");
    let motor = 1.25 * inputs.number("largest_motor_a");
    let section = format!("Table {}", article_220("102(B)", work.edition));
    let base = together.max(motor).max(total.min(FARM_SLICE_A));
    work.step(
        "Part in full",
        "largest of the loads that run together, 1.25 · the largest motor, the first 60 A",
    )
    .with("together A", together)
    .with("1.25 motor A", motor)
    .with("total A", total)
    .cite(&section)
    .gives(base, "A");
    let rest = (total - base).max(0.0);
    work.step("Other loads", "total − part in full").gives(rest, "A");
    let [half, quarter] = FARM_SHARES;
    let amperes = base + half * rest.min(FARM_SLICE_A) + quarter * (rest - FARM_SLICE_A).max(0.0);
    work.step("Demand current", "part in full + 50 % of the next 60 A + 25 % of the rest")
        .with("in full A", base)
        .with("other A", rest)
        .cite(&section)
        .is("demand_a", amperes);
    match va_per_ampere(work) {
        Some(factor) => work
            .step("Demand", "A · VA per ampere")
            .with("A", amperes)
            .with("VA/A", factor)
            .is("demand_va", amperes * factor),
        None => work.undetermined("demand_va", &["v"]),
    }
    Ok(())
}

fn farm_total(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    if !inputs.has("loads_va") {
        return Err(work.missing("loads_va"));
    }
    let mut loads = inputs.numbers("loads_va");
    loads.sort_by(|a, b| b.total_cmp(a));
    let mut sum = 0.0;
    for (rank, load) in loads.into_iter().enumerate() {
        let counts = load * farm_share(rank);
        work.step(format!("Load {} by size", rank + 1), "share · load")
            .with("VA", load)
            .with("share", farm_share(rank))
            .cite(&format!("Table {}", article_220("103", work.edition)))
            .gives(counts, "VA");
        sum += counts;
    }
    demand(work, "Σ share · load + dwelling", "103", sum + inputs.number("dwelling_va"));
    Ok(())
}

fn existing_service(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let peak = needed(work, "peak_va")?;
    let basis = inputs.maybe_text("data_basis").ok_or_else(|| work.missing("data_basis"))?;
    let seasonal = match basis.as_str() {
        "1-year" if inputs.has("seasonal_va") => {
            return Err(work.conflict("seasonal_va", "a year of records holds every season"));
        }
        "1-year" => 0.0,
        _ => inputs.number("seasonal_va"),
    };
    let existing = 1.25 * (peak + seasonal);
    work.step("Existing load", "1.25 · (highest demand + seasonal load)")
        .with("highest VA", peak)
        .with("seasonal VA", seasonal)
        .cite(&article_220("87", work.edition))
        .is("existing_125_va", existing);
    let amperes = demand(work, "existing + new", "87", existing + inputs.number("new_va"));
    let (Some(amperes), Some(factor), Some(capacity)) =
        (amperes, va_per_ampere(work), inputs.maybe("capacity_a"))
    else {
        let needs: Vec<&str> = ["capacity_a", "v"].into_iter().filter(|name| !inputs.has(name)).collect();
        work.undetermined("capacity_va", &needs);
        work.undetermined("capacity_ok", &needs);
        return Ok(());
    };
    work.step("Capacity", "A · VA per ampere")
        .with("A", capacity)
        .with("VA/A", factor)
        .is("capacity_va", capacity * factor);
    work.step("Whether the capacity is enough", "demand ≤ capacity")
        .with("demand A", amperes)
        .with("capacity A", capacity)
        .cite(&article_220("87", work.edition))
        .is("capacity_ok", amperes <= capacity + 1e-6);
    Ok(())
}

fn existing_dwelling(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let lighting = dwelling_lighting_va_per_ft2(work.edition) * needed(work, "area_ft2")?;
    let circuits = DWELLING_CIRCUIT_VA * (inputs.number("sa_circuits") + inputs.number("laundry_circuits"));
    let loads = inputs.number("loads_existing_va");
    let (hvac, new) = (inputs.number("hvac_va"), inputs.flag("new_hvac"));
    let general = lighting + circuits + loads + if new { 0.0 } else { hvac };
    let section = if new { "83(B)" } else { "83(A)" };
    work.step(
        "General load",
        if new {
            "lighting + circuits + appliances"
        } else {
            "lighting + circuits + appliances + heat or A/C"
        },
    )
    .with("lighting VA", lighting)
    .with("circuits VA", circuits)
    .with("appliances VA", loads)
    .with("heat or A/C VA", hvac)
    .cite(&article_220(section, work.edition))
    .is("general_va", general);
    let counts = by_slices(general, &existing_dwelling_slices()) + if new { hvac } else { 0.0 };
    let formula = if new { "8000 VA + 40 % of the rest + heat or A/C" } else { "8000 VA + 40 % of the rest" };
    demand(work, formula, section, counts);
    Ok(())
}
