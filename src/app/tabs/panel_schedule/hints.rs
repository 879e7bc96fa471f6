//! How a value came about, in words: what hovering over a cell explains.

use crate::app::tabs::panel_schedule::marks::{mark_words, marks};
use crate::domain::{Circuit, LoadBasis, Panel};
use crate::engineering::PanelLoads;
use crate::units::{grouped, trimmed};
use crate::workbench::schedule::{Cell, Column, unread_reason};

/// Returns what hovering over a cell explains.
pub fn hover(panel: &Panel, loads: &PanelLoads, basis: LoadBasis, cell: Cell) -> Option<String> {
    let circuit = panel.circuit_at(cell.slot)?;
    if let Some(reason) = unread_reason(panel, circuit, cell.column) {
        return Some(format!("{reason}\nCounts as none until it is corrected"));
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

/// Returns the current of a circuit by the usual formulas: line to neutral, line to line, √3 line to line.
fn amperes(panel: &Panel, circuit: &Circuit, va: f64) -> Option<(f64, String)> {
    let system = panel.system;
    let line_to_line = system.line_to_line().0;
    let (volts, words) = match circuit.poles {
        1 => {
            let volts = system.line_to_neutral(circuit.slot.leg(system))?.0;
            (volts, format!("{} V", trimmed(volts, 1)))
        }
        3 if !circuit.multiwire => {
            (line_to_line * 3.0_f64.sqrt(), format!("(√3 × {} V)", trimmed(line_to_line, 1)))
        }
        _ if circuit.multiwire => return None,
        _ => (line_to_line, format!("{} V", trimmed(line_to_line, 1))),
    };
    Some((va / volts, words))
}

fn trip_words(panel: &Panel, loads: &PanelLoads, circuit: &Circuit, trip: f64) -> String {
    let va = loads.circuit_load(circuit, LoadBasis::Connected).total().0;
    match amperes(panel, circuit, va) {
        Some((current, _)) => format!(
            "{} A of {} A: {} %",
            grouped(current, 1),
            trimmed(trip, 1),
            grouped(100.0 * current / trip, 0)
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
    if let Some((current, volts)) = amperes(panel, circuit, total) {
        lines.push(format!("{} VA ÷ {volts} = {} A", grouped(total, 0), grouped(current, 1)));
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
                "7,200 VA ÷ 3 poles = 2,400 VA\n7,200 VA ÷ (√3 × 208 V) = 20.0 A\n22.6 % of leg B, 10,600 VA connected"
            )
        );
        assert_eq!(hint(13, Column::Trip).as_deref(), Some("17.0 A of 20 A: 85 %"));
        assert_eq!(hint(27, Column::Load), None);
    }
}
