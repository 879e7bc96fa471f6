//! The smallest change that makes a way: the fewest blocked cells to open, and of those ways the shortest.

use super::queue::Queue;
use super::{Cell, Ground};

/// A way through blocked cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    pub cells: Vec<Cell>,
    /// Those of them that are blocked.
    pub blocked: Vec<Cell>,
}

/// Returns the way that needs the fewest blocked cells opened; none where no cell could be opened for it.
pub fn smallest_opening(ground: &Ground, from: &[Cell], to: &[Cell]) -> Option<Breach> {
    // A blocked cell outweighs every way over free ones.
    let blocked_cost = ground.places() as u64 * 2;
    let mut cost = vec![u64::MAX; ground.places()];
    let mut came = vec![usize::MAX; ground.places()];
    let goals: Vec<usize> = to.iter().filter_map(|cell| ground.place(*cell)).collect();
    let toll = |place: usize| if ground.weight(place) == 0 { blocked_cost } else { 1 };
    let mut queue = Queue::default();
    for place in from.iter().filter_map(|cell| ground.place(*cell)) {
        *cost.get_mut(place)? = toll(place);
        queue.push(toll(place), place);
    }
    let end = loop {
        let (key, place) = queue.pop()?;
        if cost.get(place) != Some(&key) {
            continue;
        }
        if goals.contains(&place) {
            break place;
        }
        for direction in [0, 2, 4, 6] {
            let next = ground.step_to(place, direction);
            if !ground.is_inside(next) {
                continue;
            }
            let through = key + toll(next);
            if let (Some(known), Some(from)) = (cost.get_mut(next), came.get_mut(next))
                && through < *known
            {
                (*known, *from) = (through, place);
                queue.push(through, next);
            }
        }
    };
    let places =
        std::iter::successors(Some(end), |place| came.get(*place).copied().filter(|p| *p != usize::MAX));
    let mut cells: Vec<Cell> = places.map(|place| ground.cell(place)).collect();
    cells.reverse();
    let blocked = cells.iter().copied().filter(|cell| !ground.is_free(*cell)).collect();
    Some(Breach { cells, blocked })
}
