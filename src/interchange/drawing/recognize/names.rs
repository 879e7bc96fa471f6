//! Rooms by the text that stands in them.

use super::FoundRoom;
use super::regions::area;
use crate::domain::Underlay;
use crate::domain::drawing::{Drawing, Shape};
use crate::nec::RoomKind;
use crate::units::PlanPoint;

/// A text with the middle of its box.
struct Words {
    at: PlanPoint,
    height: f64,
    text: String,
}

/// Names outlines by the texts in them: what names a kind of room first, then the largest.
pub(super) fn named(outlines: Vec<Vec<PlanPoint>>, drawing: &Drawing, underlay: &Underlay) -> Vec<FoundRoom> {
    let words = words_of(drawing, underlay);
    let mut rooms: Vec<FoundRoom> = outlines
        .into_iter()
        .map(|outline| {
            let mut inside: Vec<&Words> = words.iter().filter(|words| words.at.lies_in(&outline)).collect();
            let kind = |words: &Words| RoomKind::from_words(&words.text);
            inside.sort_by(|a, b| {
                let known = kind(b).is_some().cmp(&kind(a).is_some());
                known.then(b.height.total_cmp(&a.height)).then(b.at.y.total_cmp(&a.at.y))
            });
            let name = inside.first().map(|first| whole_name(first, &inside)).unwrap_or_default();
            let use_type = inside
                .first()
                .and_then(|first| kind(first))
                .map_or(String::new(), |kind| kind.name().to_owned());
            FoundRoom { name, use_type, outline }
        })
        .collect();
    rooms.sort_by(|a, b| area(&b.outline).total_cmp(&area(&a.outline)));
    let mut number = 0;
    for room in rooms.iter_mut().filter(|room| room.name.is_empty()) {
        number += 1;
        room.name = format!("Room {number}");
    }
    rooms
}

/// A name in two lines is often two texts, one under the other: MEETING, ROOM. A number beneath goes with it.
fn whole_name(first: &Words, inside: &[&Words]) -> String {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let below = inside.iter().filter(|other| {
        let down = first.at.y - other.at.y;
        !std::ptr::eq(**other, first)
            && down > 0.3 * first.height
            && down < 3.0 * first.height
            && (other.at.x - first.at.x).abs() < 4.0 * first.height
            && (other.height - first.height).abs() < 0.3 * first.height
    });
    let next = below.min_by(|a, b| b.at.y.total_cmp(&a.at.y));
    match next {
        Some(next) => format!("{} {}", one_line(&first.text), one_line(&next.text)),
        None => one_line(&first.text),
    }
}

fn words_of(drawing: &Drawing, underlay: &Underlay) -> Vec<Words> {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    drawing
        .entities
        .iter()
        .filter_map(|entity| match &entity.shape {
            Shape::Text { height, text, .. } => {
                let bounds = entity.shape.bounds()?;
                let middle = PlanPoint {
                    x: f64::midpoint(bounds.min.x, bounds.max.x),
                    y: f64::midpoint(bounds.min.y, bounds.max.y),
                };
                let (at, height) = (underlay.to_plan(middle), height * underlay.feet_per_unit);
                (letters(text) > 1 || text.trim().chars().all(|c| c.is_ascii_digit())).then(|| Words {
                    at,
                    height,
                    text: text.clone(),
                })
            }
            _ => None,
        })
        .collect()
}
