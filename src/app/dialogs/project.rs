//! The project's title block and design choices.

use super::{Dialog, DialogOutcome};
use crate::app::form_ui::form_ui;
use crate::app::widgets::{self, Button, dialog_block, dialog_foot};
use crate::domain::{Edit, Project};
use crate::workbench::Command;
use crate::workbench::forms::{Form, project_form, read_project};

/// The dialog's state.
#[derive(Debug)]
pub struct ProjectDialog {
    form: Form,
}

impl ProjectDialog {
    /// Opens the properties of the project.
    pub fn new(project: &Project) -> Self {
        Self { form: project_form(project) }
    }
}

impl Dialog for ProjectDialog {
    fn show(&mut self, ctx: &egui::Context, project: &Project) -> DialogOutcome {
        let shown = widgets::Dialog::new("project", "Project properties").width(640.0).show(ctx, |ui| {
            if dialog_block(ui, |ui| form_ui(ui, "project", &mut self.form)) {
                read_project(&mut self.form, project);
            }
            let can = !self.form.has_errors();
            dialog_foot(
                ui,
                |_| (),
                |ui| {
                    let apply = ui.add(Button::primary("Apply").keys("Ctrl+Enter").enabled(can)).clicked();
                    (apply, ui.add(Button::plain("Cancel").keys("Esc")).clicked())
                },
            )
            .1
        });
        let (apply, cancel) = shown.inner;
        if (apply || shown.confirmed)
            && let Some((info, settings)) = read_project(&mut self.form, project)
        {
            let edits = vec![Edit::SetInfo(info), Edit::SetSettings(settings)];
            return DialogOutcome::Done(vec![Command::Edit { label: "Change project".to_owned(), edits }]);
        }
        if cancel || shown.closed { DialogOutcome::Cancelled } else { DialogOutcome::Open }
    }
}
