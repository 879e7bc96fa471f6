//! Frames of the window, drawn without a display.

use super::More;
use crate::cli::CliError;
use crate::cli::commands::bench::{Clock, Frames, inputs};
use serde_json::json;
use std::sync::Arc;

pub(super) fn frame(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let mut draw = (frames(clock)?.schedule)(&inputs::project(1, 1)?);
    for _ in 0..n {
        clock.time(&mut draw)?;
    }
    Ok(More::new())
}

pub(super) fn plan_frame(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let drawing = Arc::new(inputs::plan_drawing());
    let entities = drawing.entities.len();
    let mut draw = (frames(clock)?.plan)(&inputs::plan()?, inputs::CONTENT, drawing);
    for _ in 0..n {
        clock.time(&mut draw)?;
    }
    Ok(More::from_iter([("entities".to_owned(), json!(entities))]))
}

/// The same frames beside a run that is trained; says how many steps that took meanwhile.
#[cfg(feature = "ml")]
pub(super) fn frame_training(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    beside(clock, n, frame)
}

#[cfg(feature = "ml")]
pub(super) fn plan_frame_training(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    beside(clock, n, plan_frame)
}

#[cfg(feature = "ml")]
fn beside(
    clock: &mut Clock<'_>,
    n: usize,
    measure: fn(&mut Clock<'_>, usize) -> Result<More, CliError>,
) -> Result<More, CliError> {
    // Without a window nothing is trained for nothing.
    frames(clock)?;
    let run = super::beside_training::Beside::begin()?;
    let mut more = measure(clock, n)?;
    more.insert("training_steps".to_owned(), json!(run.steps()));
    Ok(more)
}

fn frames(clock: &Clock<'_>) -> Result<Frames, CliError> {
    clock.frames.ok_or_else(|| CliError::input("this build has no window, so there is no frame to measure"))
}
