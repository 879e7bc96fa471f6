//! Tables that flow over pages: heads are repeated, words wrapped, rows kept whole where a page can hold them.

use crate::report::package::flow::{FRAME, Flow, HAIRLINE, LABEL_GRAY, RULE, SHADE};
use crate::report::package::set::wrapped;
use crate::report::page::{Align, Area, Style};
use crate::report::typeface::Weight;

const SIZE: f32 = 7.8;
const LINE: f32 = 10.2;
/// Above and below the lines of a row.
const PADDING: f32 = 1.9;
/// Left and right of a text, more than a cell itself keeps.
const SIDE: f32 = 2.0;
/// What a cell itself keeps on both sides.
const OWN: f32 = 4.4;
const HEAD: f32 = 14.0;
/// Between a column of numbers and the words beside it.
const GAP: f32 = 8.0;
/// Of the lines between rows.
const LINE_GRAY: f32 = 0.55;

/// A column; shares of the width add up to 1.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub head: &'static str,
    pub share: f32,
    pub align: Align,
}

/// Returns a column of words.
pub const fn words(head: &'static str, share: f32) -> Column {
    Column { head, share, align: Align::Left }
}

/// Returns a column of numbers.
pub const fn numbers(head: &'static str, share: f32) -> Column {
    Column { head, share, align: Align::Right }
}

/// How a row looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Plain,
    /// Sums and results.
    Strong,
    /// Notes.
    Faint,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub cells: Vec<String>,
    pub look: Look,
    /// The last cell given takes all columns that are left.
    pub is_wide: bool,
}

impl Row {
    /// Returns a plain row.
    pub fn of<const N: usize>(cells: [String; N]) -> Self {
        Self { cells: cells.into(), look: Look::Plain, is_wide: false }
    }

    #[must_use]
    pub fn look(self, look: Look) -> Self {
        Self { look, ..self }
    }

    #[must_use]
    pub fn wide(self) -> Self {
        Self { is_wide: true, ..self }
    }
}

/// A cell with its words set.
struct Set {
    x: f32,
    width: f32,
    align: Align,
    lines: Vec<String>,
}

/// Draws a table with its head.
pub fn table(flow: &mut Flow<'_>, columns: &[Column], rows: &[Row]) {
    draw(flow, columns, rows, true);
}

/// Draws labels with their values, without a head.
pub fn facts(flow: &mut Flow<'_>, lines: &[(&str, String)]) {
    let rows: Vec<Row> =
        lines.iter().map(|(label, value)| Row::of([(*label).to_owned(), value.clone()])).collect();
    draw(flow, &[words("", 0.2), words("", 0.8)], &rows, false);
}

fn draw(flow: &mut Flow<'_>, columns: &[Column], rows: &[Row], has_head: bool) {
    let set: Vec<(Vec<Set>, Style)> = rows.iter().map(|row| set_row(flow, columns, row, has_head)).collect();
    let height = |cells: &[Set]| {
        let most = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or_default().max(1);
        most as f32 * LINE + 2.0 * PADDING
    };
    let head = if has_head { HEAD } else { 0.0 };
    let most = FRAME.height - head;
    let first = set.first().map_or(0.0, |(cells, _)| height(cells).min(most));
    flow.ensure(head + first);
    if has_head {
        draw_head(flow, columns);
    }
    let count = set.len();
    let heights: Vec<f32> = set.iter().map(|(cells, _)| height(cells)).collect();
    for (at, (cells, style)) in set.into_iter().enumerate() {
        let own = heights.get(at).copied().unwrap_or_default();
        // The last row does not go to the next page alone.
        let last = heights.get(at + 1).copied().filter(|_| count > 2 && at + 2 == count);
        let needed = last.map_or(own, |last| own + last);
        let breaks = flow.room() < needed.min(most) && (flow.room() < own || needed <= most);
        if breaks && own <= most && !flow.is_fresh() {
            next_page(flow, columns, has_head);
        }
        draw_row(flow, columns, cells, style, has_head);
    }
    flow.advance(5.0);
}

