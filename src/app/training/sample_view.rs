//! Examples as small drawings: a panelboard as the bars of its legs, a floor plan from above, quantities as bars.

use crate::app::theme;
use crate::app::theme::{PhaseMark, Signal, Tokens, TypeStyle, radius};
use crate::app::widgets::{FocusRing, IconWeight, focus_ring, icon_at, phase_fill, text_in};
use crate::workbench::lab::{Bar, Drawing, Question, Sample, Stand};
use egui::epaint::{CornerRadius, StrokeKind};
use egui::{Align, Painter, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

const MARKS: [PhaseMark; 3] = [PhaseMark::A, PhaseMark::B, PhaseMark::C];
/// Between two tiles.
const GAP: f32 = 4.0;

/// Draws tiles in rows of `across`; returns the place of the one that was pressed. `remarks` stand in a tile's tooltip.
pub(super) fn tiles_ui<'a>(
    ui: &mut Ui,
    key: &str,
    across: usize,
    tiles: impl ExactSizeIterator<Item = (&'a Sample, String)>,
) -> Option<usize> {
    let tokens = theme::tokens(ui);
    let width = ((ui.available_width() - GAP * (across - 1) as f32) / across as f32).floor();
    let size = vec2(width, (width * 0.75).round());
    let (count, mut pressed) = (tiles.len(), None);
    let rows = count.div_ceil(across);
    let whole = vec2(ui.available_width(), rows as f32 * (size.y + GAP) - GAP);
    let (_, room) = ui.allocate_space(whole.max(Vec2::ZERO));
    for (at, (sample, remark)) in tiles.enumerate() {
        let corner =
            room.min + vec2((at % across) as f32 * (size.x + GAP), (at / across) as f32 * (size.y + GAP));
        let rect = Rect::from_min_size(corner, size);
        let response = ui.interact(rect, ui.scope_id().with((key, at)), Sense::click());
        let painter = ui.painter();
        let edge = if response.hovered() { tokens.stroke(1.0, tokens.text_2) } else { tokens.edge() };
        painter.rect(rect, CornerRadius::same(radius::FIELD), tokens.canvas, edge, StrokeKind::Inside);
        paint(painter, rect.shrink(4.0), &sample.drawing, &tokens);
        if sample.mark.is_some() {
            let place = rect.right_top() + vec2(-6.0, 6.0);
            painter.circle_filled(place, 5.0, tokens.canvas);
            icon_at(painter, place, Signal::Info.icon(), IconWeight::Fill, 10.0, Signal::Info.ink(&tokens));
        }
        focus_ring(ui, &response, radius::FIELD, FocusRing::Inside);
        let spoken = format!("{key} {}: {}", at + 1, sample.title);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
        if response.clicked() {
            pressed = Some(at);
        }
        let words = [Some(sample.title.clone()), Some(remark), sample.mark.clone()];
        let words: Vec<String> = words.into_iter().flatten().filter(|words| !words.is_empty()).collect();
        response.on_hover_text(words.join("\n"));
    }
    pressed
}

/// Draws an example into a rectangle.
pub(super) fn paint(painter: &Painter, rect: Rect, drawing: &Drawing, tokens: &Tokens) {
    match drawing {
        Drawing::Legs { now, model, .. } => paint_legs(painter, rect, model.as_ref().unwrap_or(now), tokens),
        Drawing::Plan { columns, rows, blocked, goal, wrong } => {
            paint_plan(painter, rect, (*columns, *rows), blocked, (*goal, wrong), tokens);
        }
        Drawing::Bars(bars) => paint_bars(painter, rect, bars, tokens),
        Drawing::Stands(stands) => paint_stands(painter, rect, stands, tokens),
    }
}

/// Draws legs as upright bars with their patterns, the longest as high as there is room.
pub(super) fn paint_legs(painter: &Painter, rect: Rect, legs: &[f64], tokens: &Tokens) {
    let most = legs.iter().copied().fold(1.0, f64::max);
    let gap = (rect.width() * 0.06).max(2.0);
    let width = (rect.width() - gap * (legs.len().max(1) - 1) as f32) / legs.len().max(1) as f32;
    for (at, (va, mark)) in legs.iter().zip(MARKS).enumerate() {
        let height = (rect.height() * (va / most) as f32).max(1.0);
        let left = rect.left() + at as f32 * (width + gap);
        let bar = Rect::from_min_max(pos2(left, rect.bottom() - height), pos2(left + width, rect.bottom()));
        phase_fill(painter, bar, mark, tokens);
    }
}

fn paint_plan(
    painter: &Painter,
    rect: Rect,
    (columns, rows): (usize, usize),
    blocked: &[bool],
    (goal, wrong): (usize, &[usize]),
    tokens: &Tokens,
) {
    if columns == 0 || rows == 0 {
        return;
    }
    let side = (rect.width() / columns as f32).min(rect.height() / rows as f32);
    let size = vec2(side * columns as f32, side * rows as f32);
    let floor = Rect::from_center_size(rect.center(), size);
    painter.rect_filled(floor, 0, tokens.sheet);
    // The first row is the lowest.
    let cells = |row: usize, from: usize, to: usize| {
        let top = floor.bottom() - (row + 1) as f32 * side;
        let left = floor.left() + from as f32 * side;
        Rect::from_min_size(pos2(left, top), vec2((to - from) as f32 * side, side))
    };
    for (row, line) in blocked.chunks(columns).enumerate() {
        let mut from = 0;
        // What stands side by side is one shape.
        while from < line.len() {
            let to = (from..line.len()).find(|at| line[*at] != line[from]).unwrap_or(line.len());
            if line[from] {
                painter.rect_filled(cells(row, from, to), 0, tokens.wall);
            }
            from = to;
        }
    }
    for place in wrong {
        painter.rect_filled(cells(place / columns, place % columns, place % columns + 1), 0, tokens.error);
    }
    let at = cells(goal / columns, goal % columns, goal % columns + 1);
    painter.rect_filled(at.expand((3.0 - side / 2.0).max(0.0)), 0, tokens.a_ink);
}

/// Lines as high as this, in drawings as wide as the other, have room for words.
const LINE: f32 = 14.0;
const WORDED: f32 = 160.0;

/// Draws quantities as bars, a thin one below for what a model says; with their names where there is room.
fn paint_bars(painter: &Painter, rect: Rect, bars: &[Bar], tokens: &Tokens) {
    let height = (rect.height() / bars.len().max(1) as f32).min(40.0);
    let worded = height >= LINE + 8.0 && rect.width() >= WORDED;
    for (at, bar) in bars.iter().enumerate() {
        let mut top = rect.top() + at as f32 * height;
        if worded {
            let line = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), LINE));
            let font = TypeStyle::Caption.font();
            text_in(painter, line, Align::Min, &bar.name, font.clone(), tokens.text_2);
            text_in(painter, line, Align::Max, &bar.words, font, tokens.text_2);
            top += LINE;
        }
        let room = if worded { height - LINE - 4.0 } else { height - 1.0 };
        let long = |value: f64| rect.width() * value.clamp(0.0, 1.0) as f32;
        let own = if bar.model.is_some() { room * 0.6 } else { room };
        let size = vec2(long(bar.value), own.max(1.0));
        painter.rect_filled(Rect::from_min_size(pos2(rect.left(), top), size), 0, tokens.n_fill);
        if let Some(model) = bar.model {
            let size = vec2(long(model), (room - own).max(1.0));
            painter.rect_filled(Rect::from_min_size(pos2(rect.left(), top + own), size), 0, tokens.accent);
        }
    }
}

