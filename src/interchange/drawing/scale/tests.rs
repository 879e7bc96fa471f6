//! Guesses on drawings made of facts, against units worked out by hand.

use super::{DrawingUnit, calibrate, guess_scale, usual_origin};
use crate::domain::drawing::{Align, Drawing, DrawingEntity, Shape};
use crate::interchange::drawing::{DimensionFact, DrawingFacts, DrawingReport, ReadDrawing};
use crate::units::{PlanPoint, PlanRect};
use std::sync::Arc;

fn entity(shape: Shape) -> DrawingEntity {
    DrawingEntity { layer: 0, color: None, dashes: Vec::new(), shape }
}

fn swing(radius: f64) -> DrawingEntity {
    entity(Shape::Arc { center: PlanPoint::default(), radius, start_deg: 0.0, sweep_deg: 90.0 })
}

fn text(words: &str) -> DrawingEntity {
    let (at, align, text) = (PlanPoint::default(), Align::default(), words.to_owned());
    entity(Shape::Text { at, height: 1.0, rotation_deg: 0.0, align, text })
}

fn read(entities: Vec<DrawingEntity>, facts: DrawingFacts, width: f64) -> ReadDrawing {
    let extents = Some(PlanRect { min: PlanPoint::default(), max: PlanPoint { x: width, y: width / 2.0 } });
    ReadDrawing {
        drawing: Arc::new(Drawing { layers: Vec::new(), entities }),
        facts,
        report: DrawingReport { extents, ..DrawingReport::default() },
        ..ReadDrawing::default()
    }
}

fn unit(read: &ReadDrawing) -> (Option<DrawingUnit>, bool) {
    let guess = guess_scale(read);
    assert!(!guess.evidence.is_empty());
    (guess.unit, guess.is_sure)
}

fn header(units: i64, measurement: i64) -> DrawingFacts {
    DrawingFacts { header_units: Some(units), measurement: Some(measurement), ..DrawingFacts::default() }
}

#[test]
fn dimensions_in_feet_and_inches_outvote_a_header() {
    let dimension =
        DimensionFact { measured: 192.0, written: None, form: Some(4), factor: 1.0, around: String::new() };
    let facts = DrawingFacts { dimensions: vec![dimension; 5], ..header(4, 1) };
    let drawing = read(vec![swing(36.0), swing(30.0), swing(36.0)], facts, 867.0);
    assert_eq!(unit(&drawing), (Some(DrawingUnit::Inches), true));
    let evidence = guess_scale(&drawing).evidence;
    assert!(
        evidence.iter().any(|line| line.starts_with("Header: $INSUNITS = 4, millimeters")),
        "{evidence:?}"
    );
    assert!(evidence.iter().any(|line| line.contains("36.00 units, 36 in")), "{evidence:?}");
}

#[test]
fn doors_decide_where_the_header_lies_or_is_silent() {
    // A building of 116 m with doors of 1.006 m, whose header says inches.
    let leaves = vec![swing(1.006), swing(1.006), swing(0.807), swing(0.05)];
    assert_eq!(unit(&read(leaves, header(1, 0), 116.0)).0, Some(DrawingUnit::Meters));
    let leaves = |radius: f64| vec![swing(radius); 3];
    for (radius, width, expected) in [
        (900.0, 30_000.0, DrawingUnit::Millimeters),
        (90.0, 3_000.0, DrawingUnit::Centimeters),
        (3.0, 120.0, DrawingUnit::Feet),
        (36.0, 1_440.0, DrawingUnit::Inches),
    ] {
        let drawing = read(leaves(radius), DrawingFacts::default(), width);
        assert_eq!(unit(&drawing), (Some(expected), true), "{radius}");
    }
}

