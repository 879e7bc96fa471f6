//! The workbench: owns the document, receives commands, keeps notices.

use super::circuiting::stopped_following;
use super::early::EarlySignals;
use super::files::FileState;
use super::findings::LiveFindings;
use super::jobs::{Done, Jobs, LaneName};
use super::journaling::Journaling;
use super::live::{InstalledRouter, LiveBalance};
use super::loads_signal::LoadsWatch;
use super::orchestra::Orchestra;
use super::own_symbols::OwnSymbols;
use super::routing::LiveRoute;
use super::underlays::{IncomingUnderlay, LiveUnderlays, UnderlayComparison};
use crate::document::{ApplyError, Document, LostSession, Revision};
use crate::domain::{Change, EditError, PanelId, Project};
use crate::workbench::{
    Command, Job, JobControl, JobId, Notice, NoticeId, NoticeLevel, Places, Question, Settings, Waker,
};
use std::collections::{BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How long files may take to be finished when the program ends.
const SHUT_DOWN: Duration = Duration::from_secs(10);

/// A file of another program, read and waiting to be mapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    pub path: PathBuf,
    pub bytes: Vec<u8>,
    /// The panelboard the rows were pasted onto; `None` for a file.
    pub into: Option<PanelId>,
}

/// The application without its window.
#[derive(Debug, Default)]
pub struct Workbench {
    pub(in crate::workbench) document: Option<Document>,
    pub(in crate::workbench) file: Option<FileState>,
    pub(in crate::workbench) journaling: Journaling,
    pub(in crate::workbench) jobs: Jobs,
    pub(in crate::workbench) places: Places,
    pub(in crate::workbench) settings: Settings,
    pub(in crate::workbench) live: LiveBalance,
    pub(in crate::workbench) orchestra: Orchestra,
    /// The model of loads beside the engine.
    pub(in crate::workbench) loads_watch: LoadsWatch,
    pub(in crate::workbench) early: EarlySignals,
    /// The model that routes.
    pub(in crate::workbench) router: Option<InstalledRouter>,
    pub(in crate::workbench) route: LiveRoute,
    pub(in crate::workbench) findings: LiveFindings,
    pub(in crate::workbench) underlays: LiveUnderlays,
    pub(in crate::workbench) incoming_underlay: Option<IncomingUnderlay>,
    /// What the last reload of an underlay changed.
    pub(in crate::workbench) comparison: Option<UnderlayComparison>,
    pub(in crate::workbench) missing: BTreeSet<PathBuf>,
    pub(in crate::workbench) incoming: Option<Incoming>,
    pub(in crate::workbench) question: Option<Question>,
    pub(in crate::workbench) lost: VecDeque<LostSession>,
    /// Counts opened documents, so that late results of an older one are dropped.
    pub(in crate::workbench) session: u64,
    /// The project as it was opened, when it is on no disk but can be had again.
    pub(in crate::workbench) untouched: Option<Arc<Project>>,
    pub(in crate::workbench) saving: Option<JobId>,
    pub(in crate::workbench) symbols: OwnSymbols,
    #[cfg(feature = "ml")]
    pub(in crate::workbench) training: super::training::Training,
    #[cfg(feature = "ml")]
    pub(in crate::workbench) lab: super::lab::Lab,
    /// What was found in one's own projects.
    #[cfg(feature = "ml")]
    pub(in crate::workbench) own_projects: Option<super::training::OwnPreview>,
    notices: Vec<Notice>,
    /// The state that the Undo of a notice would take back.
    undoable: Option<(NoticeId, Revision)>,
    next_notice: u64,
}

impl Workbench {
    /// Starts the application: reads the settings, looks for lost sessions in the background.
    pub fn start(places: Places, waker: Waker) -> Self {
        let mut workbench = Self::default();
        workbench.places = places;
        workbench.jobs.set_waker(waker);
        workbench.load_settings();
        workbench.load_symbols();
        workbench.look_for_missing();
        workbench.look_for_lost_sessions();
        workbench
    }

    /// Returns the open document.
    pub const fn document(&self) -> Option<&Document> {
        self.document.as_ref()
    }

    /// Returns the file of the open document.
    pub fn path(&self) -> Option<&Path> {
        self.file.as_ref().map(|file| file.path.as_path())
    }

    /// Returns whether the open document must be saved under another name, and why.
    pub fn read_only(&self) -> Option<&str> {
        self.file.as_ref()?.read_only.as_deref()
    }

    /// Returns the messages to show, oldest first.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Returns what the person has chosen about the program.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Returns what must be asked before going on.
    pub const fn question(&self) -> Option<&Question> {
        self.question.as_ref()
    }

    /// Returns where the program keeps its own files.
    pub const fn places(&self) -> &Places {
        &self.places
    }

    /// Returns the file that waits to be imported.
    pub const fn incoming(&self) -> Option<&Incoming> {
        self.incoming.as_ref()
    }

    /// Returns what runs in the background and what waits.
    pub fn jobs(&self) -> impl Iterator<Item = &Job> {
        self.jobs.jobs()
    }

