//! Voltage drop.

use crate::calc::kinds::fields;
use crate::calc::voltage_drop::WireRun;
use crate::calc::wiring::material;
use crate::calc::{Fault, Field, FieldType, Kind, Preset, ResultField, Work};
use crate::nec::SIZES;
use crate::nec::tables::{
    ConduitMetal, Stranding, ac_impedance, conductor, dc_resistance, may_be_solid, resistance_factor, trade_k,
};

/// The per cent of a drop meet their limit to a billionth.
const SLACK_PCT: f64 = 1e-9;

pub(super) const KIND: Kind = Kind {
    name: "voltage-drop",
    title: "Voltage drop",
    sections: "210.19 and 215.2 informational notes (3 %, 5 %); Chapter 9 Tables 8, 9",
    inputs: &[
        Field::new("method", FieldType::Choice(&["table9", "table8", "k", "resistance", "measured"]), "")
            .assumed(Preset::Text("table9")),
        Field::new("v", FieldType::Positive, "V").needed_when("with load_va or measured").note(
            "source voltage: line-to-line (3-phase or 1-phase line-to-line) or \
line-to-neutral for a 2-wire line-to-neutral circuit",
        ),
        Field::new("v_load", FieldType::Positive, "V").needed_when("if measured"),
        Field::new("phases", FieldType::ChoiceOf(&[1.0, 3.0]), "").needed_when("unless measured"),
        Field::new("load_a", FieldType::Positive, "A").needed_when("this or load_va"),
        Field::new("load_va", FieldType::Positive, "VA").needed_when("this or load_a"),
        Field::new("length_ft", FieldType::Positive, "ft").needed_when("unless measured").note("one way"),
        Field::new("size", FieldType::Choice(SIZES), "").needed_when("unless resistance or measured"),
        fields::MATERIAL,
        fields::SETS,
        Field::new("conduit", FieldType::Choice(&["steel", "pvc", "aluminum"]), "").needed_when("if table9"),
        Field::new("pf", FieldType::Positive, "-")
            .assumed(Preset::Number(0.85))
            .note("table9 only; 0 < pf <= 1, lagging"),
        Field::new("k", FieldType::Positive, "ohm cmil/ft").note("method k; default 12.9 cu, 21.2 al"),
        Field::new("r_ohm_per_kft", FieldType::Positive, "ohm/kft").needed_when("if resistance"),
        Field::new("conductor_c", FieldType::Any, "degC").assumed(Preset::Number(75.0)).note("table8 only"),
        Field::new("stranding", FieldType::Choice(&["solid", "stranded"]), "")
            .assumed(Preset::Text("stranded"))
            .note("table8, 8 AWG and smaller"),
        Field::new("limit_pct", FieldType::Positive, "pct").assumed(Preset::Number(3.0)),
    ],
    results: &[
        ResultField { name: "load_a", unit: "A", note: "" },
        ResultField { name: "z_ohm_per_kft", unit: "ohm/kft", note: "effective impedance of one conductor" },
        ResultField { name: "vd", unit: "V", note: "" },
        ResultField { name: "vd_pct", unit: "pct", note: "100 x vd / v" },
        ResultField { name: "v_load", unit: "V", note: "v - vd" },
        ResultField { name: "within_limit", unit: "yes_no", note: "vd_pct <= limit_pct + 1e-9" },
        ResultField { name: "max_length_ft", unit: "ft", note: "one-way length at limit_pct" },
    ],
    run,
};

/// How the impedance is found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Method {
    Table9,
    Table8,
    K,
    Resistance,
    Measured,
}

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let method = match inputs.text("method").as_str() {
        "table8" => Method::Table8,
        "k" => Method::K,
        "resistance" => Method::Resistance,
        "measured" => Method::Measured,
        _ => Method::Table9,
    };
    if inputs.has("pf") && inputs.number("pf") > 1.0 {
        return Err(work.range("pf", "a power factor is 1 at most"));
    }
    check(work, method)?;
    if method == Method::Measured {
        let (v, at_load) = (inputs.number("v"), inputs.number("v_load"));
        work.step("Drop", "source − load").with("v", v).with("v_load", at_load).is("vd", v - at_load);
        write_share(work, v, v - at_load);
        return Ok(());
    }
    let three_phase = inputs.number("phases") > 1.0;
    let amperes = load(work, three_phase);
    let ohm_per_kft = impedance(work, method)?;
    let run = WireRun { three_phase, amperes, ohm_per_kft, sets: inputs.number("sets") };
    let feet = inputs.number("length_ft");
    let drop = run.drop_v(feet);
    work.step("Drop", "c I L Z / 1000 / sets")
        .with("c", run.there_and_back())
        .with("I", amperes)
        .with("L", feet)
        .with("Z", ohm_per_kft)
        .with("sets", run.sets)
        .is("vd", drop);
    let Some(v) = inputs.maybe("v") else {
        for result in ["vd_pct", "v_load", "within_limit", "max_length_ft"] {
            work.undetermined(result, &["v"]);
        }
        return Ok(());
    };
    write_share(work, v, drop);
    let allowed = inputs.number("limit_pct") / 100.0 * v;
    work.step("Drop at the limit", "limit × source / 100").with("v", v).gives(allowed, "V");
    work.step("Longest length", "drop at the limit / drop per foot, one way")
        .with("allowed", allowed)
        .with("per_ft", drop / feet)
        .is("max_length_ft", run.length_ft(allowed));
    Ok(())
}

