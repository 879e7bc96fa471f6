//! DXF, ASCII and binary, from the first versions to 2018, damaged ones included.
//!
//! ```text
//! bytes ─ tags ─ sections ─┬─ header, tables
//!                          ├─ blocks ──────────┐
//!                          └─ entities ─ convert ─ expand ─▶ Drawing, report, facts
//! ```
//!
//! Records are remembered as places in the file and read when needed, so that a large file costs little more than itself.
//! A reader of our own, rather than a crate's: files in the field are damaged, the reading has to be stopped at any time,
//! and the report has to name entities as the file does. Solids, pictures and objects of other programs are not drawn.

mod annotations;
mod blocks;
mod clips;
mod colors;
mod convert;
mod curves;
mod expand;
mod faces;
mod groups;
mod hatches;
mod header;
mod letters;
mod made;
mod measure;
mod plane;
mod polylines;
mod read;
mod reading;
mod record;
mod rings;
mod sections;
mod spline;
mod style;
mod tables;
mod tag;
mod tags;
mod texts;
mod words;

#[cfg(test)]
mod tests;

pub(super) use read::read_dxf;
#[cfg(feature = "cad")]
pub(super) use read::release_of;
