//! Scenario A 17 through the window: D, six receptacles along a wall, chosen, C, Enter; tags and load appear; undo takes it back.

use super::{LEVEL_1, place, plan, press_at, project};
use crate::domain::{DeviceId, Edit, EntityId, Project, Slot, device_tag};
use crate::workbench::plan::SelectMode;
use crate::workbench::{Action, Command};
use egui::{Key, Modifiers};

#[test]
fn six_receptacles_are_placed_and_circuited_by_d_and_c() {
    let mut window = plan();
    let before = project(&mut window);
    let known: Vec<DeviceId> = before.sheet(LEVEL_1).expect("there").devices.keys().copied().collect();
    window.press(Modifiers::NONE, Key::D);
    assert_eq!(window.app().plan.session.tool_action(), Action::PlanDevice);
    // Along the north wall of the corridor, on its corridor side.
    for x in [50.0, 54.0, 58.0, 62.0, 78.0, 82.0] {
        let at = place(&mut window, x, 63.2);
        press_at(&mut window, at, Modifiers::NONE);
    }
    window.press(Modifiers::NONE, Key::Escape);
    let placed = project(&mut window);
    let new: Vec<DeviceId> = placed
        .sheet(LEVEL_1)
        .expect("there")
        .devices
        .keys()
        .copied()
        .filter(|id| !known.contains(id))
        .collect();
    assert_eq!(new.len(), 6);
    let ids: Vec<EntityId> = new.iter().map(|id| EntityId::Device(LEVEL_1, *id)).collect();
    window.app().plan.session.select(&ids, SelectMode::Replace);
    window.run();
    window.press(Modifiers::NONE, Key::C);
    assert!(window.tells("6 devices, 1,080 VA"));
    assert!(window.shows("27 New circuit, 1,080 VA · 9 A · 45 % of 20 A"));
    window.press(Modifiers::NONE, Key::Enter);
    let after = project(&mut window);
    let sheet = after.sheet(LEVEL_1).expect("there");
    for id in &new {
        let tag = sheet.devices.get(id).and_then(|device| device_tag(&after, device));
        assert_eq!(tag.as_deref(), Some("LP-1/27"));
    }
    let board = after.panel_named("LP-1").expect("there");
    assert_eq!(board.circuit_at(Slot(27)).map(|circuit| circuit.load.total().0), Some(1080.0));
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(project(&mut window), placed, "one step");
}

#[test]
fn the_picker_finds_a_symbol_by_words_and_hands_it_to_the_tool() {
    let mut window = plan();
    window.press(Modifiers::NONE, Key::Slash);
    assert!(window.tells("Choose a symbol"));
    window.type_text("exit");
    assert!(window.shows("Exit sign"));
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(window.app().plan.session.tool_action(), Action::PlanDevice);
    let at = place(&mut window, 80.0, 60.0);
    press_at(&mut window, at, Modifiers::NONE);
    let after = project(&mut window);
    let newest = after.sheet(LEVEL_1).and_then(|sheet| sheet.devices.values().next_back().cloned());
    assert_eq!(newest.map(|device| device.symbol.clone()), Some("exit".to_owned()));
}

#[test]
fn c_without_devices_says_what_to_do_and_esc_leaves_the_palette() {
    let mut window = plan();
    window.press(Modifiers::NONE, Key::C);
    assert!(window.tells("Choose devices first"));
    let before = project(&mut window);
    let device = before.sheet(LEVEL_1).expect("there").devices.values().find(|d| d.circuit.is_some());
    let id = EntityId::Device(LEVEL_1, device.expect("one").id);
    window.app().plan.session.select(&[id], SelectMode::Replace);
    window.run();
    window.press(Modifiers::NONE, Key::C);
    assert!(window.tells("Put on a circuit"));
    window.press(Modifiers::NONE, Key::ArrowDown);
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.tells("Put on a circuit"));
    assert_eq!(project(&mut window), before);
}

#[test]
fn the_usual_devices_of_a_room_are_proposed_as_ghosts_and_placed_in_one_step() {
    let mut window = plan();
    let sheet = project(&mut window).sheet(LEVEL_1).expect("there").clone();
    let room = sheet.rooms.values().find(|room| room.name == "OFFICE 101").expect("there").clone();
    let inside = sheet.devices.values().filter(|device| device.at.lies_in(&room.outline));
    let edits = inside.map(|device| Edit::RemoveDevice { sheet: LEVEL_1, device: device.id }).collect();
    window.app().workbench.execute(Command::Edit { label: "Empty".to_owned(), edits });
    window.run();
    window.app().plan.session.select(&[EntityId::Room(LEVEL_1, room.id)], SelectMode::Replace);
    window.run();
    let before = project(&mut window);
    window.act(Action::PlanFurnish);
    assert!(window.tells("Usual devices"));
    assert!(!window.app().plan.session.proposed.is_empty());
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(project(&mut window), before);
    assert!(window.app().plan.session.proposed.is_empty());
    window.act(Action::PlanFurnish);
    window.press(Modifiers::NONE, Key::Enter);
    let after = project(&mut window);
    let count = |project: &Project| project.sheet(LEVEL_1).expect("there").devices.len();
    assert!(count(&after) > count(&before));
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(project(&mut window), before);
}
