//! The legend: each symbol that stands on the sheet, what it is, and how many there are.

use super::sheet::centered_text;
use crate::domain::drawing::Shape;
use crate::domain::symbols::{Symbol, placed};
use crate::engineering::plan_drawing::PlanDrawing;
use crate::report::page::{Align, Area, Mark, Page, Style};
use crate::report::typeface::{CAP_HEIGHT, Typeface, Weight};
use crate::units::PlanPoint;

/// Width of the legend's column, in points.
pub(super) const LEGEND_WIDTH: f32 = 250.0;
const ROW: f32 = 24.0;
const SYMBOL: f32 = 40.0;
const COUNT: f32 = 34.0;
/// Points for an inch of the building in the legend: that of 1/8 in = 1 ft.
const PT_PER_IN: f64 = 0.75;

/// Draws the legend at the top of an area; where it is too short, the last line says how many more there are.
pub(super) fn draw(page: &mut Page, typeface: &Typeface, drawing: &PlanDrawing, area: Area) {
    let head = Area { height: 20.0, ..area };
    page.text(typeface, head, Style::new(11.0).weight(Weight::SemiBold), "Legend");
    let mut symbols: Vec<(&Symbol, usize)> = drawing
        .counts()
        .into_iter()
        .filter_map(|(name, count)| Some((drawing.symbols.get(name)?, count)))
        .collect();
    symbols.sort_by(|a, b| (a.0.kind, &a.0.title).cmp(&(b.0.kind, &b.0.title)));
    let rows = ((area.height - head.height) / ROW).floor().max(1.0) as usize;
    let shown = if symbols.len() > rows { rows - 1 } else { symbols.len() };
    for (row, (symbol, count)) in symbols.iter().take(shown).enumerate() {
        let y = area.y + head.height + row as f32 * ROW;
        glyph(page, typeface, symbol, (area.x + SYMBOL / 2.0, y + ROW / 2.0));
        let words = Area::new(area.x + SYMBOL, y, area.width - SYMBOL - COUNT, ROW);
        page.text(typeface, words, Style::new(9.0), &symbol.title);
        let number = Area::new(area.right() - COUNT, y, COUNT, ROW);
        page.text(typeface, number, Style::new(9.0).align(Align::Right), &count.to_string());
    }
    if shown < symbols.len() {
        let y = area.y + head.height + shown as f32 * ROW;
        let more = format!("{} more symbols", symbols.len() - shown);
        page.text(typeface, Area::new(area.x, y, area.width, ROW), Style::new(9.0), &more);
    }
}

/// Draws a symbol around a place, as large as it is on a plan of 1/8 in = 1 ft, smaller where the row would not hold it.
fn glyph(page: &mut Page, typeface: &Typeface, symbol: &Symbol, center: (f32, f32)) {
    const INCHES_TO_A_FOOT: f64 = 12.0;
    let shapes = placed(symbol, PlanPoint::default(), 0.0, INCHES_TO_A_FOOT * PT_PER_IN);
    let bounds: Vec<_> = shapes.iter().filter_map(Shape::bounds).collect();
    let low = |of: fn(&crate::units::PlanRect) -> f64| bounds.iter().map(of).fold(f64::INFINITY, f64::min);
    let high =
        |of: fn(&crate::units::PlanRect) -> f64| bounds.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
    let (left, right, bottom, top) =
        (low(|r| r.min.x), high(|r| r.max.x), low(|r| r.min.y), high(|r| r.max.y));
    let fit = (f64::from(SYMBOL - 4.0) / (right - left)).min(f64::from(ROW - 3.0) / (top - bottom)).min(1.0);
    let (x0, y0) = (f64::midpoint(left, right), f64::midpoint(bottom, top));
    let on_page = |p: PlanPoint| (center.0 + ((p.x - x0) * fit) as f32, center.1 - ((p.y - y0) * fit) as f32);
    for shape in &shapes {
        match shape {
            Shape::Fill { rings } => {
                for ring in rings {
                    let points = ring.iter().map(|p| on_page(*p)).collect();
                    page.marks.push(Mark::Path { points, closed: true, stroke: None, fill: Some(0.0) });
                }
            }
            Shape::Text { at, height, text, .. } => {
                centered_text(page, typeface, on_page(*at), (height * fit) as f32 / CAP_HEIGHT, text);
            }
            Shape::Mark(_)
            | Shape::Line { .. }
            | Shape::Polyline { .. }
            | Shape::Arc { .. }
            | Shape::Ellipse { .. }
            | Shape::Curve { .. } => {
                let points = shape.flatten(0.1).into_iter().map(on_page).collect();
                page.marks.push(Mark::Path { points, closed: false, stroke: Some((0.7, 0.0)), fill: None });
            }
        }
    }
}
