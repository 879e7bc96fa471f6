//! What the model proposes for each panelboard, and how fresh that is.

use super::worker::{Request, Worker};
use crate::document::{Document, Revision};
use crate::domain::{CircuitId, PanelId, Project, Slot};
use crate::proposals::{BalanceModel, BalanceProposal, BalanceWish, Cancel, Source, verify};
use crate::workbench::orchestra::{Fate, StepName, Touched};
use crate::workbench::{Command, NoticeLevel, Workbench};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// A model, or why its file cannot be used.
pub type LoadedModel = Result<Arc<dyn BalanceModel>, String>;

/// Which state of which panelboard something is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub session: u64,
    pub revision: Revision,
    pub panel: PanelId,
}

/// A verified proposal as it came out of the background.
#[derive(Clone, Debug)]
pub struct LiveProposal {
    pub wish: BalanceWish,
    /// The better of the model's and the plain algorithm's first answer, the other beside it.
    pub proposal: BalanceProposal,
    /// How long the model thought, in milliseconds.
    pub ms: u64,
}

impl LiveProposal {
    /// Returns the circuits that move, with their new top slots.
    pub fn moves(&self) -> &[(CircuitId, Slot)] {
        &self.proposal.proposal.answer.moves
    }

    /// Why the model has no plan of its own in it.
    pub fn failure(&self) -> Option<&str> {
        let beside = self.proposal.beside.as_ref()?;
        beside.standing.as_ref().err().map(String::as_str)
    }

    /// Whether the moves are the model's, polished or not.
    pub fn is_of_model(&self) -> bool {
        matches!(self.proposal.proposal.source, Source::Hrm | Source::HrmSearch)
    }
}

/// How a panelboard's proposal stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LiveState {
    /// No model is installed.
    NoModel,
    /// The model's file cannot be used, and why.
    Refused(String),
    /// Switched off.
    Off,
    /// The model is thinking about the present state.
    Thinking,
    /// The proposal is for the present state.
    Fresh,
    /// There is none for the present state.
    Stale,
}

/// Who may be asked beside the solver, and what it has answered already.
#[derive(Clone, Default)]
pub struct Advice {
    /// `None` when there is no model, or it is not to be asked.
    pub model: Option<LoadedModel>,
    pub known: Option<LiveProposal>,
}

struct Kept {
    stamp: Stamp,
    /// The state that the proposal is for.
    project: Arc<Project>,
    outcome: Result<LiveProposal, String>,
}

impl Kept {
    /// Takes the proposal over to a newer state in which nothing that it depends on differs.
    fn carry_over(&mut self, stamp: Stamp, project: &Arc<Project>) {
        let later = self.stamp != stamp && self.stamp.session == stamp.session;
        if later && !Touched::between(&self.project, project).concerns(project, stamp.panel) {
            (self.stamp, self.project) = (stamp, Arc::clone(project));
        }
    }
}

/// All proposals, and the way to the thread that makes them.
#[derive(Default)]
pub(in crate::workbench) struct LiveBalance {
    pub(in crate::workbench) model: Option<LoadedModel>,
    /// The card of the installed model.
    pub(super) card: Option<super::ModelCardWords>,
    /// Why an earlier champion is in use.
    pub(super) passed_over: Option<String>,
    worker: Option<Worker>,
    /// The panelboard on show.
    pub(in crate::workbench) watched: Option<PanelId>,
    asked: Option<(Stamp, Arc<Project>, Cancel)>,
    kept: BTreeMap<PanelId, Kept>,
    /// Moves a person did not want, so that the same are not offered again.
    dismissed: BTreeMap<PanelId, Vec<(CircuitId, Slot)>>,
}

impl std::fmt::Debug for LiveBalance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let model = self.model.as_ref().map(|model| model.as_ref().map(|model| model.id().to_owned()));
        f.debug_struct("LiveBalance").field("model", &model).finish_non_exhaustive()
    }
}

