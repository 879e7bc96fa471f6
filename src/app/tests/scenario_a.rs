//! The designer's walk-through, step by step through the whole window: what is asked for and what is expected of each
//! step is in the names and asserts. Steps on the plan are in `app/plan/tests`, those about findings in `app/review/tests.rs`.

mod balancing;
mod files;

use crate::app::testing::Window;
use crate::domain::{Panel, Slot, examples};
use crate::workbench::Action;
use egui::{Event, Key, Modifiers, PointerButton, vec2};
use egui_kittest::kittest::Queryable as _;
use std::fmt::Write as _;

/// The rows of LP-1 as a spreadsheet hands them over.
fn lp1_rows() -> String {
    let mut text = "ckt\tpoles\tbreaker_A\tVA\tclass\tcontinuous\tdescription\n".to_owned();
    for (slot, poles, trip, va, class, words) in examples::LP1 {
        let continuous = u8::from(class == 'L');
        writeln!(text, "{slot}\t{poles}\t{trip}\t{va}\t{class}\t{continuous}\t{words}").expect("to memory");
    }
    text
}

/// A window with an empty 42-slot panel LP-2, as step 3 leaves it.
fn empty_lp2() -> Window {
    let mut window = Window::open();
    window.press(Modifiers::COMMAND, Key::N);
    window.harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Panel name").focus();
    window.run();
    window.press(Modifiers::COMMAND, Key::A);
    window.type_text("LP-2");
    window.press(Modifiers::COMMAND, Key::Enter);
    window
}

fn panel(window: &mut Window, name: &str) -> Panel {
    let document = window.app().workbench().document().expect("open");
    document.project().panel_named(name).expect("there").clone()
}

fn steps(window: &mut Window) -> usize {
    window.app().workbench().document().expect("open").undo_len()
}

fn described(window: &mut Window, slot: u16) -> String {
    let panel = panel(window, "LP-1");
    panel.circuit_at(Slot(slot)).map(|c| c.description.clone()).unwrap_or_default()
}

fn value(window: &Window, label: &str) -> String {
    window.harness.get_by_label(label).value().unwrap_or_default()
}

fn button(window: &mut Window, pos: egui::Pos2, pressed: bool) {
    let button = PointerButton::Primary;
    window.harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
    window.run();
}

/// Puts the cursor on a cell.
fn point(window: &mut Window, label: &str) {
    let at = window.harness.get_by_label(label).rect().center();
    window.harness.hover_at(at);
    button(window, at, true);
    button(window, at, false);
}

#[test]
fn step_1_the_window_is_usable_at_once_without_account_or_error() {
    let mut window = Window::open();
    for card in ["Riverside Office", "Duplex", "Warehouse"] {
        assert!(window.shows(&format!("Open sample {card}")));
    }
    assert!(window.app().workbench().notices().is_empty());
    assert!(window.app().workbench().question().is_none());
}

#[test]
fn step_2_riverside_opens_as_a_copy_with_the_bars_of_lp1() {
    let window = Window::riverside();
    assert!(window.shows("Phase A, 15,720 VA, 131.0 A"));
    assert!(window.shows("Phase B, 10,600 VA, 88.3 A"));
    assert!(window.shows("Phase C, 8,660 VA, 72.2 A"));
    assert!(window.shows("Score 0.551, below target"));
    assert!(window.shows("Not in a file yet"));
}

#[test]
fn step_3_a_preset_starts_an_empty_schedule_with_legs_as_printed() {
    let mut window = empty_lp2();
    assert_eq!(value(&window, "LP-2 circuit 1 description"), "Space");
    assert_eq!(value(&window, "LP-2 circuit 42 description"), "Space");
    let lp2 = panel(&mut window, "LP-2");
    let legs: String = (1..=8).map(|slot| Slot(slot).leg(lp2.system).to_string()).collect();
    assert_eq!(legs, "AABBCCAA");
    // The same on the screen: the load of a row stands under its leg.
    let left_of = |slot: u16| window.harness.get_by_label(&format!("LP-2 circuit {slot} VA")).rect().left();
    assert!(left_of(1) < left_of(3) && left_of(3) < left_of(5) && left_of(7) == left_of(1));
    assert!(left_of(2) < left_of(4) && left_of(4) < left_of(6) && left_of(8) == left_of(2));
}

#[test]
fn step_4_pasted_rows_are_previewed_and_fill_26_slots_in_one_step() {
    let mut window = empty_lp2();
    let before = steps(&mut window);
    window.harness.event(Event::Paste(lp1_rows()));
    window.until("21 circuits in 26 slots, 34,980 VA · 0 errors");
    window.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(steps(&mut window), before + 1);
    let (typed, wanted) = (panel(&mut window, "LP-2"), examples::lp1());
    let facts = |panel: &Panel| -> Vec<String> {
        let line = |c: &&crate::domain::Circuit| {
            format!("{} {} {:?} {:?} {}", c.slot, c.poles, c.trip, c.load, c.class)
        };
        panel.circuits_by_slot().iter().map(line).collect()
    };
    assert_eq!(facts(&typed), facts(&wanted));
    assert!(window.shows("Score 0.551, below target"));
}

