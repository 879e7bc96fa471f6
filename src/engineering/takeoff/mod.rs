//! What a contractor counts: raceway and conductors of the runs on the plan, devices and boxes, circuit by circuit.
//!
//! Lengths are those of the runs' paths along the plan. What lies in a raceway with others is shared: a raceway and a common
//! EGC count for each of their circuits in equal parts, so that the sums are what is bought. Absent, and said: rises and drops, waste,
//! circuits that no run on the plan serves.

mod count;
mod item;

pub use count::takeoff;
pub use item::{CircuitItems, Item, ItemKind, Takeoff};

#[cfg(test)]
mod tests;
