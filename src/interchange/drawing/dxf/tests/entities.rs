//! Entities one by one.

use super::{adds_up, at, file, lines, near, only, read, shapes};
use crate::domain::drawing::{Align, Shape};

#[test]
fn plain_entities_are_exact() {
    let text = file(
        "0 LINE|8 A|10 1|20 2|11 3|21 4|0 CIRCLE|8 A|10 0|20 0|40 2|0 ARC|8 A|10 0|20 0|40 1|50 350|51 10\
         |0 POINT|8 A|10 7|20 8",
    );
    let read = read(&text);
    adds_up(&read);
    assert_eq!(read.report.drawn, 4);
    let shapes = shapes(&read);
    assert_eq!(shapes.first(), Some(&&Shape::Line { from: at(1.0, 2.0), to: at(3.0, 4.0) }));
    let Some(Shape::Arc { start_deg, sweep_deg, .. }) = shapes.get(2) else { panic!("{shapes:?}") };
    assert!((start_deg.rem_euclid(360.0) - 350.0).abs() < 1e-9 && (sweep_deg - 20.0).abs() < 1e-9);
    assert_eq!(read.report.extents.map(|e| (e.min, e.max)), Some((at(-2.0, -2.0), at(7.0, 8.0))));
}

#[test]
fn polylines_keep_their_bulges_and_mirror_them_from_below() {
    let corners = "10 0|20 0|42 1|10 2|20 0|10 2|20 5";
    let above = read(&file(&format!("0 LWPOLYLINE|8 0|90 3|70 1|{corners}")));
    let Shape::Polyline { vertices, closed: true } = &only(&above).shape else { panic!("{above:?}") };
    assert_eq!(vertices.iter().map(|v| v.bulge).collect::<Vec<_>>(), [1.0, 0.0, 0.0]);
    let below = read(&file(&format!("0 LWPOLYLINE|8 0|90 3|210 0|220 0|230 -1|{corners}")));
    let Shape::Polyline { vertices, closed: false } = &only(&below).shape else { panic!("{below:?}") };
    assert_eq!(vertices.first().map(|v| v.bulge), Some(-1.0));
    assert_eq!(vertices.get(1).map(|v| v.at), Some(at(-2.0, 0.0)));
    let old = "0 POLYLINE|8 0|66 1|70 0|0 VERTEX|8 0|10 1|20 1|42 0.5|0 VERTEX|8 0|10 4|20 1|0 SEQEND";
    let read = read(&file(old));
    assert_eq!(read.report.entities.get("POLYLINE"), Some(&1));
    assert_eq!(read.report.entities.len(), 1);
    let Shape::Polyline { vertices, .. } = &only(&read).shape else { panic!("{read:?}") };
    assert_eq!(vertices.len(), 2);
}

#[test]
fn an_ellipse_runs_by_its_parameter_and_a_spline_is_approximated() {
    // Half an ellipse, from (4, 0) over (0, 2) to (−4, 0).
    let read = read(&file(
        "0 ELLIPSE|8 0|10 0|20 0|11 4|21 0|40 0.5|41 0|42 3.141592653589793\
        |0 SPLINE|8 0|70 8|71 2|73 3|10 0|20 0|10 1|20 2|10 2|20 0",
    ));
    let shapes = shapes(&read);
    let points = shapes.first().expect("an ellipse").flatten(0.0);
    assert!(points.iter().any(|p| near(*p, at(0.0, 2.0))));
    assert!(points.last().is_some_and(|p| near(*p, at(-4.0, 0.0))));
    let Some(Shape::Curve { points, closed: false }) = shapes.get(1) else { panic!("{shapes:?}") };
    // The middle of a parabola over (0, 0), (1, 2), (2, 0) is (1, 1).
    assert!(points.iter().any(|p| near(*p, at(1.0, 1.0))));
    assert_eq!(read.report.approximated.get("splines"), Some(&1));
    adds_up(&read);
}

#[test]
fn hatches_are_filled_or_covered_with_their_pattern() {
    let square = "91 1|92 3|72 0|73 1|93 4|10 0|20 0|10 4|20 0|10 4|20 4|10 0|20 4|97 0";
    let solid = read(&file(&format!(
        "0 HATCH|8 0|10 0|20 0|30 0|2 SOLID|70 1|71 0|{square}|75 0|76 1|98 1|10 1|20 1"
    )));
    let Shape::Fill { rings } = &only(&solid).shape else { panic!("{solid:?}") };
    assert_eq!(rings.iter().map(Vec::len).collect::<Vec<_>>(), [4]);
    // Horizontal lines at y = 0.5, 1.5, 2.5, 3.5.
    let pattern = "75 0|76 0|52 0|41 1|77 0|78 1|53 0|43 0|44 0.5|45 0|46 1|79 0";
    let lines = read(&file(&format!("0 HATCH|8 0|2 LINE|70 0|71 0|{square}|{pattern}")));
    assert_eq!(lines.drawing.entities.len(), 4);
    for shape in shapes(&lines) {
        let Shape::Line { from, to } = shape else { panic!("{shape:?}") };
        assert!((from.x - 0.0).abs() < 1e-9 && (to.x - 4.0).abs() < 1e-9 && from.y == to.y, "{shape:?}");
    }
    // A boundary of edges: two lines and a half circle over the third side.
    let edges =
        "91 1|92 1|93 3|72 1|10 0|20 0|11 4|21 0|72 1|10 4|20 0|11 4|21 2|72 1|10 4|20 2|11 0|21 0|97 0";
    let triangle = read(&file(&format!("0 HATCH|8 0|2 SOLID|70 1|{edges}|75 0|76 1")));
    let Shape::Fill { rings } = &only(&triangle).shape else { panic!("{triangle:?}") };
    assert_eq!(rings.first().map(Vec::len), Some(4));
}

