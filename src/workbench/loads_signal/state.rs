//! What the model guesses of the panelboard on show, and how fresh that is.

use super::worker::{Request, Worker};
use crate::document::Revision;
use crate::domain::{PanelId, Project};
use crate::engineering::LoadInventory;
use crate::workbench::Workbench;
use crate::workbench::orchestra::{Fate, StepName};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// What a model says of an inventory of loads.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoadsGuess {
    /// Demand factor of each load, in the order of the inventory.
    pub factors: Vec<f64>,
    /// On legs A, B, C in VA.
    pub demand_va: [f64; 3],
    pub design_va: f64,
    /// Standard rating of the feeder in amperes; `None` without load and beyond the ratings.
    pub rating_a: Option<f64>,
    /// How sure it is of the size, 0 to 1.
    pub confidence: f64,
}

/// A model that guesses loads.
pub trait LoadsModel: Send + Sync {
    /// Returns the name people see.
    fn id(&self) -> &str;

    /// Answers for an inventory; `None` where there is nothing to ask.
    ///
    /// # Errors
    /// Says why it has no answer.
    fn guess(&self, inventory: LoadInventory) -> Result<Option<LoadsGuess>, String>;

    /// Keeps a panelboard where it disagrees with the engine in a folder of examples.
    ///
    /// # Errors
    /// Says which file cannot be written.
    fn keep(&self, folder: &Path, project: &Project, panel: PanelId) -> Result<(), String>;
}

/// A model, or why its file cannot be used.
pub type LoadedLoads = Result<Arc<dyn LoadsModel>, String>;

/// The model's answer beside the engine's.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadsComparison {
    /// Name of the model.
    pub model: String,
    pub guess: LoadsGuess,
    /// The engine's demand on legs A, B, C and its design load, in VA.
    pub demand_va: [f64; 3],
    pub design_va: f64,
    /// Standard rating that the engine's design load asks for, in amperes; `None` without load and beyond the ratings.
    pub rating_a: Option<f64>,
    /// Loads whose factor is the engine's within 0.02, of how many.
    pub agreeing: usize,
    pub of: usize,
}

/// Which state of which panelboard something is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub session: u64,
    pub revision: Revision,
    pub panel: PanelId,
}

type Outcome = Result<Option<LoadsComparison>, String>;

/// The latest comparison, and the way to the thread that makes them.
#[derive(Default)]
pub(in crate::workbench) struct LoadsWatch {
    model: Option<LoadedLoads>,
    worker: Option<Worker>,
    asked: Option<Stamp>,
    kept: Option<(Stamp, Outcome)>,
}

impl std::fmt::Debug for LoadsWatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let model = self.model.as_ref().map(|model| model.as_ref().map(|model| model.id().to_owned()));
        f.debug_struct("LoadsWatch").field("model", &model).finish_non_exhaustive()
    }
}

impl Workbench {
    /// Takes a model of loads into use, or the reason why its file cannot be used; `None` is no model at all.
    pub fn use_loads_model(&mut self, loaded: Option<LoadedLoads>) {
        (self.loads_watch.model, self.loads_watch.asked, self.loads_watch.kept) = (loaded, None, None);
    }

    /// Returns the model of loads, or why it cannot be used; `None` where none is installed.
    pub const fn loads_model(&self) -> Option<&LoadedLoads> {
        self.loads_watch.model.as_ref()
    }

    /// Returns the comparison for the present state of a panelboard; `None` until there is one, and with the switch off.
    pub fn loads_comparison(&self, panel: PanelId) -> Option<&LoadsComparison> {
        match self.loads_outcome(panel)? {
            Ok(found) => found.as_ref(),
            Err(_) => None,
        }
    }

    pub(super) fn loads_outcome(&self, panel: PanelId) -> Option<&Outcome> {
        let now = self.loads_stamp(panel)?;
        let (stamp, outcome) = self.loads_watch.kept.as_ref()?;
        (self.settings.loads_signal && *stamp == now).then_some(outcome)
    }

    fn loads_stamp(&self, panel: PanelId) -> Option<Stamp> {
        let revision = self.document.as_ref()?.revision();
        Some(Stamp { session: self.session, revision, panel })
    }

    /// Takes in what has been compared and asks about the newest state of the panelboard on show.
    pub(in crate::workbench) fn poll_loads(&mut self) {
        let answers = self.loads_watch.worker.as_ref().map(Worker::answers).unwrap_or_default();
        answers.into_iter().for_each(|answer| self.keep_loads(answer));
        self.ask_loads();
    }

    fn keep_loads(&mut self, (stamp, outcome): (Stamp, Outcome)) {
        if self.loads_watch.asked == Some(stamp) {
            self.loads_watch.asked = None;
            self.loads_watch.kept = Some((stamp, outcome));
        }
    }

    /// Returns whether an answer is waited for.
    pub(in crate::workbench) const fn loads_are_asked(&self) -> bool {
        self.loads_watch.asked.is_some()
    }

    /// Takes the comparison over to a newer state in which nothing that it depends on differs.
    fn carry_loads_over(&mut self) {
        let Some(panel) = self.live.watched else { return };
        let (now, fate) = (self.loads_stamp(panel), self.fate_of(StepName::Loads));
        if let (Some(now), Some((kept, _)), Some(Fate::NothingStale)) =
            (now, &mut self.loads_watch.kept, fate)
            && (kept.session, kept.panel) == (now.session, now.panel)
        {
            *kept = now;
        }
    }

    fn ask_loads(&mut self) {
        self.carry_loads_over();
        if matches!(self.fate_of(StepName::Loads), Some(Fate::LeftOut)) {
            return;
        }
        let Some(Ok(model)) = &self.loads_watch.model else { return };
        if !self.settings.loads_signal {
            self.loads_watch.asked = None;
            return;
        }
        let Some((document, panel)) = self.document.as_ref().zip(self.live.watched) else { return };
        let there = document.project().panel(panel).is_some();
        let Some(stamp) = self.loads_stamp(panel).filter(|_| there) else { return };
        let known = self.loads_watch.kept.as_ref().is_some_and(|(kept, _)| *kept == stamp);
        if known || self.loads_watch.asked == Some(stamp) {
            return;
        }
        // Only where a person has asked for it.
        let models = self.places.models.as_ref().filter(|_| self.settings.collect_disagreements);
        let examples = models.map(|models| models.with_file_name("examples"));
        let request = Request { stamp, snapshot: document.snapshot(), model: Arc::clone(model), examples };
        if self.loads_watch.worker.is_none() {
            match super::worker::start(self.jobs.waker()) {
                Ok(worker) => self.loads_watch.worker = Some(worker),
                Err(error) => return log::error!("no thread for the model of loads: {error}"),
            }
        }
        self.loads_watch.asked = Some(stamp);
        if let Some(worker) = &self.loads_watch.worker {
            worker.ask(request);
        }
    }

    /// Waits until nothing is left to compare. For tests and scripts.
    pub fn wait_for_loads(&mut self) {
        self.poll_loads();
        while self.loads_watch.asked.is_some() {
            let worker = self.loads_watch.worker.as_ref();
            let answer = worker.and_then(|worker| worker.wait(Duration::from_millis(20)));
            answer.into_iter().for_each(|answer| self.keep_loads(answer));
            self.ask_loads();
        }
    }
}
