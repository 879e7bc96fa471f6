//! Circuits dragged by their numbers through the whole window: onto another panel's tab, copied, inserted.

use crate::app::testing::Window;
use crate::domain::{Panel, Slot};
use egui::{Event, Modifiers, PointerButton, Pos2, vec2};
use egui_kittest::kittest::Queryable as _;

fn panel(window: &mut Window, name: &str) -> Panel {
    let document = window.app().workbench().document().expect("open");
    document.project().panel_named(name).expect("there").clone()
}

fn at(panel: &Panel, slot: u16) -> &str {
    panel.circuit_at(Slot(slot)).map_or("", |circuit| circuit.description.as_str())
}

fn button(window: &mut Window, pos: Pos2, pressed: bool) {
    let button = PointerButton::Primary;
    window.harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
    window.run();
}

/// Drags a circuit of LP-1 by its number and drops it with these keys held.
fn drag(window: &mut Window, slot: u16, to: Pos2, held: Modifiers) {
    let from = window.harness.get_by_label(&format!("LP-1 circuit {slot} number")).rect().center();
    window.harness.hover_at(from);
    button(window, from, true);
    window.harness.event(Event::ModifiersChanged(held));
    window.harness.hover_at(from + vec2(0.0, -24.0));
    window.run();
    window.harness.hover_at(to);
    window.run();
    button(window, to, false);
    window.harness.event(Event::ModifiersChanged(Modifiers::NONE));
    window.run();
}

fn number(window: &Window, slot: u16) -> Pos2 {
    window.harness.get_by_label(&format!("LP-1 circuit {slot} number")).rect().center()
}

#[test]
fn a_circuit_dropped_on_another_panels_tab_goes_there() {
    let mut window = Window::riverside();
    let count = panel(&mut window, "LP-1").circuits().len() + panel(&mut window, "EM-1").circuits().len();
    let tab = window.harness.get_by_role_and_label(egui::accesskit::Role::Tab, "EM-1").rect().center();
    drag(&mut window, 3, tab, Modifiers::NONE);
    let (lp1, em1) = (panel(&mut window, "LP-1"), panel(&mut window, "EM-1"));
    assert_eq!(at(&lp1, 3), "");
    assert!(em1.circuits().any(|circuit| circuit.description == "RECEPT CORRIDOR"));
    assert_eq!(lp1.circuits().len() + em1.circuits().len(), count);
    // Three poles do not fit 240/120: it stays, and why is said.
    drag(&mut window, 19, tab, Modifiers::NONE);
    assert_eq!(at(&panel(&mut window, "LP-1"), 19), "AHU-1");
    let said = window.app().workbench().notices().iter().any(|n| n.text.contains("AHU-1 has 3 poles"));
    assert!(said, "the reason is said");
}

#[test]
fn with_ctrl_a_drop_copies() {
    let mut window = Window::riverside();
    let to = number(&window, 27);
    drag(&mut window, 13, to, Modifiers::COMMAND | Modifiers::CTRL);
    let lp1 = panel(&mut window, "LP-1");
    assert_eq!((at(&lp1, 13), at(&lp1, 27)), ("LTG OFFICE 120V", "LTG OFFICE 120V"));
    assert_eq!(lp1.circuits().len(), 22);
}

#[test]
fn with_alt_a_drop_inserts_and_pushes_down() {
    let mut window = Window::riverside();
    let to = number(&window, 19);
    drag(&mut window, 1, to, Modifiers::ALT);
    let lp1 = panel(&mut window, "LP-1");
    assert_eq!((at(&lp1, 19), at(&lp1, 21), at(&lp1, 27)), ("RECEPT OFFICE 101-104", "AHU-1", "IT RACK A"));
    assert_eq!(lp1.circuits().len(), 21);
}
