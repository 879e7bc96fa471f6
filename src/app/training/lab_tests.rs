//! Datasets, evaluation, promotion and going back, through the window by label.

use crate::app::front::Front;
use crate::app::testing::Window;
use crate::hrm::balance::{PanelPlan, hash_of};
use crate::hrm::registry::Registry;
use crate::hrm::registry::testing::SmallRun;
use crate::workbench::lab::{LAB_TASKS, LabCommand};
use crate::workbench::{Action, Command, ThemeChoice};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use serde_json::json;

/// The training tab in a window of the smallest size that all of it has to fit.
fn window() -> Window {
    let mut window = Window::riverside();
    window.harness.set_size(egui::vec2(1280.0, 800.0));
    window.act(Action::Training);
    assert_eq!(window.app().front, Front::Training);
    let mut plan = window.app().workbench.lab().plan();
    for (field, value) in [("examples", json!(60)), ("test_per_cell", json!(1)), ("nodes", json!(500))] {
        plan[field] = value;
    }
    tell(&mut window, LabCommand::SetPlan(plan));
    window
}

fn tell(window: &mut Window, command: LabCommand) {
    window.app().workbench.execute(Command::Lab(command));
    window.run();
}

/// Takes the messages away that lie over the foot.
fn dismiss(window: &mut Window) {
    let ids: Vec<_> = window.app().workbench.notices().iter().map(|notice| notice.id).collect();
    for id in ids {
        window.app().workbench.execute(Command::Dismiss(id));
    }
    window.run();
}

/// Takes a picture in both themes.
fn pictures(window: &mut Window, name: &str) {
    if std::env::var_os("PHASEWRIGHT_PICTURES").is_none() {
        return;
    }
    for (theme, word) in [(ThemeChoice::Light, "light"), (ThemeChoice::Dark, "dark")] {
        window.app().change_settings(|settings| settings.theme = theme);
        window.run();
        window.picture(&format!("training-{name}-{word}.png"));
    }
}

/// Small models in the window's registry: the champion, judged on nine panelboards, and another one.
fn with_models(window: &mut Window) {
    let place = window.app().workbench.places().models.clone().expect("a place");
    let registry = Registry::open(Some(place));
    let plan = PanelPlan { test_per_cell: 1, nodes: 500, ..PanelPlan::default() };
    let test = plan.draw_test(&mut |_, _| true).expect("drawn");
    for (id, seed, raw) in [("small-1", 1, 0.4), ("small-2", 2, 0.4)] {
        let run = SmallRun::of_balance(seed);
        let mut card = run.card(id, [raw, raw]);
        card["data"]["test"] = json!({ "plan": plan, "sha256": hash_of(&test) });
        card.as_object_mut().expect("a card").remove("metrics");
        let folder = window.folder.path().join(id);
        run.write_with_card(&folder, &card);
        registry.import(&folder, None, None).expect("taken in");
    }
    registry.promote("small-1", Some("a test")).expect("judged");
    tell(window, LabCommand::LookAgain);
}

#[test]
fn a_dataset_is_previewed_drawn_looked_into_and_deleted_with_undo() {
    let mut window = window();
    assert!(window.tells("Sample 1: ") && window.tells("Sample 20: ") && !window.tells("Sample 21: "));
    assert!(window.shows("20 of 60"));
    assert!(window.tells("None yet."), "the list is empty");
    pictures(&mut window, "form");
    window.click("Generate");
    for words in
        ["0 duplicates across the splits", "0 copies by rotation or order", "Train 54", "Test, frozen 9"]
    {
        assert!(window.shows(words), "{words}");
    }
    assert!(window.shows("Dataset balance-s7") && window.tells("balance-s7 is drawn, SHA-256 "));
    pictures(&mut window, "dataset");
    // So high that nothing has to be scrolled to.
    window.harness.set_size(egui::vec2(1280.0, 1600.0));
    window.run();
    window.click("Delete balance-s7");
    assert!(!window.shows("Dataset balance-s7") && window.shows("balance-s7 deleted"));
    window.click("Undo delete");
    assert!(window.shows("Dataset balance-s7"));
    window.click("Dataset balance-s7");
    assert!(window.shows("Train 54"));
    window.click("Back to the form");
    assert!(!window.shows("Train 54") && window.shows("20 of 60"));
}

