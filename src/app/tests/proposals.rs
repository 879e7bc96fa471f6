//! The trained model in the window: its proposal comes by itself, is accepted or dismissed by one key, and never pushes.

use crate::app::testing::Window;
use crate::domain::PanelId;
use crate::proposals::stub_model::StubModel;
use crate::workbench::live::{LiveState, LoadedModel};
use crate::workbench::{Action, Settings};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use std::sync::Arc;

const PROPOSED: &str = "0.981 in 3 moves · verified · plain algorithm ";

fn office(model: LoadedModel) -> Window {
    let mut window = Window::riverside();
    window.app().workbench.use_balance_model(Some(model));
    settle(&mut window);
    window
}

/// Lets the model answer and draws what it said.
fn settle(window: &mut Window) {
    window.run();
    window.app().workbench.wait_for_proposals();
    window.run();
}

fn front(window: &mut Window) -> PanelId {
    window.app().panel.expect("a panel is in front")
}

fn undo_len(window: &mut Window) -> usize {
    window.app().workbench().document().expect("open").undo_len()
}

fn point(window: &mut Window, label: &str) {
    let at = window.harness.get_by_label(label).rect().center();
    window.harness.hover_at(at);
    for pressed in [true, false] {
        let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
        window.harness.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
    }
    window.run();
}

#[test]
fn an_edit_brings_a_proposal_and_one_key_takes_it_as_one_step() {
    let mut window = office(Ok(Arc::new(StubModel::good())));
    assert!(window.tells(PROPOSED), "the line says who, what, and the other beside it");
    assert!(window.tells("stub-1 · ") && window.tells(" ms · cpu"));
    let panel = front(&mut window);
    // An edit: nothing is offered until the model has looked at the new state, however soon it does.
    point(&mut window, "LP-1 circuit 12 VA");
    window.harness.event(egui::Event::Text("630".to_owned()));
    window.harness.key_press(Key::Enter);
    window.harness.step();
    let workbench = window.app().workbench();
    assert!(workbench.ghost(panel).is_none() || workbench.live_state(panel) == LiveState::Fresh);
    settle(&mut window);
    assert!(window.app().workbench.ghost(panel).is_some());
    let place = window.app().tab.place();
    let (project, steps) =
        (window.app().workbench().document().expect("open").project().clone(), undo_len(&mut window));
    window.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(undo_len(&mut window), steps + 1);
    assert_eq!(window.app().tab.place(), place, "the cursor stays where it was");
    let log = window.app().workbench().document().expect("open").log().last().cloned().expect("a step");
    assert!(log.label.starts_with("Balance LP-1, "), "{}", log.label);
    settle(&mut window);
    assert!(window.tells("nothing needs to move"));
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.app().workbench().document().expect("open").project(), &project);
}

#[test]
fn escape_dismisses_and_then_means_what_it_always_means() {
    let mut window = office(Ok(Arc::new(StubModel::good())));
    let panel = front(&mut window);
    // While something is typed, Esc belongs to the cell.
    point(&mut window, "LP-1 circuit 12 VA");
    window.type_text("5");
    window.press(Modifiers::NONE, Key::Escape);
    assert!(window.app().workbench.ghost(panel).is_some(), "only the text is gone");
    let steps = undo_len(&mut window);
    window.press(Modifiers::NONE, Key::Escape);
    assert!(window.app().workbench.ghost(panel).is_none());
    assert!(window.tells("Dismissed · HRM") && !window.shows("Accept"));
    assert_eq!(undo_len(&mut window), steps);
    window.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(undo_len(&mut window), steps, "what was dismissed is not accepted");
}

#[test]
fn the_buttons_of_the_line_do_what_the_keys_do() {
    let mut window = office(Ok(Arc::new(StubModel::good())));
    window.click("Details…");
    assert!(window.app().dialog_open());
    assert!(window.tells("HRM "), "the dialog begins with the proposal");
    window.until("fewest moves for 0.95: 3 (proven)");
    assert!(window.tells("exact ") && window.tells("0.981 in 3 moves · verified · best possible 1.000"));
    window.press(Modifiers::NONE, Key::Escape);
    let steps = undo_len(&mut window);
    window.click("Accept");
    assert_eq!(undo_len(&mut window), steps + 1);
}

#[test]
fn the_switch_in_the_settings_silences_the_model() {
    let mut window = office(Ok(Arc::new(StubModel::good())));
    window.act(Action::Settings);
    window.click("Propose after every edit");
    window.press(Modifiers::NONE, Key::Escape);
    settle(&mut window);
    assert!(window.shows("model off") && !window.tells(PROPOSED));
    let kept = std::fs::read_to_string(window.folder.path().join("settings.ron")).ok();
    let found = kept.or_else(|| {
        let at = window.app().workbench().places().settings.clone()?;
        std::fs::read_to_string(at).ok()
    });
    let read = Settings::from_text(&found.expect("written")).expect("reads");
    assert!(!read.propose_after_edits, "kept for the next session");
    window.act(Action::ToggleProposals);
    settle(&mut window);
    assert!(window.tells(PROPOSED));
}

#[test]
fn a_refused_model_is_named_and_the_exact_search_goes_on() {
    let mut window = office(Err("balance-9 is made for another encoding".to_owned()));
    assert!(window.shows("model refused: balance-9 is made for another encoding"));
    assert!(!window.tells("plain algorithm"), "nothing is proposed by itself");
    window.act(Action::Balance);
    window.until("fewest moves for 0.95: 3 (proven)");
    assert!(window.tells("model refused: balance-9 is made for another encoding · Nothing changes before"));
}

#[test]
fn without_a_model_nothing_speaks_of_one() {
    let mut window = Window::riverside();
    window.run();
    assert!(!window.tells("model ") && !window.shows("Accept"));
    window.act(Action::AcceptProposal);
    assert!(window.tells("There is no proposal") || window.tells("there is no proposal"));
}
