//! The balance dialog: now and proposed side by side, each move with its own gain, the answer with its proof.
//!
//! The conversation itself is [`BalanceSession`]; this draws it and hands back one undo step.

mod moves;
mod options;
mod sides;

use super::{Dialog, DialogOutcome};
use crate::app::help::{mark, marked};
use crate::app::theme::{self, space};
use crate::app::widgets::{
    self, AnswerPart, AnswerState, Button, answer_line, dialog_foot, dialog_row, empty_state,
};
use crate::document::DocumentSnapshot;
use crate::domain::{PanelId, Project};
use crate::engineering::balance::MoveLimits;
use crate::workbench::balance::BalanceSession;
use crate::workbench::help::TopicId;
use crate::workbench::live::Advice;
use egui::Ui;
use std::sync::Arc;

/// The dialog's state.
pub struct BalanceDialog {
    session: BalanceSession,
    /// Why the last Accept did not go through.
    refused: Option<String>,
}

impl BalanceDialog {
    /// Opens the conversation on a panelboard.
    pub fn new(
        ctx: &egui::Context,
        snapshot: DocumentSnapshot,
        panel: PanelId,
        limits: MoveLimits,
        advice: Advice,
    ) -> Option<Self> {
        let ctx = ctx.clone();
        let session =
            BalanceSession::open(snapshot, panel, limits, advice, Arc::new(move || ctx.request_repaint()))?;
        Some(Self { session, refused: None })
    }

    /// Returns the conversation.
    #[cfg(test)]
    pub const fn session(&mut self) -> &mut BalanceSession {
        &mut self.session
    }

    fn subtitle(&self, project: &Project) -> String {
        let panel = project.panel(self.session.wish().panel);
        let basis = if self.session.is_by_demand() { "demand load" } else { "connected load" };
        panel.map_or_else(String::new, |p| {
            format!("{} circuits · {} · {basis}", p.circuits().len(), p.system.label())
        })
    }

    fn answer(&self, ui: &mut Ui) {
        let words = self.session.words();
        let state = match (self.session.proposal(), self.session.took_ms()) {
            (Err(_), _) => AnswerState::Failed,
            (Ok(_), None) => AnswerState::Searching,
            (Ok(proposal), Some(_)) if proposal.proof.reason.is_some() => AnswerState::Limited,
            (Ok(_), Some(_)) => AnswerState::Verified,
        };
        let mut parts = vec![AnswerPart::Plain(&words.result)];
        parts.push(if words.verified {
            AnswerPart::Good("verified")
        } else {
            AnswerPart::Caution("not legal")
        });
        parts.extend(words.proof.iter().map(|part| AnswerPart::Plain(part)));
        if self.session.proposal().is_err() {
            parts.clear();
        }
        let searching = self.session.searching().flatten().map(|progress| {
            let nodes = crate::units::grouped(progress.nodes as f64, 0);
            format!("{}: {nodes} nodes, no better than {:.3}", progress.stage, progress.bound)
        });
        let note = self.refused.clone().or(searching).unwrap_or_else(|| words.note.clone());
        let note = [words.beside.as_str(), &note].into_iter().filter(|part| !part.is_empty());
        let note = note.collect::<Vec<_>>().join(" · ");
        answer_line(ui, state, &words.who, &parts, &note);
    }
}

impl Dialog for BalanceDialog {
    fn show(&mut self, ctx: &egui::Context, project: &Project) -> DialogOutcome {
        self.session.poll();
        let title = format!("Balance {}", self.session.panel_name());
        let subtitle = self.subtitle(project);
        let frame = widgets::Dialog::new("balance", &title).subtitle(&subtitle).width(968.0);
        let shown = frame.show(ctx, |ui| {
            marked(ui, TopicId::BalanceOptions, |ui| options::options_ui(ui, &mut self.session));
            match self.session.proposal() {
                Ok(_) => {
                    marked(ui, TopicId::BalanceSides, |ui| sides::sides_ui(ui, &self.session));
                    let room = (ctx.content_rect().height() - 520.0).clamp(96.0, 172.0);
                    marked(ui, TopicId::BalanceMoves, |ui| moves::moves_ui(ui, &mut self.session, room));
                }
                Err(why) => {
                    let why = why.to_owned();
                    widgets::dialog_block(ui, |ui| empty_state(ui, "Nothing to propose", &why, None));
                }
            }
            let answer = egui::Frame::NONE
                .fill(theme::tokens(ui).panel)
                .inner_margin(egui::Margin::symmetric(20, 12))
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.set_height(44.0);
                    self.answer(ui);
                });
            mark(ui, answer.response.rect, TopicId::BalanceAnswer);
            let count = self.session.chosen().map_or(0, |chosen| chosen.count());
            let legal = self.session.chosen().is_some_and(|chosen| chosen.conflict.is_none());
            let words = format!("Accept {count} move{}", if count == 1 { "" } else { "s" });
            dialog_foot(
                ui,
                |ui| options::kept_ui(ui, &mut self.session),
                |ui| {
                    ui.spacing_mut().item_spacing.x = space::S;
                    let can = count > 0 && legal;
                    let accept = ui.add(Button::primary(&words).keys("Ctrl+Enter").enabled(can));
                    mark(ui, accept.rect, TopicId::BalanceAccept);
                    (accept.clicked(), ui.add(Button::plain("Cancel").keys("Esc")).clicked())
                },
            )
            .1
        });
        let (accept, cancel) = shown.inner;
        if accept || shown.confirmed {
            match self.session.accept() {
                Ok(command) => return DialogOutcome::Done(vec![command]),
                Err(why) => self.refused = Some(why),
            }
        }
        if cancel || shown.closed { DialogOutcome::Cancelled } else { DialogOutcome::Open }
    }
}

/// Draws a dialog row without its rule below, for rows that belong together.
fn plain_row<R>(ui: &mut Ui, points: f32, contents: impl FnOnce(&mut Ui) -> R) -> R {
    dialog_row(ui, points, contents)
}

#[cfg(test)]
mod tests;
