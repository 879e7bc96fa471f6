//! The acceptance walk-through's numbers, by conversation.

use super::*;
use crate::document::Document;
use crate::domain::{CircuitId, Edit, examples};
use crate::proposals::stub_model::StubModel;
use crate::workbench::Workbench;
use std::sync::Arc;

fn opened(document: &Document, panel: PanelId) -> BalanceSession {
    let waker: Waker = Arc::new(|| {});
    BalanceSession::open(document.snapshot(), panel, MoveLimits::default(), Advice::default(), waker)
        .expect("there")
}

fn ask(panel: u64, change: impl FnOnce(&mut BalanceWish)) -> BalanceSession {
    let mut session = opened(&Document::unsaved(examples::two_panels()), PanelId(panel));
    session.wish_for(change);
    session.wait();
    session
}

#[test]
fn lp1_reaches_its_target_in_three_proven_moves() {
    let session = ask(1, |_| {});
    assert!((session.score_before() - 0.5509).abs() < 5e-5);
    let words = session.words();
    assert_eq!(words.result, "0.981 in 3 moves");
    assert_eq!(words.proof, ["best possible 1.000", "fewest moves for 0.95: 3 (proven)"]);
    assert!(words.verified && words.reached);
}

#[test]
fn no_holes_takes_three_exchanges() {
    let session = ask(1, |wish| wish.limits.no_holes = true);
    let chosen = session.chosen().expect("a proposal");
    assert!((chosen.score - 0.9847).abs() < 5e-5, "{}", chosen.score);
    assert_eq!(chosen.count(), 6, "three exchanges are six moves");
    assert!(chosen.rows.iter().all(|row| row.swap.is_some()));
    assert_eq!(session.words().result, "0.985 in 6 moves (3 swaps)");
}

#[test]
fn circuits_kept_in_place_are_avoided() {
    let session = ask(1, |wish| wish.locked = vec![CircuitId(101), CircuitId(108)]);
    let chosen = session.chosen().expect("a proposal");
    assert_eq!(session.words().result, "0.981 in 3 moves");
    assert!(chosen.rows.iter().all(|row| ![1, 8].contains(&row.from.0)));
}

/// With every circuit but two locked, only those two may move, until the person lets the locked ones go.
#[test]
fn locked_circuits_stay_until_they_are_let_go() {
    let mut project = examples::two_panels();
    let panel = project.panel(PanelId(1)).expect("there").clone();
    for circuit in panel.circuits().filter(|circuit| ![1, 2].contains(&circuit.slot.0)) {
        let locked = crate::domain::Circuit { locked: true, ..circuit.clone() };
        let edit = Edit::SetCircuit { panel: panel.id, circuit: Box::new(locked) };
        (project, _) = crate::domain::apply_all(&project, &[edit]).expect("a lock");
    }
    let waker: Waker = Arc::new(|| {});
    let snapshot = Document::unsaved(project).snapshot();
    let mut session =
        BalanceSession::open(snapshot, PanelId(1), MoveLimits::default(), Advice::default(), waker)
            .expect("there");
    session.wait();
    let rows = &session.chosen().expect("a proposal").rows;
    assert!(rows.iter().all(|row| [1, 2].contains(&row.from.0)), "{rows:?}");
    assert!(!session.words().reached && session.accept().is_ok());
    session.wish_for(|wish| wish.keep_locked = false);
    session.wait();
    assert_eq!(session.words().result, "0.981 in 3 moves");
    assert!(session.accept().is_ok(), "the verifier knows that they may move");
}

#[test]
fn a_move_left_out_lowers_the_score_and_says_so() {
    let mut session = ask(1, |_| {});
    let all = session.chosen().expect("a proposal").clone();
    session.take(1, false);
    let some = session.chosen().expect("a proposal");
    assert!(some.score < all.score && some.count() == 2);
    assert_eq!(session.words().note, "Below target 0.95");
    session.take(1, true);
    assert_eq!(session.chosen(), Some(&all));
}

