//! Routes on the plan: asked for in the background, shown as a ghost with its proof beside it, carried out as one undo step.
//!
//! ```text
//! Command::ProposeRoute ─► worker: floor, exact search, model's corridor, check ─► kept with its revision ─► ghost, card
//! Command::AcceptRoute  ─► verified once more at the present state ─► one undo step
//! ```
//!
//! A route is shown only for the state it was made for. What is drawn of it lies in `plan/overlays/route.rs`.

mod state;
mod subject;
#[cfg(test)]
mod tests;
mod words;

pub(in crate::workbench) use state::LiveRoute;
pub use state::{RouteOutcome, ShownRoute};
pub use subject::route_of_circuits;
pub(in crate::workbench) use subject::subject_of;
pub use words::RouteCard;
