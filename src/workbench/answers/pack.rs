//! Packs of local amendments: read from a file behind those of the project, and written to one.

use super::add_amendments;
use crate::document::{amendments_from_text, amendments_to_text, write_file};
use crate::domain::Amendment;
use crate::workbench::files::{capital, file_name};
use crate::workbench::jobs::LaneName;
use crate::workbench::{Command, NoticeLevel, Question, Workbench};
use std::path::{Path, PathBuf};

impl Workbench {
    /// Reads a pack in the background and adds it to the open project as one undo step.
    pub(in crate::workbench) fn import_amendments(&mut self, path: PathBuf) {
        let session = self.session;
        self.jobs.start(LaneName::Work, format!("Read {}", file_name(&path)), move |_| {
            let read = read_pack(&path);
            Box::new(move |workbench| {
                if workbench.session == session {
                    workbench.take_pack(&path, read);
                }
            })
        });
    }

    fn take_pack(&mut self, path: &Path, read: Result<Vec<Amendment>, String>) {
        let Some(project) = self.document.as_ref().map(|document| document.project().clone()) else { return };
        let planned = read.and_then(|pack| {
            add_amendments(&project, &pack).map_err(|error| format!("{}, {error}", file_name(path)))
        });
        match planned {
            Ok(command) => self.execute(Command::Announced(Box::new(command))),
            Err(why) => {
                let title = format!("The amendments of {} were not added", file_name(path));
                self.question = Some(Question::Failed { title, why: capital(&why), retry: None });
            }
        }
    }

    /// Writes the amendments of the open project as a pack, in the background.
    pub(in crate::workbench) fn export_amendments(&mut self, path: PathBuf, overwrite: bool) {
        let Some(document) = &self.document else { return };
        let amendments = document.project().amendments().to_vec();
        self.jobs.start(LaneName::Work, format!("Export {}", file_name(&path)), move |_| {
            let written = write_pack(&path, &amendments, overwrite);
            Box::new(move |workbench| match written {
                Ok(()) => {
                    let text = format!("Exported {} amendments to {}", amendments.len(), path.display());
                    workbench.notify(NoticeLevel::Info, text, false);
                }
                Err(why) => {
                    let title = format!("{} was not exported", file_name(&path));
                    workbench.question = Some(Question::Failed { title, why: capital(&why), retry: None });
                }
            })
        });
    }
}

fn read_pack(path: &Path) -> Result<Vec<Amendment>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{error}: {}", path.display()))?;
    amendments_from_text(&text, &file_name(path)).map_err(|error| error.to_string())
}

fn write_pack(path: &Path, amendments: &[Amendment], overwrite: bool) -> Result<(), String> {
    if !overwrite && path.exists() {
        return Err(format!("there is a file of this name; choose another: {}", path.display()));
    }
    let text = amendments_to_text(amendments).map_err(|error| error.to_string())?;
    write_file(path, text.as_bytes()).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::examples;

    #[test]
    fn a_pack_is_added_as_one_undo_step_and_written_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let (city, copy) = (folder.path().join("city.ron"), folder.path().join("copy.ron"));
        let pack = r#"(version: 1, amendments: [
  (rule: "PW137", change: threshold("bends between pull points", 270), basis: "Ordinance 12-3"),
  (rule: "PW038", change: off, basis: "Ordinance 12-4"),
])"#;
        std::fs::write(&city, pack).expect("written");
        let mut workbench = Workbench::default();
        workbench.execute(Command::OpenUnsaved(Box::new(examples::two_panels())));
        workbench.execute(Command::ImportAmendments(city.clone()));
        workbench.run_until_idle();
        let given = |workbench: &Workbench| {
            workbench.document().map(|document| document.project().amendments().to_vec()).expect("open")
        };
        assert_eq!(given(&workbench), amendments_from_text(pack, "city.ron").expect("reads"));
        for overwrite in [false, true] {
            workbench.execute(Command::ExportAmendments { path: copy.clone(), overwrite });
            workbench.run_until_idle();
            assert_eq!(workbench.question(), None);
        }
        assert_eq!(read_pack(&copy), Ok(given(&workbench)));
        workbench.execute(Command::ExportAmendments { path: copy.clone(), overwrite: false });
        workbench.run_until_idle();
        assert!(matches!(workbench.question(), Some(Question::Failed { .. })));
        workbench.execute(Command::DropQuestion);
        workbench.execute(Command::Undo);
        assert_eq!(given(&workbench), []);

        std::fs::write(&city, pack.replace("PW038", "PW998")).expect("written");
        workbench.execute(Command::ImportAmendments(city));
        workbench.run_until_idle();
        let Some(Question::Failed { why, .. }) = workbench.question() else { panic!("told") };
        assert!(why.contains("amendment 2 (PW998): there is no such rule"), "{why}");
        assert_eq!(given(&workbench), [], "all or nothing");
    }
}
