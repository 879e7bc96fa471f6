//! A row of a menu or of a list of choices: icon, words, shortcut at the right.

use egui::epaint::CornerRadius;
use egui::{Align, Color32, Rect, Response, Role, Sense, Ui, Widget, WidgetInfo, pos2, vec2};

use crate::app::icons;
use crate::app::theme::{self, TypeStyle, radius, space};
use crate::app::widgets::{FocusRing, IconWeight, focus_ring, icon_at, text_in};

/// One entry of a menu; add it with `ui.add` inside a popup or a menu. It fills the width there is.
#[must_use = "add it with ui.add"]
pub struct MenuRow<'a> {
    words: &'a str,
    icon: Option<&'a str>,
    keys: &'a str,
    enabled: bool,
    checked: Option<bool>,
    height: f32,
}

impl<'a> MenuRow<'a> {
    pub fn new(words: &'a str) -> Self {
        Self { words, icon: None, keys: "", enabled: true, checked: None, height: theme::height::MENU_ROW }
    }

    pub fn icon(mut self, glyph: &'a str) -> Self {
        self.icon = Some(glyph);
        self
    }

    pub fn keys(mut self, keys: &'a str) -> Self {
        self.keys = keys;
        self
    }

    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Shows a check mark in the place of the icon while true.
    pub fn checked(mut self, checked: bool) -> Self {
        self.checked = Some(checked);
        self
    }

    /// 32 unless told.
    pub fn height(mut self, points: f32) -> Self {
        self.height = points;
        self
    }
}

impl Widget for MenuRow<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let tokens = theme::tokens(ui);
        let width = |text: &str, style: TypeStyle| {
            ui.painter().layout_no_wrap(text.to_owned(), style.font(), Color32::PLACEHOLDER).size().x
        };
        let has_icon_column = self.icon.is_some() || self.checked.is_some();
        let indent = space::M + if has_icon_column { 16.0 + space::ICON_TO_TEXT } else { 0.0 };
        let keys_width =
            if self.keys.is_empty() { 0.0 } else { width(self.keys, TypeStyle::Caption) + space::XXL };
        let needed = indent + width(self.words, TypeStyle::Body) + keys_width + space::M;
        let sense = if self.enabled { Sense::click() } else { Sense::hover() };
        let room = if ui.layout().is_horizontal() { needed } else { ui.available_width().max(needed) };
        let (rect, response) = ui.allocate_exact_size(vec2(room, self.height), sense);
        let live = self.enabled && ui.is_enabled();
        response.widget_info(|| match self.checked {
            Some(checked) => WidgetInfo::selected(Role::MenuItemCheckBox, live, checked, self.words),
            None => WidgetInfo::labeled(Role::MenuItem, live, self.words),
        });
        if self.enabled && (response.hovered() || response.has_focus()) {
            ui.painter().rect_filled(rect, CornerRadius::same(radius::FIELD), tokens.select);
        }
        let (ink, soft) =
            if self.enabled { (tokens.text_1, tokens.text_2) } else { (tokens.text_off, tokens.text_off) };
        let glyph = match self.checked {
            Some(true) => Some(icons::CHECK),
            Some(false) => None,
            None => self.icon,
        };
        if let Some(glyph) = glyph {
            let center = pos2(rect.left() + space::M + 8.0, rect.center().y);
            icon_at(ui.painter(), center, glyph, IconWeight::Outline, 16.0, soft);
        }
        let inner = Rect::from_min_max(
            pos2(rect.left() + indent, rect.top()),
            pos2(rect.right() - space::M, rect.bottom()),
        );
        text_in(ui.painter(), inner, Align::Min, self.words, TypeStyle::Body.font(), ink);
        text_in(ui.painter(), inner, Align::Max, self.keys, TypeStyle::Caption.font(), soft);
        focus_ring(ui, &response, radius::FIELD, FocusRing::Inside);
        response
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::app::testing::harness;

    #[test]
    fn a_row_is_pressed_by_its_words() {
        let mut harness = harness(0, |ui, presses| {
            if ui.add(MenuRow::new("Save as…").icon(icons::FLOPPY_DISK).keys("Ctrl+Shift+S")).clicked() {
                *presses += 1;
            }
            if ui.add(MenuRow::new("Paste").enabled(false)).clicked() {
                *presses += 10;
            }
        });
        harness.get_by_label("Save as…").click();
        harness.get_by_label("Paste").click();
        harness.run();
        assert_eq!(*harness.state(), 1);
    }
}
