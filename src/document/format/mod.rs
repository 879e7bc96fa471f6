//! The project file: RON text with a version, in a fixed order, with defaults left out.
//!
//! ```text
//! bytes ─ sniff (is it text? which version?) ─ v1 structs ─ ProjectParts ─ Project
//! ```
//!
//! File structs are apart from the domain's types, so that a file written today stays readable whatever the domain
//! becomes. A field this version does not know is refused, never dropped. The text of a project is a function of the
//! project alone: reading a file that was written here and writing it again gives the same bytes.

mod error;
mod explain;
mod pack;
mod sniff;
mod v1;

pub use crate::domain::ContentHash;
pub use error::FormatError;
pub use pack::{amendments_from_text, amendments_to_text};
pub(in crate::document) use v1::{EntityRecord, ProjectFile, changed_records};

use crate::domain::Project;
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;

/// The newest version of the project file, the one that is written.
pub const NEWEST_VERSION: u32 = 1;

/// The first line of every project file.
const FIRST_LINE: &str =
    "// Phasewright project. Quantities: VA, A, kA, V, ft, degrees. Loads are connected loads.\n";

/// Nesting that gets lines of its own: a circuit, a room, a wall take one line each.
const DEPTH_OF_LINES: usize = 4;

/// Writes a project as the text of a project file.
///
/// # Errors
/// Only when a text cannot be made at all, which no project is known to cause.
pub fn to_text(project: &Project) -> Result<String, FormatError> {
    let style = PrettyConfig::new()
        .new_line("\n")
        .indentor("  ")
        .depth_limit(DEPTH_OF_LINES)
        .extensions(Extensions::IMPLICIT_SOME);
    let file = ProjectFile::from(&project.to_parts());
    let body = ron::ser::to_string_pretty(&file, style)
        .map_err(|error| FormatError::NotWritable { why: error.to_string() })?;
    Ok(format!("{FIRST_LINE}{body}\n"))
}

/// Reads a project from the text of a project file. `name` is the file's name, for messages.
///
/// # Errors
/// Says what is wrong, where, and what to do.
pub fn from_text(text: &str, name: &str) -> Result<Project, FormatError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match sniff::version(text, name)? {
        1 => {
            let file: ProjectFile =
                reader().from_str(text).map_err(|error| explain::explain(&error, text, name))?;
            project_from(file)
                .map_err(|problems| FormatError::Contradictory { name: name.to_owned(), problems })
        }
        version => Err(FormatError::Newer { name: name.to_owned(), version, newest: NEWEST_VERSION }),
    }
}

/// Reads a project from the bytes of a project file. `name` is the file's name, for messages.
///
/// # Errors
/// As [`from_text`], and for bytes that are no UTF-8 text.
pub fn from_bytes(bytes: &[u8], name: &str) -> Result<Project, FormatError> {
    from_text(sniff::text(bytes, name)?, name)
}

/// Turns a file's records into a project, or says how they contradict each other.
pub(in crate::document) fn project_from(file: ProjectFile) -> Result<Project, Vec<String>> {
    let problems = file.problems();
    if problems.is_empty() { Project::from_parts(file.into()) } else { Err(problems) }
}

/// The options every file of ours is read with. `Some(…)` is not written, so it need not be read.
pub(in crate::document) fn reader() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

#[cfg(test)]
mod tests;
