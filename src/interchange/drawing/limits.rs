//! How much a drawing may cost, and how somebody stops the reading of one.
//!
//! Limits are sizes and counts, so that the same file gives the same drawing on every machine; a limit of time is the
//! caller's, who asks to stop when it is over.

use super::DrawingError;

/// How large a drawing may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file.
    pub bytes: usize,
    /// Shapes and their points after blocks have been put in their places.
    pub points: usize,
    /// Blocks within blocks.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 256 << 20, points: 12_000_000, depth: 32 }
    }
}

/// Somebody who may ask to stop, and may want to know how far the reading is.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    goes_on: &'a dyn Fn() -> bool,
    reached: &'a dyn Fn(f64),
}

impl<'a> Watch<'a> {
    /// Asks this function whether to go on.
    pub fn new(goes_on: &'a dyn Fn() -> bool) -> Self {
        Self { goes_on, reached: &|_| () }
    }

    /// Tells this function how far the reading is, from 0 to 1.
    #[must_use]
    pub fn telling(self, reached: &'a dyn Fn(f64)) -> Self {
        Self { reached, ..self }
    }

    /// Says how far the reading is.
    pub(super) fn reach(&self, done: usize, total: usize) {
        (self.reached)(done as f64 / total.max(1) as f64);
    }

    /// Goes on to the end.
    pub fn patient() -> Self {
        Self { goes_on: &|| true, reached: &|_| () }
    }

    /// Asks whether to go on.
    ///
    /// # Errors
    /// When it is time to stop.
    pub fn go_on(&self) -> Result<(), DrawingError> {
        if (self.goes_on)() { Ok(()) } else { Err(DrawingError::Stopped) }
    }
}

/// What is left of a limit.
#[derive(Debug)]
pub(super) struct Budget {
    left: usize,
    taken: usize,
}

impl Budget {
    pub fn of(points: usize) -> Self {
        Self { left: points, taken: 0 }
    }

    /// Takes a cost; says no when nothing is left. Asks the watch now and then.
    pub fn take(&mut self, cost: usize, watch: &Watch<'_>) -> Result<bool, DrawingError> {
        let before = self.taken >> 14;
        self.taken = self.taken.saturating_add(cost);
        if self.taken >> 14 != before {
            watch.go_on()?;
        }
        let enough = self.left >= cost;
        self.left = self.left.saturating_sub(cost);
        Ok(enough)
    }

    /// Returns whether nothing is left.
    pub fn is_spent(&self) -> bool {
        self.left == 0
    }
}
