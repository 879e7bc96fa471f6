//! F1, the key card and the tour in the whole window, by what a screen reader would say.

use crate::app::testing::Window;
use crate::workbench::help::{TopicId, topic};
use crate::workbench::schedule::Column;
use crate::workbench::{Action, Command, Sample, TourStep};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

const F1: Key = Key::F1;

fn shown(window: &mut Window) -> Option<TopicId> {
    window.app().help.card.as_ref().and_then(super::HelpCard::topic)
}

fn press_f1(window: &mut Window) -> Option<TopicId> {
    window.press(Modifiers::NONE, F1);
    shown(window)
}

fn hover(window: &mut Window, label: &str) {
    let at = window.harness.get_all_by_label_contains(label).next().expect("it is there").rect().center();
    window.harness.hover_at(at);
    window.run();
}

#[test]
fn f1_explains_the_column_under_the_cursor() {
    let mut window = Window::riverside();
    for column in &Column::ALL[1..] {
        assert_eq!(press_f1(&mut window), Some(column.help()));
        assert!(window.shows(topic(column.help()).title), "{column:?}");
        assert_eq!(press_f1(&mut window), None, "the same again closes it");
        window.press(Modifiers::NONE, Key::Tab);
    }
    assert!(!window.shows("Close help"));
}

#[test]
fn f1_explains_what_is_under_the_pointer() {
    let mut window = Window::riverside();
    for (label, topic) in [
        ("Score 0.551", TopicId::Score),
        ("Phase A,", TopicId::PhaseBars),
        ("1 − (max − min) / max", TopicId::Metrics),
        ("Total connected", TopicId::Loads),
        ("HP-1", TopicId::PanelStrip),
        ("Fed from", TopicId::PanelHeader),
        ("Search or run a command", TopicId::Palette),
        ("Not in a file yet", TopicId::StatusBar),
        ("Balance…", TopicId::Balance),
    ] {
        hover(&mut window, label);
        assert_eq!(press_f1(&mut window), Some(topic), "over {label}");
        window.press(Modifiers::NONE, Key::Escape);
        assert_eq!(shown(&mut window), None, "Esc closes help");
    }
    hover(&mut window, "Score 0.551");
    window.press(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(press_f1(&mut window), Some(TopicId::ColumnDescription), "keys were used last");
}

#[test]
fn f1_works_in_the_balance_dialog_and_esc_closes_help_first() {
    let mut window = Window::riverside();
    window.press(Modifiers::COMMAND, Key::B);
    for (label, topic) in [
        ("No holes: swap only", TopicId::BalanceOptions),
        ("From slot", TopicId::BalanceMoves),
        ("best possible", TopicId::BalanceAnswer),
        ("Accept 3 moves", TopicId::BalanceAccept),
        ("not applied", TopicId::BalanceSides),
    ] {
        hover(&mut window, label);
        assert_eq!(press_f1(&mut window), Some(topic), "over {label}");
    }
    window.press(Modifiers::NONE, Key::Escape);
    assert!(shown(&mut window).is_none() && window.app().dialog.is_some());
    window.press(Modifiers::NONE, Key::Escape);
    assert!(window.app().dialog.is_none());
}

#[test]
fn f1_works_in_the_import_dialog() {
    let mut window = Window::riverside();
    let panel = window.app().panel.expect("LP-1");
    let text = "ckt\tdescription\tpoles\ttrip\tVA\n30\tPUMP\t1\t20\t1500\n".to_owned();
    window.app().workbench.execute(Command::ImportRows { panel, text });
    window.run();
    window.press(Modifiers::NONE, Key::Tab);
    assert_eq!(press_f1(&mut window), Some(TopicId::Import));
    hover(&mut window, "Columns of");
    assert_eq!(press_f1(&mut window), Some(TopicId::ImportColumns));
}

#[test]
fn f1_works_over_the_palette_and_the_settings() {
    let mut window = Window::riverside();
    window.press(Modifiers::COMMAND, Key::K);
    assert_eq!(press_f1(&mut window), Some(TopicId::Palette));
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::COMMAND, Key::Comma);
    assert_eq!(press_f1(&mut window), Some(TopicId::Settings));
}

#[test]
fn help_works_without_a_project_and_every_topic_can_be_found() {
    let mut window = Window::open();
    assert_eq!(press_f1(&mut window), Some(TopicId::Start));
    window.click("All topics");
    for id in TopicId::ALL {
        assert!(window.shows(topic(*id).title), "{id} is in the list");
    }
    window.type_text("neutral est");
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(shown(&mut window), Some(TopicId::Neutral));
    window.click("Phase bars");
    assert_eq!(shown(&mut window), Some(TopicId::PhaseBars), "topics lead to each other");
    window.click("Close help");
    // The menu and its row have the same name.
    for at in 0..2 {
        let rows: Vec<_> = window.harness.get_all_by_label("Help").collect();
        rows[at].click();
        drop(rows);
        window.run();
    }
    assert!(window.shows("Search help"), "the menu opens the list");
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.shows("Search help"));
}

