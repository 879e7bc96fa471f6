//! One choice out of a list that opens below the field.

use egui::epaint::{CornerRadius, StrokeKind};
use egui::{
    Align, Key, Modifiers, Popup, PopupCloseBehavior, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2,
};

use crate::app::icons;
use crate::app::theme::{self, TypeStyle, radius, space};
use crate::app::widgets::{FocusRing, IconWeight, MenuRow, focus_ring, icon_at, text_in};

/// Shows the chosen word in a field `width` points wide; a press opens the list. Changed when another choice was taken.
///
/// With the focus on it, up and down change the choice without opening; Alt+down or F4 opens.
pub fn dropdown<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    width: f32,
    value: &mut T,
    choices: &[(T, &str)],
) -> Response {
    let tokens = theme::tokens(ui);
    let size = vec2(width.min(ui.available_width()), theme::metrics(ui).control);
    let (rect, mut response) = ui.allocate_exact_size(size, Sense::click());
    if step_by_keys(ui, &response, value, choices) {
        response.mark_changed();
    }
    let popup_id = Popup::default_response_id(&response);
    if response.has_focus() && opens_by_key(ui) {
        Popup::open_id(ui.ctx(), popup_id);
    }
    let word = choices.iter().find(|(choice, _)| choice == value).map_or("", |(_, word)| *word);
    let open = Popup::is_id_open(ui.ctx(), popup_id);
    let edge = if response.hovered() || open { tokens.text_2 } else { tokens.line_3 };
    ui.painter().rect(
        rect,
        CornerRadius::same(radius::FIELD),
        tokens.canvas,
        tokens.stroke(1.0, edge),
        StrokeKind::Inside,
    );
    let words = Rect::from_min_max(rect.min + vec2(space::S, 0.0), rect.max - vec2(28.0, 0.0));
    text_in(ui.painter(), words, Align::Min, word, TypeStyle::Body.font(), tokens.text_1);
    let caret = pos2(rect.right() - 14.0, rect.center().y);
    icon_at(ui.painter(), caret, icons::CARET_DOWN, IconWeight::Outline, 12.0, tokens.text_2);
    focus_ring(ui, &response, radius::FIELD, FocusRing::Outside);
    let taken = Popup::menu(&response)
        .accessible_name(name)
        .width(size.x.max(120.0))
        .gap(4.0)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .show(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let mut taken = None;
            for (choice, word) in choices {
                if ui.add(MenuRow::new(word).checked(choice == value).height(28.0)).clicked() {
                    taken = Some(*choice);
                }
            }
            taken
        })
        .and_then(|shown| shown.inner);
    if let Some(choice) = taken
        && choice != *value
    {
        *value = choice;
        response.mark_changed();
    }
    let spoken = choices.iter().find(|(choice, _)| choice == value).map_or("", |(_, word)| *word);
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), name);
        info.current_text_value = Some(spoken.to_owned());
        info
    });
    response
}

fn opens_by_key(ui: &Ui) -> bool {
    ui.input_mut(|input| {
        input.consume_key(Modifiers::NONE, Key::F4) || input.consume_key(Modifiers::ALT, Key::ArrowDown)
    })
}

fn step_by_keys<T: Copy + PartialEq>(
    ui: &Ui,
    response: &Response,
    value: &mut T,
    choices: &[(T, &str)],
) -> bool {
    if !response.has_focus() || Popup::is_any_open(ui.ctx()) {
        return false;
    }
    // Otherwise egui would move the focus with the arrows.
    let filter = egui::EventFilter { vertical_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let step = ui.input_mut(|input| {
        let down = input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown);
        let up = input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp);
        down as isize - up as isize
    });
    let Some(at) = choices.iter().position(|(choice, _)| choice == value) else {
        return false;
    };
    let next = at.saturating_add_signed(step).min(choices.len().saturating_sub(1));
    match choices.get(next) {
        Some((choice, _)) if choice != value => {
            *value = *choice;
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::app::testing::harness;

    const METRICS: [(u8, &str); 3] =
        [(0, "(max − min) / max"), (1, "(max − min) / average"), (2, "Neutral current")];

    #[test]
    fn a_choice_is_taken_from_the_list() {
        let mut harness = harness(0_u8, |ui, metric| {
            dropdown(ui, "Metric", 170.0, metric, &METRICS);
        });
        harness.get_by_label("Metric").click();
        harness.run();
        harness.get_by_label("Neutral current").click();
        harness.run();
        assert_eq!(*harness.state(), 2);
        assert!(harness.query_by_label("(max − min) / average").is_none(), "the list closed");
        assert_eq!(harness.get_by_label("Metric").value().as_deref(), Some("Neutral current"));
    }

    #[test]
    fn arrow_keys_walk_the_choices_and_stop_at_the_end() {
        let mut harness = harness(0_u8, |ui, metric| {
            dropdown(ui, "Metric", 170.0, metric, &METRICS);
        });
        harness.get_by_label("Metric").focus();
        harness.run();
        for _ in 0..4 {
            harness.key_press(Key::ArrowDown);
            harness.run();
        }
        assert_eq!(*harness.state(), 2);
    }
}
