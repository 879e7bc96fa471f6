//! Where words go on the canvas: of a few places around what they name the one that costs least, never over other words or symbols.
//!
//! ```text
//!   7 3 8      first beside and above or below, then at the corners; where all of these are taken or crossed,
//!   2 ▪ 1      the same places farther out, tied to what they name by a line
//!   5 4 6
//! ```
//!
//! Nothing here is random and nothing is moved afterwards: what is asked for first is placed first. Rectangles are looked up by
//! the squares they touch, so that a label costs as much as what is near it, however much there is. In points of the canvas, y
//! downward.

use std::collections::BTreeMap;

/// Side of the squares by which things are looked up, in points.
const SQUARE_PT: f32 = 64.0;
/// Free ground around words, and between them and what they name.
const AIR_PT: f32 = 1.0;
const GAP_PT: f32 = 3.0;
/// How far out the places with a line are.
const OUT_PT: f32 = 16.0;
/// What it costs to cross a line, to stand farther out, and every place down the list.
const CROSSED: f32 = 8.0;
const FARTHER: f32 = 14.0;
const NEXT: f32 = 1.0;

/// A rectangle of the canvas, in points, y downward.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelRect {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

impl LabelRect {
    /// Returns the rectangle of a size around a point.
    pub fn around((x, y): (f32, f32), (width, height): (f32, f32)) -> Self {
        Self {
            left: x - width / 2.0,
            top: y - height / 2.0,
            right: x + width / 2.0,
            bottom: y + height / 2.0,
        }
    }

    /// Returns its middle.
    pub fn center(&self) -> (f32, f32) {
        ((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    fn grown(self, by: f32) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// Whether two rectangles share ground; touching is none.
    pub fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn clamp(&self, (x, y): (f32, f32)) -> (f32, f32) {
        (x.clamp(self.left, self.right), y.clamp(self.top, self.bottom))
    }
}

/// Words that want a place around something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelAsk {
    /// What they name.
    pub body: LabelRect,
    /// Width and height of the words.
    pub size: (f32, f32),
    /// Where they stand best.
    pub first: LabelSide,
    /// Whether they may stand farther out, with a line.
    pub may_lead: bool,
}

/// A side of what is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelSide {
    Right,
    Left,
    Above,
    Below,
}

/// Words in their place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedLabel {
    pub rect: LabelRect,
    /// From the words to what they name, where they stand farther out.
    pub leader: Option<[(f32, f32); 2]>,
}

type Line = [(f32, f32); 2];

/// What stands on a canvas already.
#[derive(Debug, Default)]
pub struct LabelBoard {
    blocks: Vec<LabelRect>,
    lines: Vec<Line>,
    blocks_by_square: BTreeMap<(i32, i32), Vec<usize>>,
    lines_by_square: BTreeMap<(i32, i32), Vec<usize>>,
    /// How many comparisons were made, which is what placing costs.
    pub compared: usize,
}

impl LabelBoard {
    /// Keeps words off a rectangle.
    pub fn block(&mut self, rect: LabelRect) {
        let place = self.blocks.len();
        for square in squares(rect) {
            self.blocks_by_square.entry(square).or_default().push(place);
        }
        self.blocks.push(rect);
    }

    /// Asks words to stay off a line where they can.
    pub fn avoid(&mut self, from: (f32, f32), to: (f32, f32)) {
        let place = self.lines.len();
        for square in squares_of_line(from, to) {
            self.lines_by_square.entry(square).or_default().push(place);
        }
        self.lines.push([from, to]);
    }

    /// Finds a place around something, and keeps it; `None` where there is none.
    pub fn place(&mut self, ask: &LabelAsk) -> Option<PlacedLabel> {
        let near = places(ask, GAP_PT).map(|rect| (rect, None));
        let far = places(ask, OUT_PT).map(|rect| {
            let from = rect.clamp(ask.body.center());
            (rect, Some([from, ask.body.clamp(from)]))
        });
        let far = far.into_iter().filter(|_| ask.may_lead);
        let offered = near.into_iter().chain(far).enumerate();
        let costs = offered.map(|(n, (rect, leader))| {
            let ring = if leader.is_some() { FARTHER } else { 0.0 };
            (NEXT * (n % 8) as f32 + ring, PlacedLabel { rect, leader })
        });
        self.best(costs.collect())
    }

    /// Finds a place among middles of words of a size, the best first, and keeps it; `None` where all are taken.
    pub fn place_on(&mut self, size: (f32, f32), middles: &[(f32, f32)]) -> Option<PlacedLabel> {
        let offered = middles.iter().enumerate().map(|(n, at)| {
            let rect = LabelRect::around(*at, size);
            (NEXT * n as f32, PlacedLabel { rect, leader: None })
        });
        self.best(offered.collect())
    }

