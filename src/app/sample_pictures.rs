//! The drawn pictures on the sample cards: an office floor beside its phase bars, two dwellings, a warehouse route.

use crate::app::theme::{PhaseMark, Tokens, TypeStyle};
use crate::app::widgets::{Leg, paint_phase_chip, phase_fill};
use crate::workbench::Sample;
use egui::{Align2, Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2};

/// Paints the picture of a sample, fitted into `rect`.
pub(in crate::app) fn paint_sample(painter: &Painter, rect: Rect, sample: Sample, tokens: &Tokens) {
    let canvas = Canvas::fit(painter, rect, tokens);
    match sample {
        Sample::Riverside => office(&canvas),
        Sample::Duplex => duplex(&canvas),
        Sample::Warehouse => warehouse(&canvas),
    }
}

/// Drawing in units of a 336 × 169 picture.
struct Canvas<'a> {
    painter: &'a Painter,
    tokens: &'a Tokens,
    origin: Pos2,
    scale: f32,
}

impl<'a> Canvas<'a> {
    fn fit(painter: &'a Painter, rect: Rect, tokens: &'a Tokens) -> Self {
        let scale = (rect.width() / 336.0).min(rect.height() / 169.0);
        let origin = rect.center() - vec2(336.0, 169.0) * scale / 2.0;
        Self { painter, tokens, origin, scale }
    }

    fn at(&self, x: f32, y: f32) -> Pos2 {
        self.origin + vec2(x, y) * self.scale
    }

    fn rect(&self, x: f32, y: f32, width: f32, height: f32) -> Rect {
        Rect::from_min_size(self.at(x, y), vec2(width, height) * self.scale)
    }

    fn wall(&self, from: (f32, f32), to: (f32, f32), width: f32) {
        let stroke = Stroke::new(width * self.scale, self.tokens.wall);
        self.painter.line_segment([self.at(from.0, from.1), self.at(to.0, to.1)], stroke);
    }

    fn walls(&self, rooms: Rect) {
        let stroke = Stroke::new(1.0, self.tokens.wall);
        self.painter.rect(rooms, 0.0, self.tokens.canvas, stroke, StrokeKind::Inside);
    }

    fn name(&self, x: f32, y: f32, words: &str) {
        let font = TypeStyle::Caption.font();
        self.painter.text(self.at(x, y), Align2::CENTER_CENTER, words, font, self.tokens.underlay_text);
    }

    fn outlet(&self, x: f32, y: f32) {
        self.painter.circle(self.at(x, y), 4.0, self.tokens.canvas, Stroke::new(1.2, self.tokens.n_ink));
    }
}

fn office(canvas: &Canvas<'_>) {
    let tokens = canvas.tokens;
    let outer = canvas.rect(12.0, 12.0, 220.0, 145.0);
    canvas.painter.rect(outer, 0.0, tokens.wall_fill, Stroke::new(1.0, tokens.wall), StrokeKind::Inside);
    let rows: [(f32, f32, &[f32]); 3] = [
        (16.0, 36.0, &[28.0, 30.0, 28.0, 28.0, 60.0, 26.0]),
        (70.0, 30.0, &[24.0, 24.0, 26.0, 34.0, 30.0, 42.0]),
        (116.0, 37.0, &[34.0, 30.0, 34.0, 30.0, 32.0, 36.0]),
    ];
    for (top, height, widths) in rows {
        let mut x = 15.0;
        for width in widths {
            canvas.walls(canvas.rect(x, top, *width, height));
            x += width + 3.0;
        }
    }
    for top in [55.0, 103.0] {
        canvas.painter.rect_filled(canvas.rect(15.0, top, 210.0, 10.0), 0.0, tokens.canvas);
    }
    let panel = canvas.rect(110.0, 91.0, 7.0, 7.0);
    canvas.painter.rect_stroke(panel, 0.0, Stroke::new(1.5, tokens.text_1), StrokeKind::Inside);
    for (row, (mark, width)) in PhaseMark::PHASES.into_iter().zip([56.0, 38.0, 31.0]).enumerate() {
        let y = 27.0 + 24.0 * row as f32;
        paint_phase_chip(canvas.painter, canvas.at(250.0, y), mark, Leg::Ordinary, tokens);
        phase_fill(canvas.painter, canvas.rect(262.0, y - 8.0, width, 16.0), mark, tokens);
    }
    let label = TypeStyle::Caption.font();
    canvas.painter.text(canvas.at(242.0, 107.0), Align2::LEFT_CENTER, "Score", label, tokens.text_2);
    let figure = TypeStyle::Heading.font();
    canvas.painter.text(canvas.at(242.0, 127.0), Align2::LEFT_CENTER, "0.551", figure, tokens.warning);
}

