//! Drawings under a sheet: where their file is, how they lie on the plan, how they look.
//!
//! The file itself is kept beside the project by the hash of its content; a project whose file is gone is still a project.

use crate::units::PlanPoint;
use std::collections::BTreeMap;

named_enum!(
    /// How the scale of an underlay was found.
    ScaleBasis {
        /// From the drawing: its header, dimensions, doors, extents.
        Guessed = "guessed",
        /// From two points and the distance between them.
        Calibrated = "calibrated",
        /// Typed by a person.
        Stated = "stated",
    }
);

/// How a layer of an underlay looks, where it differs from the drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayerLook {
    /// Shown or not; nothing for what the drawing says.
    pub shown: Option<bool>,
    /// Locked layers are not snapped to.
    pub locked: bool,
    pub color: Option<[u8; 3]>,
}

/// A drawing, an image or a page under the sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Underlay {
    pub file_name: String,
    /// Of the file's content, as [`crate::domain::ContentHash`] writes it.
    pub content_hash: String,
    /// Page of a PDF, from 1; 1 for everything else.
    pub page: u32,
    /// Plan feet for one unit of the drawing: a drawing unit, a pixel of an image, a point of a page.
    pub feet_per_unit: f64,
    pub scale_basis: ScaleBasis,
    /// Plan point of the drawing's origin; of an image and a page that is its lower left corner.
    pub origin: PlanPoint,
    /// Turned about its origin, counterclockwise.
    pub rotation_deg: f64,
    /// How far it fades into the background, 0 to 100.
    pub fade_percent: f64,
    pub tint: Option<[u8; 3]>,
    pub hidden: bool,
    /// By name of the layer.
    pub layers: BTreeMap<String, LayerLook>,
}

impl Underlay {
    /// Returns an underlay at the origin of the plan, as bright as it is drawn.
    pub fn new(file_name: impl Into<String>, content_hash: impl Into<String>, feet_per_unit: f64) -> Self {
        Self {
            file_name: file_name.into(),
            content_hash: content_hash.into(),
            page: 1,
            feet_per_unit,
            scale_basis: ScaleBasis::Guessed,
            origin: PlanPoint::default(),
            rotation_deg: 0.0,
            fade_percent: 0.0,
            tint: None,
            hidden: false,
            layers: BTreeMap::new(),
        }
    }

    /// Returns the plan point of a point of the drawing.
    pub fn to_plan(&self, at: PlanPoint) -> PlanPoint {
        let (sin, cos) = self.rotation_deg.to_radians().sin_cos();
        let (x, y) = (at.x * self.feet_per_unit, at.y * self.feet_per_unit);
        PlanPoint { x: self.origin.x + x * cos - y * sin, y: self.origin.y + x * sin + y * cos }
    }

    /// Returns the point of the drawing that lies at a plan point; nothing without a scale.
    pub fn from_plan(&self, at: PlanPoint) -> Option<PlanPoint> {
        if self.feet_per_unit == 0.0 {
            return None;
        }
        let (sin, cos) = self.rotation_deg.to_radians().sin_cos();
        let (x, y) = (at.x - self.origin.x, at.y - self.origin.y);
        let turned = PlanPoint { x: x * cos + y * sin, y: y * cos - x * sin };
        Some(PlanPoint { x: turned.x / self.feet_per_unit, y: turned.y / self.feet_per_unit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_of_the_drawing_finds_its_way_to_the_plan_and_back() {
        let mut underlay = Underlay::new("plan.dxf", "", 1.0 / 12.0);
        underlay.origin = PlanPoint { x: 100.0, y: 50.0 };
        underlay.rotation_deg = 90.0;
        let plan = underlay.to_plan(PlanPoint { x: 24.0, y: 0.0 });
        assert!((plan.x - 100.0).abs() < 1e-9 && (plan.y - 52.0).abs() < 1e-9, "{plan:?}");
        let back = underlay.from_plan(plan).expect("it has a scale");
        assert!((back.x - 24.0).abs() < 1e-9 && back.y.abs() < 1e-9, "{back:?}");
        underlay.feet_per_unit = 0.0;
        assert_eq!(underlay.from_plan(plan), None);
    }
}
