//! A conversation about balancing one panelboard: wishes, a proposal, which of its moves to take.
//!
//! ```text
//! open ─► first answer at once ─► in the background: model, exact answer, front of moves against score
//!                ▲ every change of the wish starts again; the old search is cancelled
//! take(i)  chooses moves; loads and score of exactly those moves are derived anew
//! accept   verifies what was chosen once more and hands out one undo step; nothing changes before
//! ```

mod answer_words;
mod chosen;
mod search;

pub use answer_words::AnswerWords;
pub use chosen::{Chosen, MoveRow};

use crate::document::DocumentSnapshot;
use crate::domain::{LoadBasis, PanelId};
use crate::engineering::balance::{FrontPoint, MoveLimits, Progress};
use crate::engineering::{PanelLoads, project_loads};
use crate::proposals::{
    BalancePlan, BalanceProposal, BalanceWish, Budget, Cancel, Score, first_balance, verify,
};
use crate::workbench::live::{Advice, LiveProposal, LoadedModel};
use crate::workbench::{Command, Waker};
use search::{Found, Search};
use std::sync::Arc;

/// How much the background search may do: some tens of seconds at most, and it can be cancelled.
const NODES: u64 = 200_000_000;

/// The state of the conversation.
pub struct BalanceSession {
    snapshot: DocumentSnapshot,
    panel_name: String,
    wish: BalanceWish,
    before: PanelLoads,
    /// The best proposal so far, or why there is none.
    proposal: Result<BalanceProposal, String>,
    chosen: Option<Chosen>,
    front: Vec<FrontPoint>,
    search: Option<Search>,
    /// How long the search took, once it has ended.
    took_ms: Option<u64>,
    /// A model to ask as well, or why there is none.
    model: Option<LoadedModel>,
    /// How long the model thought, once it has answered.
    model_ms: Option<u64>,
    /// What was proposed before the conversation began.
    known: Option<LiveProposal>,
    waker: Waker,
}

impl BalanceSession {
    /// Opens the conversation on a panelboard with the project's own metric, target and basis, and starts searching.
    ///
    /// `advice` tells of a model to ask as well; what it has answered already is shown at once. `waker` is called from the background when there is something to look at.
    pub fn open(
        snapshot: DocumentSnapshot,
        panel: PanelId,
        limits: MoveLimits,
        advice: Advice,
        waker: Waker,
    ) -> Option<Self> {
        let panel_name = snapshot.project.panel(panel)?.name.clone();
        let before = project_loads(&snapshot.project).panels.get(&panel)?.clone();
        let wish = BalanceWish {
            limits,
            budget: Budget { nodes: NODES },
            ..BalanceWish::of(panel, snapshot.project.settings())
        };
        let proposal = Err(String::new());
        let mut session = Self {
            snapshot,
            panel_name,
            wish,
            before,
            proposal,
            chosen: None,
            front: Vec::new(),
            search: None,
            took_ms: None,
            model: advice.model,
            model_ms: None,
            known: advice.known,
            waker,
        };
        session.ask();
        Some(session)
    }

    /// Changes the wish and asks again.
    pub fn wish_for(&mut self, change: impl FnOnce(&mut BalanceWish)) {
        let before = self.wish.clone();
        change(&mut self.wish);
        if self.wish != before {
            self.ask();
        }
    }

    fn ask(&mut self) {
        self.search = None;
        (self.took_ms, self.model_ms) = (None, None);
        self.front.clear();
        let wish = BalanceWish { budget: Budget::default(), ..self.wish.clone() };
        let first = match self.known.take().filter(|known| known.wish == wish) {
            Some(known) => {
                self.model_ms = Some(known.ms);
                Ok(known.proposal)
            }
            // The model is not asked here: nobody waits for it.
            None => first_balance(&self.snapshot, &self.wish, None, &Cancel::default())
                .map_err(|error| error.to_string()),
        };
        let can = first.is_ok();
        self.take_proposal(first);
        if can {
            let waker = Waker::clone(&self.waker);
            let model = self.model.as_ref().and_then(|model| model.as_ref().ok()).map(Arc::clone);
            self.search = Some(Search::start(self.snapshot.clone(), self.wish.clone(), model, waker));
        }
    }

    /// Takes in what the search has found. Call it every frame.
    pub fn poll(&mut self) {
        let Some(search) = &self.search else { return };
        for found in search.found() {
            match found {
                Found::First { proposal, model_ms } => {
                    self.model_ms = model_ms;
                    self.take_proposal(Ok(*proposal));
                }
                Found::Answer { proposal, ms, model_ms } => {
                    (self.took_ms, self.model_ms) = (Some(ms), model_ms);
                    self.take_proposal(*proposal);
                }
                Found::Front(front) => self.front = front,
            }
        }
    }

