//! Painting a sheet onto ground: later coats lie over earlier ones, what blocks lies on top.

use super::{Blocker, Crossing, Floor, Mounting, RouteTerms};
use crate::domain::{Area, AreaKind, OpeningKind, Room, Run, Sheet, Wall, facts};
use crate::engineering::routing::{Cell, PLAIN};
use crate::units::{PlanPoint, PlanRect};

/// Weights in per cent of plain ground.
const OUTSIDE_OF_ROOMS: u16 = 300;
const AWAY_FROM_WALLS: u16 = 400;
const PREFERRED: u16 = 60;
const NEAR_HOT: u16 = 400;
const BESIDE_FOREIGN: u16 = 300;
/// Routes along walls lie no farther than this from the middle of one, in feet.
const ALONG_WALL_FT: f64 = 1.0;
/// Distance kept from hot surfaces where there is room, in feet.
const HOT_FT: f64 = 1.0;
/// Distance kept from limited-energy and communications runs where there is room: 2 in (800.133(A)(2)), with both raceways.
const FOREIGN_FT: f64 = 0.35;

pub(super) fn paint(floor: &mut Floor, sheet: &Sheet, terms: &RouteTerms) {
    outside(floor, sheet);
    if terms.mounting == Mounting::Wall {
        along_walls(floor, sheet);
    }
    for area in sheet.areas.values().filter(|area| area.kind == AreaKind::PreferredRoute) {
        for cell in cells_of(floor, &area.outline, 0.0) {
            floor.ground.set_weight(cell, PREFERRED);
        }
    }
    for run in sheet.runs.values().filter(|run| is_foreign(run)) {
        keep_off(floor, run);
    }
    if terms.mounting != Mounting::Slab {
        for wall in sheet.walls.values() {
            self::wall(floor, sheet, wall, terms);
        }
    }
    for area in sheet.areas.values().filter(|area| area.kind == AreaKind::HotSurface) {
        for cell in cells_of(floor, &area.outline, HOT_FT) {
            heavier(floor, cell, NEAR_HOT);
        }
    }
    for room in sheet.rooms.values().filter(|room| is_closed_to_others(room)) {
        block(floor, Blocker::Room(room.id), cells_of(floor, &room.outline, 0.0));
    }
    for area in sheet.areas.values().filter(|area| blocks(area, terms.mounting)) {
        let reach = floor.cell_ft * std::f64::consts::FRAC_1_SQRT_2;
        block(floor, Blocker::Area(area.id), cells_of(floor, &area.outline, reach));
    }
}

/// Where there are rooms, ground outside of them is dear.
fn outside(floor: &mut Floor, sheet: &Sheet) {
    if sheet.rooms.is_empty() {
        return;
    }
    let (columns, rows) = (floor.ground.columns(), floor.ground.rows());
    let mut inside = vec![false; columns * rows];
    for room in sheet.rooms.values() {
        for cell in cells_of(floor, &room.outline, 0.0) {
            if let Some(mark) = inside.get_mut(cell.row * columns + cell.column) {
                *mark = true;
            }
        }
    }
    for (index, _) in inside.iter().enumerate().filter(|(_, inside)| !**inside) {
        floor.ground.set_weight(Cell { column: index % columns, row: index / columns }, OUTSIDE_OF_ROOMS);
    }
}

fn along_walls(floor: &mut Floor, sheet: &Sheet) {
    let (columns, rows) = (floor.ground.columns(), floor.ground.rows());
    let mut near = vec![false; columns * rows];
    for wall in sheet.walls.values() {
        for (cell, _) in cells_along(floor, wall.from, wall.to, ALONG_WALL_FT.max(floor.cell_ft)) {
            if let Some(mark) = near.get_mut(cell.row * columns + cell.column) {
                *mark = true;
            }
        }
    }
    for (index, _) in near.iter().enumerate().filter(|(_, near)| !**near) {
        heavier(floor, Cell { column: index % columns, row: index / columns }, AWAY_FROM_WALLS);
    }
}

fn wall(floor: &mut Floor, sheet: &Sheet, wall: &Wall, terms: &RouteTerms) {
    // A band as wide as a cell at least: a way from cell to cell cannot step over it.
    let half = (wall.thickness_ft / 2.0).max(floor.cell_ft / 2.0) + 1e-9;
    let passages: Vec<(f64, f64)> = sheet
        .openings
        .values()
        .filter(|opening| opening.wall == wall.id && is_passage(opening.kind))
        .map(|opening| (opening.along_ft - opening.width_ft / 2.0, opening.along_ft + opening.width_ft / 2.0))
        .collect();
    let cells = cells_along(floor, wall.from, wall.to, half);
    // A wall between two rows of cells belongs to one of them.
    let cells = cells.into_iter().filter(|(cell, _)| {
        let at = floor.center(*cell);
        let (dx, dy) = (wall.to.x - wall.from.x, wall.to.y - wall.from.y);
        let left = (dx * (at.y - wall.from.y) - dy * (at.x - wall.from.x)) / dx.hypot(dy).max(1e-9);
        left > -half + 2e-9
    });
    let cells: Vec<(Cell, f64)> = cells.collect();
    let cells =
        cells.into_iter().filter(|(_, along)| !passages.iter().any(|(a, b)| (a..=b).contains(&along)));
    let cells: Vec<Cell> = cells.map(|(cell, _)| cell).collect();
    match (terms.crossing, terms.mounting) {
        (Crossing::Openings, _) => block(floor, Blocker::Wall(wall.id), cells),
        // In walls one goes along them and through their studs.
        (Crossing::Anywhere, Mounting::Wall | Mounting::Slab) => {}
        (Crossing::Anywhere, Mounting::Ceiling) => {
            let across = (2.0 * half / floor.cell_ft).round().max(1.0) * floor.cell_ft;
            let weight = 100.0 * (1.0 + terms.penetration_ft / across);
            for cell in cells {
                heavier(floor, cell, weight.min(f64::from(u16::MAX)) as u16);
            }
        }
    }
}

