//! The ground of a document tab: the one in front joins the pane below and has a mark at its upper edge.

use crate::app::theme::Tokens;
use egui::{Painter, Rect, vec2};

/// How a tab stands among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TabStand {
    Front,
    /// The pointer is on it.
    Hovered,
    Behind,
}

impl TabStand {
    /// Returns how a tab stands.
    pub const fn of(front: bool, hovered: bool) -> Self {
        match (front, hovered) {
            (true, _) => Self::Front,
            (false, true) => Self::Hovered,
            (false, false) => Self::Behind,
        }
    }
}

/// Draws the ground of a tab.
pub fn tab_ground(painter: &Painter, rect: Rect, stand: TabStand, tokens: &Tokens) {
    match stand {
        TabStand::Front => {
            painter.rect_filled(rect, 0.0, tokens.panel);
            painter.hline(rect.x_range(), rect.top() + 1.0, tokens.stroke(2.0, tokens.accent));
            painter.vline(rect.left(), rect.y_range(), tokens.edge());
            painter.vline(rect.right(), rect.y_range(), tokens.edge());
        }
        TabStand::Hovered => {
            painter.rect_filled(rect.shrink2(vec2(0.0, 1.0)), 0.0, tokens.control);
        }
        TabStand::Behind => {}
    }
}
