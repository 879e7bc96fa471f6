//! An early signal: which families of rules a model flags at the circuits of the panelboard on show, beside what the rules say.
//!
//! ```text
//! poll ─► newest state of the panelboard ─► worker: the model, then the rules ─► kept with its revision
//!                                              ▲ a newer state cancels the older one
//! ```
//!
//! The rules are right wherever both differ, and how often they agree stands beside it. Nothing here reaches findings, waivers
//! or reports. Without a model, or with the switch off, nothing is asked. Start at `state.rs`.

mod installed;
mod signal;
mod state;
#[cfg(test)]
mod tests;
mod worker;

pub use installed::installed_signal_model;
pub use signal::{CircuitSignals, FamilySignal, PanelSignals, SignalModel};
pub(in crate::workbench) use state::EarlySignals;
pub use state::{LoadedSignalModel, SignalState};
