//! Strokes to walls: pairs of faces, single lines, and pieces on one axis joined over their openings.

use super::doors::{Leaf, opening_in};
use super::strokes::{Segment, Stroke, place_on, point_on};
use super::{FoundOpening, FoundWall, RecognizeOptions};
use crate::interchange::drawing::{DrawingError, Watch};

/// A stretch of wall on its axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    pub direction: u16,
    pub offset: f64,
    pub start: f64,
    pub end: f64,
    pub thickness_ft: f64,
}

/// Thinner pairs are lines drawn twice, or the two edges of a board.
const THINNEST_FT: f64 = 0.2;
/// Shorter overlaps of two faces are no wall.
const SHORTEST_FT: f64 = 0.5;
/// A shorter line alone closes the end of a wall, or belongs to something else.
const SHORTEST_SINGLE_FT: f64 = 3.0;

/// Returns the stretches of wall: nearest pairs of faces first, then long lines without a partner.
pub(super) fn pieces(
    strokes: &[Stroke],
    options: &RecognizeOptions,
    watch: &Watch<'_>,
) -> Result<Vec<Piece>, DrawingError> {
    struct Pair {
        distance: f64,
        first: usize,
        second: usize,
    }
    let mut pairs: Vec<Pair> = Vec::new();
    for (first, a) in strokes.iter().enumerate() {
        if first.is_multiple_of(256) {
            watch.go_on()?;
        }
        // Strokes are sorted by direction and offset: partners follow at once.
        for (second, b) in strokes.iter().enumerate().skip(first + 1) {
            let distance = b.offset - a.offset;
            if b.direction != a.direction || distance > options.thickest_ft {
                break;
            }
            let overlap = a.end.min(b.end) - a.start.max(b.start);
            if distance >= THINNEST_FT && overlap >= SHORTEST_FT && overlap > distance {
                pairs.push(Pair { distance, first, second });
            }
        }
    }
    pairs.sort_by(|a, b| {
        a.distance.total_cmp(&b.distance).then(a.first.cmp(&b.first)).then(a.second.cmp(&b.second))
    });
    let mut free: Vec<Vec<[f64; 2]>> =
        strokes.iter().map(|stroke| vec![[stroke.start, stroke.end]]).collect();
    let mut pieces = Vec::new();
    for pair in pairs {
        let (Some(a), Some(b)) = (strokes.get(pair.first), strokes.get(pair.second)) else { continue };
        let (Some(of_a), Some(of_b)) = (free.get(pair.first), free.get(pair.second)) else { continue };
        let shared = both(of_a, of_b);
        for [start, end] in &shared {
            if end - start < SHORTEST_FT {
                continue;
            }
            pieces.push(Piece {
                direction: a.direction,
                offset: (a.offset + b.offset) / 2.0,
                start: *start,
                end: *end,
                thickness_ft: pair.distance,
            });
            for place in [pair.first, pair.second] {
                if let Some(list) = free.get_mut(place) {
                    *list = without(list, [*start, *end]);
                }
            }
        }
    }
    pieces.extend(singles(strokes, &free, &pieces, options));
    Ok(pieces)
}

/// Long stretches without a partner that no wall covers already: a face beside its own wall is no second wall.
fn singles(
    strokes: &[Stroke],
    free: &[Vec<[f64; 2]>],
    pieces: &[Piece],
    options: &RecognizeOptions,
) -> Vec<Piece> {
    let is_face = |stroke: &Stroke, [start, end]: [f64; 2]| {
        pieces.iter().any(|piece| {
            piece.direction == stroke.direction
                && (piece.offset - stroke.offset).abs() <= options.thickest_ft
                && piece.end.min(end) - piece.start.max(start) > 0.3 * (end - start)
        })
    };
    let mut singles = Vec::new();
    for (stroke, free) in strokes.iter().zip(free) {
        for [start, end] in free {
            if end - start >= SHORTEST_SINGLE_FT && !is_face(stroke, [*start, *end]) {
                singles.push(Piece {
                    direction: stroke.direction,
                    offset: stroke.offset,
                    start: *start,
                    end: *end,
                    thickness_ft: options.single_ft,
                });
            }
        }
    }
    singles
}

