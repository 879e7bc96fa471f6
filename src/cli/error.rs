//! How a subcommand ends: outcomes, errors and their exit codes.
//!
//! | code | meaning |
//! |---|---|
//! | 0 | done |
//! | 1 | done, and the answer is "no" |
//! | 2 | bad input or usage |
//! | 3 | internal fault |
//! | 130 | cancelled with Ctrl-C; nothing written, except the checkpoint of a training run |

use std::fmt::Display;
use std::path::Path;
use std::process::ExitCode;

/// How a subcommand that did its work answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// The work is done and the answer is "no": a target that cannot be reached.
    No,
    /// The request is at fault, and the answer says where.
    Refused,
    /// Ctrl-C ended it, and what there is goes on from here.
    Interrupted,
}

impl Outcome {
    /// Returns the exit code of the process.
    pub fn exit_code(self) -> ExitCode {
        match self {
            Self::Done => ExitCode::SUCCESS,
            Self::No => ExitCode::from(1),
            Self::Refused => ExitCode::from(2),
            Self::Interrupted => ExitCode::from(CANCELLED),
        }
    }
}

const CANCELLED: u8 = 130;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Input,
    Internal,
    Cancelled,
}

/// Why a subcommand could not do its work: what happened, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CliError {
    kind: Kind,
    message: String,
    hint: Option<String>,
}

impl CliError {
    /// The input or the way it was asked for is at fault.
    pub fn input(message: impl Display) -> Self {
        Self { kind: Kind::Input, message: message.to_string(), hint: None }
    }

    /// A file is at fault: the reason first, the path last.
    pub fn file(reason: impl Display, path: &Path) -> Self {
        Self::input(format!("{reason}: {}", path.display()))
    }

    /// The program is at fault.
    pub fn internal(message: impl Display) -> Self {
        Self { kind: Kind::Internal, message: message.to_string(), hint: None }
    }

    /// The person pressed Ctrl-C.
    pub fn cancelled() -> Self {
        Self { kind: Kind::Cancelled, message: "cancelled; nothing was written".to_owned(), hint: None }
    }

    pub(in crate::cli) fn panicked() -> Self {
        Self::internal("the program met a fault of its own; what it printed above says where")
            .hint("nothing was written; please report it with the file that caused it")
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Returns what a person reads.
    pub fn report(&self) -> String {
        let hint = self.hint.as_ref().map(|hint| format!("\n  hint: {hint}")).unwrap_or_default();
        match self.kind {
            Kind::Input => format!("error: {}{hint}", self.message),
            Kind::Internal => format!("internal fault: {}{hint}", self.message),
            Kind::Cancelled => self.message.clone(),
        }
    }

    /// Returns the exit code of the process.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self.kind {
            Kind::Input => 2,
            Kind::Internal => 3,
            Kind::Cancelled => CANCELLED,
        })
    }
}

#[cfg(feature = "ml")]
impl From<crate::hrm::HrmError> for CliError {
    fn from(error: crate::hrm::HrmError) -> Self {
        use crate::hrm::HrmError;
        match error {
            HrmError::Tensor(_) => Self::internal(error),
            HrmError::Cancelled => Self::cancelled(),
            _ => Self::input(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_says_what_where_and_what_to_do() {
        let error = CliError::file("no such file", Path::new("a.ron")).hint("check the name");
        assert_eq!(error.report(), "error: no such file: a.ron\n  hint: check the name");
        assert_eq!(CliError::internal("x").report(), "internal fault: x");
    }
}
