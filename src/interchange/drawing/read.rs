//! What a file is, by its first bytes, and who reads it.

use super::dxf::read_dxf;
use super::error::CAN_READ;
use super::limits::{Limits, Watch};
use super::{DrawingError, DrawingFacts, DrawingReport};
use crate::domain::drawing::Drawing;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A drawing as it was read, in its own units and coordinates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadDrawing {
    pub drawing: Drawing,
    pub report: DrawingReport,
    pub facts: DrawingFacts,
}

/// Which of a CAD drawing's two spaces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Space {
    #[default]
    Model,
    Paper,
}

/// Reads a drawing.
///
/// # Errors
/// When the bytes are no drawing, are too many, or somebody asks to stop. A fault in a reader ends as damage, not as a
/// panic.
pub fn read_drawing(
    bytes: &[u8],
    name: &str,
    space: Space,
    limits: &Limits,
    watch: Watch<'_>,
) -> Result<ReadDrawing, DrawingError> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(DrawingError::Empty { name: name.to_owned() });
    }
    if bytes.len() > limits.bytes {
        return Err(DrawingError::TooLarge {
            name: name.to_owned(),
            size: format!("{} MiB", bytes.len() >> 20),
            limit: format!("{} MiB", limits.bytes >> 20),
        });
    }
    let read = AssertUnwindSafe(|| read_dxf(bytes, name, space, limits, watch));
    catch_unwind(read).unwrap_or_else(|_| {
        Err(DrawingError::Damaged {
            name: name.to_owned(),
            detail: "the reader gave up on it".to_owned(),
            hint: format!("Save it again in another version. {CAN_READ}"),
        })
    })
}
