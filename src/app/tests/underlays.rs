//! Drawings under the plan through the window: placed, listed, recognized, missing and found again.

use crate::app::testing::Window;
use crate::domain::{SheetId, Underlay};
use crate::workbench::Action;
use crate::workbench::underlays::UnderlayState;
use std::path::PathBuf;

/// The architect's drawing of the sample, on disk.
fn architect(window: &Window) -> PathBuf {
    let path = window.folder.path().join("architect.dxf");
    std::fs::write(&path, include_bytes!("../../../sample_projects/architect.dxf")).expect("written");
    path
}

fn underlays(window: &mut Window) -> Vec<(SheetId, Underlay)> {
    let document = window.app().workbench().document().expect("open");
    let sheets = document.project().sheets();
    sheets
        .flat_map(|sheet| sheet.underlays.iter().map(|u| (sheet.id, u.clone())).collect::<Vec<_>>())
        .collect()
}

#[test]
fn an_architects_drawing_is_dropped_checked_and_placed_in_inches() {
    let mut window = Window::open();
    let path = architect(&window);
    window.drop_file(&path);
    window.until("Header: $INSUNITS = 1, inches");
    assert!(window.tells("when units are inches"), "doors are evidence");
    window.click("Place drawing");
    let placed = underlays(&mut window);
    let [(_, underlay)] = placed.as_slice() else { panic!("{placed:?}") };
    assert_eq!(underlay.feet_per_unit, 1.0 / 12.0);
    assert!(matches!(window.app().workbench().underlay(underlay), UnderlayState::Ready(_)));
    assert!(window.shows("1 step to undo"));

    window.act(Action::Underlays);
    assert!(window.tells("architect.dxf") && window.tells("a unit is 1 in, guessed"));
    window.click("Recognize…");
    window.until("rooms by the layers A-WALL");
    window.click("Accept");
    let document = window.app().workbench().document().expect("open");
    let sheet = document.project().sheets().next().expect("a sheet");
    assert!(sheet.walls.len() > 20 && sheet.rooms.len() > 8, "{} {}", sheet.walls.len(), sheet.rooms.len());
    assert!(sheet.openings.len() > 8, "{}", sheet.openings.len());
    window.act(Action::Undo);
    window.act(Action::Undo);
    assert!(underlays(&mut window).is_empty());
}
