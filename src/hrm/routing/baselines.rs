//! What costs no model: going straight for the goal, and going straight as far as nothing is in the way.

use crate::engineering::routing::Cell;
use crate::hrm::routing::grid::Grid;

/// Goes along the row first, then along the column, and does not look where.
pub fn straight(grid: &Grid, cell: usize) -> Option<usize> {
    let [column, row] = towards(grid, cell)?;
    column.or(row)
}

/// Goes where the goal is nearer and nothing is in the way, along the longer side first; where there is no such step it ends.
pub fn greedy(grid: &Grid, cell: usize) -> Option<usize> {
    let [column, row] = towards(grid, cell)?;
    let (here, goal) = (grid.cell(cell)?, grid.cell(grid.goal())?);
    let wider = here.column.abs_diff(goal.column) >= here.row.abs_diff(goal.row);
    let order = if wider { [column, row] } else { [row, column] };
    order.into_iter().flatten().find(|heading| grid.next(cell, *heading).is_some())
}

/// Returns the headings that bring a cell nearer to the goal: along its row, along its column.
fn towards(grid: &Grid, cell: usize) -> Option<[Option<usize>; 2]> {
    let (Cell { column, row }, goal) = (grid.cell(cell)?, grid.cell(grid.goal())?);
    let pick = |here: usize, there: usize, more: usize, less: usize| match here.cmp(&there) {
        std::cmp::Ordering::Less => Some(more),
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some(less),
    };
    Some([pick(column, goal.column, 1, 3), pick(row, goal.row, 0, 2)])
}
