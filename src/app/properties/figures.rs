//! What an object comes to, above its fields: a row for each figure, and a press leads to how it came about.

use crate::app::icons;
use crate::app::theme::{self, TypeStyle, space};
use crate::app::view_context::{AppRequest, Requests};
use crate::app::widgets::{FocusRing, IconWeight, focus_ring, icon_at, section_label, text_in};
use crate::domain::EntityId;
use crate::workbench::figures::Figure;
use egui::{Align, CursorIcon, Role, Sense, Ui, WidgetInfo, vec2};

const ROW: f32 = 24.0;
/// Width of the mark that says that there are steps.
const MARK: f32 = 16.0;

/// Draws the figures of an object.
pub fn figures_ui(ui: &mut Ui, entity: EntityId, figures: &[Figure], out: &mut Requests) {
    section_label(ui, "Figures", "press one for its steps");
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (place, figure) in figures.iter().enumerate() {
            if row_ui(ui, figure) {
                out.push(AppRequest::ExplainFigure(entity, place));
            }
        }
    });
    ui.add_space(space::M);
}

/// Draws a row; returns whether it was pressed.
fn row_ui(ui: &mut Ui, figure: &Figure) -> bool {
    let tokens = theme::tokens(ui);
    let words = figure.words();
    let width = ui.available_width();
    // Long words, such as conductors and what is missing, have a line of their own.
    let style = TypeStyle::BodyMedium;
    let ink = if figure.value.is_ok() { tokens.text_1 } else { tokens.text_2 };
    let label =
        ui.painter().layout_no_wrap(figure.label.clone(), TypeStyle::Body.font(), tokens.text_2).size().x;
    let room = width - MARK - space::S;
    let value = ui.painter().layout_no_wrap(words.clone(), style.font(), ink).size().x;
    let two_lines = label + space::M + value > room;
    let height = if two_lines { 2.0 * ROW - space::XS } else { ROW };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let spoken = format!("{}: {words}", figure.label);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    let response =
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(if figure.remark.is_empty() {
            "How it came about".to_owned()
        } else {
            format!("{}. Press for how it came about.", sentence(&figure.remark))
        });
    if response.hovered() {
        ui.painter().rect_filled(rect.expand2(vec2(space::S, 0.0)), 3.0, tokens.hover_row);
    }
    let body = rect.with_max_x(rect.right() - MARK - space::S);
    let (first, second) = if two_lines { body.split_top_bottom_at_fraction(0.5) } else { (body, body) };
    text_in(ui.painter(), first, Align::Min, &figure.label, TypeStyle::Body.font(), tokens.text_2);
    text_in(ui.painter(), second, Align::Max, &words, style.font(), ink);
    let mark = rect.with_min_x(rect.right() - MARK).with_max_y(rect.top() + ROW);
    let icon = if figure.value.is_ok() { icons::SIGMA } else { icons::QUESTION };
    icon_at(ui.painter(), mark.center(), icon, IconWeight::Outline, 14.0, tokens.text_3);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.hairline());
    focus_ring(ui, &response, 3, FocusRing::Inside);
    response.clicked()
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
