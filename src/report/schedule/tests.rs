//! The layout, measured: nothing leaves its cell, nothing covers another text, and every circuit is printed once.

use crate::domain::{
    Circuit, CircuitId, CircuitLoad, Edit, Panel, PanelId, Project, Slot, System, apply_all, examples,
};
use crate::report::page_checks::assert_tidy;
use crate::report::{Page, Paper, ReportError, ScheduleOptions, schedule_pages, schedule_pdf};
use crate::units::{Amperes, VoltAmperes};

fn options(paper: Paper) -> ScheduleOptions {
    ScheduleOptions { paper, date: "2026-01-31".to_owned() }
}

/// An 84-slot panel, full, with long words, wide numbers, breakers of every size and every mark.
fn crowded() -> Project {
    let mut panel = Panel::new(PanelId(1), "HP-1 MECHANICAL PENTHOUSE EAST WING", System::Wye480, 84);
    panel.location = "Mechanical penthouse, east wing, behind the cooling towers, column line Q-17".into();
    panel.notes = "Provide nameplate.\n".repeat(60);
    let mut edits = vec![Edit::AddPanel(Box::new(panel))];
    let mut id = 10;
    for top in (1..=84u16).filter(|slot| (slot - 1) / 2 % 3 == 0) {
        let poles = 1 + (id % 3) as u8;
        let circuit = Circuit {
            poles,
            description: format!(
                "CIRCUIT {id} RECEPTACLES AND VERY LONG EQUIPMENT DESIGNATION {}",
                "X".repeat(60)
            ),
            load: CircuitLoad::Total(VoltAmperes(1_234_567.0)),
            trip: Some(Amperes(1200.0)),
            continuous: true,
            gfci: true,
            afci: true,
            multiwire: poles > 1,
            notes: "see detail 5 on the electrical details".into(),
            ..Circuit::new(CircuitId(id), Slot(top))
        };
        edits.push(Edit::AddCircuit { panel: PanelId(1), circuit: Box::new(circuit) });
        id += 1;
    }
    apply_all(&Project::named("A project with a name that is long enough to need shrinking, phase 2"), &edits)
        .expect("possible edits")
        .0
}

#[test]
fn nothing_overflows_on_any_paper() {
    for paper in Paper::ALL {
        for project in [examples::two_panels(), crowded()] {
            let ids: Vec<PanelId> = project.panels().map(|panel| panel.id).collect();
            let pages = schedule_pages(&project, &ids, &options(*paper)).expect("lays out");
            pages.iter().for_each(assert_tidy);
        }
    }
}

#[test]
fn every_slot_is_printed_once_whatever_the_paper() {
    let project = crowded();
    for paper in Paper::ALL {
        let pages = schedule_pages(&project, &[PanelId(1)], &options(*paper)).expect("lays out");
        for slot in 1..=84 {
            let name = slot.to_string();
            // Circuit numbers are the only texts of this size in a column this narrow.
            let printed = pages
                .iter()
                .flat_map(Page::texts)
                .filter(|text| text.text == name && text.cell.width == 22.0);
            assert_eq!(printed.count(), 1, "slot {slot} on {paper}");
        }
        for id in 10..=37 {
            let words = format!("CIRCUIT {id} ");
            let printed = pages.iter().flat_map(Page::texts).filter(|text| text.text.starts_with(&words));
            assert_eq!(printed.count(), 1, "{words} on {paper}");
        }
    }
}

#[test]
fn the_page_of_lp1_says_what_an_engineer_looks_for() {
    let project = examples::two_panels();
    let pages = schedule_pages(&project, &[PanelId(1), PanelId(2)], &options(Paper::LetterLandscape))
        .expect("lays out");
    assert_eq!(pages.len(), 2);
    let texts: Vec<&str> = pages[0].texts().map(|text| text.text.as_str()).collect();
    for wanted in [
        "Panel LP-1",
        "208Y/120 V 3φ 4W",
        "RECEPT OFFICE 101-104",
        "WATER HEATER",
        "2,080",
        "L*",
        "34,980",
        "36,170",
        "100.4 A",
        "131.0",
        "Space",
        "NEC 2023",
        "1 of 2",
        "2026-01-31",
        "Two panels",
    ] {
        assert!(texts.contains(&wanted), "{wanted} is missing");
    }
    assert_eq!(
        pages.iter().map(|page| page.bookmark.as_deref()).collect::<Vec<_>>(),
        [Some("Panel LP-1"), Some("Panel EM-1")]
    );
}

#[test]
fn long_panels_flow_under_repeated_heads() {
    let pages =
        schedule_pages(&crowded(), &[PanelId(1)], &options(Paper::LetterLandscape)).expect("lays out");
    assert!(pages.len() >= 3, "rows on two pages, notes beyond: {}", pages.len());
    let portrait =
        schedule_pages(&crowded(), &[PanelId(1)], &options(Paper::LetterPortrait)).expect("lays out");
    let heads = portrait.iter().filter(|page| page.texts().any(|text| text.text == "Description"));
    assert_eq!(heads.count(), 1, "84 slots fit one portrait page");
    for page in &pages[1..] {
        assert!(page.texts().any(|text| text.text.contains("continued")));
    }
    for page in &pages[..2] {
        assert_eq!(page.texts().filter(|text| text.text == "Description").count(), 2);
    }
    let notes =
        pages.iter().flat_map(Page::texts).filter(|text| text.text.ends_with("Provide nameplate.")).count();
    assert_eq!(notes, 60);
}

#[test]
fn notes_of_a_usual_panel_stay_on_its_page() {
    let office =
        crate::document::Sample::by_id("riverside-office").expect("the sample").project().expect("reads");
    for (name, wanted) in [("LP-1", 1), ("EM-1", 1), ("HP-1", 2)] {
        let panel = office.panel_named(name).expect("a panel").id;
        let pages = schedule_pages(&office, &[panel], &options(Paper::LetterLandscape)).expect("lays out");
        assert_eq!(pages.len(), wanted, "{name}");
    }
}

#[test]
fn same_project_same_bytes() {
    let (project, options) = (examples::two_panels(), options(Paper::default()));
    let write = || schedule_pdf(&project, &[PanelId(1), PanelId(2)], &options).expect("writes");
    let bytes = write();
    assert_eq!(bytes, write());
    assert!(bytes.starts_with(b"%PDF-"));
    let dated = bytes.windows(12).any(|window| window == b"CreationDate");
    assert!(!dated, "a date would make every document differ");
}

#[test]
fn refusals_say_why() {
    let project = examples::two_panels();
    let none = schedule_pdf(&project, &[], &ScheduleOptions::default());
    assert!(matches!(none, Err(ReportError::NoPanel)));
    let missing = schedule_pdf(&project, &[PanelId(9)], &ScheduleOptions::default()).expect_err("missing");
    assert_eq!(missing.to_string(), "there is no panelboard with id 9");
}