impl LiveBalance {
    fn forget(&mut self) {
        if let Some((_, _, cancel)) = self.asked.take() {
            cancel.cancel();
        }
        self.kept.clear();
        self.dismissed.clear();
    }
}

impl Drop for LiveBalance {
    fn drop(&mut self) {
        self.forget();
        // What it works on is cancelled by now.
        if let Some(worker) = &mut self.worker {
            worker.end();
        }
    }
}

impl Workbench {
    /// Takes a model into use, or the reason why its file cannot be used. `None` in its place is no model at all.
    pub fn use_balance_model(&mut self, loaded: Option<LoadedModel>) {
        self.live.forget();
        (self.live.model, self.live.card, self.live.passed_over) = (loaded, None, None);
    }

    /// Says which panelboard is on show: proposals are made for that one.
    pub const fn watch_panel(&mut self, panel: Option<PanelId>) {
        self.live.watched = panel;
    }

    /// Returns the panelboard on show.
    pub(in crate::workbench) const fn watched_panel(&self) -> Option<PanelId> {
        self.live.watched
    }

    /// Returns who may be asked about a panelboard, and the proposal for its present state.
    pub fn advice(&self, panel: PanelId) -> Advice {
        if !self.settings.propose_after_edits {
            return Advice::default();
        }
        let fresh = self.live_state(panel) == LiveState::Fresh;
        let known = self.live_proposal(panel).filter(|_| fresh).cloned();
        Advice { model: self.live.model.clone(), known }
    }

    /// Returns how the proposal for a panelboard stands.
    pub fn live_state(&self, panel: PanelId) -> LiveState {
        match &self.live.model {
            None => return LiveState::NoModel,
            Some(Err(why)) => return LiveState::Refused(why.clone()),
            Some(Ok(_)) if !self.settings.propose_after_edits => return LiveState::Off,
            Some(Ok(_)) => {}
        }
        let now = self.stamp(panel);
        let asked = self.live.asked.as_ref().map(|(stamp, _, _)| *stamp);
        match self.live.kept.get(&panel) {
            Some(kept) if Some(kept.stamp) == now => LiveState::Fresh,
            _ if now.is_some() && asked == now => LiveState::Thinking,
            _ => LiveState::Stale,
        }
    }

    /// Returns the latest proposal for a panelboard, which may be for an older state.
    pub fn live_proposal(&self, panel: PanelId) -> Option<&LiveProposal> {
        let kept = self.live.kept.get(&panel).filter(|kept| kept.stamp.session == self.session)?;
        kept.outcome.as_ref().ok()
    }

    /// Returns why there can be none for a panelboard: it has no load, for instance.
    pub(super) fn live_failure(&self, panel: PanelId) -> Option<&str> {
        let kept = self.live.kept.get(&panel).filter(|kept| kept.stamp.session == self.session)?;
        kept.outcome.as_ref().err().map(String::as_str)
    }

    /// Returns the proposal to draw over a panelboard: for its present state, with moves, and not dismissed.
    pub fn ghost(&self, panel: PanelId) -> Option<&LiveProposal> {
        let proposal = self.live_proposal(panel)?;
        let dismissed = self.live.dismissed.get(&panel).is_some_and(|moves| moves == proposal.moves());
        let shown = self.live_state(panel) == LiveState::Fresh && !dismissed && !proposal.moves().is_empty();
        shown.then_some(proposal)
    }

    fn stamp(&self, panel: PanelId) -> Option<Stamp> {
        let revision = self.document.as_ref()?.revision();
        Some(Stamp { session: self.session, revision, panel })
    }

    /// Takes in what the model has proposed and asks it about the newest state.
    pub(in crate::workbench) fn poll_live(&mut self) {
        let answers = self.live.worker.as_ref().map(Worker::answers).unwrap_or_default();
        answers.into_iter().for_each(|answer| self.keep_live(answer));
        self.ask_live();
    }

    fn keep_live(&mut self, answer: super::worker::Answer) {
        if let Some((stamp, project, _)) = self.live.asked.take_if(|(stamp, _, _)| *stamp == answer.stamp) {
            self.live.kept.insert(stamp.panel, Kept { stamp, project, outcome: answer.outcome });
        }
    }

