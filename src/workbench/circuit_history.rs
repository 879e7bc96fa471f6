//! What became of one circuit in this session: the steps that changed it, newest first, in words.

use crate::document::Document;
use crate::domain::{Circuit, CircuitId, PanelId, Project};
use crate::units::{grouped, trimmed};

/// One step that changed a circuit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CircuitStep {
    /// What the step was called.
    pub label: String,
    /// What it changed, one phrase each.
    pub changes: Vec<String>,
}

/// Returns the steps of this session that changed a circuit and have not been taken back, newest first.
pub fn circuit_history(document: &Document, circuit: CircuitId) -> Vec<CircuitStep> {
    let mut found = Vec::new();
    let mut after = find(document.project(), circuit);
    for (label, before) in document.steps_back() {
        let was = find(before, circuit);
        let changes = changes(before, was, after);
        if !changes.is_empty() {
            found.push(CircuitStep { label: label.to_owned(), changes });
        }
        after = was;
    }
    found
}

type Place<'p> = Option<(PanelId, &'p Circuit)>;

fn find(project: &Project, id: CircuitId) -> Place<'_> {
    project.panels().find_map(|panel| Some((panel.id, panel.circuit(id)?)))
}

fn changes(before: &Project, was: Place<'_>, is: Place<'_>) -> Vec<String> {
    let ((old_panel, old), (panel, new)) = match (was, is) {
        (Some(was), Some(is)) => (was, is),
        (None, Some((_, new))) => return vec![format!("added at {}", new.slot)],
        (Some((_, old)), None) => return vec![format!("cleared from {}", old.slot)],
        (None, None) => return Vec::new(),
    };
    let mut words = Vec::new();
    let mut say = |what: &str, a: String, b: String| {
        if a != b {
            words.push(format!("{what} {} → {}", or_none(a), or_none(b)));
        }
    };
    if old_panel == panel {
        say("number", old.slot.to_string(), new.slot.to_string());
    } else {
        let name = before.panel(old_panel).map(|panel| panel.name.clone()).unwrap_or_default();
        say("place", format!("{name}/{}", old.slot), format!("{} here", new.slot));
    }
    say("description", old.description.clone(), new.description.clone());
    say("class", old.class.label().to_owned(), new.class.label().to_owned());
    say("poles", old.poles.to_string(), new.poles.to_string());
    let amperes = |circuit: &Circuit| circuit.trip.map(|trip| format!("{} A", trimmed(trip.0, 1)));
    say("trip", amperes(old).unwrap_or_default(), amperes(new).unwrap_or_default());
    let va = |circuit: &Circuit| format!("{} VA", grouped(circuit.load.total().0, 0));
    say("load", va(old), va(new));
    let yes = |flag: bool| if flag { "yes" } else { "no" }.to_owned();
    say("locked", yes(old.locked), yes(new.locked));
    say("kept together", old.group.clone().unwrap_or_default(), new.group.clone().unwrap_or_default());
    say("spare", yes(old.is_spare()), yes(new.is_spare()));
    say("multiwire", yes(old.multiwire), yes(new.multiwire));
    say("continuous", yes(old.continuous), yes(new.continuous));
    if words.is_empty() && old != new {
        words.push("other fields changed".to_owned());
    }
    words
}

fn or_none(text: String) -> String {
    if text.is_empty() { "none".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, Slot, examples};
    use crate::units::VoltAmperes;

    #[test]
    fn a_circuit_is_followed_by_identity_through_moves_and_changes() {
        let mut document = Document::unsaved(examples::two_panels());
        let (panel, id) = (PanelId(1), CircuitId(113));
        let circuit = document.project().panel(panel).and_then(|p| p.circuit(id)).expect("there").clone();
        let load = crate::domain::CircuitLoad::Total(VoltAmperes(1800.0));
        let changed = Box::new(Circuit { load, locked: true, ..circuit.clone() });
        document.edit("Set VA", &[Edit::SetCircuit { panel, circuit: changed }]).expect("legal");
        document
            .edit("Other", &[Edit::MoveCircuits { panel, moves: vec![(CircuitId(101), Slot(27))] }])
            .expect("free");
        document.edit("Move", &[Edit::MoveCircuits { panel, moves: vec![(id, Slot(29))] }]).expect("free");
        let history = circuit_history(&document, id);
        let labels: Vec<&str> = history.iter().map(|step| step.label.as_str()).collect();
        assert_eq!(labels, ["Move", "Set VA"]);
        assert_eq!(history[0].changes, [format!("number {} → 29", circuit.slot)]);
        assert_eq!(
            history[1].changes[0],
            format!("load {} VA → 1,800 VA", grouped(circuit.load.total().0, 0))
        );
        assert_eq!(history[1].changes[1], "locked no → yes");
        document.undo();
        assert_eq!(circuit_history(&document, id).len(), 1);
    }
}
