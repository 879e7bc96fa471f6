//! The plan through the window: seen, chosen, drawn on, taken back.

mod circuiting;

use crate::app::front::Front;
use crate::app::testing::Window;
use crate::domain::{EntityId, Project, RunId, SheetId};
use crate::units::PlanPoint;
use crate::workbench::Action;
use crate::workbench::plan::ScreenPoint;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::Queryable as _;
use std::sync::Arc;

const LEVEL_1: SheetId = SheetId(20);

pub(super) fn plan() -> Window {
    let mut window = Window::riverside();
    window.press(Modifiers::COMMAND, Key::Num1);
    assert_eq!(window.app().front, Front::Plan);
    window
}

fn project(window: &mut Window) -> Arc<Project> {
    Arc::clone(window.app().workbench().document().expect("open").project())
}

/// Returns where a point of the plan lies in the window.
fn place(window: &mut Window, x: f64, y: f64) -> Pos2 {
    let canvas = window.harness.get_by_role_and_label(Role::Canvas, "Plan of Level 1").rect();
    let session = &window.app().plan.session;
    let ScreenPoint { x, y } = session.camera().to_screen(session.size(), PlanPoint { x, y });
    canvas.min + egui::vec2(x as f32, y as f32)
}

fn press_at(window: &mut Window, at: Pos2, modifiers: Modifiers) {
    window.harness.hover_at(at);
    window.run();
    for pressed in [true, false] {
        window.harness.event(Event::PointerButton {
            pos: at,
            button: PointerButton::Primary,
            pressed,
            modifiers,
        });
        window.run();
    }
}

#[test]
fn the_plan_of_riverside_is_there_with_what_is_on_it() {
    let window = plan();
    for name in ["LP-1, panel", "HP-1, panel", "R-11, run", "OFFICE 101, room"] {
        window.harness.get_by_role_and_label(Role::TreeItem, name);
    }
    assert!(window.tells("Select: press, or drag a box"));
}

#[test]
fn a_press_chooses_a_run_and_esc_lets_go() {
    let mut window = plan();
    let at = place(&mut window, 90.0, 66.0);
    press_at(&mut window, at, Modifiers::NONE);
    let run = EntityId::Run(LEVEL_1, RunId(177));
    assert_eq!(window.app().plan.session.selection().ids(), [run]);
    window.press(Modifiers::NONE, Key::Escape);
    assert!(window.app().plan.session.selection().is_empty());
}

#[test]
fn walls_are_drawn_by_press_and_by_typed_length_and_taken_back_one_by_one() {
    let mut window = plan();
    let before = project(&mut window);
    window.press(Modifiers::NONE, Key::W);
    assert_eq!(window.app().plan.session.tool_action(), Action::PlanWall);
    let at = place(&mut window, 145.0, 80.0);
    press_at(&mut window, at, Modifiers::NONE);
    window.type_text("@10',0");
    window.press(Modifiers::NONE, Key::Enter);
    window.type_text("@0,6'-6\"");
    window.press(Modifiers::NONE, Key::Enter);
    let after = project(&mut window);
    let drawn = |project: &Project| project.sheet(LEVEL_1).expect("there").walls.len();
    assert_eq!(drawn(&after), drawn(&before) + 2);
    let last = after.sheet(LEVEL_1).and_then(|sheet| sheet.walls.values().last().cloned()).expect("drawn");
    assert!((last.length_ft() - 6.5).abs() < 1e-9, "{last:?}");
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(window.app().plan.session.tool_action(), Action::PlanSelect);
    window.press(Modifiers::COMMAND, Key::Z);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(project(&mut window), before);
}
