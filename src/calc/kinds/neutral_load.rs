//! The neutral of a feeder or service.

use crate::calc::kinds::fields;
use crate::calc::{
    Fault, Field, FieldType, Kind, Preset, ResultField, Work, neutral_of_heating, reduced_neutral,
};
use crate::nec::tables::article_220;

pub(super) const KIND: Kind = Kind {
    name: "neutral-load",
    title: "Feeder or service neutral",
    sections: "220.61",
    inputs: &[
        Field::new("line_neutral_va", FieldType::Number, "VA")
            .assumed(Preset::Number(0.0))
            .note("largest unbalanced line-to-neutral demand"),
        Field::new("cooking_demand_va", FieldType::Number, "VA").assumed(Preset::Number(0.0)),
        Field::new("dryer_demand_va", FieldType::Number, "VA").assumed(Preset::Number(0.0)),
        Field::new("nonlinear_va", FieldType::Number, "VA")
            .assumed(Preset::Number(0.0))
            .note("part of line_neutral_va that is nonlinear (3-phase wye)"),
        fields::V_NEEDED,
        fields::PHASES_NEEDED,
        Field::new("three_wire_from_wye", FieldType::Flag, "")
            .assumed(Preset::Flag(false))
            .note("2 legs and neutral of a 4-wire wye"),
    ],
    results: &[
        ResultField {
            name: "neutral_va",
            unit: "VA",
            note: "line_neutral_va + 70 % of cooking and dryer demand",
        },
        ResultField { name: "neutral_a_before", unit: "A", note: "/ v (phases 1) or / (sqrt(3) v)" },
        ResultField { name: "neutral_a", unit: "A", note: "after the 200 A rule" },
    ],
    run,
};

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let line_neutral = inputs.number("line_neutral_va");
    let heating = inputs.number("cooking_demand_va") + inputs.number("dryer_demand_va");
    let (v, three_phase) = (inputs.number("v"), inputs.number("phases") == 3.0);
    if inputs.has("nonlinear_va") && inputs.number("nonlinear_va") > line_neutral {
        return Err(work.conflict("nonlinear_va", "it is a part of line_neutral_va and cannot be larger"));
    }
    let factor = if three_phase { 3.0_f64.sqrt() } else { 1.0 };
    let load = line_neutral + neutral_of_heating(heating);
    work.step("Neutral load", "line-to-neutral demand + 70 % of cooking and drying")
        .with("line to neutral VA", line_neutral)
        .with("cooking and drying VA", heating)
        .cite(&article_220("61(B)", work.edition))
        .is("neutral_va", load);
    let before = load / (v * factor);
    work.step("Neutral current", if three_phase { "VA / (√3 V)" } else { "VA / V" })
        .with("VA", load)
        .with("V", v)
        .is("neutral_a_before", before);
    let nonlinear = if three_phase { inputs.number("nonlinear_va") / (v * factor) } else { 0.0 };
    if three_phase {
        work.step("Nonlinear current", "VA / (√3 V)")
            .with("V", v)
            .cite(&article_220("61(C)", work.edition))
            .gives(nonlinear, "A");
    }
    let apart = inputs.flag("three_wire_from_wye");
    let after = if apart { before } else { reduced_neutral(before, nonlinear) };
    work.step(
        "Neutral current, reduced",
        if apart { "no reduction" } else { "70 % of what is above 200 A, but of nothing nonlinear" },
    )
    .with("A", before)
    .with("nonlinear A", nonlinear)
    .cite(&article_220(if apart { "61(C)" } else { "61(B)" }, work.edition))
    .is("neutral_a", after);
    Ok(())
}
