//! Proposals: somebody suggests, an independent verifier decides, a person accepts.
//!
//! ```text
//! project ─ Problem::… ─► problem ─ Policy::propose ─► answer ─ verify ─► Verified<Proposal> ─► edits, one undo step
//! ```
//!
//! A policy may be a solver, a heuristic or a trained model, and it may be wrong. What it answers is worth nothing until
//! [`verify`] has applied it to the project and recomputed everything with code the policy does not use. Nothing here
//! changes a project, reads files or knows a clock. Start at `problem.rs`; `problems/phase_balance.rs` is the example.

mod balance;
mod model;
mod model_policy;
mod policy;
mod problem;
mod problems;
mod route;
mod route_model;
mod solver_policy;
#[cfg(test)]
pub(crate) mod stub_model;
mod verified;

pub use balance::{
    BalanceError, BalanceMethod, BalanceProposal, BalanceWish, Beside, Standing, first_balance,
    propose_balance,
};
pub use model::{BalanceModel, ModelAnswer, ModelAsk, ModelError, ModelFigures};
pub use model_policy::ModelPolicy;
pub use policy::{Budget, Cancel, Policy, PolicyError, Source};
pub use problem::{Problem, ProblemId, Score, Verdict};
pub use problems::circuit_routing::{CircuitRouting, RoutePlan, RouteSubject};
pub use problems::phase_balance::{BalancePlan, BalanceProof, ExtractError, PhaseBalance};
pub use route::{
    RouteBeside, RouteError, RouteMethod, RouteProposal, RouteStanding, RouteWish, RoutedCircuit,
    propose_routes,
};
pub use route_model::{DirectionField, RouteModel};
pub use solver_policy::{ExactPolicy, FirstPolicy, LptPolicy};
pub use verified::{Proposal, Rejected, Verified, verify};
