//! From a problem and a wish to an answer: first answer, best possible, fewest moves, front.
//!
//! ```text
//! first_answer   LPT + swaps, and as it stands + single moves   at once
//! solve          best possible (proof or bound)  ─►  fewest moves for the goal (proof or at least)  ─►  Answer
//! pareto_front   the best score of 0, 1, 2 … moves
//! ```
//!
//! Effort is counted in nodes, never in seconds, so the same problem and budget give the same answer. An observer is
//! told of progress and may stop the search; what a stopped search says is true, with less of it proven.

use crate::domain::Slot;
use crate::engineering::balance::answer::{Answer, BestPossible, FewestMoves, FrontPoint, moves_to, seats};
use crate::engineering::balance::arrangement::Arrangement;
use crate::engineering::balance::exact::{
    Best, Floor, Layout, MAX_MOVES, Meter, Observer, Plan, Progress, best_choice, best_plan, pack,
    upper_bound,
};
use crate::engineering::balance::heuristic::lpt_swaps;
use crate::engineering::balance::problem::BalanceProblem;
use crate::engineering::balance::reason::reason;
use crate::engineering::balance::score::{Quality, judged_loads, leg_report};

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The fewest moves that reach the target.
    Fewest,
    /// The best possible score, with as few moves as it takes.
    Best,
}

/// A wish with its budget.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BalanceRequest {
    pub goal: Goal,
    /// Score to reach.
    pub target: f64,
    /// The most circuits that may move.
    pub max_moves: Option<u32>,
    /// Search nodes.
    pub nodes: u64,
}

impl Default for BalanceRequest {
    fn default() -> Self {
        Self { goal: Goal::Fewest, target: 0.95, max_moves: None, nodes: 20_000_000 }
    }
}

/// An arrangement with its quality: what a plan or a heuristic comes to.
pub(in crate::engineering::balance) struct Outcome {
    pub tops: Vec<Slot>,
    pub quality: Quality,
    pub moves: u32,
}

/// Returns a good answer without proofs beyond the plain bound: what to show in the first frame.
pub fn first_answer(problem: &BalanceProblem, request: &BalanceRequest) -> Answer {
    let layout = Layout::new(problem);
    let bound = upper_bound(&layout);
    let target = layout.judge.at_target(layout.total, request.target);
    let enough = (request.goal == Goal::Fewest).then_some(target);
    // Nothing is improved beyond what is enough, and the best of it is known well enough from that.
    let outcomes = quick_outcomes(problem, &layout, enough);
    let best_quality = outcomes.iter().map(|o| o.quality).max().unwrap_or(bound);
    let best = BestPossible {
        score: best_quality.score(),
        bound: bound.score(),
        gap: (bound.score() - best_quality.score()).max(0.0),
        proven: best_quality >= bound,
    };
    let outcome = choose(outcomes, enough, request.max_moves, problem);
    let wished = enough.filter(|target| best_quality >= *target).unwrap_or(best_quality);
    finish(problem, request, bound, best, wished, outcome, 0, 0)
}

/// Returns the exact answer, as far as the budget goes.
pub fn solve(problem: &BalanceProblem, request: &BalanceRequest, observer: Observer<'_>) -> Answer {
    let layout = Layout::new(problem);
    let mut meter = Meter::new(request.nodes / 2, observer);
    let best = best_possible_of(&layout, &mut meter);
    // What the first half left over belongs to the second.
    meter.allow(request.nodes.saturating_sub(meter.nodes()));
    meter.stage("fewest moves");
    let wished = match request.goal {
        Goal::Fewest if best.quality >= layout.judge.at_target(layout.total, request.target) => {
            layout.judge.at_target(layout.total, request.target)
        }
        Goal::Fewest | Goal::Best => best.quality,
    };
    let levels = climb(&layout, wished, request.max_moves, &mut meter);
    let mut outcomes: Vec<Outcome> =
        levels.plan.iter().map(|plan| outcome_of(problem, &layout, plan)).collect();
    if !levels.decided {
        outcomes.extend(quick_outcomes(problem, &layout, Some(wished)));
        outcomes.extend(arranged(problem, &layout, &best.choice));
    }
    let outcome = choose(outcomes, Some(wished), request.max_moves, problem);
    let best_possible = known_of(&best);
    // What was excluded was excluded for the wish; of a plan that falls short of it nothing is known.
    let at_least = if levels.decided || outcome.quality >= wished { levels.at_least } else { 0 };
    finish(problem, request, best.bound, best_possible, wished, outcome, at_least, meter.nodes())
}

