//! A new run: task and data, what it begins with, how long it may take; what only some want to decide is folded away.

use crate::app::dialogs::{DialogOutcome, ProgramDialog};
use crate::app::theme::{self, TypeStyle, space};
use crate::app::widgets::{
    self, Button, Checkbox, NumberField, TextField, dialog_block, dialog_foot, dropdown, segmented_named,
};
use crate::hrm::{LESSONS, TrainConfig};
use crate::units::grouped;
use crate::workbench::training::{
    Champion, NewRun, Parent, Preset, RunId, RunView, TrainingCommand, TrainingView, habit_settings,
    preset_settings,
};
use crate::workbench::{Command, Workbench};
use egui::{Grid, ScrollArea, Ui};

/// What a run begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum From {
    Champion,
    Scratch,
    /// The best step of the run that was in front.
    Run,
}

/// The dialog's state.
pub(in crate::app) struct NewRunDialog {
    name: String,
    task: &'static str,
    dataset: usize,
    from: From,
    /// The run that was in front.
    run: Option<RunId>,
    preset: Preset,
    settings: TrainConfig,
    /// Whether a setting was changed by hand.
    own: bool,
    folded: bool,
}

impl NewRunDialog {
    /// Opens the dialog on the dataset of the run in front, else on the first.
    pub fn new(view: &TrainingView, front: Option<&RunId>) -> Self {
        let run = front.and_then(|id| view.run(id));
        let same = |run: &RunView| view.datasets.iter().position(|dataset| dataset.name == run.file.dataset);
        let mut dialog = Self {
            name: String::new(),
            task: LESSONS.first().copied().unwrap_or("tokens"),
            dataset: run.and_then(same).unwrap_or(0),
            from: From::Champion,
            run: front.cloned(),
            preset: Preset::Quick,
            settings: TrainConfig::default(),
            own: false,
            folded: true,
        };
        dialog.follow_dataset(view);
        dialog.reset(view);
        dialog
    }

    /// A dataset says which task it is for.
    fn follow_dataset(&mut self, view: &TrainingView) {
        let Some(dataset) = view.datasets.get(self.dataset) else { return };
        self.task = LESSONS.iter().find(|task| **task == dataset.task).copied().unwrap_or("tokens");
        let gone = match self.from {
            From::Champion => champion(view, self.task).is_none(),
            From::Run => self.parent_run(view).is_none(),
            From::Scratch => false,
        };
        if gone {
            self.from = From::Scratch;
        }
    }

    /// Returns the run that was in front, where its model can be begun with.
    fn parent_run<'a>(&self, view: &'a TrainingView) -> Option<&'a RunView> {
        let run = self.run.as_ref().and_then(|id| view.run(id))?;
        (run.has_model && run.file.task == self.task).then_some(run)
    }

    /// Takes the settings of the preset.
    fn reset(&mut self, view: &TrainingView) {
        let base = match self.from {
            From::Champion => champion(view, self.task).and_then(|champion| champion.settings.as_deref()),
            From::Run => self.parent_run(view).and_then(|run| run.settings.as_deref()),
            From::Scratch => None,
        };
        let seed = self.settings.seed;
        let finished = view.datasets.get(self.dataset).is_some_and(|dataset| dataset.finished > 0);
        // With finished panelboards of one's own a run from a model learns habits and leaves its legs alone.
        let settings = if self.from != From::Scratch && finished {
            habit_settings(self.preset)
        } else {
            preset_settings(self.task, self.preset, base)
        };
        self.settings = TrainConfig { seed, ..settings };
        self.own = false;
    }

    fn command(&self, view: &TrainingView) -> Option<TrainingCommand> {
        let dataset = view.datasets.get(self.dataset)?.name.clone();
        let parent = match self.from {
            From::Champion => champion(view, self.task).map(|champion| Parent::Model(champion.id.clone())),
            From::Run => self.parent_run(view).map(|run| Parent::Run(run.id.clone())),
            From::Scratch => None,
        };
        let parent = parent.unwrap_or_default();
        Some(TrainingCommand::New(Box::new(NewRun {
            name: self.name.trim().to_owned(),
            task: self.task.to_owned(),
            dataset,
            parent,
            preset: if self.own { Preset::Own } else { self.preset },
            settings: self.settings.clone(),
        })))
    }

    fn choices_ui(&mut self, ui: &mut Ui, view: &TrainingView) {
        let before = (self.dataset, self.from, self.preset);
        let names: Vec<(usize, String)> = view
            .datasets
            .iter()
            .enumerate()
            .map(|(at, dataset)| {
                let task = if dataset.task.is_empty() { "tokens" } else { &dataset.task };
                (at, format!("{} · {task}", dataset.name))
            })
            .collect();
        let names: Vec<(usize, &str)> = names.iter().map(|(at, words)| (*at, words.as_str())).collect();
        Grid::new("new run").num_columns(2).spacing([space::L, space::S]).show(ui, |ui| {
            label(ui, "Dataset");
            dropdown(ui, "Dataset", 300.0, &mut self.dataset, &names);
            ui.end_row();
            label(ui, "Start from");
            let champion = champion(view, self.task).map(|champion| format!("Champion {}", champion.id));
            let run = self.parent_run(view).map(|run| format!("Best of {}", run.id));
            let own = [
                (From::Champion, champion.as_deref()),
                (From::Run, run.as_deref()),
                (From::Scratch, Some("Scratch")),
            ];
            let choices: Vec<(From, &str)> =
                own.into_iter().filter_map(|(from, words)| Some((from, words?))).collect();
            segmented_named(ui, "Start from", &mut self.from, &choices);
            ui.end_row();
            label(ui, "Length");
            let presets = Preset::ALL.map(|preset| (preset, preset.label()));
            segmented_named(ui, "Length", &mut self.preset, &presets);
            ui.end_row();
            label(ui, "Name");
            ui.add(TextField::new(&mut self.name, "Name of the run").hint("lr 3e-4").width(300.0));
            ui.end_row();
        });
        if before.0 != self.dataset {
            self.follow_dataset(view);
        }
        if before != (self.dataset, self.from, self.preset) {
            self.reset(view);
        }
    }

    fn advanced_ui(&mut self, ui: &mut Ui) {
        let settings = &mut self.settings;
        let before = settings.clone();
        Grid::new("advanced").num_columns(4).min_col_width(112.0).spacing([space::L, space::S]).show(
            ui,
            |ui| {
                whole(ui, "Steps", &mut settings.steps, 1);
                whole(ui, "Seed", &mut settings.seed, 0);
                ui.end_row();
                number(ui, "Learning rate", &mut settings.rate.base, 0.0..=1.0, 6, 1e-4);
                whole(ui, "Warm-up steps", &mut settings.rate.warmup, 0);
                ui.end_row();
                number(ui, "Last rate, share", &mut settings.rate.min_ratio, 0.0..=1.0, 2, 0.01);
                number(ui, "Weight decay", &mut settings.weight_decay, 0.0..=10.0, 2, 0.01);
                ui.end_row();
                let mut batch = settings.batch as u64;
                whole(ui, "Batch", &mut batch, 1);
                settings.batch = batch as usize;
                let mut keep = settings.ema.unwrap_or(0.0);
                number(ui, "Averaging", &mut keep, 0.0..=0.9999, 4, 0.001);
                settings.ema = (keep > 0.0).then_some(keep);
                ui.end_row();
                whole(ui, "Checkpoint every", &mut settings.checkpoint_every, 1);
                whole(ui, "Validation every", &mut settings.judge_every, 1);
                ui.end_row();
            },
        );
        self.own |= *settings != before;
    }
}

