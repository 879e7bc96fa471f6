//! The arguments of the program, as clap reads them. Their doc comments are the help text and CLI.md.

use crate::cli::commands::{balance, bench, calc, check, export, import, loads, report, route, size};
#[cfg(feature = "ml")]
use crate::cli::commands::{dataset, evaluate, hrm, models, train, worker};
use crate::cli::output::Format;
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Panel schedules edited as fast as in a spreadsheet, balanced with proof.
///
/// Without a subcommand the window opens, on FILE if one is given.
#[derive(Debug, Parser)]
#[command(name = "phasewright", version, disable_help_subcommand = true)]
struct Arguments {
    /// A project, or a panel schedule to import, to open in the window
    file: Option<PathBuf>,
    /// How the answer is written; by default text on a terminal and JSON elsewhere
    #[arg(long, global = true, value_enum)]
    format: Option<Format>,
    /// The folder of own models, instead of the one in the user's data directory
    #[arg(long, global = true, value_name = "DIR")]
    models: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Command {
    Balance(balance::Args),
    Bench(bench::Args),
    Calc(calc::Args),
    Check(check::Args),
    #[cfg(feature = "ml")]
    Dataset(dataset::Args),
    #[cfg(feature = "ml")]
    Evaluate(evaluate::Args),
    Export(export::Args),
    #[cfg(feature = "ml")]
    Hrm(hrm::Args),
    Import(import::Args),
    Loads(loads::Args),
    #[cfg(feature = "ml")]
    Models(models::Args),
    Report(report::Args),
    Route(route::Args),
    Size(size::Args),
    #[cfg(feature = "ml")]
    Train(train::Args),
    #[cfg(feature = "ml")]
    Worker(worker::Args),
}

/// A subcommand with what holds for all of them.
#[derive(Debug)]
pub struct CommandLine {
    pub(in crate::cli) command: Command,
    pub(in crate::cli) format: Option<Format>,
    /// Where own models are, if not where they usually are.
    pub(in crate::cli) models: Option<PathBuf>,
}

/// What the arguments ask for.
#[derive(Debug)]
pub enum Invocation {
    /// Open the window, on a file if one is named, with own models from another folder if one is named.
    Window { file: Option<PathBuf>, models: Option<PathBuf> },
    /// Run a subcommand.
    Command(CommandLine),
}

/// Returns the definition of the command line, for its documentation.
pub fn command_line() -> clap::Command {
    Arguments::command()
}

/// Reads arguments, the program's name first.
///
/// # Errors
/// A usage error of clap. A word that is neither a subcommand nor a file counts as an unknown subcommand, so that a
/// mistyped one does not open a window.
pub(in crate::cli) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<Invocation, clap::Error> {
    let Arguments { file, format, models, command } = Arguments::try_parse_from(arguments)?;
    let mut definition = command_line();
    match (file, command) {
        (None, Some(command)) => Ok(Invocation::Command(CommandLine { command, format, models })),
        (Some(file), Some(_)) => {
            let message = format!("a subcommand takes its own file; remove {}", file.display());
            Err(definition.error(ErrorKind::ArgumentConflict, message))
        }
        (Some(file), None) if looks_like_a_subcommand(&file) => {
            let message = format!("unrecognized subcommand '{}'", file.display());
            Err(definition.error(ErrorKind::InvalidSubcommand, message))
        }
        (file, None) => Ok(Invocation::Window { file, models }),
    }
}

fn looks_like_a_subcommand(file: &Path) -> bool {
    file.extension().is_none() && file.components().count() == 1 && !file.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(arguments: &[&str]) -> Result<Invocation, ErrorKind> {
        let all = ["phasewright"].iter().chain(arguments).map(OsString::from);
        parse(all).map_err(|error| error.kind())
    }

    #[test]
    fn definition_is_consistent() {
        command_line().debug_assert();
    }

    #[test]
    fn files_open_the_window_and_words_do_not() {
        assert!(matches!(parsed(&[]), Ok(Invocation::Window { file: None, .. })));
        assert!(matches!(parsed(&["office.ron"]), Ok(Invocation::Window { file: Some(_), .. })));
        assert_eq!(parsed(&["lodas"]).err(), Some(ErrorKind::InvalidSubcommand));
        assert_eq!(parsed(&["office.ron", "loads", "x.ron"]).err(), Some(ErrorKind::ArgumentConflict));
    }

    #[test]
    fn format_stands_before_or_after_the_subcommand() {
        for arguments in [["--format", "json", "loads", "x.ron"], ["loads", "x.ron", "--format", "json"]] {
            let Ok(Invocation::Command(line)) = parsed(&arguments) else { panic!("{arguments:?}") };
            assert_eq!(line.format, Some(Format::Json));
        }
    }
}
