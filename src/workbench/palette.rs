//! What the command palette offers and how it is found: entries, the fuzzy match, the order of the list.
//!
//! Entries are made once when the palette opens, and ranked when the words change, never per frame. Drawing them and
//! carrying one out is the window's.

mod entries;
mod fuzzy;
mod ranking;

pub use entries::{action_entry, file_entries, place_entries, sample_entries};
pub use fuzzy::{Fit, Found, Searched, find};
pub use ranking::{Row, action_name, rank};

use crate::domain::{EntityId, PanelId, Slot};
use crate::workbench::{Action, Sample};
use std::path::PathBuf;

/// What an entry leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Action(Action),
    Panel(PanelId),
    /// A circuit by its top slot.
    Circuit(PanelId, Slot),
    /// A slot without a breaker; found by its number only.
    Space(PanelId, Slot),
    /// Service or transformer, in the feeder tree.
    Feed(EntityId),
    /// A sheet, or an object on one.
    OnPlan(EntityId),
    Recent(PathBuf),
    Sample(Sample),
}

/// Which of its two faces the palette shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Commands first, then everything else.
    Commands,
    /// Panels, circuits and feeders only.
    Places,
}

/// One thing to choose.
#[derive(Clone, Debug)]
pub struct Entry {
    pub target: Target,
    pub words: String,
    /// What stands at the right, such as the panel it is about.
    pub remark: String,
    pub keys: String,
    /// Why it cannot be chosen now.
    pub refusal: Option<String>,
    /// The words as they are searched.
    searched: Searched,
    /// Further words that find it, not shown.
    also: Searched,
}

impl Entry {
    /// Returns an entry that is found by its own words.
    pub fn new(target: Target, words: impl Into<String>, remark: impl Into<String>) -> Self {
        let words = words.into();
        let searched = Searched::new(&words);
        let also = Searched::new("");
        Self { target, words, remark: remark.into(), keys: String::new(), refusal: None, searched, also }
    }

    /// Makes further words find it.
    pub fn also(mut self, words: &str) -> Self {
        self.also = Searched::new(words);
        self
    }
}
