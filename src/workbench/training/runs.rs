//! One run as the studio keeps it: what its folder says, and what is to become of it when it stops.

use crate::hrm::{BEST, Computing, RunState, TrainConfig, is_training};
use crate::workbench::training::pace::Steps;
use crate::workbench::training::run_file::read_settings;
use crate::workbench::training::series::Tail;
use crate::workbench::training::view::phase_of;
use crate::workbench::training::{Curves, RunFile, RunId, RunView, Running};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is to be done when a run has stopped as it was asked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    Nothing,
    KeepBest,
    Discard,
    /// Goes on with another number of cores.
    Restart,
}

/// A run.
pub(super) struct Known {
    pub folder: PathBuf,
    pub file: RunFile,
    pub settings: Option<Arc<TrainConfig>>,
    pub state: Option<RunState>,
    pub computing: Option<Computing>,
    /// Why it could not be started, or what of its folder cannot be read.
    pub fault: Option<String>,
    /// Whether somebody trains it.
    pub training: bool,
    /// Where it was asked to stop: what then.
    pub after: Option<After>,
    /// Its trainer, where it was started here.
    pub trainer: Option<Box<dyn Running>>,
    tail: Option<Tail>,
    curves: Option<Arc<Curves>>,
    steps: Steps,
}

impl Known {
    /// Reads a run's folder.
    pub fn read(folder: &Path) -> Self {
        let file = RunFile::read(folder);
        let settings = read_settings(folder);
        let fault = file.as_ref().err().or(settings.as_ref().err()).cloned();
        let mut known = Self {
            folder: folder.to_owned(),
            file: file.unwrap_or_default(),
            settings: settings.ok().map(Arc::new),
            state: None,
            computing: None,
            fault,
            training: false,
            after: None,
            trainer: None,
            tail: None,
            curves: None,
            steps: Steps::default(),
        };
        known.look(0.0);
        known
    }

    /// Looks how the run stands; returns whether that is new. `time` in seconds from anywhere.
    pub fn look(&mut self, time: f64) -> bool {
        let (state, training) =
            (RunState::read(&self.folder), self.trainer.is_some() || is_training(&self.folder));
        let computing = Computing::read(&self.folder);
        let changed = state != self.state || training != self.training || computing != self.computing;
        if let (Some(state), true) = (&state, training) {
            self.steps.saw(time, state.step);
        }
        (self.state, self.training, self.computing) = (state, training, computing);
        changed
    }

    /// Forgets the pace, as when the run starts again.
    pub fn forget_pace(&mut self) {
        self.steps = Steps::default();
    }

    /// Reads the curves on; returns whether there is more than before.
    pub fn read_curves(&mut self) -> bool {
        let tail = self.tail.get_or_insert_default();
        let read = tail.read_on(&self.folder, &self.file.task).unwrap_or(false);
        if read || self.curves.is_none() {
            self.curves = Some(Arc::new(tail.curves()));
        }
        read
    }

    /// Lets go of the curves of a run that is not shown.
    pub fn drop_curves(&mut self) {
        (self.tail, self.curves) = (None, None);
    }

    /// Whether there is a checkpoint to go on from.
    pub fn has_checkpoint(&self) -> bool {
        self.state.as_ref().is_some_and(|state| state.checkpoint > 0)
    }

    /// Returns the folder of its model: its best step, else its last.
    pub fn model(&self) -> Option<PathBuf> {
        [self.folder.join(BEST), self.folder.clone()]
            .into_iter()
            .find(|folder| folder.join("model.safetensors").exists())
    }

    /// Returns the run as a window reads it.
    pub fn view(&self, id: &RunId, queued: bool) -> RunView {
        use crate::workbench::training::RunPhase;
        let mut phase =
            phase_of(&self.file, self.state.as_ref(), queued, self.training, self.after.is_some());
        if self.fault.is_some() && matches!(phase, RunPhase::Paused | RunPhase::Interrupted) {
            phase = RunPhase::Failed;
        }
        let mut state = self.state.clone().unwrap_or_default();
        let all = self.settings.as_ref().map_or(0, |settings| settings.last_step());
        if !self.training && all > 0 {
            state.steps = all;
        }
        let pace = self.steps.pace(state.steps.saturating_sub(state.step)).filter(|_| phase.is_live());
        RunView {
            id: id.clone(),
            folder: self.folder.clone(),
            file: self.file.clone(),
            settings: self.settings.clone(),
            phase,
            why: self.fault.clone().or_else(|| state.why.clone()),
            pace,
            computing: self.computing.clone(),
            state,
            curves: self.curves.clone(),
            has_model: self.model().is_some(),
        }
    }
}
