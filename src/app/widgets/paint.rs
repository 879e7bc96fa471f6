//! Small painting steps that several widgets share: icons, centered text, dashed outlines, phase patterns.

use egui::epaint::{CornerRadius, StrokeKind};
use egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use crate::app::theme::{Family, PhaseMark, Tokens, radius};

/// Which of the two icon weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconWeight {
    Outline,
    Fill,
}

/// Draws a glyph of `icons` in the middle of a square of `size` points around `center`.
pub fn icon_at(painter: &Painter, center: Pos2, glyph: &str, weight: IconWeight, size: f32, color: Color32) {
    let family = match weight {
        IconWeight::Outline => Family::Icons,
        IconWeight::Fill => Family::IconsFill,
    };
    painter.text(center, Align2::CENTER_CENTER, glyph, family.sized(size), color);
}

/// Draws one line of text at the left or right edge or in the middle of `rect`, centered in height and cut off with `…`.
pub fn text_in(
    painter: &Painter,
    rect: Rect,
    align: egui::Align,
    text: &str,
    font: FontId,
    color: Color32,
) -> Rect {
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() + 0.5);
    let galley = painter.layout_job(job);
    let left = match align {
        egui::Align::Min => rect.left(),
        egui::Align::Center => rect.center().x - galley.size().x / 2.0,
        egui::Align::Max => rect.right() - galley.size().x,
    };
    let place = Rect::from_min_size(pos2(left, rect.center().y - galley.size().y / 2.0), galley.size());
    painter.galley(place.min, galley, color);
    place
}

/// Draws the dashed outline of a proposal or of a stale card; the dashes start at the top left corner.
pub fn dashed_rect(painter: &Painter, rect: Rect, corner: f32, stroke: Stroke, dash: f32, gap: f32) {
    let path = rounded_path(rect.shrink(stroke.width / 2.0), corner);
    painter.extend(Shape::dashed_line(&path, stroke, dash, gap));
}

fn rounded_path(rect: Rect, corner: f32) -> Vec<Pos2> {
    let corners = [
        (pos2(rect.right() - corner, rect.top() + corner), -90.0_f32),
        (pos2(rect.right() - corner, rect.bottom() - corner), 0.0),
        (pos2(rect.left() + corner, rect.bottom() - corner), 90.0),
        (pos2(rect.left() + corner, rect.top() + corner), 180.0),
    ];
    let mut path = vec![pos2(rect.left() + corner, rect.top())];
    for (center, start) in corners {
        for step in 0..=4_u8 {
            let angle = (start + 22.5 * f32::from(step)).to_radians();
            path.push(center + corner * vec2(angle.cos(), angle.sin()));
        }
    }
    path.push(pos2(rect.left() + corner, rect.top()));
    path
}

/// Fills `rect` as phase `mark`: color, pattern where there is room for one, and an outline in the phase's ink.
///
/// Patterns hang on the left edge, so they stand still while a bar grows.
pub fn phase_fill(painter: &Painter, rect: Rect, mark: PhaseMark, tokens: &Tokens) {
    if rect.width() <= 0.0 {
        return;
    }
    let corner = CornerRadius::same(radius::CHIP.min((rect.width() / 2.0) as u8));
    painter.rect_filled(rect, corner, mark.fill(tokens));
    if rect.width() >= 8.0 && rect.height() >= 8.0 {
        pattern(&painter.with_clip_rect(rect.shrink(1.0)), rect, mark, tokens);
    }
    painter.rect_stroke(rect, corner, tokens.stroke(1.0, mark.ink(tokens)), StrokeKind::Inside);
}

fn pattern(clipped: &Painter, rect: Rect, mark: PhaseMark, tokens: &Tokens) {
    match mark {
        PhaseMark::A | PhaseMark::Neutral => {}
        PhaseMark::B => {
            let stroke = tokens.stroke(1.5, tokens.b_hatch);
            // 5 pt measured across the lines is 5√2 along the edge.
            let pitch = 5.0 * std::f32::consts::SQRT_2;
            let mut x = rect.left() - rect.height();
            while x < rect.right() {
                let foot = pos2(x, rect.bottom());
                clipped.line_segment([foot, foot + vec2(rect.height(), -rect.height())], stroke);
                x += pitch;
            }
        }
        PhaseMark::C => {
            let stroke = tokens.stroke(1.5, tokens.c_lines);
            let mut y = rect.top() + 4.0;
            while y < rect.bottom() - 1.0 {
                clipped.hline(rect.x_range(), y, stroke);
                y += 4.0;
            }
        }
    }
}
