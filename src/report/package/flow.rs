//! Runs text, tables and headings down numbered pages: where the next thing goes, and when a page is full.
//!
//! ```text
//! section  usually from the top of a page   1 Basis of the calculations
//! part     inside a section         1.2 Local amendments
//! item     inside a part            without a number, not in the contents
//! ```
//!
//! What stands on a page besides (head, foot, contents) is drawn afterwards, when the number of pages is known; see
//! `furniture.rs`. Words are wrapped, never cut.

use crate::domain::PanelId;
use crate::report::package::set::wrapped;
use crate::report::page::{Align, Area, Heading, Page, Style};
use crate::report::typeface::{Typeface, Weight};

/// Letter, upright.
pub const WIDTH: f32 = 612.0;
pub const HEIGHT: f32 = 792.0;
/// What text may fill: wider on the left, where sheets are bound.
pub const FRAME: Area = Area::new(60.0, 66.0, 504.0, 664.0);

/// What the number of a heading takes.
const NUMBER: f32 = 31.0;

pub const HAIRLINE: f32 = 0.3;
pub const RULE: f32 = 0.6;
pub const LABEL_GRAY: f32 = 0.30;
pub const SHADE: f32 = 0.90;
/// Body text and its pitch.
pub const TEXT: Style = Style::new(8.4);
pub const PITCH: f32 = 11.4;

/// What stands on a page besides its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Head and foot.
    Text,
    /// The frame of a panel schedule, which is still to be drawn.
    Schedule(PanelId),
    /// A frame that is there already.
    Drawing,
}

/// A page and its kind.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub page: Page,
    pub kind: Kind,
}

/// A line of the contents.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// 1 for a section, 2 for a part.
    pub level: u8,
    /// `1.2`
    pub number: String,
    pub title: String,
    /// Place among the pages of the flow, from 0.
    pub page: usize,
    pub y: f32,
}

/// Pages that fill from top to bottom.
#[derive(Clone)]
pub struct Flow<'t> {
    pub typeface: &'t Typeface,
    done: Vec<Sheet>,
    page: Page,
    y: f32,
    pub entries: Vec<Entry>,
    section: usize,
    part: usize,
}

impl<'t> Flow<'t> {
    /// Returns an empty flow.
    pub fn new(typeface: &'t Typeface) -> Self {
        let page = Page::new(WIDTH, HEIGHT);
        Self { typeface, done: Vec::new(), page, y: FRAME.y, entries: Vec::new(), section: 0, part: 0 }
    }

    /// Returns the finished pages and the lines of the contents.
    pub fn finish(mut self) -> (Vec<Sheet>, Vec<Entry>) {
        if !self.is_fresh() {
            self.break_page();
        }
        (self.done, self.entries)
    }

    /// The page being filled, to draw on.
    pub fn page(&mut self) -> &mut Page {
        &mut self.page
    }

    pub fn y(&self) -> f32 {
        self.y
    }

    pub fn advance(&mut self, height: f32) {
        self.y += height;
    }

    /// Leaves space, but none at the top of a page.
    pub fn space(&mut self, height: f32) {
        if !self.is_fresh() {
            self.y += height;
        }
    }

    pub fn is_fresh(&self) -> bool {
        self.page.marks.is_empty()
    }

    /// Returns what is left of the page.
    pub fn room(&self) -> f32 {
        FRAME.bottom() - self.y
    }

    pub fn break_page(&mut self) {
        let page = std::mem::replace(&mut self.page, Page::new(WIDTH, HEIGHT));
        self.done.push(Sheet { page, kind: Kind::Text });
        self.y = FRAME.y;
    }

    /// Goes to the next page unless so much is left of this one.
    pub fn ensure(&mut self, height: f32) {
        if self.room() < height && !self.is_fresh() {
            self.break_page();
        }
    }

    /// Draws something on one page, where one page can hold it.
    pub fn together(&mut self, draw: impl Fn(&mut Self)) {
        let mut trial = Self::new(self.typeface);
        draw(&mut trial);
        if trial.done.is_empty() {
            self.ensure(trial.y - FRAME.y + 10.0);
        }
        draw(self);
    }

