//! The tables every file has, the layers among them, and the dictionary at its end.

use super::block_name;
use super::patterns::Patterns;
use super::tags::Tags;
use crate::engineering::plan_drawing::{CadLayer, PlanDrawing};
use crate::units::PlanPoint;
use std::collections::BTreeMap;

/// Handles of the records that own blocks.
pub(super) struct Records {
    pub model: String,
    pub paper: String,
    /// By name of the symbol.
    pub symbols: BTreeMap<String, String>,
}

/// Writes the tables.
pub(super) fn write(tags: &mut Tags, drawing: &PlanDrawing, patterns: &Patterns) -> Records {
    tags.section("TABLES");
    viewport(tags, drawing);
    linetypes(tags, patterns);
    layers(tags, !drawing.under.is_empty());
    let table = begin(tags, "STYLE", 1);
    record(tags, "STYLE", &table, "AcDbTextStyleTableRecord");
    tags.text(2, "Standard");
    tags.integer(70, 0);
    tags.real(40, 0.0);
    tags.real(41, 1.0);
    tags.real(50, 0.0);
    tags.integer(71, 0);
    tags.real(42, 1.0);
    tags.text(3, "arial.ttf");
    tags.text(4, "");
    end(tags);
    for name in ["VIEW", "UCS"] {
        begin(tags, name, 0);
        end(tags);
    }
    let table = begin(tags, "APPID", 1);
    record(tags, "APPID", &table, "AcDbRegAppTableRecord");
    tags.text(2, "ACAD");
    tags.integer(70, 0);
    end(tags);
    dimension_style(tags);
    let records = block_records(tags, drawing);
    tags.end_section();
    records
}

fn linetypes(tags: &mut Tags, patterns: &Patterns) {
    let whole = ["ByBlock", "ByLayer", "Continuous"].map(|name| (name.to_owned(), Vec::new()));
    let table = begin(tags, "LTYPE", i32::try_from(patterns.len() + whole.len()).unwrap_or(i32::MAX));
    for (name, parts) in whole.into_iter().chain(patterns.each()) {
        record(tags, "LTYPE", &table, "AcDbLinetypeTableRecord");
        tags.text(2, &name);
        tags.integer(70, 0);
        tags.text(3, "");
        tags.integer(72, 65);
        tags.integer(73, i32::try_from(parts.len()).unwrap_or(0));
        tags.real(40, parts.iter().sum());
        for (at, part) in parts.iter().enumerate() {
            // Gaps are below zero.
            tags.real(49, if at % 2 == 0 { *part } else { -part });
            tags.integer(74, 0);
        }
    }
    end(tags);
}

fn begin(tags: &mut Tags, name: &str, count: i32) -> String {
    let handle = tags.handle();
    tags.text(0, "TABLE");
    tags.text(2, name);
    tags.text(5, &handle);
    tags.text(330, "0");
    tags.text(100, "AcDbSymbolTable");
    tags.integer(70, count);
    handle
}

fn end(tags: &mut Tags) {
    tags.text(0, "ENDTAB");
}

fn record(tags: &mut Tags, kind: &str, table: &str, class: &str) -> String {
    let handle = tags.handle();
    tags.text(0, kind);
    // Of a dimension style 5 is a block's name.
    tags.text(if kind == "DIMSTYLE" { 105 } else { 5 }, &handle);
    tags.text(330, table);
    tags.text(100, "AcDbSymbolTableRecord");
    tags.text(100, class);
    handle
}

