//! The studio: carries commands out on its folder, starts what waits, looks how what goes on stands.
//!
//! Does files and starts processes, so it lives on a thread of its own. Nothing is lost when it goes: everything it knows is read
//! from the folder, and a run that goes on is found again by its lock. Starting and stopping are in `studio/running.rs`.

mod running;

use crate::hrm::ask_to_stop;
use crate::hrm::registry::{Registry, TASKS};
use crate::workbench::installed_worker;
use crate::workbench::training::datasets::datasets;
use crate::workbench::training::folder::show_folder;
use crate::workbench::training::place::Place;
use crate::workbench::training::plots::write_plots;
use crate::workbench::training::run_file::write_settings;
use crate::workbench::training::runs::{After, Known};
use crate::workbench::training::{
    Champion, DatasetView, NewRun, RunFile, RunId, Trainer, TrainingCommand, TrainingView,
};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

/// Runs that are drawn over each other, at most.
pub(super) const MOST_SHOWN: usize = 5;

/// What a person is told of a command that was carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    Nothing,
    Note(String),
    /// Runs were deleted, and can be taken back.
    Deleted(String),
}

/// The studio over its folder.
pub struct Studio {
    pub(super) place: Option<Place>,
    /// Folder of the person's own models.
    models: Option<PathBuf>,
    trainer: Box<dyn Trainer>,
    pub(super) runs: BTreeMap<RunId, Known>,
    pub(super) queue: Vec<RunId>,
    pub(super) shown: Vec<RunId>,
    datasets: Vec<DatasetView>,
    champions: Vec<Champion>,
    cores: usize,
    /// Whether a worker for a graphics processor is installed.
    worker: bool,
    pub(super) deleted: Vec<RunId>,
    problem: Option<String>,
    begun: Instant,
    done: u64,
}

impl Studio {
    /// Opens the studio of a folder, which is made where it is missing. What was deleted before is gone.
    pub fn open(folder: Option<PathBuf>, models: Option<PathBuf>, trainer: Box<dyn Trainer>) -> Self {
        let machine = machine_cores();
        let mut studio = Self {
            place: folder.map(Place),
            models,
            trainer,
            runs: BTreeMap::new(),
            queue: Vec::new(),
            shown: Vec::new(),
            datasets: Vec::new(),
            champions: Vec::new(),
            // One core is left to the window.
            cores: machine.saturating_sub(1).max(1),
            worker: installed_worker().is_some(),
            deleted: Vec::new(),
            problem: None,
            begun: Instant::now(),
            done: 0,
        };
        match studio.place.as_ref().map(Place::make) {
            None => studio.problem = Some("This system names no folder for training".to_owned()),
            Some(Err(why)) => studio.problem = Some(why),
            Some(Ok(())) => studio.empty_trash(),
        }
        studio.rescan();
        studio
    }

    /// Carries a command out.
    ///
    /// # Errors
    /// Says what could not be done, and why.
    pub fn execute(&mut self, command: TrainingCommand) -> Result<Said, String> {
        self.done += 1;
        match command {
            TrainingCommand::ExportPlots(ids) => return self.export_plots(&ids).map(Said::Note),
            TrainingCommand::ShowFolder(id) => show_folder(&self.known(&id)?.folder)?,
            TrainingCommand::Delete(ids) => {
                self.delete(ids)?;
                return Ok(Said::Deleted(self.deleted_words()));
            }
            TrainingCommand::Rescan => self.rescan(),
            TrainingCommand::Show(ids) => self.show(ids),
            TrainingCommand::New(new) => self.new_run(*new)?,
            TrainingCommand::Pause(id) => self.stop(&id, After::Nothing)?,
            TrainingCommand::Resume(id) => self.resume(&id)?,
            TrainingCommand::Queue(id, place) => self.requeue(&id, place)?,
            TrainingCommand::KeepBest(id) => self.stop(&id, After::KeepBest)?,
            TrainingCommand::Discard(id) => self.stop(&id, After::Discard)?,
            TrainingCommand::Extend(id, steps) => self.extend(&id, steps)?,
            TrainingCommand::Cores(cores) => self.set_cores(cores)?,
            TrainingCommand::Rename(id, name) => self.change(&id, |file| file.name = name)?,
            TrainingCommand::Note(id, notes) => self.change(&id, |file| file.notes = notes)?,
            TrainingCommand::UndoDelete => self.undo_delete()?,
            TrainingCommand::ForgetDeleted => self.empty_trash(),
            TrainingCommand::WhenClosed { go_on } => {
                let live: Vec<RunId> = self.live().into_iter().filter(|_| !go_on).collect();
                for id in live {
                    self.stop(&id, After::Nothing)?;
                }
            }
        }
        Ok(Said::Nothing)
    }