    /// Starts a section, from the top of a page unless more than half of this one is empty.
    pub fn section(&mut self, title: &str) {
        self.space(22.0);
        self.ensure(FRAME.height * 0.55);
        self.section += 1;
        self.part = 0;
        let number = self.section.to_string();
        self.note_heading(1, &number, title);
        let band = Area::new(FRAME.x, self.y, FRAME.width, 24.0);
        let style = Style::new(15.0).weight(Weight::SemiBold);
        let typeface = self.typeface;
        self.page.text(typeface, Area { width: NUMBER, ..band }, style, &number);
        let words = Area { x: band.x + NUMBER, width: band.width - NUMBER, ..band };
        self.page.text(typeface, words, style, title);
        self.page.horizontal((FRAME.x, FRAME.right()), band.bottom() + 1.0, 1.0);
        self.y = band.bottom() + 12.0;
    }

    /// Starts a part, which stays with what follows.
    pub fn part(&mut self, title: &str) {
        self.space(12.0);
        self.ensure(86.0);
        self.part += 1;
        let number = format!("{}.{}", self.section, self.part);
        self.note_heading(2, &number, title);
        let band = Area::new(FRAME.x, self.y, FRAME.width, 16.0);
        let style = Style::new(10.8).weight(Weight::SemiBold);
        let typeface = self.typeface;
        self.page.text(typeface, Area { width: NUMBER, ..band }, style, &number);
        let words = Area { x: band.x + NUMBER, width: band.width - NUMBER, ..band };
        self.page.text(typeface, words, style, title);
        self.y = band.bottom() + 4.0;
    }

    /// Starts an item with a remark at the right.
    pub fn item(&mut self, title: &str, remark: &str) {
        self.space(8.0);
        self.ensure(58.0);
        let style = Style::new(9.2).weight(Weight::SemiBold);
        let typeface = self.typeface;
        let remark_style = Style::new(8.0).weight(Weight::Medium).align(Align::Right);
        let shown = typeface.width(&typeface.printable(remark), remark_style.weight, remark_style.size);
        let remark_width = if remark.is_empty() { 0.0 } else { shown + 8.0 };
        let lines = wrapped(typeface, title, style, FRAME.width - remark_width - 8.0);
        let pitch = 12.4;
        let right = Area::new(FRAME.right() - remark_width, self.y, remark_width, pitch);
        self.page.text(typeface, right, remark_style, remark);
        for line in lines {
            let cell = Area::new(FRAME.x, self.y, FRAME.width - remark_width, pitch);
            self.page.text(typeface, cell, style, &line);
            self.y += pitch;
        }
        self.y += 1.0;
        self.page.horizontal((FRAME.x, FRAME.right()), self.y, RULE);
        self.y += 2.0;
    }

    /// Writes a paragraph; a short one is not parted.
    pub fn paragraph(&mut self, text: &str) {
        self.styled(text, TEXT, PITCH);
    }

    /// Writes what explains the rest, smaller.
    pub fn remark(&mut self, text: &str) {
        self.styled(text, Style::new(7.4).gray(LABEL_GRAY), 10.0);
    }

    fn styled(&mut self, text: &str, style: Style, pitch: f32) {
        let typeface = self.typeface;
        let lines = wrapped(typeface, text, style, FRAME.width - 6.0);
        self.ensure(pitch * lines.len().min(6) as f32);
        for line in lines {
            self.ensure(pitch);
            let cell = Area::new(FRAME.x, self.y, FRAME.width, pitch);
            self.page.text(typeface, cell, style, &line);
            self.y += pitch;
        }
        self.y += 4.0;
    }

    /// Puts in pages that were laid out elsewhere, under a part of their own.
    pub fn insert(&mut self, title: &str, kind: Kind, pages: Vec<Page>) {
        if !self.is_fresh() {
            self.break_page();
        }
        self.part += 1;
        let number = format!("{}.{}", self.section, self.part);
        let (page, y) = (self.done.len(), 0.0);
        let heading = Heading { level: 2, title: format!("{number} {title}"), y };
        self.entries.push(Entry { level: 2, number, title: title.to_owned(), page, y });
        let first = self.done.len();
        self.done.extend(pages.into_iter().map(|page| {
            let page = Page { bookmark: None, ..page };
            Sheet { page, kind }
        }));
        if let Some(sheet) = self.done.get_mut(first) {
            sheet.page.headings.push(heading);
        }
    }

    fn note_heading(&mut self, level: u8, number: &str, title: &str) {
        // A little above, so that a reader who jumps there sees the whole line.
        let y = (self.y - 8.0).max(0.0);
        self.page.headings.push(Heading { level, title: format!("{number} {title}"), y });
        let (number, title) = (number.to_owned(), title.to_owned());
        self.entries.push(Entry { level, number, title, page: self.done.len(), y });
    }
}
