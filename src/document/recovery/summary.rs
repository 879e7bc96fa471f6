//! How many circuits differ between two states, panel by panel: what the recovery dialog says.

use crate::domain::{Panel, PanelId, Project};
use std::collections::BTreeSet;
use std::fmt;

/// What differs in one panelboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelChanges {
    pub panel: String,
    pub changed: usize,
    pub added: usize,
    pub removed: usize,
}

impl fmt::Display for PanelChanges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [(self.changed, "changed"), (self.added, "added"), (self.removed, "removed")];
        let circuits = |n: usize| if n == 1 { "circuit" } else { "circuits" };
        let words: Vec<String> = counts
            .iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, what)| format!("{n} {} {what}", circuits(*n)))
            .collect();
        if words.is_empty() {
            write!(f, "{}: facts of the panel changed", self.panel)
        } else {
            write!(f, "{}: {}", self.panel, words.join(", "))
        }
    }
}

/// Lists the panelboards that differ, by id. A panelboard that is new or gone counts with all its circuits.
pub fn panel_changes(before: &Project, after: &Project) -> Vec<PanelChanges> {
    let ids: BTreeSet<PanelId> = before.panels().chain(after.panels()).map(|panel| panel.id).collect();
    ids.into_iter().filter_map(|id| changes_of(before.panel(id), after.panel(id))).collect()
}

fn changes_of(before: Option<&Panel>, after: Option<&Panel>) -> Option<PanelChanges> {
    if before == after {
        return None;
    }
    let old = |id| before.and_then(|panel| panel.circuit(id));
    let new = |id| after.and_then(|panel| panel.circuit(id));
    let mut changes = PanelChanges {
        panel: after.or(before).map(|panel| panel.name.clone()).unwrap_or_default(),
        changed: 0,
        added: 0,
        removed: 0,
    };
    for circuit in after.into_iter().flat_map(Panel::circuits) {
        match old(circuit.id) {
            None => changes.added += 1,
            Some(there) if there != circuit => changes.changed += 1,
            Some(_) => {}
        }
    }
    changes.removed = before.into_iter().flat_map(Panel::circuits).filter(|c| new(c.id).is_none()).count();
    Some(changes)
}
