//! What every page has besides its text: running head, foot with the hash, the number of the page; and the contents.

use crate::report::package::cx::Cx;
use crate::report::package::flow::{
    Entry, FRAME, Flow, HAIRLINE, HEIGHT, Kind, LABEL_GRAY, RULE, Sheet, WIDTH,
};
use crate::report::page::{Align, Area, Link, Page, Style};
use crate::report::schedule::frame_page;
use crate::report::typeface::{Typeface, Weight};

const LINE: f32 = 14.0;
const SECTION_GAP: f32 = 5.0;

/// Puts cover, contents and text together and gives each page its head and foot.
pub fn assembled(typeface: &Typeface, cx: &Cx<'_>, cover: Page, flow: Flow<'_>) -> Vec<Page> {
    let (sheets, entries) = flow.finish();
    let spread = contents_pages(&entries);
    let before = 1 + spread.len();
    let contents = spread.into_iter().map(|entries| contents(typeface, entries, before));
    let contents = contents.map(|page| Sheet { page, kind: Kind::Text });
    let cover = Sheet { page: cover, kind: Kind::Text };
    let all: Vec<Sheet> = std::iter::once(cover).chain(contents).chain(sheets).collect();
    let count = all.len();
    let finished = all.into_iter().enumerate().map(|(at, sheet)| {
        let mut page = sheet.page;
        let below_frame = Area::new(26.0, page.height - 21.0, page.width - 52.0, 12.0);
        let line = match sheet.kind {
            Kind::Text => {
                if at > 0 {
                    head(&mut page, typeface, cx);
                }
                page.horizontal((FRAME.x, FRAME.right()), 746.0, HAIRLINE);
                Area::new(FRAME.x, 748.0, FRAME.width, 12.0)
            }
            Kind::Schedule(id) => {
                if let Some(panel) = cx.project.panel(id) {
                    let options = cx.options.of_schedules();
                    frame_page(&mut page, typeface, (cx.project, panel), &options, (at + 1, count));
                }
                below_frame
            }
            Kind::Drawing => below_frame,
        };
        foot(&mut page, typeface, cx, line, (at + 1, count));
        page
    });
    finished.collect()
}

fn head(page: &mut Page, typeface: &Typeface, cx: &Cx<'_>) {
    let band = Area::new(FRAME.x, 34.0, FRAME.width, 13.0);
    let style = Style::new(7.6).gray(LABEL_GRAY);
    let left = Area { width: FRAME.width * 0.58, ..band };
    page.text(typeface, left, style.weight(Weight::Medium), &cx.project_line());
    let right = Area { x: left.right(), width: FRAME.width - left.width, ..band };
    let title = format!("{} · {}", cx.title, cx.edition());
    page.text(typeface, right, style.align(Align::Right), &title);
    page.horizontal((FRAME.x, FRAME.right()), band.bottom() + 1.0, HAIRLINE);
}

fn foot(page: &mut Page, typeface: &Typeface, cx: &Cx<'_>, line: Area, (number, count): (usize, usize)) {
    let style = Style::new(7.0).gray(LABEL_GRAY);
    let left = Area { width: line.width * 0.8, ..line };
    page.text(typeface, left, style, &cx.foot_line());
    let right = Area { x: left.right(), width: line.width - left.width, ..line };
    let words = format!("Page {number} of {count}");
    page.text(typeface, right, style.weight(Weight::Medium).align(Align::Right), &words);
}

/// Shares the lines out over pages.
fn contents_pages(entries: &[Entry]) -> Vec<Vec<&Entry>> {
    let mut pages: Vec<Vec<&Entry>> = vec![Vec::new()];
    let mut y = top();
    for entry in entries {
        let height = height(entry);
        if y + height > FRAME.bottom() {
            pages.push(Vec::new());
            y = top();
        }
        y += height;
        if let Some(page) = pages.last_mut() {
            page.push(entry);
        }
    }
    pages
}

fn top() -> f32 {
    FRAME.y + 36.0
}

fn height(entry: &Entry) -> f32 {
    if entry.level == 1 { LINE + SECTION_GAP } else { LINE }
}

fn contents(typeface: &Typeface, entries: Vec<&Entry>, before: usize) -> Page {
    let mut page = Page::new(WIDTH, HEIGHT);
    let band = Area::new(FRAME.x, FRAME.y, FRAME.width, 24.0);
    page.text(typeface, band, Style::new(15.0).weight(Weight::SemiBold), "Contents");
    page.horizontal((FRAME.x, FRAME.right()), band.bottom() + 1.0, 1.0);
    let mut y = top();
    for entry in entries {
        y += height(entry);
        line(&mut page, typeface, entry, (y - LINE, before + entry.page));
    }
    page
}

fn line(page: &mut Page, typeface: &Typeface, entry: &Entry, (y, target): (f32, usize)) {
    let is_section = entry.level == 1;
    let weight = if is_section { Weight::SemiBold } else { Weight::Regular };
    let style = Style::new(if is_section { 9.2 } else { 8.6 }).weight(weight);
    let indent = if is_section { 0.0 } else { 22.0 };
    let number_width = if is_section { 22.0 } else { 30.0 };
    let row = Area::new(FRAME.x + indent, y, FRAME.width - indent, LINE);
    page.text(typeface, Area { width: number_width, ..row }, style, &entry.number);
    let number = (target + 1).to_string();
    let right = Area { x: FRAME.right() - 34.0, width: 34.0, ..row };
    let shown = page.text(typeface, right, style.align(Align::Right), &number);
    let words = Area { x: row.x + number_width, width: right.x - row.x - number_width - 20.0, ..row };
    let width = page.text(typeface, words, style, &entry.title);
    let (from, to) = (words.x + width + 8.0, FRAME.right() - shown - 8.0);
    if !is_section && to - from > 10.0 {
        dots(page, (from, to), y + LINE * 0.72);
    }
    page.links.push(Link { area: row, page: target, y: entry.y });
}

/// Leads the eye to the number. The dots stand on one grid, so that those of all lines are in line.
fn dots(page: &mut Page, (from, to): (f32, f32), y: f32) {
    let mut x = (from / 4.0).ceil() * 4.0;
    while x + 0.8 < to {
        page.horizontal((x, x + 0.8), y, RULE);
        x += 4.0;
    }
}
