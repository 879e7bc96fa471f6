//! What a check goes by beside the project: edition, day, baseline, amendments of this run.

use crate::domain::{Amendment, Project};
use crate::nec::Edition;
use crate::units::Date;

/// Whether findings are held against the baseline of the project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Against {
    /// Existing conditions count like all others.
    #[default]
    Nothing,
    /// What is in the baseline with the same facts is existing.
    Baseline,
}

/// What a check goes by.
#[derive(Clone, Copy, Debug)]
pub struct CheckTerms<'a> {
    pub edition: Edition,
    /// The day of the check. Without one no waiver is over.
    pub today: Option<Date>,
    pub against: Against,
    /// Amendments of this run, behind those of the project.
    pub amendments: &'a [Amendment],
}

impl CheckTerms<'_> {
    /// Returns the terms of a project's own edition, on a day, against its baseline.
    pub fn of(project: &Project, today: Option<Date>) -> Self {
        Self { edition: project.settings().edition, today, against: Against::Baseline, amendments: &[] }
    }

    /// Returns the terms of an edition alone.
    pub const fn edition(edition: Edition) -> Self {
        Self { edition, today: None, against: Against::Nothing, amendments: &[] }
    }
}
