//! Floors by hand: rooms with a wall between them, by every way through it.

use super::*;
use crate::domain::{Area, AreaKind, Facts, Opening, OpeningId, OpeningKind, Room, SheetId, Wall};
use crate::engineering::routing::Finder;
use std::sync::Arc;

fn at(x: f64, y: f64) -> PlanPoint {
    PlanPoint { x, y }
}

/// Two rooms of 10 ft by 10 ft side by side, with walls around and one between them at x = 10.
fn two_rooms() -> Sheet {
    let mut sheet = Sheet::new(SheetId(1), "S");
    let walls = [
        (at(0.0, 0.0), at(20.0, 0.0)),
        (at(20.0, 0.0), at(20.0, 10.0)),
        (at(20.0, 10.0), at(0.0, 10.0)),
        (at(0.0, 10.0), at(0.0, 0.0)),
        (at(10.0, 0.0), at(10.0, 10.0)),
    ];
    for (id, (from, to)) in (10..).zip(walls) {
        let wall = Wall { id: WallId(id), from, to, thickness_ft: 0.5, facts: Facts::new() };
        sheet.walls.insert(wall.id, Arc::new(wall));
    }
    for (id, x) in [(20, 0.0), (21, 10.0)] {
        let outline = vec![at(x, 0.0), at(x + 10.0, 0.0), at(x + 10.0, 10.0), at(x, 10.0)];
        let use_type = "office".to_owned();
        let room = Room { id: RoomId(id), name: "R".into(), use_type, outline, facts: Facts::new() };
        sheet.rooms.insert(room.id, Arc::new(room));
    }
    sheet
}

fn with_door(mut sheet: Sheet, along_ft: f64) -> Sheet {
    let door = Opening {
        id: OpeningId(30),
        kind: OpeningKind::Door,
        wall: WallId(14),
        along_ft,
        width_ft: 3.0,
        hinge_far: false,
        swings_right: false,
        facts: Facts::new(),
    };
    sheet.openings.insert(door.id, Arc::new(door));
    sheet
}

/// Length in feet and cost in feet of the way from (2, 5) to (18, 5).
fn across(sheet: &Sheet, terms: &RouteTerms) -> Option<(f64, f64)> {
    let floor = Floor::of(sheet, terms);
    let ends = [at(2.25, 5.25), at(17.75, 5.25)].map(|p| floor.start_at(p).expect("free"));
    let walk = Finder::default().shortest(&floor.ground, &ends[..1], &ends[1..], floor.terms(terms)).ok()?;
    Some(((walk.cells.len() - 1) as f64 * floor.cell_ft, floor.feet(walk.cost)))
}

#[test]
fn a_wall_costs_a_penetration_a_door_none_and_a_closed_wall_no_way() {
    let ceiling = RouteTerms::default();
    let (length, cost) = across(&two_rooms(), &ceiling).expect("a way");
    assert_eq!(length, 15.5);
    // One cell of the wall, with half of the step on either side of it.
    assert!((cost - 20.5).abs() < 0.05, "{cost}");
    let openings = RouteTerms { crossing: Crossing::Openings, ..ceiling };
    assert_eq!(across(&two_rooms(), &openings), None);
    // Up to the door, 6.5 to 9.5 along the wall with its lowest cell at 6.75, across and down: two bends of 2 ft.
    let (length, cost) = across(&with_door(two_rooms(), 8.0), &openings).expect("a way");
    assert_eq!((length, cost), (18.5, 22.5));
    let slab = RouteTerms { mounting: Mounting::Slab, ..ceiling };
    assert_eq!(across(&two_rooms(), &slab), Some((15.5, 15.5)));
}

