//! Lines from what feeds to what is fed, upright and level only, around every node.
//!
//! Where children stand below their parent, all of them share one level line a little below it. Where a person has moved
//! something in the way, the shortest way around with the fewest bends is searched on lines beside the nodes.

use super::settle::overlap;
use super::shape::Point;
use crate::report::page::Area;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// From a node to the level line below it, and from the level line above a node to it.
const STUB: f32 = 10.0;
/// Between a node and a line that goes around it.
const BESIDE: f32 = 8.0;
/// What a bend costs, in points of length.
const BEND: f32 = 60.0;

/// Finds ways on one sheet.
pub struct Router<'a> {
    nodes: &'a [Area],
    grid: Option<Grid>,
}

impl<'a> Router<'a> {
    /// Takes the nodes that lines must not cross.
    pub const fn new(nodes: &'a [Area]) -> Self {
        Self { nodes, grid: None }
    }

    /// Returns the corners of a line from the bottom of one node to the top of another; `None` where there is no way.
    pub fn way(&mut self, from: Point, to: Point) -> Option<Vec<Point>> {
        let levels = [from.1 + STUB, to.1 - STUB];
        if to.1 - from.1 >= 2.0 * STUB - 0.1 {
            for level in levels {
                let way = [from, (from.0, level), (to.0, level), to];
                if way.windows(2).all(|leg| matches!(leg, [a, b] if is_clear(self.nodes, *a, *b))) {
                    return Some(without_repeats(way));
                }
            }
        }
        let nodes = self.nodes;
        let grid = self.grid.get_or_insert_with(|| Grid::around(nodes));
        let mut way = vec![from];
        way.extend(grid.way((from.0, levels[0]), (to.0, levels[1]))?);
        way.push(to);
        Some(without_repeats(way))
    }
}

/// Whether a level or upright line touches no node.
pub fn is_clear(nodes: &[Area], a: Point, b: Point) -> bool {
    let line = Area::new(a.0.min(b.0), a.1.min(b.1), (a.0 - b.0).abs(), (a.1 - b.1).abs());
    nodes.iter().all(|node| !overlap(*node, line, 0.0))
}

/// Drops corners where the line does not turn.
fn without_repeats(way: impl IntoIterator<Item = Point>) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::new();
    for point in way {
        if out.last().is_some_and(|last| near(*last, point)) {
            continue;
        }
        if let [.., before, last] = out.as_slice()
            && ((before.0 - point.0).abs() < 0.01 && (last.0 - point.0).abs() < 0.01
                || (before.1 - point.1).abs() < 0.01 && (last.1 - point.1).abs() < 0.01)
        {
            out.pop();
        }
        out.push(point);
    }
    out
}

fn near(a: Point, b: Point) -> bool {
    (a.0 - b.0).abs() < 0.01 && (a.1 - b.1).abs() < 0.01
}

/// Level and upright lines beside the nodes, and which pieces of them are free.
struct Grid {
    xs: Vec<f32>,
    ys: Vec<f32>,
    /// Whether the piece to the right of, and below, each crossing is free.
    right: Vec<bool>,
    down: Vec<bool>,
}

/// The four ways to go: right, down, left, up.
const WAYS: [(i32, i32); 4] = [(1, 0), (0, 1), (-1, 0), (0, -1)];
const DOWN: usize = 1;

impl Grid {
    fn around(nodes: &[Area]) -> Self {
        let xs = nodes.iter().flat_map(|n| [n.x - BESIDE, n.x + n.width / 2.0, n.right() + BESIDE]);
        let ys = nodes.iter().flat_map(|n| [n.y - STUB, n.bottom() + STUB]);
        let (xs, ys) = (sorted(xs), sorted(ys));
        let points = || {
            ys.iter().enumerate().flat_map(|(j, y)| xs.iter().enumerate().map(move |(i, x)| (i, j, *x, *y)))
        };
        let free = |a: Point, b: Option<Point>| b.is_some_and(|b| is_clear(nodes, a, b));
        let right = points().map(|(i, _, x, y)| free((x, y), xs.get(i + 1).map(|next| (*next, y)))).collect();
        let down = points().map(|(_, j, x, y)| free((x, y), ys.get(j + 1).map(|next| (x, *next)))).collect();
        Self { xs, ys, right, down }
    }

    /// Returns the cheapest way between two crossings, starting and ending downward.
    fn way(&self, from: Point, to: Point) -> Option<Vec<Point>> {
        let (start, end) = (self.at(from)?, self.at(to)?);
        let states = self.xs.len() * self.ys.len() * WAYS.len();
        let mut best = vec![u32::MAX; states];
        let mut came: Vec<usize> = vec![usize::MAX; states];
        let mut open = BinaryHeap::new();
        let first = start * WAYS.len() + DOWN;
        if let Some(cost) = best.get_mut(first) {
            *cost = 0;
        }
        open.push(Reverse((0_u32, first)));
        while let Some(Reverse((cost, state))) = open.pop() {
            if best.get(state).is_none_or(|known| *known < cost) {
                continue;
            }
            let (crossing, heading) = (state / WAYS.len(), state % WAYS.len());
            if crossing == end {
                return Some(self.traced(&came, state));
            }
            for turn in 0..WAYS.len() {
                // Never straight back.
                if (turn + 2) % WAYS.len() == heading {
                    continue;
                }
                let Some((next, length)) = self.step(crossing, turn) else { continue };
                let bends = u8::from(turn != heading) + u8::from(next == end && turn != DOWN);
                let total = cost + ((length + f32::from(bends) * BEND) * 10.0).round() as u32;
                let target = next * WAYS.len() + turn;
                if let (Some(known), Some(from)) = (best.get_mut(target), came.get_mut(target))
                    && total < *known
                {
                    *known = total;
                    *from = state;
                    open.push(Reverse((total, target)));
                }
            }
        }
        None
    }

    fn traced(&self, came: &[usize], last: usize) -> Vec<Point> {
        let mut way = Vec::new();
        let mut state = last;
        while state != usize::MAX {
            way.extend(self.point(state / WAYS.len()));
            state = came.get(state).copied().unwrap_or(usize::MAX);
        }
        way.reverse();
        way
    }

    /// Returns the next crossing that way and how far it is, if the piece between is free.
    fn step(&self, crossing: usize, turn: usize) -> Option<(usize, f32)> {
        let columns = self.xs.len();
        let (column, row) = ((crossing % columns) as i32, (crossing / columns) as i32);
        let (dx, dy) = WAYS.get(turn)?;
        let (to_column, to_row) = (column + dx, row + dy);
        if to_column < 0 || to_row < 0 || to_column as usize >= columns {
            return None;
        }
        let next = to_row as usize * columns + to_column as usize;
        let pieces = if *dx != 0 { &self.right } else { &self.down };
        let free = *pieces.get(crossing.min(next))?;
        let (a, b) = (self.point(crossing)?, self.point(next)?);
        free.then_some((next, (a.0 - b.0).abs() + (a.1 - b.1).abs()))
    }

    fn at(&self, point: Point) -> Option<usize> {
        let column = self.xs.iter().position(|x| *x == point.0)?;
        let row = self.ys.iter().position(|y| *y == point.1)?;
        Some(row * self.xs.len() + column)
    }

    fn point(&self, crossing: usize) -> Option<Point> {
        let columns = self.xs.len();
        Some((*self.xs.get(crossing % columns)?, *self.ys.get(crossing / columns)?))
    }
}

fn sorted(values: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    values.dedup();
    values
}
