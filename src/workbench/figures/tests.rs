//! Figures of Riverside, added up by hand.

use super::{Figure, figures_of};
use crate::document::Sample;
use crate::domain::{EntityId, Project, RunId, SheetId};

fn riverside() -> Project {
    Sample::by_id("riverside-office").and_then(|sample| sample.project().ok()).expect("the sample")
}

fn of_run(project: &Project, id: u64) -> Vec<(String, String)> {
    let found = figures_of(project, EntityId::Run(SheetId(20), RunId(id)));
    found.iter().map(|figure| (figure.label.clone(), figure.words())).collect()
}

fn value<'f>(figures: &'f [(String, String)], label: &str) -> &'f str {
    figures.iter().find(|(of, _)| of == label).map_or("", |(_, words)| words)
}

/// 5 + 62 + 4 + 42 + 18 + 18 = 149 ft, five right angles; 143 ft between the first and last support are 15 spans.
#[test]
fn a_run_comes_to_what_its_drawing_says() {
    let found = of_run(&riverside(), 177);
    assert_eq!(value(&found, "Length"), "149.0 ft");
    assert_eq!(value(&found, "Bends"), "450°");
    assert_eq!(value(&found, "Pull boxes"), "1 missing");
    assert_eq!(value(&found, "Supports"), "16");
}

/// The rack along R-12: 25 + 140 + 15 ft = 180 ft of #12 at 10 A, 7.2 V of 120 V.
#[test]
fn the_drop_is_that_of_the_way_along_the_runs() {
    let project = riverside();
    let found = of_run(&project, 178);
    assert_eq!(value(&found, "Voltage drop, LP-1/25"), "6.00 %");
    let figures = figures_of(&project, EntityId::Run(SheetId(20), RunId(178)));
    let with_steps = |figure: &Figure| figure.value.is_err() || !figure.steps.is_empty();
    assert!(figures.iter().all(with_steps), "every figure explains itself");
    let drop = figures.last().map(Figure::derivation).expect("a drop");
    assert!(drop.steps.expect("known")[0].inputs.contains("R-12 180.0 ft"));
}

/// One #10 and three #8 in 1/2 EMT: 43.06 % (the overfull one of the sample).
#[test]
fn fill_is_that_of_the_rule() {
    assert_eq!(value(&of_run(&riverside(), 176), "Raceway fill"), "43.06 %");
}

/// OFFICE 101: 26 × 30 ft with four troffers of 60 VA, 240 VA over 780 ft².
#[test]
fn a_room_has_its_area_and_lighting_density() {
    let project = riverside();
    let sheet = project.sheet(SheetId(20)).expect("Level 1");
    let room = sheet.rooms.values().find(|room| room.name == "OFFICE 101").expect("there");
    let found = figures_of(&project, EntityId::Room(sheet.id, room.id));
    let words: Vec<(String, String)> = found.iter().map(|f| (f.label.clone(), f.words())).collect();
    assert_eq!(value(&words, "Area"), "780 ft²");
    assert_eq!(value(&words, "Lighting"), "240 VA");
    assert_eq!(value(&words, "Lighting density"), "0.31 VA/ft²");
}