fn viewport(tags: &mut Tags, drawing: &PlanDrawing) {
    let extents = drawing.extents().unwrap_or_default();
    let (width, height) = (extents.max.x - extents.min.x, extents.max.y - extents.min.y);
    let middle = PlanPoint {
        x: f64::midpoint(extents.min.x, extents.max.x) * 12.0,
        y: f64::midpoint(extents.min.y, extents.max.y) * 12.0,
    };
    let table = begin(tags, "VPORT", 1);
    record(tags, "VPORT", &table, "AcDbViewportTableRecord");
    tags.text(2, "*ACTIVE");
    tags.integer(70, 0);
    for (code, x, y) in [
        (10, 0.0, 0.0),
        (11, 1.0, 1.0),
        (12, middle.x, middle.y),
        (13, 0.0, 0.0),
        (14, 12.0, 12.0),
        (15, 12.0, 12.0),
    ] {
        tags.real(code, x);
        tags.real(code + 10, y);
    }
    for (code, z) in [(16, 1.0), (17, 0.0)] {
        tags.real(code, 0.0);
        tags.real(code + 10, 0.0);
        tags.real(code + 20, z);
    }
    tags.real(40, (height.max(width * 0.6) * 12.0 * 1.05).max(12.0));
    tags.real(41, 1.7);
    tags.real(42, 50.0);
    end(tags);
}

fn layers(tags: &mut Tags, with_underlay: bool) {
    let ours = || CadLayer::ALL.iter().filter(|layer| with_underlay || **layer != CadLayer::Underlay);
    let count = i32::try_from(ours().count() + 1).unwrap_or(1);
    let table = begin(tags, "LAYER", count);
    let ours = ours().map(|layer| (layer.name(), layer.color(), layer.line_pt()));
    for (name, color, line_pt) in std::iter::once(("0", 7, 0.7)).chain(ours) {
        record(tags, "LAYER", &table, "AcDbLayerTableRecord");
        tags.text(2, name);
        tags.integer(70, 0);
        tags.integer(62, i32::from(color));
        tags.text(6, "Continuous");
        tags.integer(370, line_weight(line_pt));
    }
    end(tags);
}

/// Returns the nearest of the widths that AutoCAD has, in hundredths of a millimeter.
fn line_weight(points: f32) -> i32 {
    const WEIGHTS: [i32; 12] = [5, 9, 13, 15, 18, 20, 25, 30, 35, 40, 50, 60];
    let wanted = points * 25.4 / 72.0 * 100.0;
    let far = |weight: &i32| (*weight as f32 - wanted).abs();
    WEIGHTS.into_iter().min_by(|a, b| far(a).total_cmp(&far(b))).unwrap_or(25)
}

fn dimension_style(tags: &mut Tags) {
    let table = begin(tags, "DIMSTYLE", 1);
    tags.text(100, "AcDbDimStyleTable");
    record(tags, "DIMSTYLE", &table, "AcDbDimStyleTableRecord");
    tags.text(2, "Standard");
    tags.integer(70, 0);
    end(tags);
}

fn block_records(tags: &mut Tags, drawing: &PlanDrawing) -> Records {
    let count = i32::try_from(drawing.symbols.len() + 2).unwrap_or(2);
    let table = begin(tags, "BLOCK_RECORD", count);
    let mut add = |name: &str| {
        let handle = record(tags, "BLOCK_RECORD", &table, "AcDbBlockTableRecord");
        tags.text(2, name);
        handle
    };
    let (model, paper) = (add("*Model_Space"), add("*Paper_Space"));
    let symbols = drawing.symbols.keys().map(|name| (name.clone(), add(&block_name(name)))).collect();
    end(tags);
    Records { model, paper, symbols }
}

/// Writes the dictionaries that a file must have.
pub(super) fn objects(tags: &mut Tags) {
    let (root, groups) = (tags.handle(), tags.handle());
    tags.section("OBJECTS");
    for (handle, owner) in [(&root, "0"), (&groups, root.as_str())] {
        tags.text(0, "DICTIONARY");
        tags.text(5, handle);
        tags.text(330, owner);
        tags.text(100, "AcDbDictionary");
        tags.integer(281, 1);
        if *handle == root {
            tags.text(3, "ACAD_GROUP");
            tags.text(350, &groups);
        }
    }
    tags.end_section();
}
