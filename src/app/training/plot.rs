//! A chart of curves over steps: grid, axes, dashes, lines that mark a step or a value. Plain painting, so that a chart costs what
//! its points cost.

use crate::app::theme::{Tokens, TypeStyle, space};
use crate::app::widgets::text_in;
use crate::units::grouped;
use egui::{Align, Color32, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

/// Room for the numbers beside and below the chart.
const LEFT: f32 = 52.0;
const BELOW: f32 = 24.0;
/// Room for the names at the ends of curves.
const RIGHT: f32 = 44.0;

/// Dash and gap, in turn; none for a solid line.
pub(super) type Dash = &'static [f32];

/// The dashes of the second to the fifth run, so that they are told apart without color.
pub(super) const DASHES: [Dash; 5] = [&[], &[6.0, 3.0], &[2.0, 3.0], &[8.0, 3.0, 2.0, 3.0], &[1.0, 3.0]];

/// Where values stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    pub rect: Rect,
    /// First and last step.
    pub x: [f64; 2],
    pub y: [f64; 2],
    pub log: bool,
}

impl Scale {
    /// Returns the chart within `room`; values that are not above 0 have no place on a logarithmic one.
    pub fn new(room: Rect, x: [f64; 2], y: [f64; 2], log: bool) -> Self {
        let rect = Rect::from_min_max(
            pos2(room.left() + LEFT, room.top() + 6.0),
            pos2(room.right() - RIGHT, room.bottom() - BELOW),
        );
        let wide = |[low, high]: [f64; 2]| if high > low { [low, high] } else { [low - 0.5, high + 0.5] };
        Self { rect, x: wide(x), y: if log { [y[0].max(1e-9), y[1].max(2e-9)] } else { wide(y) }, log }
    }

    /// Returns where a point stands.
    pub fn at(&self, [step, value]: [f64; 2]) -> Pos2 {
        let share = |value: f64, [low, high]: [f64; 2]| ((value - low) / (high - low)) as f32;
        let y = if self.log {
            share(value.max(1e-12).log10(), self.y.map(f64::log10))
        } else {
            share(value, self.y)
        };
        let x = share(step, self.x);
        pos2(self.rect.left() + x * self.rect.width(), self.rect.bottom() - y * self.rect.height())
    }

    /// Returns the step at a place.
    pub fn step_at(&self, x: f32) -> f64 {
        let share = f64::from((x - self.rect.left()) / self.rect.width().max(1.0));
        self.x[0] + share.clamp(0.0, 1.0) * (self.x[1] - self.x[0])
    }

    /// Draws grid, numbers and the axis of steps.
    pub fn draw(&self, painter: &Painter, tokens: &Tokens) {
        painter.rect_filled(self.rect.expand2(vec2(0.0, 6.0)), 0.0, tokens.canvas);
        let font = TypeStyle::Caption.font();
        let ticks = if self.log { log_ticks(self.y) } else { ticks(self.y, 4) };
        for value in ticks {
            let y = self.at([self.x[0], value]).y.round() + 0.5;
            painter.hline(self.rect.x_range(), y, tokens.hairline());
            let room = Rect::from_min_max(
                pos2(self.rect.left() - LEFT, y - 8.0),
                pos2(self.rect.left() - 8.0, y + 8.0),
            );
            text_in(painter, room, Align::Max, &value_words(value), font.clone(), tokens.text_3);
        }
        for step in ticks_of_steps(self.x) {
            let x = self.at([step, self.y[0]]).x.round() + 0.5;
            painter.vline(x, self.rect.y_range(), tokens.hairline());
            let room = Rect::from_center_size(pos2(x, self.rect.bottom() + 12.0), vec2(80.0, 16.0));
            text_in(painter, room, Align::Center, &grouped(step, 0), font.clone(), tokens.text_3);
        }
        let axis = tokens.stroke(1.0, tokens.line_3);
        painter.hline(self.rect.x_range(), self.rect.bottom() + 0.5, axis);
    }

    /// Draws a curve.
    pub fn curve(&self, painter: &Painter, points: &[[f64; 2]], stroke: Stroke, dash: Dash) {
        let path: Vec<Pos2> =
            points.iter().filter(|point| !self.log || point[1] > 0.0).map(|point| self.at(*point)).collect();
        if path.len() < 2 {
            if let Some(only) = path.first() {
                painter.circle_filled(*only, stroke.width + 0.5, stroke.color);
            }
            return;
        }
        dashed(painter, &path, stroke, dash);
    }

    /// Marks a step by an upright line with words at its head.
    pub fn mark_step(&self, painter: &Painter, step: f64, words: &str, ink: Color32, tokens: &Tokens) {
        let x = self.at([step, self.y[0]]).x.round() + 0.5;
        let line = [pos2(x, self.rect.top()), pos2(x, self.rect.bottom())];
        dashed(painter, &line, tokens.stroke(1.0, ink), &[2.0, 3.0]);
        let left = x + 6.0 + 90.0 < self.rect.right();
        let (from, to, align) =
            if left { (x + 6.0, x + 120.0, Align::Min) } else { (x - 120.0, x - 6.0, Align::Max) };
        let room = Rect::from_min_max(pos2(from, self.rect.top()), pos2(to, self.rect.top() + 16.0));
        text_in(painter, room, align, words, TypeStyle::Caption.font(), ink);
    }

