//! Severities: an icon of its own shape each, alone, with a count, or as a filter to press.

use egui::epaint::{CornerRadius, StrokeKind};
use egui::{Color32, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::app::theme::{self, Signal, TypeStyle, height, radius, space};
use crate::app::widgets::{FocusRing, IconWeight, focus_ring, icon_at};

/// Shows the icon: 16 in tables, 14 in schedule cells, 24 in a card title.
pub fn severity_icon(ui: &mut Ui, signal: Signal, size: f32) -> Response {
    let tokens = theme::tokens(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size), Sense::hover());
    icon_at(ui.painter(), rect.center(), signal.icon(), IconWeight::Fill, size, signal.ink(&tokens));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, signal.word()));
    response
}

/// Shows icon and text on the severity's tint: a count in a tab, a word in a card. `spoken` is what a screen reader says.
pub fn severity_badge(ui: &mut Ui, signal: Signal, text: &str, spoken: &str) -> Response {
    let tokens = theme::tokens(ui);
    let ink = signal.ink(&tokens);
    let words = ui.painter().layout_no_wrap(text.to_owned(), TypeStyle::CaptionSemibold.font(), ink);
    let size = vec2(6.0 + 12.0 + 5.0 + words.size().x + 6.0, height::CHIP);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let painter = ui.painter();
    painter.rect_filled(rect, CornerRadius::same(radius::CHIP), signal.tint(&tokens));
    let middle = rect.center().y;
    icon_at(painter, pos2(rect.left() + 12.0, middle), signal.icon(), IconWeight::Fill, 12.0, ink);
    painter.galley(pos2(rect.left() + 23.0, middle - words.size().y / 2.0), words, ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, spoken));
    response
}

/// A severity with its count as a filter; pressing it turns it on or off. Changed when it was pressed.
pub fn severity_filter(ui: &mut Ui, signal: Signal, count: usize, on: &mut bool) -> Response {
    let tokens = theme::tokens(ui);
    let text = format!("{} {count}", signal.word());
    let words = ui.painter().layout_no_wrap(text.clone(), TypeStyle::Caption.font(), Color32::PLACEHOLDER);
    let size = vec2(space::S + 14.0 + 6.0 + words.size().x + space::S, 24.0);
    let (rect, mut response) = ui.allocate_exact_size(size, Sense::click());
    if response.clicked() {
        *on = !*on;
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), *on, &text));
    let (fill, edge, ink) = match (*on, response.hovered()) {
        (true, _) => (tokens.select, Color32::TRANSPARENT, tokens.text_1),
        (false, true) => (tokens.hover_row, tokens.line_3, tokens.text_1),
        (false, false) => (tokens.canvas, tokens.line_2, tokens.text_2),
    };
    let painter = ui.painter();
    painter.rect(rect, CornerRadius::same(radius::FIELD), fill, tokens.stroke(1.0, edge), StrokeKind::Inside);
    let middle = rect.center().y;
    let center = pos2(rect.left() + space::S + 7.0, middle);
    icon_at(painter, center, signal.icon(), IconWeight::Fill, 14.0, signal.ink(&tokens));
    let place = pos2(rect.left() + space::S + 20.0, middle - words.size().y / 2.0);
    painter.galley_with_override_text_color(place, words, ink);
    focus_ring(ui, &response, radius::FIELD, FocusRing::Outside);
    response
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::app::testing::harness;

    #[test]
    fn severities_are_named_and_filters_toggle() {
        let mut harness = harness(true, |ui, shown| {
            severity_icon(ui, Signal::Stale, 16.0);
            severity_badge(ui, Signal::Error, "6", "6 errors");
            severity_filter(ui, Signal::Warning, 2, shown);
        });
        harness.get_by_label("Warning 2").click();
        harness.run();
        assert!(!*harness.state());
        assert!(harness.query_by_label("6 errors").is_some());
        assert!(harness.query_by_label("Stale").is_some());
    }
}
