//! The symbols of devices: what a receptacle, a luminaire, a panel looks like on the plan, and what it brings with it.
//!
//! ```text
//! assets/symbols.ron ─ read.rs, record.rs ─ library.rs (by name, by words) ─ placed.rs (shapes where a device stands)
//! symbols.ron of a person ──┤
//! symbols of a project ─────┘
//! ```
//!
//! A symbol is drawn in inches of the building so that it reads at 1/8 in = 1 ft; luminaires are as large as they are. The
//! place of a device is the symbol's origin; the wall behind it is on the side of −y, [`Symbol::standoff_in`] away, so that a
//! device on a wall lies in its room. Angles turn counterclockwise. Absent: strokes' widths and colors, which belong to whoever
//! draws.

mod library;
mod placed;
mod read;
mod record;
mod symbol;

pub use library::SymbolLibrary;
pub use placed::{at_wall, placed};
pub use read::{SymbolError, with_symbols};
pub use record::SymbolRecord;
pub use symbol::{Mount, Symbol};

#[cfg(test)]
mod tests;
