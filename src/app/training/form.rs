//! The form that makes a dataset. Its fields are those of the task's plan; what is typed changes the plan and nothing else.

use crate::app::icons;
use crate::app::theme::{self, TypeStyle, radius, space};
use crate::app::widgets::{
    Checkbox, FocusRing, IconWeight, NumberField, dropdown, focus_ring, icon_at, text_in,
};
use crate::workbench::lab::{Field, FieldKind};
use egui::epaint::{CornerRadius, StrokeKind};
use egui::{Align, Popup, PopupCloseBehavior, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use serde_json::{Value, json};

/// Width of the labels.
pub(super) const LABEL: f32 = 72.0;
/// Largest whole number that a field holds exactly.
const EXACT: f64 = 9e15;

/// Draws the fields; returns the plan where one was changed.
pub(super) fn form_ui(ui: &mut Ui, fields: &[Field], plan: &Value) -> Option<Value> {
    let mut changed = None;
    for field in fields {
        let now = &plan[field.key];
        let new = row_ui(ui, field.label, field.help, |ui| field_ui(ui, field, now));
        if let Some(new) = new {
            let plan = changed.get_or_insert_with(|| plan.clone());
            plan[field.key] = new;
        }
    }
    changed
}

/// Draws a label with what stands beside it.
pub(super) fn row_ui<R>(ui: &mut Ui, label: &str, help: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let tokens = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let size = vec2(LABEL, theme::metrics(ui).control);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        text_in(ui.painter(), rect, Align::Min, label, TypeStyle::Body.font(), tokens.text_2);
        if !help.is_empty() {
            response.on_hover_text(help);
        }
        contents(ui)
    })
    .inner
}

fn field_ui(ui: &mut Ui, field: &Field, now: &Value) -> Option<Value> {
    let width = ui.available_width();
    match &field.kind {
        FieldKind::Count { least, most } => {
            let mut number = now.as_f64().unwrap_or(0.0);
            let range = *least as f64..=(*most as f64).min(EXACT);
            let field = NumberField::new(&mut number, field.label).width(width).range(range);
            field.show(ui).changed().then(|| json!(number as u64))
        }
        FieldKind::Numbers { of, unit } => {
            let names: Vec<String> = of.iter().map(u64::to_string).collect();
            let mut on: Vec<bool> = of.iter().map(|number| holds(now, &json!(number))).collect();
            let labels: Vec<&str> = names.iter().map(String::as_str).collect();
            let chosen = several_ui(ui, field.label, width, &labels, &mut on, unit);
            chosen
                .then(|| of.iter().zip(&on).filter(|(_, on)| **on).map(|(number, _)| json!(number)).collect())
        }
        FieldKind::Words(words) => {
            let labels: Vec<&str> = words.iter().map(|(_, label)| *label).collect();
            let mut on: Vec<bool> = words.iter().map(|(word, _)| holds(now, &json!(word))).collect();
            let chosen = several_ui(ui, field.label, width, &labels, &mut on, "");
            chosen.then(|| {
                words.iter().zip(&on).filter(|(_, on)| **on).map(|((word, _), _)| json!(word)).collect()
            })
        }
        FieldKind::One(words) => {
            let mut at = words.iter().position(|(word, _)| now.as_str() == Some(word)).unwrap_or(0);
            let before = at;
            let choices: Vec<(usize, &str)> = words.iter().map(|(_, label)| *label).enumerate().collect();
            dropdown(ui, field.label, width, &mut at, &choices);
            (at != before).then(|| words.get(at).map(|(word, _)| json!(word))).flatten()
        }
        FieldKind::Switch => {
            let mut on = now.as_bool().unwrap_or(false);
            ui.add(Checkbox::unlabeled(&mut on, field.label)).changed().then(|| json!(on))
        }
    }
}

fn holds(list: &Value, wanted: &Value) -> bool {
    list.as_array().is_some_and(|list| list.contains(wanted))
}

/// Draws a field that opens a list of boxes to tick; one stays ticked. Returns whether one was changed.
fn several_ui(ui: &mut Ui, name: &str, width: f32, labels: &[&str], on: &mut [bool], unit: &str) -> bool {
    let size = vec2(width.min(ui.available_width()), theme::metrics(ui).control);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let taken: Vec<&str> =
        labels.iter().zip(on.iter()).filter(|(_, on)| **on).map(|(label, _)| *label).collect();
    let words = if taken.len() == labels.len() && taken.len() > 4 {
        format!("all, {} to {}", taken.first().unwrap_or(&""), taken.last().unwrap_or(&""))
    } else {
        taken.join(" · ")
    };
    paint_field(ui, rect, &response, &words);
    focus_ring(ui, &response, radius::FIELD, FocusRing::Outside);
    let spoken = words.clone();
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), name);
        info.current_text_value = Some(spoken.clone());
        info
    });
    let ticked = on.iter().filter(|on| **on).count();
    let shown = Popup::menu(&response)
        .accessible_name(name)
        .width(size.x)
        .gap(4.0)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let mut changed = false;
            for (label, on) in labels.iter().zip(on.iter_mut()) {
                let words = if unit.is_empty() { (*label).to_owned() } else { format!("{label} {unit}") };
                // The last one cannot be taken away.
                let enabled = !*on || ticked > 1;
                changed |= ui.add(Checkbox::new(on, &words).enabled(enabled)).changed();
            }
            changed
        });
    shown.is_some_and(|shown| shown.inner)
}

fn paint_field(ui: &Ui, rect: Rect, response: &Response, words: &str) {
    let tokens = theme::tokens(ui);
    let open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(response));
    let edge = if response.hovered() || open { tokens.text_2 } else { tokens.line_3 };
    let corner = CornerRadius::same(radius::FIELD);
    ui.painter().rect(rect, corner, tokens.canvas, tokens.stroke(1.0, edge), StrokeKind::Inside);
    let room = Rect::from_min_max(rect.min + vec2(space::S, 0.0), rect.max - vec2(28.0, 0.0));
    text_in(ui.painter(), room, Align::Min, words, TypeStyle::Body.font(), tokens.text_1);
    let caret = pos2(rect.right() - 14.0, rect.center().y);
    icon_at(ui.painter(), caret, icons::CARET_DOWN, IconWeight::Outline, 12.0, tokens.text_2);
}
