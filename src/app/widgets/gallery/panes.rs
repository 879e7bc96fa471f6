//! The right column: states of a pane and a table's head.

use egui::{Align, Rect, Ui, vec2};

use crate::app::theme::{self, Signal, TypeStyle};
use crate::app::widgets::gallery::Gallery;
use crate::app::widgets::{
    Button, CardEdge, Column, Progress, banner, card, empty_state, filtered_empty, section_label, table_head,
    text_in,
};

pub fn show(ui: &mut Ui, state: &mut Gallery) {
    ui.add_space(32.0);
    section_label(ui, "Empty, loading, stale, failed", "");
    card(ui, CardEdge::Solid, |ui| {
        ui.set_width(ui.available_width());
        empty_state(
            ui,
            "No circuits yet",
            "Type in slot 1 or paste rows from a spreadsheet.",
            Some("Import CSV…"),
        );
    });
    card(ui, CardEdge::Solid, |ui| {
        Progress::new("Reading architect.dxf", 12_408, 31_020, "entities").show(ui)
    });
    let tokens = theme::tokens(ui);
    card(ui, CardEdge::Stale, |ui| {
        ui.set_width(ui.available_width());
        section_label(ui, "Route search", "result of an earlier plan, search runs");
        ui.label(theme::rich("41 ft, 2 bends", TypeStyle::Body, tokens.text_3));
    });
    card(ui, CardEdge::Ghost, |ui| {
        ui.set_width(ui.available_width());
        ui.label(theme::rich("Split into circuits 13 and 30", TypeStyle::BodySemibold, tokens.text_1));
    });
    banner(
        ui,
        Signal::Error,
        "Routing is below the champion",
        "0.742 against 0.745. Promote needs every task at least equal, or a reason.",
        None,
    );
    banner(
        ui,
        Signal::Warning,
        "Model file refused",
        "Hash differs. The built-in solver is in use.",
        Some("Details"),
    );
    filtered_empty(ui, 9);
    ui.add_space(8.0);
    let columns = [
        Column { head: "#", width: 20.0, align: Align::Max },
        Column { head: "Circuit", width: f32::INFINITY, align: Align::Min },
        Column { head: "VA", width: 60.0, align: Align::Max },
        Column { head: "Score after", width: 80.0, align: Align::Max },
    ];
    let spans = table_head(ui, &columns, 8.0, 12.0);
    for (row, cells) in
        [["1", "BREAKROOM COUNTER 1", "1,500", "0.714"], ["2", "RECEPT OFFICE 101-104", "1,440", "0.829"]]
            .iter()
            .enumerate()
    {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), theme::metrics(ui).row));
        ui.painter().rect_filled(rect, 0, if row == 0 { tokens.select } else { tokens.sheet });
        for ((span, column), text) in spans.iter().zip(&columns).zip(cells) {
            text_in(
                ui.painter(),
                Rect::from_x_y_ranges(*span, rect.y_range()),
                column.align,
                text,
                TypeStyle::Body.font(),
                tokens.text_1,
            );
        }
    }
    ui.add_space(8.0);
    if ui.add(Button::plain("Open dialog")).clicked() {
        state.dialog_open = true;
    }
}
