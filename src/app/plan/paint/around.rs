//! The grid, the scale bar, and what is being typed beside the pointer.

use super::PlanPainter;
use crate::app::theme::{TypeStyle, space};
use crate::units::PlanPoint;
use egui::{Align2, Rect, StrokeKind, pos2, vec2};

/// Grid lines stand at least so far apart, in points; every fifth is stronger.
const LEAST_GAP: f64 = 9.0;
/// Length that a scale bar may have, in points.
const BAR_PT: std::ops::Range<f64> = 60.0..160.0;
/// Lengths of a scale bar, in feet.
const BARS_FT: [f64; 13] = [0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 5000.0];

impl PlanPainter<'_> {
    pub(super) fn grid(&self) {
        let step = self.session.snaps.grid_ft;
        let enlarged = [1.0, 5.0, 10.0, 50.0, 100.0, 500.0, 1000.0, 5000.0];
        let Some(step) =
            enlarged.map(|by| step * by).into_iter().find(|step| step * self.camera.pt_per_ft >= LEAST_GAP)
        else {
            return;
        };
        let lines = |low: f64, high: f64| (low / step).ceil() as i64..=(high / step).floor() as i64;
        let stroke = |number: i64| {
            let ink = if number % 5 == 0 { self.tokens.line_2 } else { self.tokens.line_1 };
            egui::Stroke::new(1.0, ink)
        };
        for number in lines(self.seen.min.x, self.seen.max.x) {
            let at = self.at(PlanPoint { x: number as f64 * step, y: 0.0 });
            self.painter.vline(at.x, self.rect.y_range(), stroke(number));
        }
        for number in lines(self.seen.min.y, self.seen.max.y) {
            let at = self.at(PlanPoint { x: 0.0, y: number as f64 * step });
            self.painter.hline(self.rect.x_range(), at.y, stroke(number));
        }
    }

    pub(super) fn scale_bar(&self) {
        let scale = self.camera.pt_per_ft;
        let Some(feet) = BARS_FT.into_iter().find(|feet| BAR_PT.contains(&(feet * scale))) else { return };
        let (left, y) = (self.rect.left() + space::L, self.rect.bottom() - 2.0 * space::L);
        let right = left + (feet * scale) as f32;
        let stroke = self.tokens.stroke(1.0, self.tokens.text_3);
        self.painter.hline(left..=right, y, stroke);
        for x in [left, right] {
            self.painter.vline(x, y - 4.0..=y + 4.0, stroke);
        }
        let words = if feet >= 1.0 { format!("{feet} ft") } else { format!("{} in", feet * 12.0) };
        let at = pos2(right + space::S, y);
        self.painter.text(at, Align2::LEFT_CENTER, words, TypeStyle::Caption.font(), self.tokens.text_2);
    }

    /// Shows what is being typed, and what was wrong with it.
    pub(super) fn entry(&self) {
        let (text, error) = self.session.entry();
        if text.is_empty() {
            return;
        }
        let tokens = self.tokens;
        let ink = if error.is_some() { tokens.error } else { tokens.text_1 };
        let galley = self.painter.layout_no_wrap(text.to_owned(), TypeStyle::Mono.font(), ink);
        let at = crate::app::plan::on_screen(self.rect, self.session.pointer().screen) + vec2(16.0, 14.0);
        let size = vec2(galley.size().x.max(48.0) + 2.0 * space::S, 22.0);
        let inside = Rect::from_min_max(self.rect.min, self.rect.max - size - vec2(space::S, 3.0 * space::L));
        let at = if inside.is_positive() { at.clamp(inside.min, inside.max) } else { self.rect.min };
        let rect = Rect::from_min_size(at, size);
        let edge = if error.is_some() { tokens.error } else { tokens.select_line };
        self.painter.rect(rect, 4.0, tokens.canvas, tokens.stroke(2.0, edge), StrokeKind::Inside);
        let caret = rect.left() + space::S + galley.size().x + 1.0;
        self.painter.galley(
            pos2(rect.left() + space::S, rect.center().y - galley.size().y / 2.0),
            galley,
            ink,
        );
        self.painter.vline(caret, rect.shrink(4.0).y_range(), tokens.stroke(1.5, tokens.text_1));
        if let Some(why) = error {
            let words = self.painter.layout_no_wrap(why.to_owned(), TypeStyle::Caption.font(), tokens.error);
            let below =
                Rect::from_min_size(rect.left_bottom() + vec2(0.0, 4.0), words.size() + vec2(16.0, 6.0));
            self.painter.rect(below, 4.0, tokens.raised, tokens.edge(), StrokeKind::Inside);
            self.painter.galley(below.min + vec2(8.0, 3.0), words, tokens.error);
        }
    }
}
