//! The exchange form: a panel schedule as rows of cells that people edit in a spreadsheet and that reads back exactly.
//!
//! ```text
//! Panel schedule                                   phasewright-schedule-1     the mark by which it is known
//! Panel     LP-1        Bus A  125      Mounting   surface                    six rows of facts
//! …
//! Ckt  Description  Class  Poles  Trip A  A VA  B VA  C VA  Total VA  …       one row a circuit, spare or space
//! …
//!      Connected VA                       15720 10600 8660  34980             values, never formulas
//! ```
//!
//! A CSV file holds the sheets of several panels below each other, a workbook has one sheet a panel; the rows are the
//! same. One list of columns and one of facts serve writer and reader. `export` writes files of this form; [`read`]
//! reads them back.

mod cell;
mod columns;
mod facts;
mod facts_text;
mod file;
mod read;
mod sheet;
mod source_text;

pub use cell::{Cell, guarded, unguarded};
pub use columns::{Column, Look, RowDraft, column_named, columns};
pub(in crate::interchange) use facts_text::{facts_text, parse_facts};
pub use file::read;
pub use read::{Exchange, ExchangeNote, ExchangePanel, ExchangeRow, RowFate, opens_sheet};
pub use sheet::{Row, RowKind, sheet_of};
pub use source_text::{NamedSource, parse_source, source_text};
