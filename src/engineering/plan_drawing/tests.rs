//! A drawing has everything of its sheet, on its layer, at its place.

use super::{CadLayer, plan_drawing, solid_outlines};
use crate::domain::drawing::Shape;
use crate::domain::symbols::SymbolLibrary;
use crate::domain::{Facts, Opening, OpeningId, OpeningKind, Project, Sheet, SheetId, Wall, WallId};
use crate::units::PlanPoint;
use std::sync::Arc;

fn at(x: f64, y: f64) -> PlanPoint {
    PlanPoint { x, y }
}

/// A wall of 20 ft to the right, 0.5 ft thick, with a door of 3 ft around 10 ft.
fn with_door(hinge_far: bool, swings_right: bool) -> Sheet {
    let mut sheet = Sheet::new(SheetId(1), "E1");
    let (from, to, facts) = (at(0.0, 0.0), at(20.0, 0.0), Facts::new());
    let wall = Wall { id: WallId(2), from, to, thickness_ft: 0.5, facts: facts.clone() };
    sheet.walls.insert(wall.id, Arc::new(wall));
    let opening = Opening {
        id: OpeningId(3),
        kind: OpeningKind::Door,
        wall: WallId(2),
        along_ft: 10.0,
        width_ft: 3.0,
        hinge_far,
        swings_right,
        facts,
    };
    sheet.openings.insert(opening.id, Arc::new(opening));
    sheet
}

#[test]
fn a_door_leaves_two_pieces_of_wall() {
    let pieces = solid_outlines(&with_door(false, false));
    let ends: Vec<(f64, f64)> = pieces.iter().map(|[a, b, _, _]| (a.x, b.x)).collect();
    assert_eq!(ends, [(-0.25, 8.5), (11.5, 20.25)]);
    assert!(pieces.iter().flatten().all(|p| p.y.abs() == 0.25));
}

/// Hinged near and swinging to the left: the leaf stands at 8.5 ft, up; the swing is the quarter from the right to up.
#[test]
fn doors_swing_the_way_they_are_hinged() {
    for (hinge_far, swings_right, tip, start) in [
        (false, false, at(8.5, 3.0), 0.0),
        (false, true, at(8.5, -3.0), -90.0),
        (true, false, at(11.5, 3.0), 90.0),
        (true, true, at(11.5, -3.0), -180.0),
    ] {
        let sheet = with_door(hinge_far, swings_right);
        let drawing = plan_drawing(&Project::named("d"), &sheet, &SymbolLibrary::shipped(), 8.0);
        let doors: Vec<&Shape> = drawing
            .entities
            .iter()
            .filter(|entity| entity.layer == CadLayer::Door.index())
            .map(|entity| &entity.shape)
            .collect();
        let [Shape::Line { to, .. }, Shape::Arc { radius, start_deg, sweep_deg, .. }] = doors.as_slice()
        else {
            panic!("a leaf and its swing: {doors:?}")
        };
        assert!((to.x - tip.x).abs() < 1e-9 && (to.y - tip.y).abs() < 1e-9, "{to:?}");
        assert_eq!(*radius, 3.0);
        assert!((sweep_deg - 90.0).abs() < 1e-9, "{sweep_deg}");
        assert!(
            ((start_deg - start).rem_euclid(360.0)).min((start - start_deg).rem_euclid(360.0)) < 1e-9,
            "{start_deg}"
        );
    }
}
