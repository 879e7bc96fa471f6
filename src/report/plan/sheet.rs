//! A sheet on a page: where it lies, and its lines and texts in the page's points.

use super::frame::{BORDER_INSET, TITLE_BLOCK, frame, scale_bar};
use super::legend::{self, LEGEND_WIDTH};
use super::{PlanOptions, PlanScale};
use crate::domain::drawing::{DrawingEntity, Shape};
use crate::domain::symbols::SymbolLibrary;
use crate::domain::{Project, Sheet};
use crate::engineering::plan_drawing::{CadLayer, PlanDrawing, plan_drawing};
use crate::report::ReportError;
use crate::report::page::{Area, Mark, Page, TextMark};
use crate::report::typeface::{CAP_HEIGHT, Typeface, Weight};
use crate::units::{PlanPoint, PlanRect};

const POINTS_PER_IN: f64 = 72.0;
/// Space around the plan, in points.
const MARGIN: f32 = 18.0;
/// Curves leave their true line by so many points at most.
const NEAR_PT: f64 = 0.1;
const WALL_GRAY: f32 = 0.82;

/// Lays out one sheet; `number` is its place among how many.
pub(super) fn page(
    typeface: &Typeface,
    (project, sheet): (&Project, &Sheet),
    library: &SymbolLibrary,
    options: &PlanOptions,
    number: (usize, usize),
) -> Result<Page, ReportError> {
    let (width, height) = options.paper.size();
    let border = Area::new(0.0, 0.0, width, height).inset(BORDER_INSET);
    let room = Area { width: border.width - LEGEND_WIDTH, height: border.height - TITLE_BLOCK, ..border }
        .inset(MARGIN);
    let (drawing, scale) = drawn(project, sheet, library, (options.scale, room))?;
    let mut page = Page::new(width, height);
    page.bookmark = Some(sheet.name.clone());
    if let Some(extents) = drawing.extents() {
        let on = OnPage::centered(extents, scale, room);
        on.draw(&mut page, typeface, &drawing);
    }
    let legend = Area { x: border.right() - LEGEND_WIDTH, width: LEGEND_WIDTH, ..border };
    legend::draw(
        &mut page,
        typeface,
        &drawing,
        Area { height: legend.height - TITLE_BLOCK, ..legend }.inset(10.0),
    );
    page.vertical(legend.x, (legend.y, legend.bottom() - TITLE_BLOCK), 0.6);
    scale_bar(&mut page, typeface, scale, (room.x, room.bottom()));
    frame(&mut page, typeface, border, project.info(), (&sheet.name, scale, number));
    Ok(page)
}

/// Draws at the scale asked for, or at the largest at which everything fits. Texts and symbols grow with the scale, so the
/// drawing itself says whether it fits.
fn drawn(
    project: &Project,
    sheet: &Sheet,
    library: &SymbolLibrary,
    (wanted, room): (Option<PlanScale>, Area),
) -> Result<(PlanDrawing, PlanScale), ReportError> {
    let room_in = (f64::from(room.width) / POINTS_PER_IN, f64::from(room.height) / POINTS_PER_IN);
    let scales: Vec<PlanScale> = match wanted {
        Some(scale) => vec![scale],
        None => {
            let bare = plan_drawing(project, sheet, library, 1.0).extents().map_or((0.0, 0.0), size);
            let first = PlanScale::that_fits(bare, room_in);
            let from = first.map_or(f64::INFINITY, |scale| scale.ft_per_in);
            PlanScale::all().iter().copied().filter(|scale| scale.ft_per_in >= from).collect()
        }
    };
    for scale in &scales {
        let drawing = plan_drawing(project, sheet, library, scale.ft_per_in);
        let (width, height) = drawing.extents().map_or((0.0, 0.0), size);
        if width <= room_in.0 * scale.ft_per_in && height <= room_in.1 * scale.ft_per_in {
            return Ok((drawing, *scale));
        }
    }
    let scale = wanted.map_or("any scale", PlanScale::words);
    Err(ReportError::PlanTooLarge { sheet: sheet.name.clone(), scale })
}

fn size(rect: PlanRect) -> (f64, f64) {
    (rect.max.x - rect.min.x, rect.max.y - rect.min.y)
}

