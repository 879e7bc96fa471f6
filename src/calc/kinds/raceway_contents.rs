//! Conductors in a raceway as inputs of two calculations.

use crate::calc::fill::Contents;
use crate::calc::{Fault, Field, FieldType, Part, Preset, Work};
use crate::nec::tables::{NIPPLE_IN, conductor_area_in2, insulation};
use crate::nec::{INSULATIONS, SIZES};

const N: Field = Field::new("n", FieldType::Count, "").needed().note("how many");

const SIZE: Field = Field::new("size", FieldType::Choice(SIZES), "").needed_when("with insulation");

const INSULATION: Field =
    Field::new("insulation", FieldType::Choice(INSULATIONS), "").needed_when("with size");

const OUTER_COVERING: Field = Field::new("outer_covering", FieldType::Flag, "")
    .needed_when("if RHH, RHW or RHW-2")
    .note("with outer covering");

const AREA: Field = Field::new("area_in2", FieldType::Positive, "in2")
    .needed_when("instead of size+insulation")
    .note("area of one conductor or cable");

/// A conductor by size and insulation, or by its area.
pub(super) const CONDUCTOR: &[Field] = &[SIZE, INSULATION, OUTER_COVERING, AREA];
/// So many of one conductor.
pub(super) const CONDUCTORS: &[Field] = &[N, SIZE, INSULATION, OUTER_COVERING, AREA];

/// The length of the raceway; a long one is assumed.
pub(super) const LENGTH: Field = Field::new("length_in", FieldType::Positive, "in")
    .assumed(Preset::Text("longer than 24 in"))
    .note("raceway length; <= 24 makes it a nipple (60 %)");

/// Whether the raceway is a nipple.
pub(super) fn is_nipple(inputs: &Part<'_>) -> bool {
    inputs.maybe("length_in").is_some_and(|inches| inches <= NIPPLE_IN)
}

/// Returns the area of one conductor in square inches.
///
/// # Errors
/// Size and insulation half given, given with an area or not at all; a size or insulation that Chapter 9 lacks.
pub(super) fn area_of(work: &Work<'_>, conductor: &Part<'_>) -> Result<f64, Fault> {
    if let Some(area) = conductor.maybe("area_in2") {
        return match ["size", "insulation"].into_iter().find(|name| conductor.has(name)) {
            Some(name) => {
                Err(work.conflict(&conductor.at("area_in2"), format!("give an area or {name}, not both")))
            }
            None => Ok(area),
        };
    }
    let size = conductor.maybe_text("size").ok_or_else(|| work.missing(&conductor.at("size")))?;
    let name = conductor.maybe_text("insulation").ok_or_else(|| work.missing(&conductor.at("insulation")))?;
    let row = insulation(&name).unwrap_or_else(|| unreachable!("{name} is no insulation of the list"));
    let covered = match conductor.maybe_flag("outer_covering") {
        None if row.may_be_covered() => return Err(work.missing(&conductor.at("outer_covering"))),
        covered => covered.unwrap_or(false),
    };
    let group = row.area_group(covered).ok_or_else(|| {
        work.no_row(&conductor.at("insulation"), format!("Chapter 9 has no area for {name}; give area_in2"))
    })?;
    conductor_area_in2(&size, group)
        .ok_or_else(|| work.no_row(&conductor.at("size"), format!("Chapter 9 has no area for {size} {name}")))
}

/// Reads `conductors`; writes the areas, the total and the count.
///
/// # Errors
/// As [`area_of`].
pub(super) fn read(work: &Work<'_>) -> Result<Contents, Fault> {
    let mut entries = Vec::new();
    for conductor in work.inputs().list("conductors") {
        let (n, area) = (conductor.number("n"), area_of(work, &conductor)?);
        write_area(work, &conductor, area);
        entries.push((n, area));
    }
    let contents = Contents::of(&entries);
    let mut total = work.step("Area of all", "sum of count × area");
    for (index, (n, area)) in entries.iter().enumerate() {
        total = total.with(format!("n{index}"), *n).with(format!("area{index}"), *area);
    }
    total.cite("Chapter 9 Table 5").is("total_area", contents.area_in2);
    work.step("Conductors", "sum of counts").is("conductor_count", contents.count);
    Ok(contents)
}

/// Writes the area of one conductor.
pub(super) fn write_area(work: &Work<'_>, conductor: &Part<'_>, area: f64) {
    match (conductor.maybe_text("size"), conductor.maybe_text("insulation")) {
        (Some(size), Some(insulation)) => work
            .step("Area of one conductor", "row of the size")
            .with("size", size)
            .with("insulation", insulation)
            .cite("Chapter 9 Table 5")
            .gives(area, "in2"),
        _ => work.step("Area of one conductor", "as given").gives(area, "in2"),
    }
}
