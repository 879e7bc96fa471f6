//! What an import would make: panels with circuits, and what became of every row. Nothing is in the project yet.

use crate::domain::{Circuit, CircuitKind, Feeder, Panel, Slot, SlotError};
use crate::interchange::exchange::NamedSource;
use crate::units::VoltAmperes;
use std::collections::BTreeSet;

/// A file read through a mapping.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScheduleDraft {
    /// Name of the file, or `clipboard`.
    pub source: String,
    pub panels: Vec<PanelDraft>,
    /// What became of every row of every sheet, in order.
    pub rows: Vec<RowAccount>,
    /// What a person should know or check.
    pub notes: Vec<ImportNote>,
}

/// One panel to be.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelDraft {
    /// Its facts; ids are given when edits are made, circuits are beside it.
    pub panel: Panel,
    /// Name of what feeds it, as the file has it.
    pub fed_from: Option<String>,
    /// What feeds it and how, where the file says it in the exchange form.
    pub feeder: Option<(NamedSource, Feeder)>,
    pub circuits: Vec<CircuitDraft>,
    /// Slots the file says hold no breaker.
    pub spaces: BTreeSet<Slot>,
}

/// One circuit to be, with where it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct CircuitDraft {
    /// At the slot it would take.
    pub circuit: Circuit,
    pub placement: Placement,
    pub sheet: String,
    /// Row of the file, counted from 0.
    pub row: usize,
    /// What is odd about the row, in words; the circuit is importable all the same.
    pub problems: Vec<String>,
}

/// How a circuit came to its slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placement {
    /// Where the file says.
    AsWritten,
    /// The file names no slot; the next free one.
    NextFree,
    /// Elsewhere than the file says, nearest free, for this reason.
    Displaced { wanted: Slot, reason: String },
    /// There is no free place for it.
    NoRoom { wanted: Option<Slot>, reason: String },
}

/// What became of one row, or of a run of rows with one fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowAccount {
    pub sheet: String,
    /// First and last row, counted from 0.
    pub first: usize,
    pub last: usize,
    /// Which half, counted from 0.
    pub half: usize,
    pub outcome: RowOutcome,
}

/// The fate of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowOutcome {
    /// Became a circuit of this panel (by place in the draft) at this slot; `None` while there is no room.
    Circuit { panel: usize, slot: Option<Slot> },
    /// Became an installed spare.
    Spare { panel: usize, slot: Option<Slot> },
    /// Says that a slot holds no breaker.
    Space { panel: usize, slot: Slot },
    /// A further pole of the circuit at this slot.
    Pole { panel: usize, of: Option<Slot> },
    /// Holds no circuit.
    Skipped { why: Skip, text: String },
}

/// Why a row holds no circuit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skip {
    Blank,
    Header,
    /// Head of a panel: title and facts.
    Head,
    Total,
    /// Heading of a group of loads.
    Section,
    /// Words outside the columns of circuits.
    Text,
    /// Its sheet holds no schedule.
    NoSchedule,
    /// Left out by the person who mapped the file.
    Unmapped,
}

impl Skip {
    /// Returns the word of reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Header => "header",
            Self::Head => "panel head",
            Self::Total => "total",
            Self::Section => "section heading",
            Self::Text => "text",
            Self::NoSchedule => "no schedule",
            Self::Unmapped => "not mapped",
        }
    }
}

/// A remark of the import.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct ImportNote {
    /// Sheet and row as the spreadsheet shows them, or the panel.
    #[serde(rename = "where")]
    pub place: String,
    pub what: String,
}

impl ImportNote {
    /// Returns a note about a row, counted from 0.
    pub fn at_row(sheet: &str, row: usize, what: impl Into<String>) -> Self {
        Self { place: format!("{sheet} row {}", row + 1), what: what.into() }
    }

    /// Returns a note about anything with a name.
    pub fn about(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self { place: place.into(), what: what.into() }
    }
}

impl ScheduleDraft {
    /// Returns how many rows gave something, and how many gave nothing.
    pub fn rows_read_and_skipped(&self) -> (usize, usize) {
        let mut read: BTreeSet<(&str, usize)> = BTreeSet::new();
        let mut all = 0usize;
        let mut seen: BTreeSet<(&str, usize, usize)> = BTreeSet::new();
        for account in &self.rows {
            if !matches!(account.outcome, RowOutcome::Skipped { .. }) {
                read.extend((account.first..=account.last).map(|row| (account.sheet.as_str(), row)));
            }
            if seen.insert((account.sheet.as_str(), account.first, account.last)) {
                all += account.last + 1 - account.first;
            }
        }
        (read.len(), all.saturating_sub(read.len()))
    }

    /// Returns all circuits with their panel.
    pub fn circuits(&self) -> impl Iterator<Item = (&PanelDraft, &CircuitDraft)> {
        self.panels.iter().flat_map(|panel| panel.circuits.iter().map(move |circuit| (panel, circuit)))
    }
}

impl PanelDraft {
    /// Returns the sum of the loads, unplaced circuits included.
    pub fn connected(&self) -> VoltAmperes {
        self.circuits.iter().map(|draft| draft.circuit.load.total()).sum()
    }

    /// Returns how many circuits serve a load.
    pub fn loads(&self) -> usize {
        self.circuits.iter().filter(|draft| draft.circuit.kind == CircuitKind::Branch).count()
    }

    /// Returns how many installed spares there are.
    pub fn spares(&self) -> usize {
        self.circuits.iter().filter(|draft| draft.circuit.is_spare()).count()
    }

    /// Returns how many slots no breaker takes.
    pub fn free_slots(&self) -> usize {
        let placed = self.circuits.iter().filter(|draft| draft.is_placed());
        usize::from(self.panel.slots)
            .saturating_sub(placed.map(|draft| usize::from(draft.circuit.poles)).sum())
    }
}

impl CircuitDraft {
    /// Returns whether the circuit has a place.
    pub const fn is_placed(&self) -> bool {
        !matches!(self.placement, Placement::NoRoom { .. })
    }

    /// Returns why the circuit is not where the file puts it.
    pub fn conflict(&self) -> Option<&str> {
        match &self.placement {
            Placement::Displaced { reason, .. } | Placement::NoRoom { reason, .. } => Some(reason),
            Placement::AsWritten | Placement::NextFree => None,
        }
    }
}

/// Says a misfit the way the editor does.
pub(in crate::interchange) fn misfit(error: &SlotError) -> String {
    error.to_string()
}
