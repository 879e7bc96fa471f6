//! Standard ampere ratings of fuses and inverse-time breakers.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const STANDARD_RATINGS_FROM: Provenance = Provenance {
    table: "240.6(A)",
    editions: &Edition::ALL,
    sources: &[
        "a public transcription of 2023",
        "a second public transcription of 2023",
        "a public table of 2014",
    ],
    doubts: &["fuse ratings of 1, 3, 6 and 601 A are from memory"],
};

/// Ratings in amperes that fuses and breakers share in every edition, rising.
pub const STANDARD_RATINGS: [f64; 37] = [
    15.0, 20.0, 25.0, 30.0, 35.0, 40.0, 45.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0, 110.0, 125.0, 150.0,
    175.0, 200.0, 225.0, 250.0, 300.0, 350.0, 400.0, 450.0, 500.0, 600.0, 700.0, 800.0, 1000.0, 1200.0,
    1600.0, 2000.0, 2500.0, 3000.0, 4000.0, 5000.0, 6000.0,
];
/// Ratings that only fuses have.
const FUSES_BESIDES: [f64; 4] = [1.0, 3.0, 6.0, 601.0];
/// A rating of fuses in every edition, of breakers since 2023.
const TEN: f64 = 10.0;

/// What is rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandardDevice {
    Breaker,
    Fuse,
}

/// Returns all ratings of a device in amperes, rising.
pub fn standard_ratings(device: StandardDevice, edition: Edition) -> Vec<f64> {
    let mut ratings = STANDARD_RATINGS.to_vec();
    if device == StandardDevice::Fuse {
        ratings.extend(FUSES_BESIDES);
    }
    if device == StandardDevice::Fuse || edition >= Edition::E2023 {
        ratings.push(TEN);
    }
    ratings.sort_by(f64::total_cmp);
    ratings
}

/// Returns the smallest rating that is at least so many amperes, to a millionth; `None` above the largest.
pub fn next_standard_rating(amperes: f64, device: StandardDevice, edition: Edition) -> Option<f64> {
    standard_ratings(device, edition).into_iter().find(|rating| *rating >= amperes - 1e-6)
}

/// Returns the largest rating of at most so many amperes, to a millionth; `None` below the smallest.
pub fn largest_standard_up_to(amperes: f64, device: StandardDevice, edition: Edition) -> Option<f64> {
    standard_ratings(device, edition).into_iter().rfind(|rating| *rating <= amperes + 1e-6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values_and_order() {
        let breakers = standard_ratings(StandardDevice::Breaker, Edition::E2020);
        assert!(breakers.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!((breakers.len(), breakers[0], breakers[15], breakers[36]), (37, 15.0, 150.0, 6000.0));
        assert_eq!(standard_ratings(StandardDevice::Breaker, Edition::E2023)[0], 10.0);
        let fuses = standard_ratings(StandardDevice::Fuse, Edition::E2017);
        assert_eq!((fuses[0], fuses[3], fuses.contains(&601.0)), (1.0, 10.0, true));
    }

    #[test]
    fn the_next_and_the_largest() {
        let (breaker, now) = (StandardDevice::Breaker, Edition::E2023);
        assert_eq!(next_standard_rating(92.5, breaker, now), Some(100.0));
        assert_eq!(next_standard_rating(100.000_000_4, breaker, now), Some(100.0));
        assert_eq!(next_standard_rating(6000.1, breaker, now), None);
        assert_eq!(largest_standard_up_to(99.9, breaker, now), Some(90.0));
        assert_eq!(largest_standard_up_to(9.0, breaker, now), None);
    }
}
