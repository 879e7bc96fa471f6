//! Deleting a panelboard, with everything that hangs on it named first.

use super::plan_words::plan_words;
use super::{Dialog, DialogOutcome};
use crate::app::widgets::{self, Button, dialog_foot};
use crate::domain::{PanelId, Project};
use crate::workbench::Command;
use crate::workbench::panel_life::{Plan, plan_delete};

/// The dialog's state.
#[derive(Debug)]
pub struct DeletePanelDialog {
    name: String,
    plan: Plan,
}

impl DeletePanelDialog {
    /// Opens the question whether to delete a panelboard.
    pub fn new(project: &Project, panel: PanelId) -> Option<Self> {
        let name = project.panel(panel)?.name.clone();
        Some(Self { name, plan: plan_delete(project, panel).ok()? })
    }
}

impl Dialog for DeletePanelDialog {
    fn show(&mut self, ctx: &egui::Context, _project: &Project) -> DialogOutcome {
        let title = format!("Delete {}?", self.name);
        let shown = widgets::Dialog::new("delete-panel", &title).width(520.0).show(ctx, |ui| {
            plan_words(ui, Ok(&self.plan.consequences), "The panel is empty and feeds nothing");
            dialog_foot(
                ui,
                |_| (),
                |ui| {
                    let delete =
                        ui.add(Button::primary(&format!("Delete {}", self.name)).keys("Enter")).clicked();
                    (delete, ui.add(Button::plain("Cancel").keys("Esc")).clicked())
                },
            )
            .1
        });
        let (delete, cancel) = shown.inner;
        if delete || shown.confirmed {
            let Plan { label, edits, .. } = self.plan.clone();
            return DialogOutcome::Done(vec![Command::Edit { label, edits }]);
        }
        if cancel || shown.closed { DialogOutcome::Cancelled } else { DialogOutcome::Open }
    }
}
