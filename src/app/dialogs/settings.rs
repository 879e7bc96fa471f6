//! The settings. Each choice holds at once and is kept; nothing waits for a button.

use super::{DialogOutcome, ProgramDialog};
use crate::app::filing::new_project::preset_of;
use crate::app::theme::{self, Scale, TypeStyle, space};
use crate::app::view_context::AppRequest;
use crate::app::widgets::{
    self, Button, Checkbox, TextField, dialog_block, dialog_foot, dialog_room, dropdown, section_label,
    segmented,
};
use crate::nec::Edition;
use crate::workbench::panel_life::PRESETS;
use crate::workbench::{Action, Command, Settings, ThemeChoice, Workbench};
use egui::{Align, Layout, ScrollArea, Ui, vec2};

/// Width of the labels, in points.
const LABEL: f32 = 132.0;
/// Width of a field.
const FIELD: f32 = 320.0;

/// The dialog's state.
#[derive(Default)]
pub(in crate::app) struct SettingsDialog {
    /// The choices before defaults were restored, while nothing else has been changed.
    before: Option<Settings>,
}

impl SettingsDialog {
    /// Opens the settings.
    pub fn new() -> Self {
        Self::default()
    }

    /// Draws the foot and returns whether to close.
    fn foot_ui(&mut self, ui: &mut Ui, settings: &mut Settings) -> bool {
        let tokens = theme::tokens(ui);
        let first = settings.with_first_choices();
        dialog_foot(
            ui,
            |ui| {
                if let Some(before) = &self.before {
                    ui.spacing_mut().item_spacing.x = space::M;
                    if ui.add(Button::plain("Undo restore")).clicked() {
                        settings.clone_from(before);
                        self.before = None;
                    }
                    ui.label(theme::rich("The defaults are restored", TypeStyle::Small, tokens.text_2));
                } else if ui.add(Button::plain("Restore defaults").enabled(*settings != first)).clicked() {
                    self.before = Some(settings.clone());
                    *settings = first;
                }
            },
            |ui| ui.add(Button::primary("Close").keys("Esc")).clicked(),
        )
        .1
    }
}

impl ProgramDialog for SettingsDialog {
    fn show(&mut self, ctx: &egui::Context, workbench: &Workbench) -> DialogOutcome {
        let mut settings = workbench.settings().clone();
        let room = dialog_room(ctx);
        let mut asked = Asked::Nothing;
        let shown = widgets::Dialog::new("settings", "Settings")
            .subtitle("changes hold at once and are kept")
            .width(620.0)
            .show(ctx, |ui| {
                ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
                    dialog_block(ui, |ui| {
                        look_ui(ui, &mut settings);
                        ui.add_space(space::M);
                        asked = model_ui(ui, workbench, &mut settings);
                        ui.add_space(space::M);
                        projects_ui(ui, &mut settings);
                        ui.add_space(space::M);
                        file_ui(ui, workbench);
                    });
                });
                if settings != *workbench.settings() {
                    self.before = None;
                }
                self.foot_ui(ui, &mut settings)
            });
        match asked {
            Asked::Card => return DialogOutcome::Leave(vec![AppRequest::Action(Action::ModelCard)]),
            Asked::Forget => {
                return DialogOutcome::Act(vec![AppRequest::Command(Command::ForgetDecisions)]);
            }
            Asked::Nothing => {}
        }
        if settings != *workbench.settings() {
            return DialogOutcome::Act(vec![AppRequest::Command(Command::SetSettings(Box::new(settings)))]);
        }
        if shown.inner || shown.closed || shown.confirmed {
            DialogOutcome::Cancelled
        } else {
            DialogOutcome::Open
        }
    }
}

fn look_ui(ui: &mut Ui, settings: &mut Settings) {
    section_label(ui, "Look", "");
    line_ui(ui, "Theme", |ui| {
        let themes =
            [(ThemeChoice::System, "System"), (ThemeChoice::Dark, "Dark"), (ThemeChoice::Light, "Light")];
        segmented(ui, &mut settings.theme, &themes);
    });
    line_ui(ui, "Scale", |ui| {
        let names: Vec<(u16, String)> =
            Scale::STEPS.iter().map(|step| (*step, format!("{step} %"))).collect();
        let choices: Vec<(u16, &str)> = names.iter().map(|(step, name)| (*step, name.as_str())).collect();
        let mut step = Scale::nearest(settings.scale_percent).percent();
        if segmented(ui, &mut step, &choices).changed() {
            settings.scale_percent = step;
        }
    });
    line_ui(ui, "Rows", |ui| {
        segmented(ui, &mut settings.comfortable_rows, &[(false, "Compact"), (true, "Comfortable")]);
    });
    line_ui(ui, "", |ui| ui.add(Checkbox::new(&mut settings.high_contrast, "High contrast")));
    line_ui(ui, "", |ui| ui.add(Checkbox::new(&mut settings.reduce_motion, "Reduce motion")));
    line_ui(ui, "", |ui| ui.add(Checkbox::new(&mut settings.cursor_blinks, "Text cursor blinks")));
}

