//! The charts of the runs that are shown: loss above, the task's score on held-out data below.

use crate::app::theme::{Tokens, TypeStyle, radius, space};
use crate::app::training::plot::{DASHES, Dash, Scale, value_words};
use crate::app::widgets::{Checkbox, dropdown, slider, text_in};
use crate::units::grouped;
use crate::workbench::training::{RunId, RunView};
use egui::{
    Align, Color32, Layout, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

/// Height of the line above a chart.
const HEAD: f32 = 36.0;
/// So near must a press be to a curve, in points.
const NEAR: f32 = 10.0;

/// Numbers of a task that are its headline under another name, or only counts.
const NO_CURVE: [&str; 2] = ["headline", "panels"];

/// Title of the upper chart.
const LOSS: &str = "Loss";

/// What has been chosen about the charts.
pub(super) struct CurvesView {
    log: bool,
    /// Share of the old average that a point keeps in the smoothed curve.
    smoothing: f64,
    /// The number of the task that the lower chart shows; its headline where there is none.
    metric: Option<String>,
}

impl Default for CurvesView {
    fn default() -> Self {
        Self { log: true, smoothing: 0.9, metric: None }
    }
}

/// A curve as it is drawn.
struct Line<'a> {
    run: &'a RunView,
    name: String,
    points: Vec<[f64; 2]>,
    ink: Color32,
    width: f32,
    dash: Dash,
    /// Whether it stands in legend and table, and is found by the pointer.
    named: bool,
}

impl CurvesView {
    /// Draws both charts of the runs, the one in front first; returns the run whose curve was pressed.
    pub fn ui(&mut self, ui: &mut Ui, tokens: &Tokens, runs: &[&RunView]) -> Option<RunId> {
        let all = ui.max_rect();
        ui.painter().rect_filled(all, 0.0, tokens.canvas);
        let (top, bottom) = all.split_top_bottom_at_fraction(0.5);
        let losses: Vec<Line<'_>> = self.losses(tokens, runs);
        let metrics = metrics(runs);
        // What was chosen stays, also while a run in front does not know it yet.
        let metric = self.metric.clone().filter(|metric| metrics.contains(&metric.as_str()));
        let scores = scores(tokens, runs, metric.as_deref());
        let last = last_step(runs);
        let (head, chart) = split_head(top);
        self.options_ui(ui, tokens, head, &losses);
        let chosen = chart_ui(ui, tokens, chart, LOSS, &losses, (runs, last), self.log);
        ui.painter().hline(all.x_range(), bottom.top() + 0.5, tokens.edge());
        let (head, chart) = split_head(bottom);
        let headline = runs.first().map(|run| score_title(&run.file.task)).unwrap_or_default();
        let title = metric.as_deref().map_or_else(|| headline.clone(), metric_title);
        let line = head.shrink2(vec2(space::L, 0.0));
        if metrics.len() < 2 {
            text_in(ui.painter(), line, Align::Min, &title, TypeStyle::BodySemibold.font(), tokens.text_1);
        } else {
            self.metric_ui(ui, line, &headline, &metrics);
        }
        chosen.or(chart_ui(ui, tokens, chart, &title, &scores, (runs, last), false))
    }

