//! What every sheet has: a border and a title block, the sheet's number in it.

use super::shape::{Hand, Ink, Shape, line, write};
use super::sizes::{OneLinePaper, TITLE_BLOCK};
use crate::domain::ProjectInfo;
use crate::report::page::Area;
use crate::report::typeface::{Typeface, Weight};

const BORDER: f32 = 1.0;
const RULE: f32 = 0.6;

/// Draws border and title block of a sheet, the first being number 0.
pub fn frame(
    typeface: &Typeface,
    info: &ProjectInfo,
    paper: OneLinePaper,
    (number, count): (usize, usize),
) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let border = paper.border(number);
    let block = Area { y: border.bottom() - TITLE_BLOCK, height: TITLE_BLOCK, ..border };
    shapes.push(Shape::Box { area: border, width: BORDER, ink: Ink::Frame });
    line(&mut shapes, [(block.x, block.y), (block.right(), block.y)], BORDER, Ink::Frame);
    let joined = |parts: &[&str]| {
        parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    let cells: [(f32, &str, String, String); 5] = [
        (0.38, "Project", info.name.clone(), joined(&[&info.client, &info.address])),
        (0.20, "Engineer", info.engineer.clone(), String::new()),
        (
            0.20,
            "Drawing",
            "One-line diagram".to_owned(),
            "Fault current point to point, without motors".to_owned(),
        ),
        (0.12, "Project no.", info.number.clone(), String::new()),
        (0.10, "Sheet", format!("{} of {count}", number + 1), String::new()),
    ];
    let mut x = block.x;
    for (share, label, value, second) in cells {
        let width = block.width * share;
        let cell = |y: f32, height: f32| Area::new(x + 6.0, block.y + y, width - 12.0, height);
        write(&mut shapes, typeface, cell(2.0, 9.0), Hand::new(6.0, Ink::Label), label);
        let medium = Hand::new(10.0, Ink::Text).weight(Weight::Medium);
        write(&mut shapes, typeface, cell(11.0, 14.0), medium, &value);
        write(&mut shapes, typeface, cell(26.0, 11.0), Hand::new(7.0, Ink::Label), &second);
        x += width;
        if x < block.right() - 1.0 {
            line(&mut shapes, [(x, block.y), (x, block.bottom())], RULE, Ink::Frame);
        }
    }
    shapes
}
