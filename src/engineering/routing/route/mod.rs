//! The route of a circuit on a sheet: from its panelboard to all of its devices, with what has to be known about it.
//!
//! ```text
//! wiring.rs   which devices, which runs stay     circuit.rs  their tree on the floor, as legs from box to box
//! figures.rs  lengths, supports, fill, drop      bundle.rs   circuits that leave the panelboard together
//! against.rs   a known route held against the exact search
//! failed.rs   why there is no route, and the smallest change that makes one
//! ```

mod against;
mod bundle;
mod circuit;
mod failed;
mod figures;
mod wiring;

pub use against::{Against, against};
pub use bundle::{Trunk, bundle};
pub use circuit::{CircuitRoute, RouteAsk, RouteLeg, route_circuit, route_run};
pub use failed::{NoRoute, Obstacle};
pub use figures::{
    LegFigures, RouteFigures, drop_over, farthest_ft, figures_of, held_along, leg_figures, supports_along,
    trade_size_in,
};
pub use wiring::{SAME_PLACE_FT, Wiring, panel_on, wiring_of};

#[cfg(test)]
mod tests;
