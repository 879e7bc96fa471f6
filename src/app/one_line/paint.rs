//! Paints the shapes of the diagram in the colors of the theme.

use super::camera::Camera;
use crate::app::theme::{Family, Tokens};
use crate::report::{Ink, Shape, Weight, Words};
use egui::{Align2, Color32, Painter, Rect, Stroke, StrokeKind, pos2};

/// Letters smaller than this on the screen are left out.
const LEAST_LETTERS: f32 = 3.0;

/// A view to paint into.
pub(super) struct Canvas<'a> {
    pub painter: &'a Painter,
    pub view: Rect,
    pub camera: Camera,
    pub tokens: &'a Tokens,
}

impl Canvas<'_> {
    /// Paints one shape.
    pub fn shape(&self, shape: &Shape) {
        match shape {
            Shape::Fill { area, ink } => {
                let rect = self.camera.screen_area(self.view, *area);
                self.painter.rect_filled(rect, 0.0, self.color(*ink));
            }
            Shape::Box { area, width, ink } => {
                let rect = self.camera.screen_area(self.view, *area);
                self.painter.rect_stroke(rect, 0.0, self.stroke(*width, *ink), StrokeKind::Middle);
            }
            Shape::Line { points, width, ink } => {
                let points = points.iter().map(|point| self.camera.screen(self.view, *point)).collect();
                self.painter.line(points, self.stroke(*width, *ink));
            }
            Shape::Dot { center, radius, ink } => {
                let center = self.camera.screen(self.view, *center);
                self.painter.circle_filled(center, radius * self.camera.zoom, self.color(*ink));
            }
            Shape::Text(words) => self.words(words),
        }
    }

    fn words(&self, words: &Words) {
        // Quarters of a point, so that zooming does not fill the atlas with letters of every size.
        let size = (words.size * self.camera.zoom * 4.0).round() / 4.0;
        if size < LEAST_LETTERS {
            return;
        }
        let family = match words.weight {
            Weight::Regular => Family::Ui,
            Weight::Medium => Family::Medium,
            Weight::SemiBold => Family::Semibold,
        };
        let cell = self.camera.screen_area(self.view, words.cell);
        // The edge that the words were set to stays exact when the letters come out a little wider or narrower.
        let (left, right) = (words.x - words.cell.x, words.cell.right() - words.x - words.width);
        let (align, x) = if left < 0.05 {
            (Align2::LEFT_CENTER, cell.left())
        } else if right < 0.05 {
            (Align2::RIGHT_CENTER, cell.right())
        } else {
            (Align2::CENTER_CENTER, self.camera.screen(self.view, (words.x + words.width / 2.0, 0.0)).x)
        };
        let at = pos2(x, cell.center().y);
        self.painter.text(at, align, &words.text, family.sized(size), self.color(words.ink));
    }

    fn stroke(&self, width: f32, ink: Ink) -> Stroke {
        let least = if ink == Ink::Hairline { 0.5 } else { 1.0 };
        self.tokens.stroke((width * self.camera.zoom).max(least), self.color(ink))
    }

    const fn color(&self, ink: Ink) -> Color32 {
        match ink {
            Ink::Text => self.tokens.text_1,
            Ink::Label => self.tokens.text_2,
            Ink::Missing => self.tokens.text_3,
            Ink::Fault => self.tokens.error,
            Ink::Line => self.tokens.n_ink,
            Ink::Hairline => self.tokens.line_2,
            Ink::Paper => self.tokens.raised,
            Ink::Shade => self.tokens.header,
            Ink::Frame => self.tokens.line_3,
        }
    }
}
