//! Phase loads as bars on one scale, with the average and the main as ticks, VA and amperes at the right.
//!
//! Bars are never recolored for being uneven; the score beside them carries that. Nothing here moves by animation.

use egui::epaint::StrokeKind;
use egui::{Align, Painter, Rect, Response, Role, Sense, Shape, Ui, WidgetInfo, pos2, vec2};

use crate::app::theme::{self, PhaseMark, Tokens, TypeStyle, radius, space};
use crate::app::widgets::{Leg, PHASE_CHIP, paint_phase_chip, phase_fill, text_in};
use crate::units::grouped;

const BAR: f32 = 16.0;
const GAP: f32 = 10.0;
const VA_COLUMN: f32 = 68.0;
const A_COLUMN: f32 = 50.0;
/// Height of the legend's second line, where it needs one.
const REMARK: f32 = 16.0;

/// Load of one phase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PhaseLoad {
    pub mark: PhaseMark,
    pub leg: Leg,
    pub va: f64,
    pub amperes: f64,
}

/// Returns the right end of the scale in VA: room for the main and for the largest bar of all views side by side.
pub fn phase_bar_scale(main_va: Option<f64>, loads_va: impl IntoIterator<Item = f64>) -> f64 {
    let largest = loads_va.into_iter().fold(0.0, f64::max);
    (main_va.unwrap_or(0.0) * 1.2).max(largest * 1.15).max(1.0)
}

/// The bars of one panelboard; show it with [`PhaseBars::show`].
#[must_use = "call show"]
pub struct PhaseBars<'a> {
    loads: &'a [PhaseLoad],
    title: &'a str,
    scale_va: Option<f64>,
    average_va: Option<f64>,
    main_va: Option<f64>,
}

impl<'a> PhaseBars<'a> {
    /// `title` stands above the bars, left of the column heads: "Phase load, connected".
    pub fn new(title: &'a str, loads: &'a [PhaseLoad]) -> Self {
        Self { loads, title, scale_va: None, average_va: None, main_va: None }
    }

    /// VA at the right end of the track; the same for all bars on view, from [`phase_bar_scale`].
    pub fn scale(mut self, va: f64) -> Self {
        self.scale_va = Some(va);
        self
    }

    /// Draws a solid tick at this VA per phase.
    pub fn average(mut self, va: f64) -> Self {
        self.average_va = Some(va);
        self
    }

    /// Draws a dashed tick at the VA per phase that loads the main fully.
    pub fn main(mut self, va: Option<f64>) -> Self {
        self.main_va = va;
        self
    }

    /// Draws head and bars over the width there is; each bar is a meter named "Phase A".
    pub fn show(self, ui: &mut Ui) -> Response {
        let tokens = theme::tokens(ui);
        let head = 26.0;
        let body = self.loads.len() as f32 * (BAR + GAP);
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width().max(220.0), head + body), Sense::hover());
        self.paint_head(ui.painter(), Rect::from_min_size(rect.min, vec2(rect.width(), head)), &tokens);
        let va_values = self.loads.iter().map(|load| load.va);
        let scale = self.scale_va.unwrap_or_else(|| phase_bar_scale(self.main_va, va_values.clone()));
        let largest = va_values.fold(f64::NEG_INFINITY, f64::max);
        let chip_room = if self.loads.iter().any(|load| load.leg == Leg::High) { 10.0 } else { 0.0 };
        let track_left = rect.left() + PHASE_CHIP + space::S + chip_room;
        let track_right = rect.right() - VA_COLUMN - A_COLUMN;
        for (row, load) in self.loads.iter().enumerate() {
            let top = rect.top() + head + row as f32 * (BAR + GAP) + GAP / 2.0;
            let track = Rect::from_min_max(pos2(track_left, top), pos2(track_right, top + BAR));
            let line = Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), top + BAR));
            paint_load(ui.painter(), line, track, load, scale, load.va >= largest, &tokens);
            let meter = ui.interact(line, response.id.with(row), Sense::hover());
            let words = format!(
                "Phase {}, {} VA, {} A",
                load.mark.letter(),
                grouped(load.va, 0),
                grouped(load.amperes, 1)
            );
            meter.widget_info(|| WidgetInfo::labeled(Role::Meter, true, &words));
        }
        let span = Rect::from_min_max(
            pos2(track_left, rect.top() + head + 1.0),
            pos2(track_right, rect.bottom() - 1.0),
        );
        paint_ticks(ui.painter(), span, scale, self.average_va, self.main_va, &tokens);
        response
    }

    fn paint_head(&self, painter: &Painter, rect: Rect, tokens: &Tokens) {
        let caption = TypeStyle::Caption.font();
        text_in(painter, rect, Align::Min, self.title, caption.clone(), tokens.text_2);
        let va = Rect::from_min_max(rect.min, pos2(rect.right() - A_COLUMN, rect.bottom()));
        text_in(painter, va, Align::Max, "VA", caption.clone(), tokens.text_2);
        text_in(painter, rect, Align::Max, "A", caption, tokens.text_2);
    }
}

