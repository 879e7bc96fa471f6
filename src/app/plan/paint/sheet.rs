//! The sheet's own layers as meshes: areas, walls and what breaks them, devices, conduit runs.

use super::PlanPainter;
use super::mesh::{MeshBuilder, Scratch};
use crate::app::review::signal_of;
use crate::app::theme::{PhaseMark, Tokens};
use crate::domain::drawing::Shape as DrawnShape;
use crate::domain::symbols::placed;
use crate::domain::{AreaKind, Device, DeviceId, DeviceKind, EntityId, Leg, Opening, OpeningKind, Run, Wall};
use crate::engineering::plan_drawing::panel_end;
use crate::units::{PlanPoint, PlanRect};
use crate::workbench::plan::{PlanColor, PlanItem, PlanLayer, color_of, solid_walls, wall_body};
use egui::{Color32, Mesh, Pos2, Shape, Stroke, vec2};
use std::collections::BTreeMap;

/// Below this scale symbols keep their size on the screen, and below the other one they are dots.
const OWN_SIZE: f64 = 8.0;
const DOTS: f64 = 3.0;
const DOT_PT: f32 = 2.5;
/// Width of a symbol's strokes, and of a conduit run, in points.
const SYMBOL_PT: f32 = 1.3;
const RUN_PT: f32 = 2.0;
/// Length of the arrow of a home run, in points.
pub(super) const ARROW_PT: f32 = 8.0;

/// Symbols that were drawn, by kind, name, turn and color.
pub(super) type Stamps = BTreeMap<(DeviceKind, String, u64, [u8; 4]), Mesh>;

