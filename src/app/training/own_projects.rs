//! Adding one's own projects: which, what would come along, whether one agrees. Nothing is written before.

use crate::app::dialogs::{DialogOutcome, ProgramDialog};
use crate::app::theme::{self, Signal, TypeStyle, space};
use crate::app::view_context::AppRequest;
use crate::app::widgets::{
    self, Button, Checkbox, NumberField, TextField, banner, dialog_block, dialog_foot, dropdown,
    section_label,
};
use crate::workbench::training::{DRAWN, OwnCommand, OwnPreview, OwnSources, OwnTask};
use crate::workbench::{Command, Settings, Workbench};
use egui::{Label, ScrollArea, Ui};
use std::path::PathBuf;

/// Height of the list of panelboards, in points.
const LIST: f32 = 168.0;

/// The dialog's state.
pub(in crate::app) struct OwnProjectsDialog {
    /// Recent projects and whether each is taken.
    recent: Vec<(PathBuf, String, bool)>,
    /// A further file or folder, typed.
    other: String,
    task: OwnTask,
    /// Examples drawn beside one's own.
    drawn: f64,
    decisions: bool,
    keep_names: bool,
    /// The person agrees that models are trained on this. Never ticked by the program.
    agrees: bool,
    name: String,
    /// What the preview is of.
    looked_at: Option<OwnSources>,
}

impl OwnProjectsDialog {
    /// Opens the dialog on the recent projects.
    pub fn new(settings: &Settings) -> Self {
        let recent =
            settings.recent.iter().map(|file| (file.path.clone(), file.name.clone(), false)).collect();
        Self {
            recent,
            other: String::new(),
            task: OwnTask::Balance,
            drawn: DRAWN as f64,
            decisions: false,
            keep_names: false,
            agrees: false,
            name: "own-projects".to_owned(),
            looked_at: None,
        }
    }

    fn sources(&self) -> OwnSources {
        let mut paths: Vec<PathBuf> =
            self.recent.iter().filter(|(_, _, taken)| *taken).map(|(path, _, _)| path.clone()).collect();
        let other = self.other.trim();
        if !other.is_empty() {
            paths.push(PathBuf::from(other));
        }
        let decisions = self.decisions && self.task == OwnTask::Balance;
        OwnSources {
            task: self.task,
            drawn: self.drawn as usize,
            paths,
            decisions,
            keep_names: self.keep_names,
        }
    }

    fn choices_ui(&mut self, ui: &mut Ui) {
        let tokens = theme::tokens(ui);
        section_label(ui, "What they are to teach", "");
        ui.horizontal(|ui| {
            let tasks: Vec<(OwnTask, &str)> =
                OwnTask::ALL.iter().map(|task| (*task, words_of(*task))).collect();
            dropdown(ui, "Task", 300.0, &mut self.task, &tasks);
            if self.task != OwnTask::Balance {
                ui.add_space(space::M);
                NumberField::new(&mut self.drawn, "Drawn beside them")
                    .range(20.0..=200_000.0)
                    .step(100.0)
                    .show(ui);
                ui.label(theme::rich("examples drawn beside them", TypeStyle::Body, tokens.text_2));
            }
        });
        ui.add_space(space::S);
        section_label(ui, "Recent projects", "");
        if self.recent.is_empty() {
            ui.label(theme::rich("None was opened yet", TypeStyle::Body, tokens.text_2));
        }
        ScrollArea::vertical().id_salt("recent").max_height(LIST).auto_shrink([false, true]).show(ui, |ui| {
            for (path, name, taken) in &mut self.recent {
                ui.add(Checkbox::new(taken, name)).on_hover_text(path.display().to_string());
            }
        });
        ui.add_space(space::S);
        section_label(ui, "Other files", "");
        ui.add(
            TextField::new(&mut self.other, "File or folder")
                .hint("a project, a journal, or a folder of them")
                .width(480.0),
        );
        ui.add_space(space::S);
        if self.task == OwnTask::Balance {
            ui.add(Checkbox::new(&mut self.decisions, "Remembered decisions about proposals"));
        }
        ui.add(Checkbox::new(&mut self.keep_names, "Keep names")).on_hover_text(
            "Off: names of files, panels and groups stay behind. Words of circuits never come along",
        );
    }

