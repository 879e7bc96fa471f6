//! Conduit runs on a sheet.

use crate::domain::{CircuitId, Facts, PanelId, Raceway, RunId};
use crate::units::PlanPoint;
use std::collections::BTreeSet;

/// A run of conduit: a polyline and the circuits that lie in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    pub id: RunId,
    pub tag: String,
    pub path: Vec<PlanPoint>,
    pub raceway: Option<Raceway>,
    pub circuits: Vec<(PanelId, CircuitId)>,
    /// Legs of the path that stay where they are when it is routed again, from 0.
    pub pinned: BTreeSet<usize>,
    pub facts: Facts,
}
