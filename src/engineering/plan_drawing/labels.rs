//! Where texts go: of a few places the one where a text covers least of what is there.

use crate::units::{PlanPoint, PlanRect};
use std::collections::BTreeMap;

/// Width of a letter as a share of its height, on average in capitals and digits.
const LETTER_WIDTH: f64 = 0.85;
/// Side of the squares by which rectangles are looked up, in feet.
const SQUARE_FT: f64 = 10.0;

/// What texts should not cover.
#[derive(Debug, Default)]
pub struct Labels {
    taken: Vec<PlanRect>,
    /// Places in `taken`, by the squares they touch.
    by_square: BTreeMap<(i64, i64), Vec<usize>>,
}

impl Labels {
    /// Keeps texts off rectangles.
    pub fn keep_clear(&mut self, rects: impl Iterator<Item = PlanRect>) {
        for rect in rects {
            let place = self.taken.len();
            for square in squares(rect) {
                self.by_square.entry(square).or_default().push(place);
            }
            self.taken.push(rect);
        }
    }

    /// Chooses the place, of several for the middle of a text, where it covers least; of equals the first. The text is kept
    /// clear from then on.
    pub fn place(&mut self, candidates: &[PlanPoint], height: f64, text: &str) -> Option<PlanPoint> {
        let mut best: Option<(f64, PlanPoint)> = None;
        for at in candidates {
            let covered = self.covered(box_of(*at, height, text));
            if best.is_none_or(|(least, _)| covered < least - 1e-9) {
                best = Some((covered, *at));
            }
        }
        let (_, at) = best?;
        self.keep_clear(std::iter::once(box_of(at, height, text)));
        Some(at)
    }

    fn covered(&self, rect: PlanRect) -> f64 {
        let mut near: Vec<usize> =
            squares(rect).filter_map(|square| self.by_square.get(&square)).flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        near.into_iter().filter_map(|place| self.taken.get(place)).map(|other| shared(rect, *other)).sum()
    }
}

fn squares(rect: PlanRect) -> impl Iterator<Item = (i64, i64)> {
    let square = |v: f64| (v / SQUARE_FT).floor() as i64;
    let (left, right) = (square(rect.min.x), square(rect.max.x));
    let (low, high) = (square(rect.min.y), square(rect.max.y));
    // A rectangle as large as a site is looked up by its corner squares only; texts are small.
    let right = right.min(left + 1000);
    let high = high.min(low + 1000);
    (left..=right).flat_map(move |x| (low..=high).map(move |y| (x, y)))
}

/// Returns the width a text takes, in the unit of its height.
pub fn width_of(text: &str, height: f64) -> f64 {
    text.chars().count() as f64 * height * LETTER_WIDTH
}

fn box_of(at: PlanPoint, height: f64, text: &str) -> PlanRect {
    let (x, y) = (width_of(text, height) / 2.0, height * 0.6);
    PlanRect { min: PlanPoint { x: at.x - x, y: at.y - y }, max: PlanPoint { x: at.x + x, y: at.y + y } }
}

fn shared(a: PlanRect, b: PlanRect) -> f64 {
    let width = a.max.x.min(b.max.x) - a.min.x.max(b.min.x);
    let height = a.max.y.min(b.max.y) - a.min.y.max(b.min.y);
    if width > 0.0 && height > 0.0 { width * height } else { 0.0 }
}
