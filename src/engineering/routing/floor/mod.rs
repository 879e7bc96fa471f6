//! A sheet of the plan as ground for routes: cells of half a foot, each with what it costs to pass and what blocks it.
//!
//! ```text
//! walls, openings ─┐
//! areas, rooms     ├─ paint.rs ─► ground (costs by mounting) + blockers (whose fault a blocked cell is)
//! foreign runs     ┘
//! ```
//!
//! Plans too large for half a foot take larger cells. Heights are absent: a route lies above the ceiling, in walls or in the
//! slab as a whole.

mod paint;

use crate::domain::{AreaId, RoomId, Sheet, WallId};
use crate::engineering::routing::{Angles, Cell, Ground, STEP, Terms};
use crate::units::{PlanPoint, PlanRect};

/// Edge of a cell in feet where the plan is not too large.
pub const CELL_FT: f64 = 0.5;
/// Most cells of a floor; larger plans take cells twice as large until they have no more.
const MOST_CELLS: f64 = 1_200_000.0;
/// Free ground around everything drawn, in feet.
const MARGIN_FT: f64 = 2.0;
/// How far from a device its conduit may start where its own cell is blocked, in feet.
const REACH_FT: f64 = 2.5;

named_enum!(
    /// Where the conduit lies.
    Mounting {
        /// Above the ceiling: over walls at the cost of a crossing, around columns, shafts and ducts.
        Ceiling = "ceiling",
        /// In or along walls.
        Wall = "wall",
        /// In or under the slab: walls do not matter.
        Slab = "slab",
    }
);

named_enum!(
    /// How walls are passed.
    Crossing {
        /// Anywhere, at the cost of a penetration.
        Anywhere = "anywhere",
        /// Only through doors and gaps.
        Openings = "openings",
    }
);

/// What a route is judged by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RouteTerms {
    pub mounting: Mounting,
    pub crossing: Crossing,
    pub angles: Angles,
    /// What a bend of 90° is worth, in feet of conduit.
    pub bend_ft: f64,
    /// What a penetration of a wall is worth, in feet of conduit.
    pub penetration_ft: f64,
}

impl Default for RouteTerms {
    fn default() -> Self {
        Self {
            mounting: Mounting::Ceiling,
            crossing: Crossing::Anywhere,
            angles: Angles::Square,
            bend_ft: 2.0,
            penetration_ft: 5.0,
        }
    }
}

/// What blocks cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Blocker {
    Wall(WallId),
    Area(AreaId),
    /// A room that takes no other wiring, such as a hoistway (620.37).
    Room(RoomId),
}

/// A sheet as ground.
#[derive(Clone, Debug)]
pub struct Floor {
    /// Plan point of the lower left corner of the first cell.
    pub origin: PlanPoint,
    pub cell_ft: f64,
    pub ground: Ground,
    /// The same with every free cell plain: lengths without preferences.
    pub plain: Ground,
    blockers: Vec<Blocker>,
    /// By cell in row-major order: one more than the place of its blocker; 0 where none.
    blocked_by: Vec<u32>,
}

impl Floor {
    /// Returns the ground of a sheet. Of what is drawn on it only what concerns routes is looked at.
    pub fn of(sheet: &Sheet, terms: &RouteTerms) -> Self {
        let extent = extent(sheet);
        let (width, height) = (extent.max.x - extent.min.x, extent.max.y - extent.min.y);
        let mut cell_ft = CELL_FT;
        while (width / cell_ft) * (height / cell_ft) > MOST_CELLS {
            cell_ft *= 2.0;
        }
        let mut floor = Self::empty(extent, cell_ft);
        paint::paint(&mut floor, sheet, terms);
        floor.plain = floor.ground.plain();
        floor
    }

    fn empty(extent: PlanRect, cell_ft: f64) -> Self {
        let count = |from: f64, to: f64| ((to - from) / cell_ft).ceil().max(1.0) as usize;
        let board = crate::engineering::routing::Board::new(
            count(extent.min.x, extent.max.x),
            count(extent.min.y, extent.max.y),
        );
        let ground = Ground::new(&board);
        let blocked_by = vec![0; board.columns() * board.rows()];
        let plain = ground.clone();
        Self { origin: extent.min, cell_ft, ground, plain, blockers: Vec::new(), blocked_by }
    }

