//! The library is complete and sound, finds by words, and takes a person's symbols with clear refusals.

use super::read::read;
use super::{Mount, SymbolLibrary, placed};
use crate::domain::drawing::Shape;
use crate::domain::{DeviceKind, System};
use crate::units::PlanPoint;
use std::collections::BTreeSet;

fn names(found: &[&super::Symbol]) -> Vec<String> {
    found.iter().map(|symbol| symbol.name.clone()).collect()
}

#[test]
fn every_shipped_symbol_is_sound_and_every_kind_has_one() {
    let (symbols, errors) = read(include_str!("../../../assets/symbols.ron"), "symbols.ron");
    assert_eq!(errors, []);
    let library = SymbolLibrary::shipped();
    assert_eq!(library.all(), symbols);
    for kind in DeviceKind::ALL {
        assert_eq!(library.of_device(*kind, "no such symbol").map(|s| s.kind), Some(*kind), "{kind}");
    }
    let titles: BTreeSet<&str> = symbols.iter().map(|symbol| symbol.title.as_str()).collect();
    assert_eq!(titles.len(), symbols.len(), "titles differ");
    for symbol in &symbols {
        // What hangs on a wall must lie in its room, and nothing but a few lamps is heavier than its circuit.
        assert!(symbol.mount != Mount::Wall || symbol.standoff_in > 0.0, "{}", symbol.name);
        assert!(System::ALL.iter().any(|system| symbol.runs_on(*system)), "{} runs on nothing", symbol.name);
    }
}

#[test]
fn words_find_symbols_in_any_order() {
    let library = SymbolLibrary::shipped();
    assert_eq!(names(&library.search("duplex")).first().map(String::as_str), Some("duplex"));
    assert!(names(&library.search("gfci outlet")).contains(&"duplex-gfci".to_owned()));
    assert_eq!(names(&library.search("1x4 lay-in")), ["troffer-1x4"]);
    assert_eq!(names(&library.search("way three")), ["switch-3way"]);
    assert!(library.search("zzz").is_empty());
    assert_eq!(library.search(" ").len(), library.all().len());
}

#[test]
fn a_voltage_decides_where_a_device_runs() {
    let library = SymbolLibrary::shipped();
    let runs = |name: &str, system: System| library.get(name).expect("shipped").runs_on(system);
    assert!(runs("duplex", System::Wye208) && !runs("duplex", System::Wye480));
    assert!(runs("troffer-2x4", System::Wye480) && runs("troffer-2x4", System::Wye208));
    assert!(runs("range", System::Single240) && !runs("range", System::Wye480));
}

/// Turned by a quarter, what pointed up points left; texts stay where they are and upright.
#[test]
fn a_placed_symbol_is_turned_and_in_feet() {
    let text = r#"[(name: "t", title: "T", kind: "equipment", family: "F", mount: "anywhere", class: 'A',
        shapes: [line((0, 0), (0, 12)), text((0, 12), 6, "T")])]"#;
    let (symbols, errors) = read(text, "t.ron");
    assert_eq!(errors, []);
    let symbol = symbols.first().expect("one");
    let shapes = placed(symbol, PlanPoint { x: 10.0, y: 20.0 }, 90.0, 1.0);
    let Some(Shape::Line { from, to }) = shapes.first() else { panic!("a line") };
    assert_eq!((from.x, from.y), (10.0, 20.0));
    assert!((to.x - 9.0).abs() < 1e-12 && (to.y - 20.0).abs() < 1e-12);
    let Some(Shape::Text { at, height, rotation_deg, .. }) = shapes.get(1) else { panic!("a text") };
    assert!((at.x - 9.0).abs() < 1e-12 && *height == 0.5 && *rotation_deg == 0.0);
}

#[test]
fn a_person_adds_and_replaces_symbols_and_is_told_what_is_wrong() {
    let own = r#"[
        (name: "duplex", title: "Our duplex", kind: "receptacle", family: "Ours", mount: "wall", class: 'R', va: 200,
         shapes: [circle((0, 0), 5)]),
        (name: "Bad Name", title: "x", kind: "receptacle", family: "Ours", mount: "wall", class: 'R', shapes: []),
        (name: "bad-kind", title: "x", kind: "toaster", family: "Ours", mount: "wall", class: 'R', shapes: []),
        (name: "bad-fact", title: "x", kind: "receptacle", family: "Ours", mount: "wall", class: 'R',
         facts: {"weather_resistant": "perhaps"}, shapes: [circle((0, 0), 5)]),
        (name: "empty", title: "x", kind: "receptacle", family: "Ours", mount: "wall", class: 'R', shapes: []),
        (name: "mm", title: "x", kind: "receptacle", family: "Ours", mount: "wall", class: 'R', shapes: [circle((0, 0), 500)]),
    ]"#;
    let base = SymbolLibrary::shipped();
    let (library, errors) = base.with_file(own, "mine.ron");
    assert_eq!(library.all().len(), base.all().len());
    assert_eq!(library.get("duplex").map(|symbol| symbol.load.0), Some(200.0));
    let said: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert!(said.iter().all(|line| line.starts_with("mine.ron: symbol '")), "{said:?}");
    for part in [
        "lower-case",
        "kind 'toaster' is unknown; use one of receptacle",
        "'weather-resistant' is yes or no",
        "no shapes",
        "240 in",
    ] {
        assert!(said.iter().any(|line| line.contains(part)), "{part}: {said:?}");
    }
    let (same, errors) = base.with_file("[(name: 3)]", "mine.ron");
    assert_eq!(&same, base.as_ref());
    assert!(errors.iter().any(|e| e.to_string().starts_with("mine.ron, line 1, column")), "{errors:?}");
}
