//! The pointer on the canvas: where it is on the plan, what it snaps to, presses and drags.

use super::{DRAG_PT, PlanButton, PlanEffect, PlanSession, Press};
use crate::domain::Project;
use crate::workbench::Action;
use crate::workbench::plan::{
    Held, PlanEvent, Pointer, ScreenPoint, SnapField, SnapKind, along_axis, geometry, snaps_at,
};

impl PlanSession {
    /// Moves the pointer.
    pub fn point(&mut self, project: &Project, at: ScreenPoint, held: Held) -> PlanEffect {
        let before = self.pointer.screen;
        self.place_pointer(project, at, held);
        let Some(press) = self.press else {
            return self.hear(project, &PlanEvent::Move);
        };
        if press.dropped {
            return PlanEffect::default();
        }
        let pans = press.button == PlanButton::Middle || self.tool == Action::PlanPan;
        if pans {
            self.pan(at.x - before.x, at.y - before.y);
            return PlanEffect::default();
        }
        let drags = self.tool().is_none_or(|tool| tool.drags());
        if !drags {
            return self.hear(project, &PlanEvent::Move);
        }
        let mut effect = PlanEffect::default();
        if !press.dragging {
            if press.from.screen.distance(at) < DRAG_PT {
                return effect;
            }
            self.press = Some(Press { dragging: true, ..press });
            effect = self.hear(project, &PlanEvent::DragStart { from: press.from });
            // What the drag has grasped decides what it snaps to.
            self.place_pointer(project, at, held);
        }
        merge(effect, self.hear(project, &PlanEvent::Drag))
    }

    /// Presses a button.
    pub fn press(&mut self, project: &Project, button: PlanButton, at: ScreenPoint, held: Held) {
        self.place_pointer(project, at, held);
        self.press = Some(Press { button, from: self.pointer, dragging: false, dropped: false });
    }

    /// Lets the button go; `count` presses came quickly one after the other.
    pub fn release(&mut self, project: &Project, at: ScreenPoint, held: Held, count: u8) -> PlanEffect {
        let Some(press) = self.press else { return PlanEffect::default() };
        self.place_pointer(project, at, held);
        self.press = None;
        if press.dropped || press.button == PlanButton::Middle || self.tool == Action::PlanPan {
            return PlanEffect::default();
        }
        let event = if press.dragging { PlanEvent::DragEnd } else { PlanEvent::Click { count } };
        let effect = self.hear(project, &event);
        self.place_pointer(project, at, held);
        effect
    }

    /// Returns whether a button is down on the canvas.
    pub const fn is_pressed(&self) -> bool {
        self.press.is_some()
    }

    pub(super) fn drop_press(&mut self) {
        if let Some(press) = &mut self.press {
            press.dropped = true;
        }
    }

    /// Finds out where the pointer is on the plan and what it could snap to.
    pub(super) fn place_pointer(&mut self, project: &Project, at: ScreenPoint, held: Held) {
        let camera = self.camera();
        let raw = camera.to_plan(self.size, at);
        let moved = self.pointer.screen != at;
        self.pointer = Pointer { raw, at: raw, screen: at, snap: None, held };
        let Some(sheet) = self.sheet(project) else { return };
        let takes_points = self.tool().is_some_and(|tool| tool.takes_points());
        let aperture = self.snaps.aperture_pt / camera.pt_per_ft;
        if takes_points {
            let field = SnapField { sheet, index: &self.index, grounds: &self.grounds };
            let last = self.tool().and_then(|tool| tool.last());
            let mut offered = snaps_at(&field, &self.snaps, raw, aperture, last);
            if self.tool().is_some_and(|tool| tool.carries_selection()) {
                offered.retain(|snap| snap.of.is_none_or(|id| !self.selection.contains(id)));
            }
            if moved || self.cycled >= offered.len() {
                self.cycled = 0;
            }
            self.offered = offered;
        } else {
            self.offered.clear();
        }
        self.settle_pointer();
        let open = |layer| self.layers.is_open(layer);
        let hovers = self.tool == Action::PlanSelect && self.press.is_none() && !takes_points;
        self.hover = if hovers { self.index.under(raw, aperture, open).first().copied() } else { None };
    }

    /// Puts the pointer onto the chosen snap; where there is none, onto the axis.
    pub(super) fn settle_pointer(&mut self) {
        let last = self.tool().and_then(|tool| tool.last());
        let snap = self.offered.get(self.cycled).copied();
        self.pointer.snap = snap;
        self.pointer.at = snap.map_or(self.pointer.raw, |snap| snap.at);
        // An exact place beats ortho; what lies anywhere on a line does not.
        let exact = snap.is_some_and(|snap| snap.kind < SnapKind::Nearest);
        let ortho = self.snaps.ortho != self.pointer.held.shift;
        if let Some(last) = last.filter(|_| ortho && !exact) {
            let on_axis = along_axis(last, self.pointer.at);
            if snap.is_some_and(|snap| geometry::distance(snap.at, on_axis) > 1e-9) {
                self.pointer.snap = None;
            }
            self.pointer.at = on_axis;
        }
    }
}

/// Joins what two events led to; the later one wins where both say something.
fn merge(first: PlanEffect, second: PlanEffect) -> PlanEffect {
    PlanEffect {
        step: second.step.or(first.step),
        ask: second.ask.or(first.ask),
        say: second.say.or(first.say),
        open: second.open.or(first.open),
        route: second.route.or(first.route),
    }
}
