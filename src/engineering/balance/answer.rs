//! The answer of a balancing: all that the command line's JSON and the balance dialog show.

use crate::domain::{CircuitId, Leg, Slot};
use crate::engineering::balance::problem::BalanceProblem;
use crate::engineering::balance::reason::Reason;
use crate::engineering::balance::score::{LegLoads, LegReport, judged_item, judged_loads};

/// The best score an arrangement can have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BestPossible {
    /// Best score found.
    pub score: f64,
    /// No arrangement scores more.
    pub bound: f64,
    /// `bound − score`, 0 when proven.
    pub gap: f64,
    pub proven: bool,
}

/// The fewest moves that reach a score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FewestMoves {
    /// The score asked for: the target, or the best possible where the target is out of reach.
    pub for_score: f64,
    pub n: u32,
    /// Pairs among them that exchange places.
    pub swaps: u32,
    /// Plans of fewer moves than this were excluded.
    pub at_least: u32,
    pub proven: bool,
}

/// One circuit in a new slot.
#[derive(Clone, Debug, PartialEq)]
pub struct CircuitMove {
    pub circuit: CircuitId,
    /// Top slots.
    pub from: Slot,
    pub to: Slot,
    /// Legs, top pole first.
    pub from_legs: Vec<Leg>,
    pub to_legs: Vec<Leg>,
    /// Shared by two circuits that exchange places; counted from 1.
    pub swap: Option<u32>,
    /// Change of the score by this move, moves taken in list order.
    pub gain: f64,
    pub score_after: f64,
}

/// Where a circuit sits after the moves.
#[derive(Clone, Debug, PartialEq)]
pub struct Seat {
    pub circuit: CircuitId,
    pub slots: Vec<Slot>,
    pub legs: Vec<Leg>,
}

/// One point of the front of moves against score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FrontPoint {
    pub moves: u32,
    pub score: f64,
    /// No plan of so few moves scores more.
    pub proven: bool,
}

/// A rebalancing with what is proven of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Whether the plan's score is at least the target.
    pub reached: bool,
    pub before: LegReport,
    pub after: LegReport,
    pub best_possible: BestPossible,
    pub fewest_moves: FewestMoves,
    /// Why the target is out of reach; `None` when it is not.
    pub reason: Option<Reason>,
    /// Exchanges side by side, else the largest gain first.
    pub moves: Vec<CircuitMove>,
    pub assignment: Vec<Seat>,
    /// Search effort.
    pub nodes: u64,
}

impl Answer {
    /// Returns the new top slots, in the order of the problem's items.
    pub fn tops(&self, problem: &BalanceProblem) -> Vec<Slot> {
        let seat = |id: CircuitId| self.assignment.iter().find(|seat| seat.circuit == id);
        problem
            .items
            .iter()
            .map(|item| seat(item.id).and_then(|seat| seat.slots.first().copied()).unwrap_or(item.top))
            .collect()
    }

    /// Returns circuits and new top slots as an edit takes them.
    pub fn relocations(&self) -> Vec<(CircuitId, Slot)> {
        self.moves.iter().map(|step| (step.circuit, step.to)).collect()
    }
}

/// Returns where every circuit sits.
pub fn seats(problem: &BalanceProblem, tops: &[Slot]) -> Vec<Seat> {
    let seat = |(item, top): (&crate::engineering::balance::problem::BalanceItem, &Slot)| {
        let span = crate::domain::Span::new(*top, item.poles);
        Seat { circuit: item.id, slots: span.slots().collect(), legs: span.legs(problem.system).collect() }
    };
    problem.items.iter().zip(tops).map(seat).collect()
}

/// Returns the moves from the panel as it stands to these top slots: exchanges side by side, and in the order in which
/// each next move (or exchange) gains most; equal gains in the order of the circuit numbers.
pub fn moves_to(problem: &BalanceProblem, tops: &[Slot]) -> Vec<CircuitMove> {
    let mut open = units_of_change(problem, tops);
    let judge = problem.judge();
    let mut now = judged_loads(problem, &problem.as_is());
    let mut score = judge.quality(now).score();
    let mut moves = Vec::new();
    let mut swaps = 0;
    // Every item of a unit is still where it was.
    let with = |mut legs: LegLoads, item: &usize| {
        let of = &problem.items[*item];
        let (from, to) = (judged_item(problem, of, of.top), judged_item(problem, of, tops[*item]));
        (0..3).for_each(|leg| legs[leg] += to[leg] - from[leg]);
        legs
    };
    while !open.is_empty() {
        let score_with = |unit: &Vec<usize>| judge.quality(unit.iter().fold(now, with)).score();
        let mut best = (0, f64::NEG_INFINITY);
        for (index, unit) in open.iter().enumerate() {
            let after = score_with(unit);
            if after > best.1 {
                best = (index, after);
            }
        }
        let unit = open.remove(best.0);
        swaps += u32::from(unit.len() == 2);
        for item_index in &unit {
            let item = &problem.items[*item_index];
            now = with(now, item_index);
            let score_after = judge.quality(now).score();
            let legs = |top: Slot| crate::domain::Span::new(top, item.poles).legs(problem.system).collect();
            moves.push(CircuitMove {
                circuit: item.id,
                from: item.top,
                to: tops[*item_index],
                from_legs: legs(item.top),
                to_legs: legs(tops[*item_index]),
                swap: (unit.len() == 2).then_some(swaps),
                gain: score_after - score,
                score_after,
            });
            score = score_after;
        }
    }
    moves
}

/// Returns the items that move, two that exchange places together, by circuit number.
fn units_of_change(problem: &BalanceProblem, tops: &[Slot]) -> Vec<Vec<usize>> {
    let mut moving: Vec<usize> =
        (0..problem.items.len()).filter(|i| problem.items[*i].top != tops[*i]).collect();
    moving.sort_by_key(|i| problem.items[*i].top);
    let mut units: Vec<Vec<usize>> = Vec::new();
    for item in moving {
        let (from, to, poles) = (problem.items[item].top, tops[item], problem.items[item].poles);
        let partner = units.iter_mut().find(|unit| {
            matches!(unit.as_slice(), [other] if problem.items[*other].top == to
                && tops[*other] == from && problem.items[*other].poles == poles)
        });
        match partner {
            Some(unit) => unit.push(item),
            None => units.push(vec![item]),
        }
    }
    units
}
