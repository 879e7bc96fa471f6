//! Equipment grounding conductor.

use crate::calc::grounding::{egc_of, egc_table_cmil, upsizing_ratio};
use crate::calc::kinds::fields;
use crate::calc::wiring::material;
use crate::calc::{Fault, Field, FieldType, Kind, ResultField, Work};
use crate::nec::tables::{ConductorRow, EGC_DOUBTFUL_ABOVE_A, conductor, egc_size};
use crate::nec::{Material, SIZES};

pub(super) const KIND: Kind = Kind {
    name: "egc",
    title: "Equipment grounding conductor",
    sections: "250.122(A), (B), (F); Table 250.122",
    inputs: &[
        Field::new("ocpd_a", FieldType::Positive, "A").needed().note("rating ahead of the circuit"),
        fields::MATERIAL,
        Field::new("minimum_size", FieldType::Choice(SIZES), "")
            .needed_when("with installed_size")
            .note("ungrounded size that would have been enough"),
        Field::new("installed_size", FieldType::Choice(SIZES), "")
            .needed_when("with minimum_size")
            .note("ungrounded size installed"),
    ],
    results: &[
        ResultField { name: "table_size", unit: "awg_kcmil", note: "row: smallest table rating >= ocpd_a" },
        ResultField { name: "ratio", unit: "-", note: "cmil installed / cmil minimum; 1 if not upsized" },
        ResultField { name: "required_cmil", unit: "cmil", note: "ratio x cmil of table_size, unrounded" },
        ResultField { name: "egc", unit: "awg_kcmil", note: "smallest size with area >= required_cmil" },
    ],
    run,
};

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let upsized = upsized(work)?;
    let ocpd = inputs.number("ocpd_a");
    let material = material(work, "material");
    let nothing = || work.no_row("ocpd_a", "the table ends at 6000 A");
    let size = egc_size(ocpd, material, work.edition).ok_or_else(nothing)?;
    let cmil = egc_table_cmil(size).ok_or_else(nothing)?;
    if material == Material::Aluminum && ocpd > EGC_DOUBTFUL_ABOVE_A {
        work.warn("Aluminum above 4000 A is doubtful: editions before 2023 have 1200 kcmil, later ones 1250");
    }
    work.step("Size from the table", "row: smallest rating ≥ the device")
        .with("device", ocpd)
        .with("material", material.name())
        .cite("Table 250.122")
        .is("table_size", size);
    let ratio = match upsized {
        Some([minimum, installed]) => {
            let ratio = upsizing_ratio(installed, minimum);
            work.step("How much larger than needed", "installed area / needed area, 1 at least")
                .with("installed", installed.cmil)
                .with("needed", minimum.cmil)
                .cite("250.122(B)")
                .is("ratio", ratio);
            ratio
        }
        None => {
            work.step("How much larger than needed", "not upsized").is("ratio", 1.0);
            1.0
        }
    };
    let required = ratio * cmil;
    work.step("Area needed", "ratio × area of the table's size")
        .with("ratio", ratio)
        .with("cmil", cmil)
        .cite("250.122(B)")
        .is("required_cmil", required);
    let found = egc_of(required, upsized.map(|[_, installed]| installed)).ok_or_else(nothing)?;
    work.step(
        "Equipment grounding conductor",
        "smallest size of that area, never larger than the ungrounded",
    )
    .with("cmil", required)
    .cite("250.122(A), (B)")
    .is("egc", found.size);
    Ok(())
}

/// Reads the ungrounded size that would have been enough, and the one installed; both or neither.
fn upsized(work: &Work<'_>) -> Result<Option<[&'static ConductorRow; 2]>, Fault> {
    let inputs = work.inputs();
    let names = ["minimum_size", "installed_size"];
    let row = |name| inputs.maybe_text(name).and_then(|size| conductor(&size));
    match names.map(row) {
        [Some(minimum), Some(installed)] => Ok(Some([minimum, installed])),
        [None, None] => Ok(None),
        [None, _] => Err(work.missing("minimum_size")),
        [_, None] => Err(work.missing("installed_size")),
    }
}
