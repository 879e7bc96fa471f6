//! A new project: its name and the first panelboard, from a preset.

use crate::app::theme::{self, TypeStyle};
use crate::app::widgets::{self, Button, TextField, dialog_foot, dialog_row, dropdown};
use crate::domain::{Edit, Project, System, apply_all};
use crate::workbench::panel_life::{PRESETS, Preset};
use crate::workbench::{ProjectDefaults, panel_life};

/// What became of the dialog in this frame.
pub(in crate::app) enum NewProjectOutcome {
    Open,
    Cancelled,
    Done(Box<Project>),
}

/// The dialog's state.
pub(in crate::app) struct NewProjectDialog {
    name: String,
    preset: usize,
    panel: String,
    /// Whether a person has named the panelboard, so that a preset does not.
    named: bool,
    focused: bool,
    refused: Option<String>,
    defaults: ProjectDefaults,
}

impl NewProjectDialog {
    /// Opens the dialog on the preset the person starts with.
    pub fn new(defaults: ProjectDefaults) -> Self {
        let preset = preset_of(&defaults);
        Self {
            name: "New project".to_owned(),
            preset,
            panel: PRESETS.get(preset).unwrap_or(&PRESETS[0]).name.to_owned(),
            named: false,
            focused: false,
            refused: None,
            defaults,
        }
    }

    /// Draws the dialog.
    pub fn show(&mut self, ctx: &egui::Context) -> NewProjectOutcome {
        let can = !self.name.trim().is_empty() && !self.panel.trim().is_empty();
        let shown = widgets::Dialog::new("new-project", "New project").width(520.0).show(ctx, |ui| {
            self.entries(ui);
            if let Some(why) = &self.refused {
                let tokens = theme::tokens(ui);
                dialog_row(ui, 36.0, |ui| {
                    ui.label(theme::rich(why.as_str(), TypeStyle::Body, tokens.error));
                });
            }
            dialog_foot(
                ui,
                |_| (),
                |ui| {
                    let create = ui.add(Button::primary("Create").keys("Ctrl+Enter").enabled(can)).clicked();
                    (create, ui.add(Button::plain("Cancel").keys("Esc")).clicked())
                },
            )
            .1
        });
        let (create, cancel) = shown.inner;
        if can && (create || shown.confirmed) {
            let preset = PRESETS.get(self.preset).unwrap_or(&PRESETS[0]);
            match started(&self.defaults, self.name.trim(), self.panel.trim(), preset.system, preset.slots) {
                Ok(project) => return NewProjectOutcome::Done(Box::new(project)),
                Err(why) => self.refused = Some(why),
            }
        }
        if cancel || shown.closed { NewProjectOutcome::Cancelled } else { NewProjectOutcome::Open }
    }

    fn entries(&mut self, ui: &mut egui::Ui) {
        let field = |ui: &mut egui::Ui, label: &str| {
            let tokens = theme::tokens(ui);
            ui.allocate_ui(egui::vec2(110.0, 28.0), |ui| {
                ui.set_min_width(110.0);
                ui.label(theme::rich(label, TypeStyle::Body, tokens.text_2));
            });
        };
        dialog_row(ui, 48.0, |ui| {
            field(ui, "Project");
            let response = ui.add(TextField::new(&mut self.name, "Project name").width(340.0));
            if !self.focused {
                response.request_focus();
                select_all(ui.ctx(), response.id, self.name.chars().count());
                self.focused = true;
            }
        });
        dialog_row(ui, 48.0, |ui| {
            field(ui, "First panel");
            let choices: Vec<(usize, &str)> = PRESETS.iter().map(|preset| preset.label).enumerate().collect();
            if dropdown(ui, "System", 340.0, &mut self.preset, &choices).changed() && !self.named {
                PRESETS.get(self.preset).unwrap_or(&PRESETS[0]).name.clone_into(&mut self.panel);
            }
        });
        dialog_row(ui, 48.0, |ui| {
            field(ui, "Panel name");
            self.named |= ui.add(TextField::new(&mut self.panel, "Panel name").width(340.0)).changed();
        });
    }
}

/// Selects the proposed name, so that typing replaces it.
fn select_all(ctx: &egui::Context, id: egui::Id, letters: usize) {
    let mut state = egui::widgets::text_edit::TextEditState::load(ctx, id).unwrap_or_default();
    let range = egui::text::CCursorRange::two(egui::text::CCursor::new(0), egui::text::CCursor::new(letters));
    state.cursor.set_char_range(Some(range));
    state.store(ctx, id);
}

/// Returns the place of the preset a person starts with among [`PRESETS`].
pub(in crate::app) fn preset_of(defaults: &ProjectDefaults) -> usize {
    let same = |preset: &Preset| preset.system.code() == defaults.system && preset.slots == defaults.slots;
    PRESETS.iter().position(same).unwrap_or(0)
}

/// Returns a project with one empty panelboard.
///
/// # Errors
/// Says why there can be no such panelboard.
pub(in crate::app) fn started(
    defaults: &ProjectDefaults,
    name: &str,
    panel: &str,
    system: System,
    slots: u16,
) -> Result<Project, String> {
    let empty = defaults.project(name);
    let panel = panel_life::new_panel(&empty, panel, system, slots);
    apply_all(&empty, &[Edit::AddPanel(Box::new(panel))])
        .map(|(project, _)| project)
        .map_err(|error| error.to_string())
}
