//! A sheet on a page: where it lies, and its lines and texts in the page's points.

use super::clip::{line_within, ring_within};
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
/// The architect's lines: as dark as they are drawn without fading, and as light as they get.
const UNDER_GRAY: (f32, f32) = (0.62, 0.9);
/// Texts turned no further than this, in degrees, are level.
const LEVEL_DEG: f64 = 0.5;
/// Patterns of dashes shorter than this, in points, are printed as whole lines.
const SHORT_PATTERN_PT: f64 = 2.0;
/// Smallest text of the architect's that is printed, in points.
const LEAST_TEXT_PT: f32 = 2.0;

/// Returns the gray of the architect's drawing by how far it is faded on the screen.
fn under_gray(fade_percent: f64) -> f32 {
    let share = (fade_percent / 100.0).clamp(0.0, 1.0) as f32;
    UNDER_GRAY.0 + (UNDER_GRAY.1 - UNDER_GRAY.0) * share
}

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
    let (drawing, scale) = drawn((project, sheet), library, options, room)?;
    let mut page = Page::new(width, height);
    page.bookmark = Some(sheet.name.clone());
    if let Some(extents) = drawing.extents() {
        let on = OnPage::centered(extents, scale, room);
        let fade = options.under.iter().filter(|under| under.sheet == sheet.id);
        let fade = fade.map(|under| under.underlay.fade_percent).fold(0.0, f64::max);
        on.draw_under(&mut page, typeface, &drawing, (room, under_gray(fade)));
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
    (project, sheet): (&Project, &Sheet),
    library: &SymbolLibrary,
    options: &PlanOptions,
    room: Area,
) -> Result<(PlanDrawing, PlanScale), ReportError> {
    let wanted = options.scale;
    let draw = |ft_per_in: f64| plan_drawing(project, sheet, library, ft_per_in).over(sheet, &options.under);
    let room_in = (f64::from(room.width) / POINTS_PER_IN, f64::from(room.height) / POINTS_PER_IN);
    let scales: Vec<PlanScale> = match wanted {
        Some(scale) => vec![scale],
        None => {
            let bare = draw(1.0).extents().map_or((0.0, 0.0), size);
            let first = PlanScale::that_fits(bare, room_in);
            let from = first.map_or(f64::INFINITY, |scale| scale.ft_per_in);
            PlanScale::all().iter().copied().filter(|scale| scale.ft_per_in >= from).collect()
        }
    };
    for scale in &scales {
        let drawing = draw(scale.ft_per_in);
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

    /// Draws what lies beneath in gray, cut at the edges of an area.
    fn draw_under(
        &self,
        page: &mut Page,
        typeface: &Typeface,
        drawing: &PlanDrawing,
        (room, gray): (Area, f32),
    ) {
        let stroke = Some((CadLayer::Underlay.line_pt(), gray));
        for entity in &drawing.under {
            match &entity.shape {
                Shape::Fill { rings } => {
                    for ring in rings {
                        let ring: Vec<(f32, f32)> = ring.iter().map(|p| self.at(*p)).collect();
                        let points = ring_within(&ring, room);
                        if points.len() > 2 {
                            // Solids would hide what is drawn over them: lighter than lines.
                            let fill = Some(1.0 - (1.0 - gray) * 0.4);
                            page.marks.push(Mark::Path { points, closed: true, stroke: None, fill });
                        }
                    }
                }
                Shape::Text { at, height, rotation_deg, align, text } => {
                    let size = (height * self.points_per_ft) as f32 / CAP_HEIGHT;
                    let turned = rotation_deg.rem_euclid(360.0);
                    let words = typeface.printable(text);
                    let width = typeface.width(&words, Weight::Regular, size);
                    let (x, y) = self.at(*at);
                    if size >= LEAST_TEXT_PT && turned.min(360.0 - turned) > LEVEL_DEG {
                        let from = (-width * align.x as f32, size * CAP_HEIGHT * align.y as f32);
                        let text = words_at(&words, width, size, gray);
                        page.marks.extend(turned_text(text, (x, y), from, turned as f32, room));
                    } else if size >= LEAST_TEXT_PT {
                        let middle = (
                            x + width * (0.5 - align.x as f32),
                            y - size * CAP_HEIGHT * (0.5 - align.y as f32),
                        );
                        let fits = middle.0 - width / 2.0 >= room.x
                            && middle.0 + width / 2.0 <= room.right()
                            && (room.y + size..room.bottom() - size).contains(&middle.1);
                        if fits {
                            gray_text(page, typeface, middle, size, (&words, gray));
                        }
                    }
                }
                shape => {
                    let dashes: Vec<f64> =
                        entity.dashes.iter().map(|part| part * self.points_per_ft).collect();
                    let is_seen = dashes.iter().sum::<f64>() >= SHORT_PATTERN_PT;
                    let dashes = if is_seen { dashes.as_slice() } else { &[] };
                    let dot = 2.0 * f64::from(CadLayer::Underlay.line_pt());
                    for points in line_within(&self.points(shape), (dashes, dot), room) {
                        page.marks.push(Mark::Path { points, closed: false, stroke, fill: None });
                    }
                }
            }
        }
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
    gray_text(page, typeface, (x, y), size, (text, 0.0));
}

/// Returns a text turned about its anchor, `from` the anchor to the beginning of its baseline while it is level; `None` where it
/// would leave the room.
fn turned_text(
    text: TextMark,
    (x, y): (f32, f32),
    (dx, dy): (f32, f32),
    degrees: f32,
    room: Area,
) -> Option<Mark> {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let at = |dx: f32, dy: f32| (x + dx * cos + dy * sin, y - dx * sin + dy * cos);
    let height = text.size * CAP_HEIGHT;
    let corners = [(dx, dy), (dx + text.width, dy), (dx, dy - height), (dx + text.width, dy - height)];
    let inside =
        |(x, y): (f32, f32)| (room.x..=room.right()).contains(&x) && (room.y..=room.bottom()).contains(&y);
    let (left, baseline) = at(dx, dy);
    let text = TextMark { x: left, baseline, ..text };
    corners.iter().all(|(dx, dy)| inside(at(*dx, *dy))).then_some(Mark::Turned { text, degrees })
}

/// Returns a level text at the origin.
fn words_at(words: &str, width: f32, size: f32, gray: f32) -> TextMark {
    TextMark {
        cell: Area::new(0.0, 0.0, width, size),
        x: 0.0,
        baseline: 0.0,
        width,
        size,
        weight: Weight::Regular,
        gray,
        text: words.to_owned(),
    }
}

fn gray_text(page: &mut Page, typeface: &Typeface, (x, y): (f32, f32), size: f32, (text, gray): (&str, f32)) {
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
        gray,
        text,
    }));
}