fn duplex(canvas: &Canvas<'_>) {
    for (left, mirrored) in [(28.0, false), (186.0, true)] {
        let x = |from_left: f32| if mirrored { left + 122.0 - from_left } else { left + from_left };
        let outer = [(0.0, 24.0), (122.0, 24.0), (122.0, 145.0), (0.0, 145.0), (0.0, 24.0)];
        for pair in outer.windows(2) {
            if let [from, to] = pair {
                canvas.wall((x(from.0), from.1), (x(to.0), to.1), 2.5);
            }
        }
        canvas.wall((x(62.0), 24.0), (x(62.0), 56.0), 2.5);
        canvas.wall((x(0.0), 84.0), (x(58.0), 84.0), 2.5);
        canvas.wall((x(80.0), 84.0), (x(122.0), 84.0), 2.5);
        canvas.name(x(32.0), 62.0, "LIVING");
        canvas.name(x(92.0), 62.0, "KITCHEN");
        canvas.name(x(42.0), 114.0, "BED 1");
        for (from_left, y) in [(6.0, 44.0), (76.0, 30.0), (6.0, 110.0), (32.0, 138.0), (92.0, 138.0)] {
            canvas.outlet(x(from_left), y);
        }
        canvas.outlet(x(116.0), 40.0);
        let run = egui::epaint::CubicBezierShape::from_points_stroke(
            [
                canvas.at(x(117.0), 44.0),
                canvas.at(x(130.0), 74.0),
                canvas.at(168.0, 84.0),
                canvas.at(168.0, 112.0),
            ],
            false,
            Color32::TRANSPARENT,
            Stroke::new(2.0, canvas.tokens.a_ink),
        );
        canvas.painter.add(Shape::CubicBezier(run));
    }
    canvas.painter.rect_filled(canvas.rect(161.0, 104.0, 14.0, 18.0), 0.0, canvas.tokens.text_1);
}

fn warehouse(canvas: &Canvas<'_>) {
    let tokens = canvas.tokens;
    let hall = canvas.rect(26.0, 20.0, 288.0, 129.0);
    canvas.painter.rect_stroke(hall, 0.0, Stroke::new(3.0 * canvas.scale, tokens.wall), StrokeKind::Middle);
    for row in 0..2_u8 {
        for rack in 0..7_u8 {
            let place = canvas.rect(61.0 + 34.0 * f32::from(rack), 39.0 + 53.0 * f32::from(row), 14.0, 38.0);
            canvas.painter.rect(
                place,
                0.0,
                tokens.wall_fill,
                Stroke::new(1.0, tokens.wall),
                StrokeKind::Inside,
            );
        }
    }
    let route = [
        (34.0, 136.0),
        (84.0, 136.0),
        (84.0, 84.0),
        (152.0, 84.0),
        (152.0, 30.0),
        (220.0, 30.0),
        (220.0, 84.0),
        (288.0, 84.0),
        (288.0, 42.0),
    ];
    let path: Vec<Pos2> = route.iter().map(|(x, y)| canvas.at(*x, *y)).collect();
    canvas.painter.extend(Shape::dashed_line(&path, Stroke::new(2.0, tokens.ghost), 7.0, 4.0));
    canvas.painter.rect_filled(
        Rect::from_center_size(canvas.at(34.0, 136.0), Vec2::splat(11.0)),
        0.0,
        tokens.text_1,
    );
    canvas.painter.circle(
        pos2(canvas.at(288.0, 36.0).x, canvas.at(288.0, 36.0).y),
        5.0,
        tokens.canvas,
        Stroke::new(1.5, tokens.ghost),
    );
}
