//! The best score a number of moves can reach: the level search behind fewest moves, at most N moves and the front.
//!
//! A plan of m moves is cut in the middle of its list of circuits; first parts are stored as points of the plane, second
//! parts streamed past, as in `best.rs`. Every plan is met once. Of circuits that are alike (same load, same leg) only
//! the lowest numbers are moved: the tie-break would choose them anyway.

use crate::engineering::balance::exact::alike::{Alike, others_alike};
use crate::engineering::balance::exact::layout::{Layout, add};
use crate::engineering::balance::exact::meter::Meter;
use crate::engineering::balance::exact::realize::{Realized, may_need_others, realize};
use crate::engineering::balance::exact::region::boxes;
use crate::engineering::balance::exact::strips::{Point, Strips};
use crate::engineering::balance::score::{LegLoads, Quality};
use std::cmp::Ordering;

/// Most first parts kept at once.
const STORED: usize = 4_000_000;
/// Most moves a plan of this search can have.
pub const MAX_MOVES: u32 = 14;

/// Which plans count.
#[derive(Clone, Copy, Debug)]
pub enum Floor {
    AtLeast(Quality),
    Above(Quality),
}

impl Floor {
    fn quality(self) -> Quality {
        match self {
            Self::AtLeast(quality) | Self::Above(quality) => quality,
        }
    }

    fn admits(self, quality: Quality) -> bool {
        match self {
            Self::AtLeast(floor) => quality >= floor,
            Self::Above(floor) => quality > floor,
        }
    }
}

/// Circuits in new places.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Piece and shift in slots, pieces ascending.
    pub moves: Vec<(usize, i32)>,
    pub quality: Quality,
    /// Top slots of the circuits that move, ascending: "lowest circuit numbers".
    numbers: Vec<u16>,
    /// For each of them: other column, then slot.
    places: Vec<(bool, i32)>,
}

impl Plan {
    fn new(layout: &Layout, places: &[(usize, usize)], quality: Quality) -> Self {
        let mut rows = Vec::new();
        let mut moves = Vec::new();
        for (index, placement) in places {
            let piece = &layout.pieces[*index];
            let placement = &piece.placements[*placement];
            moves.push((*index, placement.shift));
            for item in &piece.items {
                let from = layout.tops[*item].0;
                rows.push((from, (placement.other_column, i32::from(from) + placement.shift)));
            }
        }
        moves.sort_unstable();
        rows.sort_unstable();
        let (numbers, places) = rows.into_iter().unzip();
        Self { moves, quality, numbers, places }
    }

    /// Returns how many circuits move.
    pub fn weight(&self) -> u32 {
        self.numbers.len() as u32
    }

    /// Orders plans: fewest moves, then score, then lowest circuit numbers, then own column, then lowest slot.
    fn beats(&self, other: &Self) -> bool {
        let order = self.numbers.len().cmp(&other.numbers.len()).then(other.quality.cmp(&self.quality));
        order.then_with(|| self.numbers.cmp(&other.numbers)).then_with(|| self.places.cmp(&other.places))
            == Ordering::Less
    }
}

/// What one level gave.
#[derive(Clone, Debug)]
pub struct Level {
    pub plan: Option<Plan>,
    /// Every plan of this many moves was considered.
    pub complete: bool,
}

/// Part of a plan: up to seven pieces with the option each takes.
#[derive(Clone, Copy, Debug)]
struct Part {
    moves: [(u16, u8); 7],
    len: u8,
}

impl Part {
    const EMPTY: Self = Self { moves: [(0, 0); 7], len: 0 };

    fn as_slice(&self) -> &[(u16, u8)] {
        self.moves.get(..usize::from(self.len)).unwrap_or_default()
    }
}

struct Search<'a, 'm, 'o> {
    layout: &'a Layout,
    meter: &'m mut Meter<'o>,
    alike: Alike,
    floor: Floor,
    limit: u32,
    best: Option<Plan>,
    complete: bool,
    largest: i64,
}

