//! A conversation about a drawing to be put under a sheet: page, unit, two known points, place, fade; and what changed since
//! the drawing that it replaces.
//!
//! Reading runs in a thread of its own with progress by a flag, so that a person may cancel it.

use super::incoming::{IncomingUnderlay, Replaced};
use super::live::LONGEST_READING;
use crate::domain::{ContentHash, Project, ScaleBasis, Sheet, SheetId, Underlay};
use crate::interchange::drawing::scale::{DrawingUnit, ScaleGuess, calibrate, guess_scale};
use crate::interchange::drawing::{
    DrawingChanges, Limits, PlaceChoice, ReadDrawing, Watch, changes, read_drawing, underlay_of,
};
use crate::units::PlanPoint;
use crate::workbench::Waker;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::JoinHandle;
use std::time::Instant;

/// How long a unit of the drawing is taken to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ScaleChoice {
    /// As the drawing itself suggests.
    Guessed,
    Unit(DrawingUnit),
    /// By two points and the distance between them, as feet of a unit.
    Calibrated(f64),
    /// As the drawing that is replaced.
    Kept,
}

/// What comes of the conversation.
#[derive(Clone, Debug)]
pub struct UnderlayOrder {
    /// The sheet; nothing for a new one.
    pub sheet: Option<SheetId>,
    /// Place among the underlays of the sheet of the one that is replaced.
    pub replaces: Option<usize>,
    pub underlay: Underlay,
    pub bytes: Arc<Vec<u8>>,
    pub read: Arc<ReadDrawing>,
}

struct Reading {
    results: Receiver<Result<ReadDrawing, String>>,
    stop: Arc<AtomicBool>,
    /// Thousandths of the reading that are done.
    done: Arc<AtomicU32>,
    thread: Option<JoinHandle<()>>,
}

/// The state of the conversation.
pub struct UnderlaySession {
    pub sheet: Option<SheetId>,
    pub scale: ScaleChoice,
    pub place: PlaceChoice,
    pub fade_percent: f64,
    /// One color for everything, else the drawing's own.
    pub tint: Option<[u8; 3]>,
    name: String,
    hash: String,
    bytes: Arc<Vec<u8>>,
    page: u32,
    replaced: Option<Replaced>,
    reading: Option<Reading>,
    read: Result<Arc<ReadDrawing>, String>,
    guess: Option<ScaleGuess>,
    changes: Option<DrawingChanges>,
    waker: Waker,
}

impl UnderlaySession {
    /// Starts reading.
    pub fn open(incoming: IncomingUnderlay, project: &Project, waker: Waker) -> Self {
        let name = name_of(&incoming.path);
        let bytes = Arc::new(incoming.bytes);
        let replaced = incoming.replaced;
        let first = project.sheets().next().map(|sheet| sheet.id);
        let mut session = Self {
            sheet: replaced.as_ref().map(|replaced| replaced.sheet).or(first),
            scale: if replaced.is_some() { ScaleChoice::Kept } else { ScaleChoice::Guessed },
            place: PlaceChoice::Usual,
            fade_percent: replaced.as_ref().map_or(0.0, |replaced| replaced.underlay.fade_percent),
            tint: replaced.as_ref().and_then(|replaced| replaced.underlay.tint),
            hash: ContentHash::of(&bytes).to_string(),
            page: replaced.as_ref().map_or(1, |replaced| replaced.underlay.page),
            name,
            bytes,
            replaced,
            reading: None,
            read: Err(String::new()),
            guess: None,
            changes: None,
            waker,
        };
        session.start();
        session
    }

