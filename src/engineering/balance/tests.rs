//! Published numbers of the sample panels; brute force on small random panels is in `tests/brute_force.rs`.

mod brute_force;

use crate::domain::{CircuitId, System, examples};
use crate::engineering::balance::bench::{full_panel, hard_zone};
use crate::engineering::balance::{
    Answer, BalanceItem, BalanceProblem, BalanceRequest, Confirmation, Goal, MoveLimits, confirm_best,
    confirm_fewest, first_answer, pareto_front, solve,
};

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

fn confirmed(problem: &BalanceProblem, answer: &Answer) -> [Confirmation; 2] {
    let fewest = answer.fewest_moves;
    [
        confirm_best(problem, answer.best_possible.bound),
        confirm_fewest(problem, fewest.at_least, fewest.for_score),
    ]
}

#[test]
fn the_proofs_of_the_sample_panels_are_confirmed_by_another_way() {
    let dense = BalanceProblem { limits: MoveLimits { no_holes: true, ..MoveLimits::default() }, ..lp1() };
    for problem in [lp1(), lp1().with_locked(&[CircuitId(1), CircuitId(8)]), dense, em1()] {
        let answer = solve(&problem, &BalanceRequest::default(), &mut |_| true);
        assert_eq!(confirmed(&problem, &answer), [Confirmation::Confirmed; 2]);
        // One more would be a claim too many: the plan itself is against it.
        let fewest = answer.fewest_moves;
        assert_ne!(confirm_fewest(&problem, fewest.n + 1, fewest.for_score), Confirmation::Confirmed);
    }
}

#[test]
fn proofs_of_the_hard_zone_are_confirmed_by_another_way() {
    for seed in 0..6 {
        let problem = hard_zone(12, seed);
        let request = BalanceRequest { goal: Goal::Best, ..BalanceRequest::default() };
        let answer = solve(&problem, &request, &mut |_| true);
        assert!(answer.best_possible.proven, "{seed}");
        assert_eq!(confirm_best(&problem, answer.best_possible.score), Confirmation::Confirmed, "{seed}");
    }
}

/// What was cut short says how much is known, and claims no more.
#[test]
fn a_search_cut_short_says_bound_and_gap() {
    let mut cut = 0;
    for seed in 0..4 {
        let problem = hard_zone(16, seed);
        let whole =
            solve(&problem, &BalanceRequest { goal: Goal::Best, ..BalanceRequest::default() }, &mut |_| true);
        for nodes in [0, 10, 1_000, 10_000] {
            let request = BalanceRequest { goal: Goal::Best, nodes, ..BalanceRequest::default() };
            let answer = solve(&problem, &request, &mut |_| true);
            let best = answer.best_possible;
            assert!(best.score <= whole.best_possible.bound && best.bound >= whole.best_possible.score);
            assert_eq!(best.proven, best.gap == 0.0, "{best:?}");
            assert!((best.bound - best.score - best.gap).abs() < 1e-12);
            let fewest = answer.fewest_moves;
            assert!(fewest.at_least <= fewest.n && fewest.proven == (fewest.at_least == fewest.n));
            cut += usize::from(!best.proven) + usize::from(!fewest.proven);
        }
    }
    assert!(cut > 4, "{cut}");
    // Told to stop at the first word, it stops, and says no more than it knows.
    let answer = solve(&hard_zone(16, 0), &BalanceRequest::default(), &mut |_| false);
    assert!(!answer.fewest_moves.proven || answer.fewest_moves.n == 0);
}

#[test]
fn an_84_slot_panel_has_a_good_first_answer() {
    for seed in 0..3 {
        let problem = full_panel(seed);
        let first = first_answer(&problem, &BalanceRequest { target: 0.98, ..BalanceRequest::default() });
        assert!(first.reached && first.after.score >= 0.98, "{seed}: {}", first.after.score);
        let best = first_answer(&problem, &BalanceRequest { goal: Goal::Best, ..BalanceRequest::default() });
        assert!(best.after.score >= 0.99, "{seed}: {}", best.after.score);
    }
}

/// The water heater needs slots 5 and 7, so of two alike circuits the one with the higher number has to go.
#[test]
fn of_alike_circuits_the_one_in_the_way_moves() {
    let locked = |id, top, va| BalanceItem { locked: true, ..BalanceItem::single(id, top, va) };
    let items = vec![
        BalanceItem::single(1, 1, 300.0),
        BalanceItem::multi(2, 2, 2, 2000.0),
        locked(3, 3, 400.0),
        locked(6, 6, 200.0),
        BalanceItem::single(7, 7, 300.0),
        locked(8, 8, 100.0),
        locked(9, 9, 400.0),
        locked(10, 10, 300.0),
        locked(11, 11, 100.0),
        locked(12, 12, 100.0),
    ];
    let problem = BalanceProblem::new(System::Wye208, 12, 1, items);
    let request = BalanceRequest { target: 1.0, ..BalanceRequest::default() };
    let answer = solve(&problem, &request, &mut |_| true);
    let moves: Vec<(u64, u16)> = answer.moves.iter().map(|step| (step.circuit.0, step.to.0)).collect();
    assert_eq!((answer.fewest_moves.n, answer.fewest_moves.proven), (2, true), "{moves:?}");
    assert!(moves.contains(&(7, 4)) && moves.contains(&(2, 5)), "{moves:?}");
}
