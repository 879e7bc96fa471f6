//! Steps 10 to 15: the balance conversation through the window.

use super::{described, panel, point, steps};
use crate::app::testing::Window;
use crate::domain::{LoadBasis, Metric};
use crate::engineering::project_loads;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

const PROVEN: &str = "fewest moves for 0.95: 3 (proven)";

fn asked() -> Window {
    let mut window = Window::riverside();
    window.press(Modifiers::COMMAND, Key::B);
    window.until(PROVEN);
    window
}

fn score(window: &mut Window) -> f64 {
    let project = window.app().workbench().document().expect("open").project().clone();
    let lp1 = project.panel_named("LP-1").expect("there").id;
    project_loads(&project).panels[&lp1].score(Metric::RangeOverMax, LoadBasis::Connected)
}

#[test]
fn step_10_three_moves_are_verified_and_proven_fewest() {
    let window = asked();
    assert!(window.tells("0.981 in 3 moves · verified · best possible 1.000"));
    assert!(window.tells("Accept 3 moves"));
}

#[test]
fn step_11_without_holes_three_swaps_do() {
    let mut window = asked();
    window.click("No holes: swap only");
    window.until("0.985 in 6 moves (3 swaps)");
}

#[test]
fn step_12_locked_circuits_are_avoided() {
    let mut window = Window::riverside();
    for slot in [1, 8] {
        point(&mut window, &format!("LP-1 circuit {slot} number"));
        window.press(Modifiers::COMMAND, Key::L);
    }
    let kept = (described(&mut window, 1), described(&mut window, 8));
    window.press(Modifiers::COMMAND, Key::B);
    window.until(PROVEN);
    assert!(window.tells("0.981 in 3 moves"));
    window.press(Modifiers::COMMAND, Key::Enter);
    assert!(score(&mut window) > 0.98);
    assert_eq!((described(&mut window, 1), described(&mut window, 8)), kept);
}

#[test]
fn steps_13_and_14_a_move_left_out_shows_what_remains_and_accept_is_one_step() {
    let mut window = asked();
    let before = panel(&mut window, "LP-1");
    let take = |window: &mut Window| {
        window.harness.get_by_label_contains("Take move 2").click();
        window.run();
    };
    take(&mut window);
    assert!(window.tells("Below target 0.95") && window.tells("Accept 2 moves"));
    take(&mut window);
    assert!(window.tells("Accept 3 moves"));
    assert_eq!(panel(&mut window, "LP-1"), before, "nothing changes before accepting");
    let count = steps(&mut window);
    window.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(steps(&mut window), count + 1);
    assert!((score(&mut window) - 0.9814).abs() < 5e-5);
    let log = window.app().workbench().document().expect("open").log().last().expect("noted").clone();
    assert_eq!(log.details.len(), 3);
    assert!(log.details.iter().all(|line| line.starts_with("LP-1: ") && line.contains(" → ")), "{log:?}");
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(panel(&mut window, "LP-1"), before);
}

#[test]
fn step_15_em1_says_why_the_target_is_out_of_reach() {
    let mut window = Window::riverside();
    window.harness.get_by_role_and_label(egui::accesskit::Role::Tab, "EM-1").click();
    window.run();
    window.press(Modifiers::COMMAND, Key::B);
    window.until("Best possible here is 0.458: one 2,400 VA circuit");
    assert!(window.tells("Splitting 1 "), "it suggests what would help");
    assert!(!window.tells("target reached"));
}
