//! Where the columns and rows of the schedule lie, and which cell a point is in.

use crate::domain::{Panel, Slot};
use crate::workbench::schedule::{Cell, Column};
use egui::{Pos2, Rangef, Rect};

const NUMBER: f32 = 38.0;
const CLASS: f32 = 22.0;
const POLES: f32 = 20.0;
const TRIP: f32 = 36.0;
const PHASE: f32 = 50.0;
const ONE_VA: f32 = 60.0;
/// The description grows to this width; further room goes to the columns of figures, then to the margins.
const DESCRIPTION: f32 = 420.0;
/// How far the columns of figures grow: 1 is twice as wide.
const MOST_GROWTH: f32 = 0.6;
/// Width of the spine where it carries the phase chip.
const CHIP_SPINE: f32 = 24.0;
/// Below this width each half has one VA column.
const NARROW: f32 = 900.0;
/// Below this width one half is shown at a time.
const NARROWEST: f32 = 640.0;

/// Width of a digit and of a separator in the figures, and what is left free beside them.
const DIGIT: f32 = 7.8;
const SEPARATOR: f32 = 3.7;
const BESIDE: f32 = 17.0;

/// What the columns have to show.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shown {
    /// The half shown where only one fits.
    pub front_left: bool,
    /// One VA column a half even where there is room for one a leg.
    pub one_va: bool,
    /// The largest load of a leg, and of the panelboard: a figure is never cut.
    pub leg_va: f64,
    pub panel_va: f64,
}

/// Returns the room a figure needs.
fn figure(va: f64) -> f32 {
    let digits = (va.abs().max(1.0).log10().floor() + 1.0) as f32;
    digits * DIGIT + ((digits - 1.0) / 3.0).floor() * SEPARATOR + BESIDE
}

/// The columns of one half.
#[derive(Clone, Debug, PartialEq)]
pub struct HalfColumns {
    pub left: bool,
    pub number: Rangef,
    pub description: Rangef,
    pub class: Rangef,
    pub poles: Rangef,
    pub trip: Rangef,
    /// One a leg, or a single one in a narrow window.
    pub phases: Vec<Rangef>,
}

impl HalfColumns {
    /// Returns the whole width.
    pub fn span(&self) -> Rangef {
        let edges = self.phases.iter().chain([&self.number]);
        let min = edges.clone().map(|r| r.min).fold(f32::INFINITY, f32::min);
        let max = edges.map(|r| r.max).fold(f32::NEG_INFINITY, f32::max);
        Rangef::new(min, max)
    }

    /// Returns all phase cells together.
    pub fn phase_span(&self) -> Rangef {
        let min = self.phases.iter().map(|r| r.min).fold(f32::INFINITY, f32::min);
        let max = self.phases.iter().map(|r| r.max).fold(f32::NEG_INFINITY, f32::max);
        Rangef::new(min, max)
    }

    /// Returns the phase column of a leg.
    pub fn phase(&self, leg: usize) -> Rangef {
        let first = self.phases.first().copied().unwrap_or(Rangef::point(0.0));
        self.phases.get(leg).copied().unwrap_or(first)
    }

    /// Returns the place of a column; `leg` decides among the phase cells.
    pub fn column(&self, column: Column, leg: usize) -> Rangef {
        match column {
            Column::Number => self.number,
            Column::Description => self.description,
            Column::Class => self.class,
            Column::Poles => self.poles,
            Column::Trip => self.trip,
            Column::Load => self.phase(leg),
        }
    }
}

/// The schedule on the screen, in the coordinates of the table's top left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct Geometry {
    pub row: f32,
    /// One or two halves, left first.
    pub halves: Vec<HalfColumns>,
    /// Where the phase chips stand in a narrow window.
    pub chips: Option<Rangef>,
    /// Middle of the schedule.
    pub spine: f32,
}

