//! The training studio: datasets at the left, the run in front with its curves in the middle, all runs and their evaluation at the
//! right. The columns can be dragged.
//!
//! What there is and what it does is decided in `workbench::training`, on a thread of its own; here the latest view of it is drawn.

mod curves;
mod datasets;
mod evaluation;
mod form;
mod lab_dialogs;
#[cfg(test)]
mod lab_tests;
mod new_run;
mod own_projects;
mod plot;
mod run_head;
mod runs;
mod sample_view;
mod survey_view;
#[cfg(test)]
mod tests;

pub(in crate::app) use lab_dialogs::LabDialog;
pub(in crate::app) use new_run::NewRunDialog;
pub(in crate::app) use own_projects::OwnProjectsDialog;

use crate::app::help::mark;
use crate::app::theme::{Tokens, space};
use crate::app::view_context::Requests;
use crate::app::widgets::empty_state;
use crate::workbench::help::TopicId;
use crate::workbench::lab::LabCommand;
use crate::workbench::training::{RunId, RunView, TrainingCommand, TrainingView};
use crate::workbench::{Action, Command, Workbench};
use egui::{CentralPanel, Frame, Margin, Panel, Rect, Ui, UiBuilder, pos2};
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

/// Widths of the columns beside the curves as they open first, and what they can be dragged to, in points.
const LEFT: (f32, RangeInclusive<f32>) = (268.0, 220.0..=400.0);
const RIGHT: (f32, RangeInclusive<f32>) = (384.0, 320.0..=640.0);
/// Height of the foot of the middle column.
const FOOT: f32 = 52.0;
/// Share of the right column that the runs take.
const RUNS: f32 = 0.5;
/// For so many seconds is the slowest frame remembered.
const RECENT: f64 = 3.0;
/// Runs that are drawn over each other, at most.
const MOST: usize = 5;

/// The view's state.
pub(in crate::app) struct TrainingTab {
    /// The runs that are shown, the one in front first.
    selected: Vec<RunId>,
    /// Which of them the studio was told to read.
    told: Vec<RunId>,
    /// The newest run there was.
    newest: Option<RunId>,
    curves: curves::CurvesView,
    head: run_head::RunHead,
    /// When the slowest frame of late was drawn, and what it took, in seconds.
    slowest: (f64, f64),
    /// The frame it was drawn in last: somebody may have copied a run's folder there since.
    frame: u64,
    data: datasets::DatasetsPane,
    judged: evaluation::EvaluationPane,
}

impl Default for TrainingTab {
    fn default() -> Self {
        Self {
            selected: Vec::new(),
            told: Vec::new(),
            newest: None,
            curves: curves::CurvesView::default(),
            head: run_head::RunHead::default(),
            slowest: (0.0, 0.0),
            frame: 0,
            data: datasets::DatasetsPane::default(),
            judged: evaluation::EvaluationPane::default(),
        }
    }
}

