//! One choice out of a list that opens below the field.

use egui::epaint::{CornerRadius, StrokeKind};
use egui::{
    Align, Key, Modifiers, Popup, PopupCloseBehavior, Rect, Response, Role, ScrollArea, Sense, Ui,
    WidgetInfo, pos2, vec2,
};

use crate::app::icons;
use crate::app::theme::{self, TypeStyle, radius, space};
use crate::app::widgets::{FocusRing, IconWeight, MenuRow, focus_ring, icon_at, text_in};

const ROW: f32 = 28.0;
/// Longer lists scroll.
const MOST_ROWS: usize = 14;

/// Shows the chosen word in a field `width` points wide; a press opens the list. Changed when another choice was taken.
///
/// With the focus on it, up and down change the choice without opening; Alt+down or F4 opens. Long lists scroll.
pub fn dropdown<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    width: f32,
    value: &mut T,
    choices: &[(T, &str)],
) -> Response {
    dropdown_or(ui, name, width, (value, choices), "")
}

/// The same with words in hint color where none of the choices is taken.
pub fn dropdown_or<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    width: f32,
    (value, choices): (&mut T, &[(T, &str)]),
    otherwise: &str,
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
    let taken = choices.iter().find(|(choice, _)| choice == value);
    let (word, ink) = taken.map_or((otherwise, tokens.text_3), |(_, word)| (*word, tokens.text_1));
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
    text_in(ui.painter(), words, Align::Min, word, TypeStyle::Body.font(), ink);
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
            let mut rows = |ui: &mut Ui, range: std::ops::Range<usize>| {
                for (choice, word) in choices.get(range).unwrap_or_default() {
                    if ui.add(MenuRow::new(word).checked(choice == value).height(ROW)).clicked() {
                        taken = Some(*choice);
                    }
                }
            };
            if choices.len() <= MOST_ROWS {
                rows(ui, 0..choices.len());
            } else {
                let at = choices.iter().position(|(choice, _)| choice == value).unwrap_or(0);
                let list =
                    ScrollArea::vertical().max_height(ROW * MOST_ROWS as f32).auto_shrink([false, true]);
                let first_frame = !open;
                let list = if first_frame { list.vertical_scroll_offset(at as f32 * ROW) } else { list };
                list.show_rows(ui, ROW, choices.len(), rows);
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
    let spoken = choices.iter().find(|(choice, _)| choice == value).map_or(otherwise, |(_, word)| *word);
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
    let next = match choices.iter().position(|(choice, _)| choice == value) {
        Some(at) => at.saturating_add_signed(step).min(choices.len().saturating_sub(1)),
        // From no choice the first step leads to the first one.
        None if step != 0 => 0,
        None => return false,
    };
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
    fn a_long_list_scrolls_and_begins_at_the_choice() {
        let words: Vec<String> = (0..60).map(|n| format!("Choice {n}")).collect();
        let mut harness = harness(40_usize, move |ui, chosen| {
            let choices: Vec<(usize, &str)> = words.iter().map(String::as_str).enumerate().collect();
            dropdown(ui, "Long", 170.0, chosen, &choices);
        });
        harness.get_by_label("Long").click();
        harness.run();
        harness.get_by_label("Choice 41").click();
        harness.run();
        assert_eq!(*harness.state(), 41);
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
