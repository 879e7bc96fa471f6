//! Another reader finds in the file what the sheet has: our own, written for other programs' files, shares no code with the
//! writer.

use super::plan_dxf;
use crate::document::SAMPLES;
use crate::domain::Project;
use crate::domain::drawing::Shape;
use crate::domain::symbols::SymbolLibrary;
use crate::engineering::plan_drawing::UnderDrawing;
use crate::interchange::drawing::{Limits, Watch, read_drawing};
use std::collections::BTreeMap;

fn sample(id: &str) -> Project {
    let sample = SAMPLES.iter().find(|sample| sample.id == id).expect("shipped");
    sample.project().expect("reads")
}

fn dxf(project: &Project) -> Vec<u8> {
    plan_dxf(project, project.sheets().next().expect("a sheet"), &SymbolLibrary::shipped(), &[])
}

#[test]
fn another_reader_finds_every_device_layer_and_text() {
    for id in ["riverside-office", "duplex", "warehouse"] {
        let project = sample(id);
        let sheet = project.sheets().next().expect("a sheet");
        let read = read_drawing(&dxf(&project), "plan.dxf", 1, &Limits::default(), Watch::patient());
        let read = read.expect("opens");
        let count = |kind: &str| read.report.entities.get(kind).copied().unwrap_or_default();
        assert_eq!(count("INSERT"), sheet.devices.len(), "{id}");
        assert_eq!(read.report.skipped_total(), 0, "{id}: {:?}", read.report.skipped);
        for layer in ["A-WALL", "E-POWR", "E-LITE", "E-CIRC", "E-ANNO-IDEN"] {
            assert!(read.report.layers.iter().any(|name| name == layer), "{id}: {layer}");
        }
        let texts: BTreeMap<&str, usize> =
            read.drawing.entities.iter().fold(BTreeMap::new(), |mut counts, entity| {
                if let Shape::Text { text, .. } = &entity.shape {
                    *counts.entry(text.as_str()).or_default() += 1;
                }
                counts
            });
        for room in sheet.rooms.values().filter(|room| !room.name.trim().is_empty()) {
            assert!(texts.contains_key(room.name.trim()), "{id}: {}", room.name);
        }
        let tagged = sheet.devices.values().filter_map(|d| crate::domain::device_tag(&project, d));
        for tag in tagged {
            assert!(texts.keys().any(|text| text.ends_with(&tag)), "{id}: {tag}");
        }
    }
}

/// The building is 160 × 90 ft with walls of a foot: in inches its walls reach from −6 to 1,926.
#[test]
fn lengths_are_inches() {
    let read =
        read_drawing(&dxf(&sample("riverside-office")), "p.dxf", 1, &Limits::default(), Watch::patient());
    let read = read.expect("opens");
    let walls: Vec<usize> =
        read.drawing.layers.iter().enumerate().filter(|(_, l)| l.name == "A-WALL").map(|(n, _)| n).collect();
    let bounds =
        read.drawing.entities.iter().filter(|e| walls.contains(&e.layer)).filter_map(|e| e.shape.bounds());
    let (left, right) =
        bounds.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, r), b| (l.min(b.min.x), r.max(b.max.x)));
    assert!((left + 6.0).abs() < 1e-6 && (right - 1926.0).abs() < 1e-6, "{left} to {right}");
}

#[test]
fn the_same_project_gives_the_same_ascii_bytes() {
    let project = sample("riverside-office");
    let bytes = dxf(&project);
    assert_eq!(bytes, dxf(&project));
    assert!(bytes.is_ascii());
}

/// The sample's architect drawing beneath: everything of it that is shown comes back on its layer, at its place.
#[test]
fn the_architects_drawing_goes_out_on_a_layer_of_its_own() {
    let project = sample("riverside-office");
    let sheet = project.sheets().next().expect("a sheet");
    let architect = include_bytes!("../../../../sample_projects/architect.dxf");
    let read = read_drawing(architect, "a.dxf", 1, &Limits::default(), Watch::patient()).expect("opens");
    let underlay = crate::domain::Underlay::new("a.dxf", "hash", 1.0 / 12.0);
    // A dashed line of the architect's: 6 in, gap 3, dot, gap 3.
    let mut drawing = read.drawing.as_ref().clone();
    let line = drawing.entities.iter_mut().find(|e| matches!(e.shape, Shape::Line { .. })).expect("one");
    line.dashes = vec![6.0, 3.0, 0.0, 3.0];
    let dashed = drawing.entities.iter().filter(|e| !e.dashes.is_empty()).count();
    let under = UnderDrawing { sheet: sheet.id, underlay, drawing: std::sync::Arc::new(drawing) };
    let bytes = plan_dxf(&project, sheet, &SymbolLibrary::shipped(), &[under]);
    let back = read_drawing(&bytes, "plan.dxf", 1, &Limits::default(), Watch::patient()).expect("opens");
    assert_eq!(back.report.skipped_total(), 0, "{:?}", back.report.skipped);
    let layer = back.drawing.layers.iter().position(|layer| layer.name == "X-ARCH").expect("its layer");
    let of_layer = |shape: fn(&Shape) -> bool| {
        let there = |e: &&crate::domain::drawing::DrawingEntity| e.layer == layer && shape(&e.shape);
        back.drawing.entities.iter().filter(there).count()
    };
    let shown = |e: &&crate::domain::drawing::DrawingEntity| {
        read.drawing.layers.get(e.layer).is_none_or(|layer| !layer.hidden)
    };
    let texts = read.drawing.entities.iter().filter(shown).filter(|e| matches!(e.shape, Shape::Text { .. }));
    assert_eq!(of_layer(|shape| matches!(shape, Shape::Text { .. })), texts.count());
    assert!(of_layer(|_| true) > 50);
    let back_dashed: Vec<&[f64]> = back.drawing.entities.iter().map(|e| e.dashes.as_slice()).collect();
    assert_eq!(back_dashed.iter().filter(|dashes| !dashes.is_empty()).count(), dashed);
    assert!(back_dashed.contains(&[6.0, 3.0, 0.0, 3.0].as_slice()), "{back_dashed:?}");
    let bounds = |drawing: &crate::domain::drawing::Drawing, layer: Option<usize>| {
        let of = drawing.entities.iter().filter(|e| layer.is_none_or(|layer| e.layer == layer));
        let lines = of.filter(|e| !matches!(e.shape, Shape::Text { .. })).filter_map(|e| e.shape.bounds());
        lines.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, r), b| (l.min(b.min.x), r.max(b.max.x)))
    };
    let (mine, its) = (bounds(&back.drawing, Some(layer)), bounds(&read.drawing, None));
    assert!((mine.0 - its.0).abs() < 0.01 && (mine.1 - its.1).abs() < 0.01, "{mine:?} {its:?}");
}
