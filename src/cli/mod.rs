//! The command line: subcommands without a window, for scripts and checks.
//!
//! ```text
//! arguments → Invocation ─┬─ Window          the caller opens it; this room never sees the window
//!                         └─ Command        run → Outcome → exit code
//! ```
//!
//! Contracts that scripts rely on: one JSON document on standard output (text on a terminal), everything else on
//! standard error, outputs written whole or not at all, exit codes as in `error.rs`. `output.rs` is the only file that
//! prints to standard output. One subcommand is one file under `commands/`.

mod args;
mod commands;
#[cfg(feature = "ml")]
mod device;
mod error;
mod installed;
mod interrupt;
mod json;
mod output;
mod progress;
mod project_file;
mod table;

pub use args::{Invocation, command_line};
pub use commands::bench::Frames;
pub use error::{CliError, Outcome};

use args::Command;
use std::process::ExitCode;

/// Reads the arguments of this process. A usage error, `--help` and `--version` are answered here and end the process.
pub fn parse() -> Invocation {
    args::parse(std::env::args_os()).unwrap_or_else(|error| error.exit())
}

/// Runs a subcommand and returns the exit code of the process. `frames` is there in a build with a window.
pub fn execute(invocation: args::CommandLine, frames: Option<Frames>) -> ExitCode {
    let output = output::Output::new(invocation.format);
    let models = invocation.models;
    let context = commands::Context { output, cancel: interrupt::on_ctrl_c(), frames, models };
    let run = std::panic::AssertUnwindSafe(|| run(&invocation.command, &context));
    let result = std::panic::catch_unwind(run).unwrap_or_else(|_| Err(CliError::panicked()));
    match result {
        Ok(outcome) => outcome.exit_code(),
        Err(error) => {
            progress::say(&error.report());
            error.exit_code()
        }
    }
}

/// Says why the program cannot do what it was asked for and returns the exit code of a usage error.
pub fn refuse(reason: &str) -> ExitCode {
    let error = CliError::input(reason);
    progress::say(&error.report());
    error.exit_code()
}

fn run(command: &Command, context: &commands::Context) -> Result<Outcome, CliError> {
    if context.output.is_sarif() && !matches!(command, Command::Check(_)) {
        return Err(CliError::input("SARIF holds findings; this subcommand has none")
            .hint("ask for --format json or text, or run check"));
    }
    match command {
        Command::Balance(args) => commands::balance::run(args, context),
        Command::Bench(args) => commands::bench::run(args, context),
        Command::Calc(args) => commands::calc::run(args, context),
        Command::Check(args) => commands::check::run(args, context),
        #[cfg(feature = "ml")]
        Command::Dataset(args) => commands::dataset::run(args, context),
        #[cfg(feature = "ml")]
        Command::Evaluate(args) => commands::evaluate::run(args, context),
        Command::Export(args) => commands::export::run(args, context),
        #[cfg(feature = "ml")]
        Command::Hrm(args) => commands::hrm::run(args, context),
        Command::Import(args) => commands::import::run(args, context),
        Command::Loads(args) => commands::loads::run(args, context),
        #[cfg(feature = "ml")]
        Command::Models(args) => commands::models::run(args, context),
        Command::Report(args) => commands::report::run(args, context),
        Command::Route(args) => commands::route::run(args, context),
        Command::Size(args) => commands::size::run(args, context),
        #[cfg(feature = "ml")]
        Command::Train(args) => commands::train::run(args, context),
        #[cfg(feature = "ml")]
        Command::Worker(args) => commands::worker::run(args, context),
    }
}
