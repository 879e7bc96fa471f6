//! Geometry against samplers that know nothing of it: they take a step at a time and look.

use super::*;
use crate::domain::{
    Area, AreaId, AreaKind, DeviceId, Facts, Opening, OpeningId, OpeningKind, Room, RoomId, Sheet, SheetId,
    Wall, WallId,
};
use crate::units::PlanPoint;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::sync::Arc;

const SEEDS: u64 = 300;

fn at(x: f64, y: f64) -> PlanPoint {
    PlanPoint { x, y }
}

fn wall(sheet: &mut Sheet, from: PlanPoint, to: PlanPoint, thickness_ft: f64) -> WallId {
    let id = WallId(sheet.walls.len() as u64 + 1);
    sheet.walls.insert(id, Arc::new(Wall { id, from, to, thickness_ft, facts: Facts::new() }));
    id
}

fn open(sheet: &mut Sheet, kind: OpeningKind, wall: WallId, along_ft: f64, width_ft: f64) {
    let id = OpeningId(1000 + sheet.openings.len() as u64);
    let (hinge_far, swings_right, facts) = (false, false, Facts::new());
    let opening = Opening { id, kind, wall, along_ft, width_ft, hinge_far, swings_right, facts };
    sheet.openings.insert(id, Arc::new(opening));
}

fn area(sheet: &mut Sheet, kind: AreaKind, (x, y): (f64, f64), (width, height): (f64, f64)) {
    let id = AreaId(2000 + sheet.areas.len() as u64);
    let outline = vec![at(x, y), at(x + width, y), at(x + width, y + height), at(x, y + height)];
    sheet.areas.insert(id, Arc::new(Area { id, kind, name: String::new(), outline, facts: Facts::new() }));
}

/// An L-shaped room by its faces, with walls, doors and cabinets, and the same as a sampler sees it.
struct Drawn {
    sheet: Sheet,
    room: Room,
    /// Corners of the faces.
    faces: [PlanPoint; 6],
    /// Stretches of each face that are no wall, from its first corner.
    gaps: Vec<Vec<(f64, f64)>>,
}

fn drawn(seed: u64) -> Drawn {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let (w, h) = (rng.random_range(6.0..12.0), rng.random_range(6.0..12.0));
    let (wide, high) = (w + rng.random_range(5.0..12.0), h + rng.random_range(5.0..12.0));
    let thick = [0.33, 0.5, 1.0][rng.random_range(0..3_usize)];
    let shape = |k: f64| {
        [
            at(-k, -k),
            at(wide + k, -k),
            at(wide + k, h + k),
            at(w + k, h + k),
            at(w + k, high + k),
            at(-k, high + k),
        ]
    };
    let faces = shape(0.0);
    let centers = shape(thick / 2.0);
    let open_sides: Vec<bool> = (0..6).map(|_| rng.random_range(0..12) == 0).collect();
    // Where a side has no wall the outline itself ends the room: it has to be drawn at the faces.
    let at_faces = open_sides.contains(&true);
    let drawn_at = if at_faces { 0 } else { rng.random_range(0..3_usize) };
    let outline = shape([0.0, thick / 2.0, thick][drawn_at]);
    let mut sheet = Sheet::new(SheetId(1), "S");
    let mut gaps = vec![Vec::new(); 6];
    for side in 0..6 {
        let (from, to) = (centers[side], centers[(side + 1) % 6]);
        let face = Segment { from: faces[side], to: faces[(side + 1) % 6] };
        let length = face.length_ft();
        if open_sides[side] {
            gaps[side].push((-1.0, length + 1.0));
            continue;
        }
        // Drawn either way around.
        let turned = rng.random_range(0..2) == 0;
        let id = if turned { wall(&mut sheet, to, from, thick) } else { wall(&mut sheet, from, to, thick) };
        for _ in 0..rng.random_range(0..3) {
            let (middle, width) = (rng.random_range(0.5..length - 0.5), rng.random_range(1.0..4.0));
            let center = face.point_at(middle, 0.0);
            let first = if turned { to } else { from };
            // Along the axis the side runs on: only one of both differs from the wall's end by more than its thickness.
            let along = if side % 2 == 0 { (center.x - first.x).abs() } else { (center.y - first.y).abs() };
            match rng.random_range(0..3) {
                0 => open(&mut sheet, OpeningKind::Window, id, along, width),
                1 => {
                    open(&mut sheet, OpeningKind::Door, id, along, width);
                    gaps[side].push((middle - width / 2.0, middle + width / 2.0));
                }
                _ => {
                    open(&mut sheet, OpeningKind::Gap, id, along, width);
                    gaps[side].push((middle - width / 2.0, middle + width / 2.0));
                }
            }
        }
    }
    if rng.random_range(0..2) == 0 {
        // A cabinet at the lower wall, and a table that stands free.
        area(&mut sheet, AreaKind::Counter, (1.0, 0.0), (3.0, 2.0));
        area(&mut sheet, AreaKind::Furniture, (1.0, 3.0), (3.0, 2.0));
        gaps[0].push((1.0, 4.0));
    }
    let (id, facts) = (RoomId(1), Facts::new());
    let room = Room { id, name: "R".into(), use_type: String::new(), outline: outline.to_vec(), facts };
    Drawn { sheet, room, faces, gaps }
}

