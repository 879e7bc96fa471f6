//! The focus ring: one helper, because egui gives focus and press the same look.

use egui::epaint::{CornerRadius, StrokeKind};
use egui::{Painter, Rect, Response, Ui};

use crate::app::theme::{self, Tokens};

/// Where the ring runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FocusRing {
    /// 2 pt outside a control.
    Outside,
    /// Inside a cell or a row.
    Inside,
}

/// Draws the ring if `response` has the keyboard focus. egui gives buttons no focus on a click, so a mouse user never sees it there.
pub fn focus_ring(ui: &Ui, response: &Response, corner: u8, ring: FocusRing) {
    if response.has_focus() {
        paint_focus_ring(ui.painter(), response.rect, corner, ring, &theme::tokens(ui));
    }
}

/// Draws the ring around `rect`, for things that keep their own cursor such as a grid.
pub fn paint_focus_ring(painter: &Painter, rect: Rect, corner: u8, ring: FocusRing, tokens: &Tokens) {
    let stroke = tokens.stroke(2.0, tokens.select_line);
    match ring {
        FocusRing::Outside => {
            painter.rect_stroke(rect.expand(2.0), CornerRadius::same(corner + 2), stroke, StrokeKind::Outside)
        }
        FocusRing::Inside => {
            painter.rect_stroke(rect, CornerRadius::same(corner), stroke, StrokeKind::Inside)
        }
    };
}
