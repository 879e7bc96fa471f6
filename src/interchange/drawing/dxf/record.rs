//! Records: what stands between one group 0 and the next. They are remembered as places and read when needed.

use super::letters::Letters;
use super::tag::Tag;
use super::tags::{Source, Step};
use crate::units::PlanPoint;

/// Where a record begins, with what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The value of its group 0, in capitals.
    pub kind: String,
    /// Where its tags begin, behind the group 0.
    pub start: usize,
}

/// A record with its tags. Lists of reactors, extended data and embedded objects are left out: they use the same codes
/// for other things.
#[derive(Clone, Debug)]
pub(super) struct Record<'a> {
    pub kind: String,
    pub tags: Vec<Tag<'a>>,
    letters: Letters,
}

/// Group codes of a list another program hangs on a record, of an object inside a record, and of extended data.
const GROUP: i32 = 102;
const EMBEDDED: i32 = 101;
const EXTENDED: i32 = 1000;

impl<'a> Record<'a> {
    /// Reads the record at a place.
    pub fn read(source: &Source<'a>, place: &Place, letters: Letters) -> Self {
        let mut tags = Vec::new();
        let mut at = place.start;
        let mut in_group = false;
        loop {
            match source.step(&mut at) {
                Step::Tag(tag) if tag.code == 0 || tag.code >= EXTENDED || tag.code == EMBEDDED => break,
                Step::Tag(tag) if tag.code == GROUP => in_group = tag.word().starts_with(b"{"),
                Step::Tag(tag) if !in_group => tags.push(tag),
                Step::Tag(_) | Step::Damage => {}
                Step::End => break,
            }
        }
        Self { kind: place.kind.clone(), tags, letters }
    }

    fn find(&self, code: i32) -> Option<&Tag<'a>> {
        self.tags.iter().find(|tag| tag.code == code)
    }

    /// Returns the first finite number of a code.
    pub fn real(&self, code: i32) -> Option<f64> {
        self.find(code).and_then(Tag::real)
    }

    /// Returns the first whole number of a code.
    pub fn whole(&self, code: i32) -> Option<i64> {
        self.find(code).and_then(Tag::whole)
    }

    /// Returns the whole number of a code, 0 where there is none.
    pub fn flags(&self, code: i32) -> i64 {
        self.whole(code).unwrap_or(0)
    }

    /// Returns the first text of a code, as letters.
    pub fn text(&self, code: i32) -> Option<String> {
        self.find(code).map(|tag| self.letters.text(tag.bytes()))
    }

    /// Returns the first text of a code without blanks around it; nothing when nothing is left.
    pub fn name(&self, code: i32) -> Option<String> {
        let text = self.text(code)?;
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// Returns the letters of a tag of this record.
    pub fn letters_of(&self, tag: &Tag<'_>) -> String {
        self.letters.text(tag.bytes())
    }

    /// Returns all numbers of a code, in order.
    pub fn reals(&self, code: i32) -> Vec<f64> {
        self.tags.iter().filter(|tag| tag.code == code).filter_map(Tag::real).collect()
    }

    /// Returns the point whose x is at a code and whose y is ten further; a missing y is 0.
    pub fn point(&self, code: i32) -> Option<PlanPoint> {
        Some(PlanPoint { x: self.real(code)?, y: self.real(code + 10).unwrap_or(0.0) })
    }

    /// Returns all points of a code: each y belongs to the x before it.
    pub fn points(&self, code: i32) -> Vec<PlanPoint> {
        let mut points: Vec<PlanPoint> = Vec::new();
        for tag in &self.tags {
            let Some(number) = tag.real() else { continue };
            if tag.code == code {
                points.push(PlanPoint { x: number, y: 0.0 });
            } else if tag.code == code + 10
                && let Some(last) = points.last_mut()
            {
                last.y = number;
            }
        }
        points
    }
}
