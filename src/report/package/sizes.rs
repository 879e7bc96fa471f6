//! Sizes of feeders: what is recorded beside what is calculated, with the steps.

use crate::engineering::{SizedPart, Sizing, SizingTerms, size_feeder};
use crate::report::package::cx::Cx;
use crate::report::package::flow::Flow;
use crate::report::package::steps::steps;
use crate::report::package::table::{Look, Row, table, words};
use crate::report::package::words::{capital, ends, feeders, source_words};
use crate::units::trimmed;

/// Draws every feeder.
pub fn sizes(flow: &mut Flow<'_>, cx: &Cx<'_>) {
    let terms = SizingTerms::default();
    let loads = feeders(cx.project);
    if loads.is_empty() {
        flow.paragraph("No feeder is recorded.");
        return;
    }
    flow.paragraph(&format!(
        "Calculated sizes are the smallest that carry the design load, are protected by their device and lose no more than \
         {} % of the voltage. A recorded size may be larger; where a recorded size is kept against the calculation, the \
         reason stands beside it.",
        trimmed(terms.feeder_drop_percent, 2),
    ));
    for load in loads {
        let Some((name, source)) = ends(cx.project, load) else { continue };
        let title = format!("Feeder of {name}, from {}", source_words(cx.project, source));
        let found = size_feeder(cx.project, &cx.loads, load, &terms);
        flow.together(|flow| {
            flow.part(&title);
            match &found {
                Ok(sizing) => sized(flow, cx, sizing),
                Err(missing) => flow.paragraph(&format!("Undetermined: needs {missing}.")),
            }
        });
    }
}

fn sized(flow: &mut Flow<'_>, cx: &Cx<'_>, sizing: &Sizing) {
    let columns =
        [words("Part", 0.18), words("Recorded", 0.27), words("Calculated", 0.27), words("Compared", 0.28)];
    let rows: Vec<Row> = SizedPart::ALL.iter().filter_map(|part| row(sizing, *part)).collect();
    table(flow, &columns, &rows);
    steps(flow, cx, &sizing.steps);
}

fn row(sizing: &Sizing, part: SizedPart) -> Option<Row> {
    let (now, then) = (sizing.now.words(part), sizing.then.words(part));
    if now.is_empty() && then.is_empty() {
        return None;
    }
    let kept = sizing.kept.iter().find(|(of, _)| *of == part);
    let (remark, look) = match kept {
        Some((_, reason)) => (format!("override: {reason}"), Look::Strong),
        None if now == then => ("as calculated".to_owned(), Look::Plain),
        None if now.is_empty() => ("not recorded".to_owned(), Look::Plain),
        None => ("differs".to_owned(), Look::Plain),
    };
    let given = |text: String| if text.is_empty() { "\u{2013}".to_owned() } else { text };
    Some(Row::of([capital(part.name()), given(now), given(then), remark]).look(look))
}
