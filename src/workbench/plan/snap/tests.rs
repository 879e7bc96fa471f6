//! Snaps are exact, near and far from the origin, and come in the order a person expects.

use super::*;
use crate::domain::drawing::{Drawing, DrawingEntity, DrawingLayer};
use crate::domain::symbols::SymbolLibrary;
use crate::domain::{Facts, SheetId, Wall, WallId};
use crate::interchange::drawing::ReadDrawing;
use crate::workbench::plan::PreparedDrawing;
use crate::workbench::underlays::UnderlayState;
use std::sync::Arc;

fn at(x: f64, y: f64) -> PlanPoint {
    PlanPoint { x, y }
}

/// Two walls that cross at (10, 10) from the given corner.
fn crossed(corner: PlanPoint) -> Sheet {
    let mut sheet = Sheet::new(SheetId(1), "Level 1");
    let ends = [((0.0, 10.0), (20.0, 10.0)), ((10.0, 0.0), (10.0, 30.0))];
    for (id, (from, to)) in (2..).zip(ends) {
        let wall = Wall {
            id: WallId(id),
            from: at(corner.x + from.0, corner.y + from.1),
            to: at(corner.x + to.0, corner.y + to.1),
            thickness_ft: 0.0,
            facts: Facts::new(),
        };
        sheet.walls.insert(wall.id, Arc::new(wall));
    }
    sheet
}

fn found(sheet: &Sheet, grounds: &Grounds, pointer: PlanPoint, last: Option<PlanPoint>) -> Vec<Snap> {
    let index = PlanIndex::of(sheet, &SymbolLibrary::shipped());
    let field = SnapField { sheet, index: &index, grounds };
    snaps_at(&field, &SnapSettings::default(), pointer, 0.5, last)
}

fn kinds(snaps: &[Snap]) -> Vec<SnapKind> {
    snaps.iter().map(|snap| snap.kind).collect()
}

#[test]
fn ends_middles_and_crossings_are_found_and_what_lies_anywhere_comes_last() {
    let (sheet, none) = (crossed(at(0.0, 0.0)), Grounds::default());
    let crossing = found(&sheet, &none, at(10.1, 10.2), None);
    // The crossing is also the middle of the first wall: one place, offered once.
    assert_eq!(crossing.first().map(|snap| snap.at), Some(at(10.0, 10.0)));
    assert!(kinds(&crossing).iter().skip(1).all(|kind| *kind == SnapKind::Nearest), "{crossing:?}");
    let end = found(&sheet, &none, at(0.2, 10.1), None);
    assert_eq!((end[0].kind, end[0].at), (SnapKind::Endpoint, at(0.0, 10.0)));
    let middle = found(&sheet, &none, at(10.2, 15.1), None);
    assert_eq!((middle[0].kind, middle[0].at), (SnapKind::Midpoint, at(10.0, 15.0)));
    let anywhere = found(&sheet, &none, at(4.0, 10.3), None);
    assert_eq!((anywhere[0].kind, anywhere[0].at), (SnapKind::Nearest, at(4.0, 10.0)));
    assert!(found(&sheet, &none, at(4.0, 12.0), None).is_empty());
}

#[test]
fn a_perpendicular_counts_from_the_last_point() {
    let sheet = crossed(at(0.0, 0.0));
    let snaps = found(&sheet, &Grounds::default(), at(6.1, 10.1), Some(at(6.0, 3.0)));
    assert_eq!((snaps[0].kind, snaps[0].at), (SnapKind::Perpendicular, at(6.0, 10.0)));
}

#[test]
fn three_hundred_kilometers_away_places_are_the_same() {
    let corner = at(984_251.25, -656_167.5);
    let sheet = crossed(corner);
    let snaps = found(&sheet, &Grounds::default(), at(corner.x + 0.2, corner.y + 10.1), None);
    assert_eq!((snaps[0].kind, snaps[0].at), (SnapKind::Endpoint, at(corner.x, corner.y + 10.0)));
    let cross = found(&sheet, &Grounds::default(), at(corner.x + 10.1, corner.y + 9.9), None);
    assert!(distance(cross[0].at, at(corner.x + 10.0, corner.y + 10.0)) < 1e-6, "{cross:?}");
}