    fn ask_live(&mut self) {
        if !matches!(self.live.model, Some(Ok(_))) {
            return;
        }
        if !self.settings.propose_after_edits {
            if let Some((_, _, cancel)) = self.live.asked.take() {
                cancel.cancel();
            }
            return;
        }
        let Some((document, panel)) = self.document.as_ref().zip(self.live.watched) else { return };
        let Some(stamp) = self.stamp(panel).filter(|_| document.project().panel(panel).is_some()) else {
            return;
        };
        if let Some(kept) = self.live.kept.get_mut(&panel) {
            kept.carry_over(stamp, document.project());
        }
        let known = self.live.kept.get(&panel).is_some_and(|kept| kept.stamp == stamp);
        if known || self.live.asked.as_ref().is_some_and(|(asked, _, _)| *asked == stamp) {
            return;
        }
        if matches!(self.fate_of(StepName::Balance), Some(Fate::LeftOut)) {
            return;
        }
        let Some(Ok(model)) = &self.live.model else { return };
        let cancel = Cancel::default();
        let request = Request {
            stamp,
            snapshot: document.snapshot(),
            wish: BalanceWish::of(panel, document.project().settings()),
            model: Arc::clone(model),
            cancel: cancel.clone(),
        };
        if self.live.worker.is_none() {
            match super::worker::start(self.jobs.waker()) {
                Ok(worker) => self.live.worker = Some(worker),
                Err(error) => return log::error!("no thread for proposals: {error}"),
            }
        }
        let project = Arc::clone(document.project());
        if let Some((_, _, older)) = self.live.asked.replace((stamp, project, cancel)) {
            older.cancel();
        }
        if let Some(worker) = &self.live.worker {
            worker.ask(request);
        }
    }

    /// Waits until the model has nothing left to answer. For tests and scripts.
    pub fn wait_for_proposals(&mut self) {
        self.poll_live();
        while self.live.asked.is_some() {
            let answer = self.live.worker.as_ref().and_then(|worker| worker.wait(Duration::from_millis(20)));
            answer.into_iter().for_each(|answer| self.keep_live(answer));
            self.ask_live();
        }
    }

    /// Carries the proposal for a panelboard out as one undo step, verified once more at the present state.
    pub(in crate::workbench) fn accept_proposal(&mut self, panel: PanelId) {
        let found = self.ghost(panel).zip(self.document.as_ref().map(Document::snapshot));
        let Some((live, snapshot)) = found else {
            let text = "There is no proposal for the present state".to_owned();
            return self.notify(NoticeLevel::Info, text, false);
        };
        let proposal = &live.proposal;
        let answer = proposal.proposal.answer.clone();
        match verify(&proposal.problem, &snapshot, answer, proposal.proposal.source) {
            Err(rejected) => self.warn_of_failure(&rejected.to_string()),
            Ok(verified) => {
                let name = snapshot.project.panel(panel).map_or("", |panel| panel.name.as_str());
                let count = verified.answer.moves.len();
                let plural = if count == 1 { "" } else { "s" };
                let label = format!("Balance {name}, {count} move{plural}");
                let (revision, edits) = (verified.revision, verified.edits.clone());
                self.execute(Command::EditAt { revision, label, edits });
                #[cfg(feature = "ml")]
                self.note_kept("accepted", panel);
            }
        }
    }

    /// Takes the proposal for a panelboard away; the same moves are not offered again.
    pub(in crate::workbench) fn dismiss_proposal(&mut self, panel: PanelId) {
        #[cfg(feature = "ml")]
        if let Some(live) = self.ghost(panel) {
            let problem = live.proposal.problem.clone();
            let away = problem.tops(&live.proposal.proposal.answer);
            self.note_rejected(&problem.search, &away);
        }
        let moves = self.ghost(panel).map(|live| live.moves().to_vec());
        if let Some(moves) = moves {
            self.live.dismissed.insert(panel, moves);
        }
    }
}
