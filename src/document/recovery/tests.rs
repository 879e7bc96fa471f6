//! Death of a session, in all the ways it can come.

use super::*;
use crate::document::{Document, Expected, read_project, save_project};
use crate::domain::{CircuitId, CircuitLoad, Edit, PanelId, Slot, examples};
use crate::units::VoltAmperes;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// Types a load into circuit 101 of LP-1, as the grid does.
fn type_load(document: &mut Document, va: f64) {
    let circuit = document.project().panel(PanelId(1)).and_then(|p| p.circuit(CircuitId(101))).cloned();
    let mut circuit = Box::new(circuit.expect("there"));
    circuit.load = CircuitLoad::Total(VoltAmperes(va));
    document.edit("Type", &[Edit::SetCircuit { panel: PanelId(1), circuit }]).expect("possible");
}

fn load_of(project: &Project) -> f64 {
    project.panel(PanelId(1)).and_then(|p| p.circuit(CircuitId(101))).map_or(-1.0, |c| c.load.total().0)
}

/// Drops a journal the way a dead process does: file left, lock free.
fn die(journal: Journal) {
    drop(journal);
}

#[test]
fn a_dead_session_is_found_and_goes_on() {
    let folder = tempfile::tempdir().expect("folder");
    let mut document = Document::unsaved(examples::two_panels());
    let mut journal = Journal::start(folder.path(), Arc::clone(document.project()), Origin::Unsaved);
    assert!(!journal.append(document.project(), "nothing").expect("notes"));
    journal.flush().expect("writes");
    assert!(journal.path().is_none(), "nothing on disk before something has changed");
    for va in 1..=5u16 {
        type_load(&mut document, f64::from(va));
        assert!(journal.append(document.project(), "Type").expect("notes"));
        journal.flush().expect("writes");
    }
    document.undo().expect("a step");
    journal.append(document.project(), "Undo").expect("notes");
    journal.flush().expect("writes");
    assert!(find_lost_sessions(folder.path()).sessions.is_empty(), "the session lives");
    let reached = Arc::clone(document.project());
    die(journal);

    let mut found = find_lost_sessions(folder.path());
    assert!(found.unreadable.is_empty());
    let session = found.sessions.pop().expect("one");
    assert!(find_lost_sessions(folder.path()).sessions.is_empty(), "nobody else is offered it");
    assert_eq!((session.steps, session.last_step.as_str(), session.torn), (6, "Undo", false));
    assert_eq!(session.on_disk, OnDisk::NeverSaved);
    assert_eq!(session.project, reached);
    assert_eq!(
        session.changes().iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["LP-1: 1 circuit changed"]
    );

    let (project, mut journal) = session.recover().expect("recovers");
    let mut document = Document::unsaved(Project::clone(&project));
    assert_eq!(load_of(&project), 4.0);
    type_load(&mut document, 77.0);
    journal.append(document.project(), "Type").expect("notes");
    journal.flush().expect("writes");
    die(journal);
    let session = find_lost_sessions(folder.path()).sessions.pop().expect("one");
    assert_eq!((session.steps, load_of(&session.project)), (7, 77.0));
    session.discard().expect("removes");
    assert_eq!(fs::read_dir(folder.path()).expect("folder").count(), 0);
}

#[test]
fn saving_and_closing_leave_nothing_to_recover() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("office.ron");
    let journals = folder.path().join("journals");
    let mut document = Document::unsaved(examples::two_panels());
    let hash = save_project(document.project(), &path, Expected::NoFile).expect("saves");
    let origin = |hash| Origin::File { path: path.clone(), hash };
    let mut journal = Journal::start(&journals, Arc::clone(document.project()), origin(hash));
    type_load(&mut document, 1.0);
    journal.append(document.project(), "Type").expect("notes");
    journal.sync().expect("writes");
    let hash = save_project(document.project(), &path, Expected::Unchanged(hash)).expect("saves");
    let saved = Arc::clone(document.project());
    // Typing goes on while the file is written.
    type_load(&mut document, 2.0);
    journal.append(document.project(), "Type").expect("notes");
    journal.saved(&saved, origin(hash)).expect("compacts");
    die(journal);
    let session = find_lost_sessions(&journals).sessions.pop().expect("one");
    assert_eq!((load_of(&session.base), load_of(&session.project)), (1.0, 2.0));
    assert_eq!(session.on_disk, OnDisk::AsItWas);
    let (project, mut journal) = session.recover().expect("recovers");
    let hash = save_project(&project, &path, Expected::Unchanged(hash)).expect("saves");
    journal.saved(&project, origin(hash)).expect("compacts");
    assert!(find_lost_sessions(&journals).sessions.is_empty());
    journal.close();
    assert_eq!(fs::read_dir(&journals).expect("folder").count(), 0);
}