#[test]
fn texts_stand_where_they_are_aligned() {
    let read = read(&file(
        "0 TEXT|8 0|10 0|20 0|40 2.5|1 %%uHALL%%u|72 1|73 2|11 5|21 6\
         |0 MTEXT|8 0|10 1|20 9|40 0.2|71 5|1 \\fArial;KITCHEN\\P12 m\\S2^ ;|0 TEXT|8 0|10 0|20 0|40 1|1  ",
    ));
    let shapes = shapes(&read);
    let middle = Align { x: 0.5, y: 0.5 };
    let Some(Shape::Text { at: place, height, align, text, .. }) = shapes.first() else {
        panic!("{shapes:?}")
    };
    assert_eq!((*place, *height, *align, text.as_str()), (at(5.0, 6.0), 2.5, middle, "HALL"));
    let Some(Shape::Text { align, text, .. }) = shapes.get(1) else { panic!("{shapes:?}") };
    assert_eq!((*align, text.as_str()), (middle, "KITCHEN\n12 m2"));
    assert_eq!(shapes.len(), 2);
    assert_eq!(read.report.drawn, 3);
}

#[test]
fn faces_dimensions_and_leaders() {
    let read = read(&file(
        "0 SOLID|8 0|10 0|20 0|11 2|21 0|12 0|22 1|13 2|23 1|0 3DFACE|8 0|10 0|20 0|11 2|21 0|12 2|22 2|13 0|23 2|70 1\
         |0 DIMENSION|8 0|2 *D1|70 0|13 0|23 0|14 120|24 7|11 60|21 20|0 LEADER|8 0|10 0|20 0|10 5|20 5\
         |0 OLE2FRAME|8 0|0 3DSOLID|8 0|0 FOO|8 0",
    ));
    let shapes = shapes(&read);
    let Some(Shape::Fill { rings }) = shapes.first() else { panic!("{shapes:?}") };
    assert_eq!(
        rings.first().map(Vec::as_slice),
        Some(&[at(0.0, 0.0), at(2.0, 0.0), at(2.0, 1.0), at(0.0, 1.0)][..])
    );
    // One edge of the face is not seen; the dimension is a line and a number.
    assert_eq!(shapes.iter().filter(|shape| matches!(shape, Shape::Line { .. })).count(), 3 + 1);
    assert!(
        shapes.iter().any(|shape| matches!(shape, Shape::Text { text, .. } if text == "120")),
        "{shapes:?}"
    );
    let skipped: Vec<&str> = read.report.skipped.keys().map(String::as_str).collect();
    assert_eq!(
        skipped,
        [
            "3DSOLID: solids and surfaces are no lines",
            "FOO: an unknown kind",
            "OLE2FRAME: OLE objects of other programs"
        ]
    );
    adds_up(&read);
    let [dimension] = read.facts.dimensions.as_slice() else { panic!("{:?}", read.facts) };
    assert!((dimension.measured - 120.0).abs() < 1e-9);
}

#[test]
fn layers_colors_and_dashes() {
    let tables = "0 SECTION|2 TABLES|0 TABLE|2 LTYPE|0 LTYPE|2 DASHED|40 0.75|49 0.5|49 -0.25|0 ENDTAB\
        |0 TABLE|2 LAYER|0 LAYER|2 WALLS|62 1|70 0|6 DASHED|0 LAYER|2 GONE|62 -3|70 0|0 LAYER|2 COLD|62 5|70 1|0 ENDTAB|0 ENDSEC";
    let entities = "0 SECTION|2 ENTITIES|0 LINE|8 walls|10 0|11 1|48 2|0 LINE|8 GONE|10 0|11 1|62 7|0 LINE|8 NEW|10 0|11 1|420 1193046|0 ENDSEC|0 EOF";
    let read = read(&lines(&format!("{tables}|{entities}")));
    let layers: Vec<_> =
        read.drawing.layers.iter().map(|layer| (layer.name.as_str(), layer.color, layer.hidden)).collect();
    assert_eq!(
        layers,
        [
            ("WALLS", Some([255, 0, 0]), false),
            ("GONE", Some([0, 255, 0]), true),
            ("COLD", Some([0, 0, 255]), true),
            ("NEW", None, false)
        ]
    );
    let looks: Vec<_> =
        read.drawing.entities.iter().map(|e| (e.layer, e.color, e.dashes.as_slice())).collect();
    let white = Some([255, 255, 255]);
    assert_eq!(looks, [(0, None, &[1.0, 0.5][..]), (1, white, &[]), (3, Some([0x12, 0x34, 0x56]), &[])]);
}
