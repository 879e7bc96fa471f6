//! A model among the solvers: who wins, who is named beside, and that nothing a model does stops the exact path.

use super::*;
use crate::document::Document;
use crate::domain::{Slot, examples};
use crate::engineering::balance::random_tops;
use crate::proposals::ModelError;
use crate::proposals::stub_model::StubModel;

fn office() -> DocumentSnapshot {
    Document::unsaved(examples::two_panels()).snapshot()
}

fn wish(method: BalanceMethod, goal: Goal) -> BalanceWish {
    BalanceWish { method, goal, ..BalanceWish::of(PanelId(1), office().project.settings()) }
}

fn ask(wish: &BalanceWish, model: &StubModel) -> Result<BalanceProposal, BalanceError> {
    propose_balance(&office(), wish, Some(model), &Cancel::default(), &mut |_| {})
}

fn auto() -> BalanceWish {
    wish(BalanceMethod::Auto, Goal::Fewest)
}

#[test]
fn equal_answers_are_the_models_with_the_exact_one_beside() {
    let answer = ask(&auto(), &StubModel::good()).expect("a proposal");
    assert_eq!(answer.proposal.source, Source::Hrm);
    assert_eq!((answer.moves.len(), answer.model.as_deref()), (3, Some("stub-1")));
    let beside = answer.beside.expect("both were asked");
    let standing = beside.standing.expect("it has a plan");
    assert_eq!((beside.source, standing.moves), (Source::Exact, 3));
    assert!((standing.score - 0.9814).abs() < 5e-5);
    assert!(answer.proof.fewest_moves.proven, "the proof is the search's in any case");
}

#[test]
fn a_wild_answer_is_polished_and_says_so() {
    let answer = ask(&auto(), &StubModel::wild()).expect("a proposal");
    let beside = answer.beside.expect("both were asked");
    let standing = beside.standing.expect("it has a plan");
    let sources = [answer.proposal.source, beside.source];
    assert!(sources.contains(&Source::HrmSearch) && sources.contains(&Source::Exact), "{sources:?}");
    assert!(answer.moves.len() <= standing.moves, "the fewer moves win");
    assert!(answer.reached && standing.score >= 0.95);
}

#[test]
fn the_better_score_wins_where_the_best_is_asked_for() {
    let wish = wish(BalanceMethod::Auto, Goal::Best);
    let poor = StubModel::new(|problem, _, _| Ok(problem.as_is()));
    let answer = ask(&wish, &poor).expect("a proposal");
    assert_eq!(answer.proposal.after.0, 1.0);
    let beside = answer.beside.expect("both were asked");
    assert!([answer.proposal.source, beside.source].contains(&Source::HrmSearch));
}

#[test]
fn nonsense_is_rejected_with_its_reasons_and_the_exact_plan_stands() {
    let answer = ask(&auto(), &StubModel::nonsense()).expect("the exact path goes on");
    assert_eq!((answer.proposal.source, answer.moves.len()), (Source::Exact, 3));
    let beside = answer.beside.expect("the model was asked");
    let why = beside.standing.expect_err("nothing to stand on");
    assert!(why.contains("did not pass the independent check") && why.contains("slot"), "{why}");
    let error = ask(&wish(BalanceMethod::Hrm, Goal::Fewest), &StubModel::nonsense()).expect_err("no plan");
    assert!(matches!(&error, BalanceError::Rejected(_)), "{error}");
}

#[test]
fn answers_that_are_no_arrangement_are_told_apart() {
    for (tops, why) in [
        (vec![Slot(1)], "it places 1 of 21 circuits"),
        (vec![Slot(u16::MAX); 21], "the panel ends at 42"),
        (vec![Slot(0); 21], "the panel ends at 42"),
    ] {
        let model = StubModel::new(move |_, _, _| Ok(tops.clone()));
        let answer = ask(&auto(), &model).expect("the exact path goes on");
        let told = answer.beside.and_then(|beside| beside.standing.err()).expect("a reason");
        assert!(told.contains(why), "{told}");
    }
}

#[test]
fn a_failing_and_a_panicking_model_are_named_and_nothing_else_happens() {
    let panicking = StubModel::new(|_, _, _| panic!("on purpose"));
    for (model, why) in [
        (StubModel::failing(), "model stub-1 has no answer: its weights are no numbers"),
        (panicking, "model stub-1 has no answer: it failed inside the program"),
    ] {
        let answer = ask(&auto(), &model).expect("the exact path goes on");
        assert_eq!(answer.proposal.source, Source::Exact);
        assert_eq!(answer.beside.and_then(|beside| beside.standing.err()).as_deref(), Some(why));
        let error = ask(&wish(BalanceMethod::Hrm, Goal::Fewest), &model).expect_err("nobody else is asked");
        assert_eq!(error.to_string(), why);
    }
}

#[test]
fn a_slow_model_ends_when_it_is_cancelled() {
    let cancel = Cancel::default();
    let flag = cancel.clone();
    let model = StubModel::new(move |_, _, cancel| {
        flag.cancel();
        assert!(cancel.is_cancelled(), "the flag is the caller's");
        Err(ModelError::Cancelled)
    });
    for method in [BalanceMethod::Auto, BalanceMethod::Hrm] {
        let wish = wish(method, Goal::Fewest);
        let answer = propose_balance(&office(), &wish, Some(&model), &cancel, &mut |_| {});
        assert_eq!(answer.err(), Some(BalanceError::Policy(PolicyError::Cancelled)));
    }
}

