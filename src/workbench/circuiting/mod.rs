//! Circuiting: devices chosen on the plan, a panel, a circuit, one undo step.
//!
//! ```text
//! chosen.rs   what the devices are and need: poles, voltage, class, load
//! panels.rs   panelboards that can serve them, the likeliest first
//! offer.rs    circuits of one panelboard: with room left, new, multiwire; load and share of the breaker of each
//! assign.rs   the edits, and in words what they do beside what was asked
//! release.rs  taking devices off their circuits
//! ```
//!
//! A circuit made here has the sum of its devices as its load and keeps it ([`crate::domain::Circuit::follows_plan`]). A circuit
//! with a typed load keeps what was typed until a person lets it follow; both figures are shown. What an offer says is computed
//! by carrying it out on a copy, so it cannot differ from what happens. Absent: where the wires go.

mod assign;
mod chosen;
mod offer;
mod panels;
mod release;
mod words;

pub use assign::{CircuitTarget, LoadSource, plan_circuit};
pub use chosen::{Chosen, PlacedDevice};
pub use offer::{CircuitOffer, circuit_offers, offer_of};
pub use panels::{PanelChoice, panel_choices};
pub use release::plan_release;
pub use words::{load_changes, stopped_following};

#[cfg(test)]
mod tests;
