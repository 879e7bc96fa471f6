//! The cheapest way between cells: A* over cells, or over cells and directions where bends cost something.
//!
//! The bound of what lies ahead never exceeds the truth and never falls by more than a step costs, so the first time a goal is
//! taken out of the queue its cost is the least there is. Among ways of equal cost the one is found that the order of
//! directions and places prefers, always the same.

use super::queue::Queue;
use super::{Angles, Cell, Ground};

/// What a way is judged by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    pub angles: Angles,
    /// Cost of a bend of 90° in the units of [`super::STEP`]; one of 45° costs half.
    pub bend: u64,
}

/// A way from cell to neighboring cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    pub cells: Vec<Cell>,
    /// With its bends.
    pub cost: u64,
}

/// No way leads there: every cell that could be reached, in order of their places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stuck {
    pub explored: Vec<Cell>,
}

const NOWHERE: u32 = u32::MAX;

/// Room for searches, kept from one to the next so that it need not be cleared.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    cost: Vec<u64>,
    came: Vec<u32>,
    round: Vec<u32>,
    goals: Vec<u32>,
    now: u32,
    queue: Queue<(u64, u32)>,
    taken: u64,
}

/// One search: the ground, its terms, and the rectangle around the goals.
struct Quest<'g> {
    ground: &'g Ground,
    terms: Terms,
    layers: usize,
    low: Cell,
    high: Cell,
    /// Ways that cost as much or more are not looked for.
    below: u64,
}

impl Finder {
    /// Returns the cheapest way from one of some cells to one of others. Blocked cells among them do not count.
    ///
    /// # Errors
    /// Where there is none, says what could be reached.
    pub fn shortest(
        &mut self,
        ground: &Ground,
        from: &[Cell],
        to: &[Cell],
        terms: Terms,
    ) -> Result<Walk, Stuck> {
        self.search(ground, from, to, terms, u64::MAX)
    }

    /// Returns the cheapest way where it costs less than a known one; `None` where none does. States that cannot lead to a
    /// cheaper one are left out, the known cost being all that is believed.
    pub fn cheaper(
        &mut self,
        ground: &Ground,
        from: &[Cell],
        to: &[Cell],
        terms: Terms,
        known: u64,
    ) -> Option<Walk> {
        self.search(ground, from, to, terms, known).ok()
    }

    fn search(
        &mut self,
        ground: &Ground,
        from: &[Cell],
        to: &[Cell],
        terms: Terms,
        below: u64,
    ) -> Result<Walk, Stuck> {
        let layers = if terms.bend == 0 { 1 } else { 8 / terms.angles.unit() };
        self.begin(ground, layers, to);
        #[cfg(all(test, feature = "ml"))]
        if super::stub::is_stubbed() {
            return Err(Stuck::default());
        }
        let Some(quest) = Quest::new(ground, terms, layers, to, below) else { return Err(Stuck::default()) };
        for place in from.iter().filter_map(|cell| ground.place(*cell)).filter(|p| ground.weight(*p) > 0) {
            for layer in 0..layers {
                self.reach(&quest, place * layers + layer, 0, NOWHERE);
            }
        }
        while let Some((key, (ahead, state))) = self.queue.pop() {
            let (state, cost) = (state as usize, key - ahead);
            if self.cost_at(state) != cost {
                continue;
            }
            self.taken += 1;
            if self.goals.get(state / layers) == Some(&self.now) {
                return Ok(self.walk(&quest, state, cost));
            }
            self.expand(&quest, state, cost);
        }
        Err(self.stuck(&quest))
    }

    /// Returns how many states the last search took out of its queue.
    pub const fn taken(&self) -> u64 {
        self.taken
    }

    fn begin(&mut self, ground: &Ground, layers: usize, to: &[Cell]) {
        let states = ground.places() * layers;
        if self.round.len() < states || self.goals.len() < ground.places() || self.now == u32::MAX {
            let states = states.max(self.round.len());
            self.cost = vec![0; states];
            // Read only where this round has written.
            self.came = vec![0; states];
            self.round = vec![0; states];
            self.goals = vec![0; ground.places().max(self.goals.len())];
            self.now = 0;
        }
        self.now += 1;
        self.taken = 0;
        self.queue.clear();
        for place in to.iter().filter_map(|cell| ground.place(*cell)).filter(|p| ground.weight(*p) > 0) {
            if let Some(goal) = self.goals.get_mut(place) {
                *goal = self.now;
            }
        }
    }

