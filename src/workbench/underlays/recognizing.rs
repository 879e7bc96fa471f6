//! A conversation about walls and rooms found in an underlay: which layers, what was found, one step to accept.

use super::live::LONGEST_READING;
use crate::domain::{Project, SheetId, Underlay};
use crate::interchange::drawing::recognize::{
    LayerUse, RecognizeOptions, Recognized, edits_of, layer_uses, recognize,
};
use crate::interchange::drawing::{ReadDrawing, Watch};
use crate::workbench::{Command, Waker};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::JoinHandle;
use std::time::Instant;

/// A search that runs: where its answer comes from, and its thread.
type Looking = (Receiver<Result<Recognized, String>>, Option<JoinHandle<()>>);

/// The state of the conversation.
pub struct RecognizeSession {
    project: Arc<Project>,
    sheet: SheetId,
    underlay: Underlay,
    read: Arc<ReadDrawing>,
    layers: BTreeSet<String>,
    looking: Option<Looking>,
    stop: Arc<AtomicBool>,
    found: Option<Result<Recognized, String>>,
    waker: Waker,
}

impl RecognizeSession {
    /// Starts looking on the layers that are named for walls.
    pub fn open(
        project: Arc<Project>,
        sheet: SheetId,
        underlay: Underlay,
        read: Arc<ReadDrawing>,
        waker: Waker,
    ) -> Self {
        let uses = layer_uses(&read.drawing);
        let named = read.drawing.layers.iter().zip(uses).filter(|(_, found)| *found == LayerUse::Wall);
        let layers = named.map(|(layer, _)| layer.name.clone()).collect();
        let stop = Arc::new(AtomicBool::new(false));
        let mut session =
            Self { project, sheet, underlay, read, layers, looking: None, stop, found: None, waker };
        session.start();
        session
    }

    fn start(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        self.stop = Arc::new(AtomicBool::new(false));
        let (sender, results) = sync_channel(1);
        let (read, underlay, stop) = (Arc::clone(&self.read), self.underlay.clone(), Arc::clone(&self.stop));
        let options =
            RecognizeOptions { wall_layers: Some(self.layers.clone()), ..RecognizeOptions::default() };
        let waker = Waker::clone(&self.waker);
        let work = move || {
            let begun = Instant::now();
            let goes_on = || !stop.load(Ordering::Relaxed) && begun.elapsed() < LONGEST_READING;
            let look = || recognize(&read.drawing, &underlay, &options, &Watch::new(&goes_on));
            let found = catch_unwind(AssertUnwindSafe(look))
                .map_err(|_| "looking for walls failed inside the program".to_owned())
                .and_then(|found| found.map_err(|error| error.to_string()));
            // A closed channel means that nobody waits any more.
            if sender.send(found).is_ok() {
                waker();
            }
        };
        let thread = std::thread::Builder::new().name("recognize".to_owned()).spawn(work);
        let thread = thread.inspect_err(|error| log::error!("no thread for looking: {error}")).ok();
        self.looking = Some((results, thread));
        self.found = None;
    }

    /// Takes in what has been found. Call it every frame.
    pub fn poll(&mut self) {
        if let Some(found) = self.looking.as_ref().and_then(|(results, _)| results.try_recv().ok()) {
            self.looking = None;
            self.found = Some(found);
        }
    }

    /// Waits for the looking to end. For tests.
    pub fn wait(&mut self) {
        if let Some(thread) = self.looking.as_mut().and_then(|(_, thread)| thread.take()) {
            // The search catches its own panics, so there is nothing to hear from the thread.
            drop(thread.join());
        }
        self.poll();
    }

    /// Returns the layers that hold something, and whether each is looked at for walls.
    pub fn layers(&self) -> Vec<(String, bool)> {
        let used: BTreeSet<usize> = self.read.drawing.entities.iter().map(|entity| entity.layer).collect();
        let names =
            used.iter().filter_map(|layer| self.read.drawing.layers.get(*layer)).map(|layer| &layer.name);
        names.map(|name| (name.clone(), self.layers.contains(name))).collect()
    }

    /// Looks at a layer too, or no more.
    pub fn take_layer(&mut self, name: &str, taken: bool) {
        let changed = if taken { self.layers.insert(name.to_owned()) } else { self.layers.remove(name) };
        if changed {
            self.start();
        }
    }

    /// Returns what was found; nothing while looking.
    pub fn found(&self) -> Option<&Recognized> {
        self.found.as_ref()?.as_ref().ok()
    }

    /// Returns what came of it in a line.
    pub fn verdict(&self) -> String {
        match &self.found {
            None => "Looking".to_owned(),
            Some(Err(why)) => why.clone(),
            Some(Ok(found)) => found.notes.join("; "),
        }
    }

    /// Returns the name of the drawing.
    pub fn file_name(&self) -> &str {
        &self.underlay.file_name
    }

    /// Returns the undo step; nothing when nothing was found.
    pub fn accept(&self) -> Option<Command> {
        let found = self.found().filter(|found| !found.walls.is_empty())?;
        let label = format!("Recognize {} walls and {} rooms", found.walls.len(), found.rooms.len());
        Some(Command::Edit { label, edits: edits_of(found, &self.project, self.sheet) })
    }
}

impl Drop for RecognizeSession {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}
