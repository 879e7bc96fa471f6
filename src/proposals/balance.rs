//! From a wish to a verified rebalancing: what the balance dialog and the command line both call.
//!
//! ```text
//! wish ─┬─► exact search or first answer ─► plan, proof ─► verify ─┐
//!       └─► model, if there is one ─┬─► its own plan ──► verify ───┼─► the best by the wish, the other beside it
//!                                   └─► polished plan ─► verify ───┘
//! ```
//!
//! A model that fails, or whose plan is rejected, stops nothing: why is said beside the other's plan.

use crate::document::DocumentSnapshot;
use crate::domain::{CircuitId, DesignSettings, LoadBasis, Metric, PanelId, Slot};
use crate::engineering::balance::{
    BalanceItem, BalanceRequest, CircuitMove, Goal, MoveLimits, Progress, Quality, Seat, judged_loads,
    leg_report, moves_to, polish, seats,
};
use crate::proposals::{
    BalanceModel, BalancePlan, BalanceProof, Budget, Cancel, ExactPolicy, ExtractError, FirstPolicy,
    LptPolicy, ModelPolicy, PhaseBalance, Policy, PolicyError, Proposal, Rejected, Source, Verified, verify,
};
use std::panic::{AssertUnwindSafe, catch_unwind};

named_enum!(
    /// Who is asked for the plan. The exact search is asked for the proof in any case.
    BalanceMethod {
        /// The best verified plan of all that can be asked.
        Auto = "auto",
        /// The model's own arrangement and nothing else.
        Hrm = "hrm",
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
    /// Seat the whole panelboard as the firm does, as far as the model knows: legs and score stay, more circuits move.
    /// Otherwise habits only decide where circuits go that move anyway.
    pub by_habit: bool,
    pub budget: Budget,
}

impl BalanceWish {
    /// Returns what is wished for when nobody says otherwise: the project's own target by its own measure, with as few
    /// moves as it takes.
    pub fn of(panel: PanelId, settings: &DesignSettings) -> Self {
        Self {
            panel,
            goal: Goal::Fewest,
            target: settings.balance_target,
            max_moves: None,
            limits: MoveLimits::default(),
            keep_locked: true,
            locked: Vec::new(),
            basis: settings.basis,
            metric: settings.metric,
            method: BalanceMethod::Auto,
            by_habit: false,
            budget: Budget::default(),
        }
    }
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
    /// What the other one came to, where both a model and a solver were asked.
    pub beside: Option<Beside>,
    /// Name of the model that was asked.
    pub model: Option<String>,
}

/// What somebody else answered to the same wish.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    pub source: Source,
    /// What it came to by the verifier, or why it has no plan.
    pub standing: Result<Standing, String>,
}

/// What a plan comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// 0 to 1, by the verifier.
    pub score: f64,
    pub moves: usize,
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
    #[error("no model is installed")]
    NoModel,
}

/// Answers a wish as far as its budget goes. The model is asked where the method says so.
///
/// # Errors
/// When there is nothing to balance, the search was cancelled, or the plan did not pass its verifier.
pub fn propose_balance(
    snapshot: &DocumentSnapshot,
    wish: &BalanceWish,
    model: Option<&dyn BalanceModel>,
    cancel: &Cancel,
    observer: &mut dyn FnMut(&Progress),
) -> Result<BalanceProposal, BalanceError> {
    let problem = problem_of(snapshot, wish)?;
    let asking = Asking { snapshot, wish, problem, cancel };
    let advice = asking.advice(model)?;
    let mut exact = ExactPolicy { goal: wish.goal, target: wish.target };
    let plain = exact.propose(&asking.problem, wish.budget, cancel, observer)?;
    asking.decide(plain, advice, model)
}

