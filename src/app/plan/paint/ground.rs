//! Drawings beneath the sheet: hairlines in their layers' colors, faded and tinted; what would be smaller than a pixel is left out.
//!
//! Short pieces that fall on pixels already drawn are dropped, so that a whole building seen from afar costs no more than the
//! pixels it covers.

use super::PlanPainter;
use super::Textures;
use super::mesh::{MeshBuilder, Scratch};
use crate::app::theme::{Family, Tokens};
use crate::domain::drawing::{DrawingEntity, Shape as DrawnShape, each_dash};
use crate::units::{PlanPoint, PlanRect};
use crate::workbench::plan::{Ground, PreparedDrawing};
use egui::{Color32, Pos2, Rect, pos2};
use std::collections::BTreeSet;

/// Pieces shorter than this, in pixels, may be dropped where something is drawn already.
const SHORT_PX: f32 = 2.5;
/// Patterns of dashes shorter than this, in points, are drawn as whole lines.
const SHORT_PATTERN_PT: f64 = 4.0;
/// Curves are drawn from their exact shape where their flattened one would show its corners.
const FINE_PT_PER_UNIT: f64 = 40.0;
/// Letters smaller than this, in points, are left out; larger than the other, too.
const LETTERS_PT: std::ops::Range<f64> = 3.5..400.0;

/// Texts laid out for the first time in one frame at most; the others follow in the next.
const NEW_TEXTS: usize = 160;

/// Which texts have been laid out at the present scale: laying out many at once would be felt.
#[derive(Debug, Default)]
pub struct LaidTexts {
    scale: u64,
    known: BTreeSet<(usize, u32)>,
}

/// Which pixels have something on them.
pub struct Drawn {
    width: usize,
    height: usize,
    bits: Vec<u64>,
    corner: Pos2,
    pixel: f32,
}

impl Drawn {
    fn new(area: Rect, pixel: f32) -> Self {
        let (width, height) = ((area.width() / pixel) as usize + 2, (area.height() / pixel) as usize + 2);
        Self { width, height, bits: vec![0; (width * height).div_ceil(64)], corner: area.min, pixel }
    }

    /// Marks the pixel of a point; returns whether it was marked already.
    fn mark(&mut self, at: Pos2) -> bool {
        let (x, y) = ((at.x - self.corner.x) / self.pixel, (at.y - self.corner.y) / self.pixel);
        if x < 0.0 || y < 0.0 || x as usize >= self.width || y as usize >= self.height {
            return false;
        }
        let place = y as usize * self.width + x as usize;
        let Some(word) = self.bits.get_mut(place / 64) else { return false };
        let bit = 1 << (place % 64);
        let was = *word & bit != 0;
        *word |= bit;
        was
    }
}

/// Adds the lines and fills of every ground until the mesh is full; returns whether it has come to the end.
pub(super) fn build(mesh: &mut MeshBuilder, grounds: &[Ground], tokens: &Tokens) -> bool {
    let mut scratch = mesh.scratch.take().unwrap_or_else(|| begun(mesh, grounds));
    let looks: Vec<Option<(&PreparedDrawing, Inks, Lay)>> = (grounds.iter())
        .map(|ground| {
            let prepared = ground.drawing.as_deref()?;
            Some((prepared, Inks::of(ground, prepared, tokens), Lay::of(ground, prepared, mesh)))
        })
        .collect();
    while let Some((number, place)) = scratch.entities.get(scratch.next).copied() {
        if mesh.is_full() {
            mesh.scratch = Some(scratch);
            return false;
        }
        scratch.next += 1;
        let Some(Some((prepared, inks, lay))) = looks.get(number) else { continue };
        let Some(entity) = prepared.entity(place) else { continue };
        let Some(ink) = inks.of_entity(entity) else { continue };
        if let Some(drawn) = scratch.drawn.get_mut(number) {
            draw(mesh, prepared, place, entity, ink, lay, drawn);
        }
    }
    true
}

