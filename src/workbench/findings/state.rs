//! The latest report and how fresh it is.

use super::Checked;
use super::fixing::FixesFor;
use super::worker::{Request, Worker};
use crate::document::{Document, Revision};
use crate::units::Date;
use crate::workbench::Workbench;
use crate::workbench::underlays::MissingUnderlay;
use std::sync::Arc;
use std::time::Duration;

/// The latest report, and the way to the thread that checks.
#[derive(Default)]
pub(in crate::workbench) struct LiveFindings {
    worker: Option<Worker>,
    /// Session and revision of what is being checked.
    asked: Option<(u64, Revision)>,
    /// Underlays without their files, as they were asked with.
    asked_missing: Vec<MissingUnderlay>,
    latest: Option<Arc<Checked>>,
    /// A state whose check failed inside the program: it is not tried again.
    failed: Option<(u64, Revision)>,
    /// What could be done about the finding a person looks at.
    pub(super) fixes: Option<FixesFor>,
}

impl std::fmt::Debug for LiveFindings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let revision = self.latest.as_ref().map(|checked| checked.revision);
        f.debug_struct("LiveFindings").field("latest", &revision).finish_non_exhaustive()
    }
}

impl Workbench {
    /// Returns the latest report on the open project, which may be of an older state.
    pub fn findings(&self) -> Option<&Arc<Checked>> {
        self.findings.latest.as_ref().filter(|checked| checked.session == self.session)
    }

    /// Returns whether the latest report is of the present state.
    pub fn findings_are_fresh(&self) -> bool {
        let now = self.checked_state();
        now.is_some() && self.findings().map(|checked| (checked.session, checked.revision)) == now
    }

    /// Returns whether the check of the present state failed inside the program.
    pub fn check_failed(&self) -> bool {
        self.findings.failed.is_some() && self.findings.failed == self.checked_state()
    }

    /// Returns the day, by universal time.
    pub fn today(&self) -> Date {
        Date::from_unix_seconds(self.now())
    }

    /// Returns how many rules there are, those that are off among them.
    pub fn rule_count(&self) -> usize {
        crate::rules::all_rules().len()
    }

    fn checked_state(&self) -> Option<(u64, Revision)> {
        Some((self.session, self.document.as_ref()?.revision()))
    }

    /// Takes in what was checked and asks for the newest state.
    pub(in crate::workbench) fn poll_findings(&mut self) {
        let answers = self.findings.worker.as_ref().map(Worker::answers).unwrap_or_default();
        answers.into_iter().for_each(|answer| self.keep_findings(answer));
        self.ask_findings();
    }

    fn keep_findings(&mut self, answer: Option<Arc<Checked>>) {
        let live = &mut self.findings;
        match answer {
            Some(checked) => {
                if live.asked == Some((checked.session, checked.revision)) {
                    live.asked = None;
                }
                live.latest = Some(checked);
            }
            None => live.failed = live.asked.take(),
        }
    }

    fn ask_findings(&mut self) {
        let Some(now) = self.checked_state() else {
            self.findings.latest = None;
            self.findings.fixes = None;
            return;
        };
        let today = self.today();
        let missing = self.missing_underlays();
        let live = &mut self.findings;
        let known = live.latest.as_ref().map(|checked| (checked.session, checked.revision));
        let same_files = match live.asked {
            Some(_) => live.asked_missing == missing,
            None => live.latest.as_ref().is_some_and(|checked| checked.missing == missing),
        };
        let settled = known == Some(now) || live.asked == Some(now);
        if settled && same_files || live.failed == Some(now) {
            return;
        }
        if live.worker.is_none() {
            match super::worker::start(self.jobs.waker()) {
                Ok(worker) => live.worker = Some(worker),
                Err(error) => return log::error!("no thread for checks: {error}"),
            }
        }
        let snapshot = self.document.as_ref().map(Document::snapshot);
        if let Some((worker, snapshot)) = live.worker.as_ref().zip(snapshot) {
            live.asked_missing.clone_from(&missing);
            worker.ask(Request { session: now.0, snapshot, today, missing });
            live.asked = Some(now);
        }
    }

    /// Waits until the present state is checked. For tests and for programs without a window.
    pub fn wait_for_findings(&mut self) {
        self.poll_findings();
        while self.findings.asked.is_some() {
            let answer =
                self.findings.worker.as_ref().and_then(|worker| worker.wait(Duration::from_millis(20)));
            if let Some(answer) = answer {
                self.keep_findings(answer);
            }
            self.ask_findings();
        }
    }
}
