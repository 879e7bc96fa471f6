//! The National Electrical Code as numbers and vocabulary. Knows no project; cites, never quotes.

mod citation;
mod edition;
mod kinds;
mod protected_places;
mod room_kind;
pub mod tables;
mod words;

pub use citation::Citation;
pub use edition::Edition;
pub use kinds::{Insulation, Material, Occupancy, RacewayType};
pub use protected_places::{Protected, afci_in_dwelling, gfci_appliance, gfci_elsewhere, gfci_in_dwelling};
pub use room_kind::RoomKind;
pub use words::{INSULATIONS, RACEWAYS, SIZES, TRADE_SIZES};