impl Geometry {
    /// Lays the columns out over a width.
    pub fn new(panel: &Panel, x: Rangef, row: f32, shown: Shown) -> Self {
        let width = x.span();
        let Shown { front_left, one_va, .. } = shown;
        let (phase, one) = (PHASE.max(figure(shown.leg_va)), ONE_VA.max(figure(shown.panel_va)));
        let legs = panel.system.legs().len();
        if width < NARROWEST {
            let chips = Rangef::new(x.max - CHIP_SPINE, x.max);
            let half = half(true, Rangef::new(x.min, chips.min), &[one]);
            let half = HalfColumns { left: front_left, ..half };
            return Self { row, halves: vec![half], chips: Some(chips), spine: chips.min };
        }
        let x = sheet(if one_va { 1 } else { legs }, x);
        let middle = x.center().round();
        if width < NARROW || one_va {
            let chips = Rangef::new(middle - CHIP_SPINE / 2.0, middle + CHIP_SPINE / 2.0);
            let halves = vec![
                half(true, Rangef::new(x.min, chips.min), &[one]),
                half(false, Rangef::new(chips.max, x.max), &[one]),
            ];
            return Self { row, halves, chips: Some(chips), spine: middle };
        }
        let phases = vec![phase; legs];
        let halves = vec![
            half(true, Rangef::new(x.min, middle - 1.0), &phases),
            half(false, Rangef::new(middle + 1.0, x.max), &phases),
        ];
        Self { row, halves, chips: None, spine: middle }
    }

    /// Returns the width of the whole schedule.
    pub fn span(&self) -> Rangef {
        let spans = self.halves.iter().map(HalfColumns::span).chain(self.chips);
        spans.fold(Rangef::new(f32::INFINITY, f32::NEG_INFINITY), |all, one| {
            Rangef::new(all.min.min(one.min), all.max.max(one.max))
        })
    }

    /// Returns the columns of the half a slot is in; `None` when that half is not shown.
    pub fn half_of(&self, slot: Slot) -> Option<&HalfColumns> {
        self.halves.iter().find(|half| half.left == slot.is_left())
    }

    /// Returns the upper edge of a slot's row below the table's top.
    pub fn y(&self, slot: Slot) -> f32 {
        f32::from(slot.row()) * self.row
    }

    /// Returns the rectangle of a cell with the table's top at `top`.
    pub fn rect(&self, panel: &Panel, cell: Cell, top: f32) -> Option<Rect> {
        let half = self.half_of(cell.slot)?;
        let x = half.column(cell.column, cell.slot.leg(panel.system).index());
        let y = top + self.y(cell.slot);
        Some(Rect::from_x_y_ranges(x, y..=y + self.row))
    }

    /// Returns the row half of a slot over so many rows.
    pub fn row_rect(&self, slot: Slot, rows: u8, top: f32) -> Option<Rect> {
        let half = self.half_of(slot)?;
        let y = top + self.y(slot);
        Some(Rect::from_x_y_ranges(half.span(), y..=y + self.row * f32::from(rows)))
    }

    /// Returns the cell at a point, if there is one.
    pub fn cell_at(&self, panel: &Panel, point: Pos2, top: f32) -> Option<Cell> {
        let row = ((point.y - top) / self.row).floor();
        let half = self
            .halves
            .iter()
            .find(|half| half.span().contains(point.x))
            .or_else(|| self.halves.iter().find(|half| half.left == (point.x < self.spine)))?;
        if row < 0.0 || row >= f32::from(panel.slots.div_ceil(2)) {
            return None;
        }
        // Rows are few, so the cast is exact.
        let slot = Slot(2 * row as u16 + if half.left { 1 } else { 2 });
        let at = |range: Rangef| range.contains(point.x);
        let column = match () {
            () if at(half.number) => Column::Number,
            () if at(half.description) => Column::Description,
            () if at(half.class) => Column::Class,
            () if at(half.poles) => Column::Poles,
            () if at(half.trip) => Column::Trip,
            () => Column::Load,
        };
        (slot.0 <= panel.slots).then_some(Cell { slot, column })
    }
}

/// Returns the part of the width that the schedule takes. On a wide screen it stays a sheet that the eye can follow
/// across: centered, no wider than it needs.
pub fn sheet(legs: usize, x: Rangef) -> Rangef {
    let figures = 2.0 * (NUMBER + CLASS + POLES + TRIP + legs as f32 * PHASE);
    let most = (2.0 * DESCRIPTION + figures * (1.0 + MOST_GROWTH)).round();
    let margin = ((x.span() - most) / 2.0).max(0.0).round();
    Rangef::new(x.min + margin, x.max - margin)
}