impl PlanPainter<'_> {
    pub(super) fn build_areas(&self, mesh: &mut MeshBuilder) {
        for area in self.sheet.areas.values() {
            let points: Vec<Pos2> = area.outline.iter().map(|at| mesh.at(*at)).collect();
            let (fill, edge) = area_inks(area.kind, self.tokens);
            mesh.outline(points, fill, Stroke::new(1.0, edge));
        }
    }

    pub(super) fn build_walls(&self, mesh: &mut MeshBuilder) {
        let own = self.layer_color(PlanLayer::Walls);
        let (edge, fill) = (own.unwrap_or(self.tokens.wall), self.tokens.wall_fill);
        let walls = solid_walls(self.sheet);
        let one = 1.0 / mesh.scale;
        for (grows, ink) in [(one, edge), (0.0, fill)] {
            for wall in &walls {
                let length = wall.length_ft().max(1e-9);
                let (from, to) = (wall.point_at(-grows), wall.point_at(length + grows));
                let grown = Wall { from, to, thickness_ft: wall.thickness_ft + 2.0 * grows, ..wall.clone() };
                let points: Vec<Pos2> = wall_body(&grown).iter().map(|at| mesh.at(*at)).collect();
                mesh.shape(Shape::convex_polygon(points, ink, Stroke::NONE));
            }
        }
        for opening in self.sheet.openings.values() {
            if let Some(wall) = self.sheet.walls.get(&opening.wall) {
                build_opening(mesh, wall, opening, edge);
            }
        }
    }

    /// Adds the devices, first the lighting, until the mesh is full; returns whether it has come to the end.
    pub(super) fn build_devices(&self, mesh: &mut MeshBuilder) -> bool {
        let mut scratch = mesh
            .scratch
            .take()
            .unwrap_or_else(|| Scratch { devices: self.devices_to_draw(mesh.covers), ..Scratch::default() });
        let base = |layer: PlanLayer| {
            let usual = if layer == PlanLayer::Lighting { self.tokens.n_fill } else { self.tokens.n_ink };
            self.layer_color(layer).unwrap_or(usual)
        };
        let (lighting, others) = (base(PlanLayer::Lighting), base(PlanLayer::Devices));
        while let Some(id) = scratch.devices.get(scratch.next) {
            if mesh.is_full() {
                mesh.scratch = Some(scratch);
                return false;
            }
            scratch.next += 1;
            let item = self.session.index().item(EntityId::Device(self.sheet.id, *id));
            let (Some(item), Some(device)) = (item, self.sheet.devices.get(id)) else { continue };
            let base = if item.layer == PlanLayer::Lighting { lighting } else { others };
            let ink = self.ink(item).unwrap_or(base);
            self.build_device(mesh, device, ink, &mut scratch.stamps);
        }
        true
    }

    /// Returns the devices of a part of the plan in the order of drawing.
    fn devices_to_draw(&self, part: PlanRect) -> Vec<DeviceId> {
        let inside = self.session.index().within(part);
        let shown = |layer: &PlanLayer| self.session.layers.is_shown(*layer);
        let of = |layer: PlanLayer| {
            inside.iter().filter(move |item| item.layer == layer).filter_map(|item| match item.id {
                EntityId::Device(_, id) => Some(id),
                _ => None,
            })
        };
        [PlanLayer::Lighting, PlanLayer::Devices].into_iter().filter(shown).flat_map(of).collect()
    }

    /// Puts a device down; symbols of one kind, turn and color are drawn once and stamped.
    fn build_device(&self, mesh: &mut MeshBuilder, device: &Device, ink: Color32, stamps: &mut Stamps) {
        let key = (device.kind, device.symbol.clone(), device.rotation_deg.to_bits(), ink.to_array());
        let stamp = stamps.entry(key).or_insert_with(|| {
            let origin = mesh.origin;
            mesh.stamp_of(|mesh| self.draw_device(mesh, &Device { at: origin, ..device.clone() }, ink))
        });
        // By whole pixels, so that straight strokes stay crisp.
        let whole = |value: f32| (value / mesh.pixel()).round() * mesh.pixel();
        let at = mesh.at(device.at);
        let at = Pos2::new(whole(at.x), whole(at.y));
        mesh.stamp(stamp, at);
    }

    fn draw_device(&self, mesh: &mut MeshBuilder, device: &Device, ink: Color32) {
        let symbol = self.session.symbols().of_device(device.kind, &device.symbol);
        let true_size = symbol.is_some_and(|symbol| symbol.is_true_size);
        if mesh.scale < DOTS && !true_size {
            mesh.shape(Shape::circle_filled(mesh.at(device.at), DOT_PT, ink));
            return;
        }
        let Some(symbol) = symbol else { return };
        let enlarged = if true_size { 1.0 } else { (OWN_SIZE / mesh.scale).max(1.0) };
        let width = SYMBOL_PT + self.tokens.stroke_extra;
        for shape in placed(symbol, device.at, device.rotation_deg, enlarged) {
            stroke_shape(mesh, &shape, self.tokens.canvas, Stroke::new(width, ink));
        }
    }

    pub(super) fn build_runs(&self, mesh: &mut MeshBuilder) {
        let own = self.layer_color(PlanLayer::Runs);
        for item in self.session.index().within(mesh.covers) {
            let EntityId::Run(_, id) = item.id else { continue };
            let Some(run) = self.sheet.runs.get(&id) else { continue };
            let ink = own.or_else(|| self.ink(item)).unwrap_or(self.tokens.n_ink);
            let points: Vec<Pos2> = run.path.iter().map(|at| mesh.at(*at)).collect();
            mesh.shape(Shape::line(points, self.tokens.stroke(RUN_PT, ink)));
            self.build_arrow(mesh, run, ink);
        }
    }

    /// A home run points at its panel.
    fn build_arrow(&self, mesh: &mut MeshBuilder, run: &Run, ink: Color32) {
        let end = panel_end(self.project, self.sheet, run)
            .filter(|_| run.path.len() > 1 && !run.circuits.is_empty());
        let Some((tip, before)) = end.map(|(tip, before)| (mesh.at(tip), mesh.at(before))) else { return };
        let way = tip - before;
        if way.length() < ARROW_PT {
            return;
        }
        let back = way.normalized() * ARROW_PT;
        let side = back.rot90() * 0.35;
        let corners = vec![tip, tip - back + side, tip - back - side];
        mesh.shape(Shape::convex_polygon(corners, ink, Stroke::NONE));
    }

    /// Returns the color of an object by what is told by color; nothing where that is neutral.
    pub(super) fn ink(&self, item: &PlanItem) -> Option<Color32> {
        let session = self.session;
        let color = color_of(self.project, self.sheet, self.checked, session.color_by, item.id);
        color_ink(color, self.tokens)
    }

    pub(super) fn layer_color(&self, layer: PlanLayer) -> Option<Color32> {
        self.session.layers.state(layer).color.map(|[r, g, b]| Color32::from_rgb(r, g, b))
    }
}

/// Returns the looks of a color; nothing for the neutral one.
pub(super) fn color_ink(color: PlanColor, tokens: &Tokens) -> Option<Color32> {
    match color {
        PlanColor::Neutral => None,
        PlanColor::Leg(Leg::A) => Some(PhaseMark::A.ink(tokens)),
        PlanColor::Leg(Leg::B) => Some(PhaseMark::B.ink(tokens)),
        PlanColor::Leg(Leg::C) => Some(PhaseMark::C.ink(tokens)),
        PlanColor::Circuit(number) => Some(tokens.run(usize::from(number) + 1)),
        PlanColor::Found(kind) => Some(signal_of(kind).ink(tokens)),
    }
}

