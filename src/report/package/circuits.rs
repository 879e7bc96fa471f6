//! Branch circuits of every panelboard in a table: load, current, what the continuous load adds, device, conductors.

use crate::domain::{Circuit, CircuitField, LoadBasis, Panel};
use crate::engineering::{PanelLoads, circuit_current};
use crate::report::package::cx::Cx;
use crate::report::package::flow::Flow;
use crate::report::package::table::{Look, Row, numbers, table, words};
use crate::units::{Amperes, grouped, trimmed};

const NOT_GIVEN: &str = "?";

/// Draws the circuits of every panelboard that serve a load.
pub fn circuits(flow: &mut Flow<'_>, cx: &Cx<'_>) {
    if cx.project.panels().len() == 0 {
        flow.paragraph("The project has no panelboard.");
        return;
    }
    flow.paragraph(
        "Current is the connected load over its voltage; the next column holds 125 % of it where the load is continuous \
         (210.20(A)), else the same. Circuits whose device is smaller than that stand out. A question mark stands for what is not given.",
    );
    let columns = [
        numbers("No.", 0.05),
        words("Serves", 0.26),
        numbers("VA", 0.08),
        numbers("A", 0.08),
        numbers("A × 125 %", 0.1),
        numbers("Device, A", 0.09),
        numbers("Used", 0.07),
        words("Conductors", 0.27),
    ];
    for panel in cx.project.panels() {
        let Some(loads) = cx.loads.panels.get(&panel.id) else { continue };
        flow.part(&format!("Panel {}, {}", panel.name, panel.system.label()));
        let serving = panel.circuits_by_slot();
        let serving = serving.into_iter().filter(|circuit| !circuit.is_spare());
        let rows: Vec<Row> = serving.map(|circuit| row(panel, loads, circuit)).collect();
        if rows.is_empty() {
            flow.paragraph("No circuit serves a load.");
        } else {
            table(flow, &columns, &rows);
        }
    }
}

fn row(panel: &Panel, loads: &PanelLoads, circuit: &Circuit) -> Row {
    let va = loads.circuit_load(circuit, LoadBasis::Connected).total();
    let unread = CircuitField::LOADS.iter().any(|field| circuit.unread.contains_key(field));
    let current = circuit_current(panel, circuit, va).map(|(amperes, _)| amperes).filter(|_| !unread);
    let factor = if circuit.continuous { 1.25 } else { 1.0 };
    let needed = current.map(|amperes| Amperes(amperes.0 * factor));
    let amperes = |value: Option<Amperes>| value.map_or_else(String::new, |value| grouped(value.0, 2));
    let device = circuit.trip.map_or_else(|| NOT_GIVEN.to_owned(), |trip| trimmed(trip.0, 1));
    let used = needed.zip(circuit.trip).filter(|(_, trip)| trip.0 > 0.0);
    let used = used
        .map_or_else(String::new, |(needed, trip)| format!("{} %", grouped(100.0 * needed.0 / trip.0, 0)));
    let is_subfeed = loads.is_subfeed(circuit.id);
    let conductors = match &circuit.conductors {
        Some(set) => set.to_string(),
        None if is_subfeed => "see the feeder".to_owned(),
        None => NOT_GIVEN.to_owned(),
    };
    let load = if unread { NOT_GIVEN.to_owned() } else { grouped(va.0, 0) };
    let words = if circuit.description.trim().is_empty() {
        NOT_GIVEN.to_owned()
    } else {
        circuit.description.clone()
    };
    let cells =
        [circuit.slot.to_string(), words, load, amperes(current), amperes(needed), device, used, conductors];
    let over = needed.zip(circuit.trip).is_some_and(|(needed, trip)| needed.0 >= trip.0 + 0.5);
    let look = match (is_subfeed, over) {
        (true, _) => Look::Faint,
        (false, true) => Look::Strong,
        (false, false) => Look::Plain,
    };
    Row::of(cells).look(look)
}
