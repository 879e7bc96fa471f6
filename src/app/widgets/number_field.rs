//! A number in a text field: typed freely, taken over on Enter or when the field is left, point or comma as decimal mark.
//!
//! Text that is no number, or outside the range, stays in the field with its reason and leaves the value alone. Escape brings the old
//! value back, the arrow keys step. No dragging: a schedule must not change because someone brushed over it.

use std::ops::RangeInclusive;

use egui::{Id, Key, Modifiers, Response, Ui};

use crate::app::widgets::TextField;
use crate::units::parse_number;

/// A field for one number; show it with [`NumberField::show`].
#[must_use = "call show"]
pub struct NumberField<'a> {
    value: &'a mut f64,
    name: &'a str,
    width: f32,
    decimals: usize,
    range: RangeInclusive<f64>,
    step: f64,
    enabled: bool,
}

impl<'a> NumberField<'a> {
    pub fn new(value: &'a mut f64, name: &'a str) -> Self {
        Self {
            value,
            name,
            width: 64.0,
            decimals: 0,
            range: f64::NEG_INFINITY..=f64::INFINITY,
            step: 1.0,
            enabled: true,
        }
    }

    pub fn width(mut self, points: f32) -> Self {
        self.width = points;
        self
    }

    /// Digits after the mark when the field is at rest.
    pub fn decimals(mut self, decimals: usize) -> Self {
        self.decimals = decimals;
        self
    }

    pub fn range(mut self, range: RangeInclusive<f64>) -> Self {
        self.range = range;
        self
    }

    /// What the arrow keys add.
    pub fn step(mut self, step: f64) -> Self {
        self.step = step;
        self
    }

    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Shows the field; the response is changed when `value` got another number.
    pub fn show(self, ui: &mut Ui) -> Response {
        let id = ui.make_persistent_id(("number field", self.name));
        let stored: Option<String> = ui.data(|data| data.get_temp(id));
        let was_editing = stored.is_some();
        let at_rest = format!("{:.*}", self.decimals, *self.value);
        let mut text = stored.unwrap_or_else(|| at_rest.clone());
        let before = text.clone();
        let parsed = self.read(&text);
        let reason = parsed.as_ref().err().map(String::as_str);
        let field = TextField::new(&mut text, self.name)
            .width(self.width)
            .right_aligned()
            .enabled(self.enabled)
            .error(reason)
            .id(id.with("text"));
        let mut response = ui.add(field);
        let focused = response.has_focus();
        // egui takes the focus away on Escape before we are asked; taking the key here keeps a dialog around us open.
        if response.lost_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            forget(ui, id);
            response.flags.remove(egui::response::Flags::CHANGED);
            return response;
        }
        let steps = if focused { arrow_steps(ui) } else { 0.0 };
        if steps != 0.0 {
            let next = parsed.clone().unwrap_or(*self.value) + steps * self.step;
            let next = next.clamp(*self.range.start(), *self.range.end());
            text = format!("{next:.*}", self.decimals);
        }
        if text != before || (focused && !was_editing) {
            ui.data_mut(|data| data.insert_temp(id, text.clone()));
        }
        if response.lost_focus()
            && let Ok(number) = self.read(&text)
        {
            forget(ui, id);
            // Untouched text may be a rounded value; leaving the field must not round it.
            if text != at_rest && number != *self.value {
                *self.value = number;
                response.mark_changed();
            } else {
                response.flags.remove(egui::response::Flags::CHANGED);
            }
        } else {
            // Keystrokes alone change the text, not the value.
            response.flags.remove(egui::response::Flags::CHANGED);
        }
        response
    }

    fn read(&self, text: &str) -> Result<f64, String> {
        let number = parse_number(text).map_err(|error| error.to_string())?;
        if self.range.contains(&number) {
            return Ok(number);
        }
        let (low, high) = (self.range.start(), self.range.end());
        Err(match (low.is_finite(), high.is_finite()) {
            (true, true) => format!("Must lie between {low} and {high}"),
            (true, false) => format!("Must be at least {low}"),
            (false, _) => format!("Must be at most {high}"),
        })
    }
}

fn forget(ui: &Ui, id: Id) {
    ui.data_mut(|data| data.remove::<String>(id));
}

fn arrow_steps(ui: &Ui) -> f64 {
    ui.input_mut(|input| {
        let up = input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp);
        let down = input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown);
        up as f64 - down as f64
    })
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::app::testing::harness;

    fn target() -> Harness<'static, (f64, u32)> {
        harness((0.95, 0), |ui, (target, changes)| {
            let field = NumberField::new(target, "Target").decimals(2).range(0.0..=1.0).step(0.01);
            if field.show(ui).changed() {
                *changes += 1;
            }
        })
    }

    fn replace(harness: &mut Harness<'_, (f64, u32)>, text: &str) {
        harness.get_by_label("Target").focus();
        harness.run();
        harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
        harness.run();
        harness.get_by_label("Target").type_text(text);
        harness.run();
    }

    #[test]
    fn the_value_changes_on_enter_and_not_before() {
        let mut harness = target();
        replace(&mut harness, "0,97");
        assert_eq!(*harness.state(), (0.95, 0));
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(*harness.state(), (0.97, 1));
        assert_eq!(harness.get_by_label("Target").value().as_deref(), Some("0.97"));
    }

    #[test]
    fn text_outside_the_range_stays_and_leaves_the_value() {
        let mut harness = target();
        replace(&mut harness, "1.5");
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(*harness.state(), (0.95, 0));
        assert_eq!(harness.get_by_label("Target").value().as_deref(), Some("1.5"));
    }

    #[test]
    fn leaving_an_untouched_field_does_not_round_the_value() {
        let mut harness = target();
        harness.state_mut().0 = 0.9512;
        harness.run();
        harness.get_by_label("Target").focus();
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(*harness.state(), (0.9512, 0));
    }

    #[test]
    fn escape_brings_the_old_value_back_and_arrows_step() {
        let mut harness = target();
        replace(&mut harness, "0.5");
        harness.key_press(Key::Escape);
        harness.run();
        assert_eq!(harness.get_by_label("Target").value().as_deref(), Some("0.95"));
        harness.get_by_label("Target").focus();
        harness.run();
        harness.key_press(Key::ArrowUp);
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(*harness.state(), (0.96, 1));
    }
}