#[test]
fn an_example_is_enlarged_and_opens_as_a_panelboard() {
    let mut window = window();
    window.harness.get_by_label_contains("Sample 3: ").click();
    window.run();
    assert!(window.shows("3 of 20") && window.tells("Drawing of "));
    window.press(Modifiers::NONE, Key::ArrowRight);
    assert!(window.shows("4 of 20"));
    pictures(&mut window, "sample");
    let steps = window.app().workbench.document().expect("open").undo_len();
    window.click("Open as a panelboard");
    assert_eq!(window.app().front, Front::Panels);
    assert!(window.shows("TEST-1") || window.tells("TEST-1"));
    assert_eq!(window.app().workbench.document().expect("open").undo_len(), steps + 1);
    window.press(Modifiers::COMMAND, Key::Z);
    assert!(window.app().workbench.document().expect("open").project().panel_named("TEST-1").is_none());
}

/// A circuit of the validation task opens with the project it stands in, in place of the open one.
#[test]
fn an_example_opens_as_a_project() {
    let mut window = window();
    tell(&mut window, LabCommand::SetTask("validation".to_owned()));
    window.harness.get_by_label_contains("Sample 2: ").click();
    window.run();
    window.click("Open as a project");
    let project = std::sync::Arc::clone(window.app().workbench.document().expect("open").project());
    assert!(project.panel_named("P1").is_some() && project.panel_named("LP-1").is_none());
    assert_eq!(window.app().front, Front::Panels);
}

#[test]
fn a_model_is_judged_promoted_and_taken_back() {
    let mut window = window();
    // On entering: the champions with scores, intervals, dates, data.
    assert!(window.tells("champion balance-2 0.987 (95 %: 0.98"));
    assert!(window.tells("made 2026-11-27, data SHA-256 ab7a8e02"));
    with_models(&mut window);
    pictures(&mut window, "champions");
    window.click("Run or model");
    window.click("small-2");
    window.click("Evaluate");
    window.until("Worst 9 of small-2");
    assert!(window.shows("frozen test, n = 9") && window.tells("candidate small-2 0."));
    pictures(&mut window, "judged");
    window.harness.get_by_label_contains("Worst 1: ").click();
    window.run();
    assert!(window.shows("1 of 9"));
    window.press(Modifiers::NONE, Key::Escape);
    window.click("Promote");
    window.until("differ, in 5 projects");
    pictures(&mut window, "promote");
    window.click("Make champion");
    assert!(window.tells("small-2 is champion of balance, before small-1"));
    dismiss(&mut window);
    window.click("Roll back…");
    pictures(&mut window, "roll-back");
    window.click("Go back to small-1");
    assert!(window.tells("small-1 is champion of balance again; its weights are what they were"));
    dismiss(&mut window);
    window.click("Models…");
    window.click("Model small-2");
    assert!(window.tells("small-2 began from scratch"));
    pictures(&mut window, "models");
}

/// Every task has its form, twenty drawings, and an example enlarged.
#[test]
fn every_task_is_previewed() {
    let mut window = window();
    for task in LAB_TASKS {
        tell(&mut window, LabCommand::SetTask(task.name.to_owned()));
        assert!(window.tells("Sample 1: ") && window.tells("Sample 20: "), "{}", task.name);
        pictures(&mut window, &format!("form-{}", task.name));
        window.harness.get_by_label_contains("Sample 2: ").click();
        window.run();
        assert!(window.tells("Drawing of "), "{}", task.name);
        pictures(&mut window, &format!("sample-{}", task.name));
        assert!(window.shows(&format!("Open as a {}", task.opens_as)), "{}", task.name);
        window.press(Modifiers::NONE, Key::Escape);
    }
    window.click("Own projects…");
    assert!(window.shows("Add own projects") && window.shows("What they are to teach"));
    pictures(&mut window, "own-projects");
}
