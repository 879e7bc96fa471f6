//! The drawings beneath the sheets: their files found, read in the background and handed out, and the conversation about a
//! new one.
//!
//! ```text
//! poll ─► every underlay of the project that nobody has read ─► job: find the file by its hash, read the page
//!                                                                │   and make it ready for the canvas
//!                                                                └─► Ready(Arc<ReadDrawing>) | Missing | Failed
//! ```
//!
//! What is handed out is in the units of the drawing; `Underlay::to_plan` says how it lies on the plan, so that scale and
//! place change without a reading. A missing file is a state, never an error.

mod comparison;
mod incoming;
mod live;
mod recognizing;
mod session;

pub use comparison::UnderlayComparison;
pub use incoming::{IncomingUnderlay, Replaced, is_drawing};
pub(in crate::workbench) use live::LiveUnderlays;
pub use live::{LONGEST_READING, MissingUnderlay, UnderlayState};
pub use recognizing::RecognizeSession;
pub use session::{ScaleChoice, UnderlayOrder, UnderlaySession};

#[cfg(test)]
mod tests;
