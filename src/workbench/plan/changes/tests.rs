//! Changes of objects, against hand arithmetic.

use super::*;
use crate::domain::{
    DeviceId, Facts, Opening, OpeningId, OpeningKind, Project, RunId, SheetId, Wall, apply_all,
};
use crate::workbench::Sample;
use std::sync::Arc;

fn at(x: f64, y: f64) -> PlanPoint {
    PlanPoint { x, y }
}

fn with_door() -> (Project, Sheet) {
    let project = Project::named("Plan");
    let mut sheet = Sheet::new(SheetId(1), "Level 1");
    let wall =
        Wall { id: WallId(2), from: at(0.0, 0.0), to: at(20.0, 0.0), thickness_ft: 0.5, facts: Facts::new() };
    sheet.walls.insert(wall.id, Arc::new(wall));
    let door = Opening {
        id: OpeningId(3),
        kind: OpeningKind::Door,
        wall: WallId(2),
        along_ft: 10.0,
        width_ft: 3.0,
        hinge_far: false,
        swings_right: false,
        facts: Facts::new(),
    };
    sheet.openings.insert(door.id, Arc::new(door));
    let (project, _) = apply_all(&project, &[Edit::PutSheet(Box::new(sheet.clone()))]).expect("legal");
    (project, sheet)
}

fn door_after(project: &Project, step: &PlanStep) -> f64 {
    let (after, _) = apply_all(project, &step.edits).expect("legal");
    after.sheet(SheetId(1)).and_then(|sheet| sheet.openings.get(&OpeningId(3))).expect("stays").along_ft
}

#[test]
fn a_door_slides_along_its_wall_and_stops_at_its_ends() {
    let (project, sheet) = with_door();
    let door = [EntityId::Opening(SheetId(1), OpeningId(3))];
    let slid = moved(&sheet, &door, 4.0, 7.0).expect("moves");
    assert_eq!(door_after(&project, &slid), 14.0);
    let far = moved(&sheet, &door, 40.0, 0.0).expect("moves");
    assert_eq!(door_after(&project, &far), 18.5, "half its width from the end");
}

#[test]
fn a_wall_takes_its_door_along_and_once() {
    let (project, sheet) = with_door();
    let both = [EntityId::Wall(SheetId(1), WallId(2)), EntityId::Opening(SheetId(1), OpeningId(3))];
    let step = moved(&sheet, &both, 5.0, 5.0).expect("moves");
    assert_eq!(step.edits.len(), 1);
    assert_eq!(door_after(&project, &step), 10.0);
    let (step, copies) = copied(&project, &sheet, &both[..1], 0.0, 30.0).expect("copies");
    let (after, _) = apply_all(&project, &step.edits).expect("legal");
    let sheet = after.sheet(SheetId(1)).expect("there");
    assert_eq!((sheet.walls.len(), sheet.openings.len(), copies.len()), (2, 2, 1));
    let [first, second] = [0, 1].map(|n| sheet.openings.values().nth(n).expect("two").wall);
    assert_ne!(first, second, "the copy of the door is in the copy of the wall");
}

#[test]
fn a_run_keeps_to_the_device_it_ends_at_and_its_leg_to_its_axis() {
    let project = Sample::Riverside.project().expect("a sample");
    let sheet = project.sheet(SheetId(20)).expect("there");
    // R-12 begins at LP-1, at (6, 57.4).
    let lp1 = [EntityId::Device(sheet.id, DeviceId(44))];
    let step = moved(sheet, &lp1, 2.0, 0.0).expect("moves");
    let (after, _) = apply_all(&project, &step.edits).expect("legal");
    let path = |project: &Project| {
        project.sheet(SheetId(20)).and_then(|s| s.runs.get(&RunId(178))).expect("there").path.clone()
    };
    let (old, new) = (path(&project), path(&after));
    assert_eq!(new[0], at(old[0].x + 2.0, old[0].y));
    assert_eq!(new[1].x, new[0].x, "the first leg is upright still");
    assert_eq!(new[2..], old[2..]);
}

#[test]
fn words_count_what_is_alike() {
    let (_, sheet) = with_door();
    let wall = EntityId::Wall(SheetId(1), WallId(2));
    let door = EntityId::Opening(SheetId(1), OpeningId(3));
    assert_eq!(words_for(&sheet, &[wall]), "wall");
    assert_eq!(words_for(&sheet, &[wall, wall]), "2 walls");
    assert_eq!(words_for(&sheet, &[wall, door]), "2 objects");
    let removal = removal(&Project::named("Plan"), &sheet, &[wall]).expect("can go");
    assert_eq!(removal.consequences, ["1 opening in the wall will go with it"]);
}