    /// Returns whether a recent file was gone when last looked at.
    pub fn is_missing(&self, path: &Path) -> bool {
        self.missing.contains(path)
    }

    /// Returns a number that is another one for every project opened or closed.
    pub const fn session(&self) -> u64 {
        self.session
    }

    /// Returns the seconds since 1970.
    pub fn now(&self) -> u64 {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_secs())
    }

    /// Starts long work in the background. What it returns is run when it has ended, with the workbench in hand.
    pub fn start_job(
        &mut self,
        name: impl Into<String>,
        work: impl FnOnce(&JobControl) -> Done + Send + 'static,
    ) -> JobId {
        self.jobs.start(LaneName::Work, name, work)
    }

    /// Takes in what has ended in the background and keeps the journal up to date. Call it every frame.
    pub fn poll(&mut self) {
        for done in self.jobs.ended() {
            done(self);
        }
        self.keep_journal();
        self.follow_project_symbols();
        self.plan_edit();
        self.poll_live();
        self.poll_loads();
        self.poll_early();
        self.poll_orchestra();
        self.poll_findings();
        self.poll_underlays();
        #[cfg(feature = "ml")]
        self.poll_training();
    }

    /// Waits until nothing runs in the background. For tests and for programs without a window.
    pub fn run_until_idle(&mut self) {
        self.poll();
        while !self.jobs.is_idle() {
            for done in self.jobs.wait() {
                done(self);
            }
            self.keep_journal();
            self.poll_underlays();
        }
        self.wait_for_findings();
        #[cfg(feature = "ml")]
        self.wait_for_training();
    }

    /// Carries out one command.
    pub fn execute(&mut self, command: Command) {
        match command {
            Command::OpenUnsaved(project) => self.open_unsaved(*project),
            Command::OpenSample(sample) => match sample.project() {
                Ok(project) => self.open_unsaved(project),
                Err(why) => self.warn_of_failure(&format!("{} was not opened: {why}", sample.name())),
            },
            Command::Open(path) => self.open(path),
            Command::Import(path) => self.read_for_import(path),
            Command::ImportRows { panel, text } => {
                let path = PathBuf::from("pasted rows.tsv");
                self.incoming = Some(Incoming { path, bytes: text.into_bytes(), into: Some(panel) });
            }
            Command::DropIncoming => (self.incoming, self.incoming_underlay) = (None, None),
            Command::ImportUnderlay { path, replaces } => self.read_for_underlay(path, replaces),
            Command::AdjustUnderlay(sheet, place) => self.adjust_underlay(sheet, place),
            Command::PlaceUnderlay(order) => self.place_underlay(*order),
            Command::LookForUnderlays => self.look_again_for_underlays(),
            Command::DropComparison => self.comparison = None,
            Command::KeepSymbols => self.keep_symbols(),
            Command::Save => self.save(),
            Command::SaveAs { path, overwrite } => self.save_as(path, overwrite),
            Command::Export(export) => self.export(export),
            Command::ImportAmendments(path) => self.import_amendments(path),
            Command::ExportAmendments { path, overwrite } => self.export_amendments(path, overwrite),
            Command::CheckDisk => self.check_disk(),
            Command::AnswerDisk(answer) => self.answer_disk(answer),
            Command::AnswerLost(answer) => self.answer_lost(answer),
            Command::DropQuestion => self.question = None,
            Command::CancelJob(id) => {
                if let Some(job) = self.jobs.jobs().find(|job| job.id == id) {
                    job.control.cancel();
                }
            }
            Command::Edit { label, edits } => {
                let before = self.document.as_ref().map(|d| Arc::clone(d.project()));
                let edits = self.bringing_symbols(edits);
                let result = self.document.as_mut().map(|d| d.edit(label, &edits));
                #[cfg(feature = "ml")]
                if matches!(result, Some(Ok(_))) {
                    self.note_moves(&edits);
                }
                self.tell_refusal(result.and_then(Result::err));
                self.tell_typed_loads(before.as_deref());
            }
            Command::EditAt { revision, label, edits } => {
                let edits = self.bringing_symbols(edits);
                let applied = self.document.as_mut().map(|d| d.edit_at(revision, &label, &edits));
                self.tell_applied(applied);
            }
            Command::FinishAt { revision, begun, label, edits } => {
                let edits = self.bringing_symbols(edits);
                let document = self.document.as_mut();
                let (name, object) = (begun.0.as_str(), begun.1);
                let applied = document.map(|d| d.finish_at(revision, (name, object), &label, &edits));
                self.tell_applied(applied);
            }
            Command::AcceptProposal(panel) => self.accept_proposal(panel),
            Command::DismissProposal(panel) => self.dismiss_proposal(panel),
            Command::FollowThrough => self.accept_followed(),
            Command::ForgetDecisions => {
                #[cfg(feature = "ml")]
                self.forget_decisions();
            }
            Command::ProposeRoute { sheet, subject, terms } => self.propose_route(sheet, subject, terms),
            Command::AcceptRoute => self.accept_route(),
            Command::DismissRoute => self.dismiss_route(),
            #[cfg(feature = "ml")]
            Command::Lab(command) => self.lab_command(command),
            Command::TryFixes(finding) => self.ask_for_fixes(&finding),
            Command::Undo => {
                self.document.as_mut().map(Document::undo);
            }
            Command::Redo => {
                self.document.as_mut().map(Document::redo);
            }
            Command::Announced(command) => self.announce(*command),
            Command::Close => self.close(),
            Command::SetSettings(settings) => self.set_settings(*settings),
            Command::ForgetRecent(path) => {
                let mut settings = self.settings.clone();
                settings.forget(&path);
                self.set_settings(settings);
            }
            Command::Notify { level, text } => self.notify(level, text, false),
            Command::Dismiss(id) => self.notices.retain(|notice| notice.id != id),
            #[cfg(feature = "ml")]
            Command::Own(command) => self.own(command),
            #[cfg(feature = "ml")]
            Command::Train(command) => self.train(command),
        }
        self.drop_stale_undo();
        self.follow_project_symbols();
        self.keep_journal();
    }

    /// Carries out an edit and says so, with Undo at hand.
    fn announce(&mut self, command: Command) {
        let steps = |workbench: &Self| workbench.document.as_ref().map_or(0, |d| d.log().len());
        let before = steps(self);
        self.execute(command);
        let Some(document) = self.document.as_ref().filter(|_| steps(self) > before) else { return };
        let revision = document.revision();
        let Some(entry) = document.log().last() else { return };
        let text = match entry.details.as_slice() {
            [only] => format!("{} · {only}", entry.label),
            // The log has them all, one a line.
            _ => entry.label.clone(),
        };
        self.notify(NoticeLevel::Info, text, true);
        self.undoable = Some((NoticeId(self.next_notice), revision));
    }

    /// Takes away a message whose Undo would take back something else by now.
    fn drop_stale_undo(&mut self) {
        let present = self.document.as_ref().map(Document::revision);
        if let Some((id, revision)) = self.undoable
            && present != Some(revision)
        {
            self.undoable = None;
            self.notices.retain(|notice| notice.id != id);
        }
    }

    pub(in crate::workbench) fn notify(&mut self, level: NoticeLevel, text: String, undo: bool) {
        self.next_notice += 1;
        self.notices.push(Notice { id: NoticeId(self.next_notice), level, text, undo, runs: false });
    }

    /// Says that runs were deleted, with Undo at hand; the Undo of those before is over.
    #[cfg(feature = "ml")]
    pub(in crate::workbench) fn tell_deleted_runs(&mut self, text: String) {
        self.notices.retain(|notice| !notice.runs);
        self.notify(NoticeLevel::Info, text, true);
        if let Some(notice) = self.notices.last_mut() {
            notice.runs = true;
        }
    }

    /// Shows that something could not be done.
    pub(in crate::workbench) fn warn_of_failure(&mut self, text: &str) {
        self.notify(NoticeLevel::Error, text.to_owned(), false);
    }

    /// Says that a circuit stopped following the plan because its load was typed.
    fn tell_typed_loads(&mut self, before: Option<&Project>) {
        let after = self.document.as_ref().map(Document::project);
        if let Some(text) = before.zip(after).and_then(|(before, after)| stopped_following(before, after)) {
            self.notify(NoticeLevel::Info, text, false);
        }
    }

    fn tell_applied(&mut self, applied: Option<Result<Change, ApplyError>>) {
        match applied {
            Some(Err(ApplyError::Edit(error))) => self.tell_refusal(Some(error)),
            Some(Err(error @ ApplyError::Stale)) => {
                self.notify(NoticeLevel::Warning, error.to_string(), false)
            }
            Some(Ok(_)) | None => {}
        }
    }

    fn tell_refusal(&mut self, refusal: Option<EditError>) {
        if let Some(error) = refusal {
            self.notify(NoticeLevel::Error, format!("Not done: {error}"), false);
        }
    }
}

impl Drop for Workbench {
    fn drop(&mut self) {
        self.keep_journal();
        self.jobs.shut_down(SHUT_DOWN);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CircuitId, Edit, PanelId, Slot, examples};

    #[test]
    fn a_refused_edit_becomes_a_notice_and_changes_nothing() {
        let mut workbench = Workbench::default();
        workbench.execute(Command::OpenUnsaved(Box::new(examples::two_panels())));
        let before = workbench.document().expect("open").project().clone();
        let edits = vec![Edit::MoveCircuits { panel: PanelId(1), moves: vec![(CircuitId(101), Slot(21))] }];
        workbench.execute(Command::Edit { label: "Move".to_owned(), edits });
        assert_eq!(workbench.document().expect("open").project(), &before);
        assert!(workbench.notices().iter().any(|n| n.text.contains("slot 21 of LP-1 is taken")));
    }
}
