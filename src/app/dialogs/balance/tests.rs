//! The balance dialog by the names a person hears.

use super::*;
use crate::app::testing::harness_sized;
use crate::document::Document;
use crate::domain::examples;
use crate::proposals::BalanceModel;
use crate::proposals::stub_model::StubModel;
use crate::workbench::live::Advice;
use crate::workbench::{Command, Workbench};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

struct Seen {
    workbench: Workbench,
    dialog: Option<BalanceDialog>,
}

fn open(panel: u64) -> Harness<'static, Seen> {
    open_with(panel, None)
}

fn open_with(panel: u64, model: Option<StubModel>) -> Harness<'static, Seen> {
    let advice =
        Advice { model: model.map(|model| Ok(Arc::new(model) as Arc<dyn BalanceModel>)), known: None };
    let mut advice = Some(advice);
    let mut workbench = Workbench::default();
    workbench.execute(Command::OpenUnsaved(Box::new(examples::two_panels())));
    let seen = Seen { workbench, dialog: None };
    let mut harness = harness_sized(egui::vec2(1280.0, 800.0), seen, move |ui, seen| {
        let document: &Document = seen.workbench.document().expect("open");
        let (snapshot, project) = (document.snapshot(), Arc::clone(document.project()));
        let Some(dialog) = &mut seen.dialog else {
            let limits = MoveLimits::default();
            let advice = advice.take().unwrap_or_default();
            seen.dialog = BalanceDialog::new(ui.ctx(), snapshot, PanelId(panel), limits, advice);
            return;
        };
        if let DialogOutcome::Done(commands) = dialog.show(ui.ctx(), &project) {
            commands.into_iter().for_each(|command| seen.workbench.execute(command));
        }
    });
    settle(&mut harness);
    harness
}

/// Lets the search end and draws what it found.
fn settle(harness: &mut Harness<'_, Seen>) {
    harness.step();
    if let Some(dialog) = &mut harness.state_mut().dialog {
        dialog.session().wait();
    }
    harness.run_ok();
    harness.step();
}

#[test]
fn three_moves_are_shown_with_their_proof_and_accepted_as_one_step() {
    let mut harness = open(1);
    harness.get_by_label_contains(
        "0.981 in 3 moves · verified · best possible 1.000 · fewest moves for 0.95: 3",
    );
    harness.get_by_label_contains("Score 0.551");
    harness.get_by_label_contains("Accept 3 moves").click();
    harness.step();
    harness.step();
    let workbench = &harness.state().workbench;
    let document = workbench.document().expect("open");
    assert_eq!((document.undo_len(), workbench.notices().len()), (1, 0));
    assert_eq!(document.log().last().map(|entry| entry.details.len()), Some(3));
}

#[test]
fn leaving_one_move_out_shows_what_remains() {
    let mut harness = open(1);
    harness.get_by_label_contains("Take move 2").click();
    harness.step();
    harness.step();
    harness.get_by_label_contains("Below target 0.95");
    harness.get_by_label_contains("Accept 2 moves");
}

#[test]
fn swaps_only_is_one_press_away() {
    let mut harness = open(1);
    harness.get_by_label("No holes: swap only").click();
    harness.step();
    settle(&mut harness);
    harness.get_by_label_contains("0.985 in 6 moves");
}

#[test]
fn what_cannot_be_reached_is_said_with_its_reason() {
    let harness = open(2);
    harness.get_by_label_contains("one 2,400 VA circuit exceeds half of the load");
}

/// A model that knows a firm's habits can be asked to seat everything by them; without one there is no such switch.
#[test]
fn a_panelboard_is_seated_by_habit_when_that_is_wished() {
    let by_habit = "Seat all by habit";
    assert!(open(1).query_by_label(by_habit).is_none());
    let mut harness = open_with(1, Some(StubModel::good_from_the_bottom()));
    let moves = |harness: &mut Harness<'_, Seen>| {
        let dialog = harness.state_mut().dialog.as_mut().expect("open");
        let proposal = dialog.session().proposal().expect("an answer").clone();
        (proposal.moves.len(), proposal.proposal.after)
    };
    let before = moves(&mut harness);
    harness.get_by_label(by_habit).click();
    settle(&mut harness);
    settle(&mut harness);
    let after = moves(&mut harness);
    assert!(after.0 > before.0, "{} moves, then {}", before.0, after.0);
    assert_eq!(after.1, before.1, "the same legs");
}