#[test]
fn a_file_that_somebody_wrote_meanwhile_is_noticed() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("office.ron");
    let mut document = Document::unsaved(examples::two_panels());
    let hash = save_project(document.project(), &path, Expected::NoFile).expect("saves");
    let base = Arc::clone(document.project());
    let mut journal = Journal::start(folder.path(), base, Origin::File { path: path.clone(), hash });
    type_load(&mut document, 3.0);
    journal.append(document.project(), "Type").expect("notes");
    journal.flush().expect("writes");
    die(journal);
    save_project(&Project::named("Other"), &path, Expected::Anything).expect("saves");
    let on_disk = || find_lost_sessions(folder.path()).sessions.first().map(|s| s.on_disk);
    assert_eq!(on_disk(), Some(OnDisk::Changed));
    fs::remove_file(&path).expect("removes");
    assert_eq!(on_disk(), Some(OnDisk::Missing));
}

#[test]
fn undone_to_the_last_save_is_nothing_to_ask_for() {
    let folder = tempfile::tempdir().expect("folder");
    let mut document = Document::unsaved(examples::two_panels());
    let mut journal = Journal::start(folder.path(), Arc::clone(document.project()), Origin::Unsaved);
    type_load(&mut document, 9.0);
    journal.append(document.project(), "Type").expect("notes");
    document.undo().expect("a step");
    journal.append(document.project(), "Undo").expect("notes");
    journal.flush().expect("writes");
    die(journal);
    assert!(find_lost_sessions(folder.path()).sessions.is_empty());
    assert_eq!(fs::read_dir(folder.path()).expect("folder").count(), 0);
}

#[test]
fn a_journal_torn_at_any_byte_gives_a_state_that_was() {
    let folder = tempfile::tempdir().expect("folder");
    let mut document = Document::unsaved(Project::named("Torn"));
    let mut journal = Journal::start(folder.path(), Arc::clone(document.project()), Origin::Unsaved);
    let mut states = vec![Arc::clone(document.project())];
    document.edit("Add panel", &[Edit::AddPanel(Box::new(examples::lp1()))]).expect("possible");
    for va in 0..4u16 {
        type_load(&mut document, f64::from(va) + 0.25);
        journal.append(document.project(), "Type").expect("notes");
        states.push(Arc::clone(document.project()));
    }
    journal.flush().expect("writes");
    let bytes = fs::read(journal.path().expect("a file")).expect("reads");
    let first_line = bytes.iter().position(|b| *b == b'\n').expect("a line") + 1;
    for cut in 0..=bytes.len() {
        match replay(&bytes[..cut]) {
            Ok(replayed) => {
                assert_eq!(replayed.project, *states[replayed.steps], "cut at {cut}");
                assert_eq!(replayed.torn, replayed.lengths.0 + replayed.lengths.1 < cut);
            }
            Err(_) => assert!(cut < first_line, "cut at {cut}"),
        }
    }
    // A damaged byte anywhere ends the replay there, and never panics.
    for at in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x15;
        if let Ok(replayed) = replay(&damaged) {
            assert_eq!(replayed.project, *states[replayed.steps], "damaged at {at}");
        }
    }
}

