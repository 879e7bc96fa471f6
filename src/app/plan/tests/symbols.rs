//! Another symbol for a device, pins of a run, and a device that is dragged to a wall.

use super::{LEVEL_1, drag, place, plan, press_at, project};
use crate::app::testing::Window;
use crate::domain::{Device, DeviceId, EntityId, RunId};
use crate::workbench::Action;
use crate::workbench::plan::SelectMode;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::Queryable as _;

fn device(window: &mut Window, id: u64) -> Device {
    project(window).sheet(LEVEL_1).expect("there").devices[&DeviceId(id)].as_ref().clone()
}

fn menu_at(window: &mut Window, at: Pos2) {
    window.harness.hover_at(at);
    window.run();
    // Both in one frame: a button that is held long is no click.
    for pressed in [true, false] {
        let (button, modifiers) = (PointerButton::Secondary, Modifiers::NONE);
        window.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers });
    }
    window.run();
}

#[test]
fn a_device_gets_another_symbol_from_its_menu_and_in_the_drawer() {
    let mut window = plan();
    let before = project(&mut window);
    let at = place(&mut window, 13.0, 70.4);
    menu_at(&mut window, at);
    window.click("Change symbol…");
    assert!(window.tells("Choose a symbol"));
    window.type_text("gfci");
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(device(&mut window, 49).symbol, "duplex-gfci");
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(project(&mut window), before);
    window.app().plan.session.select(&[EntityId::Device(LEVEL_1, DeviceId(49))], SelectMode::Replace);
    window.run();
    window.press(Modifiers::ALT, Key::Enter);
    window.harness.get_by_role_and_label(Role::ComboBox, "Symbol").focus();
    window.run();
    window.press(Modifiers::NONE, Key::ArrowDown);
    let now = device(&mut window, 49);
    assert_ne!(now.symbol, "duplex");
    assert_eq!(now.kind, crate::domain::DeviceKind::Receptacle);
}

#[test]
fn a_leg_is_pinned_and_let_go_from_the_menu_of_its_run() {
    let mut window = plan();
    let pinned = |window: &mut Window| {
        let run = project(window).sheet(LEVEL_1).expect("there").runs[&RunId(177)].as_ref().clone();
        run.pinned.iter().copied().collect::<Vec<_>>()
    };
    // The leg of R-11 along y = 66, the fourth.
    let at = place(&mut window, 102.0, 66.0);
    press_at(&mut window, at, Modifiers::NONE);
    menu_at(&mut window, at);
    window.click("Pin this leg");
    assert_eq!(pinned(&mut window), [3]);
    menu_at(&mut window, at);
    window.click("Unpin this leg");
    assert!(pinned(&mut window).is_empty());
}

/// A receptacle in the middle of a room is dragged near its north wall: it lands on the face, turned into the room.
#[test]
fn a_dragged_receptacle_lands_on_the_wall_as_when_it_is_placed() {
    let mut window = plan();
    let before = device(&mut window, 49);
    let (from, to) = (place(&mut window, 13.0, 70.4), place(&mut window, 13.3, 98.6));
    drag(&mut window, from, to);
    let after = device(&mut window, 49);
    // The face of the wall is at 99.5 ft, and the symbol stands 6 in before it.
    assert!((after.at.y - 99.0).abs() < 0.05, "{:?}", after.at);
    assert!((after.rotation_deg - 180.0).abs() < 1e-9 && before.rotation_deg == 0.0, "{after:?}");
}

#[test]
fn polar_snaps_come_by_f10() {
    let mut window = plan();
    window.press(Modifiers::NONE, Key::F10);
    assert!(window.app().plan.session.snaps.polar);
    window.press(Modifiers::NONE, Key::W);
    let start = place(&mut window, 145.0, 80.0);
    press_at(&mut window, start, Modifiers::NONE);
    // A point a little off 45°.
    let at = place(&mut window, 152.0, 87.1);
    press_at(&mut window, at, Modifiers::NONE);
    window.press(Modifiers::NONE, Key::Escape);
    let after = project(&mut window);
    let wall = after.sheet(LEVEL_1).and_then(|s| s.walls.values().last().cloned()).expect("drawn");
    let (dx, dy) = (wall.to.x - wall.from.x, wall.to.y - wall.from.y);
    assert!((dx - dy).abs() < 1e-6 && dx > 6.0, "{wall:?}");
    window.act(Action::TogglePolar);
    assert!(!window.app().plan.session.snaps.polar);
}