/// Finds the best plan of at most `moves` moves whose quality the floor admits.
pub fn best_plan(layout: &Layout, moves: u32, floor: Floor, meter: &mut Meter<'_>) -> Level {
    let forced: Vec<usize> = (0..layout.pieces.len()).filter(|p| layout.pieces[*p].home.is_none()).collect();
    let forced_weight: u32 = forced.iter().map(|p| layout.pieces[*p].weight()).sum();
    if forced_weight > moves {
        return Level { plan: None, complete: true };
    }
    if moves > MAX_MOVES {
        return Level { plan: None, complete: false };
    }
    let alike = Alike::of(layout);
    let largest = layout.base.iter().copied().max().unwrap_or(0);
    let mut search =
        Search { layout, meter, alike, floor, limit: moves, best: None, complete: true, largest };
    let mut choice: Vec<(usize, u8)> = forced.iter().map(|p| (*p, 0)).collect();
    loop {
        for free in 0..=(moves - forced_weight) {
            search.level(&choice, free);
        }
        let advanced = choice.iter_mut().any(|(piece, option)| {
            *option += 1;
            let carry = usize::from(*option) == layout.pieces[*piece].options.len();
            if carry {
                *option = 0;
            }
            !carry
        });
        if !advanced {
            break;
        }
    }
    Level { plan: search.best, complete: search.complete }
}