    fn options_ui(&mut self, ui: &mut Ui, tokens: &Tokens, head: Rect, lines: &[Line<'_>]) {
        let inner = head.shrink2(vec2(space::L, 0.0));
        let mut row =
            ui.new_child(UiBuilder::new().max_rect(inner).layout(Layout::right_to_left(Align::Center)));
        row.spacing_mut().item_spacing.x = space::S;
        let words = format!("smoothing {}", value_words(self.smoothing));
        slider(&mut row, "Smoothing", 72.0, &mut self.smoothing, 0.0..=0.98, 0.02);
        row.label(crate::app::theme::rich(words, TypeStyle::Small, tokens.text_2));
        row.add_space(space::S);
        row.add(Checkbox::new(&mut self.log, "Log scale"));
        let right = row.min_rect().left() - space::M;
        let painter = ui.painter();
        let title =
            text_in(painter, inner, Align::Min, "Loss", TypeStyle::BodySemibold.font(), tokens.text_1);
        let mut left = title.right() + space::L;
        for line in lines.iter().filter(|line| line.named) {
            let y = inner.center().y;
            let room = Rect::from_min_max(pos2(left + 26.0, inner.top()), pos2(right, inner.bottom()));
            if room.width() < 60.0 {
                break;
            }
            let sample = [pos2(left, y), pos2(left + 20.0, y)];
            sample_line(painter, sample, line);
            left = text_in(painter, room, Align::Min, &line.name, TypeStyle::Small.font(), tokens.text_2)
                .right()
                + space::M;
        }
    }

    /// Lets the lower chart show any number of the task.
    fn metric_ui(&mut self, ui: &mut Ui, line: Rect, headline: &str, metrics: &[&str]) {
        let words: Vec<String> = std::iter::once(headline.to_owned())
            .chain(metrics.iter().map(|name| metric_title(name)))
            .collect();
        let choices: Vec<(usize, &str)> = words.iter().map(String::as_str).enumerate().collect();
        let chosen =
            self.metric.as_deref().and_then(|metric| metrics.iter().position(|name| *name == metric));
        let mut at = chosen.map_or(0, |place| place + 1);
        let mut row =
            ui.new_child(UiBuilder::new().max_rect(line).layout(Layout::left_to_right(Align::Center)));
        if dropdown(&mut row, "Score shown", 220.0, &mut at, &choices).changed() {
            self.metric =
                at.checked_sub(1).and_then(|place| metrics.get(place)).map(|name| (*name).to_owned());
        }
    }

    fn losses<'a>(&self, tokens: &Tokens, runs: &[&'a RunView]) -> Vec<Line<'a>> {
        let mut lines = Vec::new();
        // The run in front is drawn last, over the others.
        for (place, run) in runs.iter().enumerate().rev() {
            let Some(curves) = &run.curves else { continue };
            let (ink, dash) = (tokens.run(place + 1), DASHES.get(place).copied().unwrap_or(&[]));
            let line = |name: &str, points: Vec<[f64; 2]>, ink, width, named| Line {
                run,
                name: format!("{} {name}", run.id),
                points,
                ink,
                width,
                dash,
                named,
            };
            let smooth = smoothed(&curves.train, self.smoothing);
            let validated = !curves.validation.is_empty();
            if place == 0 {
                let raw = tokens.over(tokens.n_fill, tokens.canvas, 0.45);
                lines.push(line("train", curves.train.clone(), raw, 1.0, false));
                lines.push(line(
                    "train",
                    smooth,
                    if validated { tokens.text_3 } else { ink },
                    if validated { 1.5 } else { 2.0 },
                    true,
                ));
            } else if !validated {
                lines.push(line("train", smooth, ink, 2.0, true));
            }
            if validated {
                lines.push(line("validation", curves.validation.clone(), ink, 2.0, true));
            }
        }
        lines
    }
}

/// Returns the numbers that the run in front knows on held-out data.
fn metrics<'a>(runs: &[&'a RunView]) -> Vec<&'a str> {
    let curves = runs.first().and_then(|run| run.curves.as_ref());
    let names = curves.into_iter().flat_map(|curves| curves.metrics.keys());
    names.map(String::as_str).filter(|name| !NO_CURVE.contains(name)).collect()
}

/// Returns a number's name as a title: `f1_ground_fault` as `F1 ground fault, validation`.
fn metric_title(name: &str) -> String {
    format!("{}, validation", first_upper(&name.replace('_', " ")))
}

fn scores<'a>(tokens: &Tokens, runs: &[&'a RunView], metric: Option<&str>) -> Vec<Line<'a>> {
    let each = runs.iter().enumerate().rev();
    each.filter_map(|(place, run)| {
        let curves = run.curves.as_ref()?;
        let points = match metric {
            Some(metric) => curves.metrics.get(metric)?.clone(),
            None => curves.score.clone(),
        };
        let dash = DASHES.get(place).copied().unwrap_or(&[]);
        Some(Line {
            run,
            name: run.id.to_string(),
            points,
            ink: tokens.run(place + 1),
            width: 2.0,
            dash,
            named: true,
        })
    })
    .collect()
}

/// Returns what a model of a task is to reach.
fn target(task: &str) -> Option<f64> {
    match task {
        "balance" | "validation" => Some(0.95),
        "loads" => Some(0.97),
        _ => None,
    }
}

