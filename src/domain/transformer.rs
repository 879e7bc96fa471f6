//! Transformers between panelboards.

use crate::domain::{Facts, Feeder, System, TransformerId};
use crate::units::{Amperes, VoltAmperes, Volts};

named_enum!(
    /// Winding connection, primary to secondary.
    Connection { DeltaWye = "delta-wye", DeltaDelta = "delta-delta", WyeWye = "wye-wye", SinglePhase = "single-phase" }
);

/// A transformer. Its rating is apparent power; its impedance is in percent of its own base.
#[derive(Clone, Debug, PartialEq)]
pub struct Transformer {
    pub id: TransformerId,
    pub name: String,
    pub location: String,
    pub rating: VoltAmperes,
    pub connection: Connection,
    /// Line-to-line voltage of the primary.
    pub primary: Volts,
    pub secondary: System,
    pub impedance_percent: Option<f64>,
    /// Overcurrent protection on the secondary side, where there is any at the transformer itself.
    pub secondary_ocpd: Option<Amperes>,
    pub notes: String,
    pub facts: Facts,
    pub feeder: Option<Feeder>,
}
