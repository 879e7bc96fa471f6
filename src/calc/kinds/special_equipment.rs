//! Single special loads: welders, gutter busbars, cords, heating, water heaters, vehicles.

use crate::calc::kinds::fields;
use crate::calc::{Fault, Field, FieldType, Kind, Preset, ResultField, Work};
use crate::nec::tables::{
    ARC_WELDER_DEVICE, RESISTANCE_WELDER_DEVICE, StandardDevice, arc_welder_multiplier, cord_load_limit,
    next_standard_rating, resistance_welder_multiplier, resistance_welder_unknown_duty,
};
use crate::nec::{Edition, Material};

pub(super) const KIND: Kind = Kind {
    name: "special-equipment",
    title: "Single special loads",
    sections: "630.11, 630.12, 630.31, 630.32 (welders); 366.23 (gutter busbars); 210.21(B)(2), 210.23; 424.4(B) (424.3(B) in 2017); 422.10(A), 422.13; 625.41, 625.42",
    inputs: &[
        Field::new(
            "case",
            FieldType::Choice(&[
                "arc-welder",
                "resistance-welder",
                "gutter-busbar",
                "cord-load",
                "space-heating",
                "water-heater",
                "evse",
            ]),
            "",
        )
        .needed(),
        Field::new("primary_a", FieldType::Positive, "A")
            .needed_when("welders")
            .note("rated primary current (arc: I1max unless i1eff given)"),
        Field::new("duty_pct", FieldType::Positive, "pct")
            .needed_when("welders")
            .note("needed for min_ampacity"),
        Field::new("motor_generator", FieldType::Flag, "").assumed(Preset::Flag(false)).note("arc-welder"),
        Field::new("manual", FieldType::Flag, "").assumed(Preset::Flag(false)).note("resistance-welder"),
        Field::new("width_in", FieldType::Positive, "in").needed_when("gutter-busbar"),
        Field::new("thickness_in", FieldType::Positive, "in").needed_when("gutter-busbar"),
        fields::MATERIAL,
        Field::new("circuit_a", FieldType::Positive, "A").needed_when("cord-load"),
        Field::new("receptacle_a", FieldType::Positive, "A").needed_when("cord-load"),
        Field::new("load_va", FieldType::Positive, "VA").needed_when("heating, water heater, EVSE"),
        Field::new("v", FieldType::Positive, "V").needed_when("heating, water heater, EVSE"),
        fields::PHASES_OR_ONE,
    ],
    results: &[
        ResultField { name: "multiplier", unit: "-", note: "welders" },
        ResultField { name: "min_ampacity", unit: "A", note: "" },
        ResultField { name: "ocpd_calc", unit: "A", note: "" },
        ResultField { name: "ocpd", unit: "A", note: "" },
        ResultField { name: "ampacity", unit: "A", note: "gutter-busbar" },
        ResultField { name: "max_cord_load", unit: "A", note: "cord-load" },
        ResultField { name: "load_a", unit: "A", note: "" },
    ],
    run,
};

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let case = work.inputs().text("case");
    match case.as_str() {
        "arc-welder" => arc_welder(work),
        "resistance-welder" => resistance_welder(work),
        "gutter-busbar" => gutter_busbar(work),
        "cord-load" => cord_load(work),
        _ => continuous_load(work, &case),
    }
}

/// Reads an input that this case needs.
fn needed(work: &Work<'_>, name: &str) -> Result<f64, Fault> {
    work.inputs().maybe(name).ok_or_else(|| work.missing(name))
}

fn rating(work: &Work<'_>, amperes: f64) -> Result<(), Fault> {
    let rating = next_standard_rating(amperes, StandardDevice::Breaker, work.edition)
        .ok_or_else(|| work.range("", "no standard rating is as large"))?;
    work.step("Device", "smallest standard rating ≥ what was found")
        .with("A", amperes)
        .cite("240.6(A)")
        .is("ocpd", rating);
    Ok(())
}

fn welder_conductor(work: &Work<'_>, primary: f64, multiplier: f64, sections: [&str; 2], row: &str) {
    work.step("Multiplier", row).cite(sections[0]).is("multiplier", multiplier);
    work.step("Conductor", "primary current × multiplier")
        .with("A", primary)
        .with("multiplier", multiplier)
        .cite(sections[1])
        .is("min_ampacity", primary * multiplier);
}

