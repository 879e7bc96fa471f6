//! What the drawer shows.

use crate::domain::{CircuitId, EntityId, PanelId, Slot};

/// What the drawer shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PropertyTarget {
    #[default]
    Nothing,
    /// Objects of one kind.
    Objects(Vec<EntityId>),
    /// A slot without a breaker.
    Space(PanelId, Slot),
}

impl PropertyTarget {
    /// Returns what stands under the cursor of a schedule: its circuits, else the space or the panelboard.
    pub fn of_cursor(panel: PanelId, circuits: &[CircuitId], slot: Option<Slot>) -> Self {
        match (circuits, slot) {
            ([], Some(slot)) => Self::Space(panel, slot),
            ([], None) => Self::Objects(vec![EntityId::Panel(panel)]),
            (circuits, _) => {
                Self::Objects(circuits.iter().map(|circuit| EntityId::Circuit(panel, *circuit)).collect())
            }
        }
    }
}
