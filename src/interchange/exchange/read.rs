//! Reads exchange sheets back: exactly what was written, and what a person changed since, with a note for every cell
//! that could not be read.
//!
//! Only sheets that carry the mark of the form are read here; everything else is the importer's business. Whether the
//! circuits fit the panel together is not judged here.

use crate::domain::{CircuitId, Feeder, PanelId, PanelParts, Slot};
use crate::interchange::exchange::columns::{RowDraft, SLOT_HEAD, SPACE, column_named};
use crate::interchange::exchange::facts::{FactsDraft, LABEL_COLUMNS, fact_named};
use crate::interchange::exchange::sheet::{FORM, FORM_COLUMN, TITLE};
use crate::interchange::exchange::{Column, NamedSource};

/// A sheet as texts, untrimmed.
pub type TextRows = Vec<Vec<String>>;

/// What an exchange file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exchange {
    pub panels: Vec<ExchangePanel>,
    pub notes: Vec<ExchangeNote>,
}

/// A panelboard as read. Its id counts from 1 in the order of the file, its circuits' ids from 1 in each panel; the
/// feeder is apart until the source is known among the panels.
#[derive(Clone, Debug, PartialEq)]
pub struct ExchangePanel {
    pub parts: PanelParts,
    pub fed_from: Option<NamedSource>,
    pub feeder: Feeder,
    /// What became of every row of the sheet, in order.
    pub rows: Vec<ExchangeRow>,
}

/// One row of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExchangeRow {
    /// Counted from 1.
    pub row: usize,
    pub fate: RowFate,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFate {
    /// The next circuit of the panel.
    Circuit,
    /// A slot without breaker.
    Space(Slot),
    /// Title and facts of the panel.
    Head,
    /// The heads of the columns.
    Header,
    Blank,
    /// Sums below the table.
    Foot,
    /// A row of the table without a circuit number; a note says so.
    LeftOut,
}

/// A cell that could not be read, or a row left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExchangeNote {
    pub panel: String,
    /// Row of the sheet or file, counted from 1.
    pub row: usize,
    pub what: String,
}

/// Returns whether a row opens an exchange sheet.
pub fn opens_sheet(row: &[String]) -> bool {
    let has = |column: usize, text| row.get(column).is_some_and(|cell| cell.trim() == text);
    has(0, TITLE) && has(FORM_COLUMN, FORM)
}

/// Reads the sheets of one grid, which may hold several below each other. Nothing without the mark is read.
pub fn read_rows(rows: &TextRows, exchange: &mut Exchange) {
    let openings: Vec<usize> =
        (0..rows.len()).filter(|at| rows.get(*at).is_some_and(|r| opens_sheet(r))).collect();
    for (i, start) in openings.iter().enumerate() {
        let end = openings.get(i + 1).copied().unwrap_or(rows.len());
        let numbered: Vec<(usize, &[String])> =
            rows.iter().enumerate().take(end).skip(start + 1).map(|(at, r)| (at + 1, r.as_slice())).collect();
        let id = PanelId(exchange.panels.len() as u64 + 1);
        let panel = read_sheet(id, &numbered, &mut exchange.notes);
        exchange.panels.push(panel);
    }
}

fn read_sheet(id: PanelId, rows: &[(usize, &[String])], notes: &mut Vec<ExchangeNote>) -> ExchangePanel {
    let is_head = |row: &[String]| row.first().is_some_and(|cell| cell.trim() == SLOT_HEAD);
    let head_at = rows.iter().position(|(_, row)| is_head(row)).unwrap_or(rows.len());
    let (above, table) = rows.split_at(head_at);
    let mut found = Vec::new();
    let mut draft = FactsDraft::new();
    for (at, row) in above {
        read_facts(&mut draft, row, &mut |what| found.push((*at, what)));
    }
    draft.panel.id = id;
    let mut fates = Vec::new();
    let mut panel = ExchangePanel {
        parts: PanelParts { facts: draft.panel, circuits: Vec::new() },
        fed_from: draft.fed_from,
        feeder: draft.feeder,
        rows: Vec::new(),
    };
    let mut keep = |row, fate| fates.push(ExchangeRow { row, fate });
    if let Some((first, _)) = rows.first() {
        keep(first.saturating_sub(1), RowFate::Head);
    }
    for (at, row) in above {
        keep(*at, if is_blank(row) { RowFate::Blank } else { RowFate::Head });
    }
    if let Some(((head_row, head), body)) = table.split_first() {
        keep(*head_row, RowFate::Header);
        let columns = head.iter().map(|cell| column_named(cell)).collect::<Vec<_>>();
        for (at, row) in body {
            // The foot and blank rows have no circuit number.
            if row.first().is_none_or(|cell| cell.trim().is_empty()) {
                keep(*at, if is_blank(row) { RowFate::Blank } else { RowFate::Foot });
                continue;
            }
            keep(*at, read_row(&mut panel, &columns, row, &mut |what| found.push((*at, what))));
        }
    } else {
        found.push((0, format!("no table: a row that begins with '{SLOT_HEAD}' is missing")));
    }
    panel.rows = fates;
    let name = panel.parts.facts.name.clone();
    notes.extend(found.into_iter().map(|(row, what)| ExchangeNote { panel: name.clone(), row, what }));
    panel
}

fn is_blank(row: &[String]) -> bool {
    row.iter().all(|cell| cell.trim().is_empty())
}

fn read_facts(draft: &mut FactsDraft, row: &[String], note: &mut impl FnMut(String)) {
    for column in LABEL_COLUMNS {
        let (Some(label), Some(value)) = (row.get(column), row.get(column + 1)) else { continue };
        let Some(fact) = fact_named(label) else { continue };
        if value.is_empty() {
            continue;
        }
        if let Err(why) = (fact.read)(draft, value) {
            note(format!("{}: {why}", fact.label));
        }
    }
}

fn read_row(
    panel: &mut ExchangePanel,
    columns: &[Option<&'static Column>],
    row: &[String],
    note: &mut impl FnMut(String),
) -> RowFate {
    let cell_of = |head: &str| {
        let at = columns.iter().position(|column| column.is_some_and(|c| c.head == head))?;
        row.get(at).map(|cell| cell.trim())
    };
    if cell_of("Kind").is_some_and(|kind| kind.eq_ignore_ascii_case(SPACE)) {
        // Something typed over a space is a new circuit; what the space itself says is not.
        let typed_over = ["Class", "Poles", "Trip A", "Total VA"]
            .iter()
            .any(|head| cell_of(head).is_some_and(|c| !c.is_empty()));
        if !typed_over {
            let slot = cell_of(SLOT_HEAD).and_then(|cell| cell.parse().ok());
            return slot.map_or(RowFate::Blank, |slot| RowFate::Space(Slot(slot)));
        }
    }
    let mut draft = RowDraft::new();
    for (column, cell) in columns.iter().zip(row) {
        let Some(column) = column else { continue };
        let is_space_mark = column.head == "Kind" && cell.trim().eq_ignore_ascii_case(SPACE);
        if cell.is_empty() || is_space_mark {
            continue;
        }
        if let Err(why) = draft.cell(column, cell) {
            note(format!("{}: {why}", column.head));
            if column.head == SLOT_HEAD {
                note("the row was left out: it has no circuit number".to_owned());
                return RowFate::LeftOut;
            }
        }
    }
    draft.circuit.id = CircuitId(panel.parts.circuits.len() as u64 + 1);
    let (circuit, remark) = draft.finish(panel.parts.facts.system);
    if let Some(remark) = remark {
        note(remark);
    }
    panel.parts.circuits.push(circuit);
    RowFate::Circuit
}
