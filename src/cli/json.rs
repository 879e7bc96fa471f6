//! Pieces of the JSON answers that several subcommands share.

use crate::domain::System;
use crate::engineering::{PerLeg, Step};
use serde_json::{Map, Value, json};

/// Returns a number without the dust of binary fractions: six decimals, and whole numbers without a point.
pub(in crate::cli) fn number(value: f64) -> Value {
    let rounded = (value * 1e6).round() / 1e6;
    if rounded.fract() == 0.0 && rounded.abs() < 1e15 { json!(rounded as i64) } else { json!(rounded) }
}

/// Returns `{"A": …, "B": …}` with the legs of a system.
pub(in crate::cli) fn legs<Q: Copy>(
    system: System,
    values: &PerLeg<Q>,
    bare: impl Fn(Q) -> f64,
) -> Map<String, Value> {
    values.of(system).map(|(leg, value)| (leg.to_string(), number(bare(value)))).collect()
}

/// Returns the lines of a derivation.
pub(in crate::cli) fn steps(steps: &[Step]) -> Value {
    let line = |step: &Step| {
        json!({
            "what": step.what,
            "citation": step.citation.map(|citation| citation.to_string()),
            "inputs": step.inputs,
            "result": step.result,
        })
    };
    steps.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_without_dust() {
        assert_eq!(number(34_980.0).to_string(), "34980");
        assert_eq!(number(0.1 + 0.2).to_string(), "0.3");
        assert_eq!(number(8660.0 / 120.0).to_string(), "72.166667");
        assert_eq!(number(-0.0).to_string(), "0");
    }
}
