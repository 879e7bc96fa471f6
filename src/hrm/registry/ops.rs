//! What changes a registry: taking models in, handing them out, promoting and rolling back.

use crate::hrm::HrmError;
use crate::hrm::registry::card::{Card, Parent, TestSet, check_id};
use crate::hrm::registry::checkpoint::without_papers;
use crate::hrm::registry::files::ModelFiles;
use crate::hrm::registry::gate::Gate;
use crate::hrm::registry::history::{Change, ChangeKind, History};
use crate::hrm::registry::metrics::read_figures;
use crate::hrm::registry::registry::{Registry, Stored, no_place};
use crate::hrm::train::MODEL;
use crate::units::Date;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// What became of a wish to promote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Promoted,
    /// It was champion before.
    Already,
    /// The gate is not passed, and nobody insisted.
    Refused,
    /// Its own gate is passed, but that of another one to be promoted with it is not.
    Held,
}

/// A wish to promote, judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Promotion {
    pub task: String,
    pub id: String,
    /// The champion before.
    pub before: Option<String>,
    pub gate: Gate,
    pub decision: Decision,
}

impl Registry {
    /// Takes a model in: a run's folder, an exported folder, or the weights in one. Its name is `id`, else the card's, else
    /// the folder's. `metrics` are the JSON answer of `evaluate`. Returns its card.
    ///
    /// # Errors
    /// Names the file that does not fit, and why; or says that there is such a model already. Nothing is written then.
    pub fn import(&self, from: &Path, id: Option<&str>, metrics: Option<Value>) -> Result<Card, HrmError> {
        self.import_tested(from, id, metrics, None)
    }

    /// The same with the test set that the metrics are of, for the card.
    ///
    /// # Errors
    /// As [`Registry::import`].
    pub fn import_tested(
        &self,
        from: &Path,
        id: Option<&str>,
        metrics: Option<Value>,
        test: Option<TestSet>,
    ) -> Result<Card, HrmError> {
        let place = self.place.as_deref().ok_or_else(no_place)?;
        let folder = folder_of(from)?;
        let files = ModelFiles::read(folder)?;
        let mut card = match files.card()? {
            Some(card) => card,
            None => Card::of_run(&own_name(folder), &files.run_facts()?),
        };
        if card.parent.is_none()
            && let Some(sha256) = files.run_facts()?.init_sha256
            && let Some(id) = self.with_weights(&sha256)?
        {
            card.parent = Some(Parent { id, sha256 });
        }
        if card.made.date.is_empty() {
            card.made.date = self.now.map(day_of).unwrap_or_default();
        }
        if test.is_some() {
            card.data.test = test;
        }
        if let Some(id) = id {
            id.clone_into(&mut card.id);
        }
        if let Some(metrics) = metrics {
            let figures = read_figures(&metrics).map_err(HrmError::Registry)?;
            if figures.task != card.task {
                let words =
                    format!("the metrics are of the task '{}', the model of '{}'", figures.task, card.task);
                return Err(HrmError::Registry(words));
            }
            card.metrics = Some(metrics);
        }
        check_id(&card.id)?;
        files.check(&card)?;
        if self.list()?.iter().any(|listed| listed.id == card.id) {
            return Err(HrmError::Registry(format!("there is a model named '{}' already", card.id)));
        }
        write_new(&files, &card, &place.join(&card.task), &card.id)?;
        Ok(card)
    }

    /// Writes a model's four files into a folder, which is made and must be empty. Returns their paths.
    ///
    /// # Errors
    /// When the model does not hold, or the folder cannot be written.
    pub fn export(&self, id: &str, out: &Path) -> Result<Vec<PathBuf>, HrmError> {
        let stored = self.find(id)?;
        stored.files.check(&stored.card)?;
        let fault = |why: String| HrmError::File { path: out.display().to_string(), why };
        std::fs::create_dir_all(out).map_err(|error| fault(error.to_string()))?;
        let mut there = std::fs::read_dir(out).map_err(|error| fault(error.to_string()))?;
        if there.next().is_some() {
            return Err(fault("the folder is not empty".to_owned()));
        }
        stored.files.write(&stored.card, out)?;
        Ok(["card.json", "run.json", "config.json", "model.safetensors"].map(|name| out.join(name)).to_vec())
    }

