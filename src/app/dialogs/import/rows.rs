//! The preview: one row a circuit, with what is odd about it; only the rows in sight are drawn.

use crate::app::theme::{self, Signal, Tokens, TypeStyle, space};
use crate::app::widgets::{Column, IconWeight, icon_at, table_head, text_in};
use crate::units::grouped;
use crate::workbench::importing::{PreviewRow, RowState, Summary};
use egui::{Align, Rangef, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

const ROW: f32 = 24.0;

const COLUMNS: [Column<'_>; 8] = [
    Column { head: "", width: 18.0, align: Align::Min },
    Column { head: "Panel", width: 90.0, align: Align::Min },
    Column { head: "Ckt", width: 36.0, align: Align::Max },
    Column { head: "Description", width: 210.0, align: Align::Min },
    Column { head: "P", width: 20.0, align: Align::Max },
    Column { head: "Trip", width: 40.0, align: Align::Max },
    Column { head: "VA", width: 64.0, align: Align::Max },
    Column { head: "From, and what to look at", width: f32::INFINITY, align: Align::Min },
];

pub(super) fn rows_ui(ui: &mut Ui, rows: &[PreviewRow], summary: &Summary, room: f32) {
    let tokens = theme::tokens(ui);
    let spans = table_head(ui, &COLUMNS, space::XL, space::M);
    let list = ScrollArea::vertical().id_salt("preview").max_height(room).min_scrolled_height(room);
    list.auto_shrink(false).show_rows(ui, ROW, rows.len() + summary.notes.len(), |ui, range| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for at in range {
            match rows.get(at) {
                Some(row) => row_ui(ui, &tokens, &spans, row),
                None => note_ui(ui, &tokens, summary.notes.get(at - rows.len()).map_or("", String::as_str)),
            }
        }
    });
}

fn row_ui(ui: &mut Ui, tokens: &Tokens, spans: &[Rangef], row: &PreviewRow) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let remark =
        if row.remark.is_empty() { row.place.clone() } else { format!("{}: {}", row.place, row.remark) };
    let spoken =
        format!("{}/{} {}, {} VA, {remark}", row.panel, row.slot, row.description, grouped(row.va, 0));
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, spoken.clone()));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.hairline());
    let signal = match row.state {
        RowState::Fine => None,
        RowState::Odd => Some(Signal::Info),
        RowState::Displaced => Some(Signal::Warning),
        RowState::LeftOut => Some(Signal::Error),
    };
    let ink = if row.state == RowState::LeftOut { tokens.text_3 } else { tokens.text_1 };
    let texts = [
        String::new(),
        row.panel.clone(),
        row.slot.clone(),
        row.description.clone(),
        row.poles.to_string(),
        row.trip.clone(),
        grouped(row.va, 0),
        remark.clone(),
    ];
    for ((span, column), text) in spans.iter().zip(&COLUMNS).zip(&texts) {
        let cell = Rect::from_x_y_ranges(*span, rect.y_range());
        let color = match signal {
            Some(signal) if column.width.is_infinite() => signal.ink(tokens),
            None if column.width.is_infinite() => tokens.text_3,
            _ => ink,
        };
        text_in(ui.painter(), cell, column.align, text, TypeStyle::Body.font(), color);
    }
    if let (Some(signal), Some(first)) = (signal, spans.first()) {
        let center = pos2(first.min + 8.0, rect.center().y);
        icon_at(ui.painter(), center, signal.icon(), IconWeight::Fill, 16.0, signal.ink(tokens));
    }
    if !row.remark.is_empty() {
        response.on_hover_text(remark);
    }
}

fn note_ui(ui: &mut Ui, tokens: &Tokens, note: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, note));
    let words = rect.shrink2(vec2(space::XL, 0.0));
    text_in(ui.painter(), words, Align::Min, note, TypeStyle::Small.font(), tokens.text_2);
    response.on_hover_text(note);
}
