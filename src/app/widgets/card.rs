//! Frames: the card, the dashed card of a proposal or a stale result, and the popup's frame. No card inside a card.

use egui::{CornerRadius, Frame, InnerResponse, Margin, Ui};

use crate::app::theme::{self, Tokens, radius};
use crate::app::widgets::dashed_rect;

/// How a card is outlined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardEdge {
    Solid,
    /// A result of an earlier state.
    Stale,
    /// A proposal; on its tint.
    Ghost,
}

/// Returns the frame of a solid card: raised, 1 pt edge, inset 16.
pub fn card_frame(tokens: &Tokens) -> Frame {
    Frame::NONE
        .fill(tokens.raised)
        .stroke(tokens.edge())
        .corner_radius(CornerRadius::same(radius::CARD))
        .inner_margin(Margin::same(16))
}

/// Draws `contents` on a card.
pub fn card<R>(ui: &mut Ui, edge: CardEdge, contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let tokens = theme::tokens(ui);
    let frame = match edge {
        CardEdge::Solid => card_frame(&tokens),
        CardEdge::Stale => card_frame(&tokens).stroke(egui::Stroke::NONE).fill(tokens.panel),
        CardEdge::Ghost => card_frame(&tokens).stroke(egui::Stroke::NONE).fill(tokens.ghost_tint),
    };
    let shown = frame.show(ui, contents);
    let line = match edge {
        CardEdge::Solid => None,
        CardEdge::Stale => Some(tokens.line_3),
        CardEdge::Ghost => Some(tokens.ghost),
    };
    if let Some(color) = line {
        let stroke = tokens.stroke(1.0, color);
        dashed_rect(ui.painter(), shown.response.rect, f32::from(radius::CARD), stroke, 4.0, 3.0);
    }
    shown
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::app::testing::harness;

    #[test]
    fn a_card_keeps_its_contents_16_points_from_the_edge() {
        let mut harness = harness(egui::Rect::NOTHING, |ui, outer| {
            *outer = card(ui, CardEdge::Ghost, |ui| ui.label("Split into circuits 13 and 30")).response.rect;
        });
        harness.run();
        let words = harness.get_by_label("Split into circuits 13 and 30").rect();
        assert!((words.left() - harness.state().left() - 16.0).abs() < 2.0);
    }
}
