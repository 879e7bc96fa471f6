//! The whole window without a display, found by what a screen reader would say.

mod after_edit;
mod dragging;
mod proposals;
mod scenario_a;
mod underlays;

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
fn every_action_is_served_but_those_of_circuits_that_need_one() {
    use crate::app::menu_bar::ActionFacts as _;
    use crate::workbench::ActionGroup;
    let mut window = Window::riverside();
    for action in Action::ALL {
        if action.group() != ActionGroup::Circuit {
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
        (Action::ExportCsv, "Export as CSV text"),
        (Action::ExportXlsx, "Export as Excel workbook"),
        (Action::ExportPdf, "Export as PDF document"),
        (Action::FindReplace, "Find and replace"),
        (Action::NewPanel, "Add panel"),
        (Action::DeletePanel, "Delete LP-1"),
        (Action::Balance, "Balance LP-1"),
        (Action::BalanceSwapsOnly, "Balance LP-1"),
        (Action::Size, "Size LP-1"),
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

#[test]
fn settings_hold_at_once_and_in_the_next_session() {
    let mut window = Window::open();
    window.press(Modifiers::COMMAND, Key::Comma);
    window.click("Light");
    assert_eq!(window.harness.ctx.theme(), egui::Theme::Light);
    window.click("125 %");
    assert_eq!(window.harness.ctx.zoom_factor(), 1.25);
    window.click("High contrast");
    window
        .harness
        .get_by_role_and_label(egui::accesskit::Role::TextInput, "Engineer of new projects")
        .focus();
    window.run();
    window.type_text("A. Volta");
    assert!(window.tells("settings.ron"), "where they are kept");
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.app().dialog_open());
    let folder = std::rc::Rc::clone(&window.folder);
    drop(window);
    let mut window = Window::open_in(folder);
    assert_eq!(window.harness.ctx.theme(), egui::Theme::Light);
    assert!(window.app().workbench().settings().high_contrast);
    window.click("New 208Y/120 project");
    let engineer = |window: &mut Window| {
        window.app().workbench().document().map(|d| d.project().info().engineer.clone())
    };
    assert_eq!(engineer(&mut window).as_deref(), Some("A. Volta"));
}

#[test]
fn restored_defaults_can_be_taken_back() {
    let mut window = Window::riverside();
    window.choose("Tools", "Settings");
    window.click("Comfortable");
    window.click("Restore defaults");
    assert!(!window.app().workbench().settings().comfortable_rows);
    window.click("Undo restore");
    assert!(window.app().workbench().settings().comfortable_rows);
    window.click("Restore defaults");
    window.click("Dark");
    assert!(!window.shows("Undo restore"), "it would take back the theme, too");
}

#[test]
fn the_first_panel_of_new_projects_is_the_chosen_one() {
    let mut window = Window::open();
    window.app().change_settings(|settings| {
        settings.new_projects.system = "480Y/277".to_owned();
        settings.new_projects.slots = 84;
    });
    window.act(Action::NewProject);
    window.click("Create");
    let project = window.app().workbench().document().expect("started").project().clone();
    let panel = project.panels().next().expect("one");
    assert_eq!((panel.name.as_str(), panel.system.code(), panel.slots), ("HP-1", "480Y/277", 84));
}

#[test]
fn no_button_of_the_start_screen_is_dead() {
    for (button, shows) in [
        ("Settings", "High contrast"),
        ("Press Ctrl+K for everything", "select"),
        ("New 480Y/277 project", "HP-1"),
        ("Open sample Warehouse", "Warehouse"),
    ] {
        let mut window = Window::open();
        assert!(!window.shows(shows), "{button}: {shows} is there before");
        window.click(button);
        assert!(window.tells(shows), "{button} shows {shows}");
    }
}

/// A project that has a plan and no panelboard says what to do about that.
#[test]
fn a_project_without_panelboards_offers_one() {
    let mut window = Window::open();
    let project = crate::domain::Project::named("plan only");
    let ctx = window.harness.ctx.clone();
    window.app().command(&ctx, crate::workbench::Command::OpenUnsaved(Box::new(project)));
    window.run();
    assert!(window.shows("No panelboard yet"));
    if std::env::var_os("PHASEWRIGHT_PICTURES").is_some() {
        window.picture("no-panel.png");
    }
    // The one below the words; the strip above has another.
    window.harness.get_all_by_label("New panel…").last().expect("two").click();
    window.run();
    assert!(window.app().dialog_open());
}
