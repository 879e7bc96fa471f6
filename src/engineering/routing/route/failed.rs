//! Why there is no route: how far it came, what stands in its way, and the least that would have to give way.

use crate::domain::{Sheet, WallId};
use crate::engineering::routing::{Blocker, Cell, Floor, smallest_opening};
use crate::units::{PlanPoint, PlanRect};

/// Why a circuit or run has no route.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NoRoute {
    #[error("{0} does not stand on this sheet: place it, with its name as the label")]
    PanelNotPlaced(String),
    #[error("no device of the circuit stands on this sheet")]
    NoDevices,
    #[error("the run has no two ends")]
    NoEnds,
    #[error("{}", .0.words)]
    Blocked(Box<Obstacle>),
    #[error("cancelled")]
    Cancelled,
}

/// What stands in the way of a route.
#[derive(Clone, Debug, PartialEq)]
pub struct Obstacle {
    /// Rows of cells that were reached, as rectangles on the plan.
    pub explored: Vec<PlanRect>,
    pub cell_ft: f64,
    /// Where the route was to lead.
    pub to: PlanPoint,
    /// What blocks the smallest opening, nearest to the start first.
    pub blockers: Vec<Blocker>,
    /// The way that would need the fewest blocked cells opened.
    pub through: Vec<PlanPoint>,
    /// The blocked part of it.
    pub to_open: Vec<PlanPoint>,
    /// One sentence.
    pub words: String,
}

/// Returns what keeps a route from leading from one cell to another.
pub(super) fn obstacle(
    sheet: &Sheet,
    floor: &Floor,
    from: Cell,
    to: PlanPoint,
    explored: &[Cell],
) -> NoRoute {
    // A device that is walled in all around has no free cell to start at; its own will do to find what to open.
    let goal = floor.start_at(to).unwrap_or_else(|| floor.cell_at(to));
    let breach = smallest_opening(&floor.ground, &[from], &[goal]);
    let (cells, blocked) = breach.map_or_else(Default::default, |breach| (breach.cells, breach.blocked));
    let mut blockers: Vec<Blocker> = Vec::new();
    for blocker in blocked.iter().filter_map(|cell| floor.blocker(*cell)) {
        if !blockers.contains(&blocker) {
            blockers.push(blocker);
        }
    }
    let names: Vec<String> = blockers.iter().map(|blocker| name_of(sheet, *blocker)).collect();
    let width = blocked.len() as f64 * floor.cell_ft;
    let words = if names.is_empty() {
        "no route: nothing leads there".to_owned()
    } else {
        format!("no route: {} in the way; the smallest change is {width:.1} ft through it", names.join(", "))
    };
    NoRoute::Blocked(Box::new(Obstacle {
        explored: as_rows(floor, explored),
        cell_ft: floor.cell_ft,
        to,
        blockers,
        through: cells.iter().map(|cell| floor.center(*cell)).collect(),
        to_open: blocked.iter().map(|cell| floor.center(*cell)).collect(),
        words,
    }))
}

/// Says what a blocker is: `wall 112`, `shaft S-1`, `room ELEVATOR 122`.
fn name_of(sheet: &Sheet, blocker: Blocker) -> String {
    match blocker {
        Blocker::Wall(WallId(id)) => format!("wall {id}"),
        Blocker::Area(id) => match sheet.areas.get(&id) {
            Some(area) => format!("{} {}", area.kind, area.name).trim().to_owned(),
            None => "an area".to_owned(),
        },
        Blocker::Room(id) => {
            sheet.rooms.get(&id).map_or_else(|| "a room".to_owned(), |room| format!("room {}", room.name))
        }
    }
}

/// Returns cells as one rectangle for each stretch of a row.
fn as_rows(floor: &Floor, cells: &[Cell]) -> Vec<PlanRect> {
    let half = floor.cell_ft / 2.0;
    let mut rows: Vec<PlanRect> = Vec::new();
    let mut last: Option<Cell> = None;
    for cell in cells {
        let center = floor.center(*cell);
        let next = last.is_some_and(|last| last.row == cell.row && last.column + 1 == cell.column);
        match rows.last_mut().filter(|_| next) {
            Some(row) => row.max.x = center.x + half,
            None => rows.push(PlanRect {
                min: PlanPoint { x: center.x - half, y: center.y - half },
                max: PlanPoint { x: center.x + half, y: center.y + half },
            }),
        }
        last = Some(*cell);
    }
    rows
}
