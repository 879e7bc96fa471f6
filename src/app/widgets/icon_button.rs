//! A button that is only an icon. Its name is spoken and shown as a tooltip, with the shortcut if it has one.

use egui::epaint::CornerRadius;
use egui::{Color32, Response, Role, Sense, Ui, Vec2, Widget, WidgetInfo};

use crate::app::theme::{self, TypeStyle, radius};
use crate::app::widgets::{FocusRing, IconWeight, focus_ring, icon_at, key_chip};

/// An icon to press; add it with `ui.add`.
#[must_use = "add it with ui.add"]
pub struct IconButton<'a> {
    glyph: &'a str,
    name: &'a str,
    keys: Option<&'a str>,
    size: Option<f32>,
    icon_size: f32,
    enabled: bool,
    on: Option<bool>,
}

impl<'a> IconButton<'a> {
    /// `name` is what it does, sentence case: "Undo".
    pub fn new(glyph: &'a str, name: &'a str) -> Self {
        Self { glyph, name, keys: None, size: None, icon_size: 16.0, enabled: true, on: None }
    }

    /// Shows the shortcut in the tooltip.
    pub fn keys(mut self, keys: &'a str) -> Self {
        self.keys = Some(keys);
        self
    }

    /// Side of the square in points; the height of a control otherwise.
    pub fn size(mut self, points: f32) -> Self {
        self.size = Some(points);
        self
    }

    /// 16 unless told; 18 in the tool rail.
    pub fn icon_size(mut self, points: f32) -> Self {
        self.icon_size = points;
        self
    }

    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Makes it a toggle: filled glyph and ground while on.
    pub fn toggled(mut self, on: bool) -> Self {
        self.on = Some(on);
        self
    }
}

impl Widget for IconButton<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let tokens = theme::tokens(ui);
        let side = self.size.unwrap_or_else(|| theme::metrics(ui).control);
        let sense = if self.enabled { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), sense);
        let live = self.enabled && ui.is_enabled();
        response.widget_info(|| match self.on {
            Some(on) => WidgetInfo::selected(Role::Button, live, on, self.name),
            None => WidgetInfo::labeled(Role::Button, live, self.name),
        });
        let on = self.on == Some(true);
        let fill = if response.is_pointer_button_down_on() {
            tokens.control_active
        } else if response.hovered() && self.enabled {
            tokens.control
        } else if on {
            tokens.select
        } else {
            Color32::TRANSPARENT
        };
        let ink = match (self.enabled, on || response.hovered()) {
            (false, _) => tokens.text_off,
            (true, true) => tokens.text_1,
            (true, false) => tokens.text_2,
        };
        ui.painter().rect_filled(rect, CornerRadius::same(radius::BUTTON), fill);
        let weight = if on { IconWeight::Fill } else { IconWeight::Outline };
        icon_at(ui.painter(), rect.center(), self.glyph, weight, self.icon_size, ink);
        focus_ring(ui, &response, radius::BUTTON, FocusRing::Inside);
        response.on_hover_ui(|ui| {
            ui.horizontal(|ui| {
                ui.label(theme::rich(self.name, TypeStyle::Small, tokens.text_1));
                if let Some(keys) = self.keys {
                    key_chip(ui, keys);
                }
            });
        })
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::{NodeT as _, Queryable as _};

    use super::*;
    use crate::app::icons;
    use crate::app::testing::harness;

    #[test]
    fn an_icon_has_a_name_and_a_toggle_its_state() {
        let mut harness = harness(false, |ui, locked| {
            let lock = IconButton::new(icons::LOCK_SIMPLE, "Lock circuit").keys("Ctrl+L").toggled(*locked);
            if ui.add(lock).clicked() {
                *locked = !*locked;
            }
        });
        harness.get_by_label("Lock circuit").click();
        harness.run();
        assert!(*harness.state());
        let node = harness.get_by_label("Lock circuit");
        assert_eq!(node.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
    }
}
