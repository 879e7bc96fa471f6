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

/// Settles candle's threads where the person has not. Its own pool is turned off: its threads spin while they wait for each
/// other, which on a busy machine makes a step ten times slower. Matrix products have another pool; unless it is told how
/// large that is, candle counts the machine's cores anew for every product.
fn settle_threads() {
    let cores = std::thread::available_parallelism().map_or(1, usize::from).to_string();
    for (pool, threads) in [("CANDLE_NUM_THREADS", "1"), ("RAYON_NUM_THREADS", &cores)] {
        if std::env::var_os(pool).is_none() {
            // SAFETY: this is the first thing the program does, so no other thread reads or writes the environment.
            #[expect(unsafe_code, reason = "candle reads its settings from the environment only")]
            unsafe {
                std::env::set_var(pool, threads);
            }
        }
    }
}

#[cfg(feature = "gui")]
fn frames() -> Option<cli::Frames> {
    Some(cli::Frames { schedule: phasewright::app::frames, plan: phasewright::app::plan_frames })
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
