//! Why an export could not be made.

use crate::domain::PanelId;

/// Why an export could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error("there is no panelboard to export")]
    NoPanel,
    #[error("there is no panelboard with id {0}")]
    NoSuchPanel(PanelId),
    #[error("{panel}, row {row}: a cell of a workbook holds 32,767 characters at most; shorten this text")]
    TextTooLong { panel: String, row: usize },
    #[error("the workbook could not be written: {0}")]
    Workbook(String),
    #[error("the table could not be written: {0}")]
    Table(String),
}