/// Returns the lengths of the stretches of wall as a walker finds them, in steps of a hundredth of a foot.
fn walked(drawn: &Drawn) -> Vec<f64> {
    const STEP_FT: f64 = 0.01;
    let mut solid = Vec::new();
    for side in 0..6 {
        let face = Segment { from: drawn.faces[side], to: drawn.faces[(side + 1) % 6] };
        let steps = (face.length_ft() / STEP_FT).round() as usize;
        for step in 0..steps {
            let along = (step as f64 + 0.5) * STEP_FT;
            solid.push(!drawn.gaps[side].iter().any(|(from, to)| (*from..*to).contains(&along)));
        }
    }
    let Some(hole) = solid.iter().position(|wall| !wall) else {
        return vec![solid.len() as f64 * STEP_FT];
    };
    let (mut lengths, mut here) = (Vec::new(), 0);
    for step in 1..=solid.len() {
        if solid[(hole + step) % solid.len()] {
            here += 1;
        } else if here > 0 {
            lengths.push(here as f64 * STEP_FT);
            here = 0;
        }
    }
    lengths
}

#[test]
fn wall_spaces_are_what_a_walker_finds() {
    for seed in 0..SEEDS {
        let drawn = drawn(seed);
        let line = WallLine::of(&drawn.sheet, &drawn.room);
        let mut found: Vec<f64> = line.spaces.iter().map(WallSpace::length_ft).collect();
        let mut walked = walked(&drawn);
        found.retain(|length| *length > 0.1);
        walked.retain(|length| *length > 0.1);
        found.sort_by(f64::total_cmp);
        walked.sort_by(f64::total_cmp);
        let alike =
            found.len() == walked.len() && found.iter().zip(&walked).all(|(a, b)| (a - b).abs() < 0.05);
        assert!(alike, "seed {seed}: {found:?}, walked {walked:?}");
        for (corner, face) in line.clear.iter().zip(drawn.faces) {
            assert!(distance_ft(*corner, face) < 1e-6, "seed {seed}: {corner:?} {face:?}");
        }
        assert_eq!(line.has_walls, !drawn.sheet.walls.is_empty());
    }
}

#[test]
fn the_farthest_point_is_what_a_sampler_finds() {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    for _ in 0..SEEDS {
        let length: f64 = rng.random_range(1.0..40.0);
        let outlets: Vec<f64> = (0..rng.random_range(1..5)).map(|_| rng.random_range(0.0..length)).collect();
        let to_outlet =
            |place: f64| outlets.iter().map(|at| (at - place).abs()).fold(f64::INFINITY, f64::min);
        let sampled =
            (0..=10_000).map(|step| to_outlet(length * f64::from(step) / 10_000.0)).fold(0.0, f64::max);
        let found = farthest(length, &outlets);
        assert!((found.distance_ft - sampled).abs() < 0.01);
        assert!((to_outlet(found.at_ft) - found.distance_ft).abs() < 1e-9);
    }
}

/// Returns whether a step on the way stands in a wall that does not let sight through, openings a little larger or smaller.
fn stepped_on(sheet: &Sheet, from: PlanPoint, to: PlanPoint, more_ft: f64) -> bool {
    (0..=6000).any(|step| {
        let share = f64::from(step) / 6000.0;
        let here = at(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share);
        sheet.walls.values().any(|wall| {
            let upright = wall.from.x == wall.to.x;
            let (off, along, end) = if upright {
                (here.x - wall.from.x, here.y - wall.from.y, wall.to.y - wall.from.y)
            } else {
                (here.y - wall.from.y, here.x - wall.from.x, wall.to.x - wall.from.x)
            };
            let through = sheet.openings.values().any(|opening| {
                let lets = matches!(opening.kind, OpeningKind::Gap | OpeningKind::Window);
                opening.wall == wall.id
                    && lets
                    && (along - opening.along_ft).abs() < opening.width_ft / 2.0 - more_ft
            });
            off.abs() < 0.01 && (-more_ft..end + more_ft).contains(&along) && !through
        })
    })
}

