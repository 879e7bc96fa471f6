//! What follows an edit, as a person sees it: in the status bar, step by step in the dialog, accepted as one step to undo.

use crate::app::testing::Window;
use crate::proposals::stub_model::StubModel;
use crate::workbench::{Action, ThemeChoice};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use std::sync::Arc;

/// Types a load into a cell of LP-1 and waits for what follows.
fn type_load(window: &mut Window, va: &str) {
    let at = window.harness.get_by_label("LP-1 circuit 12 VA").rect().center();
    window.harness.hover_at(at);
    for pressed in [true, false] {
        let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
        window.harness.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
    }
    window.run();
    window.type_text(va);
    window.press(Modifiers::NONE, Key::Enter);
    window.app().workbench.wait_for_orchestra();
    window.run();
}

#[test]
fn an_outgrown_circuit_is_followed_through_from_the_status_bar() {
    let mut window = Window::riverside();
    window.app().workbench.use_balance_model(Some(Ok(Arc::new(StubModel::good()))));
    window.run();
    window.app().workbench.wait_for_orchestra();
    assert!(!window.tells("nothing to follow"), "nothing was edited");
    type_load(&mut window, "3300");
    let steps = window.app().workbench().document().expect("open").undo_len();
    let words = window.app().workbench().orchestra_words().expect("words");
    assert!(words.open && words.text.contains("size"), "{words:?}");
    window.click(&words.text);
    assert!(window.app().dialog_open() && window.shows("After an edit"));
    for step in ["Balance", "Loads", "Sizes", "Routes", "Validation", "Checks"] {
        assert!(window.shows(step), "{step}");
    }
    assert!(window.tells("LP-1/12: "), "each change in a line");
    if std::env::var_os("PHASEWRIGHT_PICTURES").is_some() {
        for (theme, word) in [(ThemeChoice::Light, "light"), (ThemeChoice::Dark, "dark")] {
            window.app().change_settings(|settings| settings.theme = theme);
            window.run();
            window.picture(&format!("after-edit-{word}.png"));
        }
    }
    window.click("Sizes");
    let off = window.app().workbench().steps_off();
    assert_eq!(off.iter().map(|step| step.name()).collect::<Vec<_>>(), ["sizes"]);
    window.click("Sizes");
    window.click("Accept all");
    let document = window.app().workbench().document().expect("open");
    assert_eq!(document.undo_len(), steps + 1);
    assert!(document.undo_label().is_some_and(|label| label.starts_with("Follow through: ")));
    window.act(Action::AfterEdit);
    assert!(window.app().dialog_open());
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.app().dialog_open());
}