    /// Keeps the cheapest of some places; of equal ones the first.
    fn best(&mut self, mut offered: Vec<(f32, PlacedLabel)>) -> Option<PlacedLabel> {
        offered.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut best: Option<(f32, PlacedLabel)> = None;
        for (base, label) in offered {
            if best.as_ref().is_some_and(|(least, _)| base >= *least) {
                break;
            }
            if self.is_blocked(label.rect.grown(AIR_PT)) {
                continue;
            }
            let cost = base + CROSSED * self.crossed(label.rect) as f32;
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, label));
            }
        }
        let (_, label) = best?;
        self.block(label.rect.grown(AIR_PT));
        Some(label)
    }

    fn is_blocked(&mut self, rect: LabelRect) -> bool {
        let mut compared = 0;
        let blocked = squares(rect).any(|square| {
            let here = self.blocks_by_square.get(&square).into_iter().flatten();
            here.filter_map(|place| self.blocks.get(*place)).any(|other| {
                compared += 1;
                other.meets(&rect)
            })
        });
        self.compared += compared;
        blocked
    }

    fn crossed(&mut self, rect: LabelRect) -> usize {
        let near = squares(rect).filter_map(|square| self.lines_by_square.get(&square)).flatten();
        let mut near: Vec<usize> = near.copied().collect();
        near.sort_unstable();
        near.dedup();
        self.compared += near.len();
        near.iter().filter_map(|place| self.lines.get(*place)).filter(|line| crosses(rect, line)).count()
    }
}

/// Returns the eight places around something, the best first.
fn places(ask: &LabelAsk, gap: f32) -> [LabelRect; 8] {
    let (width, height) = ask.size;
    let (x, y) = ask.body.center();
    let right = ask.body.right + gap + width / 2.0;
    let left = ask.body.left - gap - width / 2.0;
    let above = ask.body.top - gap - height / 2.0;
    let below = ask.body.bottom + gap + height / 2.0;
    // Words beside a symbol stand a little off its axis, where its wall is not.
    let beside = [(right, y), (left, y), (x, above), (x, below)];
    let corners = [(left, below), (right, below), (left, above), (right, above)];
    let order = match ask.first {
        LabelSide::Right => [0, 1, 2, 3],
        LabelSide::Left => [1, 0, 2, 3],
        LabelSide::Above => [2, 0, 1, 3],
        LabelSide::Below => [3, 0, 1, 2],
    };
    let [a, b, c, d] = order.map(|n: usize| beside.get(n).copied().unwrap_or((x, y)));
    let [e, f, g, h] = corners;
    [a, b, c, d, e, f, g, h].map(|at| LabelRect::around(at, (width, height)))
}

fn square(value: f32) -> i32 {
    // Far outside a canvas nothing is looked up.
    (value / SQUARE_PT).floor().clamp(-4096.0, 4096.0) as i32
}

fn squares(rect: LabelRect) -> impl Iterator<Item = (i32, i32)> {
    let (low, high) = (square(rect.top), square(rect.bottom));
    (square(rect.left)..=square(rect.right)).flat_map(move |x| (low..=high).map(move |y| (x, y)))
}

/// Returns the squares a line may touch: column by column those between where it enters and where it leaves.
fn squares_of_line(from: (f32, f32), to: (f32, f32)) -> Vec<(i32, i32)> {
    let (a, b) = if from.0 <= to.0 { (from, to) } else { (to, from) };
    let height_at = |x: f32| {
        let wide = b.0 - a.0;
        if wide > 1e-3 { a.1 + (b.1 - a.1) * ((x - a.0) / wide).clamp(0.0, 1.0) } else { b.1 }
    };
    let columns = square(a.0)..=square(b.0);
    let column = |x: i32| {
        let (enters, leaves) = (x as f32 * SQUARE_PT, (x + 1) as f32 * SQUARE_PT);
        let (first, last) =
            if b.0 - a.0 > 1e-3 { (height_at(enters), height_at(leaves)) } else { (a.1, b.1) };
        let (low, high) = (square(first.min(last)), square(first.max(last)));
        (low..=high).map(move |y| (x, y)).collect::<Vec<_>>()
    };
    columns.flat_map(column).collect()
}

