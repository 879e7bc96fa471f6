//! A drawing small enough to be seen whole, where two points can be taken.

use crate::app::theme;
use crate::domain::drawing::Drawing;
use crate::interchange::drawing::{Picture, ReadDrawing};
use crate::units::{PlanPoint, PlanRect};
use egui::{
    Color32, ColorImage, Pos2, Rect, Response, Sense, Shape, TextureHandle, TextureOptions, Ui, Vec2, pos2,
    vec2,
};
use std::sync::Arc;

/// Most points that are painted; the largest entities go first.
const MOST_POINTS: usize = 24_000;
/// How far from the pointer an end is still taken, in points of the screen.
const REACH: f32 = 10.0;

/// What was made ready of the drawing that is shown.
#[derive(Default)]
pub(super) struct Preview {
    of: Option<Arc<ReadDrawing>>,
    lines: Vec<Vec<PlanPoint>>,
    texture: Option<TextureHandle>,
}

/// How the drawing lies in the preview.
#[derive(Clone, Copy)]
struct Fit {
    view: Rect,
    extents: PlanRect,
    scale: f64,
}

impl Fit {
    fn new(view: Rect, extents: PlanRect) -> Self {
        let (width, height) = (extents.max.x - extents.min.x, extents.max.y - extents.min.y);
        let room = view.shrink(12.0);
        let scale =
            (f64::from(room.width()) / width.max(1e-9)).min(f64::from(room.height()) / height.max(1e-9));
        Self { view, extents, scale }
    }

    fn middle(&self) -> PlanPoint {
        let PlanRect { min, max } = self.extents;
        PlanPoint { x: f64::midpoint(min.x, max.x), y: f64::midpoint(min.y, max.y) }
    }

    fn screen(&self, at: PlanPoint) -> Pos2 {
        let middle = self.middle();
        let (x, y) = ((at.x - middle.x) * self.scale, (at.y - middle.y) * self.scale);
        self.view.center() + vec2(x as f32, -y as f32)
    }

    fn drawing(&self, at: Pos2) -> PlanPoint {
        let (off, middle) = (at - self.view.center(), self.middle());
        PlanPoint { x: middle.x + f64::from(off.x) / self.scale, y: middle.y - f64::from(off.y) / self.scale }
    }
}

impl Preview {
    /// Draws the drawing with the points taken; returns one that was taken now.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        size: Vec2,
        read: &Arc<ReadDrawing>,
        points: &[PlanPoint],
    ) -> Option<PlanPoint> {
        let tokens = theme::tokens(ui);
        let (view, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, "Preview of the drawing"));
        if !self.of.as_ref().is_some_and(|shown| Arc::ptr_eq(shown, read)) {
            self.make_ready(ui.ctx(), read);
        }
        let painter = ui.painter().with_clip_rect(view);
        painter.rect(view, 2.0, tokens.canvas, tokens.edge(), egui::StrokeKind::Inside);
        let extents = read.picture.as_ref().map(|picture| picture.extents()).or(read.report.drawn_extents)?;
        let fit = Fit::new(view, extents);
        if let Some(texture) = &self.texture {
            let area = Rect::from_two_pos(fit.screen(extents.min), fit.screen(extents.max));
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            painter.image(texture.id(), area, whole, Color32::WHITE);
        }
        let stroke = tokens.stroke(1.0, tokens.text_2);
        for line in &self.lines {
            painter.add(Shape::line(line.iter().map(|at| fit.screen(*at)).collect(), stroke));
        }
        let mark = tokens.stroke(1.5, tokens.select_line);
        if let [from, to] = points {
            painter.line_segment([fit.screen(*from), fit.screen(*to)], mark);
        }
        for at in points {
            painter.circle_stroke(fit.screen(*at), 5.0, mark);
        }
        self.taken(&response, &fit, read)
    }

    fn taken(&self, response: &Response, fit: &Fit, read: &ReadDrawing) -> Option<PlanPoint> {
        let pointer = response.clicked().then(|| response.interact_pointer_pos()).flatten()?;
        let near = |at: &PlanPoint| fit.screen(*at).distance(pointer);
        let ends = read.drawing.entities.iter().flat_map(|entity| {
            let points = entity.shape.flatten(0.0);
            // The ends of arcs are corners of doors; the points between are none.
            match entity.shape {
                crate::domain::drawing::Shape::Arc { .. } => {
                    points.first().into_iter().chain(points.last()).copied().collect()
                }
                _ => points,
            }
        });
        let snapped = ends.filter(|at| near(at) <= REACH).min_by(|a, b| near(a).total_cmp(&near(b)));
        Some(snapped.unwrap_or_else(|| fit.drawing(pointer)))
    }

    fn make_ready(&mut self, ctx: &egui::Context, read: &Arc<ReadDrawing>) {
        self.lines = lines_of(&read.drawing);
        self.texture = read.picture.as_ref().map(|picture| texture_of(ctx, picture));
        self.of = Some(Arc::clone(read));
    }
}

fn texture_of(ctx: &egui::Context, picture: &Picture) -> TextureHandle {
    let size = [picture.width as usize, picture.height as usize];
    let image = ColorImage::from_rgba_unmultiplied(size, &picture.rgba);
    ctx.load_texture("underlay preview", image, TextureOptions::LINEAR)
}

/// Returns the outlines to paint, the largest first when there are too many.
fn lines_of(drawing: &Drawing) -> Vec<Vec<PlanPoint>> {
    let shown = |layer: usize| drawing.layers.get(layer).is_none_or(|layer| !layer.hidden);
    let mut lines: Vec<(f64, Vec<PlanPoint>)> = drawing
        .entities
        .iter()
        .filter(|entity| shown(entity.layer))
        .filter_map(|entity| {
            let bounds = entity.shape.bounds()?;
            let size = (bounds.max.x - bounds.min.x).hypot(bounds.max.y - bounds.min.y);
            let points = match &entity.shape {
                crate::domain::drawing::Shape::Fill { rings } => rings.first().cloned().unwrap_or_default(),
                crate::domain::drawing::Shape::Text { .. } => {
                    vec![bounds.min, PlanPoint { x: bounds.max.x, y: bounds.min.y }]
                }
                shape => shape.flatten(size / 200.0),
            };
            (points.len() > 1).then_some((size, points))
        })
        .collect();
    lines.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    let mut left = MOST_POINTS;
    lines
        .into_iter()
        .map(|(_, points)| points)
        .take_while(|points| {
            let fits = points.len() <= left;
            left = left.saturating_sub(points.len());
            fits
        })
        .collect()
}