/// Checks what the method needs, in the order of the inputs.
fn check(work: &Work<'_>, method: Method) -> Result<(), Fault> {
    let inputs = work.inputs();
    let measured = method == Method::Measured;
    let needed = [
        ("v", measured || inputs.has("load_va")),
        ("v_load", measured),
        ("phases", !measured),
        ("load_a", !measured && !inputs.has("load_va")),
        ("length_ft", !measured),
        ("size", !measured && method != Method::Resistance),
        ("conduit", method == Method::Table9),
        ("r_ohm_per_kft", method == Method::Resistance),
    ];
    if inputs.has("load_a") && inputs.has("load_va") {
        return Err(work.conflict("load_va", "give the load in amperes or VA, not both"));
    }
    match needed.into_iter().find(|(name, needed)| *needed && !inputs.has(name)) {
        Some((name, _)) => Err(work.missing(name)),
        None => Ok(()),
    }
}

/// Returns the current in amperes; writes its step.
fn load(work: &Work<'_>, three_phase: bool) -> f64 {
    let inputs = work.inputs();
    if let Some(va) = inputs.maybe("load_va") {
        let v = inputs.number("v");
        let per_ampere = if three_phase { v * 3.0_f64.sqrt() } else { v };
        work.step("Current", if three_phase { "VA / (√3 V)" } else { "VA / V" })
            .with("VA", va)
            .with("V", v)
            .is("load_a", va / per_ampere);
        return va / per_ampere;
    }
    let amperes = inputs.number("load_a");
    work.step("Current", "as given").is("load_a", amperes);
    amperes
}

/// Returns the effective impedance in ohms per 1000 ft; writes its steps.
fn impedance(work: &Work<'_>, method: Method) -> Result<f64, Fault> {
    let inputs = work.inputs();
    let size = inputs.maybe_text("size").unwrap_or_default();
    match method {
        Method::Table9 => {
            let material = material(work, "material");
            let conduit = match inputs.text("conduit").as_str() {
                "steel" => ConduitMetal::Steel,
                "aluminum" => ConduitMetal::Aluminum,
                _ => ConduitMetal::Pvc,
            };
            let found = ac_impedance(&size, material, conduit)
                .ok_or_else(|| work.no_row("size", format!("Table 9 has no {size} {material}")))?;
            for (label, value) in [("Resistance", found.resistance), ("Reactance", found.reactance)] {
                work.step(label, "row of the size, column of the conduit")
                    .with("size", size.as_str())
                    .with("material", material.name())
                    .with("conduit", inputs.text("conduit"))
                    .cite("Chapter 9 Table 9")
                    .gives(value, "ohm/kft");
            }
            let pf = inputs.number("pf");
            let z = found.effective(pf);
            work.step("Effective impedance", "R pf + XL √(1 − pf²)")
                .with("R", found.resistance)
                .with("XL", found.reactance)
                .with("pf", pf)
                .cite("Chapter 9 Table 9 Note 2")
                .is("z_ohm_per_kft", z);
            Ok(z)
        }
        Method::Table8 => {
            let material = material(work, "material");
            let solid =
                (may_be_solid(&size) || inputs.has("stranding")) && inputs.text("stranding") == "solid";
            let stranding = if solid { Stranding::Solid } else { Stranding::Stranded };
            let at_75 = dc_resistance(&size, stranding, material)
                .ok_or_else(|| work.no_row("size", format!("Table 8 has no solid {size}")))?;
            work.step("Resistance at 75 °C", "row of the size")
                .with("size", size)
                .with("material", material.name())
                .with("stranding", if solid { "solid" } else { "stranded" })
                .cite("Chapter 9 Table 8")
                .gives(at_75, "ohm/kft");
            let celsius = inputs.number("conductor_c");
            let factor = resistance_factor(celsius, material);
            if factor <= 0.0 {
                return Err(work.range("conductor_c", "no conductor is as cold as this"));
            }
            work.step("Resistance at its temperature", "R (1 + a (T − 75))")
                .with("R", at_75)
                .with("T", celsius)
                .with("factor", factor)
                .cite("Chapter 9 Table 8 Note 2")
                .is("z_ohm_per_kft", at_75 * factor);
            Ok(at_75 * factor)
        }
        Method::K => {
            let row = conductor(&size).unwrap_or_else(|| unreachable!("{size} is no size of the list"));
            let k = match inputs.maybe("k") {
                Some(k) => k,
                None => inputs.number_or("k", trade_k(material(work, "material"))),
            };
            work.step("Resistance", "1000 K / cmil")
                .with("K", k)
                .with("cmil", row.cmil)
                .is("z_ohm_per_kft", 1000.0 * k / row.cmil);
            Ok(1000.0 * k / row.cmil)
        }
        Method::Resistance | Method::Measured => {
            let ohms = inputs.number("r_ohm_per_kft");
            work.step("Resistance", "as given").is("z_ohm_per_kft", ohms);
            Ok(ohms)
        }
    }
}

/// Writes the drop in per cent, the voltage at the load and whether the drop is within the limit.
fn write_share(work: &Work<'_>, v: f64, drop: f64) {
    let percent = 100.0 * drop / v;
    work.step("Drop in per cent", "100 drop / source").with("drop", drop).with("v", v).is("vd_pct", percent);
    work.step("Voltage at the load", "source − drop").with("v", v).with("drop", drop).is("v_load", v - drop);
    let limit = work.inputs().number("limit_pct");
    work.step("Within the limit", "per cent ≤ limit")
        .with("percent", percent)
        .with("limit", limit)
        .cite("210.19, 215.2 (informational)")
        .is("within_limit", percent <= limit + SLACK_PCT);
}
