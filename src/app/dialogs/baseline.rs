//! Treating the findings of today as existing conditions, for the project or for one panelboard.

use super::waive::row;
use super::{Dialog, DialogOutcome};
use crate::app::theme::{self, TypeStyle};
use crate::app::widgets::{self, Button, TextField, dialog_block, dialog_foot, dropdown};
use crate::domain::{PanelId, Project};
use crate::workbench::answers::{baseline_count, set_baseline};
use crate::workbench::findings::Checked;
use egui::Label;
use std::sync::Arc;

/// The dialog's state.
#[derive(Debug)]
pub struct BaselineDialog {
    checked: Arc<Checked>,
    panel: Option<PanelId>,
    author: String,
}

impl BaselineDialog {
    /// Opens the question for the findings of a report.
    pub fn new(project: &Project, checked: Arc<Checked>) -> Self {
        Self { checked, panel: None, author: project.info().engineer.clone() }
    }
}

impl Dialog for BaselineDialog {
    fn show(&mut self, ctx: &egui::Context, project: &Project) -> DialogOutcome {
        let planned =
            set_baseline(project, &self.checked.report, self.panel, (&self.author, self.checked.today));
        let count = baseline_count(&self.checked.report, self.panel);
        let title = "Treat current findings as existing";
        let shown = widgets::Dialog::new("baseline", title).width(600.0).show(ctx, |ui| {
            dialog_block(ui, |ui| {
                let tokens = theme::tokens(ui);
                let words = format!(
                    "{count} findings are existing conditions from now on: they are listed, and count as open no more. What is new or changes is told apart. What is undetermined stays so."
                );
                ui.add(Label::new(theme::rich(words, TypeStyle::Body, tokens.text_2)).wrap());
                row(ui, "Of", |ui| {
                    let names: Vec<(Option<PanelId>, String)> = [(None, "The whole project".to_owned())]
                        .into_iter()
                        .chain(project.panels().map(|panel| (Some(panel.id), panel.name.clone())))
                        .collect();
                    let choices: Vec<(Option<PanelId>, &str)> =
                        names.iter().map(|(id, name)| (*id, name.as_str())).collect();
                    dropdown(ui, "Of", 240.0, &mut self.panel, &choices);
                });
                row(ui, "Name", |ui| {
                    ui.add(TextField::new(&mut self.author, "Name").width(240.0));
                });
            });
            dialog_foot(
                ui,
                |ui| {
                    if let Err(why) = &planned {
                        let tokens = theme::tokens(ui);
                        ui.label(theme::rich(*why, TypeStyle::Small, tokens.text_2));
                    }
                },
                |ui| {
                    let words = format!("Treat {count} as existing");
                    let button = Button::primary(&words).keys("Ctrl+Enter").enabled(planned.is_ok());
                    let confirm = ui.add(button).clicked();
                    (confirm, ui.add(Button::plain("Cancel").keys("Esc")).clicked())
                },
            )
            .1
        });
        let (confirm, cancel) = shown.inner;
        if (confirm || shown.confirmed)
            && let Ok(command) = planned
        {
            return DialogOutcome::Done(vec![command]);
        }
        if cancel || shown.closed { DialogOutcome::Cancelled } else { DialogOutcome::Open }
    }
}