/// What was asked for beside a choice.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Nothing,
    Card,
    Forget,
}

/// Where the trained model may speak unasked, which one it is, and whether decisions are remembered to learn from.
fn model_ui(ui: &mut Ui, workbench: &Workbench, settings: &mut Settings) -> Asked {
    let loads = workbench.loads_model().is_some_and(Result::is_ok);
    let remark = workbench.model_words().map_or_else(|| "none is installed".to_owned(), |words| words.text);
    section_label(ui, "Trained model", &remark);
    if loads {
        line_ui(ui, "Loads", |ui| {
            ui.add(Checkbox::new(&mut settings.loads_signal, "Early signal beside the engine"))
                .on_hover_text("Demand and size by the model, under the engine's; off: it is not asked");
        });
        line_ui(ui, "", |ui| {
            ui.add(Checkbox::new(&mut settings.collect_disagreements, "Keep disagreements as examples"))
                .on_hover_text(
                    "Loads of panelboards where it is wrong, in a file of yours; nothing leaves this machine",
                );
        });
    }
    let card = line_ui(ui, "Phase balancing", |ui| {
        ui.add(Checkbox::new(&mut settings.propose_after_edits, "Propose after every edit"))
            .on_hover_text("Off: the model is not asked, neither after edits nor by the balance dialog");
        workbench.model_card().is_some() && ui.add(Button::plain("Model card")).clicked()
    });
    let forget = line_ui(ui, "Training", |ui| {
        ui.add(Checkbox::new(&mut settings.remember_decisions, "Remember accepted and rejected proposals")).on_hover_text(
            "Stays on this computer, without names: loads, classes and slots of the panelboard, and the slots that were not wanted. Models can be trained on it",
        );
        ui.add(Button::plain("Delete remembered"))
            .on_hover_text("Deletes what was remembered so far")
            .clicked()
    });
    match (card, forget) {
        (true, _) => Asked::Card,
        (_, true) => Asked::Forget,
        _ => Asked::Nothing,
    }
}

fn projects_ui(ui: &mut Ui, settings: &mut Settings) {
    let choices = &mut settings.new_projects;
    section_label(ui, "New projects", "those that exist keep what they have");
    line_ui(ui, "Engineer", |ui| {
        let field = TextField::new(&mut choices.engineer, "Engineer of new projects").width(FIELD);
        ui.add(field.hint("Name or firm for the title block"));
    });
    line_ui(ui, "Code edition", |ui| {
        let names: Vec<(u16, String)> =
            Edition::ALL.iter().map(|edition| (edition.year(), edition.to_string())).collect();
        let editions: Vec<(u16, &str)> = names.iter().map(|(year, name)| (*year, name.as_str())).collect();
        dropdown(ui, "Code edition of new projects", FIELD, &mut choices.edition, &editions);
    });
    line_ui(ui, "First panel", |ui| {
        let presets: Vec<(usize, &str)> = PRESETS.iter().map(|preset| preset.label).enumerate().collect();
        let mut chosen = preset_of(choices);
        if dropdown(ui, "First panel of new projects", FIELD, &mut chosen, &presets).changed()
            && let Some(preset) = PRESETS.get(chosen)
        {
            preset.system.code().clone_into(&mut choices.system);
            choices.slots = preset.slots;
        }
    });
}

/// Says where the choices are kept.
fn file_ui(ui: &mut Ui, workbench: &Workbench) {
    let tokens = theme::tokens(ui);
    section_label(ui, "Kept in", "");
    let words = workbench.places().settings.as_ref().map_or_else(
        || "no file: the choices end with the program".to_owned(),
        |path| path.display().to_string(),
    );
    ui.add(egui::Label::new(theme::rich(words, TypeStyle::Mono, tokens.text_2)).wrap());
}

fn line_ui<R>(ui: &mut Ui, label: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let tokens = theme::tokens(ui);
    let row = theme::metrics(ui).control;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::LABEL_TO_FIELD;
        ui.allocate_ui_with_layout(vec2(LABEL, row), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(LABEL);
            if !label.is_empty() {
                ui.label(theme::rich(label, TypeStyle::Body, tokens.text_2));
            }
        });
        contents(ui)
    })
    .inner
}
