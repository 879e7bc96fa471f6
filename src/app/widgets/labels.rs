//! Printed words with a fixed place: section heads, table heads, a labelled value, the status line's separators.

use egui::{Align, Painter, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::app::theme::{self, Tokens, TypeStyle, height, space};
use crate::app::widgets::text_in;

/// Shows the head of a section: semibold words and, after them, a remark in hint color.
pub fn section_label(ui: &mut Ui, words: &str, remark: &str) -> Response {
    let tokens = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let response = ui.label(theme::rich(words, TypeStyle::BodySemibold, tokens.text_1));
        if !remark.is_empty() {
            ui.label(theme::rich(remark, TypeStyle::Small, tokens.text_3));
        }
        response
    })
    .inner
}

/// Shows a small label with its value below: "Neutral est." over "69.5 A".
pub fn labeled_value(ui: &mut Ui, label: &str, value: &str) -> Response {
    let tokens = theme::tokens(ui);
    let caption = ui.painter().layout_no_wrap(label.to_owned(), TypeStyle::Caption.font(), tokens.text_2);
    let body = ui.painter().layout_no_wrap(value.to_owned(), TypeStyle::Body.font(), tokens.text_1);
    let width = caption.size().x.max(body.size().x);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 38.0), Sense::hover());
    ui.painter().galley(rect.min, caption, tokens.text_2);
    ui.painter().galley(pos2(rect.left(), rect.top() + 18.0), body, tokens.text_1);
    let spoken = format!("{label} {value}");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    response
}

/// One column of a table: its head and width in points; a width of infinity takes the slack.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column<'a> {
    pub head: &'a str,
    pub width: f32,
    pub align: Align,
}

/// Returns the left and right edge of each column within `span`; columns of infinite width share what is left.
pub fn column_spans(columns: &[Column<'_>], span: egui::Rangef, gap: f32) -> Vec<egui::Rangef> {
    let gaps = gap * columns.len().saturating_sub(1) as f32;
    let fixed: f32 = columns.iter().map(|column| column.width).filter(|width| width.is_finite()).sum();
    let stretching = columns.iter().filter(|column| !column.width.is_finite()).count();
    let slack = ((span.span() - fixed - gaps) / stretching.max(1) as f32).max(0.0);
    let mut left = span.min;
    columns
        .iter()
        .map(|column| {
            let width = if column.width.is_finite() { column.width } else { slack };
            let place = egui::Rangef::new(left, left + width);
            left += width + gap;
            place
        })
        .collect()
}

/// Draws a table's head row over the width there is, inset at both sides, and returns the columns' spans for the rows below.
pub fn table_head(ui: &mut Ui, columns: &[Column<'_>], inset: f32, gap: f32) -> Vec<egui::Rangef> {
    let tokens = theme::tokens(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height::TABLE_HEAD));
    ui.painter().rect_filled(rect, 0, tokens.header);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.edge());
    let spans = column_spans(columns, rect.shrink2(vec2(inset, 0.0)).x_range(), gap);
    for (column, span) in columns.iter().zip(&spans) {
        let cell = Rect::from_x_y_ranges(*span, rect.y_range());
        table_head_cell(ui.painter(), cell, column.head, column.align, &tokens);
        let id = ui.scope_id().with(("head", column.head, span.min.to_bits()));
        let head = ui.interact(cell, id, Sense::hover());
        head.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, column.head));
    }
    spans
}

/// Draws the words of one head cell; the caller paints the ground.
pub fn table_head_cell(painter: &Painter, rect: Rect, words: &str, align: Align, tokens: &Tokens) {
    text_in(painter, rect, align, words, TypeStyle::Caption.font(), tokens.text_2);
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::app::testing::harness;

    #[test]
    fn the_stretching_column_takes_the_slack() {
        let column = |width| Column { head: "", width, align: Align::Min };
        let columns = [column(40.0), column(f32::INFINITY), column(60.0)];
        let spans = column_spans(&columns, egui::Rangef::new(10.0, 310.0), 10.0);
        assert_eq!(
            spans,
            [egui::Rangef::new(10.0, 50.0), egui::Rangef::new(60.0, 240.0), egui::Rangef::new(250.0, 310.0)]
        );
    }

    #[test]
    fn heads_and_values_are_read_out() {
        let mut harness = harness((), |ui, ()| {
            section_label(ui, "Recent", "3 files");
            let columns = [Column { head: "Circuit", width: f32::INFINITY, align: Align::Min }];
            table_head(ui, &columns, 8.0, 8.0);
            labeled_value(ui, "Neutral est.", "69.5 A");
        });
        harness.run();
        for words in ["Recent", "3 files", "Circuit", "Neutral est. 69.5 A"] {
            assert!(harness.query_by_label(words).is_some(), "{words}");
        }
    }
}
