//! Conductors and the raceway they lie in, as a circuit or feeder records them.

use crate::nec::{Insulation, Material, RacewayType};
use crate::units::WireSize;

/// The conductors of one circuit or feeder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConductorSet {
    /// Size of the ungrounded conductors.
    pub size: WireSize,
    pub material: Material,
    pub insulation: Insulation,
    /// Sets in parallel, at least 1.
    pub parallel_sets: u8,
    /// Size of the grounded (neutral) conductor; `None` where there is none.
    pub neutral: Option<WireSize>,
    /// Size of the equipment grounding conductor; `None` where the raceway serves as one.
    pub egc: Option<WireSize>,
}

/// A raceway or cable: its type and trade size as the trade writes it ("3/4", "1-1/2").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raceway {
    pub kind: RacewayType,
    pub trade_size: String,
}