#[test]
fn help_leaves_the_keys_to_the_schedule() {
    let mut window = Window::riverside();
    press_f1(&mut window);
    window.type_text("x");
    window.press(Modifiers::NONE, Key::Escape);
    assert!(shown(&mut window).is_some(), "Esc ended the entry, not help");
    window.press(Modifiers::NONE, Key::Escape);
    assert!(shown(&mut window).is_none());
}

#[test]
fn the_key_card_shows_every_key_and_is_printed() {
    let mut window = Window::open();
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::K);
    for action in Action::ALL {
        for keys in action.shortcuts() {
            assert!(window.shows(&keys.to_string()), "{keys}");
        }
    }
    assert!(window.shows("=3*180"));
    let path = window.folder.path().join("keys.pdf");
    window.app().workbench.execute(Command::Export(crate::workbench::Export {
        format: crate::workbench::ExportFormat::KeyCard,
        panels: Vec::new(),
        path: path.clone(),
        overwrite: false,
        underlay: false,
    }));
    window.run();
    assert!(path.exists(), "without a project");
    assert!(window.tells("Exported the key card to"));
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.app().dialog_open());
}

#[test]
fn five_real_steps_make_the_tour() {
    let mut window = Window::newcomer();
    window.click("Open sample Riverside Office");
    let before = window.app().workbench().document().expect("open").project().clone();
    assert!(window.shows("Tour, step 1 of 5"));
    window.click("Next");
    assert!(window.shows("Tour, step 2 of 5"));
    window.press(Modifiers::COMMAND, Key::B);
    assert!(window.shows("Tour, step 3 of 5"), "above the dialog");
    window.press(Modifiers::COMMAND, Key::Enter);
    assert!(window.shows("Tour, step 4 of 5"));
    // The keyboard is the grid's all the time.
    for _ in 0..4 {
        window.press(Modifiers::NONE, Key::Tab);
    }
    window.type_text("=3*180");
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.shows("Tour, step 5 of 5"));
    window.press(Modifiers::COMMAND, Key::Z);
    window.press(Modifiers::COMMAND, Key::Z);
    assert!(!window.tells("Tour, step"));
    assert!(window.tells("Tour done"));
    assert_eq!(window.app().workbench().document().expect("open").project(), &before);
}

#[test]
fn leaving_the_tour_is_one_escape_and_it_never_comes_by_itself_again() {
    let mut window = Window::newcomer();
    window.click("Open sample Duplex");
    assert!(!window.tells("Tour, step"), "it is about Riverside");
    window.press(Modifiers::COMMAND, Key::W);
    window.click("Open sample Riverside Office");
    assert!(window.shows("Tour, step 1 of 5"));
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.tells("Tour, step"));
    window.press(Modifiers::COMMAND, Key::W);
    window.click("Open sample Riverside Office");
    assert!(!window.tells("Tour, step"));
    window.choose("Help", "Five-step tour");
    assert!(window.shows("Tour, step 1 of 5"), "asked for, it comes");
    window.click("Skip tour");
    assert!(!window.tells("Tour, step"));
}

#[test]
fn the_tour_goes_back_with_the_person_and_leaves_dialogs_alone() {
    let mut window = Window::newcomer();
    window.click("Open sample Riverside Office");
    window.press(Modifiers::COMMAND, Key::B);
    assert!(window.shows("Tour, step 3 of 5"));
    window.click("Cancel");
    assert_eq!(window.app().help.tour.map(|tour| tour.step()), Some(TourStep::Balance));
    assert!(window.shows("Tour, step 2 of 5"));
    window.press(Modifiers::COMMAND, Key::F);
    assert!(!window.tells("Tour, step"), "it does not lie over other dialogs");
    window.app().dialog = None;
    window.run();
    assert!(window.shows("Tour, step 2 of 5"));
}

#[test]
fn the_tour_opens_the_sample_and_asks_first_when_edits_would_be_lost() {
    let mut window = Window::open();
    window.choose("Help", "Five-step tour");
    assert!(window.shows("Tour, step 1 of 5"), "the sample opens");
    window.click("Skip tour");
    window.act(Action::DuplicatePanel);
    window.choose("Help", "Five-step tour");
    assert!(window.shows("Save changes to Riverside Office?") && !window.tells("Tour, step"));
    window.click("Cancel");
    assert!(!window.tells("Tour, step"), "Cancel means no tour");
    window.choose("Help", "Five-step tour");
    window.click("Don't save");
    assert!(window.shows("Tour, step 1 of 5"));
    assert!(window.app().workbench().is_untouched_copy_of(Sample::Riverside));
}
