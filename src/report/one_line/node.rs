//! Draws a node: the feeder that ends at it, its symbol or box, and what goes on elsewhere.

use super::shape::{Hand, Ink, Point, Shape, line, write};
use super::sizes::{HEAD, ROW, TAIL};
use super::words::{FeederWords, NodeWords, Row, Value};
use crate::domain::OneLineNode;
use crate::report::page::{Align, Area};
use crate::report::typeface::{Typeface, Weight};

/// Widths of lines.
const WIRE: f32 = 1.1;
const EDGE: f32 = 0.9;
const HAIR: f32 = 0.4;
/// Inside boxes.
const PAD: f32 = 8.0;
/// Between a line and the words beside it.
const BESIDE: f32 = 8.0;
/// Sizes of letters.
const NAME: f32 = 11.0;
const VALUE: f32 = 8.0;
const SMALL: f32 = 7.4;
/// Where the column of volt-amperes ends, from the left of a box.
const FIRST_COLUMN: f32 = 128.0;
/// First line of words beside a feeder, below its top.
const WORDS_FROM: f32 = 11.0;
const WORDS_ROW: f32 = 10.4;

/// What is drawn of one node.
pub struct NodeFacts<'w> {
    pub node: OneLineNode,
    pub words: &'w NodeWords,
    pub feeder: Option<&'w FeederWords>,
    /// What it hangs on, where that stands on another sheet.
    pub from: Option<String>,
    /// What hangs on it and stands elsewhere.
    pub onward: Option<String>,
    /// Whether a line leaves it on this sheet.
    pub feeds_here: bool,
    /// The utility's name, above the service.
    pub utility: &'w str,
}

/// Draws a node in its place; `body` is the part below its feeder.
pub fn draw(typeface: &Typeface, unit: Area, body: Area, facts: &NodeFacts<'_>) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let pen = &mut Pen { shapes: &mut shapes, typeface };
    match (facts.node, facts.feeder) {
        (OneLineNode::Service, _) => pen.utility(unit, body, facts.utility),
        (_, Some(feeder)) => pen.feeder(unit, body, feeder, facts.from.as_deref()),
        (_, None) => {}
    }
    match facts.node {
        OneLineNode::Transformer(_) => pen.transformer(body, facts.words, facts.feeds_here),
        OneLineNode::Service | OneLineNode::Panel(_) => pen.cabinet(body, facts.words),
    }
    pen.tail(body, facts);
    shapes
}

struct Pen<'s, 't> {
    shapes: &'s mut Vec<Shape>,
    typeface: &'t Typeface,
}

impl Pen<'_, '_> {
    fn words(&mut self, cell: Area, hand: Hand, text: &str) {
        write(self.shapes, self.typeface, cell, hand, text);
    }

    fn wire(&mut self, points: impl Into<Vec<Point>>) {
        line(self.shapes, points, WIRE, Ink::Line);
    }

    /// The utility's arrow above the service.
    fn utility(&mut self, unit: Area, body: Area, utility: &str) {
        let x = middle(unit);
        let top = unit.y + 4.0;
        let arrow = [(x - 5.0, top), (x + 5.0, top), (x, top + 9.0), (x - 5.0, top)];
        line(self.shapes, arrow, WIRE, Ink::Line);
        self.wire([(x, top + 9.0), (x, body.y)]);
        let name = if utility.trim().is_empty() { "Utility" } else { utility };
        let cell = Area::new(x + BESIDE + 2.0, unit.y + 2.0, unit.right() - x - BESIDE - 2.0, 13.0);
        self.words(cell, Hand::new(SMALL, Ink::Label), name);
    }