/// From plan space to the page.
struct OnPage {
    points_per_ft: f64,
    /// The page's place of the plan's origin.
    origin: (f64, f64),
}

impl OnPage {
    fn centered(extents: PlanRect, scale: PlanScale, room: Area) -> Self {
        let points_per_ft = POINTS_PER_IN / scale.ft_per_in;
        let middle = |a: f64, b: f64| f64::midpoint(a, b) * points_per_ft;
        let x = f64::from(room.x + room.width / 2.0) - middle(extents.min.x, extents.max.x);
        let y = f64::from(room.y + room.height / 2.0) + middle(extents.min.y, extents.max.y);
        Self { points_per_ft, origin: (x, y) }
    }

    fn at(&self, p: PlanPoint) -> (f32, f32) {
        let x = self.origin.0 + p.x * self.points_per_ft;
        let y = self.origin.1 - p.y * self.points_per_ft;
        (x as f32, y as f32)
    }

    fn draw(&self, page: &mut Page, typeface: &Typeface, drawing: &PlanDrawing) {
        // Walls in two passes, edges first, so that corners come clean.
        let walls: Vec<Vec<(f32, f32)>> = drawing
            .entities
            .iter()
            .filter(|entity| entity.layer == CadLayer::Wall.index())
            .map(|entity| self.points(&entity.shape))
            .collect();
        let edge = CadLayer::Wall.line_pt() * 2.0;
        for points in &walls {
            let stroke = Some((edge, 0.0));
            page.marks.push(Mark::Path { points: points.clone(), closed: true, stroke, fill: None });
        }
        for points in walls {
            page.marks.push(Mark::Path { points, closed: true, stroke: None, fill: Some(WALL_GRAY) });
        }
        let others = drawing.entities.iter().filter(|entity| entity.layer != CadLayer::Wall.index());
        let (texts, lines): (Vec<&DrawingEntity>, Vec<&DrawingEntity>) =
            others.partition(|entity| matches!(entity.shape, Shape::Text { .. }));
        for entity in lines {
            let layer = CadLayer::ALL.get(entity.layer).copied().unwrap_or(CadLayer::Floor);
            self.shape(page, typeface, &entity.shape, layer);
        }
        for insert in &drawing.inserts {
            for shape in drawing.shapes_of(insert) {
                self.shape(page, typeface, &shape, insert.layer);
            }
        }
        for entity in texts {
            self.shape(page, typeface, &entity.shape, CadLayer::Tag);
        }
    }

    fn points(&self, shape: &Shape) -> Vec<(f32, f32)> {
        shape.flatten(NEAR_PT / self.points_per_ft).into_iter().map(|p| self.at(p)).collect()
    }

    fn shape(&self, page: &mut Page, typeface: &Typeface, shape: &Shape, layer: CadLayer) {
        match shape {
            Shape::Fill { rings } => {
                for ring in rings {
                    let points = ring.iter().map(|p| self.at(*p)).collect();
                    page.marks.push(Mark::Path { points, closed: true, stroke: None, fill: Some(0.0) });
                }
            }
            Shape::Text { at, height, text, .. } => {
                let size = (height * self.points_per_ft) as f32 / CAP_HEIGHT;
                centered_text(page, typeface, self.at(*at), size, text);
            }
            Shape::Mark(_)
            | Shape::Line { .. }
            | Shape::Polyline { .. }
            | Shape::Arc { .. }
            | Shape::Ellipse { .. }
            | Shape::Curve { .. } => {
                let stroke = Some((layer.line_pt(), 0.0));
                page.marks.push(Mark::Path { points: self.points(shape), closed: false, stroke, fill: None });
            }
        }
    }
}

/// Writes a text around a place of the page.
pub(super) fn centered_text(page: &mut Page, typeface: &Typeface, (x, y): (f32, f32), size: f32, text: &str) {
    let text = typeface.printable(text);
    let width = typeface.width(&text, Weight::Regular, size);
    let height = size * 1.3;
    page.marks.push(Mark::Text(TextMark {
        cell: Area::new(x - width / 2.0, y - height / 2.0, width, height),
        x: x - width / 2.0,
        baseline: y + CAP_HEIGHT * size / 2.0,
        width,
        size,
        weight: Weight::Regular,
        gray: 0.0,
        text,
    }));
}
