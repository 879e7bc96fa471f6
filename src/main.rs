//! The one binary: no argument or a project file opens the window, a subcommand runs without one.

#![deny(unsafe_code)]

use phasewright::cli::{self, Invocation};
use std::path::PathBuf;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    settle_threads();
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("error")).init();
    match cli::parse() {
        Invocation::Window { file, models } => open_window(file, models),
        Invocation::Command(command) => cli::execute(command, frames()),
    }
}

/// Turns candle's own pool of threads off unless the person has set it. Its threads spin while they wait for each other,
/// which on a busy machine makes a step ten times slower; matrix products have another pool, which is left as it is.
fn settle_threads() {
    const POOL: &str = "CANDLE_NUM_THREADS";
    if std::env::var_os(POOL).is_none() {
        // SAFETY: this is the first thing the program does, so no other thread reads or writes the environment.
        #[expect(unsafe_code, reason = "candle reads its setting from the environment only")]
        unsafe {
            std::env::set_var(POOL, "1");
        }
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
fn open_window(file: Option<PathBuf>, models: Option<PathBuf>) -> ExitCode {
    match phasewright::app::run(file, models) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => cli::refuse(&why),
    }
}

#[cfg(not(feature = "gui"))]
fn open_window(_file: Option<PathBuf>, _models: Option<PathBuf>) -> ExitCode {
    cli::refuse("this build has no window; phasewright --help lists what it does")
}
