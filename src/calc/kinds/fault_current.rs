//! Fault current from point to point.

use crate::calc::kinds::fields;
use crate::calc::{
    Fault, FaultRun, Field, FieldType, Kind, Part, Preset, ResultField, Work, c_of, transformer_fault_amperes,
};
use crate::nec::tables::{ConduitMetal, ac_impedance};
use crate::nec::{Material, SIZES};

pub(super) const KIND: Kind = Kind {
    name: "fault-current",
    title: "Point-to-point fault current",
    sections: "110.9, 110.24 (values); Bussmann point-to-point method",
    inputs: &[
        Field::new("v", FieldType::Positive, "V").needed().note("line-to-line at the fault"),
        fields::PHASES_NEEDED,
        Field::new(
            "transformer",
            FieldType::Object(&[
                fields::KVA,
                Field::new("z_pct", FieldType::Positive, "pct").needed(),
                Field::new("z_tolerance_pct", FieldType::Number, "pct")
                    .assumed(Preset::Number(0.0))
                    .note("nameplate tolerance subtracted (10 = use 0.9 z)"),
            ]),
            "",
        )
        .needed_when("this or source_fault_a")
        .note("infinite primary"),
        Field::new("source_fault_a", FieldType::Positive, "A").needed_when("this or transformer"),
        Field::new(
            "segments",
            FieldType::List(&[
                fields::LENGTH_FT,
                Field::new("size", FieldType::Choice(SIZES), "").needed_when("if no c_value"),
                fields::MATERIAL,
                Field::new("sets", FieldType::Count, "").assumed(Preset::Number(1.0)),
                Field::new("conduit", FieldType::Choice(&["steel", "pvc", "aluminum"]), "")
                    .needed_when("if no c_value"),
                Field::new("c_value", FieldType::Positive, "-")
                    .note("manufacturer C of one conductor (1 / ohm per ft)"),
            ]),
            "",
        )
        .note("in series from the source"),
    ],
    results: &[
        ResultField { name: "fla", unit: "A", note: "transformer secondary; only with transformer" },
        ResultField {
            name: "transformer_fault",
            unit: "A",
            note: "fla x 100 / (z_pct (1 - z_tolerance_pct/100))",
        },
        ResultField { name: "segments[i].c", unit: "-", note: "C used" },
        ResultField { name: "segments[i].f", unit: "-", note: "" },
        ResultField { name: "segments[i].m", unit: "-", note: "1 / (1 + f)" },
        ResultField { name: "segments[i].fault", unit: "A", note: "at the end of the segment" },
        ResultField { name: "fault", unit: "A", note: "at the end of the last segment" },
    ],
    run,
};

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let volts = inputs.number("v");
    let three_phase = inputs.number("phases") == 3.0;
    let mut fault = match (inputs.object("transformer"), inputs.maybe("source_fault_a")) {
        (None, None) => return Err(work.missing("transformer")),
        (Some(_), Some(_)) => {
            return Err(work.conflict("source_fault_a", "give a transformer or a fault current, not both"));
        }
        (Some(transformer), None) => at_transformer(work, &transformer, volts, three_phase)?,
        (None, Some(amperes)) => amperes,
    };
    for (index, segment) in inputs.list("segments").into_iter().enumerate() {
        let run = FaultRun {
            length_ft: segment.number("length_ft"),
            c: c_value(work, &segment, index)?,
            sets: segment.number("sets"),
        };
        let f = run.f(fault, volts, three_phase);
        let formula = if three_phase { "√3 L I / (C n V)" } else { "2 L I / (C n V)" };
        work.step(format!("f of segment {}", index + 1), formula)
            .with("L", run.length_ft)
            .with("I", fault)
            .with("C", run.c)
            .with("n", run.sets)
            .with("V", volts)
            .item("segments[i].f", index, f);
        let m = 1.0 / (1.0 + f);
        work.step(format!("M of segment {}", index + 1), "1 / (1 + f)").with("f", f).item(
            "segments[i].m",
            index,
            m,
        );
        let start = fault;
        fault = start * m;
        work.step(format!("Fault current at the end of segment {}", index + 1), "I M")
            .with("I", start)
            .with("M", m)
            .item("segments[i].fault", index, fault);
    }
    work.step("Fault current", "at the last point").cite("110.9, 110.24").is("fault", fault);
    Ok(())
}

/// Returns the fault current at the terminals of the transformer in amperes.
fn at_transformer(
    work: &Work<'_>,
    transformer: &Part<'_>,
    volts: f64,
    three_phase: bool,
) -> Result<f64, Fault> {
    work.assume(work.inputs().at("transformer"), "infinite primary");
    let kva = transformer.number("kva");
    let rated = 1000.0 * kva / if three_phase { volts * 3.0_f64.sqrt() } else { volts };
    work.step("Rated current", if three_phase { "1000 kVA / (√3 V)" } else { "1000 kVA / V" })
        .with("kVA", kva)
        .with("V", volts)
        .is("fla", rated);
    let (nameplate, tolerance) = (transformer.number("z_pct"), transformer.number("z_tolerance_pct"));
    let z = nameplate * (1.0 - tolerance / 100.0);
    let fault = transformer_fault_amperes(rated, z)
        .ok_or_else(|| work.range(&transformer.at("z_tolerance_pct"), "the tolerance leaves no impedance"))?;
    work.step("Impedance", "Z (1 − tolerance)")
        .with("Z", nameplate)
        .with("tolerance", tolerance)
        .gives(z, "pct");
    work.step("Fault current at the transformer", "100 × rated current / Z")
        .with("A", rated)
        .with("Z", z)
        .is("transformer_fault", fault);
    Ok(fault)
}

/// Returns C of one conductor: as given, else from the table of impedances.
fn c_value(work: &Work<'_>, segment: &Part<'_>, index: usize) -> Result<f64, Fault> {
    let label = format!("C of segment {}", index + 1);
    if let Some(c) = segment.maybe("c_value") {
        work.step(label, "as given").item("segments[i].c", index, c);
        return Ok(c);
    }
    let size = segment.maybe_text("size").ok_or_else(|| work.missing(&segment.at("size")))?;
    let conduit = segment.maybe_text("conduit").ok_or_else(|| work.missing(&segment.at("conduit")))?;
    let material = if segment.text("material") == "al" { Material::Aluminum } else { Material::Copper };
    let metal = match conduit.as_str() {
        "steel" => ConduitMetal::Steel,
        "aluminum" => ConduitMetal::Aluminum,
        _ => ConduitMetal::Pvc,
    };
    let impedance = ac_impedance(&size, material, metal).ok_or_else(|| {
        work.no_row(&segment.at("size"), "the table of impedances has no value for this size")
    })?;
    let c = c_of(impedance.resistance, impedance.reactance);
    work.assume(segment.at("c_value"), c);
    work.warn(format!(
        "C of segment {} comes from the Code's table of impedances: it is lower than some manufacturers' C, so the fault \
         current found may be lower than theirs",
        index + 1
    ));
    work.step(label, "1000 / √(R² + X²)")
        .with("size", size)
        .with("R", impedance.resistance)
        .with("X", impedance.reactance)
        .cite("Chapter 9 Table 9")
        .item("segments[i].c", index, c);
    Ok(c)
}
