//! How a value came about, in words: what hovering over a cell explains.

use crate::app::tabs::panel_schedule::marks::{mark_words, marks};
use crate::domain::{Circuit, LoadBasis, Panel};
use crate::engineering::{PanelLoads, circuit_current};
use crate::units::{VoltAmperes, grouped, trimmed};
use crate::workbench::Action;
use crate::workbench::schedule::{Cell, Column, unread_reason};

/// Returns what hovering over a cell explains.
pub fn hover(panel: &Panel, loads: &PanelLoads, basis: LoadBasis, cell: Cell) -> Option<String> {
    let circuit = panel.circuit_at(cell.slot)?;
    if let Some(reason) = unread_reason(panel, circuit, cell) {
        // A breaker always has poles and a class; the other values are none without a readable text.
        let meanwhile = match cell.column {
            Column::Poles => format!("Stays at {} until it is corrected", circuit.poles),
            Column::Class => format!("Stays {} until it is corrected", circuit.class.label()),
            _ => "Counts as none until it is corrected".to_owned(),
        };
        return Some(format!("{reason}\n{meanwhile}"));
    }
    match cell.column {
        Column::Number => Some(format!("Drag to move. {}", number_words(panel, circuit))),
        Column::Description => {
            let marks = marks(panel, loads, circuit);
            let mut lines: Vec<String> = marks.iter().map(mark_words).collect();
            if circuit.description.chars().count() > 20 {
                lines.insert(0, circuit.description.clone());
            }
            (!lines.is_empty()).then(|| lines.join("\n"))
        }
        Column::Class => {
            let continuous = if circuit.continuous { ", continuous" } else { "" };
            Some(format!("{}{continuous}", circuit.class.label()))
        }
        Column::Poles => Some(number_words(panel, circuit)),
        Column::Trip => circuit.trip.map(|trip| trip_words(panel, loads, circuit, trip.0)),
        Column::Load => Some(load_words(panel, loads, basis, circuit, cell)),
    }
}

fn number_words(panel: &Panel, circuit: &Circuit) -> String {
    let legs: Vec<String> = circuit.span().legs(panel.system).map(|leg| leg.to_string()).collect();
    let slots: Vec<String> = circuit.span().slots().map(|slot| slot.to_string()).collect();
    let pole = if circuit.poles == 1 { "slot" } else { "slots" };
    format!("{pole} {} on {}", slots.join(", "), legs.join(", "))
}

fn explain_keys() -> String {
    Action::ExplainLoad.shortcut().map(|keys| keys.to_string()).unwrap_or_default()
}

fn trip_words(panel: &Panel, loads: &PanelLoads, circuit: &Circuit, trip: f64) -> String {
    let va = loads.circuit_load(circuit, LoadBasis::Connected).total();
    match circuit_current(panel, circuit, va) {
        Some((current, _)) => format!(
            "{} A of {} A: {} %",
            grouped(current.0, 1),
            trimmed(trip, 1),
            grouped(100.0 * current.0 / trip, 0)
        ),
        None => format!("{} A, {} poles", trimmed(trip, 1), circuit.poles),
    }
}

fn load_words(panel: &Panel, loads: &PanelLoads, basis: LoadBasis, circuit: &Circuit, cell: Cell) -> String {
    let shares = loads.circuit_load(circuit, LoadBasis::Connected).per_leg().0;
    let pole = usize::from(cell.slot.row().saturating_sub(circuit.slot.row()));
    let share = shares.get(pole).map_or(0.0, |va| va.0);
    let total: f64 = shares.iter().map(|va| va.0).sum();
    let leg = cell.slot.leg(panel.system);
    let mut lines = Vec::new();
    if circuit.is_spare() {
        lines.push("Spare: an installed breaker without load".to_owned());
    }
    if circuit.poles > 1 && (share * f64::from(circuit.poles) - total).abs() < 0.5 {
        lines.push(format!("{} VA ÷ {} poles = {} VA", grouped(total, 0), circuit.poles, grouped(share, 0)));
    }
    if let Some((current, volts)) = circuit_current(panel, circuit, VoltAmperes(total)) {
        lines.push(format!("{} VA ÷ {volts} = {} A", grouped(total, 0), grouped(current.0, 1)));
    }
    let of_leg = loads.va(LoadBasis::Connected).get(leg).0;
    if of_leg > 0.0 {
        lines.push(format!(
            "{} % of leg {leg}, {} VA connected",
            grouped(100.0 * share / of_leg, 1),
            grouped(of_leg, 0)
        ));
    }
    if basis == LoadBasis::Demand {
        let demand = loads.circuit_load(circuit, LoadBasis::Demand).total().0;
        lines.push(format!("{} VA demand", grouped(demand, 0)));
    }
    lines.push(format!("{} shows every step", explain_keys()));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{PanelId, examples};
    use crate::engineering::project_loads;

    #[test]
    fn a_value_says_how_it_came_about() {
        let project = examples::two_panels();
        let panel = project.panel(PanelId(1)).expect("LP-1");
        let loads = &project_loads(&project).panels[&PanelId(1)];
        let hint = |slot, column| hover(panel, loads, LoadBasis::Connected, Cell::new(slot, column));
        assert_eq!(
            hint(21, Column::Load).as_deref(),
            Some(
                "7,200 VA ÷ 3 poles = 2,400 VA\n7,200 VA ÷ (√3 × 208 V) = 20.0 A\n22.6 % of leg B, 10,600 VA connected\nCtrl+Shift+E shows every step"
            )
        );
        assert_eq!(hint(13, Column::Trip).as_deref(), Some("17.0 A of 20 A: 85 %"));
        assert_eq!(hint(27, Column::Load), None);
    }
}