/// Returns what is to be drawn, with nothing drawn yet.
fn begun(mesh: &MeshBuilder, grounds: &[Ground]) -> Scratch {
    let mut scratch = Scratch::default();
    for (number, ground) in grounds.iter().enumerate() {
        scratch.drawn.push(Drawn::new(mesh.covered(), mesh.pixel()));
        let shown = ground.drawing.as_ref().filter(|_| !ground.underlay.hidden);
        if let (Some(prepared), Some(near)) = (shown, ground.from_plan(mesh.covers)) {
            scratch.entities.extend(prepared.within(near).into_iter().map(|place| (number, place)));
        }
    }
    scratch
}

/// How flattened points come to lie in the mesh: turned, enlarged, moved.
struct Lay {
    x: (f32, f32),
    y: (f32, f32),
    origin: Pos2,
    pt_per_unit: f64,
}

impl Lay {
    fn of(ground: &Ground, prepared: &PreparedDrawing, mesh: &MeshBuilder) -> Self {
        let (sin, cos) = ground.underlay.rotation_deg.to_radians().sin_cos();
        let unit = ground.underlay.feet_per_unit * mesh.scale;
        let (sin, cos) = ((sin * unit) as f32, (cos * unit) as f32);
        let origin = mesh.at(ground.underlay.to_plan(prepared.origin()));
        Self { x: (cos, -sin), y: (-sin, -cos), origin, pt_per_unit: unit.abs() }
    }

    fn at(&self, [x, y]: [f32; 2]) -> Pos2 {
        pos2(self.origin.x + self.x.0 * x + self.y.0 * y, self.origin.y + self.x.1 * x + self.y.1 * y)
    }
}

/// The colors of a drawing's layers on this ground.
struct Inks {
    layers: Vec<Option<Color32>>,
    tint: Option<Color32>,
    tokens: Color32,
    fade: f32,
}

impl Inks {
    fn of(ground: &Ground, prepared: &PreparedDrawing, tokens: &Tokens) -> Self {
        let underlay = &ground.underlay;
        let rgb = |[r, g, b]: [u8; 3]| tokens.from_drawing(r, g, b);
        let tint = underlay.tint.map(rgb);
        let layers = prepared.drawing().layers.iter().enumerate().map(|(place, layer)| {
            let own = underlay.layers.get(&layer.name).and_then(|look| look.color).map(rgb);
            ground.shows_layer(place).then(|| own.or(tint).unwrap_or(tokens.underlay))
        });
        let fade = 1.0 - (underlay.fade_percent.clamp(0.0, 100.0) / 100.0) as f32;
        Self { layers: layers.collect(), tint, tokens: tokens.underlay, fade }
    }

    fn of_entity(&self, entity: &DrawingEntity) -> Option<Color32> {
        let of_layer = match self.layers.get(entity.layer) {
            Some(layer) => (*layer)?,
            None => self.tint.unwrap_or(self.tokens),
        };
        Some(if self.fade < 1.0 { of_layer.gamma_multiply(self.fade) } else { of_layer })
    }
}

fn draw(
    mesh: &mut MeshBuilder,
    prepared: &PreparedDrawing,
    place: u32,
    entity: &DrawingEntity,
    ink: Color32,
    lay: &Lay,
    drawn: &mut Drawn,
) {
    match &entity.shape {
        DrawnShape::Text { .. } => {}
        DrawnShape::Fill { rings } => {
            for ring in rings {
                let local = |at: &PlanPoint| {
                    let origin = prepared.origin();
                    lay.at([(at.x - origin.x) as f32, (at.y - origin.y) as f32])
                };
                let points: Vec<Pos2> = ring.iter().map(local).collect();
                mesh.fill(&points, ink.gamma_multiply(0.35));
            }
        }
        DrawnShape::Mark(_) => {
            if let [at] = prepared.flat(place) {
                let at = lay.at(*at);
                mesh.hairline(at - egui::vec2(1.5, 0.0), at + egui::vec2(1.5, 0.0), 1.0, ink);
            }
        }
        shape @ DrawnShape::Arc { radius, .. } if radius * lay.pt_per_unit > FINE_PT_PER_UNIT => {
            let origin = prepared.origin();
            let fine = shape.flatten(0.25 / lay.pt_per_unit);
            let points = fine.iter().map(|at| lay.at([(at.x - origin.x) as f32, (at.y - origin.y) as f32]));
            line(mesh, points, entity, lay, ink, drawn);
        }
        DrawnShape::Line { .. }
        | DrawnShape::Polyline { .. }
        | DrawnShape::Arc { .. }
        | DrawnShape::Ellipse { .. }
        | DrawnShape::Curve { .. } => {
            let points = prepared.flat(place).iter().map(|at| lay.at(*at));
            line(mesh, points, entity, lay, ink, drawn);
        }
    }
}

