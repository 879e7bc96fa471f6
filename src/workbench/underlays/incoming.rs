//! A drawing on its way in: read from disk, placed under a sheet, its file kept where the project is.

use super::live::prepared;
use super::session::UnderlayOrder;
use super::{UnderlayComparison, UnderlayState};
use crate::document::{find_underlay, keep_underlay, underlay_folder};
use crate::domain::{Edit, Project, SheetId, Underlay};
use crate::interchange::drawing::{DRAWING_ENDINGS, ReadDrawing};
use crate::workbench::plan::PreparedDrawing;
use crate::workbench::{Command, NoticeLevel, Question, Workbench};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A drawing that was read from disk and waits for a person.
#[derive(Clone, Debug)]
pub struct IncomingUnderlay {
    pub path: PathBuf,
    pub bytes: Vec<u8>,
    pub replaced: Option<Replaced>,
}

/// An underlay whose file is exchanged or found again.
#[derive(Clone, Debug)]
pub struct Replaced {
    pub sheet: SheetId,
    /// Place among the underlays of the sheet.
    pub place: usize,
    pub underlay: Underlay,
    /// What the old file holds, where it is at hand.
    pub read: Option<Arc<ReadDrawing>>,
}

/// Returns whether a file is a drawing by its name.
pub fn is_drawing(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| DRAWING_ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)))
}

impl Workbench {
    /// Returns the drawing that waits to be placed.
    pub const fn incoming_underlay(&self) -> Option<&IncomingUnderlay> {
        self.incoming_underlay.as_ref()
    }

    /// Reads the file of a drawing; `replaces` names the sheet and the place of the underlay it is for.
    pub(in crate::workbench) fn read_for_underlay(
        &mut self,
        path: PathBuf,
        replaces: Option<(SheetId, usize)>,
    ) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.start_job(format!("Read {name}"), move |_| {
            let read = std::fs::read(&path);
            Box::new(move |workbench| match read {
                Ok(bytes) => {
                    let replaced = replaces.and_then(|(sheet, place)| workbench.replaced(sheet, place));
                    workbench.incoming_underlay = Some(IncomingUnderlay { path, bytes, replaced });
                }
                Err(error) => {
                    let (title, why) =
                        (format!("{name} was not read"), format!("{}: {error}", path.display()));
                    workbench.question = Some(Question::Failed { title, why, retry: None });
                }
            })
        });
    }

    /// Takes the file of an underlay up again, to change its scale, its place or its looks.
    pub(in crate::workbench) fn adjust_underlay(&mut self, sheet: SheetId, place: usize) {
        let Some(replaced) = self.replaced(sheet, place) else { return };
        let folders = self.underlay_folders();
        let underlay = replaced.underlay.clone();
        self.start_job(format!("Read {}", underlay.file_name), move |_| {
            let bytes = find_underlay(&folders, &underlay);
            Box::new(move |workbench| match bytes {
                Some(bytes) => {
                    let path = PathBuf::from(&replaced.underlay.file_name);
                    workbench.incoming_underlay =
                        Some(IncomingUnderlay { path, bytes, replaced: Some(replaced) });
                }
                None => workbench.look_again_for_underlays(),
            })
        });
    }

    fn replaced(&self, sheet: SheetId, place: usize) -> Option<Replaced> {
        let underlay = self.document()?.project().sheet(sheet)?.underlays.get(place)?.clone();
        let read = match self.underlay(&underlay) {
            UnderlayState::Ready(read) => Some(read),
            UnderlayState::Reading | UnderlayState::Missing | UnderlayState::Failed(_) => None,
        };
        Some(Replaced { sheet, place, underlay, read })
    }

    /// Keeps the file of a drawing, then puts it under its sheet as one undo step.
    pub(in crate::workbench) fn place_underlay(&mut self, order: UnderlayOrder) {
        let session = self.session;
        let folder = self.path().filter(|_| self.read_only().is_none()).map(underlay_folder);
        let folder = folder.or_else(|| self.places.underlays.clone());
        let name = order.underlay.file_name.clone();
        self.start_job(format!("Keep {name}"), move |_| {
            let prepared = prepared(&order.read);
            let kept = match &folder {
                Some(folder) => {
                    keep_underlay(folder, &order.bytes, &name).map(drop).map_err(|why| why.to_string())
                }
                None => Err("there is no folder for it; save the project first".to_owned()),
            };
            Box::new(move |workbench| {
                if workbench.session != session {
                    return;
                }
                if let Err(why) = kept {
                    // The drawing is shown as long as the window is open, and asked for again after that.
                    let text = format!("{name} is not kept with the project: {why}");
                    workbench.notify(NoticeLevel::Warning, text, false);
                }
                workbench.put_underlay(order, prepared);
            })
        });
    }

    fn put_underlay(&mut self, order: UnderlayOrder, prepared: Option<Arc<PreparedDrawing>>) {
        let (hash, page) = (order.underlay.content_hash.clone(), order.underlay.page);
        self.keep_underlay((hash, page), Arc::clone(&order.read), prepared);
        let Some(project) = self.document().map(|document| Arc::clone(document.project())) else { return };
        if let Some(replaced) =
            order.sheet.zip(order.replaces).and_then(|(sheet, place)| self.replaced(sheet, place))
        {
            let is_another = replaced.underlay.content_hash != order.underlay.content_hash;
            self.comparison =
                is_another.then(|| UnderlayComparison::of(&replaced, &order, &project)).flatten();
        }
        let verb = if order.replaces.is_some() { "Change" } else { "Place" };
        let label = format!("{verb} {}", order.underlay.file_name);
        let line = order.read.report.line();
        let edits = edits_of(order, &project);
        self.execute(Command::Edit { label, edits });
        self.notify(NoticeLevel::Info, line, false);
    }
}

fn edits_of(order: UnderlayOrder, project: &Project) -> Vec<Edit> {
    let Some(sheet) = order.sheet.and_then(|id| project.sheet(id)) else {
        let mut sheet = order.new_sheet(SheetId(project.next_id()));
        sheet.underlays.push(order.underlay);
        return vec![Edit::PutSheet(Box::new(sheet))];
    };
    let mut underlays = sheet.underlays.clone();
    match order.replaces.and_then(|place| underlays.get_mut(place)) {
        Some(old) => *old = order.underlay,
        None => underlays.push(order.underlay),
    }
    vec![Edit::SetUnderlays { sheet: sheet.id, underlays }]
}