    /// Marks a value by a level line with words at its left end.
    pub fn mark_value(
        &self,
        painter: &Painter,
        value: f64,
        words: &str,
        dash: Dash,
        below: bool,
        tokens: &Tokens,
    ) {
        let y = self.at([self.x[0], value]).y.round() + 0.5;
        if !self.rect.y_range().contains(y) {
            return;
        }
        let line = [pos2(self.rect.left(), y), pos2(self.rect.right(), y)];
        dashed(painter, &line, tokens.stroke(1.0, tokens.text_2), dash);
        let top = if below { y + 1.0 } else { y - 17.0 };
        let room = Rect::from_min_size(pos2(self.rect.left() + 6.0, top), vec2(160.0, 16.0));
        text_in(painter, room, Align::Min, words, TypeStyle::Caption.font(), tokens.text_2);
    }

    /// Writes the name of a curve at its end.
    pub fn name(&self, painter: &Painter, end: [f64; 2], words: &str, ink: Color32) {
        let at = self.at(end) + vec2(space::XS, 0.0);
        let room = Rect::from_min_size(pos2(at.x, at.y - 8.0), vec2(RIGHT, 16.0));
        text_in(painter, room, Align::Min, words, TypeStyle::Caption.font(), ink);
    }
}

/// Draws a path with dashes of several lengths.
fn dashed(painter: &Painter, path: &[Pos2], stroke: Stroke, dash: Dash) {
    if dash.is_empty() {
        painter.add(Shape::line(path.to_vec(), stroke));
        return;
    }
    let (mut dashes, mut gaps) = (Vec::new(), Vec::new());
    for pair in dash.chunks(2) {
        dashes.extend(pair.first());
        gaps.extend(pair.get(1));
    }
    painter.extend(Shape::dashed_line_with_offset(path, stroke, &dashes, &gaps, 0.0));
}

/// Returns round values within a range, so many at least.
fn ticks([low, high]: [f64; 2], about: usize) -> Vec<f64> {
    let rough = (high - low) / about as f64;
    let power = 10_f64.powf(rough.log10().floor());
    let count = |step: f64| (high / step).floor() - (low / step).ceil() + 1.0;
    let steps = [10.0, 5.0, 2.0, 1.0, 0.5, 0.2].map(|times| times * power);
    let step = steps.into_iter().find(|step| count(*step) >= about as f64).unwrap_or(rough);
    let first = (low / step).ceil() as i64;
    let last = (high / step).floor() as i64;
    (first..=last).map(|n| n as f64 * step).collect()
}

fn ticks_of_steps(x: [f64; 2]) -> Vec<f64> {
    ticks(x, 4).into_iter().filter(|step| step.fract() == 0.0).collect()
}

/// Returns 1 and 3 of every power of ten within a range; in a narrow one round values.
fn log_ticks([low, high]: [f64; 2]) -> Vec<f64> {
    let (first, last) = (low.log10().floor() as i32, high.log10().ceil() as i32);
    let each = (first..=last).flat_map(|power| [1.0, 3.0].map(|times| times * 10_f64.powi(power)));
    let found: Vec<f64> = each.filter(|value| (low..=high).contains(value)).collect();
    if found.len() < 3 { ticks([low, high], 4) } else { found }
}

/// Returns a value with as many digits as its size asks for.
pub(super) fn value_words(value: f64) -> String {
    match value.abs() {
        0.0 => "0".to_owned(),
        size if size < 0.001 => format!("{value:.0e}"),
        size if size < 0.1 => trimmed(format!("{value:.3}")),
        size if size < 10.0 => trimmed(format!("{value:.2}")),
        _ => grouped(value, 0),
    }
}

fn trimmed(words: String) -> String {
    if words.contains('.') { words.trim_end_matches('0').trim_end_matches('.').to_owned() } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(ticks([0.0, 2000.0], 4), [0.0, 500.0, 1000.0, 1500.0, 2000.0]);
        assert_eq!(ticks([0.42, 0.97], 4).len(), 5);
        assert_eq!(
            log_ticks([0.09, 3.2]).iter().map(|v| value_words(*v)).collect::<Vec<_>>(),
            ["0.1", "0.3", "1", "3"]
        );
        assert!(log_ticks([0.5, 0.7]).len() >= 3);
    }

    #[test]
    fn a_point_is_found_where_it_was_drawn() {
        let room = Rect::from_min_size(pos2(10.0, 20.0), vec2(400.0, 200.0));
        for log in [false, true] {
            let scale = Scale::new(room, [1.0, 1000.0], [0.1, 10.0], log);
            assert!((scale.step_at(scale.at([250.0, 1.0]).x) - 250.0).abs() < 0.5);
            let middle = scale.at([1.0, 1.0]).y;
            assert_eq!(
                log,
                (middle - scale.rect.center().y).abs() < 0.5,
                "1 is the middle of 0.1 to 10 by powers"
            );
        }
    }
}
