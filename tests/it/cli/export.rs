//! `phasewright export` writes what its extension says, whole or not at all.

use super::Desk;

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
