//! Polylines, light and old, in two and three dimensions; meshes as their edges; multilines.

use super::made::Made;
use super::plane::plane_of;
use super::record::Record;
use crate::domain::drawing::{Shape, Vertex};
use crate::units::PlanPoint;
use std::collections::BTreeSet;

pub(super) fn light(record: &Record<'_>) -> Made {
    let mut vertices: Vec<Vertex> = Vec::new();
    let mut wide = record.real(43).is_some_and(|width| width > 0.0);
    for tag in &record.tags {
        let Some(number) = tag.real() else { continue };
        match (tag.code, vertices.last_mut()) {
            (10, _) => vertices.push(Vertex { at: PlanPoint { x: number, y: 0.0 }, bulge: 0.0 }),
            (20, Some(vertex)) => vertex.at.y = number,
            (42, Some(vertex)) => vertex.bulge = number,
            (40 | 41, Some(_)) => wide |= number > 0.0,
            _ => {}
        }
    }
    finished(record, vertices, record.flags(70) & 1 != 0, wide)
}

fn finished(record: &Record<'_>, vertices: Vec<Vertex>, closed: bool, wide: bool) -> Made {
    if vertices.is_empty() {
        return Made::incomplete();
    }
    let shape = Shape::Polyline { vertices, closed }.under(plane_of(record));
    if wide { Made::nearly(vec![shape], "wide polylines as lines") } else { Made::exact(vec![shape]) }
}

/// Flags of a POLYLINE and of its vertices.
const THREE_D: i64 = 8;
const MESH: i64 = 16;
const FACES: i64 = 64;
const FRAME_CONTROL: i64 = 16;
const FACE_RECORD: i64 = 128;
const MESH_VERTEX: i64 = 64;

pub(super) fn old(record: &Record<'_>, children: &[Record<'_>]) -> Made {
    let flags = record.flags(70);
    if flags & FACES != 0 {
        return faces(children);
    }
    if flags & MESH != 0 {
        return mesh(record, children);
    }
    let mut wide = record.real(40).is_some_and(|w| w > 0.0) || record.real(41).is_some_and(|w| w > 0.0);
    let mut vertices = Vec::new();
    for child in children.iter().filter(|child| child.flags(70) & FRAME_CONTROL == 0) {
        wide |= child.real(40).is_some_and(|w| w > 0.0) || child.real(41).is_some_and(|w| w > 0.0);
        let bulge = if flags & THREE_D != 0 { 0.0 } else { child.real(42).unwrap_or(0.0) };
        vertices.extend(child.point(10).map(|at| Vertex { at, bulge }));
    }
    let closed = flags & 1 != 0;
    if flags & THREE_D != 0 {
        if vertices.is_empty() {
            return Made::incomplete();
        }
        return Made::exact(vec![Shape::Polyline { vertices, closed }]);
    }
    finished(record, vertices, closed, wide)
}

/// A net of M by N points, as its lines.
fn mesh(record: &Record<'_>, children: &[Record<'_>]) -> Made {
    let flags = record.flags(70);
    let of = |plain, smooth| {
        let count = record.flags(smooth).max(record.flags(plain));
        usize::try_from(count).unwrap_or(0)
    };
    let smoothed = children.iter().any(|child| child.flags(70) & 8 != 0);
    let (rows, columns) = if smoothed { (of(71, 73), of(72, 74)) } else { (of(71, 71), of(72, 72)) };
    let points: Vec<PlanPoint> = children
        .iter()
        .filter(|child| !smoothed || child.flags(70) & FRAME_CONTROL == 0)
        .filter_map(|child| child.point(10))
        .collect();
    if rows == 0 || columns == 0 || points.len() < rows.saturating_mul(columns) {
        return Made::incomplete();
    }
    let point = |row: usize, column: usize| points.get(row * columns + column).copied();
    let line = |points: Vec<PlanPoint>, closed| Shape::Polyline {
        vertices: points.into_iter().map(|at| Vertex { at, bulge: 0.0 }).collect(),
        closed,
    };
    let mut shapes = Vec::new();
    for row in 0..rows {
        shapes.push(line((0..columns).filter_map(|column| point(row, column)).collect(), flags & 32 != 0));
    }
    for column in 0..columns {
        shapes.push(line((0..rows).filter_map(|row| point(row, column)).collect(), flags & 1 != 0));
    }
    Made::nearly(shapes, "meshes as their edges")
}

