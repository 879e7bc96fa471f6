//! Border, title block and scale bar of a plan.

use super::PlanScale;
use crate::domain::ProjectInfo;
use crate::report::page::{Align, Area, Page, Style};
use crate::report::typeface::{Typeface, Weight};

pub(super) const BORDER_INSET: f32 = 36.0;
pub(super) const TITLE_BLOCK: f32 = 64.0;
const BORDER: f32 = 1.4;
const LABEL_GRAY: f32 = 0.3;

/// Draws border and title block.
pub(super) fn frame(
    page: &mut Page,
    typeface: &Typeface,
    border: Area,
    info: &ProjectInfo,
    (sheet, scale, (number, count)): (&str, PlanScale, (usize, usize)),
) {
    page.frame(border, BORDER);
    let block = Area { y: border.bottom() - TITLE_BLOCK, height: TITLE_BLOCK, ..border };
    page.horizontal((block.x, block.right()), block.y, BORDER);
    let joined = |parts: &[&str]| {
        parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    let cells: [(f32, &str, String, String); 6] = [
        (0.32, "Project", info.name.clone(), joined(&[&info.client, &info.address])),
        (0.18, "Engineer", info.engineer.clone(), String::new()),
        (0.20, "Drawing", format!("Electrical plan, {sheet}"), String::new()),
        (0.12, "Scale", scale.words().to_owned(), scale.ratio()),
        (0.10, "Project no.", info.number.clone(), String::new()),
        (0.08, "Sheet", format!("{number} of {count}"), String::new()),
    ];
    let mut x = block.x;
    for (share, label, value, second) in cells {
        let width = block.width * share;
        let cell = |y: f32, height: f32| Area::new(x + 8.0, block.y + y, width - 16.0, height);
        page.text(typeface, cell(4.0, 12.0), Style::new(7.5).gray(LABEL_GRAY), label);
        page.text(typeface, cell(18.0, 22.0), Style::new(15.0).weight(Weight::Medium), &value);
        page.text(typeface, cell(42.0, 16.0), Style::new(9.0).gray(LABEL_GRAY), &second);
        x += width;
        if x < block.right() - 1.0 {
            page.vertical(x, (block.y, block.bottom()), 0.7);
        }
    }
}

/// Draws a bar of four parts of a round number of feet, as long as an inch or a little more each, above a place.
pub(super) fn scale_bar(page: &mut Page, typeface: &Typeface, scale: PlanScale, (x, bottom): (f32, f32)) {
    const ROUND: [f64; 13] = [1.0, 2.0, 4.0, 5.0, 8.0, 10.0, 16.0, 20.0, 40.0, 50.0, 100.0, 200.0, 500.0];
    let part_ft = ROUND.into_iter().find(|ft| *ft >= scale.ft_per_in).unwrap_or(scale.ft_per_in);
    let part = (part_ft / scale.ft_per_in * 72.0) as f32;
    let bar = Area::new(x, bottom - 8.0, part, 5.0);
    for number in 0..4_u8 {
        let area = Area { x: bar.x + f32::from(number) * part, ..bar };
        if number.is_multiple_of(2) {
            page.fill(area, 0.0);
        }
        page.frame(area, 0.5);
    }
    for number in 0..=4_u8 {
        let at = bar.x + f32::from(number) * part;
        let cell = Area::new(at - 30.0, bar.y - 12.0, 60.0, 11.0);
        let feet = crate::units::trimmed(part_ft * f64::from(number), 2);
        page.text(typeface, cell, Style::new(7.5).align(Align::Center), &format!("{feet}'"));
    }
}
