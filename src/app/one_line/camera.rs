//! Which part of the drawing is seen, and how large.

use crate::report::Area;
use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// Least and largest magnification of a point of the drawing.
const LEAST: f32 = 0.08;
const MOST: f32 = 6.0;
/// What is shown whole is not enlarged beyond this.
const FIT_MOST: f32 = 2.2;
/// Kept free around what is shown whole.
const MARGIN: f32 = 24.0;

/// A view of the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Camera {
    /// Points of the screen for one of the drawing.
    pub zoom: f32,
    /// Place of the drawing's corner on the screen, from the corner of the view.
    pub offset: Vec2,
}

impl Camera {
    /// Shows an area of the drawing whole, in the middle of a view of this size.
    pub fn showing(area: Area, view: Vec2) -> Self {
        let room = (view - Vec2::splat(2.0 * MARGIN)).max(Vec2::splat(1.0));
        let zoom = (room.x / area.width.max(1.0)).min(room.y / area.height.max(1.0)).clamp(LEAST, FIT_MOST);
        let middle = vec2(area.x + area.width / 2.0, area.y + area.height / 2.0);
        Self { zoom, offset: view / 2.0 - middle * zoom }
    }

    pub fn screen(&self, view: Rect, (x, y): (f32, f32)) -> Pos2 {
        view.min + self.offset + vec2(x, y) * self.zoom
    }

    pub fn screen_area(&self, view: Rect, area: Area) -> Rect {
        let corner = self.screen(view, (area.x, area.y));
        Rect::from_min_size(corner, vec2(area.width, area.height) * self.zoom)
    }

    pub fn drawing(&self, view: Rect, at: Pos2) -> (f32, f32) {
        let from_corner = (at - view.min - self.offset) / self.zoom;
        (from_corner.x, from_corner.y)
    }

    /// Enlarges or reduces, so that what lies under `at` stays there.
    pub fn zoom_at(&mut self, view: Rect, at: Pos2, factor: f32) {
        let (x, y) = self.drawing(view, at);
        self.zoom = (self.zoom * factor).clamp(LEAST, MOST);
        self.offset = at - view.min - vec2(x, y) * self.zoom;
    }

    /// Moves as little as brings an area into view.
    pub fn bring_into_view(&mut self, area: Area, view: Vec2) {
        let rect = self.screen_area(Rect::from_min_size(pos2(0.0, 0.0), view), area).expand(MARGIN / 2.0);
        let by = |low: f32, high: f32, room: f32| {
            if low < 0.0 || high - low > room { -low } else { (room - high).min(0.0) }
        };
        self.offset += vec2(by(rect.left(), rect.right(), view.x), by(rect.top(), rect.bottom(), view.y));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_under_the_cursor_stays_there() {
        let view = Rect::from_min_size(pos2(10.0, 40.0), vec2(800.0, 600.0));
        let mut camera = Camera::showing(Area::new(0.0, 0.0, 1224.0, 792.0), view.size());
        let at = pos2(300.0, 200.0);
        let before = camera.drawing(view, at);
        camera.zoom_at(view, at, 1.7);
        let after = camera.drawing(view, at);
        assert!(
            (before.0 - after.0).abs() < 1e-2 && (before.1 - after.1).abs() < 1e-2,
            "{before:?} {after:?}"
        );
        assert!(camera.screen(view, after).distance(at) < 1e-2);
    }

    #[test]
    fn a_whole_area_lies_inside_the_view() {
        let view = Rect::from_min_size(pos2(0.0, 0.0), vec2(800.0, 600.0));
        let area = Area::new(300.0, 100.0, 2000.0, 900.0);
        let camera = Camera::showing(area, view.size());
        assert!(view.contains_rect(camera.screen_area(view, area)));
        let mut near = Camera { zoom: 1.0, offset: Vec2::ZERO };
        near.bring_into_view(Area::new(1000.0, 500.0, 188.0, 160.0), view.size());
        assert!(view.contains_rect(near.screen_area(view, Area::new(1000.0, 500.0, 188.0, 160.0))));
    }
}
