//! The head of the middle column: which run, what it is doing, how far it is, and what can be done with it; and the foot with the
//! cores for training.

use crate::app::icons;
use crate::app::theme::{self, Tokens, TypeStyle, space};
use crate::app::view_context::Requests;
use crate::app::widgets::{
    Button, IconButton, IconWeight, MenuRow, NumberField, TextField, icon_at, progress_bar, slider, text_in,
};
use crate::units::grouped;
use crate::workbench::Command;
use crate::workbench::training::{RunId, RunPhase, RunView, TrainingCommand, TrainingView, duration_words};
use egui::{
    Align, Color32, Layout, Popup, PopupCloseBehavior, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2,
    vec2,
};

const HEAD: f32 = 56.0;
const PROGRESS: f32 = 56.0;

/// Returns glyph, weight and color of what a run is doing.
pub(super) fn phase_mark(phase: RunPhase, tokens: &Tokens) -> (&'static str, Color32) {
    match phase {
        RunPhase::Running | RunPhase::Stopping => (icons::PLAY, tokens.text_1),
        RunPhase::Queued => (icons::HOURGLASS, tokens.text_2),
        RunPhase::Paused => (icons::PAUSE, tokens.text_2),
        RunPhase::Interrupted => (icons::WARNING, tokens.warning),
        RunPhase::Finished | RunPhase::Kept => (icons::CHECK_CIRCLE, tokens.pass),
        RunPhase::Discarded => (icons::PROHIBIT, tokens.text_3),
        RunPhase::Diverged | RunPhase::Failed => (icons::X_CIRCLE, tokens.error),
    }
}

/// What is being typed about a run.
pub(super) struct RunHead {
    steps: f64,
    /// The runs whose curves are drawn, the one in front first.
    pub shown: Vec<RunId>,
    /// Name and notes of a run while its menu is open.
    typed: Option<(String, String, String)>,
}

impl Default for RunHead {
    fn default() -> Self {
        Self { steps: 500.0, shown: Vec::new(), typed: None }
    }
}

