//! The engineering solvers as policies: always there, with or without a model.

use crate::engineering::balance::{
    Answer, BalanceRequest, Goal, Progress, first_answer, leg_report, lpt_tops, solve,
};
use crate::proposals::{
    BalancePlan, BalanceProof, Budget, Cancel, PhaseBalance, Policy, PolicyError, Source,
};

/// The exact search for a goal: proof where the budget suffices, bound and gap where it does not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExactPolicy {
    pub goal: Goal,
    pub target: f64,
}

impl Policy<PhaseBalance> for ExactPolicy {
    fn propose(
        &mut self,
        problem: &PhaseBalance,
        budget: Budget,
        cancel: &Cancel,
        observer: &mut dyn FnMut(&Progress),
    ) -> Result<(BalancePlan, Source), PolicyError> {
        let request = BalanceRequest {
            goal: self.goal,
            target: self.target,
            max_moves: problem.max_moves,
            nodes: budget.nodes,
        };
        let mut watch = |progress: &Progress| {
            observer(progress);
            !cancel.is_cancelled()
        };
        let answer = solve(&problem.search, &request, &mut watch);
        if cancel.is_cancelled() {
            return Err(PolicyError::Cancelled);
        }
        Ok(plan_of(problem, &answer))
    }
}

/// What the exact search starts from: a good plan at once, and the plain bound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FirstPolicy {
    pub goal: Goal,
    pub target: f64,
}

impl Policy<PhaseBalance> for FirstPolicy {
    fn propose(
        &mut self,
        problem: &PhaseBalance,
        _budget: Budget,
        _cancel: &Cancel,
        _observer: &mut dyn FnMut(&Progress),
    ) -> Result<(BalancePlan, Source), PolicyError> {
        let request =
            BalanceRequest { goal: self.goal, target: self.target, max_moves: problem.max_moves, nodes: 0 };
        Ok(plan_of(problem, &first_answer(&problem.search, &request)))
    }
}

fn plan_of(problem: &PhaseBalance, answer: &Answer) -> (BalancePlan, Source) {
    let proof = BalanceProof {
        best_possible: answer.best_possible,
        fewest_moves: answer.fewest_moves,
        reason: answer.reason,
    };
    let is_whole = proof.best_possible.proven && proof.fewest_moves.proven;
    let source = if is_whole { Source::Exact } else { Source::Search };
    (problem.plan(&answer.tops(&problem.search), answer.after.score, Some(proof)), source)
}

/// Longest processing time first: heaviest circuit to the emptiest legs. It knows no goal and moves what it likes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LptPolicy;

impl Policy<PhaseBalance> for LptPolicy {
    fn propose(
        &mut self,
        problem: &PhaseBalance,
        _budget: Budget,
        _cancel: &Cancel,
        _observer: &mut dyn FnMut(&Progress),
    ) -> Result<(BalancePlan, Source), PolicyError> {
        let tops = lpt_tops(&problem.search);
        let score = leg_report(&problem.search, &tops).score;
        Ok((problem.plan(&tops, score, None), Source::Lpt))
    }
}