#[test]
fn step_5_a_breaker_beyond_the_end_is_marked_and_the_others_come_in() {
    let mut window = empty_lp2();
    // The last of 22 rows: what needs a person is shown first.
    window.harness.event(Event::Paste(lp1_rows() + "41\t3\t30\t3000\tM\t0\tPUMP\n"));
    window.until("needs 41, 43, 45; panel ends at 42");
    window.press(Modifiers::COMMAND, Key::Enter);
    let lp2 = panel(&mut window, "LP-2");
    let named = lp2.circuits().filter(|c| c.description != "PUMP").count();
    assert_eq!(named, 21, "nothing else is dropped");
}

#[test]
fn steps_6_and_7_a_formula_changes_bars_and_score_and_undo_brings_them_back() {
    let mut window = Window::riverside();
    point(&mut window, "LP-1 circuit 12 VA");
    // From here keys alone.
    window.type_text("=3*180");
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(value(&window, "LP-1 circuit 12 VA"), "540");
    assert!(window.shows("Phase C, 8,600 VA, 71.7 A") && window.shows("Score 0.547, below target"));
    window.press(Modifiers::NONE, Key::ArrowDown);
    assert!(window.harness.get_by_label("LP-1 circuit 16 VA").is_focused());
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(value(&window, "LP-1 circuit 12 VA"), "600");
    let project = window.app().workbench().document().expect("open").project().clone();
    let lp1 = project.panel_named("LP-1").expect("there").id;
    let loads = crate::engineering::project_loads(&project);
    let settings = project.settings();
    assert_eq!(format!("{:.4}", loads.panels[&lp1].score(settings.metric, settings.basis)), "0.5509");
}

#[test]
fn step_8_a_drag_previews_bars_and_escape_leaves_the_state_identical() {
    let mut window = Window::riverside();
    let before = window.app().workbench().document().expect("open").revision();
    let from = window.harness.get_by_label("LP-1 circuit 13 number").rect().center();
    let to = window.harness.get_by_label("LP-1 circuit 5 number").rect().center();
    window.harness.hover_at(from);
    button(&mut window, from, true);
    window.harness.hover_at(from + vec2(0.0, -30.0));
    window.run();
    window.harness.hover_at(to);
    window.run();
    assert!(window.shows("Phase A, 14,580 VA, 121.5 A") && window.shows("Score 0.672, below target"));
    window.press(Modifiers::NONE, Key::Escape);
    button(&mut window, to, false);
    assert!(window.shows("Score 0.551, below target"));
    assert_eq!(window.app().workbench().document().expect("open").revision(), before);
}

#[test]
fn step_9_a_second_pole_offers_move_swap_and_cancel() {
    let mut window = Window::riverside();
    let before = panel(&mut window, "LP-1");
    point(&mut window, "LP-1 circuit 18 poles");
    window.type_text("2");
    assert!(window.shows("Move 20 EF-1/EF-2 to 28, 30, 32"));
    assert!(window.shows("Put 18 LTG STORAGE at 28, 30"));
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(panel(&mut window, "LP-1"), before);
    // With room above, the two change places.
    point(&mut window, "LP-1 circuit 26 poles");
    window.press(Modifiers::NONE, Key::Escape);
    point(&mut window, "LP-1 circuit 28 VA");
    window.type_text("100");
    window.press(Modifiers::NONE, Key::Enter);
    point(&mut window, "LP-1 circuit 26 poles");
    window.type_text("2");
    assert!(window.shows("Swap: 26 IT RACK B goes to 28, 30"));
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(panel(&mut window, "LP-1").circuits().len(), before.circuits().len() + 1);
}

#[test]
fn a_load_explains_itself_by_key_and_a_circuit_its_history() {
    let mut window = Window::riverside();
    point(&mut window, "LP-1 circuit 13 VA");
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    assert!(window.shows("Continuous: 17.0 A × 125 % = 21.25 A"), "the circuit's own steps");
    assert!(window.tells("Design: 35,030 VA + 25 % of 4,560 VA continuous = 36,170 VA"), "and the panel's");
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.shows("Continuous: 17.0 A × 125 % = 21.25 A"));
    window.type_text("1900");
    window.press(Modifiers::NONE, Key::Enter);
    window.press(Modifiers::NONE, Key::ArrowUp);
    window.act(Action::CircuitHistory);
    assert!(window.shows("load 2,040 VA → 1,900 VA"));
}

#[test]
fn metric_and_basis_are_chosen_by_name_in_the_foot() {
    let mut window = Window::riverside();
    window.click("Balance metric: 1 − (max − min) / max");
    window.click("1 − largest deviation / average");
    assert!(window.shows("Score 0.652, below target"), "34.8 % from the average");
    window.click("Load basis: Connected load");
    window.click("Demand load");
    assert!(window.shows("Load basis: Demand load"));
    assert_eq!(steps(&mut window), 2, "each is one undo step");
    window.press(Modifiers::COMMAND, Key::Z);
    window.press(Modifiers::COMMAND, Key::Z);
    assert!(window.shows("Score 0.551, below target"));
}
