//! Buttons: one primary per surface, plain ones beside it, bare ones for what is rarely used.
//!
//! A disabled button keeps its place and its tooltip, which should say why it is off; it cannot be focused.

use egui::epaint::CornerRadius;
use egui::{Color32, Response, Role, Sense, Ui, Widget, WidgetInfo, pos2, vec2};

use crate::app::theme::{self, Tokens, TypeStyle, radius, space};
use crate::app::widgets::{
    FocusRing, IconWeight, KeyChipGround, focus_ring, icon_at, key_chip_size, paint_key_chip,
};

/// How loud a button is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rank {
    Primary,
    Plain,
    Bare,
}

/// A button with a word, optionally an icon before and a key hint after it. Add it with `ui.add`.
#[must_use = "add it with ui.add"]
pub struct Button<'a> {
    text: &'a str,
    rank: Rank,
    icon: Option<&'a str>,
    keys: Option<&'a str>,
    enabled: bool,
    min_width: f32,
}

impl<'a> Button<'a> {
    /// The one action a surface is for.
    pub fn primary(text: &'a str) -> Self {
        Self::of_rank(text, Rank::Primary)
    }

    pub fn plain(text: &'a str) -> Self {
        Self::of_rank(text, Rank::Plain)
    }

    /// Without a ground until the pointer is over it.
    pub fn bare(text: &'a str) -> Self {
        Self::of_rank(text, Rank::Bare)
    }

    fn of_rank(text: &'a str, rank: Rank) -> Self {
        Self { text, rank, icon: None, keys: None, enabled: true, min_width: 0.0 }
    }

    pub fn icon(mut self, glyph: &'a str) -> Self {
        self.icon = Some(glyph);
        self
    }

    /// Shows the shortcut; listening for it is the caller's.
    pub fn keys(mut self, keys: &'a str) -> Self {
        self.keys = Some(keys);
        self
    }

    /// Turns the button off while `enabled` is false; give the response a tooltip with the reason.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    pub fn min_width(mut self, points: f32) -> Self {
        self.min_width = points;
        self
    }
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let tokens = theme::tokens(ui);
        let style = match self.rank {
            Rank::Primary => TypeStyle::BodySemibold,
            Rank::Plain | Rank::Bare => TypeStyle::Body,
        };
        let text = ui.painter().layout_no_wrap(self.text.to_owned(), style.font(), Color32::PLACEHOLDER);
        let icon_room = if self.icon.is_some() { 16.0 + space::ICON_TO_TEXT } else { 0.0 };
        let keys_size = self.keys.map(|keys| key_chip_size(ui.painter(), keys));
        let keys_room = keys_size.map_or(0.0, |size| space::S + size.x);
        let padding = if self.rank == Rank::Bare { space::S } else { space::M };
        // A chip carries its own air at the end.
        let trailing = if keys_size.is_some() { space::S } else { padding };
        let content = icon_room + text.size().x + keys_room;
        let size = vec2((padding + content + trailing).max(self.min_width), theme::metrics(ui).control);
        let sense = if self.enabled { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        response
            .widget_info(|| WidgetInfo::labeled(Role::Button, self.enabled && ui.is_enabled(), self.text));
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let (fill, ink) = colors(self.rank, self.enabled, &response, &tokens);
        let painter = ui.painter();
        painter.rect_filled(rect, CornerRadius::same(radius::BUTTON), fill);
        let slack = (rect.width() - padding - content - trailing).max(0.0);
        let mut x = rect.left() + padding + slack / 2.0;
        if let Some(glyph) = self.icon {
            icon_at(painter, pos2(x + 8.0, rect.center().y), glyph, IconWeight::Outline, 16.0, ink);
            x += icon_room;
        }
        let text_size = text.size();
        painter.galley_with_override_text_color(pos2(x, rect.center().y - text_size.y / 2.0), text, ink);
        if let (Some(keys), Some(size)) = (self.keys, keys_size) {
            let place = egui::Rect::from_min_size(
                pos2(x + text_size.x + space::S, rect.center().y - size.y / 2.0),
                size,
            );
            let ground = match self.rank {
                Rank::Primary if self.enabled => KeyChipGround::Accent,
                Rank::Primary | Rank::Plain | Rank::Bare => KeyChipGround::Plain,
            };
            paint_key_chip(painter, place, keys, ground, &tokens);
        }
        focus_ring(ui, &response, radius::BUTTON, FocusRing::Outside);
        response
    }
}

/// Ground and ink of a button in its present state.
fn colors(rank: Rank, enabled: bool, response: &Response, tokens: &Tokens) -> (Color32, Color32) {
    let off = tokens.over(tokens.control, tokens.panel, 0.5);
    let pressed = response.is_pointer_button_down_on();
    let hovered = response.hovered();
    match (rank, enabled) {
        (Rank::Bare, false) => (Color32::TRANSPARENT, tokens.text_off),
        (Rank::Primary | Rank::Plain, false) => (off, tokens.text_off),
        (Rank::Primary, true) if pressed => (tokens.over(tokens.accent, tokens.panel, 0.8), tokens.on_accent),
        (Rank::Primary, true) if hovered => (tokens.accent_hover, tokens.on_accent),
        (Rank::Primary, true) => (tokens.accent, tokens.on_accent),
        (Rank::Plain | Rank::Bare, true) if pressed => (tokens.control_active, tokens.text_1),
        (Rank::Plain, true) if hovered => (tokens.control_hover, tokens.text_1),
        (Rank::Plain, true) => (tokens.control, tokens.text_1),
        (Rank::Bare, true) if hovered => (tokens.control, tokens.text_1),
        (Rank::Bare, true) => (Color32::TRANSPARENT, tokens.text_2),
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::{NodeT as _, Queryable as _};

    use super::*;
    use crate::app::icons;
    use crate::app::testing::harness;

    #[test]
    fn a_button_is_found_by_its_word_and_pressed_by_mouse_and_keyboard() {
        let mut harness = harness(0, |ui, presses| {
            if ui.add(Button::primary("Balance…").icon(icons::SCALES).keys("Ctrl B")).clicked() {
                *presses += 1;
            }
        });
        harness.get_by_label("Balance…").click();
        harness.run();
        assert_eq!(*harness.state(), 1);
        harness.get_by_label("Balance…").focus();
        harness.run();
        harness.key_press(egui::Key::Enter);
        harness.run();
        assert_eq!(*harness.state(), 2);
    }

    #[test]
    fn a_button_that_is_off_does_nothing_and_says_so() {
        let mut harness = harness(0, |ui, presses| {
            if ui.add(Button::plain("Sign-off…").enabled(false)).clicked() {
                *presses += 1;
            }
        });
        harness.get_by_label("Sign-off…").click();
        harness.run();
        assert_eq!(*harness.state(), 0);
        assert!(harness.get_by_label("Sign-off…").accesskit_node().is_disabled());
    }

    #[test]
    fn buttons_have_the_height_of_the_density() {
        let mut harness = harness((), |ui, ()| {
            ui.add(Button::bare("Options").icon(icons::SLIDERS_HORIZONTAL));
        });
        harness.run();
        assert_eq!(harness.get_by_label("Options").rect().height(), 28.0);
    }
}
