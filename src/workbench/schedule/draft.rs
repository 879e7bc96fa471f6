//! Edits under construction: each is applied to a copy at once, so that the next one sees its result.

use crate::domain::{Circuit, CircuitId, Edit, EditError, Panel, PanelId, Project, Slot, apply};
use crate::workbench::schedule::Step;

/// A copy of the project with the edits made so far. Copying a project copies references only.
#[derive(Clone, Debug)]
pub struct Draft {
    project: Project,
    panel: PanelId,
    edits: Vec<Edit>,
}

impl Draft {
    /// Starts without edits. `None` when the panel is gone.
    pub fn new(project: &Project, panel: PanelId) -> Option<Self> {
        project.panel(panel)?;
        Some(Self { project: project.clone(), panel, edits: Vec::new() })
    }

    /// Returns the project as edited so far.
    pub const fn project(&self) -> &Project {
        &self.project
    }

    /// Returns the id of the panelboard.
    pub const fn panel_id(&self) -> PanelId {
        self.panel
    }

    /// Returns the panelboard as edited so far.
    pub fn panel(&self) -> Option<&Panel> {
        self.project.panel(self.panel)
    }

    /// Returns the circuit at a slot, as edited so far.
    pub fn circuit_at(&self, slot: Slot) -> Option<Circuit> {
        self.panel()?.circuit_at(slot).cloned()
    }

    /// Returns an id nobody has.
    pub const fn new_id(&self) -> CircuitId {
        CircuitId(self.project.next_id())
    }

    /// Adds an edit.
    pub fn push(&mut self, edit: Edit) -> Result<(), EditError> {
        apply(&mut self.project, &edit)?;
        self.edits.push(edit);
        Ok(())
    }

    /// Adds several edits, none on failure.
    pub fn push_all(&mut self, edits: Vec<Edit>) -> Result<(), EditError> {
        let mut next = self.clone();
        for edit in edits {
            next.push(edit)?;
        }
        *self = next;
        Ok(())
    }

    /// Writes a circuit: adds it when it is new, replaces its record otherwise. Nothing is noted without a change.
    pub fn put(&mut self, circuit: Circuit) -> Result<(), EditError> {
        let present = self.panel().and_then(|panel| panel.circuit(circuit.id));
        if present == Some(&circuit) {
            return Ok(());
        }
        let (panel, is_new, circuit) = (self.panel, present.is_none(), Box::new(circuit));
        self.push(if is_new {
            Edit::AddCircuit { panel, circuit }
        } else {
            Edit::SetCircuit { panel, circuit }
        })
    }

    /// Moves circuits at once.
    pub fn relocate(&mut self, moves: Vec<(CircuitId, Slot)>) -> Result<(), EditError> {
        if moves.is_empty() { Ok(()) } else { self.push(Edit::MoveCircuits { panel: self.panel, moves }) }
    }

    /// Returns the undo step; `None` when nothing was edited.
    pub fn finish(self, label: impl Into<String>) -> Option<Step> {
        (!self.edits.is_empty()).then(|| Step { label: label.into(), edits: self.edits })
    }
}
