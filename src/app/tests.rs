//! The whole window without a display, found by what a screen reader would say.

mod dragging;
mod scenario_a;

use crate::app::testing::Window;
use crate::workbench::Action;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

#[test]
fn enter_on_the_start_screen_opens_riverside() {
    let mut window = Window::open();
    assert!(window.harness.get_by_label("Open sample Riverside Office").is_focused());
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(window.project_name().as_deref(), Some("Riverside Office"));
    window.harness.get_by_role_and_label(egui::accesskit::Role::Tab, "LP-1");
    assert!(window.shows("Not in a file yet"), "a copy has no file");
}

#[test]
fn each_sample_opens_as_a_copy_and_the_first_panel_of_riverside_is_lp_1() {
    for name in ["Riverside Office", "Duplex", "Warehouse"] {
        let mut window = Window::open();
        window.click(&format!("Open sample {name}"));
        assert_eq!(window.project_name().as_deref(), Some(name));
        assert_eq!(window.app().workbench().path(), None);
        assert!(!window.app().workbench().has_unsaved_work());
    }
}

#[test]
fn one_step_is_undone_by_menu_and_by_key() {
    let mut window = Window::riverside();
    let before = window.app().workbench().document().expect("open").project().clone();
    window.act(Action::DuplicatePanel);
    assert!(window.shows("1 step to undo"));
    window.choose("Edit", "Undo");
    assert_eq!(window.app().workbench().document().expect("open").project(), &before);
    window.choose("Edit", "Redo");
    assert_ne!(window.app().workbench().document().expect("open").project(), &before);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.app().workbench().document().expect("open").project(), &before);
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_ne!(window.app().workbench().document().expect("open").project(), &before, "Ctrl+Shift+Z redoes");
}

#[test]
fn a_toast_offers_undo_for_that_very_step_only() {
    let mut window = Window::riverside();
    window.act(Action::DuplicatePanel);
    let undo = |window: &Window| {
        window.harness.state().workbench().notices().iter().filter(|notice| notice.undo).count()
    };
    assert_eq!(undo(&window), 1);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(undo(&window), 0, "what it would take back is taken back");
}

#[test]
fn panes_open_close_come_back_and_are_kept() {
    let mut window = Window::riverside();
    assert!(!window.shows("Add transformer") && !window.shows("Nothing done yet"));
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    assert!(window.shows("Add transformer"), "Ctrl+Shift+F is the feeder tree, not Find");
    assert!(!window.shows("Find and replace"));
    window.choose("View", "Log");
    assert!(window.shows("Nothing done yet"));
    let kept = window.app().workbench().settings().layout.clone();
    let folder = std::rc::Rc::clone(&window.folder);
    drop(window);
    let mut window = Window::open_in(folder);
    assert_eq!(window.app().workbench().settings().layout, kept);
    window.click("Open sample Riverside Office");
    assert!(window.shows("Add transformer") && window.shows("Nothing done yet"));
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    assert!(!window.shows("Add transformer"));
    window.choose("View", "Reset layout");
    assert!(!window.shows("Add transformer") && !window.shows("Nothing done yet"));
}

#[test]
fn the_log_names_old_and_new_places_of_moved_circuits() {
    use crate::domain::{Edit, Slot};
    use crate::workbench::Command;
    let mut window = Window::riverside();
    let (panel, circuit, name) = {
        let project = window.app().workbench().document().expect("open").project();
        let panel = project.panel_named("LP-1").expect("the sample has it");
        let circuit = panel.circuits().find(|c| c.slot == Slot(8)).expect("slot 8 is taken");
        (panel.id, circuit.id, circuit.description.clone())
    };
    let edits = vec![Edit::MoveCircuits { panel, moves: vec![(circuit, Slot(30))] }];
    window.app().workbench.execute(Command::Edit { label: "Balance LP-1".to_owned(), edits });
    window.act(Action::ToggleLog);
    assert!(window.shows("Balance LP-1"));
    assert!(window.shows(&format!("LP-1: 8 → 30 {name}")));
}

#[test]
fn every_action_of_file_edit_panel_and_view_is_served() {
    use crate::app::menu_bar::ActionFacts as _;
    use crate::workbench::ActionGroup;
    let mut window = Window::riverside();
    for action in Action::ALL {
        let group = action.group();
        if matches!(group, ActionGroup::File | ActionGroup::Edit | ActionGroup::Panel | ActionGroup::View) {
            assert!(window.app().served(*action), "{action:?}");
        }
    }
}

#[test]
fn every_action_of_view_and_every_panel_switch_has_its_effect() {
    let mut window = Window::riverside();
    let settings = |window: &mut Window| window.app().workbench().settings().clone();
    for action in [
        Action::ToggleTheme,
        Action::ToggleContrast,
        Action::ToggleDensity,
        Action::ToggleVaColumns,
        Action::ZoomIn,
    ] {
        let before = settings(&mut window);
        window.act(action);
        assert_ne!(settings(&mut window), before, "{action:?}");
    }
    let scale = settings(&mut window).scale_percent;
    window.act(Action::ZoomIn);
    window.act(Action::ZoomOut);
    assert_eq!(settings(&mut window).scale_percent, scale);
    window.act(Action::ZoomReset);
    assert_eq!(settings(&mut window).scale_percent, 100);
    let front = window.app().panel;
    window.act(Action::NextPanel);
    assert_ne!(window.app().panel, front);
    window.act(Action::PreviousPanel);
    assert_eq!(window.app().panel, front);
    for action in [Action::CycleMetric, Action::ToggleBasis, Action::DuplicatePanel] {
        let steps = window.app().workbench().document().expect("open").undo_len();
        window.act(action);
        assert_eq!(window.app().workbench().document().expect("open").undo_len(), steps + 1, "{action:?}");
    }
}

#[test]
fn every_action_with_a_dialog_opens_it_and_escape_leaves_all_as_it_was() {
    let mut window = Window::riverside();
    let before = window.app().workbench().document().expect("open").revision();
    for (action, title) in [
        (Action::NewProject, "Create"),
        (Action::ProjectProperties, "Project properties"),
        (Action::ExportCsv, "Export as CSV text"),
        (Action::ExportXlsx, "Export as Excel workbook"),
        (Action::ExportPdf, "Export as PDF document"),
        (Action::FindReplace, "Find and replace"),
        (Action::NewPanel, "Add panel"),
        (Action::DeletePanel, "Delete LP-1"),
        (Action::Balance, "Balance LP-1"),
        (Action::BalanceSwapsOnly, "Balance LP-1"),
    ] {
        window.act(action);
        assert!(window.app().dialog_open(), "{action:?} opens a dialog");
        assert!(window.tells(title), "{action:?} shows {title}");
        window.press(Modifiers::NONE, Key::Escape);
        // A field with the focus takes the first Escape.
        window.press(Modifiers::NONE, Key::Escape);
        assert!(!window.app().dialog_open(), "Escape closes {action:?}");
    }
    assert_eq!(window.app().workbench().document().expect("open").revision(), before);
}
