//! The keyboard on the canvas: typed places, Enter, Esc, Tab, copy and paste.

use super::{Escaped, PlanEffect, PlanSession};
use crate::domain::{EntityId, Project};
use crate::workbench::Action;
use crate::workbench::plan::changes::{copied, points_of};
use crate::workbench::plan::{Held, PlanEvent, PlanKey, SelectMode, Selection, begins_entry, parse_point};

impl PlanSession {
    /// Presses a key that tools use.
    pub fn key(&mut self, project: &Project, key: PlanKey, held: Held) -> PlanEffect {
        self.pointer.held = held;
        if key == PlanKey::Backspace && !self.entry.is_empty() {
            self.entry.pop();
            self.entry_error = None;
            return PlanEffect::default();
        }
        self.hear(project, &PlanEvent::Key(key))
    }

    /// Types a letter into an entry; returns whether it was taken.
    pub fn letter(&mut self, letter: char) -> bool {
        let takes = self.tool().is_some_and(|tool| tool.takes_points());
        if !takes || letter.is_control() || (self.entry.is_empty() && !begins_entry(letter)) {
            return false;
        }
        self.entry.push(letter);
        self.entry_error = None;
        true
    }

    /// Enter or the secondary button: takes what was typed, ends what is drawn, or brings the last tool back.
    pub fn enter(&mut self, project: &Project) -> PlanEffect {
        if !self.entry.is_empty() {
            let last = self.tool().and_then(|tool| tool.last());
            let place = parse_point(&self.entry).and_then(|read| read.resolve(last, self.pointer.at));
            return match place {
                Ok(at) => {
                    self.end_entry();
                    self.hear(project, &PlanEvent::Exact(at))
                }
                Err(why) => {
                    self.entry_error = Some(why);
                    PlanEffect::default()
                }
            };
        }
        if self.tool().is_some_and(|tool| !tool.is_idle()) {
            return self.hear(project, &PlanEvent::Confirm);
        }
        if self.tool != Action::PlanSelect {
            self.take_tool(project, Action::PlanSelect);
        } else if let Some(last) = self.last_tool {
            self.take_tool(project, last);
        }
        PlanEffect::default()
    }

    /// Has the tool at hand go on with what is chosen.
    pub fn confirm(&mut self, project: &Project) -> PlanEffect {
        self.hear(project, &PlanEvent::Confirm)
    }

    /// Ends one thing: an entry, a drag, what is drawn, the tool, the selection.
    pub fn escape(&mut self, project: &Project) -> Escaped {
        if !self.entry.is_empty() {
            self.end_entry();
            return Escaped::Something;
        }
        if self.press.is_some_and(|press| !press.dropped) {
            self.drop_press();
            self.hear(project, &PlanEvent::Cancel);
            return Escaped::Something;
        }
        if self.tool().is_some_and(|tool| !tool.is_idle()) {
            self.hear(project, &PlanEvent::Cancel);
            return Escaped::Something;
        }
        if self.tool != Action::PlanSelect {
            self.take_tool(project, Action::PlanSelect);
            return Escaped::Something;
        }
        if self.selection.is_empty() {
            return Escaped::Nothing;
        }
        self.selection = Selection::default();
        Escaped::Something
    }

    /// Takes the next of several snaps; returns whether there were several.
    pub fn next_snap(&mut self, project: &Project) -> bool {
        if self.offered.len() < 2 || !self.tool().is_some_and(|tool| tool.takes_points()) {
            return false;
        }
        self.cycled = (self.cycled + 1) % self.offered.len();
        self.settle_pointer();
        self.hear(project, &PlanEvent::Move);
        true
    }

    /// Chooses the next or the previous object in view, from the top left: so every object is reached without a pointer.
    pub fn step_selection(&mut self, by: isize) {
        let seen = self.camera().seen(self.size);
        let mut in_view: Vec<(i64, f64, EntityId)> = self
            .index
            .within(seen)
            .into_iter()
            .filter(|item| self.layers.is_open(item.layer))
            .map(|item| {
                let middle = (item.bounds.min.y + item.bounds.max.y) / 2.0;
                // Rows of four feet: what stands beside each other is walked from left to right.
                ((-middle / 4.0).floor() as i64, item.bounds.min.x, item.id)
            })
            .collect();
        in_view.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
        let here = self.selection.ids().last().and_then(|id| in_view.iter().position(|(_, _, at)| at == id));
        let next = match here {
            Some(place) => (place as isize + by).rem_euclid(in_view.len().max(1) as isize) as usize,
            None if by < 0 => in_view.len().saturating_sub(1),
            None => 0,
        };
        if let Some((_, _, id)) = in_view.get(next) {
            self.selection.apply(&[*id], SelectMode::Replace);
        }
    }

    /// Takes up what is chosen, to be put down by [`Self::paste`]; returns whether anything is chosen.
    pub fn copy(&mut self) -> bool {
        let taken = self.sheet.filter(|_| !self.selection.is_empty());
        if let Some(sheet) = taken {
            self.clipboard = Some((sheet, self.selection.ids().to_vec()));
        }
        taken.is_some()
    }

    /// Puts copies of what was taken up where the pointer is, on the sheet it was taken from.
    pub fn paste(&mut self, project: &Project) -> PlanEffect {
        let Some((sheet, ids)) = self.clipboard.clone().filter(|(sheet, _)| Some(*sheet) == self.sheet)
        else {
            return PlanEffect::default();
        };
        let Some(sheet) = project.sheet(sheet) else { return PlanEffect::default() };
        let first = ids.iter().flat_map(|id| points_of(sheet, *id)).next();
        let Some(from) = first else { return PlanEffect::default() };
        let to = self.pointer.at;
        match copied(project, sheet, &ids, to.x - from.x, to.y - from.y) {
            Some((step, copies)) => {
                self.selection.apply(&copies, SelectMode::Replace);
                PlanEffect { step: Some(step), ..PlanEffect::default() }
            }
            None => PlanEffect::default(),
        }
    }

    pub(super) fn end_entry(&mut self) {
        self.entry.clear();
        self.entry_error = None;
    }
}
