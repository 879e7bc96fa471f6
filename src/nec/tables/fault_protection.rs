//! From what size on equipment needs ground-fault protection, or a way to reduce arc energy.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const FAULT_PROTECTION_FROM: Provenance = Provenance {
    table: "230.95, 215.10, 210.13; 240.67, 240.87",
    editions: &Edition::ALL,
    sources: &["a public transcription of 2023"],
    doubts: &["one source; 2017 and 2026 are taken to be the same"],
};

/// Disconnects of so many amperes and more need ground-fault protection of equipment, in services (230.95), feeders (215.10) and
/// branch circuits (210.13) of the systems that [`ground_fault_system`] tells.
pub const GROUND_FAULT_FROM_A: f64 = 1000.0;
/// The largest setting of the protection, in amperes.
pub const GROUND_FAULT_PICKUP_A: f64 = 1200.0;
/// It acts within so many seconds at so many amperes and more: seconds, amperes.
pub const GROUND_FAULT_DELAY: (f64, f64) = (1.0, 3000.0);
/// Breakers that can be set to so many amperes (240.87), and fuses of so many (240.67), need a way to reduce arc energy.
pub const ARC_REDUCTION_FROM_A: f64 = 1200.0;

/// Whether a system is one whose large disconnects need ground-fault protection: a solidly grounded wye of more than 150 V to
/// ground and at most 1000 V between phases.
pub fn ground_fault_system(grounded_wye: bool, volts_to_ground: f64, volts_between_phases: f64) -> bool {
    grounded_wye && volts_to_ground > 150.0 && volts_between_phases <= 1000.0
}

/// Whether equipment of a rating in amperes needs ground-fault protection in such a system. A second level is needed in health
/// care (517.17).
pub fn needs_ground_fault_protection(rating: f64) -> bool {
    rating >= GROUND_FAULT_FROM_A
}

/// Whether a device that can be set to so many amperes, or a fuse of that rating, needs a way to reduce arc energy.
pub fn needs_arc_reduction(rating: f64) -> bool {
    rating >= ARC_REDUCTION_FROM_A
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds() {
        assert!(ground_fault_system(true, 277.0, 480.0));
        assert!(!ground_fault_system(true, 120.0, 208.0));
        assert!(!ground_fault_system(false, 480.0, 480.0));
        assert!(!ground_fault_system(true, 2400.0, 4160.0));
        assert_eq!([999.0, 1000.0].map(needs_ground_fault_protection), [false, true]);
        assert_eq!([1199.0, 1200.0].map(needs_arc_reduction), [false, true]);
        assert_eq!((GROUND_FAULT_PICKUP_A, GROUND_FAULT_DELAY), (1200.0, (1.0, 3000.0)));
    }
}