/// Returns the best score of 0, 1, 2 … moves, up to the first that reaches the best possible, or `most` moves. A point
/// that is not better than the one before is left out.
pub fn pareto_front(
    problem: &BalanceProblem,
    most: u32,
    nodes: u64,
    observer: Observer<'_>,
) -> Vec<FrontPoint> {
    let layout = Layout::new(problem);
    let mut meter = Meter::new(nodes / 2, observer);
    let best = best_possible_of(&layout, &mut meter);
    meter.allow(nodes.saturating_sub(meter.nodes()));
    meter.stage("moves against score");
    let mut front: Vec<FrontPoint> = Vec::new();
    let mut floor: Option<Quality> = None;
    let mut proven = true;
    for moves in 0..=most.min(MAX_MOVES) {
        let level = best_plan(
            &layout,
            moves,
            floor.map_or(Floor::AtLeast(layout.judge.worst()), Floor::Above),
            &mut meter,
        );
        proven &= level.complete;
        if let Some(plan) = level.plan {
            floor = Some(plan.quality);
            front.push(FrontPoint { moves, score: plan.quality.score(), proven });
        }
        if meter.is_spent() || floor.is_some_and(|f| f >= best.quality && best.proven) {
            break;
        }
    }
    front
}

/// Returns the best possible score without a plan for it, and the option of every piece that comes to the best found.
pub(in crate::engineering::balance) fn best_of(layout: &Layout, nodes: u64) -> (BestPossible, Vec<u8>) {
    let mut observer = |_: &Progress| true;
    let best = best_possible_of(layout, &mut Meter::new(nodes, &mut observer));
    (known_of(&best), best.choice)
}

fn known_of(best: &Best) -> BestPossible {
    BestPossible {
        score: best.quality.score(),
        bound: best.bound.score(),
        gap: (best.bound.score() - best.quality.score()).max(0.0),
        proven: best.proven,
    }
}

fn best_possible_of(layout: &Layout, meter: &mut Meter<'_>) -> Best {
    let start = start_choice(layout);
    best_choice(layout, start, upper_bound(layout), meter)
}

/// Returns the options of the better of the two quick arrangements.
fn start_choice(layout: &Layout) -> Vec<u8> {
    let mut home = Arrangement::home(layout);
    home.improve(layout, None, None);
    let other = lpt_swaps(layout);
    let better = other.is_legal() && (!home.is_legal() || other.quality(layout) > home.quality(layout));
    if better { other.choice(layout) } else { home.choice(layout) }
}

struct Climb {
    plan: Option<Plan>,
    /// Plans of fewer moves than this are excluded.
    at_least: u32,
    /// The plan is the fewest (or, within `max_moves`, the best that was found): nothing else need be looked at.
    decided: bool,
}

/// Takes one move more at a time until the wish is met.
fn climb(layout: &Layout, wished: Quality, max_moves: Option<u32>, meter: &mut Meter<'_>) -> Climb {
    let most = max_moves.unwrap_or(MAX_MOVES).min(MAX_MOVES);
    let mut at_least = 0;
    for moves in 0..=most {
        let level = best_plan(layout, moves, Floor::AtLeast(wished), meter);
        if level.plan.is_some() {
            return Climb { plan: level.plan, at_least, decided: true };
        }
        if !level.complete || meter.is_spent() {
            return Climb { plan: None, at_least, decided: false };
        }
        at_least = moves + 1;
    }
    if max_moves.is_none() {
        return Climb { plan: None, at_least, decided: false };
    }
    // The wish is out of reach with so few moves: the best that can be had with them.
    let (mut best, mut complete): (Option<Plan>, bool) = (None, true);
    for moves in 0..=most {
        let floor = best.as_ref().map_or(Floor::AtLeast(layout.judge.worst()), |p| Floor::Above(p.quality));
        let level = best_plan(layout, moves, floor, meter);
        complete &= level.complete;
        best = level.plan.or(best);
    }
    // Each level had to beat the one before, so its plan needs its moves.
    let at_least = if complete { best.as_ref().map_or(0, Plan::weight) } else { 0 };
    Climb { decided: best.is_some(), plan: best, at_least }
}