/// Whether conduit of other systems than power lies in a run.
fn is_foreign(run: &Run) -> bool {
    run.facts.word(&facts::plan::OTHER_SYSTEMS).is_some_and(|word| word != "none")
}

fn keep_off(floor: &mut Floor, run: &Run) {
    for two in run.path.windows(2) {
        let [from, to] = two else { continue };
        for (cell, _) in cells_along(floor, *from, *to, FOREIGN_FT.max(floor.cell_ft / 2.0)) {
            heavier(floor, cell, BESIDE_FOREIGN);
        }
    }
}

const fn is_passage(kind: OpeningKind) -> bool {
    match kind {
        OpeningKind::Door | OpeningKind::SlidingDoor | OpeningKind::Gap => true,
        OpeningKind::Window => false,
    }
}

/// Only wiring of the elevator lies in its hoistway (620.37).
fn is_closed_to_others(room: &Room) -> bool {
    room.use_type.to_ascii_lowercase().contains("hoistway")
}

/// Whether an area blocks routes of a mounting.
pub(in crate::engineering::routing) const fn blocks(area: &Area, mounting: Mounting) -> bool {
    match area.kind {
        AreaKind::Column | AreaKind::Shaft | AreaKind::NoRoute | AreaKind::HotSurface | AreaKind::Pool => {
            true
        }
        AreaKind::Stair | AreaKind::ForeignSystem => !matches!(mounting, Mounting::Slab),
        AreaKind::Counter
        | AreaKind::Island
        | AreaKind::Peninsula
        | AreaKind::Sink
        | AreaKind::Basin
        | AreaKind::Tub
        | AreaKind::Range
        | AreaKind::Furniture
        | AreaKind::Storage
        | AreaKind::Deck
        | AreaKind::Bed
        | AreaKind::PreferredRoute => false,
    }
}

fn heavier(floor: &mut Floor, cell: Cell, weight: u16) {
    let known = floor.ground.weight_at(cell);
    if known > 0 {
        floor.ground.set_weight(cell, weight.max(known).max(PLAIN));
    }
}

fn block(floor: &mut Floor, blocker: Blocker, cells: Vec<Cell>) {
    let place = floor.blockers.len();
    floor.blockers.push(blocker);
    for cell in cells {
        floor.block(cell, place);
    }
}

/// Returns the cells in a rectangle.
fn cells_in(floor: &Floor, rect: PlanRect) -> Vec<Cell> {
    let (low, high) = (floor.cell_at(rect.min), floor.cell_at(rect.max));
    let rows = low.row..=high.row;
    rows.flat_map(|row| (low.column..=high.column).map(move |column| Cell { column, row })).collect()
}

/// Returns the cells whose middle lies in an outline or no farther from it than so many feet.
fn cells_of(floor: &Floor, outline: &[PlanPoint], reach: f64) -> Vec<Cell> {
    let rect = outline.iter().map(|p| PlanRect { min: *p, max: *p }).reduce(|a, b| PlanRect {
        min: PlanPoint { x: a.min.x.min(b.min.x), y: a.min.y.min(b.min.y) },
        max: PlanPoint { x: a.max.x.max(b.max.x), y: a.max.y.max(b.max.y) },
    });
    let Some(rect) = rect.filter(|_| outline.len() > 2) else { return Vec::new() };
    let mut cells = cells_in(floor, grown(rect, reach));
    let edges = || outline.iter().zip(outline.iter().cycle().skip(1));
    let near = |at: PlanPoint| edges().any(|(from, to)| distance(at, *from, *to).0 <= reach);
    cells.retain(|cell| {
        let at = floor.center(*cell);
        at.lies_in(outline) || (reach > 0.0 && near(at))
    });
    cells
}

/// Returns the cells whose middle lies within so many feet of a line, with how far along it that is.
fn cells_along(floor: &Floor, from: PlanPoint, to: PlanPoint, reach: f64) -> Vec<(Cell, f64)> {
    let rect = PlanRect {
        min: PlanPoint { x: from.x.min(to.x), y: from.y.min(to.y) },
        max: PlanPoint { x: from.x.max(to.x), y: from.y.max(to.y) },
    };
    let measured = cells_in(floor, grown(rect, reach)).into_iter().map(|cell| {
        let (off, along) = distance(floor.center(cell), from, to);
        (cell, off, along)
    });
    measured.filter(|(_, off, _)| *off <= reach).map(|(cell, _, along)| (cell, along)).collect()
}

fn grown(rect: PlanRect, by: f64) -> PlanRect {
    PlanRect {
        min: PlanPoint { x: rect.min.x - by, y: rect.min.y - by },
        max: PlanPoint { x: rect.max.x + by, y: rect.max.y + by },
    }
}

/// Returns how far a point is from a line between two points, and how far along it the nearest point lies.
fn distance(at: PlanPoint, from: PlanPoint, to: PlanPoint) -> (f64, f64) {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = dx.hypot(dy);
    if length <= 0.0 {
        return ((at.x - from.x).hypot(at.y - from.y), 0.0);
    }
    let along = ((at.x - from.x) * dx + (at.y - from.y) * dy) / length;
    let along = along.clamp(0.0, length);
    let near = PlanPoint { x: from.x + dx * along / length, y: from.y + dy * along / length };
    ((at.x - near.x).hypot(at.y - near.y), along)
}
