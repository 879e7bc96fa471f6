//! The drawer in the whole window, found by what a screen reader would say.

use crate::app::testing::Window;
use crate::domain::{Circuit, Panel, Project, Slot};
use crate::workbench::Action;
use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::sync::Arc;

fn project(window: &Window) -> Arc<Project> {
    Arc::clone(window.harness.state().workbench().document().expect("open").project())
}

fn lp1(project: &Project) -> &Panel {
    project.panel_named("LP-1").expect("the sample has it")
}

fn circuit(window: &Window, slot: u16) -> Circuit {
    lp1(&project(window)).circuit_at(Slot(slot)).expect("a circuit").clone()
}

/// Riverside with the cursor of the schedule at a slot and the drawer open.
fn at_slot(slot: u16) -> Window {
    let mut window = Window::riverside();
    window.app().tab.show_slot(Slot(slot));
    window.run();
    window.act(Action::ToggleProperties);
    window
}

fn value(window: &Window, label: &str) -> Option<String> {
    window.harness.get_by_role_and_label(Role::TextInput, label).value()
}

/// Replaces the text of a field, without leaving it.
fn type_into(window: &mut Window, label: &str, text: &str) {
    window.harness.get_by_role_and_label(Role::TextInput, label).focus();
    window.run();
    window.press(Modifiers::COMMAND, Key::A);
    window.type_text(text);
}

fn steps(window: &Window) -> usize {
    window.harness.state().workbench().document().expect("open").undo_len()
}

#[test]
fn the_drawer_follows_the_cursor_and_a_field_is_one_step() {
    let mut window = at_slot(13);
    assert!(window.shows("LP-1/13"));
    assert_eq!(value(&window, "Trip").as_deref(), Some("20"));
    type_into(&mut window, "Trip", "25");
    assert_eq!(circuit(&window, 13).trip.map(|a| a.0), Some(20.0), "not before it is taken over");
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(circuit(&window, 13).trip.map(|a| a.0), Some(25.0));
    assert!(window.harness.get_by_role_and_label(Role::TextInput, "Trip").is_focused(), "the focus stays");
    let label = window.app().workbench().document().and_then(|d| d.undo_label().map(str::to_owned));
    assert_eq!(label.as_deref(), Some("Set trip of LP-1/13 to 25 A"));
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(circuit(&window, 13).trip.map(|a| a.0), Some(20.0), "undo from within the field");
    assert_eq!(value(&window, "Trip").as_deref(), Some("20"));
    window.app().tab.show_slot(Slot(15));
    window.run();
    assert!(window.shows("LP-1/15"));
}

#[test]
fn escape_brings_the_old_value_back_and_then_leads_to_the_schedule() {
    let mut window = at_slot(13);
    type_into(&mut window, "Trip", "99");
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(value(&window, "Trip").as_deref(), Some("20"));
    assert!(window.harness.get_by_role_and_label(Role::TextInput, "Trip").is_focused());
    assert_eq!(steps(&window), 0);
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.harness.get_by_role_and_label(Role::TextInput, "Trip").is_focused());
    window.press(Modifiers::ALT, Key::Enter);
    assert!(window.harness.get_by_role_and_label(Role::TextInput, "Description").is_focused());
    window.press(Modifiers::ALT, Key::Enter);
    assert!(!window.harness.get_by_role_and_label(Role::TextInput, "Description").is_focused());
}

#[test]
fn what_cannot_be_stays_typed_with_its_reason_and_other_fields_go_on() {
    let mut window = at_slot(13);
    type_into(&mut window, "Trip", "twenty");
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.tells("'twenty' is not a number"));
    assert_eq!(value(&window, "Trip").as_deref(), Some("twenty"));
    type_into(&mut window, "Length, one way", "75");
    window.press(Modifiers::NONE, Key::Tab);
    assert_eq!(circuit(&window, 13).length.map(|feet| feet.0), Some(75.0));
    assert_eq!(value(&window, "Trip").as_deref(), Some("twenty"));
    assert_eq!(steps(&window), 1);
    // Going elsewhere says what was not set.
    window.app().tab.show_slot(Slot(15));
    window.run();
    assert!(window.tells("Not set: Trip of LP-1/13"));
}