    /// Makes a model the champion of its task, if the gate lets it; with a reason, in any case.
    ///
    /// # Errors
    /// When there is no such model, it cannot be used, or the registry's own file cannot be written.
    pub fn promote(&self, id: &str, forced: Option<&str>) -> Result<Promotion, HrmError> {
        let mut judged = self.promote_together(&[id], forced)?;
        judged.pop().ok_or_else(|| HrmError::Registry("there is nothing to promote".to_owned()))
    }

    /// Makes models of different tasks champions together, in one step: all of them or, where one does not pass its gate and
    /// no reason is given, none.
    ///
    /// # Errors
    /// As [`Registry::promote`], and when two are of one task.
    pub fn promote_together(&self, ids: &[&str], forced: Option<&str>) -> Result<Vec<Promotion>, HrmError> {
        let mut stored = Vec::with_capacity(ids.len());
        for id in ids {
            let found = self.find(id)?;
            found.files.check(&found.card)?;
            if stored.iter().any(|other: &Stored| other.card.task == found.card.task) {
                return Err(HrmError::Registry(format!(
                    "two models are for {}: one at most",
                    found.card.task
                )));
            }
            stored.push(found);
        }
        let mut promotions = Vec::with_capacity(stored.len());
        for stored in &stored {
            promotions.push(self.judge(stored)?);
        }
        let all = forced.is_some() || promotions.iter().all(|judged| judged.decision != Decision::Refused);
        let mut changes = Vec::new();
        for (judged, stored) in promotions.iter_mut().zip(&stored) {
            judged.decision = match judged.decision {
                Decision::Already => Decision::Already,
                decision if !all => {
                    if decision == Decision::Refused {
                        decision
                    } else {
                        Decision::Held
                    }
                }
                _ => {
                    let reason = forced.filter(|_| !judged.gate.passed()).map(str::to_owned);
                    changes.push((stored, ChangeKind::Promoted, reason));
                    Decision::Promoted
                }
            };
        }
        if !changes.is_empty() {
            self.note(changes)?;
        }
        Ok(promotions)
    }

    /// Holds a model against the champion of its task: what [`Registry::promote`] would find.
    ///
    /// # Errors
    /// When the registry's own file cannot be read.
    fn judge(&self, stored: &Stored) -> Result<Promotion, HrmError> {
        let Card { id, task, .. } = stored.card.clone();
        let before = self.champion(&task)?;
        if before.as_deref() == Some(id.as_str()) {
            return Ok(Promotion { task, id, before, gate: Gate::default(), decision: Decision::Already });
        }
        // A champion whose card cannot be read any more is no standard.
        let champion = before.as_ref().and_then(|before| self.find(before).ok());
        let gate = Gate::of(champion.as_ref().map(|stored| &stored.card), &stored.card);
        let decision = if gate.passed() { Decision::Promoted } else { Decision::Refused };
        Ok(Promotion { task, id, before, gate, decision })
    }

    /// Holds what was measured of a candidate against the champion of its task.
    ///
    /// # Errors
    /// When there is no such task, or the registry's own file cannot be read.
    pub fn gate(&self, task: &str, metrics: &Value, test: &TestSet) -> Result<Gate, HrmError> {
        let champion = self.champion(task)?.and_then(|id| self.find(&id).ok());
        Ok(Gate::measured(champion.as_ref().map(|stored| &stored.card), "the candidate", metrics, Some(test)))
    }

    /// Makes the champion before the present one champion again and returns the card of it.
    ///
    /// # Errors
    /// When there was none, or its files are not what they were.
    pub fn rollback(&self, task: &str) -> Result<Card, HrmError> {
        let champions = self.champions(task)?;
        self.back(task, 1, &champions)
    }

