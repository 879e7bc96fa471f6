//! `phasewright export` writes what its extension says, whole or not at all.

use super::Desk;
use phasewright::document::SAMPLES;
use phasewright::domain::Project;

fn riverside() -> Project {
    let sample = SAMPLES.iter().find(|sample| sample.id == "riverside-office").expect("shipped");
    sample.project().expect("reads")
}

#[test]
fn the_extension_chooses_the_format() {
    let desk = Desk::with_office();
    for (name, start) in
        [("all.csv", &b"\xEF\xBB\xBF"[..]), ("all.xlsx", b"PK"), ("all.pdf", b"%PDF-"), ("all.svg", b"<?xml")]
    {
        let ran = desk.run(&["export", "office.ron", "--out", name]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let bytes = std::fs::read(desk.path(name)).expect("written");
        assert!(bytes.starts_with(start), "{name}");
        assert_eq!(ran.json()["bytes"], bytes.len());
    }
}

#[test]
fn the_one_line_is_written_as_svg_and_as_pdf() {
    let desk = Desk::with_office();
    assert_eq!(desk.run(&["export", "office.ron", "--out", "one.svg"]).code, 0);
    let text = std::fs::read_to_string(desk.path("one.svg")).expect("written");
    assert!(text.contains(">EM-1<") && text.contains(">LP-1<"), "{text}");
    assert_eq!(desk.run(&["export", "office.ron", "--out", "one.pdf", "--one-line"]).code, 0);
    assert_eq!(desk.run(&["export", "office.ron", "--out", "all.pdf"]).code, 0);
    let read = |name| std::fs::read(desk.path(name)).expect("written");
    assert_ne!(read("one.pdf"), read("all.pdf"));
    for arguments in [["--out", "one.csv", "--one-line"], ["--out", "em.svg", "--panel=EM-1"]] {
        let ran = desk.run(&[&["export", "office.ron"][..], &arguments].concat());
        assert_eq!(ran.code, 2, "{}", ran.stderr);
        assert!(ran.stderr.contains("hint:"), "{}", ran.stderr);
    }
}

#[test]
fn one_panel_is_exported_alone() {
    let desk = Desk::with_office();
    assert_eq!(desk.run(&["export", "office.ron", "--out", "em.csv", "--panel", "em-1"]).code, 0);
    let text = std::fs::read_to_string(desk.path("em.csv")).expect("written");
    assert!(text.contains("EXIT SIGNS") && !text.contains("COPIER"));
}

#[test]
fn what_cannot_be_written_is_said_and_leaves_nothing() {
    let desk = Desk::with_office();
    let ran = desk.run(&["export", "office.ron", "--out", "plan.dwg"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("plan.dwg") && ran.stderr.contains("hint: use .csv"), "{}", ran.stderr);
    let ran = desk.run(&["export", "office.ron", "--out", "no/such/folder.csv"]);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert_eq!(ran.stdout, "");
}

#[test]
fn plans_and_take_offs_are_written_the_same_twice() {
    let desk = Desk::with(&riverside());
    for (name, arguments) in [
        ("plan.pdf", vec!["--what=plan"]),
        ("plan.svg", vec!["--what=plan", "--scale=1/8", "--paper=arch-e1"]),
        ("plan.dxf", vec!["--sheet=level 1"]),
        ("count.csv", vec!["--what=takeoff"]),
        ("count.xlsx", vec!["--what=takeoff"]),
    ] {
        let bytes = ["a", "b"].map(|folder| {
            let out = format!("{folder}_{name}");
            let command = [vec!["export", "office.ron", "--out", &out], arguments.clone()].concat();
            assert_eq!(desk.run(&command).code, 0, "{name}");
            std::fs::read(desk.path(&out)).expect("written")
        });
        assert!(!bytes[0].is_empty() && bytes[0] == bytes[1], "{name}");
    }
}

/// A room imported from a drawing goes out with that drawing beneath, from the folder beside the project.
#[test]
fn a_plan_goes_out_over_its_drawing() {
    let desk = Desk::with_office();
    let architect = include_bytes!("../../../sample_projects/architect.dxf");
    std::fs::write(desk.path("architect.dxf"), architect).expect("written");
    let ran = desk.run(&["import", "architect.dxf", "--out", "room.ron"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for name in ["with.dxf", "with.svg", "with.pdf"] {
        let ran = desk.run(&["export", "room.ron", "--what=plan", "--underlay", "--out", name]);
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
    }
    let dxf = std::fs::read_to_string(desk.path("with.dxf")).expect("text");
    assert!(dxf.matches("X-ARCH").count() > 50);
    let ran = desk.run(&["export", "room.ron", "--what=plan", "--out", "without.dxf"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(!std::fs::read_to_string(desk.path("without.dxf")).expect("text").contains("X-ARCH"));
    let ran = desk.run(&["export", "office.ron", "--underlay", "--out", "a.csv"]);
    assert!(ran.code == 2 && ran.stderr.contains("leave --underlay out"), "{}", ran.stderr);
}

#[test]
fn what_cannot_be_exported_says_what_can() {
    let desk = Desk::with(&riverside());
    for (arguments, said) in [
        (vec!["--out=a.csv", "--what=plan"], "use .pdf, .svg or .dxf"),
        (vec!["--out=a.pdf", "--what=takeoff"], "use .csv or .xlsx"),
        (vec!["--out=a.pdf", "--what=plan", "--sheet=Roof"], "it has Level 1"),
        (vec!["--out=a.pdf", "--what=plan", "--scale=1/7"], "1:96"),
        (vec!["--out=a.pdf", "--what=plan", "--paper=napkin"], "arch-d"),
        (vec!["--out=a.dxf", "--panel=LP-1"], "leave --panel out"),
    ] {
        let ran = desk.run(&[vec!["export", "office.ron"], arguments.clone()].concat());
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.stderr.contains(said), "{arguments:?}: {}", ran.stderr);
    }
}