impl RunHead {
    /// Draws head and progress.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        tokens: &Tokens,
        view: &TrainingView,
        run: &RunView,
        out: &mut Requests,
    ) {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), HEAD));
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.edge());
        let inner = rect.shrink2(vec2(space::L, 0.0));
        let mut row =
            ui.new_child(UiBuilder::new().max_rect(inner).layout(Layout::right_to_left(Align::Center)));
        row.spacing_mut().item_spacing.x = space::S;
        self.buttons_ui(&mut row, view, run, out);
        let right = row.min_rect().left() - space::M;
        let (glyph, ink) = phase_mark(run.phase, tokens);
        icon_at(ui.painter(), pos2(inner.left() + 9.0, inner.center().y), glyph, IconWeight::Fill, 18.0, ink);
        let words =
            Rect::from_min_max(pos2(inner.left() + 28.0, rect.top() + 9.0), pos2(right, rect.bottom()));
        let (title, below) = (run.title(), subtitle(run));
        let line = |top: f32, height: f32| {
            Rect::from_min_size(words.min + vec2(0.0, top), vec2(words.width(), height))
        };
        text_in(ui.painter(), line(0.0, 20.0), Align::Min, &title, TypeStyle::Title.font(), tokens.text_1);
        let noticed = run.why.is_none() && run.computing.as_ref().is_some_and(|on| on.notice.is_some());
        let ink = if noticed { tokens.warning } else { tokens.text_2 };
        text_in(ui.painter(), line(20.0, 16.0), Align::Min, &below, TypeStyle::Small.font(), ink);
        let spoken = format!("{title}, {}, {below}", run.phase.word());
        let response = ui.interact(words, ui.scope_id().with("run"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
        response.on_hover_text(if run.file.notes.is_empty() {
            spoken
        } else {
            format!("{spoken}\n{}", run.file.notes)
        });
        progress_ui(ui, tokens, run);
    }

    fn buttons_ui(&mut self, ui: &mut Ui, view: &TrainingView, run: &RunView, out: &mut Requests) {
        let id = run.id.clone();
        let mut ask = |command| out.command(Command::Train(command));
        self.more_ui(ui, run, &mut ask);
        let live = run.phase.is_live();
        if live
            || run.phase == RunPhase::Paused
            || run.phase == RunPhase::Interrupted
            || run.phase == RunPhase::Diverged
        {
            let judged = run.best().is_some() && run.phase != RunPhase::Stopping;
            let keep = ui.add(Button::plain("Stop, keep best").icon(icons::STOP).enabled(judged));
            if keep.clicked() {
                ask(TrainingCommand::KeepBest(id.clone()));
            }
            keep.on_hover_text(if judged {
                "The best step on held-out data becomes the model of this run"
            } else {
                "There is no score on held-out data yet"
            });
        }
        match run.phase {
            RunPhase::Running => {
                if ui.add(Button::plain("Pause").icon(icons::PAUSE)).clicked() {
                    ask(TrainingCommand::Pause(id));
                }
            }
            RunPhase::Stopping => {
                ui.add(Button::plain("Pause").icon(icons::PAUSE).enabled(false))
                    .on_hover_text("It works towards its next checkpoint");
            }
            RunPhase::Queued => {
                let place = view.queue.iter().position(|other| *other == id).unwrap_or(0);
                if ui.add(Button::plain("Take out of the queue")).clicked() {
                    ask(TrainingCommand::Queue(id.clone(), None));
                }
                let last = place + 1 >= view.queue.len();
                if ui.add(IconButton::new(icons::ARROW_DOWN, "Later in the queue").enabled(!last)).clicked() {
                    ask(TrainingCommand::Queue(id.clone(), Some(place + 1)));
                }
                if ui
                    .add(IconButton::new(icons::ARROW_UP, "Earlier in the queue").enabled(place > 0))
                    .clicked()
                {
                    ask(TrainingCommand::Queue(id, Some(place.saturating_sub(1))));
                }
            }
            phase if phase.can_resume() => {
                let words = if run.state.step == 0 { "Start" } else { "Resume" };
                if ui.add(Button::plain(words).icon(icons::PLAY)).clicked() {
                    ask(TrainingCommand::Resume(id));
                }
            }
            _ => {}
        }
    }

    /// What is rarely done, behind three dots.
    fn more_ui(&mut self, ui: &mut Ui, run: &RunView, ask: &mut dyn FnMut(TrainingCommand)) {
        let dots = ui.add(IconButton::new(icons::DOTS_THREE, "More about this run"));
        let id = run.id.clone();
        let popup = Popup::menu(&dots).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        let shown = popup.show(|ui| {
            ui.set_width(280.0);
            let tokens = theme::tokens(ui);
            let typed = self.typed.take().filter(|(of, ..)| *of == id.0);
            let mut typed =
                typed.unwrap_or_else(|| (id.0.clone(), run.file.name.clone(), run.file.notes.clone()));
            for (label, text) in [("Name", &mut typed.1), ("Notes", &mut typed.2)] {
                ui.label(theme::rich(label, TypeStyle::Small, tokens.text_2));
                ui.add(TextField::new(text, label).width(280.0));
            }
            if (&typed.1, &typed.2) != (&run.file.name, &run.file.notes)
                && ui.add(Button::plain("Keep name and notes")).clicked()
            {
                ask(TrainingCommand::Rename(id.clone(), typed.1.clone()));
                ask(TrainingCommand::Note(id.clone(), typed.2.clone()));
                ui.close();
            }
            self.typed = Some(typed);
            ui.add_space(space::XS);
            if run.phase.can_extend() {
                ui.horizontal(|ui| {
                    if ui.add(Button::plain("Extend by")).clicked() {
                        ask(TrainingCommand::Extend(id.clone(), self.steps.max(1.0) as u64));
                        ui.close();
                    }
                    NumberField::new(&mut self.steps, "Steps to add").range(1.0..=1e6).step(100.0).show(ui);
                    ui.label(theme::rich("steps", TypeStyle::Body, tokens.text_2));
                });
            }
            if ui.add(MenuRow::new("Show in file manager").icon(icons::FOLDER_OPEN)).clicked() {
                ask(TrainingCommand::ShowFolder(id.clone()));
                ui.close();
            }
            let plots = MenuRow::new("Export plots as PNG and SVG").icon(icons::CHART_LINE);
            if ui.add(plots).clicked() {
                ask(TrainingCommand::ExportPlots(self.shown.clone()));
                ui.close();
            }
            let discards = !matches!(run.phase, RunPhase::Discarded | RunPhase::Queued | RunPhase::Stopping);
            if discards && ui.add(MenuRow::new("Stop and discard").icon(icons::PROHIBIT)).clicked() {
                ask(TrainingCommand::Discard(id.clone()));
                ui.close();
            }
            if !run.phase.is_live() && ui.add(MenuRow::new("Delete run").icon(icons::TRASH)).clicked() {
                ask(TrainingCommand::Delete(vec![id.clone()]));
                ui.close();
            }
        });
        if shown.is_none() {
            self.typed = None;
        }
    }
}

