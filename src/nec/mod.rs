//! The National Electrical Code as numbers and vocabulary. Knows no project; cites, never quotes.

mod citation;
mod edition;
mod kinds;
pub mod tables;
mod words;

pub use citation::Citation;
pub use edition::Edition;
pub use kinds::{Insulation, Material, Occupancy, RacewayType};
pub use words::{INSULATIONS, RACEWAYS, SIZES, TRADE_SIZES};
