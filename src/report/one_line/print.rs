//! Prints a diagram: a page for each sheet, in the marks of all documents.

use super::draw::OneLine;
use super::shape::{Ink, Point, Shape};
use crate::report::page::{Area, Mark, Page, TextMark};

/// Lays out a page for each sheet.
pub fn pages(diagram: &OneLine) -> Vec<Page> {
    let (width, height) = diagram.paper.size();
    let sheets = diagram.sheets.iter().enumerate();
    let page = |(number, sheet): (usize, &super::draw::OneLineSheet)| {
        let mut page = Page::new(width, height);
        page.bookmark = Some(format!("One-line, sheet {}", number + 1));
        let corner = (sheet.area.x, sheet.area.y);
        for shape in OneLine::shapes(sheet) {
            mark(&mut page, corner, shape);
        }
        page
    };
    sheets.map(page).collect()
}

fn mark(page: &mut Page, corner: Point, shape: Shape) {
    let at = |(x, y): Point| (x - corner.0, y - corner.1);
    let area = |area: Area| Area { x: area.x - corner.0, y: area.y - corner.1, ..area };
    match shape {
        Shape::Fill { area: of, ink } => page.fill(area(of), gray(ink)),
        Shape::Box { area: of, width, .. } => page.frame(area(of), width),
        Shape::Line { points, width, .. } => {
            for leg in points.windows(2) {
                if let [a, b] = leg {
                    page.marks.push(Mark::Line { from: at(*a), to: at(*b), width });
                }
            }
        }
        Shape::Dot { center, radius, .. } => page.marks.push(Mark::Dot { center: at(center), radius }),
        Shape::Text(words) => {
            let (x, baseline) = at((words.x, words.baseline));
            page.marks.push(Mark::Text(TextMark {
                cell: area(words.cell),
                x,
                baseline,
                width: words.width,
                size: words.size,
                weight: words.weight,
                gray: gray(words.ink),
                text: words.text,
            }));
        }
    }
}

const fn gray(ink: Ink) -> f32 {
    match ink {
        Ink::Text | Ink::Line | Ink::Frame | Ink::Fault => 0.0,
        Ink::Label | Ink::Missing => 0.30,
        Ink::Hairline => 0.6,
        Ink::Shade => 0.93,
        Ink::Paper => 1.0,
    }
}
