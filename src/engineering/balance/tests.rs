//! Published numbers of the sample panels, and brute force on small random panels.

use crate::domain::{CircuitId, System, examples};
use crate::engineering::balance::{BalanceItem, BalanceProblem, BalanceRequest, pareto_front, solve};

fn example(system: System, slots: u16, circuits: &[examples::ShortCircuit]) -> BalanceProblem {
    let item = |(slot, poles, _, va, _, _): &examples::ShortCircuit| match poles {
        1 => BalanceItem::single(u64::from(*slot), *slot, *va),
        _ => BalanceItem::multi(u64::from(*slot), *slot, *poles, *va),
    };
    BalanceProblem::new(system, slots, 1, circuits.iter().map(item).collect())
}

fn lp1() -> BalanceProblem {
    example(System::Wye208, 42, &examples::LP1)
}

fn em1() -> BalanceProblem {
    example(System::Single240, 18, &examples::EM1)
}

#[test]
fn lp1_needs_three_moves() {
    let problem = lp1();
    let answer = solve(&problem, &BalanceRequest::default(), &mut |_| true);
    assert!((answer.before.score - 0.5509).abs() < 5e-5);
    assert_eq!(answer.best_possible.score, 1.0);
    assert!(answer.best_possible.proven);
    assert_eq!((answer.fewest_moves.n, answer.fewest_moves.proven), (3, true));
    assert!((answer.after.score - 0.9814).abs() < 5e-5);
    assert!((answer.before.neutral.map_or(0.0, |a| a.0) - 69.5).abs() < 0.05);
}

#[test]
fn lp1_front() {
    let front = pareto_front(&lp1(), 8, 50_000_000, &mut |_| true);
    let score = |n: u32| front.iter().find(|p| p.moves == n).map_or(0.0, |p| p.score);
    assert!((score(1) - 0.775).abs() < 5e-4);
    assert!((score(2) - 0.878).abs() < 5e-4);
    assert!((score(3) - 0.9814).abs() < 5e-5);
}

#[test]
fn lp1_with_locks_and_without_holes() {
    let locked = lp1().with_locked(&[CircuitId(1), CircuitId(8)]);
    let answer = solve(&locked, &BalanceRequest::default(), &mut |_| true);
    assert_eq!((answer.fewest_moves.n, answer.fewest_moves.proven), (3, true));
    assert!((answer.after.score - 0.981).abs() < 5e-4);
    assert!(answer.moves.iter().all(|m| m.circuit != CircuitId(1) && m.circuit != CircuitId(8)));

    let mut dense = lp1();
    dense.limits.no_holes = true;
    let answer = solve(&dense, &BalanceRequest::default(), &mut |_| true);
    assert!((answer.after.score - 0.9847).abs() < 5e-5);
    assert_eq!((answer.fewest_moves.n, answer.fewest_moves.swaps, answer.fewest_moves.proven), (6, 3, true));
}

#[test]
fn em1_cannot_be_balanced() {
    let problem = em1();
    let answer = solve(&problem, &BalanceRequest::default(), &mut |_| true);
    assert!((answer.best_possible.score - 0.4583).abs() < 5e-5);
    assert!(answer.best_possible.proven && !answer.reached);
    let reason = answer.reason.expect("unreachable");
    assert_eq!((reason.circuit, reason.va), (Some(CircuitId(1)), Some(2400.0)));
    assert_eq!(
        reason.sentence(&problem, answer.best_possible.score),
        "Best possible here is 0.458: one 2,400 VA circuit exceeds half of the load"
    );
}
