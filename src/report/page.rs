//! A page as a list of marks, laid out before anything is written as PDF. Tests measure these marks.
//!
//! All lengths are points, measured from the top left corner. Grays run from 0 (black) to 1 (white). Every text is given
//! the cell it must stay in; it is made to fit that cell and never leaves it.

use crate::report::typeface::{CAP_HEIGHT, Typeface, Weight};

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

impl Area {
    pub const fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self { x, y, width, height }
    }

    pub fn right(self) -> f32 {
        self.x + self.width
    }

    pub fn bottom(self) -> f32 {
        self.y + self.height
    }

    /// Returns the area without a margin on every side.
    pub fn inset(self, margin: f32) -> Self {
        Self::new(self.x + margin, self.y + margin, self.width - 2.0 * margin, self.height - 2.0 * margin)
    }
}

/// Where a text stands in its cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Center,
    Right,
}

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    pub weight: Weight,
    pub size: f32,
    pub gray: f32,
    pub align: Align,
}

impl Style {
    pub const fn new(size: f32) -> Self {
        Self { weight: Weight::Regular, size, gray: 0.0, align: Align::Left }
    }

    #[must_use]
    pub const fn weight(self, weight: Weight) -> Self {
        Self { weight, ..self }
    }

    #[must_use]
    pub const fn gray(self, gray: f32) -> Self {
        Self { gray, ..self }
    }

    #[must_use]
    pub const fn align(self, align: Align) -> Self {
        Self { align, ..self }
    }
}

/// One mark on the paper.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    Fill {
        area: Area,
        gray: f32,
    },
    Line {
        from: (f32, f32),
        to: (f32, f32),
        width: f32,
    },
    /// A filled circle.
    Dot {
        center: (f32, f32),
        radius: f32,
    },
    /// A filled triangle that points up.
    Triangle {
        area: Area,
    },
    /// A line through points, or an area within them.
    Path {
        points: Vec<(f32, f32)>,
        closed: bool,
        /// Width and gray of the line.
        stroke: Option<(f32, f32)>,
        /// Gray of the area.
        fill: Option<f32>,
    },
    Text(TextMark),
    /// A text turned counterclockwise about the beginning of its baseline, in degrees.
    Turned {
        text: TextMark,
        degrees: f32,
    },
}

/// A text at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct TextMark {
    /// The cell it belongs to.
    pub cell: Area,
    pub x: f32,
    pub baseline: f32,
    pub width: f32,
    pub size: f32,
    pub weight: Weight,
    pub gray: f32,
    pub text: String,
}

/// A page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub width: f32,
    pub height: f32,
    pub marks: Vec<Mark>,
    /// Entry of the document's outline that leads here.
    pub bookmark: Option<String>,
    /// Further entries, from top to bottom.
    pub headings: Vec<Heading>,
    pub links: Vec<Link>,
}

/// An entry of the document's outline that leads to a place within a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// 1 stands beside bookmarks, 2 below the last of 1.
    pub level: u8,
    pub title: String,
    pub y: f32,
}

/// An area that leads to a place in the document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    pub area: Area,
    /// Counted from 0.
    pub page: usize,
    pub y: f32,
}

/// Space between the edge of a cell and its text.
const PADDING: f32 = 2.2;
/// Smallest size a text is shrunk to, as a share of its own, before it is cut short.
const LEAST_SHARE: f32 = 0.78;

impl Page {
    /// Returns an empty page.
    pub const fn new(width: f32, height: f32) -> Self {
        Self { width, height, marks: Vec::new(), bookmark: None, headings: Vec::new(), links: Vec::new() }
    }

    pub fn fill(&mut self, area: Area, gray: f32) {
        self.marks.push(Mark::Fill { area, gray });
    }

    pub fn horizontal(&mut self, x: (f32, f32), y: f32, width: f32) {
        self.marks.push(Mark::Line { from: (x.0, y), to: (x.1, y), width });
    }

    pub fn vertical(&mut self, x: f32, y: (f32, f32), width: f32) {
        self.marks.push(Mark::Line { from: (x, y.0), to: (x, y.1), width });
    }

    pub fn frame(&mut self, area: Area, width: f32) {
        self.horizontal((area.x, area.right()), area.y, width);
        self.horizontal((area.x, area.right()), area.bottom(), width);
        self.vertical(area.x, (area.y, area.bottom()), width);
        self.vertical(area.right(), (area.y, area.bottom()), width);
    }

    pub fn triangle(&mut self, area: Area) {
        self.marks.push(Mark::Triangle { area });
    }

    /// Writes a text into a cell, centered in its height, and returns the width it takes.
    pub fn text(&mut self, typeface: &Typeface, cell: Area, style: Style, text: &str) -> f32 {
        let room = cell.width - 2.0 * PADDING;
        let fitted = typeface.fit(text, style.weight, (style.size, style.size * LEAST_SHARE), room);
        if fitted.text.is_empty() {
            return 0.0;
        }
        let slack = room - fitted.width;
        let shift = match style.align {
            Align::Left => 0.0,
            Align::Center => slack / 2.0,
            Align::Right => slack,
        };
        self.marks.push(Mark::Text(TextMark {
            cell,
            x: cell.x + PADDING + shift,
            baseline: cell.y + (cell.height + CAP_HEIGHT * fitted.size) / 2.0,
            width: fitted.width,
            size: fitted.size,
            weight: style.weight,
            gray: style.gray,
            text: fitted.text,
        }));
        fitted.width
    }

    /// Returns whether a cell of this width holds the whole text, shrunk if need be.
    pub fn would_hold(typeface: &Typeface, width: f32, style: Style, text: &str) -> bool {
        let natural = typeface.width(&typeface.printable(text), style.weight, style.size);
        natural * LEAST_SHARE <= width - 2.0 * PADDING
    }

    /// Returns the texts on the page, in the order they were written.
    pub fn texts(&self) -> impl Iterator<Item = &TextMark> {
        self.marks.iter().filter_map(|mark| match mark {
            Mark::Text(text) => Some(text),
            Mark::Turned { .. }
            | Mark::Fill { .. }
            | Mark::Line { .. }
            | Mark::Dot { .. }
            | Mark::Triangle { .. }
            | Mark::Path { .. } => None,
        })
    }
}