/// The model's credit is its own: whatever solver and heuristics may do, the method `hrm` gives its very slots.
#[test]
fn the_models_own_plan_does_not_depend_on_any_search() {
    for goal in [Goal::Fewest, Goal::Best] {
        let asked = wish(BalanceMethod::Hrm, goal);
        let wild = |wish: &BalanceWish, first: bool| {
            let model = StubModel::wild();
            let answer = if first {
                first_balance(&office(), wish, Some(&model), &Cancel::default())
            } else {
                ask(wish, &model)
            };
            answer.expect("legal")
        };
        let reference = wild(&asked, false);
        let own = random_tops(&reference.problem.search, 7);
        assert_eq!(reference.problem.tops(&reference.proposal.answer), own);
        assert_eq!(reference.proposal.source, Source::Hrm);
        // No search at all, a search cut short, and another solver behind the proof.
        for nodes in [0, 100] {
            let cut = wild(&BalanceWish { budget: Budget { nodes }, ..asked.clone() }, false);
            assert_eq!(cut.proposal.answer.moves, reference.proposal.answer.moves);
        }
        assert_eq!(wild(&asked, true).proposal.answer.moves, reference.proposal.answer.moves);
        // Straight from the policy: no solver, no heuristic and no verifier is near.
        let model = StubModel::wild();
        let mut policy = ModelPolicy { model: &model, goal, target: asked.target };
        let (plan, source) = policy
            .propose(&reference.problem, Budget { nodes: 0 }, &Cancel::default(), &mut |_| {})
            .expect("an answer");
        assert_eq!((plan.moves, source), (reference.proposal.answer.moves.clone(), Source::Hrm));
    }
}

#[test]
fn limits_and_locks_bind_the_model_as_everybody() {
    let moved = ask(&auto(), &StubModel::good()).expect("a proposal").moves[0].circuit;
    // The stub knows nothing of the most moves allowed and answers with three.
    let few = BalanceWish { max_moves: Some(2), ..wish(BalanceMethod::Hrm, Goal::Fewest) };
    let error = ask(&few, &StubModel::good()).expect_err("too many");
    assert!(error.to_string().contains("more than allowed"), "{error}");
    let answer =
        ask(&BalanceWish { method: BalanceMethod::Auto, ..few }, &StubModel::good()).expect("polished");
    assert!(answer.moves.len() <= 2);
    let beside = answer.beside.expect("both");
    assert!([answer.proposal.source, beside.source].contains(&Source::HrmSearch));
    // One that moves a locked circuit.
    let defiant = StubModel::new(|problem, ask, _| {
        let mut free = problem.clone();
        free.items.iter_mut().for_each(|item| item.locked = false);
        let request = BalanceRequest { goal: ask.goal, target: ask.target, ..BalanceRequest::default() };
        Ok(crate::engineering::balance::solve(&free, &request, &mut |_| true).tops(&free))
    });
    let locked = BalanceWish { locked: vec![moved], ..auto() };
    let answer = ask(&locked, &defiant).expect("the exact path goes on");
    let why = answer.beside.and_then(|beside| beside.standing.err()).expect("rejected");
    assert!(why.contains("is locked"), "{why}");
    assert!(answer.moves.iter().all(|step| step.circuit != moved));
}

#[test]
fn who_is_not_to_be_asked_is_not() {
    let model = StubModel::good();
    for method in [BalanceMethod::Exact, BalanceMethod::Lpt] {
        let answer = ask(&wish(method, Goal::Best), &model).expect("a proposal");
        assert_eq!((answer.beside, answer.model), (None, None));
    }
    assert_eq!(model.asked(), 0);
    let alone = wish(BalanceMethod::Hrm, Goal::Best);
    let error = propose_balance(&office(), &alone, None, &Cancel::default(), &mut |_| {}).expect_err("none");
    assert_eq!(error.to_string(), "no model is installed");
}

/// A habit decides among places of the same legs: the score stays, and who need not move does not, unless that is wished.
#[test]
fn habits_change_slots_and_nothing_else() {
    for goal in [Goal::Fewest, Goal::Best] {
        let plain = ask(&wish(BalanceMethod::Auto, goal), &StubModel::good()).expect("a proposal");
        let kept =
            ask(&wish(BalanceMethod::Auto, goal), &StubModel::good_from_the_bottom()).expect("a proposal");
        let whole = BalanceWish { by_habit: true, ..wish(BalanceMethod::Auto, goal) };
        let whole = ask(&whole, &StubModel::good_from_the_bottom()).expect("a proposal");
        let sum = |answer: &BalanceProposal| -> u32 {
            answer.problem.tops(&answer.proposal.answer).iter().map(|top| u32::from(top.0)).sum()
        };
        assert!(kept.moves.len() <= plain.moves.len() && sum(&kept) >= sum(&plain), "{goal:?}");
        assert!(whole.moves.len() > plain.moves.len() && sum(&whole) > sum(&kept), "{goal:?}");
        for answer in [&kept, &whole] {
            assert_eq!(answer.proposal.after, plain.proposal.after);
            assert_eq!(answer.proof, plain.proof);
        }
    }
    // As few moves as are allowed, whatever is liked.
    let tight = BalanceWish { by_habit: true, max_moves: Some(3), ..auto() };
    let answer = ask(&tight, &StubModel::good_from_the_bottom()).expect("a proposal");
    assert!(answer.moves.len() <= 3);
}