    /// Makes an earlier champion champion again, the last time it was, and returns its card.
    ///
    /// # Errors
    /// When it never was, or its files are not what they were.
    pub fn rollback_to(&self, task: &str, id: &str) -> Result<Card, HrmError> {
        let champions = self.champions(task)?;
        let steps = champions.iter().skip(1).position(|(earlier, _)| earlier == id).ok_or_else(|| {
            HrmError::Registry(format!("{id} is no earlier champion of {task} to go back to"))
        })?;
        self.back(task, steps + 1, &champions)
    }

    fn back(
        &self,
        task: &str,
        steps: usize,
        champions: &[(String, Option<Change>)],
    ) -> Result<Card, HrmError> {
        let none = || HrmError::Registry(format!("there is no earlier champion of {task} to go back to"));
        let (id, change) = champions.get(steps).ok_or_else(none)?;
        let stored = self.find(id)?;
        stored.files.check(&stored.card)?;
        let wanted = change.as_ref().map(|change| change.sha256.as_str());
        if let Some(wanted) = wanted.filter(|wanted| *wanted != stored.card.sha256) {
            return Err(HrmError::Registry(format!(
                "{id} is not what it was: its weights were {wanted}, now they are {}",
                stored.card.sha256
            )));
        }
        // One entry a promotion that is taken back; all name who is champion in the end.
        self.note(vec![(&stored, ChangeKind::RolledBack, None); steps])?;
        Ok(stored.card)
    }

    fn note(&self, changes: Vec<(&Stored, ChangeKind, Option<String>)>) -> Result<(), HrmError> {
        let place = self.place.as_deref().ok_or_else(no_place)?;
        let mut history: History = self.read_history()?;
        for (stored, kind, forced) in changes {
            let Card { task, id, sha256, .. } = stored.card.clone();
            let change = Change { kind, id, sha256, forced, at: self.now };
            history.tasks.entry(task).or_default().push(change);
        }
        make_folder(place)?;
        history.write(place)
    }
}

/// Returns the folder of a model that is named by its folder or by its file of weights.
fn folder_of(from: &Path) -> Result<&Path, HrmError> {
    if from.is_dir() {
        return Ok(from);
    }
    let fault = |why: &str| Err(HrmError::File { path: from.display().to_string(), why: why.to_owned() });
    match from.file_name() {
        _ if !from.exists() => fault("there is no such file or folder"),
        _ if without_papers(from) => fault(
            "it holds weights alone; say with --data which dataset they learned and with --config the shape of their network",
        ),
        Some(name) if name == MODEL => Ok(from.parent().unwrap_or(Path::new("."))),
        _ => fault("a model is a folder with model.safetensors, config.json and run.json"),
    }
}

fn make_folder(folder: &Path) -> Result<(), HrmError> {
    std::fs::create_dir_all(folder)
        .map_err(|error| HrmError::File { path: folder.display().to_string(), why: error.to_string() })
}

/// Writes a model beside its place and moves it there: it is there whole or not at all.
fn write_new(files: &ModelFiles, card: &Card, folder: &Path, id: &str) -> Result<(), HrmError> {
    make_folder(folder)?;
    let target = folder.join(id);
    let fault =
        |error: std::io::Error| HrmError::File { path: target.display().to_string(), why: error.to_string() };
    // A name with a dot in front is no model's.
    let beside = tempfile::Builder::new().prefix(".new-").tempdir_in(folder).map_err(fault)?;
    let whole = beside.path().join("model");
    std::fs::create_dir(&whole).map_err(fault)?;
    files.write(card, &whole)?;
    std::fs::rename(&whole, &target).map_err(fault)
}

/// Returns the name of a folder as that of a model, as far as its letters serve.
fn own_name(folder: &Path) -> String {
    let full = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let name = full.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    name.replace(|c: char| c.is_whitespace(), "-")
}

/// Returns the day of a time in seconds since 1970, as in `2026-11-27`.
fn day_of(seconds: u64) -> String {
    Date::from_unix_seconds(seconds).to_string()
}
