//! How full raceways are: what may lie in one, how many of one conductor fit, the smallest that holds all.

use crate::nec::tables::{FillLimit, ROUND_UP_FROM, RacewayRow, raceway_sizes};

/// Computed areas meet a limit to a billionth of a square inch, counts to a millionth.
const SLACK_IN2: f64 = 1e-9;
const SLACK: f64 = 1e-6;

/// What lies in a raceway.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contents {
    /// Conductors and cables.
    pub count: f64,
    /// Of all together, in square inches.
    pub area_in2: f64,
    /// Of each, where all have the same.
    pub each_in2: Option<f64>,
}

impl Contents {
    /// Sums up entries of so many conductors with an area each, in square inches.
    pub fn of(entries: &[(f64, f64)]) -> Self {
        let count = entries.iter().map(|(n, _)| n).sum();
        let area_in2 = entries.iter().map(|(n, area)| n * area).sum();
        let first = entries.first().map(|(_, area)| *area);
        let each_in2 = first.filter(|first| entries.iter().all(|(_, area)| (area - first).abs() < SLACK_IN2));
        Self { count, area_in2, each_in2 }
    }

    /// Returns which limit holds for it.
    pub fn limit(&self, nipple: bool) -> FillLimit {
        FillLimit::of(self.count, nipple)
    }

    /// Whether it fits in a raceway: by count where all are alike, else by area.
    pub fn fits(&self, raceway: &RacewayRow, nipple: bool) -> bool {
        match self.each_in2 {
            Some(each) => self.count <= count_that_fits(each, raceway, nipple),
            None => self.area_in2 <= raceway.allowed_in2(self.limit(nipple)) + SLACK_IN2,
        }
    }
}

/// Returns how many conductors of one area, in square inches, fit in a raceway.
///
/// Eight tenths of a conductor count as one (Note 7); where fewer than three would fit, two and one have limits of their own.
pub fn count_that_fits(each_in2: f64, raceway: &RacewayRow, nipple: bool) -> f64 {
    let quotient = raceway.allowed_in2(count_limit(nipple)) / each_in2;
    let whole = quotient.floor();
    let count = if quotient - whole >= ROUND_UP_FROM - SLACK { whole + 1.0 } else { whole };
    if nipple || count >= 3.0 {
        count
    } else if 2.0 * each_in2 <= raceway.allowed_in2(FillLimit::Two) + SLACK_IN2 {
        2.0
    } else if each_in2 <= raceway.allowed_in2(FillLimit::One) + SLACK_IN2 {
        1.0
    } else {
        0.0
    }
}

/// Returns the limit by which conductors of one area are counted.
pub const fn count_limit(nipple: bool) -> FillLimit {
    if nipple { FillLimit::Nipple } else { FillLimit::ThreeOrMore }
}

/// Returns the smallest raceway of a type that holds the contents; `None` where none does.
pub fn smallest_raceway(contents: &Contents, name: &str, nipple: bool) -> Option<&'static RacewayRow> {
    raceway_sizes(name).find(|raceway| contents.fits(raceway, nipple))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nec::tables::raceway;

    fn count(each: f64, name: &str, size: &str, nipple: bool) -> f64 {
        count_that_fits(each, raceway(name, size).expect("a raceway"), nipple)
    }

    #[test]
    fn eight_tenths_round_up() {
        assert_eq!(count(0.0366, "EMT", "3/4", false), 6.0);
        assert_eq!(count(0.0437, "IMC", "1", true), 13.0);
        assert_eq!(count(0.059, "IMC", "1-1/2", false), 15.0);
    }

    #[test]
    fn two_and_one_have_limits_of_their_own() {
        // 1/2 EMT: 0.122 of three, 0.094 of two, 0.161 of one.
        assert_eq!(count(0.0824, "EMT", "1/2", false), 1.0);
        assert_eq!(count(0.046, "EMT", "1/2", false), 2.0);
        assert_eq!(count(0.17, "EMT", "1/2", false), 0.0);
        assert_eq!(count(0.0824, "EMT", "1/2", true), 2.0);
    }

    #[test]
    fn the_smallest_raceway_holds_what_the_next_smaller_does_not() {
        let mixed = Contents::of(&[(6.0, 0.0973), (3.0, 0.0437), (2.0, 0.0243)]);
        assert_eq!(mixed.each_in2, None);
        assert!((mixed.area_in2 - 0.7635).abs() < 1e-12);
        let size =
            |contents: &Contents, name| smallest_raceway(contents, name, false).map(|row| row.trade_size);
        assert_eq!(size(&mixed, "PVC-80"), Some("2"));
        let alike = Contents::of(&[(3.0, 0.0366), (3.0, 0.0366)]);
        assert_eq!(size(&alike, "EMT"), Some("3/4"));
        assert_eq!(size(&Contents::of(&[(200.0, 1.0)]), "EMT"), None);
    }
}
