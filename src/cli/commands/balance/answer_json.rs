//! The answer of `balance` as the JSON document that scripts read.

use super::Told;
use crate::cli::json;
use crate::domain::Leg;
use crate::engineering::PanelLoads;
use crate::engineering::balance::{CircuitMove, Goal, Reason, baselines};
use crate::proposals::{Beside, Source};
use crate::units::{Amperes, VoltAmperes};
use serde_json::{Value, json};

pub(super) fn answer(told: &Told<'_>) -> Value {
    let Told { panel, wish, proposal, .. } = told;
    let proof = &proposal.proof;
    json!({
        "panel": panel.name,
        "system": panel.system.code(),
        "slots": panel.slots,
        "goal": match wish.goal { Goal::Fewest => "fewest", Goal::Best => "best" },
        "target": json::number(wish.target),
        "reached": proposal.reached,
        "method": method(proposal.proposal.source),
        "model": proposal.model,
        "ms": json::number(told.ms),
        "basis": wish.basis.name(),
        "metric": wish.metric.name(),
        "before": legs(told, &told.before),
        "after": legs(told, &told.after),
        "best_possible": {
            "score": json::number(proof.best_possible.score),
            "bound": json::number(proof.best_possible.bound),
            "gap": json::number(proof.best_possible.gap),
            "proven": proof.best_possible.proven,
        },
        "fewest_moves": {
            "n": proof.fewest_moves.n,
            "swaps": proof.fewest_moves.swaps,
            "proven": proof.fewest_moves.proven,
            "for_score": json::number(proof.fewest_moves.for_score),
            "at_least": proof.fewest_moves.at_least,
        },
        "beside": proposal.beside.as_ref().map(beside),
        "reason": proof.reason.as_ref().map(reason),
        "moves": proposal.moves.iter().map(step).collect::<Value>(),
        "assignment": proposal.seats.iter().map(|seat| json!({
            "circuit": seat.circuit.0,
            "slots": seat.slots,
            "phases": seat.legs.iter().map(ToString::to_string).collect::<Vec<_>>(),
        })).collect::<Value>(),
        "verified": true,
        "baselines": baselines_json(told),
    })
}

fn legs(told: &Told<'_>, loads: &PanelLoads) -> Value {
    let (system, basis) = (told.panel.system, told.wish.basis);
    json!({
        "va": json::legs(system, &loads.va(basis), VoltAmperes::value),
        "amps": json::legs(system, &loads.amperes(basis), Amperes::value),
        "neutral_a": json::number(loads.neutral(basis).0),
        "score": json::number(loads.score(told.wish.metric, basis)),
    })
}

/// What the other one came to: the exact search beside the model, or the model beside it.
fn beside(beside: &Beside) -> Value {
    let standing = beside.standing.as_ref();
    json!({
        "method": method(beside.source),
        "score": standing.ok().map(|standing| json::number(standing.score)),
        "moves": standing.ok().map(|standing| standing.moves),
        "rejected": standing.err(),
    })
}

const fn method(source: Source) -> &'static str {
    match source {
        Source::Exact | Source::Search => "exact",
        Source::Lpt => "lpt",
        Source::Hrm => "hrm",
        Source::HrmSearch => "hrm+search",
    }
}

fn reason(reason: &Reason) -> Value {
    json!({
        "kind": reason.kind.name(),
        "circuit": reason.circuit.map(|circuit| circuit.0),
        "va": reason.va.map(json::number),
    })
}

fn step(step: &CircuitMove) -> Value {
    json!({
        "circuit": step.circuit.0,
        "from": step.from,
        "to": step.to,
        "from_phase": letters(&step.from_legs),
        "to_phase": letters(&step.to_legs),
        "swap": step.swap,
        "gain": json::number(step.gain),
        "score_after": json::number(step.score_after),
    })
}

pub(super) fn letters(legs: &[Leg]) -> String {
    legs.iter().map(|leg| leg.letter()).collect()
}

fn baselines_json(told: &Told<'_>) -> Value {
    let plain = baselines(&told.proposal.problem.search);
    json!({
        "as_is": json::number(plain.as_is),
        "random": json::number(plain.random),
        "snake": json::number(plain.snake),
        "lpt": json::number(plain.lpt),
        "lpt_swaps": json::number(plain.lpt_swaps),
        "exact": json::number(told.proposal.proof.best_possible.score),
        "hrm_raw": told.figures.map(|figures| json::number(figures.raw)),
        "hrm_best_segment": told.figures.map(|figures| json::number(figures.best_segment)),
        "hrm_best_of_4": told.figures.map(|figures| json::number(figures.best_of_4)),
    })
}