/// Answers a wish at once, without searching: a good plan and the plain bound, for the first frame. A model is asked as
/// by [`propose_balance`], so hand one in only where its time may be waited for.
///
/// # Errors
/// As [`propose_balance`].
pub fn first_balance(
    snapshot: &DocumentSnapshot,
    wish: &BalanceWish,
    model: Option<&dyn BalanceModel>,
    cancel: &Cancel,
) -> Result<BalanceProposal, BalanceError> {
    let problem = problem_of(snapshot, wish)?;
    let asking = Asking { snapshot, wish, problem, cancel };
    let mut first = FirstPolicy { goal: wish.goal, target: wish.target };
    let mut plainly = || first.propose(&asking.problem, wish.budget, cancel, &mut |_| {});
    // Side by side, so that one does not wait for the other; neither sees what the other says.
    let (advice, plain) = match model {
        None => (asking.advice(None), plainly()),
        Some(model) => std::thread::scope(|scope| {
            let advice = scope.spawn(|| asking.advice(Some(model)));
            let plain = plainly();
            (
                advice.join().unwrap_or_else(|_| {
                    Err(PolicyError::Model("the model failed inside the program".to_owned()).into())
                }),
                plain,
            )
        }),
    };
    asking.decide(plain?, advice?, model)
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

/// One wish for one state.
struct Asking<'a> {
    snapshot: &'a DocumentSnapshot,
    wish: &'a BalanceWish,
    problem: PhaseBalance,
    cancel: &'a Cancel,
}

/// A plan that passed, before it is known who wins.
struct Passed {
    tops: Vec<Slot>,
    proposal: Verified<Proposal<BalancePlan>>,
    reached: bool,
    moves: usize,
    quality: Quality,
}

/// What a model had to say: its name, and a plan that passed or why there is none.
struct Advice {
    model: String,
    plan: Result<Passed, BalanceError>,
}

