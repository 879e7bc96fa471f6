//! The import report for schedules: the JSON of the command line.

use crate::interchange::import::draft::{CircuitDraft, ImportNote, RowAccount, RowOutcome, ScheduleDraft};
use serde::Serialize;
use std::collections::BTreeMap;

/// What was read, how much, and what to check.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ImportReport {
    /// Always `panel-schedule`.
    pub kind: &'static str,
    pub file: String,
    pub panels: Vec<PanelReport>,
    pub rows: RowsReport,
    pub notes: Vec<ImportNote>,
    /// What became of every row, in order.
    pub accounts: Vec<RowReport>,
}

/// One panel of the report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PanelReport {
    pub name: String,
    pub system: String,
    pub slots: u16,
    /// Breakers that serve a load; spares are counted apart.
    pub circuits: usize,
    pub connected_va: f64,
    pub spares: usize,
    /// Slots without breaker.
    pub spaces: usize,
    /// Circuits that are elsewhere than the file says, or nowhere.
    pub displaced: usize,
    /// Circuits with text that could not be read.
    pub unread: usize,
}

/// Rows of all sheets together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RowsReport {
    /// Rows that gave a circuit, a pole, a spare or a space.
    pub read: usize,
    /// All others.
    pub skipped: usize,
    /// The skipped ones by reason.
    pub reasons: BTreeMap<&'static str, usize>,
}

/// The fate of one row, or of a run of rows with one fate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowReport {
    pub sheet: String,
    /// First and last row as the spreadsheet numbers them.
    pub rows: [usize; 2],
    /// Which half of a schedule with two sides, counted from 1.
    pub half: usize,
    /// `circuit`, `spare`, `space`, `pole` or `skipped`.
    pub became: &'static str,
    /// Name of the panel; `null` for a row that was skipped.
    pub panel: Option<String>,
    /// Top slot of the circuit; `null` where there is none.
    pub slot: Option<u16>,
    /// Why a row was skipped.
    pub why: Option<&'static str>,
    /// What a skipped row says.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
}

fn row_report(draft: &ScheduleDraft, account: &RowAccount) -> RowReport {
    let (became, panel, slot, why, text) = match &account.outcome {
        RowOutcome::Circuit { panel, slot } => ("circuit", Some(panel), *slot, None, ""),
        RowOutcome::Spare { panel, slot } => ("spare", Some(panel), *slot, None, ""),
        RowOutcome::Space { panel, slot } => ("space", Some(panel), Some(*slot), None, ""),
        RowOutcome::Pole { panel, of } => ("pole", Some(panel), *of, None, ""),
        RowOutcome::Skipped { why, text } => ("skipped", None, None, Some(why.name()), text.as_str()),
    };
    RowReport {
        sheet: account.sheet.clone(),
        rows: [account.first + 1, account.last + 1],
        half: account.half + 1,
        became,
        panel: panel.and_then(|place| draft.panels.get(*place)).map(|panel| panel.panel.name.clone()),
        slot: slot.map(|slot| slot.0),
        why,
        text: text.to_owned(),
    }
}

/// Reports a draft.
pub fn report(draft: &ScheduleDraft) -> ImportReport {
    let (read, skipped) = draft.rows_read_and_skipped();
    let mut reasons: BTreeMap<&'static str, usize> = BTreeMap::new();
    for account in &draft.rows {
        if let RowOutcome::Skipped { why, .. } = &account.outcome {
            *reasons.entry(why.name()).or_default() += account.last + 1 - account.first;
        }
    }
    ImportReport {
        kind: "panel-schedule",
        file: draft.source.clone(),
        panels: draft
            .panels
            .iter()
            .map(|panel| PanelReport {
                name: panel.panel.name.clone(),
                system: panel.panel.system.code().to_owned(),
                slots: panel.panel.slots,
                circuits: panel.loads(),
                connected_va: panel.connected().value(),
                spares: panel.spares(),
                spaces: panel.free_slots(),
                displaced: panel.circuits.iter().filter(|circuit| circuit.conflict().is_some()).count(),
                unread: panel
                    .circuits
                    .iter()
                    .filter(|circuit: &&CircuitDraft| !circuit.circuit.unread.is_empty())
                    .count(),
            })
            .collect(),
        rows: RowsReport { read, skipped, reasons },
        notes: draft.notes.clone(),
        accounts: draft.rows.iter().map(|account| row_report(draft, account)).collect(),
    }
}
