//! Standard output: one answer a run, as text or as one JSON document. No other file prints there.

use crate::cli::CliError;
use std::io::{ErrorKind, IsTerminal, Write};

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(in crate::cli) enum Format {
    /// For people
    Text,
    /// One document, for programs
    Json,
    /// SARIF 2.1.0, for code scanning; only check writes it
    Sarif,
}

/// Where the answer goes.
#[derive(Debug)]
pub(in crate::cli) struct Output {
    format: Format,
}

impl Output {
    /// Takes the format asked for; by default text on a terminal and JSON elsewhere.
    pub(in crate::cli) fn new(format: Option<Format>) -> Self {
        let by_default = if std::io::stdout().is_terminal() { Format::Text } else { Format::Json };
        Self { format: format.unwrap_or(by_default) }
    }

    /// Returns standard output for a conversation in messages, which is the answer then.
    #[cfg(feature = "ml")]
    pub(in crate::cli) fn messages(&self) -> impl Write + Send + use<> {
        std::io::stdout()
    }

    /// Returns whether SARIF is asked for.
    pub(in crate::cli) fn is_sarif(&self) -> bool {
        self.format == Format::Sarif
    }

    /// Writes the answer of a subcommand that has no SARIF: the program refuses that format before it runs.
    pub(in crate::cli) fn answer(
        &self,
        json: impl FnOnce() -> serde_json::Value,
        text: impl FnOnce() -> String,
    ) -> Result<(), CliError> {
        self.answer_or_sarif(json, text, || serde_json::Value::Null)
    }

    /// Writes the answer. A reader that went away early (`| head`) is no error.
    pub(in crate::cli) fn answer_or_sarif(
        &self,
        json: impl FnOnce() -> serde_json::Value,
        text: impl FnOnce() -> String,
        sarif: impl FnOnce() -> serde_json::Value,
    ) -> Result<(), CliError> {
        let mut answer = match self.format {
            Format::Json => serde_json::to_string_pretty(&json()).map_err(CliError::internal)?,
            Format::Sarif => serde_json::to_string_pretty(&sarif()).map_err(CliError::internal)?,
            Format::Text => text().trim_end().to_owned(),
        };
        answer.push('\n');
        match std::io::stdout().lock().write_all(answer.as_bytes()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(CliError::input(format!("standard output: {error}")))
            }
            _ => Ok(()),
        }
    }
}
