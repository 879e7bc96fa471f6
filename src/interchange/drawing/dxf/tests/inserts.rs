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

/// An insert with a clip: the filter hangs on the insert by two dictionaries, its matrix goes back to the block.
fn clipped(boundary: &str, switched: u8) -> String {
    let block = "0 BLOCK|2 B|10 0|20 0|0 LINE|8 0|10 -5|20 1|11 15|21 1|0 LINE|8 0|10 -5|20 30|11 15|21 30|\
                 0 POINT|8 0|10 1|20 2|0 POINT|8 0|10 40|20 2|0 ENDBLK";
    let back = "40 1|40 0|40 0|40 -100|40 0|40 1|40 0|40 0|40 0|40 0|40 1|40 0|\
                40 1|40 0|40 0|40 0|40 0|40 1|40 0|40 0|40 0|40 0|40 1|40 0";
    lines(&format!(
        "0 SECTION|2 BLOCKS|{block}|0 ENDSEC|0 SECTION|2 ENTITIES|0 INSERT|5 A1|8 0|2 B|10 100|20 0|\
         0 INSERT|5 A2|8 0|2 B|10 200|20 0|0 ENDSEC|\
         0 SECTION|2 OBJECTS|0 DICTIONARY|5 D1|330 a1|3 ACAD_FILTER|360 D2|0 DICTIONARY|5 D2|330 D1|3 SPATIAL|360 F|\
         0 SPATIAL_FILTER|5 F|330 D2|{boundary}|71 {switched}|72 0|73 0|{back}|0 ENDSEC|0 EOF"
    ))
}

#[test]
fn a_clipped_insert_shows_what_is_inside_its_boundary() {
    let read = read(&clipped("70 2|10 100|20 0|10 110|20 10", 1));
    adds_up(&read);
    let near_a1 = |shape: &&&Shape| shape.bounds().is_some_and(|bounds| bounds.max.x < 150.0);
    let all = shapes(&read);
    let seen: Vec<&&Shape> = all.iter().filter(near_a1).collect();
    let [Shape::Line { from, to }, Shape::Mark(mark)] = seen.as_slice() else { panic!("{seen:?}") };
    assert!(near(*from, at(100.0, 1.0)) && near(*to, at(110.0, 1.0)), "{seen:?}");
    assert!(near(*mark, at(101.0, 2.0)));
    // The other insert of the block has no clip.
    assert_eq!(all.len() - seen.len(), 4);
}

#[test]
fn a_clip_with_a_notch_cuts_a_line_in_two_and_one_switched_off_cuts_nothing() {
    // Around everything from 100 to 110 but for a slot between 103 and 106.
    let notch = "70 8|10 100|20 0|10 103|20 0|10 103|20 5|10 106|20 5|10 106|20 0|10 110|20 0|10 110|20 10|10 100|20 10";
    let read_notch = read(&clipped(notch, 1));
    let ends: Vec<(f64, f64)> = shapes(&read_notch)
        .into_iter()
        .filter_map(|shape| match shape {
            Shape::Line { from, to } if to.x < 150.0 => Some((from.x, to.x)),
            _ => None,
        })
        .collect();
    let wanted = [(100.0, 103.0), (106.0, 110.0)];
    assert!(
        ends.len() == 2
            && ends.iter().zip(wanted).all(|(a, b)| (a.0 - b.0).abs() < 1e-9 && (a.1 - b.1).abs() < 1e-9),
        "{ends:?}"
    );
    assert_eq!(shapes(&read(&clipped(notch, 0))).len(), 8);
}

#[test]
fn fills_and_curves_are_cut_at_a_clip() {
    let block = "0 BLOCK|2 B|10 0|20 0|0 SOLID|8 0|10 0|20 0|11 4|21 0|12 0|22 4|13 4|23 4|\
                 0 CIRCLE|8 0|10 0|20 0|40 4|0 ENDBLK";
    let ones = "40 1|40 0|40 0|40 0|40 0|40 1|40 0|40 0|40 0|40 0|40 1|40 0";
    let read = read(&lines(&format!(
        "0 SECTION|2 BLOCKS|{block}|0 ENDSEC|0 SECTION|2 ENTITIES|0 INSERT|5 A1|8 0|2 B|10 0|20 0|0 ENDSEC|\
         0 SECTION|2 OBJECTS|0 SPATIAL_FILTER|5 F|330 A1|70 2|10 0|20 0|10 3|20 9|71 1|72 0|73 0|{ones}|{ones}|0 ENDSEC|0 EOF"
    )));
    adds_up(&read);
    let all = shapes(&read);
    let [Shape::Fill { rings }, Shape::Curve { points, closed: false }] = all.as_slice() else {
        panic!("{all:?}")
    };
    let [ring] = rings.as_slice() else { panic!("{rings:?}") };
    let area: f64 =
        ring.iter().zip(ring.iter().cycle().skip(1)).map(|(a, b)| a.x * b.y - b.x * a.y).sum::<f64>() / 2.0;
    assert!((area.abs() - 12.0).abs() < 1e-6, "3 wide, 4 high: {area}");
    // The quarter above, cut at x = 3: from (3, √7) to (0, 4).
    let ends = [points.first().copied().expect("ends"), points.last().copied().expect("ends")];
    assert!((ends[0].x - 3.0).abs() < 1e-9 && (ends[0].y - 7.0_f64.sqrt()).abs() < 2e-3, "{ends:?}");
    assert!(ends[1].x.abs() < 1e-9 && (ends[1].y - 4.0).abs() < 2e-3, "{ends:?}");
    assert_eq!(read.report.approximated.len(), 1, "{:?}", read.report.approximated);
}
