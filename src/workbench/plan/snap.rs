//! Snaps: exact places near the pointer, several at once, the likeliest first.
//!
//! The aperture is in points of the screen, so that snapping feels the same at every scale. Ends and crossings beat what lies
//! anywhere on a line; among equals the nearest wins; Tab walks through all.

use super::geometry::{crossing, distance, foot_on, grown, middle_of, nearest_on};
use super::index::{Form, PlanIndex};
use super::{Grounds, wall_body};
use crate::domain::drawing::Shape;
use crate::domain::{EntityId, Sheet, Underlay};
use crate::units::{PlanPoint, PlanRect};
use std::collections::BTreeSet;

named_enum!(
    /// What a place is.
    SnapKind {
        Endpoint = "Endpoint",
        Device = "Device",
        Intersection = "Intersection",
        Midpoint = "Midpoint",
        Center = "Center",
        Perpendicular = "Perpendicular",
        Nearest = "Nearest",
        /// On a line at a multiple of 45° from the last point.
        Polar = "Polar",
        Grid = "Grid",
    }
);

/// A place that the pointer can snap to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Snap {
    pub kind: SnapKind,
    pub at: PlanPoint,
    /// The object it belongs to; nothing for underlays and the grid.
    pub of: Option<EntityId>,
}

/// What is snapped to.
#[derive(Clone, Debug, PartialEq)]
pub struct SnapSettings {
    /// F3.
    pub on: bool,
    pub kinds: BTreeSet<SnapKind>,
    /// Reach of the pointer, in points of the screen.
    pub aperture_pt: f64,
    /// F7: whether the grid is drawn.
    pub grid_shown: bool,
    /// F9: whether the pointer snaps to the grid where there is nothing else.
    pub grid_snap: bool,
    pub grid_ft: f64,
    /// F8: whether lines go along the axes.
    pub ortho: bool,
    /// F10: whether the pointer snaps to lines at multiples of 45° from the last point.
    pub polar: bool,
}

impl Default for SnapSettings {
    fn default() -> Self {
        Self {
            on: true,
            kinds: SnapKind::ALL.iter().copied().filter(|kind| *kind != SnapKind::Grid).collect(),
            aperture_pt: 11.0,
            grid_shown: false,
            grid_snap: false,
            grid_ft: 1.0,
            ortho: false,
            polar: false,
        }
    }
}

/// Where snaps are looked for.
#[derive(Clone, Copy, Debug)]
pub struct SnapField<'a> {
    pub sheet: &'a Sheet,
    pub index: &'a PlanIndex,
    pub grounds: &'a Grounds,
}

/// Straight pieces looked at for crossings; a pointer has no more of them around it that anybody can tell apart.
const MOST_PIECES: usize = 96;

/// Straight pieces and places near the pointer.
#[derive(Default)]
struct Near {
    pieces: Vec<(PlanPoint, PlanPoint, Option<EntityId>)>,
    places: Vec<Snap>,
}

/// Returns the snaps within an aperture in feet, the likeliest first; `last` is the point a line comes from.
pub fn snaps_at(
    field: &SnapField<'_>,
    settings: &SnapSettings,
    pointer: PlanPoint,
    aperture_ft: f64,
    last: Option<PlanPoint>,
) -> Vec<Snap> {
    let mut found = Vec::new();
    if settings.on {
        let near = near_pointer(field, pointer, aperture_ft);
        found = places(&near, pointer, last);
        if let Some(last) = last.filter(|_| settings.polar) {
            found.extend(tracked(&near, pointer, last));
        }
        found.retain(|snap| settings.kinds.contains(&snap.kind) && distance(snap.at, pointer) <= aperture_ft);
        found.sort_by(|a, b| order(a, pointer).total_cmp(&order(b, pointer)).then(a.kind.cmp(&b.kind)));
        let mut kept: Vec<Snap> = Vec::new();
        for snap in found {
            // One place is offered once, as the best of what it is.
            if !kept.iter().any(|other| distance(other.at, snap.at) < 1e-6) {
                kept.push(snap);
            }
        }
        found = kept;
    }
    let exact = found.iter().any(|snap| snap.kind < SnapKind::Nearest);
    if settings.grid_snap && settings.grid_ft > 0.0 && !exact {
        let on_grid = |value: f64| (value / settings.grid_ft).round() * settings.grid_ft;
        let at = PlanPoint { x: on_grid(pointer.x), y: on_grid(pointer.y) };
        found.insert(0, Snap { kind: SnapKind::Grid, at, of: None });
    }
    found
}

/// Exact places by distance, those anywhere on a line behind all of them.
fn order(snap: &Snap, pointer: PlanPoint) -> f64 {
    let behind = if snap.kind >= SnapKind::Nearest { 1e6 } else { 0.0 };
    behind + distance(snap.at, pointer)
}

fn near_pointer(field: &SnapField<'_>, pointer: PlanPoint, aperture_ft: f64) -> Near {
    let reach = grown(PlanRect { min: pointer, max: pointer }, aperture_ft);
    let mut near = Near::default();
    for item in field.index.within(reach) {
        let of = Some(item.id);
        match (&item.form, item.id) {
            (Form::Spot(at), _) => near.places.push(Snap { kind: SnapKind::Device, at: *at, of }),
            (Form::Body(_), EntityId::Wall(_, id)) => {
                let Some(wall) = field.sheet.walls.get(&id) else { continue };
                near.pieces.push((wall.from, wall.to, of));
                let [a, b, c, d] = wall_body(wall);
                near.pieces.extend([(a, b, of), (c, d, of)]);
            }
            (Form::Body(body), _) => {
                let ends = body.iter().map(|at| Snap { kind: SnapKind::Endpoint, at: *at, of });
                near.places.extend(ends);
            }
            (form @ (Form::Path(_) | Form::Field(_)), _) => {
                near.pieces.extend(form.pieces().map(|(from, to)| (from, to, of)));
                if let Form::Field(outline) = form {
                    near.places.extend(middle_of(outline).map(|at| Snap { kind: SnapKind::Center, at, of }));
                }
            }
        }
    }
    for ground in field.grounds.list() {
        for shape in ground.shapes_near(reach) {
            of_shape(shape, &ground.underlay, &mut near);
        }
    }
    let far = |piece: &(PlanPoint, PlanPoint, _)| distance(nearest_on(piece.0, piece.1, pointer), pointer);
    near.pieces.retain(|piece| far(piece) <= aperture_ft);
    near.pieces.sort_by(|a, b| far(a).total_cmp(&far(b)));
    near.pieces.truncate(MOST_PIECES);
    near
}

