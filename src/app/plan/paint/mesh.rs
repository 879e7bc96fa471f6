//! Meshes that are kept: triangles of a layer, made once for a sheet, a scale and a look, moved with the view.
//!
//! A mesh covers the view and a quarter more on every side, so that panning moves it and makes nothing new. It is moved by whole
//! pixels: what was drawn crisp stays crisp. Points count from a local origin, so `f32` is enough anywhere.

use crate::units::{PlanPoint, PlanRect};
use crate::workbench::plan::geometry::{grown, holds};
use crate::workbench::plan::{PlanCamera, ScreenSize};
use egui::epaint::{TessellationOptions, Tessellator, Vertex};
use egui::{Color32, Mesh, Pos2, Shape, Stroke, Vec2, pos2, vec2};
use std::collections::BTreeMap;
use std::sync::Arc;

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
    /// The mesh as it was moved last, and by how much.
    moved: Option<(Vec2, Arc<Mesh>)>,
}

/// The meshes of a canvas.
#[derive(Debug, Default)]
pub struct MeshCache {
    pub laid: super::ground::LaidTexts,
    kept: BTreeMap<MeshLayer, Kept>,
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

impl MeshCache {
    /// Returns the shape of a layer, made anew only when it has to be.
    pub fn shape(
        &mut self,
        layer: MeshLayer,
        key: &MeshKey,
        view: &MeshView,
        build: impl FnOnce(&mut MeshBuilder),
    ) -> Option<Shape> {
        let seen = view.camera.seen(view.size);
        let fits = |kept: &Kept| {
            kept.key == *key
                && kept.pt_per_ft == view.camera.pt_per_ft
                && kept.pixels_per_point == view.pixels_per_point
                && holds(kept.covers, seen)
        };
        if !self.kept.get(&layer).is_some_and(fits) {
            let margin = (seen.max.x - seen.min.x).min(seen.max.y - seen.min.y) / 4.0;
            let mut builder = MeshBuilder::new(view.camera, grown(seen, margin), view.pixels_per_point);
            build(&mut builder);
            let MeshBuilder { covers, origin, mesh, .. } = builder;
            let (key, pt_per_ft) = (key.clone(), view.camera.pt_per_ft);
            let pixels_per_point = view.pixels_per_point;
            let mesh = Arc::new(mesh);
            let kept = Kept { key, pt_per_ft, pixels_per_point, covers, origin, mesh, moved: None };
            self.kept.insert(layer, kept);
        }
        let kept = self.kept.get_mut(&layer)?;
        if kept.mesh.is_empty() {
            return None;
        }
        let at = view.camera.to_screen(view.size, kept.origin);
        let whole = |value: f32| (value * view.pixels_per_point).round() / view.pixels_per_point;
        let by = vec2(whole(view.corner.x + at.x as f32), whole(view.corner.y + at.y as f32));
        if kept.moved.as_ref().is_none_or(|(before, _)| *before != by) {
            let mut mesh = kept.mesh.as_ref().clone();
            mesh.translate(by);
            kept.moved = Some((by, Arc::new(mesh)));
        }
        kept.moved.as_ref().map(|(_, mesh)| Shape::mesh(Arc::clone(mesh)))
    }
}

/// Makes a mesh.
pub struct MeshBuilder {
    pub scale: f64,
    pub covers: PlanRect,
    pub origin: PlanPoint,
    pixel: f32,
    mesh: Mesh,
    tessellator: Tessellator,
}

impl MeshBuilder {
    fn new(camera: PlanCamera, covers: PlanRect, pixels_per_point: f32) -> Self {
        let options =
            TessellationOptions { coarse_tessellation_culling: false, ..TessellationOptions::default() };
        Self {
            scale: camera.pt_per_ft,
            covers,
            origin: camera.center,
            pixel: 1.0 / pixels_per_point,
            mesh: Mesh::default(),
            tessellator: Tessellator::new(pixels_per_point, options, [1, 1], Vec::new()),
        }
    }

    /// Returns where a point of the plan lies, from the mesh's origin, in points.
    pub fn at(&self, point: PlanPoint) -> Pos2 {
        pos2(((point.x - self.origin.x) * self.scale) as f32, ((self.origin.y - point.y) * self.scale) as f32)
    }

    /// Returns one pixel of the screen, in points.
    pub const fn pixel(&self) -> f32 {
        self.pixel
    }

    /// Adds a shape whose points count from the mesh's origin.
    pub fn shape(&mut self, shape: Shape) {
        self.tessellator.tessellate_shape(shape, &mut self.mesh);
    }

    /// Returns what a drawing at the mesh's origin adds, to be put down many times by [`Self::stamp`].
    pub fn stamp_of(&mut self, draw: impl FnOnce(&mut Self)) -> Mesh {
        let before = std::mem::take(&mut self.mesh);
        draw(self);
        std::mem::replace(&mut self.mesh, before)
    }

    /// Puts a stamp down.
    pub fn stamp(&mut self, stamp: &Mesh, at: Pos2) {
        let base = self.mesh.vertices.len() as u32;
        self.mesh.indices.extend(stamp.indices.iter().map(|index| index + base));
        let by = at.to_vec2();
        let moved = stamp.vertices.iter().map(|vertex| Vertex { pos: vertex.pos + by, ..*vertex });
        self.mesh.vertices.extend(moved);
    }