/// Whether a line has a point in a rectangle.
fn crosses(rect: LabelRect, [from, to]: &Line) -> bool {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    // The part of the line between two parallel sides, one pair after the other.
    let (mut enters, mut leaves) = (0.0_f32, 1.0_f32);
    for (start, step, low, high) in [(from.0, dx, rect.left, rect.right), (from.1, dy, rect.top, rect.bottom)]
    {
        if step.abs() < 1e-6 {
            if start < low || start > high {
                return false;
            }
            continue;
        }
        let (first, second) = ((low - start) / step, (high - start) / step);
        enters = enters.max(first.min(second));
        leaves = leaves.min(first.max(second));
    }
    enters <= leaves
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(x: f32, y: f32) -> LabelAsk {
        let body = LabelRect::around((x, y), (10.0, 10.0));
        LabelAsk { body, size: (40.0, 12.0), first: LabelSide::Right, may_lead: true }
    }

    /// As even a spread as a fixed rule gives.
    fn spread(count: usize, side: f32) -> Vec<(f32, f32)> {
        let place = |n: usize| {
            let turn = n as f32 * 0.618_034;
            ((turn - turn.floor()) * side, (n as f32 + 0.5) / count as f32 * side)
        };
        (0..count).map(place).collect()
    }

    #[test]
    fn words_never_cover_one_another_or_a_symbol() {
        let at = spread(400, 900.0);
        let mut board = LabelBoard::default();
        at.iter().for_each(|(x, y)| board.block(ask(*x, *y).body));
        let placed: Vec<LabelRect> =
            at.iter().filter_map(|(x, y)| board.place(&ask(*x, *y))).map(|label| label.rect).collect();
        assert!(placed.len() > 200, "{} of 400", placed.len());
        for (n, rect) in placed.iter().enumerate() {
            assert!(placed.iter().skip(n + 1).all(|other| !other.meets(rect)));
            assert!(at.iter().all(|(x, y)| !ask(*x, *y).body.meets(rect)));
        }
        let mut again = LabelBoard::default();
        at.iter().for_each(|(x, y)| again.block(ask(*x, *y).body));
        let second: Vec<LabelRect> =
            at.iter().filter_map(|(x, y)| again.place(&ask(*x, *y))).map(|label| label.rect).collect();
        assert_eq!(placed, second);
    }

    #[test]
    fn the_free_side_without_a_line_is_taken() {
        let mut board = LabelBoard::default();
        // A conduit along the right of the symbol.
        board.avoid((20.0, -200.0), (20.0, 200.0));
        let placed = board.place(&ask(0.0, 0.0)).expect("free");
        assert!(placed.rect.right < 0.0 && placed.leader.is_none(), "{placed:?}");
        // With all of its surroundings taken the words stand farther out, tied to it.
        let mut crowded = LabelBoard::default();
        for x in [-30.0, 30.0] {
            crowded.block(LabelRect::around((x, 0.0), (30.0, 30.0)));
        }
        for y in [-14.0, 14.0] {
            crowded.block(LabelRect::around((0.0, y), (30.0, 4.0)));
        }
        let placed = crowded.place(&ask(0.0, 0.0)).expect("farther out");
        let [from, to] = placed.leader.expect("a line");
        assert_eq!(placed.rect.clamp(from), from);
        assert_eq!(to.1.abs(), 5.0, "it ends at the symbol");
        let tied = LabelAsk { may_lead: false, ..ask(0.0, 0.0) };
        let mut crowded_again = LabelBoard::default();
        crowded_again.block(LabelRect::around((0.0, 0.0), (200.0, 200.0)));
        assert_eq!(crowded_again.place(&tied), None, "hidden rather than over something");
    }

    #[test]
    fn slanted_and_upright_lines_are_found_where_they_pass() {
        let mut board = LabelBoard::default();
        board.avoid((0.0, 0.0), (1000.0, 700.0));
        board.avoid((500.0, 900.0), (500.0, -900.0));
        assert_eq!(board.crossed(LabelRect::around((500.0, 350.0), (10.0, 10.0))), 2);
        assert_eq!(board.crossed(LabelRect::around((800.0, 560.0), (10.0, 10.0))), 1);
        assert_eq!(board.crossed(LabelRect::around((500.0, -600.0), (10.0, 10.0))), 1);
        assert_eq!(board.crossed(LabelRect::around((100.0, 600.0), (10.0, 10.0))), 0);
    }

    /// A label costs what is near it, however large the sheet.
    #[test]
    fn ten_times_as_many_labels_cost_ten_times_as_much() {
        let cost = |count: usize, side: f32| {
            let mut board = LabelBoard::default();
            let at = spread(count, side);
            at.iter().for_each(|(x, y)| board.block(ask(*x, *y).body));
            at.iter().for_each(|(x, y)| {
                board.place(&ask(*x, *y));
            });
            board.compared as f64 / count as f64
        };
        // The same crowd on ten times the ground.
        let (few, many) = (cost(500, 1500.0), cost(5000, 1500.0 * 10.0_f32.sqrt()));
        assert!(many < few * 1.5, "{few} and {many} comparisons a label");
        assert!(many < 200.0, "{many} comparisons a label");
    }
}
