//! What segments should say, beside lengths found by trying every way.

use super::{plans, sketch};
use crate::hrm::routing::labels::{NOWHERE, labels};
use crate::hrm::routing::wave::Wave;
use crate::hrm::routing::{Grid, HEADINGS, field_score, followed, greedy, score, straight};
use std::sync::Arc;

/// Returns the length of the shortest way by relaxing every edge as often as there are cells: no queue, no order.
fn by_relaxing(grid: &Grid, fixed: &[Option<u32>]) -> Vec<Option<u32>> {
    let mut lengths = fixed.to_vec();
    for _ in 0..grid.len() {
        for cell in (0..grid.len()).filter(|cell| fixed[*cell].is_none()) {
            let around = grid.around(cell).into_iter().flatten().filter_map(|next| lengths[next]);
            lengths[cell] = around.min().map(|length| length + 1);
        }
    }
    lengths
}

#[test]
fn distances_are_those_found_by_relaxing() {
    for plan in plans(&[8, 12], 6) {
        let grid = plan.grid().expect("a goal");
        let mut fixed = vec![None; grid.len()];
        fixed[grid.goal()] = Some(0);
        assert_eq!(grid.distances(), by_relaxing(&grid, &fixed), "{}", plan.name);
    }
}

/// On half-decided boards, with detours among the decisions: every right heading leads along a shortest way, every other does
/// not, and a cell is to be decided exactly if one of its shortest ways meets the decided cells within reach.
#[test]
fn headings_are_right_if_they_lead_along_a_shortest_way() {
    for (plan, reach) in plans(&[8, 12], 8).into_iter().zip([1, 2, 3, 4, 5, 9].into_iter().cycle()) {
        let grid = Arc::new(plan.grid().expect("a goal"));
        let mut wave = Wave::new(Arc::clone(&grid));
        // Whoever has a free neighbor to the left or below goes there: decided, and often a detour.
        for _ in 0..5 {
            let goes = |cell: usize| {
                [3, 2, 0]
                    .into_iter()
                    .find(|heading| grid.next(cell, *heading).is_some_and(|next| wave.length(next).is_some()))
            };
            let says: Vec<Option<usize>> = (0..grid.len()).map(goes).collect();
            wave.take(&says);
        }
        let fixed: Vec<Option<u32>> = (0..grid.len()).map(|cell| wave.length(cell)).collect();
        let lengths = by_relaxing(&grid, &fixed);
        let labels = labels(&wave, reach);
        // Fewest undecided cells on a shortest way, by relaxing too.
        let mut depths: Vec<Option<u32>> = fixed.iter().map(|length| length.map(|_| 0)).collect();
        let shorter = |cell: usize, next: usize| lengths[next].is_some_and(|l| lengths[cell] == Some(l + 1));
        for _ in 0..grid.len() {
            for cell in (0..grid.len()).filter(|cell| fixed[*cell].is_none()) {
                let next = grid.around(cell).into_iter().flatten().filter(|next| shorter(cell, *next));
                depths[cell] = next.filter_map(|next| depths[next]).min().map(|depth| depth + 1);
            }
        }
        for cell in 0..grid.len() {
            assert_eq!(labels[cell].depth, depths[cell].unwrap_or(NOWHERE), "{}", plan.name);
            for heading in 0..HEADINGS {
                let wanted = fixed[cell].is_none()
                    && depths[cell].is_some_and(|depth| depth <= reach)
                    && grid.next(cell, heading).is_some_and(|next| {
                        shorter(cell, next) && depths[next].is_some_and(|depth| depth < reach)
                    });
                assert_eq!(labels[cell].right[heading], wanted, "{} {reach}", plan.name);
            }
        }
    }
}

/// By hand: a wall between the goal and two of five cells.
#[test]
fn scores_are_those_counted_by_hand() {
    let (board, goal) = sketch(&["   ", "#G#", "   "]);
    let grid = Grid::new(&board, goal).expect("a goal");
    // Six cells around: above and below the goal one step away, the corners two.
    let up = |rule: fn(&Grid, usize) -> Option<usize>| score(&grid, &|cell| rule(&grid, cell));
    let walk = up(greedy);
    assert!((walk.optimal - 1.0).abs() < 1e-12 && walk.far.is_none(), "{walk:?}");
    let (board, goal) = sketch(&["G# ", " # ", "   "]);
    let grid = Grid::new(&board, goal).expect("a goal");
    // Greedy ends at the wall from the right column (2 cells) and, being wider than high there, from the corner it goes left.
    let walk = score(&grid, &|cell| greedy(&grid, cell));
    assert!((walk.valid - 4.0 / 6.0).abs() < 1e-12, "{walk:?}");
    let flat = score(&grid, &|cell| straight(&grid, cell));
    assert!((flat.valid - 4.0 / 6.0).abs() < 1e-12, "{flat:?}");
    assert_eq!(followed(&grid, &|_| Some(1), 0), None, "into a wall or off the board");
    let undecided = field_score(&Wave::new(Arc::new(grid)));
    assert_eq!((undecided.valid, undecided.optimal), (0.0, 0.0));
}