/// A body of faces: vertices first, then faces that name them; a negative number is an edge nobody sees.
fn faces(children: &[Record<'_>]) -> Made {
    let is_face =
        |child: &&Record<'_>| child.flags(70) & FACE_RECORD != 0 && child.flags(70) & MESH_VERTEX == 0;
    let points: Vec<PlanPoint> =
        children.iter().filter(|child| !is_face(child)).filter_map(|child| child.point(10)).collect();
    let mut edges = Edges::default();
    for face in children.iter().filter(is_face) {
        let corners: Vec<i64> = [71, 72, 73, 74]
            .iter()
            .filter_map(|code| face.whole(*code))
            .filter(|corner| *corner != 0)
            .collect();
        edges.ring(&corners);
    }
    Made::nearly(edges.shapes(&points, 1), "meshes as their edges")
}

/// A MESH: vertices after 92, faces after 93 as count and corners, edges after 94.
pub(super) fn subdivision_mesh(record: &Record<'_>) -> Made {
    let points = record.points(10);
    let mut edges = Edges::default();
    let list: Vec<i64> = record
        .tags
        .iter()
        .skip_while(|tag| tag.code != 93)
        .skip(1)
        .take_while(|tag| tag.code == 90)
        .filter_map(super::tag::Tag::whole)
        .collect();
    let mut rest = list.as_slice();
    while let Some((count, after)) = rest.split_first() {
        let count = usize::try_from(*count).unwrap_or(0).min(after.len());
        let (face, next) = after.split_at(count);
        edges.ring(face);
        rest = next;
    }
    if edges.0.is_empty() {
        return Made::incomplete();
    }
    Made::nearly(edges.shapes(&points, 0), "meshes as their edges")
}

/// Edges between numbered points, each once.
#[derive(Default)]
struct Edges(BTreeSet<(i64, i64)>);

impl Edges {
    /// Adds the edges around a face.
    fn ring(&mut self, corners: &[i64]) {
        let nexts = corners.iter().cycle().skip(1);
        for (from, to) in corners.iter().zip(nexts) {
            let (a, b) = (from.abs(), to.abs());
            if *from >= 0 && a != b {
                self.0.insert((a.min(b), a.max(b)));
            }
        }
    }

    fn shapes(&self, points: &[PlanPoint], first: i64) -> Vec<Shape> {
        let point = |number: i64| points.get(usize::try_from(number - first).ok()?).copied();
        let line = |(from, to): &(i64, i64)| Some(Shape::Line { from: point(*from)?, to: point(*to)? });
        self.0.iter().filter_map(line).collect()
    }
}

/// A multiline: for each vertex the direction of the miter, and for each of its lines the distance along it.
pub(super) fn multiline(record: &Record<'_>) -> Made {
    struct Corner {
        at: PlanPoint,
        miter: PlanPoint,
        distances: Vec<f64>,
    }
    let mut corners: Vec<Corner> = Vec::new();
    let mut first_of_line = false;
    for tag in &record.tags {
        let Some(number) = tag.real() else { continue };
        if tag.code == 11 {
            let at = PlanPoint { x: number, y: 0.0 };
            corners.push(Corner { at, miter: PlanPoint::default(), distances: Vec::new() });
            continue;
        }
        let Some(corner) = corners.last_mut() else { continue };
        match tag.code {
            21 => corner.at.y = number,
            13 => corner.miter.x = number,
            23 => corner.miter.y = number,
            74 => first_of_line = number > 0.0,
            // The first number of a line is its distance, the others are where it is cut.
            41 if first_of_line => {
                corner.distances.push(number);
                first_of_line = false;
            }
            _ => {}
        }
    }
    let lines = corners.iter().map(|corner| corner.distances.len()).max().unwrap_or(0);
    if corners.len() < 2 || lines == 0 {
        return Made::incomplete();
    }
    let closed = record.flags(71) & 2 != 0;
    let line = |place: usize| Shape::Polyline {
        vertices: corners
            .iter()
            .map(|corner| {
                let far = corner.distances.get(place).copied().unwrap_or(0.0);
                let at = PlanPoint {
                    x: corner.at.x + corner.miter.x * far,
                    y: corner.at.y + corner.miter.y * far,
                };
                Vertex { at, bulge: 0.0 }
            })
            .collect(),
        closed,
    };
    Made::exact((0..lines).map(line).collect())
}
