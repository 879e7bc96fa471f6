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

fn frames(clock: &Clock<'_>) -> Result<Frames, CliError> {
    clock.frames.ok_or_else(|| CliError::input("this build has no window, so there is no frame to measure"))
}
