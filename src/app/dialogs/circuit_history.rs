//! What became of one circuit in this session, newest step first.

use super::{Dialog, DialogOutcome};
use crate::app::theme::{self, TypeStyle, space};
use crate::app::widgets::{self, Button, dialog_block, dialog_foot, empty_state};
use crate::document::Document;
use crate::domain::{CircuitId, PanelId, Project};
use crate::workbench::{CircuitStep, circuit_history};
use egui::{Label, ScrollArea};

/// The dialog's state: a picture of the moment it was opened.
#[derive(Debug)]
pub struct CircuitHistoryDialog {
    title: String,
    steps: Vec<CircuitStep>,
}

impl CircuitHistoryDialog {
    /// Opens the history of a circuit.
    pub fn new(document: &Document, panel: PanelId, circuit: CircuitId) -> Option<Self> {
        let panel = document.project().panel(panel)?;
        let record = panel.circuit(circuit)?;
        let title = format!("History of {}/{} {}", panel.name, record.slot, record.description);
        Some(Self { title: title.trim_end().to_owned(), steps: circuit_history(document, circuit) })
    }
}

impl Dialog for CircuitHistoryDialog {
    fn show(&mut self, ctx: &egui::Context, _project: &Project) -> DialogOutcome {
        let shown = widgets::Dialog::new("circuit-history", &self.title).width(600.0).show(ctx, |ui| {
            let tokens = theme::tokens(ui);
            dialog_block(ui, |ui| {
                if self.steps.is_empty() {
                    let words =
                        "What changes this circuit will stand here. What was taken back is in the log.";
                    empty_state(ui, "Unchanged since the project was opened", words, None);
                }
                ScrollArea::vertical().max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
                    for step in &self.steps {
                        ui.label(theme::rich(&step.label, TypeStyle::BodyMedium, tokens.text_1));
                        for change in &step.changes {
                            ui.horizontal(|ui| {
                                ui.add_space(space::L);
                                ui.add(
                                    Label::new(theme::rich(change, TypeStyle::Body, tokens.text_2)).wrap(),
                                );
                            });
                        }
                        ui.add_space(space::S);
                    }
                });
            });
            dialog_foot(ui, |_| (), |ui| ui.add(Button::primary("Close").keys("Esc")).clicked()).1
        });
        if shown.inner || shown.closed || shown.confirmed {
            DialogOutcome::Cancelled
        } else {
            DialogOutcome::Open
        }
    }
}
