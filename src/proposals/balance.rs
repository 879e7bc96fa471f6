//! From a wish to a verified rebalancing: what the balance dialog and the command line both call.

use crate::document::DocumentSnapshot;
use crate::domain::{CircuitId, LoadBasis, Metric, PanelId};
use crate::engineering::balance::{CircuitMove, Goal, MoveLimits, Progress, Seat, moves_to, seats};
use crate::proposals::{
    BalancePlan, BalanceProof, Budget, Cancel, ExactPolicy, ExtractError, FirstPolicy, LptPolicy,
    PhaseBalance, Policy, PolicyError, Proposal, Rejected, Source, Verified, verify,
};

named_enum!(
    /// Who is asked for the plan. The exact search is asked for the proof in any case.
    BalanceMethod {
        /// The best verified plan of all that can be asked.
        Auto = "auto",
        Exact = "exact",
        Lpt = "lpt",
    }
);

/// A rebalancing somebody wishes for.
#[derive(Clone, Debug, PartialEq)]
pub struct BalanceWish {
    pub panel: PanelId,
    pub goal: Goal,
    /// Score to reach.
    pub target: f64,
    pub max_moves: Option<u32>,
    pub limits: MoveLimits,
    /// Whether circuits that are locked in the project stay.
    pub keep_locked: bool,
    /// Circuits to leave where they are, beside those locked in the project.
    pub locked: Vec<CircuitId>,
    pub basis: LoadBasis,
    pub metric: Metric,
    pub method: BalanceMethod,
    pub budget: Budget,
}

/// A verified rebalancing with everything a person wants to know about it.
#[derive(Clone, Debug, PartialEq)]
pub struct BalanceProposal {
    pub problem: PhaseBalance,
    pub proposal: Verified<Proposal<BalancePlan>>,
    pub proof: BalanceProof,
    /// Whether the proposal's score is at least the target.
    pub reached: bool,
    /// In the order in which each next move gains most; exchanges side by side.
    pub moves: Vec<CircuitMove>,
    /// Where every circuit sits afterwards.
    pub seats: Vec<Seat>,
}

/// Why there is no proposal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BalanceError {
    #[error(transparent)]
    Extract(#[from] ExtractError),
    #[error(transparent)]
    Policy(#[from] PolicyError),
    #[error(transparent)]
    Rejected(#[from] Rejected),
    #[error("the search ended without a word on what is possible")]
    NoProof,
}

/// Answers a wish as far as its budget goes.
///
/// # Errors
/// When there is nothing to balance, the search was cancelled, or the plan did not pass its verifier.
pub fn propose_balance(
    snapshot: &DocumentSnapshot,
    wish: &BalanceWish,
    cancel: &Cancel,
    observer: &mut dyn FnMut(&Progress),
) -> Result<BalanceProposal, BalanceError> {
    let problem = problem_of(snapshot, wish)?;
    let mut exact = ExactPolicy { goal: wish.goal, target: wish.target };
    let proven = exact.propose(&problem, wish.budget, cancel, observer)?;
    let proof = proven.0.proof;
    let chosen = match wish.method {
        BalanceMethod::Auto | BalanceMethod::Exact => proven,
        BalanceMethod::Lpt => LptPolicy.propose(&problem, wish.budget, cancel, observer)?,
    };
    checked(snapshot, wish, problem, proof, chosen)
}

/// Answers a wish at once, without searching: a good plan and the plain bound, for the first frame.
///
/// # Errors
/// As [`propose_balance`], but never cancelled.
pub fn first_balance(
    snapshot: &DocumentSnapshot,
    wish: &BalanceWish,
) -> Result<BalanceProposal, BalanceError> {
    let problem = problem_of(snapshot, wish)?;
    let mut first = FirstPolicy { goal: wish.goal, target: wish.target };
    let chosen = first.propose(&problem, wish.budget, &Cancel::default(), &mut |_| {})?;
    let proof = chosen.0.proof;
    checked(snapshot, wish, problem, proof, chosen)
}

fn problem_of(snapshot: &DocumentSnapshot, wish: &BalanceWish) -> Result<PhaseBalance, ExtractError> {
    let mut problem = PhaseBalance::extract(&snapshot.project, wish.panel, wish.basis)?;
    problem.max_moves = wish.max_moves;
    problem.search.metric = wish.metric;
    problem.search.limits = wish.limits;
    if !wish.keep_locked {
        problem.free_locked();
    }
    problem.search = problem.search.with_locked(&wish.locked);
    Ok(problem)
}

fn checked(
    snapshot: &DocumentSnapshot,
    wish: &BalanceWish,
    problem: PhaseBalance,
    proof: Option<BalanceProof>,
    (plan, source): (BalancePlan, Source),
) -> Result<BalanceProposal, BalanceError> {
    let proof = proof.ok_or(BalanceError::NoProof)?;
    let tops = problem.tops(&plan);
    let proposal = verify(&problem, snapshot, plan, source)?;
    // The search decides exactly whether a target is reached; the verifier's figure has passed through floating point.
    let reached = proposal.after.0 >= wish.target - 1e-9;
    let (moves, seats) = (moves_to(&problem.search, &tops), seats(&problem.search, &tops));
    Ok(BalanceProposal { problem, proposal, proof, reached, moves, seats })
}
