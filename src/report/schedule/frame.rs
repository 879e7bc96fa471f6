//! What every page of a schedule has: border, heading with the panel's facts, title block.

use crate::domain::{Panel, Project};
use crate::report::page::{Align, Area, Page, Style};
use crate::report::schedule::facts::facts;
use crate::report::schedule::{BORDER, HAIRLINE, LABEL_GRAY, RULE, ScheduleOptions};
use crate::report::typeface::{Typeface, Weight};

const NAME_HEIGHT: f32 = 24.0;
const FACT_HEIGHT: f32 = 13.0;
/// Height of the heading, the space below it included.
pub const HEADING_HEIGHT: f32 = NAME_HEIGHT + 3.0 * FACT_HEIGHT + 6.0;
/// Height of the title block.
pub const TITLE_BLOCK_HEIGHT: f32 = 36.0;
/// Shares of the width that the columns of facts take, and widths of their labels.
const FACT_COLUMNS: [(f32, f32); 4] = [(0.43, 42.0), (0.22, 46.0), (0.19, 48.0), (0.16, 30.0)];

/// Draws the heading at the top of `inside`.
pub fn heading(
    page: &mut Page,
    typeface: &Typeface,
    inside: Area,
    (project, panel): (&Project, &Panel),
    part: &str,
) {
    let band = Area::new(inside.x, inside.y, inside.width, NAME_HEIGHT);
    let name = format!("Panel {}{part}", panel.name);
    let title = Style::new(15.0).weight(Weight::SemiBold);
    let half = band.width * 0.62;
    page.text(typeface, Area { width: half, ..band }.inset(1.0), title, &name);
    let system = Style::new(11.0).weight(Weight::Medium).align(Align::Right);
    let right = Area::new(band.x + half, band.y, band.width - half, band.height);
    page.text(typeface, right.inset(1.0), system, panel.system.label());
    let mut y = band.bottom();
    page.horizontal((inside.x, inside.right()), y, RULE);
    for row in facts(project, panel) {
        let mut x = inside.x;
        for ((label, value), (share, label_width)) in row.iter().zip(FACT_COLUMNS) {
            let width = inside.width * share;
            let label_cell = Area::new(x, y, label_width, FACT_HEIGHT);
            page.text(typeface, label_cell, Style::new(6.5).gray(LABEL_GRAY), label);
            let value_cell = Area::new(x + label_width, y, width - label_width, FACT_HEIGHT);
            page.text(typeface, value_cell, Style::new(8.0).weight(Weight::Medium), value);
            x += width;
            if x < inside.right() - 1.0 {
                page.vertical(x, (y, y + FACT_HEIGHT), HAIRLINE);
            }
        }
        y += FACT_HEIGHT;
        page.horizontal((inside.x, inside.right()), y, HAIRLINE);
    }
}

/// Draws the border and, at its foot, the title block.
pub fn title_block(
    page: &mut Page,
    typeface: &Typeface,
    border: Area,
    (project, panel): (&Project, &Panel),
    (options, number): (&ScheduleOptions, (usize, usize)),
) {
    page.frame(border, BORDER);
    let top = border.bottom() - TITLE_BLOCK_HEIGHT;
    page.horizontal((border.x, border.right()), top, BORDER);
    let info = project.info();
    let joined = |parts: &[&str]| {
        parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    let (page_number, pages) = number;
    let panel_name = format!("Panel {}", panel.name);
    let page_text = format!("{page_number} of {pages}");
    let cells: [(f32, &str, String, String); 5] = [
        (0.38, "Project", info.name.clone(), joined(&[&info.client, &info.address])),
        (0.20, "Engineer", info.engineer.clone(), String::new()),
        (0.20, "Panel schedule", panel_name, String::new()),
        (0.12, "Project no. / date", info.number.clone(), options.date.clone()),
        (0.10, "Page", page_text, String::new()),
    ];
    let mut x = border.x;
    for (share, label, value, second) in cells {
        let width = border.width * share;
        let cell = |y: f32, height: f32| Area::new(x + 2.0, top + y, width - 4.0, height);
        page.text(typeface, cell(2.0, 8.0), Style::new(5.5).gray(LABEL_GRAY), label);
        page.text(typeface, cell(10.0, 13.0), Style::new(9.0).weight(Weight::Medium), &value);
        page.text(typeface, cell(23.0, 11.0), Style::new(7.0), &second);
        x += width;
        if x < border.right() - 1.0 {
            page.vertical(x, (top, border.bottom()), RULE);
        }
    }
}
