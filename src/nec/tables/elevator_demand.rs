//! Demand factors of elevator feeders.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const ELEVATOR_DEMAND_FROM: Provenance = Provenance {
    table: "620.14",
    editions: &Edition::ALL,
    sources: &[
        "a public transcription of a state code based on 2020",
        "the worked examples D9 and D10 (0.79 for 6)",
    ],
    doubts: &["all but the factor for 6 elevators rest on one source"],
};

/// Factors for 1 to 9 elevators, and for 10 and more.
const FACTORS: [f64; 10] = [1.0, 0.95, 0.90, 0.85, 0.82, 0.79, 0.77, 0.75, 0.73, 0.72];

/// Returns the demand factor of a feeder for so many elevators, a whole number from 1.
pub fn elevator_demand(elevators: f64) -> f64 {
    let row = (1_u8..).zip(FACTORS).find(|(number, _)| f64::from(*number) >= elevators);
    row.map_or(FACTORS[9], |(_, factor)| factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values_and_order() {
        assert_eq!(
            [1.0, 2.0, 6.0, 9.0, 10.0, 40.0].map(elevator_demand),
            [1.0, 0.95, 0.79, 0.73, 0.72, 0.72]
        );
        assert!(FACTORS.windows(2).all(|pair| pair[0] > pair[1]));
    }
}
