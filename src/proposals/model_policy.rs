//! A trained model as a policy: its own arrangement, untouched. Polishing it is another step with another name.

use crate::domain::Slot;
use crate::engineering::balance::{BalanceProblem, Goal, Progress, leg_report};
use crate::proposals::{
    BalanceModel, BalancePlan, Budget, Cancel, ModelAsk, ModelError, PhaseBalance, Policy, PolicyError,
    Source,
};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A trained model, asked for one goal. The budget is not looked at: a model does not search.
#[derive(Clone, Copy)]
pub struct ModelPolicy<'m> {
    pub model: &'m dyn BalanceModel,
    pub goal: Goal,
    pub target: f64,
}

impl Policy<PhaseBalance> for ModelPolicy<'_> {
    fn propose(
        &mut self,
        problem: &PhaseBalance,
        _budget: Budget,
        cancel: &Cancel,
        _observer: &mut dyn FnMut(&Progress),
    ) -> Result<(BalancePlan, Source), PolicyError> {
        if cancel.is_cancelled() {
            return Err(PolicyError::Cancelled);
        }
        let ask = ModelAsk { goal: self.goal, target: self.target };
        // A fault inside a model must not take the exact path with it.
        let answer = catch_unwind(AssertUnwindSafe(|| self.model.arrange(&problem.search, &ask, cancel)));
        let tops = match answer {
            _ if cancel.is_cancelled() => return Err(PolicyError::Cancelled),
            Ok(Ok(answer)) => answer.tops,
            Ok(Err(ModelError::Cancelled)) => return Err(self.failed("it gave up")),
            Ok(Err(ModelError::Failed(why))) => return Err(self.failed(&why)),
            Err(_) => return Err(self.failed("it failed inside the program")),
        };
        check_range(&problem.search, &tops).map_err(|why| self.failed(&why))?;
        let score = leg_report(&problem.search, &tops).score;
        Ok((problem.plan(&tops, score, None), Source::Hrm))
    }
}

impl ModelPolicy<'_> {
    fn failed(&self, why: &str) -> PolicyError {
        PolicyError::Model(format!("model {} has no answer: {why}", self.model.id()))
    }
}

/// Whether the answer can be read as an arrangement at all; whether it is a legal one is for the verifier to say.
fn check_range(problem: &BalanceProblem, tops: &[Slot]) -> Result<(), String> {
    if tops.len() != problem.items.len() {
        return Err(format!("it places {} of {} circuits", tops.len(), problem.items.len()));
    }
    for (item, top) in problem.items.iter().zip(tops) {
        let last = u32::from(top.0) + 2 * (u32::from(item.poles.max(1)) - 1);
        if top.0 == 0 || last > u32::from(problem.slots) {
            return Err(format!(
                "it puts circuit {} at slot {top}, and the panel ends at {}",
                item.top, problem.slots
            ));
        }
    }
    Ok(())
}
