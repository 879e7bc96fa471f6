//! Lines as they are drawn: what several share is drawn once, and where three ways meet there is a dot.
//!
//! A piece drawn twice comes out darker; a dot tells lines that join from lines that only cross.

use super::draw::DrawnLine;
use super::shape::{Ink, Point, Shape};
use crate::report::page::Area;
use std::collections::{BTreeMap, BTreeSet};

const WIDTH: f32 = 1.1;
const DOT: f32 = 2.2;

/// Draws the lines of a sheet; those of one group start at the same node.
pub fn wires(groups: &[(Area, Vec<DrawnLine>)]) -> Vec<Shape> {
    groups.iter().flat_map(|(_, lines)| pieces(lines).into_iter().chain(junctions(lines))).collect()
}

/// Returns the legs of lines, those of one height or one column joined where they overlap.
fn pieces(lines: &[DrawnLine]) -> Vec<Shape> {
    let mut spans: BTreeMap<(bool, i32), Vec<(f32, f32)>> = BTreeMap::new();
    for (a, b) in legs(lines) {
        let level = (a.1 - b.1).abs() < 0.01;
        let (at, from, to) = if level { (a.1, a.0, b.0) } else { (a.0, a.1, b.1) };
        spans.entry((level, (at * 100.0).round() as i32)).or_default().push((from.min(to), from.max(to)));
    }
    let mut shapes = Vec::new();
    for ((level, at), mut spans) in spans {
        spans.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut joined: Vec<(f32, f32)> = Vec::new();
        for (from, to) in spans {
            match joined.last_mut() {
                Some(last) if from <= last.1 + 0.01 => last.1 = last.1.max(to),
                _ => joined.push((from, to)),
            }
        }
        let at = at as f32 / 100.0;
        shapes.extend(joined.into_iter().map(|(from, to)| {
            let points = if level { vec![(from, at), (to, at)] } else { vec![(at, from), (at, to)] };
            Shape::Line { points, width: WIDTH, ink: Ink::Line }
        }));
    }
    shapes
}

fn legs(lines: &[DrawnLine]) -> impl Iterator<Item = (Point, Point)> + '_ {
    let legs = lines.iter().flat_map(|line| line.points.windows(2));
    legs.filter_map(|leg| if let [a, b] = leg { Some((*a, *b)) } else { None })
}

/// Marks where three or more ways meet.
fn junctions(lines: &[DrawnLine]) -> Vec<Shape> {
    let mut dots: BTreeMap<(i32, i32), Point> = BTreeMap::new();
    let legs: Vec<(Point, Point)> = legs(lines).collect();
    for point in lines.iter().flat_map(|line| &line.points) {
        let ways: BTreeSet<(i8, i8)> = legs.iter().flat_map(|leg| ways_at(*leg, *point)).collect();
        if ways.len() > 2 {
            dots.insert(((point.0 * 10.0) as i32, (point.1 * 10.0) as i32), *point);
        }
    }
    dots.into_values().map(|center| Shape::Dot { center, radius: DOT, ink: Ink::Line }).collect()
}

/// Returns the directions in which a leg leaves a point on it.
fn ways_at((a, b): (Point, Point), point: Point) -> Vec<(i8, i8)> {
    let on = |low: f32, high: f32, at: f32| at >= low.min(high) - 0.01 && at <= low.max(high) + 0.01;
    if !on(a.0, b.0, point.0) || !on(a.1, b.1, point.1) {
        return Vec::new();
    }
    let toward = |end: Point| {
        let sign = |d: f32| if d.abs() < 0.01 { 0 } else { d.signum() as i8 };
        (sign(end.0 - point.0), sign(end.1 - point.1))
    };
    [toward(a), toward(b)].into_iter().filter(|way| *way != (0, 0)).collect()
}
