//! Deleted runs: in a folder of their own until the time to take them back is over, then gone from the disk.

use crate::workbench::training::place::Place;
use crate::workbench::training::runs::Known;
use crate::workbench::training::{RunId, Studio};

impl Studio {
    pub(super) fn delete(&mut self, ids: Vec<RunId>) -> Result<(), String> {
        let place = self.place()?.clone();
        if let Some(live) = ids.iter().find(|id| self.runs.get(id).is_some_and(|known| known.training)) {
            return Err(format!("{live} is trained at the moment; stop it first"));
        }
        // What was deleted before cannot be taken back any more.
        self.empty_trash();
        let fault = |error: std::io::Error| format!("Not deleted: {error}");
        std::fs::create_dir_all(place.trash()).map_err(fault)?;
        for id in ids {
            std::fs::rename(place.run(&id), place.trash().join(&id.0)).map_err(fault)?;
            self.runs.remove(&id);
            self.queue.retain(|other| *other != id);
            self.shown.retain(|other| *other != id);
            self.deleted.push(id);
        }
        self.keep_queue()
    }

    pub(super) fn undo_delete(&mut self) -> Result<(), String> {
        let place = self.place()?.clone();
        for id in std::mem::take(&mut self.deleted) {
            std::fs::rename(place.trash().join(&id.0), place.run(&id))
                .map_err(|error| format!("{id} was not taken back: {error}"))?;
            self.runs.insert(id.clone(), Known::read(&place.run(&id)));
        }
        Ok(())
    }

    /// Returns what was deleted last, in words.
    pub(super) fn deleted_words(&self) -> String {
        let names: Vec<&str> = self.deleted.iter().map(|id| id.0.as_str()).collect();
        match names.as_slice() {
            [one] => format!("Run {one} deleted"),
            many => format!("Runs {} deleted", many.join(", ")),
        }
    }

    pub(super) fn empty_trash(&mut self) {
        self.deleted.clear();
        let Some(trash) = self.place.as_ref().map(Place::trash).filter(|trash| trash.exists()) else {
            return;
        };
        if let Err(error) = std::fs::remove_dir_all(&trash) {
            log::warn!("{} is not emptied: {error}", trash.display());
        }
    }
}
