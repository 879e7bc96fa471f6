//! How a panelboard or transformer is fed. The record hangs at the load side, so each has one source at most.

use crate::domain::{CircuitId, ConductorSet, Facts, PanelId, Raceway, TransformerId};
use crate::units::{Amperes, Feet};

/// What a feeder starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// The service equipment.
    Service,
    /// A breaker of a panelboard.
    Circuit(PanelId, CircuitId),
    /// The feed-through lugs of a panelboard.
    FeedThrough(PanelId),
    /// The secondary of a transformer.
    Transformer(TransformerId),
}

/// What a feeder ends at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeederLoad {
    Panel(PanelId),
    Transformer(TransformerId),
}

/// The feeder of one panelboard or transformer.
#[derive(Clone, Debug, PartialEq)]
pub struct Feeder {
    pub source: Source,
    /// Overcurrent device of the feeder where the source is no panel circuit (a circuit has its own rating).
    pub ocpd: Option<Amperes>,
    pub conductors: Option<ConductorSet>,
    pub raceway: Option<Raceway>,
    /// One-way length.
    pub length: Option<Feet>,
    /// What the forms of every feeder have no field for.
    pub facts: Facts,
}

impl Feeder {
    /// Returns a feeder of which only the source is known.
    pub const fn from(source: Source) -> Self {
        Self { source, ocpd: None, conductors: None, raceway: None, length: None, facts: Facts::new() }
    }
}