fn outcome_of(problem: &BalanceProblem, layout: &Layout, plan: &Plan) -> Outcome {
    outcome(problem, layout.tops_with(&plan.moves))
}

pub(in crate::engineering::balance) fn outcome(problem: &BalanceProblem, tops: Vec<Slot>) -> Outcome {
    let quality = problem.judge().quality(judged_loads(problem, &tops));
    let moves = problem.items.iter().zip(&tops).filter(|(item, top)| item.top != **top).count() as u32;
    Outcome { tops, quality, moves }
}

/// As it stands, improved step by step until it is enough; and the full heuristic.
fn quick_outcomes(problem: &BalanceProblem, layout: &Layout, enough: Option<Quality>) -> Vec<Outcome> {
    let mut home = Arrangement::home(layout);
    let mut outcomes = Vec::new();
    if home.is_legal() {
        // Every step on the way: with few moves allowed, an early one is the answer.
        outcomes.push(outcome(problem, home.tops(layout)));
        while home.improve_once(layout, enough, None) {
            outcomes.push(outcome(problem, home.tops(layout)));
        }
    }
    let other = lpt_swaps(layout);
    if other.is_legal() {
        outcomes.push(outcome(problem, other.tops(layout)));
    }
    outcomes
}

fn arranged(problem: &BalanceProblem, layout: &Layout, choice: &[u8]) -> Option<Outcome> {
    let places = pack(layout, choice)?;
    Some(outcome(problem, Arrangement::with_places(layout, &places).tops(layout)))
}

/// Picks the fewest moves among those that are enough, else the best score.
pub(in crate::engineering::balance) fn choose(
    outcomes: Vec<Outcome>,
    enough: Option<Quality>,
    max_moves: Option<u32>,
    problem: &BalanceProblem,
) -> Outcome {
    let allowed = outcomes.into_iter().filter(|o| max_moves.is_none_or(|most| o.moves <= most));
    let best = allowed.min_by(|a, b| {
        let reaches = |o: &Outcome| enough.is_none_or(|enough| o.quality >= enough);
        let by_quality = b.quality.cmp(&a.quality);
        let by_wish = reaches(b).cmp(&reaches(a));
        if reaches(a) && reaches(b) && enough.is_some() {
            a.moves.cmp(&b.moves).then(by_quality)
        } else {
            by_wish.then(by_quality).then(a.moves.cmp(&b.moves))
        }
    });
    best.unwrap_or_else(|| outcome(problem, problem.as_is()))
}

#[expect(clippy::too_many_arguments, reason = "all that was found out, put into one answer")]
fn finish(
    problem: &BalanceProblem,
    request: &BalanceRequest,
    bound: Quality,
    best_possible: BestPossible,
    wished: Quality,
    outcome: Outcome,
    at_least: u32,
    nodes: u64,
) -> Answer {
    let moves = moves_to(problem, &outcome.tops);
    let swaps = moves.iter().filter_map(|step| step.swap).max().unwrap_or(0);
    let n = moves.len() as u32;
    let target = problem.judge().at_target(total(problem), request.target);
    let reachable = bound >= target;
    // With few moves allowed the wish may be out of reach; what is proven then is proven of the plan's own score.
    let for_score = if outcome.quality < wished {
        outcome.quality.score()
    } else if request.goal == Goal::Fewest && wished == target {
        request.target
    } else {
        wished.score()
    };
    let at_least = at_least.min(n);
    Answer {
        reached: outcome.quality >= target,
        before: leg_report(problem, &problem.as_is()),
        after: leg_report(problem, &outcome.tops),
        best_possible,
        fewest_moves: FewestMoves { for_score, n, swaps, at_least, proven: at_least >= n },
        reason: (!reachable).then(|| reason(problem, target)),
        moves,
        assignment: seats(problem, &outcome.tops),
        nodes,
    }
}

fn total(problem: &BalanceProblem) -> i64 {
    judged_loads(problem, &problem.as_is()).iter().sum()
}
