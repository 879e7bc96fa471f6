//! What passed: for each rule how many objects, and which.

use crate::domain::EntityId;
use crate::report::package::cx::{Cx, few};
use crate::report::package::flow::Flow;
use crate::report::package::table::{Row, numbers, table, words};
use crate::rules::Subject;

/// Names in one row; a rule that looks at thousands of circuits does not fill the document.
const MOST: usize = 150;

/// Draws the rules that passed somewhere.
pub fn passed(flow: &mut Flow<'_>, cx: &Cx<'_>) {
    if cx.report.passed.is_empty() {
        flow.paragraph("No rule has passed anywhere.");
        return;
    }
    flow.paragraph(
        "An object is listed where the rule applied to it, had all it needed and found no fault. Objects at fault, undetermined \
         or outside of a rule are absent.",
    );
    let columns = [
        words("Rule", 0.09),
        words("What is not at fault", 0.31),
        numbers("Passed", 0.09),
        words("Objects", 0.51),
    ];
    let rows: Vec<Row> = (cx.report.passed.iter())
        .map(|passed| {
            let names = short_names(cx.report.passed_objects(passed));
            Row::of([
                passed.meta.code.to_owned(),
                passed.meta.title.to_owned(),
                passed.checked.to_string(),
                few(&names, MOST),
            ])
        })
        .collect();
    table(flow, &columns, &rows);
}

/// Names the panelboard of a circuit once: `LP-1/1, 3, 5`.
fn short_names<'s>(subjects: impl Iterator<Item = &'s Subject>) -> Vec<String> {
    let mut panel = None;
    let name = |subject: &'s Subject| {
        let EntityId::Circuit(of, _) = subject.id else {
            panel = None;
            return subject.name.clone();
        };
        let slot = subject.name.rsplit_once('/').map(|(_, slot)| slot.to_owned());
        let is_same = panel == Some(of);
        panel = Some(of);
        slot.filter(|_| is_same).unwrap_or_else(|| subject.name.clone())
    };
    subjects.map(name).collect()
}