    /// Returns the middle of a cell.
    pub fn center(&self, cell: Cell) -> PlanPoint {
        PlanPoint {
            x: self.origin.x + (cell.column as f64 + 0.5) * self.cell_ft,
            y: self.origin.y + (cell.row as f64 + 0.5) * self.cell_ft,
        }
    }

    /// Returns the cell a point lies in, or the nearest one where it lies off the floor.
    pub fn cell_at(&self, at: PlanPoint) -> Cell {
        let index = |value: f64, from: f64, count: usize| {
            (((value - from) / self.cell_ft).floor().max(0.0) as usize).min(count.saturating_sub(1))
        };
        Cell {
            column: index(at.x, self.origin.x, self.ground.columns()),
            row: index(at.y, self.origin.y, self.ground.rows()),
        }
    }

    /// Returns the cell at which conduit to a point starts: the nearest free one; none where all around is blocked.
    pub fn start_at(&self, at: PlanPoint) -> Option<Cell> {
        let middle = self.cell_at(at);
        let reach = (REACH_FT / self.cell_ft).ceil() as usize;
        let columns = middle.column.saturating_sub(reach)..=middle.column + reach;
        let cells = columns.flat_map(|column| {
            let rows = middle.row.saturating_sub(reach)..=middle.row + reach;
            rows.map(move |row| Cell { column, row })
        });
        let distance = |cell: &Cell| {
            let center = self.center(*cell);
            (center.x - at.x).hypot(center.y - at.y)
        };
        let near = cells.filter(|cell| self.ground.is_free(*cell) && distance(cell) <= REACH_FT);
        // A hair's breadth decides nothing: rounding makes equal distances differ.
        near.min_by_key(|cell| ((distance(cell) * 1e6).round() as u64, cell.row, cell.column))
    }

    /// Returns what blocks a cell.
    pub fn blocker(&self, cell: Cell) -> Option<Blocker> {
        let index = cell.row * self.ground.columns() + cell.column;
        let place = self.blocked_by.get(index).copied().filter(|place| *place > 0)?;
        self.blockers.get(place as usize - 1).copied()
    }

    /// Returns the terms of a search on this floor.
    pub fn terms(&self, terms: &RouteTerms) -> Terms {
        Terms { angles: terms.angles, bend: self.cost(terms.bend_ft) }
    }

    /// Returns what so many feet of plain conduit cost.
    pub fn cost(&self, feet: f64) -> u64 {
        (feet / self.cell_ft * STEP as f64).round() as u64
    }

    /// Returns so much cost in feet of plain conduit.
    pub fn feet(&self, cost: u64) -> f64 {
        cost as f64 / STEP as f64 * self.cell_ft
    }

    fn block(&mut self, cell: Cell, blocker: usize) {
        let index = cell.row * self.ground.columns() + cell.column;
        self.ground.set_weight(cell, 0);
        if let Some(place) = self.blocked_by.get_mut(index) {
            *place = blocker as u32 + 1;
        }
    }
}

/// Returns what is drawn on a sheet, with a margin, on whole feet.
fn extent(sheet: &Sheet) -> PlanRect {
    let walls = sheet.walls.values().flat_map(|wall| [wall.from, wall.to]);
    let rooms = sheet.rooms.values().flat_map(|room| room.outline.iter().copied());
    let devices = sheet.devices.values().map(|device| device.at);
    let runs = sheet.runs.values().flat_map(|run| run.path.iter().copied());
    let points = walls.chain(rooms).chain(devices).chain(runs).filter(|p| p.x.is_finite() && p.y.is_finite());
    let rect = points.map(|p| PlanRect { min: p, max: p }).reduce(|a, b| PlanRect {
        min: PlanPoint { x: a.min.x.min(b.min.x), y: a.min.y.min(b.min.y) },
        max: PlanPoint { x: a.max.x.max(b.max.x), y: a.max.y.max(b.max.y) },
    });
    let rect = rect.unwrap_or_default();
    PlanRect {
        min: PlanPoint { x: (rect.min.x - MARGIN_FT).floor(), y: (rect.min.y - MARGIN_FT).floor() },
        max: PlanPoint { x: (rect.max.x + MARGIN_FT).ceil(), y: (rect.max.y + MARGIN_FT).ceil() },
    }
}

#[cfg(test)]
mod tests;