/// Draws how questions stand: names with their marks, or the marks alone where there is no room.
fn paint_stands(painter: &Painter, rect: Rect, stands: &[Question], tokens: &Tokens) {
    let height = rect.height() / stands.len().max(1) as f32;
    let worded = height >= LINE && rect.width() >= WORDED;
    const ACROSS: usize = 4;
    let cell = if worded {
        vec2(rect.width(), height)
    } else {
        vec2(rect.width() / ACROSS as f32, rect.height() / stands.len().div_ceil(ACROSS).max(1) as f32)
    };
    for (at, of) in stands.iter().enumerate() {
        let (column, row) = if worded { (0, at) } else { (at % ACROSS, at / ACROSS) };
        let place = Rect::from_min_size(rect.min + vec2(column as f32 * cell.x, row as f32 * cell.y), cell);
        let signal = match of.stand {
            Stand::Holds => Signal::Passed,
            Stand::Undetermined => Signal::Undetermined,
            Stand::Violated => Signal::Error,
        };
        let center = if worded { pos2(place.left() + 8.0, place.center().y) } else { place.center() };
        let size = if worded { 14.0 } else { cell.min_elem().min(16.0) };
        if of.stand == Stand::Holds && !worded {
            painter.circle_filled(center, 2.0, tokens.text_3);
        } else {
            icon_at(painter, center, signal.icon(), IconWeight::Fill, size, signal.ink(tokens));
        }
        if of.wrong {
            painter.circle_stroke(center, size * 0.5 + 2.0, tokens.stroke(1.5, tokens.accent));
        }
        if worded {
            let line = place.with_min_x(place.left() + 24.0);
            text_in(painter, line, Align::Min, &of.name, TypeStyle::Small.font(), tokens.text_1);
            if of.wrong {
                text_in(painter, line, Align::Max, "model differs", TypeStyle::Caption.font(), tokens.text_2);
            }
        }
    }
}