#[test]
fn a_slanting_wall_cannot_be_stepped_over() {
    for (dx, dy) in [(26.0, 14.0), (7.0, 14.0), (14.0, 14.0), (0.3, 20.0), (60.0, 17.0)] {
        let mut sheet = two_rooms();
        sheet.walls.remove(&WallId(14));
        let (from, to) = (at(10.0 - dx / 2.0, 5.0 - dy / 2.0), at(10.0 + dx / 2.0, 5.0 + dy / 2.0));
        let wall = Wall { id: WallId(14), from, to, thickness_ft: 0.1, facts: Facts::new() };
        sheet.walls.insert(wall.id, Arc::new(wall));
        let terms = RouteTerms { crossing: Crossing::Openings, ..RouteTerms::default() };
        let floor = Floor::of(&sheet, &terms);
        let ends = [at(2.0, 9.0), at(18.0, 1.0)].map(|p| floor.start_at(p).expect("free"));
        let plain = Terms { bend: 0, ..floor.terms(&terms) };
        for angles in [Angles::Square, Angles::Octile] {
            let found =
                Finder::default().shortest(&floor.ground, &ends[..1], &ends[1..], Terms { angles, ..plain });
            assert!(found.is_err(), "{dx} {dy} {angles:?}");
        }
    }
}

#[test]
fn areas_block_or_draw_routes_and_blocked_cells_know_by_what() {
    let area = |kind, x0: f64, y0: f64, x1: f64, y1: f64| {
        let outline = vec![at(x0, y0), at(x1, y0), at(x1, y1), at(x0, y1)];
        Arc::new(Area { id: AreaId(40), kind, name: String::new(), outline, facts: Facts::new() })
    };
    let mut sheet = two_rooms();
    sheet.areas.insert(AreaId(40), area(AreaKind::Shaft, 4.0, 3.0, 6.0, 7.0));
    let floor = Floor::of(&sheet, &RouteTerms::default());
    let inside = floor.cell_at(at(5.0, 5.0));
    assert_eq!(floor.blocker(inside), Some(Blocker::Area(AreaId(40))));
    assert_eq!(floor.blocker(floor.cell_at(at(2.0, 5.0))), None);
    assert!(across(&sheet, &RouteTerms::default()).is_some_and(|(length, _)| length > 15.5));
    sheet.areas.insert(AreaId(40), area(AreaKind::Furniture, 4.0, 3.0, 6.0, 7.0));
    assert!(across(&sheet, &RouteTerms::default()).is_some_and(|(length, _)| length == 15.5));
    // Over the whole width a preferred strip two feet up is worth its detour: 60 % of the way and four bends more.
    let mut sheet = two_rooms();
    sheet.walls.remove(&WallId(14));
    sheet.areas.insert(AreaId(40), area(AreaKind::PreferredRoute, 0.0, 5.9, 20.0, 6.6));
    let terms = RouteTerms { bend_ft: 0.2, ..RouteTerms::default() };
    assert!(across(&sheet, &terms).is_some_and(|(length, cost)| length > 15.5 && cost < 15.5));
}

#[test]
fn a_hoistway_takes_no_other_wiring() {
    let mut sheet = two_rooms();
    let mut room = sheet.rooms[&RoomId(21)].as_ref().clone();
    room.use_type = "elevator hoistway".into();
    sheet.rooms.insert(room.id, Arc::new(room));
    let floor = Floor::of(&sheet, &RouteTerms::default());
    assert_eq!(floor.blocker(floor.cell_at(at(15.0, 5.0))), Some(Blocker::Room(RoomId(21))));
}

#[test]
fn large_plans_take_larger_cells() {
    let mut sheet = Sheet::new(SheetId(1), "S");
    let (from, to) = (at(0.0, 0.0), at(900.0, 700.0));
    let wall = Wall { id: WallId(2), from, to, thickness_ft: 1.0, facts: Facts::new() };
    sheet.walls.insert(wall.id, Arc::new(wall));
    let floor = Floor::of(&sheet, &RouteTerms::default());
    assert_eq!(floor.cell_ft, 1.0);
    assert!(floor.ground.columns() * floor.ground.rows() <= 1_200_000);
}
