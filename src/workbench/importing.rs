//! A conversation about a schedule of another program: what was read, how its columns are taken, where it goes.
//!
//! Reading and mapping run in the background, so that a workbook of hundreds of sheets does not hold up the window. A
//! mapping that a person has corrected is kept beside the settings and used for the next file of the same shape.

mod preview;
mod reading;

pub use preview::{PreviewRow, RowState, Summary};

use crate::domain::{Edit, PanelId, Project, System};
use crate::interchange::import::{
    Mapping, Misfits, Overrides, ScheduleDraft, Workbook, edits_for_new_panels, edits_for_paste, fit_into,
};
use crate::workbench::{Command, Waker};
use reading::{Reading, Task};
use std::path::PathBuf;
use std::sync::Arc;

/// What is imported.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportSource {
    /// A file, already in memory.
    File { name: String, bytes: Arc<Vec<u8>> },
    /// Text from the clipboard.
    Pasted(String),
}

/// Where it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportTarget {
    /// Every panel of the file becomes a panel of the project.
    NewPanels,
    /// All circuits go into this panel.
    Panel(PanelId),
}

/// The state of the conversation.
pub struct ImportSession {
    project: Arc<Project>,
    source: ImportSource,
    target: ImportTarget,
    overrides: Overrides,
    misfits: Misfits,
    book: Option<Arc<Workbook>>,
    mapping: Mapping,
    /// Whether a person has changed the mapping.
    corrected: bool,
    /// What the file comes to, laid over the target; or why it cannot be read.
    draft: Result<Arc<ScheduleDraft>, String>,
    reading: Option<Reading>,
    /// Where corrected mappings are kept.
    kept: Option<PathBuf>,
    waker: Waker,
}

impl ImportSession {
    /// Starts reading. `kept` is the folder of mappings people have corrected before.
    pub fn open(
        project: Arc<Project>,
        source: ImportSource,
        target: ImportTarget,
        kept: Option<PathBuf>,
        waker: Waker,
    ) -> Self {
        let task = Task::Read { source: source.clone(), kept: kept.clone() };
        let reading = Some(Reading::start(task, Overrides::default(), Waker::clone(&waker)));
        Self {
            project,
            source,
            target,
            overrides: Overrides::default(),
            misfits: Misfits::PlaceNearest,
            book: None,
            mapping: Mapping::default(),
            corrected: false,
            draft: Err(String::new()),
            reading,
            kept,
            waker,
        }
    }

    /// Takes in what has been read. Call it every frame.
    pub fn poll(&mut self) {
        let Some(read) = self.reading.as_ref().and_then(Reading::result) else { return };
        self.reading = None;
        match read {
            Ok(read) => {
                self.book = read.book;
                self.mapping = read.mapping;
                self.draft = Ok(Arc::new(read.draft));
            }
            Err(why) => self.draft = Err(why),
        }
    }

    /// Waits for the reading to end. For tests.
    pub fn wait(&mut self) {
        if let Some(reading) = &mut self.reading {
            reading.join();
        }
        self.poll();
    }

    /// Changes how columns are taken and reads again.
    pub fn correct(&mut self, change: impl FnOnce(&mut Mapping)) {
        let before = self.mapping.clone();
        change(&mut self.mapping);
        if self.mapping != before {
            self.corrected = true;
            self.map_again();
        }
    }

    /// Changes what wins over the file and reads again.
    pub fn override_with(&mut self, system: Option<System>) {
        if self.overrides.system != system {
            self.overrides.system = system;
            self.map_again();
        }
    }

    fn map_again(&mut self) {
        let task = match &self.book {
            Some(book) => Task::Map { book: Arc::clone(book), mapping: self.mapping.clone() },
            None => Task::Read { source: self.source.clone(), kept: self.kept.clone() },
        };
        self.reading = Some(Reading::start(task, self.overrides.clone(), Waker::clone(&self.waker)));
    }

    /// Says where it goes.
    pub fn aim(&mut self, target: ImportTarget) {
        self.target = target;
    }

    /// Says what becomes of circuits that do not fit where the file puts them.
    pub fn treat_misfits(&mut self, misfits: Misfits) {
        self.misfits = misfits;
    }

    /// Returns whether something is still being read.
    pub const fn is_reading(&self) -> bool {
        self.reading.is_some()
    }

    /// Returns why nothing can be imported; `None` while reading and when something can.
    pub fn refusal(&self) -> Option<&str> {
        self.draft.as_ref().err().map(String::as_str).filter(|why| !why.is_empty() && self.reading.is_none())
    }

    /// Returns the draft as it lands on the target.
    pub fn landed(&self) -> Option<ScheduleDraft> {
        let draft = self.draft.as_ref().ok()?;
        Some(match self.target {
            ImportTarget::NewPanels => draft.as_ref().clone(),
            ImportTarget::Panel(id) => fit_into(draft, self.project.panel(id)?),
        })
    }

    /// Returns the rows of the preview and what they sum to.
    pub fn preview(&self) -> Option<(Vec<PreviewRow>, Summary)> {
        self.landed().map(|draft| preview::preview(&draft, self.misfits))
    }

    /// Returns the undo step.
    ///
    /// # Errors
    /// Says why there is nothing to import.
    pub fn accept(&self) -> Result<Command, String> {
        let draft = self.landed().ok_or_else(|| "nothing has been read yet".to_owned())?;
        let edits: Vec<Edit> = match self.target {
            ImportTarget::NewPanels => edits_for_new_panels(&self.project, &draft),
            ImportTarget::Panel(id) => edits_for_paste(&self.project, id, &draft, self.misfits),
        };
        if edits.is_empty() {
            return Err("no row can be imported".to_owned());
        }
        let verb = if matches!(self.source, ImportSource::Pasted(_)) { "Paste" } else { "Import" };
        Ok(Command::Edit { label: format!("{verb} {}", draft.source), edits })
    }

    /// Keeps a corrected mapping for the next file of this shape, in the background.
    pub fn keep_mapping(&self) {
        if let (true, Some(folder)) = (self.corrected, &self.kept) {
            reading::keep(folder.clone(), self.mapping.clone());
        }
    }

    /// Returns how the columns are taken.
    pub const fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// Returns where it goes.
    pub const fn target(&self) -> ImportTarget {
        self.target
    }

    /// Returns what wins over the file.
    pub const fn overrides(&self) -> &Overrides {
        &self.overrides
    }

    /// Returns what becomes of misfits.
    pub const fn misfits(&self) -> Misfits {
        self.misfits
    }

    /// Returns the name of the file, or `clipboard`.
    pub fn source_name(&self) -> &str {
        match &self.source {
            ImportSource::File { name, .. } => name,
            ImportSource::Pasted(_) => "clipboard",
        }
    }
}

#[cfg(test)]
mod tests;