/// Returns what the lower chart shows.
fn score_title(task: &str) -> String {
    match task {
        "balance" => "Balance score, validation".to_owned(),
        "routing" => "Shortest ways, validation".to_owned(),
        "tokens" => "Exactly right, validation".to_owned(),
        other => format!("{} score, validation", first_upper(other)),
    }
}

fn first_upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn split_head(rect: Rect) -> (Rect, Rect) {
    rect.split_top_bottom_at_y(rect.top() + HEAD)
}

fn last_step(runs: &[&RunView]) -> f64 {
    let last = |points: &[[f64; 2]]| points.last().map_or(0.0, |point| point[0]);
    let of = runs.iter().filter_map(|run| run.curves.as_ref());
    of.map(|curves| last(&curves.train).max(last(&curves.score))).fold(1.0, f64::max)
}

/// Draws one chart; returns the run whose curve was pressed.
fn chart_ui(
    ui: &mut Ui,
    tokens: &Tokens,
    room: Rect,
    title: &str,
    lines: &[Line<'_>],
    (runs, last): (&[&RunView], f64),
    log: bool,
) -> Option<RunId> {
    let response = ui.interact(room, ui.scope_id().with(title), Sense::click());
    let spoken = spoken(title, lines);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &spoken));
    let values = || {
        lines.iter().flat_map(|line| line.points.iter().map(|point| point[1])).filter(|v| !log || *v > 0.0)
    };
    let (low, high) =
        values().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    if low > high {
        let words = if runs.iter().any(|run| run.phase.is_live()) {
            "The first point comes with the first step"
        } else {
            "Nothing was recorded"
        };
        let place = Rect::from_min_size(room.min + vec2(space::L, 0.0), vec2(room.width(), 20.0));
        text_in(ui.painter(), place, Align::Min, words, TypeStyle::Small.font(), tokens.text_3);
        return None;
    }
    let air = (high - low) * 0.06;
    // Scores are shares.
    let share = title != LOSS && low >= 0.0 && high <= 1.0;
    let y = match (log, share) {
        (true, _) => [low * 0.92, high * 1.08],
        (false, true) if high - low < 1e-6 => [0.0, 1.0],
        (false, true) => [(low - air).max(0.0), (high + air).min(1.0)],
        (false, false) => [low - air, high + air],
    };
    let scale = Scale::new(room, [0.0, last], y, log);
    let painter = ui.painter().with_clip_rect(room);
    scale.draw(&painter, tokens);
    for line in lines {
        scale.curve(&painter, &line.points, tokens.stroke(line.width, line.ink), line.dash);
    }
    if let Some(front) = runs.first() {
        if let Some(target) = target(&front.file.task).filter(|_| title == score_title(&front.file.task)) {
            let words = format!("target {}", value_words(target));
            scale.mark_value(&painter, target, &words, &[4.0, 3.0], false, tokens);
        }
        if front.state.step > 0 && front.phase.is_live() {
            scale.mark_step(&painter, front.state.step as f64, "", tokens.text_2, tokens);
        }
        if let Some(best) = front.best() {
            let words = format!("best @ {}", grouped(best.step as f64, 0));
            scale.mark_step(&painter, best.step as f64, &words, tokens.pass, tokens);
        }
    }
    if runs.len() > 1 {
        for line in lines.iter().filter(|line| line.named && line.width >= 2.0) {
            if let Some(end) = line.points.last() {
                scale.name(&painter, *end, &line.run.id.0, line.ink);
            }
        }
    }
    let pointer = response.hover_pos().filter(|at| scale.rect.expand(4.0).contains(*at))?;
    let near = lines.iter().filter(|line| line.named).filter_map(|line| {
        let point = value_at(&line.points, scale.step_at(pointer.x), scale.x)?;
        Some(((scale.at(point).y - pointer.y).abs(), line))
    });
    let near = near
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(far, _)| *far <= NEAR)
        .map(|(_, line)| line.run.id.clone());
    hover_ui(ui, tokens, &scale, lines, pointer);
    if near.is_some() && runs.len() > 1 {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    near.filter(|_| response.clicked())
}