fn half(left: bool, x: Rangef, phases: &[f32]) -> HalfColumns {
    let mut columns = HalfColumns {
        left,
        number: Rangef::point(0.0),
        description: Rangef::point(0.0),
        class: Rangef::point(0.0),
        poles: Rangef::point(0.0),
        trip: Rangef::point(0.0),
        phases: Vec::new(),
    };
    // From the outer edge inwards; the description takes what is left.
    let fixed = NUMBER + CLASS + POLES + TRIP + phases.iter().sum::<f32>();
    let slack = x.span() - fixed - DESCRIPTION;
    let growth = (slack / fixed).clamp(0.0, MOST_GROWTH);
    let grown = |width: f32| (width * (1.0 + growth)).floor();
    let fixed = [NUMBER, CLASS, POLES, TRIP].iter().chain(phases).map(|width| grown(*width)).sum::<f32>();
    let description = (x.span() - fixed).max(60.0);
    let mut at = if left { x.min } else { x.max };
    let mut take = |width: f32| {
        let range = if left { Rangef::new(at, at + width) } else { Rangef::new(at - width, at) };
        at = if left { range.max } else { range.min };
        range
    };
    columns.number = take(grown(NUMBER));
    columns.description = take(description);
    columns.class = take(grown(CLASS));
    columns.poles = take(grown(POLES));
    columns.trip = take(grown(TRIP));
    columns.phases = phases.iter().map(|width| take(grown(*width))).collect();
    if !left {
        // Legs read A, B, C from left to right in both halves.
        columns.phases.reverse();
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::examples;

    #[test]
    fn halves_mirror_each_other_and_points_find_their_cells() {
        let panel = examples::lp1();
        for (width, one_va) in [
            (2560.0, false),
            (1440.0, false),
            (1000.0, true),
            (1000.0, false),
            (800.0, false),
            (600.0, false),
        ] {
            let shown = Shown { front_left: true, one_va, ..Shown::default() };
            let geometry = Geometry::new(&panel, Rangef::new(0.0, width), 24.0, shown);
            for half in &geometry.halves {
                for (slot, column) in
                    [(11, Column::Load), (12, Column::Load), (5, Column::Trip), (6, Column::Description)]
                {
                    let cell = Cell::new(slot, column);
                    if Slot(slot).is_left() == half.left {
                        let rect = geometry.rect(&panel, cell, 100.0).expect("shown");
                        assert_eq!(geometry.cell_at(&panel, rect.center(), 100.0), Some(cell), "{width}");
                    }
                }
            }
        }
        let left = Shown { front_left: true, ..Shown::default() };
        let wide = Geometry::new(&panel, Rangef::new(0.0, 1000.0), 24.0, left);
        let right = &wide.halves[1];
        assert!(right.phases[0].min < right.phases[2].min && right.trip.min > right.phases[2].min);
        assert_eq!(Geometry::new(&panel, Rangef::new(0.0, 600.0), 24.0, Shown::default()).halves.len(), 1);
        let huge = Geometry::new(&panel, Rangef::new(0.0, 2560.0), 24.0, left);
        let (first, last) = (huge.halves[0].number.min, huge.halves[1].number.max);
        assert!(first > 300.0 && (first - (2560.0 - last)).abs() < 2.0, "centered: {first} to {last}");
        assert!(huge.halves.iter().all(|half| half.description.span() < 440.0));
    }

    /// 13 points of the interface face: a digit is 7.8 wide, a separator at most 3.7.
    #[test]
    fn large_loads_get_wider_columns_instead_of_dots() {
        let panel = examples::lp1();
        let width = |leg_va: f64| {
            let shown = Shown { leg_va, panel_va: 3.0 * leg_va, ..Shown::default() };
            Geometry::new(&panel, Rangef::new(0.0, 920.0), 24.0, shown).halves[0].phase(0).span()
        };
        assert!(width(9_422.0) < 52.0, "four digits fit the usual column");
        assert!(width(85_447.0) >= 5.0 * 7.8 + 3.7 + 16.0);
        assert!(width(1_200_000.0) >= 7.0 * 7.8 + 2.0 * 3.7 + 16.0);
    }
}
