//! A floor plan of a dataset as a project with a sheet, to be routed on: one room, what is blocked as shafts, the panelboard at the
//! goal.

use crate::domain::{
    Area, AreaId, AreaKind, Device, DeviceId, DeviceKind, Edit, Facts, Panel, PanelId, Project, Room, RoomId,
    Sheet, SheetId, System, apply_all,
};
use crate::units::{PlanPoint, VoltAmperes};
use serde_json::Value;
use std::sync::Arc;

/// Side of a cell, in feet.
const CELL_FT: f64 = 2.0;
/// Width of what is blocked around the plan, in cells: more than a router looks beyond a room.
const EDGE: f64 = 2.0;
const PANEL: &str = "LP-1";

/// Returns the project of a record: `blocked` row by row from the lowest, `goal` by number; `None` where it is no plan.
pub(super) fn floor_project(record: &Value) -> Option<Project> {
    let rows: Vec<Vec<bool>> = serde_json::from_value(record.get("blocked")?.clone()).ok()?;
    let columns = rows.first()?.len().max(1);
    let goal = usize::try_from(record.get("goal")?.as_u64()?).ok()?;
    let mut sheet = Sheet::new(SheetId(2), record.get("name")?.as_str()?);
    let mut next = 3;
    let mut id = || {
        next += 1;
        next
    };
    let shaft = |outline| (AreaKind::Shaft, outline);
    let mut areas = Vec::new();
    for (row, cells) in rows.iter().enumerate() {
        // Blocked cells side by side are one shaft.
        let mut column = 0;
        while column < cells.len() {
            let wide = cells.iter().skip(column).take_while(|blocked| **blocked).count();
            if wide > 0 {
                areas.push(shaft(rectangle((column as f64, row as f64), (wide as f64, 1.0))));
            }
            column += wide.max(1);
        }
    }
    let (wide, high) = (columns as f64, rows.len() as f64);
    // Nothing leads around the outside.
    for (corner, size) in [
        ((-EDGE, -EDGE), (wide + 2.0 * EDGE, EDGE)),
        ((-EDGE, high), (wide + 2.0 * EDGE, EDGE)),
        ((-EDGE, 0.0), (EDGE, high)),
        ((wide, 0.0), (EDGE, high)),
    ] {
        areas.push(shaft(rectangle(corner, size)));
    }
    for (kind, outline) in areas {
        let area = Area { id: AreaId(id()), kind, name: String::new(), outline, facts: Facts::new() };
        sheet.areas.insert(area.id, Arc::new(area));
    }
    let outline = rectangle((0.0, 0.0), (wide, high));
    let (name, use_type) = (String::new(), String::new());
    let room = Room { id: RoomId(id()), name, use_type, outline, facts: Facts::new() };
    sheet.rooms.insert(room.id, Arc::new(room));
    let (column, row) = (goal % columns, goal / columns);
    let board = Device {
        id: DeviceId(id()),
        kind: DeviceKind::PanelLocation,
        symbol: "panelboard".to_owned(),
        at: PlanPoint { x: (column as f64 + 0.5) * CELL_FT, y: (row as f64 + 0.5) * CELL_FT },
        rotation_deg: 0.0,
        load: VoltAmperes(0.0),
        circuit: None,
        label: PANEL.to_owned(),
        facts: Facts::new(),
    };
    sheet.devices.insert(board.id, Arc::new(board));
    let panel = Panel::new(PanelId(1), PANEL, System::Wye208, 42);
    let edits = [Edit::AddPanel(Box::new(panel)), Edit::PutSheet(Box::new(sheet))];
    Some(apply_all(&Project::named("Example of a dataset"), &edits).ok()?.0)
}

/// Returns an outline in feet from a corner and a size in cells.
fn rectangle((left, bottom): (f64, f64), (wide, high): (f64, f64)) -> Vec<PlanPoint> {
    let at = |x: f64, y: f64| PlanPoint { x: x * CELL_FT, y: y * CELL_FT };
    let (right, top) = (left + wide, bottom + high);
    vec![at(left, bottom), at(right, bottom), at(right, top), at(left, top)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engineering::routing::{Cell, Floor, RouteTerms};
    use serde_json::json;

    #[test]
    fn what_is_blocked_there_is_blocked_for_the_router() {
        let rows = [[false, true, true], [false, false, false]];
        let project = floor_project(&json!({ "name": "open", "goal": 3, "blocked": rows })).expect("a plan");
        let sheet = project.sheets().next().expect("one");
        assert_eq!(sheet.areas.len(), 1 + 4, "side by side, and the edge");
        let floor = Floor::of(sheet, &RouteTerms::default());
        assert!(floor.ground.columns() as f64 * floor.feet(floor.cost(0.5)) >= 6.0, "the whole plan");
        let free = floor.ground.board();
        let outside = [(-1.0, 1.0), (7.0, 1.0), (3.0, -1.0), (3.0, 5.0)];
        for (x, y) in outside {
            assert!(free.is_blocked(floor.cell_at(PlanPoint { x, y })), "around: {x}, {y}");
        }
        for (row, cells) in rows.iter().enumerate() {
            for (column, blocked) in cells.iter().enumerate() {
                let middle = PlanPoint { x: column as f64 * 2.0 + 1.0, y: row as f64 * 2.0 + 1.0 };
                let cell: Cell = floor.cell_at(middle);
                assert_eq!(!floor.ground.is_free(cell), *blocked, "{column}, {row}");
            }
        }
        let board = sheet.devices.values().next().expect("one");
        assert_eq!((board.at.x, board.at.y), (1.0, 3.0));
    }
}