    /// Draws the curves of runs into the folder of the first; returns where.
    fn export_plots(&mut self, ids: &[RunId]) -> Result<String, String> {
        let mut views = Vec::new();
        for id in ids.iter().take(MOST_SHOWN) {
            let queued = self.queue.contains(id);
            let known = self.known(id)?;
            known.read_curves();
            views.push(known.view(id, queued));
        }
        write_plots(&views)
    }

    /// Returns what a window may read.
    pub fn view(&self) -> TrainingView {
        let runs = self.runs.iter().rev();
        TrainingView {
            folder: self.place.as_ref().map(|place| place.0.clone()),
            runs: runs.map(|(id, known)| known.view(id, self.queue.contains(id))).collect(),
            queue: self.queue.clone(),
            datasets: self.datasets.clone(),
            champions: self.champions.clone(),
            cores: (self.cores, machine_cores()),
            worker: self.worker,
            problem: self.problem.clone(),
            done: self.done,
        }
    }

    /// Whether somebody trains or waits, so that it is worth looking again soon.
    pub fn is_busy(&self) -> bool {
        !self.queue.is_empty() || self.runs.values().any(|known| known.training)
    }

    /// Looks how what goes on stands and starts what waits. Returns whether there is something new, and what a person must know.
    pub fn tick(&mut self) -> (bool, Vec<String>) {
        let (mut changed, mut told) = (false, Vec::new());
        let time = self.begun.elapsed().as_secs_f64();
        let live = self.live();
        for id in &live {
            let Some(known) = self.runs.get_mut(id) else { continue };
            if let Some(ended) = known.trainer.as_mut().and_then(|trainer| trainer.ended()) {
                known.trainer = None;
                known.look(time);
                let says = known.state.as_ref().is_some_and(|state| state.why.is_some());
                if let (Err(why), false) = (ended, says) {
                    known.fault = Some(why);
                }
            }
            changed |= known.look(time);
            if !known.training {
                changed = true;
                if let Err(why) = self.after_stop(id) {
                    told.push(why);
                }
            } else if known.after.is_some() {
                // A process that was only just beginning may have taken the wish for an old one.
                told.extend(ask_to_stop(&known.folder).err().map(|error| error.to_string()));
            }
        }
        for id in &self.shown {
            if let Some(known) = self.runs.get_mut(id) {
                changed |= known.read_curves();
            }
        }
        if self.live().is_empty()
            && let Some(next) = self.queue.first().cloned()
        {
            self.queue.remove(0);
            changed = true;
            if let Err(why) = self.start(&next) {
                told.push(format!("{next} was not started: {why}"));
                if let Some(known) = self.runs.get_mut(&next) {
                    known.fault = Some(why);
                }
            }
            told.extend(self.keep_queue().err());
        }
        (changed, told)
    }

    fn rescan(&mut self) {
        let Some(place) = self.place.clone() else { return };
        let mut found = BTreeMap::new();
        for name in Place::names(&place.runs()) {
            let id = RunId(name);
            let known = match self.runs.remove(&id) {
                Some(known) if known.trainer.is_some() || known.after.is_some() => known,
                _ => Known::read(&place.run(&id)),
            };
            found.insert(id, known);
        }
        self.runs = found;
        self.queue = place.queue().into_iter().filter(|id| self.runs.contains_key(id)).collect();
        self.shown.retain(|id| self.runs.contains_key(id));
        self.datasets = datasets(&place);
        let registry = Registry::open(self.models.clone());
        let champion = |task: &str| {
            let stored = registry.find_champion(task).ok()??;
            let settings = stored.settings().map(Arc::new);
            Some(Champion { task: task.to_owned(), id: stored.card.id, settings })
        };
        self.champions = TASKS.iter().filter_map(|task| champion(task.name)).collect();
    }

