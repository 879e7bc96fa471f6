//! The verifier against good plans, and against the same plans corrupted.

use crate::document::{Document, DocumentSnapshot};
use crate::domain::{Circuit, CircuitId, Edit, Metric, PanelId, Slot, apply_all, examples};
use crate::engineering::balance::random_panel::random_project;
use crate::engineering::balance::{Goal, MoveLimits};
use crate::proposals::{
    BalanceError, BalanceMethod, BalancePlan, BalanceProposal, BalanceWish, Budget, Cancel, PolicyError,
    Rejected, Score, Source, first_balance, propose_balance, verify,
};

const LP1: PanelId = PanelId(1);

fn wish(panel: PanelId) -> BalanceWish {
    BalanceWish::of(panel, examples::two_panels().settings())
}

fn office() -> DocumentSnapshot {
    Document::unsaved(examples::two_panels()).snapshot()
}

fn proposed(wish: &BalanceWish) -> BalanceProposal {
    propose_balance(&office(), wish, None, &Cancel::default(), &mut |_| {}).expect("a proposal")
}

#[test]
fn lp1_needs_three_moves() {
    let answer = proposed(&wish(LP1));
    assert!(answer.reached);
    assert_eq!(answer.proposal.source, Source::Exact);
    assert_eq!(format!("{:.4} {:.4}", answer.proposal.before.0, answer.proposal.after.0), "0.5509 0.9814");
    assert_eq!(
        (answer.moves.len(), answer.proof.fewest_moves.n, answer.proof.fewest_moves.proven),
        (3, 3, true)
    );
    assert_eq!((answer.proof.best_possible.score, answer.proof.best_possible.proven), (1.0, true));
}

#[test]
fn em1_has_no_better_than_0_458_and_says_why() {
    let answer = proposed(&wish(PanelId(2)));
    assert!(!answer.reached);
    assert_eq!(format!("{:.4}", answer.proposal.after.0), "0.4583");
    let reason = answer.proof.reason.expect("a reason");
    assert_eq!((reason.kind.name(), reason.va), ("dominant-circuit", Some(2400.0)));
}

#[test]
fn locks_and_holes_are_respected() {
    let locked = vec![CircuitId(101), CircuitId(108)];
    let answer = proposed(&BalanceWish { locked: locked.clone(), ..wish(LP1) });
    assert_eq!((answer.moves.len(), format!("{:.3}", answer.proposal.after.0).as_str()), (3, "0.981"));
    assert!(answer.moves.iter().all(|step| !locked.contains(&step.circuit)));
    let limits = MoveLimits { no_holes: true, ..MoveLimits::default() };
    let answer = proposed(&BalanceWish { limits, ..wish(LP1) });
    assert_eq!(
        (answer.proof.fewest_moves.swaps, format!("{:.4}", answer.proposal.after.0).as_str()),
        (3, "0.9847")
    );
}

#[test]
fn the_first_answer_is_verified_too() {
    let first = first_balance(&office(), &wish(LP1), None, &Cancel::default()).expect("a proposal");
    assert!(first.proposal.after.0 > first.proposal.before.0);
}

#[test]
fn a_cancelled_search_proposes_nothing() {
    let cancel = Cancel::default();
    cancel.cancel();
    let answer = propose_balance(&office(), &wish(LP1), None, &cancel, &mut |_| {});
    assert_eq!(answer.err(), Some(BalanceError::Policy(PolicyError::Cancelled)));
}

/// Verifies a corrupted version of LP-1's three moves and returns the objections.
fn objections(wish: &BalanceWish, corrupt: impl FnOnce(&mut BalancePlan)) -> String {
    let good = proposed(wish);
    let mut plan = good.proposal.answer.clone();
    corrupt(&mut plan);
    match verify(&good.problem, &office(), plan, Source::Exact) {
        Ok(_) => String::new(),
        Err(Rejected(reasons)) => reasons.join("; "),
    }
}

