//! Why a drawing could not be read at all. Trouble with single entities is never an error; it is in the report.

/// A drawing that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DrawingError {
    #[error("{name} is empty. Save the drawing again and import that file")]
    Empty { name: String },
    #[error("{name}: {size} are more than {limit}. Purge the drawing or split it, and import the parts")]
    TooLarge { name: String, size: String, limit: String },
    #[error("{name} is {what}, no drawing. {hint}")]
    NotADrawing { name: String, what: String, hint: String },
    #[error("{name} is damaged: {detail}. {hint}")]
    Damaged { name: String, detail: String, hint: String },
    #[error("{name} has no page {page}; it has {pages}")]
    NoSuchPage { name: String, page: u32, pages: usize },
    #[error("the reading was stopped")]
    Stopped,
}

/// What drawings can be imported, for refusals.
pub(super) const CAN_READ: &str = "Drawings are imported from DXF, DWG, PDF, PNG and JPEG";
