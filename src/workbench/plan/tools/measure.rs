//! Distances and areas, measured and not drawn: what was measured stays on view until the next is begun.

use crate::units::{Feet, PlanPoint, feet_and_inches, grouped};
use crate::workbench::plan::geometry::{area_of, distance, length_of, middle_of};
use crate::workbench::plan::{
    OverlayForm, OverlayShape, OverlayStyle, PlanEvent, Tool, ToolContext, ToolOutcome,
};

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::workbench::plan) enum Measured {
    Distance,
    Area,
}

#[derive(Debug)]
pub(in crate::workbench::plan) struct MeasureTool {
    what: Measured,
    points: Vec<PlanPoint>,
    finished: bool,
}

impl MeasureTool {
    pub fn new(what: Measured) -> Self {
        Self { what, points: Vec::new(), finished: false }
    }

    fn add(&mut self, at: PlanPoint) {
        if std::mem::take(&mut self.finished) {
            self.points.clear();
        }
        let closes = self.what == Measured::Area
            && self.points.len() > 2
            && self.points.first().is_some_and(|first| distance(*first, at) < 1e-6);
        if closes {
            self.finished = true;
        } else if self.points.last().is_none_or(|last| distance(*last, at) > 1e-9) {
            self.points.push(at);
        }
    }
}

impl Tool for MeasureTool {
    fn event(&mut self, event: &PlanEvent, cx: &ToolContext<'_>) -> ToolOutcome {
        match event {
            PlanEvent::Click { .. } | PlanEvent::Exact(_) => {
                if let Some(at) = event.place(cx) {
                    self.add(at);
                }
            }
            PlanEvent::Confirm => self.finished = true,
            PlanEvent::Cancel => {
                self.points.clear();
                self.finished = false;
            }
            PlanEvent::Move
            | PlanEvent::DragStart { .. }
            | PlanEvent::Drag
            | PlanEvent::DragEnd
            | PlanEvent::Key(_) => {}
        }
        ToolOutcome::default()
    }

    fn overlay(&self, cx: &ToolContext<'_>) -> Vec<OverlayShape> {
        let mut points = self.points.clone();
        if !self.finished && !points.is_empty() {
            points.push(cx.pointer.at);
        }
        if points.len() < 2 {
            return Vec::new();
        }
        match self.what {
            Measured::Distance => distances(points),
            Measured::Area => area(points),
        }
    }

    fn hint(&self) -> String {
        let words = match (self.what, self.points.len(), self.finished) {
            (Measured::Distance, 0, _) => "Measure: press where it begins",
            (Measured::Distance, _, false) => "Measure: press the next point; Enter ends",
            (Measured::Area, 0, _) => "Area: press the first corner",
            (Measured::Area, _, false) => "Area: press the next corner; Enter ends",
            (_, _, true) => "Measured; press to measure again",
        };
        words.to_owned()
    }

    fn is_idle(&self) -> bool {
        self.points.is_empty() || self.finished
    }

    fn last(&self) -> Option<PlanPoint> {
        self.points.last().copied().filter(|_| !self.finished)
    }
}

/// Every leg with its length, the sum at the end where there are several.
fn distances(points: Vec<PlanPoint>) -> Vec<OverlayShape> {
    let sum = length_of(&points);
    let legs = points.iter().zip(points.iter().skip(1));
    let mut shapes: Vec<OverlayShape> = legs
        .clone()
        .map(|(from, to)| {
            let middle = PlanPoint { x: (from.x + to.x) / 2.0, y: (from.y + to.y) / 2.0 };
            OverlayShape::chip(
                OverlayStyle::Dimension,
                middle,
                feet_and_inches(Feet(distance(*from, *to)), 4),
            )
        })
        .collect();
    if legs.count() > 1
        && let Some(end) = points.last()
    {
        let words = format!("{} in all", feet_and_inches(Feet(sum), 4));
        let form = OverlayForm::Chip { at: *end, lift_pt: -20.0, text: words };
        shapes.push(OverlayShape::new(OverlayStyle::Dimension, form));
    }
    shapes.insert(0, OverlayShape::line(OverlayStyle::Dimension, points));
    shapes
}

/// The outline with its area and the way around it.
fn area(points: Vec<PlanPoint>) -> Vec<OverlayShape> {
    let around: f64 = length_of(&points)
        + points.first().zip(points.last()).map_or(0.0, |(first, last)| distance(*first, *last));
    let words = format!("{} ft² · {} around", grouped(area_of(&points), 1), feet_and_inches(Feet(around), 1));
    let middle = middle_of(&points).unwrap_or_default();
    let form = OverlayForm::Chip { at: middle, lift_pt: 0.0, text: words };
    vec![
        OverlayShape::new(OverlayStyle::Draft, OverlayForm::Closed(points)),
        OverlayShape::new(OverlayStyle::Dimension, form),
    ]
}
