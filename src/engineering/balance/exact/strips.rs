//! Points of the plane, stored so that the few within a small box are found at once.
//!
//! Sorted by the first coordinate and cut into about √n strips of equal count, each sorted by the second. Strips follow
//! the points, so clusters of them (one heavy load on one leg or another) cost nothing.

/// A point with what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    pub x: i32,
    pub y: i32,
    pub code: u32,
}

/// The stored points.
#[derive(Debug, Default)]
pub struct Strips {
    points: Vec<Point>,
    width: usize,
    /// Smallest and largest x of each strip.
    edges: Vec<(i32, i32)>,
}

impl Strips {
    pub fn new(mut points: Vec<Point>) -> Self {
        points.sort_unstable();
        let width = ((points.len() as f64).sqrt() as usize).max(1);
        let mut edges = Vec::with_capacity(points.len() / width + 1);
        for strip in points.chunks_mut(width) {
            if let (Some(first), Some(last)) = (strip.first(), strip.last()) {
                edges.push((first.x, last.x));
            }
            strip.sort_unstable_by_key(|p| (p.y, p.x, p.code));
        }
        Self { points, width, edges }
    }

    /// Calls `visit` for every point with x and y within the inclusive bounds until it returns false; returns how many
    /// points were looked at.
    pub fn within(&self, x: (i64, i64), y: (i64, i64), mut visit: impl FnMut(Point) -> bool) -> u64 {
        if x.0 > x.1 || y.0 > y.1 {
            return 0;
        }
        let mut seen = 0;
        let first = self.edges.partition_point(|edge| i64::from(edge.1) < x.0);
        for (strip, edge) in self.edges.iter().enumerate().skip(first) {
            if i64::from(edge.0) > x.1 {
                break;
            }
            let points = self.points.get(strip * self.width..).unwrap_or_default();
            let points = points.get(..self.width).unwrap_or(points);
            let start = points.partition_point(|p| i64::from(p.y) < y.0);
            seen += 1;
            for point in points.iter().skip(start) {
                if i64::from(point.y) > y.1 {
                    break;
                }
                seen += 1;
                if x.0 <= i64::from(point.x) && i64::from(point.x) <= x.1 && !visit(*point) {
                    return seen;
                }
            }
        }
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    #[test]
    fn finds_what_a_plain_scan_finds() {
        let mut rng = ChaCha8Rng::seed_from_u64(11);
        for round in 0..200 {
            let n = rng.random_range(0..120);
            let spread = if round % 2 == 0 { 6 } else { 1000 };
            let points: Vec<Point> = (0..n)
                .map(|code| Point {
                    x: rng.random_range(-spread..=spread),
                    y: rng.random_range(-spread..=spread),
                    code,
                })
                .collect();
            let strips = Strips::new(points.clone());
            let mut span = || {
                let a = rng.random_range(-spread - 1..=spread);
                (i64::from(a), i64::from(a + rng.random_range(0..=spread / 2)))
            };
            let (x, y) = (span(), span());
            let inside = |v: i32, s: (i64, i64)| s.0 <= i64::from(v) && i64::from(v) <= s.1;
            let mut expected: Vec<u32> =
                points.iter().filter(|p| inside(p.x, x) && inside(p.y, y)).map(|p| p.code).collect();
            let mut found = Vec::new();
            strips.within(x, y, |p| {
                found.push(p.code);
                true
            });
            expected.sort_unstable();
            found.sort_unstable();
            assert_eq!(found, expected);
        }
    }
}
