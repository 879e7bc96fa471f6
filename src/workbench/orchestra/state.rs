//! When a plan is made, and what is kept of it.
//!
//! ```text
//! edit ─► touched, gathered until a plan has run ─► live proposal settles ─► plan ─► worker ─► kept with its revision
//! ```

use super::follow::{Asked, BalanceTaken, Followed, follow};
use super::plan::{Fate, PlanFor, PlannedStep, StepName, plan};
use super::touched::Touched;
use crate::document::{Document, Revision};
use crate::domain::Project;
use crate::proposals::Cancel;
use crate::workbench::jobs::LaneName;
use crate::workbench::live::LiveState;
use crate::workbench::{Command, NoticeLevel, Workbench};
use std::collections::BTreeSet;
use std::sync::Arc;

type Stamp = (u64, Revision);

/// What the orchestrator remembers.
#[derive(Default)]
pub(in crate::workbench) struct Orchestra {
    /// The state that was compared last.
    seen: Option<(Stamp, Arc<Project>)>,
    /// What has been touched since the last plan that ran to its end.
    touched: Touched,
    /// The plan for a state that was touched.
    planned: Option<(Stamp, Vec<PlannedStep>)>,
    asked: Option<(Stamp, Cancel)>,
    kept: Option<(Stamp, Followed)>,
}

impl std::fmt::Debug for Orchestra {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Orchestra").field("touched", &self.touched).finish_non_exhaustive()
    }
}

impl Workbench {
    /// Returns what came of the last edit; `None` while it is worked on and before the first.
    pub fn followed(&self) -> Option<&Followed> {
        let (stamp, followed) = self.orchestra.kept.as_ref()?;
        (Some(*stamp) == self.orchestra_stamp()).then_some(followed)
    }

    /// Returns whether a plan is being worked on.
    pub fn is_following(&self) -> bool {
        self.orchestra.asked.is_some() || !self.orchestra.touched.is_empty() && self.followed().is_none()
    }

    /// Returns the steps a person has switched off.
    pub fn steps_off(&self) -> BTreeSet<StepName> {
        let mut off: BTreeSet<StepName> =
            self.settings.steps_off.iter().filter_map(|name| StepName::from_name(name)).collect();
        let switches = [
            (StepName::Balance, self.settings.propose_after_edits),
            (StepName::Loads, self.settings.loads_signal),
            (StepName::Validation, self.settings.early_signals),
        ];
        off.extend(switches.iter().filter(|(_, on)| !on).map(|(name, _)| *name));
        off
    }

    /// Returns the steps whose model is missing or cannot be used.
    pub(super) fn steps_without_model(&self) -> BTreeSet<StepName> {
        let has = [
            (StepName::Balance, matches!(self.live.model, Some(Ok(_)))),
            (StepName::Loads, matches!(self.loads_model(), Some(Ok(_)))),
            (StepName::Validation, matches!(self.signal_model(), Some(Ok(_)))),
        ];
        has.iter().filter(|(_, has)| !has).map(|(name, _)| *name).collect()
    }

    /// Returns what becomes of a step for the present state; `None` where nothing was edited.
    pub(in crate::workbench) fn fate_of(&self, step: StepName) -> Option<Fate> {
        let (stamp, planned) = self.orchestra.planned.as_ref()?;
        let planned = planned.iter().find(|planned| planned.name == step)?;
        (Some(*stamp) == self.orchestra_stamp()).then_some(planned.fate)
    }

    /// Plans what the newest edit asks for. Called before anybody begins to work on it.
    pub(in crate::workbench) fn plan_edit(&mut self) {
        let Some((stamp, document)) = self.orchestra_stamp().zip(self.document.as_ref()) else {
            self.orchestra = Orchestra::default();
            return;
        };
        let project = Arc::clone(document.project());
        self.orchestra.look(stamp, &project);
        let known = self.orchestra.planned.as_ref().is_some_and(|(planned, _)| *planned == stamp);
        if !known && !self.orchestra.touched.is_empty() {
            let planned = plan(&PlanFor {
                project: &project,
                touched: &self.orchestra.touched,
                watched: self.live.watched,
                off: &self.steps_off(),
                without_model: &self.steps_without_model(),
                budget: self.settings.work_after_edit,
            });
            self.orchestra.planned = Some((stamp, planned));
        }
    }

    fn orchestra_stamp(&self) -> Option<Stamp> {
        Some((self.session, self.document.as_ref()?.revision()))
    }

