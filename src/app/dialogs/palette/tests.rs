//! The palette in the window, found by what a screen reader would say.

use crate::app::testing::Window;
use crate::domain::{Project, Slot};
use crate::workbench::{Action, ActionGroup, Command};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

const CTRL: Modifiers = Modifiers::COMMAND;

fn press(window: &mut Window, key: Key) {
    window.press(Modifiers::NONE, key);
}

/// Returns the words of the chosen row.
fn chosen(window: &Window) -> Option<String> {
    let rows = window.harness.query_all_by_role(Role::ListBoxOption);
    let mut chosen =
        rows.filter(|row| row.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True));
    chosen.next().and_then(|row| row.accesskit_node().label())
}

fn place(window: &mut Window) -> (String, Option<Slot>) {
    let app = window.app();
    let project = app.workbench().document().expect("open").project().clone();
    let panel = app.panel.and_then(|id| project.panel(id)).expect("one is in front");
    (panel.name.clone(), app.tab.place().slot)
}

#[test]
fn three_letters_and_enter_open_the_balance_dialog() {
    let mut window = Window::riverside();
    window.press(CTRL, Key::K);
    window.type_text("bal");
    assert_eq!(chosen(&window).as_deref(), Some("Balance panel…"));
    press(&mut window, Key::Enter);
    assert!(window.shows("Balance LP-1") && window.app().program_dialog.is_none());
    assert_eq!(window.app().workbench().settings().palette_recent, ["Balance"]);
}

#[test]
fn letters_typed_in_the_same_frame_as_its_keys_are_the_palettes() {
    let mut window = Window::riverside();
    window.harness.key_press_modifiers(CTRL, Key::K);
    for letter in ["f", "e", "e", "d"] {
        window.harness.event(Event::Text(letter.to_owned()));
    }
    window.run();
    assert_eq!(chosen(&window).as_deref(), Some("Feeder tree"));
    assert_eq!(window.app().workbench().document().expect("open").undo_len(), 0, "the grid got none");
}

#[test]
fn go_to_brings_panel_and_cursor() {
    let mut window = Window::riverside();
    window.press(CTRL, Key::G);
    window.type_text("LP-1/13");
    press(&mut window, Key::Enter);
    assert_eq!(place(&mut window), ("LP-1".to_owned(), Some(Slot(13))));
    window.press(CTRL, Key::G);
    window.type_text("hp-1/1");
    press(&mut window, Key::Enter);
    assert_eq!(place(&mut window), ("HP-1".to_owned(), Some(Slot(1))));
    window.press(CTRL, Key::G);
    window.type_text("em-1");
    press(&mut window, Key::Enter);
    assert_eq!(place(&mut window).0, "EM-1");
    window.press(CTRL, Key::G);
    window.type_text("T-1");
    press(&mut window, Key::Enter);
    assert!(window.shows("Add transformer"), "the feeder tree is open");
    assert!(window.tells("Impedance"), "at the record of T-1");
}

#[test]
fn it_serves_the_start_screen() {
    let mut window = Window::open();
    window.press(CTRL, Key::K);
    assert_eq!(chosen(&window).as_deref(), Some("Open sample Riverside Office"));
    window.type_text("duplex");
    press(&mut window, Key::Enter);
    assert_eq!(window.project_name().as_deref(), Some("Duplex"));
}

#[test]
fn closed_without_a_choice_it_gives_the_focus_back() {
    let mut window = Window::open();
    window.press(CTRL, Key::K);
    press(&mut window, Key::Escape);
    press(&mut window, Key::Enter);
    assert_eq!(window.project_name().as_deref(), Some("Riverside Office"), "Enter opens the first card");
}

#[test]
fn keys_walk_the_list_and_escape_leaves_all_as_it_was() {
    let mut window = Window::riverside();
    let before = window.app().workbench().document().expect("open").revision();
    window.press(CTRL, Key::K);
    let first = chosen(&window).expect("a row");
    press(&mut window, Key::ArrowDown);
    let second = chosen(&window).expect("a row");
    assert_ne!(first, second);
    press(&mut window, Key::ArrowUp);
    press(&mut window, Key::ArrowUp);
    let last = chosen(&window).expect("a row");
    assert!(last.starts_with("Open sample"), "one step up from the first is the last: {last}");
    press(&mut window, Key::Home);
    press(&mut window, Key::PageDown);
    let page = chosen(&window).expect("the list scrolls to it");
    assert!(page != first && page != second);
    press(&mut window, Key::PageUp);
    assert_eq!(chosen(&window), Some(first));
    press(&mut window, Key::End);
    assert_eq!(chosen(&window), Some(last));
    press(&mut window, Key::Escape);
    assert!(!window.app().dialog_open());
    assert_eq!(window.app().workbench().document().expect("open").revision(), before);
    // The grid has its keys back.
    let (_, slot) = place(&mut window);
    press(&mut window, Key::ArrowDown);
    assert_ne!(place(&mut window).1, slot);
}

#[test]
fn the_mouse_chooses_a_row_and_the_search_box_opens_it() {
    let mut window = Window::riverside();
    window.click("Search or run a command");
    window.type_text(">log");
    let row = window.harness.get_by_role_and_label(Role::ListBoxOption, "Log").rect().center();
    window.harness.hover_at(row);
    window.run();
    window.harness.get_by_role_and_label(Role::ListBoxOption, "Log").click();
    window.run();
    assert!(window.shows("Nothing done yet") && !window.app().dialog_open());
}

#[test]
fn what_cannot_run_is_grey_and_stays() {
    let mut window = Window::riverside();
    window.press(CTRL, Key::K);
    window.type_text(">redo");
    let row = window.harness.get_by_role_and_label(Role::ListBoxOption, "Redo");
    assert!(row.accesskit_node().is_disabled());
    press(&mut window, Key::Enter);
    assert!(window.app().program_dialog.is_some(), "nothing was chosen");
}

#[test]
fn only_rows_in_view_are_drawn() {
    use crate::domain::{Edit, System, apply_all};
    let mut project = Project::named("Large");
    for n in 0..30 {
        let panel = crate::workbench::panel_life::new_panel(&project, &format!("P-{n}"), System::Wye208, 84);
        project = apply_all(&project, &[Edit::AddPanel(Box::new(panel))]).expect("legal").0;
    }
    let mut window = Window::open();
    window.app().workbench.execute(Command::OpenUnsaved(Box::new(project)));
    window.run();
    window.press(CTRL, Key::G);
    window.type_text("p1");
    let drawn = window.harness.query_all_by_role(Role::ListBoxOption).count();
    assert!((5..30).contains(&drawn), "{drawn} rows drawn");
}

#[test]
fn every_action_it_offers_is_served_and_the_same_as_in_the_menus() {
    use crate::app::menu_bar::ActionFacts as _;
    let mut window = Window::riverside();
    for action in Action::ALL.iter().filter(|action| action.group() == ActionGroup::Tools) {
        assert!(window.app().served(*action), "{action:?}");
    }
    window.choose("Tools", "Go to…");
    assert!(window.harness.query_by_role_and_label(Role::TextInput, "Go to").is_some());
    press(&mut window, Key::Escape);
    window.click("Press Ctrl+K for everything");
    assert!(window.app().program_dialog.is_some());
}