fn champion<'a>(view: &'a TrainingView, task: &str) -> Option<&'a Champion> {
    view.champions.iter().find(|champion| champion.task == task)
}

fn label(ui: &mut Ui, words: &str) {
    let tokens = theme::tokens(ui);
    ui.label(theme::rich(words, TypeStyle::Body, tokens.text_2));
}

fn whole(ui: &mut Ui, name: &str, value: &mut u64, least: u64) {
    let mut typed = *value as f64;
    number(ui, name, &mut typed, least as f64..=1e9, 0, 1.0);
    *value = typed as u64;
}

fn number(
    ui: &mut Ui,
    name: &str,
    value: &mut f64,
    range: std::ops::RangeInclusive<f64>,
    decimals: usize,
    step: f64,
) {
    label(ui, name);
    NumberField::new(value, name).width(96.0).range(range).decimals(decimals).step(step).show(ui);
}

impl ProgramDialog for NewRunDialog {
    fn show(&mut self, ctx: &egui::Context, workbench: &Workbench) -> DialogOutcome {
        let view = workbench.training();
        let fault = self.settings.check().err().map(|error| error.to_string());
        let missing = view.datasets.is_empty().then(|| "There is no dataset yet".to_owned());
        let refusal = missing.or(fault);
        let waits = view.live().is_some();
        let shown = widgets::Dialog::new("new-run", "New run").width(640.0).show(ctx, |ui| {
            ScrollArea::vertical().max_height(widgets::dialog_room(ctx)).auto_shrink([false, true]).show(
                ui,
                |ui| {
                    dialog_block(ui, |ui| {
                        self.choices_ui(ui, view);
                        ui.add_space(space::S);
                        let mut open = !self.folded;
                        ui.add(Checkbox::new(&mut open, "Advanced settings"));
                        self.folded = !open;
                        if open {
                            ui.add_space(space::S);
                            self.advanced_ui(ui);
                        }
                    });
                },
            );
            let tokens = theme::tokens(ui);
            let steps = format!("{} steps", grouped(self.settings.last_step() as f64, 0));
            let words = refusal.clone().unwrap_or(if waits {
                format!("{steps}; waits for the run that goes on")
            } else {
                steps
            });
            dialog_foot(
                ui,
                |ui| ui.label(theme::rich(words, TypeStyle::Small, tokens.text_2)),
                |ui| {
                    let start = Button::primary("Start").keys("Ctrl+Enter").enabled(refusal.is_none());
                    let start = ui.add(start).clicked();
                    (start, ui.add(Button::plain("Cancel").keys("Esc")).clicked())
                },
            )
            .1
        });
        let (start, cancel) = shown.inner;
        if (start || shown.confirmed) && refusal.is_none() {
            let command = self.command(view).map(Command::Train);
            return command.map_or(DialogOutcome::Open, |command| DialogOutcome::Done(vec![command]));
        }
        if cancel || shown.closed { DialogOutcome::Cancelled } else { DialogOutcome::Open }
    }
}
