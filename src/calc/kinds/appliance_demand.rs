//! Appliances fastened in place.

use crate::calc::kinds::household::{APPLIANCES, read_appliances};
use crate::calc::{Fault, Field, FieldType, Kind, ResultField, Work, appliance_demand};
use crate::nec::tables::article_220;

pub(super) const KIND: Kind = Kind {
    name: "appliance-demand",
    title: "Fastened-in-place appliances",
    sections: "220.53",
    inputs: &[Field::new("appliances", FieldType::List(APPLIANCES), "")
        .needed()
        .note("not cooking, dryers, space heating or A/C")],
    results: &[
        ResultField { name: "connected_va", unit: "VA", note: "" },
        ResultField { name: "counted", unit: "-", note: "appliances that count for the factor" },
        ResultField { name: "factor_pct", unit: "pct", note: "75 if counted >= 4, else 100" },
        ResultField { name: "demand_va", unit: "VA", note: "" },
    ],
    run,
};

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let appliances = read_appliances(work, "appliances", false)?;
    let demand = appliance_demand(&appliances, work.edition);
    let section = article_220("53", work.edition);
    work.step("Connected load", "Σ n · VA").is("connected_va", demand.connected_va);
    work.step("Appliances that count", "number of those large enough")
        .cite(&section)
        .is("counted", demand.counted);
    work.step("Demand factor", "75 % for four or more")
        .with("n", demand.counted)
        .cite(&section)
        .is("factor_pct", demand.percent);
    work.step("Demand", "factor · those that count + the others")
        .with("those that count VA", demand.counted_va)
        .with("others VA", demand.connected_va - demand.counted_va)
        .with("per cent", demand.percent)
        .cite(&section)
        .is("demand_va", demand.va);
    Ok(())
}
