//! The baseline: findings of existing conditions, marked so that later checks tell new ones from old.

use crate::domain::PanelId;
use crate::units::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What was found when the baseline was taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Baseline {
    pub date: Date,
    pub author: String,
    /// The panelboards whose findings it marks; none: those of the whole project.
    pub panels: BTreeSet<PanelId>,
    /// By the key of the finding, as the rules room wrote it.
    pub entries: BTreeMap<String, BaselineEntry>,
}

/// One finding of the baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaselineEntry {
    /// Hash of its facts; when they change it is existing no more.
    pub facts_hash: String,
    /// What it said, for the list of those that are gone: `LP-1/13: 20 A device …`.
    pub summary: String,
}
