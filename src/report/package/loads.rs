//! Loads of the service, of each feeder and of each panelboard, with every step.

use crate::engineering::{Loads, Step};
use crate::report::package::cx::Cx;
use crate::report::package::flow::Flow;
use crate::report::package::steps::steps;
use crate::report::package::table::{Look, Row, numbers, table, words};
use crate::report::package::words::{ends, source_words};
use crate::units::{Amperes, VoltAmperes, grouped};

/// Sums up all loads in one table.
pub fn overview(flow: &mut Flow<'_>, cx: &Cx<'_>) {
    flow.paragraph(
        "Demand is the connected load times its demand factors, with the largest motor at 125 %. Design is demand with 25 % \
         of the continuous load; conductors and devices are sized by it. A feeder is demanded on the sum of the circuits \
         downstream, not on the demands of panelboards.",
    );
    let columns = [
        words("Where", 0.3),
        words("System", 0.2),
        numbers("Connected, VA", 0.13),
        numbers("Demand, VA", 0.13),
        numbers("Design, VA", 0.12),
        numbers("Design, A", 0.12),
    ];
    let line = |name: String, system: &str, loads: &Loads, amperes: Amperes| {
        let va = |load: VoltAmperes| grouped(load.0, 0);
        Row::of([
            name,
            system.to_owned(),
            va(loads.connected.total()),
            va(loads.demand.total()),
            va(loads.design.total()),
            grouped(amperes.0, 1),
        ])
    };
    let mut rows = Vec::new();
    if let Some((service, loads)) = cx.project.service().zip(cx.loads.service.as_ref()) {
        let row = line(
            format!("Service, {}", service.name),
            loads.system.label(),
            &loads.loads,
            loads.design_amperes(),
        );
        rows.push(row.look(Look::Strong));
    }
    for feeder in &cx.loads.feeders {
        let Some((name, _)) = ends(cx.project, feeder.load) else { continue };
        rows.push(line(format!("Feeder of {name}"), "", &feeder.loads, feeder.design_amperes));
    }
    for panel in cx.project.panels() {
        let Some(loads) = cx.loads.panels.get(&panel.id) else { continue };
        rows.push(line(
            format!("Panel {}", panel.name),
            panel.system.label(),
            &loads.loads,
            loads.design_amperes(),
        ));
    }
    if rows.is_empty() {
        flow.paragraph("The project has no panelboard and no service.");
    } else {
        table(flow, &columns, &rows);
    }
}

/// Draws the derivation of every load.
pub fn derivations(flow: &mut Flow<'_>, cx: &Cx<'_>) {
    if let Some((service, loads)) = cx.project.service().zip(cx.loads.service.as_ref()) {
        let title = format!("Service, {}, {}", service.name, loads.system.label());
        derivation(flow, cx, &title, &loads.steps());
    }
    for feeder in &cx.loads.feeders {
        let Some((name, source)) = ends(cx.project, feeder.load) else { continue };
        let title = format!("Feeder of {name}, from {}", source_words(cx.project, source));
        derivation(flow, cx, &title, &feeder.steps());
    }
    for panel in cx.project.panels() {
        let Some(loads) = cx.loads.panels.get(&panel.id) else { continue };
        let title = format!("Panel {}, {}", panel.name, panel.system.label());
        derivation(flow, cx, &title, &loads.steps(panel));
    }
}

fn derivation(flow: &mut Flow<'_>, cx: &Cx<'_>, title: &str, derived: &[Step]) {
    flow.together(|flow| {
        flow.part(title);
        steps(flow, cx, derived);
    });
}
