//! Sessions that did not end in order: found at the start, offered one after the other.

use super::files::{FileState, file_name};
use super::jobs::LaneName;
use super::journaling;
use crate::document::{Document, LockState, LostSession, OnDisk, Origin, find_lost_sessions, lock_project};
use crate::domain::Project;
use crate::workbench::{Lost, LostAnswer, NoticeLevel, Question, Workbench};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

/// Returns when a session wrote its journal last. One look at one file's facts, at the start only.
fn written(session: &LostSession) -> Option<u64> {
    let modified = std::fs::metadata(session.journal()).and_then(|facts| facts.modified()).ok()?;
    modified.duration_since(UNIX_EPOCH).ok().map(|passed| passed.as_secs())
}

impl Workbench {
    /// Looks for lost sessions in the background.
    pub(in crate::workbench) fn look_for_lost_sessions(&mut self) {
        let Some(folder) = self.places.journals.clone() else { return };
        self.jobs.start(LaneName::Files, "Look for lost sessions", move |_| {
            let found = find_lost_sessions(&folder);
            Box::new(move |workbench| {
                for (path, why) in found.unreadable {
                    let text = format!(
                        "A recovery journal cannot be read ({why}) and was left alone: {}",
                        path.display()
                    );
                    workbench.notify(NoticeLevel::Warning, text, false);
                }
                workbench.lost = found.sessions.into();
                workbench.ask_for_lost();
            })
        });
    }

    /// Asks for the first lost session.
    fn ask_for_lost(&mut self) {
        let more = self.lost.len().saturating_sub(1);
        let Some(session) = self.lost.front() else { return };
        self.question = Some(Question::Recover(Lost {
            name: session.project.info().name.clone(),
            path: match &session.origin {
                Origin::Unsaved => None,
                Origin::File { path, .. } => Some(path.clone()),
            },
            on_disk: session.on_disk,
            steps: session.steps,
            last_step: session.last_step.clone(),
            torn: session.torn,
            changes: session.changes().iter().map(ToString::to_string).collect(),
            when: written(session),
            more,
        }));
    }

    /// Carries out what to do about the lost session that was asked for.
    pub(in crate::workbench) fn answer_lost(&mut self, answer: LostAnswer) {
        self.question = None;
        let Some(session) = self.lost.pop_front() else { return };
        match answer {
            LostAnswer::Recover => {
                // Only one project is open at a time. The others stay on disk and are offered at the next start.
                let others = std::mem::take(&mut self.lost).len();
                if others > 0 {
                    let noun = if others == 1 { "session is" } else { "sessions are" };
                    let text = format!("{others} more lost {noun} kept and offered at the next start");
                    self.notify(NoticeLevel::Info, text, false);
                }
                self.recover(session);
            }
            LostAnswer::Discard => {
                self.jobs.start(LaneName::Files, "Discard a lost session", move |_| {
                    let result = session.discard();
                    Box::new(move |workbench| {
                        if let Err(error) = result {
                            workbench.warn_of_failure(&error.to_string());
                        }
                    })
                });
            }
            LostAnswer::Later => drop(session),
        }
        self.ask_for_lost();
    }

    fn recover(&mut self, lost: LostSession) {
        self.session += 1;
        let (session, slot) = (self.session, self.journaling.slot());
        self.jobs.start(LaneName::Files, "Recover a lost session", move |_| {
            let (origin, base, on_disk) = (lost.origin.clone(), Arc::clone(&lost.base), lost.on_disk);
            let (project, journal) = match lost.recover() {
                Ok(recovered) => recovered,
                Err(error) => {
                    return Box::new(move |w| w.warn_of_failure(&format!("Not recovered: {error}")));
                }
            };
            journaling::install(&slot, session, Some(journal));
            let lock = match &origin {
                Origin::File { path, .. } if on_disk != OnDisk::Missing => Some(lock_project(path)),
                Origin::File { .. } | Origin::Unsaved => None,
            };
            Box::new(move |workbench| {
                if workbench.session == session {
                    workbench.show_recovered(&project, base, origin, on_disk, lock);
                }
            })
        });
    }

    fn show_recovered(
        &mut self,
        project: &Project,
        base: Arc<Project>,
        origin: Origin,
        on_disk: OnDisk,
        lock: Option<LockState>,
    ) {
        let mut document = Document::unsaved(project.clone());
        let mut file = None;
        let mut text = format!("Recovered {}; it is not saved yet", project.info().name);
        if let Origin::File { path, hash } = origin {
            document.mark_saved(base);
            let (lock, read_only) = match lock {
                Some(LockState::Held(lock)) => (Some(lock), None),
                Some(LockState::OpenElsewhere { .. }) => {
                    (None, Some("The project is open in another window".to_owned()))
                }
                Some(LockState::Unavailable { .. }) | None => (None, None),
            };
            if on_disk == OnDisk::Changed {
                text = format!("{text}, and {} was changed meanwhile", file_name(&path));
            }
            file = Some(FileState { path, hash, read_only, _lock: lock });
        }
        self.show(document, file);
        self.notify(NoticeLevel::Info, text, false);
    }
}
