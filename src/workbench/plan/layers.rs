//! Layers of the plan: our own and the drawings beneath; shown, locked, colored, one alone.
//!
//! How layers look belongs to the view, not to the project: nothing here is saved or undone. The layers of an underlay are the
//! exception; they are kept with the underlay.

use std::collections::BTreeMap;

named_enum!(
    /// A layer of our own, from the bottom up.
    PlanLayer {
        Areas = "Areas",
        Walls = "Walls",
        Rooms = "Room names",
        Lighting = "Lighting",
        Devices = "Devices",
        Circuits = "Circuits and home runs",
        Runs = "Conduit runs",
        Findings = "Findings",
        Proposals = "Proposals",
    }
);

/// How a layer looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayerState {
    pub shown: bool,
    /// Locked objects are seen and snapped to, not chosen.
    pub locked: bool,
    /// Instead of the theme's.
    pub color: Option<[u8; 3]>,
}

impl Default for LayerState {
    fn default() -> Self {
        Self { shown: true, locked: false, color: None }
    }
}

/// The states of all layers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layers {
    changed: BTreeMap<PlanLayer, LayerState>,
    /// The one layer that is shown with walls alone, while it is isolated.
    isolated: Option<PlanLayer>,
    /// Counts changes, so that a picture knows when it is old.
    version: u64,
}

impl Layers {
    /// Returns the state a person has given a layer.
    pub fn state(&self, layer: PlanLayer) -> LayerState {
        self.changed.get(&layer).copied().unwrap_or_default()
    }

    /// Returns whether a layer is drawn: an isolated layer stands alone with the walls.
    pub fn is_shown(&self, layer: PlanLayer) -> bool {
        match self.isolated {
            Some(alone) => layer == alone || layer == PlanLayer::Walls,
            None => self.state(layer).shown,
        }
    }

    /// Returns whether objects of a layer can be chosen.
    pub fn is_open(&self, layer: PlanLayer) -> bool {
        let isolated_wall = self.isolated.is_some_and(|alone| alone != layer);
        self.is_shown(layer) && !self.state(layer).locked && !isolated_wall
    }

    /// Changes a layer.
    pub fn set(&mut self, layer: PlanLayer, state: LayerState) {
        self.changed.insert(layer, state);
        self.version += 1;
    }

    /// Shows one layer alone, or all again when it is alone already.
    pub fn isolate(&mut self, layer: PlanLayer) {
        self.isolated = if self.isolated == Some(layer) { None } else { Some(layer) };
        self.version += 1;
    }

    /// Returns the layer that stands alone.
    pub const fn isolated(&self) -> Option<PlanLayer> {
        self.isolated
    }

    /// Returns a number that is another one after every change.
    pub const fn version(&self) -> u64 {
        self.version
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_isolated_layer_stands_alone_with_the_walls() {
        let mut layers = Layers::default();
        layers.set(PlanLayer::Runs, LayerState { shown: false, ..LayerState::default() });
        layers.isolate(PlanLayer::Runs);
        let shown: Vec<PlanLayer> = PlanLayer::ALL.iter().copied().filter(|l| layers.is_shown(*l)).collect();
        assert_eq!(shown, [PlanLayer::Walls, PlanLayer::Runs]);
        assert!(layers.is_open(PlanLayer::Runs) && !layers.is_open(PlanLayer::Walls));
        layers.isolate(PlanLayer::Runs);
        assert!(!layers.is_shown(PlanLayer::Runs) && layers.is_shown(PlanLayer::Devices));
    }

    #[test]
    fn a_locked_layer_is_seen_and_not_chosen() {
        let mut layers = Layers::default();
        let before = layers.version();
        layers.set(PlanLayer::Walls, LayerState { locked: true, ..LayerState::default() });
        assert!(layers.is_shown(PlanLayer::Walls) && !layers.is_open(PlanLayer::Walls));
        assert_ne!(layers.version(), before);
    }
}
