//! Devices placed on a sheet.

use crate::domain::{CircuitId, DeviceId, Facts, PanelId};
use crate::units::{PlanPoint, VoltAmperes};

named_enum!(
    /// What a device is; the symbol library refines it.
    DeviceKind {
        Receptacle = "receptacle",
        Switch = "switch",
        Luminaire = "luminaire",
        Equipment = "equipment",
        PanelLocation = "panel",
        JunctionBox = "junction-box",
        /// A means of disconnecting, with or without fuses.
        Disconnect = "disconnect",
        /// Data and telephone outlets.
        Data = "data",
        FireAlarm = "fire-alarm",
    }
);

/// A device on the plan and the circuit that serves it.
#[derive(Clone, Debug, PartialEq)]
pub struct Device {
    pub id: DeviceId,
    pub kind: DeviceKind,
    /// Name of the symbol in the library.
    pub symbol: String,
    pub at: PlanPoint,
    pub rotation_deg: f64,
    pub load: VoltAmperes,
    pub circuit: Option<(PanelId, CircuitId)>,
    pub label: String,
    pub facts: Facts,
}
