//! `phasewright report` writes the documents there are, and names them when asked for another.

use super::Desk;

#[test]
fn schedules_are_printed_with_the_date_that_is_given() {
    let desk = Desk::with_office();
    let sizes: Vec<usize> = ["", "2026-03-01"]
        .into_iter()
        .map(|date| {
            let arguments = ["report", "office.ron", "--kind", "schedule", "--out", "s.pdf", "--date", date];
            let ran = desk.run(&arguments);
            assert_eq!(ran.code, 0, "{}", ran.stderr);
            assert_eq!(ran.json()["panels"], serde_json::json!(["LP-1", "EM-1"]));
            let bytes = std::fs::read(desk.path("s.pdf")).expect("written");
            assert!(bytes.starts_with(b"%PDF-"));
            bytes.len()
        })
        .collect();
    assert_ne!(sizes[0], sizes[1]);
}

#[test]
fn documents_of_the_whole_project_are_the_same_bytes_every_time() {
    let desk = Desk::with_office();
    for kind in ["calculations", "review"] {
        let write = |out: &str| {
            let ran =
                desk.run(&["report", "office.ron", "--kind", kind, "--out", out, "--date", "2026-03-01"]);
            assert_eq!(ran.code, 0, "{}", ran.stderr);
            std::fs::read(desk.path(out)).expect("written")
        };
        let bytes = write("one.pdf");
        assert!(bytes.starts_with(b"%PDF-"));
        assert_eq!(bytes, write("two.pdf"), "{kind}");
    }
}

#[test]
fn other_documents_are_refused_with_those_there_are() {
    let desk = Desk::with_office();
    for (arguments, said) in [
        (&["--kind", "novel", "--out", "s.pdf"][..], "the documents there are: schedule ("),
        (&["--kind", "review", "--out", "s.pdf", "--panel", "LP-1"], "is about the whole project"),
        (&["--kind", "schedule", "--out", "s.html"], "documents are written as PDF: s.html"),
        (&["--kind", "schedule", "--out", "s.pdf", "--paper", "a4"], "letter-landscape"),
        (&["--kind", "schedule", "--out", "s.pdf", "--panel", "XX"], "it has LP-1, EM-1"),
    ] {
        let all: Vec<&str> = ["report", "office.ron"].iter().chain(arguments).copied().collect();
        let ran = desk.run(&all);
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.stderr.contains(said), "{arguments:?}: {}", ran.stderr);
        assert!(!desk.path("s.pdf").exists() && !desk.path("s.html").exists());
    }
}
