//! Blocks: where their contents are in the file, and the contents once read.

use super::groups::groups;
use super::made::Made;
use super::reading::{Reading, made_of};
use super::record::{Place, Record};
use super::sections::Sections;
use super::style::Style;
use super::tables::{is_model_space, is_paper_space};
use crate::units::PlanPoint;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A block's contents, read.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub base: PlanPoint,
    pub items: Vec<Item>,
    /// The block is a file of its own that is not here.
    pub is_external: bool,
}

/// Something in a block.
#[derive(Debug)]
pub(super) struct Item {
    pub style: Style,
    pub made: Made,
}

/// The blocks of a file by name in capitals. Contents are read when they are first needed.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    places: BTreeMap<String, Vec<Place>>,
    read: BTreeMap<String, Rc<Block>>,
}

/// Model space and paper space as some files keep them: as blocks with contents.
#[derive(Debug, Default)]
pub(super) struct Spaces {
    pub model: Vec<Place>,
    pub paper: Vec<Place>,
}

impl Blocks {
    /// Sorts the records of the BLOCKS section by their blocks.
    pub fn of(reading: &Reading<'_, '_>, sections: &Sections) -> (Self, Spaces) {
        let mut blocks = Self::default();
        let mut spaces = Spaces::default();
        let mut open: Option<(String, Vec<Place>)> = None;
        let mut unnamed = 0;
        let mut close = |open: &mut Option<(String, Vec<Place>)>| {
            let Some((name, places)) = open.take() else { return };
            let contents = places.get(1..).unwrap_or_default();
            if is_model_space(&name) {
                spaces.model.extend_from_slice(contents);
            } else if is_paper_space(&name) {
                spaces.paper.extend_from_slice(contents);
            } else {
                blocks.places.insert(name, places);
            }
        };
        for place in &sections.blocks {
            match place.kind.as_str() {
                "BLOCK" => {
                    close(&mut open);
                    let record = Record::read(&reading.source, place, reading.letters);
                    let name = record.name(2).or_else(|| record.name(3)).unwrap_or_else(|| {
                        unnamed += 1;
                        format!("without a name {unnamed}")
                    });
                    open = Some((name.to_uppercase(), vec![place.clone()]));
                }
                "ENDBLK" => close(&mut open),
                _ => {
                    if let Some((_, places)) = &mut open {
                        places.push(place.clone());
                    }
                }
            }
        }
        close(&mut open);
        (blocks, spaces)
    }

    pub fn has(&self, name: &str) -> bool {
        self.places.contains_key(name)
    }

    /// Returns the contents of a block; nothing when there is none of that name.
    pub fn get(&mut self, name: &str, reading: &mut Reading<'_, '_>) -> Option<Rc<Block>> {
        if let Some(block) = self.read.get(name) {
            return Some(Rc::clone(block));
        }
        let (head, contents) = self.places.get(name)?.split_first()?;
        let record = Record::read(&reading.source, head, reading.letters);
        let mut block = Block {
            base: record.point(10).unwrap_or_default(),
            items: Vec::new(),
            is_external: record.flags(70) & 4 != 0 && contents.is_empty(),
        };
        for group in groups(contents) {
            let (record, parts) = reading.records(&group);
            // A definition of an attribute shows nothing in an insert, unless its value is fixed.
            let is_fixed = record.flags(70) & 2 != 0;
            if record.flags(60) == 1 || (record.kind == "ATTDEF" && !is_fixed) {
                continue;
            }
            let made = if record.kind == "ATTDEF" {
                super::texts::text(&record)
            } else {
                made_of(&record, &parts, reading, &|name| self.places.contains_key(name))
            };
            block.items.push(Item { style: reading.style(&record), made });
            block.items.extend(attributes(&record, &parts, reading));
        }
        let block = Rc::new(block);
        self.read.insert(name.to_owned(), Rc::clone(&block));
        Some(block)
    }
}

/// Returns the attributes of an insert that are seen.
pub(super) fn attributes(
    record: &Record<'_>,
    parts: &[Record<'_>],
    reading: &mut Reading<'_, '_>,
) -> Vec<Item> {
    if record.kind != "INSERT" {
        return Vec::new();
    }
    let seen = parts.iter().filter(|part| part.flags(70) & 1 == 0 && part.flags(60) == 0);
    seen.map(|part| Item { style: reading.style(part), made: super::texts::text(part) }).collect()
}
