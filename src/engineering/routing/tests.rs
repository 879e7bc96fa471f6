//! Ways against brute force: every cost is relaxed until nothing changes, with neighbors and bends written out anew.

use super::*;
use proptest::prelude::*;

#[derive(Clone, Debug)]
pub(super) struct Small {
    pub columns: usize,
    pub rows: usize,
    /// 0 is blocked.
    pub weights: Vec<u16>,
}

impl Small {
    pub fn ground(&self) -> Ground {
        let mut ground = Ground::new(&Board::new(self.columns, self.rows));
        for (index, weight) in self.weights.iter().enumerate() {
            ground.set_weight(self.cell(index), *weight);
        }
        ground
    }

    pub fn cell(&self, index: usize) -> Cell {
        Cell { column: index % self.columns, row: index / self.columns }
    }

    fn weight(&self, column: i64, row: i64) -> u64 {
        let inside = (0..self.columns as i64).contains(&column) && (0..self.rows as i64).contains(&row);
        if inside { u64::from(self.weights[row as usize * self.columns + column as usize]) } else { 0 }
    }

    /// Every step with its direction as dx, dy and its cost, from a cell.
    pub fn steps(&self, index: usize, angles: Angles) -> Vec<(usize, (i64, i64), u64)> {
        let (x, y) = ((index % self.columns) as i64, (index / self.columns) as i64);
        let mut found = Vec::new();
        for (dx, dy) in [(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)] {
            let slant = dx != 0 && dy != 0;
            let there = self.weight(x + dx, y + dy);
            if there == 0 || self.weight(x, y) == 0 || (slant && angles == Angles::Square) {
                continue;
            }
            if slant && (self.weight(x + dx, y) == 0 || self.weight(x, y + dy) == 0) {
                continue;
            }
            let plain = if slant { DIAGONAL_STEP } else { STEP };
            let cost = plain * (self.weight(x, y) + there) / 200;
            found.push((((y + dy) * self.columns as i64 + x + dx) as usize, (dx, dy), cost));
        }
        found
    }

    /// Least cost by relaxing all states until nothing changes.
    fn brute(&self, from: usize, to: usize, terms: Terms) -> Option<u64> {
        if self.weights[from] == 0 || self.weights[to] == 0 {
            return None;
        }
        let mut best: std::collections::BTreeMap<(usize, (i64, i64)), u64> = Default::default();
        best.insert((from, (0, 0)), 0);
        loop {
            let mut changed = false;
            for ((cell, facing), cost) in best.clone() {
                for (next, direction, step) in self.steps(cell, terms.angles) {
                    let bend = match bend_of(facing, direction, terms.bend) {
                        Some(bend) => bend,
                        None if terms.bend == 0 => 0,
                        None => continue,
                    };
                    let through = cost + bend + step;
                    let known = best.entry((next, direction)).or_insert(u64::MAX);
                    if through < *known {
                        *known = through;
                        changed = true;
                    }
                }
            }
            if !changed {
                break;
            }
        }
        best.iter().filter(|((cell, _), _)| *cell == to).map(|(_, cost)| *cost).min()
    }
}

/// By the angle between two directions; nothing for more than a right angle.
fn bend_of(from: (i64, i64), to: (i64, i64), right_angle: u64) -> Option<u64> {
    if from == (0, 0) || from == to {
        return Some(0);
    }
    let angle = |(x, y): (i64, i64)| (y as f64).atan2(x as f64).to_degrees();
    let between = (angle(from) - angle(to)).abs();
    let between = if between > 180.0 { 360.0 - between } else { between };
    (between < 91.0).then_some((between / 90.0 * right_angle as f64).round() as u64)
}

pub(super) fn small(columns: usize, rows: usize) -> impl Strategy<Value = Small> {
    let weight = prop_oneof![3 => Just(0u16), 5 => Just(100u16), 1 => Just(60u16), 1 => Just(300u16)];
    (1..=columns, 1..=rows).prop_flat_map(move |(columns, rows)| {
        prop::collection::vec(weight.clone(), columns * rows).prop_map(move |weights| Small {
            columns,
            rows,
            weights,
        })
    })
}

fn bends_cost(ground: &Ground, walk: &Walk, terms: Terms) -> u64 {
    let steps: Vec<(i64, i64)> = walk
        .cells
        .windows(2)
        .map(|two| (two[1].column as i64 - two[0].column as i64, two[1].row as i64 - two[0].row as i64))
        .collect();
    let bends: u64 =
        steps.windows(2).map(|two| bend_of(two[0], two[1], terms.bend).expect("at most a right angle")).sum();
    ground.cost_of(&walk.cells).expect("a connected way over free cells") + bends
}

