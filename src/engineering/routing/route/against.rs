//! The exact search held against a route that is known: it looks only for something cheaper, so it has less to do than a search
//! that knows nothing, and it proves the known route where there is nothing.

use super::circuit::{CircuitRoute, RouteAsk, route_circuit};
use super::{NoRoute, wiring_of};
use crate::domain::{CircuitId, PanelId};
use crate::engineering::routing::{Cell, least_cost};

/// What the exact search says of a known route.
#[derive(Clone, Debug, PartialEq)]
pub enum Against {
    /// No route costs less.
    NothingCheaper,
    /// The best it has found; cheaper or not, with its own bound.
    Other(Box<CircuitRoute>),
}

/// Holds the exact search against a route of the same circuit on the same floor.
///
/// # Errors
/// As [`route_circuit`].
pub fn against(
    ask: &RouteAsk<'_>,
    circuit: (PanelId, CircuitId),
    known: &CircuitRoute,
) -> Result<Against, NoRoute> {
    let wiring = wiring_of(ask.project, ask.sheet, circuit, ask.wanted)?;
    let whole = || route_circuit(ask, circuit).map(|route| Against::Other(Box::new(route)));
    // Runs that stay cost what they cost; with one group to join the known cost is that of the group.
    let ([group], []) = (wiring.groups.as_slice(), wiring.kept.as_slice()) else { return whole() };
    let cells: Option<Vec<Cell>> = group.iter().map(|place| ask.floor.start_at(*place)).collect();
    let Some(cells) = cells else { return whole() };
    let cost = ask.floor.cost(known.cost_ft);
    let nothing = match cells.as_slice() {
        [from, to] => {
            let mut finder = crate::engineering::routing::Finder::default();
            let terms = ask.floor.terms(ask.terms);
            finder.cheaper(&ask.floor.ground, &[*from], &[*to], terms, cost).is_none()
        }
        _ => least_cost(&ask.floor.ground, &cells, cost, ask.terms.angles, ask.effort) == (cost, true),
    };
    if nothing { Ok(Against::NothingCheaper) } else { whole() }
}
