//! The standard overcurrent rating for a load.

use crate::calc::kinds::fields;
use crate::calc::{Fault, Kind, Load, ResultField, Work};
use crate::nec::tables::{StandardDevice, next_standard_rating};

pub(super) const KIND: Kind = Kind {
    name: "ocpd",
    title: "Standard overcurrent rating for a load",
    sections: "210.20(A), 215.3, 230.42; 240.6(A)",
    inputs: &[
        fields::CONTINUOUS_A,
        fields::NONCONTINUOUS_A,
        fields::CONTINUOUS_VA,
        fields::NONCONTINUOUS_VA,
        fields::V,
        fields::PHASES,
        fields::ASSEMBLY_100_PCT,
        fields::DEVICE,
    ],
    results: &[
        ResultField { name: "design_a", unit: "A", note: "1.25 x continuous + noncontinuous" },
        ResultField {
            name: "design_va",
            unit: "VA",
            note: "the same in VA; undetermined without v and phases",
        },
        ResultField { name: "ocpd", unit: "A", note: "smallest standard rating >= design_a" },
    ],
    run,
};

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let load = Load::read(work)?;
    let [continuous, other] = load.amperes;
    let full = inputs.flag("assembly_100_pct");
    let design = load.design(full);
    work.step("Design current", if full { "C + N" } else { "1.25 C + N" })
        .with("C", continuous)
        .with("N", other)
        .cite("210.20(A), 215.3")
        .is("design_a", design);
    match load.va_per_ampere {
        Some(factor) => work
            .step("Design load", "design current × VA per ampere")
            .with("A", design)
            .with("VA/A", factor)
            .is("design_va", design * factor),
        None => work.undetermined("design_va", &["v", "phases"]),
    }
    let device = if inputs.text("device") == "fuse" { StandardDevice::Fuse } else { StandardDevice::Breaker };
    let rating = next_standard_rating(design, device, work.edition)
        .ok_or_else(|| work.range("", "no standard rating is as large as the design current"))?;
    work.step("Standard rating", "smallest standard rating ≥ design current")
        .with("A", design)
        .cite("240.6(A)")
        .is("ocpd", rating);
    Ok(())
}
