//! The workbench's notices as toasts. Undo in a toast is offered only while it would take back that very step,
//! or the runs that were just deleted.

use crate::app::theme::Signal;
use crate::app::view_context::Requests;
use crate::app::widgets::{ToastEvent, ToastId, Toasts};
use crate::workbench::training::TrainingCommand;
use crate::workbench::{Action, Command, Notice, NoticeId, NoticeLevel};
use std::collections::BTreeMap;

/// Toasts and the notices they stand for.
#[derive(Default)]
pub(in crate::app) struct NoticeStack {
    toasts: Toasts,
    shown: BTreeMap<NoticeId, ToastId>,
}

impl NoticeStack {
    /// Draws the stack above the status bar.
    pub fn ui(&mut self, ctx: &egui::Context, notices: &[Notice], out: &mut Requests) {
        for notice in notices {
            if self.shown.contains_key(&notice.id) {
                continue;
            }
            let signal = match notice.level {
                NoticeLevel::Info => None,
                NoticeLevel::Warning => Some(Signal::Warning),
                NoticeLevel::Error => Some(Signal::Error),
            };
            let toast = self.toasts.push(&notice.text, signal, notice.undo.then_some("Undo"));
            self.shown.insert(notice.id, toast);
        }
        let gone: Vec<NoticeId> =
            self.shown.keys().copied().filter(|id| !notices.iter().any(|n| n.id == *id)).collect();
        for id in gone {
            if let Some(toast) = self.shown.remove(&id) {
                self.toasts.remove(toast);
            }
        }
        for event in self.toasts.show(ctx) {
            let (ToastEvent::Action(toast) | ToastEvent::Gone(toast)) = event;
            let Some(id) = self.shown.iter().find(|(_, t)| **t == toast).map(|(id, _)| *id) else { continue };
            let of_runs = notices.iter().any(|notice| notice.id == id && notice.runs);
            match event {
                ToastEvent::Action(_) if of_runs => out.command(Command::Train(TrainingCommand::UndoDelete)),
                ToastEvent::Action(_) => out.action(Action::Undo),
                // The time to take them back is over: their disk is freed.
                ToastEvent::Gone(_) if of_runs => out.command(Command::Train(TrainingCommand::ForgetDeleted)),
                ToastEvent::Gone(_) => {}
            }
            out.command(Command::Dismiss(id));
        }
    }
}
