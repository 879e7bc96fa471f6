//! The one binary: no argument or a project file opens the window, a subcommand runs without one.

use phasewright::cli::{self, Invocation};
use std::path::PathBuf;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("error")).init();
    match cli::parse() {
        Invocation::Window(file) => open_window(file),
        Invocation::Command(command) => cli::execute(command, frames()),
    }
}

#[cfg(feature = "gui")]
fn frames() -> Option<cli::Frames> {
    Some(phasewright::app::frames)
}

#[cfg(not(feature = "gui"))]
fn frames() -> Option<cli::Frames> {
    None
}

#[cfg(feature = "gui")]
fn open_window(file: Option<PathBuf>) -> ExitCode {
    match phasewright::app::run(file) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => cli::refuse(&why),
    }
}

#[cfg(not(feature = "gui"))]
fn open_window(_file: Option<PathBuf>) -> ExitCode {
    cli::refuse("this build has no window; phasewright --help lists what it does")
}