#[test]
fn facts_are_answered_by_yes_no_and_words_or_left_open() {
    let mut window = at_slot(13);
    let ambient = window.harness.get_by_role_and_label(Role::TextInput, "Ambient temperature");
    assert_eq!(ambient.value().as_deref().unwrap_or_default(), "");
    window.click("Continuous, three hours or more: no");
    assert!(!circuit(&window, 13).continuous);
    window.harness.get_by_role_and_label(Role::ComboBox, "Location of the outlets").focus();
    window.run();
    window.press(Modifiers::NONE, Key::ArrowDown);
    let facts = circuit(&window, 13).facts;
    assert!(facts.word(&crate::domain::facts::circuit::LOCATION).is_some());
    assert_eq!(steps(&window), 2);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(circuit(&window, 13).facts.word(&crate::domain::facts::circuit::LOCATION), None);
}

#[test]
fn several_circuits_are_set_at_once_and_only_what_is_typed() {
    let mut window = at_slot(1);
    let before = project(&window);
    window.press(Modifiers::SHIFT, Key::ArrowDown);
    window.press(Modifiers::SHIFT, Key::ArrowDown);
    assert!(window.shows("3 circuits of LP-1"));
    let kind = window.harness.get_by_role_and_label(Role::TextInput, "Description");
    assert_eq!(kind.value().as_deref().unwrap_or_default(), "", "they vary");
    type_into(&mut window, "Length, one way", "80");
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(steps(&window), 1);
    for slot in [1, 3, 5] {
        let now = circuit(&window, slot);
        assert_eq!(now.length.map(|feet| feet.0), Some(80.0));
        let old = lp1(&before).circuit_at(Slot(slot)).expect("there").clone();
        assert_eq!(Circuit { length: old.length, ..now }, old);
    }
    window.click("Continuous, three hours or more: yes");
    assert!([1, 3, 5].iter().all(|slot| circuit(&window, *slot).continuous));
    let yes = window.harness.get_by_label("Continuous, three hours or more: yes");
    assert_eq!(yes.accesskit_node().toggled(), Some(Toggled::True));
}

#[test]
fn the_names_at_the_top_lead_up_to_service_and_building() {
    let mut window = at_slot(13);
    window.click("Properties of LP-1");
    assert_eq!(value(&window, "Slots, all sections").as_deref(), Some("42"));
    window.click("Properties of Building");
    window.harness.get_by_role_and_label(Role::ComboBox, "Occupancy");
    assert_eq!(value(&window, "Name").as_deref(), Some("Riverside Office"));
    window.act(Action::PanelProperties);
    assert!(window.harness.get_by_role_and_label(Role::TextInput, "Name").is_focused());
    assert_eq!(value(&window, "Name").as_deref(), Some("LP-1"));
}

#[test]
fn a_panel_that_would_lose_circuits_is_refused_beside_the_field() {
    let mut window = at_slot(13);
    window.act(Action::PanelProperties);
    type_into(&mut window, "Slots, all sections", "6");
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.tells("finds no free place in 6 slots"));
    assert_eq!(lp1(&project(&window)).slots, 42);
}

#[test]
fn an_undetermined_finding_leads_to_its_field_in_one_press() {
    let mut window = Window::riverside();
    window.act(Action::Review);
    let missing = window.harness.get_all_by_label_contains("needs available fault current").next();
    missing.expect("F4 is undetermined").click();
    window.run();
    window.act(Action::FillInField);
    let field = window.harness.get_by_role_and_label(Role::TextInput, "Available fault current");
    assert!(field.is_focused());
    window.type_text("22");
    window.press(Modifiers::NONE, Key::Enter);
    let service = project(&window).service().cloned().expect("there");
    assert_eq!(service.available_fault.map(|ka| ka.0), Some(22.0));
    assert!(!window.tells("needs available fault current"));
}

#[test]
fn the_words_of_what_is_missing_lead_there_from_the_list() {
    let mut window = Window::riverside();
    window.act(Action::Review);
    let link = window.harness.get_all_by_label_contains("Fill in available fault current").next();
    link.expect("F4 is undetermined").click();
    window.run();
    assert!(window.harness.get_by_role_and_label(Role::TextInput, "Available fault current").is_focused());
}

#[test]
fn the_feeder_tree_adds_shows_and_deletes() {
    let mut window = Window::riverside();
    window.act(Action::FeedTree);
    window.click("Add transformer");
    let added = project(&window).transformers().find(|t| t.name == "T-3").map(|t| t.id);
    assert!(added.is_some());
    assert_eq!(value(&window, "Name").as_deref(), Some("T-3"));
    window.click("Delete T-3");
    assert!(project(&window).transformers().all(|t| t.name != "T-3"));
    assert_eq!(steps(&window), 2);
}
