//! One line of text in our look. Invalid text stays where it is, in the error color, with its reason as a tooltip.

use egui::epaint::{CornerRadius, RectShape, StrokeKind};
use egui::{Align, Align2, Frame, Margin, Response, Shape, TextEdit, Ui, Widget, vec2};

use crate::app::theme::{self, TypeStyle, radius};

/// A text field; add it with `ui.add`.
#[must_use = "add it with ui.add"]
pub struct TextField<'a> {
    text: &'a mut String,
    name: &'a str,
    width: f32,
    hint: &'a str,
    style: TypeStyle,
    align: Align,
    error: Option<&'a str>,
    enabled: bool,
    id: Option<egui::Id>,
}

impl<'a> TextField<'a> {
    /// `name` is the label printed beside it, or what a screen reader should say.
    pub fn new(text: &'a mut String, name: &'a str) -> Self {
        Self {
            text,
            name,
            width: 160.0,
            hint: "",
            style: TypeStyle::Body,
            align: Align::Min,
            error: None,
            enabled: true,
            id: None,
        }
    }

    /// Width in points, 160 unless told; `f32::INFINITY` takes the room there is.
    pub fn width(mut self, points: f32) -> Self {
        self.width = points;
        self
    }

    /// Shown while the field is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// For expressions, paths and hashes.
    pub fn mono(mut self) -> Self {
        self.style = TypeStyle::Mono;
        self
    }

    /// For numbers.
    pub fn right_aligned(mut self) -> Self {
        self.align = Align::Max;
        self
    }

    /// Marks the text as invalid and says why.
    pub fn error(mut self, reason: Option<&'a str>) -> Self {
        self.error = reason;
        self
    }

    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Gives the field a fixed identity, so that the caller can move the focus to it.
    pub fn id(mut self, id: egui::Id) -> Self {
        self.id = Some(id);
        self
    }
}

impl Widget for TextField<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let tokens = theme::tokens(ui);
        let width = self.width.min(ui.available_width());
        let ink = match (self.error, self.enabled) {
            (Some(_), _) => tokens.error,
            (None, true) => tokens.text_1,
            (None, false) => tokens.text_off,
        };
        let ground = ui.painter().add(Shape::Noop);
        let mut edit = TextEdit::singleline(self.text)
            .frame(Frame::NONE.inner_margin(Margin::symmetric(8, 0)))
            .font(self.style.font())
            .text_color(ink)
            .hint_text(theme::rich(self.hint, self.style, tokens.text_3))
            .align(Align2([self.align, Align::Center]))
            .desired_width(width)
            .min_size(vec2(width, theme::metrics(ui).control))
            .interactive(self.enabled);
        if let Some(id) = self.id {
            edit = edit.id(id);
        }
        // egui colors every hint as weak text, which is one step too loud for us.
        let weak = ui.visuals_mut().weak_text_color.replace(tokens.text_3);
        let response = ui.add(edit).accessible_name(self.name);
        ui.visuals_mut().weak_text_color = weak;
        let (line, weight) = match (self.error, self.enabled) {
            (Some(_), _) => (tokens.error, if response.has_focus() { 2.0 } else { 1.0 }),
            (None, false) => (tokens.line_2, 1.0),
            (None, true) if response.has_focus() => (tokens.select_line, 2.0),
            (None, true) if response.hovered() => (tokens.text_2, 1.0),
            (None, true) => (tokens.line_3, 1.0),
        };
        let fill = match (self.error, self.enabled) {
            (Some(_), _) => tokens.canvas.blend(tokens.error_tint),
            (None, true) => tokens.canvas,
            (None, false) => tokens.panel,
        };
        let frame = RectShape::new(
            response.rect,
            CornerRadius::same(radius::FIELD),
            fill,
            tokens.stroke(weight, line),
            StrokeKind::Inside,
        );
        ui.painter().set(ground, frame);
        match self.error {
            Some(reason) => response.on_hover_text(reason),
            None => response,
        }
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::app::testing::harness;

    #[test]
    fn typing_goes_into_the_named_field() {
        let mut harness = harness(String::new(), |ui, text| {
            ui.add(TextField::new(text, "Panel name").hint("LP-1"));
        });
        harness.get_by_label("Panel name").focus();
        harness.run();
        harness.get_by_label("Panel name").type_text("LP-2 Ωä");
        harness.run();
        assert_eq!(harness.state(), "LP-2 Ωä");
        assert_eq!(harness.get_by_label("Panel name").rect().size(), egui::vec2(160.0, 28.0));
    }

    #[test]
    fn invalid_text_stays() {
        let mut harness = harness("20x4".to_owned(), |ui, text| {
            ui.add(TextField::new(text, "Trip").mono().right_aligned().error(Some("Not a number")));
        });
        harness.run();
        assert_eq!(harness.get_by_label("Trip").value().as_deref(), Some("20x4"));
    }
}
