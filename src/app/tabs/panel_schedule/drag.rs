//! Dragging circuits by their numbers: ghost, legal targets, and what the drop would make of bars and score.

use crate::app::icons;
use crate::app::tabs::panel_schedule::geometry::Geometry;
use crate::app::tabs::panel_schedule::work::Work;
use crate::app::theme::{Tokens, TypeStyle, radius};
use crate::app::widgets::{IconWeight, icon_at, text_in};
use crate::domain::{CircuitId, Panel, Project, Slot};
use crate::engineering::PanelLoads;
use crate::workbench::schedule::{DropMode, DropPlan, legal_targets, legs_after, plan_drop};
use egui::epaint::StrokeKind;
use egui::{Align, Modifiers, Painter, Pos2, Rect, pos2, vec2};

/// A drag in progress. Nothing of it is in the document.
#[derive(Debug)]
pub struct Drag {
    pub movers: Vec<CircuitId>,
    pub grabbed: CircuitId,
    pub mode: DropMode,
    /// Slots where the top pole may land, index 0 is slot 1.
    pub legal: Vec<bool>,
    /// The slot under the pointer and what a drop there does.
    target: Option<(Slot, Result<DropPlan, String>)>,
    /// Loads after that drop.
    pub preview: Option<PanelLoads>,
}

impl Drag {
    /// Starts to drag.
    pub fn new(project: &Project, panel: &Panel, movers: Vec<CircuitId>, grabbed: CircuitId) -> Self {
        let mode = DropMode::Move;
        let legal = legal_targets(project, panel.id, &movers, grabbed, mode);
        Self { movers, grabbed, mode, legal, target: None, preview: None }
    }

    /// Follows the pointer. What a drop does is worked out again only where something changed.
    pub fn follow(&mut self, work: &Work<'_>, slot: Option<Slot>, modifiers: Modifiers) {
        let mode = match modifiers {
            held if held.command || held.ctrl => DropMode::Copy,
            held if held.alt => DropMode::Insert,
            _ => DropMode::Move,
        };
        let moved = self.target.as_ref().map(|(slot, _)| *slot) != slot;
        if mode != self.mode {
            self.legal = legal_targets(&work.project, work.panel, &self.movers, self.grabbed, mode);
        }
        if moved || mode != self.mode {
            self.mode = mode;
            self.target = slot.map(|slot| {
                (slot, plan_drop(&work.project, work.panel, &self.movers, self.grabbed, slot, mode))
            });
            self.preview = match &self.target {
                Some((_, Ok(plan))) => legs_after(&work.project, work.panel, &plan.step.edits),
                _ => None,
            };
        }
    }

    /// Returns the slot under the pointer.
    pub fn slot(&self) -> Option<Slot> {
        self.target.as_ref().map(|(slot, _)| *slot)
    }

    /// Draws the target's outline or why it is none, and the ghost at the pointer.
    pub fn paint(
        &self,
        painter: &Painter,
        panel: &Panel,
        geometry: &Geometry,
        top: f32,
        pointer: Pos2,
        tokens: &Tokens,
    ) {
        let Some(grabbed) = panel.circuit(self.grabbed) else { return };
        if let Some((slot, result)) = &self.target {
            match (geometry.row_rect(*slot, grabbed.poles, top), result) {
                (Some(rect), Ok(_)) => {
                    let stroke = tokens.stroke(1.0, tokens.select_line);
                    painter.rect_stroke(rect, 0.0, stroke, StrokeKind::Inside);
                }
                (Some(rect), Err(why)) if grabbed.slot != *slot => {
                    let row = Rect::from_min_size(rect.min, vec2(rect.width(), geometry.row));
                    illegal(painter, row, why, tokens);
                }
                _ => {}
            }
        }
        let rows = f32::from(grabbed.poles);
        let size = vec2(230.0, geometry.row * rows);
        let ghost = Rect::from_min_size(pointer + vec2(10.0, 6.0), size);
        let fill = tokens.raised.gamma_multiply(0.92);
        painter.rect(ghost, radius::FIELD, fill, tokens.edge(), StrokeKind::Inside);
        let row = Rect::from_min_size(ghost.min, vec2(size.x, geometry.row)).shrink2(vec2(10.0, 0.0));
        let more = self.movers.len().saturating_sub(1);
        let verb = match self.mode {
            DropMode::Move => "",
            DropMode::Copy => "copy ",
            DropMode::Insert => "insert ",
        };
        let words = match more {
            0 => format!("{verb}{} {}", grabbed.slot, grabbed.description),
            _ => format!("{verb}{} {} +{more}", grabbed.slot, grabbed.description),
        };
        text_in(painter, row, Align::Min, &words, TypeStyle::BodyMedium.font(), tokens.text_1);
    }
}

fn illegal(painter: &Painter, row: Rect, why: &str, tokens: &Tokens) {
    painter.rect_filled(row.shrink(1.0), 0.0, tokens.over(tokens.error_tint, tokens.sheet, 1.0));
    let icon = pos2(row.right() - 16.0, row.center().y);
    icon_at(painter, icon, icons::PROHIBIT, IconWeight::Outline, 14.0, tokens.error);
    let words = row.shrink2(vec2(10.0, 0.0)).with_max_x(row.right() - 28.0);
    text_in(painter, words, Align::Min, why, TypeStyle::Body.font(), tokens.text_2);
}