#[test]
fn sight_is_what_a_walker_finds() {
    let kinds = [OpeningKind::Door, OpeningKind::SlidingDoor, OpeningKind::Window, OpeningKind::Gap];
    let (mut clear, mut blocked) = (0, 0);
    for seed in 0..SEEDS {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut sheet = Sheet::new(SheetId(1), "S");
        for _ in 0..rng.random_range(1..5) {
            let (x, y, length) =
                (rng.random_range(0.0..40.0), rng.random_range(0.0..40.0), rng.random_range(4.0..25.0));
            let end = if rng.random_range(0..2) == 0 { at(x + length, y) } else { at(x, y + length) };
            let id = wall(&mut sheet, at(x, y), end, 0.5);
            if rng.random_range(0..2) == 0 {
                let width = rng.random_range(1.0..3.5);
                open(&mut sheet, kinds[rng.random_range(0..4_usize)], id, length / 2.0, width);
            }
        }
        let mut place = || at(rng.random_range(0.0..50.0), rng.random_range(0.0..50.0));
        let (from, to) = (place(), place());
        let in_wall = |end: PlanPoint| {
            sheet.walls.values().any(|w| Segment { from: w.from, to: w.to }.distance_to(end) < 0.4)
        };
        if in_wall(from) || in_wall(to) {
            continue;
        }
        let found = blocked_by(&sheet, from, to);
        if stepped_on(&sheet, from, to, -0.1) {
            assert!(found.is_some(), "seed {seed}");
            blocked += 1;
        }
        if !stepped_on(&sheet, from, to, 0.1) {
            assert!(found.is_none(), "seed {seed}: {found:?}");
            clear += 1;
        }
    }
    assert!(clear > 50 && blocked > 50, "{clear} {blocked}");
}

#[test]
fn a_device_on_a_wall_is_not_behind_it_and_low_walls_hide_nothing() {
    let mut sheet = Sheet::new(SheetId(1), "S");
    let id = wall(&mut sheet, at(0.0, 0.0), at(10.0, 0.0), 1.0);
    assert_eq!(blocked_by(&sheet, at(5.0, 0.4), at(5.0, -9.0)), None);
    let met = blocked_by(&sheet, at(5.0, 0.6), at(5.0, -9.0)).expect("a wall");
    assert!(met.wall == id && distance_ft(met.at, at(5.0, 0.0)) < 1e-9);
    let low = Wall {
        facts: Facts::new()
            .with(&crate::domain::facts::plan::LOW_WALL, crate::domain::facts::FactValue::YesNo(true))
            .expect("an answer"),
        ..sheet.walls[&id].as_ref().clone()
    };
    sheet.walls.insert(id, Arc::new(low));
    assert_eq!(blocked_by(&sheet, at(5.0, 0.6), at(5.0, -9.0)), None);
}

#[test]
fn the_space_in_front_is_what_a_sampler_finds() {
    const STEP_FT: f64 = 0.05;
    for seed in 0..100 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut sheet = Sheet::new(SheetId(1), "S");
        wall(&mut sheet, at(-30.0, 0.0), at(30.0, 0.0), 0.5);
        let mut boxes = Vec::new();
        for _ in 0..rng.random_range(0..4) {
            let (x, y): (f64, f64) = (rng.random_range(-7.0..6.0), rng.random_range(0.9..8.0));
            let (width, height): (f64, f64) = (rng.random_range(0.3..3.0), rng.random_range(0.3..3.0));
            area(&mut sheet, AreaKind::Furniture, (x, y), (width, height));
            boxes.push((x, y, x + width, y + height));
        }
        let hit = |x: f64, y: f64| boxes.iter().any(|b| (b.0..b.2).contains(&x) && (b.1..b.3).contains(&y));
        let front = Front::of(&sheet, at(0.0, 0.4), 0.0, 2.0, 0.5);
        assert_eq!((front.at, front.away), (at(0.0, 0.75), at(0.0, 1.0)));
        let clear = front.clear(&sheet, DeviceId(1), 3.0);
        let step = |n: i32| f64::from(n) * STEP_FT;
        let ahead = |n: &i32| (-20..=20).any(|across| hit(step(across) * 0.999, 0.75 + step(*n)));
        let depth = (0..240).find(ahead).map_or(12.0, step);
        assert!((clear.depth_ft - depth).abs() <= STEP_FT + 1e-9, "seed {seed}: {clear:?}, sampled {depth}");
        if depth > 3.0 {
            let beside = |x: f64| (0..=60).any(|n| hit(x, 0.75 + step(n).min(2.9999)));
            let right = (20..240).find(|n| beside(step(*n))).map_or(12.0, step);
            let left = (20..240).find(|n| beside(-step(*n))).map_or(12.0, step);
            let sampled = left + right;
            assert!(
                (clear.width_ft - sampled).abs() <= 2.0 * STEP_FT + 0.01,
                "seed {seed}: {clear:?}, sampled {sampled}"
            );
        }
    }
}

