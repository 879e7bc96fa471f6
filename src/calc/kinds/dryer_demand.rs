//! Household dryers.

use crate::calc::kinds::fields;
use crate::calc::kinds::household::{ALIKE, dryers, read_alike};
use crate::calc::{Fault, Field, FieldType, Kind, ResultField, Work, neutral_of_heating};
use crate::nec::tables::article_220;

pub(super) const KIND: Kind = Kind {
    name: "dryer-demand",
    title: "Household dryers",
    sections: "220.54, Table 220.54; 220.61(B)",
    inputs: &[Field::new("dryers", FieldType::List(ALIKE), "").needed(), fields::PHASES_OR_ONE],
    results: &[
        ResultField { name: "connected_va", unit: "VA", note: "each at least 5000 VA" },
        ResultField { name: "demand_factor_pct", unit: "pct", note: "" },
        ResultField { name: "demand_va", unit: "VA", note: "" },
        ResultField { name: "neutral_va", unit: "VA", note: "70 %" },
    ],
    run,
};

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let given = read_alike(&inputs, "dryers");
    let three_phase = inputs.number("phases") == 3.0;
    let demand = dryers(work, "dryers", &given, three_phase)?
        .unwrap_or_else(|| unreachable!("the list of dryers is neither absent nor empty"));
    let section = article_220("54", work.edition);
    work.step("Connected load", "Σ n · the larger of 5000 VA and the nameplate")
        .cite(&section)
        .is("connected_va", demand.connected_va);
    work.step("Demand factor", "row of the table")
        .with("n", demand.counted)
        .cite(&format!("Table {section}"))
        .is("demand_factor_pct", demand.percent);
    let formula =
        if three_phase { "factor · load of the number / 2 · 3" } else { "factor · connected load" };
    work.step("Demand", formula).with("per cent", demand.percent).cite(&section).is("demand_va", demand.va);
    work.step("Neutral load", "70 % of the demand")
        .with("VA", demand.va)
        .cite(&article_220("61(B)", work.edition))
        .is("neutral_va", neutral_of_heating(demand.va));
    Ok(())
}
