//! Meshes that are kept: triangles of a layer, made once for a sheet, a scale and a look, moved with the view.
//!
//! A mesh covers the view and a quarter more on every side, so that panning moves it and makes nothing new. It is moved by whole
//! pixels: what was drawn crisp stays crisp.
//!
//! A large layer is made a part a frame, so that no frame waits for it. Until it is finished the mesh before it stands in, enlarged
//! or reduced; where there is none, what is finished is shown. What was begun is finished while the view goes on changing, unless
//! it would be of no use: so a plan that is zoomed without a pause is drawn sharper as it goes.

use super::mesh::MeshBuilder;
use crate::app::theme::TypeStyle;
use crate::units::{PlanPoint, PlanRect};
use crate::workbench::plan::geometry::{grown, holds};
use crate::workbench::plan::{PlanCamera, ScreenSize};
use egui::emath::TSTransform;
use egui::{Color32, Galley, Mesh, Painter, Pos2, Shape, Vec2, vec2};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Vertices that are made in one frame, over all layers; what is more follows in the next.
const A_FRAME: usize = 16_000;
/// Of them each layer that is not finished gets as many at least.
const AT_LEAST: usize = 2_000;
/// How much a mesh may be enlarged or reduced to stand in, and what was begun may be off before it is begun anew.
const STANDS_IN: std::ops::RangeInclusive<f64> = 0.2..=5.0;
const OF_USE: std::ops::RangeInclusive<f64> = 0.5..=2.0;

/// What a mesh shows; each is kept by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MeshLayer {
    Ground,
    Areas,
    Walls,
    Devices,
    Runs,
}

/// What a mesh was made from, beside its scale.
#[derive(Clone, Debug, PartialEq)]
pub struct MeshKey {
    /// Sheet, opened project, revision.
    pub state: (u64, u64, u64),
    /// Versions of layers, grounds and findings.
    pub versions: (u64, u64, u64),
    pub color_by: crate::workbench::plan::ColorBy,
    /// Dark, and strokes of high contrast.
    pub look: (bool, bool),
}

#[derive(Debug)]
struct Kept {
    key: MeshKey,
    pt_per_ft: f64,
    pixels_per_point: f32,
    covers: PlanRect,
    origin: PlanPoint,
    mesh: Arc<Mesh>,
    /// The mesh as it was laid last, and where.
    laid: Option<(Lay, Arc<Mesh>)>,
}

/// A mesh that is not finished.
#[derive(Debug)]
struct Making {
    key: MeshKey,
    pixels_per_point: f32,
    builder: MeshBuilder,
}

/// How a mesh comes to lie in the window.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Lay {
    enlarged: f32,
    by: Vec2,
}

/// The meshes of a canvas.
#[derive(Debug, Default)]
pub struct MeshCache {
    pub laid: super::ground::LaidTexts,
    pub tags: super::laid::LaidTags,
    kept: BTreeMap<MeshLayer, Kept>,
    making: BTreeMap<MeshLayer, Making>,
    /// Vertices that may still be made in this frame.
    left: usize,
    /// A letter as it was laid out last.
    letter: Option<Arc<Galley>>,
}

/// How a mesh lies under the view.
#[derive(Clone, Copy, Debug)]
pub struct MeshView {
    pub camera: PlanCamera,
    pub size: ScreenSize,
    /// Upper left corner of the canvas in the window.
    pub corner: Pos2,
    pub pixels_per_point: f32,
}

impl MeshView {
    fn seen(&self) -> PlanRect {
        self.camera.seen(self.size)
    }

    /// Returns how a mesh of another scale lies under this view; one of the same scale by whole pixels.
    fn lay(&self, origin: PlanPoint, pt_per_ft: f64) -> Lay {
        let at = self.camera.to_screen(self.size, origin);
        let by = vec2(self.corner.x + at.x as f32, self.corner.y + at.y as f32);
        if pt_per_ft == self.camera.pt_per_ft {
            let whole = |value: f32| (value * self.pixels_per_point).round() / self.pixels_per_point;
            return Lay { enlarged: 1.0, by: vec2(whole(by.x), whole(by.y)) };
        }
        Lay { enlarged: (self.camera.pt_per_ft / pt_per_ft) as f32, by }
    }
}

impl Lay {
    fn of(self, mesh: &Mesh) -> Arc<Mesh> {
        let mut mesh = mesh.clone();
        mesh.transform(TSTransform::new(self.by, self.enlarged));
        Arc::new(mesh)
    }
}

impl Kept {
    /// Whether it is what is asked for.
    fn fits(&self, key: &MeshKey, view: &MeshView) -> bool {
        self.key == *key
            && self.pt_per_ft == view.camera.pt_per_ft
            && self.pixels_per_point == view.pixels_per_point
            && holds(self.covers, view.seen())
    }