impl Search<'_, '_, '_> {
    /// Considers every plan of exactly `weight` load-changing moves beyond the forced ones.
    fn level(&mut self, forced: &[(usize, u8)], weight: u32) {
        let mut start = self.layout.home_loads();
        for (piece, option) in forced {
            let piece = &self.layout.pieces[*piece];
            let to = piece.option(*option);
            (0..3).for_each(|leg| start[leg] += to[leg] - piece.home_legs[leg]);
        }
        let half = weight.div_ceil(2);
        for first_weight in half..=weight {
            let (Some(first), Some(second)) = (
                self.parts(first_weight, half.max(1), forced),
                self.parts(weight - first_weight, u32::MAX, forced),
            ) else {
                self.complete = false;
                return;
            };
            if first.is_empty() || second.is_empty() {
                continue;
            }
            if !self.meet(&start, forced, &first, &second) {
                self.complete = false;
                return;
            }
        }
    }

    /// Lists the parts of this weight that are lighter than `full` without their last piece, so that a plan can be cut
    /// in one way only. `None` when there are too many.
    fn parts(&mut self, weight: u32, full: u32, forced: &[(usize, u8)]) -> Option<Vec<(LegLoads, Part)>> {
        let mut found = Vec::new();
        let usable: Vec<usize> = (0..self.layout.pieces.len())
            .filter(|p| self.layout.pieces[*p].options.len() > 1 && !forced.iter().any(|(f, _)| f == p))
            .collect();
        let fits = self.extend(&usable, 0, weight, full, 0, Part::EMPTY, [0; 3], &mut found);
        fits.then_some(found)
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one recursive step; a struct would be filled and emptied at each call"
    )]
    fn extend(
        &mut self,
        usable: &[usize],
        from: usize,
        weight: u32,
        full: u32,
        so_far: u32,
        part: Part,
        loads: LegLoads,
        found: &mut Vec<(LegLoads, Part)>,
    ) -> bool {
        if so_far == weight {
            found.push((loads, part));
            return found.len() < STORED && self.meter.spend(1);
        }
        if so_far >= full || usize::from(part.len) == part.moves.len() {
            return true;
        }
        for (at, index) in usable.iter().enumerate().skip(from) {
            let piece = &self.layout.pieces[*index];
            if so_far + piece.weight() > weight {
                continue;
            }
            let chosen = part.as_slice();
            let skipped_alike = self.alike.before(*index).is_some_and(|before| {
                let first = chosen.first().map(|(p, _)| usize::from(*p));
                !chosen.iter().any(|(p, _)| usize::from(*p) == before)
                    && first.is_some_and(|first| before > first)
            });
            if skipped_alike {
                continue;
            }
            for option in 0..piece.options.len() as u8 {
                if Some(option) == piece.home {
                    continue;
                }
                let mut next = part;
                next.moves[usize::from(part.len)] = (*index as u16, option);
                next.len += 1;
                let mut after = loads;
                add(&mut after, &piece.option(option));
                (0..3).for_each(|leg| after[leg] -= piece.home_legs[leg]);
                if !self.extend(usable, at + 1, weight, full, so_far + piece.weight(), next, after, found) {
                    return false;
                }
            }
        }
        true
    }

    fn meet(
        &mut self,
        start: &LegLoads,
        forced: &[(usize, u8)],
        first: &[(LegLoads, Part)],
        second: &[(LegLoads, Part)],
    ) -> bool {
        let layout = self.layout;
        let mut points = Vec::with_capacity(first.len());
        for (code, (loads, _)) in first.iter().enumerate() {
            let (Ok(x), Ok(y), Ok(code)) =
                (i32::try_from(loads[0]), i32::try_from(loads[1]), u32::try_from(code))
            else {
                return false;
            };
            points.push(Point { x, y: if layout.legs == 3 { y } else { 0 }, code });
        }
        let strips = Strips::new(points);
        let mut targets = boxes(layout.judge, layout.total, self.largest, self.bar());
        for (loads, part) in second {
            let mut legs = *start;
            add(&mut legs, loads);
            let mut seen = 1;
            let before = self.best.as_ref().map(|plan| plan.quality);
            for target in &targets {
                let x = (target.low[0] - legs[0], target.high[0] - legs[0]);
                let (x, y) = if layout.legs == 3 {
                    (x, (target.low[1] - legs[1], target.high[1] - legs[1]))
                } else {
                    let rest =
                        (layout.total - target.high[1] - legs[0], layout.total - target.low[1] - legs[0]);
                    ((x.0.max(rest.0), x.1.min(rest.1)), (0, 0))
                };
                let mut steps = 0;
                seen += strips.within(x, y, |point| {
                    steps += self.consider(&legs, forced, first[point.code as usize], part);
                    true
                });
                seen += steps;
            }
            if !self.meter.spend(seen) {
                return false;
            }
            if self.best.as_ref().map(|plan| plan.quality) != before {
                targets = boxes(layout.judge, layout.total, self.largest, self.bar());
            }
        }
        true
    }

    fn bar(&self) -> Quality {
        self.best.as_ref().map_or(self.floor.quality(), |plan| plan.quality.max(self.floor.quality()))
    }

    /// Looks at one plan; returns the steps that took.
    fn consider(
        &mut self,
        legs: &LegLoads,
        forced: &[(usize, u8)],
        first: (LegLoads, Part),
        second: &Part,
    ) -> u64 {
        let (last, next) = (first.1.as_slice().last(), second.as_slice().first());
        if let (Some((last, _)), Some((next, _))) = (last, next)
            && last >= next
        {
            return 0;
        }
        let mut total = *legs;
        add(&mut total, &first.0);
        let quality = self.layout.judge.quality(total);
        if !self.floor.admits(quality) || self.best.as_ref().is_some_and(|best| quality < best.quality) {
            return 0;
        }
        let parts = first
            .1
            .as_slice()
            .iter()
            .chain(second.as_slice())
            .map(|(piece, option)| (usize::from(*piece), *option));
        let moved: Vec<(usize, u8)> = parts.chain(forced.iter().copied()).collect();
        let alike_skipped = moved.iter().any(|(piece, _)| {
            self.alike.before(*piece).is_some_and(|before| !moved.iter().any(|(other, _)| *other == before))
        });
        if alike_skipped || self.cannot_win(&moved, quality) {
            return 0;
        }
        let (placed, mut steps) = self.place(&moved, quality);
        if placed || !may_need_others(self.layout, &moved) {
            return steps;
        }
        // A breaker of several poles may need the very slots of an alike circuit with a higher number.
        let Some(others) = others_alike(&self.alike, &moved) else {
            self.complete = false;
            return steps;
        };
        for other in others {
            steps += self.place(&other, quality).1;
        }
        steps
    }

    /// Finds slots for one set of circuits; returns whether there are some, and the steps that took.
    fn place(&mut self, moved: &[(usize, u8)], quality: Quality) -> (bool, u64) {
        let (realized, steps) = realize(self.layout, moved, self.limit);
        match realized {
            Realized::Places(places) => {
                let plan = Plan::new(self.layout, &places, quality);
                if self.best.as_ref().is_none_or(|best| plan.beats(best)) {
                    self.meter.plan(plan.quality.score());
                    self.best = Some(plan);
                }
                return (true, steps);
            }
            Realized::Nowhere => {}
            Realized::Unknown => self.complete = false,
        }
        (false, steps)
    }

    /// At equal quality, a plan with higher circuit numbers need not be placed.
    fn cannot_win(&self, moved: &[(usize, u8)], quality: Quality) -> bool {
        let Some(best) = self.best.as_ref().filter(|best| best.quality == quality) else { return false };
        let mut numbers: Vec<u16> = moved
            .iter()
            .flat_map(|(piece, _)| &self.layout.pieces[*piece].items)
            .map(|item| self.layout.tops[*item].0)
            .collect();
        numbers.sort_unstable();
        numbers.len() == best.numbers.len() && numbers > best.numbers
    }
}
