//! The answer line: who answered, how well, what is verified, what is proven.

use super::BalanceSession;
use crate::engineering::balance::{FewestMoves, ReasonKind};
use crate::proposals::Source;
use crate::units::trimmed;
use crate::workbench::live::in_moves;

/// The answer in words, in the order of the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswerWords {
    /// `exact 3 ms`, `HRM balance-2 4 ms`.
    pub who: String,
    /// `0.981 in 3 moves`.
    pub result: String,
    pub verified: bool,
    /// What is known about the best and the fewest, one part each.
    pub proof: Vec<String>,
    /// What the other one found, or why the model has no plan; empty where nobody else was asked.
    pub beside: String,
    /// A second line: the reason when the target is out of reach, what to do about it.
    pub note: String,
    /// Whether the target is reached.
    pub reached: bool,
}

pub(super) fn words(session: &BalanceSession) -> AnswerWords {
    let (Ok(proposal), Some(chosen)) = (session.proposal(), session.chosen()) else {
        let note = session.proposal().err().unwrap_or_default().to_owned();
        let beside = refusal(session);
        return AnswerWords { who: "no proposal".to_owned(), note, beside, ..AnswerWords::default() };
    };
    let source = proposal.proposal.source;
    let who = match (session.took_ms(), session.searching_s()) {
        (Some(_), _) => timed(session, source),
        (None, Some(seconds)) if is_model(source) => {
            format!("{}, proof runs {seconds} s", timed(session, source))
        }
        // The age of the proof: how long this first answer has been waiting for a better one.
        (None, Some(seconds)) => format!("first answer, proof runs {seconds} s"),
        (None, None) => "first answer".to_owned(),
    };
    let count = chosen.count();
    let plural = if count == 1 { "move" } else { "moves" };
    let halves = chosen.rows.iter().filter(|row| row.taken && row.swap.is_some()).count();
    let result = format!("{:.3} in {count} {plural}{}", chosen.score, exchanges(halves / 2));
    let best = proposal.proof.best_possible;
    let mut proof = vec![if best.proven {
        format!("best possible {:.3}", best.score)
    } else {
        format!("best possible between {:.3} and {:.3}", best.score, best.bound)
    }];
    if session.took_ms().is_some() {
        proof.push(fewest(&proposal.proof.fewest_moves));
    }
    let reached = chosen.score >= session.wish().target - 1e-9;
    AnswerWords {
        who,
        result,
        verified: chosen.conflict.is_none(),
        proof,
        beside: beside(session),
        note: note(session, reached),
        reached,
    }
}

const fn is_model(source: Source) -> bool {
    matches!(source, Source::Hrm | Source::HrmSearch)
}

/// Returns who it was and how long that one took.
fn timed(session: &BalanceSession, source: Source) -> String {
    let (by_model, id) = (is_model(source), session.model_id().map(|id| format!(" {id}")));
    let who = format!("{source}{}", id.filter(|_| by_model).unwrap_or_default());
    let ms = if by_model { session.model_ms() } else { session.took_ms() };
    ms.map_or_else(|| who.clone(), |ms| format!("{who} {ms} ms"))
}

fn beside(session: &BalanceSession) -> String {
    let Ok(proposal) = session.proposal() else { return refusal(session) };
    let Some(beside) = &proposal.beside else { return refusal(session) };
    match &beside.standing {
        Err(why) => format!("{}: {why}", beside.source),
        Ok(standing) if session.took_ms().is_some() || is_model(beside.source) => {
            format!("{}: {}", timed(session, beside.source), in_moves(*standing))
        }
        Ok(standing) => format!("first answer: {}", in_moves(*standing)),
    }
}

fn refusal(session: &BalanceSession) -> String {
    session.model_refusal().map_or_else(String::new, |why| format!("model refused: {why}"))
}

fn fewest(fewest: &FewestMoves) -> String {
    let score = trimmed(fewest.for_score, 3);
    if fewest.proven {
        format!("fewest moves for {score}: {}{} (proven)", fewest.n, exchanges(fewest.swaps as usize))
    } else {
        format!("fewest moves for {score}: between {} and {}", fewest.at_least, fewest.n)
    }
}

/// Says that moves are exchanges: each is two moves.
fn exchanges(swaps: usize) -> String {
    match swaps {
        0 => String::new(),
        1 => " (1 swap)".to_owned(),
        n => format!(" ({n} swaps)"),
    }
}

fn note(session: &BalanceSession, reached: bool) -> String {
    let Ok(proposal) = session.proposal() else { return String::new() };
    if let Some(conflict) = session.chosen().and_then(|chosen| chosen.conflict.clone()) {
        return format!("These moves do not go together: {conflict}");
    }
    if let Some(reason) = &proposal.proof.reason {
        let sentence = reason.sentence(&proposal.problem.search, proposal.proof.best_possible.score);
        let panel = session.snapshot().project.panel(session.wish().panel);
        let circuit = reason.circuit.and_then(|id| panel?.circuit(id));
        return match (reason.kind, circuit) {
            (ReasonKind::DominantCircuit, Some(circuit)) => {
                let name = format!("{} {}", circuit.slot, circuit.description);
                format!("{sentence}. Splitting {} is what would help", name.trim_end())
            }
            _ => sentence,
        };
    }
    if !reached {
        return format!("Below target {}", trimmed(session.wish().target, 3));
    }
    "Nothing changes before Accept".to_owned()
}
