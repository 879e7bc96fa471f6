//! Routes of conduit: boards of cells, shortest paths, trees, and the checker that believes neither.
//!
//! ```text
//! board.rs    free and blocked cells     ground.rs   what each of them costs to pass
//! search.rs   the cheapest way, bends counted     opening.rs   what to open where there is none
//! tree/       several ends joined with the least length
//! floor/      a sheet of the plan as ground     path.rs, octile.rs   cells as a path on the plan
//! route/      the route of a circuit or a run, and what it comes to     verify.rs   the checker that believes neither
//! ```
//!
//! A floor becomes a board of cells (`board.rs`); searches know boards only, so that they can be compared with published path
//! problems and brute force.

mod board;
mod field;
mod floor;
mod ground;
mod octile;
mod opening;
mod path;
mod queue;
mod route;
mod search;
#[cfg(all(test, feature = "ml"))]
mod stub;
#[cfg(test)]
mod tests;
mod tree;
mod verify;

pub use board::{Board, Cell};
pub use floor::{Blocker, CELL_FT, Crossing, Floor, Mounting, RouteTerms};
pub use ground::{Angles, DIAGONAL_STEP, Ground, PLAIN, STEP};
pub use opening::{Breach, smallest_opening};
pub use path::{bends_deg, length_ft, paths_of, pull_points};
pub use route::{
    Against, CircuitRoute, LegFigures, NoRoute, Obstacle, RouteAsk, RouteFigures, RouteLeg, SAME_PLACE_FT,
    Trunk, Wiring, against, bundle, drop_over, farthest_ft, figures_of, held_along, leg_figures, panel_on,
    route_circuit, route_run, supports_along, trade_size_in, wiring_of,
};
pub use search::{Finder, Stuck, Terms, Walk};
#[cfg(all(test, feature = "ml"))]
pub(crate) use stub::{is_stubbed, without_search};
pub use tree::{EXACT_TERMINALS, Effort, Leg, OutOfReach, Tree, join, least_cost};
pub use verify::{faults_of_routes, too_many_bends};