    /// The line down to a node: its device, and beside it what it is made of.
    fn feeder(&mut self, unit: Area, body: Area, words: &FeederWords, from: Option<&str>) {
        let x = middle(unit);
        let mut top = unit.y;
        if let Some(from) = from {
            top += 12.0;
            let head = [(x - 4.0, top - 4.0), (x, top), (x + 4.0, top - 4.0)];
            line(self.shapes, head, WIRE, Ink::Line);
            let cell = Area::new(unit.x, unit.y - 2.0, unit.width, 9.0);
            self.words(cell, Hand::new(SMALL, Ink::Text).weight(Weight::Medium).align(Align::Center), from);
        }
        self.wire([(x, top), (x, body.y)]);
        let row = |index: usize| unit.y + WORDS_FROM + index as f32 * WORDS_ROW;
        let left = |index: usize| Area::new(unit.x, row(index), unit.width / 2.0 - BESIDE, WORDS_ROW);
        let right = |index: usize| Area::new(x + BESIDE, row(index), unit.width / 2.0 - BESIDE, WORDS_ROW);
        if let Some(device) = &words.device {
            let square = Area::new(x - 4.0, row(0) + WORDS_ROW / 2.0 - 4.0, 8.0, 8.0);
            self.shapes.push(Shape::Fill { area: square, ink: Ink::Paper });
            self.shapes.push(Shape::Box { area: square, width: WIRE, ink: Ink::Line });
            let hand = Hand::new(VALUE, Ink::Text).weight(Weight::Medium).align(Align::Right);
            self.words(left(0), hand, device);
        }
        self.words(left(1), Hand::new(SMALL, Ink::Label).align(Align::Right), &words.via);
        for (index, value) in words.lines.iter().take(4).enumerate() {
            self.words(right(index), Hand::new(SMALL, ink_of(value)), &value.words());
        }
    }

    /// The box of a panelboard or of the service.
    fn cabinet(&mut self, body: Area, words: &NodeWords) {
        let head = Area { height: HEAD, ..body };
        self.shapes.push(Shape::Fill { area: body, ink: Ink::Paper });
        self.shapes.push(Shape::Fill { area: head, ink: Ink::Shade });
        self.shapes.push(Shape::Box { area: body, width: EDGE, ink: Ink::Line });
        line(self.shapes, [(body.x, head.bottom()), (body.right(), head.bottom())], HAIR, Ink::Line);
        let inner = body.width - 2.0 * PAD;
        let system = self.typeface.width(&words.system, Weight::Regular, SMALL).min(inner * 0.45);
        let name = Area { x: body.x + PAD, width: inner - system - PAD, ..head };
        self.words(name, Hand::new(NAME, Ink::Text).weight(Weight::SemiBold), &words.name);
        let at_right = Area { x: body.right() - PAD - system - 1.0, width: system + 1.0, ..head };
        self.words(at_right, Hand::new(SMALL, Ink::Label).align(Align::Right), &words.system);
        let line_at =
            |index: usize| Area::new(body.x + PAD, head.bottom() + 3.0 + index as f32 * ROW, inner, ROW);
        self.words(line_at(0), Hand::new(SMALL, Ink::Text).weight(Weight::Medium), &words.ratings);
        let below = line_at(0).bottom() + 0.5;
        line(self.shapes, [(body.x + PAD, below), (body.right() - PAD, below)], HAIR, Ink::Hairline);
        for (index, row) in words.rows.iter().enumerate() {
            self.row(Area { y: line_at(index + 1).y + 1.0, ..line_at(0) }, row);
        }
    }

    fn row(&mut self, cell: Area, row: &Row) {
        self.words(cell, Hand::new(SMALL, Ink::Label), row.label);
        let value = Hand::new(VALUE, ink_of(&row.value)).align(Align::Right);
        let label = self.typeface.width(row.label, Weight::Regular, SMALL) + 6.0;
        let value = match &row.value {
            Value::Known(_) => value,
            Value::Needs(_) => Hand { size: SMALL, ..value },
            Value::Over(_) => value.weight(Weight::SemiBold),
        };
        match &row.second {
            None => {
                let rest = Area { x: cell.x + label, width: cell.width - label, ..cell };
                self.words(rest, value, &row.value.words());
            }
            Some(second) => {
                let first = Area { x: cell.x + label, width: FIRST_COLUMN - PAD - label, ..cell };
                self.words(first, value, &row.value.words());
                let column = Area { x: cell.x + FIRST_COLUMN - PAD + 4.0, ..cell };
                let column = Area { width: cell.right() - column.x, ..column };
                self.words(column, Hand::new(VALUE, Ink::Text).align(Align::Right), second);
            }
        }
    }

