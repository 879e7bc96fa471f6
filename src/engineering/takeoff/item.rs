//! The lines of a take-off.

use crate::domain::{CircuitId, PanelId};
use std::collections::BTreeMap;

named_enum!(
    /// What is counted.
    ItemKind {
        Raceway = "Raceway",
        Conductor = "Conductor",
        Box = "Box",
        Device = "Device",
    }
);

impl ItemKind {
    /// Returns the unit of its quantities.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Raceway | Self::Conductor => "ft",
            Self::Box | Self::Device => "ea",
        }
    }
}

/// What is counted, in words: `3/4 EMT`, `#12 Cu THHN`, `Duplex receptacle`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    pub kind: ItemKind,
    pub words: String,
}

/// What one circuit takes.
#[derive(Clone, Debug, PartialEq)]
pub struct CircuitItems {
    /// Nothing for devices and runs that are on no circuit.
    pub circuit: Option<(PanelId, CircuitId)>,
    /// Quantities in the unit of the item's kind.
    pub items: BTreeMap<Item, f64>,
    /// What could not be counted, and why.
    pub notes: Vec<String>,
}

/// The take-off of a project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Takeoff {
    /// Panel by panel in the order of slots; what is on no circuit last.
    pub circuits: Vec<CircuitItems>,
    /// What holds for all of it.
    pub notes: Vec<String>,
}

impl Takeoff {
    /// Adds up the circuits of one panelboard; `None` adds up what is on no circuit.
    pub fn of_panel(&self, panel: Option<PanelId>) -> BTreeMap<Item, f64> {
        self.summed(|circuit| circuit.map(|(id, _)| id) == panel)
    }

    /// Adds up everything.
    pub fn total(&self) -> BTreeMap<Item, f64> {
        self.summed(|_| true)
    }

    fn summed(&self, wanted: impl Fn(Option<(PanelId, CircuitId)>) -> bool) -> BTreeMap<Item, f64> {
        let mut sum = BTreeMap::new();
        for circuit in self.circuits.iter().filter(|circuit| wanted(circuit.circuit)) {
            for (item, quantity) in &circuit.items {
                *sum.entry(item.clone()).or_default() += quantity;
            }
        }
        sum
    }
}
