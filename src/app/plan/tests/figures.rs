//! What a run or a room comes to, in the drawer, with its steps.

use super::{LEVEL_1, plan, project};
use crate::app::testing::Window;
use crate::domain::{EntityId, RunId};
use crate::workbench::plan::SelectMode;
use egui::{Key, Modifiers};

fn choose(window: &mut Window, id: EntityId) {
    window.app().plan.session.select(&[id], SelectMode::Replace);
    window.run();
    window.press(Modifiers::ALT, Key::Enter);
}

#[test]
fn the_figures_of_a_run_stand_in_the_drawer_and_explain_themselves() {
    let mut window = plan();
    choose(&mut window, EntityId::Run(LEVEL_1, RunId(178)));
    for words in
        ["Length: 180.0 ft", "Bends: 180°", "Pull boxes: none missing", "Voltage drop, LP-1/25: 6.00 %"]
    {
        assert!(window.shows(words), "{words}");
    }
    assert!(window.tells("Conductors: 3 #12"));
    window.click("Voltage drop, LP-1/25: 6.00 %");
    assert!(window.tells("How the figures of R-12 came about"));
    assert!(window.tells("Way from the panelboard: R-12 180.0 ft = 180.0 ft"));
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.tells("How the figures"));
}

#[test]
fn the_lighting_density_of_a_room_stands_in_the_drawer_with_its_steps() {
    let mut window = plan();
    let project = project(&mut window);
    let sheet = project.sheet(LEVEL_1).expect("there");
    let room = sheet.rooms.values().find(|room| room.name == "OFFICE 101").expect("there").id;
    choose(&mut window, EntityId::Room(LEVEL_1, room));
    assert!(window.shows("Area: 780 ft²") && window.shows("Lighting: 240 VA"));
    window.click("Lighting density: 0.31 VA/ft²");
    assert!(window.tells("Luminaires: 4 × 60 VA = 240 VA"));
    assert!(window.tells("Lighting density: 240 VA ÷ 780 ft² = 0.31 VA/ft²"));
}