proptest! {
    #[test]
    fn ways_are_as_cheap_as_brute_force_finds(
        small in small(6, 6), from in 0usize..36, to in 0usize..36,
        bend in prop::sample::select(vec![0, STEP / 2, 3 * STEP]), octile: bool,
    ) {
        let (from, to) = (from % small.weights.len(), to % small.weights.len());
        let angles = if octile { Angles::Octile } else { Angles::Square };
        let terms = Terms { angles, bend };
        let ground = small.ground();
        let found = Finder::default().shortest(&ground, &[small.cell(from)], &[small.cell(to)], terms);
        let best = small.brute(from, to, terms);
        prop_assert_eq!(found.as_ref().ok().map(|walk| walk.cost), best);
        if let Ok(walk) = found {
            prop_assert_eq!(walk.cells.first().copied(), Some(small.cell(from)));
            prop_assert_eq!(walk.cells.last().copied(), Some(small.cell(to)));
            if bend > 0 || !octile {
                prop_assert_eq!(bends_cost(&ground, &walk, terms), walk.cost);
            }
            let cheaper = |known: u64| {
                let (from, to) = ([small.cell(from)], [small.cell(to)]);
                Finder::default().cheaper(&ground, &from, &to, terms, known).map(|walk| walk.cost)
            };
            prop_assert_eq!(cheaper(walk.cost), None, "nothing is cheaper than the cheapest");
            prop_assert_eq!(cheaper(walk.cost + 1), best, "nor is anything lost");
        }
    }

    #[test]
    fn from_several_to_several_is_the_best_pair(
        small in small(5, 5), ends in prop::collection::vec((0usize..25, 0usize..25), 1..4),
    ) {
        let terms = Terms { angles: Angles::Square, bend: STEP };
        let cells = |pick: fn(&(usize, usize)) -> usize| -> Vec<usize> {
            ends.iter().map(|pair| pick(pair) % small.weights.len()).collect()
        };
        let (from, to) = (cells(|pair| pair.0), cells(|pair| pair.1));
        let pairs = from.iter().flat_map(|a| to.iter().map(move |b| (*a, *b)));
        let best = pairs.filter_map(|(a, b)| small.brute(a, b, terms)).min();
        let named = |all: &[usize]| all.iter().map(|index| small.cell(*index)).collect::<Vec<_>>();
        let found = Finder::default().shortest(&small.ground(), &named(&from), &named(&to), terms);
        prop_assert_eq!(found.ok().map(|walk| walk.cost), best);
    }

    /// The fewest cells to open: no smaller set of blocked cells, opened, makes a way.
    #[test]
    fn no_smaller_opening_makes_a_way(small in small(4, 3), from in 0usize..12, to in 0usize..12) {
        let (from, to) = (from % small.weights.len(), to % small.weights.len());
        let breach = smallest_opening(&small.ground(), &[small.cell(from)], &[small.cell(to)]).expect("inside");
        let blocked: Vec<usize> = (0..small.weights.len()).filter(|i| small.weights[*i] == 0).collect();
        let opened = |set: usize| {
            let mut small = small.clone();
            for (bit, index) in blocked.iter().enumerate() {
                if set >> bit & 1 == 1 {
                    small.weights[*index] = 100;
                }
            }
            small
        };
        let makes_a_way = |set: &usize| opened(*set).brute(from, to, Terms::default()).is_some();
        let least = (0..1usize << blocked.len()).filter(makes_a_way).map(usize::count_ones).min();
        prop_assert_eq!(Some(breach.blocked.len() as u32), least);
        prop_assert!(breach.blocked.iter().all(|cell| !small.ground().is_free(*cell)));
    }
}

/// Two finders, or one used before for something else, give the same way.
#[test]
fn ways_are_the_same_every_time() {
    let ground = Ground::new(&Board::new(9, 9));
    let (from, to) = (Cell { column: 0, row: 0 }, Cell { column: 8, row: 5 });
    let terms = Terms { angles: Angles::Square, bend: 2 * STEP };
    let mut used = Finder::default();
    used.shortest(&ground, &[to], &[Cell { column: 3, row: 8 }], Terms::default()).expect("a way");
    let first = Finder::default().shortest(&ground, &[from], &[to], terms).expect("a way");
    assert_eq!(used.shortest(&ground, &[from], &[to], terms), Ok(first.clone()));
    assert_eq!(first.cost, 13 * STEP + 2 * STEP, "thirteen steps and one bend");
}

/// A known way spares the search everything that is not cheaper: on an open floor all of it.
#[test]
fn a_known_way_is_proven_with_less_work() {
    let ground = Ground::new(&Board::new(60, 60));
    let (from, to) = ([Cell { column: 3, row: 4 }], [Cell { column: 50, row: 41 }]);
    let terms = Terms { angles: Angles::Square, bend: 2 * STEP };
    let mut finder = Finder::default();
    let best = finder.shortest(&ground, &from, &to, terms).expect("a way").cost;
    let alone = finder.taken();
    assert_eq!(finder.cheaper(&ground, &from, &to, terms, best), None);
    assert!(finder.taken() < alone / 10, "{} of {alone}", finder.taken());
}

#[test]
fn where_nothing_leads_the_cells_reached_are_told() {
    let mut board = Board::new(5, 1);
    board.set_blocked(Cell { column: 3, row: 0 }, true);
    let ground = Ground::new(&board);
    let cell = |column| Cell { column, row: 0 };
    let terms = Terms { angles: Angles::Square, bend: STEP };
    let stuck = Finder::default().shortest(&ground, &[cell(0)], &[cell(4)], terms);
    assert_eq!(stuck, Err(Stuck { explored: vec![cell(0), cell(1), cell(2)] }));
    let breach = smallest_opening(&ground, &[cell(0)], &[cell(4)]).expect("a board");
    assert_eq!((breach.blocked, breach.cells.len()), (vec![cell(3)], 5));
}
