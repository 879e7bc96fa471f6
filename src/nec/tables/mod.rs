//! The Code's tables, one a file: where the values come from, the values as data, lookups, spot values entered twice.
//!
//! A table says with [`Provenance`] which editions it holds for and what its values were checked against. Values that
//! rest on one transcription or on memory are marked in `doubts`.

mod ampacity;
mod dwelling_service;
mod motor_currents;
mod provenance;
mod standard_ratings;

pub use ampacity::{AMPACITY_FROM, CONDUCTORS, Column, ConductorRow, conductor, smallest_conductor_of};
pub use dwelling_service::{DWELLING_SERVICE_FROM, DWELLING_SERVICE_SHARE, dwelling_service_conductor};
pub use motor_currents::{
    MOTOR_CURRENTS_FROM, motor_rated_volts, single_phase_motor_amperes, synchronous_motor_amperes,
    three_phase_motor_amperes, two_phase_motor_amperes,
};
pub use provenance::Provenance;
pub use standard_ratings::{
    STANDARD_RATINGS, STANDARD_RATINGS_FROM, StandardDevice, largest_standard_up_to, next_standard_rating,
    standard_ratings,
};
