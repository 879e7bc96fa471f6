//! The open cell: a text field over it, and what its text amounts to beside it.

use crate::app::icons;
use crate::app::tabs::panel_schedule::geometry::Geometry;
use crate::app::theme::{Tokens, TypeStyle, radius};
use crate::app::widgets::{IconWeight, icon_at, text_in};
use crate::domain::{Circuit, CircuitId, CircuitLoad, Panel};
use crate::units::grouped;
use crate::workbench::schedule::{Cell, Column, Editing, parse_load};
use egui::epaint::{CornerRadius, StrokeKind};
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Align, Color32, EventFilter, FontSelection, Id, Margin, Rect, TextEdit, Ui, pos2, vec2};

/// Returns the id of the text field.
pub fn field_id() -> Id {
    Id::unique("schedule cell editor")
}

/// Draws the field over its cell. `fresh` puts the caret at the end, as when typing has begun.
pub fn editor_ui(
    ui: &mut Ui,
    editing: &mut Editing,
    fresh: bool,
    panel: &Panel,
    geometry: &Geometry,
    top: f32,
    tokens: &Tokens,
) {
    let Some(cell) = geometry.rect(panel, editing.cell, top) else { return };
    let font = TypeStyle::Mono.font();
    let line = ui.ctx().fonts_mut(|fonts| fonts.row_height(&font));
    let wanted =
        ui.painter().layout_no_wrap(editing.text.clone(), font.clone(), tokens.text_1).size().x + 16.0;
    let (rect, beside) = places(cell, wanted.max(cell.width()), editing.cell, geometry);
    ui.painter().rect_filled(rect, radius::CHIP, tokens.canvas);
    let align =
        if matches!(editing.cell.column, Column::Load | Column::Trip) { Align::Max } else { Align::Min };
    let id = field_id();
    let name =
        format!("{} circuit {} {}, editing", panel.name, editing.cell.slot, editing.cell.column.name());
    // The mono face stands low in its line: the text is raised to the line of the cells beside it.
    let above = ((cell.height() - line) / 2.0).clamp(2.0, 12.0) as i8;
    let margin = Margin { left: 5, right: 5, top: above - 2, bottom: above + 2 };
    let field = TextEdit::singleline(&mut editing.text)
        .id(id)
        .font(FontSelection::FontId(font))
        .text_color(tokens.text_1)
        .frame(egui::Frame::NONE.inner_margin(margin))
        .align(egui::Align2([align, Align::Center]))
        .event_filter(EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true })
        .desired_width(rect.width());
    let response = ui.put(rect, field);
    if fresh || !response.has_focus() {
        response.request_focus();
    }
    if fresh {
        let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
        let end = CCursor::new(editing.text.chars().count());
        state.cursor.set_char_range(Some(CCursorRange::one(end)));
        state.store(ui.ctx(), id);
    }
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::new(egui::Role::TextInput);
        info.label = Some(name.clone());
        info.current_text_value = Some(editing.text.clone());
        info
    });
    ui.painter().rect_stroke(
        rect,
        CornerRadius::same(2),
        tokens.stroke(2.0, tokens.select_line),
        StrokeKind::Inside,
    );
    if let Some((words, bad)) = meaning(panel, editing)
        && let Some(place) = beside
    {
        chip(ui, place, &words, bad, tokens);
    }
}

/// Returns the rectangle of a text over a cell, grown into the empty phase cells as far as the text needs, and what is left of them.
pub fn places(cell: Rect, wanted: f32, at: Cell, geometry: &Geometry) -> (Rect, Option<Rect>) {
    let Some(half) = geometry.half_of(at.slot) else { return (cell, None) };
    let span = half.phase_span();
    if at.column != Column::Load {
        // Narrow cells open towards the phase cells; the description has room enough.
        let width = if at.column == Column::Description { cell.width() } else { wanted.clamp(60.0, 120.0) };
        let rect = if half.left {
            Rect::from_min_size(cell.min, vec2(width, cell.height()))
        } else {
            Rect::from_min_max(pos2(cell.right() - width, cell.top()), cell.max)
        };
        return (rect, None);
    }
    let (before, after) = (cell.left() - span.min, span.max - cell.right());
    let grow = (wanted - cell.width()).max(0.0);
    let (rect, rest) = if before >= after {
        let rect = cell.with_min_x(cell.left() - grow.min(before));
        (rect, Rect::from_x_y_ranges(span.min..=rect.left(), cell.y_range()))
    } else {
        let rect = cell.with_max_x(cell.right() + grow.min(after));
        (rect, Rect::from_x_y_ranges(rect.right()..=span.max, cell.y_range()))
    };
    (rect, (rest.width() >= 64.0).then_some(rest))
}

/// Returns what a load's text amounts to, or why it is none, when that is not plain to see.
fn meaning(panel: &Panel, editing: &Editing) -> Option<(String, bool)> {
    if editing.cell.column != Column::Load || editing.text.trim().is_empty() {
        return None;
    }
    let new = Circuit::new(CircuitId(0), editing.cell.slot);
    let circuit = panel.circuit_at(editing.cell.slot).unwrap_or(&new);
    match parse_load(&editing.text, circuit, panel.system) {
        Ok(CircuitLoad::Total(va)) => Some((format!("= {} VA", grouped(va.0, 0)), false)),
        Ok(CircuitLoad::PerPole(shares)) => {
            let parts: Vec<String> = shares.iter().map(|va| grouped(va.0, 0)).collect();
            Some((format!("= {}", parts.join(" / ")), false))
        }
        Err(_) if matches!(editing.text.trim(), "-" | "sp") => None,
        Err(_) => Some(("not a load yet".to_owned(), true)),
    }
}

fn chip(ui: &Ui, place: Rect, words: &str, bad: bool, tokens: &Tokens) {
    let rect = place.shrink2(vec2(4.0, 3.0));
    let painter = ui.painter();
    painter.rect(rect, radius::CHIP, tokens.raised, tokens.edge(), StrokeKind::Inside);
    let ink: Color32 = if bad { tokens.error } else { tokens.text_1 };
    let room = rect.shrink2(vec2(6.0, 0.0)).with_max_x(rect.right() - if bad { 6.0 } else { 18.0 });
    text_in(painter, room, Align::Min, words, TypeStyle::CaptionSemibold.font(), ink);
    if !bad {
        let center = pos2(rect.right() - 10.0, rect.center().y);
        icon_at(painter, center, icons::ARROW_ELBOW_DOWN_LEFT, IconWeight::Outline, 11.0, tokens.text_3);
    }
}
