//! Texts of one line, texts in paragraphs, attributes.

use super::made::Made;
use super::plane::plane_of;
use super::record::Record;
use super::words::{line, paragraphs, wrapped};
use crate::domain::drawing::{Align, Shape};
use crate::units::PlanPoint;

/// Width of a letter as a share of its height, on average.
const LETTER_WIDTH: f64 = 0.6;

/// A TEXT, ATTRIB or ATTDEF. Blank ones are drawn as nothing.
pub(super) fn text(record: &Record<'_>) -> Made {
    // An attribute of several lines holds a whole MTEXT; its first line is in the attribute itself.
    let words = line(&record.text(1).unwrap_or_default());
    text_saying(record, &words)
}

pub(super) fn text_saying(record: &Record<'_>, words: &str) -> Made {
    let (Some(first), height) = (record.point(10), record.real(40).unwrap_or(1.0).abs()) else {
        return Made::incomplete();
    };
    if words.trim().is_empty() {
        return Made::exact(Vec::new());
    }
    let second = record.point(11);
    let across = record.flags(72);
    // Attributes keep the place above or below the line at 74, texts at 73.
    let upright = if record.kind == "TEXT" { record.flags(73) } else { record.flags(74) };
    let rotation = record.real(50).unwrap_or(0.0);
    if matches!(across, 3 | 5)
        && let Some(second) = second
    {
        let (dx, dy) = (second.x - first.x, second.y - first.y);
        let length = dx.hypot(dy);
        let fitted = length / (words.chars().count().max(1) as f64 * LETTER_WIDTH);
        let height = if across == 3 && length > 0.0 { fitted } else { height };
        let turned = if length > 0.0 { dy.atan2(dx).to_degrees() } else { rotation };
        let shape = shape(first, height, turned, Align::default(), words);
        return Made::nearly(vec![shape.under(plane_of(record))], "texts fitted between two points");
    }
    let at = if across == 0 && upright == 0 { first } else { second.unwrap_or(first) };
    let align = Align {
        x: match across {
            1 | 4 => 0.5,
            2 => 1.0,
            _ => 0.0,
        },
        y: match (across, upright) {
            (4, _) | (_, 2) => 0.5,
            (_, 3) => 1.0,
            _ => 0.0,
        },
    };
    Made::exact(vec![shape(at, height, rotation, align, words).under(plane_of(record))])
}

/// An MTEXT: chunks at 3, the rest at 1; the place of its box at 71; a width at 41 that breaks lines.
pub(super) fn paragraph_text(record: &Record<'_>) -> Made {
    let Some(at) = record.point(10) else { return Made::incomplete() };
    let chunks: String = record
        .tags
        .iter()
        .filter(|tag| matches!(tag.code, 1 | 3))
        .map(|tag| record.letters_of(tag))
        .collect();
    let words = paragraphs(&chunks);
    if words.trim().is_empty() {
        return Made::exact(Vec::new());
    }
    let height = record.real(40).unwrap_or(1.0).abs();
    let width = record.real(41).unwrap_or(0.0);
    let words = if width > 0.0 && height > 0.0 {
        wrapped(&words, ((width / (height * LETTER_WIDTH)).floor() as usize).max(1))
    } else {
        words
    };
    let rotation = match record.point(11) {
        Some(direction) if direction != PlanPoint::default() => direction.y.atan2(direction.x).to_degrees(),
        _ => record.real(50).unwrap_or(0.0),
    };
    Made::exact(vec![shape(at, height, rotation, attachment(record.whole(71)), &words)])
}

/// Nine places, from 1 at the upper left to 9 at the lower right.
pub(super) fn attachment(number: Option<i64>) -> Align {
    let place = number.filter(|place| (1..=9).contains(place)).unwrap_or(1) - 1;
    Align { x: (place % 3) as f64 / 2.0, y: 1.0 - (place / 3) as f64 / 2.0 }
}

pub(super) fn shape(at: PlanPoint, height: f64, rotation_deg: f64, align: Align, words: &str) -> Shape {
    Shape::Text { at, height, rotation_deg, align, text: words.to_owned() }
}
