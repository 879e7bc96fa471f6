//! The service: where the building's power comes in.

use crate::domain::{Facts, System};
use crate::units::{Amperes, KiloAmperes};

/// The service equipment and what the utility has said about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    pub name: String,
    pub system: System,
    /// Rating of the service disconnect.
    pub rating: Option<Amperes>,
    /// Available fault current at the service equipment, from the utility.
    pub available_fault: Option<KiloAmperes>,
    pub utility: String,
    pub notes: String,
    pub facts: Facts,
}
