//! Drawings of other programs: DXF and DWG, pages of PDF, PNG and JPEG.
//!
//! ```text
//! bytes ─ read_drawing ─┬─ dxf   reader of our own
//!                       ├─ dwg   acadrust (feature cad), then as dxf
//!                       ├─ pdf   hayro (feature cad): a picture, and lines to snap to
//!                       └─ image PNG, JPEG
//!                              └─▶ ReadDrawing: shapes in drawing units, report, facts about units
//! ```
//!
//! Nothing here touches a disk or a clock: whoever calls has the bytes, and may stop a reading through [`Watch`]. A
//! drawing that cannot be read is refused in words; what is wrong inside one is in its report.

mod changes;
#[cfg(feature = "cad")]
mod dwg;
mod dxf;
mod error;
mod facts;
mod limits;
#[cfg(feature = "cad")]
mod pdf;
mod picture;
mod place;
mod read;
pub mod recognize;
mod report;
pub mod scale;

pub use changes::{DrawingChanges, changes, points_off_lines};
pub use error::DrawingError;
pub use facts::{DimensionFact, DrawingFacts, PlacedBlock};
pub use limits::{Limits, Watch};
pub use picture::Picture;
pub use place::{PlaceChoice, underlay_of};
pub use read::{DRAWING_ENDINGS, DrawingFormat, ReadDrawing, read_drawing};
pub use report::{DrawingNote, DrawingReport};