/// Returns where both lists of stretches are.
fn both(a: &[[f64; 2]], b: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let shared = a.iter().flat_map(|[a0, a1]| b.iter().map(move |[b0, b1]| [a0.max(*b0), a1.min(*b1)]));
    shared.filter(|[start, end]| start < end).collect()
}

/// Returns a list of stretches without one.
fn without(list: &[[f64; 2]], [start, end]: [f64; 2]) -> Vec<[f64; 2]> {
    let cut = list.iter().flat_map(|[a, b]| [[*a, b.min(start)], [a.max(end), *b]]);
    cut.filter(|[a, b]| b - a > 1e-9).collect()
}

/// Axes nearer than this are one wall.
const SAME_AXIS_FT: f64 = 0.15;
/// Where another wall meets a face, the face is broken by that wall's thickness.
const JUNCTION_FT: f64 = 1.6;
/// The widest gap that may be a door without a leaf, and the widest with one.
const WIDEST_GAP_FT: f64 = 8.0;
const WIDEST_DOOR_FT: f64 = 20.0;

/// Joins pieces on one axis over junctions and openings to whole walls.
pub(super) fn axes(mut pieces: Vec<Piece>, leaves: &[Leaf], windows: &[Segment]) -> Vec<FoundWall> {
    pieces.sort_by(|a, b| {
        a.direction.cmp(&b.direction).then(a.offset.total_cmp(&b.offset)).then(a.start.total_cmp(&b.start))
    });
    let mut groups: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        let same = groups.iter_mut().rev().take(12).find(|group| {
            group.first().is_some_and(|first| {
                first.direction == piece.direction
                    && (first.offset - piece.offset).abs() <= SAME_AXIS_FT
                    && (first.thickness_ft - piece.thickness_ft).abs() <= SAME_AXIS_FT
            })
        });
        match same {
            Some(group) => group.push(piece),
            None => groups.push(vec![piece]),
        }
    }
    groups.into_iter().flat_map(|group| walls_of(group, leaves, windows)).collect()
}

fn walls_of(mut group: Vec<Piece>, leaves: &[Leaf], windows: &[Segment]) -> Vec<FoundWall> {
    group.sort_by(|a, b| a.start.total_cmp(&b.start));
    let mut walls = Vec::new();
    let mut current: Option<(Piece, Vec<FoundOpening>)> = None;
    for piece in group {
        let Some((wall, openings)) = &mut current else {
            current = Some((piece, Vec::new()));
            continue;
        };
        let gap = piece.start - wall.end;
        let opening = (gap > JUNCTION_FT).then(|| opening_in(wall, wall.end, piece.start, leaves, windows));
        let widest =
            if opening.is_some_and(|found| found.is_certain) { WIDEST_DOOR_FT } else { WIDEST_GAP_FT };
        if gap > widest {
            walls.push(finished(*wall, std::mem::take(openings)));
            current = Some((piece, Vec::new()));
            continue;
        }
        openings.extend(opening.map(|found| found.opening));
        wall.end = wall.end.max(piece.end);
    }
    walls.extend(current.map(|(wall, openings)| finished(wall, openings)));
    walls
}

fn finished(wall: Piece, mut openings: Vec<FoundOpening>) -> FoundWall {
    for opening in &mut openings {
        opening.along_ft -= wall.start;
    }
    FoundWall {
        from: point_on(wall.direction, wall.start, wall.offset),
        to: point_on(wall.direction, wall.end, wall.offset),
        thickness_ft: wall.thickness_ft,
        openings,
    }
}

/// Returns where a point is along a wall's axis, and how far off to the left.
pub(super) fn place_at(wall: &Piece, at: crate::units::PlanPoint) -> (f64, f64) {
    let (along, offset) = place_on(wall.direction, at);
    (along, offset - wall.offset)
}
