//! A load as it is given to several calculations: continuous and not, in amperes or VA.

use crate::calc::{Fault, Part, Work};

/// A load as amperes or VA, continuous and not; what it is at the terminals.
pub(in crate::calc) struct Load {
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
