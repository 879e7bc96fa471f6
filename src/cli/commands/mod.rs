//! The subcommands, one a file: its arguments with their help, and `run`.

pub(in crate::cli) mod balance;
pub(in crate::cli) mod bench;
pub(in crate::cli) mod calc;
pub(in crate::cli) mod check;
#[cfg(feature = "ml")]
pub(in crate::cli) mod dataset;
#[cfg(feature = "ml")]
pub(in crate::cli) mod evaluate;
pub(in crate::cli) mod export;
#[cfg(feature = "ml")]
pub(in crate::cli) mod hrm;
pub(in crate::cli) mod import;
pub(in crate::cli) mod loads;
#[cfg(feature = "ml")]
pub(in crate::cli) mod models;
pub(in crate::cli) mod report;
pub(in crate::cli) mod route;
pub(in crate::cli) mod size;
#[cfg(feature = "ml")]
pub(in crate::cli) mod train;
#[cfg(feature = "ml")]
pub(in crate::cli) mod worker;

use crate::cli::output::Output;
use crate::proposals::Cancel;

/// What every subcommand is given.
pub(in crate::cli) struct Context {
    pub(in crate::cli) output: Output,
    /// Set by Ctrl-C.
    pub(in crate::cli) cancel: Cancel,
    /// Draws frames, in a build that has a window.
    pub(in crate::cli) frames: Option<bench::Frames>,
    /// Where own models are, if not where they usually are.
    pub(in crate::cli) models: Option<std::path::PathBuf>,
}
