//! Walls drawn one behind the other: each press ends one and begins the next; Enter ends the chain, C closes it.
//!
//! Every wall is its own undo step, so that the last one can be taken back without losing the chain.

use crate::domain::{Edit, Facts, Wall, WallId};
use crate::units::{Feet, PlanPoint, feet_and_inches, parse_length};
use crate::workbench::plan::{
    OptionValue, OverlayForm, OverlayShape, OverlayStyle, PlanEvent, PlanKey, Tool, ToolContext, ToolOption,
    ToolOutcome, geometry, wall_body,
};

const THICKNESS: &str = "Thickness";
/// A stud wall with a board on each side, to the half inch.
const USUAL_FT: f64 = 4.5 / 12.0;
/// Shorter ones are slips of the hand.
const SHORTEST_FT: f64 = 0.02;

#[derive(Clone, Copy, Debug, Default)]
enum State {
    #[default]
    Idle,
    From {
        first: PlanPoint,
        last: PlanPoint,
        walls: usize,
    },
}

#[derive(Debug)]
pub(in crate::workbench::plan) struct WallTool {
    state: State,
    thickness_ft: f64,
}

impl Default for WallTool {
    fn default() -> Self {
        Self { state: State::Idle, thickness_ft: USUAL_FT }
    }
}

impl WallTool {
    fn wall(&self, cx: &ToolContext<'_>, from: PlanPoint, to: PlanPoint) -> Wall {
        let id = WallId(cx.project.next_id());
        Wall { id, from, to, thickness_ft: self.thickness_ft, facts: Facts::new() }
    }

    fn put(&self, cx: &ToolContext<'_>, from: PlanPoint, to: PlanPoint) -> ToolOutcome {
        let wall = Box::new(self.wall(cx, from, to));
        ToolOutcome::step("Draw wall", vec![Edit::PutWall { sheet: cx.sheet.id, wall }])
    }

    fn go_to(&mut self, cx: &ToolContext<'_>, to: PlanPoint) -> ToolOutcome {
        match self.state {
            State::Idle => {
                self.state = State::From { first: to, last: to, walls: 0 };
                ToolOutcome::default()
            }
            State::From { last, .. } if geometry::distance(last, to) < SHORTEST_FT => ToolOutcome::default(),
            State::From { first, last, walls } => {
                let closed = walls > 1 && geometry::distance(first, to) < SHORTEST_FT;
                self.state =
                    if closed { State::Idle } else { State::From { first, last: to, walls: walls + 1 } };
                self.put(cx, last, to)
            }
        }
    }
}

impl Tool for WallTool {
    fn event(&mut self, event: &PlanEvent, cx: &ToolContext<'_>) -> ToolOutcome {
        match event {
            PlanEvent::Click { .. } | PlanEvent::Exact(_) => {
                event.place(cx).map_or_else(ToolOutcome::default, |at| self.go_to(cx, at))
            }
            PlanEvent::Key(PlanKey::Letter('C')) => match self.state {
                State::From { first, walls, .. } if walls > 1 => self.go_to(cx, first),
                _ => ToolOutcome::say("Draw two walls first, then C closes the outline"),
            },
            PlanEvent::Confirm | PlanEvent::Cancel => {
                self.state = State::Idle;
                ToolOutcome::default()
            }
            PlanEvent::Move
            | PlanEvent::DragStart { .. }
            | PlanEvent::Drag
            | PlanEvent::DragEnd
            | PlanEvent::Key(_) => ToolOutcome::default(),
        }
    }

    fn overlay(&self, cx: &ToolContext<'_>) -> Vec<OverlayShape> {
        let State::From { last, .. } = self.state else { return Vec::new() };
        let to = cx.pointer.at;
        let body = wall_body(&self.wall(cx, last, to)).to_vec();
        let length = Feet(geometry::distance(last, to));
        let middle = PlanPoint { x: (last.x + to.x) / 2.0, y: (last.y + to.y) / 2.0 };
        vec![
            OverlayShape::new(OverlayStyle::Draft, OverlayForm::Closed(body)),
            OverlayShape::chip(OverlayStyle::Dimension, middle, feet_and_inches(length, 2)),
        ]
    }

    fn hint(&self) -> String {
        match self.state {
            State::Idle => "Wall: press where it begins, or type x,y",
            State::From { walls: 0 | 1, .. } => "Wall: press or type how far; Enter ends",
            State::From { .. } => "Wall: press or type how far; C closes, Enter ends",
        }
        .to_owned()
    }

    fn is_idle(&self) -> bool {
        matches!(self.state, State::Idle)
    }

    fn last(&self) -> Option<PlanPoint> {
        match self.state {
            State::Idle => None,
            State::From { last, .. } => Some(last),
        }
    }

    fn letters(&self) -> &'static [char] {
        if self.is_idle() { &[] } else { &['C'] }
    }

    fn options(&self) -> Vec<ToolOption> {
        let text = feet_and_inches(Feet(self.thickness_ft), 8);
        vec![ToolOption { name: THICKNESS, value: OptionValue::Length(text) }]
    }

    fn set_option(&mut self, _name: &str, text: &str) -> Result<(), String> {
        let thickness = parse_length(text).map_err(|why| why.to_string())?.0;
        if !(0.0..=20.0).contains(&thickness) {
            return Err("A wall is 0 to 20 ft thick".to_owned());
        }
        self.thickness_ft = thickness;
        Ok(())
    }
}
