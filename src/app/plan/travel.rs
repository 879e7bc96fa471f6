//! Going to something: the sheet comes to the front, the view flies there, and its outline pulses once.
//!
//! With reduced motion the view jumps and the outline stays for the time of the pulse.

use crate::domain::{EntityId, Project};
use crate::workbench::plan::{PlanCamera, PlanSession, SelectMode, whereabouts};
use egui::Context;

/// Seconds of the flight and of the pulse behind it.
const FLIGHT: f64 = 0.18;
const PULSE: f64 = 0.4;

#[derive(Clone, Copy, Debug)]
struct Flight {
    from: PlanCamera,
    to: PlanCamera,
    /// Seconds since the window opened; unknown until the first frame.
    began: Option<f64>,
}

/// Where the view is going.
#[derive(Debug, Default)]
pub(super) struct Travel {
    /// What to go to as soon as the plan is drawn.
    wanted: Option<EntityId>,
    flight: Option<Flight>,
    pulses: Vec<EntityId>,
    /// When the pulse began; it waits for the flight to end.
    pulse_began: Option<f64>,
}

impl Travel {
    /// Wants to go to something.
    pub const fn want(&mut self, id: EntityId) {
        self.wanted = Some(id);
    }

    /// Sets out for what is wanted, if it is on the plan. The sheet comes to the front first, then the view flies.
    pub fn set_out(&mut self, session: &mut PlanSession, project: &Project) {
        let Some(id) = self.wanted else { return };
        if let EntityId::Sheet(sheet) = id {
            self.wanted = None;
            return session.show_sheet(sheet);
        }
        let found = whereabouts(project, session.sheet_id(), id);
        let Some(found) = found else {
            self.wanted = None;
            return;
        };
        if session.sheet_id() != Some(found.sheet) {
            // The next frame knows what is on it.
            session.show_sheet(found.sheet);
            return;
        }
        self.wanted = None;
        session.select(&found.objects, SelectMode::Replace);
        let to = session.camera_for(found.part);
        self.flight = Some(Flight { from: session.camera(), to, began: None });
        self.pulses = found.objects;
        self.pulse_began = None;
    }

    /// Sets out for the whole sheet.
    pub fn all(&mut self, session: &mut PlanSession) {
        let Some(part) = session.extents() else { return session.show_all() };
        let to = session.camera_for(part);
        self.flight = Some(Flight { from: session.camera(), to, began: None });
        self.pulses.clear();
    }

    /// Moves the view on its way.
    pub fn go(&mut self, ctx: &Context, session: &mut PlanSession) {
        let now = ctx.input(|input| input.time);
        let Some(flight) = &mut self.flight else { return };
        let began = *flight.began.get_or_insert(now);
        let length = if ctx.global_style().animation_time > 0.0 { FLIGHT } else { 0.0 };
        let share = if length > 0.0 { ((now - began) / length).clamp(0.0, 1.0) } else { 1.0 };
        // Fast at first, slow at the end.
        let eased = 1.0 - (1.0 - share) * (1.0 - share);
        session.set_camera(if share < 1.0 { flight.from.toward(&flight.to, eased) } else { flight.to });
        if share >= 1.0 {
            self.flight = None;
            self.pulse_began = (!self.pulses.is_empty()).then_some(now);
        }
        ctx.request_repaint();
    }

    /// Returns what pulses and how strongly, 0 to 1.
    pub fn pulse(&mut self, ctx: &Context) -> Option<(&[EntityId], f32)> {
        let began = self.pulse_began?;
        let passed = ctx.input(|input| input.time) - began;
        if passed >= PULSE {
            self.pulse_began = None;
            self.pulses.clear();
            return None;
        }
        let strength = if ctx.global_style().animation_time > 0.0 {
            ctx.request_repaint();
            (passed / PULSE * std::f64::consts::PI).sin() as f32
        } else {
            ctx.request_repaint_after_secs((PULSE - passed) as f32);
            1.0
        };
        Some((&self.pulses, strength))
    }
}
