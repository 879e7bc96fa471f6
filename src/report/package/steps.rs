//! A derivation as a table: what, arithmetic, result, section.

use crate::engineering::Step;
use crate::report::package::cx::Cx;
use crate::report::package::flow::Flow;
use crate::report::package::table::{Look, Row, numbers, table, words};

/// Draws a derivation; the last result stands out.
pub fn steps(flow: &mut Flow<'_>, cx: &Cx<'_>, steps: &[Step]) {
    if steps.is_empty() {
        return;
    }
    let columns =
        [words("Step", 0.2), words("Arithmetic", 0.43), numbers("Result", 0.19), words("Section", 0.18)];
    let last = steps.iter().rposition(|step| !step.is_note());
    let rows: Vec<Row> = steps
        .iter()
        .enumerate()
        .map(|(at, step)| {
            if step.is_note() && step.citation.is_none() {
                return Row::of([step.what.clone(), step.inputs.clone()]).look(Look::Faint).wide();
            }
            let cells =
                [step.what.clone(), step.inputs.clone(), step.result.clone(), cx.section(step.citation)];
            Row::of(cells).look(if Some(at) == last { Look::Strong } else { Look::Plain })
        })
        .collect();
    table(flow, &columns, &rows);
}
