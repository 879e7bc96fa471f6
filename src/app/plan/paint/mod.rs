//! Paints the plan, from the bottom up: grounds, grid, areas, walls, room names, lighting and devices, runs, overlays, selection,
//! words.
//!
//! Layers with many shapes are meshes that are kept (`kept.rs`); words and what lies over the plan are painted every frame.

mod around;
mod ground;
mod kept;
mod laid;
mod mesh;
mod overlay;
mod sheet;
mod texts;
mod textures;

pub(super) use kept::MeshCache;
pub(super) use textures::Textures;

use crate::app::theme::Tokens;
use crate::app::view_context::ViewContext;
use crate::domain::{EntityId, Project, Sheet};
use crate::units::{PlanPoint, PlanRect};
use crate::workbench::findings::Checked;
use crate::workbench::plan::{
    Form, OverlayContext, OverlayForm, OverlayShape, PlanCamera, PlanItem, PlanLayer, PlanSession,
    ScreenSize, overlays,
};
use egui::{Painter, Pos2, Rect, Shape, Stroke, StrokeKind};
use kept::{MeshKey, MeshLayer, MeshView};

/// A sheet to paint, and onto what.
pub(super) struct PlanPainter<'a> {
    painter: &'a Painter,
    rect: Rect,
    session: &'a PlanSession,
    project: &'a Project,
    sheet: &'a Sheet,
    checked: Option<&'a Checked>,
    view: &'a ViewContext<'a>,
    tokens: &'a Tokens,
    camera: PlanCamera,
    size: ScreenSize,
    seen: PlanRect,
}

impl<'a> PlanPainter<'a> {
    /// Returns a painter of the sheet in front; nothing without one.
    pub fn new(
        painter: &'a Painter,
        rect: Rect,
        session: &'a PlanSession,
        view: &'a ViewContext<'a>,
    ) -> Option<Self> {
        let (camera, size) = (session.camera(), session.size());
        let seen = camera.seen(size);
        let (project, tokens) = (view.project, view.tokens);
        let sheet = session.sheet(project)?;
        let checked = view.workbench.findings().map(AsRef::as_ref);
        Some(Self { painter, rect, session, project, sheet, checked, view, tokens, camera, size, seen })
    }

    /// Paints everything; what pulses has its strength, 0 to 1.
    pub fn paint(&self, cache: &mut MeshCache, textures: &Textures, pulse: Option<(&[EntityId], f32)>) {
        self.painter.rect_filled(self.rect, 0.0, self.tokens.canvas);
        let layers = &self.session.layers;
        cache.begin_frame();
        cache.follow_fonts(self.painter);
        self.ground_images(textures);
        self.mesh(cache, MeshLayer::Ground, |mesh| {
            ground::build(mesh, self.session.grounds().list(), self.tokens)
        });
        self.ground_texts(&mut cache.laid);
        if self.session.snaps.grid_shown {
            self.grid();
        }
        if layers.is_shown(PlanLayer::Areas) {
            self.mesh(cache, MeshLayer::Areas, |mesh| {
                self.build_areas(mesh);
                true
            });
        }
        if layers.is_shown(PlanLayer::Walls) {
            self.mesh(cache, MeshLayer::Walls, |mesh| {
                self.build_walls(mesh);
                true
            });
        }
        self.lay_tags(&mut cache.tags);
        self.words(&cache.tags, false);
        self.mesh(cache, MeshLayer::Devices, |mesh| self.build_devices(mesh));
        if layers.is_shown(PlanLayer::Runs) {
            self.mesh(cache, MeshLayer::Runs, |mesh| {
                self.build_runs(mesh);
                true
            });
        }
        if cache.is_busy() {
            self.painter.ctx().request_repaint();
        }
        if let Some(hover) = self.session.hover().filter(|id| !self.session.selection().contains(*id)) {
            self.halo(hover, 0.5);
        }
        for id in self.session.selection().ids() {
            self.halo(*id, 1.0);
        }
        let cx = OverlayContext {
            workbench: self.view.workbench,
            project: self.project,
            sheet: self.sheet,
            session: self.session,
        };
        // Lines of findings and ghosts lie below the tags, what is said of them above.
        let is_line =
            |shape: &OverlayShape| matches!(shape.form, OverlayForm::Line(_) | OverlayForm::Closed(_));
        let (lines, others): (Vec<OverlayShape>, Vec<OverlayShape>) =
            overlays(&cx).into_iter().partition(is_line);
        let mut taken = Vec::new();
        lines.iter().for_each(|shape| self.overlay(shape, &mut taken));
        self.words(&cache.tags, true);
        taken.extend(others.iter().filter_map(|shape| self.pin_rect(shape)));
        others.iter().for_each(|shape| self.overlay(shape, &mut taken));
        if let Some((ids, strength)) = pulse {
            self.pulse(ids, strength);
        }
        self.scale_bar();
        self.entry();
    }

