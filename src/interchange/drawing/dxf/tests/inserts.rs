//! Blocks in their places.

use super::{adds_up, at, lines, near, read, shapes};
use crate::domain::drawing::Shape;
use crate::units::PlanPoint;

fn with_blocks(blocks: &str, entities: &str) -> String {
    lines(&format!("0 SECTION|2 BLOCKS|{blocks}|0 ENDSEC|0 SECTION|2 ENTITIES|{entities}|0 ENDSEC|0 EOF"))
}

/// A block with one line from (1, 0) to (2, 0), its base at (1, 0).
const TICK: &str = "0 BLOCK|2 TICK|10 1|20 0|0 LINE|8 0|10 1|20 0|11 2|21 0|0 ENDBLK";

fn line_ends(text: &str) -> Vec<(PlanPoint, PlanPoint)> {
    let read = read(text);
    adds_up(&read);
    shapes(&read)
        .into_iter()
        .map(|shape| match shape {
            Shape::Line { from, to } => (*from, *to),
            other => panic!("{other:?}"),
        })
        .collect()
}

#[test]
fn an_insert_moves_scales_and_turns_about_the_base() {
    let ends = line_ends(&with_blocks(TICK, "0 INSERT|8 0|2 tick|10 10|20 20|41 3|42 3|50 90"));
    let [(from, to)] = ends.as_slice() else { panic!("{ends:?}") };
    assert!(near(*from, at(10.0, 20.0)) && near(*to, at(10.0, 23.0)), "{ends:?}");
}

#[test]
fn an_array_is_turned_and_not_scaled() {
    let ends =
        line_ends(&with_blocks(TICK, "0 INSERT|8 0|2 TICK|10 0|20 0|41 2|42 2|50 90|70 2|71 3|44 5|45 7"));
    let mut starts: Vec<(i64, i64)> =
        ends.iter().map(|(a, _)| (a.x.round() as i64, a.y.round() as i64)).collect();
    starts.sort_unstable();
    // Columns go up, rows go left.
    assert_eq!(starts, [(-14, 0), (-14, 5), (-7, 0), (-7, 5), (0, 0), (0, 5)]);
}

#[test]
fn blocks_in_blocks_mirror_and_arcs_follow() {
    let door = "0 BLOCK|2 DOOR|10 0|20 0|0 ARC|8 0|10 0|20 0|40 3|50 0|51 90|0 ENDBLK";
    let pair = "0 BLOCK|2 PAIR|10 0|20 0|0 INSERT|8 0|2 DOOR|10 1|20 0|0 INSERT|8 0|2 DOOR|10 -1|20 0|41 -1|0 ENDBLK";
    let read = read(&with_blocks(&format!("{door}|{pair}"), "0 INSERT|8 0|2 PAIR|10 100|20 0|41 2|42 2"));
    let arcs = shapes(&read);
    let ends: Vec<PlanPoint> = arcs.iter().filter_map(|arc| arc.flatten(0.0).last().copied()).collect();
    // Both swing up: the right one from (108, 0) to (102, 6), the mirrored one from (92, 0) to (98, 6).
    assert!(ends.iter().zip([at(102.0, 6.0), at(98.0, 6.0)]).all(|(a, b)| near(*a, b)), "{ends:?}");
    let starts: Vec<PlanPoint> = arcs.iter().filter_map(|arc| arc.flatten(0.0).first().copied()).collect();
    assert!(starts.iter().zip([at(108.0, 0.0), at(92.0, 0.0)]).all(|(a, b)| near(*a, b)), "{starts:?}");
    assert!(arcs.iter().all(|arc| matches!(arc, Shape::Arc { .. })));
    let [block] = read.facts.blocks.as_slice() else { panic!("{:?}", read.facts.blocks) };
    assert_eq!((block.name.as_str(), block.entities.clone()), ("PAIR", 0..2));
}

#[test]
fn an_arc_scaled_unevenly_is_an_ellipse() {
    let ring = "0 BLOCK|2 RING|10 0|20 0|0 CIRCLE|8 0|10 0|20 0|40 1|0 ENDBLK";
    let read = read(&with_blocks(ring, "0 INSERT|8 0|2 RING|10 0|20 0|41 4|42 2|50 90"));
    let bounds = read.drawing.extents().expect("extents");
    assert!(near(bounds.max, at(2.0, 4.0)), "{bounds:?}");
    assert!(
        matches!(shapes(&read).first(), Some(Shape::Ellipse { ratio, .. }) if (ratio - 0.5).abs() < 1e-9)
    );
}

#[test]
fn layer_zero_and_by_block_take_after_the_insert() {
    let block = "0 BLOCK|2 B|10 0|20 0|0 LINE|8 0|62 0|10 0|11 1|0 LINE|8 OWN|62 1|10 0|11 1|0 ENDBLK";
    let read = read(&with_blocks(block, "0 INSERT|8 FIXT|2 B|62 3"));
    let layer = |place: usize| read.drawing.layers.get(place).map(|layer| layer.name.as_str());
    let looks: Vec<_> = read.drawing.entities.iter().map(|e| (layer(e.layer), e.color)).collect();
    assert_eq!(looks, [(Some("FIXT"), Some([0, 255, 0])), (Some("OWN"), Some([255, 0, 0]))]);
}

#[test]
fn attributes_are_drawn_and_their_definitions_are_not() {
    let block = "0 BLOCK|2 TAG|10 0|20 0|0 ATTDEF|8 0|10 0|20 0|40 1|1 default|2 NO|70 0|0 ENDBLK";
    let read = read(&with_blocks(
        block,
        "0 INSERT|8 0|66 1|2 TAG|10 5|20 5|0 ATTRIB|8 0|10 5|20 6|40 1|1 101|2 NO|70 0\
         |0 ATTRIB|8 0|10 5|20 6|40 1|1 secret|2 X|70 1|0 SEQEND",
    ));
    let texts: Vec<_> = shapes(&read)
        .into_iter()
        .filter_map(|shape| if let Shape::Text { text, .. } = shape { Some(text.as_str()) } else { None })
        .collect();
    assert_eq!(texts, ["101"]);
    assert_eq!(read.report.entities.len(), 1);
}

#[test]
fn a_block_in_itself_and_a_missing_one_are_reported() {
    let own = "0 BLOCK|2 LOOP|10 0|20 0|0 LINE|8 0|10 0|11 1|0 INSERT|8 0|2 LOOP|10 1|0 ENDBLK";
    let read = read(&with_blocks(own, "0 INSERT|8 0|2 LOOP|10 0|0 INSERT|8 0|2 NOWHERE|10 0"));
    adds_up(&read);
    assert_eq!(read.drawing.entities.len(), 1);
    assert_eq!(read.report.skipped.keys().collect::<Vec<_>>(), ["INSERT: its block is missing"]);
    assert!(read.report.notes.iter().any(|note| note.what == "in part: a block contains itself"));
}