/// What the words of a column keep free at their left.
fn gap(beside: Align, align: Align) -> f32 {
    if beside == Align::Right && align == Align::Left { GAP } else { 0.0 }
}

fn next_page(flow: &mut Flow<'_>, columns: &[Column], has_head: bool) {
    flow.break_page();
    if has_head {
        draw_head(flow, columns);
    }
}

fn draw_head(flow: &mut Flow<'_>, columns: &[Column]) {
    let band = Area::new(FRAME.x, flow.y(), FRAME.width, HEAD);
    let typeface = flow.typeface;
    flow.page().fill(band, SHADE);
    let mut x = FRAME.x;
    let mut beside = Align::Left;
    for column in columns {
        let width = column.share * FRAME.width;
        let gap = gap(beside, column.align);
        let cell = Area { x: x + SIDE + gap, width: width - 2.0 * SIDE - gap, ..band };
        beside = column.align;
        let style = Style::new(7.4).weight(Weight::Medium).align(column.align);
        flow.page().text(typeface, cell, style, column.head);
        x += width;
    }
    flow.page().horizontal((FRAME.x, FRAME.right()), band.bottom(), RULE);
    flow.advance(HEAD);
}

fn set_row(flow: &Flow<'_>, columns: &[Column], row: &Row, has_head: bool) -> (Vec<Set>, Style) {
    let style = match row.look {
        Look::Plain => Style::new(SIZE),
        Look::Strong => Style::new(SIZE).weight(Weight::SemiBold),
        Look::Faint => Style::new(SIZE).gray(LABEL_GRAY),
    };
    let mut x = FRAME.x;
    let mut beside = Align::Left;
    let mut cells = Vec::new();
    for (at, (column, text)) in columns.iter().zip(&row.cells).enumerate() {
        let is_last = at + 1 == row.cells.len();
        let right = if is_last && row.is_wide { FRAME.right() } else { x + column.share * FRAME.width };
        let gap = gap(beside, column.align);
        let width = right - x - 2.0 * SIDE - gap;
        beside = column.align;
        let align = if is_last && row.is_wide { Align::Left } else { column.align };
        let is_label = !has_head && at == 0;
        let style = if is_label { style.gray(LABEL_GRAY) } else { style };
        let lines = wrapped(flow.typeface, text, style, width - OWN);
        cells.push(Set { x: x + SIDE + gap, width, align, lines });
        x = right;
    }
    (cells, style)
}

/// Draws a row; one that no page holds is parted between lines.
fn draw_row(flow: &mut Flow<'_>, columns: &[Column], mut cells: Vec<Set>, style: Style, has_head: bool) {
    let typeface = flow.typeface;
    loop {
        let most = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or_default().max(1);
        let fitting = ((flow.room() - 2.0 * PADDING) / LINE + 0.001).floor().max(0.0) as usize;
        let count = most.min(fitting.max(1));
        let top = flow.y() + PADDING;
        for (at, cell) in cells.iter_mut().enumerate() {
            let gray = if !has_head && at == 0 { LABEL_GRAY } else { style.gray };
            let style = style.gray(gray).align(cell.align);
            let drawn = count.min(cell.lines.len());
            for (nth, line) in cell.lines.drain(..drawn).enumerate() {
                let area = Area::new(cell.x, top + nth as f32 * LINE, cell.width, LINE);
                flow.page().text(typeface, area, style, &line);
            }
        }
        flow.advance(count as f32 * LINE + 2.0 * PADDING);
        if has_head {
            let line = Area::new(FRAME.x, flow.y(), FRAME.width, HAIRLINE);
            flow.page().fill(line, LINE_GRAY);
        }
        if most <= count {
            return;
        }
        next_page(flow, columns, has_head);
    }
}