    fn start(&mut self) {
        let (sender, results) = sync_channel(1);
        let (stop, done) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU32::new(0)));
        let tell = Arc::clone(&done);
        let (bytes, name, page) = (Arc::clone(&self.bytes), self.name.clone(), self.page);
        let (asked, waker) = (Arc::clone(&stop), Waker::clone(&self.waker));
        let work = move || {
            let begun = Instant::now();
            let goes_on = || !asked.load(Ordering::Relaxed) && begun.elapsed() < LONGEST_READING;
            let reached = |share: f64| tell.store((share * 1000.0) as u32, Ordering::Relaxed);
            let watch = Watch::new(&goes_on).telling(&reached);
            let read = read_drawing(&bytes, &name, page, &Limits::default(), watch);
            // A closed channel means that nobody waits any more.
            if sender.send(read.map_err(|error| error.to_string())).is_ok() {
                waker();
            }
        };
        let thread = std::thread::Builder::new().name("underlay".to_owned()).spawn(work);
        let thread = thread.inspect_err(|error| log::error!("no thread for reading: {error}")).ok();
        self.reading = Some(Reading { results, stop, done, thread });
    }

    /// Takes in what has been read. Call it every frame.
    pub fn poll(&mut self) {
        let Some(read) = self.reading.as_ref().and_then(|reading| reading.results.try_recv().ok()) else {
            return;
        };
        self.reading = None;
        self.read = read.map(Arc::new);
        self.guess = self.read.as_ref().ok().map(|read| guess_scale(read));
        let other_file = !self.is_same_file();
        let old = self.replaced.as_ref().filter(|_| other_file).and_then(|replaced| replaced.read.as_ref());
        self.changes = old.zip(self.read.as_ref().ok()).map(|(old, new)| changes(&old.drawing, &new.drawing));
    }

    /// Waits for the reading to end. For tests.
    pub fn wait(&mut self) {
        if let Some(thread) = self.reading.as_mut().and_then(|reading| reading.thread.take()) {
            // The reader catches its own panics, so there is nothing to hear from the thread.
            drop(thread.join());
        }
        self.poll();
    }

    /// Asks the reading to end.
    pub fn cancel(&self) {
        if let Some(reading) = &self.reading {
            reading.stop.store(true, Ordering::Relaxed);
        }
    }

    /// Turns to another page and reads it.
    pub fn turn_to(&mut self, page: u32) {
        if page != self.page {
            self.cancel();
            self.page = page;
            self.start();
        }
    }

    /// Takes the distance between two points of the drawing for its scale; says whether that makes one.
    pub fn calibrate(&mut self, from: PlanPoint, to: PlanPoint, distance_ft: f64) -> bool {
        let feet = calibrate(from, to, distance_ft);
        if let Some(feet) = feet {
            self.scale = ScaleChoice::Calibrated(feet);
        }
        feet.is_some()
    }

    /// Returns the feet of a unit as chosen.
    pub fn feet_per_unit(&self) -> Option<f64> {
        self.scale_of().map(|(feet, _)| feet)
    }

    fn scale_of(&self) -> Option<(f64, ScaleBasis)> {
        match self.scale {
            ScaleChoice::Guessed => self.guess.as_ref().map(ScaleGuess::basis),
            ScaleChoice::Unit(unit) => Some((unit.feet(), ScaleBasis::Stated)),
            ScaleChoice::Calibrated(feet) => Some((feet, ScaleBasis::Calibrated)),
            ScaleChoice::Kept => {
                self.replaced.as_ref().map(|old| (old.underlay.feet_per_unit, old.underlay.scale_basis))
            }
        }
    }

    /// Returns the name of the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the page that is shown, from 1.
    pub const fn page(&self) -> u32 {
        self.page
    }

    /// Returns whether something is still being read.
    pub const fn is_reading(&self) -> bool {
        self.reading.is_some()
    }

    /// Returns how far the reading is, from 0 to 1.
    pub fn progress(&self) -> f32 {
        self.reading.as_ref().map_or(1.0, |reading| reading.done.load(Ordering::Relaxed) as f32 / 1000.0)
    }

    /// Returns what was read.
    pub fn read(&self) -> Option<&Arc<ReadDrawing>> {
        self.read.as_ref().ok()
    }

    /// Returns why there is nothing to show; nothing while reading.
    pub fn refusal(&self) -> Option<&str> {
        self.read.as_ref().err().map(String::as_str).filter(|why| !why.is_empty() && self.reading.is_none())
    }

    /// Returns what the drawing suggests for its unit.
    pub const fn guess(&self) -> Option<&ScaleGuess> {
        self.guess.as_ref()
    }

    /// Returns the underlay that is replaced.
    pub const fn replaced(&self) -> Option<&Replaced> {
        self.replaced.as_ref()
    }

    /// Returns whether the file is the very one the underlay is of: it was only missing.
    pub fn is_same_file(&self) -> bool {
        self.replaced.as_ref().is_some_and(|replaced| replaced.underlay.content_hash == self.hash)
    }

    /// Returns whether the file is at hand and only its scale, place and looks are in question.
    pub fn is_adjustment(&self) -> bool {
        self.is_same_file() && self.replaced.as_ref().is_some_and(|replaced| replaced.read.is_some())
    }

    /// Returns what differs from the drawing that is replaced, where that one is at hand.
    pub const fn changes(&self) -> Option<&DrawingChanges> {
        self.changes.as_ref()
    }

    /// Returns what is to be done.
    ///
    /// # Errors
    /// Says why there is nothing to place.
    pub fn accept(&self) -> Result<UnderlayOrder, String> {
        let read = self.read().ok_or_else(|| "nothing has been read yet".to_owned())?;
        let scale = self.scale_of().ok_or_else(|| "the scale is not known yet".to_owned())?;
        let file = (self.name.as_str(), self.hash.as_str());
        let mut underlay = underlay_of(read, file, self.page, scale, self.place);
        underlay.fade_percent = self.fade_percent;
        underlay.tint = self.tint;
        if let Some(Replaced { underlay: old, .. }) = &self.replaced {
            // Where it lies and how it looks is kept, unless a person said otherwise here.
            underlay.rotation_deg = old.rotation_deg;
            underlay.hidden = old.hidden;
            underlay.layers.clone_from(&old.layers);
            if self.place == PlaceChoice::Usual {
                underlay.origin = old.origin;
            }
        }
        Ok(UnderlayOrder {
            sheet: self.sheet,
            replaces: self.replaced.as_ref().map(|replaced| replaced.place),
            underlay,
            bytes: Arc::clone(&self.bytes),
            read: Arc::clone(read),
        })
    }
}

impl Drop for UnderlaySession {
    fn drop(&mut self) {
        self.cancel();
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

impl UnderlayOrder {
    /// Returns the name of a sheet made for the drawing.
    pub(super) fn new_sheet(&self, id: SheetId) -> Sheet {
        let stem = self
            .underlay
            .file_name
            .rsplit_once('.')
            .map_or(self.underlay.file_name.as_str(), |(stem, _)| stem);
        Sheet::new(id, stem)
    }
}
