//! A plan of two rooms drawn by hand, as walls of two faces and as single lines.

use super::{RecognizeOptions, Recognized, edits_of, recognize};
use crate::domain::drawing::{Align, Drawing, DrawingEntity, DrawingLayer, Shape, Vertex};
use crate::domain::{Edit, OpeningKind, Project, Sheet, SheetId, Underlay, apply_all, violations};
use crate::interchange::drawing::Watch;
use crate::units::PlanPoint;

fn at(x: f64, y: f64) -> PlanPoint {
    PlanPoint { x, y }
}

fn entity(layer: usize, shape: Shape) -> DrawingEntity {
    DrawingEntity { layer, color: None, dashes: Vec::new(), shape }
}

fn lines(layer: usize, list: &[(f64, f64, f64, f64)]) -> Vec<DrawingEntity> {
    list.iter()
        .map(|(x1, y1, x2, y2)| entity(layer, Shape::Line { from: at(*x1, *y1), to: at(*x2, *y2) }))
        .collect()
}

fn text(x: f64, y: f64, words: &str) -> DrawingEntity {
    let align = Align { x: 0.5, y: 0.5 };
    entity(3, Shape::Text { at: at(x, y), height: 8.0, rotation_deg: 0.0, align, text: words.to_owned() })
}

/// In inches: 360 by 240 outside, walls of 6; a wall of 6 at x = 177 to 183 with a door of 36 from y = 60 to 96, hinged at
/// 60 and opening to the right (towards +x); a window of 48 in the lower wall.
fn plan() -> Drawing {
    let layers = ["A-WALL", "A-DOOR", "A-GLAZ", "A-ANNO-NAME"];
    let layers =
        layers.map(|name| DrawingLayer { name: name.to_owned(), ..DrawingLayer::default() }).to_vec();
    let mut entities = lines(
        0,
        &[
            // outer face, broken by the window
            (0.0, 0.0, 60.0, 0.0),
            (108.0, 0.0, 360.0, 0.0),
            (360.0, 0.0, 360.0, 240.0),
            (360.0, 240.0, 0.0, 240.0),
            (0.0, 240.0, 0.0, 0.0),
            // inner faces of the left room
            (6.0, 6.0, 60.0, 6.0),
            (108.0, 6.0, 177.0, 6.0),
            (177.0, 6.0, 177.0, 60.0),
            (177.0, 96.0, 177.0, 234.0),
            (177.0, 234.0, 6.0, 234.0),
            (6.0, 234.0, 6.0, 6.0),
            // and of the right one
            (183.0, 6.0, 354.0, 6.0),
            (354.0, 6.0, 354.0, 234.0),
            (354.0, 234.0, 183.0, 234.0),
            (183.0, 234.0, 183.0, 96.0),
            (183.0, 60.0, 183.0, 6.0),
            // jambs
            (60.0, 0.0, 60.0, 6.0),
            (108.0, 0.0, 108.0, 6.0),
            (177.0, 60.0, 183.0, 60.0),
            (177.0, 96.0, 183.0, 96.0),
        ],
    );
    entities.push(entity(
        1,
        Shape::Arc { center: at(183.0, 60.0), radius: 36.0, start_deg: 0.0, sweep_deg: 90.0 },
    ));
    entities.extend(lines(2, &[(60.0, 2.0, 108.0, 2.0), (60.0, 4.0, 108.0, 4.0)]));
    entities.extend([text(90.0, 120.0, "OFFICE 101"), text(270.0, 120.0, "IT")]);
    Drawing { layers, entities }
}

fn found(drawing: &Drawing) -> Recognized {
    let underlay = Underlay::new("plan.dxf", "", 1.0 / 12.0);
    recognize(drawing, &underlay, &RecognizeOptions::default(), &Watch::patient()).expect("patient")
}

fn area(outline: &[PlanPoint]) -> f64 {
    outline.iter().zip(outline.iter().cycle().skip(1)).map(|(a, b)| a.x * b.y - b.x * a.y).sum::<f64>() / 2.0
}

#[test]
fn two_rooms_with_a_door_and_a_window_are_found() {
    let found = found(&plan());
    assert_eq!(found.walls.len(), 5, "{:#?}", found.walls);
    assert!(found.walls.iter().all(|wall| (wall.thickness_ft - 0.5).abs() < 1e-9));
    let openings: Vec<_> = found.walls.iter().flat_map(|wall| &wall.openings).collect();
    let [window, door] = openings.as_slice() else { panic!("{openings:?}") };
    assert_eq!((window.kind, door.kind), (OpeningKind::Window, OpeningKind::Door));
    assert!((window.width_ft - 4.0).abs() < 1e-9 && (door.width_ft - 3.0).abs() < 1e-9);
    // The door is in the upright wall, which runs from the axis of the lower wall at 0.25 ft: its middle is at 6.5 ft.
    let upright = found.walls.iter().find(|wall| wall.openings.contains(door)).expect("a wall");
    let door_at = upright.from.y + (upright.to.y - upright.from.y).signum() * door.along_ft;
    assert!((door_at - 6.5).abs() < 1e-6, "{upright:?}");
    assert!((!door.hinge_far && door.swings_right) == (upright.to.y > upright.from.y), "{door:?}");
    let rooms: Vec<(&str, &str)> =
        found.rooms.iter().map(|room| (room.name.as_str(), room.use_type.as_str())).collect();
    assert_eq!(rooms.len(), 2, "{rooms:?}");
    assert!(rooms.contains(&("OFFICE 101", "office")) && rooms.contains(&("IT", "it-room")), "{rooms:?}");
    // Between the inner faces: 171 by 228 inches.
    for room in &found.rooms {
        assert!((area(&room.outline) - 171.0 * 228.0 / 144.0).abs() < 2.0, "{}", area(&room.outline));
    }
}

