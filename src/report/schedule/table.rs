//! The two-sided circuit table: odd slots left, even slots right, the phases of both in the middle.
//!
//! A breaker of several poles is one cell over its rows, with a bracket beside its numbers and each pole's share on its
//! phase. The right half mirrors the left but for the phases, which read A B C on both sides.

use crate::domain::{Panel, System};
use crate::report::page::{Align, Area, Page, Style};
use crate::report::schedule::entry::{Entry, Place};
use crate::report::schedule::{BORDER, HAIRLINE, LABEL_GRAY, PHASE_FILL, RULE, SHADE};
use crate::report::typeface::{Typeface, Weight};
use crate::units::grouped;
use std::ops::Range;

/// Height of a row where the table flows over pages; where it fits one page, the height between these two that fills it.
pub const ROW_HEIGHT: f32 = 11.6;
pub const ROW_HEIGHTS: (f32, f32) = (10.4, 13.0);
/// Height of the head.
pub const HEAD_HEIGHT: f32 = 20.0;
/// Height of the row of totals below the table.
pub const TOTALS_HEIGHT: f32 = 12.5;

const SPINE: f32 = 1.4;
const BRACKET: f32 = 0.8;
const TEXT: Style = Style::new(7.6);

/// One of the two halves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// Left edges and widths of a half's columns.
struct Columns {
    slot: (f32, f32),
    description: (f32, f32),
    class: (f32, f32),
    poles: (f32, f32),
    trip: (f32, f32),
    legs: Vec<(f32, f32)>,
}

impl Columns {
    fn of(side: Side, inside: Area, system: System) -> Self {
        let half = inside.width / 2.0;
        let legs = system.legs().len();
        // Wide paper gives the phases more room, the description all the rest.
        let leg = (half * 0.115).clamp(33.0, 46.0);
        let (slot, class, poles, trip) = (22.0, 17.0, 13.0, 25.0);
        let description = half - slot - class - poles - trip - leg * legs as f32;
        let widths = [slot, description, class, poles, trip];
        let mut places = Vec::new();
        match side {
            Side::Left => {
                let mut x = inside.x;
                for width in widths.into_iter().chain(std::iter::repeat_n(leg, legs)) {
                    places.push((x, width));
                    x += width;
                }
            }
            Side::Right => {
                let mut x = inside.right();
                for width in widths {
                    x -= width;
                    places.push((x, width));
                }
                let middle = inside.x + half;
                places.extend((0..legs).map(|i| (middle + leg * i as f32, leg)));
            }
        }
        let place = |at: usize| places.get(at).copied().unwrap_or_default();
        Self {
            slot: place(0),
            description: place(1),
            class: place(2),
            poles: place(3),
            trip: place(4),
            legs: places.get(5..).unwrap_or_default().to_vec(),
        }
    }

    /// The columns in which a breaker is one cell.
    const fn of_breaker(&self) -> [(f32, f32); 4] {
        [self.description, self.class, self.poles, self.trip]
    }

    /// The edges between the columns, but for those among the phases.
    fn breaker_edges(&self) -> [f32; 5] {
        let (description, trip) = (self.description, self.trip);
        let mirrored = trip.0 < description.0;
        let (outer, inner) =
            if mirrored { (description.0 + description.1, trip.0) } else { (description.0, trip.0 + trip.1) };
        let between = |a: (f32, f32), b: (f32, f32)| a.0.max(b.0);
        [
            outer,
            between(description, self.class),
            between(self.class, self.poles),
            between(self.poles, trip),
            inner,
        ]
    }
}

