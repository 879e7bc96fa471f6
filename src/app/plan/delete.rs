//! Removing objects of the plan that others hang on: what will happen is named first.

use crate::app::dialogs::{Dialog, DialogOutcome, plan_words};
use crate::app::widgets::{self, Button, dialog_foot};
use crate::domain::{EntityId, Project, Sheet};
use crate::workbench::Command;
use crate::workbench::plan::{Removal, removal, words_for};

/// The dialog's state.
#[derive(Debug)]
pub(in crate::app) struct DeleteObjectsDialog {
    words: String,
    removal: Removal,
}

impl DeleteObjectsDialog {
    /// Opens the question whether to delete objects of a sheet.
    pub fn new(project: &Project, sheet: &Sheet, ids: &[EntityId]) -> Option<Self> {
        Some(Self { words: words_for(sheet, ids), removal: removal(project, sheet, ids)? })
    }
}

impl Dialog for DeleteObjectsDialog {
    fn show(&mut self, ctx: &egui::Context, _project: &Project) -> DialogOutcome {
        let title = format!("Delete {}?", self.words);
        let shown = widgets::Dialog::new("delete-objects", &title).width(520.0).show(ctx, |ui| {
            plan_words(ui, Ok(&self.removal.consequences), "Nothing hangs on it");
            dialog_foot(
                ui,
                |_| (),
                |ui| {
                    let words = format!("Delete {}", self.words);
                    let delete = Button::primary(&words).keys("Enter");
                    (ui.add(delete).clicked(), ui.add(Button::plain("Cancel").keys("Esc")).clicked())
                },
            )
            .1
        });
        let (delete, cancel) = shown.inner;
        if delete || shown.confirmed {
            let step = self.removal.step.clone();
            return DialogOutcome::Done(vec![Command::Edit { label: step.label, edits: step.edits }]);
        }
        if cancel || shown.closed { DialogOutcome::Cancelled } else { DialogOutcome::Open }
    }
}
