//! The fields of a calculation: label, input, unit; lists with rows that come and go; what is wrong below its field.

use crate::app::icons;
use crate::app::theme::{self, TypeStyle, space};
use crate::app::widgets::{Button, IconButton, TextField, dropdown};
use crate::calc::{FieldType, Need, Preset};
use crate::units::trimmed;
use crate::workbench::calculators::{Entry, label_of, lower_first, unit_words};
use egui::{Align, Frame, Layout, Margin, Ui, vec2};

/// Width of the labels.
const LABEL: f32 = 170.0;

/// Draws the fields and returns whether a person changed anything.
pub(super) fn entries_ui(ui: &mut Ui, entries: &mut [Entry]) -> bool {
    let mut changed = false;
    for entry in entries {
        changed |= ui.push_id(entry.field.name, |ui| entry_ui(ui, entry)).inner;
    }
    changed
}

fn entry_ui(ui: &mut Ui, entry: &mut Entry) -> bool {
    if entry.inner().is_some() {
        return rows_ui(ui, entry);
    }
    let tokens = theme::tokens(ui);
    let label = label_of(entry.field.name, entry.field.unit);
    let before = entry.text.clone();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::LABEL_TO_FIELD;
        let row = theme::metrics(ui).control;
        let shown =
            ui.allocate_ui_with_layout(vec2(LABEL, row), Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_width(LABEL);
                ui.add(egui::Label::new(theme::rich(&label, TypeStyle::Body, tokens.text_2)).truncate())
            });
        let explained = explanation(entry);
        if !explained.is_empty() {
            shown.inner.on_hover_text(&explained);
        }
        input_ui(ui, entry, &label);
        let unit = unit_words(entry.field.unit);
        ui.label(theme::rich(unit, TypeStyle::Body, tokens.text_3));
    });
    if let Some(fault) = &entry.fault {
        ui.horizontal(|ui| {
            ui.add_space(LABEL + space::LABEL_TO_FIELD);
            ui.add(egui::Label::new(theme::rich(fault, TypeStyle::Small, tokens.error)).wrap());
        });
    }
    entry.text != before
}

/// Says why the field is asked for and when it has to be given.
fn explanation(entry: &Entry) -> String {
    let need = match entry.field.need {
        Need::Always => "Needed".to_owned(),
        Need::When(when) => format!("Needed {when}"),
        Need::No => String::new(),
    };
    [entry.field.note, &need].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(". ")
}

/// Returns the default as it shows in an empty field.
fn preset_words(entry: &Entry) -> String {
    match entry.field.preset {
        Some(Preset::Number(number)) => trimmed(number, 4),
        Some(Preset::Text(text)) => text.to_owned(),
        Some(Preset::Flag(true)) => "yes".to_owned(),
        Some(Preset::Flag(false)) => "no".to_owned(),
        None => String::new(),
    }
}

fn input_ui(ui: &mut Ui, entry: &mut Entry, label: &str) {
    let numbers: Vec<String>;
    let choices: Vec<&str> = match entry.field.is {
        FieldType::Choice(choices) => choices.to_vec(),
        FieldType::Flag => vec!["yes", "no"],
        FieldType::ChoiceOf(choices) => {
            numbers = choices.iter().map(|number| trimmed(*number, 4)).collect();
            numbers.iter().map(String::as_str).collect()
        }
        _ => {
            let fault = entry.fault.clone();
            let hint = preset_words(entry);
            let words = matches!(entry.field.is, FieldType::Text | FieldType::Numbers);
            let input = TextField::new(&mut entry.text, label).hint(&hint).error(fault.as_deref());
            ui.add(if words { input.width(200.0) } else { input.width(110.0).right_aligned() });
            return;
        }
    };
    let absent = match preset_words(entry).as_str() {
        "" => "—".to_owned(),
        preset => format!("{preset} (assumed)"),
    };
    let listed: Vec<(usize, &str)> =
        std::iter::once(absent.as_str()).chain(choices.iter().copied()).enumerate().collect();
    let mut chosen = choices.iter().position(|choice| *choice == entry.text).map_or(0, |at| at + 1);
    if dropdown(ui, label, 220.0, &mut chosen, &listed).changed() {
        entry.text = chosen
            .checked_sub(1)
            .and_then(|at| choices.get(at))
            .map_or_else(String::new, |c| (*c).to_owned());
    }
}

/// Draws a list of objects, or the one object, each in a frame of its own.
fn rows_ui(ui: &mut Ui, entry: &mut Entry) -> bool {
    let tokens = theme::tokens(ui);
    let label = label_of(entry.field.name, entry.field.unit);
    let is_list = matches!(entry.field.is, FieldType::List(_));
    let mut changed = false;
    ui.add_space(space::S);
    ui.horizontal(|ui| {
        ui.label(theme::rich(&label, TypeStyle::BodySemibold, tokens.text_1));
        if is_list || entry.rows.is_empty() {
            let words = format!("Add to {}", lower_first(&label));
            let add = Button::bare(if is_list { &words } else { "Add" }).icon(icons::PLUS);
            if ui.add(add).clicked() {
                entry.add_row();
                changed = true;
            }
        }
        if !entry.field.note.is_empty() {
            ui.add(
                egui::Label::new(theme::rich(entry.field.note, TypeStyle::Small, tokens.text_3)).truncate(),
            );
        }
    });
    if let Some(fault) = &entry.fault {
        ui.label(theme::rich(fault, TypeStyle::Small, tokens.error));
    }
    let mut gone = None;
    for (index, row) in entry.rows.iter_mut().enumerate() {
        ui.push_id(index, |ui| {
            Frame::NONE.fill(tokens.canvas).inner_margin(Margin::symmetric(10, 6)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.horizontal(|ui| {
                    let title = if is_list { format!("{}", index + 1) } else { String::new() };
                    ui.label(theme::rich(title, TypeStyle::Small, tokens.text_3));
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        let name = format!("Remove {} {}", lower_first(&label), index + 1);
                        if ui.add(IconButton::new(icons::TRASH, &name).size(24.0)).clicked() {
                            gone = Some(index);
                        }
                    });
                });
                changed |= entries_ui(ui, row);
            });
        });
        ui.add_space(space::XS);
    }
    if let Some(index) = gone {
        entry.rows.remove(index);
        changed = true;
    }
    changed
}