/// Adds a line, in its dashes where they are long enough to be seen.
fn line(
    mesh: &mut MeshBuilder,
    points: impl Iterator<Item = Pos2>,
    entity: &DrawingEntity,
    lay: &Lay,
    ink: Color32,
    drawn: &mut Drawn,
) {
    let dashes: Vec<f64> = entity.dashes.iter().map(|part| part * lay.pt_per_unit).collect();
    let period: f64 = dashes.iter().sum();
    if dashes.is_empty() || period < SHORT_PATTERN_PT {
        return pieces(mesh, points, ink, drawn);
    }
    let place = |at: Pos2| PlanPoint { x: f64::from(at.x), y: f64::from(at.y) };
    let covered = mesh.covered();
    let within = PlanRect { min: place(covered.min), max: place(covered.max) };
    let at = |point: PlanPoint| pos2(point.x as f32, point.y as f32);
    let dot = f64::from(mesh.pixel().max(1.0));
    each_dash(points.map(place), (&dashes, dot), within, &mut |from, to| {
        mesh.hairline(at(from), at(to), 1.0, ink);
    });
}

/// Adds the pieces of a line; what is too short to be seen by itself goes on with the next.
fn pieces(mesh: &mut MeshBuilder, points: impl Iterator<Item = Pos2>, ink: Color32, drawn: &mut Drawn) {
    let short = SHORT_PX * mesh.pixel();
    let mut points = points.peekable();
    let Some(mut from) = points.next() else { return };
    while let Some(to) = points.next() {
        let length = (to - from).length();
        let is_last = points.peek().is_none();
        if length < mesh.pixel() && !is_last {
            continue;
        }
        if length < short {
            let middle = from + (to - from) / 2.0;
            if drawn.mark(middle) {
                from = to;
                continue;
            }
        }
        mesh.hairline(from, to, 1.0, ink);
        from = to;
    }
}

