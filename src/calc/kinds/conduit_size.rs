//! The smallest raceway for conductors.

use crate::calc::fill::smallest_raceway;
use crate::calc::kinds::conduit_fill::{write_fill, write_limit, write_percent};
use crate::calc::kinds::raceway_contents::{self, CONDUCTORS, is_nipple};
use crate::calc::{Fault, Field, FieldType, Kind, ResultField, Work};
use crate::nec::RACEWAYS;

pub(super) const KIND: Kind = Kind {
    name: "conduit-size",
    title: "Smallest raceway",
    sections: "Chapter 9 Table 1 and Notes 4, 7, 9; Tables 4 and 5; 3xx.22",
    inputs: &[
        Field::new("raceway", FieldType::Choice(RACEWAYS), "").needed(),
        Field::new("conductors", FieldType::List(CONDUCTORS), "").needed(),
        raceway_contents::LENGTH,
    ],
    results: &[
        ResultField { name: "total_area", unit: "in2", note: "" },
        ResultField { name: "conductor_count", unit: "conductors", note: "" },
        ResultField { name: "fill_limit_pct", unit: "pct", note: "" },
        ResultField { name: "trade_size", unit: "trade_size", note: "smallest that fits" },
        ResultField { name: "allowed_area", unit: "in2", note: "of that size" },
        ResultField { name: "fill_pct", unit: "pct", note: "of that size" },
    ],
    run,
};

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let contents = raceway_contents::read(work)?;
    let nipple = is_nipple(&inputs);
    let limit = contents.limit(nipple);
    write_percent(work, limit);
    let name = inputs.text("raceway");
    let raceway = smallest_raceway(&contents, &name, nipple)
        .ok_or_else(|| work.no_row("conductors", format!("no {name} is large enough")))?;
    work.step("Trade size", "first that holds them: by count where all are alike, else by area")
        .with("raceway", name)
        .with("all", contents.area_in2)
        .with("count", contents.count)
        .cite("Chapter 9 Tables 1, 4, Note 7")
        .is("trade_size", raceway.trade_size);
    write_limit(work, limit, raceway);
    write_fill(work, &contents, raceway);
    Ok(())
}
