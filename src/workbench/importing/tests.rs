//! The acceptance walk-through's paste, by conversation.

use super::*;
use crate::domain::{Panel, apply_all, examples};
use std::fmt::Write as _;

/// The 21 rows of LP-1 as a spreadsheet hands them over.
fn rows() -> String {
    let mut text = "ckt\tpoles\tbreaker_A\tVA\tclass\tcontinuous\tdescription\n".to_owned();
    for (slot, poles, trip, va, class, words) in examples::LP1 {
        let continuous = u8::from(class == 'L');
        writeln!(text, "{slot}\t{poles}\t{trip}\t{va}\t{class}\t{continuous}\t{words}").expect("to memory");
    }
    text
}

fn paste(text: String) -> (Arc<Project>, ImportSession) {
    let lp2 = Panel::new(PanelId(900), "LP-2", System::Wye208, 42);
    let (project, _) = apply_all(&examples::two_panels(), &[Edit::AddPanel(Box::new(lp2))]).expect("legal");
    let project = Arc::new(project);
    let target = ImportTarget::Panel(PanelId(900));
    let waker: Waker = Arc::new(|| {});
    let mut session =
        ImportSession::open(Arc::clone(&project), ImportSource::Pasted(text), target, None, waker);
    session.wait();
    (project, session)
}

#[test]
fn the_rows_of_lp1_fill_26_slots_with_the_same_totals() {
    let (project, session) = paste(rows());
    let (preview, summary) = session.preview().expect("read");
    assert_eq!((summary.errors, summary.circuits, summary.slots, summary.va), (0, 21, 26, 34_980.0));
    assert_eq!(session.mapping().tables[0].panels[0].halves[0].columns.len(), 7, "all columns are mapped");
    assert!(preview.iter().all(|row| row.state == RowState::Fine), "{preview:?}");
    let Ok(Command::Edit { edits, .. }) = session.accept() else { panic!("one undo step") };
    let (after, _) = apply_all(&project, &edits).expect("planned");
    let facts = |name: &str| -> Vec<_> {
        let panel = after.panel_named(name).expect("there");
        let of = |c: &crate::domain::Circuit| {
            (c.slot, c.poles, c.load.clone(), c.trip, c.class, c.description.clone())
        };
        panel.circuits_by_slot().into_iter().map(of).collect()
    };
    assert_eq!(facts("LP-2"), facts("LP-1"));
}

#[test]
fn a_breaker_beyond_the_panel_is_marked_and_the_others_stay_importable() {
    let (project, mut session) = paste(rows() + "41\t3\t30\t3000\tM\t0\tPUMP\n");
    let (preview, summary) = session.preview().expect("read");
    assert_eq!(summary.errors, 1);
    let pump = preview.iter().find(|row| row.description == "PUMP").expect("never dropped");
    assert!(pump.remark.contains("needs 41, 43, 45; panel ends at 42"), "{}", pump.remark);
    session.treat_misfits(Misfits::LeaveOut);
    let (_, summary) = session.preview().expect("read");
    assert_eq!((summary.circuits, summary.errors), (21, 1));
    let Ok(Command::Edit { edits, .. }) = session.accept() else { panic!("one undo step") };
    assert!(apply_all(&project, &edits).is_ok());
}

#[test]
fn what_is_no_schedule_is_refused_in_words() {
    let (_, session) = paste("a: 1\nb:\n  - 2\n".to_owned());
    assert!(session.refusal().is_some_and(|why| !why.is_empty()));
    assert!(session.accept().is_err());
}

#[test]
fn a_corrected_mapping_is_used_for_the_next_file_of_its_shape() {
    let folder = tempfile::tempdir().expect("a folder");
    let kept = Some(folder.path().to_owned());
    let text = "Ckt\tDescription\tCode\tLoad VA\n1\tPUMP\tX7\t500\n3\tFAN\tX8\t700\n";
    let open = || {
        let source = ImportSource::File { name: "list.tsv".to_owned(), bytes: Arc::new(text.into()) };
        let waker: Waker = Arc::new(|| {});
        let project = Arc::new(Project::named("P"));
        let mut session = ImportSession::open(project, source, ImportTarget::NewPanels, kept.clone(), waker);
        session.wait();
        session
    };
    let mut first = open();
    first.correct(|mapping| {
        for column in &mut mapping.tables[0].panels[0].halves[0].columns {
            if column.column == 2 {
                column.role = crate::interchange::import::Role::Notes;
            }
        }
    });
    first.wait();
    first.keep_mapping();
    for _ in 0..500 {
        if std::fs::read_dir(folder.path()).is_ok_and(|mut files| files.next().is_some()) {
            break;
        }
        std::thread::yield_now();
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    let second = open();
    let column = second.mapping().tables[0].panels[0].halves[0].columns.iter().find(|c| c.column == 2);
    assert_eq!(column.map(|c| c.role), Some(crate::interchange::import::Role::Notes));
}

#[test]
fn rows_that_are_no_circuits_are_listed() {
    let (_, session) = paste(rows() + "\t\t\t34980\t\t\tTOTAL\n");
    let (_, summary) = session.preview().expect("read");
    assert_eq!((summary.circuits, summary.va), (21, 34_980.0));
    let told = summary.notes.iter().any(|note| note.contains("is no circuit (total): 34980 | TOTAL"));
    assert!(told, "{:?}", summary.notes);
}