    /// Returns what a layer is made from.
    fn mesh_key(&self, layer: MeshLayer) -> MeshKey {
        let session = self.session;
        let revision = self.view.workbench.document().map_or(0, |document| document.revision().0);
        let checked =
            self.checked.filter(|_| layer != MeshLayer::Ground).map_or(0, |checked| checked.revision.0 + 1);
        MeshKey {
            state: if layer == MeshLayer::Ground {
                (self.sheet.id.0, self.view.workbench.session(), 0)
            } else {
                (self.sheet.id.0, self.view.workbench.session(), revision)
            },
            versions: (session.layers.version(), session.grounds().version(), checked),
            color_by: session.color_by,
            look: (self.tokens.is_dark, self.tokens.stroke_extra > 0.0),
        }
    }

    fn mesh(
        &self,
        cache: &mut MeshCache,
        layer: MeshLayer,
        build: impl FnOnce(&mut mesh::MeshBuilder) -> bool,
    ) {
        let key = self.mesh_key(layer);
        let view = MeshView {
            camera: self.camera,
            size: self.size,
            corner: self.rect.min,
            pixels_per_point: self.painter.pixels_per_point(),
        };
        if let Some(shape) = cache.shape(layer, &key, &view, build) {
            self.painter.add(shape);
        }
    }

    fn at(&self, point: PlanPoint) -> Pos2 {
        super::on_screen(self.rect, self.camera.to_screen(self.size, point))
    }

    fn rect_of(&self, rect: PlanRect) -> Rect {
        Rect::from_two_pos(self.at(rect.min), self.at(rect.max))
    }

    /// Returns the rectangle of a device's symbol on the screen.
    fn symbol_rect(&self, item: &PlanItem, device: &crate::domain::Device) -> Rect {
        let rect = self.rect_of(item.bounds);
        Rect::from_center_size(rect.center(), rect.size() * self.enlarged(device))
    }

    /// Returns how many times as large as it is a symbol is drawn, so that it keeps a size on the screen.
    fn enlarged(&self, device: &crate::domain::Device) -> f32 {
        let symbol = self.session.symbols().of_device(device.kind, &device.symbol);
        let true_size = symbol.is_some_and(|symbol| symbol.is_true_size);
        if true_size { 1.0 } else { (8.0 / self.camera.pt_per_ft).max(1.0) as f32 }
    }

    /// Marks what is chosen or pointed at.
    fn halo(&self, id: EntityId, strength: f32) {
        let Some(item) = self.session.index().item(id) else { return };
        let ink = self.tokens.select_line.gamma_multiply(strength);
        let stroke = self.tokens.stroke(1.5, ink);
        match (&item.form, id) {
            (Form::Spot(_), EntityId::Device(_, device)) => {
                let Some(device) = self.sheet.devices.get(&device) else { return };
                let rect = self.symbol_rect(item, device).expand(5.0);
                self.painter.rect_stroke(rect, 0.0, stroke, StrokeKind::Middle);
            }
            (Form::Path(path), _) => {
                let points: Vec<Pos2> = path.iter().map(|at| self.at(*at)).collect();
                let wide = Stroke::new(8.0, ink.gamma_multiply(0.35));
                self.painter.line(points.clone(), wide);
                self.painter.line(points, self.tokens.stroke(2.0, ink));
            }
            (Form::Spot(_), _) => {}
            (Form::Body(outline) | Form::Field(outline), _) => {
                let points: Vec<Pos2> = outline.iter().map(|at| self.at(*at)).collect();
                self.painter.add(Shape::closed_line(points, stroke));
            }
        }
    }

    /// Draws the outline of what was gone to, once growing and fading.
    fn pulse(&self, ids: &[EntityId], strength: f32) {
        let bounds = ids.iter().filter_map(|id| self.session.index().item(*id)).map(|item| item.bounds);
        let Some(around) = bounds.reduce(crate::workbench::plan::geometry::join) else { return };
        let rect = self.rect_of(around).expand(6.0 + 6.0 * strength);
        let ink = self.tokens.select_line.gamma_multiply(strength);
        self.painter.rect_stroke(rect, 6.0, Stroke::new(2.5, ink), StrokeKind::Outside);
    }
}
