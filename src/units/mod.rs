//! Quantities: every number in a project that has a unit is a type here.
//!
//! Values are `f64` and never rounded on the way; [`rounding`] holds the few roundings a rule asks for.
//! Nothing here knows a project or a Code table.

mod date;
mod electrical;
mod format;
mod geometry;
mod length_text;
mod quantity_text;
pub mod rounding;
mod temperature;
mod wire_size;

pub use date::{Date, DateError};
pub use electrical::{Amperes, KiloAmperes, Ohms, PowerFactor, VoltAmperes, Volts, Watts};
pub use format::{grouped, percent, places_needed, trimmed};
pub use geometry::{Feet, Inches, PlanPoint, PlanRect, SquareInches};
pub use length_text::{LengthError, feet_and_inches, parse_length};
pub use quantity_text::{QuantityText, TextError, parse_number, parse_quantity};
pub use temperature::Celsius;
pub use wire_size::{ParseWireSizeError, WireSize};
