//! What part of a sheet is looked at: each sheet has its own camera, which is no step to undo.

use super::{MARGIN_PT, PlanSession};
use crate::units::PlanRect;
use crate::workbench::plan::{PlanCamera, ScreenPoint, ScreenSize, geometry};

impl PlanSession {
    /// Returns the view of the sheet in front.
    pub fn camera(&self) -> PlanCamera {
        self.sheet.and_then(|sheet| self.cameras.get(&sheet).copied()).unwrap_or_default()
    }

    /// Changes the view of the sheet in front.
    pub fn set_camera(&mut self, camera: PlanCamera) {
        if let Some(sheet) = self.sheet {
            self.cameras.insert(sheet, camera);
        }
    }

    /// Returns the size of the canvas in points.
    pub const fn size(&self) -> ScreenSize {
        self.size
    }

    /// Returns the rectangle around everything on the sheet in front.
    pub fn extents(&self) -> Option<PlanRect> {
        match (self.index.extents(), self.grounds.extents()) {
            (Some(a), Some(b)) => Some(geometry::join(a, b)),
            (a, b) => a.or(b),
        }
    }

    /// Returns the view that shows a part whole.
    pub fn camera_for(&self, part: PlanRect) -> PlanCamera {
        PlanCamera::showing(part, self.size, MARGIN_PT)
    }

    /// Shows the whole sheet.
    pub fn show_all(&mut self) {
        let camera = self.extents().map_or_else(PlanCamera::default, |part| self.camera_for(part));
        self.set_camera(camera);
    }

    /// Enlarges or reduces at a place of the canvas.
    pub fn zoom_at(&mut self, at: ScreenPoint, factor: f64) {
        let mut camera = self.camera();
        camera.zoom_at(self.size, at, factor);
        self.set_camera(camera);
    }

    /// Moves the plan by points.
    pub fn pan(&mut self, dx: f64, dy: f64) {
        let mut camera = self.camera();
        camera.pan(dx, dy);
        self.set_camera(camera);
    }
}
