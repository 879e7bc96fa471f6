//! Household cooking appliances.

use crate::calc::kinds::fields;
use crate::calc::kinds::household::{ALIKE, cooking, read_cooking};
use crate::calc::{
    Alike, COOKING_RATINGS, Fault, Field, FieldType, Kind, Preset, ResultField, Work, neutral_of_heating,
};
use crate::nec::tables::article_220;

pub(super) const KIND: Kind = Kind {
    name: "cooking-demand",
    title: "Household cooking appliances",
    sections: "220.55, Table 220.55 Notes 1-4",
    inputs: &[
        Field::new("appliances", FieldType::List(ALIKE), "")
            .needed()
            .note("each over 1.75 kW, at most 27 kW"),
        fields::PHASES_OR_ONE,
        Field::new("branch_circuit", FieldType::Flag, "").assumed(Preset::Flag(false)).note(
            "Note 4: one branch circuit with one counter-mounted cooktop and at \
most two wall ovens, or one range",
        ),
        fields::V_FOR_AMPERES,
    ],
    results: &[
        ResultField { name: "demand_va", unit: "VA", note: "" },
        ResultField {
            name: "column",
            unit: "-",
            note: "\"C\", \"A/B\" or \"A/B+C\" (the method that gave the smallest value; ties: C)",
        },
        ResultField { name: "neutral_va", unit: "VA", note: "70 % (220.61(B))" },
        ResultField { name: "demand_a", unit: "A", note: "demand_va / v (phases 1) or / (sqrt(3) v)" },
    ],
    run,
};

/// Appliances that one branch circuit may supply as if they were one range.
const ON_ONE_CIRCUIT: f64 = 3.0;

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let mut appliances = read_cooking(work, "appliances")?;
    let three_phase = inputs.number("phases") == 3.0;
    if inputs.flag("branch_circuit") {
        appliances = vec![as_one_range(work, &appliances)?];
    }
    let (demand, method) = cooking(work, "appliances", &appliances, three_phase)?;
    let formula = if three_phase { "demand between two phases / 2 · 3" } else { "smaller of the two ways" };
    work.step("Demand", formula).cite(&article_220("55", work.edition)).is("demand_va", demand);
    work.step("Column", "the way that gave the demand")
        .cite(&format!("Table {}", article_220("55", work.edition)))
        .is("column", method.name());
    work.step("Neutral load", "70 % of the demand")
        .with("VA", demand)
        .cite(&article_220("61(B)", work.edition))
        .is("neutral_va", neutral_of_heating(demand));
    match inputs.maybe("v") {
        Some(v) => {
            let factor = if three_phase { 3.0_f64.sqrt() } else { 1.0 };
            work.step("Current", if three_phase { "VA / (√3 V)" } else { "VA / V" })
                .with("VA", demand)
                .with("V", v)
                .is("demand_a", demand / (v * factor));
        }
        None => work.undetermined("demand_a", &["v"]),
    }
    Ok(())
}

/// Returns the appliances of one branch circuit as one range.
fn as_one_range(work: &Work<'_>, appliances: &[Alike]) -> Result<Alike, Fault> {
    let count = Alike::count(appliances);
    if count > ON_ONE_CIRCUIT {
        let words = "a branch circuit takes a cooktop and at most two ovens, or one range";
        return Err(work.conflict("branch_circuit", words));
    }
    let sum = Alike::sum(appliances);
    if sum > COOKING_RATINGS.1 {
        return Err(work.range("appliances", "together they are above what the table covers"));
    }
    work.step("Appliances of one circuit as one range", "Σ nameplates")
        .with("n", count)
        .cite(&format!("Table {}", article_220("55", work.edition)))
        .gives(sum, "VA");
    Ok(Alike { count: 1.0, va: sum })
}
