//! What a diagram is drawn with: lines, boxes and texts at their places, in inks that screen and paper color themselves.
//!
//! Lengths are points of 1/72 in, right and down from the top left corner of the first sheet.

use crate::report::page::{Align, Area};
use crate::report::typeface::{CAP_HEIGHT, Typeface, Weight};

/// A place: right, down.
pub type Point = (f32, f32);

/// What something is drawn as; which color that is, is decided where it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Names and values.
    Text,
    /// What a value is.
    Label,
    /// A value that cannot be computed, with what is missing.
    Missing,
    /// A value beyond a rating.
    Fault,
    /// Conductors, symbols, boxes.
    Line,
    /// Hairlines inside boxes.
    Hairline,
    /// The ground of a box.
    Paper,
    /// The ground of a head.
    Shade,
    /// Border and title block of a sheet.
    Frame,
}

/// One mark.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Fill {
        area: Area,
        ink: Ink,
    },
    Box {
        area: Area,
        width: f32,
        ink: Ink,
    },
    Line {
        points: Vec<Point>,
        width: f32,
        ink: Ink,
    },
    /// A filled dot.
    Dot {
        center: Point,
        radius: f32,
        ink: Ink,
    },
    Text(Words),
}

/// A text at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// The cell it stays in.
    pub cell: Area,
    pub x: f32,
    pub baseline: f32,
    /// As set in the typeface of the documents.
    pub width: f32,
    pub size: f32,
    pub weight: Weight,
    pub ink: Ink,
    pub text: String,
}

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hand {
    pub size: f32,
    pub weight: Weight,
    pub ink: Ink,
    pub align: Align,
}

impl Hand {
    pub const fn new(size: f32, ink: Ink) -> Self {
        Self { size, weight: Weight::Regular, ink, align: Align::Left }
    }

    #[must_use]
    pub const fn weight(self, weight: Weight) -> Self {
        Self { weight, ..self }
    }

    #[must_use]
    pub const fn align(self, align: Align) -> Self {
        Self { align, ..self }
    }
}

/// Smallest size a text is shrunk to, as a share of its own, before it is cut short.
const LEAST_SHARE: f32 = 0.8;

/// Writes a text into a cell, centered in its height; it is made to fit and never leaves the cell.
pub fn write(shapes: &mut Vec<Shape>, typeface: &Typeface, cell: Area, hand: Hand, text: &str) {
    let fitted = typeface.fit(text, hand.weight, (hand.size, hand.size * LEAST_SHARE), cell.width);
    if fitted.text.is_empty() {
        return;
    }
    let slack = cell.width - fitted.width;
    let shift = match hand.align {
        Align::Left => 0.0,
        Align::Center => slack / 2.0,
        Align::Right => slack,
    };
    shapes.push(Shape::Text(Words {
        cell,
        x: cell.x + shift,
        baseline: cell.y + (cell.height + CAP_HEIGHT * fitted.size) / 2.0,
        width: fitted.width,
        size: fitted.size,
        weight: hand.weight,
        ink: hand.ink,
        text: fitted.text,
    }));
}

/// Draws a line.
pub fn line(shapes: &mut Vec<Shape>, points: impl Into<Vec<Point>>, width: f32, ink: Ink) {
    shapes.push(Shape::Line { points: points.into(), width, ink });
}