    /// Adds a closed outline, filled and stroked.
    pub fn outline(&mut self, points: Vec<Pos2>, fill: Color32, stroke: Stroke) {
        if fill != Color32::TRANSPARENT {
            if is_convex(&points) {
                self.shape(Shape::convex_polygon(points.clone(), fill, Stroke::NONE));
            } else {
                fill_concave(&mut self.mesh, &points, fill);
            }
        }
        if !stroke.is_empty() {
            self.shape(Shape::closed_line(points, stroke));
        }
    }

    /// Adds a hairline: axis-parallel ones on whole pixels, others softened; the cheapest there is.
    pub fn hairline(&mut self, from: Pos2, to: Pos2, width: f32, color: Color32) {
        let along = to - from;
        if along.x.abs() < 0.01 || along.y.abs() < 0.01 {
            let (low, high) = (from.min(to), from.max(to));
            let half = width.max(self.pixel) / 2.0;
            let center = |value: f32| ((value / self.pixel).floor() + 0.5) * self.pixel;
            let (min, max) = if along.y.abs() < 0.01 {
                let y = center(low.y);
                (pos2(low.x, y - half), pos2(high.x, y + half))
            } else {
                let x = center(low.x);
                (pos2(x - half, low.y), pos2(x + half, high.y))
            };
            self.mesh.add_colored_rect(egui::Rect::from_min_max(min, max), color);
            return;
        }
        let length = along.length();
        if length <= 0.0 {
            return;
        }
        let off = vec2(-along.y, along.x) / length * (width.max(self.pixel) / 2.0 + self.pixel / 2.0);
        let base = self.mesh.vertices.len() as u32;
        for (at, ink) in [
            (from + off, Color32::TRANSPARENT),
            (from, color),
            (from - off, Color32::TRANSPARENT),
            (to + off, Color32::TRANSPARENT),
            (to, color),
            (to - off, Color32::TRANSPARENT),
        ] {
            self.mesh.colored_vertex(at, ink);
        }
        for (a, b, c) in [(0, 1, 3), (1, 4, 3), (1, 2, 4), (2, 5, 4)] {
            self.mesh.add_triangle(base + a, base + b, base + c);
        }
    }

    /// Adds the triangles of a filled area, even-odd rings joined as they come.
    pub fn fill(&mut self, ring: &[Pos2], color: Color32) {
        fill_concave(&mut self.mesh, ring, color);
    }
}

/// Whether an outline turns one way only.
fn is_convex(points: &[Pos2]) -> bool {
    let mut sign = 0.0_f32;
    let next = points.iter().cycle().skip(1);
    let after = points.iter().cycle().skip(2);
    for ((a, b), c) in points.iter().zip(next).zip(after) {
        let cross = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
        if cross.abs() > 1e-3 {
            if sign * cross < 0.0 {
                return false;
            }
            sign = cross;
        }
    }
    true
}

/// Fills an outline by cutting off ears.
fn fill_concave(mesh: &mut Mesh, points: &[Pos2], color: Color32) {
    let mut left: Vec<usize> = (0..points.len()).collect();
    let at = |place: usize| points.get(place).copied().unwrap_or_default();
    let cross = |a: Pos2, b: Pos2, c: Pos2| (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    let area: f32 = (0..points.len())
        .map(|n| {
            let (a, b) = (at(n), at((n + 1) % points.len().max(1)));
            a.x * b.y - b.x * a.y
        })
        .sum();
    let turn = if area < 0.0 { -1.0 } else { 1.0 };
    let base = mesh.vertices.len() as u32;
    for point in points {
        mesh.colored_vertex(*point, color);
    }
    // Every round cuts an ear; an outline that crosses itself has a round without one and ends.
    while left.len() > 3 {
        let count = left.len();
        let corner = |n: usize| left.get(n % count).copied().unwrap_or_default();
        let ear = (0..count).find(|n| {
            let (a, b, c) = (corner(n + count - 1), corner(*n), corner(n + 1));
            let (pa, pb, pc) = (at(a), at(b), at(c));
            let inside = |p: Pos2| {
                cross(pa, pb, p) * turn >= 0.0
                    && cross(pb, pc, p) * turn >= 0.0
                    && cross(pc, pa, p) * turn >= 0.0
            };
            cross(pa, pb, pc) * turn > 0.0
                && left.iter().filter(|other| ![a, b, c].contains(other)).all(|other| !inside(at(*other)))
        });
        let Some(ear) = ear else { break };
        let (a, b, c) = (corner(ear + count - 1), corner(ear), corner(ear + 1));
        mesh.add_triangle(base + a as u32, base + b as u32, base + c as u32);
        left.remove(ear);
    }
    if let [a, b, c] = left[..] {
        mesh.add_triangle(base + a as u32, base + b as u32, base + c as u32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbench::plan::ColorBy;

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

    #[test]
    fn an_outline_with_a_notch_is_filled_to_its_area() {
        let mut mesh = Mesh::default();
        let l = [(0.0, 0.0), (10.0, 0.0), (10.0, 5.0), (5.0, 5.0), (5.0, 10.0), (0.0, 10.0)];
        let points: Vec<Pos2> = l.into_iter().map(|(x, y)| pos2(x, y)).collect();
        fill_concave(&mut mesh, &points, Color32::WHITE);
        let corner = |n: u32| mesh.vertices[n as usize].pos;
        let area: f32 = mesh
            .indices
            .chunks(3)
            .map(|three| {
                let (a, b, c) = (corner(three[0]), corner(three[1]), corner(three[2]));
                ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)).abs() / 2.0
            })
            .sum();
        assert!((area - 75.0).abs() < 1e-3, "{area}");
        assert!(!is_convex(&points));
    }
}
