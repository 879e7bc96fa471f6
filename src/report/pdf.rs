//! Writes laid-out pages as a PDF. Dates and random ids are absent, so that the same pages give the same bytes.

use crate::report::ReportError;
use crate::report::page::{Area, Link, Mark, Page, TextMark};
use crate::report::typeface::Weight;
use krilla::Document;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::luma;
use krilla::destination::{Destination, XyzDestination};
use krilla::geom::{Path, PathBuilder, Point, Rect, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke};
use krilla::surface::Surface;
use krilla::text::{Font, TextDirection};

/// What the properties of a document say.
pub struct DocumentFacts<'a> {
    pub title: &'a str,
    pub author: &'a str,
}

/// Writes pages.
///
/// # Errors
/// When a font cannot be opened or the document cannot be written.
pub fn pdf_of(pages: &[Page], facts: &DocumentFacts<'_>) -> Result<Vec<u8>, ReportError> {
    let fonts = Weight::ALL
        .map(|weight| Font::new(weight.bytes().into(), 0).ok_or(ReportError::Font("IBM Plex Sans")));
    let [regular, medium, semi_bold] = fonts;
    let fonts = [regular?, medium?, semi_bold?];
    let mut document = Document::new();
    let mut outline = Outline::new();
    for page in pages {
        let settings = PageSettings::from_wh(page.width, page.height)
            .ok_or(ReportError::PageSize { width: page.width, height: page.height })?;
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        for mark in &page.marks {
            draw(&mut surface, &fonts, mark);
        }
        surface.finish();
        for link in &page.links {
            if let Some(annotation) = annotation(link, pages.len()) {
                sheet.add_annotation(annotation);
            }
        }
        sheet.finish();
    }
    let entries = entries(pages);
    for node in nodes(&entries) {
        outline.push_child(node);
    }
    document.set_outline(outline);
    let mut metadata = Metadata::new().title(facts.title.to_owned()).creator("Phasewright".to_owned());
    metadata = metadata.language("en".to_owned());
    if !facts.author.is_empty() {
        metadata = metadata.authors(vec![facts.author.to_owned()]);
    }
    document.set_metadata(metadata);
    document.finish().map_err(|error| ReportError::Pdf(format!("{error:?}")))
}

/// One line of the outline: its level, its words, where it leads.
type Entry<'p> = (u8, &'p str, usize, f32);

fn entries(pages: &[Page]) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        entries.extend(page.bookmark.as_deref().map(|name| (1, name, index, 0.0)));
        entries.extend(
            page.headings.iter().map(|heading| (heading.level, heading.title.as_str(), index, heading.y)),
        );
    }
    entries
}