    fn preview_ui(&self, ui: &mut Ui, preview: &OwnPreview) {
        let tokens = theme::tokens(ui);
        let plural = if preview.projects == 1 { "" } else { "s" };
        let mut remark = format!("{} from {} project{plural}", preview.rows.len(), preview.projects);
        let difficult = preview.rows.iter().filter(|row| row.difficult).count();
        if difficult > 0 {
            remark += &format!(", {difficult} difficult: drawn more often");
        }
        section_label(ui, "What would be learned from", &remark);
        for refused in &preview.refused {
            banner(ui, Signal::Warning, "Left out", refused, None);
        }
        ScrollArea::vertical().id_salt("panels").max_height(LIST).auto_shrink([false, true]).show(ui, |ui| {
            for row in &preview.rows {
                let difficult = if row.difficult { " · difficult" } else { "" };
                let words = format!("{} · {} · {}{difficult}", row.name, row.about, row.how);
                ui.add(Label::new(theme::rich(words, TypeStyle::Small, tokens.text_1)).truncate());
            }
        });
    }
}

/// Returns what a task takes of a project.
const fn words_of(task: OwnTask) -> &'static str {
    match task {
        OwnTask::Balance => "Phase balance and habits: panelboards",
        OwnTask::Routing => "Routing: sheets as floor plans",
        OwnTask::Loads => "Loads: services and panelboards",
        OwnTask::Validation => "Validation: circuits and what rules say",
    }
}

impl ProgramDialog for OwnProjectsDialog {
    fn show(&mut self, ctx: &egui::Context, workbench: &Workbench) -> DialogOutcome {
        let sources = self.sources();
        // How many are drawn beside them changes nothing of what was found.
        let found = |of: &OwnSources| OwnSources { drawn: sources.drawn, ..of.clone() } == sources;
        let preview = workbench.own_projects().filter(|preview| found(&preview.sources));
        let name = self.name.trim().to_owned();
        let fits = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
        let taken = workbench.training().datasets.iter().any(|dataset| dataset.name == name);
        let refusal = match preview {
            _ if !fits => Some("The name has letters, digits, - and _"),
            _ if taken => Some("There is a dataset of this name"),
            None => Some("Look first: nothing is written by that"),
            Some(preview) if preview.rows.is_empty() => Some("There is nothing to learn from"),
            Some(_) if !self.agrees => Some("Tick that models may be trained on this"),
            Some(_) => None,
        };
        let nothing = sources.paths.is_empty() && !sources.decisions;
        let looking = self.looked_at.as_ref().is_some_and(found) && preview.is_none();
        let shown = widgets::Dialog::new("own-projects", "Add own projects")
            .subtitle("they stay on this computer")
            .width(640.0)
            .show(ctx, |ui| {
                ScrollArea::vertical().max_height(widgets::dialog_room(ctx)).auto_shrink([false, true]).show(
                    ui,
                    |ui| {
                        dialog_block(ui, |ui| {
                            self.choices_ui(ui);
                            ui.add_space(space::M);
                            if let Some(preview) = preview {
                                self.preview_ui(ui, preview);
                                ui.add_space(space::M);
                            }
                            ui.add(TextField::new(&mut self.name, "Name of the dataset").width(240.0));
                            ui.add_space(space::S);
                            ui.add(Checkbox::new(
                                &mut self.agrees,
                                "Models may be trained on these projects",
                            ));
                        });
                    },
                );
                let tokens = theme::tokens(ui);
                let words = if looking { "Looking…" } else { refusal.unwrap_or("Ready to be added") };
                dialog_foot(
                    ui,
                    |ui| ui.label(theme::rich(words, TypeStyle::Small, tokens.text_2)),
                    |ui| {
                        let look = ui.add(Button::plain("Look").enabled(!nothing && !looking)).clicked();
                        let add = Button::primary("Add").keys("Ctrl+Enter").enabled(refusal.is_none());
                        let add = ui.add(add).clicked();
                        (look, add, ui.add(Button::plain("Cancel").keys("Esc")).clicked())
                    },
                )
                .1
            });
        let (look, add, cancel) = shown.inner;
        if (add || shown.confirmed) && refusal.is_none() {
            return DialogOutcome::Done(vec![Command::Own(OwnCommand::Take { sources, name })]);
        }
        if look {
            self.looked_at = Some(sources.clone());
            return DialogOutcome::Act(vec![AppRequest::Command(Command::Own(OwnCommand::Look(sources)))]);
        }
        if cancel || shown.closed { DialogOutcome::Cancelled } else { DialogOutcome::Open }
    }
}
