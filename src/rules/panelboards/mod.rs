//! Rules on panelboards.

mod bus_protection;
mod directory;
mod fed_from;
mod high_leg;
mod transformer_fed;

pub(in crate::rules) use bus_protection::BusProtection;
pub(in crate::rules) use directory::Directory;
pub(in crate::rules) use fed_from::FedFrom;
pub(in crate::rules) use high_leg::HighLeg;
pub(in crate::rules) use transformer_fed::TransformerFed;
