//! The key card on the screen: every key in columns, by group; a button prints it.

use crate::app::theme::{self, TypeStyle, space};
use crate::app::widgets::{self, Button, dialog_foot, key_chip, section_label};
use crate::report::{KeyLine, KeySection, spread};
use crate::workbench::key_sections;
use egui::{Align, Frame, Label, Layout, Margin, ScrollArea, Ui, UiBuilder, vec2};

const WIDTH: f32 = 1240.0;
/// Least width of a column.
const COLUMN: f32 = 272.0;
const LINE: f32 = 21.0;
/// Room for keys; words begin behind it.
const KEYS: f32 = 124.0;

/// What became of the card in this frame.
pub(in crate::app) enum KeyCardOutcome {
    Open,
    Closed,
    /// It is to be printed.
    Save,
}

/// Draws the card.
pub(super) fn key_card_ui(ctx: &egui::Context) -> KeyCardOutcome {
    let sections = key_sections();
    let room = (ctx.content_rect().height() - 214.0).clamp(120.0, 640.0);
    let shown = widgets::Dialog::new("keys", "Key card")
        .subtitle("every key of the program")
        .width(WIDTH)
        .show(ctx, |ui| {
            ScrollArea::vertical().id_salt("keys").max_height(room).min_scrolled_height(room).show(
                ui,
                |ui| {
                    Frame::NONE
                        .inner_margin(Margin::symmetric(20, 16))
                        .show(ui, |ui| columns_ui(ui, &sections));
                },
            );
            dialog_foot(
                ui,
                |_| (),
                |ui| {
                    ui.spacing_mut().item_spacing.x = space::S;
                    let save = ui.add(Button::primary("Save as PDF…").keys("Ctrl+Enter")).clicked();
                    (save, ui.add(Button::plain("Close").keys("Esc")).clicked())
                },
            )
            .1
        });
    match (shown.inner, shown.confirmed, shown.closed) {
        ((true, _), ..) | (_, true, _) => KeyCardOutcome::Save,
        ((_, true), ..) | (_, _, true) => KeyCardOutcome::Closed,
        _ => KeyCardOutcome::Open,
    }
}

fn columns_ui(ui: &mut Ui, sections: &[KeySection]) {
    let width = ui.available_width();
    let columns = ((width + space::XXL) / (COLUMN + space::XXL)).floor().clamp(1.0, 4.0);
    let each = (width - space::XXL * (columns - 1.0)) / columns;
    let heights: Vec<f32> = sections.iter().map(KeySection::height).collect();
    let start = ui.cursor().min;
    let mut bottom = start.y;
    for (at, range) in spread(&heights, columns as usize).into_iter().enumerate() {
        let left = start + vec2(at as f32 * (each + space::XXL), 0.0);
        let place = egui::Rect::from_min_size(left, vec2(each, 0.0));
        let mut column = ui.new_child(UiBuilder::new().max_rect(place).layout(Layout::top_down(Align::Min)));
        column.spacing_mut().item_spacing.y = 0.0;
        for section in sections.get(range).unwrap_or_default() {
            section_ui(&mut column, section);
        }
        bottom = bottom.max(column.min_rect().bottom());
    }
    ui.allocate_space(vec2(width, bottom - start.y));
}

fn section_ui(ui: &mut Ui, section: &KeySection) {
    let tokens = theme::tokens(ui);
    section_label(ui, &section.title, "");
    let rule = egui::Rangef::new(ui.max_rect().left(), ui.max_rect().right());
    ui.painter().hline(rule, ui.cursor().top(), tokens.edge());
    ui.add_space(space::XS);
    for line in &section.lines {
        line_ui(ui, line);
    }
    ui.add_space(space::M);
}

fn line_ui(ui: &mut Ui, line: &KeyLine) {
    let tokens = theme::tokens(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), LINE));
    let mut row = ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center)));
    row.spacing_mut().item_spacing.x = space::XS;
    for key in &line.keys {
        key_chip(&mut row, key);
    }
    let behind = (rect.left() + KEYS).max(row.cursor().left() + space::XS);
    row.add_space(behind - row.cursor().left());
    row.add(Label::new(theme::rich(&line.words, TypeStyle::Body, tokens.text_1)).truncate());
}