#[test]
fn single_lines_are_walls_too() {
    let layers = vec![DrawingLayer { name: "MURS".to_owned(), ..DrawingLayer::default() }];
    let entities = lines(
        0,
        &[
            (0.0, 0.0, 240.0, 0.0),
            (240.0, 0.0, 240.0, 120.0),
            (240.0, 120.0, 0.0, 120.0),
            (0.0, 120.0, 0.0, 0.0),
            (120.0, 0.0, 120.0, 120.0),
        ],
    );
    let found = found(&Drawing { layers, entities });
    assert_eq!((found.walls.len(), found.rooms.len()), (5, 2), "{found:#?}");
    assert!(found.walls.iter().all(|wall| wall.thickness_ft == 0.375));
    let names: Vec<&str> = found.rooms.iter().map(|room| room.name.as_str()).collect();
    assert_eq!(names, ["Room 1", "Room 2"]);
}

#[test]
fn what_was_found_is_one_step_of_a_sound_project() {
    let sheet = SheetId(1);
    let empty = apply_all(&Project::named("p"), &[Edit::PutSheet(Box::new(Sheet::new(sheet, "Level 1")))]);
    let (project, _) = empty.expect("a sheet");
    let found = found(&plan());
    let (project, _) = apply_all(&project, &edits_of(&found, &project, sheet)).expect("edits");
    let on = project.sheet(sheet).expect("a sheet");
    assert_eq!((on.walls.len(), on.openings.len(), on.rooms.len()), (5, 2, 2));
    assert_eq!(violations(&project), Vec::<String>::new());
}

#[test]
fn without_a_layer_of_walls_one_is_asked_for() {
    let mut drawing = plan();
    for layer in &mut drawing.layers {
        layer.name = layer.name.replace("WALL", "THING");
    }
    let none = found(&drawing);
    assert!(none.walls.is_empty() && none.notes.iter().any(|note| note.starts_with("No layer")), "{none:?}");
    let options = RecognizeOptions {
        wall_layers: Some(["A-THING".to_owned()].into_iter().collect()),
        ..RecognizeOptions::default()
    };
    let underlay = Underlay::new("plan.dxf", "", 1.0 / 12.0);
    let found = recognize(&drawing, &underlay, &options, &Watch::patient()).expect("patient");
    assert_eq!(found.rooms.len(), 2);
}

/// A hall of 20 ft by 10 ft with a half-round end of 10 ft across on the right, walls of 6 in, in inches.
#[test]
fn a_curved_wall_is_a_chain_of_straight_ones_that_closes_its_room() {
    let layers = ["A-WALL", "-", "-", "A-ANNO-NAME"];
    let layers =
        layers.map(|name| DrawingLayer { name: name.to_owned(), ..DrawingLayer::default() }).to_vec();
    let mut entities = lines(
        0,
        &[
            (240.0, 0.0, 0.0, 0.0),
            (0.0, 0.0, 0.0, 132.0),
            (0.0, 132.0, 240.0, 132.0),
            (240.0, 6.0, 6.0, 6.0),
            (6.0, 6.0, 6.0, 126.0),
            (6.0, 126.0, 240.0, 126.0),
        ],
    );
    entities.push(entity(
        0,
        Shape::Arc { center: at(240.0, 66.0), radius: 66.0, start_deg: -90.0, sweep_deg: 180.0 },
    ));
    // The inner face as a bulged polyline, drawn the other way round.
    let vertices =
        vec![Vertex { at: at(240.0, 126.0), bulge: -1.0 }, Vertex { at: at(240.0, 6.0), bulge: 0.0 }];
    entities.push(entity(0, Shape::Polyline { vertices, closed: false }));
    entities.push(text(120.0, 66.0, "OFFICE"));
    let found = found(&Drawing { layers, entities });
    let curved: Vec<_> = found.walls.iter().filter(|wall| wall.from.x > 19.9 && wall.to.x > 19.9).collect();
    assert_eq!(curved.len(), 12, "{:#?}", found.walls);
    assert!(curved.iter().all(|wall| (wall.thickness_ft - 0.5).abs() < 1e-9));
    let [room] = found.rooms.as_slice() else { panic!("{:?}", found.rooms) };
    // 19.5 by 10 ft and half a circle of 5 ft; a chain of 12 pieces has 1 % less than the half circle.
    let whole = 19.5 * 10.0 + 12.5 * std::f64::consts::PI;
    let is = area(&room.outline);
    assert!(is < whole && is > whole - 1.5, "{is} of {whole}");
}