/// Hangs each entry below the last one of a lower level.
fn nodes(entries: &[Entry<'_>]) -> Vec<OutlineNode> {
    let mut hung = Vec::new();
    let mut rest = entries;
    while let Some(((level, title, page, y), behind)) = rest.split_first() {
        let count = behind.iter().take_while(|(deeper, ..)| deeper > level).count();
        let (inside, next) = behind.split_at(count);
        let target = XyzDestination::new(*page, Point::from_xy(0.0, *y));
        let mut node = OutlineNode::new((*title).to_owned(), target);
        // Ends because each level has fewer entries than the one above.
        for child in nodes(inside) {
            node.push_child(child);
        }
        hung.push(node);
        rest = next;
    }
    hung
}

/// A link that leads out of the document would be refused by the writer.
fn annotation(link: &Link, pages: usize) -> Option<Annotation> {
    let area = link.area;
    let area = Rect::from_xywh(area.x, area.y, area.width, area.height)?;
    let target = XyzDestination::new(link.page, Point::from_xy(0.0, link.y));
    (link.page < pages).then(|| {
        let target = Target::Destination(Destination::Xyz(target));
        Annotation::new_link(LinkAnnotation::new(area, target), None)
    })
}

fn draw(surface: &mut Surface<'_>, fonts: &[Font; 3], mark: &Mark) {
    match mark {
        Mark::Fill { area, gray } => {
            if let Some(path) = rectangle(*area) {
                surface.set_stroke(None);
                surface.set_fill(Some(ink(*gray)));
                surface.draw_path(&path);
            }
        }
        Mark::Line { from, to, width } => {
            let mut builder = PathBuilder::new();
            builder.move_to(from.0, from.1);
            builder.line_to(to.0, to.1);
            if let Some(path) = builder.finish() {
                surface.set_fill(None);
                surface.set_stroke(Some(Stroke {
                    paint: luma::Color::black().into(),
                    width: *width,
                    ..Stroke::default()
                }));
                surface.draw_path(&path);
            }
        }
        Mark::Dot { center, radius } => {
            if let Some(path) = circle(*center, *radius) {
                surface.set_stroke(None);
                surface.set_fill(Some(ink(0.0)));
                surface.draw_path(&path);
            }
        }
        Mark::Triangle { area } => {
            let mut builder = PathBuilder::new();
            builder.move_to(area.x, area.bottom());
            builder.line_to(area.right(), area.bottom());
            builder.line_to(area.x + area.width / 2.0, area.y);
            builder.close();
            if let Some(path) = builder.finish() {
                surface.set_stroke(None);
                surface.set_fill(Some(ink(0.0)));
                surface.draw_path(&path);
            }
        }
        Mark::Path { points, closed, stroke, fill } => {
            if let Some(path) = path_of(points, *closed) {
                surface.set_fill(fill.map(ink));
                surface.set_stroke(stroke.map(|(width, gray)| Stroke {
                    paint: level(gray).into(),
                    width,
                    line_cap: LineCap::Round,
                    line_join: LineJoin::Round,
                    ..Stroke::default()
                }));
                surface.draw_path(&path);
            }
        }
        Mark::Text(text) => write(surface, fonts, text),
        Mark::Turned { text, degrees } => {
            surface.push_transform(&Transform::from_rotate_at(-degrees, text.x, text.baseline));
            write(surface, fonts, text);
            surface.pop();
        }
    }
}

fn write(surface: &mut Surface<'_>, [regular, medium, semi_bold]: &[Font; 3], mark: &TextMark) {
    let font = match mark.weight {
        Weight::Regular => regular,
        Weight::Medium => medium,
        Weight::SemiBold => semi_bold,
    };
    surface.set_stroke(None);
    surface.set_fill(Some(ink(mark.gray)));
    let at = Point::from_xy(mark.x, mark.baseline);
    surface.draw_text(at, font.clone(), mark.size, &mark.text, false, TextDirection::Auto);
}

fn path_of(points: &[(f32, f32)], closed: bool) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let (first, rest) = points.split_first()?;
    builder.move_to(first.0, first.1);
    for (x, y) in rest {
        builder.line_to(*x, *y);
    }
    if closed {
        builder.close();
    }
    builder.finish()
}

fn level(gray: f32) -> luma::Color {
    luma::Color::new((gray.clamp(0.0, 1.0) * 255.0).round() as u8)
}

fn ink(gray: f32) -> Fill {
    Fill { paint: level(gray).into(), opacity: NormalizedF32::ONE, rule: FillRule::default() }
}

/// A circle of four Bézier curves.
fn circle((x, y): (f32, f32), radius: f32) -> Option<Path> {
    const PULL: f32 = 0.552_284_8;
    let (r, p) = (radius, radius * PULL);
    let mut builder = PathBuilder::new();
    builder.move_to(x + r, y);
    builder.cubic_to(x + r, y + p, x + p, y + r, x, y + r);
    builder.cubic_to(x - p, y + r, x - r, y + p, x - r, y);
    builder.cubic_to(x - r, y - p, x - p, y - r, x, y - r);
    builder.cubic_to(x + p, y - r, x + r, y - p, x + r, y);
    builder.close();
    builder.finish()
}

fn rectangle(area: Area) -> Option<Path> {
    let mut builder = PathBuilder::new();
    builder.push_rect(Rect::from_xywh(area.x, area.y, area.width, area.height)?);
    builder.finish()
}
