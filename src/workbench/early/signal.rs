//! What is told about circuits, by a model and by the rules.

use crate::domain::{CircuitId, PanelId, Project};
use crate::proposals::Cancel;

/// A family of rules at a circuit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FamilySignal {
    /// As in `protection`.
    pub family: &'static str,
    /// How likely it is violated, by the model, 0 to 1.
    pub likelihood: f64,
    /// Whether the model says so, and at which attribute, as in `conductor size`.
    pub flagged: Option<&'static str>,
    /// Whether a rule of the family is violated.
    pub violated: bool,
}

/// One circuit: the families that the model flags or the rules do.
#[derive(Clone, Debug, PartialEq)]
pub struct CircuitSignals {
    pub circuit: CircuitId,
    pub families: Vec<FamilySignal>,
}

impl CircuitSignals {
    /// Returns whether the model and the rules flag the same families.
    pub fn agree(&self) -> bool {
        self.families.iter().all(|family| family.flagged.is_some() == family.violated)
    }
}

/// The circuits of a panelboard, by slot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PanelSignals {
    pub circuits: Vec<CircuitSignals>,
    /// Families of all circuits together, and those that model and rules flag alike.
    pub asked: usize,
    pub alike: usize,
}

impl PanelSignals {
    /// Returns the share of families and circuits where model and rules flag the same; `None` where nothing was asked.
    pub fn agreement(&self) -> Option<f64> {
        (self.asked > 0).then(|| self.alike as f64 / self.asked as f64)
    }

    /// Returns both in words: `model flags 3 circuits, rules 4; 98.6 % alike`.
    pub fn words(&self) -> String {
        let count = |of: fn(&FamilySignal) -> bool| {
            self.circuits.iter().filter(|circuit| circuit.families.iter().any(of)).count()
        };
        let flagged = count(|family| family.flagged.is_some());
        let violated = count(|family| family.violated);
        let plural = if flagged == 1 { "" } else { "s" };
        let alike =
            self.agreement().map_or_else(String::new, |share| format!("; {:.1} % alike", share * 100.0));
        format!("model flags {flagged} circuit{plural}, rules {violated}{alike}")
    }
}

/// A model that tells about circuits; what the rules say comes with it.
pub trait SignalModel: Send + Sync {
    /// Returns the name for people, as in "validation-1".
    fn id(&self) -> &str;

    /// Tells about the branch circuits of a panelboard.
    ///
    /// # Errors
    /// Says in words why it cannot.
    fn signals(&self, project: &Project, panel: PanelId, cancel: &Cancel) -> Result<PanelSignals, String>;
}
