//! Which column means what, for the table that is looked at.

use crate::app::theme::{self, TypeStyle, space};
use crate::app::widgets::{dialog_row, dropdown};
use crate::interchange::import::{LoadUnit, Mapping, Role};
use crate::workbench::importing::ImportSession;
use egui::{ScrollArea, Ui};

/// Width of one column's chooser.
const CHOOSER: f32 = 148.0;

/// A change a person asked for.
struct Change {
    panel: usize,
    half: usize,
    column: usize,
    role: Role,
    unit: Option<LoadUnit>,
}

pub(super) fn columns_ui(ui: &mut Ui, session: &mut ImportSession, table: &mut usize) {
    let mapping = session.mapping().clone();
    let tables: Vec<(usize, String)> =
        mapping.tables.iter().enumerate().map(|(at, t)| (at, title(&mapping, t))).collect();
    *table = (*table).min(tables.len().saturating_sub(1));
    let tokens = theme::tokens(ui);
    dialog_row(ui, 44.0, |ui| {
        ui.label(theme::rich("Columns of", TypeStyle::Body, tokens.text_2));
        let choices: Vec<(usize, &str)> = tables.iter().map(|(at, words)| (*at, words.as_str())).collect();
        dropdown(ui, "Table", 360.0, table, &choices);
        let remark = "A correction is kept for the next file of this shape";
        ui.label(theme::rich(remark, TypeStyle::Small, tokens.text_3));
    });
    let Some(shown) = mapping.tables.get(*table) else { return };
    let roles: Vec<(Role, &str)> = Role::ALL.iter().map(|role| (*role, role.label())).collect();
    let units: Vec<(Option<LoadUnit>, &str)> = std::iter::once((None, "?"))
        .chain(LoadUnit::ALL.iter().map(|unit| (Some(*unit), unit.symbol())))
        .collect();
    let mut change = None;
    egui::Frame::NONE.fill(tokens.panel).inner_margin(egui::Margin::symmetric(20, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_height(68.0);
        ScrollArea::horizontal().id_salt("columns").auto_shrink(false).show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                for (panel_at, panel) in shown.panels.iter().enumerate() {
                    for (half_at, half) in panel.halves.iter().enumerate() {
                        for column in &half.columns {
                            let header =
                                if column.header.is_empty() { "no header" } else { column.header.as_str() };
                            let (mut role, mut unit) = (column.role, column.unit);
                            let name = format!("Column {}, {header}", column.column + 1);
                            ui.push_id((panel_at, half_at, column.column), |ui| {
                                ui.vertical(|ui| {
                                    ui.set_width(CHOOSER);
                                    let words = theme::rich(header, TypeStyle::Caption, tokens.text_2);
                                    ui.add(egui::Label::new(words).truncate());
                                    ui.horizontal(|ui| {
                                        ui.spacing_mut().item_spacing.x = space::XS;
                                        let wide = if role.is_load() { CHOOSER - 62.0 } else { CHOOSER };
                                        dropdown(ui, &name, wide, &mut role, &roles);
                                        if role.is_load() {
                                            dropdown(ui, &format!("{name}, unit"), 58.0, &mut unit, &units);
                                        }
                                    });
                                });
                            });
                            if role != column.role || unit != column.unit {
                                change = Some(Change {
                                    panel: panel_at,
                                    half: half_at,
                                    column: column.column,
                                    role,
                                    unit,
                                });
                            }
                        }
                    }
                }
            });
        });
    });
    if let Some(change) = change {
        let table = *table;
        session.correct(|mapping| carry_out(mapping, table, &change));
    }
}

fn title(mapping: &Mapping, table: &crate::interchange::import::TableMap) -> String {
    let names: Vec<&str> =
        table.panels.iter().map(|p| p.facts.name.as_str()).filter(|n| !n.is_empty()).collect();
    let rows = format!("rows {} to {}", table.first_row + 1, table.end_row);
    let sheet = if mapping.tables.len() > 1 { format!("{}, ", table.sheet) } else { String::new() };
    if names.is_empty() { format!("{sheet}{rows}") } else { format!("{}: {sheet}{rows}", names.join(", ")) }
}

fn carry_out(mapping: &mut Mapping, table: usize, change: &Change) {
    let half = mapping
        .tables
        .get_mut(table)
        .and_then(|table| table.panels.get_mut(change.panel))
        .and_then(|panel| panel.halves.get_mut(change.half));
    let column = half.and_then(|half| half.columns.iter_mut().find(|c| c.column == change.column));
    if let Some(column) = column {
        column.role = change.role;
        column.unit = change.unit;
    }
}
