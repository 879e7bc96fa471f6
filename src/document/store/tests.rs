//! Opening and saving on a real disk.

use super::*;
use crate::domain::{Edit, PanelId, ProjectInfo, apply_all, examples};
use std::collections::BTreeSet;

fn renamed(project: &Project, name: &str) -> Project {
    let info = ProjectInfo { name: name.to_owned(), ..project.info().clone() };
    apply_all(project, &[Edit::SetInfo(info)]).expect("always possible").0
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries.map(|e| e.expect("entry").file_name().to_string_lossy().into_owned()).collect()
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

#[test]
fn saving_keeps_one_backup_and_nothing_else() {
    let folder = folder();
    let path = folder.path().join("office.ron");
    let first = examples::two_panels();
    let hash = save_project(&first, &path, Expected::NoFile).expect("saves");
    assert_eq!(names(folder.path()), BTreeSet::from(["office.ron".to_owned()]));
    let second = renamed(&first, "Second");
    let hash = save_project(&second, &path, Expected::Unchanged(hash)).expect("saves");
    save_project(&renamed(&first, "Third"), &path, Expected::Unchanged(hash)).expect("saves");
    assert_eq!(names(folder.path()), BTreeSet::from(["office.ron".to_owned(), "office.ron.bak".to_owned()]));
    assert_eq!(read_project(&backup_path(&path)).expect("reads").0, second);
    assert_eq!(read_project(&path).expect("reads").0.info().name, "Third");
}

#[test]
fn saving_without_change_touches_nothing() {
    let folder = folder();
    let path = folder.path().join("office.ron");
    let project = examples::two_panels();
    let hash = save_project(&project, &path, Expected::NoFile).expect("saves");
    let before =
        (fs::read(&path).expect("reads"), fs::metadata(&path).and_then(|m| m.modified()).expect("time"));
    let loaded = load_project(&path).expect("opens");
    assert_eq!(loaded.hash, hash);
    assert_eq!(save_project(&loaded.project, &path, Expected::Unchanged(hash)).expect("saves"), hash);
    let after =
        (fs::read(&path).expect("reads"), fs::metadata(&path).and_then(|m| m.modified()).expect("time"));
    assert_eq!(before, after);
    assert!(!backup_path(&path).exists());
}

#[test]
fn a_file_that_changed_or_vanished_is_not_overwritten() {
    let folder = folder();
    let path = folder.path().join("office.ron");
    let project = examples::two_panels();
    let hash = save_project(&project, &path, Expected::NoFile).expect("saves");
    save_project(&renamed(&project, "By a colleague"), &path, Expected::Anything).expect("saves");
    let mine = renamed(&project, "Mine");
    let error = save_project(&mine, &path, Expected::Unchanged(hash)).expect_err("refused");
    assert!(
        error.to_string().starts_with("the file was changed by another program since it was opened"),
        "{error}"
    );
    assert_eq!(read_project(&path).expect("reads").0.info().name, "By a colleague");
    let error = save_project(&mine, &path, Expected::NoFile).expect_err("refused");
    assert!(matches!(error, StoreError::Exists { .. }));
    fs::remove_file(&path).expect("removes");
    let error = save_project(&mine, &path, Expected::Unchanged(hash)).expect_err("refused");
    assert!(matches!(error, StoreError::Vanished { .. }), "{error}");
    save_project(&mine, &path, Expected::Anything).expect("after asking");
}

#[test]
fn a_second_window_is_told_and_the_lock_ends_with_its_holder() {
    let folder = folder();
    let path = folder.path().join("office.ron");
    save_project(&examples::two_panels(), &path, Expected::NoFile).expect("saves");
    let first = load_project(&path).expect("opens");
    assert!(first.lock.is_held());
    let second = load_project(&path).expect("opens all the same");
    assert!(
        matches!(second.lock, LockState::OpenElsewhere { process: Some(p) } if p == std::process::id()),
        "{:?}",
        second.lock
    );
    drop(second);
    assert!(!lock_project(&path).is_held(), "a window that only read must not release it");
    drop(first);
    assert_eq!(names(folder.path()), BTreeSet::from(["office.ron".to_owned()]));
    assert!(lock_project(&path).is_held());
    // A lock file left by a crash is no lock.
    fs::write(folder.path().join(".office.ron.lock"), "4711\n").expect("writes");
    assert!(lock_project(&path).is_held());
}

#[test]
fn what_cannot_be_opened_or_saved_is_said_in_words() {
    let folder = folder();
    let missing = folder.path().join("missing.ron");
    let error = load_project(&missing).expect_err("not there");
    assert_eq!(
        error.to_string(),
        format!("could not open the project: there is no such file or folder: {}", missing.display())
    );
    assert!(names(folder.path()).is_empty(), "no lock file for nothing");
    let nowhere = folder.path().join("no/such/folder.ron");
    let error = save_project(&examples::two_panels(), &nowhere, Expected::Anything).expect_err("no folder");
    assert!(
        error.to_string().starts_with("could not save the project: there is no such file or folder"),
        "{error}"
    );
    let error = load_project(folder.path()).expect_err("a folder");
    assert!(error.to_string().contains("this is a folder, not a file"), "{error}");
    let broken = folder.path().join("broken.ron");
    fs::write(&broken, "(version: 1, project: (na").expect("writes");
    let error = load_project(&broken).expect_err("cut");
    assert!(error.to_string().starts_with("broken.ron is cut short at line 1"), "{error}");
    assert_eq!(fs::read_to_string(&broken).expect("still there"), "(version: 1, project: (na");
}

#[test]
fn a_project_that_would_not_read_back_is_not_saved() {
    let folder = folder();
    let path = folder.path().join("office.ron");
    let project = examples::two_panels();
    let mut panel = project.panel(PanelId(1)).expect("LP-1").clone();
    panel.bus = Some(crate::units::Amperes(f64::INFINITY));
    let (bad, _) = apply_all(&project, &[Edit::SetPanel(Box::new(panel))]).expect("the domain lets it pass");
    let error = save_project(&bad, &path, Expected::Anything).expect_err("refused");
    assert!(error.to_string().contains("a finite number"), "{error}");
    assert!(names(folder.path()).is_empty());
}

#[cfg(unix)]
#[test]
fn links_and_permissions_survive() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let (path, link) = (folder.path().join("office.ron"), folder.path().join("link.ron"));
    let project = examples::two_panels();
    save_project(&project, &path, Expected::NoFile).expect("saves");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("sets");
    std::os::unix::fs::symlink(&path, &link).expect("links");
    save_project(&renamed(&project, "Through the link"), &link, Expected::Anything).expect("saves");
    assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
    assert_eq!(read_project(&path).expect("reads").0.info().name, "Through the link");
    assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o640);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).expect("sets");
    let error = save_project(&project, &path, Expected::Anything).expect_err("read-only");
    assert!(matches!(error, StoreError::ReadOnlyFile { .. }), "{error}");
}
