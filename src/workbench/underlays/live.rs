//! Which underlays have been read, which are being read, and which have no file.

use crate::document::{find_underlay, underlay_folder};
use crate::domain::{SheetId, Underlay};
use crate::interchange::drawing::{Limits, ReadDrawing, Watch, read_drawing};
use crate::workbench::plan::PreparedDrawing;
use crate::workbench::{JobControl, Workbench};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Longest time the reading of a drawing may take.
pub const LONGEST_READING: Duration = Duration::from_secs(120);

/// What is known of an underlay's file.
#[derive(Clone, Debug, PartialEq)]
pub enum UnderlayState {
    /// It is being looked for and read.
    Reading,
    Ready(Arc<ReadDrawing>),
    /// No folder has a file of this content.
    Missing,
    /// It is there and cannot be read, and why.
    Failed(String),
}

/// An underlay whose file is nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingUnderlay {
    pub sheet: SheetId,
    pub sheet_name: String,
    pub file_name: String,
    pub content_hash: String,
}

/// A page of a file: what an underlay is read by.
type Key = (String, u32);

/// The underlays of the open project.
#[derive(Debug, Default)]
pub(in crate::workbench) struct LiveUnderlays {
    known: BTreeMap<Key, UnderlayState>,
    /// Drawings that were read, sorted and flattened for the canvas.
    prepared: BTreeMap<Key, Arc<PreparedDrawing>>,
    /// Of which document.
    session: u64,
}

fn key_of(underlay: &Underlay) -> Key {
    (underlay.content_hash.clone(), underlay.page)
}

impl Workbench {
    /// Returns what is known of an underlay's file. One that was just added is being read.
    pub fn underlay(&self, underlay: &Underlay) -> UnderlayState {
        self.underlays.known.get(&key_of(underlay)).cloned().unwrap_or(UnderlayState::Reading)
    }

    /// Returns the drawing of an underlay made ready for the canvas; nothing before that is done, and where it draws no lines.
    pub fn prepared_underlay(&self, underlay: &Underlay) -> Option<Arc<PreparedDrawing>> {
        self.underlays.prepared.get(&key_of(underlay)).map(Arc::clone)
    }

    /// Returns the underlays whose files are nowhere, in the order of sheets.
    pub(in crate::workbench) fn missing_underlays(&self) -> Vec<MissingUnderlay> {
        let Some(document) = &self.document else { return Vec::new() };
        let all =
            document.project().sheets().flat_map(|sheet| sheet.underlays.iter().map(move |u| (sheet, u)));
        all.filter(|(_, underlay)| {
            self.underlays.known.get(&key_of(underlay)) == Some(&UnderlayState::Missing)
        })
        .map(|(sheet, underlay)| MissingUnderlay {
            sheet: sheet.id,
            sheet_name: sheet.name.clone(),
            file_name: underlay.file_name.clone(),
            content_hash: underlay.content_hash.clone(),
        })
        .collect()
    }

    /// Returns where files of underlays are looked for, first the folder beside the project.
    pub(in crate::workbench) fn underlay_folders(&self) -> Vec<PathBuf> {
        let beside = self.path().map(underlay_folder);
        beside.into_iter().chain(self.places.underlays.clone()).collect()
    }

    /// Starts reading what nobody has read. Called every frame; it costs a look at each underlay.
    pub(in crate::workbench) fn poll_underlays(&mut self) {
        if self.underlays.session != self.session {
            self.underlays = LiveUnderlays { session: self.session, ..LiveUnderlays::default() };
        }
        let Some(document) = &self.document else { return };
        let sheets = document.project().sheets();
        let unknown: Vec<Underlay> = sheets
            .flat_map(|sheet| &sheet.underlays)
            .filter(|underlay| !self.underlays.known.contains_key(&key_of(underlay)))
            .cloned()
            .collect();
        for underlay in unknown {
            if !self.underlays.known.contains_key(&key_of(&underlay)) {
                self.read_underlay(underlay);
            }
        }
    }

    /// Takes in what was read of a file that is an underlay from here on, so that nobody reads it twice. It is made ready for the
    /// canvas in the background.
    pub fn know_underlay(&mut self, hash: String, page: u32, read: Arc<ReadDrawing>) {
        let (session, drawing) = (self.session, Arc::clone(&read));
        self.keep_underlay((hash.clone(), page), read, None);
        self.start_job("Sort a drawing by place", move |_| {
            let prepared = prepared(&drawing);
            Box::new(move |workbench| {
                if let Some(prepared) = prepared.filter(|_| workbench.session == session) {
                    workbench.underlays.prepared.insert((hash, page), prepared);
                }
            })
        });
    }

    /// Keeps what was read, and made ready where it draws lines.
    pub(super) fn keep_underlay(
        &mut self,
        key: (String, u32),
        read: Arc<ReadDrawing>,
        prepared: Option<Arc<PreparedDrawing>>,
    ) {
        if self.underlays.session != self.session {
            self.underlays = LiveUnderlays { session: self.session, ..LiveUnderlays::default() };
        }
        if let Some(prepared) = prepared {
            self.underlays.prepared.insert(key.clone(), prepared);
        }
        self.underlays.known.insert(key, UnderlayState::Ready(read));
    }

    /// Looks again for the files that were missing or could not be read.
    pub(in crate::workbench) fn look_again_for_underlays(&mut self) {
        self.underlays
            .known
            .retain(|_, state| !matches!(state, UnderlayState::Missing | UnderlayState::Failed(_)));
    }

    fn read_underlay(&mut self, underlay: Underlay) {
        let (key, session) = (key_of(&underlay), self.session);
        let folders = self.underlay_folders();
        self.underlays.known.insert(key.clone(), UnderlayState::Reading);
        self.start_job(format!("Read {}", underlay.file_name), move |control| {
            let state = match find_underlay(&folders, &underlay) {
                None => UnderlayState::Missing,
                Some(bytes) => read_in_time(&bytes, &underlay.file_name, underlay.page, control)
                    .map_or_else(UnderlayState::Failed, |read| UnderlayState::Ready(Arc::new(read))),
            };
            let prepared = match &state {
                UnderlayState::Ready(read) => prepared(read),
                UnderlayState::Reading | UnderlayState::Missing | UnderlayState::Failed(_) => None,
            };
            Box::new(move |workbench| {
                if workbench.session != session {
                    return;
                }
                if let Some(prepared) = prepared {
                    workbench.underlays.prepared.insert(key.clone(), prepared);
                }
                workbench.underlays.known.insert(key, state);
            })
        });
    }
}

/// Makes a drawing ready for the canvas, which takes as long as a frame or more; nothing where it draws no lines.
pub(super) fn prepared(read: &ReadDrawing) -> Option<Arc<PreparedDrawing>> {
    let draws = !read.drawing.entities.is_empty();
    draws.then(|| Arc::new(PreparedDrawing::new(Arc::clone(&read.drawing))))
}

/// Reads a drawing unless somebody cancels or it takes too long.
pub(super) fn read_in_time(
    bytes: &[u8],
    name: &str,
    page: u32,
    control: &JobControl,
) -> Result<ReadDrawing, String> {
    let begun = Instant::now();
    let goes_on = || !control.is_cancelled() && begun.elapsed() < LONGEST_READING;
    read_drawing(bytes, name, page, &Limits::default(), Watch::new(&goes_on)).map_err(|error| {
        if begun.elapsed() >= LONGEST_READING {
            format!("{name} was not read to its end within {} s", LONGEST_READING.as_secs())
        } else {
            error.to_string()
        }
    })
}
