//! The registry: the shipped models and a person's own, read and checked.

use crate::hrm::registry::card::{Card, Parent, check_id};
use crate::hrm::registry::files::ModelFiles;
use crate::hrm::registry::history::{Change, History};
use crate::hrm::registry::shipped::{CHAMPIONS, SHIPPED, Shipped};
use crate::hrm::registry::tasks::{TASKS, task_named};
use crate::hrm::{ComputeDevice, HrmError, PublishedModel};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Shipped models and those of a person's folder.
#[derive(Clone, Debug)]
pub struct Registry {
    pub(super) place: Option<PathBuf>,
    shipped: &'static [Shipped],
    /// First champions, as JSON.
    champions: &'static str,
    /// The time that changes are dated with, in seconds since 1970.
    pub(super) now: Option<u64>,
}

/// A model as a list shows it.
#[derive(Clone, Debug)]
pub struct Listed {
    pub task: String,
    pub id: String,
    /// Inside the program rather than in the person's folder.
    pub shipped: bool,
    pub champion: bool,
    /// Its card, or why it cannot be used.
    pub card: Result<Card, String>,
}

/// A model that was found, not loaded yet.
#[derive(Clone, Debug)]
pub struct Stored {
    pub card: Card,
    /// Its folder; `None` inside the program.
    pub folder: Option<PathBuf>,
    pub(super) files: ModelFiles,
}

impl Stored {
    /// Checks the files and makes the model.
    ///
    /// # Errors
    /// Names the file that does not fit, and why.
    pub fn load(&self, device: &ComputeDevice) -> Result<PublishedModel, HrmError> {
        self.files.load(&self.card, device)
    }
}

impl Registry {
    /// Opens the registry of this program: its shipped models and those in `place`, which need not be there yet.
    pub const fn open(place: Option<PathBuf>) -> Self {
        Self::with_shipped(place, SHIPPED, CHAMPIONS)
    }

    /// The same with other models inside; `champions` says which each task begins with: `{"balance": "balance-1"}`.
    pub const fn with_shipped(
        place: Option<PathBuf>,
        shipped: &'static [Shipped],
        champions: &'static str,
    ) -> Self {
        Self { place, shipped, champions, now: None }
    }

    /// Dates what is changed from here on, in seconds since 1970.
    pub const fn at(mut self, now: u64) -> Self {
        self.now = Some(now);
        self
    }

    /// Returns the folder of a person's own models.
    pub fn place(&self) -> Option<&Path> {
        self.place.as_deref()
    }

    /// Returns every model, by task and name. One that cannot be used says why.
    ///
    /// # Errors
    /// When the folder or the registry's own file cannot be read.
    pub fn list(&self) -> Result<Vec<Listed>, HrmError> {
        let mut all = Vec::new();
        for task in TASKS {
            let champion = self.champion(task.name)?;
            let mut found: BTreeMap<String, Listed> = BTreeMap::new();
            for id in self.own_ids(task.name)? {
                let card = self.own(task.name, &id).and_then(|stored| checked(&stored));
                let listed = self.listed(task.name, &id, false, card, champion.as_deref());
                found.insert(id, listed);
            }
            for shipped in self.shipped_of(task.name) {
                let id = id_of(shipped);
                let card = shipped_model(shipped).and_then(|stored| checked(&stored));
                let listed = self.listed(task.name, id, true, card, champion.as_deref());
                found.insert(id.to_owned(), listed);
            }
            all.extend(found.into_values());
        }
        Ok(all)
    }

    fn listed(
        &self,
        task: &str,
        id: &str,
        shipped: bool,
        card: Result<Card, HrmError>,
        champion: Option<&str>,
    ) -> Listed {
        Listed {
            task: task.to_owned(),
            id: id.to_owned(),
            shipped,
            champion: champion == Some(id),
            card: card.map_err(|error| error.to_string()),
        }
    }

