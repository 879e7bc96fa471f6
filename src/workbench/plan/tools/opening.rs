//! Doors, windows and gaps put into walls: the wall under the pointer takes it where it is pressed.
//!
//! A door opens to the side of the wall where the pointer is; F hangs it at its other end.

use crate::domain::{Edit, Facts, Opening, OpeningId, OpeningKind, Wall};
use crate::units::{Feet, PlanPoint, feet_and_inches, parse_length};
use crate::workbench::plan::geometry::{distance, foot_on, nearest_on, turned};
use crate::workbench::plan::{
    OptionValue, OverlayForm, OverlayShape, OverlayStyle, PlanEvent, PlanKey, Tool, ToolContext, ToolOption,
    ToolOutcome, opening_body,
};

const KIND: &str = "Kind";
const WIDTH: &str = "Width";
/// A wall is meant from this far away, in feet, at any scale.
const REACH_FT: f64 = 3.0;
/// The usual door of an office, as wide as accessibility asks.
const USUAL_FT: f64 = 3.0;

#[derive(Debug)]
pub(in crate::workbench::plan) struct OpeningTool {
    kind: OpeningKind,
    width_ft: f64,
    hinge_far: bool,
}

impl Default for OpeningTool {
    fn default() -> Self {
        Self { kind: OpeningKind::Door, width_ft: USUAL_FT, hinge_far: false }
    }
}

impl OpeningTool {
    /// Returns the opening that would be put at a place, with its wall.
    fn at<'a>(&self, at: PlanPoint, cx: &ToolContext<'a>) -> Result<(&'a Wall, Opening), String> {
        let far = |wall: &Wall| distance(nearest_on(wall.from, wall.to, at), at);
        let walls = cx.sheet.walls.values().map(AsRef::as_ref).filter(|wall| far(wall) <= REACH_FT);
        let wall = walls.min_by(|a, b| far(a).total_cmp(&far(b)));
        let wall = wall.ok_or("There is no wall here")?;
        let half = self.width_ft / 2.0;
        if wall.length_ft() < self.width_ft {
            return Err("The wall is shorter than the opening is wide".to_owned());
        }
        let on = nearest_on(wall.from, wall.to, at);
        let along_ft = distance(wall.from, on).clamp(half, wall.length_ft() - half);
        let taken = cx.sheet.openings.values().find(|other| {
            other.wall == wall.id
                && (other.along_ft - along_ft).abs() < (other.width_ft + self.width_ft) / 2.0 - 1e-6
        });
        if let Some(other) = taken {
            return Err(format!("There is a {} already", other.kind.name()));
        }
        let swings_right = foot_on(wall.from, wall.to, at).is_some_and(|(foot, _)| {
            let (dx, dy) = (wall.to.x - wall.from.x, wall.to.y - wall.from.y);
            dx * (at.y - foot.y) - dy * (at.x - foot.x) < 0.0
        });
        let opening = Opening {
            id: OpeningId(cx.project.next_id()),
            kind: self.kind,
            wall: wall.id,
            along_ft,
            width_ft: self.width_ft,
            hinge_far: self.hinge_far,
            swings_right,
            facts: Facts::new(),
        };
        Ok((wall, opening))
    }
}

impl Tool for OpeningTool {
    fn event(&mut self, event: &PlanEvent, cx: &ToolContext<'_>) -> ToolOutcome {
        match event {
            PlanEvent::Click { .. } => match self.at(cx.pointer.raw, cx) {
                Ok((_, opening)) => {
                    let label = format!("Place {}", opening.kind.name().replace('-', " "));
                    let opening = Box::new(opening);
                    ToolOutcome::step(label, vec![Edit::PutOpening { sheet: cx.sheet.id, opening }])
                }
                Err(why) => ToolOutcome::say(why),
            },
            PlanEvent::Key(PlanKey::Letter('F')) => {
                self.hinge_far = !self.hinge_far;
                ToolOutcome::default()
            }
            PlanEvent::Confirm => ToolOutcome { done: true, ..ToolOutcome::default() },
            PlanEvent::Move
            | PlanEvent::DragStart { .. }
            | PlanEvent::Drag
            | PlanEvent::DragEnd
            | PlanEvent::Exact(_)
            | PlanEvent::Key(_)
            | PlanEvent::Cancel => ToolOutcome::default(),
        }
    }

    fn overlay(&self, cx: &ToolContext<'_>) -> Vec<OverlayShape> {
        let Ok((wall, opening)) = self.at(cx.pointer.raw, cx) else { return Vec::new() };
        let body = opening_body(wall, &opening).to_vec();
        let mut shapes = vec![OverlayShape::new(OverlayStyle::Draft, OverlayForm::Closed(body))];
        if opening.kind == OpeningKind::Door {
            shapes.push(OverlayShape::line(OverlayStyle::Draft, leaf(wall, &opening)));
        }
        let left = Feet(opening.along_ft - opening.width_ft / 2.0);
        let words = format!("{} from the corner", feet_and_inches(left, 2));
        shapes.push(OverlayShape::chip(OverlayStyle::Dimension, wall.point_at(opening.along_ft), words));
        shapes
    }

    fn hint(&self) -> String {
        match self.kind {
            OpeningKind::Door => "Door: press a wall, on the side it opens to; F changes the hinges",
            OpeningKind::SlidingDoor | OpeningKind::Window | OpeningKind::Gap => "Opening: press a wall",
        }
        .to_owned()
    }

    fn is_idle(&self) -> bool {
        true
    }

    fn takes_points(&self) -> bool {
        false
    }

    fn letters(&self) -> &'static [char] {
        &['F']
    }

    fn options(&self) -> Vec<ToolOption> {
        let chosen = OpeningKind::ALL.iter().position(|kind| *kind == self.kind).unwrap_or(0);
        let choices = OpeningKind::ALL.iter().map(|kind| kind.name()).collect();
        let width = feet_and_inches(Feet(self.width_ft), 4);
        vec![
            ToolOption { name: KIND, value: OptionValue::Choice { chosen, choices } },
            ToolOption { name: WIDTH, value: OptionValue::Length(width) },
        ]
    }

    fn set_option(&mut self, name: &str, text: &str) -> Result<(), String> {
        if name == KIND {
            self.kind = OpeningKind::from_name(text).ok_or("There is no such opening")?;
            return Ok(());
        }
        let width = parse_length(text).map_err(|why| why.to_string())?.0;
        if !(0.25..=60.0).contains(&width) {
            return Err("An opening is 3 in to 60 ft wide".to_owned());
        }
        self.width_ft = width;
        Ok(())
    }
}

/// Returns hinge, open leaf's end, and the arc back to the latch.
fn leaf(wall: &Wall, opening: &Opening) -> Vec<PlanPoint> {
    let half = opening.width_ft / 2.0;
    let (near, far) = (wall.point_at(opening.along_ft - half), wall.point_at(opening.along_ft + half));
    let (hinge, latch) = if opening.hinge_far { (far, near) } else { (near, far) };
    let side = if opening.swings_right == opening.hinge_far { 90.0 } else { -90.0 };
    let arc = (0..=8).rev().map(|n| turned(latch, hinge, side * f64::from(n) / 8.0));
    std::iter::once(hinge).chain(arc).collect()
}
