//! Makes the triangles of a layer for one sheet, scale and look, all at once or a part a frame (`kept.rs`).
//!
//! Points count from a local origin, so `f32` is enough anywhere.

use super::ground::Drawn;
use super::sheet::Stamps;
use crate::domain::DeviceId;
use crate::units::PlanPoint;
use crate::units::PlanRect;
use crate::workbench::plan::PlanCamera;
use egui::epaint::{TessellationOptions, Tessellator, Vertex};
use egui::{Color32, Mesh, Pos2, Shape, Stroke, pos2, vec2};

/// Where a layer that is made a part a frame stands.
#[derive(Default)]
pub struct Scratch {
    /// What is to be drawn: of grounds number and entity, of devices their ids.
    pub entities: Vec<(usize, u32)>,
    pub devices: Vec<DeviceId>,
    /// How many of them are drawn.
    pub next: usize,
    /// By number of the ground.
    pub drawn: Vec<Drawn>,
    pub stamps: Stamps,
}

/// Makes a mesh.
pub struct MeshBuilder {
    pub scale: f64,
    pub covers: PlanRect,
    pub origin: PlanPoint,
    pixel: f32,
    mesh: Mesh,
    tessellator: Tessellator,
    /// Kept from frame to frame by layers that are made in parts; nothing before the first.
    pub scratch: Option<Scratch>,
    /// Work that leaves no vertices behind.
    idle: usize,
    /// Vertices and such work at which this frame's part ends.
    stop_at: usize,
}

impl std::fmt::Debug for MeshBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MeshBuilder").field("vertices", &self.mesh.vertices.len()).finish_non_exhaustive()
    }
}

impl MeshBuilder {
    pub fn new(camera: PlanCamera, covers: PlanRect, pixels_per_point: f32) -> Self {
        let options =
            TessellationOptions { coarse_tessellation_culling: false, ..TessellationOptions::default() };
        Self {
            scale: camera.pt_per_ft,
            covers,
            origin: camera.center,
            pixel: 1.0 / pixels_per_point,
            mesh: Mesh::default(),
            tessellator: Tessellator::new(pixels_per_point, options, [1, 1], Vec::new()),
            scratch: None,
            idle: 0,
            stop_at: usize::MAX,
        }
    }

    /// Allows so much more work, in vertices, before [`Self::is_full`].
    pub fn allow(&mut self, work: usize) {
        self.stop_at = self.done().saturating_add(work);
    }

    /// Returns how much work has been done, in vertices.
    pub fn done(&self) -> usize {
        self.mesh.vertices.len() + self.idle
    }

    /// Returns whether this frame's part is done; counts the question as a vertex.
    pub fn is_full(&mut self) -> bool {
        self.idle += 1;
        self.done() >= self.stop_at
    }

    /// Returns what has been made so far.
    pub const fn mesh(&self) -> &Mesh {
        &self.mesh
    }

    /// Returns the mesh.
    pub fn into_mesh(self) -> Mesh {
        self.mesh
    }

    /// Returns where a point of the plan lies, from the mesh's origin, in points.
    pub fn at(&self, point: PlanPoint) -> Pos2 {
        pos2(((point.x - self.origin.x) * self.scale) as f32, ((self.origin.y - point.y) * self.scale) as f32)
    }

    /// Returns the rectangle that the mesh covers, from its origin, in points.
    pub fn covered(&self) -> egui::Rect {
        let PlanRect { min, max } = self.covers;
        let corner = |x: f64, y: f64| self.at(PlanPoint { x, y });
        egui::Rect::from_min_max(corner(min.x, max.y), corner(max.x, min.y))
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
