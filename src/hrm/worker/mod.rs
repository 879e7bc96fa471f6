//! The worker: training and answers in another process, so that the program everyone runs links no library of a graphics
//! processor.
//!
//! ```text
//! program ── Ask, one JSON object a line ──► phasewright worker   (the same trainer, the same models)
//!         ◄─ Say, one JSON object a line ──
//! ```
//!
//! The worker speaks first: what it is, what it computes on, which encodings it knows. One request at a time; only `cancel`
//! and the end of the stream are heard while it works. Whatever goes wrong is said as a message; it prints nothing else.
//! `client` starts one, holds it to its word (version, a probe within [`TOLERANCE`] of the processor) and goes on without it
//! when it is gone.

mod boards;
mod client;
mod message;
mod order;
mod probe;
mod serve;
#[cfg(test)]
mod tests;

pub use boards::{Field, Goal, PanelBoard, RouteBoard};
pub use client::{Worker, train_with};
pub use message::{Ask, Hello, PROTOCOL, Say, Wrong};
pub use order::{Begin, TrainOrder, train_order};
pub use probe::{Probe, TOLERANCE, probe};
pub use serve::serve;