/// Draws the head and the rows `rows` (counted from 0), and returns where they end.
pub fn table(
    page: &mut Page,
    typeface: &Typeface,
    inside: Area,
    (panel, entries): (&Panel, &[Entry]),
    (rows, row_height): (Range<usize>, f32),
) -> f32 {
    let system = panel.system;
    let top = inside.y;
    let body = top + HEAD_HEIGHT;
    let bottom = body + rows.len() as f32 * row_height;
    page.fill(Area::new(inside.x, top, inside.width, HEAD_HEIGHT), SHADE);
    // Grays first, so that they cover no line.
    for side in [Side::Left, Side::Right] {
        let columns = Columns::of(side, inside, system);
        for (at, row) in rows.clone().enumerate() {
            let leg = entries.get(row * 2 + usize::from(side == Side::Right)).map(|entry| entry.leg.index());
            let Some((x, width)) = leg.and_then(|leg| columns.legs.get(leg)) else { continue };
            page.fill(Area::new(*x, body + at as f32 * row_height, *width, row_height), PHASE_FILL);
        }
    }
    for side in [Side::Left, Side::Right] {
        let columns = Columns::of(side, inside, system);
        head(page, typeface, &columns, top, system);
        for (at, row) in rows.clone().enumerate() {
            let index = row * 2 + usize::from(side == Side::Right);
            let Some(entry) = entries.get(index) else { continue };
            let next = entries.get(index + 2).filter(|_| row + 1 < rows.end);
            let line = Area::new(inside.x, body + at as f32 * row_height, inside.width, row_height);
            row_of(page, typeface, &columns, side, (entry, next), line);
        }
        // The caption above the phases stands over all of them.
        let legs = columns.legs.iter().skip(1).map(|(x, _)| (*x, top + 9.0));
        let others = columns.breaker_edges().into_iter().map(|x| (x, top));
        for (x, from) in legs.chain(others) {
            page.vertical(x, (from, bottom), HAIRLINE);
        }
    }
    page.horizontal((inside.x, inside.right()), top, RULE);
    page.horizontal((inside.x, inside.right()), body, RULE);
    page.horizontal((inside.x, inside.right()), bottom, RULE);
    page.vertical(inside.x + inside.width / 2.0, (top, bottom), SPINE);
    bottom
}

fn head(page: &mut Page, typeface: &Typeface, columns: &Columns, top: f32, system: System) {
    let style = Style::new(6.8).weight(Weight::SemiBold).align(Align::Center);
    let cell = |(x, width): (f32, f32), y: f32, height: f32| Area::new(x, top + y, width, height);
    let heads = [(columns.slot, "Ckt"), (columns.class, "Cl"), (columns.poles, "P"), (columns.trip, "Trip")];
    for (column, text) in heads {
        page.text(typeface, cell(column, 8.0, 12.0), style, text);
    }
    page.text(typeface, cell(columns.description, 8.0, 12.0), style.align(Align::Left), "Description");
    let (Some(first), Some(last)) = (columns.legs.first(), columns.legs.last()) else { return };
    let over = (first.0, last.0 + last.1 - first.0);
    page.text(
        typeface,
        cell(over, 0.5, 9.0),
        Style::new(6.0).gray(LABEL_GRAY).align(Align::Center),
        "Load, VA",
    );
    for (leg, column) in system.legs().iter().zip(&columns.legs) {
        page.text(typeface, cell(*column, 8.0, 12.0), style, &leg.to_string());
        if system.high_leg() == Some(*leg) {
            page.triangle(Area::new(column.0 + column.1 - 11.0, top + 11.5, 5.5, 5.0));
        }
    }
}

fn row_of(
    page: &mut Page,
    typeface: &Typeface,
    columns: &Columns,
    side: Side,
    (entry, next): (&Entry, Option<&Entry>),
    line: Area,
) {
    let cell = |(x, width): (f32, f32)| Area { x, width, ..line };
    let leg_column = columns.legs.get(entry.leg.index()).copied().unwrap_or_default();
    let lower = matches!(entry.place, Place::Lower { .. });
    let number = if lower { TEXT.gray(LABEL_GRAY) } else { TEXT.weight(Weight::Medium) };
    page.text(typeface, cell(columns.slot), number.align(Align::Center), &entry.slot.to_string());
    description(page, typeface, cell(columns.description), entry);
    let center = TEXT.align(Align::Center);
    page.text(typeface, cell(columns.class), center, &entry.class);
    page.text(typeface, cell(columns.poles), center, &entry.poles);
    page.text(typeface, cell(columns.trip), TEXT.align(Align::Right), &entry.trip);
    page.text(typeface, cell(leg_column), TEXT.align(Align::Right), &entry.load_text());
    bracket(page, columns, side, entry, line);
    // The last row ends at the rule below the table.
    if next.is_none() {
        return;
    }
    let below = line.bottom();
    let mut rule = |(x, width): (f32, f32)| page.horizontal((x, x + width), below, HAIRLINE);
    rule(columns.slot);
    if !entry.continues() {
        columns.of_breaker().into_iter().for_each(&mut rule);
    }
    columns.legs.iter().copied().for_each(rule);
}

