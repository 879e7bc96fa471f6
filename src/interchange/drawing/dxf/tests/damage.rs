//! Damaged files: as much as can be read, an account of the rest, and never a long wait.

use super::{adds_up, file, lines, read};
use crate::interchange::drawing::{DrawingError, Limits, Watch, read_drawing};
use proptest::prelude::{ProptestConfig, any, prop, prop_oneof, proptest};
use std::cell::Cell;

const LINE: &str = "0 LINE|8 0|10 0|20 0|11 1|21 1";

#[test]
fn cut_off_and_overfull_files_are_read_as_far_as_they_go() {
    let whole = file(&[LINE; 3].join("|"));
    let cut = whole.get(..whole.len() - 30).expect("longer");
    let drawing = read(cut);
    assert_eq!(drawing.report.entities.get("LINE"), Some(&3));
    assert!(
        drawing.report.notes.iter().any(|note| note.what.contains("cut off")),
        "{:?}",
        drawing.report.notes
    );
    let overfull = read(&(whole + "ignore\nme\n"));
    assert_eq!(overfull.report.drawn, 3);
    assert!(
        overfull.report.notes.iter().any(|note| note.what.starts_with("9 bytes")),
        "{:?}",
        overfull.report.notes
    );
}

#[test]
fn lines_out_of_step_cost_one_entity() {
    let broken = file(&format!("{LINE}|0 TEXT|8 0|1 first")) + "second line of the text\n" + &file(LINE);
    let drawing = read(&broken.replace("  0\nENDSEC\n  0\nEOF\nsecond", "second"));
    assert_eq!(drawing.report.entities.get("LINE"), Some(&2), "{:?}", drawing.report);
    adds_up(&drawing);
}

#[test]
fn a_nest_of_blocks_ends_at_the_limit() {
    // Ten levels of blocks, each with a hundred of the next: 10²⁰ lines.
    let mut blocks = format!("0 BLOCK|2 B10|10 0|20 0|{LINE}|0 ENDBLK");
    for level in 0..10 {
        let next = level + 1;
        blocks += &format!("|0 BLOCK|2 B{level}|10 0|20 0|0 INSERT|8 0|2 B{next}|10 0|70 10|71 10|0 ENDBLK");
    }
    let text = lines(&format!(
        "0 SECTION|2 BLOCKS|{blocks}|0 ENDSEC|0 SECTION|2 ENTITIES|0 INSERT|8 0|2 B0|10 0|{LINE}|0 ENDSEC|0 EOF"
    ));
    let limits = Limits { points: 20_000, ..Limits::default() };
    let drawing = read_drawing(text.as_bytes(), "t.dxf", 1, &limits, Watch::patient()).expect("a drawing");
    adds_up(&drawing);
    assert!(drawing.drawing.entities.len() < 20_000);
    assert!(drawing.report.notes.iter().any(|note| note.what.contains("too large")), "{:?}", drawing.report);
}

#[test]
fn a_reading_stops_when_it_is_told() {
    let text = file(&[LINE; 3000].join("|"));
    let asked = Cell::new(0);
    let goes_on = || {
        asked.set(asked.get() + 1);
        asked.get() < 3
    };
    let stopped = read_drawing(text.as_bytes(), "t.dxf", 1, &Limits::default(), Watch::new(&goes_on));
    assert_eq!(stopped, Err(DrawingError::Stopped));
    let small = Limits { bytes: 10, ..Limits::default() };
    let large = read_drawing(text.as_bytes(), "t.dxf", 1, &small, Watch::patient());
    assert!(matches!(large, Err(DrawingError::TooLarge { .. })));
    let none = read_drawing(b"hello\nworld\n", "a/t.dxf", 1, &small, Watch::patient());
    assert!(matches!(none, Err(DrawingError::TooLarge { .. })));
    let none = read_drawing(b"hello\nworld\n", "a/t.dxf", 1, &Limits::default(), Watch::patient());
    let error = none.expect_err("no drawing").to_string();
    assert!(error.starts_with("t.dxf is a text or binary file without any DXF section"), "{error}");
}

/// A drawing with most kinds of entities, to be damaged.
fn sample() -> String {
    let square = "91 1|92 3|72 0|73 1|93 4|10 0|20 0|10 4|20 0|10 4|20 4|10 0|20 4|97 0";
    lines(&format!(
        "0 SECTION|2 HEADER|9 $ACADVER|1 AC1015|9 $INSUNITS|70 1|0 ENDSEC\
         |0 SECTION|2 TABLES|0 TABLE|2 LAYER|0 LAYER|2 WALLS|62 1|70 0|0 ENDTAB|0 ENDSEC\
         |0 SECTION|2 BLOCKS|0 BLOCK|2 B|10 0|20 0|{LINE}|0 ENDBLK|0 ENDSEC\
         |0 SECTION|2 ENTITIES|{LINE}|0 INSERT|8 0|2 B|10 0|70 2|71 2|44 1|45 1\
         |0 SPLINE|8 0|71 3|73 4|10 0|20 0|10 1|20 2|10 2|20 0|10 3|20 3|0 MTEXT|8 0|10 1|20 9|40 0.2|1 \\S1^2;x\
         |0 HATCH|8 0|2 X|70 0|{square}|75 0|76 0|78 1|53 0|43 0|44 0.5|45 0|46 1|79 0\
         |0 LWPOLYLINE|8 0|90 2|10 0|20 0|42 1|10 2|20 0|0 DIMENSION|8 0|70 0|13 0|23 0|14 5|24 0\
         |0 POLYLINE|8 0|70 16|71 2|72 2|0 VERTEX|10 0|20 0|0 VERTEX|10 1|20 0|0 VERTEX|10 0|20 1|0 VERTEX|10 1|20 1|0 SEQEND|0 ENDSEC|0 EOF"
    ))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn damage_never_ends_in_a_panic_and_always_adds_up(
        place in any::<prop::sample::Index>(),
        length in 0_usize..40,
        filling in prop_oneof!["", "9999999999", "-1", "1e308", "\n\n", "\u{0}", "NaN", "  0\nINSERT\n"],
    ) {
        let mut bytes = sample().into_bytes();
        let from = place.index(bytes.len());
        let to = (from + length).min(bytes.len());
        bytes.splice(from..to, filling.bytes());
        let limits = Limits { points: 100_000, ..Limits::default() };
        let Ok(drawing) = read_drawing(&bytes, "t.dxf", 1, &limits, Watch::patient()) else { return Ok(()) };
        adds_up(&drawing);
    }
}
