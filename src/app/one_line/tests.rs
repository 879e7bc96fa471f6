//! The one-line through the window: chosen, walked, opened, moved, taken back.

use crate::app::front::Front;
use crate::app::testing::Window;
use crate::domain::{Edit, OneLineNode, PanelId, Project, TransformerId};
use crate::workbench::{Action, Command};
use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, Vec2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::sync::Arc;

const LP1: OneLineNode = OneLineNode::Panel(PanelId(2));

fn one_line() -> Window {
    let mut window = Window::riverside();
    window.press(Modifiers::COMMAND, Key::Num3);
    assert_eq!(window.app().front, Front::OneLine);
    window
}

fn project(window: &mut Window) -> Arc<Project> {
    Arc::clone(window.app().workbench().document().expect("open").project())
}

fn middle(window: &Window, name: &str) -> Pos2 {
    window.harness.get_by_role_and_label(Role::TreeItem, name).rect().center()
}

/// Drags a node; with `escape` before the button is let go.
fn drag(window: &mut Window, name: &str, by: Vec2, escape: bool) {
    let from = middle(window, name);
    window.harness.drag_at(from);
    window.run();
    for step in [0.4, 1.0] {
        window.harness.hover_at(from + by * step);
        window.run();
    }
    if escape {
        window.press(Modifiers::NONE, Key::Escape);
    }
    window.harness.drop_at(from + by);
    window.run();
}

#[test]
fn every_node_is_there_with_its_name_and_what_it_says() {
    let window = one_line();
    for name in ["Utility", "HP-1", "T-1", "T-2", "LP-1", "EM-1"] {
        let node = window.harness.get_by_role_and_label(Role::TreeItem, name);
        assert!(node.rect().width() > 40.0, "{name} is large enough to read");
    }
    let lp1 = window.harness.get_by_role_and_label(Role::TreeItem, "LP-1");
    let says = lp1.accesskit_node().description().unwrap_or_default();
    assert!(says.contains("panelboard") && says.contains("design 36.2 kVA 100.4 A"), "{says}");
}

#[test]
fn a_press_chooses_and_a_double_click_or_enter_opens_the_schedule() {
    let mut window = one_line();
    window.harness.get_by_role_and_label(Role::TreeItem, "EM-1").click();
    window.run();
    assert_eq!(window.app().one_line.chosen(), Some(OneLineNode::Panel(PanelId(3))));
    assert_eq!(window.app().panel, Some(PanelId(3)), "the schedules follow");
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!((window.app().front, window.app().panel), (Front::Panels, Some(PanelId(3))));
}

#[test]
fn arrows_walk_the_tree() {
    let mut window = one_line();
    window.harness.get_by_role_and_label(Role::TreeItem, "Utility").click();
    window.run();
    let t2 = OneLineNode::Transformer(TransformerId(12));
    let way = [
        (Key::ArrowDown, OneLineNode::Panel(PanelId(1))),
        (Key::ArrowDown, OneLineNode::Transformer(TransformerId(11))),
        (Key::ArrowRight, t2),
        (Key::ArrowRight, t2),
        (Key::ArrowLeft, OneLineNode::Transformer(TransformerId(11))),
        (Key::ArrowDown, LP1),
        (Key::ArrowUp, OneLineNode::Transformer(TransformerId(11))),
    ];
    for (key, node) in way {
        window.press(Modifiers::NONE, key);
        assert_eq!(window.app().one_line.chosen(), Some(node), "{key:?}");
    }
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(window.app().one_line.chosen(), None);
}

#[test]
fn a_drag_is_one_step_and_what_hangs_on_a_node_goes_along() {
    let mut window = one_line();
    let before = project(&mut window);
    let (t1, lp1) = (middle(&window, "T-1"), middle(&window, "LP-1"));
    drag(&mut window, "T-1", vec2(-120.0, 40.0), false);
    let after = project(&mut window);
    assert_eq!(
        after.one_line().map(|(node, _)| node).collect::<Vec<_>>(),
        [OneLineNode::Transformer(TransformerId(11))]
    );
    let (moved, follower) = (middle(&window, "T-1") - t1, middle(&window, "LP-1") - lp1);
    assert!((moved - vec2(-120.0, 40.0)).length() < 12.0, "{moved:?}");
    assert!((follower.x - moved.x).abs() < 1.0, "LP-1 hangs on it: {follower:?}");
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(project(&mut window), before);
    assert_eq!(middle(&window, "T-1"), t1);
}

#[test]
fn escape_takes_a_drag_back_and_a_reset_places_all_again() {
    let mut window = one_line();
    let before = project(&mut window);
    drag(&mut window, "LP-1", vec2(-150.0, -60.0), true);
    assert_eq!(project(&mut window), before);
    drag(&mut window, "LP-1", vec2(-150.0, -60.0), false);
    assert_eq!(project(&mut window).one_line().len(), 1);
    window.press(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(project(&mut window).one_line().len(), 1, "nudged");
    window.act(Action::ResetOneLine);
    assert_eq!(project(&mut window).one_line().len(), 0);
    window.act(Action::ResetOneLine);
    assert!(
        window.tells("Nothing on the one-line was moved by hand") || window.tells("nothing on the one-line")
    );
}

#[test]
fn the_diagram_follows_the_project() {
    let mut window = one_line();
    let mut panel = project(&mut window).panel(PanelId(2)).expect("LP-1").clone();
    panel.name = "LP-ONE".to_owned();
    let edit = Command::Edit { label: "Rename".to_owned(), edits: vec![Edit::SetPanel(Box::new(panel))] };
    window.app().workbench.execute(edit);
    window.run();
    window.harness.get_by_role_and_label(Role::TreeItem, "LP-ONE");
    assert!(window.harness.query_by_role_and_label(Role::TreeItem, "LP-1").is_none());
}

#[test]
fn an_empty_project_says_what_to_do() {
    let mut window = Window::open();
    window.app().workbench.execute(Command::OpenUnsaved(Box::new(Project::named("Empty"))));
    window.run();
    window.act(Action::OneLine);
    window.click("Open the feeder tree");
    assert!(window.shows("Add transformer"));
}

#[test]
fn the_wheel_enlarges_at_the_cursor_and_z_shows_all() {
    let mut window = one_line();
    let all = window.harness.get_by_role_and_label(Role::TreeItem, "LP-1").rect();
    let at = all.center();
    window.harness.hover_at(at);
    let wheel = egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Line,
        delta: vec2(0.0, 3.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    };
    window.harness.event(wheel);
    window.run();
    let larger = window.harness.get_by_role_and_label(Role::TreeItem, "LP-1").rect();
    assert!(larger.width() > all.width() * 1.3, "{larger:?}");
    assert!((larger.center() - at).length() < 3.0, "it stays under the cursor: {larger:?}");
    window.press(Modifiers::NONE, Key::Z);
    assert_eq!(window.harness.get_by_role_and_label(Role::TreeItem, "LP-1").rect(), all);
}