    /// Whether it may be shown until what is asked for is finished: the same sheet in the same look.
    fn stands_in(&self, key: &MeshKey, view: &MeshView) -> bool {
        let (sheet, session, _) = self.key.state;
        (sheet, session) == (key.state.0, key.state.1)
            && self.key.look == key.look
            && self.pixels_per_point == view.pixels_per_point
            && STANDS_IN.contains(&(view.camera.pt_per_ft / self.pt_per_ft))
    }

    fn shape(&mut self, view: &MeshView) -> Option<Shape> {
        if self.mesh.is_empty() {
            return None;
        }
        let lay = view.lay(self.origin, self.pt_per_ft);
        if self.laid.as_ref().is_none_or(|(before, _)| *before != lay) {
            self.laid = Some((lay, lay.of(&self.mesh)));
        }
        self.laid.as_ref().map(|(_, mesh)| Shape::mesh(Arc::clone(mesh)))
    }
}

impl Making {
    fn new(key: &MeshKey, view: &MeshView) -> Self {
        let seen = view.seen();
        let margin = (seen.max.x - seen.min.x).min(seen.max.y - seen.min.y) / 4.0;
        let builder = MeshBuilder::new(view.camera, grown(seen, margin), view.pixels_per_point);
        Self { key: key.clone(), pixels_per_point: view.pixels_per_point, builder }
    }

    /// Whether finishing it still serves the view.
    fn is_of_use(&self, key: &MeshKey, view: &MeshView) -> bool {
        self.key == *key
            && self.pixels_per_point == view.pixels_per_point
            && OF_USE.contains(&(view.camera.pt_per_ft / self.builder.scale))
            && holds(self.builder.covers, view.seen())
    }

    fn finished(self) -> Kept {
        let Self { key, pixels_per_point, builder } = self;
        let (pt_per_ft, covers, origin) = (builder.scale, builder.covers, builder.origin);
        let mesh = Arc::new(builder.into_mesh());
        Kept { key, pt_per_ft, pixels_per_point, covers, origin, mesh, laid: None }
    }

    fn shape(&self, view: &MeshView) -> Option<Shape> {
        let mesh = self.builder.mesh();
        let lay = view.lay(self.builder.origin, self.builder.scale);
        (!mesh.is_empty()).then(|| Shape::mesh(lay.of(mesh)))
    }
}

impl MeshCache {
    /// Begins a frame: so much may be made in it.
    pub fn begin_frame(&mut self) {
        self.left = A_FRAME;
    }

    /// Lets go of all words when the texture of the fonts was made anew, as for another theme: their letters lie elsewhere in it.
    /// The fonts forget then what they have laid out, so a letter that is asked for in every frame is another one.
    pub fn follow_fonts(&mut self, painter: &Painter) {
        let letter = painter.layout_no_wrap("0".to_owned(), TypeStyle::Body.font(), Color32::PLACEHOLDER);
        if !self.letter.as_ref().is_some_and(|before| Arc::ptr_eq(before, &letter)) {
            (self.laid, self.tags) = Default::default();
        }
        self.letter = Some(letter);
    }

    /// Returns whether a layer is not finished: another frame is needed.
    pub fn is_busy(&self) -> bool {
        !self.making.is_empty()
    }

