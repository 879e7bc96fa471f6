//! Temperatures. Not additive, hence not one of the additive quantities.

/// Temperature, in degrees Celsius.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Celsius(pub f64);
