//! Why a document could not be made.

use crate::domain::{PanelId, SheetId};

/// Why a document could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    #[error("there is no panelboard to print")]
    NoPanel,
    #[error("there is no service, transformer or panelboard to draw")]
    NothingFed,
    #[error("there is no panelboard with id {0}")]
    NoSuchPanel(PanelId),
    #[error("the project has no sheet of a plan to draw")]
    NoSheet,
    #[error("there is no sheet with id {0}")]
    NoSuchSheet(SheetId),
    #[error("{sheet} does not fit the paper at {scale}; use larger paper or a smaller scale")]
    PlanTooLarge { sheet: String, scale: &'static str },
    #[error("the font {0} in the program is damaged")]
    Font(&'static str),
    #[error("the page size {width} × {height} pt is not possible")]
    PageSize { width: f32, height: f32 },
    #[error("the project has no text to take the hash of: {0}")]
    Hash(String),
    #[error("the chart could not be drawn: {0}")]
    Chart(String),
    #[error("the PDF could not be written: {0}")]
    Pdf(String),
}