#[test]
fn corrupted_plans_are_rejected() {
    let plain = wish(LP1);
    assert_eq!(objections(&plain, |_| {}), "");
    assert!(objections(&plain, |plan| plan.score = Score(0.99)).contains("as claimed"));
    assert!(objections(&plain, |plan| plan.moves[0].1 = Slot(21)).contains("is taken by"));
    assert!(objections(&plain, |plan| plan.moves.truncate(2)).contains("the score is"));
    assert!(objections(&plain, |plan| plan.moves.push((CircuitId(999), Slot(40)))).contains("no circuit"));
    let moved = proposed(&plain).moves[0].circuit;
    let locked = BalanceWish { locked: vec![moved], ..wish(LP1) };
    let to = proposed(&plain).proposal.answer.clone();
    assert!(objections(&locked, |plan| *plan = to).contains("is locked"));
    let two = BalanceWish { max_moves: Some(2), ..wish(LP1) };
    let three = proposed(&plain).proposal.answer.clone();
    assert!(objections(&two, |plan| *plan = three).contains("more than allowed"));
    let no_holes =
        BalanceWish { limits: MoveLimits { no_holes: true, ..MoveLimits::default() }, ..wish(LP1) };
    let with_holes = proposed(&plain).proposal.answer.clone();
    assert!(objections(&no_holes, |plan| *plan = with_holes).contains("left empty"));
}

#[test]
fn a_group_stays_together() {
    let project = examples::two_panels();
    let edits: Vec<Edit> = [101, 103]
        .into_iter()
        .filter_map(|id| project.panel(LP1)?.circuit(CircuitId(id)).cloned())
        .map(|circuit| Circuit { group: Some("desk".to_owned()), ..circuit })
        .map(|circuit| Edit::SetCircuit { panel: LP1, circuit: Box::new(circuit) })
        .collect();
    assert_eq!(edits.len(), 2);
    let snapshot = Document::unsaved(apply_all(&project, &edits).expect("legal").0).snapshot();
    let good =
        propose_balance(&snapshot, &wish(LP1), None, &Cancel::default(), &mut |_| {}).expect("a proposal");
    let torn = BalancePlan { moves: vec![(CircuitId(101), Slot(30))], score: Score(0.0), proof: None };
    let error = verify(&good.problem, &snapshot, torn, Source::Exact).expect_err("torn apart");
    assert!(error.to_string().contains("group desk is torn apart"), "{error}");
}

/// Whoever answers, for whatever panelboard: the answer passes the check, or there is nothing to balance.
#[test]
fn every_policy_passes_the_verifier_on_random_panels() {
    let mut passed = 0;
    for seed in 0..160 {
        let Some(project) = random_project(seed) else { continue };
        let snapshot = Document::unsaved(project).snapshot();
        let limits = MoveLimits { no_holes: seed % 3 == 0, only_to_spares_or_spaces: seed % 5 == 0 };
        let metric = Metric::ALL[seed as usize % Metric::ALL.len()];
        let goal = if seed % 2 == 0 { Goal::Best } else { Goal::Fewest };
        let plain = BalanceWish { goal, limits, metric, ..wish(PanelId(1)) };
        // Sources differ with the effort: nothing at all, cut short, and enough.
        let wishes =
            [0, 50, 1_000_000].map(|nodes| BalanceWish { budget: Budget { nodes }, ..plain.clone() });
        let few = BalanceWish { max_moves: Some(1), ..plain.clone() };
        let lpt = BalanceWish { method: BalanceMethod::Lpt, ..plain.clone() };
        let answers = wishes
            .iter()
            .chain([&few, &lpt])
            .map(|wish| (wish, propose_balance(&snapshot, wish, None, &Cancel::default(), &mut |_| {})));
        for (wish, answer) in
            answers.chain([(&plain, first_balance(&snapshot, &plain, None, &Cancel::default()))])
        {
            match answer {
                Ok(answer) => {
                    let most = wish.max_moves.map_or(usize::MAX, |most| most as usize);
                    assert!(answer.moves.len() <= most, "panel {seed}");
                    passed += 1;
                }
                Err(BalanceError::Extract(_)) => {}
                Err(error) => panic!("panel {seed}, {wish:?}: {error}"),
            }
        }
    }
    assert!(passed > 600, "{passed}");
}
