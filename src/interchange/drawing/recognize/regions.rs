//! Closed regions between walls: the axes cut at their crossings, dead ends taken away, faces walked around.

use super::FoundWall;
use super::joints::crossing;
use crate::units::PlanPoint;
use std::collections::{BTreeMap, BTreeSet};

/// Points nearer than this are one.
const SAME_FT: f64 = 0.05;
/// Smaller regions are no rooms: chases, columns, the thickness of a wall.
const SMALLEST_SQ_FT: f64 = 8.0;

/// A corner on a grid of the tolerance.
type Corner = (i64, i64);

fn corner(at: PlanPoint) -> Corner {
    ((at.x / SAME_FT).round() as i64, (at.y / SAME_FT).round() as i64)
}

fn point(corner: Corner) -> PlanPoint {
    PlanPoint { x: corner.0 as f64 * SAME_FT, y: corner.1 as f64 * SAME_FT }
}

/// A piece of an axis from corner to corner, with the thickness of its wall.
type Edges = BTreeMap<(Corner, Corner), f64>;

/// Returns the outlines of regions, along the inner faces of their walls.
pub(super) fn regions(walls: &[FoundWall]) -> Vec<Vec<PlanPoint>> {
    let edges = without_dead_ends(cut(walls));
    let mut outlines: Vec<Vec<PlanPoint>> = Vec::new();
    for ring in rings(&edges) {
        let axis: Vec<PlanPoint> = ring.iter().map(|corner| point(*corner)).collect();
        // Walked with the region to the left, its outline runs counterclockwise; the outside runs the other way.
        if area(&axis) < SMALLEST_SQ_FT {
            continue;
        }
        let inner = inset(&ring, &edges);
        let outline = if area(&inner) > 0.5 * area(&axis) { inner } else { axis };
        if area(&outline) >= SMALLEST_SQ_FT {
            outlines.push(outline);
        }
    }
    outlines
}

/// Cuts the axes at their crossings.
fn cut(walls: &[FoundWall]) -> Edges {
    let mut edges = Edges::new();
    for (place, wall) in walls.iter().enumerate() {
        let (dx, dy) = (wall.to.x - wall.from.x, wall.to.y - wall.from.y);
        let length = dx.hypot(dy);
        if length < SAME_FT {
            continue;
        }
        let along = |at: PlanPoint| ((at.x - wall.from.x) * dx + (at.y - wall.from.y) * dy) / length;
        let mut stops = vec![0.0, length];
        for (_, other) in walls.iter().enumerate().filter(|(other, _)| *other != place) {
            let Some(at) = crossing([wall.from, wall.to], [other.from, other.to]) else { continue };
            let here = along(at);
            let there = distance_to(at, other);
            if (-SAME_FT..=length + SAME_FT).contains(&here) && there <= SAME_FT {
                stops.push(here.clamp(0.0, length));
            }
        }
        stops.sort_by(f64::total_cmp);
        let at = |stop: f64| {
            corner(PlanPoint { x: wall.from.x + dx * stop / length, y: wall.from.y + dy * stop / length })
        };
        for pair in stops.windows(2) {
            let [a, b] = pair else { continue };
            let (a, b) = (at(*a), at(*b));
            if a != b {
                edges.insert((a.min(b), a.max(b)), wall.thickness_ft);
            }
        }
    }
    edges
}

fn distance_to(at: PlanPoint, wall: &FoundWall) -> f64 {
    let (dx, dy) = (wall.to.x - wall.from.x, wall.to.y - wall.from.y);
    let length = dx.hypot(dy).max(1e-9);
    let share = (((at.x - wall.from.x) * dx + (at.y - wall.from.y) * dy) / (length * length)).clamp(0.0, 1.0);
    (at.x - wall.from.x - dx * share).hypot(at.y - wall.from.y - dy * share)
}

/// Takes away edges with a free end until there are none.
fn without_dead_ends(mut edges: Edges) -> Edges {
    loop {
        let mut degree: BTreeMap<Corner, usize> = BTreeMap::new();
        for (a, b) in edges.keys() {
            *degree.entry(*a).or_default() += 1;
            *degree.entry(*b).or_default() += 1;
        }
        let before = edges.len();
        edges.retain(|(a, b), _| {
            degree.get(a).is_some_and(|n| *n > 1) && degree.get(b).is_some_and(|n| *n > 1)
        });
        if edges.len() == before {
            return edges;
        }
    }
}

/// Walks around every face, keeping it to the left.
fn rings(edges: &Edges) -> Vec<Vec<Corner>> {
    let mut around: BTreeMap<Corner, Vec<Corner>> = BTreeMap::new();
    for (a, b) in edges.keys() {
        around.entry(*a).or_default().push(*b);
        around.entry(*b).or_default().push(*a);
    }
    for (from, list) in &mut around {
        let angle = |to: &Corner| ((to.1 - from.1) as f64).atan2((to.0 - from.0) as f64);
        list.sort_by(|a, b| angle(a).total_cmp(&angle(b)));
    }
    let mut walked: BTreeSet<(Corner, Corner)> = BTreeSet::new();
    let mut rings = Vec::new();
    let starts: Vec<(Corner, Corner)> = edges.keys().flat_map(|(a, b)| [(*a, *b), (*b, *a)]).collect();
    for start in starts {
        let mut ring = Vec::new();
        let (mut from, mut to) = start;
        while walked.insert((from, to)) {
            ring.push(from);
            // At each corner the next way clockwise from where one came: the sharpest turn to the left.
            let Some(list) = around.get(&to) else { break };
            let came = list.iter().position(|corner| *corner == from).unwrap_or(0);
            let next = list.get((came + list.len() - 1) % list.len()).copied().unwrap_or(from);
            (from, to) = (to, next);
        }
        if ring.len() > 2 {
            rings.push(ring);
        }
    }
    rings
}

pub(super) fn area(outline: &[PlanPoint]) -> f64 {
    let nexts = outline.iter().cycle().skip(1);
    outline.iter().zip(nexts).map(|(a, b)| a.x * b.y - b.x * a.y).sum::<f64>() / 2.0
}

/// Moves every edge inwards by half of its wall's thickness.
fn inset(ring: &[Corner], edges: &Edges) -> Vec<PlanPoint> {
    struct Side {
        from: PlanPoint,
        to: PlanPoint,
    }
    let mut sides: Vec<Side> = Vec::new();
    for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        let half = edges.get(&(*a.min(b), *a.max(b))).copied().unwrap_or(0.0) / 2.0;
        let (from, to) = (point(*a), point(*b));
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let length = dx.hypot(dy).max(1e-9);
        let (nx, ny) = (-dy / length * half, dx / length * half);
        let side = Side {
            from: PlanPoint { x: from.x + nx, y: from.y + ny },
            to: PlanPoint { x: to.x + nx, y: to.y + ny },
        };
        // Stretches of one wall are one side; the corner between them is none of the room.
        match sides.last_mut() {
            Some(last) if crossing([last.from, last.to], [side.from, side.to]).is_none() => last.to = side.to,
            _ => sides.push(side),
        }
    }
    if let (Some(first), Some(last)) = (sides.first(), sides.last())
        && sides.len() > 1
        && crossing([last.from, last.to], [first.from, first.to]).is_none()
    {
        let from = last.from;
        sides.pop();
        if let Some(first) = sides.first_mut() {
            first.from = from;
        }
    }
    let before = sides.iter().cycle().skip(sides.len().saturating_sub(1));
    sides
        .iter()
        .zip(before)
        .filter_map(|(side, before)| crossing([before.from, before.to], [side.from, side.to]))
        .collect()
}
