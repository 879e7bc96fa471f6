//! A row of exclusive choices in one outline, for two to four short words.

use egui::epaint::{CornerRadius, StrokeKind};
use egui::{Align2, Color32, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::app::theme::{self, TypeStyle, radius, space};
use crate::app::widgets::{FocusRing, focus_ring};

/// Shows `choices` and writes the pressed one to `value`. The response is changed when it was another.
///
/// Each choice is a radio button named by its word; Tab walks through them, Space or Enter takes one.
pub fn segmented<T: Copy + PartialEq>(ui: &mut Ui, value: &mut T, choices: &[(T, &str)]) -> Response {
    segmented_named(ui, "", value, choices)
}

/// The same with a name before each word, for a screen reader and for tests: `Continuous: yes`. The first choice has the
/// id of the response with its word.
pub fn segmented_named<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    value: &mut T,
    choices: &[(T, &str)],
) -> Response {
    let tokens = theme::tokens(ui);
    let font = TypeStyle::BodyMedium.font();
    let widths: Vec<f32> = choices
        .iter()
        .map(|(_, word)| {
            let text = ui.painter().layout_no_wrap((*word).to_owned(), font.clone(), Color32::PLACEHOLDER);
            text.size().x + 2.0 * space::S + 4.0
        })
        .collect();
    let size = vec2(widths.iter().sum::<f32>() + 4.0, theme::metrics(ui).control);
    let (rect, mut response) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect(
        rect,
        CornerRadius::same(radius::FIELD),
        tokens.canvas,
        tokens.stroke(1.0, tokens.line_3),
        StrokeKind::Inside,
    );
    let mut x = rect.left() + 2.0;
    for ((choice, word), width) in choices.iter().zip(widths) {
        let place = Rect::from_min_max(pos2(x, rect.top() + 2.0), pos2(x + width, rect.bottom() - 2.0))
            .shrink2(vec2(0.5, 0.0));
        x += width;
        let segment = ui.interact(place, response.id.with(*word), Sense::click());
        if segment.clicked() && *value != *choice {
            *value = *choice;
            response.mark_changed();
        }
        let on = *value == *choice;
        let spoken = if name.is_empty() { (*word).to_owned() } else { format!("{name}: {word}") };
        segment.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), on, &spoken));
        let (fill, ink) = match (on, segment.hovered()) {
            (true, _) => (tokens.accent, tokens.on_accent),
            (false, true) => (tokens.control_hover, tokens.text_1),
            (false, false) => (Color32::TRANSPARENT, tokens.text_2),
        };
        ui.painter().rect_filled(place, CornerRadius::same(radius::CHIP), fill);
        ui.painter().text(place.center(), Align2::CENTER_CENTER, word, font.clone(), ink);
        focus_ring(ui, &segment, radius::CHIP, FocusRing::Outside);
    }
    response
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::{NodeT as _, Queryable as _};

    use super::*;
    use crate::app::testing::harness;

    #[derive(Clone, Copy, PartialEq, Debug)]
    enum Goal {
        Fewest,
        Best,
    }

    #[test]
    fn pressing_a_word_chooses_it() {
        let mut harness = harness((Goal::Fewest, 0), |ui, (goal, changes)| {
            let choices = [(Goal::Fewest, "Fewest moves"), (Goal::Best, "Best score")];
            if segmented(ui, goal, &choices).changed() {
                *changes += 1;
            }
        });
        harness.get_by_label("Best score").click();
        harness.run();
        harness.get_by_label("Best score").click();
        harness.run();
        assert_eq!(*harness.state(), (Goal::Best, 1));
        let node = harness.get_by_label("Best score");
        assert_eq!(node.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
    }
}
