//! Why a target is out of reach, in a word for scripts and a sentence for people.

use crate::domain::CircuitId;
use crate::engineering::balance::exact::{Layout, bound_by_piece, upper_bound};
use crate::engineering::balance::problem::{BalanceProblem, MoveLimits, va_from_units};
use crate::engineering::balance::score::Quality;
use crate::units::grouped;

named_enum!(
    /// What stands between a panelboard and its target.
    ReasonKind {
        /// One load no others can balance.
        DominantCircuit = "dominant-circuit",
        /// Without the locks the target could be reached.
        Locked = "locked",
        /// Without the options (no holes, spares only) the target could be reached.
        Limits = "limits",
        /// Line-to-neutral loads cannot use the high leg.
        HighLeg = "high-leg",
        /// The loads do not divide finely enough, or there is no room.
        CoarseLoads = "coarse-loads",
    }
);

/// Why a target is out of reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reason {
    pub kind: ReasonKind,
    /// The circuit that stands in the way, if it is one.
    pub circuit: Option<CircuitId>,
    /// Its load.
    pub va: Option<f64>,
}

impl Reason {
    /// Says it in one sentence; `best` is the best possible score.
    pub fn sentence(&self, problem: &BalanceProblem, best: f64) -> String {
        let best = format!("Best possible here is {best:.3}");
        let share = if problem.leg_count() == 2 { "half" } else { "a third" };
        match (self.kind, self.va) {
            (ReasonKind::DominantCircuit, Some(va)) => {
                format!("{best}: one {} VA circuit exceeds {share} of the load", grouped(va, 0))
            }
            (ReasonKind::DominantCircuit, None) => format!("{best}: one circuit exceeds {share} of the load"),
            (ReasonKind::Locked, _) => format!("{best}: locked circuits are in the way"),
            (ReasonKind::Limits, _) => format!("{best} with the options chosen"),
            (ReasonKind::HighLeg, _) => format!("{best}: line-to-neutral loads cannot use the high leg"),
            (ReasonKind::CoarseLoads, _) => format!("{best}: the loads do not divide more evenly"),
        }
    }
}

/// Finds the reason, given that no arrangement reaches `bar`.
pub fn reason(problem: &BalanceProblem, bar: Quality) -> Reason {
    let plain = |kind| Reason { kind, circuit: None, va: None };
    let mut unlocked = problem.clone();
    unlocked.items.iter_mut().for_each(|item| {
        item.locked = false;
        item.group = None;
    });
    unlocked.limits = MoveLimits::default();
    let layout = Layout::new(&unlocked);
    let worst = (0..layout.pieces.len()).map(|piece| (bound_by_piece(&layout, piece), piece)).min();
    if let Some((bound, piece)) = worst
        && bound < bar
        && let Some(item) = layout.pieces[piece].items.first().and_then(|i| unlocked.items.get(*i))
        && exceeds_share(&layout, item.loads().into_iter().max().unwrap_or(0))
    {
        let va = va_from_units(item.total());
        return Reason { kind: ReasonKind::DominantCircuit, circuit: Some(item.id), va: Some(va) };
    }
    if upper_bound(&layout) < bar && problem.system.high_leg().is_some() {
        return plain(ReasonKind::HighLeg);
    }
    if upper_bound(&layout) >= bar {
        if problem.items.iter().any(|item| item.locked || item.group.is_some()) {
            return plain(ReasonKind::Locked);
        }
        if problem.limits != MoveLimits::default() {
            return plain(ReasonKind::Limits);
        }
    }
    plain(ReasonKind::CoarseLoads)
}

fn exceeds_share(layout: &Layout, load: i64) -> bool {
    load * layout.legs as i64 > layout.total
}
