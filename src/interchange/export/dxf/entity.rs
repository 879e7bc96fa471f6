//! Shapes as entities.

use super::tags::Tags;
use crate::domain::drawing::{Shape, Vertex};
use crate::units::PlanPoint;

/// Who has an entity: a block's record, and its layer.
#[derive(Clone, Copy)]
pub(super) struct Owner<'o> {
    pub record: &'o str,
    pub layer: &'o str,
    /// The layer's own where there is none.
    pub linetype: Option<&'o str>,
}

/// Writes a shape, in inches.
pub(super) fn shape(tags: &mut Tags, owner: Owner<'_>, shape: &Shape) {
    match shape {
        Shape::Mark(at) => {
            begin(tags, owner, "POINT", "AcDbPoint");
            tags.point(10, *at);
        }
        Shape::Line { from, to } => {
            begin(tags, owner, "LINE", "AcDbLine");
            tags.point(10, *from);
            tags.point(11, *to);
        }
        Shape::Polyline { vertices, closed } => polyline(tags, owner, vertices, *closed),
        Shape::Curve { points, closed } => {
            let vertices: Vec<Vertex> = points.iter().map(|at| Vertex { at: *at, bulge: 0.0 }).collect();
            polyline(tags, owner, &vertices, *closed);
        }
        Shape::Arc { center, radius, start_deg, sweep_deg } => {
            arc(tags, owner, (*center, *radius), (*start_deg, *sweep_deg));
        }
        Shape::Ellipse { center, major, ratio, start_deg, sweep_deg } => {
            begin(tags, owner, "ELLIPSE", "AcDbEllipse");
            tags.point(10, *center);
            tags.point(11, *major);
            tags.real(40, *ratio);
            let (from, to) = ordered(*start_deg, *sweep_deg);
            tags.real(41, from.to_radians());
            tags.real(42, to.to_radians());
        }
        Shape::Fill { rings } => hatch(tags, owner, rings),
        Shape::Text { at, height, rotation_deg, align, text } => {
            begin(tags, owner, "TEXT", "AcDbText");
            tags.point(10, *at);
            tags.real(40, *height);
            tags.text(1, text);
            tags.real(50, *rotation_deg);
            tags.text(7, "Standard");
            // Left, center, right; bottom, middle, top.
            tags.integer(72, third(align.x));
            tags.point(11, *at);
            tags.text(100, "AcDbText");
            tags.integer(73, third(align.y) + 1);
        }
    }
}

/// Returns the third of a box that a share of it lies nearest to: 0, 1, 2.
fn third(share: f64) -> i32 {
    if share < 0.25 {
        0
    } else if share > 0.75 {
        2
    } else {
        1
    }
}

fn begin(tags: &mut Tags, owner: Owner<'_>, kind: &str, class: &str) {
    tags.entity(kind, owner.record);
    tags.text(8, owner.layer);
    if let Some(linetype) = owner.linetype {
        tags.text(6, linetype);
    }
    tags.text(100, class);
}

/// Returns start and end of an arc that DXF draws counterclockwise.
fn ordered(start_deg: f64, sweep_deg: f64) -> (f64, f64) {
    if sweep_deg < 0.0 { (start_deg + sweep_deg, start_deg) } else { (start_deg, start_deg + sweep_deg) }
}

fn arc(
    tags: &mut Tags,
    owner: Owner<'_>,
    (center, radius): (PlanPoint, f64),
    (start_deg, sweep_deg): (f64, f64),
) {
    let is_circle = sweep_deg.abs() >= 360.0;
    begin(tags, owner, if is_circle { "CIRCLE" } else { "ARC" }, "AcDbCircle");
    tags.point(10, center);
    tags.real(40, radius);
    if !is_circle {
        let (from, to) = ordered(start_deg, sweep_deg);
        tags.text(100, "AcDbArc");
        tags.real(50, from.rem_euclid(360.0));
        tags.real(51, to.rem_euclid(360.0));
    }
}

fn polyline(tags: &mut Tags, owner: Owner<'_>, vertices: &[Vertex], closed: bool) {
    begin(tags, owner, "LWPOLYLINE", "AcDbPolyline");
    tags.integer(90, i32::try_from(vertices.len()).unwrap_or(i32::MAX));
    // Dashes run on over the corners.
    const RUNS_ON: i32 = 128;
    let dashes = if owner.linetype.is_some() { RUNS_ON } else { 0 };
    tags.integer(70, i32::from(closed) | dashes);
    for vertex in vertices {
        tags.real(10, vertex.at.x);
        tags.real(20, vertex.at.y);
        if vertex.bulge != 0.0 {
            tags.real(42, vertex.bulge);
        }
    }
}

/// A solid fill.
fn hatch(tags: &mut Tags, owner: Owner<'_>, rings: &[Vec<PlanPoint>]) {
    const EXTERNAL_POLYLINE: i32 = 3;
    begin(tags, owner, "HATCH", "AcDbHatch");
    tags.point(10, PlanPoint::default());
    for (code, value) in [(210, 0.0), (220, 0.0), (230, 1.0)] {
        tags.real(code, value);
    }
    tags.text(2, "SOLID");
    tags.integer(70, 1);
    tags.integer(71, 0);
    tags.integer(91, i32::try_from(rings.len()).unwrap_or(i32::MAX));
    for ring in rings {
        tags.integer(92, EXTERNAL_POLYLINE);
        tags.integer(72, 0);
        tags.integer(73, 1);
        tags.integer(93, i32::try_from(ring.len()).unwrap_or(i32::MAX));
        for p in ring {
            tags.real(10, p.x);
            tags.real(20, p.y);
        }
        tags.integer(97, 0);
    }
    tags.integer(75, 0);
    tags.integer(76, 1);
    tags.integer(98, 0);
}

/// Writes a block's place: where, how far turned in degrees, how many times as large.
pub(super) fn insert(
    tags: &mut Tags,
    owner: Owner<'_>,
    block: &str,
    (at, rotation_deg, scale): (PlanPoint, f64, f64),
) {
    begin(tags, owner, "INSERT", "AcDbBlockReference");
    tags.text(2, block);
    tags.point(10, at);
    for code in [41, 42, 43] {
        tags.real(code, scale);
    }
    tags.real(50, rotation_deg);
}
