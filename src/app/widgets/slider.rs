//! A value chosen along a line: dragged, pressed, or stepped with the arrow keys.

use crate::app::theme::{self, radius};
use crate::app::widgets::{FocusRing, paint_focus_ring};
use egui::{CornerRadius, Key, Modifiers, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use std::ops::RangeInclusive;

/// Height of the line and of the grip on it.
const LINE: f32 = 4.0;
const GRIP: egui::Vec2 = vec2(10.0, 16.0);

/// Shows a slider `width` points wide; the response is changed when `value` got another number. `step` is what an arrow key adds.
pub fn slider(
    ui: &mut Ui,
    name: &str,
    width: f32,
    value: &mut f64,
    range: RangeInclusive<f64>,
    step: f64,
) -> Response {
    let tokens = theme::tokens(ui);
    let size = vec2(width, theme::metrics(ui).control);
    let (rect, mut response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    let (low, high) = (*range.start(), *range.end());
    let line = Rect::from_center_size(rect.center(), vec2(rect.width() - GRIP.x, LINE));
    let before = *value;
    if let Some(at) = response.interact_pointer_pos() {
        let share = f64::from(((at.x - line.left()) / line.width()).clamp(0.0, 1.0));
        *value = low + ((share * (high - low)) / step).round() * step;
    }
    if response.has_focus() {
        let arrows = egui::EventFilter { horizontal_arrows: true, ..egui::EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let steps =
            f64::from(u8::from(pressed(Key::ArrowRight))) - f64::from(u8::from(pressed(Key::ArrowLeft)));
        *value += steps * step;
    }
    *value = value.clamp(low, high);
    if (*value - before).abs() > f64::EPSILON {
        response.mark_changed();
    }
    let now = *value;
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::Slider, ui.is_enabled(), name);
        info.value = Some(now);
        info
    });
    let share = if high > low { ((now - low) / (high - low)) as f32 } else { 0.0 };
    let x = line.left() + share * line.width();
    ui.painter().rect_filled(line, CornerRadius::same(2), tokens.control_hover);
    ui.painter().rect_filled(line.with_max_x(x), CornerRadius::same(2), tokens.accent);
    let grip = Rect::from_center_size(pos2(x, rect.center().y), GRIP);
    let ink = if response.hovered() || response.dragged() { tokens.accent_hover } else { tokens.accent };
    ui.painter().rect_filled(grip, CornerRadius::same(radius::CHIP), ink);
    if response.has_focus() {
        paint_focus_ring(ui.painter(), grip, radius::CHIP, FocusRing::Outside, &tokens);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::harness;
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn arrows_step_and_the_ends_hold() {
        let mut harness = harness(1.0, |ui, value| {
            slider(ui, "Cores", 120.0, value, 1.0..=2.0, 1.0);
        });
        harness.get_by_label("Cores").focus();
        harness.run();
        for _ in 0..2 {
            harness.key_press(Key::ArrowRight);
            harness.run();
        }
        assert_eq!(*harness.state(), 2.0);
        harness.key_press(Key::ArrowLeft);
        harness.run();
        assert_eq!(*harness.state(), 1.0);
    }
}
