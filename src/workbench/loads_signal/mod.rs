//! A trained model's guess at the loads of the panelboard on show, beside the engine's: an early signal that enters nothing.
//!
//! ```text
//! poll ─► newest state of the panelboard ─► worker: engine's loads, model's answer, compared ─► kept with its revision
//! ```
//!
//! The engine's numbers are the ones that count everywhere else; here they are what the model is held against. Without a
//! model, or with the switch off, nothing is asked. Start at `state.rs`.

mod installed;
mod line;
mod state;
#[cfg(test)]
mod tests;
mod worker;

pub use installed::installed_loads_model;
pub use line::LoadsLine;
pub(in crate::workbench) use state::LoadsWatch;
pub use state::{LoadedLoads, LoadsComparison, LoadsGuess, LoadsModel};
