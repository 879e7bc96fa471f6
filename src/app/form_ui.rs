//! Draws any form: labels left, fields right, headings between, an error under the field it belongs to.

use crate::app::theme::{self, TypeStyle, space};
use crate::app::widgets::{Checkbox, TextField, dropdown, section_label};
use crate::workbench::forms::{Field, FieldKind, Form};
use egui::{Align, Layout, Ui, vec2};

/// Width of the labels, in points.
const LABEL: f32 = 190.0;

/// Draws the form and returns whether a person changed anything. `key` tells apart forms that are on screen together.
pub fn form_ui(ui: &mut Ui, key: &str, form: &mut Form) -> bool {
    let mut changed = false;
    let mut section = "";
    for (index, field) in form.fields.iter_mut().enumerate() {
        if field.section != section {
            if index > 0 {
                ui.add_space(space::M);
            }
            section = field.section;
            section_label(ui, section, "");
            ui.add_space(space::XS);
        }
        changed |= ui.push_id((key, field.key), |ui| field_ui(ui, field)).inner;
    }
    changed
}

fn field_ui(ui: &mut Ui, field: &mut Field) -> bool {
    let tokens = theme::tokens(ui);
    let before = field.text.clone();
    let row = theme::metrics(ui).control;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::LABEL_TO_FIELD;
        if field.kind == FieldKind::Check {
            ui.add_space(LABEL + space::LABEL_TO_FIELD);
        } else {
            ui.allocate_ui_with_layout(vec2(LABEL, row), Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_width(LABEL);
                ui.add(egui::Label::new(theme::rich(field.label, TypeStyle::Body, tokens.text_2)).wrap());
            });
        }
        input_ui(ui, field);
    });
    if let Some(reason) = &field.error {
        ui.horizontal(|ui| {
            ui.add_space(LABEL + space::LABEL_TO_FIELD);
            ui.label(theme::rich(reason.as_str(), TypeStyle::Small, tokens.error));
        });
    }
    let changed = field.text != before;
    if changed {
        field.error = None;
    }
    changed
}

fn input_ui(ui: &mut Ui, field: &mut Field) {
    let error = field.error.clone();
    let wide = ui.available_width().min(360.0);
    match &field.kind {
        FieldKind::Text => {
            ui.add(TextField::new(&mut field.text, field.label).width(wide).error(error.as_deref()));
        }
        FieldKind::Notes => {
            let edit = egui::TextEdit::multiline(&mut field.text).desired_rows(2).desired_width(wide);
            ui.add(edit).accessible_name(field.label);
        }
        FieldKind::Number { unit } => {
            let unit = *unit;
            let input = TextField::new(&mut field.text, field.label).width(110.0).right_aligned();
            ui.add(input.error(error.as_deref()));
            let tokens = theme::tokens(ui);
            ui.label(theme::rich(unit, TypeStyle::Body, tokens.text_3));
        }
        FieldKind::Choice(choices) => {
            let indexed: Vec<(usize, &str)> =
                choices.iter().map(|(_, label)| label.as_str()).enumerate().collect();
            let mut chosen = choices.iter().position(|(value, _)| *value == field.text).unwrap_or(usize::MAX);
            let was = chosen;
            dropdown(ui, field.label, wide, &mut chosen, &indexed);
            if chosen != was
                && let Some((value, _)) = choices.get(chosen)
            {
                field.text = value.clone();
            }
        }
        FieldKind::Check => {
            let mut checked = field.text == "yes";
            ui.add(Checkbox::new(&mut checked, field.label));
            field.text = if checked { "yes" } else { "no" }.to_owned();
        }
    }
}
