//! Confirms what a search claims to have proven, by another way and without any of its code.
//!
//! Looks at legs only: every circuit that may move may start on any leg it may sit on, and a leg holds no more breakers
//! than it has slots. Whatever the real slots allow is among that, so what is impossible here is impossible there. It
//! tries everything there is, circuit by circuit; where that is too much, or where only the slots stand in the way, it
//! says that it does not know.

use crate::domain::{Metric, System};
use crate::engineering::balance::{BalanceItem, BalanceProblem};
use std::collections::{BTreeMap, BTreeSet};

/// States looked at before giving up.
const STATES: usize = 2_000_000;
/// Scores closer than this are equal.
const SAME: f64 = 1e-9;

/// What the confirmation came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// The claim holds.
    Confirmed,
    /// Not excluded by looking at legs alone: the slots decide.
    NotByLegs,
    /// More states than this check looks at.
    TooMany,
}

/// One circuit or group, with what it does to the legs for each start.
struct Block {
    circuits: u32,
    /// (VA of the legs that the metric judges, slots taken of each leg); the first is where it stands.
    ways: Vec<([f64; 3], [i32; 3])>,
    movable: bool,
}

/// Confirms that no arrangement scores more than `score`.
pub fn confirm_best(problem: &BalanceProblem, score: f64) -> Confirmation {
    // Nothing is more even than even.
    if score >= 1.0 - SAME {
        return Confirmation::Confirmed;
    }
    search(problem, u32::MAX, |found| found > score + SAME)
}

/// Confirms that no plan of fewer than `moves` moves scores `score` or more.
pub fn confirm_fewest(problem: &BalanceProblem, moves: u32, score: f64) -> Confirmation {
    if moves == 0 {
        return Confirmation::Confirmed;
    }
    search(problem, moves - 1, |found| found >= score - SAME)
}

/// Tries all ways of all blocks with at most this many circuits moving; states that come to the same are looked at once.
fn search(problem: &BalanceProblem, most: u32, is_against: impl Fn(f64) -> bool) -> Confirmation {
    let blocks = blocks(problem);
    let mut capacity = [0; 3];
    for slot in 1..=problem.slots {
        capacity[leg(problem, slot)] += 1;
    }
    // In 1/600 VA, so that sums in another order are the same state.
    type State = ([i64; 3], [i32; 3], u32);
    let mut states: BTreeSet<State> = BTreeSet::from([([0; 3], [0; 3], 0)]);
    let fine = |va: f64| (va * 600.0).round() as i64;
    for block in &blocks {
        let mut next = BTreeSet::new();
        for (loads, taken, moved) in &states {
            for (way, (va, slots)) in block.ways.iter().enumerate() {
                let moved = moved + if way == 0 { 0 } else { block.circuits };
                if moved > most || way > 0 && !block.movable {
                    continue;
                }
                let mut after = (*loads, *taken, if most == u32::MAX { 0 } else { moved });
                for leg in 0..3 {
                    after.0[leg] += fine(va[leg]);
                    after.1[leg] += slots[leg];
                }
                if (0..3).all(|leg| after.1[leg] <= capacity[leg]) {
                    next.insert(after);
                }
            }
        }
        if next.len() > STATES {
            return Confirmation::TooMany;
        }
        states = next;
    }
    let as_is = blocks.iter().fold([0; 3], |mut sum: [i32; 3], block| {
        block.ways.first().iter().for_each(|(_, slots)| (0..3).for_each(|leg| sum[leg] += slots[leg]));
        sum
    });
    let against = states.iter().any(|(loads, taken, _)| {
        (!problem.limits.no_holes || *taken == as_is)
            && is_against(score(problem, loads.map(|units| units as f64 / 600.0)))
    });
    if against { Confirmation::NotByLegs } else { Confirmation::Confirmed }
}

fn leg(problem: &BalanceProblem, slot: u16) -> usize {
    let legs = if problem.system == System::Single240 { 2 } else { 3 };
    usize::from((slot - 1) / 2) % legs
}

fn blocks(problem: &BalanceProblem) -> Vec<Block> {
    let mut grouped: BTreeMap<(Option<&str>, usize), Vec<&BalanceItem>> = BTreeMap::new();
    for (index, item) in problem.items.iter().enumerate() {
        let key = if item.group.is_some() { 0 } else { index };
        grouped.entry((item.group.as_deref(), key)).or_default().push(item);
    }
    grouped.into_values().map(|items| block(problem, &items)).collect()
}

fn block(problem: &BalanceProblem, items: &[&BalanceItem]) -> Block {
    let legs = if problem.system == System::Single240 { 2 } else { 3 };
    let movable = items.iter().all(|item| !item.locked);
    let mut ways = Vec::new();
    for rows in 0..legs {
        let (mut va, mut slots, mut legal) = ([0.0; 3], [0; 3], true);
        for item in items {
            for pole in 0..usize::from(item.poles) {
                let on = (leg(problem, item.top.0) + pole + rows) % legs;
                let neutral = item.load.line_to_neutral[pole];
                let all = neutral + item.load.line_to_line[pole] + item.load.three_phase[pole];
                va[on] += if problem.metric == Metric::NeutralCurrent { neutral } else { all };
                slots[on] += 1;
                let to_neutral = !item.spare && (neutral != 0.0 || item.poles == 1);
                legal &= !(problem.system == System::HighLeg240 && on == 1 && to_neutral);
            }
        }
        if legal || rows == 0 {
            ways.push((va, slots));
        }
    }
    Block { circuits: items.len() as u32, ways, movable }
}

/// The score of leg loads by the formulas' definition.
pub(in crate::engineering::balance) fn score(problem: &BalanceProblem, va: [f64; 3]) -> f64 {
    let legs = if problem.system == System::Single240 { &va[..2] } else { &va[..] };
    let (max, min) = legs.iter().fold((f64::MIN, f64::MAX), |(max, min), leg| (leg.max(max), leg.min(min)));
    let total: f64 = legs.iter().sum();
    if total <= 0.0 {
        return 1.0;
    }
    let average = total / legs.len() as f64;
    match problem.metric {
        Metric::RangeOverMax => min / max,
        Metric::RangeOverAverage => 1.0 - (max - min) / average,
        Metric::MaxDeviation => 1.0 - (max - average).max(average - min) / average,
        Metric::NeutralCurrent => {
            let [a, b, c] = va;
            let (neutral, average) = match problem.system {
                System::Single240 => ((a - b).abs(), average),
                System::HighLeg240 => ((a - c).hypot(b / 3.0_f64.sqrt()), total / 2.0),
                System::Delta240 | System::Delta480 => (0.0, average),
                _ => (
                    ((a - b).powi(2) + (b - c).powi(2) + (c - a).powi(2)).max(0.0).sqrt() / 2.0_f64.sqrt(),
                    average,
                ),
            };
            1.0 - neutral / average
        }
    }
}
