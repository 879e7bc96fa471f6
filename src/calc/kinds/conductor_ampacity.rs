//! Ampacity of one conductor size.

use crate::calc::ampacity::{SMALLEST_PARALLEL, ampacity, largest_ocpd};
use crate::calc::kinds::fields;
use crate::calc::wiring::{Wiring, ampacity_table};
use crate::calc::{Fault, Field, FieldType, Kind, ResultField, Work};
use crate::nec::Edition;
use crate::nec::tables::conductor;

pub(super) const KIND: Kind = Kind {
    name: "conductor-ampacity",
    title: "Ampacity of one conductor size",
    sections: "310.16 (310.15(B)(16) in 2017); ambient 310.15(B)(1) ((B)(2)(a) in 2017); bundling 310.15(C)(1) ((B)(3)(a) in 2017); 110.14(C); 240.4(B), (D); rooftop 310.15(B)(2) ((B)(3)(c) in 2017)",
    inputs: &[
        fields::SIZE,
        fields::MATERIAL,
        fields::INSULATION,
        fields::LOCATION,
        fields::AMBIENT_C,
        fields::AMBIENT_F,
        fields::ROOFTOP_HEIGHT,
        fields::CCC,
        fields::NIPPLE,
        fields::SETS,
        Field::new("termination_c", FieldType::ChoiceOf(&[60.0, 75.0]), "degC")
            .note("column allowed by the terminals"),
        fields::NEXT_SIZE_UP,
    ],
    results: &[
        ResultField { name: "insulation_c", unit: "degC", note: "temperature column of the insulation" },
        ResultField {
            name: "base_ampacity",
            unit: "A",
            note: "one conductor, insulation column, table value",
        },
        ResultField { name: "ambient_factor", unit: "-", note: "" },
        ResultField { name: "adjustment_factor", unit: "-", note: "bundling factor" },
        ResultField { name: "ampacity", unit: "A", note: "base x both factors x sets, unrounded" },
        ResultField {
            name: "termination_ampacity",
            unit: "A",
            note: "table value in the column min(termination_c, insulation_c) x sets, no factors; undetermined without termination_c",
        },
        ResultField {
            name: "usable_ampacity",
            unit: "A",
            note: "min(ampacity, termination_ampacity); undetermined without termination_c",
        },
        ResultField { name: "ocpd_max", unit: "A", note: "largest standard breaker rating that protects it" },
    ],
    run,
};

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let wiring = Wiring::read(work)?;
    let conditions = wiring.conditions(inputs.maybe("termination_c"));
    let size = inputs.text("size");
    let row = conductor(&size).unwrap_or_else(|| unreachable!("{size} is no size of the list"));
    let parallel_from = conductor(SMALLEST_PARALLEL).map_or(0.0, |smallest| smallest.cmil);
    if conditions.sets > 1.0 && row.cmil < parallel_from {
        return Err(work.conflict("sets", format!("only {SMALLEST_PARALLEL} AWG and larger lie in parallel")));
    }
    let found = ampacity(row, &conditions)
        .ok_or_else(|| work.no_row("size", format!("no ampacity for {size} {}", conditions.material)))?;

    let column = conditions.insulation.celsius();
    work.step("Column of the insulation", "insulation type and location")
        .with("insulation", inputs.text("insulation"))
        .cite(if work.edition == Edition::E2017 { "310.104(A)" } else { "310.4" })
        .is("insulation_c", column);
    work.step("Ampacity from the table", "row of the size, column of the insulation")
        .with("size", row.size)
        .with("material", conditions.material.name())
        .with("column", column)
        .cite(ampacity_table(work.edition))
        .is("base_ampacity", found.base);
    wiring.write_factors(work);
    work.step("Ampacity", "base × ambient × adjustment × sets")
        .with("base", found.base)
        .with("ambient", conditions.ambient_factor)
        .with("adjustment", conditions.adjustment_factor)
        .with("sets", conditions.sets)
        .cite("310.15")
        .is("ampacity", found.corrected);
    match (conditions.termination_column(), found.at_terminals) {
        (Some(column), Some(at_terminals)) => {
            work.step("Ampacity at the terminals", "table value × sets")
                .with("column", column.celsius())
                .with("sets", conditions.sets)
                .cite("110.14(C)")
                .is("termination_ampacity", at_terminals);
            work.step("Usable ampacity", "smaller of conductor and terminals")
                .with("conductor", found.corrected)
                .with("terminals", at_terminals)
                .cite("110.14(C)")
                .is("usable_ampacity", found.usable());
        }
        _ => {
            work.undetermined("termination_ampacity", &["termination_c"]);
            work.undetermined("usable_ampacity", &["termination_c"]);
        }
    }
    let usable = found.usable();
    let next_size_up = || inputs.flag("next_size_up");
    match largest_ocpd(usable, row.size, conditions.material, work.edition, next_size_up) {
        Some(rating) => work
            .step("Largest breaker", "standard rating for the ampacity, within the limit of small conductors")
            .with("A", usable)
            .cite("240.4(B), (C), (D); 240.6(A)")
            .is("ocpd_max", rating),
        None => work.undetermined("ocpd_max", &["next_size_up"]),
    }
    Ok(())
}
