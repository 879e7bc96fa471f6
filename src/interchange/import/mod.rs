//! Spreadsheets of panel schedules and load lists to panelboards.
//!
//! ```text
//! bytes ── registry ──┬─ delimited ─┐                    ┌─ header, halves, columns, facts ─┐
//! pasted text ────────┴─ workbook ──┴─▶ Workbook ──▶ propose_mapping ──▶ Mapping (people change it, files keep it)
//!                                          │                                │
//!                                          └──────────▶ apply_mapping ◀─────┘
//!                                                           │ fields, walk, assemble, place
//!                                                           ▼
//!                                                     ScheduleDraft ──▶ report, edits
//! ```
//!
//! Detection only proposes; the mapping alone decides. A row is never left out in silence: the draft accounts for each,
//! and a circuit that cannot be where the file puts it survives elsewhere with a note. Nothing here touches a disk.

mod adapt;
mod apply;
mod assemble;
mod breaker_text;
mod columns;
mod content;
mod delimited;
mod draft;
mod edits;
mod encoding;
mod error;
mod exchanged;
mod facts;
mod fields;
mod grid;
mod group;
mod halves;
mod header;
mod load_text;
mod mapping;
mod mend;
mod place;
mod propose;
mod refusal;
mod registry;
mod remarks;
mod report;
mod role;
mod schedule;
mod slot_text;
mod system_text;
mod vocabulary;
mod walk;
mod words;
mod workbook;
mod xls_bounds;

#[cfg(test)]
mod tests;

pub use adapt::adapt;
pub use apply::apply_mapping;
pub use draft::{
    CircuitDraft, ImportNote, PanelDraft, Placement, RowAccount, RowOutcome, ScheduleDraft, Skip,
};
pub use edits::{Misfits, edits_for_new_panels, edits_for_paste, fit_into, open_feeders};
pub use error::ImportError;
pub use exchanged::read_exchanged;
pub use grid::{Cell, CellValue, Grid, Workbook};
pub use mapping::{ColumnMap, HalfMap, Mapping, Numbering, Overrides, PanelFacts, PanelMap, TableMap};
pub use propose::propose_mapping;
pub use registry::{IMPORTERS, Importer, read_file, read_pasted};
pub use report::{ImportReport, PanelReport, RowReport, RowsReport, report};
pub use role::{LoadUnit, Role};
pub use schedule::{import_pasted, import_schedule, map_workbook};
