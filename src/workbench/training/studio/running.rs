//! Starting a run, stopping it, and what is done when it has stopped.

use super::Studio;
use crate::hrm::{ask_to_stop, forget_stop, keep_best};
use crate::workbench::training::runs::{After, Known};
use crate::workbench::training::{Parent, RunId, TrainOrder};

impl Studio {
    /// Asks a run to stop, or does at once what is to be done with one that has.
    pub(super) fn stop(&mut self, id: &RunId, after: After) -> Result<(), String> {
        self.queue.retain(|other| other != id);
        let known = self.known(id)?;
        known.after = Some(after);
        if known.training {
            ask_to_stop(&known.folder).map_err(|error| format!("{id} was not stopped: {error}"))?;
        } else {
            self.after_stop(id)?;
        }
        self.keep_queue()
    }

    /// Does what is to be done with a run that has stopped.
    pub(super) fn after_stop(&mut self, id: &RunId) -> Result<(), String> {
        let known = self.known(id)?;
        let folder = known.folder.clone();
        match known.after.take() {
            None | Some(After::Nothing) => Ok(()),
            Some(After::KeepBest) => match keep_best(&folder) {
                Ok(true) => self.change(id, |file| file.kept_best = true),
                Ok(false) => Err(format!("{id} has no score on held-out data yet, so no best step")),
                Err(error) => Err(format!("The best step of {id} was not kept: {error}")),
            },
            Some(After::Discard) => {
                for part in ["checkpoints", "best"] {
                    let part = folder.join(part);
                    if part.exists() {
                        std::fs::remove_dir_all(&part)
                            .map_err(|error| format!("{} was not removed: {error}", part.display()))?;
                    }
                }
                self.change(id, |file| file.discarded = true)
            }
            // One that came to its end before it heard is not begun again.
            Some(After::Restart) if known.state.as_ref().is_some_and(|state| state.step < state.steps) => {
                self.queue.insert(0, id.clone());
                self.keep_queue()
            }
            Some(After::Restart) => Ok(()),
        }
    }

    pub(super) fn start(&mut self, id: &RunId) -> Result<(), String> {
        let place = self.place()?.clone();
        let (cores, models) = (self.cores, self.models.clone());
        let known = self.known(id)?;
        let data = place.dataset(&known.file.dataset);
        if !data.is_dir() {
            return Err(format!(
                "its dataset '{}' is gone; put the folder back, or generate it again with the same seed",
                known.file.dataset
            ));
        }
        let init = match &known.file.parent {
            Parent::Scratch => None,
            Parent::Model(name) => Some(name.clone()),
            Parent::Run(run) => {
                let folder = place.run(run);
                Known::read(&folder)
                    .model()
                    .map(|folder| folder.display().to_string())
                    .map(Some)
                    .ok_or_else(|| format!("{run}, which it begins with, has no model any more"))?
            }
        };
        let (task, run) = (known.file.task.clone(), known.folder.clone());
        let (resume, step) =
            (known.has_checkpoint(), known.state.as_ref().map_or(0, |state| state.checkpoint));
        if known.file.cores.last().is_none_or(|(_, before)| *before != cores) {
            self.change(id, |file| file.cores.push((step, cores)))?;
        }
        forget_stop(&run).map_err(|error| error.to_string())?;
        let order = TrainOrder { task, data, run, init, resume, cores, models };
        let running = self.trainer.start(&order)?;
        let known = self.known(id)?;
        known.fault = None;
        known.forget_pace();
        (known.training, known.trainer) = (true, Some(running));
        Ok(())
    }
}
