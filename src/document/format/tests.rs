//! The file as a whole: identity, stability, and what is said of files that are not one.

use super::*;
use crate::domain::{Edit, OneLineNode, OneLinePlace, PanelId, apply_all, examples};

fn sample() -> String {
    to_text(&examples::two_panels()).expect("writes")
}

fn error_of(text: &str) -> String {
    from_text(text, "x.ron").expect_err("is refused").to_string()
}

#[test]
fn save_then_load_is_the_same_project_and_the_same_bytes() {
    let project = examples::two_panels();
    let text = sample();
    let back = from_text(&text, "x.ron").expect("reads");
    assert_eq!(back, project);
    assert_eq!(to_text(&back).expect("writes"), text);
}

#[test]
fn a_circuit_takes_one_line_and_says_only_what_is_not_usual() {
    let text = sample();
    let line = text.lines().find(|l| l.contains("AHU-1")).expect("there");
    assert_eq!(
        line.trim(),
        r#"(id: 118, slot: 19, poles: 3, description: "AHU-1", class: "motor", va: 7200, trip: 30),"#
    );
    assert!(text.starts_with("// Phasewright project."));
    assert_eq!(text.lines().nth(3).map(str::trim), Some("version: 1,"));
    assert_eq!(text.lines().filter(|l| l.contains("slot:")).count(), 24);
}

#[test]
fn walls_and_the_underlay_of_an_older_file_keep_their_places() {
    let older = r#"sheets: [(id: 900, name: "A1",
        underlay: Some((file_name: "a.dxf", content_hash: "h", feet_per_unit: 0.5, origin: (1, 2))),
        walls: [
            (from: (0, 0), to: (9, 0), thickness_ft: 1),
            (id: 950, from: (0, 0), to: (0, 9), thickness_ft: 1),
            (from: (9, 0), to: (9, 9), thickness_ft: 1),
        ],
    )],
    next_id:"#;
    let text = sample().replacen("next_id:", older, 1);
    let project = from_text(&text, "x.ron").expect("reads");
    let sheet = project.sheet(crate::domain::SheetId(900)).expect("the sheet");
    let walls: Vec<(u64, f64)> = sheet.walls.values().map(|w| (w.id.0, w.to.y)).collect();
    assert_eq!(walls, [(950, 9.0), (951, 0.0), (952, 9.0)]);
    assert_eq!(project.next_id(), 953);
    assert_eq!(sheet.underlays.first().map(|u| (u.file_name.as_str(), u.origin.y)), Some(("a.dxf", 2.0)));
    let saved = to_text(&project).expect("writes");
    assert_eq!(from_text(&saved, "x.ron").expect("reads"), project);
}

