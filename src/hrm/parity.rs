//! A recording of the reference implementation repeated, and how far we are from it.
//!
//! A fixture is a folder: configuration, weights and batches; then what the reference made of them in evaluation, in
//! training with frozen weights, as gradients, and as weights after one and three steps of the optimizer.

mod fixture;
mod gradients;
mod report;
mod steps;
mod trace;

pub use report::{ParityReport, Quantity};

use crate::hrm::{ComputeDevice, HrmError};
use fixture::Fixture;
use report::Differences;
use std::path::Path;

/// Repeats a recording on a device.
///
/// # Errors
/// When the folder is no fixture or its configuration cannot be served.
pub fn run_parity(folder: &Path, device: &ComputeDevice) -> Result<ParityReport, HrmError> {
    let fixture = Fixture::read(folder, device)?;
    let mut differences = Differences::default();
    trace::evaluation(&fixture, &mut differences)?;
    trace::training(&fixture, &mut differences)?;
    gradients::compare(&fixture, &mut differences)?;
    steps::compare(&fixture, &mut differences)?;
    Ok(differences.report(&fixture))
}
