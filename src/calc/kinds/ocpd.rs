//! The standard overcurrent rating for a load.

use crate::calc::{Fault, Field, FieldType, Kind, Need, Part, Preset, ResultField, Work};
use crate::nec::tables::{StandardDevice, next_standard_rating};

pub(super) const KIND: Kind = Kind {
    name: "ocpd",
    title: "Standard overcurrent rating for a load",
    sections: "210.20(A), 215.3, 230.42; 240.6(A)",
    inputs: &[
        Field {
            name: "continuous_a",
            is: FieldType::Number,
            unit: "A",
            need: Need::No,
            preset: Some(Preset::Number(0.0)),
            note: "give amperes or VA, not both",
        },
        Field {
            name: "noncontinuous_a",
            is: FieldType::Number,
            unit: "A",
            need: Need::No,
            preset: Some(Preset::Number(0.0)),
            note: "",
        },
        Field {
            name: "continuous_va",
            is: FieldType::Number,
            unit: "VA",
            need: Need::No,
            preset: Some(Preset::Number(0.0)),
            note: "",
        },
        Field {
            name: "noncontinuous_va",
            is: FieldType::Number,
            unit: "VA",
            need: Need::No,
            preset: Some(Preset::Number(0.0)),
            note: "",
        },
        Field {
            name: "v",
            is: FieldType::Positive,
            unit: "V",
            need: Need::When("with VA"),
            preset: None,
            note: "",
        },
        Field {
            name: "phases",
            is: FieldType::ChoiceOf(&[1.0, 3.0]),
            unit: "",
            need: Need::When("with VA"),
            preset: None,
            note: "",
        },
        Field {
            name: "assembly_100_pct",
            is: FieldType::Flag,
            unit: "",
            need: Need::No,
            preset: Some(Preset::Flag(false)),
            note: "assembly listed for 100 % of its rating",
        },
        Field {
            name: "device",
            is: FieldType::Choice(&["breaker", "fuse"]),
            unit: "",
            need: Need::No,
            preset: Some(Preset::Text("breaker")),
            note: "",
        },
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

/// A load as amperes or VA, continuous and not; what it is at the terminals.
pub(super) struct Load {
    /// Continuous and noncontinuous, in amperes.
    pub amperes: [f64; 2],
    /// Volts and factor from amperes to VA, where both are known.
    pub va_per_ampere: Option<f64>,
}

impl Load {
    /// Reads `continuous_a`, `noncontinuous_a` or the same in VA with `v` and `phases`.
    pub fn read(work: &Work<'_>) -> Result<Self, Fault> {
        let inputs = work.inputs();
        let in_amperes = ["continuous_a", "noncontinuous_a"];
        let in_va = ["continuous_va", "noncontinuous_va"];
        let given = |names: [&'static str; 2]| names.into_iter().find(|name| inputs.has(name));
        let va_per_ampere = va_per_ampere(&inputs);
        match (given(in_amperes), given(in_va)) {
            (None, None) => Err(work.missing("continuous_a")),
            (Some(_), Some(second)) => Err(work.conflict(second, "give amperes or VA, not both")),
            (Some(_), None) => {
                Ok(Self { amperes: in_amperes.map(|name| inputs.number(name)), va_per_ampere })
            }
            (None, Some(_)) => {
                let missing = ["v", "phases"].into_iter().find(|name| !inputs.has(name));
                let factor = va_per_ampere.ok_or_else(|| work.missing(missing.unwrap_or("v")))?;
                let amperes = in_va.map(|name| inputs.number(name) / factor);
                Ok(Self { amperes, va_per_ampere })
            }
        }
    }

    /// Returns 125 % of the continuous load and the other; 100 % of both where the assembly is listed for it.
    pub fn design(&self, assembly_100_pct: bool) -> f64 {
        let [continuous, other] = self.amperes;
        if assembly_100_pct { continuous + other } else { 1.25 * continuous + other }
    }
}

/// Returns what an ampere is in VA: volts, times √3 in three phases.
fn va_per_ampere(inputs: &Part<'_>) -> Option<f64> {
    let (v, phases) = (inputs.maybe("v")?, inputs.maybe("phases")?);
    Some(if phases == 3.0 { v * 3.0_f64.sqrt() } else { v })
}

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