    /// Sets the steps going once what is asked by itself after an edit has settled.
    pub(in crate::workbench) fn poll_orchestra(&mut self) {
        self.plan_edit();
        let Some(stamp) = self.orchestra_stamp() else { return };
        let runs = |step| self.fate_of(step) == Some(Fate::Runs);
        let balanced = !runs(StepName::Balance)
            || self.live.watched.is_none_or(|panel| {
                !matches!(self.live_state(panel), LiveState::Thinking | LiveState::Stale)
            });
        let settled = balanced
            && (!runs(StepName::Loads) || !self.loads_are_asked())
            && (!runs(StepName::Validation) || !self.signals_are_asked());
        let due = settled && self.orchestra.asked.is_none() && !self.orchestra.touched.is_empty();
        if due && self.followed().is_none() {
            self.start_following(stamp);
        }
    }

    fn start_following(&mut self, stamp: Stamp) {
        let Some(snapshot) = self.document.as_ref().map(Document::snapshot) else { return };
        let touched = self.orchestra.touched.clone();
        let Some((_, planned)) = self.orchestra.planned.clone().filter(|(planned, _)| *planned == stamp)
        else {
            return;
        };
        let balance = planned.iter().any(|step| step.name == StepName::Balance && step.fate == Fate::Runs);
        let router = self.route_model().and_then(|model| model.as_ref().ok()).cloned();
        let asked = Asked {
            balance: if balance { self.balance_taken() } else { None },
            loads: self.live.watched.and_then(|panel| self.loads_line(panel)).map(|line| line.short),
            validation: (self.live.watched)
                .and_then(|panel| self.early_signals(panel))
                .map(|signals| signals.words()),
            router: router.filter(|_| self.settings.propose_after_edits),
            today: self.today(),
        };
        let cancel = Cancel::default();
        self.orchestra.asked = Some((stamp, cancel.clone()));
        self.jobs.start(LaneName::Work, "Follow an edit", move |_| {
            let followed = follow(&snapshot, planned, touched, &asked, &cancel);
            Box::new(move |workbench| workbench.orchestra.keep(stamp, followed))
        });
    }

    /// Returns the moves of the proposal on show.
    fn balance_taken(&self) -> Option<BalanceTaken> {
        let panel = self.live.watched?;
        let live = self.ghost(panel)?;
        let board = self.document.as_ref()?.project().panel(panel)?;
        let line = |(id, slot): &(crate::domain::CircuitId, crate::domain::Slot)| {
            let circuit = board.circuit(*id)?;
            Some(format!("{}: {} → {slot} {}", board.name, circuit.slot, circuit.description))
        };
        Some(BalanceTaken {
            moves: live.moves().len(),
            details: live.moves().iter().filter_map(line).collect(),
            edits: live.proposal.proposal.edits.clone(),
        })
    }

    /// Carries out all that the steps propose, as one step to undo.
    pub(in crate::workbench) fn accept_followed(&mut self) {
        let found = self.followed().filter(|followed| !followed.edits.is_empty()).cloned();
        let Some((followed, (_, revision))) = found.zip(self.orchestra_stamp()) else {
            let text = "Nothing is proposed for the present state".to_owned();
            return self.notify(NoticeLevel::Info, text, false);
        };
        let words: Vec<&str> = followed.proposing().map(|(_, outcome)| outcome.words.as_str()).collect();
        let label = format!("Follow through: {}", words.join(", "));
        self.execute(Command::EditAt { revision, label, edits: followed.edits });
    }

    /// Waits until an edit has been followed to its end. For tests and scripts.
    pub fn wait_for_orchestra(&mut self) {
        self.plan_edit();
        self.wait_for_proposals();
        self.wait_for_loads();
        self.wait_for_signals();
        self.poll_orchestra();
        while self.orchestra.asked.is_some() {
            self.run_until_idle();
            self.poll_orchestra();
        }
    }
}

impl Orchestra {
    /// Compares a state with the one before. A project just opened has not been edited.
    fn look(&mut self, stamp: Stamp, project: &Arc<Project>) {
        match &self.seen {
            Some((seen, _)) if *seen == stamp => return,
            Some((seen, before)) if seen.0 == stamp.0 => {
                self.touched.merge(Touched::between(before, project));
            }
            _ => *self = Self::default(),
        }
        if let Some((_, cancel)) = self.asked.take() {
            cancel.cancel();
        }
        self.planned = None;
        self.seen = Some((stamp, Arc::clone(project)));
    }

    fn keep(&mut self, stamp: Stamp, followed: Option<Followed>) {
        if self.asked.as_ref().is_none_or(|(asked, _)| *asked != stamp) {
            return;
        }
        self.asked = None;
        if let Some(followed) = followed {
            self.touched = Touched::default();
            self.kept = Some((stamp, followed));
        }
    }
}

impl Followed {
    /// Returns the steps that propose something.
    pub fn proposing(&self) -> impl Iterator<Item = &(StepName, super::Outcome)> {
        self.ran.iter().filter(|(_, outcome)| outcome.changes > 0)
    }
}
