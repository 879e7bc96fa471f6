//! Classes of services and feeders: the standard rating that the design current asks for.
//!
//! Class 0 carries nothing, class 1 to 38 are 10 A (since 2023) and the ratings of every edition, class 39 is beyond them.

use crate::engineering::design_rating;
use crate::nec::Edition;
use crate::nec::tables::{StandardDevice, standard_ratings};
use crate::units::Amperes;

/// How many classes there are.
pub const SIZES: usize = 40;
const BEYOND: usize = SIZES - 1;

/// Returns the class of a design current in amperes.
pub fn size_class(amperes: f64, edition: Edition) -> usize {
    if amperes <= 0.0 {
        return 0;
    }
    design_rating(Amperes(amperes), edition).map_or(BEYOND, |rating| class_of_rating(rating.0))
}

/// Ratings of the editions that have all of them.
pub(super) fn ladder() -> Vec<f64> {
    standard_ratings(StandardDevice::Breaker, Edition::E2023)
}

fn class_of_rating(rating: f64) -> usize {
    ladder().iter().position(|known| *known == rating).map_or(BEYOND, |at| at + 1)
}

/// Returns the rating of a class in amperes; `None` of nothing, and beyond the ratings.
pub fn rating_of(class: usize) -> Option<f64> {
    ladder().get(class.checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_the_ratings() {
        let class = |amperes| size_class(amperes, Edition::E2020);
        assert_eq!([0.0, 9.0, 15.4, 15.5].map(class), [0, 2, 2, 3]);
        assert_eq!(size_class(9.0, Edition::E2023), 1);
        assert_eq!([6000.4, 6000.6].map(class), [38, 39]);
        assert_eq!([0, 2, 38, 39].map(rating_of), [None, Some(15.0), Some(6000.0), None]);
        assert_eq!(ladder().len() + 2, SIZES);
    }
}
