//! `phasewright import`: a schedule becomes a project, every row accounted for; what is none is refused in words.

use super::{Desk, assert_keys};
use phasewright::document::read_project;
use serde_json::json;

const SCHEDULE: &str = "PANEL: K-1,,,VOLTAGE: 208Y/120\n\
    CKT,DESCRIPTION,TRIP,POLES,VA\n\
    1,RANGE HOOD,20,1,900\n\
    2,DISHWASHER,20,1,1200\n\
    3,WATER HEATER,30,2,4500\n\
    \n\
    4,SPARE,20,1,\n\
    TOTAL,,,,6600\n";

fn desk() -> Desk {
    let desk = Desk::with_office();
    desk.write("kitchen.csv", SCHEDULE);
    desk
}

#[test]
fn a_schedule_becomes_a_project_and_every_row_is_accounted_for() {
    let desk = desk();
    let ran = desk.run(&["import", "kitchen.csv", "--out", "k.ron", "--report", "k.json"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let report = ran.json();
    assert_keys(&report, &["kind", "panels", "rows", "notes", "accounts"]);
    assert_eq!(report["kind"], "panel-schedule");
    let keys = ["name", "system", "slots", "circuits", "connected_va", "spares", "spaces"];
    assert_keys(&report["panels"][0], &keys);
    let panel = &report["panels"][0];
    let facts = ["name", "system", "circuits", "connected_va", "spares"].map(|key| panel[key].clone());
    assert_eq!(facts, [json!("K-1"), json!("208Y/120"), json!(3), json!(6600.0), json!(1)]);
    assert_eq!((&report["rows"]["read"], &report["rows"]["skipped"]), (&json!(4), &json!(4)));
    let rows: u64 = report["accounts"]
        .as_array()
        .expect("accounts")
        .iter()
        .map(|account| {
            account["rows"][1].as_u64().unwrap_or(0) + 1 - account["rows"][0].as_u64().unwrap_or(0)
        })
        .sum();
    assert_eq!(rows, 8, "{}", report["accounts"]);

    let written = std::fs::read_to_string(desk.path("k.json")).expect("the report");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&written).expect("JSON"), report);
    let (project, _) = read_project(&desk.path("k.ron")).expect("a project");
    assert_eq!(project.panel_named("K-1").map(|panel| panel.circuits().len()), Some(4));
    let loads = desk.run(&["loads", "k.ron"]).json();
    assert_eq!(loads["panels"][0]["connected_va"]["total"], 6600);
}

