//! Rooms: a press inside closed walls takes the outline between them; without walls the corners are pressed one by one.
//!
//! A number at the end of the name counts on from room to room.

use super::corners::Corners;
use crate::domain::{Edit, Facts, Room, RoomId, SheetId};
use crate::nec::RoomKind;
use crate::units::{PlanPoint, grouped};
use crate::workbench::plan::geometry::{area_of, middle_of};
use crate::workbench::plan::{
    OptionValue, OverlayForm, OverlayShape, OverlayStyle, PlanEvent, Tool, ToolContext, ToolOption,
    ToolOutcome, region_at, regions,
};

const BY: &str = "By";
const NAME: &str = "Name";
const USE: &str = "Use";
const WAYS: [&str; 2] = ["Press inside walls", "Corners"];

#[derive(Debug)]
pub(in crate::workbench::plan) struct RoomTool {
    by_corners: bool,
    name: String,
    kind: RoomKind,
    corners: Corners,
    /// The regions of a sheet in one of its states.
    known: Option<((SheetId, u64), Vec<Vec<PlanPoint>>)>,
}

impl Default for RoomTool {
    fn default() -> Self {
        let name = "ROOM 101".to_owned();
        Self { by_corners: false, name, kind: RoomKind::Office, corners: Corners::default(), known: None }
    }
}

impl RoomTool {
    fn look(&mut self, cx: &ToolContext<'_>) {
        let now = (cx.sheet.id, cx.revision);
        if self.known.as_ref().is_none_or(|(of, _)| *of != now) {
            self.known = Some((now, regions(cx.sheet)));
        }
    }

    fn region(&self, at: PlanPoint) -> Option<&Vec<PlanPoint>> {
        region_at(&self.known.as_ref()?.1, at)
    }

    fn put(&mut self, cx: &ToolContext<'_>, outline: Vec<PlanPoint>) -> ToolOutcome {
        let id = RoomId(cx.project.next_id());
        let use_type = self.kind.name().to_owned();
        let room = Room { id, name: self.name.clone(), use_type, outline, facts: Facts::new() };
        self.name = counted_on(&self.name);
        ToolOutcome::step(
            format!("Add room {}", room.name),
            vec![Edit::PutRoom { sheet: cx.sheet.id, room: Box::new(room) }],
        )
    }

    fn press_inside(&mut self, cx: &ToolContext<'_>) -> ToolOutcome {
        self.look(cx);
        let Some(outline) = self.region(cx.pointer.raw).cloned() else {
            return ToolOutcome::say("Walls do not close around this place; choose Corners and press them");
        };
        let middle = middle_of(&outline);
        let there = cx.sheet.rooms.values().find(|room| {
            middle.is_some_and(|at| at.lies_in(&room.outline))
                && (area_of(&room.outline) / area_of(&outline) - 1.0).abs() < 0.05
        });
        if let Some(room) = there {
            return ToolOutcome::say(format!("{} is here already", room.name));
        }
        self.put(cx, outline)
    }
}

impl Tool for RoomTool {
    fn event(&mut self, event: &PlanEvent, cx: &ToolContext<'_>) -> ToolOutcome {
        if !self.by_corners {
            return match event {
                PlanEvent::Click { .. } => self.press_inside(cx),
                PlanEvent::Confirm => ToolOutcome { done: true, ..ToolOutcome::default() },
                PlanEvent::Move => {
                    self.look(cx);
                    ToolOutcome::default()
                }
                PlanEvent::DragStart { .. }
                | PlanEvent::Drag
                | PlanEvent::DragEnd
                | PlanEvent::Exact(_)
                | PlanEvent::Key(_)
                | PlanEvent::Cancel => ToolOutcome::default(),
            };
        }
        match self.corners.event(event, cx) {
            Some(outline) => self.put(cx, outline),
            None => ToolOutcome::default(),
        }
    }

    fn overlay(&self, cx: &ToolContext<'_>) -> Vec<OverlayShape> {
        if self.by_corners {
            return self.corners.overlay(cx);
        }
        let Some(outline) = self.region(cx.pointer.raw) else { return Vec::new() };
        let words = format!("{} · {} ft²", self.name, grouped(area_of(outline), 0));
        let at = middle_of(outline).unwrap_or_default();
        vec![
            OverlayShape::new(OverlayStyle::Draft, OverlayForm::Closed(outline.clone())),
            OverlayShape::new(OverlayStyle::Dimension, OverlayForm::Chip { at, lift_pt: 0.0, text: words }),
        ]
    }

    fn hint(&self) -> String {
        if self.by_corners {
            self.corners.hint("Room")
        } else {
            "Room: press inside walls that close around it".to_owned()
        }
    }

    fn is_idle(&self) -> bool {
        self.corners.is_empty()
    }

    fn last(&self) -> Option<PlanPoint> {
        self.corners.last()
    }

    fn takes_points(&self) -> bool {
        self.by_corners
    }

    fn options(&self) -> Vec<ToolOption> {
        let chosen = usize::from(self.by_corners);
        let kind = RoomKind::ALL.iter().position(|kind| *kind == self.kind).unwrap_or(0);
        let kinds = RoomKind::WORDS.iter().map(|(_, words)| *words).collect();
        vec![
            ToolOption { name: BY, value: OptionValue::Choice { chosen, choices: WAYS.to_vec() } },
            ToolOption { name: NAME, value: OptionValue::Text(self.name.clone()) },
            ToolOption { name: USE, value: OptionValue::Choice { chosen: kind, choices: kinds } },
        ]
    }

    fn set_option(&mut self, name: &str, text: &str) -> Result<(), String> {
        match name {
            BY => {
                self.by_corners = text == WAYS[1];
                self.corners = Corners::default();
            }
            NAME if text.trim().is_empty() => return Err("A room needs a name".to_owned()),
            NAME => self.name = text.trim().to_owned(),
            _ => {
                let named = RoomKind::WORDS.iter().find(|(_, words)| *words == text);
                self.kind =
                    named.and_then(|(name, _)| RoomKind::from_name(name)).ok_or("There is no such use")?;
            }
        }
        Ok(())
    }
}

/// Returns the name of the next room: `OFFICE 101` becomes `OFFICE 102`.
fn counted_on(name: &str) -> String {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = name.get(stem.len()..).unwrap_or_default();
    let width = digits.len();
    digits.parse::<u64>().map_or_else(|_| name.to_owned(), |number| format!("{stem}{:0width$}", number + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_on() {
        assert_eq!(counted_on("OFFICE 101"), "OFFICE 102");
        assert_eq!(counted_on("B-09"), "B-10");
        assert_eq!(counted_on("LOBBY"), "LOBBY");
    }
}
