//! Which part of the plan is seen, and how large. All in `f64`: a plan far from the origin is as exact as one at it.
//!
//! Screen points count from the upper left corner of the canvas, y down; plan points are in feet, y up.

use crate::units::{PlanPoint, PlanRect};

/// Least and largest scale: a county, and a screw.
const LEAST: f64 = 0.01;
const MOST: f64 = 4000.0;
/// What is shown whole is not enlarged beyond this.
const FIT_MOST: f64 = 60.0;

/// A place on the canvas, in points from its upper left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ScreenPoint {
    pub x: f64,
    pub y: f64,
}

impl ScreenPoint {
    /// Returns the distance to another place, in points.
    pub fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

/// Width and height of the canvas in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScreenSize {
    pub width: f64,
    pub height: f64,
}

impl Default for ScreenSize {
    fn default() -> Self {
        Self { width: 800.0, height: 600.0 }
    }
}

/// A view of the plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlanCamera {
    /// What lies in the middle of the canvas.
    pub center: PlanPoint,
    /// Points of the screen for a foot.
    pub pt_per_ft: f64,
}

impl Default for PlanCamera {
    fn default() -> Self {
        Self { center: PlanPoint::default(), pt_per_ft: 8.0 }
    }
}

impl PlanCamera {
    /// Shows a part of the plan whole, with so many points free around it.
    pub fn showing(part: PlanRect, size: ScreenSize, margin: f64) -> Self {
        let room = |whole: f64| (whole - 2.0 * margin).max(16.0);
        let (width, height) = ((part.max.x - part.min.x).max(1e-6), (part.max.y - part.min.y).max(1e-6));
        let scale = (room(size.width) / width).min(room(size.height) / height);
        let center = PlanPoint { x: (part.min.x + part.max.x) / 2.0, y: (part.min.y + part.max.y) / 2.0 };
        Self { center, pt_per_ft: scale.clamp(LEAST, FIT_MOST) }
    }

    /// Returns where a point of the plan lies on the canvas.
    pub fn to_screen(&self, size: ScreenSize, at: PlanPoint) -> ScreenPoint {
        ScreenPoint {
            x: size.width / 2.0 + (at.x - self.center.x) * self.pt_per_ft,
            y: size.height / 2.0 - (at.y - self.center.y) * self.pt_per_ft,
        }
    }

    /// Returns the point of the plan that lies at a place of the canvas.
    pub fn to_plan(&self, size: ScreenSize, at: ScreenPoint) -> PlanPoint {
        PlanPoint {
            x: self.center.x + (at.x - size.width / 2.0) / self.pt_per_ft,
            y: self.center.y - (at.y - size.height / 2.0) / self.pt_per_ft,
        }
    }

    /// Returns the part of the plan that is seen.
    pub fn seen(&self, size: ScreenSize) -> PlanRect {
        let half = PlanPoint { x: size.width / 2.0 / self.pt_per_ft, y: size.height / 2.0 / self.pt_per_ft };
        PlanRect {
            min: PlanPoint { x: self.center.x - half.x, y: self.center.y - half.y },
            max: PlanPoint { x: self.center.x + half.x, y: self.center.y + half.y },
        }
    }

    /// Enlarges or reduces, so that what lies at a place of the canvas stays there.
    pub fn zoom_at(&mut self, size: ScreenSize, at: ScreenPoint, factor: f64) {
        let fixed = self.to_plan(size, at);
        self.pt_per_ft = (self.pt_per_ft * factor).clamp(LEAST, MOST);
        let after = self.to_plan(size, at);
        self.center.x += fixed.x - after.x;
        self.center.y += fixed.y - after.y;
    }

    /// Moves the plan under the canvas by so many points.
    pub fn pan(&mut self, dx: f64, dy: f64) {
        self.center.x -= dx / self.pt_per_ft;
        self.center.y += dy / self.pt_per_ft;
    }

    /// Returns the view a share of the way to another; scales go by equal factors.
    pub fn toward(&self, other: &Self, share: f64) -> Self {
        let between = |a: f64, b: f64| a + (b - a) * share;
        Self {
            center: PlanPoint {
                x: between(self.center.x, other.center.x),
                y: between(self.center.y, other.center.y),
            },
            pt_per_ft: self.pt_per_ft * (other.pt_per_ft / self.pt_per_ft).powf(share),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: ScreenSize = ScreenSize { width: 1000.0, height: 700.0 };

    /// 300 km east and 200 km south of the origin, in feet.
    const FAR: PlanPoint = PlanPoint { x: 984_251.968_5, y: -656_167.979 };

    #[test]
    fn what_lies_under_the_cursor_stays_there() {
        let mut camera = PlanCamera { center: FAR, pt_per_ft: 5.0 };
        let at = ScreenPoint { x: 210.0, y: 640.0 };
        let before = camera.to_plan(SIZE, at);
        for factor in [1.25, 3.0, 0.2, 0.8] {
            camera.zoom_at(SIZE, at, factor);
            let after = camera.to_plan(SIZE, at);
            // A thousandth of an inch, 300 km from the origin.
            assert!((before.x - after.x).hypot(before.y - after.y) < 8e-5, "{factor}: {before:?} {after:?}");
        }
    }

    #[test]
    fn there_and_back_is_exact_far_from_the_origin() {
        let camera = PlanCamera { center: FAR, pt_per_ft: 96.0 };
        for (x, y) in [(0.0, 0.0), (999.5, 3.25), (500.0, 350.0)] {
            let at = ScreenPoint { x, y };
            let back = camera.to_screen(SIZE, camera.to_plan(SIZE, at));
            assert!(back.distance(at) < 1e-5, "{at:?} {back:?}");
        }
        // A sixteenth of an inch is told apart there.
        let near = PlanPoint { x: FAR.x + 1.0 / 192.0, y: FAR.y };
        let apart = camera.to_screen(SIZE, near).x - camera.to_screen(SIZE, FAR).x;
        assert!((apart - 0.5).abs() < 1e-6, "{apart}");
    }

    #[test]
    fn a_part_shown_whole_is_seen() {
        let part = PlanRect { min: FAR, max: PlanPoint { x: FAR.x + 160.0, y: FAR.y + 100.0 } };
        let camera = PlanCamera::showing(part, SIZE, 24.0);
        let seen = camera.seen(SIZE);
        assert!(seen.min.x < part.min.x && seen.min.y < part.min.y);
        assert!(seen.max.x > part.max.x && seen.max.y > part.max.y);
        assert!((camera.pt_per_ft - (1000.0 - 48.0) / 160.0).abs() < 1e-9);
    }

    #[test]
    fn panning_moves_by_points() {
        let mut camera = PlanCamera { center: FAR, pt_per_ft: 5.0 };
        let before = camera.to_screen(SIZE, FAR);
        camera.pan(30.0, -12.0);
        let after = camera.to_screen(SIZE, FAR);
        assert!((after.x - before.x - 30.0).abs() < 1e-6 && (after.y - before.y + 12.0).abs() < 1e-6);
    }

    #[test]
    fn half_way_between_two_scales_is_their_mean_factor() {
        let near = PlanCamera { center: PlanPoint::default(), pt_per_ft: 32.0 };
        let far = PlanCamera { center: PlanPoint { x: 10.0, y: 0.0 }, pt_per_ft: 2.0 };
        let half = near.toward(&far, 0.5);
        assert!((half.pt_per_ft - 8.0).abs() < 1e-9 && (half.center.x - 5.0).abs() < 1e-9);
    }
}
