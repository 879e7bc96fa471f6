//! What was found as edits of a sheet: one undo step.

use super::Recognized;
use crate::domain::{Edit, Facts, Opening, OpeningId, Project, Room, RoomId, SheetId, Wall, WallId};

/// Returns the edits that put what was found on a sheet, with fresh identities.
pub fn edits_of(found: &Recognized, project: &Project, sheet: SheetId) -> Vec<Edit> {
    let mut next = project.next_id();
    let mut fresh = || {
        let id = next;
        next += 1;
        id
    };
    let mut edits = Vec::new();
    for wall in &found.walls {
        let id = WallId(fresh());
        let (from, to, thickness_ft) = (wall.from, wall.to, wall.thickness_ft);
        edits.push(Edit::PutWall {
            sheet,
            wall: Box::new(Wall { id, from, to, thickness_ft, facts: Facts::default() }),
        });
        for opening in &wall.openings {
            let opening = Opening {
                id: OpeningId(fresh()),
                kind: opening.kind,
                wall: id,
                along_ft: opening.along_ft,
                width_ft: opening.width_ft,
                hinge_far: opening.hinge_far,
                swings_right: opening.swings_right,
                facts: Facts::default(),
            };
            edits.push(Edit::PutOpening { sheet, opening: Box::new(opening) });
        }
    }
    for room in &found.rooms {
        let room = Room {
            id: RoomId(fresh()),
            name: room.name.clone(),
            use_type: room.use_type.clone(),
            outline: room.outline.clone(),
            facts: Facts::default(),
        };
        edits.push(Edit::PutRoom { sheet, room: Box::new(room) });
    }
    edits
}
