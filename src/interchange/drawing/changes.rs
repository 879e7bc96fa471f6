//! What differs between two states of a drawing: what is gone, what is new, and what lost the line it stood on.
//!
//! Entities have no identity that survives a revision in every program, so they are told by what they draw, to a
//! ten-thousandth of a unit, and by their layer.

use crate::domain::Underlay;
use crate::domain::drawing::{Drawing, DrawingEntity, Shape};
use crate::units::PlanPoint;
use std::collections::BTreeMap;

/// Places of entities that are in one drawing only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DrawingChanges {
    /// In the old drawing.
    pub gone: Vec<usize>,
    /// In the new drawing.
    pub added: Vec<usize>,
}

/// Steps of a unit that are told apart.
const STEPS: f64 = 10_000.0;

type Key = (String, u8, Vec<i64>, String);

/// Compares two states of a drawing.
pub fn changes(old: &Drawing, new: &Drawing) -> DrawingChanges {
    let mut of_old: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (place, entity) in old.entities.iter().enumerate() {
        of_old.entry(key(old, entity)).or_default().push(place);
    }
    let mut found = DrawingChanges::default();
    for (place, entity) in new.entities.iter().enumerate() {
        // Drawn twice before and once after is one gone.
        match of_old.get_mut(&key(new, entity)).and_then(Vec::pop) {
            Some(_) => {}
            None => found.added.push(place),
        }
    }
    found.gone = of_old.into_values().flatten().collect();
    found.gone.sort_unstable();
    found
}

fn key(drawing: &Drawing, entity: &DrawingEntity) -> Key {
    let layer = drawing.layers.get(entity.layer).map_or(String::new(), |layer| layer.name.to_uppercase());
    let step = |value: f64| (value * STEPS).round() as i64;
    let point = |at: &PlanPoint| [step(at.x), step(at.y)];
    let mut text = String::new();
    let (kind, numbers): (u8, Vec<i64>) = match &entity.shape {
        Shape::Mark(at) => (0, point(at).to_vec()),
        Shape::Line { from, to } => {
            // The way it was drawn is no difference.
            let mut ends = [point(from), point(to)];
            ends.sort_unstable();
            (1, ends.concat())
        }
        Shape::Polyline { vertices, closed } => {
            let corners = vertices.iter().flat_map(|v| [step(v.at.x), step(v.at.y), step(v.bulge)]);
            (2, corners.chain([i64::from(*closed)]).collect())
        }
        Shape::Arc { center, radius, start_deg, sweep_deg } => {
            let [x, y] = point(center);
            (3, vec![x, y, step(*radius), step(start_deg.rem_euclid(360.0)), step(*sweep_deg)])
        }
        Shape::Ellipse { center, major, ratio, start_deg, sweep_deg } => {
            let ([x, y], [mx, my]) = (point(center), point(major));
            (4, vec![x, y, mx, my, step(*ratio), step(start_deg.rem_euclid(360.0)), step(*sweep_deg)])
        }
        Shape::Curve { points, closed } => {
            (5, points.iter().flat_map(point).chain([i64::from(*closed)]).collect())
        }
        Shape::Fill { rings } => (6, rings.iter().flatten().flat_map(point).collect()),
        Shape::Text { at, height, rotation_deg, text: words, .. } => {
            text.clone_from(words);
            let [x, y] = point(at);
            (7, vec![x, y, step(*height), step(*rotation_deg)])
        }
    };
    (layer, kind, numbers, text)
}

/// How near a device has to be to a line to stand on it, in feet.
const ON_LINE_FT: f64 = 0.75;

/// Returns the places of points that stood on a line of the old drawing and stand on none of the new one.
pub fn points_off_lines(
    points: &[PlanPoint],
    (old, old_underlay): (&Drawing, &Underlay),
    (new, new_underlay): (&Drawing, &Underlay),
) -> Vec<usize> {
    let lost = |at: &PlanPoint| stands(*at, old, old_underlay) && !stands(*at, new, new_underlay);
    points.iter().enumerate().filter(|(_, at)| lost(at)).map(|(place, _)| place).collect()
}

fn stands(at: PlanPoint, drawing: &Drawing, underlay: &Underlay) -> bool {
    let Some(local) = underlay.from_plan(at) else { return false };
    let reach = ON_LINE_FT / underlay.feet_per_unit;
    let near = |a: &PlanPoint, b: &PlanPoint| distance(local, *a, *b) <= reach;
    drawing.entities.iter().any(|entity| {
        let lies = entity.shape.bounds().is_some_and(|bounds| {
            local.x >= bounds.min.x - reach
                && local.x <= bounds.max.x + reach
                && local.y >= bounds.min.y - reach
                && local.y <= bounds.max.y + reach
        });
        lies && entity.shape.flatten(0.0).windows(2).any(|pair| matches!(pair, [a, b] if near(a, b)))
    })
}

fn distance(at: PlanPoint, from: PlanPoint, to: PlanPoint) -> f64 {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let square = dx * dx + dy * dy;
    let share = if square > 0.0 { ((at.x - from.x) * dx + (at.y - from.y) * dy) / square } else { 0.0 };
    let share = share.clamp(0.0, 1.0);
    (at.x - from.x - dx * share).hypot(at.y - from.y - dy * share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::drawing::DrawingLayer;

    fn at(x: f64, y: f64) -> PlanPoint {
        PlanPoint { x, y }
    }

    fn drawing(lines: &[(f64, f64, f64, f64)]) -> Drawing {
        let line = |(x1, y1, x2, y2): &(f64, f64, f64, f64)| DrawingEntity {
            layer: 0,
            color: None,
            dashes: Vec::new(),
            shape: Shape::Line { from: at(*x1, *y1), to: at(*x2, *y2) },
        };
        let layers = vec![DrawingLayer { name: "A-WALL".to_owned(), ..DrawingLayer::default() }];
        Drawing { layers, entities: lines.iter().map(line).collect() }
    }

    #[test]
    fn a_moved_wall_is_gone_here_and_new_there() {
        let old = drawing(&[(0.0, 0.0, 10.0, 0.0), (0.0, 5.0, 10.0, 5.0), (0.0, 9.0, 1.0, 9.0)]);
        let new = drawing(&[(0.0, 9.0, 1.0, 9.0), (10.0, 0.0, 0.0, 0.0), (0.0, 7.0, 10.0, 7.0)]);
        assert_eq!(changes(&old, &new), DrawingChanges { gone: vec![1], added: vec![2] });
        assert_eq!(changes(&old, &old), DrawingChanges::default());
        let twice = drawing(&[(0.0, 0.0, 10.0, 0.0), (0.0, 0.0, 10.0, 0.0)]);
        assert_eq!(changes(&twice, &drawing(&[(0.0, 0.0, 10.0, 0.0)])).gone.len(), 1);
    }

    #[test]
    fn a_device_on_the_moved_wall_is_off_it() {
        let (old, new) = (drawing(&[(0.0, 60.0, 120.0, 60.0)]), drawing(&[(0.0, 84.0, 120.0, 84.0)]));
        let underlay = Underlay::new("plan.dxf", "", 1.0 / 12.0);
        // On the wall at 5 ft, in the middle of the room, on the wall at 7 ft.
        let devices = [at(3.0, 5.1), at(3.0, 2.0), at(3.0, 7.0)];
        assert_eq!(points_off_lines(&devices, (&old, &underlay), (&new, &underlay)), [0]);
    }
}