fn paint_load(
    painter: &Painter,
    line: Rect,
    track: Rect,
    load: &PhaseLoad,
    scale: f64,
    is_largest: bool,
    tokens: &Tokens,
) {
    let chip = pos2(line.left() + PHASE_CHIP / 2.0, line.center().y);
    paint_phase_chip(painter, chip, load.mark, load.leg, tokens);
    let (ground, edge) = tokens.track();
    painter.rect(track, egui::CornerRadius::same(radius::CHIP), ground, edge, StrokeKind::Inside);
    let share = (load.va / scale).clamp(0.0, 1.0) as f32;
    let fill = Rect::from_min_size(track.min, vec2(track.width() * share, track.height()));
    phase_fill(painter, fill, load.mark, tokens);
    let style = if is_largest { TypeStyle::BodySemibold } else { TypeStyle::Body };
    let va = Rect::from_min_max(line.min, pos2(line.right() - A_COLUMN, line.bottom()));
    text_in(painter, va, Align::Max, &grouped(load.va, 0), TypeStyle::Body.font(), tokens.text_1);
    text_in(painter, line, Align::Max, &grouped(load.amperes, 1), style.font(), tokens.text_1);
}

fn paint_ticks(
    painter: &Painter,
    span: Rect,
    scale: f64,
    average: Option<f64>,
    main: Option<f64>,
    tokens: &Tokens,
) {
    let x = |va: f64| span.left() + span.width() * (va / scale).clamp(0.0, 1.0) as f32;
    if let Some(main) = main {
        let (top, bottom) = (pos2(x(main), span.top()), pos2(x(main), span.bottom()));
        painter.extend(Shape::dashed_line(&[top, bottom], tokens.stroke(1.0, tokens.text_1), 3.0, 2.0));
    }
    if let Some(average) = average {
        painter.vline(x(average), span.y_range(), tokens.stroke(1.5, tokens.text_1));
    }
}

/// The line below the bars that names the two ticks, with a remark at the right: "neutral est. 69.5 A".
pub fn phase_bars_legend(ui: &mut Ui, average: &str, main: Option<&str>, remark: &str) -> Response {
    let tokens = theme::tokens(ui);
    let caption = TypeStyle::Caption.font();
    let ink = tokens.text_3;
    let legend = format!("average {average}");
    let main_words = main.map(|main| format!("main {main}"));
    let width = |words: &str| ui.painter().layout_no_wrap(words.to_owned(), caption.clone(), ink).size().x;
    let wanted = 10.0
        + width(&legend)
        + main_words.as_deref().map_or(0.0, |words| space::L + 7.0 + width(words))
        + space::L
        + width(remark);
    // Where one line is too short for all of it, the remark has a line of its own.
    let lines = if wanted > ui.available_width() { 2.0 } else { 1.0 };
    let size = vec2(ui.available_width(), 20.0 + (lines - 1.0) * REMARK);
    let (whole, response) = ui.allocate_exact_size(size, Sense::hover());
    let rect = whole.with_max_y(whole.top() + 20.0);
    let painter = ui.painter();
    let (top, bottom) = (rect.center().y - 6.0, rect.center().y + 6.0);
    painter.vline(rect.left() + 3.0, top..=bottom, tokens.stroke(1.5, tokens.text_1));
    let place = Rect::from_min_max(pos2(rect.left() + 10.0, rect.top()), rect.max);
    let words = text_in(painter, place, Align::Min, &legend, caption.clone(), ink);
    if let Some(main) = &main_words {
        let x = words.right() + space::L;
        let dash = [pos2(x, top), pos2(x, bottom)];
        painter.extend(Shape::dashed_line(&dash, tokens.stroke(1.0, tokens.text_1), 3.0, 2.0));
        let place = Rect::from_min_max(pos2(x + 7.0, rect.top()), rect.max);
        text_in(painter, place, Align::Min, main, caption.clone(), ink);
    }
    let (at, align) = if lines > 1.0 {
        (whole.with_min_y(rect.bottom() - 2.0).with_min_x(whole.left() + 10.0), Align::Min)
    } else {
        (rect, Align::Max)
    };
    text_in(painter, at, align, remark, caption, ink);
    let spoken = match main {
        Some(main) => format!("average {average}, main {main}, {remark}"),
        None => format!("average {average}, {remark}"),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    response
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::app::testing::harness;

    #[test]
    fn the_scale_holds_the_main_and_the_largest_bar() {
        assert_eq!(phase_bar_scale(Some(15_000.0), [15_720.0, 10_600.0]), 18_078.0);
        assert_eq!(phase_bar_scale(Some(20_000.0), [15_720.0]), 24_000.0);
        assert_eq!(phase_bar_scale(None, []), 1.0);
    }

    #[test]
    fn each_bar_is_read_out_with_va_and_amperes() {
        let mut harness = harness((), |ui, ()| {
            let load = |mark, va, amperes| PhaseLoad { mark, leg: Leg::Ordinary, va, amperes };
            let loads = [load(PhaseMark::A, 15_720.0, 131.0), load(PhaseMark::B, 10_600.0, 88.33)];
            PhaseBars::new("Phase load, connected", &loads).average(11_660.0).show(ui);
            phase_bars_legend(ui, "11,660 VA", Some("125 A"), "neutral est. 69.5 A");
        });
        harness.run();
        let a = harness.get_by_label("Phase A, 15,720 VA, 131.0 A").rect();
        let b = harness.get_by_label("Phase B, 10,600 VA, 88.3 A").rect();
        assert_eq!(a.height(), 16.0);
        assert_eq!(b.top() - a.bottom(), 10.0);
        assert!(harness.query_by_label("average 11,660 VA, main 125 A, neutral est. 69.5 A").is_some());
    }
}