impl PlanPainter<'_> {
    /// Paints what no mesh holds: texts and images of the grounds.
    pub(super) fn ground_texts(&self, laid: &mut LaidTexts) {
        let scale = self.camera.pt_per_ft.to_bits();
        if laid.scale != scale {
            *laid = LaidTexts { scale, ..LaidTexts::default() };
        }
        let (mut fresh, mut seen) = (0, BTreeSet::new());
        for (number, ground) in self.session.grounds().list().iter().enumerate() {
            if ground.underlay.hidden {
                continue;
            }
            let Some(prepared) = &ground.drawing else { continue };
            let Some(near) = ground.from_plan(self.seen) else { continue };
            let pt_per_unit = ground.underlay.feet_per_unit * self.camera.pt_per_ft;
            let inks = Inks::of(ground, prepared, self.tokens);
            for place in prepared.texts_within(near) {
                let Some(entity) = prepared.entity(place) else { continue };
                let DrawnShape::Text { at, height, rotation_deg, align, text } = &entity.shape else {
                    continue;
                };
                let size = height * pt_per_unit;
                let Some(ink) = inks.of_entity(entity).filter(|_| LETTERS_PT.contains(&size)) else {
                    continue;
                };
                if !laid.known.contains(&(number, place)) {
                    fresh += 1;
                    if fresh > NEW_TEXTS {
                        continue;
                    }
                }
                seen.insert((number, place));
                let angle = rotation_deg + ground.underlay.rotation_deg;
                let ink = if ink == self.tokens.underlay { self.tokens.underlay_text } else { ink };
                self.text(ground.underlay.to_plan(*at), size, angle, (align.x, align.y), text, ink);
            }
        }
        laid.known = seen;
        if fresh > NEW_TEXTS {
            self.painter.ctx().request_repaint();
        }
    }

    /// Paints a text of the plan: size in points, turned counterclockwise, hung at a share of its box.
    fn text(&self, at: PlanPoint, size: f64, angle: f64, align: (f64, f64), text: &str, ink: Color32) {
        // The height of letters is that of capitals, 0.7 of the size of a font. Quarters of a point keep the atlas small.
        let points = (size / 0.7 * 4.0).round() / 4.0;
        let galley = self.painter.layout_no_wrap(text.to_owned(), Family::Ui.sized(points as f32), ink);
        let box_size = galley.size();
        let angle = -angle.to_radians() as f32;
        let (sin, cos) = angle.sin_cos();
        let off = egui::vec2(-(align.0 as f32) * box_size.x, -(1.0 - align.1 as f32) * box_size.y);
        let turned = egui::vec2(off.x * cos - off.y * sin, off.x * sin + off.y * cos);
        let mut shape = egui::epaint::TextShape::new(self.at(at) + turned, galley, ink);
        shape.angle = angle;
        self.painter.add(shape);
    }

    /// Paints the images among the grounds.
    pub(super) fn ground_images(&self, textures: &Textures) {
        for (place, ground) in self.session.grounds().list().iter().enumerate() {
            let Some(picture) = &ground.picture else { continue };
            let Some(texture) = textures.of(place).filter(|_| !ground.underlay.hidden) else { continue };
            let PlanPoint { x: width, y: height } = picture.extents().max;
            let at = |x: f64, y: f64| self.at(ground.underlay.to_plan(PlanPoint { x, y }));
            let fade = 1.0 - (ground.underlay.fade_percent.clamp(0.0, 100.0) / 100.0) as f32;
            let tint = ground.underlay.tint.map_or(Color32::WHITE, |[r, g, b]| Color32::from_rgb(r, g, b));
            let tint = tint.gamma_multiply(fade);
            let mut mesh = egui::Mesh::with_texture(texture.id());
            for (at, uv) in [
                (at(0.0, height), pos2(0.0, 0.0)),
                (at(width, height), pos2(1.0, 0.0)),
                (at(width, 0.0), pos2(1.0, 1.0)),
                (at(0.0, 0.0), pos2(0.0, 1.0)),
            ] {
                mesh.vertices.push(egui::epaint::Vertex { pos: at, uv, color: tint });
            }
            mesh.add_triangle(0, 1, 2);
            mesh.add_triangle(0, 2, 3);
            self.painter.add(egui::Shape::mesh(mesh));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbench::plan::PlanCamera;

    /// Vertices of a level line of 100 units with dashes of 6 and gaps of 4, at a scale.
    fn vertices(pt_per_unit: f64, dashes: Vec<f64>) -> usize {
        let camera = PlanCamera { center: PlanPoint::default(), pt_per_ft: 1.0 };
        let far = |far: f64| PlanPoint { x: far, y: far };
        let covers = PlanRect { min: far(-500.0), max: far(500.0) };
        let mut mesh = MeshBuilder::new(camera, covers, 1.0);
        let unit = pt_per_unit as f32;
        let lay = Lay { x: (unit, 0.0), y: (0.0, -unit), origin: Pos2::ZERO, pt_per_unit };
        let shape = DrawnShape::Line { from: far(0.0), to: PlanPoint { x: 100.0, y: 0.0 } };
        let entity = DrawingEntity { layer: 0, color: None, dashes, shape };
        let mut drawn = Drawn::new(mesh.covered(), mesh.pixel());
        let points = [[0.0, 0.0], [100.0, 0.0]].into_iter().map(|at| lay.at(at));
        line(&mut mesh, points, &entity, &lay, Color32::WHITE, &mut drawn);
        mesh.into_mesh().vertices.len()
    }

    #[test]
    fn lines_are_dashed_where_their_dashes_can_be_seen() {
        assert_eq!(vertices(1.0, vec![6.0, 4.0]), 10 * 4);
        assert_eq!(vertices(0.1, vec![6.0, 4.0]), 4, "a pattern of a point is a whole line");
        assert_eq!(vertices(1.0, Vec::new()), 4);
        assert_eq!(vertices(100.0, vec![6.0, 4.0]), 4, "of a long one only what is in view");
    }
}
