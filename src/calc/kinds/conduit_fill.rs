//! Raceway fill.

use crate::calc::fill::{Contents, count_limit, count_that_fits};
use crate::calc::kinds::raceway_contents::{self, CONDUCTOR, CONDUCTORS, area_of, is_nipple, write_area};
use crate::calc::{Fault, Field, FieldType, Kind, ResultField, Work};
use crate::nec::tables::{FillLimit, RacewayRow, raceway};
use crate::nec::{RACEWAYS, TRADE_SIZES};

pub(super) const KIND: Kind = Kind {
    name: "conduit-fill",
    title: "Raceway fill",
    sections: "Chapter 9 Table 1 and Notes 4, 7, 9; Tables 4 and 5; 3xx.22",
    inputs: &[
        Field::new("conductors", FieldType::List(CONDUCTORS), "")
            .needed_when("this or count_of")
            .note("contents, bare and grounding conductors included"),
        Field::new("count_of", FieldType::Object(CONDUCTOR), "")
            .needed_when("this or conductors")
            .note("\"how many of this one fit?\""),
        Field::new("raceway", FieldType::Choice(RACEWAYS), "")
            .needed_when("with trade_size")
            .note("without raceway only total_area and conductor_count are determined"),
        Field::new("trade_size", FieldType::Choice(TRADE_SIZES), "").needed_when("with raceway"),
        raceway_contents::LENGTH,
    ],
    results: &[
        ResultField { name: "total_area", unit: "in2", note: "sum of n x area" },
        ResultField { name: "conductor_count", unit: "conductors", note: "sum of n" },
        ResultField { name: "fill_limit_pct", unit: "pct", note: "53, 31, 40 or 60" },
        ResultField { name: "allowed_area", unit: "in2", note: "printed table column for that percentage" },
        ResultField { name: "fill_pct", unit: "pct", note: "100 x total_area / 100 % area" },
        ResultField {
            name: "remaining_area",
            unit: "in2",
            note: "allowed_area - total_area (may be negative)",
        },
        ResultField { name: "fits", unit: "yes_no", note: "" },
        ResultField { name: "max_count", unit: "conductors", note: "for count_of" },
    ],
    run,
};

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    match (inputs.has("conductors"), inputs.has("count_of")) {
        (false, false) => return Err(work.missing("conductors")),
        (true, true) => return Err(work.conflict("count_of", "give conductors or count_of, not both")),
        _ => {}
    }
    let raceway = read_raceway(work)?;
    if let Some(one) = inputs.object("count_of") {
        let area = area_of(work, &one)?;
        write_area(work, &one, area);
        match raceway {
            Some(raceway) => count(work, area, raceway),
            None => undetermined(work, &["fill_limit_pct", "allowed_area", "max_count"]),
        }
        return Ok(());
    }
    let contents = raceway_contents::read(work)?;
    match raceway {
        Some(raceway) => fill(work, &contents, raceway),
        None => undetermined(work, &["fill_limit_pct", "allowed_area", "fill_pct", "remaining_area", "fits"]),
    }
    Ok(())
}

fn undetermined(work: &Work<'_>, results: &[&'static str]) {
    for result in results {
        work.undetermined(result, &["raceway", "trade_size"]);
    }
}

/// Reads `raceway` and `trade_size`, both or neither.
fn read_raceway(work: &Work<'_>) -> Result<Option<&'static RacewayRow>, Fault> {
    let inputs = work.inputs();
    match (inputs.maybe_text("raceway"), inputs.maybe_text("trade_size")) {
        (None, None) => Ok(None),
        (None, Some(_)) => Err(work.missing("raceway")),
        (Some(_), None) => Err(work.missing("trade_size")),
        (Some(name), Some(size)) => raceway(&name, &size)
            .map(Some)
            .ok_or_else(|| work.no_row("trade_size", format!("{name} is not made in {size}"))),
    }
}

/// Writes the limit and the area that it allows.
pub(super) fn write_limit(work: &Work<'_>, limit: FillLimit, raceway: &RacewayRow) {
    work.step("Area inside", "row of the trade size, 100 %")
        .with("raceway", raceway.raceway)
        .with("trade_size", raceway.trade_size)
        .cite("Chapter 9 Table 4")
        .gives(raceway.area_in2(), "in2");
    work.step("Area that may be filled", "row of the trade size, column of the limit")
        .with("raceway", raceway.raceway)
        .with("trade_size", raceway.trade_size)
        .with("limit", limit.percent())
        .cite("Chapter 9 Table 4")
        .is("allowed_area", raceway.allowed_in2(limit));
}

/// Writes the limit in per cent.
pub(super) fn write_percent(work: &Work<'_>, limit: FillLimit) {
    let cite = if limit == FillLimit::Nipple { "Chapter 9 Note 4" } else { "Chapter 9 Table 1" };
    work.step("Limit of fill", "by the number of conductors; 60 % in a nipple")
        .cite(cite)
        .is("fill_limit_pct", limit.percent());
}

/// Writes how full the raceway is.
pub(super) fn write_fill(work: &Work<'_>, contents: &Contents, raceway: &RacewayRow) {
    work.step("Fill", "100 × area of all / area inside")
        .with("all", contents.area_in2)
        .with("inside", raceway.area_in2())
        .is("fill_pct", 100.0 * contents.area_in2 / raceway.area_in2());
}

fn fill(work: &Work<'_>, contents: &Contents, raceway: &RacewayRow) {
    let nipple = is_nipple(&work.inputs());
    let limit = contents.limit(nipple);
    let allowed = raceway.allowed_in2(limit);
    write_percent(work, limit);
    write_limit(work, limit, raceway);
    write_fill(work, contents, raceway);
    work.step("Area left", "allowed − area of all")
        .with("allowed", allowed)
        .with("all", contents.area_in2)
        .is("remaining_area", allowed - contents.area_in2);
    let step = match contents.each_in2 {
        Some(each) => {
            let most = count_that_fits(each, raceway, nipple);
            work.step("Conductors of this area that fit", "allowed / area, up from 0.8")
                .with("area", each)
                .cite("Chapter 9 Note 7")
                .gives(most, "conductors");
            work.step("Fits", "count ≤ count that fits").with("count", contents.count).with("most", most)
        }
        None => {
            work.step("Fits", "area of all ≤ allowed").with("all", contents.area_in2).with("allowed", allowed)
        }
    };
    step.cite("Chapter 9 Table 1").is("fits", contents.fits(raceway, nipple));
}

fn count(work: &Work<'_>, area: f64, raceway: &RacewayRow) {
    let nipple = is_nipple(&work.inputs());
    let limit = count_limit(nipple);
    let allowed = raceway.allowed_in2(limit);
    write_percent(work, limit);
    write_limit(work, limit, raceway);
    work.step("Quotient", "allowed / area")
        .with("allowed", allowed)
        .with("area", area)
        .gives(allowed / area, "-");
    work.step("Conductors that fit", "whole part, up from 0.8; below three the limits of two and one")
        .with("quotient", allowed / area)
        .cite("Chapter 9 Table 1, Note 7")
        .is("max_count", count_that_fits(area, raceway, nipple));
}