#[test]
fn accepting_is_one_undo_step_and_undo_restores_the_panel() {
    let mut workbench = Workbench::default();
    workbench.execute(Command::OpenUnsaved(Box::new(examples::two_panels())));
    let document = workbench.document().expect("open");
    let (before, steps) = (Arc::clone(document.project()), document.undo_len());
    let mut session = opened(document, PanelId(1));
    session.wait();
    workbench.execute(session.accept().expect("verified"));
    let document = workbench.document().expect("open");
    assert_eq!(document.undo_len(), steps + 1);
    let renumbered = document.log().last().map(|entry| entry.details.len());
    assert_eq!(renumbered, Some(3), "the log names the three circuits with old and new numbers");
    workbench.execute(Command::Undo);
    assert_eq!(**workbench.document().expect("open").project(), *before);
}

#[test]
fn em1_says_that_the_target_is_out_of_reach_and_why() {
    let session = ask(2, |_| {});
    let words = session.words();
    assert!(!words.reached);
    assert!(words.proof.contains(&"best possible 0.458".to_owned()), "{words:?}");
    let reason = "Best possible here is 0.458: one 2,400 VA circuit exceeds half of the load";
    assert!(words.note.starts_with(reason), "{}", words.note);
    assert!(words.note.contains("Splitting 1 EM LTG FLOOR 1"), "{}", words.note);
}

/// Before the proof is there, a verified first answer is, and the line says how old it is.
#[test]
fn the_first_answer_says_for_how_long_the_proof_runs() {
    let document = Document::unsaved(examples::two_panels());
    let mut session = opened(&document, PanelId(1));
    // Nothing has been polled: what is shown is what was there at once.
    let words = session.words();
    assert!(words.who.starts_with("first answer, proof runs ") && words.who.ends_with(" s"), "{words:?}");
    assert!(words.verified && session.searching_s().is_some());
    session.wait();
    assert!(session.words().who.starts_with("exact ") && session.searching_s().is_none());
}

fn with_model(model: crate::workbench::live::LoadedModel) -> BalanceSession {
    let document = Document::unsaved(examples::two_panels());
    let waker: Waker = Arc::new(|| {});
    let advice = Advice { model: Some(model), known: None };
    let mut session =
        BalanceSession::open(document.snapshot(), PanelId(1), MoveLimits::default(), advice, waker)
            .expect("there");
    session.wait();
    session
}

#[test]
fn the_answer_line_names_the_model_and_the_exact_search_beside_it() {
    let words = with_model(Ok(Arc::new(StubModel::good()))).words();
    assert!(words.who.starts_with("HRM ") && words.who.ends_with(" ms"), "{words:?}");
    assert_eq!(words.result, "0.981 in 3 moves");
    assert_eq!(words.proof, ["best possible 1.000", "fewest moves for 0.95: 3 (proven)"]);
    assert!(
        words.beside.starts_with("exact ") && words.beside.ends_with(" ms: 0.981 in 3 moves"),
        "{words:?}"
    );
}

#[test]
fn a_rejected_or_refused_model_is_named_beside_the_exact_answer() {
    let words = with_model(Ok(Arc::new(StubModel::nonsense()))).words();
    assert!(words.who.starts_with("exact "), "{words:?}");
    assert!(words.beside.starts_with("HRM: the proposal did not pass the independent check"), "{words:?}");
    let words = with_model(Err("the file is cut short".to_owned())).words();
    assert!(words.who.starts_with("exact "), "{words:?}");
    assert_eq!(words.beside, "model refused: the file is cut short");
}

/// What was proposed after the last edit is what the conversation begins with.
#[test]
fn the_conversation_begins_with_the_live_proposal() {
    let mut workbench = Workbench::default();
    workbench.execute(Command::OpenUnsaved(Box::new(examples::two_panels())));
    workbench.use_balance_model(Some(Ok(Arc::new(StubModel::good()))));
    workbench.watch_panel(Some(PanelId(1)));
    workbench.wait_for_proposals();
    let snapshot = workbench.document().expect("open").snapshot();
    let advice = workbench.advice(PanelId(1));
    let waker: Waker = Arc::new(|| {});
    let session = BalanceSession::open(snapshot, PanelId(1), MoveLimits::default(), advice, waker);
    let words = session.expect("there").words();
    assert!(words.who.starts_with("HRM ") && words.who.contains("proof runs"), "{words:?}");
    assert_eq!(words.result, "0.981 in 3 moves");
    assert!(words.beside.starts_with("first answer: "), "{words:?}");
}