impl Asking<'_> {
    /// Asks the model, where there is one and the method wants it.
    fn advice(&self, model: Option<&dyn BalanceModel>) -> Result<Option<Advice>, BalanceError> {
        let plan = match (self.wish.method, model) {
            (BalanceMethod::Hrm, None) => return Err(BalanceError::NoModel),
            (BalanceMethod::Exact | BalanceMethod::Lpt, _) | (_, None) => return Ok(None),
            (BalanceMethod::Hrm, Some(model)) => Ok(self.passed(self.straight(model)?)?),
            (BalanceMethod::Auto, Some(model)) => self.polished(model),
        };
        let name = model.map_or_else(String::new, |model| model.id().to_owned());
        match plan {
            Err(BalanceError::Policy(PolicyError::Cancelled)) => Err(PolicyError::Cancelled.into()),
            plan => Ok(Some(Advice { model: name, plan })),
        }
    }

    /// Returns the model's own plan.
    fn straight(&self, model: &dyn BalanceModel) -> Result<(BalancePlan, Source), BalanceError> {
        let mut policy = ModelPolicy { model, goal: self.wish.goal, target: self.wish.target };
        Ok(policy.propose(&self.problem, self.wish.budget, self.cancel, &mut |_| {})?)
    }

    /// Returns the better of the model's own plan and the same polished; its own when they are equal.
    fn polished(&self, model: &dyn BalanceModel) -> Result<Passed, BalanceError> {
        let raw = self.straight(model)?;
        let tops = self.problem.tops(&raw.0);
        let straight = self.passed(raw);
        let (goal, target, max_moves) = (self.wish.goal, self.wish.target, self.wish.max_moves);
        let request = BalanceRequest { goal, target, max_moves, nodes: 0 };
        let finer = polish(&self.problem.search, &tops, &request).filter(|finer| *finer != tops);
        let finer = finer.and_then(|finer| {
            let score = leg_report(&self.problem.search, &finer).score;
            self.passed((self.problem.plan(&finer, score, None), Source::HrmSearch)).ok()
        });
        match (straight, finer) {
            (Ok(straight), Some(finer)) if self.is_no_worse(&straight, &finer) => Ok(straight),
            (_, Some(finer)) => Ok(finer),
            (straight, None) => straight,
        }
    }

    /// Lets the verifier look at a plan.
    fn passed(&self, (plan, source): (BalancePlan, Source)) -> Result<Passed, BalanceError> {
        let tops = self.problem.tops(&plan);
        let search = &self.problem.search;
        let proposal = verify(&self.problem, self.snapshot, plan, source)?;
        // The search decides exactly whether a target is reached; the verifier's figure has passed through floating point.
        let reached = proposal.after.0 >= self.wish.target - 1e-9;
        let moves = proposal.answer.moves.len();
        Ok(Passed {
            reached,
            moves,
            quality: search.judge().quality(judged_loads(search, &tops)),
            tops,
            proposal,
        })
    }

    /// Whether the first plan answers the wish at least as well as the second.
    fn is_no_worse(&self, first: &Passed, second: &Passed) -> bool {
        let by_quality = first.quality.cmp(&second.quality);
        let by_moves = second.moves.cmp(&first.moves);
        let order = match self.wish.goal {
            Goal::Fewest if first.reached && second.reached => by_moves.then(by_quality),
            Goal::Fewest => first.reached.cmp(&second.reached).then(by_quality).then(by_moves),
            Goal::Best => by_quality.then(by_moves),
        };
        order.is_ge()
    }

    /// Decides between the solver's plan and the model's, and puts the other beside it.
    fn decide(
        self,
        plain: (BalancePlan, Source),
        advice: Option<Advice>,
        asked: Option<&dyn BalanceModel>,
    ) -> Result<BalanceProposal, BalanceError> {
        let proof = plain.0.proof.ok_or(BalanceError::NoProof)?;
        let plain = match self.wish.method {
            BalanceMethod::Lpt => {
                LptPolicy.propose(&self.problem, self.wish.budget, self.cancel, &mut |_| {})?
            }
            BalanceMethod::Auto | BalanceMethod::Hrm | BalanceMethod::Exact => plain,
        };
        let plain = self.passed(plain)?;
        let Some(Advice { model, plan }) = advice else { return Ok(self.proposal(plain, proof, None, None)) };
        let (best, beside) = match plan {
            Ok(plan) if self.wish.method == BalanceMethod::Hrm || self.is_no_worse(&plan, &plain) => {
                let beside = beside(&plain);
                (plan, beside)
            }
            Ok(plan) => (plain, beside(&plan)),
            Err(why) => (plain, Beside { source: Source::Hrm, standing: Err(why.to_string()) }),
        };
        let best = asked.and_then(|asked| self.by_habit(&best, asked)).unwrap_or(best);
        Ok(self.proposal(best, proof, Some(beside), Some(model)))
    }

    /// Returns a plan with its slots as the firm would have them, where the model knows: the same legs, so the same score;
    /// no more moves unless that is wished for. `None` where nothing changes or the verifier objects.
    fn by_habit(&self, plan: &Passed, model: &dyn BalanceModel) -> Option<Passed> {
        if !model.knows_habits() {
            return None;
        }
        let search = &self.problem.search;
        let stays = |(item, top): (&BalanceItem, &Slot)| !self.wish.by_habit && item.top == *top;
        let held: Vec<bool> = search.items.iter().zip(&plan.tops).map(stays).collect();
        let asked = || model.reseat(search, &plan.tops, &held);
        // A fault inside a model must not take the plan with it.
        let tops = catch_unwind(AssertUnwindSafe(asked)).ok().flatten()?;
        if tops == plan.tops || tops.len() != plan.tops.len() {
            return None;
        }
        let score = leg_report(search, &tops).score;
        let made = self.problem.plan(&tops, score, plan.proposal.answer.proof);
        let seated = self.passed((made, plan.proposal.source)).ok()?;
        let fewer = self.wish.by_habit || seated.moves <= plan.moves;
        (seated.quality == plan.quality && fewer).then_some(seated)
    }

    fn proposal(
        self,
        Passed { tops, proposal, reached, .. }: Passed,
        proof: BalanceProof,
        beside: Option<Beside>,
        model: Option<String>,
    ) -> BalanceProposal {
        let (moves, seats) = (moves_to(&self.problem.search, &tops), seats(&self.problem.search, &tops));
        BalanceProposal { problem: self.problem, proposal, proof, reached, moves, seats, beside, model }
    }
}

fn beside(passed: &Passed) -> Beside {
    let standing = Standing { score: passed.proposal.after.0, moves: passed.moves };
    Beside { source: passed.proposal.source, standing: Ok(standing) }
}

#[cfg(test)]
mod tests;
