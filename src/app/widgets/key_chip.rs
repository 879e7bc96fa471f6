//! A key as it is printed beside a command: `Ctrl B` in a small outlined box.

use egui::epaint::{CornerRadius, StrokeKind};
use egui::{Align2, Color32, Painter, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, vec2};

use crate::app::theme::{self, Tokens, TypeStyle, radius};

const HEIGHT: f32 = 18.0;

/// What the chip lies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyChipGround {
    Plain,
    /// On a primary button.
    Accent,
}

/// Shows a key hint; several keys are written with a space or a plus between them.
pub fn key_chip(ui: &mut Ui, keys: &str) -> Response {
    let size = key_chip_size(ui.painter(), keys);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    paint_key_chip(ui.painter(), rect, keys, KeyChipGround::Plain, &theme::tokens(ui));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, keys));
    response
}

/// Returns the room a chip needs.
pub fn key_chip_size(painter: &Painter, keys: &str) -> Vec2 {
    let text = painter.layout_no_wrap(keys.to_owned(), TypeStyle::Caption.font(), Color32::PLACEHOLDER);
    vec2((text.size().x + 10.0).max(HEIGHT), HEIGHT)
}

/// Draws a chip into `rect`.
pub fn paint_key_chip(painter: &Painter, rect: Rect, keys: &str, ground: KeyChipGround, tokens: &Tokens) {
    let (fill, edge, ink) = match ground {
        KeyChipGround::Plain => (tokens.canvas, tokens.line_2, tokens.text_1),
        KeyChipGround::Accent => {
            (Color32::TRANSPARENT, tokens.over(tokens.on_accent, tokens.accent, 0.6), tokens.on_accent)
        }
    };
    painter.rect(rect, CornerRadius::same(radius::CHIP), fill, tokens.stroke(1.0, edge), StrokeKind::Inside);
    painter.text(rect.center(), Align2::CENTER_CENTER, keys, TypeStyle::Caption.font(), ink);
}
