//! Moving circuits to another panelboard: where each lands, and what its voltage becomes.

use super::plan_words::plan_words;
use super::{Dialog, DialogOutcome};
use crate::app::theme::{self, TypeStyle};
use crate::app::widgets::{self, Button, dialog_foot, dialog_row, dropdown};
use crate::domain::{CircuitId, PanelId, Project};
use crate::workbench::Command;
use crate::workbench::panel_life::{Plan, plan_transfer};

/// The dialog's state.
#[derive(Debug)]
pub struct MoveToPanelDialog {
    from: PanelId,
    to: PanelId,
    circuits: Vec<CircuitId>,
    plan: Result<Plan, Vec<String>>,
}

impl MoveToPanelDialog {
    /// Opens the dialog for some circuits; `None` when there is no other panel.
    pub fn new(project: &Project, from: PanelId, circuits: Vec<CircuitId>) -> Option<Self> {
        let to = project.panels().find(|panel| panel.id != from)?.id;
        let plan = plan_transfer(project, from, to, &circuits);
        Some(Self { from, to, circuits, plan })
    }
}

impl Dialog for MoveToPanelDialog {
    fn show(&mut self, ctx: &egui::Context, project: &Project) -> DialogOutcome {
        let targets: Vec<(PanelId, String)> = project
            .panels()
            .filter(|panel| panel.id != self.from)
            .map(|p| (p.id, format!("{}, {}", p.name, p.system.label())))
            .collect();
        let choices: Vec<(PanelId, &str)> = targets.iter().map(|(id, words)| (*id, words.as_str())).collect();
        let count = format!("{} circuits", self.circuits.len());
        let shown = widgets::Dialog::new("move-to-panel", "Move to panel").subtitle(&count).show(ctx, |ui| {
            let before = self.to;
            dialog_row(ui, 48.0, |ui| {
                let tokens = theme::tokens(ui);
                ui.label(theme::rich("To", TypeStyle::Body, tokens.text_2));
                dropdown(ui, "Target panel", 320.0, &mut self.to, &choices);
            });
            if self.to != before {
                self.plan = plan_transfer(project, self.from, self.to, &self.circuits);
            }
            let words = self.plan.as_ref().map(|plan| plan.consequences.as_slice()).map_err(Vec::as_slice);
            plan_words(ui, words, "Nothing to move");
            let can = self.plan.as_ref().is_ok_and(|plan| !plan.edits.is_empty());
            dialog_foot(
                ui,
                |_| (),
                |ui| {
                    let go = ui.add(Button::primary("Move").keys("Ctrl+Enter").enabled(can)).clicked();
                    (go, ui.add(Button::plain("Cancel").keys("Esc")).clicked())
                },
            )
            .1
        });
        let (go, cancel) = shown.inner;
        match &self.plan {
            Ok(plan) if (go || shown.confirmed) && !plan.edits.is_empty() => {
                let Plan { label, edits, .. } = plan.clone();
                DialogOutcome::Done(vec![Command::Edit { label, edits }])
            }
            _ if cancel || shown.closed => DialogOutcome::Cancelled,
            _ => DialogOutcome::Open,
        }
    }
}