impl TrainingTab {
    /// Draws the view.
    pub fn ui(&mut self, ui: &mut Ui, tokens: &Tokens, workbench: &Workbench, out: &mut Requests) {
        mark(ui, ui.max_rect(), TopicId::Training);
        let view = Arc::clone(workbench.training());
        let frame = ui.ctx().cumulative_frame_nr();
        if self.frame + 1 < frame {
            out.command(Command::Train(TrainingCommand::Rescan));
        }
        self.frame = frame;
        self.settle(&view, out);
        if !workbench.lab().was_looked_at() {
            out.command(Command::Lab(LabCommand::LookAgain));
        }
        let ground = Frame::NONE.fill(tokens.panel);
        let columns = [(Panel::left("training data"), LEFT), (Panel::right("training runs"), RIGHT)];
        let [left, right] = columns.map(|(panel, (width, widths))| {
            panel
                .default_size(width)
                .size_range(widths)
                .resizable(true)
                .show_separator_line(false)
                .frame(ground)
        });
        left.show(ui, |ui| {
            // As wide as it was dragged, whatever stands in it.
            ui.set_min_size(ui.available_size());
            edge(ui, tokens, true);
            Frame::NONE
                .inner_margin(Margin::symmetric(16, 12))
                .show(ui, |ui| self.data.ui(ui, workbench, &view, out));
        });
        right.show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            edge(ui, tokens, false);
            self.right_ui(ui, tokens, workbench, &view, out);
        });
        CentralPanel::default().frame(ground).show(ui, |ui| self.middle_ui(ui, tokens, &view, out));
    }

    /// Follows what there is: a new run comes to the front, one that is gone leaves.
    fn settle(&mut self, view: &TrainingView, out: &mut Requests) {
        let newest = view.runs.first().map(|run| run.id.clone());
        if self.newest.is_some() && newest > self.newest {
            self.selected = newest.iter().cloned().collect();
        }
        self.newest = newest.or(self.newest.take());
        self.selected.retain(|id| view.run(id).is_some());
        if self.selected.is_empty() {
            self.selected = view.live().or(view.runs.first()).map(|run| run.id.clone()).into_iter().collect();
        }
        if self.told != self.selected {
            self.told.clone_from(&self.selected);
            out.command(Command::Train(TrainingCommand::Show(self.selected.clone())));
        }
    }

    /// Notes what a frame of the window took; the slowest of the last seconds is shown.
    pub fn drew(&mut self, now: f64, took: Duration) {
        let took = took.as_secs_f64();
        if took >= self.slowest.1 || now - self.slowest.0 > RECENT {
            self.slowest = (now, took);
        }
    }

    /// Returns the run in front.
    pub fn front(&self) -> Option<&RunId> {
        self.selected.first()
    }

    /// Shows runs, the first in front.
    #[cfg(test)]
    pub fn select(&mut self, runs: &[RunId]) {
        self.selected = runs.to_vec();
    }

    /// Brings a run to the front; beside the others when `more`.
    fn choose(&mut self, id: &RunId, more: bool) {
        if !more {
            self.selected = vec![id.clone()];
        } else if let Some(at) = self.selected.iter().position(|other| other == id) {
            if self.selected.len() > 1 {
                self.selected.remove(at);
            }
        } else {
            self.selected.insert(0, id.clone());
            self.selected.truncate(MOST);
        }
    }

    fn middle_ui(&mut self, ui: &mut Ui, tokens: &Tokens, view: &TrainingView, out: &mut Requests) {
        let all = ui.max_rect();
        let shown: Vec<&RunView> = self.selected.iter().filter_map(|id| view.run(id)).collect();
        let foot = all.with_min_y(all.bottom() - FOOT);
        let Some(front) = shown.first().copied() else {
            let inner = all.with_max_y(foot.top()).shrink2(egui::vec2(space::L, space::M));
            child(ui, "foot", foot, |ui| run_head::foot_ui(ui, tokens, view, self.slowest.1, out));
            return child(ui, "no run", inner, |ui| {
                let (words, action) = match &view.problem {
                    Some(problem) => (problem.as_str(), None),
                    None if view.folder.is_none() => ("This session keeps no runs.", None),
                    None => (
                        "A run begins with the champion or from scratch, and its curves grow here while you go on designing.",
                        Some("Start a run"),
                    ),
                };
                if empty_state(ui, "No run yet", words, action) {
                    out.action(Action::NewRun);
                }
            });
        };
        ui.spacing_mut().item_spacing.y = 0.0;
        self.head.shown.clone_from(&self.selected);
        self.head.ui(ui, tokens, view, front, out);
        let body = Rect::from_min_max(pos2(all.left(), ui.cursor().top()), foot.right_top());
        let chosen = child(ui, "curves", body, |ui| self.curves.ui(ui, tokens, &shown));
        child(ui, "foot", foot, |ui| run_head::foot_ui(ui, tokens, view, self.slowest.1, out));
        if let Some(id) = chosen {
            self.choose(&id, false);
        }
    }

    fn right_ui(
        &mut self,
        ui: &mut Ui,
        tokens: &Tokens,
        workbench: &Workbench,
        view: &TrainingView,
        out: &mut Requests,
    ) {
        let all = ui.max_rect();
        let (top, bottom) = all.split_top_bottom_at_fraction(RUNS);
        if let Some(pressed) =
            child(ui, "runs", top, |ui| runs::runs_ui(ui, tokens, view, &self.selected, out))
        {
            self.choose(&pressed.run, pressed.more);
        }
        ui.painter().hline(bottom.x_range(), bottom.top() + 0.5, tokens.edge());
        let front = self.selected.first().and_then(|id| view.run(id));
        let judged = &mut self.judged;
        child(ui, "evaluation", bottom, |ui| judged.ui(ui, workbench, view, front, out));
    }
}

/// Draws the line between a column and the middle.
fn edge(ui: &Ui, tokens: &Tokens, right: bool) {
    let rect = ui.max_rect();
    let x = if right { rect.right() - 0.5 } else { rect.left() + 0.5 };
    ui.painter().vline(x, rect.y_range(), tokens.edge());
}

/// Draws a part of the view inside its rectangle.
fn child<R>(ui: &mut Ui, key: &str, rect: Rect, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let mut ui = ui.new_child(UiBuilder::new().id_salt(key).max_rect(rect));
    ui.set_clip_rect(rect.intersect(ui.clip_rect()));
    contents(&mut ui)
}
