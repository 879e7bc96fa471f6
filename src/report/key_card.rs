//! The key card: every key of the program on one sheet, to be laid beside the keyboard.
//!
//! What the keys are is the caller's; here sections are spread over columns and drawn. Sections stay whole and in order.

use crate::report::page::{Align, Area, Page, Style};
use crate::report::pdf::{DocumentFacts, pdf_of};
use crate::report::typeface::{Typeface, Weight};
use crate::report::{Paper, ReportError};
use std::ops::Range;

const MARGIN: f32 = 30.0;
const HEADING: f32 = 34.0;
const COLUMNS: usize = 3;
const COLUMN_GAP: f32 = 20.0;
/// Least and greatest height of a line.
const LINE: (f32, f32) = (9.0, 15.0);
/// Heights in lines: of a section's head, and of the space below a section.
const HEAD_LINES: f32 = 1.3;
const BREAK_LINES: f32 = 0.7;
/// Share of a column that keys take; words stand behind it.
const KEYS_SHARE: f32 = 0.44;
/// Height of a key within its line, and the room around its name.
const KEY_SHARE: f32 = 0.82;
const KEY_PADDING: f32 = 4.0;
const KEY_GAP: f32 = 3.0;
const LABEL_GRAY: f32 = 0.30;

/// A line of the card: keys that do the same, and what they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyLine {
    pub keys: Vec<String>,
    pub words: String,
}

/// Keys that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeySection {
    pub title: String,
    pub lines: Vec<KeyLine>,
}

impl KeySection {
    /// Returns its height in lines, the space below included.
    pub fn height(&self) -> f32 {
        HEAD_LINES + self.lines.len() as f32 + BREAK_LINES
    }
}

/// Spreads things of these heights over columns, in order, so that the highest column is as low as it can be.
pub fn spread(heights: &[f32], columns: usize) -> Vec<Range<usize>> {
    let columns = columns.max(1);
    let fill = |limit: f32| {
        let mut ranges = Vec::new();
        let (mut start, mut height) = (0, 0.0);
        for (at, next) in heights.iter().enumerate() {
            if at > start && height + next > limit {
                ranges.push(start..at);
                (start, height) = (at, 0.0);
            }
            height += next;
        }
        ranges.push(start..heights.len());
        ranges
    };
    // The best limit is the height of some run of neighbors.
    let mut limits: Vec<f32> = (0..heights.len())
        .flat_map(|from| {
            heights.iter().skip(from).scan(0.0, |sum, height| {
                *sum += height;
                Some(*sum)
            })
        })
        .collect();
    limits.sort_by(f32::total_cmp);
    let fits = limits.into_iter().map(fill).find(|ranges| ranges.len() <= columns);
    fits.unwrap_or_else(|| fill(f32::INFINITY))
}

/// Writes the card as a PDF of one page. `remark` stands beside the title, such as the version.
///
/// # Errors
/// When a font is damaged or the PDF cannot be written.
pub fn key_card_pdf(sections: &[KeySection], remark: &str) -> Result<Vec<u8>, ReportError> {
    let page = key_card_page(sections, remark)?;
    pdf_of(&[page], &DocumentFacts { title: "Phasewright keys", author: "" })
}

/// Lays out the card on a letter sheet.
///
/// # Errors
/// When a font is damaged.
pub fn key_card_page(sections: &[KeySection], remark: &str) -> Result<Page, ReportError> {
    let typeface = Typeface::open()?;
    let (width, height) = Paper::LetterLandscape.size();
    let mut page = Page::new(width, height);
    let sheet = Area::new(0.0, 0.0, width, height).inset(MARGIN);
    let heading = Area { height: HEADING - 10.0, ..sheet };
    let title = Style::new(16.0).weight(Weight::SemiBold);
    page.text(&typeface, heading, title, "Phasewright keys");
    page.text(&typeface, heading, Style::new(8.0).gray(LABEL_GRAY).align(Align::Right), remark);
    page.horizontal((sheet.x, sheet.right()), heading.bottom(), 1.0);
    let body = Area { y: sheet.y + HEADING, height: sheet.height - HEADING, ..sheet };
    let heights: Vec<f32> = sections.iter().map(KeySection::height).collect();
    let ranges = spread(&heights, COLUMNS);
    let highest = ranges.iter().map(|range| heights[range.clone()].iter().sum::<f32>()).fold(1.0, f32::max);
    let line = (body.height / highest).clamp(LINE.0, LINE.1);
    let column = (body.width - COLUMN_GAP * (COLUMNS as f32 - 1.0)) / COLUMNS as f32;
    for (at, range) in ranges.into_iter().enumerate() {
        let x = body.x + at as f32 * (column + COLUMN_GAP);
        let mut y = body.y;
        for section in &sections[range] {
            draw_section(&mut page, &typeface, Area { x, y, width: column, height: line }, section);
            y += section.height() * line;
        }
    }
    Ok(page)
}