#[test]
fn a_front_looks_away_from_its_wall_whichever_side_it_is_on() {
    let mut sheet = Sheet::new(SheetId(1), "S");
    wall(&mut sheet, at(0.0, 10.0), at(20.0, 10.0), 1.0);
    wall(&mut sheet, at(20.0, 0.0), at(20.0, 10.0), 1.0);
    let below = Front::of(&sheet, at(5.0, 9.4), 0.0, 2.0, 0.5);
    assert!(distance_ft(below.at, at(5.0, 9.0)) < 1e-9 && distance_ft(below.away, at(0.0, -1.0)) < 1e-9);
    let left = Front::of(&sheet, at(19.3, 4.0), 0.0, 2.0, 0.5);
    assert!(distance_ft(left.at, at(19.0, 4.0)) < 1e-9 && distance_ft(left.away, at(-1.0, 0.0)) < 1e-9);
    let free = Front::of(&sheet, at(8.0, 4.0), 90.0, 2.0, 1.0);
    assert!(distance_ft(free.away, at(-1.0, 0.0)) < 1e-9 && distance_ft(free.at, at(7.5, 4.0)) < 1e-9);
    let feet = free.footprint(1.0);
    assert!((area_ft2(&feet) - 2.0).abs() < 1e-9);
    assert!(feet.iter().all(|corner| (corner.x - 8.0).abs() < 0.51 && (corner.y - 4.0).abs() < 1.01));
}

#[test]
fn doors_open_into_one_of_two_rooms() {
    let mut sheet = Sheet::new(SheetId(1), "S");
    // Upward: the left room is to its left.
    let id = wall(&mut sheet, at(10.0, 0.0), at(10.0, 20.0), 0.5);
    open(&mut sheet, OpeningKind::Door, id, 5.0, 3.0);
    open(&mut sheet, OpeningKind::Gap, id, 12.0, 3.0);
    open(&mut sheet, OpeningKind::Window, id, 17.0, 3.0);
    let room = |id: u64, x: f64| Room {
        id: RoomId(id),
        name: String::new(),
        use_type: String::new(),
        outline: vec![at(x, 0.0), at(x + 10.0, 0.0), at(x + 10.0, 20.0), at(x, 20.0)],
        facts: Facts::new(),
    };
    let of = |room: &Room| -> Vec<(f64, bool)> {
        ways_of(&sheet, room).iter().map(|way| (way.at.y, way.opens_in)).collect()
    };
    assert_eq!(of(&room(1, 0.0)), [(5.0, true), (12.0, false)]);
    assert_eq!(of(&room(2, 10.0)), [(5.0, false), (12.0, false)]);
    assert_eq!(of(&room(3, 40.0)), []);
}

#[test]
fn a_counter_around_a_corner_is_parted_by_its_sink() {
    let mut sheet = Sheet::new(SheetId(1), "S");
    let corners = [at(0.0, 0.0), at(16.0, 0.0), at(16.0, 12.0), at(0.0, 12.0)];
    for side in 0..4 {
        wall(&mut sheet, corners[side], corners[(side + 1) % 4], 0.5);
    }
    let room = Room {
        id: RoomId(1),
        name: String::new(),
        use_type: String::new(),
        outline: corners.to_vec(),
        facts: Facts::new(),
    };
    // Along the lower wall from x = 4 and around the right corner up to y = 8, 2 ft deep; faces are at 0.25, 15.75.
    let outline =
        vec![at(4.0, 0.25), at(15.75, 0.25), at(15.75, 8.0), at(13.75, 8.0), at(13.75, 2.25), at(4.0, 2.25)];
    let counter =
        Area { id: AreaId(1), kind: AreaKind::Counter, name: String::new(), outline, facts: Facts::new() };
    let lengths = |sheet: &Sheet, counter: &Area| -> Vec<f64> {
        counter_lines(sheet, &room, counter).iter().map(WallSpace::length_ft).collect()
    };
    let near = |found: Vec<f64>, wanted: &[f64]| {
        assert!(
            found.len() == wanted.len() && found.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-6),
            "{found:?}"
        );
    };
    // 15.75 − 4 = 11.75 and 8 − 0.25 = 7.75.
    near(lengths(&sheet, &counter), &[19.5]);
    area(&mut sheet, AreaKind::Sink, (8.0, 0.5), (2.5, 1.5));
    near(lengths(&sheet, &counter), &[4.0, 13.0]);
    // A sink a foot from the wall leaves the wall behind it.
    area(&mut sheet, AreaKind::Sink, (14.0, 5.0), (0.75, 2.0));
    near(lengths(&sheet, &counter), &[4.0, 13.0]);
    // A counter that ends at the right wall: what it touches there is its end.
    let short =
        Area { outline: vec![at(12.0, 0.25), at(15.75, 0.25), at(15.75, 2.25), at(12.0, 2.25)], ..counter };
    near(lengths(&sheet, &short), &[3.75]);
}
