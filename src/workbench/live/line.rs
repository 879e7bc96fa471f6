//! The quiet line under the schedule: what is proposed for the panelboard on show, by whom, and what the other one found.

use super::{LiveProposal, LiveState};
use crate::domain::PanelId;
use crate::proposals::{Source, Standing};
use crate::workbench::Workbench;

/// Words for the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LiveLine {
    /// `HRM balance-2 4 ms: 0.981 in 3 moves`, or why there is nothing.
    pub text: String,
    pub verified: bool,
    /// The plain algorithm's answer, or the model's where that is not the better one.
    pub beside: String,
    /// The moves, one after the other, for who wants to know.
    pub moves: String,
    /// Whether it can be accepted.
    pub open: bool,
    /// Whether it is for the present state.
    pub fresh: bool,
}

impl Workbench {
    /// Returns the line about a panelboard; `None` without a model, or with the switch off.
    pub fn live_line(&self, panel: PanelId) -> Option<LiveLine> {
        let state = self.live_state(panel);
        let fresh = state == LiveState::Fresh;
        match state {
            LiveState::NoModel | LiveState::Refused(_) | LiveState::Off => return None,
            LiveState::Thinking | LiveState::Fresh | LiveState::Stale => {}
        }
        let Some(live) = self.live_proposal(panel) else {
            let text = self.live_failure(panel).map_or("Thinking about this panel", |why| why).to_owned();
            return Some(LiveLine { text, fresh, ..LiveLine::default() });
        };
        let open = self.ghost(panel).is_some();
        let dismissed = fresh && !open && !live.moves().is_empty();
        let words = format!("{}: {}", self.who(live), result(live));
        let text = if dismissed { format!("Dismissed · {words}") } else { words };
        Some(LiveLine { text, verified: fresh, beside: beside(live), moves: moves(live), open, fresh })
    }

    fn who(&self, live: &LiveProposal) -> String {
        let id = self.model_id().map(|id| format!(" {id}")).unwrap_or_default();
        match live.proposal.proposal.source {
            source @ (Source::Hrm | Source::HrmSearch) => format!("{source}{id} {} ms", live.ms),
            Source::Exact | Source::Search | Source::Lpt => "Plain algorithm".to_owned(),
        }
    }
}

fn result(live: &LiveProposal) -> String {
    let standing = Standing { score: live.proposal.proposal.after.0, moves: live.moves().len() };
    match (standing.moves, live.proposal.reached) {
        (0, true) => format!("{:.3}, nothing needs to move", standing.score),
        (0, false) => format!("{:.3}, no move makes it better", standing.score),
        _ => in_moves(standing),
    }
}

/// Says a score with its moves: `0.981 in 3 moves`.
pub(in crate::workbench) fn in_moves(Standing { score, moves }: Standing) -> String {
    format!("{score:.3} in {moves} move{}", if moves == 1 { "" } else { "s" })
}

fn beside(live: &LiveProposal) -> String {
    let Some(beside) = &live.proposal.beside else { return String::new() };
    match &beside.standing {
        Ok(standing) if live.is_of_model() => format!("plain algorithm {}", in_moves(*standing)),
        Ok(standing) => format!("{} {} ms {}", beside.source, live.ms, in_moves(*standing)),
        Err(why) => why.clone(),
    }
}

fn moves(live: &LiveProposal) -> String {
    let step = |step: &crate::engineering::balance::CircuitMove| format!("{} → {}", step.from, step.to);
    live.proposal.moves.iter().map(step).collect::<Vec<_>>().join(", ")
}
