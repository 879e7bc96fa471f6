//! What an edit touched: two states of a project compared by identity. What both states share costs nothing.

use crate::domain::{CircuitId, FeederLoad, PanelId, Project, RunId, Sheet, SheetId, Source};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Records that differ between two states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Design settings or the service: everything depends on them.
    pub everything: bool,
    /// Panelboards of which anything differs, their circuits among it.
    pub panels: BTreeSet<PanelId>,
    pub circuits: BTreeSet<(PanelId, CircuitId)>,
    /// Conduit runs that are new or other, carry a circuit that differs, or lie on a sheet whose obstacles differ.
    pub runs: BTreeSet<(SheetId, RunId)>,
}

impl Touched {
    /// Compares two states.
    pub fn between(before: &Project, after: &Project) -> Self {
        let mut touched = Self {
            everything: before.settings() != after.settings() || before.service() != after.service(),
            ..Self::default()
        };
        let same_transformers = before.transformers().eq(after.transformers());
        for panel in after.panels() {
            let (old, new) = (before.panel_arc(panel.id), after.panel_arc(panel.id));
            if old.zip(new).is_some_and(|(old, new)| Arc::ptr_eq(old, new) || old == new) {
                continue;
            }
            touched.panels.insert(panel.id);
            let was = |id| old.and_then(|old| old.circuit(id));
            let differing = panel.circuits().filter(|circuit| was(circuit.id) != Some(*circuit));
            touched.circuits.extend(differing.map(|circuit| (panel.id, circuit.id)));
        }
        touched.panels.extend(before.panels().map(|p| p.id).filter(|id| after.panel(*id).is_none()));
        touched.everything |= !same_transformers;
        for sheet in after.sheets() {
            touched.compare_sheet(before.sheet(sheet.id), sheet);
        }
        touched
    }

    fn compare_sheet(&mut self, before: Option<&Sheet>, sheet: &Sheet) {
        let obstacles_differ = before.is_none_or(|old| {
            old.walls != sheet.walls || old.openings != sheet.openings || old.areas != sheet.areas
        });
        let moved: BTreeSet<(PanelId, CircuitId)> = (sheet.devices.iter())
            .filter(|(id, device)| before.and_then(|old| old.devices.get(id)) != Some(*device))
            .filter_map(|(_, device)| device.circuit)
            .collect();
        for (id, run) in &sheet.runs {
            let differs = before.and_then(|old| old.runs.get(id)) != Some(run);
            let carries = |set: &BTreeSet<_>| run.circuits.iter().any(|circuit| set.contains(circuit));
            if obstacles_differ || differs || carries(&moved) || carries(&self.circuits) {
                self.runs.insert((sheet.id, *id));
            }
        }
    }

    /// Joins what two edits touched.
    pub fn merge(&mut self, other: Self) {
        self.everything |= other.everything;
        self.panels.extend(other.panels);
        self.circuits.extend(other.circuits);
        self.runs.extend(other.runs);
    }

    /// Returns whether nothing differs that a step depends on.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Returns whether the load or the circuits of a panelboard can be other than before.
    pub fn concerns(&self, project: &Project, panel: PanelId) -> bool {
        self.everything
            || self.panels.contains(&panel)
            || self.feeders(project).contains(&FeederLoad::Panel(panel))
    }

    /// Returns the feeders whose load the edit can have changed: of the touched panelboards and of everything above them,
    /// nearest first.
    pub fn feeders(&self, project: &Project) -> Vec<FeederLoad> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        let mut open: Vec<FeederLoad> = self.panels.iter().rev().map(|id| FeederLoad::Panel(*id)).collect();
        while let Some(load) = open.pop() {
            if !seen.insert(load) {
                continue;
            }
            let feeder = match load {
                FeederLoad::Panel(id) => project.panel(id).and_then(|panel| panel.feeder.as_ref()),
                FeederLoad::Transformer(id) => project.transformer(id).and_then(|t| t.feeder.as_ref()),
            };
            let Some(feeder) = feeder else { continue };
            found.push(load);
            match feeder.source {
                Source::Service => {}
                Source::Circuit(panel, _) | Source::FeedThrough(panel) => open.push(FeederLoad::Panel(panel)),
                Source::Transformer(id) => open.push(FeederLoad::Transformer(id)),
            }
        }
        found
    }
}
