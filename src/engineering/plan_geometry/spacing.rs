//! The point of a stretch of wall that is farthest from an outlet, measured along the floor.

/// The point farthest from an outlet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Farthest {
    /// From the beginning of the stretch, in feet.
    pub at_ft: f64,
    /// To the nearest outlet, in feet; infinite where there is none.
    pub distance_ft: f64,
}

/// Returns the point of a stretch of so many feet that is farthest from the outlets at these places along it.
///
/// Outlets beyond the ends do not count.
pub fn farthest(length_ft: f64, outlets: &[f64]) -> Farthest {
    let mut places: Vec<f64> =
        outlets.iter().copied().filter(|place| (-1e-6..=length_ft + 1e-6).contains(place)).collect();
    places.sort_by(f64::total_cmp);
    let (Some(first), Some(last)) = (places.first(), places.last()) else {
        return Farthest { at_ft: length_ft / 2.0, distance_ft: f64::INFINITY };
    };
    let ends = [
        Farthest { at_ft: 0.0, distance_ft: first.max(0.0) },
        Farthest { at_ft: length_ft, distance_ft: (length_ft - last).max(0.0) },
    ];
    let between = places.iter().zip(places.iter().skip(1)).map(|(before, after)| Farthest {
        at_ft: f64::midpoint(*before, *after),
        distance_ft: (after - before) / 2.0,
    });
    let most = ends.into_iter().chain(between).max_by(|a, b| a.distance_ft.total_cmp(&b.distance_ft));
    most.unwrap_or(Farthest { at_ft: 0.0, distance_ft: 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_and_gaps_count() {
        assert_eq!(farthest(20.0, &[5.0, 13.0]), Farthest { at_ft: 20.0, distance_ft: 7.0 });
        assert_eq!(farthest(20.0, &[18.0, 2.0]), Farthest { at_ft: 10.0, distance_ft: 8.0 });
        assert_eq!(farthest(20.0, &[18.0, 10.0]).distance_ft, 10.0);
        assert_eq!(farthest(3.0, &[]).distance_ft, f64::INFINITY);
        assert_eq!(farthest(3.0, &[4.0]).distance_ft, f64::INFINITY);
    }
}
