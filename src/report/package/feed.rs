//! Available fault current at every panelboard, and the voltage lost on the way there, with the steps.

use crate::domain::{FeederLoad, Panel};
use crate::engineering::{drop_from_service, fault_at};
use crate::report::package::cx::Cx;
use crate::report::package::flow::Flow;
use crate::report::package::steps::steps;
use crate::report::package::table::{Row, numbers, table, words};
use crate::units::grouped;

const NOT_GIVEN: &str = "not given";

/// Draws the fault current at every panelboard.
pub fn fault_currents(flow: &mut Flow<'_>, cx: &Cx<'_>) {
    if cx.project.panels().len() == 0 {
        flow.paragraph("The project has no panelboard.");
        return;
    }
    flow.paragraph(
        "Point to point from the figure of the utility through conductors and transformers. Motors and the tolerance of \
         impedances are left out. Where a field is missing the most that can flow is shown as a limit; it is no result.",
    );
    let columns =
        [words("Panelboard", 0.2), words("Available", 0.3), numbers("Rating", 0.14), words("Compared", 0.36)];
    let rows: Vec<Row> = cx.project.panels().map(|panel| fault_row(cx, panel)).collect();
    table(flow, &columns, &rows);
    for panel in cx.project.panels() {
        let Ok(found) = fault_at(cx.project, FeederLoad::Panel(panel.id)) else { continue };
        flow.together(|flow| {
            flow.part(&format!("At {}", panel.name));
            steps(flow, cx, &found.steps);
            if let Err(missing) = found.counted {
                flow.remark(&format!("Undetermined point to point: needs {missing}."));
            }
        });
    }
}

fn fault_row(cx: &Cx<'_>, panel: &Panel) -> Row {
    let rating = panel.interrupting;
    let shown = rating.map_or_else(|| NOT_GIVEN.to_owned(), |rating| rating.to_string());
    let enough = |amperes: f64| rating.map(|rating| amperes <= rating.0 * 1000.0);
    let (available, verdict) = match fault_at(cx.project, FeederLoad::Panel(panel.id)) {
        Err(missing) => ("undetermined".to_owned(), format!("needs {missing}")),
        Ok(found) => match found.counted {
            Ok(amperes) => {
                let verdict = match enough(amperes.0) {
                    Some(true) => "within the rating",
                    Some(false) => "exceeds the rating",
                    None => "undetermined: needs the interrupting rating",
                };
                (format!("{amperes:.0}"), verdict.to_owned())
            }
            Err(missing) => {
                let most = format!("at most {:.0}", found.most);
                let verdict = match enough(found.most.0) {
                    Some(true) => "the limit is within the rating".to_owned(),
                    Some(false) | None => format!("undetermined: needs {missing}"),
                };
                (most, verdict)
            }
        },
    };
    Row::of([panel.name.clone(), available, shown, verdict])
}

/// Draws the voltage lost from the service to every panelboard.
pub fn drops(flow: &mut Flow<'_>, cx: &Cx<'_>) {
    if cx.project.panels().len() == 0 {
        flow.paragraph("The project has no panelboard.");
        return;
    }
    flow.paragraph(
        "With the demand load spread over the phases at a power factor of 1, by the effective impedance of Chapter 9, Table 9. \
         Shares of the voltage add up over transformers; what transformers lose themselves is left out. Recommended are 3 % \
         on a feeder and 5 % to the farthest outlet.",
    );
    let columns = [words("Panelboard", 0.25), numbers("From the service", 0.2), words("Missing", 0.55)];
    let found = |panel: &Panel| drop_from_service(cx.project, &cx.loads, FeederLoad::Panel(panel.id));
    let rows: Vec<Row> = cx
        .project
        .panels()
        .map(|panel| match found(panel) {
            Ok(drop) => Row::of([panel.name.clone(), format!("{} %", grouped(drop.value, 2)), String::new()]),
            Err(missing) => {
                Row::of([panel.name.clone(), "undetermined".to_owned(), format!("needs {missing}")])
            }
        })
        .collect();
    table(flow, &columns, &rows);
    for panel in cx.project.panels() {
        let Ok(drop) = found(panel) else { continue };
        flow.together(|flow| {
            flow.part(&format!("To {}", panel.name));
            steps(flow, cx, &drop.steps);
        });
    }
}
