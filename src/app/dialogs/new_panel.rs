//! A new panelboard: from a preset, or as a copy of one that is there.

use super::{Dialog, DialogOutcome};
use crate::app::form_ui::form_ui;
use crate::app::theme::{self, TypeStyle};
use crate::app::widgets::{self, Button, dialog_block, dialog_foot, dialog_row, dropdown};
use crate::domain::{Edit, Panel, PanelId, Project};
use crate::workbench::Command;
use crate::workbench::forms::{Form, panel_form, read_panel};
use crate::workbench::panel_life::{PRESETS, new_panel, plan_duplicate};
use egui::ScrollArea;

/// What a new panel starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Template {
    Preset(usize),
    /// The facts of a panelboard, without its circuits.
    Like(PanelId),
    CopyOf(PanelId),
}

/// The dialog's state.
#[derive(Debug)]
pub struct NewPanelDialog {
    template: Template,
    base: Panel,
    form: Form,
}

impl NewPanelDialog {
    /// Opens the dialog on the first preset.
    pub fn new(project: &Project) -> Self {
        let base = preset(project, 0);
        let form = panel_form(project, &base);
        Self { template: Template::Preset(0), base, form }
    }

    fn start_from(&mut self, project: &Project, template: Template) {
        self.template = template;
        self.base = match template {
            Template::Preset(index) => preset(project, index),
            Template::Like(id) | Template::CopyOf(id) => {
                let Some(panel) = project.panel(id) else { return };
                let mut copy = new_panel(project, &panel.name, panel.system, panel.slots);
                copy.sections = panel.sections;
                copy.bus = panel.bus;
                copy.main = panel.main;
                copy.interrupting = panel.interrupting;
                copy.mounting = panel.mounting;
                copy.enclosure.clone_from(&panel.enclosure);
                copy.feed_through = panel.feed_through;
                copy.location.clone_from(&panel.location);
                copy.notes.clone_from(&panel.notes);
                copy
            }
        };
        self.form = panel_form(project, &self.base);
    }

    fn command(&mut self, project: &Project) -> Option<Command> {
        let panel = read_panel(&mut self.form, project, &self.base)?;
        let label = format!("Add {}", panel.name);
        let Template::CopyOf(id) = self.template else {
            return Some(Command::Edit { label, edits: vec![Edit::AddPanel(Box::new(panel))] });
        };
        let mut edits = plan_duplicate(project, id).ok()?.edits;
        edits.push(Edit::SetPanel(Box::new(panel)));
        Some(Command::Edit { label, edits })
    }
}

fn preset(project: &Project, index: usize) -> Panel {
    let preset = PRESETS.get(index).copied().unwrap_or(PRESETS[0]);
    new_panel(project, preset.name, preset.system, preset.slots)
}

impl Dialog for NewPanelDialog {
    fn show(&mut self, ctx: &egui::Context, project: &Project) -> DialogOutcome {
        let copies: Vec<(Template, String)> = project
            .panels()
            .map(|p| (Template::CopyOf(p.id), format!("Copy of {}, {} circuits", p.name, p.circuits().len())))
            .collect();
        let likes: Vec<(Template, String)> = project
            .panels()
            .map(|p| (Template::Like(p.id), format!("Like {}, {} empty slots", p.name, p.slots)))
            .collect();
        let presets =
            PRESETS.iter().enumerate().map(|(index, preset)| (Template::Preset(index), preset.label));
        let choices: Vec<(Template, &str)> = presets
            .chain(likes.iter().chain(&copies).map(|(template, words)| (*template, words.as_str())))
            .collect();
        let shown = widgets::Dialog::new("new-panel", "New panel").width(680.0).show(ctx, |ui| {
            let mut template = self.template;
            dialog_row(ui, 48.0, |ui| {
                let tokens = theme::tokens(ui);
                ui.label(theme::rich("Start from", TypeStyle::Body, tokens.text_2));
                dropdown(ui, "Start from", 300.0, &mut template, &choices);
            });
            if template != self.template {
                self.start_from(project, template);
            }
            let room = (ctx.content_rect().height() - 300.0).clamp(160.0, 480.0);
            ScrollArea::vertical().max_height(room).auto_shrink(false).show(ui, |ui| {
                if dialog_block(ui, |ui| form_ui(ui, "new-panel", &mut self.form)) {
                    read_panel(&mut self.form, project, &self.base);
                }
            });
            let can = !self.form.has_errors();
            dialog_foot(
                ui,
                |_| (),
                |ui| {
                    let add = ui.add(Button::primary("Add panel").keys("Ctrl+Enter").enabled(can)).clicked();
                    (add, ui.add(Button::plain("Cancel").keys("Esc")).clicked())
                },
            )
            .1
        });
        let (add, cancel) = shown.inner;
        if add || shown.confirmed {
            return self
                .command(project)
                .map_or(DialogOutcome::Open, |command| DialogOutcome::Done(vec![command]));
        }
        if cancel || shown.closed { DialogOutcome::Cancelled } else { DialogOutcome::Open }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{apply_all, examples};

    #[test]
    fn a_panel_like_another_has_its_facts_and_no_circuits() {
        let mut project = examples::two_panels();
        let mut lp1 = project.panel(PanelId(1)).expect("LP-1").clone();
        lp1.location = "ELEC 118".to_owned();
        crate::domain::apply(&mut project, &Edit::SetPanel(Box::new(lp1))).expect("legal");
        let mut dialog = NewPanelDialog::new(&project);
        dialog.start_from(&project, Template::Like(PanelId(1)));
        let Some(Command::Edit { edits, .. }) = dialog.command(&project) else { panic!("a step") };
        let (after, _) = apply_all(&project, &edits).expect("legal");
        let (old, new) =
            (after.panel(PanelId(1)).expect("kept"), after.panel_named("LP-2").expect("the next name"));
        assert_eq!((new.circuits().len(), new.slots, new.bus, new.main), (0, old.slots, old.bus, old.main));
        assert_eq!((new.location.as_str(), new.feeder.is_none()), ("ELEC 118", true));
    }
}
