//! The sizes that differ, what could not be sized, and what is kept: one a row.

use crate::app::theme::{self, Signal, TypeStyle, space};
use crate::app::widgets::{Button, Checkbox, Column, severity_icon, table_head, text_in};
use crate::workbench::Command;
use crate::workbench::sizing::SizingSession;
use egui::{Align, Layout, Rangef, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, vec2};

const ROW: f32 = 28.0;

const COLUMNS: [Column<'_>; 5] = [
    Column { head: "", width: 20.0, align: Align::Min },
    Column { head: "Of", width: 150.0, align: Align::Min },
    Column { head: "Size", width: 140.0, align: Align::Min },
    Column { head: "Recorded", width: 250.0, align: Align::Min },
    Column { head: "Calculated", width: f32::INFINITY, align: Align::Min },
];

/// Draws the list; returns the command that lets an override go, if that was asked for.
pub(super) fn list_ui(
    ui: &mut Ui,
    session: &mut SizingSession,
    at: &mut usize,
    room: f32,
) -> Option<Command> {
    let spans = table_head(ui, &COLUMNS, space::XL, space::M);
    let (rows, missing) = (session.rows().len(), session.undetermined().len());
    let all = rows + missing + session.kept().len();
    let mut release = None;
    ScrollArea::vertical()
        .id_salt("sizes")
        .max_height(room)
        .min_scrolled_height(room)
        .auto_shrink(false)
        .show_rows(ui, ROW, all, |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for n in range {
                if n < rows {
                    size_ui(ui, &spans, session, n, at);
                } else if n < rows + missing {
                    missing_ui(ui, &spans, session, n - rows);
                } else if kept_ui(ui, &spans, session, n - rows - missing) {
                    release = Some(n - rows - missing);
                }
            }
        });
    release.and_then(|kept| session.release(kept).ok())
}

/// A row with its cells.
struct Line<'s> {
    rect: Rect,
    spans: &'s [Rangef],
}

impl<'s> Line<'s> {
    fn new(ui: &mut Ui, spans: &'s [Rangef]) -> Self {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
        let tokens = theme::tokens(ui);
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.hairline());
        Self { rect, spans }
    }

    fn cell(&self, n: usize) -> Rect {
        let span = self.spans.get(n).copied().unwrap_or(Rangef::NOTHING);
        Rect::from_x_y_ranges(span, self.rect.y_range())
    }

    /// From a cell to the end of the row.
    fn rest(&self, n: usize) -> Rect {
        let last = self.spans.last().map_or(self.rect.right(), |span| span.max);
        Rect::from_x_y_ranges(self.cell(n).left()..=last, self.rect.y_range())
    }

    fn child(&self, ui: &mut Ui, rect: Rect, salt: (&str, usize)) -> Ui {
        let layout = Layout::left_to_right(Align::Center);
        ui.new_child(UiBuilder::new().max_rect(rect).layout(layout).id_salt(salt))
    }
}

fn size_ui(ui: &mut Ui, spans: &[Rangef], session: &mut SizingSession, n: usize, at: &mut usize) {
    let Some(row) = session.rows().get(n).cloned() else { return };
    let tokens = theme::tokens(ui);
    let line = Line::new(ui, spans);
    let spoken = format!("{}, {}: {} becomes {}", row.name, row.change.part, row.change.from, row.change.to);
    let response = ui.interact(line.rest(1), ui.scope_id().with(("size", n)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, n == *at, &spoken));
    if response.clicked() {
        *at = n;
    }
    if n == *at {
        ui.painter().rect_filled(line.rect, 0.0, tokens.select);
    } else if response.hovered() {
        ui.painter().rect_filled(line.rect, 0.0, tokens.hover_row);
    }
    let mut taken = row.taken;
    let name = format!("Take {} of {}", row.change.part, row.name);
    line.child(ui, line.cell(0), ("take", n)).add(Checkbox::unlabeled(&mut taken, &name));
    if taken != row.taken {
        session.take(n, taken);
    }
    let ink = if taken { tokens.text_1 } else { tokens.text_3 };
    let from = if row.change.from.is_empty() { "not recorded" } else { row.change.from.as_str() };
    let to = if row.change.to.is_empty() { "none" } else { row.change.to.as_str() };
    let part = row.change.part.to_string();
    let cells =
        [(1, row.name.as_str(), ink), (2, &part, tokens.text_2), (3, from, tokens.text_2), (4, to, ink)];
    for (column, words, ink) in cells {
        text_in(ui.painter(), line.cell(column), Align::Min, words, TypeStyle::Body.font(), ink);
    }
}

fn missing_ui(ui: &mut Ui, spans: &[Rangef], session: &SizingSession, n: usize) {
    let Some((_, name, needs)) = session.undetermined().get(n) else { return };
    let tokens = theme::tokens(ui);
    let line = Line::new(ui, spans);
    severity_icon(&mut line.child(ui, line.cell(0), ("missing", n)), Signal::Undetermined, 16.0);
    text_in(ui.painter(), line.cell(1), Align::Min, name, TypeStyle::Body.font(), tokens.text_1);
    let words = format!("Undetermined: needs {needs}");
    let response = ui.interact(line.rest(1), ui.scope_id().with(("missing", n)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{name}: {words}")));
    text_in(ui.painter(), line.rest(2), Align::Min, &words, TypeStyle::Body.font(), tokens.text_2);
}

/// Draws an override; returns whether it is to be let go.
fn kept_ui(ui: &mut Ui, spans: &[Rangef], session: &SizingSession, n: usize) -> bool {
    let Some(kept) = session.kept().get(n) else { return false };
    let tokens = theme::tokens(ui);
    let line = Line::new(ui, spans);
    for (column, words) in [(1, kept.name.as_str()), (2, kept.part.name()), (3, &kept.value)] {
        text_in(ui.painter(), line.cell(column), Align::Min, words, TypeStyle::Body.font(), tokens.text_1);
    }
    let words = format!("kept: {}", kept.reason);
    let mut reason = line.cell(4);
    reason.max.x -= 72.0;
    text_in(ui.painter(), reason, Align::Min, &words, TypeStyle::Small.font(), tokens.text_2);
    let mut button = line.cell(4);
    button.min.x = button.max.x - 68.0;
    line.child(ui, button, ("kept", n))
        .add(Button::bare("Let go"))
        .on_hover_text("Size it by calculation again")
        .clicked()
}