fn welder_device(work: &Work<'_>, primary: f64, factor: f64, section: &str) -> Result<(), Fault> {
    let amperes = factor * primary;
    work.step("Limit of the device", "factor × primary current")
        .with("factor", factor)
        .with("A", primary)
        .cite(section)
        .is("ocpd_calc", amperes);
    rating(work, amperes)
}

fn arc_welder(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let primary = needed(work, "primary_a")?;
    match inputs.maybe("duty_pct") {
        Some(duty) => {
            let multiplier = arc_welder_multiplier(duty, inputs.flag("motor_generator"))
                .ok_or_else(|| work.range("duty_pct", "a duty cycle is at most 100 %"))?;
            work.warn("Multipliers of arc welders are from memory");
            let row = format!("row of the smallest duty cycle ≥ {duty} %");
            welder_conductor(work, primary, multiplier, ["Table 630.11", "630.11(A)"], &row);
        }
        None => {
            for result in ["multiplier", "min_ampacity"] {
                work.undetermined(result, &["duty_pct"]);
            }
        }
    }
    welder_device(work, primary, ARC_WELDER_DEVICE, "630.12")
}

fn resistance_welder(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let primary = needed(work, "primary_a")?;
    let (multiplier, row) = match inputs.maybe("duty_pct") {
        Some(duty) => {
            let found = resistance_welder_multiplier(duty).ok_or_else(|| {
                work.range("duty_pct", "the duty cycle of a resistance welder is at most 50 %")
            })?;
            (found, format!("row of the smallest duty cycle ≥ {duty} %"))
        }
        None => {
            let manual = inputs.flag("manual");
            let row =
                if manual { "not automatic, duty cycle unknown" } else { "automatic, duty cycle unknown" };
            (resistance_welder_unknown_duty(manual), row.to_owned())
        }
    };
    if inputs.maybe("duty_pct").is_none_or(|duty| duty > 15.0 || duty <= 10.0) {
        work.warn("Multipliers of resistance welders are from memory, except that of 15 %");
    }
    welder_conductor(work, primary, multiplier, ["Table 630.31(A)(2)", "630.31(A)"], &row);
    welder_device(work, primary, RESISTANCE_WELDER_DEVICE, "630.32")
}

fn gutter_busbar(work: &Work<'_>) -> Result<(), Fault> {
    let width = needed(work, "width_in")?;
    let thickness = needed(work, "thickness_in")?;
    let material = if work.inputs().text("material") == "al" { Material::Aluminum } else { Material::Copper };
    let area = width * thickness;
    work.step("Section of the bar", "width × thickness")
        .with("width", width)
        .with("thickness", thickness)
        .gives(area, "in2");
    let density = match material {
        Material::Copper => 1000.0,
        Material::Aluminum => 700.0,
    };
    work.step("Ampacity", "A per square inch × section")
        .with("A/in2", density)
        .with("in2", area)
        .cite("366.23")
        .is("ampacity", density * area);
    Ok(())
}

fn cord_load(work: &Work<'_>) -> Result<(), Fault> {
    let circuit = needed(work, "circuit_a")?;
    let receptacle = needed(work, "receptacle_a")?;
    let load = cord_load_limit(circuit, receptacle)
        .ok_or_else(|| work.no_row("receptacle_a", "a circuit of this rating has no such receptacles"))?;
    work.step("Largest load by cord and plug", "row by circuit and receptacle")
        .with("circuit", circuit)
        .with("receptacle", receptacle)
        .cite("Table 210.21(B)(2)")
        .is("max_cord_load", load);
    Ok(())
}

fn continuous_load(work: &Work<'_>, case: &str) -> Result<(), Fault> {
    let load = needed(work, "load_va")?;
    let volts = needed(work, "v")?;
    let three = work.inputs().number("phases") == 3.0;
    let amperes = load / if three { volts * 3.0_f64.sqrt() } else { volts };
    work.step("Load", if three { "VA / (√3 V)" } else { "VA / V" })
        .with("VA", load)
        .with("V", volts)
        .is("load_a", amperes);
    let section = match (case, work.edition) {
        ("space-heating", Edition::E2017) => "424.3(B)",
        ("space-heating", _) => "424.4(B)",
        ("water-heater", _) => "422.10(A), 422.13",
        _ => "625.41",
    };
    let design = 1.25 * amperes;
    work.step("Conductor", "1.25 × load").with("A", amperes).cite(section).is("min_ampacity", design);
    rating(work, design)
}