    fn take_proposal(&mut self, proposal: Result<BalanceProposal, String>) {
        self.chosen = proposal.as_ref().ok().map(|p| Chosen::all(&self.snapshot.project, &self.wish, p));
        self.proposal = proposal;
    }

    /// Waits for the search to end. For tests and scripts.
    pub fn wait(&mut self) {
        if let Some(search) = &mut self.search {
            search.join();
        }
        self.poll();
    }

    /// Takes or leaves one move; of an exchange both.
    pub fn take(&mut self, index: usize, take: bool) {
        let (Ok(proposal), Some(chosen)) = (&self.proposal, &mut self.chosen) else { return };
        chosen.take(&self.snapshot.project, &self.wish, proposal, index, take);
    }

    /// Returns the undo step of the moves that are taken, verified once more.
    ///
    /// # Errors
    /// Says why the chosen moves do not pass the independent check.
    pub fn accept(&self) -> Result<Command, String> {
        let (Ok(proposal), Some(chosen)) = (&self.proposal, &self.chosen) else {
            return Err("there is no proposal".to_owned());
        };
        let moves = chosen.relocations(proposal);
        if moves.is_empty() {
            return Err("no move is taken".to_owned());
        }
        let count = moves.len();
        let plan = BalancePlan { moves, score: Score(chosen.score), proof: None };
        let verified = verify(&proposal.problem, &self.snapshot, plan, proposal.proposal.source)
            .map_err(|rejected| rejected.to_string())?;
        let plural = if count == 1 { "" } else { "s" };
        Ok(Command::EditAt {
            revision: verified.revision,
            label: format!("Balance {}, {count} move{plural}", self.panel_name),
            edits: verified.edits.clone(),
        })
    }

    /// Returns the name of the panelboard.
    pub fn panel_name(&self) -> &str {
        &self.panel_name
    }

    /// Returns what is wished for.
    pub const fn wish(&self) -> &BalanceWish {
        &self.wish
    }

    /// Returns the state the conversation is about.
    pub const fn snapshot(&self) -> &DocumentSnapshot {
        &self.snapshot
    }

    /// Returns the loads as they are.
    pub const fn before(&self) -> &PanelLoads {
        &self.before
    }

    /// Returns the score as it is, by the wished metric and basis.
    pub fn score_before(&self) -> f64 {
        self.before.score(self.wish.metric, self.wish.basis)
    }

    /// Returns the proposal, or why there is none.
    pub fn proposal(&self) -> Result<&BalanceProposal, &str> {
        self.proposal.as_ref().map_err(String::as_str)
    }

    /// Returns the moves with what of them is taken.
    pub const fn chosen(&self) -> Option<&Chosen> {
        self.chosen.as_ref()
    }

    /// Returns the best score of 0, 1, 2 … moves, as far as it is known yet.
    pub fn front(&self) -> &[FrontPoint] {
        &self.front
    }

    /// Returns whether the proof is still being searched, and what has been found so far.
    pub fn searching(&self) -> Option<Option<Progress>> {
        self.search.as_ref().filter(|_| self.took_ms.is_none()).map(Search::progress)
    }

    /// Returns for how many whole seconds the proof has been searched, while it is.
    pub fn searching_s(&self) -> Option<u64> {
        self.search.as_ref().filter(|_| self.took_ms.is_none()).map(|search| search.age().as_secs())
    }

    /// Returns the name of the model that is asked.
    pub fn model_id(&self) -> Option<&str> {
        self.model.as_ref()?.as_ref().ok().map(|model| model.id())
    }

    /// Returns how long the model thought, in milliseconds, once it has answered.
    pub const fn model_ms(&self) -> Option<u64> {
        self.model_ms
    }

    /// Returns whether the model that is asked has learned a firm's habits.
    pub fn knows_habits(&self) -> bool {
        self.model.as_ref().and_then(|model| model.as_ref().ok()).is_some_and(|model| model.knows_habits())
    }

    /// Returns why the model cannot be asked, if there is one and it cannot.
    pub fn model_refusal(&self) -> Option<&str> {
        self.model.as_ref()?.as_ref().err().map(String::as_str)
    }

    /// Returns how long the search took beside the model, in milliseconds.
    pub const fn took_ms(&self) -> Option<u64> {
        self.took_ms
    }

    /// Returns the answer in words.
    pub fn words(&self) -> AnswerWords {
        answer_words::words(self)
    }

    /// Returns how many circuits of the panelboard are locked in the project.
    pub fn locked_in_project(&self) -> usize {
        self.snapshot.project.panel(self.wish.panel).map_or(0, |p| p.circuits().filter(|c| c.locked).count())
    }

    /// Returns whether loads are judged by demand.
    pub fn is_by_demand(&self) -> bool {
        self.wish.basis == LoadBasis::Demand
    }
}

#[cfg(test)]
mod tests;
