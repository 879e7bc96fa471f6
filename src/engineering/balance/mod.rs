//! Phase balancing of a panelboard: score, exact search over real slots, plain heuristics.
//!
//! ```text
//! BalanceProblem ──► first_answer   at once: LPT + swaps, polished
//!                ├─► solve          best possible and fewest moves, each proven or with what is known
//!                ├─► polish         an arrangement of somebody else, improved; moves it does not need taken back
//!                ├─► most_liked     other slots on the same legs, where somebody likes them better
//!                ├─► pareto_front   the best score of 0, 1, 2 … moves
//!                ├─► baselines      as is, random, snake, LPT, LPT + swaps
//!                └─► confirm_*      what was proven, by another way; verify: whether an arrangement is legal
//! ```
//!
//! Everything is deterministic; effort is counted in search nodes. Start reading at `problem.rs`, then `score.rs` (the one
//! place with the formulas), `solve.rs`, and behind it `exact/best.rs` and `exact/moves.rs`.

mod answer;
mod arrangement;
pub mod bench;
mod certificate;
mod exact;
mod heuristic;
mod liking;
mod polish;
mod problem;
#[cfg(test)]
pub(crate) mod random_panel;
mod reason;
mod score;
mod seating;
mod solve;
#[cfg(test)]
mod tests;
mod verify;

pub use answer::{Answer, BestPossible, CircuitMove, FewestMoves, FrontPoint, Seat, moves_to, seats};
pub use certificate::{Confirmation, confirm_best, confirm_fewest};
pub use exact::{Observer, Progress};
pub use heuristic::{Baselines, baselines, lpt_swaps_tops, lpt_tops, random_tops, snake_tops};
pub use liking::most_liked;
pub use polish::polish;
pub use problem::{BalanceItem, BalanceProblem, MoveLimits, UNITS_PER_VA, units_from_va, va_from_units};
pub use reason::{Reason, ReasonKind};
pub use score::{
    Judge, LegLoads, LegReport, Quality, balance_score, judged_loads, leg_load, leg_report, metric_score,
};
pub use seating::{Filling, OPTIONS, Seatable, Seating};
pub use solve::{BalanceRequest, Goal, first_answer, pareto_front, solve};
pub use verify::{Claim, Fault, PoleLoad, Terms, Verdict, verify};