fn area_inks(kind: AreaKind, tokens: &Tokens) -> (Color32, Color32) {
    match kind {
        AreaKind::Column | AreaKind::Shaft => (tokens.wall_fill, tokens.wall),
        AreaKind::NoRoute | AreaKind::HotSurface => (tokens.error_tint, tokens.error),
        AreaKind::PreferredRoute => (tokens.pass_tint, tokens.pass),
        AreaKind::ForeignSystem => (tokens.warning_tint, tokens.warning),
        AreaKind::Stair
        | AreaKind::Counter
        | AreaKind::Island
        | AreaKind::Peninsula
        | AreaKind::Sink
        | AreaKind::Basin
        | AreaKind::Tub
        | AreaKind::Range
        | AreaKind::Furniture
        | AreaKind::Storage
        | AreaKind::Pool
        | AreaKind::Deck
        | AreaKind::Bed => (Color32::TRANSPARENT, tokens.underlay),
    }
}

/// A door has its leaf and the arc it swings, a window its glass, a gap nothing.
fn build_opening(mesh: &mut MeshBuilder, wall: &Wall, opening: &Opening, ink: Color32) {
    let half = opening.width_ft / 2.0;
    let near = wall.point_at(opening.along_ft - half);
    let far = wall.point_at(opening.along_ft + half);
    let thin = Stroke::new(1.0, ink);
    match opening.kind {
        OpeningKind::Gap => {}
        OpeningKind::Window => {
            let part = Wall { from: near, to: far, ..wall.clone() };
            let points: Vec<Pos2> = wall_body(&part).iter().map(|at| mesh.at(*at)).collect();
            mesh.outline(points, Color32::TRANSPARENT, thin);
            mesh.shape(Shape::line_segment([mesh.at(near), mesh.at(far)], thin));
        }
        OpeningKind::SlidingDoor => {
            let middle = wall.point_at(opening.along_ft);
            let off = PlanPoint { x: -(far.y - near.y), y: far.x - near.x };
            let length = opening.width_ft.max(1e-9);
            let side = wall.thickness_ft / 4.0 / length;
            let shift = |at: PlanPoint, by: f64| PlanPoint { x: at.x + off.x * by, y: at.y + off.y * by };
            for (from, to, by) in [(near, middle, side), (middle, far, -side)] {
                mesh.shape(Shape::line_segment([mesh.at(shift(from, by)), mesh.at(shift(to, by))], thin));
            }
        }
        OpeningKind::Door => {
            let (hinge, latch) = if opening.hinge_far { (far, near) } else { (near, far) };
            // A quarter turn of the leaf, to the chosen side of the way along the wall.
            let side = if opening.swings_right == opening.hinge_far { 90.0 } else { -90.0 };
            let swing = |degrees: f64| crate::workbench::plan::geometry::turned(latch, hinge, degrees);
            let arc: Vec<Pos2> = (0..=12).map(|n| mesh.at(swing(side * f64::from(n) / 12.0))).collect();
            mesh.shape(Shape::line(arc, thin));
            mesh.shape(Shape::line_segment([mesh.at(hinge), mesh.at(swing(side))], thin));
        }
    }
}

/// Adds a shape of a symbol: closed ones are filled with the ground, so that lines end at them.
fn stroke_shape(mesh: &mut MeshBuilder, shape: &DrawnShape, ground: Color32, stroke: Stroke) {
    let tolerance = 0.2 / mesh.scale;
    match shape {
        DrawnShape::Mark(at) => mesh.shape(Shape::circle_filled(mesh.at(*at), 1.0, stroke.color)),
        DrawnShape::Fill { rings } => {
            for ring in rings {
                let points: Vec<Pos2> = ring.iter().map(|at| mesh.at(*at)).collect();
                mesh.fill(&points, stroke.color);
            }
        }
        DrawnShape::Text { .. } => {}
        DrawnShape::Arc { center, radius, sweep_deg, .. } if sweep_deg.abs() >= 360.0 => {
            let radius = (radius * mesh.scale) as f32;
            let center = mesh.at(*center);
            mesh.shape(Shape::circle_filled(center, radius, ground));
            mesh.shape(Shape::circle_stroke(center, radius, stroke));
        }
        DrawnShape::Polyline { vertices, closed: true } if vertices.len() > 2 => {
            let mut points: Vec<Pos2> = shape.flatten(tolerance).iter().map(|at| mesh.at(*at)).collect();
            points.pop();
            mesh.outline(points, ground, stroke);
        }
        DrawnShape::Line { .. }
        | DrawnShape::Polyline { .. }
        | DrawnShape::Arc { .. }
        | DrawnShape::Ellipse { .. }
        | DrawnShape::Curve { .. } => {
            let points: Vec<Pos2> = shape.flatten(tolerance).iter().map(|at| mesh.at(*at)).collect();
            if points.len() == 2 && points.first() == points.last() {
                return mesh.shape(Shape::circle_filled(
                    points.first().copied().unwrap_or_default() + vec2(0.0, 0.0),
                    1.0,
                    stroke.color,
                ));
            }
            mesh.shape(Shape::line(points, stroke));
        }
    }
}
