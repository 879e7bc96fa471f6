//! The smallest conductor for a load.

use crate::calc::ampacity::{Demand, smallest_conductor_for};
use crate::calc::kinds::fields;
use crate::calc::wiring::{Wiring, ampacity_table};
use crate::calc::{Fault, Field, FieldType, Kind, Load, ResultField, Work};
use crate::nec::tables::{StandardDevice, next_standard_rating};

pub(super) const KIND: Kind = Kind {
    name: "conductor-size",
    title: "Smallest conductor for a load",
    sections: "210.19(A), 215.2(A), 230.42(A) (125 % of continuous, before factors); 310.15 (load against corrected ampacity); 110.14(C); 240.4",
    inputs: &[
        fields::CONTINUOUS_A,
        fields::NONCONTINUOUS_A,
        fields::CONTINUOUS_VA,
        fields::NONCONTINUOUS_VA,
        fields::V,
        fields::PHASES,
        fields::ASSEMBLY_100_PCT,
        fields::MATERIAL,
        fields::INSULATION,
        fields::LOCATION,
        fields::AMBIENT_C,
        fields::AMBIENT_F,
        fields::ROOFTOP_HEIGHT,
        fields::CCC,
        fields::NIPPLE,
        fields::SETS,
        Field::new("termination_c", FieldType::ChoiceOf(&[60.0, 75.0]), "degC").needed(),
        Field::new("ocpd_a", FieldType::Positive, "A").note(
            "rating that must protect the conductor; default: smallest standard \
breaker >= design_a",
        ),
        fields::NEXT_SIZE_UP,
    ],
    results: &[
        ResultField { name: "load_a", unit: "A", note: "continuous + noncontinuous" },
        ResultField {
            name: "design_a",
            unit: "A",
            note: "1.25 x continuous + noncontinuous (1.00 if assembly_100_pct)",
        },
        ResultField { name: "ambient_factor", unit: "-", note: "" },
        ResultField { name: "adjustment_factor", unit: "-", note: "" },
        ResultField {
            name: "required_ampacity_before_factors",
            unit: "A",
            note: "load_a / (ambient_factor x adjustment_factor)",
        },
        ResultField {
            name: "required_va_before_factors",
            unit: "VA",
            note: "the same in VA; undetermined without v and phases",
        },
        ResultField {
            name: "ocpd",
            unit: "A",
            note: "ocpd_a if given, else smallest standard breaker >= design_a",
        },
        ResultField { name: "size", unit: "awg_kcmil", note: "smallest size that passes" },
        ResultField {
            name: "corrected_ampacity",
            unit: "A",
            note: "insulation column x factors x sets for that size",
        },
        ResultField {
            name: "termination_ampacity",
            unit: "A",
            note: "termination column x sets for that size",
        },
    ],
    run,
};

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let load = Load::read(work)?;
    let wiring = Wiring::read(work)?;
    let conditions = wiring.conditions(inputs.maybe("termination_c"));
    let [continuous, other] = load.amperes;
    let load_a = continuous + other;
    work.step("Load", "C + N").with("C", continuous).with("N", other).is("load_a", load_a);
    let full = inputs.flag("assembly_100_pct");
    let design = load.design(full);
    work.step("Design current", if full { "C + N" } else { "1.25 C + N" })
        .with("C", continuous)
        .with("N", other)
        .cite("210.19(A), 215.2(A), 230.42(A)")
        .is("design_a", design);
    wiring.write_factors(work);
    let before = load_a / (conditions.ambient_factor * conditions.adjustment_factor);
    work.step("Ampacity needed before factors", "load / (ambient × adjustment)")
        .with("load", load_a)
        .with("ambient", conditions.ambient_factor)
        .with("adjustment", conditions.adjustment_factor)
        .cite("310.15")
        .is("required_ampacity_before_factors", before);
    match load.va_per_ampere {
        Some(factor) => work
            .step("The same in VA", "amperes × VA per ampere")
            .with("A", before)
            .with("VA/A", factor)
            .is("required_va_before_factors", before * factor),
        None => {
            let needs: Vec<&str> = ["v", "phases"].into_iter().filter(|name| !inputs.has(name)).collect();
            work.undetermined("required_va_before_factors", &needs);
        }
    }
    let given = inputs.maybe("ocpd_a");
    let nothing = || work.no_row("", "no size carries this load");
    let ocpd = given
        .or_else(|| next_standard_rating(design, StandardDevice::Breaker, work.edition))
        .ok_or_else(nothing)?;
    let formula = if given.is_some() { "as given" } else { "smallest standard rating ≥ design current" };
    work.step("Overcurrent device", formula).with("A", design).cite("240.6(A)").is("ocpd", ocpd);

    let demand = Demand { load: load_a, design, ocpd };
    let next_size_up = || inputs.flag("next_size_up");
    let (row, found) =
        smallest_conductor_for(&demand, &conditions, work.edition, next_size_up).ok_or_else(nothing)?;
    work.step("Size", "first whose terminals carry the design current, which carries the load, and which the device protects")
        .with("design", design)
        .with("load", load_a)
        .with("device", ocpd)
        .cite(&format!("{}, 110.14(C), 240.4", ampacity_table(work.edition)))
        .is("size", row.size);
    work.step("Ampacity of that size", "row of the size, column of the insulation")
        .with("column", conditions.insulation.celsius())
        .cite(ampacity_table(work.edition))
        .gives(found.base, "A");
    work.step("Corrected ampacity", "base × ambient × adjustment × sets")
        .with("base", found.base)
        .with("ambient", conditions.ambient_factor)
        .with("adjustment", conditions.adjustment_factor)
        .with("sets", conditions.sets)
        .cite("310.15")
        .is("corrected_ampacity", found.corrected);
    let at_terminals = found.at_terminals.unwrap_or(found.corrected);
    work.step("Ampacity at the terminals", "table value × sets")
        .with("sets", conditions.sets)
        .cite("110.14(C)")
        .is("termination_ampacity", at_terminals);
    Ok(())
}
