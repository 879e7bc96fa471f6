//! So many things of one rating.

/// So many things of one rating.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alike {
    /// A whole number.
    pub count: f64,
    /// Rating of one, in VA.
    pub va: f64,
}

impl Alike {
    /// Returns how many there are in all.
    pub fn count(all: &[Self]) -> f64 {
        all.iter().map(|alike| alike.count).sum()
    }

    /// Returns the sum of their ratings in VA.
    pub fn sum(all: &[Self]) -> f64 {
        all.iter().map(|alike| alike.count * alike.va).sum()
    }

    /// Returns the rating that all share, in VA; `None` where they differ or there is none.
    pub fn rating(all: &[Self]) -> Option<f64> {
        let rating = all.first()?.va;
        all.iter().all(|alike| alike.va == rating).then_some(rating)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_sums_and_the_rating_shared() {
        let all = [Alike { count: 2.0, va: 100.0 }, Alike { count: 1.0, va: 50.0 }];
        assert_eq!((Alike::count(&all), Alike::sum(&all), Alike::rating(&all)), (3.0, 250.0, None));
        assert_eq!(Alike::rating(&all[1..]), Some(50.0));
        assert_eq!(Alike::rating(&[]), None);
    }
}
