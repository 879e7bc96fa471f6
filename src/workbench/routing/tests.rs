//! Routes through the workbench: asked for, shown, carried out, taken away.

use super::*;
use crate::domain::{CircuitId, Edit, PanelId, RunId, SheetId};
use crate::engineering::routing::{Angles, Crossing, RouteTerms};
use crate::proposals::RouteSubject;
use crate::workbench::{Command, Workbench};

const SHEET: SheetId = SheetId(20);
const CONFERENCE: (PanelId, CircuitId) = (PanelId(2), CircuitId(2005));

fn open() -> Workbench {
    let mut workbench = Workbench::default();
    let sample = crate::document::Sample::by_id("riverside-office").expect("a sample");
    workbench.execute(Command::OpenUnsaved(Box::new(sample.project().expect("a project"))));
    workbench.run_until_idle();
    workbench
}

fn ask(workbench: &mut Workbench, subject: RouteSubject, terms: RouteTerms) {
    workbench.execute(Command::ProposeRoute { sheet: SHEET, subject, terms });
    assert!(workbench.route_card().expect("a card").title.starts_with("Searching a route for "));
    workbench.run_until_idle();
}

/// The same circuit with bends of 45°: the card says which angles it was asked for with, and it is carried out alike.
#[test]
fn a_route_at_45_degrees_is_shown_and_carried_out() {
    let mut workbench = open();
    let subject = RouteSubject::Circuits(vec![CONFERENCE]);
    ask(&mut workbench, subject.clone(), RouteTerms::default());
    assert_eq!(workbench.route_card().expect("a card").angles, Some(Angles::Square));
    let terms = RouteTerms { angles: Angles::Octile, ..RouteTerms::default() };
    ask(&mut workbench, subject, terms);
    let card = workbench.route_card().expect("a card");
    assert!(card.open && card.verified && card.angles == Some(Angles::Octile), "{card:?}");
    let steps = undo_len(&workbench);
    workbench.execute(Command::AcceptRoute);
    assert_eq!(undo_len(&workbench), steps + 1);
}

fn undo_len(workbench: &Workbench) -> usize {
    workbench.document().expect("open").undo_len()
}

#[test]
fn a_route_is_shown_with_its_proof_and_carried_out_as_one_step() {
    let mut workbench = open();
    let before = workbench.document().expect("open").project().clone();
    ask(&mut workbench, RouteSubject::Circuits(vec![CONFERENCE]), RouteTerms::default());
    let card = workbench.route_card().expect("a card");
    assert!(card.open && card.verified, "{card:?}");
    assert!(card.title.starts_with("Route LP-1/5: ") && card.answer.starts_with("exact "), "{card:?}");
    assert!(card.proof.starts_with("shortest possible "), "{card:?}");
    assert!(card.figures.iter().any(|line| line.starts_with("drop ")), "{card:?}");
    assert_eq!(
        workbench.document().expect("open").project(),
        &before,
        "nothing changes before it is accepted"
    );
    let steps = undo_len(&workbench);
    workbench.execute(Command::AcceptRoute);
    assert_eq!(undo_len(&workbench), steps + 1);
    assert!(workbench.route_card().is_none());
    let sheet = workbench.document().expect("open").project().sheet(SHEET).expect("there").clone();
    assert!(sheet.runs.values().filter(|run| run.circuits == [CONFERENCE]).count() > 1);
    workbench.execute(Command::Undo);
    assert_eq!(workbench.document().expect("open").project(), &before);
}

#[test]
fn a_route_is_for_one_state_only() {
    let mut workbench = open();
    ask(&mut workbench, RouteSubject::Run(RunId(177)), RouteTerms::default());
    assert!(workbench.shown_route().is_some());
    let edit = Edit::RemoveRun { sheet: SHEET, run: RunId(178) };
    workbench.execute(Command::Edit { label: "Remove".to_owned(), edits: vec![edit] });
    assert!(workbench.shown_route().is_none());
    let steps = undo_len(&workbench);
    workbench.execute(Command::AcceptRoute);
    assert_eq!(undo_len(&workbench), steps);
    assert!(workbench.notices().iter().any(|notice| notice.text.contains("no route for the present state")));
}

#[test]
fn a_dismissed_or_overtaken_route_does_not_come() {
    let mut workbench = open();
    let subject = RouteSubject::Circuits(vec![CONFERENCE]);
    workbench.execute(Command::ProposeRoute {
        sheet: SHEET,
        subject: subject.clone(),
        terms: RouteTerms::default(),
    });
    workbench.execute(Command::DismissRoute);
    workbench.run_until_idle();
    assert!(workbench.route_card().is_none());
    workbench.execute(Command::ProposeRoute { sheet: SHEET, subject, terms: RouteTerms::default() });
    ask(&mut workbench, RouteSubject::Run(RunId(177)), RouteTerms::default());
    assert_eq!(workbench.shown_route().map(|shown| shown.name.as_str()), Some("R-11"));
}

/// The electrical room has its doors; without them nothing leaves it when walls are not pierced.
#[test]
fn a_failed_route_says_what_is_in_the_way() {
    let mut workbench = open();
    let project = workbench.document().expect("open").project();
    let mut sheet = project.sheet(SHEET).expect("there").clone();
    let at = |x, y| crate::units::PlanPoint { x, y };
    let wall = |id, from, to| crate::domain::Wall {
        id: crate::domain::WallId(id),
        from,
        to,
        thickness_ft: 0.5,
        facts: crate::domain::Facts::new(),
    };
    for (id, from, to) in [
        (9001, at(-1.0, 37.0), at(25.0, 37.0)),
        (9002, at(25.0, 37.0), at(25.0, 59.0)),
        (9003, at(25.0, 59.0), at(-1.0, 59.0)),
        (9004, at(-1.0, 59.0), at(-1.0, 37.0)),
    ] {
        sheet.walls.insert(crate::domain::WallId(id), std::sync::Arc::new(wall(id, from, to)));
    }
    let edit = Edit::PutSheet(Box::new(sheet));
    workbench.execute(Command::Edit { label: "Walls".to_owned(), edits: vec![edit] });
    let terms = RouteTerms { crossing: Crossing::Openings, ..RouteTerms::default() };
    ask(&mut workbench, RouteSubject::Circuits(vec![CONFERENCE]), terms);
    let shown = workbench.shown_route().expect("an outcome");
    assert!(matches!(shown.outcome, RouteOutcome::Blocked(_)), "{:?}", shown.outcome);
    let card = workbench.route_card().expect("a card");
    assert!(!card.open && card.title == "No route for LP-1/5", "{card:?}");
    assert!(card.answer.contains("wall 900"), "{card:?}");
}
