//! What is drawn over the plan for a while: ghosts, snap marks, selection boxes, dimensions, causes of findings.
//!
//! Tools and overlay providers say what and where, in plan space, with the name of a style; the window knows colors and strokes.
//! Sizes in points stay the same at every scale.

use super::SnapKind;
use crate::units::PlanPoint;

/// How an overlay looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OverlayStyle {
    /// A proposal: dashed, violet.
    Ghost,
    /// What is being drawn and would be there after the next press.
    Draft,
    /// A line to align with.
    Guide,
    Snap,
    Selection,
    Hover,
    /// A selection box from left to right: what lies inside.
    WindowBox,
    /// From right to left: what it touches.
    CrossingBox,
    Dimension,
    Error,
    Warning,
    Undetermined,
    /// The way to an error: what still keeps the limit.
    ErrorPath,
    /// Ground that a search has looked at.
    Explored,
    /// What stands in the way.
    Blocker,
    /// What was there before a drawing changed, and what is there instead.
    Removed,
    Added,
}

/// A shape of an overlay.
#[derive(Clone, Debug, PartialEq)]
pub enum OverlayForm {
    /// A line through points.
    Line(Vec<PlanPoint>),
    /// A closed outline, filled faintly.
    Closed(Vec<PlanPoint>),
    /// Unconnected straight pieces.
    Pieces(Vec<(PlanPoint, PlanPoint)>),
    /// A filled disc with a short text, such as the number of a bend.
    Disc { at: PlanPoint, radius_pt: f64, text: String },
    /// A ring, such as a corner of a proposed route.
    Ring { at: PlanPoint, radius_pt: f64 },
    /// A small square to drag by.
    Handle(PlanPoint),
    /// The mark of a snap, with its name.
    Mark { at: PlanPoint, kind: SnapKind, named: bool },
    /// A box with words at a place; `lift_pt` points above it.
    Chip { at: PlanPoint, lift_pt: f64, text: String },
    /// Marks where findings are that have no picture of their own, with their number.
    Pin { at: PlanPoint, count: usize },
    /// Words on the bare plan.
    Words { at: PlanPoint, text: String },
    /// The section of a raceway, to scale: its inner radius and its conductors by place and radius, in inches.
    Section { at: PlanPoint, radius_in: f64, wires: Vec<(f64, f64, f64)> },
}

/// A shape with its style.
#[derive(Clone, Debug, PartialEq)]
pub struct OverlayShape {
    pub style: OverlayStyle,
    pub form: OverlayForm,
}

impl OverlayShape {
    /// Returns a shape.
    pub const fn new(style: OverlayStyle, form: OverlayForm) -> Self {
        Self { style, form }
    }

    /// Returns a line through points.
    pub const fn line(style: OverlayStyle, points: Vec<PlanPoint>) -> Self {
        Self { style, form: OverlayForm::Line(points) }
    }

    /// Returns words on a box.
    pub fn chip(style: OverlayStyle, at: PlanPoint, text: impl Into<String>) -> Self {
        Self { style, form: OverlayForm::Chip { at, lift_pt: 16.0, text: text.into() } }
    }
    /// Returns the shape with every point put elsewhere.
    #[must_use]
    pub fn map(self, place: &dyn Fn(PlanPoint) -> PlanPoint) -> Self {
        let all = |points: Vec<PlanPoint>| points.into_iter().map(place).collect();
        let form = match self.form {
            OverlayForm::Line(points) => OverlayForm::Line(all(points)),
            OverlayForm::Closed(points) => OverlayForm::Closed(all(points)),
            OverlayForm::Pieces(pieces) => {
                OverlayForm::Pieces(pieces.into_iter().map(|(a, b)| (place(a), place(b))).collect())
            }
            OverlayForm::Disc { at, radius_pt, text } => OverlayForm::Disc { at: place(at), radius_pt, text },
            OverlayForm::Ring { at, radius_pt } => OverlayForm::Ring { at: place(at), radius_pt },
            OverlayForm::Handle(at) => OverlayForm::Handle(place(at)),
            OverlayForm::Mark { at, kind, named } => OverlayForm::Mark { at: place(at), kind, named },
            OverlayForm::Chip { at, lift_pt, text } => OverlayForm::Chip { at: place(at), lift_pt, text },
            OverlayForm::Pin { at, count } => OverlayForm::Pin { at: place(at), count },
            OverlayForm::Words { at, text } => OverlayForm::Words { at: place(at), text },
            OverlayForm::Section { at, radius_in, wires } => {
                OverlayForm::Section { at: place(at), radius_in, wires }
            }
        };
        Self { form, ..self }
    }
}