    /// Returns the shape of a layer, made anew only when it has to be. `build` adds to a mesh until that is full and says whether
    /// it has come to the end.
    pub fn shape(
        &mut self,
        layer: MeshLayer,
        key: &MeshKey,
        view: &MeshView,
        build: impl FnOnce(&mut MeshBuilder) -> bool,
    ) -> Option<Shape> {
        if self.kept.get(&layer).is_some_and(|kept| kept.fits(key, view)) {
            self.making.remove(&layer);
        } else {
            let begun = self.making.remove(&layer).filter(|making| making.is_of_use(key, view));
            let mut making = begun.unwrap_or_else(|| Making::new(key, view));
            let before = making.builder.done();
            making.builder.allow(self.left.max(AT_LEAST));
            let is_finished = build(&mut making.builder);
            self.left = self.left.saturating_sub(making.builder.done() - before);
            if is_finished {
                self.kept.insert(layer, making.finished());
            } else {
                self.making.insert(layer, making);
            }
        }
        match self.kept.get_mut(&layer).filter(|kept| kept.stands_in(key, view)) {
            Some(kept) => kept.shape(view),
            None => self.making.get(&layer).and_then(|making| making.shape(view)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbench::plan::ColorBy;
    use egui::pos2;

    fn key() -> MeshKey {
        MeshKey { state: (1, 1, 1), versions: (0, 0, 0), color_by: ColorBy::Phase, look: (true, false) }
    }

    fn view(center: PlanPoint) -> MeshView {
        MeshView {
            camera: PlanCamera { center, pt_per_ft: 8.0 },
            size: ScreenSize { width: 800.0, height: 600.0 },
            corner: pos2(40.0, 70.0),
            pixels_per_point: 1.0,
        }
    }

    #[test]
    fn panning_moves_a_mesh_and_makes_none() {
        let mut cache = MeshCache::default();
        let (mut made, far) = (0, PlanPoint { x: 984_251.0, y: -656_167.0 });
        let mut at = |cache: &mut MeshCache, center| {
            let shape = cache.shape(MeshLayer::Walls, &key(), &view(center), |mesh| {
                made += 1;
                let (a, b) = (mesh.at(far), mesh.at(PlanPoint { x: far.x + 10.0, y: far.y }));
                mesh.hairline(a, b, 1.0, Color32::WHITE);
                true
            });
            (made, shape.map(|shape| shape.visual_bounding_rect()))
        };
        let (first, here) = at(&mut cache, far);
        let (second, there) = at(&mut cache, PlanPoint { x: far.x + 5.0, y: far.y });
        assert_eq!((first, second), (1, 1));
        let by = there.zip(here).map(|(there, here)| there.min - here.min);
        assert_eq!(by, Some(vec2(-40.0, 0.0)), "5 ft at 8 pt");
        let (third, _) = at(&mut cache, PlanPoint { x: far.x + 500.0, y: far.y });
        assert_eq!(third, 2, "beyond what it covers another one is made");
    }

    /// A layer of many lines, made a part a frame: `done` of `all` so far.
    fn lines(all: usize) -> impl Fn(&mut MeshBuilder) -> bool {
        move |mesh| {
            let mut scratch = mesh.scratch.take().unwrap_or_default();
            while scratch.next < all {
                if mesh.is_full() {
                    mesh.scratch = Some(scratch);
                    return false;
                }
                let y = scratch.next as f32 / all as f32 * 100.0;
                mesh.hairline(pos2(0.0, y), pos2(50.0, y), 1.0, Color32::WHITE);
                scratch.next += 1;
            }
            true
        }
    }

    fn vertices(shape: Option<&Shape>) -> usize {
        match shape {
            Some(Shape::Mesh(mesh)) => mesh.vertices.len(),
            _ => 0,
        }
    }

    /// No frame makes more than its part; until the new mesh is finished the old one stands in at the new scale.
    #[test]
    fn a_large_layer_is_made_a_part_a_frame_and_the_old_one_stands_in() {
        const ALL: usize = A_FRAME / 5 * 4;
        let mut cache = MeshCache::default();
        let frame = |cache: &mut MeshCache, view: &MeshView| {
            cache.begin_frame();
            cache.shape(MeshLayer::Ground, &key(), view, lines(ALL))
        };
        let (near, mut frames) = (view(PlanPoint::default()), 0);
        let mut shown = 0;
        while frames == 0 || cache.is_busy() {
            let now = vertices(frame(&mut cache, &near).as_ref());
            assert!(now - shown <= A_FRAME + 8, "{now} after {shown}");
            (shown, frames) = (now, frames + 1);
        }
        assert!(frames > 2 && shown == 4 * ALL, "{frames} frames, {shown} vertices");
        let closer = MeshView { camera: PlanCamera { pt_per_ft: 10.0, ..near.camera }, ..near };
        let before = frame(&mut cache, &near).map(|shape| shape.visual_bounding_rect());
        let during = frame(&mut cache, &closer);
        assert!(cache.is_busy() && vertices(during.as_ref()) == 4 * ALL, "the old one, whole");
        let (before, during) = (before.expect("drawn"), during.expect("drawn").visual_bounding_rect());
        assert!((during.width() / before.width() - 1.25).abs() < 1e-3, "enlarged");
        while cache.is_busy() {
            frame(&mut cache, &closer);
        }
        let after = frame(&mut cache, &closer).expect("drawn").visual_bounding_rect();
        assert_eq!(after.width(), 50.0, "made anew at its scale");
    }

    /// A view that never rests still gets new meshes: what was begun is finished.
    #[test]
    fn zooming_without_a_pause_finishes_what_was_begun() {
        let mut cache = MeshCache::default();
        let mut finished = 0;
        for turn in 0..40 {
            let scale = 8.0 * 1.01_f64.powi(turn);
            let near = view(PlanPoint::default());
            let view = MeshView { camera: PlanCamera { pt_per_ft: scale, ..near.camera }, ..near };
            cache.begin_frame();
            let build = lines(A_FRAME / 5 * 2);
            cache.shape(MeshLayer::Ground, &key(), &view, |mesh| {
                let is_finished = build(mesh);
                finished += usize::from(is_finished);
                is_finished
            });
        }
        assert!(finished >= 8, "{finished}");
    }

    /// Another sheet or another look is not stood in for.
    #[test]
    fn nothing_stands_in_for_another_sheet() {
        let mut cache = MeshCache::default();
        let view = view(PlanPoint::default());
        for _ in 0..8 {
            cache.begin_frame();
            cache.shape(MeshLayer::Ground, &key(), &view, lines(A_FRAME / 5 * 2));
        }
        assert!(!cache.is_busy());
        cache.begin_frame();
        let other = MeshKey { state: (2, 1, 1), ..key() };
        let shape = cache.shape(MeshLayer::Ground, &other, &view, lines(A_FRAME / 5 * 2));
        assert!(vertices(shape.as_ref()) <= A_FRAME + 8);
    }
}
