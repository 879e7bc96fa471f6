//! The life of a live proposal, with models made for it.

use super::*;
use crate::domain::{CircuitId, Edit, PanelId, Slot, examples};
use crate::engineering::balance::{BalanceRequest, solve};
use crate::proposals::stub_model::StubModel;
use crate::proposals::{BalanceModel, ModelError, Source};
use crate::workbench::{Command, Settings, Workbench};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const LP1: PanelId = PanelId(1);

fn open(model: impl BalanceModel + 'static) -> Workbench {
    let mut workbench = Workbench::default();
    workbench.execute(Command::OpenUnsaved(Box::new(examples::two_panels())));
    workbench.use_balance_model(Some(Ok(Arc::new(model))));
    workbench.watch_panel(Some(LP1));
    workbench
}

fn edit(workbench: &mut Workbench) {
    let edits = vec![Edit::MoveCircuits { panel: LP1, moves: vec![(CircuitId(108), Slot(36))] }];
    workbench.execute(Command::Edit { label: "Move".to_owned(), edits });
}

fn undo_len(workbench: &Workbench) -> usize {
    workbench.document().expect("open").undo_len()
}

#[test]
fn a_proposal_comes_by_itself_grows_stale_and_comes_again() {
    let mut workbench = open(StubModel::good());
    assert_eq!(workbench.live_state(LP1), LiveState::Stale);
    workbench.poll();
    assert!(matches!(workbench.live_state(LP1), LiveState::Thinking | LiveState::Fresh));
    workbench.wait_for_proposals();
    assert_eq!(workbench.live_state(LP1), LiveState::Fresh);
    let ghost = workbench.ghost(LP1).expect("LP-1 is unbalanced");
    assert_eq!((ghost.proposal.proposal.source, ghost.moves().len()), (Source::Hrm, 3));
    let line = workbench.live_line(LP1).expect("a line");
    assert!(line.text.starts_with("HRM ") && line.text.ends_with(" ms: 0.981 in 3 moves"), "{line:?}");
    assert!(line.verified && line.beside.starts_with("plain algorithm "), "{line:?}");
    edit(&mut workbench);
    assert_eq!(workbench.live_state(LP1), LiveState::Stale);
    assert!(workbench.ghost(LP1).is_none(), "what is stale is not offered");
    assert!(workbench.live_line(LP1).is_some_and(|line| !line.fresh && !line.verified));
    workbench.wait_for_proposals();
    assert_eq!(workbench.live_state(LP1), LiveState::Fresh);
}

#[test]
fn accepting_is_one_undo_step_and_the_next_proposal_has_nothing_to_move() {
    let mut workbench = open(StubModel::good());
    workbench.wait_for_proposals();
    let before = workbench.document().expect("open").project().clone();
    workbench.execute(Command::Announced(Box::new(Command::AcceptProposal(LP1))));
    assert_eq!(undo_len(&workbench), 1);
    assert!(workbench.notices().iter().any(|n| n.text == "Balance LP-1, 3 moves" && n.undo));
    workbench.wait_for_proposals();
    let line = workbench.live_line(LP1).expect("a line");
    assert!(line.text.ends_with("0.981, nothing needs to move") && !line.open, "{line:?}");
    workbench.execute(Command::Undo);
    assert_eq!(workbench.document().expect("open").project(), &before);
}

#[test]
fn a_stale_proposal_is_not_carried_out() {
    let mut workbench = open(StubModel::good());
    workbench.wait_for_proposals();
    edit(&mut workbench);
    let before = undo_len(&workbench);
    workbench.execute(Command::AcceptProposal(LP1));
    assert_eq!(undo_len(&workbench), before);
    assert!(workbench.notices().iter().any(|n| n.text.contains("no proposal for the present state")));
}

#[test]
fn a_dismissed_proposal_stays_away_while_it_is_the_same() {
    let mut workbench = open(StubModel::good());
    workbench.wait_for_proposals();
    workbench.execute(Command::DismissProposal(LP1));
    assert!(workbench.ghost(LP1).is_none());
    assert_eq!(undo_len(&workbench), 0, "nothing was changed");
    let text = workbench.live_line(LP1).expect("a line").text;
    assert!(text.starts_with("Dismissed · HRM"), "{text}");
    // Another name changes no load: the same moves come again and are not offered.
    let circuit = workbench.document().and_then(|d| d.project().panel(LP1)?.circuit(CircuitId(101)).cloned());
    let renamed = crate::domain::Circuit { notes: "seen".to_owned(), ..circuit.expect("there") };
    let edits = vec![Edit::SetCircuit { panel: LP1, circuit: Box::new(renamed) }];
    workbench.execute(Command::Edit { label: "Note".to_owned(), edits });
    workbench.wait_for_proposals();
    assert!(workbench.ghost(LP1).is_none());
    edit(&mut workbench);
    workbench.wait_for_proposals();
    assert!(workbench.ghost(LP1).is_some(), "another state, other moves");
}