    fn cost_at(&self, state: usize) -> u64 {
        match (self.round.get(state), self.cost.get(state)) {
            (Some(round), Some(cost)) if *round == self.now => *cost,
            _ => u64::MAX,
        }
    }

    fn reach(&mut self, quest: &Quest<'_>, state: usize, cost: u64, came: u32) {
        if cost >= self.cost_at(state) {
            return;
        }
        if let (Some(round), Some(known), Some(from)) =
            (self.round.get_mut(state), self.cost.get_mut(state), self.came.get_mut(state))
        {
            (*round, *known, *from) = (self.now, cost, came);
        }
        let ahead = quest.ahead(state);
        if cost + ahead < quest.below {
            self.queue.push(cost + ahead, (ahead, state as u32));
        }
    }

    fn expand(&mut self, quest: &Quest<'_>, state: usize, cost: u64) {
        let unit = quest.terms.angles.unit();
        let (place, facing) = (state / quest.layers, (state % quest.layers) * unit);
        for direction in (0..8).step_by(unit) {
            let bend = if quest.layers == 1 {
                0
            } else {
                match turn(facing, direction) {
                    eighths @ 0..=2 => quest.terms.bend * eighths / 2,
                    _ => continue,
                }
            };
            let Some(step) = quest.ground.step_cost(place, direction) else { continue };
            let layer = if quest.layers == 1 { 0 } else { direction / unit };
            let next = quest.ground.step_to(place, direction) * quest.layers + layer;
            self.reach(quest, next, cost + bend + step, state as u32);
        }
    }

    fn walk(&self, quest: &Quest<'_>, end: usize, cost: u64) -> Walk {
        let mut cells = Vec::new();
        let mut state = end as u32;
        while state != NOWHERE {
            cells.push(quest.ground.cell(state as usize / quest.layers));
            state = self.came.get(state as usize).copied().unwrap_or(NOWHERE);
        }
        cells.reverse();
        Walk { cells, cost }
    }

    fn stuck(&self, quest: &Quest<'_>) -> Stuck {
        let reached = |place: &usize| {
            let states = place * quest.layers..(place + 1) * quest.layers;
            self.round.get(states).is_some_and(|rounds| rounds.contains(&self.now))
        };
        let places = (0..quest.ground.places()).filter(reached);
        Stuck { explored: places.map(|place| quest.ground.cell(place)).collect() }
    }
}

impl<'g> Quest<'g> {
    fn new(ground: &'g Ground, terms: Terms, layers: usize, to: &[Cell], below: u64) -> Option<Self> {
        let mut free = to.iter().copied().filter(|cell| ground.is_free(*cell));
        let first = free.next()?;
        let (mut low, mut high) = (first, first);
        for cell in free {
            low = Cell { column: low.column.min(cell.column), row: low.row.min(cell.row) };
            high = Cell { column: high.column.max(cell.column), row: high.row.max(cell.row) };
        }
        Some(Self { ground, terms, layers, low, high, below })
    }

    /// Returns what the way from a state to the goals costs at least.
    fn ahead(&self, state: usize) -> u64 {
        let Cell { column, row } = self.ground.cell(state / self.layers);
        let columns = self.low.column.saturating_sub(column).max(column.saturating_sub(self.high.column));
        let rows = self.low.row.saturating_sub(row).max(row.saturating_sub(self.high.row));
        let straight = self.ground.at_least(columns, rows, self.terms.angles);
        let square = self.terms.angles == Angles::Square;
        if self.layers == 1 || !square || self.low != self.high {
            return straight;
        }
        straight + self.terms.bend * self.bends_ahead(column, row, state % self.layers)
    }

    /// Returns how many bends there are at least on the way to the one goal, seen in a direction; without obstacles as many.
    fn bends_ahead(&self, column: usize, row: usize, layer: usize) -> u64 {
        let right = self.low.column as i64 - column as i64;
        let up = self.low.row as i64 - row as i64;
        let (ahead, aside) = match layer {
            0 => (right, up),
            1 => (up, right),
            2 => (-right, up),
            _ => (-up, right),
        };
        match (ahead < 0, aside != 0) {
            (false, false) => 0,
            (false, true) => 1,
            (true, _) => 2,
        }
    }
}

/// Returns the eighths of a turn between two directions.
const fn turn(from: usize, to: usize) -> u64 {
    let eighths = (to + 8 - from) & 7;
    (if eighths > 4 { 8 - eighths } else { eighths }) as u64
}