const MARKS: Style = Style::new(6.0).gray(LABEL_GRAY).align(Align::Right);

/// Width that the marks of an entry take from its description.
fn marks_width(typeface: &Typeface, entry: &Entry) -> f32 {
    if entry.marks.is_empty() {
        return 0.0;
    }
    typeface.width(&entry.marks, MARKS.weight, MARKS.size) + 5.0
}

/// Returns the entries whose description has to be cut short in a table of this width.
pub fn cut_short<'e>(
    typeface: &Typeface,
    inside: Area,
    system: System,
    entries: &'e [Entry],
) -> impl Iterator<Item = &'e Entry> {
    let width = Columns::of(Side::Left, inside, system).description.1;
    entries.iter().filter(move |entry| {
        !Page::would_hold(typeface, width - marks_width(typeface, entry), TEXT, &entry.description)
    })
}

fn description(page: &mut Page, typeface: &Typeface, cell: Area, entry: &Entry) {
    let taken = marks_width(typeface, entry);
    let (words, rest) = (cell.width - taken, cell.x + cell.width - taken);
    let style = if entry.place == Place::Space { TEXT.gray(LABEL_GRAY) } else { TEXT };
    page.text(typeface, Area { width: words, ..cell }, style, &entry.description);
    page.text(typeface, Area { x: rest, width: taken, ..cell }, MARKS, &entry.marks);
}

/// Joins the numbers of a breaker of several poles on the side of its description.
fn bracket(page: &mut Page, columns: &Columns, side: Side, entry: &Entry, row: Area) {
    let (x, width) = columns.slot;
    let (line, tick) = match side {
        Side::Left => (x + width - 2.2, x + width - 4.6),
        Side::Right => (x + 2.2, x + 4.6),
    };
    let middle = row.y + row.height / 2.0;
    match entry.place {
        Place::Space | Place::Top { poles: 1 } => {}
        Place::Top { .. } => {
            page.horizontal((tick.min(line), tick.max(line)), middle, BRACKET);
            page.vertical(line, (middle, row.bottom()), BRACKET);
        }
        Place::Lower { last: false } => page.vertical(line, (row.y, row.bottom()), BRACKET),
        Place::Lower { last: true } => {
            page.vertical(line, (row.y, middle), BRACKET);
            page.horizontal((tick.min(line), tick.max(line)), middle, BRACKET);
        }
    }
}

/// Draws what each half carries on each phase, below the table, and returns where the row ends.
pub fn totals(page: &mut Page, typeface: &Typeface, inside: Area, panel: &Panel, entries: &[Entry]) -> f32 {
    let y = inside.y;
    for (side, left) in [(Side::Left, true), (Side::Right, false)] {
        let columns = Columns::of(side, inside, panel.system);
        let of_side = || entries.iter().filter(|entry| entry.slot.is_left() == left);
        for (leg, (x, width)) in panel.system.legs().iter().zip(&columns.legs) {
            let sum: f64 =
                of_side().filter(|e| e.leg == *leg).filter_map(|e| e.load).map(|load| load.0).sum();
            let style = TEXT.weight(Weight::SemiBold).align(Align::Right);
            page.text(typeface, Area::new(*x, y, *width, TOTALS_HEIGHT), style, &grouped(sum, 0));
        }
        let (x, width) = columns.description;
        let label = if left { "Left side, VA" } else { "Right side, VA" };
        let style = TEXT.weight(Weight::Medium);
        page.text(typeface, Area::new(x, y, width, TOTALS_HEIGHT), style, label);
    }
    let bottom = y + TOTALS_HEIGHT;
    page.horizontal((inside.x, inside.right()), bottom, BORDER);
    page.vertical(inside.x + inside.width / 2.0, (y, bottom), SPINE);
    bottom
}