    /// Finds a model by its name; a shipped one comes before a person's own of the same name.
    ///
    /// # Errors
    /// When there is none of this name, or its card cannot be read.
    pub fn find(&self, id: &str) -> Result<Stored, HrmError> {
        check_id(id)?;
        if let Some(shipped) = self.shipped.iter().find(|shipped| id_of(shipped) == id) {
            return shipped_model(shipped);
        }
        for task in TASKS {
            if self.folder(task.name, id).is_some_and(|folder| folder.is_dir()) {
                return self.own(task.name, id);
            }
        }
        let names: Vec<String> = self.list()?.into_iter().map(|listed| listed.id).collect();
        let there = if names.is_empty() {
            "no model is installed".to_owned()
        } else {
            format!("there is {}", names.join(", "))
        };
        Err(HrmError::Registry(format!("there is no model named '{id}'; {there}")))
    }

    /// Returns the name of a task's champion; `None` while it has none.
    ///
    /// # Errors
    /// When there is no such task, or the registry's own file cannot be read.
    pub fn champion(&self, task: &str) -> Result<Option<String>, HrmError> {
        task_named(task)?;
        let history = self.read_history()?;
        let promoted = history.standing(task).last().map(|change| change.id.clone());
        Ok(promoted.or(self.first_champion(task)?))
    }

    /// Returns the name of the model with these weights, if one is here.
    ///
    /// # Errors
    /// When the folder or the registry's own file cannot be read.
    pub fn with_weights(&self, sha256: &str) -> Result<Option<String>, HrmError> {
        let has = |listed: &Listed| listed.card.as_ref().is_ok_and(|card| card.sha256 == sha256);
        Ok(self.list()?.into_iter().find(has).map(|listed| listed.id))
    }

    /// Finds a task's champion.
    ///
    /// # Errors
    /// As [`Registry::champion`] and [`Registry::find`].
    pub fn find_champion(&self, task: &str) -> Result<Option<Stored>, HrmError> {
        self.champion(task)?.map(|id| self.find(&id)).transpose()
    }

    /// Finds the model that a task works with: its champion if that holds and `fits`, else the champion before it that does.
    /// The second is why a later one is passed over, one sentence each.
    ///
    /// # Errors
    /// When there is no such task, or the registry's own file cannot be read.
    pub fn find_usable<T>(
        &self,
        task: &str,
        fits: impl Fn(&Stored) -> Result<T, HrmError>,
    ) -> Result<(Option<(Stored, T)>, Vec<String>), HrmError> {
        task_named(task)?;
        let history = self.read_history()?;
        let mut ids: Vec<String> = self.first_champion(task)?.into_iter().collect();
        ids.extend(history.standing(task).into_iter().map(|change| change.id.clone()));
        let mut passed_over = Vec::new();
        for id in ids.iter().rev() {
            let found = self.find(id).and_then(|stored| fits(&stored).map(|made| (stored, made)));
            match found {
                Ok(found) => return Ok((Some(found), passed_over)),
                Err(error) => passed_over.push(error.to_string()),
            }
        }
        Ok((None, passed_over))
    }

    /// Returns the champions a task has had and can go back to, the present one first, each with the change that made it so;
    /// `None` for the one it began with.
    ///
    /// # Errors
    /// When there is no such task, or the registry's own file cannot be read.
    pub fn champions(&self, task: &str) -> Result<Vec<(String, Option<Change>)>, HrmError> {
        task_named(task)?;
        let history = self.read_history()?;
        let promoted = history.standing(task).into_iter().rev();
        let mut all: Vec<_> = promoted.map(|change| (change.id.clone(), Some(change.clone()))).collect();
        all.extend(self.first_champion(task)?.map(|first| (first, None)));
        Ok(all)
    }

