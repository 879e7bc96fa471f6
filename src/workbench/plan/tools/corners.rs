//! A closed outline pressed corner by corner, or as a rectangle by two opposite ones. Rooms and areas are drawn so.

use crate::units::{Feet, PlanPoint, feet_and_inches, grouped};
use crate::workbench::plan::geometry::{area_of, distance};
use crate::workbench::plan::{OverlayForm, OverlayShape, OverlayStyle, PlanEvent, ToolContext};

/// Corners nearer than this are one, in feet.
const SAME_FT: f64 = 0.01;

/// The corners so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Corners {
    points: Vec<PlanPoint>,
    /// Two opposite corners make the outline.
    pub rectangle: bool,
}

impl Corners {
    /// Returns no corners yet, of a rectangle or of an outline of any shape.
    pub fn by(rectangle: bool) -> Self {
        Self { points: Vec::new(), rectangle }
    }

    /// Hears an event; returns the outline when it is closed.
    pub fn event(&mut self, event: &PlanEvent, cx: &ToolContext<'_>) -> Option<Vec<PlanPoint>> {
        match event {
            PlanEvent::Click { .. } | PlanEvent::Exact(_) => self.add(event.place(cx)?),
            PlanEvent::Confirm => {
                let outline = std::mem::take(&mut self.points);
                (outline.len() > 2 && !self.rectangle).then_some(outline)
            }
            PlanEvent::Cancel => {
                self.points.clear();
                None
            }
            PlanEvent::Move
            | PlanEvent::DragStart { .. }
            | PlanEvent::Drag
            | PlanEvent::DragEnd
            | PlanEvent::Key(_) => None,
        }
    }

    fn add(&mut self, at: PlanPoint) -> Option<Vec<PlanPoint>> {
        let closes = self.points.first().is_some_and(|first| distance(*first, at) < SAME_FT);
        match (self.rectangle, self.points.first().copied()) {
            (true, Some(first)) if (first.x - at.x).abs() > SAME_FT && (first.y - at.y).abs() > SAME_FT => {
                self.points.clear();
                Some(rectangle(first, at))
            }
            (false, Some(_)) if closes && self.points.len() > 2 => Some(std::mem::take(&mut self.points)),
            (_, Some(_)) if closes || self.rectangle => None,
            _ => {
                self.points.push(at);
                None
            }
        }
    }

    /// Returns what would be closed now, with its measures.
    pub fn overlay(&self, cx: &ToolContext<'_>) -> Vec<OverlayShape> {
        let to = cx.pointer.at;
        let Some(first) = self.points.first().copied() else { return Vec::new() };
        let outline = if self.rectangle {
            rectangle(first, to)
        } else {
            self.points.iter().copied().chain([to]).collect()
        };
        let words = if self.rectangle {
            let side = |a: f64, b: f64| feet_and_inches(Feet((a - b).abs()), 2);
            format!("{} × {}", side(first.x, to.x), side(first.y, to.y))
        } else {
            let last = self.points.last().copied().unwrap_or(first);
            let area = if outline.len() > 2 {
                format!(" · {} ft²", grouped(area_of(&outline), 1))
            } else {
                String::new()
            };
            format!("{}{area}", feet_and_inches(Feet(distance(last, to)), 2))
        };
        vec![
            OverlayShape::new(OverlayStyle::Draft, OverlayForm::Closed(outline)),
            OverlayShape::chip(OverlayStyle::Dimension, to, words),
        ]
    }

    /// Says what to press next.
    pub fn hint(&self, what: &str) -> String {
        match (self.points.len(), self.rectangle) {
            (0, _) => format!("{what}: press the first corner, or type x,y"),
            (_, true) => format!("{what}: press the opposite corner, or type how far"),
            (1 | 2, false) => format!("{what}: press the next corner"),
            (_, false) => format!("{what}: press the next corner; Enter closes"),
        }
    }

    pub const fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    pub fn last(&self) -> Option<PlanPoint> {
        self.points.last().copied()
    }
}

fn rectangle(a: PlanPoint, b: PlanPoint) -> Vec<PlanPoint> {
    crate::workbench::plan::geometry::corners(crate::workbench::plan::geometry::rect_between(a, b)).to_vec()
}