#[test]
fn the_switch_keeps_the_model_out_of_everything() {
    let model = Arc::new(StubModel::good());
    let mut workbench = open(StubModel::good());
    workbench.use_balance_model(Some(Ok(Arc::clone(&model) as Arc<dyn BalanceModel>)));
    let off = Settings { propose_after_edits: false, ..workbench.settings().clone() };
    workbench.execute(Command::SetSettings(Box::new(off)));
    workbench.wait_for_proposals();
    assert_eq!((workbench.live_state(LP1), model.asked()), (LiveState::Off, 0));
    assert!(workbench.advice(LP1).model.is_none() && workbench.live_line(LP1).is_none());
    assert_eq!(workbench.model_words().map(|words| words.text).as_deref(), Some("model off"));
    let on = Settings { propose_after_edits: true, ..workbench.settings().clone() };
    workbench.execute(Command::SetSettings(Box::new(on)));
    workbench.wait_for_proposals();
    assert_eq!((workbench.live_state(LP1), model.asked()), (LiveState::Fresh, 1));
}

#[test]
fn a_refused_model_is_named_with_its_reason_and_nothing_else_changes() {
    let mut workbench = open(StubModel::good());
    workbench.use_balance_model(Some(Err("balance-9.safetensors is for another program version".to_owned())));
    workbench.wait_for_proposals();
    assert!(matches!(workbench.live_state(LP1), LiveState::Refused(_)));
    let words = workbench.model_words().expect("words");
    assert!(words.text.starts_with("model refused: balance-9"), "{words:?}");
    assert!(words.tooltip.contains("for another program version") && words.tone == ModelTone::Refused);
    assert!(matches!(workbench.advice(LP1).model, Some(Err(_))));
    workbench.use_balance_model(None);
    assert_eq!((workbench.live_state(LP1), workbench.model_words()), (LiveState::NoModel, None));
}

#[test]
fn a_model_that_fails_leaves_the_plain_answer_and_its_reason() {
    let mut workbench = open(StubModel::failing());
    workbench.wait_for_proposals();
    let line = workbench.live_line(LP1).expect("a line");
    assert!(line.text.starts_with("Plain algorithm: ") && line.open, "{line:?}");
    assert!(line.beside.contains("its weights are no numbers"), "{line:?}");
    let words = workbench.model_words().expect("words");
    assert!(words.text.ends_with("no plan") && words.tooltip.contains("no numbers"), "{words:?}");
}

/// The first request thinks until it is cancelled; the newest state is answered all the same.
#[test]
fn a_newer_state_ends_the_thinking_about_the_older_one() {
    let thinking = Arc::new(AtomicBool::new(false));
    let begun = Arc::clone(&thinking);
    let mut workbench = open(StubModel::new(move |problem, ask, cancel| {
        if !begun.swap(true, Ordering::SeqCst) {
            while !cancel.is_cancelled() {
                std::thread::yield_now();
            }
            return Err(ModelError::Cancelled);
        }
        let request = BalanceRequest { goal: ask.goal, target: ask.target, ..BalanceRequest::default() };
        Ok(solve(problem, &request, &mut |_| true).tops(problem))
    }));
    workbench.poll();
    assert_eq!(workbench.live_state(LP1), LiveState::Thinking);
    assert_eq!(workbench.model_words().map(|words| words.tone), Some(ModelTone::Dimmed));
    while !thinking.load(Ordering::SeqCst) {
        std::thread::yield_now();
    }
    edit(&mut workbench);
    workbench.wait_for_proposals();
    assert_eq!(workbench.live_state(LP1), LiveState::Fresh);
    let words = workbench.model_words().expect("words");
    assert!(words.text.starts_with("stub-1 · ") && words.text.ends_with(" ms · cpu"), "{words:?}");
}

#[test]
fn a_model_that_never_ends_does_not_hold_the_program() {
    let mut workbench = open(StubModel::endless());
    workbench.poll();
    workbench.run_until_idle();
    assert_eq!(workbench.live_state(LP1), LiveState::Thinking);
    drop(workbench);
}

#[test]
fn each_panelboard_has_its_own_proposal_and_another_project_none() {
    let mut workbench = open(StubModel::good());
    workbench.wait_for_proposals();
    workbench.watch_panel(Some(PanelId(2)));
    workbench.wait_for_proposals();
    assert_eq!(workbench.live_state(LP1), LiveState::Fresh, "it is still for the present state");
    assert_eq!(workbench.live_state(PanelId(2)), LiveState::Fresh);
    workbench.execute(Command::OpenUnsaved(Box::new(examples::two_panels())));
    assert!(workbench.live_proposal(LP1).is_none() && workbench.ghost(LP1).is_none());
}
