//! A box to check, with its words beside it or, in a table, with only a name.

use egui::epaint::{CornerRadius, StrokeKind};
use egui::{Color32, Rect, Response, Role, Sense, Shape, Ui, Vec2, Widget, WidgetInfo, pos2, vec2};

use crate::app::theme::{self, Tokens, TypeStyle, radius, space};
use crate::app::widgets::{FocusRing, paint_focus_ring};

const SIDE: f32 = 16.0;

/// A checkbox; add it with `ui.add`.
#[must_use = "add it with ui.add"]
pub struct Checkbox<'a> {
    checked: &'a mut bool,
    name: &'a str,
    shows_name: bool,
    enabled: bool,
}

impl<'a> Checkbox<'a> {
    pub fn new(checked: &'a mut bool, words: &'a str) -> Self {
        Self { checked, name: words, shows_name: true, enabled: true }
    }

    /// Only the box; `name` is for the screen reader and for tests.
    pub fn unlabeled(checked: &'a mut bool, name: &'a str) -> Self {
        Self { checked, name, shows_name: false, enabled: true }
    }

    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }
}

impl Widget for Checkbox<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let tokens = theme::tokens(ui);
        let words = self.shows_name.then(|| {
            ui.painter().layout_no_wrap(self.name.to_owned(), TypeStyle::Body.font(), Color32::PLACEHOLDER)
        });
        let text_room = words.as_ref().map_or(0.0, |words| space::ICON_TO_TEXT + words.size().x);
        let sense = if self.enabled { Sense::click() } else { Sense::hover() };
        let (rect, mut response) =
            ui.allocate_exact_size(vec2(SIDE + text_room, theme::metrics(ui).row), sense);
        if response.clicked() {
            *self.checked = !*self.checked;
            response.mark_changed();
        }
        let live = self.enabled && ui.is_enabled();
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, live, *self.checked, self.name));
        let square =
            Rect::from_center_size(pos2(rect.left() + SIDE / 2.0, rect.center().y), Vec2::splat(SIDE));
        paint_box(ui, square, *self.checked, self.enabled, response.hovered(), &tokens);
        if let Some(words) = words {
            let ink = if self.enabled { tokens.text_1 } else { tokens.text_off };
            let left = square.right() + space::ICON_TO_TEXT;
            let place = pos2(left, rect.center().y - words.size().y / 2.0);
            ui.painter().galley_with_override_text_color(place, words, ink);
        }
        if response.has_focus() {
            paint_focus_ring(ui.painter(), square, radius::CHIP, FocusRing::Outside, &tokens);
        }
        response
    }
}

fn paint_box(ui: &Ui, square: Rect, checked: bool, enabled: bool, hovered: bool, tokens: &Tokens) {
    let corner = CornerRadius::same(radius::CHIP);
    let painter = ui.painter();
    if !checked {
        let edge = match (enabled, hovered) {
            (false, _) => tokens.line_2,
            (true, true) => tokens.text_2,
            (true, false) => tokens.line_3,
        };
        painter.rect(square, corner, tokens.canvas, tokens.stroke(1.0, edge), StrokeKind::Inside);
        return;
    }
    let (fill, ink) = match (enabled, hovered) {
        (false, _) => (tokens.control, tokens.text_off),
        (true, true) => (tokens.accent_hover, tokens.on_accent),
        (true, false) => (tokens.accent, tokens.on_accent),
    };
    painter.rect_filled(square, corner, fill);
    let tick = vec![square.min + vec2(3.5, 8.5), square.min + vec2(6.5, 11.5), square.min + vec2(12.5, 5.0)];
    painter.add(Shape::line(tick, tokens.stroke(1.5, ink)));
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::app::testing::harness;

    #[test]
    fn checking_by_mouse_and_by_space() {
        let mut harness = harness((false, true), |ui, (keep, accept)| {
            ui.add(Checkbox::new(keep, "Keep groups together"));
            ui.add(Checkbox::unlabeled(accept, "Accept move 1"));
        });
        harness.get_by_label("Keep groups together").click();
        harness.run();
        harness.get_by_label("Accept move 1").focus();
        harness.run();
        harness.key_press(egui::Key::Space);
        harness.run();
        assert_eq!(*harness.state(), (true, false));
    }

    #[test]
    fn a_box_that_is_off_stays_as_it_is() {
        let mut harness = harness(false, |ui, checked| {
            ui.add(Checkbox::new(checked, "Keep issued numbers").enabled(false));
        });
        harness.get_by_label("Keep issued numbers").click();
        harness.run();
        assert!(!*harness.state());
    }
}
