//! Draws what stands below the table: phase loads and figures on the left, loads by class on the right, then the notes.

use crate::report::page::{Align, Area, Page, Style};
use crate::report::schedule::summary::Summary;
use crate::report::schedule::{HAIRLINE, LABEL_GRAY, RULE, SHADE};
use crate::report::typeface::{Typeface, Weight};

const ROW: f32 = 10.6;
const GAP: f32 = 6.0;
const TEXT: Style = Style::new(7.0);
/// Style and pitch of the notes.
const NOTE: Style = Style::new(6.6);
const NOTE_PITCH: f32 = 8.6;
/// Columns that notes are set in at most.
pub const MOST_COLUMNS: usize = 3;
/// Lines of notes that a table makes room for.
const MOST_LINES: usize = 11;
const NOTE_HEAD: f32 = 10.0;

/// Returns the height of phase loads, figures and classes, without notes.
pub fn summary_height(summary: &Summary) -> f32 {
    let left = summary.phases.len() + summary.figures.len();
    let right = 1 + summary.classes.len() + summary.sums.len();
    GAP + ROW * left.max(right) as f32 + GAP
}

/// Draws phase loads, figures and classes at the top of `inside`.
pub fn draw_summary(page: &mut Page, typeface: &Typeface, inside: Area, summary: &Summary) {
    let left = (inside.width * 0.31).max(176.0);
    let top = inside.y + GAP;
    let phases = Area::new(inside.x, top, left, ROW);
    let end = draw_phases(page, typeface, phases, &summary.phases);
    draw_figures(page, typeface, Area { y: end, ..phases }, &summary.figures);
    let classes = Area::new(inside.x + left + GAP, top, inside.width - left - GAP, ROW);
    draw_classes(page, typeface, classes, summary);
}

fn draw_phases(page: &mut Page, typeface: &Typeface, first: Area, rows: &[Vec<String>]) -> f32 {
    page.fill(first, SHADE);
    let mut row = first;
    for (at, cells) in rows.iter().enumerate() {
        let name_width = row.width * 0.30;
        let width = (row.width - name_width) / (cells.len().max(2) - 1) as f32;
        for (i, text) in cells.iter().enumerate() {
            let x = if i == 0 { row.x } else { row.x + name_width + width * (i - 1) as f32 };
            let cell = Area { x, width: if i == 0 { name_width } else { width }, ..row };
            let align = if i == 0 { Align::Left } else { Align::Right };
            let weight = if at == 0 || i == 0 { Weight::Medium } else { Weight::Regular };
            let caption = if at == 0 && i == 0 { "Phase load" } else { text };
            page.text(typeface, cell, TEXT.weight(weight).align(align), caption);
        }
        row.y += ROW;
        page.horizontal((row.x, row.right()), row.y, HAIRLINE);
    }
    row.y
}

fn draw_figures(page: &mut Page, typeface: &Typeface, first: Area, figures: &[(String, String)]) {
    let mut row = first;
    for (label, value) in figures {
        let split = row.width * 0.72;
        page.text(typeface, Area { width: split, ..row }, TEXT, label);
        let cell = Area { x: row.x + split, width: row.width - split, ..row };
        page.text(typeface, cell, TEXT.weight(Weight::SemiBold).align(Align::Right), value);
        row.y += ROW;
        page.horizontal((row.x, row.right()), row.y, HAIRLINE);
    }
}

fn draw_classes(page: &mut Page, typeface: &Typeface, first: Area, summary: &Summary) {
    let number = 52.0_f32.min(first.width * 0.115);
    let name = 104.0_f32.min(first.width * 0.23);
    let how = first.width - name - 3.0 * number;
    let widths = [name, number, number, number, how];
    page.fill(first, SHADE);
    let heads = ["Load by class, VA", "Connected", "Demand", "Design", "Arithmetic"].map(str::to_owned);
    let plain = summary.classes.iter().map(|cells| (cells, Weight::Regular));
    let sums = summary.sums.iter().map(|cells| (cells, Weight::SemiBold));
    let mut row = first;
    for (cells, weight) in std::iter::once((&heads, Weight::Medium)).chain(plain).chain(sums) {
        let mut x = row.x;
        for (i, (text, width)) in cells.iter().zip(widths).enumerate() {
            let style = match i {
                1..=3 => TEXT.weight(weight).align(Align::Right),
                4 if weight != Weight::Medium => Style::new(6.4),
                _ => TEXT.weight(weight),
            };
            // The arithmetic stands a little off the numbers.
            let indent = if i == 4 { 5.0 } else { 0.0 };
            page.text(typeface, Area { x: x + indent, width: width - indent, ..row }, style, text);
            x += width;
        }
        row.y += ROW;
        page.horizontal((row.x, row.right()), row.y, HAIRLINE);
    }
}

/// Notes broken into lines, and how many columns they are set in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notes {
    pub lines: Vec<String>,
    pub columns: usize,
}

/// Breaks notes into lines, numbered. Many short notes stand in two or three columns, so that they stay on the page of
/// their table.
pub fn set_notes(typeface: &Typeface, notes: &[String], width: f32) -> Notes {
    (1..MOST_COLUMNS)
        .map(|columns| set_in_columns(typeface, notes, width, columns))
        .find(|set| set.lines.len() <= MOST_LINES * set.columns)
        .unwrap_or_else(|| set_in_columns(typeface, notes, width, MOST_COLUMNS))
}

/// Breaks notes into lines for so many columns.
pub fn set_in_columns(typeface: &Typeface, notes: &[String], width: f32, columns: usize) -> Notes {
    Notes { lines: note_lines(typeface, notes, width / columns as f32), columns }
}

fn note_lines(typeface: &Typeface, notes: &[String], width: f32) -> Vec<String> {
    notes
        .iter()
        .enumerate()
        .flat_map(|(i, note)| {
            typeface.lines(&format!("{}. {note}", i + 1), NOTE.weight, NOTE.size, width - 6.0)
        })
        .collect()
}

/// Returns the height of notes, as far as a table should make room for them.
pub fn notes_height(notes: &Notes) -> f32 {
    let lines = notes.lines.len().div_ceil(notes.columns);
    NOTE_HEAD + 3.5 + lines.min(MOST_LINES) as f32 * NOTE_PITCH
}

/// Returns how many lines of notes fit a height in one column.
pub fn note_room(height: f32) -> usize {
    ((height - NOTE_HEAD - 3.0) / NOTE_PITCH).floor().max(0.0) as usize
}

/// Draws lines of notes under their heading, so many in each column.
pub fn draw_notes(page: &mut Page, typeface: &Typeface, inside: Area, notes: &Notes) {
    let Notes { lines, columns } = notes;
    if lines.is_empty() {
        return;
    }
    page.horizontal((inside.x, inside.right()), inside.y, RULE);
    let head = Area { height: NOTE_HEAD, ..inside };
    page.text(typeface, head, Style::new(6.5).weight(Weight::Medium).gray(LABEL_GRAY), "Notes");
    let in_column = lines.len().div_ceil(*columns).max(1);
    let width = inside.width / *columns as f32;
    for (i, line) in lines.iter().enumerate() {
        let x = inside.x + (i / in_column) as f32 * width;
        let y = inside.y + NOTE_HEAD + (i % in_column) as f32 * NOTE_PITCH;
        page.text(typeface, Area { x, y, width, height: NOTE_PITCH }, NOTE, line);
    }
}
