//! A sheet of the plan as DXF of AutoCAD 2000, in inches: named layers, real text, a block for each symbol.
//!
//! ```text
//! plan_drawing ─ header.rs, tables.rs (layers, linetypes by patterns.rs, blocks' names) ─ blocks ─ entity.rs ─ tags.rs (groups, handles) ─ bytes
//! ```
//!
//! The version is old on purpose: everything opens it. Written by ourselves, since the writers at hand put dates and ids of
//! chance into every file; here the same project gives the same bytes. Absent: paper space; the scale is a matter of who plots.

mod entity;
mod header;
mod patterns;
mod tables;
mod tags;
#[cfg(test)]
mod tests;

use self::entity::{Owner, insert, shape};
use self::patterns::Patterns;
use self::tags::Tags;
use crate::domain::drawing::{Align, Shape, Vertex};
use crate::domain::symbols::SymbolLibrary;
use crate::domain::{Project, Sheet};
use crate::engineering::plan_drawing::{CadLayer, PlanDrawing, UnderDrawing, plan_drawing};
use crate::units::PlanPoint;

const INCHES_TO_A_FOOT: f64 = 12.0;
/// Scale that texts and symbols are sized for: 1/8 in = 1 ft.
const FT_PER_IN: f64 = 8.0;

/// Writes a sheet; architect's drawings beneath it go onto a layer of their own.
pub fn plan_dxf(
    project: &Project,
    sheet: &Sheet,
    library: &SymbolLibrary,
    under: &[UnderDrawing],
) -> Vec<u8> {
    let drawing = plan_drawing(project, sheet, library, FT_PER_IN).over(sheet, under);
    let mut tags = Tags::default();
    let extents = drawing.extents().unwrap_or_default();
    header::write(&mut tags, (inches(extents.min), inches(extents.max)));
    let patterns = Patterns::of(&drawing);
    let records = tables::write(&mut tags, &drawing, &patterns);
    blocks(&mut tags, &drawing, &records);
    tags.section("ENTITIES");
    for entity in drawing.under.iter().chain(&drawing.entities) {
        let layer = CadLayer::ALL.get(entity.layer).copied().unwrap_or(CadLayer::Floor);
        let linetype = patterns.name(entity);
        let owner = Owner { record: &records.model, layer: layer.name(), linetype: linetype.as_deref() };
        shape(&mut tags, owner, &in_inches(&entity.shape));
    }
    for place in &drawing.inserts {
        let owner = Owner { record: &records.model, layer: place.layer.name(), linetype: None };
        insert(
            &mut tags,
            owner,
            &block_name(&place.symbol),
            (inches(place.at), place.rotation_deg, place.scale),
        );
    }
    tags.end_section();
    tables::objects(&mut tags);
    tags.finish()
}

fn blocks(tags: &mut Tags, drawing: &PlanDrawing, records: &tables::Records) {
    tags.section("BLOCKS");
    block(tags, "*Model_Space", &records.model, &[]);
    block(tags, "*Paper_Space", &records.paper, &[]);
    for (name, symbol) in &drawing.symbols {
        if let Some(record) = records.symbols.get(name) {
            block(tags, &block_name(name), record, &symbol.shapes);
        }
    }
    tags.end_section();
}

fn block(tags: &mut Tags, name: &str, record: &str, shapes: &[Shape]) {
    tags.entity("BLOCK", record);
    tags.text(8, "0");
    tags.text(100, "AcDbBlockBegin");
    tags.text(2, name);
    tags.integer(70, 0);
    tags.point(10, PlanPoint::default());
    tags.text(3, name);
    tags.text(1, "");
    for each in shapes {
        // On layer 0 a block's strokes take the color of the layer it stands on.
        shape(tags, Owner { record, layer: "0", linetype: None }, each);
    }
    tags.entity("ENDBLK", record);
    tags.text(8, "0");
    tags.text(100, "AcDbBlockEnd");
}

/// Names a block so that it cannot be taken for one of the architect's.
fn block_name(symbol: &str) -> String {
    format!("PW-{}", symbol.to_uppercase())
}

fn inches(p: PlanPoint) -> PlanPoint {
    PlanPoint { x: p.x * INCHES_TO_A_FOOT, y: p.y * INCHES_TO_A_FOOT }
}

fn in_inches(shape: &Shape) -> Shape {
    let all = |points: &[PlanPoint]| points.iter().copied().map(inches).collect();
    match shape {
        Shape::Mark(at) => Shape::Mark(inches(*at)),
        Shape::Line { from, to } => Shape::Line { from: inches(*from), to: inches(*to) },
        Shape::Polyline { vertices, closed } => Shape::Polyline {
            vertices: vertices.iter().map(|v| Vertex { at: inches(v.at), ..*v }).collect(),
            closed: *closed,
        },
        Shape::Arc { center, radius, start_deg, sweep_deg } => Shape::Arc {
            center: inches(*center),
            radius: radius * INCHES_TO_A_FOOT,
            start_deg: *start_deg,
            sweep_deg: *sweep_deg,
        },
        Shape::Ellipse { center, major, ratio, start_deg, sweep_deg } => Shape::Ellipse {
            center: inches(*center),
            major: inches(*major),
            ratio: *ratio,
            start_deg: *start_deg,
            sweep_deg: *sweep_deg,
        },
        Shape::Curve { points, closed } => Shape::Curve { points: all(points), closed: *closed },
        Shape::Fill { rings } => Shape::Fill { rings: rings.iter().map(|ring| all(ring)).collect() },
        Shape::Text { at, height, rotation_deg, align, text } => Shape::Text {
            at: inches(*at),
            height: height * INCHES_TO_A_FOOT,
            rotation_deg: *rotation_deg,
            align: Align { ..*align },
            text: text.clone(),
        },
    }
}
