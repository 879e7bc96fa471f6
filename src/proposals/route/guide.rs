//! The model's corridors: the floor as a coarse board, one question for each panelboard, and the ground around the answers.
//!
//! A floor is made coarse until it has so few cells that the answer is quick; a coarse cell is blocked where most of it is. A search
//! then keeps to the cells of the corridors and those beside them, which is what the exact search is held against.

use crate::domain::{CircuitId, PanelId, Project, Run, Sheet};
use crate::engineering::routing::{Board, Cell, Floor, panel_on, wiring_of};
use crate::proposals::{Cancel, DirectionField, ModelError, RouteModel};
use crate::units::PlanPoint;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Most cells of a coarse board along a side. The shipped model has learned on up to 30 and points as well on 64 (a test of its
/// own holds that); an answer takes time by its cells, four times that of a board of 24.
const MOST_SIDE: usize = 48;

/// Where the model would go.
pub(super) struct Guide {
    pub corridors: Vec<Vec<PlanPoint>>,
    factor: usize,
    coarse: BTreeSet<Cell>,
}

/// Asks the model once for the pointers to a goal.
pub(super) fn asked(
    model: &dyn RouteModel,
    board: &Board,
    goal: Cell,
    cancel: &Cancel,
) -> Result<DirectionField, String> {
    let failed = |why: &str| format!("model {} has no answer: {why}", model.id());
    // A fault inside a model must not take the exact path with it.
    match catch_unwind(AssertUnwindSafe(|| model.field(board, goal, cancel))) {
        Ok(Ok(field)) => Ok(field),
        Ok(Err(ModelError::Cancelled)) => Err(failed("it gave up")),
        Ok(Err(ModelError::Failed(why))) => Err(failed(&why)),
        Err(_) => Err(failed("it failed inside the program")),
    }
}

/// Returns the corridors of all ends of the circuits, or of a run.
pub(super) fn corridors(
    project: &Project,
    sheet: &Sheet,
    floor: &Floor,
    (circuits, run): (&[(PanelId, CircuitId)], Option<&Run>),
    ask: impl Fn(&Board, Cell) -> Result<DirectionField, String>,
) -> Result<Guide, String> {
    let (columns, rows) = (floor.ground.columns(), floor.ground.rows());
    let factor = columns.max(rows).div_ceil(MOST_SIDE).max(1);
    let mut board = coarse_board(floor, factor);
    let ends = ends_of(project, sheet, circuits, run);
    let coarse = |at: PlanPoint| {
        let cell = floor.start_at(at).unwrap_or_else(|| floor.cell_at(at));
        Cell { column: cell.column / factor, row: cell.row / factor }
    };
    for (goal, starts) in &ends {
        for at in starts.iter().chain([goal]) {
            board.set_blocked(coarse(*at), false);
        }
    }
    let mut fields: BTreeMap<Cell, DirectionField> = BTreeMap::new();
    let mut guide = Guide { corridors: Vec::new(), factor, coarse: BTreeSet::new() };
    for (goal, starts) in &ends {
        let goal = coarse(*goal);
        let field = match fields.entry(goal) {
            Entry::Vacant(vacant) => vacant.insert(ask(&board, goal)?),
            Entry::Occupied(known) => known.into_mut(),
        };
        for start in starts {
            let cells = field.corridor(coarse(*start));
            let cells = cells.filter(|cells| cells.iter().all(|cell| !board.is_blocked(*cell)));
            let cells = cells.ok_or("the model's corridor leads nowhere, or through what is blocked")?;
            let side = floor.cell_ft * factor as f64;
            guide.corridors.push(cells.iter().map(|cell| middle(floor.origin, side, *cell)).collect());
            guide.coarse.extend(cells);
        }
    }
    if guide.corridors.is_empty() {
        return Err("there is nothing to ask the model for".to_owned());
    }
    Ok(guide)
}

fn middle(origin: PlanPoint, side: f64, cell: Cell) -> PlanPoint {
    PlanPoint {
        x: origin.x + (cell.column as f64 + 0.5) * side,
        y: origin.y + (cell.row as f64 + 0.5) * side,
    }
}

/// Returns the places that are joined, each with where they lead to.
fn ends_of(
    project: &Project,
    sheet: &Sheet,
    circuits: &[(PanelId, CircuitId)],
    run: Option<&Run>,
) -> Vec<(PlanPoint, Vec<PlanPoint>)> {
    if let Some(run) = run {
        let ends = run.path.first().zip(run.path.last());
        return ends.map(|(first, last)| (*first, vec![*last])).into_iter().collect();
    }
    let of_circuit = |circuit: &(PanelId, CircuitId)| {
        let panel = panel_on(project, sheet, circuit.0)?.at;
        let wiring = wiring_of(project, sheet, *circuit, circuits).ok()?;
        let places = wiring.groups.into_iter().flatten().filter(|at| *at != panel).collect();
        Some((panel, places))
    };
    circuits.iter().filter_map(of_circuit).collect()
}

fn coarse_board(floor: &Floor, factor: usize) -> Board {
    let (columns, rows) = (floor.ground.columns(), floor.ground.rows());
    let mut board = Board::new(columns.div_ceil(factor), rows.div_ceil(factor));
    for row in 0..board.rows() {
        for column in 0..board.columns() {
            let fine = (0..factor * factor).map(|index| Cell {
                column: column * factor + index % factor,
                row: row * factor + index / factor,
            });
            let blocked = fine.filter(|cell| !floor.ground.is_free(*cell)).count();
            board.set_blocked(Cell { column, row }, 2 * blocked > factor * factor);
        }
    }
    board
}

impl Guide {
    /// Returns the floor with everything blocked that lies off the corridors and the coarse cells beside them.
    pub fn restricted(&self, floor: &Floor) -> Floor {
        let (columns, rows) = (floor.ground.columns(), floor.ground.rows());
        let mut off = Board::new(columns.div_ceil(self.factor), rows.div_ceil(self.factor));
        for index in 0..off.columns() * off.rows() {
            off.set_blocked(off.cell(index), true);
        }
        for cell in &self.coarse {
            for column in cell.column.saturating_sub(1)..=cell.column + 1 {
                for row in cell.row.saturating_sub(1)..=cell.row + 1 {
                    off.set_blocked(Cell { column, row }, false);
                }
            }
        }
        let mut restricted = floor.clone();
        for row in 0..rows {
            for column in 0..columns {
                if off.is_blocked(Cell { column: column / self.factor, row: row / self.factor }) {
                    restricted.ground.set_weight(Cell { column, row }, 0);
                }
            }
        }
        restricted
    }
}