    fn show(&mut self, ids: Vec<RunId>) {
        for (id, known) in &mut self.runs {
            if !ids.contains(id) {
                known.drop_curves();
            }
        }
        self.shown = ids;
        self.shown.truncate(MOST_SHOWN);
    }

    fn live(&self) -> Vec<RunId> {
        self.runs.iter().filter(|(_, known)| known.training).map(|(id, _)| id.clone()).collect()
    }

    fn known(&mut self, id: &RunId) -> Result<&mut Known, String> {
        self.runs.get_mut(id).ok_or_else(|| format!("There is no run {id}"))
    }

    pub(super) fn place(&self) -> Result<&Place, String> {
        self.place.as_ref().ok_or_else(|| "This system names no folder for training".to_owned())
    }

    pub(super) fn keep_queue(&self) -> Result<(), String> {
        self.place()?.keep_queue(&self.queue)
    }

    fn change(&mut self, id: &RunId, change: impl FnOnce(&mut RunFile)) -> Result<(), String> {
        let known = self.known(id)?;
        let mut file = known.file.clone();
        change(&mut file);
        file.write(&known.folder).map_err(|why| format!("{id} was not changed: {why}"))?;
        known.file = file;
        Ok(())
    }

    fn new_run(&mut self, new: NewRun) -> Result<(), String> {
        new.settings.check().map_err(|error| format!("The run was not made: {error}"))?;
        let place = self.place()?.clone();
        let id = place.free_id();
        let folder = place.run(&id);
        let file = RunFile {
            name: new.name,
            task: new.task,
            dataset: new.dataset,
            parent: new.parent,
            preset: new.preset,
            ..RunFile::default()
        };
        let made = std::fs::create_dir_all(&folder).map_err(|error| error.to_string());
        made.and_then(|()| write_settings(&folder, &new.settings))
            .and_then(|()| file.write(&folder))
            .map_err(|why| format!("{id} was not made: {why}"))?;
        self.runs.insert(id.clone(), Known::read(&folder));
        self.queue.push(id.clone());
        self.shown = vec![id];
        self.keep_queue()
    }

    fn resume(&mut self, id: &RunId) -> Result<(), String> {
        let known = self.known(id)?;
        if known.training {
            return Err(format!("{id} is trained already"));
        }
        known.fault = None;
        self.change(id, |file| (file.kept_best, file.discarded) = (false, false))?;
        self.queue.retain(|other| other != id);
        self.queue.insert(0, id.clone());
        self.keep_queue()
    }

    fn requeue(&mut self, id: &RunId, place: Option<usize>) -> Result<(), String> {
        if self.known(id)?.training {
            return Err(format!("{id} is trained already"));
        }
        self.queue.retain(|other| other != id);
        if let Some(place) = place {
            self.queue.insert(place.min(self.queue.len()), id.clone());
        }
        self.keep_queue()
    }

    fn extend(&mut self, id: &RunId, steps: u64) -> Result<(), String> {
        let known = self.known(id)?;
        let Some(settings) = known.settings.clone().filter(|_| known.has_checkpoint()) else {
            return Err(format!("{id} has no checkpoint to go on from"));
        };
        let mut settings = (*settings).clone();
        settings.extended += steps;
        write_settings(&known.folder, &settings).map_err(|why| format!("{id} was not extended: {why}"))?;
        known.settings = Some(Arc::new(settings));
        self.resume(id)
    }

    fn set_cores(&mut self, cores: usize) -> Result<(), String> {
        self.cores = cores.clamp(1, machine_cores());
        for id in self.live() {
            let differs = self.known(&id)?.file.cores_now() != self.cores;
            if differs && self.known(&id)?.after.is_none() {
                self.stop(&id, After::Restart)?;
            }
        }
        Ok(())
    }
}

fn machine_cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