    /// Returns the parents of a model, nearest first, as far as models here have the weights that trainings began with.
    ///
    /// # Errors
    /// When the folder or the registry's own file cannot be read.
    pub fn lineage(&self, id: &str) -> Result<Vec<Parent>, HrmError> {
        let mut chain: Vec<Parent> = Vec::new();
        let mut card = Some(self.find(id)?.card);
        while let Some(parent) = card.and_then(|card| card.parent) {
            if chain.iter().any(|known| known.sha256 == parent.sha256) {
                break;
            }
            // A parent that is here no more ends the chain, with its name.
            card = self.find(&parent.id).ok().map(|stored| stored.card);
            card = card.filter(|card| card.sha256 == parent.sha256);
            chain.push(parent);
        }
        Ok(chain)
    }

    /// Returns what was promoted and rolled back for a task, oldest first.
    ///
    /// # Errors
    /// When the registry's own file cannot be read.
    pub fn history(&self, task: &str) -> Result<Vec<Change>, HrmError> {
        Ok(self.read_history()?.of(task).to_vec())
    }

    pub(super) fn read_history(&self) -> Result<History, HrmError> {
        self.place.as_deref().map_or_else(|| Ok(History::default()), History::read)
    }

    /// Returns the shipped model that a task begins with.
    pub(super) fn first_champion(&self, task: &str) -> Result<Option<String>, HrmError> {
        let champions: BTreeMap<String, String> = serde_json::from_str(self.champions).map_err(|error| {
            HrmError::File { path: "inside the program: champions.json".to_owned(), why: error.to_string() }
        })?;
        Ok(champions.get(task).cloned())
    }

    fn shipped_of(&self, task: &str) -> impl Iterator<Item = &'static Shipped> {
        let folder = format!("{task}/");
        self.shipped.iter().filter(move |shipped| shipped.at.starts_with(&folder))
    }

    pub(super) fn folder(&self, task: &str, id: &str) -> Option<PathBuf> {
        self.place.as_ref().map(|place| place.join(task).join(id))
    }

    /// Returns the names of the folders of a person's own models, in their order.
    fn own_ids(&self, task: &str) -> Result<Vec<String>, HrmError> {
        let Some(folder) = self.place.as_ref().map(|place| place.join(task)) else { return Ok(Vec::new()) };
        let fault = |error: std::io::Error| HrmError::File {
            path: folder.display().to_string(),
            why: error.to_string(),
        };
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(fault(error)),
        };
        let mut ids = Vec::new();
        for entry in entries {
            let entry = entry.map_err(fault)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            // Anything else is none of the registry's: a folder being written, a file of the system.
            if entry.path().is_dir() && check_id(&name).is_ok() {
                ids.push(name);
            }
        }
        ids.sort();
        Ok(ids)
    }

    fn own(&self, task: &str, id: &str) -> Result<Stored, HrmError> {
        let folder = self.folder(task, id).ok_or_else(no_place)?;
        let files = ModelFiles::read(&folder)?;
        let card = files.card()?.ok_or_else(|| HrmError::File {
            path: folder.display().to_string(),
            why: "it has no card.json; take it in with models import".to_owned(),
        })?;
        if (card.task.as_str(), card.id.as_str()) != (task, id) {
            let why = format!("it is the card of {} for {}", card.id, card.task);
            return Err(HrmError::File { path: folder.join("card.json").display().to_string(), why });
        }
        Ok(Stored { card, folder: Some(folder), files })
    }
}

pub(super) fn no_place() -> HrmError {
    HrmError::Registry("this system names no folder for own models; give one with --models".to_owned())
}

/// Returns the name of a shipped model: that of its folder.
fn id_of(shipped: &Shipped) -> &'static str {
    shipped.at.rsplit('/').next().unwrap_or(shipped.at)
}

fn shipped_model(shipped: &Shipped) -> Result<Stored, HrmError> {
    let files = ModelFiles::of_shipped(shipped);
    let missing = || HrmError::Registry(format!("{} has no card", shipped.at));
    Ok(Stored { card: files.card()?.ok_or_else(missing)?, folder: None, files })
}

fn checked(stored: &Stored) -> Result<Card, HrmError> {
    stored.files.check_hash(&stored.card)?;
    Ok(stored.card.clone())
}
