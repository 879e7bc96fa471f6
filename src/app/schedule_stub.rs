//! The circuits of the panelboard in front as a plain list.

use crate::app::theme::{self, TypeStyle};
use crate::app::view_context::{CursorPlace, Requests, Tab, ViewContext};
use crate::domain::Slot;
use crate::workbench::Action;

/// Draws a list and answers to nothing.
pub(in crate::app) struct PlainSchedule;

impl Tab for PlainSchedule {
    fn ui(&mut self, ui: &mut egui::Ui, view: &ViewContext<'_>, _out: &mut Requests) {
        let Some(panel) = view.panel.and_then(|id| view.project.panel(id)) else { return };
        egui::ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            for circuit in panel.circuits_by_slot() {
                let words = format!("{}  {}", circuit.slot, circuit.description);
                ui.label(theme::rich(words, TypeStyle::Body, view.tokens.text_1));
            }
        });
    }

    fn handles(&self, _action: Action) -> bool {
        false
    }

    fn refusal(&self, _action: Action, _view: &ViewContext<'_>) -> Option<String> {
        None
    }

    fn act(&mut self, _action: Action, _ctx: &egui::Context, _view: &ViewContext<'_>, _out: &mut Requests) {}

    fn show_slot(&mut self, _slot: Slot) {}

    fn place(&self) -> CursorPlace {
        CursorPlace::default()
    }

    fn selected_circuits(&self) -> Vec<crate::domain::CircuitId> {
        Vec::new()
    }
}