/// `from balance-1 · panels · CPU, 1 core`, with why no better device; or why it ended.
fn subtitle(run: &RunView) -> String {
    if let Some(why) = &run.why {
        return why.clone();
    }
    let from = match run.file.parent.words() {
        "–" => "from scratch".to_owned(),
        parent => format!("from {parent}"),
    };
    let cores = match run.file.cores_now() {
        1 => "1 core".to_owned(),
        many => format!("{many} cores"),
    };
    let on = match &run.computing {
        Some(on) if on.device != "CPU" => on.device.clone(),
        _ => format!("CPU, {cores}"),
    };
    let notice = run.computing.as_ref().and_then(|on| on.notice.as_ref());
    let notice = notice.map(|notice| format!(" · {notice}")).unwrap_or_default();
    format!("{from} · {} · {on}{notice}", run.file.dataset)
}

/// `step 1,240 / 8,000   15 %   3.1 it/s   ETA 36 min ± 6`, and the bar.
fn progress_ui(ui: &mut Ui, tokens: &Tokens, run: &RunView) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), PROGRESS));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.edge());
    let inner = rect.shrink2(vec2(space::L, 0.0));
    let line = Rect::from_min_size(inner.min + vec2(0.0, 10.0), vec2(inner.width(), 20.0));
    let steps =
        format!("step {} / {}", grouped(run.state.step as f64, 0), grouped(run.state.steps as f64, 0));
    let percent = format!("{:.0} %", run.share() * 100.0);
    let mut words = vec![percent];
    match run.pace {
        Some(pace) => {
            let rate = if pace.rate >= 0.95 {
                format!("{:.1} it/s", pace.rate)
            } else {
                format!("{:.1} s/it", 1.0 / pace.rate)
            };
            words.push(rate);
            words.push(eta_words(pace.left, pace.spread));
        }
        None if run.phase == RunPhase::Stopping => words.push("stops at the next checkpoint".to_owned()),
        None => words.push(run.phase.word().to_owned()),
    }
    let painter = ui.painter();
    let bold = text_in(painter, line, Align::Min, &steps, TypeStyle::BodySemibold.font(), tokens.text_1);
    let mut right = inner.right();
    if let Some(best) = run.best() {
        let best = format!("best @ {}", grouped(best.step as f64, 0));
        let drawn = text_in(painter, line, Align::Max, &best, TypeStyle::Body.font(), tokens.pass);
        icon_at(
            painter,
            pos2(drawn.left() - 12.0, line.center().y),
            icons::CHECK_CIRCLE,
            IconWeight::Fill,
            14.0,
            tokens.pass,
        );
        right = drawn.left() - 28.0;
    }
    let mut left = bold.right() + space::L;
    for word in &words {
        let room = Rect::from_min_max(pos2(left, line.top()), pos2(right.max(left), line.bottom()));
        left = text_in(painter, room, Align::Min, word, TypeStyle::Body.font(), tokens.text_1).right()
            + space::L;
    }
    let spoken = format!("{steps}, {}", words.join(", "));
    let response = ui.interact(line, ui.scope_id().with("progress"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    response.on_hover_text(spoken);
    let bar = Rect::from_min_size(pos2(inner.left(), line.bottom() + 8.0), vec2(inner.width(), 4.0));
    let mut row = ui.new_child(UiBuilder::new().max_rect(bar));
    progress_bar(&mut row, "Progress of the run", run.share() as f32);
}

/// `ETA 36 min ± 6`: the spread in the unit of the time; of hours, with its own.
fn eta_words(left: f64, spread: f64) -> String {
    let spread = match left {
        _ if spread < 0.5 => String::new(),
        3600.0.. => format!(" ± {}", duration_words(spread)),
        60.0.. => format!(" ± {:.0}", (spread / 60.0).ceil()),
        _ => format!(" ± {:.0}", spread.ceil()),
    };
    format!("ETA {}{spread}", duration_words(left))
}

/// The foot: what the machine has to train on, and how much of it is given.
pub(super) fn foot_ui(ui: &mut Ui, tokens: &Tokens, view: &TrainingView, slowest: f64, out: &mut Requests) {
    let rect = ui.max_rect();
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, tokens.edge());
    let inner = rect.shrink2(vec2(space::L, 0.0));
    let mut row = ui.new_child(UiBuilder::new().max_rect(inner).layout(Layout::left_to_right(Align::Center)));
    row.spacing_mut().item_spacing.x = space::M;
    let label = row.label(theme::rich("Cores for training", TypeStyle::Body, tokens.text_2));
    let (now, machine) = view.cores;
    let mut cores = now as f64;
    let width = 116.0;
    let dragged = slider(&mut row, "Cores for training", width, &mut cores, 1.0..=machine.max(2) as f64, 1.0);
    let chosen = (cores as usize).min(machine.max(1));
    if dragged.changed() && chosen != now {
        out.command(Command::Train(TrainingCommand::Cores(chosen)));
    }
    row.label(theme::rich(format!("{now} of {machine}"), TypeStyle::BodyMedium, tokens.text_1));
    let (has, about) = device_words(view);
    row.label(theme::rich(&has, TypeStyle::Small, tokens.text_2)).on_hover_text(about);
    let why = "Takes effect at the next checkpoint. The same seed and data give the same bytes with the same number of cores.";
    label.on_hover_text(why);
    dragged.on_hover_text(why);
    let room = inner.with_min_x(row.min_rect().right() + space::L);
    let words = format!("drawing takes {:.0} ms", (slowest * 1e3).ceil());
    let drawn = text_in(ui.painter(), room, Align::Max, &words, TypeStyle::Small.font(), tokens.text_2);
    if room.width() > drawn.width() + 24.0 {
        let at = pos2(drawn.left() - 14.0, drawn.center().y);
        icon_at(ui.painter(), at, icons::GAUGE, IconWeight::Outline, 16.0, tokens.text_2);
    }
    let said = ui.interact(drawn, ui.scope_id().with("drawing"), Sense::hover());
    said.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    said.on_hover_text("The slowest frame of the last seconds; up to 16 ms nothing stutters");
}

/// Returns what the machine can train on, and what that means.
fn device_words(view: &TrainingView) -> (String, &'static str) {
    let cores = match view.cores.1 {
        1 => "CPU, 1 core".to_owned(),
        many => format!("CPU, {many} cores"),
    };
    if view.worker {
        (
            format!("{cores}, and a worker"),
            "A run computes in the installed worker for a graphics processor once that has shown that it computes the same",
        )
    } else {
        (cores, "No worker for a graphics processor is installed; packaging/cuda-worker builds one")
    }
}

#[cfg(test)]
mod words {
    use super::*;

    #[test]
    fn times_left_say_how_sure_they_are() {
        assert_eq!(eta_words(2160.0, 350.0), "ETA 36 min ± 6");
        assert_eq!(eta_words(30.0, 0.0), "ETA 30 s");
        assert_eq!(eta_words(7300.0, 1500.0), "ETA 2 h 01 ± 25 min");
    }
}