/// Draws a section; `area` is its first line.
fn draw_section(page: &mut Page, typeface: &Typeface, area: Area, section: &KeySection) {
    let head = Area { height: area.height, ..area };
    let size = area.height * 0.62;
    page.text(typeface, head, Style::new(size).weight(Weight::SemiBold), &section.title);
    page.horizontal((area.x, area.right()), head.bottom(), 0.4);
    let mut y = area.y + HEAD_LINES * area.height;
    for line in &section.lines {
        let keys_end = draw_keys(page, typeface, Area { y, ..area }, &line.keys);
        let words = keys_end.max(area.x + KEYS_SHARE * area.width);
        let cell = Area::new(words, y, area.right() - words, area.height);
        page.text(typeface, cell, Style::new(size), &line.words);
        y += area.height;
    }
}

/// Draws keys from the left of a line and returns where they end.
fn draw_keys(page: &mut Page, typeface: &Typeface, line: Area, keys: &[String]) -> f32 {
    let style = Style::new(line.height * 0.54).weight(Weight::Medium).align(Align::Center);
    let mut x = line.x;
    for key in keys {
        let width = typeface.width(&typeface.printable(key), style.weight, style.size) + 2.0 * KEY_PADDING;
        let height = line.height * KEY_SHARE;
        let cell = Area::new(x, line.y + (line.height - height) / 2.0, width.max(line.height), height);
        page.frame(cell, 0.4);
        page.text(typeface, cell, style, key);
        x = cell.right() + KEY_GAP;
    }
    x + KEY_GAP
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sections() -> Vec<KeySection> {
        (0..12)
            .map(|section| KeySection {
                title: format!("Section {section}"),
                lines: (0..7)
                    .map(|line| KeyLine {
                        keys: vec![format!("Ctrl+{line}"), "Shift+↑ ↓ ← →".to_owned()],
                        words: format!("Words {section}.{line}"),
                    })
                    .collect(),
            })
            .collect()
    }

    #[test]
    fn everything_is_on_the_page_once_and_within_it() {
        let page = key_card_page(&sections(), "0.1.0").expect("lays out");
        let texts: Vec<&str> = page.texts().map(|text| text.text.as_str()).collect();
        for section in sections() {
            assert_eq!(texts.iter().filter(|text| **text == section.title).count(), 1);
            for line in section.lines {
                assert_eq!(texts.iter().filter(|text| **text == line.words).count(), 1, "{}", line.words);
            }
        }
        for text in page.texts() {
            let cell = text.cell;
            let inside = cell.x >= MARGIN - 0.1 && cell.right() <= page.width - MARGIN + 0.1;
            assert!(inside && cell.bottom() <= page.height - MARGIN + 0.1, "{} leaves the sheet", text.text);
            assert!(text.x >= cell.x && text.x + text.width <= cell.right() + 0.1, "{}", text.text);
            assert!(!text.text.contains('?'), "{} has a letter that the typeface lacks", text.text);
        }
    }

    #[test]
    fn columns_are_in_order_and_as_even_as_they_get() {
        assert_eq!(spread(&[3.0, 1.0, 1.0, 1.0], 2), [0..1, 1..4]);
        assert_eq!(spread(&[1.0, 1.0, 1.0, 1.0, 1.0, 1.0], 3), [0..2, 2..4, 4..6]);
        assert_eq!(spread(&[5.0, 1.0], 1), [0..2]);
        assert_eq!(spread(&[], 3), [0..0]);
    }

    #[test]
    fn same_keys_same_bytes() {
        let write = || key_card_pdf(&sections(), "0.1.0").expect("writes");
        assert_eq!(write(), write());
        assert!(write().starts_with(b"%PDF-"));
    }
}
