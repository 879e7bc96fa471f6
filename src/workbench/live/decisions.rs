//! What became of proposals, noted for training when the person has asked for that: off by default, on this computer
//! only, without names, and gone with one command.
//!
//! Accepted: the panelboard as it then stands. Dismissed: the panelboard as it was kept, and the slots that were not
//! wanted. Moved by hand: the panelboard as it then stands. One line each in `decisions.jsonl`; `dataset balance
//! --journal` and the training tab read it.

use crate::domain::{Edit, PanelId, Slot};
use crate::engineering::balance::BalanceProblem;
use crate::hrm::habits::decision_line;
use crate::proposals::PhaseBalance;
use crate::workbench::jobs::LaneName;
use crate::workbench::{NoticeLevel, Workbench};
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

impl Workbench {
    /// Notes that the panelboard stands as a person wants it.
    pub(in crate::workbench) fn note_kept(&mut self, case: &'static str, panel: PanelId) {
        let Some(document) = self.document.as_ref().filter(|_| self.settings.remember_decisions) else {
            return;
        };
        let project = document.project();
        if let Ok(found) = PhaseBalance::extract(project, panel, project.settings().basis) {
            self.note(case, &found.search, &[]);
        }
    }

    /// Notes the panelboards whose circuits were moved by hand.
    pub(in crate::workbench) fn note_moves(&mut self, edits: &[Edit]) {
        for edit in edits {
            if let Edit::MoveCircuits { panel, .. } = edit {
                self.note_kept("by hand", *panel);
            }
        }
    }

    /// Notes that the slots of a proposal were not wanted.
    pub(in crate::workbench) fn note_rejected(&mut self, problem: &BalanceProblem, away: &[Slot]) {
        if self.settings.remember_decisions {
            self.note("rejected", problem, away);
        }
    }

    fn note(&mut self, case: &'static str, problem: &BalanceProblem, away: &[Slot]) {
        let Some((path, line)) = self.places.decisions.clone().zip(decision_line(case, problem, away)) else {
            return;
        };
        self.jobs.start(LaneName::Files, "Remember a decision", move |_| {
            let result = append(&path, &line);
            Box::new(move |workbench| {
                if let Err(error) = result {
                    let text = format!("The decision was not remembered ({error}): {}", path.display());
                    workbench.notify(NoticeLevel::Warning, text, false);
                }
            })
        });
    }

    /// Deletes what was remembered of decisions.
    pub(in crate::workbench) fn forget_decisions(&mut self) {
        let Some(path) = self.places.decisions.clone() else { return };
        self.jobs.start(LaneName::Files, "Forget decisions", move |_| {
            let result = fs::remove_file(&path);
            Box::new(move |workbench| match result {
                Ok(()) => {
                    let text = "What was remembered of proposals is deleted".to_owned();
                    workbench.notify(NoticeLevel::Info, text, false);
                }
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    workbench.notify(NoticeLevel::Info, "Nothing was remembered".to_owned(), false);
                }
                Err(error) => {
                    let text = format!("What was remembered cannot be deleted ({error}): {}", path.display());
                    workbench.notify(NoticeLevel::Error, text, false);
                }
            })
        });
    }
}

fn append(path: &Path, line: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    File::options().create(true).append(true).open(path)?.write_all(line.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CircuitId, Project, System, apply_all, examples};
    use crate::hrm::habits::{Names, own_of_journal};
    use crate::proposals::stub_model::StubModel;
    use crate::workbench::{Command, Places, Settings};
    use std::sync::Arc;

    const LP1: PanelId = PanelId(1);

    fn workbench(folder: &Path, remembers: bool) -> Workbench {
        let panel = examples::panel(LP1, "LP-1", System::Wye208, 42, 10, &examples::LP1);
        let (project, _) =
            apply_all(&Project::named("t"), &[Edit::AddPanel(Box::new(panel))]).expect("added");
        let mut workbench = Workbench::start(Places::below(folder), Arc::new(|| {}));
        workbench.execute(Command::SetSettings(Box::new(Settings {
            remember_decisions: remembers,
            ..Settings::default()
        })));
        workbench.use_balance_model(Some(Ok(Arc::new(StubModel::good()))));
        workbench.execute(Command::OpenUnsaved(Box::new(project)));
        workbench.watch_panel(Some(LP1));
        workbench.wait_for_proposals();
        workbench
    }

    fn decide(workbench: &mut Workbench) {
        workbench.execute(Command::DismissProposal(LP1));
        let edits = vec![Edit::MoveCircuits { panel: LP1, moves: vec![(CircuitId(10), Slot(42))] }];
        workbench.execute(Command::Edit { label: "Move".to_owned(), edits });
        workbench.wait_for_proposals();
        workbench.execute(Command::AcceptProposal(LP1));
        workbench.run_until_idle();
    }

    /// Nothing is kept unless somebody asks for it.
    #[test]
    fn decisions_are_forgotten_by_default() {
        assert!(!Settings::default().remember_decisions);
        let folder = tempfile::tempdir().expect("a folder");
        let mut workbench = workbench(folder.path(), false);
        decide(&mut workbench);
        assert!(!Places::below(folder.path()).decisions.expect("a place").exists());
    }

    /// Rejected, moved by hand, accepted: three lines that a dataset reads, and no name in them; then they are deleted.
    #[test]
    fn decisions_are_remembered_when_asked_for_and_deleted_when_asked_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut workbench = workbench(folder.path(), true);
        decide(&mut workbench);
        let path = Places::below(folder.path()).decisions.expect("a place");
        let text = fs::read_to_string(&path).expect("kept");
        assert_eq!(text.lines().count(), 3, "{text}");
        assert!(!text.contains("RECEPT") && !text.contains("LP-1"), "{text}");
        let own = own_of_journal((0, "decisions"), text.as_bytes(), Names::Left).expect("reads");
        let mut cases: Vec<&str> = own.iter().map(|panel| panel.case).collect();
        cases.sort_unstable();
        // Of the two states in which it was kept the last counts.
        assert_eq!(cases, ["accepted", "rejected"]);
        workbench.execute(Command::ForgetDecisions);
        workbench.run_until_idle();
        assert!(!path.exists());
    }
}