#[test]
fn a_long_session_is_rewritten_shorter_and_loses_nothing() {
    let folder = tempfile::tempdir().expect("folder");
    let mut document = Document::unsaved(examples::two_panels());
    let mut journal = Journal::start(folder.path(), Arc::clone(document.project()), Origin::Unsaved);
    for step in 0..1500u16 {
        let moves =
            vec![(CircuitId(101), Slot(27 + step % 2 * 2)), (CircuitId(102), Slot(28 + step % 2 * 2))];
        document.edit("Move", &[Edit::MoveCircuits { panel: PanelId(1), moves }]).expect("free");
        type_load(&mut document, f64::from(step));
        let mut noted = document.project().info().clone();
        noted.notes = "x".repeat(1000);
        noted.number = step.to_string();
        document.edit("Note", &[Edit::SetInfo(noted)]).expect("possible");
        journal.append(document.project(), "Move").expect("notes");
        journal.flush().expect("writes");
    }
    let length = fs::metadata(journal.path().expect("a file")).expect("there").len();
    assert!(length < 1_200_000, "{length}");
    die(journal);
    assert_eq!(fs::read_dir(folder.path()).expect("folder").count(), 1);
    let session = find_lost_sessions(folder.path()).sessions.pop().expect("one");
    assert_eq!(session.project, *document.project());
}

#[test]
fn a_journal_of_a_newer_program_is_left_alone() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("session-new.journal");
    let payload = "(journal:2,wires:[])";
    fs::write(&path, format!("{} {payload}\n", ContentHash::of(payload.as_bytes()))).expect("writes");
    let found = find_lost_sessions(folder.path());
    assert!(found.unreadable[0].1.contains("newer Phasewright"), "{found:?}");
    assert!(path.exists());
}

const CHILD: &str = "PHASEWRIGHT_TEST_SESSION";

/// The session that gets killed. Run by the test below in a process of its own; by itself it only checks that it would
/// know where to work.
#[test]
fn a_session_that_types_until_it_is_killed() {
    let Ok(folder) = std::env::var(CHILD) else {
        assert!(std::env::current_exe().is_ok());
        return;
    };
    let folder = Path::new(&folder);
    let path = folder.join("office.ron");
    let (project, hash) = read_project(&path).expect("saved by the parent");
    let mut document = Document::saved(project);
    let origin = Origin::File { path, hash };
    let mut journal = Journal::start(&folder.join("journals"), Arc::clone(document.project()), origin);
    for va in 1..1_000_000u32 {
        type_load(&mut document, f64::from(va));
        journal.append(document.project(), "Type").expect("notes");
        // Every third step waits for the next flush, as with a timer.
        if va % 3 == 0 {
            journal.flush().expect("writes");
            println!("flushed {va}");
        }
    }
}

#[test]
fn kill_minus_nine_loses_at_most_what_was_not_flushed() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("office.ron");
    save_project(&examples::two_panels(), &path, Expected::NoFile).expect("saves");
    let before = fs::read(&path).expect("reads");
    let mut child = Command::new(std::env::current_exe().expect("this test"))
        .args([
            "--exact",
            "document::recovery::tests::a_session_that_types_until_it_is_killed",
            "--nocapture",
        ])
        .env(CHILD, folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut acknowledged = 0.0;
    for line in BufReader::new(child.stdout.take().expect("piped")).lines() {
        if let Some(va) = line.expect("text").strip_prefix("flushed ") {
            acknowledged = va.parse().expect("a number");
        }
        if acknowledged >= 300.0 {
            break;
        }
    }
    child.kill().expect("kills");
    child.wait().expect("ends");
    assert!(acknowledged >= 300.0);

    assert_eq!(fs::read(&path).expect("reads"), before, "the file is as it was");
    let session = find_lost_sessions(&folder.path().join("journals")).sessions.pop().expect("one");
    assert!(load_of(&session.project) >= acknowledged, "{} < {acknowledged}", load_of(&session.project));
    assert_eq!(session.on_disk, OnDisk::AsItWas);
    assert_eq!(session.base.as_ref(), &read_project(&path).expect("opens").0);
}
