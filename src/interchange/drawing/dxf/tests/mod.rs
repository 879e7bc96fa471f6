//! Drawings of our own hand, as text, against counts and places worked out by hand.

mod damage;
mod entities;
mod inserts;

use crate::domain::drawing::{DrawingEntity, Shape};
use crate::interchange::drawing::{Limits, ReadDrawing, Watch, read_drawing};
use crate::units::PlanPoint;

/// Writes tags as lines: `"0 LINE|8 WALLS|10 1.5"`.
fn lines(tags: &str) -> String {
    let mut text = String::new();
    for tag in tags.split('|').map(str::trim_start).filter(|tag| !tag.is_empty()) {
        let (code, value) = tag.split_once(' ').unwrap_or((tag, ""));
        text += &format!("{code:>3}\n{value}\n");
    }
    text
}

/// Wraps entities in a file without anything else.
fn file(entities: &str) -> String {
    lines(&format!("0 SECTION|2 ENTITIES|{entities}|0 ENDSEC|0 EOF"))
}

fn read(text: &str) -> ReadDrawing {
    read_drawing(text.as_bytes(), "t.dxf", 1, &Limits::default(), Watch::patient()).expect("a drawing")
}

fn at(x: f64, y: f64) -> PlanPoint {
    PlanPoint { x, y }
}

fn near(a: PlanPoint, b: PlanPoint) -> bool {
    (a.x - b.x).hypot(a.y - b.y) < 1e-9
}

fn shapes(read: &ReadDrawing) -> Vec<&Shape> {
    read.drawing.entities.iter().map(|entity| &entity.shape).collect()
}

fn only(read: &ReadDrawing) -> &DrawingEntity {
    let [entity] = read.drawing.entities.as_slice() else { panic!("{:?}", read.drawing.entities) };
    entity
}

/// Every entity is drawn, approximated or skipped, once.
fn adds_up(read: &ReadDrawing) {
    let report = &read.report;
    let all: usize = report.entities.values().sum();
    assert_eq!(report.drawn + report.approximated_total() + report.skipped_total(), all, "{report:?}");
}
