//! A conversation about sizes: what is recorded beside what is calculated, which of it to take, what to keep and why.
//!
//! A project is sized a few records at a time, so that a frame never waits for it. Nothing changes before the person takes
//! sizes: they are one undo step.

mod session;

pub use session::{SizingRow, SizingScope, SizingSession};

#[cfg(test)]
mod tests;
