//! The conversation about sizes, as a person has it.

use crate::document::Sample;
use crate::domain::{Edit, FeederLoad, PanelId, Slot, apply_all, examples};
use crate::engineering::{SizedObject, SizedPart, SizingTerms, overrides};
use crate::workbench::sizing::{SizingScope, SizingSession};
use crate::workbench::{Command, Workbench};

const LP1: PanelId = PanelId(1);

fn session(workbench: &Workbench) -> SizingSession {
    let project = workbench.document().expect("a document").project();
    let mut session = SizingSession::open(project, SizingScope::Panel(LP1), SizingTerms::default());
    assert!(!session.advance(5), "21 circuits are not sized in one breath");
    assert_eq!(session.progress(), (5, 21));
    assert!(session.advance(100));
    session
}

fn office() -> Workbench {
    let mut workbench = Workbench::default();
    workbench.execute(Command::OpenUnsaved(Box::new(examples::two_panels())));
    workbench
}

fn trip(workbench: &Workbench, slot: u16) -> f64 {
    let project = workbench.document().expect("a document").project();
    let circuit = project.panel(LP1).and_then(|panel| panel.circuit_at(Slot(slot))).expect("a circuit");
    circuit.trip.expect("a rating").0
}

fn row_of(session: &SizingSession, name: &str, part: SizedPart) -> usize {
    let place = session.rows().iter().position(|row| row.name == name && row.change.part == part);
    place.unwrap_or_else(|| panic!("{part} of {name} differs"))
}

#[test]
fn what_is_taken_is_one_undo_step() {
    let mut workbench = office();
    let mut session = session(&workbench);
    assert_eq!(session.undetermined().len(), 2, "AHU-1 and EF-1/EF-2 need the data of their motors");
    session.take_all(false);
    assert!(session.command().is_none());
    let device = row_of(&session, "LP-1/13", SizedPart::Ocpd);
    session.take(device, true);
    let before = workbench.document().expect("a document").project().clone();
    workbench.execute(session.command().expect("one size"));
    assert_eq!(trip(&workbench, 13), 30.0);
    workbench.execute(Command::Undo);
    assert_eq!(*workbench.document().expect("a document").project(), before);
}

#[test]
fn a_size_is_kept_with_a_reason_only_and_the_rest_follows() {
    let mut workbench = office();
    let mut session = session(&workbench);
    let device = row_of(&session, "LP-1/13", SizedPart::Ocpd);
    assert!(session.keep(device, "because").is_err());
    let raceway = row_of(&session, "LP-1/13", SizedPart::Raceway);
    assert!(session.keep(raceway, "there is none yet").is_err(), "nothing is recorded to keep");
    let unticked = row_of(&session, "LP-1/1", SizedPart::Egc);
    session.take(unticked, false);
    let kept = session.keep(device, "existing breaker stays").expect("an edit");
    workbench.execute(kept);
    assert!(
        session.rows().iter().all(|row| (row.name.as_str(), row.change.part) != ("LP-1/13", SizedPart::Ocpd))
    );
    let still = row_of(&session, "LP-1/1", SizedPart::Egc);
    assert!(!session.rows()[still].taken, "what was unticked stays so");
    assert_eq!(session.kept().len(), 1);
    workbench.execute(session.command().expect("sizes"));
    assert_eq!(trip(&workbench, 13), 20.0);
    let released = session.release(0).expect("an edit");
    workbench.execute(released);
    assert!(session.kept().is_empty());
    row_of(&session, "LP-1/13", SizedPart::Ocpd);
}

#[test]
fn a_feeder_larger_than_calculated_is_kept_as_an_override_that_reports_list() {
    let sample = Sample::by_id("riverside-office").and_then(|s| s.project().ok()).expect("the sample");
    let panel = sample.panel_named("LP-1").expect("LP-1");
    let lp1 = panel.id;
    let mut feeder = panel.feeder.clone().expect("it is fed");
    feeder.conductors = "#2/0 Cu THHN, N #2/0, EGC #4".parse().ok();
    let larger = Edit::SetFeeder { load: FeederLoad::Panel(lp1), feeder: Some(Box::new(feeder)) };
    let project = apply_all(&sample, &[larger]).expect("legal").0;
    let mut session = SizingSession::open(&project, SizingScope::Panel(lp1), SizingTerms::default());
    session.advance(1000);
    let feeder = SizedObject::Feeder(FeederLoad::Panel(lp1));
    let row = session
        .rows()
        .iter()
        .position(|row| row.object == feeder && row.change.part == SizedPart::Conductors);
    let Some(row) = row else { panic!("the feeder is not as calculated: {:?}", session.steps(feeder)) };
    let Ok(Command::Edit { edits, .. }) = session.keep(row, "upsized for a later panel") else {
        panic!("kept")
    };
    let kept = overrides(&apply_all(&project, &edits).expect("legal").0);
    assert_eq!(kept.len(), 1);
    assert_eq!(
        (kept[0].name.as_str(), kept[0].reason.as_str()),
        ("feeder of LP-1", "upsized for a later panel")
    );
}
