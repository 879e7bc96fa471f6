//! Why a file is not read as a project. Each message says what, where, and what to do.

/// A file could not be read as a project. The file itself is never touched by reading.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    #[error("{name} is empty; if it once held a project, look for {name}.bak beside it")]
    Empty { name: String },
    #[error("{name} is {kind}, not a Phasewright project; {hint}")]
    OtherKind { name: String, kind: &'static str, hint: &'static str },
    #[error(
        "{name}, line {line}, column {column}: this is no Phasewright project: `(` and `version: 1` were expected first, \
         found {found}; open a .ron file that Phasewright saved, or import schedules and drawings with File ▸ Import"
    )]
    NotAProject { name: String, line: usize, column: usize, found: String },
    #[error(
        "{name} was written by a newer Phasewright, format {version}; this program reads up to {newest}; open it with \
         the newer program; nothing was changed"
    )]
    Newer { name: String, version: u32, newest: u32 },
    #[error("{name}: there is no format {version}; the oldest is 1; the version line may have been damaged")]
    NoSuchVersion { name: String, version: u32 },
    #[error(
        "{name} is cut short at line {line}: the record that opens at line {open_line} is never closed; look for \
         {name}.bak beside it; the file itself was not changed"
    )]
    Truncated { name: String, line: usize, open_line: usize },
    #[error(
        "{name}, line {line}, column {column}: field `{field}` is not known in {record}{maybe}; fields are {known}; \
         nothing was read, so that nothing gets lost on saving"
    )]
    UnknownField {
        name: String,
        line: usize,
        column: usize,
        field: String,
        /// The record in words, "a circuit".
        record: String,
        /// A guess with its own punctuation, or empty.
        maybe: String,
        known: String,
    },
    #[error("{name}, line {line}, column {column}: {problem}")]
    Value { name: String, line: usize, column: usize, problem: String },
    #[error("{name} contradicts itself: {}; correct these records in the file", problems.join("; "))]
    Contradictory { name: String, problems: Vec<String> },
    #[error("the project could not be written as text: {why}")]
    NotWritable { why: String },
}