#[test]
fn the_grid_catches_what_nothing_else_does() {
    let sheet = crossed(at(0.0, 0.0));
    let index = PlanIndex::of(&sheet, &SymbolLibrary::shipped());
    let grounds = Grounds::default();
    let field = SnapField { sheet: &sheet, index: &index, grounds: &grounds };
    let settings = SnapSettings { grid_snap: true, grid_ft: 0.5, ..SnapSettings::default() };
    let free = snaps_at(&field, &settings, at(3.2, 3.8), 0.5, None);
    assert_eq!((free[0].kind, free[0].at), (SnapKind::Grid, at(3.0, 4.0)));
    let end = snaps_at(&field, &settings, at(0.2, 10.1), 0.5, None);
    assert_eq!(end[0].kind, SnapKind::Endpoint);
    let off = SnapSettings { on: false, ..SnapSettings::default() };
    assert!(snaps_at(&field, &off, at(0.2, 10.1), 0.5, None).is_empty());
}

#[test]
fn a_circle_of_the_drawing_offers_its_center_and_no_corner_of_its_picture() {
    let entity = DrawingEntity {
        layer: 0,
        color: None,
        dashes: Vec::new(),
        // A radius of 2 in, at 10 ft, 5 ft.
        shape: Shape::Arc { center: at(120.0, 60.0), radius: 2.0, start_deg: 0.0, sweep_deg: 360.0 },
    };
    let layers = vec![DrawingLayer { name: "FURN".to_owned(), color: None, hidden: false }];
    let drawing = Arc::new(Drawing { layers, entities: vec![entity] });
    let mut underlay = Underlay::new("plan.dxf", "hash", 1.0 / 12.0);
    let sheet = Sheet::new(SheetId(1), "Level 1");
    let mut grounds = Grounds::default();
    let read = Arc::new(ReadDrawing { drawing, ..ReadDrawing::default() });
    let prepared = Arc::new(PreparedDrawing::new(Arc::clone(&read.drawing)));
    let content = || vec![(UnderlayState::Ready(Arc::clone(&read)), Some(Arc::clone(&prepared)))];
    grounds.keep(std::slice::from_ref(&underlay), content());
    let snaps = found(&sheet, &grounds, at(10.05, 5.0), None);
    assert_eq!(snaps[0].kind, SnapKind::Center);
    assert!(distance(snaps[0].at, at(10.0, 5.0)) < 1e-9);
    assert!(snaps.iter().all(|snap| snap.kind != SnapKind::Endpoint), "{snaps:?}");
    // A locked layer is seen, not snapped to.
    let look = crate::domain::LayerLook { locked: true, ..Default::default() };
    underlay.layers.insert("FURN".to_owned(), look);
    grounds.keep(std::slice::from_ref(&underlay), content());
    assert!(found(&sheet, &grounds, at(10.05, 5.0), None).is_empty());
}

#[test]
fn ortho_takes_the_nearer_axis() {
    assert_eq!(along_axis(at(1.0, 1.0), at(5.0, 3.0)), at(5.0, 1.0));
    assert_eq!(along_axis(at(1.0, 1.0), at(2.0, -3.0)), at(1.0, -3.0));
}

/// From the corner at (0, 0) a pointer near 45° is drawn onto that line, and onto the wall where the line crosses it.
#[test]
fn polar_lines_are_at_multiples_of_45_degrees_and_cross_walls() {
    assert_eq!(along_angle(at(1.0, 1.0), at(11.0, 1.4)), Some(at(11.0, 1.0)));
    let diagonal = along_angle(at(0.0, 0.0), at(4.0, 4.4)).expect("another point");
    assert!((diagonal.x - 4.2).abs() < 1e-9 && (diagonal.y - 4.2).abs() < 1e-9);
    assert_eq!(along_angle(at(1.0, 1.0), at(1.0, 1.0)), None);
    let (sheet, none) = (crossed(at(0.0, 0.0)), Grounds::default());
    let index = PlanIndex::of(&sheet, &SymbolLibrary::shipped());
    let field = SnapField { sheet: &sheet, index: &index, grounds: &none };
    let settings = SnapSettings { polar: true, ..SnapSettings::default() };
    let free = snaps_at(&field, &settings, at(4.0, 4.2), 0.5, Some(at(0.0, 0.0)));
    assert_eq!(kinds(&free), [SnapKind::Polar]);
    // The wall at y = 10 is crossed at (5, 10) on the way from (−5, 0).
    let onto = snaps_at(&field, &settings, at(5.2, 10.1), 0.5, Some(at(-5.0, 0.0)));
    assert_eq!(onto[0].kind, SnapKind::Intersection);
    assert!((onto[0].at.x - 5.0).abs() < 1e-9 && (onto[0].at.y - 10.0).abs() < 1e-9, "{onto:?}");
    let off = snaps_at(&field, &SnapSettings::default(), at(4.0, 4.2), 0.5, Some(at(0.0, 0.0)));
    assert!(off.is_empty());
}