#[test]
fn system_and_slots_of_the_command_win_over_the_file() {
    let desk = desk();
    let ran = desk.run(&["import", "kitchen.csv", "--out", "k.ron", "--system", "240/120", "--slots", "30"]);
    let panel = &ran.json()["panels"][0];
    assert_eq!((&panel["system"], &panel["slots"]), (&json!("240/120"), &json!(30)));
    let ran = desk.run(&["import", "kitchen.csv", "--out", "k.ron", "--slots", "2"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let notes = ran.json()["notes"].to_string();
    assert!(notes.contains("2 slots do not hold all circuits"), "{notes}");
}

#[test]
fn a_saved_mapping_reads_the_next_file_of_the_same_shape() {
    let desk = desk();
    let ran = desk.run(&["import", "kitchen.csv", "--out", "k.ron", "--save-map", "map.ron"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let map = std::fs::read_to_string(desk.path("map.ron")).expect("the mapping");
    // a person who knows better: the loads of this office are in kVA
    desk.write("map.ron", &map.replace("unit: Some(Va)", "unit: Some(Kva)"));
    desk.write("next.csv", &SCHEDULE.replace("900", "0.9").replace("1200", "1.2").replace("4500", "4.5"));
    let ran = desk.run(&["import", "next.csv", "--out", "n.ron", "--map", "map.ron"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(ran.json()["panels"][0]["connected_va"], json!(6600.0));

    desk.write("other.csv", "a,b\nc,d\n");
    let ran = desk.run(&["import", "other.csv", "--out", "o.ron", "--map", "map.ron"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("the mapping is for another file"), "{}", ran.stderr);
    desk.write("map.ron", "(version: ");
    let ran = desk.run(&["import", "next.csv", "--out", "n.ron", "--map", "map.ron"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("map.ron cannot be read"), "{}", ran.stderr);
}

#[test]
fn what_is_no_schedule_is_refused_in_words_and_leaves_nothing() {
    let desk = desk();
    for (name, text, said) in [
        ("home.yaml", "circuits:\n- id: a\n  name: Lights\n", "home.yaml is YAML, no panel schedule"),
        ("fp.json", "{\"rooms\": []}", "fp.json is JSON, no panel schedule"),
        ("plan.dxf", "a letter\nof two lines\n", "plan.dxf is a text or binary file without any DXF section"),
        ("plan.pdf", "%PDF-1.7\n", "plan.pdf is "),
        ("plan.svg", "<?xml version=\"1.0\"?>\n<svg/>", "plan.svg is an SVG drawing, no panel schedule"),
        ("house.ifc", "ISO-10303-21;\nHEADER;\n", "house.ifc is an IFC model, no panel schedule"),
        ("letter.csv", "Dear Sir\nthank you\n", "holds no panel schedule and no load list"),
        ("empty.csv", " \n", "empty.csv is empty"),
    ] {
        desk.write(name, text);
        let ran = desk.run(&["import", name, "--out", "x.ron", "--report", "x.json"]);
        assert_eq!(ran.code, 2, "{name}: {}", ran.stderr);
        assert!(ran.stderr.contains(said), "{name}: {}", ran.stderr);
        assert_eq!(ran.stdout, "", "{name}");
        assert!(!desk.path("x.ron").exists() && !desk.path("x.json").exists(), "{name}");
    }
    for (arguments, said) in [
        (&["import", "nowhere.csv", "--out", "x.ron"][..], "nowhere.csv"),
        (&["import", "kitchen.csv", "--out", "x.ron", "--system", "415/240"], "use one of 480Y/277"),
        (&["import", "kitchen.csv", "--out", "no/such/folder.ron"], "no/such/folder.ron"),
        (&["import", "kitchen.csv"], "--out"),
        (
            &["import", "kitchen.csv", "--out", "x.ron", "--units", "feet"],
            "--units and --page are for drawings",
        ),
        (&["import", "kitchen.csv", "--out", "x.ron", "--units", "miles"], "use one of inches"),
    ] {
        let ran = desk.run(arguments);
        assert_eq!((ran.code, ran.stderr.contains(said)), (2, true), "{arguments:?}: {}", ran.stderr);
    }
}

#[test]
fn an_export_comes_back_without_a_difference() {
    let desk = Desk::with_office();
    for name in ["all.csv", "all.xlsx"] {
        assert_eq!(desk.run(&["export", "office.ron", "--out", name]).code, 0);
        assert_eq!(desk.run(&["import", name, "--out", "back.ron"]).code, 0);
        let [before, after] = ["office.ron", "back.ron"].map(|file| desk.run(&["loads", file]).json());
        for panel in 0..2 {
            for key in ["name", "system", "slots", "connected_va", "design_va", "score"] {
                assert_eq!(before["panels"][panel][key], after["panels"][panel][key], "{name} {key}");
            }
        }
    }
}

#[test]
fn the_text_lists_panels_and_what_to_check() {
    let desk = desk();
    let text = desk.run(&["import", "kitchen.csv", "--out", "k.ron", "--format", "text"]).stdout;
    for said in ["K-1", "6,600", "Rows: 4 read, 4 skipped", "Written to k.ron"] {
        assert!(text.contains(said), "{said} is missing in\n{text}");
    }
}

/// A room of 20 by 10 ft in inches with a door of 36 in, a spline and an OLE object; the header says millimeters.
const DRAWING: &str = "0 SECTION|2 HEADER|9 $ACADVER|1 AC1015|9 $INSUNITS|70 4|0 ENDSEC\
    |0 SECTION|2 TABLES|0 TABLE|2 LAYER|0 LAYER|2 A-WALL|62 1|70 0|0 ENDTAB|0 ENDSEC|0 SECTION|2 ENTITIES\
    |0 LWPOLYLINE|8 A-WALL|90 4|70 1|10 0|20 0|10 240|20 0|10 240|20 120|10 0|20 120\
    |0 ARC|8 A-DOOR|10 60|20 0|40 36|50 0|51 90|0 ARC|8 A-DOOR|10 180|20 0|40 36|50 90|51 180\
    |0 SPLINE|8 0|71 2|73 3|10 0|20 0|10 1|20 2|10 2|20 0|0 OLE2FRAME|8 0|0 ENDSEC|0 EOF";

#[test]
fn a_drawing_becomes_a_sheet_with_the_drawing_under_it() {
    let desk = desk();
    let lines = |tags: &str| -> String {
        let tag = |tag: &str| tag.trim().split_once(' ').map(|(code, value)| format!("{code}\n{value}\n"));
        tags.split('|').filter_map(tag).collect()
    };
    desk.write("room.dxf", &lines(DRAWING));
    let ran = desk.run(&["import", "room.dxf", "--out", "room.ron", "--report", "r.json"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let report = ran.json();
    let keys = [
        "kind",
        "format",
        "units",
        "unit_evidence",
        "extents",
        "layers",
        "entities",
        "drawn",
        "approximated",
        "skipped",
    ];
    assert_keys(&report, &keys);
    let written = std::fs::read_to_string(desk.path("r.json")).expect("the report");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&written).expect("JSON"), report);
    assert_eq!(
        (&report["kind"], &report["format"], &report["units"]),
        (&json!("drawing"), &json!("DXF"), &json!("inches"))
    );
    assert_eq!(report["extents"], json!([0.0, 0.0, 240.0, 120.0]));
    assert_eq!(report["entities"], json!({"ARC": 2, "LWPOLYLINE": 1, "OLE2FRAME": 1, "SPLINE": 1}));
    assert_eq!((&report["drawn"], &report["approximated"]), (&json!(3), &json!({"splines": 1})));
    assert_eq!(report["skipped"], json!({"OLE2FRAME: OLE objects of other programs": 1}));
    let (project, _) = read_project(&desk.path("room.ron")).expect("a project");
    let sheet = project.sheets().next().expect("a sheet");
    let underlay = sheet.underlays.first().expect("an underlay");
    assert_eq!((underlay.file_name.as_str(), underlay.feet_per_unit), ("room.dxf", 1.0 / 12.0));
    assert!(desk.path(&format!("room.underlays/{}.dxf", underlay.content_hash)).is_file());
    let ran = desk.run(&["import", "room.dxf", "--out", "room.ron", "--units", "millimeters"]);
    assert_eq!((ran.code, &ran.json()["units"]), (0, &json!("millimeters")));
    let ran = desk.run(&["import", "room.dxf", "--out", "room.ron", "--page", "3"]);
    assert!(ran.code == 2 && ran.stderr.contains("has no page 3"), "{}", ran.stderr);
}
