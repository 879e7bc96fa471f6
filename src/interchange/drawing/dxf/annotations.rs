//! Dimensions, leaders, tolerances and tables: drawn by the blocks that CAD programs keep of them, else by what they say.

use super::made::{Insert, Made};
use super::plane::plane_of;
use super::record::Record;
use super::texts::{attachment, shape};
use super::words::{line, paragraphs};
use crate::domain::drawing::{Affine, Align, Shape, Vertex};
use crate::units::PlanPoint;

/// The block of a dimension, where the file has one under that name.
pub(super) fn dimension_block(record: &Record<'_>) -> Option<Insert> {
    let at = record.point(12).unwrap_or_default();
    Some(Insert {
        block: record.name(2)?.to_uppercase(),
        at,
        scale: [1.0, 1.0],
        rotation_deg: 0.0,
        columns: 1,
        rows: 1,
        step: [0.0, 0.0],
        plane: Affine::IDENTITY,
        handle: None,
        in_place: true,
    })
}

/// A dimension without its block: a line between what is measured, and the number.
pub(super) fn dimension(record: &Record<'_>, measured: Option<f64>) -> Made {
    let ends = match (record.point(13), record.point(14)) {
        (Some(a), Some(b)) => Some((a, b)),
        _ => record.point(10).zip(record.point(15)),
    };
    let Some((from, to)) = ends else { return Made::incomplete() };
    let middle = record.point(11).unwrap_or(PlanPoint { x: (from.x + to.x) / 2.0, y: (from.y + to.y) / 2.0 });
    let written = record.text(1).map(|text| paragraphs(&text)).filter(|text| !text.trim().is_empty());
    let number = measured.map(|length| format!("{}", (length * 1000.0).round() / 1000.0)).unwrap_or_default();
    let words = match written {
        Some(text) if text.trim() != "<>" => text.replace("<>", &number),
        _ => number,
    };
    let length = (to.x - from.x).hypot(to.y - from.y);
    let mut shapes = vec![Shape::Line { from, to }];
    if !words.is_empty() && length > 0.0 {
        shapes.push(shape(middle, length / 20.0, 0.0, Align { x: 0.5, y: 0.5 }, &words));
    }
    Made::nearly(shapes, "dimensions without their block")
}

/// A LEADER: its corners.
pub(super) fn leader(record: &Record<'_>) -> Made {
    let vertices: Vec<Vertex> = record.points(10).into_iter().map(|at| Vertex { at, bulge: 0.0 }).collect();
    if vertices.len() < 2 {
        return Made::incomplete();
    }
    Made::exact(vec![Shape::Polyline { vertices, closed: false }])
}

/// A MULTILEADER: each `LEADER_LINE{` with its corners, the end of its dogleg, and the text.
pub(super) fn multileader(record: &Record<'_>) -> Made {
    let mut shapes = Vec::new();
    let mut corners: Vec<PlanPoint> = Vec::new();
    let (mut in_line, mut in_leader, mut in_context) = (false, false, false);
    let (mut words, mut at, mut height, mut rotation) = (String::new(), None::<PlanPoint>, 1.0, 0.0);
    for tag in &record.tags {
        let word = tag.word();
        match (tag.code, tag.real()) {
            (300, _) if word.starts_with(b"CONTEXT_DATA") => in_context = true,
            (301, _) if word == b"}" => in_context = false,
            (302, _) if word.starts_with(b"LEADER{") => in_leader = true,
            (303, _) => in_leader = false,
            (304, _) if word.starts_with(b"LEADER_LINE") => {
                (in_line, corners) = (true, Vec::new());
            }
            (305, _) if in_line => {
                in_line = false;
                let vertices: Vec<Vertex> = corners.drain(..).map(|at| Vertex { at, bulge: 0.0 }).collect();
                if vertices.len() > 1 {
                    shapes.push(Shape::Polyline { vertices, closed: false });
                }
            }
            (10, Some(x)) if in_line => corners.push(PlanPoint { x, y: 0.0 }),
            (20, Some(y)) if in_line => {
                if let Some(last) = corners.last_mut() {
                    last.y = y;
                }
            }
            (304, _) if in_context && !in_leader => words = paragraphs(&record.letters_of(tag)),
            (12, Some(x)) if in_context && !in_leader => at = Some(PlanPoint { x, y: 0.0 }),
            (22, Some(y)) if in_context && !in_leader => {
                if let Some(at) = &mut at {
                    at.y = y;
                }
            }
            (41, Some(number)) if in_context && !in_leader => height = number.abs(),
            (42, Some(number)) if in_context && !in_leader => rotation = number.to_degrees(),
            _ => {}
        }
    }
    if let Some(at) = at.filter(|_| !words.trim().is_empty()) {
        shapes.push(shape(at, height, rotation, attachment(None), &words));
    }
    if shapes.is_empty() {
        return Made::incomplete();
    }
    Made::nearly(shapes, "multileaders without arrows and blocks")
}

/// A TOLERANCE frame, as its text.
pub(super) fn tolerance(record: &Record<'_>) -> Made {
    let (Some(at), Some(text)) = (record.point(10), record.text(1)) else { return Made::incomplete() };
    let words = line(&paragraphs(&text).replace("%%v", " │ "));
    let height = record.real(40).unwrap_or(2.5);
    Made::nearly(vec![shape(at, height, 0.0, Align::default(), &words)], "tolerance frames as text")
}

/// A table by its block; the block's contents begin at its insertion point.
pub(super) fn table(record: &Record<'_>) -> Made {
    let (Some(block), Some(at)) = (record.name(2), record.point(10)) else { return Made::incomplete() };
    let rotation_deg = match record.point(11) {
        Some(direction) if direction != PlanPoint::default() => direction.y.atan2(direction.x).to_degrees(),
        _ => 0.0,
    };
    Made::Insert(Insert {
        block: block.to_uppercase(),
        at,
        scale: [1.0, 1.0],
        rotation_deg,
        columns: 1,
        rows: 1,
        step: [0.0, 0.0],
        plane: Affine::IDENTITY,
        handle: None,
        in_place: false,
    })
}

/// An INSERT.
pub(super) fn insert(record: &Record<'_>) -> Made {
    let Some(block) = record.name(2) else { return Made::Skipped("the block has no name") };
    let scale = |code| record.real(code).filter(|scale| *scale != 0.0).unwrap_or(1.0);
    let count = |code| record.whole(code).unwrap_or(1).clamp(1, i64::from(i16::MAX));
    Made::Insert(Insert {
        block: block.to_uppercase(),
        at: record.point(10).unwrap_or_default(),
        scale: [scale(41), scale(42)],
        rotation_deg: record.real(50).unwrap_or(0.0),
        columns: count(70),
        rows: count(71),
        step: [record.real(44).unwrap_or(0.0), record.real(45).unwrap_or(0.0)],
        plane: plane_of(record),
        handle: super::clips::handle(record, 5),
        in_place: false,
    })
}