#[test]
fn a_plain_reader_reads_it_too() {
    let value: ron::Value = ron::from_str(&sample()).expect("needs no options");
    assert!(matches!(value, ron::Value::Map(_)));
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_are_read() {
    let text = format!("\u{feff}{}", sample().replace('\n', "\r\n"));
    assert_eq!(from_bytes(text.as_bytes(), "x.ron"), Ok(examples::two_panels()));
}

#[test]
fn an_unknown_field_is_named_with_its_place() {
    let text = sample().replace("trip: 30, ", "").replacen("continuous: true", "continous: true", 1);
    let (line, column) = text
        .lines()
        .enumerate()
        .find_map(|(i, l)| l.find("continous").map(|at| (i + 1, at + 1)))
        .expect("there");
    let error = error_of(&text);
    assert!(
        error.starts_with(&format!(
            "x.ron, line {line}, column {column}: field `continous` is not known in a circuit (`continuous`?); fields are id, slot,"
        )),
        "{error}"
    );
    assert!(error.ends_with("nothing was read, so that nothing gets lost on saving"), "{error}");
}

#[test]
fn bad_values_are_named_with_their_place() {
    for (old, new, expected) in [
        (
            r#"class: "motor""#,
            r#"class: "moter""#,
            r#""moter" is no load class; use one of lighting, receptacle, motor"#,
        ),
        ("va: 7200", "va: inf", "inf is no load"),
        ("va: 7200", "va: \"much\"", "expected VA as a number, or one number a pole in brackets"),
        ("slot: 19", "slot: -19", "integer is out of bounds"),
        ("slot: 19,", "", "field `slot` is missing in a circuit; add it"),
        ("slot: 19", "slot: 19, slot: 19", "field `slot` stands twice in a circuit"),
        ("edition: 2023", "edition: 2019", "2019 is no NEC edition served here"),
        (r#"system: "208Y/120""#, r#"system: "209Y/121""#, "is no system; use one of 480Y/277"),
        ("balance_target: 0.95", "balance_target: NaN", "a finite number"),
    ] {
        let text = sample().replacen(old, new, 1);
        assert_ne!(text, sample(), "{old} is in the sample");
        let error = error_of(&text);
        let line = text
            .lines()
            .position(|l| l.contains(new) && (!new.is_empty() || l.contains("AHU")))
            .map(|i| i + 1);
        assert!(error.contains(expected), "{error}");
        if !new.is_empty() {
            assert!(error.contains(&format!("line {}, ", line.unwrap_or_default())), "{error}");
        }
    }
}

#[test]
fn a_newer_file_is_told_apart_whatever_else_it_holds() {
    let newer = sample().replacen("version: 1,", "version: 3, wires: <<anew>>,", 1);
    assert_eq!(
        error_of(&newer),
        "x.ron was written by a newer Phasewright, format 3; this program reads up to 1; open it with the newer program; \
         nothing was changed"
    );
    assert!(error_of("(version: 0)").contains("there is no format 0"));
}

#[test]
fn a_file_cut_anywhere_is_said_to_be_cut() {
    let text = sample();
    let start = text.find("version: 1,").expect("there") + "version: 1,".len();
    let end = text.trim_end().len();
    for cut in (start..end).filter(|cut| text.is_char_boundary(*cut)) {
        let error = from_text(&text[..cut], "x.ron").expect_err("cut");
        assert!(matches!(error, FormatError::Truncated { .. }), "cut at {cut}: {error}");
    }
}

#[test]
fn what_is_no_project_is_refused_in_words() {
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain("(version: 1)".encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for (bytes, expected) in [
        (&b""[..], "is empty"),
        (b"  \n", "is empty"),
        (b"PK\x03\x04....", "an Excel or ODS workbook"),
        (b"%PDF-1.7", "a PDF"),
        (&utf16, "UTF-16 text"),
        (b"ckt,poles\n1,1\n", "line 1, column 1: this is no Phasewright project"),
        (b"{\"version\": 1}", "this is no Phasewright project"),
        (b"(name: \"some other RON\")", "column 2: this is no Phasewright project"),
        (b"a: 1\nb: 2\n", "found `a: 1`"),
        (b"\x00\x01\x02\xff\xfe", "no UTF-8 text"),
        (b"(version: 1)", "field `project` is missing in the project"),
    ] {
        let error = from_bytes(bytes, "x.ron").expect_err("refused").to_string();
        assert!(error.starts_with("x.ron") && error.contains(expected), "{error}");
    }
}

#[test]
fn contradicting_records_are_refused_and_named() {
    let text = sample().replacen("slot: 2,", "slot: 1,", 1);
    let error = error_of(&text);
    assert!(
        error.contains("contradicts itself: panel LP-1: slot 1 of LP-1 is taken by circuit LP-1/1"),
        "{error}"
    );
}

#[test]
fn two_things_of_a_sheet_with_one_id_are_refused_and_not_merged() {
    let sheet = r#"sheets: [(id: 900, name: "Level 1", rooms: [(id: 901, name: "110"), (id: 901, name: "111")])], next_id"#;
    let error = error_of(&sample().replacen("next_id", sheet, 1));
    assert!(error.contains("sheet Level 1: room id 901 is used twice"), "{error}");
}

#[test]
fn the_hand_layout_of_the_one_line_is_kept() {
    let node = OneLineNode::Panel(PanelId(2));
    let at = Some(OneLinePlace { x: 120.0, y: 300.5 });
    let edits = [Edit::PlaceOnOneLine { node, at }];
    let (project, _) = apply_all(&examples::two_panels(), &edits).expect("EM-1 is there");
    let text = to_text(&project).expect("writes");
    assert_eq!(from_text(&text, "x.ron"), Ok(project));
    let gone = text.replacen("panel: 2,", "panel: 3,", 1);
    assert!(error_of(&gone).contains("the one-line places something that is missing: panel id 3"));
}

#[test]
fn answers_to_findings_are_read_as_they_were_first_written() {
    let first = r#"waivers: [(id: 900, finding_key: "PW001 circuit:112", facts_hash: "ab", kind: "accepted-risk", scope: "object", reason: "seen on site", author: "R. Reviewer", date: "2026-05-04", edition: 2023)], next_id"#;
    let project = from_text(&sample().replacen("next_id", first, 1), "x.ron").expect("reads");
    let waiver = project.waivers().next().expect("kept");
    assert_eq!(
        (waiver.actual.as_str(), waiver.expires, waiver.date.to_string()),
        ("", None, "2026-05-04".to_owned())
    );
    let text = to_text(&project).expect("writes");
    assert!(!text.contains("actual") && !text.contains("baseline") && !text.contains("amendments"));
    for (old, new, expected) in [
        (
            r#"date: "2026-05-04""#,
            r#"date: "May 4""#,
            "\"May 4\" is no date; write year, month and day as 2026-05-04",
        ),
        (
            r#"author: "R"#,
            r#"expires: "soon", author: "R"#,
            "\"soon\" is no date; write year, month and day as 2026-05-04, or \"next edition\"",
        ),
    ] {
        let error = error_of(&text.replacen(old, new, 1));
        assert!(error.contains(expected), "{error}");
    }
}

/// A project brings its symbols along; one that was written before there were any reads as it did.
#[test]
fn symbols_of_a_project_are_kept_and_one_that_contradicts_itself_is_refused() {
    use crate::domain::symbols::{Symbol, SymbolLibrary};
    let older = sample();
    assert!(!older.contains("symbols"));
    let project = from_text(&older, "x.ron").expect("reads");
    assert!(project.settings().symbols.is_empty());
    let library = SymbolLibrary::shipped();
    let own =
        |name: &str, of: &str| Symbol { name: name.to_owned(), ..library.get(of).expect("shipped").clone() };
    let symbols = vec![own("our-kiosk", "panelboard"), own("our-lamp", "troffer-2x4")];
    let settings =
        crate::domain::DesignSettings { symbols: std::sync::Arc::new(symbols), ..project.settings().clone() };
    let (with, _) = apply_all(&project, &[Edit::SetSettings(settings)]).expect("legal");
    let text = to_text(&with).expect("writes");
    assert_eq!(from_text(&text, "x.ron").expect("reads"), with);
    assert_eq!(to_text(&from_text(&text, "x.ron").expect("reads")).expect("writes"), text);
    assert_eq!(text.lines().filter(|line| line.contains("our-")).count(), 2, "a line each");
    let wrong = text.replacen("mount: \"wall\"", "mount: \"nowhere\"", 1);
    let error = if wrong == text {
        error_of(&text.replacen("kind: \"luminaire\"", "kind: \"x\"", 1))
    } else {
        error_of(&wrong)
    };
    assert!(error.contains("symbol 'our-"), "{error}");
    let twice = error_of(&text.replacen("our-lamp", "our-kiosk", 1));
    assert!(twice.contains("there twice"), "{twice}");
}
