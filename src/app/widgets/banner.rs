//! A message across a pane: severity, what, what follows from it, at most one action.

use egui::{CornerRadius, Frame, Label, Margin, Ui, vec2};

use crate::app::theme::{self, Signal, TypeStyle, radius, space};
use crate::app::widgets::{Button, IconWeight, icon_at};

/// Shows a banner over the width there is and returns whether its action was pressed.
pub fn banner(ui: &mut Ui, signal: Signal, title: &str, text: &str, action: Option<&str>) -> bool {
    let tokens = theme::tokens(ui);
    let stroke =
        if tokens.stroke_extra > 0.0 { tokens.stroke(1.0, signal.ink(&tokens)) } else { egui::Stroke::NONE };
    Frame::NONE
        .fill(signal.tint(&tokens))
        .stroke(stroke)
        .corner_radius(CornerRadius::same(radius::CARD))
        .inner_margin(Margin::same(12))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                let (_, place) = ui.allocate_space(vec2(16.0, 20.0));
                icon_at(
                    ui.painter(),
                    place.center(),
                    signal.icon(),
                    IconWeight::Fill,
                    16.0,
                    signal.ink(&tokens),
                );
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    ui.label(theme::rich(title, TypeStyle::BodySemibold, tokens.text_1));
                    if !text.is_empty() {
                        ui.add(Label::new(theme::rich(text, TypeStyle::Body, tokens.text_2)).wrap());
                    }
                    action.is_some_and(|action| {
                        ui.add_space(space::XS);
                        ui.add(Button::plain(action)).clicked()
                    })
                })
                .inner
            })
            .inner
        })
        .inner
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::app::testing::harness;

    #[test]
    fn the_action_is_reported() {
        let mut harness = harness(0, |ui, presses| {
            let text = "Hash differs. The built-in solver is in use.";
            *presses += u32::from(banner(ui, Signal::Error, "Model file refused", text, Some("Details")));
        });
        harness.get_by_label("Details").click();
        harness.run();
        assert_eq!(*harness.state(), 1);
        assert!(harness.query_by_label("Model file refused").is_some());
    }
}