#[test]
fn written_lengths_tell_the_unit() {
    let dimension = DimensionFact {
        measured: 5.05,
        written: Some("5050 mm".to_owned()),
        form: None,
        factor: 1.0,
        around: String::new(),
    };
    let facts = DrawingFacts { dimensions: vec![dimension], ..DrawingFacts::default() };
    assert_eq!(unit(&read(Vec::new(), facts, 40.0)), (Some(DrawingUnit::Meters), true));
    // Rooms of 49 ft do not fit into 70 inches, and 70 meters would be a palace of which they are a fifth.
    let rooms = vec![text("LIVING ROOM\n49.0' x 15.0'"), text("BEDROOM\n12.5' x 13.5'")];
    assert_eq!(unit(&read(rooms, header(6, 1), 70.0)).0, Some(DrawingUnit::Feet));
}

#[test]
fn a_header_alone_is_followed_and_not_trusted() {
    assert_eq!(unit(&read(Vec::new(), header(4, 1), 30_000.0)), (Some(DrawingUnit::Millimeters), false));
    assert_eq!(unit(&read(Vec::new(), header(6, 1), 60.0)), (Some(DrawingUnit::Meters), false));
    assert_eq!(unit(&read(Vec::new(), DrawingFacts::default(), 1_800.0)).0, Some(DrawingUnit::Inches));
}

/// A map of a few streets whose header says millimeters would be a foot and a half wide.
#[test]
fn a_header_that_makes_a_toy_or_a_country_loses_to_the_extents() {
    let map = read(Vec::new(), header(4, 1), 488.0);
    assert_eq!(unit(&map), (Some(DrawingUnit::Meters), false));
    let evidence = guess_scale(&map).evidence;
    assert!(
        evidence.iter().any(|line| line.contains("the header's millimeters would make it 1.6 ft")),
        "{evidence:?}"
    );
    assert_eq!(unit(&read(Vec::new(), header(6, 1), 40_000.0)).0, Some(DrawingUnit::Millimeters));
    // A detail 4 ft wide by its dimensions is believed: they are measured, not declared.
    let dimension =
        DimensionFact { measured: 24.0, written: None, form: Some(4), factor: 1.0, around: String::new() };
    let facts = DrawingFacts { dimensions: vec![dimension; 5], ..header(1, 0) };
    assert_eq!(unit(&read(Vec::new(), facts, 48.0)).0, Some(DrawingUnit::Inches));
    // What is a building in no unit stays with its header.
    assert_eq!(unit(&read(Vec::new(), header(1, 0), 3.0)).0, Some(DrawingUnit::Inches));
}

#[test]
fn a_page_is_paper_at_a_scale() {
    let facts = DrawingFacts { paper_unit_ft: Some(1.0 / 864.0), ..DrawingFacts::default() };
    let guess = guess_scale(&read(vec![text("SCALE: 1/4\" = 1'-0\"")], facts.clone(), 2000.0));
    // 864 points are a foot of paper, and paper is 1 to 48.
    assert!((guess.feet_per_unit - 48.0 / 864.0).abs() < 1e-12 && guess.is_sure, "{guess:?}");
    let guess = guess_scale(&read(Vec::new(), facts, 2000.0));
    assert!((guess.feet_per_unit - 96.0 / 864.0).abs() < 1e-12 && !guess.is_sure, "{guess:?}");
}

#[test]
fn two_points_say_it_all() {
    let (a, b) = (PlanPoint { x: 10.0, y: 10.0 }, PlanPoint { x: 40.0, y: 50.0 });
    assert_eq!(calibrate(a, b, 25.0), Some(0.5));
    assert_eq!(calibrate(a, a, 25.0), None);
    assert_eq!(calibrate(a, b, 0.0), None);
}

#[test]
fn a_drawing_far_away_comes_to_the_origin() {
    let mut far = read(Vec::new(), DrawingFacts::default(), 1000.0);
    assert_eq!(usual_origin(&far, 0.5), PlanPoint::default());
    let (min, max) = (PlanPoint { x: 4e8, y: -1e6 }, PlanPoint { x: 4e8 + 1000.0, y: -1e6 + 500.0 });
    far.report.extents = Some(PlanRect { min, max });
    assert_eq!(usual_origin(&far, 0.5), PlanPoint { x: -2e8, y: 5e5 });
}