/// Adds what an entity of a drawing offers.
fn of_shape(shape: &Shape, underlay: &Underlay, near: &mut Near) {
    let plan = |at: PlanPoint| underlay.to_plan(at);
    let mut center =
        |at: PlanPoint| near.places.push(Snap { kind: SnapKind::Center, at: plan(at), of: None });
    match shape {
        Shape::Mark(at) => near.places.push(Snap { kind: SnapKind::Endpoint, at: plan(*at), of: None }),
        Shape::Arc { center: at, .. } | Shape::Ellipse { center: at, .. } => center(*at),
        Shape::Text { .. } | Shape::Fill { .. } => return,
        Shape::Line { .. } | Shape::Polyline { .. } | Shape::Curve { .. } => {}
    }
    let curved = matches!(shape, Shape::Arc { .. } | Shape::Ellipse { .. } | Shape::Curve { .. });
    let points = shape.flatten(0.0);
    if curved {
        // Corners of an approximation are no places; its ends are, unless it is closed.
        let ends = points.first().zip(points.last()).filter(|(a, b)| distance(**a, **b) > 1e-9);
        for at in ends.into_iter().flat_map(|(a, b)| [a, b]) {
            near.places.push(Snap { kind: SnapKind::Endpoint, at: plan(*at), of: None });
        }
    }
    for (from, to) in points.iter().zip(points.iter().skip(1)) {
        let (from, to) = (plan(*from), plan(*to));
        if curved {
            near.places.push(Snap { kind: SnapKind::Nearest, at: from, of: None });
        } else {
            near.pieces.push((from, to, None));
        }
    }
}

fn places(near: &Near, pointer: PlanPoint, last: Option<PlanPoint>) -> Vec<Snap> {
    let mut found = near.places.clone();
    for (from, to, of) in &near.pieces {
        let mut put = |kind, at| found.push(Snap { kind, at, of: *of });
        put(SnapKind::Endpoint, *from);
        put(SnapKind::Endpoint, *to);
        put(SnapKind::Midpoint, PlanPoint { x: (from.x + to.x) / 2.0, y: (from.y + to.y) / 2.0 });
        put(SnapKind::Nearest, nearest_on(*from, *to, pointer));
        if let Some((foot, share)) = last.and_then(|last| foot_on(*from, *to, last))
            && (0.0..=1.0).contains(&share)
        {
            put(SnapKind::Perpendicular, foot);
        }
    }
    for (place, a) in near.pieces.iter().enumerate() {
        for b in near.pieces.iter().skip(place + 1) {
            if let Some(at) = crossing((a.0, a.1), (b.0, b.1)) {
                found.push(Snap { kind: SnapKind::Intersection, at, of: None });
            }
        }
    }
    found
}

/// Returns the point on the nearest line at a multiple of 45° from the last point, and where that line crosses what is near.
fn tracked(near: &Near, pointer: PlanPoint, last: PlanPoint) -> Vec<Snap> {
    let Some(at) = along_angle(last, pointer) else { return Vec::new() };
    let far = distance(last, at);
    // Twice as far as the pointer: a crossing may lie a little beyond it.
    let beyond = PlanPoint { x: last.x + (at.x - last.x) * 2.0, y: last.y + (at.y - last.y) * 2.0 };
    let crossed = near.pieces.iter().filter_map(|piece| {
        let at = crossing((last, beyond), (piece.0, piece.1))?;
        (far > 0.0).then_some(Snap { kind: SnapKind::Intersection, at, of: piece.2 })
    });
    crossed.chain([Snap { kind: SnapKind::Polar, at, of: None }]).collect()
}

/// Returns the foot of a point on the nearest of the lines through another one at multiples of 45°; nothing at that point itself.
pub fn along_angle(from: PlanPoint, at: PlanPoint) -> Option<PlanPoint> {
    let (dx, dy) = (at.x - from.x, at.y - from.y);
    if dx.hypot(dy) < 1e-9 {
        return None;
    }
    let eighth = std::f64::consts::FRAC_PI_4;
    let angle = (dy.atan2(dx) / eighth).round() * eighth;
    let (sin, cos) = angle.sin_cos();
    let along = dx * cos + dy * sin;
    // Along the axes to the last digit.
    let exact = |part: f64| if part.abs() < 1e-12 { 0.0 } else { part };
    Some(PlanPoint { x: from.x + exact(along * exact(cos)), y: from.y + exact(along * exact(sin)) })
}

/// Returns a point moved onto the nearer axis through another one.
pub fn along_axis(from: PlanPoint, at: PlanPoint) -> PlanPoint {
    if (at.x - from.x).abs() >= (at.y - from.y).abs() {
        PlanPoint { x: at.x, y: from.y }
    } else {
        PlanPoint { x: from.x, y: at.y }
    }
}

#[cfg(test)]
mod tests;
