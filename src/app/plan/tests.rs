//! The plan through the window: seen, chosen, drawn on, taken back.

mod circuiting;
mod figures;
mod looks;
mod routing;
mod scenarios;
mod symbols;

use crate::app::front::Front;
use crate::app::testing::Window;
use crate::app::theme::Tokens;
use crate::domain::{EntityId, Project, RunId, SheetId};
use crate::units::PlanPoint;
use crate::workbench::plan::ScreenPoint;
use crate::workbench::{Action, ThemeChoice};
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
fn esc_twice_leaves_the_keys_with_the_plan_and_f6_gives_them_away() {
    let mut window = plan();
    for key in [Key::Escape, Key::Escape, Key::Escape] {
        window.press(Modifiers::NONE, key);
    }
    window.press(Modifiers::COMMAND, Key::A);
    let everything = window.app().plan.session.selection().ids().len();
    assert!(everything > 100, "{everything} chosen");
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::NONE, Key::F6);
    window.press(Modifiers::COMMAND, Key::A);
    assert!(window.app().plan.session.selection().ids().is_empty());
}

#[test]
fn a_press_chooses_a_run_and_esc_lets_go() {
    let mut window = plan();
    let at = place(&mut window, 102.0, 66.0);
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

/// Returns how many pixels of a picture have a color.
fn count(picture: &image::RgbaImage, color: egui::Color32) -> usize {
    let [r, g, b, _] = color.to_array();
    picture.pixels().filter(|pixel| pixel.0[..3] == [r, g, b]).count()
}

#[test]
fn what_is_on_the_plan_is_seen_in_both_themes_and_sizes() {
    let mut wanted = vec![("dark", (1280.0, 800.0)), ("light", (1280.0, 800.0))];
    if std::env::var_os("PHASEWRIGHT_PICTURES").is_some() {
        // Four times the pixels show nothing else, and take their time.
        wanted.extend([("dark", (2560.0, 1440.0)), ("light", (2560.0, 1440.0))]);
    }
    for (theme, size) in wanted {
        let mut window = plan();
        let choice = if theme == "dark" { ThemeChoice::Dark } else { ThemeChoice::Light };
        window.app().change_settings(|settings| settings.theme = choice);
        window.harness.set_size(egui::vec2(size.0, size.1));
        window.run();
        window.press(Modifiers::NONE, Key::Z);
        let picture = window.picture(&format!("plan-{theme}-{}.png", size.0));
        let tokens = if theme == "dark" { Tokens::dark() } else { Tokens::light() };
        for (what, color, least) in [
            ("walls", tokens.wall_fill, 3000),
            ("edges of walls", tokens.wall, 1000),
            ("the fault of R-11", tokens.error, 200),
            ("the circuit of R-12", tokens.warning, 100),
        ] {
            let seen = count(&picture, color);
            assert!(seen >= least, "{theme} {size:?}: {seen} pixels of {what}");
        }
    }
}

fn drag(window: &mut Window, from: Pos2, to: Pos2) {
    window.harness.hover_at(from);
    window.run();
    window.harness.drag_at(from);
    window.run();
    for share in [0.3, 0.7, 1.0] {
        window.harness.hover_at(from + (to - from) * share);
        window.run();
    }
    window.harness.drop_at(to);
    window.run();
}

/// Layers of a drawing and of our own have names of their own, however they are called.
#[test]
fn layers_called_alike_are_told_apart_and_one_stands_alone() {
    let mut window = Window::open();
    let path = window.folder.path().join("architect.dxf");
    std::fs::write(&path, include_bytes!("../../../sample_projects/architect.dxf")).expect("written");
    let ctx = window.harness.ctx.clone();
    window.app().command(&ctx, crate::workbench::Command::Open(path));
    window.until("Header: $INSUNITS = 1, inches");
    window.click("Place drawing");
    window.press(Modifiers::COMMAND, Key::Num1);
    let layers = |window: &mut Window| {
        let document = window.app().workbench().document().expect("open");
        document.project().sheets().next().expect("a sheet").underlays[0].layers.clone()
    };
    window.click("Hide A-WALL of architect.dxf");
    assert_eq!(layers(&mut window)["A-WALL"].shown, Some(false));
    window.click("Show A-WALL of architect.dxf");
    window.harness.get_by_label("A-WALL of architect.dxf alone").click_secondary();
    window.run();
    window.click("Show alone");
    let now = layers(&mut window);
    assert!(now.len() > 3 && now.iter().all(|(name, look)| look.shown == Some(name == "A-WALL")));
    window.harness.get_by_label("A-WALL of architect.dxf alone").click_secondary();
    window.run();
    window.click("Show all layers");
    assert!(layers(&mut window).values().all(|look| look.shown.is_none()));
    window.click("Hide Walls");
    assert!(!window.app().plan.session.layers.is_shown(crate::workbench::plan::PlanLayer::Walls));
}

fn sheet_names(window: &mut Window) -> Vec<String> {
    project(window).sheets().map(|sheet| sheet.name.clone()).collect()
}

#[test]
fn a_drag_moves_a_run_and_undo_brings_it_back() {
    let mut window = plan();
    let before = project(&mut window);
    let (from, to) = (place(&mut window, 102.0, 66.0), place(&mut window, 102.0, 76.0));
    drag(&mut window, from, to);
    let path = |project: &Project| {
        project.sheet(LEVEL_1).and_then(|sheet| sheet.runs.get(&RunId(177))).expect("there").path.clone()
    };
    let (old, new) = (path(&before), path(&project(&mut window)));
    assert!((new[0].y - old[0].y - 10.0).abs() < 0.2 && (new[0].x - old[0].x).abs() < 0.2, "{new:?}");
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(project(&mut window), before);
}

#[test]
fn delete_names_what_hangs_on_it_and_enter_does_it() {
    let mut window = plan();
    let before = project(&mut window);
    let at = place(&mut window, 102.0, 66.0);
    press_at(&mut window, at, Modifiers::NONE);
    window.press(Modifiers::NONE, Key::Delete);
    assert!(window.tells("loses its conduit R-11"));
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(project(&mut window), before);
    window.press(Modifiers::NONE, Key::Delete);
    window.press(Modifiers::NONE, Key::Enter);
    assert!(project(&mut window).sheet(LEVEL_1).is_some_and(|s| !s.runs.contains_key(&RunId(177))));
}

#[test]
fn rooms_openings_areas_and_measures_come_by_key() {
    let mut window = plan();
    let count = |window: &mut Window| {
        let project = project(window);
        let sheet = project.sheet(LEVEL_1).expect("there");
        (sheet.rooms.len(), sheet.openings.len(), sheet.areas.len())
    };
    let (rooms, openings, areas) = count(&mut window);
    // A column of 2 × 1 ft in the lobby.
    window.press(Modifiers::NONE, Key::A);
    let at = place(&mut window, 150.0, 48.0);
    press_at(&mut window, at, Modifiers::NONE);
    window.type_text("@2',1'");
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(count(&mut window), (rooms, openings, areas + 1));
    // A door in the wall between offices 101 and 102.
    window.press(Modifiers::NONE, Key::O);
    let at = place(&mut window, 26.4, 85.0);
    press_at(&mut window, at, Modifiers::NONE);
    assert_eq!(count(&mut window), (rooms, openings + 1, areas + 1));
    // A room that is there is not put twice.
    window.press(Modifiers::NONE, Key::B);
    let at = place(&mut window, 13.0, 92.0);
    press_at(&mut window, at, Modifiers::NONE);
    assert_eq!(count(&mut window), (rooms, openings + 1, areas + 1));
    assert!(window.tells("OFFICE 101 is here already"));
    window.press(Modifiers::NONE, Key::U);
    for (x, y) in [(60.0, 60.0), (60.0, 66.0)] {
        let at = place(&mut window, x, y);
        press_at(&mut window, at, Modifiers::NONE);
    }
    assert!(window.tells("Measure: press the next point"));
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(window.app().plan.session.tool_action(), Action::PlanSelect);
    window.press(Modifiers::COMMAND, Key::Z);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(count(&mut window), (rooms, openings, areas));
}

#[test]
fn function_keys_are_the_canvas_s_while_it_has_the_focus() {
    let mut window = plan();
    let snaps = |window: &mut Window| {
        let snaps = &window.app().plan.session.snaps;
        (snaps.on, snaps.grid_shown, snaps.ortho, snaps.grid_snap)
    };
    assert_eq!(snaps(&mut window), (true, false, false, false));
    for key in [Key::F3, Key::F7, Key::F8, Key::F9] {
        window.press(Modifiers::NONE, key);
    }
    assert_eq!(snaps(&mut window), (false, true, true, true));
    assert_eq!(window.app().front, Front::Plan, "F8 is ortho here, not the next finding");
    window.click("Snap");
    assert!(snaps(&mut window).0, "the words of the status bar switch, too");
}

#[test]
fn sheets_are_added_renamed_copied_and_removed_with_undo() {
    let mut window = plan();
    let before = project(&mut window);
    window.click("New sheet");
    assert_eq!(sheet_names(&mut window), ["Level 1", "Level 2"]);
    window.harness.get_by_role_and_label(Role::Tab, "Level 2").click();
    window.run();
    assert!(window.shows("Plan of Level 2"));
    window.harness.get_by_role_and_label(Role::Tab, "Level 1").click_secondary();
    window.run();
    window.click("Duplicate sheet");
    assert_eq!(sheet_names(&mut window), ["Level 1", "Level 2", "Level 3"]);
    let copied = project(&mut window);
    let [first, .., last] = copied.sheets().collect::<Vec<_>>()[..] else { panic!("three sheets") };
    assert_eq!((first.devices.len(), first.openings.len()), (last.devices.len(), last.openings.len()));
    assert_eq!(crate::domain::violations(&copied), Vec::<String>::new());
    window.harness.get_by_role_and_label(Role::Tab, "Level 3").click_secondary();
    window.run();
    window.click("Delete sheet…");
    assert!(window.tells("On it: "));
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(sheet_names(&mut window), ["Level 1", "Level 2"]);
    for _ in 0..3 {
        window.press(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(project(&mut window), before);
}

#[test]
fn ctrl_g_goes_to_anything_on_the_plan() {
    let mut window = Window::riverside();
    window.press(Modifiers::COMMAND, Key::G);
    window.type_text("R-12");
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(window.app().front, Front::Plan);
    assert_eq!(window.app().plan.session.selection().ids(), [EntityId::Run(LEVEL_1, RunId(178))]);
}

#[test]
fn a_finding_leads_to_its_cause_on_the_plan() {
    let mut window = Window::riverside();
    let finding = {
        let checked = window.app().workbench().findings().expect("checked").clone();
        checked.report.findings.iter().find(|f| f.meta.name == "bends").expect("F9").clone()
    };
    window.app().review.choose(&finding);
    window.act(Action::Review);
    let far = window.app().plan.session.camera();
    window.click("Show on plan");
    window.run();
    assert_eq!(window.app().front, Front::Plan);
    let session = &window.app().plan.session;
    assert_eq!(session.selection().ids(), [EntityId::Run(LEVEL_1, RunId(177))]);
    assert_ne!(session.camera(), far, "the view has gone there");
}

#[test]
fn a_wide_window_shows_the_plan_beside_lp_1() {
    let mut window = Window::open();
    window.harness.set_size(egui::vec2(1920.0, 1080.0));
    window.run();
    window.click("Open sample Riverside Office");
    assert_eq!(window.app().front, Front::Panels);
    let picture = window.picture("plan-beside-1920.png");
    assert!(window.shows("Plan of Level 1"), "the plan");
    assert!(window.shows("Circuit 13") || window.tells("OFFICE"), "the schedule");
    assert!(count(&picture, Tokens::dark().wall_fill) > 1000, "its walls");
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    assert!(!window.shows("Plan of Level 1"));
}
