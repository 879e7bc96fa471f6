//! The rows of the preview: what each circuit becomes, and what stands in its way.

use crate::interchange::import::{Misfits, Placement, RowOutcome, ScheduleDraft, Skip};

/// How a row fares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowState {
    /// As the file has it.
    Fine,
    /// Imported, with something to look at.
    Odd,
    /// Not where the file puts it.
    Displaced,
    /// Not imported.
    LeftOut,
}

/// One circuit as it would arrive.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewRow {
    pub panel: String,
    /// `LP-1 row 12`, as the spreadsheet shows it.
    pub place: String,
    pub slot: String,
    pub description: String,
    pub poles: u8,
    pub trip: String,
    pub va: f64,
    pub state: RowState,
    /// What is odd, or why it is not where the file puts it.
    pub remark: String,
}

/// What the preview sums to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    pub panels: usize,
    pub circuits: usize,
    pub slots: usize,
    pub va: f64,
    pub odd: usize,
    /// Circuits that are not where the file puts them, or not imported at all.
    pub errors: usize,
    pub rows_skipped: usize,
    /// Remarks of the import, then the rows that gave no circuit.
    pub notes: Vec<String>,
}

pub(super) fn preview(draft: &ScheduleDraft, misfits: Misfits) -> (Vec<PreviewRow>, Summary) {
    let mut summary = Summary { panels: draft.panels.len(), ..Summary::default() };
    summary.rows_skipped = draft.rows_read_and_skipped().1;
    summary.notes = draft.notes.iter().map(|note| format!("{}: {}", note.place, note.what)).collect();
    summary.notes.extend(left_out(draft));
    let mut rows = Vec::new();
    for (panel, of_draft) in draft.circuits() {
        let circuit = &of_draft.circuit;
        let (state, wanted) = match &of_draft.placement {
            Placement::NoRoom { wanted, .. } => (RowState::LeftOut, *wanted),
            Placement::Displaced { wanted, .. } if misfits == Misfits::LeaveOut => {
                (RowState::LeftOut, Some(*wanted))
            }
            Placement::Displaced { .. } => (RowState::Displaced, None),
            _ if of_draft.problems.is_empty() && circuit.unread.is_empty() => (RowState::Fine, None),
            _ => (RowState::Odd, None),
        };
        match state {
            RowState::LeftOut => summary.errors += 1,
            RowState::Displaced => summary.errors += 1,
            RowState::Odd => summary.odd += 1,
            RowState::Fine => {}
        }
        if state != RowState::LeftOut {
            summary.circuits += 1;
            summary.slots += usize::from(circuit.poles);
            summary.va += circuit.load.total().0;
        }
        let mut remarks: Vec<String> = of_draft.conflict().map(str::to_owned).into_iter().collect();
        remarks.extend(of_draft.problems.iter().cloned());
        remarks.dedup();
        let slot = wanted.map_or_else(|| circuit.slot.to_string(), |slot| slot.to_string());
        rows.push(PreviewRow {
            panel: panel.panel.name.clone(),
            place: format!("{} row {}", of_draft.sheet, of_draft.row + 1),
            slot: if state == RowState::LeftOut && wanted.is_none() { "?".to_owned() } else { slot },
            description: circuit.description.clone(),
            poles: circuit.poles,
            trip: circuit.trip.map_or_else(String::new, |trip| crate::units::trimmed(trip.0, 1)),
            va: circuit.load.total().0,
            state,
            remark: remarks.join("; "),
        });
    }
    (rows, summary)
}

/// The rows with words or numbers that gave no circuit, so that a person sees what was taken for a total or for text.
fn left_out(draft: &ScheduleDraft) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for account in &draft.rows {
        let RowOutcome::Skipped { why, text } = &account.outcome else { continue };
        if text.is_empty() || matches!(why, Skip::Blank | Skip::Header | Skip::NoSchedule) {
            continue;
        }
        let line =
            format!("{} row {} is no circuit ({}): {text}", account.sheet, account.first + 1, why.name());
        if lines.last() != Some(&line) {
            lines.push(line);
        }
    }
    lines
}
