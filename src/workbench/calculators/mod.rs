//! The calculators: a form for each kind of calculation, its answer kept up to date, circuits that lend and take figures.
//!
//! A form is made from the kind's own list of inputs, so a new kind of calculation needs nothing here.

mod calculator;
mod entry;
mod from_circuit;
mod labels;
#[cfg(test)]
mod tests;
mod words;

pub use calculator::Calculator;
pub use entry::{Entry, Row};
pub use from_circuit::{Applied, Taken};
pub use labels::{label_of, lower_first, place_of};
pub use words::{derivation_text, figure, unit_words};
