//! What no record can answer: a list for a person, with room for an answer and initials.

use crate::report::package::cx::Cx;
use crate::report::package::flow::Flow;
use crate::report::package::table::{Row, table, words};
use crate::rules::checklist as items;

/// Draws the list.
pub fn checklist(flow: &mut Flow<'_>, cx: &Cx<'_>) {
    flow.paragraph(
        "The program gives no verdict on these. Whoever goes through them writes the answer and signs with initials.",
    );
    let columns = [
        words("Item", 0.09),
        words("Look at", 0.45),
        words("Section", 0.15),
        words("Who", 0.13),
        words("Answer, initials", 0.18),
    ];
    let rows: Vec<Row> = items()
        .iter()
        .map(|item| {
            Row::of([
                item.code.to_owned(),
                format!("{}. {}", item.title, item.look_at),
                cx.section(item.citation(cx.edition())),
                item.who.to_string(),
                "______________".to_owned(),
            ])
        })
        .collect();
    table(flow, &columns, &rows);
}