/// Draws the line under the pointer with one table of values.
fn hover_ui(ui: &Ui, tokens: &Tokens, scale: &Scale, lines: &[Line<'_>], pointer: egui::Pos2) {
    let step = scale.step_at(pointer.x);
    let named = lines.iter().rev().filter(|line| line.named);
    let values: Vec<(&Line<'_>, [f64; 2])> =
        named.filter_map(|line| Some((line, value_at(&line.points, step, scale.x)?))).collect();
    let Some((_, first)) = values.first() else { return };
    let painter = ui.painter();
    let x = scale.at(*first).x.round() + 0.5;
    painter.vline(x, scale.rect.y_range(), tokens.stroke(1.0, tokens.text_3));
    for (line, point) in &values {
        let at = scale.at(*point);
        painter.circle(at, 4.0, tokens.canvas, Stroke::new(2.0, line.ink));
    }
    let size = vec2(168.0, 18.0 * (values.len() + 1) as f32 + space::M);
    let right = x + 12.0 + size.x < scale.rect.right();
    let left = if right { x + 12.0 } else { x - 12.0 - size.x };
    let top = (pointer.y - size.y / 2.0)
        .clamp(scale.rect.top(), (scale.rect.bottom() - size.y).max(scale.rect.top()));
    let table = Rect::from_min_size(pos2(left, top), size);
    painter.rect(table, f32::from(radius::FIELD), tokens.raised, tokens.edge(), StrokeKind::Inside);
    let row = |n: usize| {
        Rect::from_min_size(table.min + vec2(10.0, 6.0 + 18.0 * n as f32), vec2(size.x - 20.0, 18.0))
    };
    let small = || TypeStyle::Small.font();
    text_in(painter, row(0), Align::Min, "step", small(), tokens.text_2);
    text_in(painter, row(0), Align::Max, &grouped(first[0], 0), small(), tokens.text_1);
    for (n, (line, point)) in values.iter().enumerate() {
        text_in(painter, row(n + 1), Align::Min, &line.name, small(), line.ink);
        text_in(painter, row(n + 1), Align::Max, &format!("{:.3}", point[1]), small(), tokens.text_1);
    }
}

fn sample_line(painter: &egui::Painter, ends: [egui::Pos2; 2], line: &Line<'_>) {
    let scale =
        Scale { rect: Rect::from_two_pos(ends[0], ends[1]), x: [0.0, 1.0], y: [0.0, 1.0], log: false };
    scale.curve(painter, &[[0.0, 0.0], [1.0, 0.0]], Stroke::new(line.width, line.ink), line.dash);
}

/// What a chart says to who cannot see it.
fn spoken(title: &str, lines: &[Line<'_>]) -> String {
    let of = lines.iter().rev().filter(|line| line.named).filter_map(|line| {
        let (first, last) = (line.points.first()?, line.points.last()?);
        Some(format!("{} from {:.3} to {:.3} at step {}", line.name, first[1], last[1], grouped(last[0], 0)))
    });
    let all: Vec<String> = of.collect();
    if all.is_empty() { title.to_owned() } else { format!("{title}: {}", all.join("; ")) }
}

/// Returns the point at a step, or the last before it; none where the curve has ended, by the range of steps that is drawn.
fn value_at(points: &[[f64; 2]], step: f64, [first, last]: [f64; 2]) -> Option<[f64; 2]> {
    let end = points.last()?[0] + (last - first) * 0.02;
    if step > end {
        return None;
    }
    let behind = points.partition_point(|point| point[0] <= step);
    points.get(behind.saturating_sub(1)).copied()
}

/// Returns the running average of a curve; the first points count in full.
fn smoothed(points: &[[f64; 2]], keep: f64) -> Vec<[f64; 2]> {
    let (mut sum, mut weight) = (0.0, 0.0);
    let each = points.iter().map(|[step, value]| {
        (sum, weight) = (sum * keep + value, weight * keep + 1.0);
        [*step, sum / weight]
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn smoothing_begins_at_the_first_point_and_none_changes_nothing() {
        let points: Vec<[f64; 2]> = (1..=5).map(|n| [f64::from(n), f64::from(n * n)]).collect();
        assert_eq!(smoothed(&points, 0.0), points);
        assert_eq!(smoothed(&points, 0.9)[0], [1.0, 1.0]);
        assert_eq!(value_at(&points, 3.7, [0.0, 10.0]), Some([3.0, 9.0]));
        assert_eq!(value_at(&points, 0.2, [0.0, 10.0]), Some([1.0, 1.0]));
        assert_eq!(value_at(&points, 7.0, [0.0, 10.0]), None, "it has ended");
    }
}
