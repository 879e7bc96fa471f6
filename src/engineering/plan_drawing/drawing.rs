//! The drawing of one sheet.

use super::labels::Labels;
use super::under::{UnderDrawing, beneath};
use super::{CadLayer, devices, runs, walls};
use crate::domain::drawing::{Align, DrawingEntity, Shape};
use crate::domain::symbols::{Symbol, SymbolLibrary, placed};
use crate::domain::{DeviceId, Project, Sheet};
use crate::units::{PlanPoint, PlanRect};
use std::collections::BTreeMap;

/// Feet to an inch of paper at which symbols are as large as they are drawn: 1/8 in = 1 ft.
const SYMBOL_FT_PER_IN: f64 = 8.0;
/// Height of room names on paper, in inches.
const ROOM_NAME_IN: f64 = 0.1;

/// A sheet as a drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanDrawing {
    /// Name of the sheet.
    pub name: String,
    /// The architect's drawing, in feet, beneath everything else; empty unless it was asked for.
    pub under: Vec<DrawingEntity>,
    /// Lines and texts in feet; their layer is the index of a [`CadLayer`].
    pub entities: Vec<DrawingEntity>,
    /// Symbols that stand somewhere.
    pub inserts: Vec<SymbolInsert>,
    /// The symbols that are used, by name.
    pub symbols: BTreeMap<String, Symbol>,
}

/// A symbol at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct SymbolInsert {
    pub device: DeviceId,
    pub layer: CadLayer,
    /// Name in the drawing's symbols.
    pub symbol: String,
    pub at: PlanPoint,
    pub rotation_deg: f64,
    /// How many times as large as it is drawn.
    pub scale: f64,
}

/// Draws a sheet for paper on which an inch is so many feet.
pub fn plan_drawing(
    project: &Project,
    sheet: &Sheet,
    library: &SymbolLibrary,
    ft_per_in: f64,
) -> PlanDrawing {
    let mut drawing = PlanDrawing {
        name: sheet.name.clone(),
        under: Vec::new(),
        entities: Vec::new(),
        inserts: Vec::new(),
        symbols: BTreeMap::new(),
    };
    walls::draw(&mut drawing, sheet);
    let mut labels = Labels::default();
    devices::place(&mut drawing, sheet, library, ft_per_in / SYMBOL_FT_PER_IN);
    labels.keep_clear(drawing.inserts.iter().filter_map(|insert| drawing.bounds_of(insert)));
    room_names(&mut drawing, sheet, ft_per_in, &mut labels);
    runs::draw(&mut drawing, (project, sheet), ft_per_in, &mut labels);
    devices::tag(&mut drawing, (project, sheet), ft_per_in, &mut labels);
    drawing
}

fn room_names(drawing: &mut PlanDrawing, sheet: &Sheet, ft_per_in: f64, labels: &mut Labels) {
    let height = ROOM_NAME_IN * ft_per_in;
    for room in sheet.rooms.values() {
        let (name, middle) = (room.name.trim(), walls::middle_of(&room.outline));
        let Some(middle) = middle.filter(|_| !name.is_empty()) else { continue };
        // In the middle, else a line or two higher or lower.
        let places: Vec<PlanPoint> = [0.0, 2.0, -2.0, 4.0, -4.0]
            .into_iter()
            .map(|lines| PlanPoint { y: middle.y + lines * height, ..middle })
            .filter(|at| at.lies_in(&room.outline))
            .collect();
        if let Some(at) = labels.place(&places, height, name) {
            drawing.text(CadLayer::RoomName, at, height, name);
        }
    }
}

impl PlanDrawing {
    pub(super) fn add(&mut self, layer: CadLayer, shape: Shape) {
        self.entities.push(DrawingEntity { layer: layer.index(), color: None, dashes: Vec::new(), shape });
    }

    pub(super) fn line(&mut self, layer: CadLayer, from: PlanPoint, to: PlanPoint) {
        self.add(layer, Shape::Line { from, to });
    }

    /// Writes a text around a point.
    pub(super) fn text(&mut self, layer: CadLayer, at: PlanPoint, height: f64, text: &str) {
        let (align, text) = (Align { x: 0.5, y: 0.5 }, text.to_owned());
        self.add(layer, Shape::Text { at, height, rotation_deg: 0.0, align, text });
    }

    /// Returns the strokes of a symbol at its place, in feet.
    pub fn shapes_of(&self, insert: &SymbolInsert) -> Vec<Shape> {
        let symbol = self.symbols.get(&insert.symbol);
        symbol.map_or_else(Vec::new, |s| placed(s, insert.at, insert.rotation_deg, insert.scale))
    }

    pub(super) fn bounds_of(&self, insert: &SymbolInsert) -> Option<PlanRect> {
        joined(self.shapes_of(insert).iter().filter_map(Shape::bounds))
    }

    /// Lays the architect's drawings of a sheet beneath.
    #[must_use]
    pub fn over(mut self, sheet: &Sheet, under: &[UnderDrawing]) -> Self {
        self.under = beneath(sheet, under);
        self
    }

    /// Returns the smallest rectangle around everything of the sheet's own, and around what lies beneath where there is nothing
    /// else; nothing for an empty sheet.
    pub fn extents(&self) -> Option<PlanRect> {
        let lines = self.entities.iter().filter_map(|entity| entity.shape.bounds());
        let own = joined(lines.chain(self.inserts.iter().filter_map(|insert| self.bounds_of(insert))));
        own.or_else(|| joined(self.under.iter().filter_map(|entity| entity.shape.bounds())))
    }

    /// Counts the places of each symbol, by name.
    pub fn counts(&self) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        for insert in &self.inserts {
            *counts.entry(insert.symbol.as_str()).or_default() += 1;
        }
        counts
    }
}

fn joined(rects: impl Iterator<Item = PlanRect>) -> Option<PlanRect> {
    rects.reduce(|a, b| PlanRect {
        min: PlanPoint { x: a.min.x.min(b.min.x), y: a.min.y.min(b.min.y) },
        max: PlanPoint { x: a.max.x.max(b.max.x), y: a.max.y.max(b.max.y) },
    })
}
