//! Tables: layers, linetypes, dimension styles, and which block is a paper space.

use super::colors::{numbered, true_color};
use super::header::{DimensionStyle, Header};
use super::letters::Letters;
use super::record::Record;
use super::sections::Sections;
use super::tags::Source;
use crate::domain::drawing::DrawingLayer;
use std::collections::{BTreeMap, BTreeSet};

/// Layers as they are known so far: those of the table, then those that entities name.
#[derive(Debug, Default)]
pub(super) struct Layers {
    list: Vec<DrawingLayer>,
    linetypes: Vec<Option<String>>,
    by_name: BTreeMap<String, usize>,
}

impl Layers {
    /// Returns the place of a layer by its name in any case; one nobody defined is added.
    pub fn place(&mut self, name: &str) -> usize {
        let key = name.to_uppercase();
        if let Some(place) = self.by_name.get(&key) {
            return *place;
        }
        self.list.push(DrawingLayer { name: name.to_owned(), ..DrawingLayer::default() });
        self.linetypes.push(None);
        self.by_name.insert(key, self.list.len() - 1);
        self.list.len() - 1
    }

    pub fn get(&self, place: usize) -> Option<&DrawingLayer> {
        self.list.get(place)
    }

    pub fn linetype(&self, place: usize) -> Option<&str> {
        self.linetypes.get(place)?.as_deref()
    }

    pub fn into_list(self) -> Vec<DrawingLayer> {
        self.list
    }

    fn define(&mut self, record: &Record<'_>) {
        let Some(name) = record.name(2) else { return };
        let place = self.place(&name);
        let number = record.flags(62);
        let color = record.whole(420).map(true_color).or_else(|| numbered(number.abs()));
        // Flag 1 is frozen; a negative color is off.
        let hidden = record.flags(70) & 1 != 0 || number < 0;
        if let Some(layer) = self.list.get_mut(place) {
            *layer = DrawingLayer { name, color, hidden };
        }
        if let Some(linetype) = self.linetypes.get_mut(place) {
            *linetype = record.name(6).map(|name| name.to_uppercase());
        }
    }
}

/// The tables of a file.
#[derive(Debug, Default)]
pub(super) struct Tables {
    pub layers: Layers,
    /// Lengths of dashes (gaps negative in the file, all positive here) by name in capitals.
    linetypes: BTreeMap<String, Vec<f64>>,
    dimension_styles: BTreeMap<String, DimensionStyle>,
    /// Handles of the records of paper spaces.
    papers: BTreeSet<String>,
}

impl Tables {
    pub fn read(source: &Source<'_>, sections: &Sections, letters: Letters) -> Self {
        let mut tables = Self::default();
        for place in &sections.tables {
            match place.kind.as_str() {
                "LAYER" => tables.layers.define(&Record::read(source, place, letters)),
                "LTYPE" => tables.define_linetype(&Record::read(source, place, letters)),
                "DIMSTYLE" => {
                    let record = Record::read(source, place, letters);
                    if let Some(name) = record.name(2) {
                        let style = DimensionStyle::of(&record);
                        tables.dimension_styles.insert(name.to_uppercase(), style);
                    }
                }
                "BLOCK_RECORD" => {
                    let record = Record::read(source, place, letters);
                    let is_paper = record.name(2).is_some_and(|name| is_paper_space(&name));
                    tables.papers.extend(record.name(5).filter(|_| is_paper));
                }
                _ => {}
            }
        }
        tables
    }

    fn define_linetype(&mut self, record: &Record<'_>) {
        let Some(name) = record.name(2) else { return };
        let mut dashes: Vec<f64> = Vec::new();
        // Dashes and gaps take turns; two of a kind, one after another, are one, and a dot is a short dash.
        let mut last_positive = false;
        for part in record.reals(49) {
            let positive = part >= 0.0;
            match dashes.last_mut() {
                Some(last) if positive == last_positive => *last += part.abs(),
                None if !positive => {}
                _ => dashes.push(part.abs()),
            }
            last_positive = positive;
        }
        if dashes.len() % 2 == 1 {
            dashes.pop();
        }
        self.linetypes.insert(name.to_uppercase(), dashes);
    }

    /// Returns the dashes of a linetype in drawing units; none for a continuous one.
    pub fn dashes(&self, name: &str, scale: f64) -> Vec<f64> {
        let parts = self.linetypes.get(&name.to_uppercase());
        parts.into_iter().flatten().map(|part| part * scale).collect()
    }

    pub fn dimension_style(&self, name: &str) -> Option<&DimensionStyle> {
        self.dimension_styles.get(&name.to_uppercase())
    }

    /// Returns whether an entity with this owner stands in a paper space.
    pub fn is_paper(&self, owner: &str) -> bool {
        self.papers.contains(owner)
    }
}

/// Returns whether a block is the content of a sheet of paper.
pub(super) fn is_paper_space(block: &str) -> bool {
    let name = block.to_ascii_uppercase();
    name.starts_with("*PAPER_SPACE") || name.starts_with("$PAPER_SPACE")
}

/// Returns whether a block is the model itself.
pub(super) fn is_model_space(block: &str) -> bool {
    matches!(block.to_ascii_uppercase().as_str(), "*MODEL_SPACE" | "$MODEL_SPACE")
}

/// Returns the scale of dashes of an entity with its own scale.
pub(super) fn dash_scale(header: &Header, own: Option<f64>) -> f64 {
    header.linetype_scale * own.filter(|scale| *scale > 0.0).unwrap_or(1.0)
}