    /// Two windings one above the other, with what is known of them at both sides.
    fn transformer(&mut self, body: Area, words: &NodeWords, feeds: bool) {
        let x = middle(body);
        let center = body.y + body.height / 2.0;
        self.wire([(x, body.y), (x, center - 11.0)]);
        self.winding((x, center - 11.0), 1.0);
        self.winding((x, center + 11.0), -1.0);
        if feeds {
            self.wire([(x, center + 11.0), (x, body.bottom())]);
        }
        let side = body.width / 2.0 - 20.0;
        let count = words.rows.len().max(4);
        let top = center - count as f32 * ROW / 2.0;
        let at = |index: usize, x: f32| Area::new(x, top + index as f32 * ROW, side, ROW);
        let load = words.rows.first().map_or_else(String::new, |row| format!("{} loaded", row.value.words()));
        let left =
            [(&words.system, Weight::Medium), (&words.ratings, Weight::Regular), (&load, Weight::Regular)];
        let name = Area { y: center - 23.0, height: 13.0, ..at(0, body.x) };
        self.words(
            name,
            Hand::new(NAME, Ink::Text).weight(Weight::SemiBold).align(Align::Right),
            &words.name,
        );
        for (index, (text, weight)) in left.into_iter().enumerate() {
            let cell = Area { y: center - 11.0 + index as f32 * ROW, height: ROW, ..name };
            self.words(cell, Hand::new(SMALL, Ink::Text).weight(weight).align(Align::Right), text);
        }
        for (index, row) in words.rows.iter().skip(1).enumerate() {
            let words = match row.label {
                "Fault" => format!("fault {}", row.value.words()),
                _ => row.value.words(),
            };
            let cell = Area { y: center - 22.0 + index as f32 * ROW, ..at(0, x + 20.0) };
            self.words(cell, Hand::new(SMALL, ink_of(&row.value)), &words);
        }
    }

    /// One winding of three turns, open to the other one; `way` is 1 for the upper.
    fn winding(&mut self, (x, y): Point, way: f32) {
        const TURN: f32 = 5.0;
        let mut points = Vec::new();
        for turn in 0..3_u8 {
            let center = x + (f32::from(turn) - 1.0) * 2.0 * TURN;
            points.extend((0..=8_u8).map(|step| {
                let angle = std::f32::consts::PI * (1.0 - f32::from(step) / 8.0);
                (center + TURN * angle.cos(), y + way * TURN * 1.6 * angle.sin())
            }));
        }
        self.wire(points);
    }

    /// What leaves a node downward, and what of it goes on elsewhere.
    fn tail(&mut self, body: Area, facts: &NodeFacts<'_>) {
        let x = middle(body);
        if facts.feeds_here {
            self.wire([(x, body.bottom()), (x, body.bottom() + TAIL)]);
        }
        let Some(onward) = &facts.onward else { return };
        let y = body.bottom() + TAIL / 2.0 + 1.0;
        if !facts.feeds_here {
            self.wire([(x, body.bottom()), (x, y)]);
        }
        self.wire([(x, y), (x + 9.0, y)]);
        line(self.shapes, [(x + 5.0, y - 3.5), (x + 9.0, y), (x + 5.0, y + 3.5)], WIRE, Ink::Line);
        let cell = Area::new(x + 13.0, y - 6.0, body.right() - x - 13.0, 12.0);
        self.words(cell, Hand::new(SMALL, Ink::Text).weight(Weight::Medium), onward);
    }
}

fn middle(area: Area) -> f32 {
    area.x + area.width / 2.0
}

const fn ink_of(value: &Value) -> Ink {
    match value {
        Value::Known(_) => Ink::Text,
        Value::Needs(_) => Ink::Missing,
        Value::Over(_) => Ink::Fault,
    }
}
