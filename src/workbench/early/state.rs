//! What is told about the panelboard on show, and how fresh that is.

use super::signal::{PanelSignals, SignalModel};
use super::worker::{Answer, Request, Worker};
use crate::document::Revision;
use crate::domain::PanelId;
use crate::proposals::Cancel;
use crate::workbench::Workbench;
use crate::workbench::orchestra::{Fate, StepName};
use std::sync::Arc;
use std::time::Duration;

/// A model, or why its file cannot be used.
pub type LoadedSignalModel = Result<Arc<dyn SignalModel>, String>;

/// Which state of which panelboard something is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub session: u64,
    pub revision: Revision,
    pub panel: PanelId,
}

/// How the signal of a panelboard stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignalState {
    /// No model is installed.
    NoModel,
    /// The model's file cannot be used, and why.
    Refused(String),
    /// Switched off.
    Off,
    /// The present state is being looked at.
    Thinking,
    /// The signal is of the present state.
    Fresh,
    /// The present state cannot be told about, and why.
    Failed(String),
    /// There is none of the present state.
    Stale,
}

/// The signal of the panelboard on show, and the way to the thread that makes it.
#[derive(Default)]
pub(in crate::workbench) struct EarlySignals {
    model: Option<LoadedSignalModel>,
    worker: Option<Worker>,
    asked: Option<(Stamp, Cancel)>,
    kept: Option<(Stamp, Result<PanelSignals, String>)>,
}

impl std::fmt::Debug for EarlySignals {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let model = self.model.as_ref().map(|model| model.as_ref().map(|model| model.id().to_owned()));
        f.debug_struct("EarlySignals").field("model", &model).finish_non_exhaustive()
    }
}

impl EarlySignals {
    fn forget(&mut self) {
        if let Some((_, cancel)) = self.asked.take() {
            cancel.cancel();
        }
        self.kept = None;
    }
}

impl Drop for EarlySignals {
    fn drop(&mut self) {
        self.forget();
    }
}

impl Workbench {
    /// Takes a model into use, or the reason why its file cannot be used. `None` in its place is no model at all.
    pub fn use_signal_model(&mut self, loaded: Option<LoadedSignalModel>) {
        self.early.forget();
        self.early.model = loaded;
    }

    /// Returns how the signal of a panelboard stands.
    pub fn signal_state(&self, panel: PanelId) -> SignalState {
        match &self.early.model {
            None => return SignalState::NoModel,
            Some(Err(why)) => return SignalState::Refused(why.clone()),
            Some(Ok(_)) if !self.settings.early_signals => return SignalState::Off,
            Some(Ok(_)) => {}
        }
        let now = self.signal_stamp(panel);
        match (&self.early.kept, &self.early.asked) {
            (Some((stamp, Ok(_))), _) if Some(*stamp) == now => SignalState::Fresh,
            (Some((stamp, Err(why))), _) if Some(*stamp) == now => SignalState::Failed(why.clone()),
            (_, Some((stamp, _))) if Some(*stamp) == now => SignalState::Thinking,
            _ => SignalState::Stale,
        }
    }

    /// Returns what is told about the present state of a panelboard; nothing that is older.
    pub fn early_signals(&self, panel: PanelId) -> Option<&PanelSignals> {
        let (stamp, outcome) = self.early.kept.as_ref()?;
        let fresh = self.settings.early_signals && self.signal_stamp(panel) == Some(*stamp);
        outcome.as_ref().ok().filter(|_| fresh)
    }

    fn signal_stamp(&self, panel: PanelId) -> Option<Stamp> {
        let revision = self.document.as_ref()?.revision();
        Some(Stamp { session: self.session, revision, panel })
    }

    /// Takes in what has been told and asks about the newest state of the panelboard on show.
    pub(in crate::workbench) fn poll_early(&mut self) {
        let answers = self.early.worker.as_ref().map(Worker::answers).unwrap_or_default();
        answers.into_iter().for_each(|answer| self.keep_early(answer));
        self.ask_early();
    }

    fn keep_early(&mut self, answer: Answer) {
        if self.early.asked.as_ref().is_some_and(|(stamp, _)| *stamp == answer.stamp) {
            self.early.asked = None;
            self.early.kept = Some((answer.stamp, answer.outcome));
        }
    }

    /// Returns the model that tells about circuits, or why it cannot be used; `None` where none is installed.
    pub const fn signal_model(&self) -> Option<&LoadedSignalModel> {
        self.early.model.as_ref()
    }

    /// Returns whether an answer is waited for.
    pub(in crate::workbench) const fn signals_are_asked(&self) -> bool {
        self.early.asked.is_some()
    }

    fn ask_early(&mut self) {
        if matches!(self.fate_of(StepName::Validation), Some(Fate::LeftOut)) {
            return;
        }
        let Some(Ok(model)) = &self.early.model else { return };
        if !self.settings.early_signals {
            return self.early.forget();
        }
        let Some((document, panel)) = self.document.as_ref().zip(self.watched_panel()) else { return };
        let Some(stamp) = self.signal_stamp(panel).filter(|_| document.project().panel(panel).is_some())
        else {
            return;
        };
        let known = self.early.kept.as_ref().is_some_and(|(kept, _)| *kept == stamp);
        if known || self.early.asked.as_ref().is_some_and(|(asked, _)| *asked == stamp) {
            return;
        }
        let cancel = Cancel::default();
        let (snapshot, model) = (document.snapshot(), Arc::clone(model));
        let request = Request { stamp, snapshot, model, cancel: cancel.clone() };
        if self.early.worker.is_none() {
            match super::worker::start(self.jobs.waker()) {
                Ok(worker) => self.early.worker = Some(worker),
                Err(error) => return log::error!("no thread for early signals: {error}"),
            }
        }
        if let Some((_, older)) = self.early.asked.replace((stamp, cancel)) {
            older.cancel();
        }
        if let Some(worker) = &self.early.worker {
            worker.ask(request);
        }
    }

    /// Waits until nothing is left to tell. For tests and scripts.
    pub fn wait_for_signals(&mut self) {
        self.poll_early();
        while self.early.asked.is_some() {
            let answer = self.early.worker.as_ref().and_then(|worker| worker.wait(Duration::from_millis(20)));
            answer.into_iter().for_each(|answer| self.keep_early(answer));
            self.ask_early();
        }
    }
}
