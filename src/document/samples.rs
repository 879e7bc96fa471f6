//! The sample projects, embedded in the program. All authored here; names and places are invented.
//!
//! A sample opens as a copy that has no file yet, so it cannot be spoiled.

use crate::document::{FormatError, from_text};
use crate::domain::Project;

/// One sample, as its card on the start screen shows it.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    pub id: &'static str,
    pub title: &'static str,
    /// Name proposed when the copy is saved.
    pub file_name: &'static str,
    pub text: &'static str,
    pub blurb: &'static str,
    pub tags: &'static [&'static str],
}

impl Sample {
    /// Returns a copy of the sample.
    ///
    /// # Errors
    /// None for the samples shipped: a test reads them all.
    pub fn project(&self) -> Result<Project, FormatError> {
        from_text(self.text, self.file_name)
    }

    /// Finds a sample by its id.
    pub fn by_id(id: &str) -> Option<&'static Self> {
        SAMPLES.iter().find(|sample| sample.id == id)
    }
}

/// Every sample, in the order of the start screen.
pub const SAMPLES: &[Sample] = &[
    Sample {
        id: "riverside-office",
        title: "Riverside Office",
        file_name: "riverside_office.ron",
        text: include_str!("../../sample_projects/riverside_office.ron"),
        blurb: "Three panels, two transformers and a floor plan. LP-1 is out of balance. Start here.",
        tags: &["480Y/277", "208Y/120", "240/120"],
    },
    Sample {
        id: "duplex",
        title: "Duplex",
        file_name: "duplex.ron",
        text: include_str!("../../sample_projects/duplex.ron"),
        blurb: "Two all-electric dwelling units and a house panel on one service.",
        tags: &["240/120", "dwelling"],
    },
    Sample {
        id: "warehouse",
        title: "Warehouse",
        file_name: "warehouse.ron",
        text: include_str!("../../sample_projects/warehouse.ron"),
        blurb: "A distribution panel, lighting and receptacle panels, and a plan like a maze.",
        tags: &["480Y/277", "208Y/120", "plan"],
    },
];

#[cfg(test)]
mod tests;
