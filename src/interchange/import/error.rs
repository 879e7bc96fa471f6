//! Why a file could not be imported at all: what, where and what to do.
//!
//! Trouble with single rows is never an error; it becomes a note beside the draft.

/// A file that cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    #[error("{name} is empty. Export or save the schedule again and import that file")]
    Empty { name: String },
    #[error(
        "{name}: {size} are more than {limit}. Split the file, or save only the sheets with panel schedules"
    )]
    TooLarge { name: String, size: String, limit: String },
    #[error("{name} is {what}, no panel schedule. {hint}")]
    NotASchedule { name: String, what: String, hint: String },
    #[error("{name} is {what}, no panel schedule. Open it as an underlay of a sheet. {hint}")]
    Drawing { name: String, what: String, hint: String },
    #[error(
        "{name} is protected by a password. Open it in a spreadsheet, save it without password, import that"
    )]
    Locked { name: String },
    #[error("{name} is damaged: {detail}. Open it in a spreadsheet and save it again, or paste the rows")]
    Damaged { name: String, detail: String },
    #[error(
        "{name} holds no panel schedule and no load list: {looked}. A schedule needs a header row with a circuit or \
         description column and a breaker or load column"
    )]
    NoPanel { name: String, looked: String },
    #[error(
        "the mapping {name} cannot be read: {detail}. Delete it, or save it again from the import dialog"
    )]
    Mapping { name: String, detail: String },
    #[error(
        "the mapping is for another file: none of its headers ({wanted}) stands in {name}. Import without it, or save \
         a new one"
    )]
    MappingDoesNotFit { name: String, wanted: String },
    #[error("{what} is not possible for {name}: {reason}")]
    Option { name: String, what: String, reason: String },
}

/// The hint of every refusal: what can be imported.
pub(in crate::interchange) const CAN_IMPORT: &str = "Panel schedules and load lists are imported from CSV, TSV, XLSX, XLS and ODS, drawings from DXF, DWG, PDF, PNG and JPEG";
