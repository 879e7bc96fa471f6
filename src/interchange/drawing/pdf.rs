//! Pages of PDF documents: their lines, fills and texts as shapes in points of paper, or a picture of a page without lines.
//!
//! Clipping, patterns and transparency are not followed: the shapes are there to be traced and snapped to.

mod lines;

use super::limits::{Limits, Watch};
use super::picture::{MOST_SIDE, Picture};
use super::read::ReadDrawing;
use super::{DrawingError, DrawingFacts, DrawingReport};
use crate::domain::drawing::{Drawing, DrawingLayer};
use hayro::hayro_interpret::{Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page};
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use lines::Lines;
use std::sync::Arc;

/// A page with fewer lines is a scan with a frame, and is shown as a picture.
const FEWEST_LINES: usize = 20;
/// Dots an inch of a page that is shown as a picture.
const DOTS_PER_INCH: f64 = 200.0;
/// Points of paper in an inch.
const POINTS_PER_INCH: f64 = 72.0;

/// Reads a page of a PDF document.
pub(super) fn read_pdf(
    bytes: &[u8],
    name: &str,
    page: u32,
    limits: &Limits,
    watch: Watch<'_>,
) -> Result<ReadDrawing, DrawingError> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| refused(name, error))?;
    let pages = pdf.pages();
    let count = pages.len();
    let place = usize::try_from(page).unwrap_or(0);
    let Some(sheet) = place.checked_sub(1).and_then(|place| pages.get(place)) else {
        return Err(DrawingError::NoSuchPage { name: name.to_owned(), page, pages: count });
    };
    watch.go_on()?;
    let (width, height) = sheet.render_dimensions();
    let mut report = DrawingReport {
        format: "PDF".to_owned(),
        version: format!("page {page} of {count}, {:.2} × {:.2} in", width / 72.0, height / 72.0),
        ..DrawingReport::default()
    };
    let lines = lines_of(sheet, limits, watch)?;
    let facts =
        DrawingFacts { paper_unit_ft: Some(1.0 / (POINTS_PER_INCH * 12.0)), ..DrawingFacts::default() };
    let names = (1..=count).map(|number| format!("Page {number}")).collect();
    let drawing = Drawing {
        layers: vec![DrawingLayer { name: "Page".to_owned(), ..DrawingLayer::default() }],
        entities: Vec::new(),
    };
    report.layers.push("Page".to_owned());
    if lines.counts.paths < FEWEST_LINES {
        return Ok(as_picture(sheet, drawing, report, facts, names));
    }
    lines.account(&mut report);
    let drawing = Drawing { entities: lines.entities, ..drawing };
    report.shapes = drawing.entities.len();
    report.drawn_extents = drawing.extents();
    report.extents = report.drawn_extents;
    Ok(ReadDrawing { drawing: Arc::new(drawing), picture: None, pages: names, report, facts })
}

fn refused(name: &str, error: LoadPdfError) -> DrawingError {
    let (detail, hint) = match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            ("it is protected by a password", "Print it to a PDF without one and import that")
        }
        LoadPdfError::Decryption(_) => {
            ("it is encrypted in a way that is not read", "Print it to a PDF and import that")
        }
        LoadPdfError::Invalid => ("it is cut off or no PDF", "Print it to a PDF again and import that"),
    };
    DrawingError::Damaged { name: name.to_owned(), detail: detail.to_owned(), hint: hint.to_owned() }
}

fn lines_of(page: &Page<'_>, limits: &Limits, watch: Watch<'_>) -> Result<Lines, DrawingError> {
    let cache = InterpreterCache::new();
    let (width, height) = page.render_dimensions();
    let transform = page.initial_transform(false).to_kurbo();
    let area = hayro::kurbo::Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let settings = InterpreterSettings::default();
    let mut context = Context::new(transform, area, &cache, page.xref(), settings);
    let mut lines = Lines::new(limits.points, [f64::from(width), f64::from(height)]);
    let mut collector = lines::Collector { lines: &mut lines, watch, stopped: false };
    interpret_page(page, &mut context, &mut collector);
    if collector.stopped {
        return Err(DrawingError::Stopped);
    }
    Ok(lines)
}

/// Shows a page without lines as a picture, still in points.
fn as_picture(
    page: &Page<'_>,
    drawing: Drawing,
    mut report: DrawingReport,
    facts: DrawingFacts,
    pages: Vec<String>,
) -> ReadDrawing {
    let (width, height) = page.render_dimensions();
    let longest = f64::from(width.max(height)).max(1.0);
    let scale = (DOTS_PER_INCH / POINTS_PER_INCH).min(f64::from(MOST_SIDE) / longest) as f32;
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let pixels = render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &settings,
    );
    let (pixels_wide, pixels_high) = (pixels.width(), pixels.height());
    let unit = |points: f32, pixels: u16| f64::from(points) / f64::from(pixels.max(1));
    // On white paper nothing is transparent, so that the values are those of the colors.
    let rgba = pixels.data().iter().flat_map(|p| [p.r, p.g, p.b, p.a]).collect();
    let picture = Picture {
        width: u32::from(pixels_wide),
        height: u32::from(pixels_high),
        rgba,
        unit_per_pixel: [unit(width, pixels_wide), unit(height, pixels_high)],
    };
    report.entities.insert("PAGE".to_owned(), 1);
    report.approximated.insert("pages as pictures".to_owned(), 1);
    report.extents = Some(picture.extents());
    report.drawn_extents = report.extents;
    let (drawing, picture) = (Arc::new(drawing), Some(Arc::new(picture)));
    ReadDrawing { drawing, picture, pages, report, facts }
}

#[cfg(test)]
mod tests;
