//! The documents, measured and read: nothing overflows, pages are numbered, the known numbers stand there, and what is
//! undetermined is never said to have passed.

use crate::document::Sample;
use crate::domain::{
    Amendment, AmendmentChange, Circuit, CircuitId, CircuitLoad, Edit, Panel, PanelId, Project, Service,
    Slot, System, Waiver, WaiverId, WaiverKind, WaiverScope, apply_all, examples,
};
use crate::nec::Edition;
use crate::report::package::flow::{FRAME, HEIGHT, WIDTH};
use crate::report::page_checks::assert_tidy;
use crate::report::{
    PackageOptions, Page, Paper, calculations_pages, calculations_pdf, review_pages, review_pdf,
};
use crate::rules::{check, waiver_facts};
use crate::units::{Amperes, Date, VoltAmperes};
use std::sync::LazyLock;

fn sample(id: &str) -> Project {
    Sample::by_id(id).expect("the sample").project().expect("reads")
}

fn dated() -> PackageOptions {
    PackageOptions { date: "2026-03-01".to_owned(), ..PackageOptions::default() }
}

fn both(project: &Project) -> [Vec<Page>; 2] {
    let options = dated();
    [
        calculations_pages(project, &options).expect("lays out"),
        review_pages(project, &options).expect("lays out"),
    ]
}

/// Riverside's documents, laid out once for all tests.
fn riverside() -> &'static [Vec<Page>; 2] {
    static PAGES: LazyLock<[Vec<Page>; 2]> = LazyLock::new(|| both(&sample("riverside-office")));
    &PAGES
}

/// The words of pages, in the order they were written, with wrapped lines joined.
fn words(pages: &[Page]) -> String {
    let texts: Vec<&str> = pages.iter().flat_map(Page::texts).map(|text| text.text.as_str()).collect();
    texts.join(" ")
}

/// Names as long as people make them, and words without a space.
fn crowded() -> Project {
    let long = "SUPPLEMENTARY DISTRIBUTION PANELBOARD FOR THE MECHANICAL PENTHOUSE EAST WING";
    let mut panel = Panel::new(PanelId(1), long, System::Wye208, 42);
    panel.location = "W".repeat(120);
    let mut edits = vec![
        Edit::SetInfo(crate::domain::ProjectInfo {
            name: format!("A project with a name that is far too long for a line, {}", "phase ".repeat(12)),
            client: "X".repeat(200),
            engineer: "E".repeat(90),
            ..Default::default()
        }),
        Edit::SetService(Some(Service {
            name: "S".repeat(70),
            system: System::Wye208,
            rating: Some(Amperes(400.0)),
            available_fault: None,
            utility: String::new(),
            notes: String::new(),
            facts: crate::domain::Facts::new(),
        })),
        Edit::AddPanel(Box::new(panel)),
    ];
    for at in 1..=40 {
        let circuit = Circuit {
            description: format!(
                "CIRCUIT {at} {} {}",
                "RECEPTACLES AND EQUIPMENT ".repeat(4),
                "M".repeat(70)
            ),
            load: CircuitLoad::Total(VoltAmperes(123_456.0)),
            trip: Some(Amperes(20.0)),
            continuous: true,
            ..Circuit::new(CircuitId(100 + u64::from(at)), Slot(at))
        };
        edits.push(Edit::AddCircuit { panel: PanelId(1), circuit: Box::new(circuit) });
    }
    edits.push(Edit::SetAmendments(vec![Amendment {
        rule: "PW150".to_owned(),
        change: AmendmentChange::Note("note ".repeat(200)),
        basis: "B".repeat(150),
        author: "A".repeat(80),
        date: None,
    }]));
    apply_all(&Project::default(), &edits).expect("possible edits").0
}

#[test]
fn nothing_overflows_and_nothing_covers_another() {
    let others = [Project::named("Empty"), crowded()].map(|project| both(&project));
    for documents in others.iter().chain([riverside()]) {
        for pages in documents {
            pages.iter().for_each(assert_tidy);
            for page in pages.iter().filter(|page| (page.width, page.height) == (WIDTH, HEIGHT)) {
                let low = page.texts().filter(|text| text.cell.bottom() > FRAME.bottom() + 0.5);
                let in_frame = page.texts().any(|text| text.text == "Panel schedule");
                // Below the text stand the file and the number of the page, nothing else.
                assert!(in_frame || low.count() == 2, "{:?}", words(std::slice::from_ref(page)));
            }
        }
    }
}

#[test]
fn every_page_is_numbered_and_the_contents_lead_to_it() {
    for pages in riverside() {
        let count = pages.len();
        for (at, page) in pages.iter().enumerate() {
            let wanted = format!("Page {} of {count}", at + 1);
            let framed = format!("{} of {count}", at + 1);
            assert!(page.texts().any(|text| text.text == wanted || text.text == framed), "{wanted}");
        }
        let links: Vec<_> = pages.iter().flat_map(|page| &page.links).collect();
        assert!(links.len() >= 6);
        for link in links {
            let led = pages.get(link.page).expect("within the document");
            assert!(!led.headings.is_empty(), "page {} has no heading", link.page + 1);
        }
    }
}

/// F1 of Riverside as DECISIONS has it: 2,040 VA at 120 V is 17 A, 21.25 A with 25 % more, on 20 A.
#[test]
fn riverside_shows_the_numbers_of_its_first_finding() {
    let [calculations, review] = riverside();
    let (calculations, review) = (words(calculations), words(review));
    for wanted in ["2,040 VA", "21.25 A", "20 A", "210.20(A)", "LP-1/13", "NEC 2023", "2026-03-01", "450°"] {
        assert!(review.contains(wanted), "{wanted} is missing in the review");
    }
    assert!(review.contains("17 A") || review.contains("17.0 A"), "the current of F1");
    // Demand and design of LP-1, as computed by hand in the scenarios.
    for wanted in ["35,030", "36,170", "100.4", "17.0", "21.25", "RECEPT OFFICE 101-104", "HP-1", "220.47"] {
        assert!(calculations.contains(wanted), "{wanted} is missing in the calculations");
    }
}

#[test]
fn what_is_undetermined_is_said_so_and_never_passed() {
    let project = sample("riverside-office");
    let report = check(&project, project.settings().edition);
    let waiting: Vec<_> = report.findings.iter().filter(|finding| finding.is_undetermined()).collect();
    assert!(!waiting.is_empty(), "F4");
    for pages in riverside() {
        let words = words(pages);
        for finding in &waiting {
            assert!(finding.needs.iter().all(|needs| words.contains(needs)));
        }
    }
    let [calculations, _] = riverside();
    let fault =
        calculations.iter().find(|page| page.texts().any(|text| text.text == "Available fault current"));
    let texts: Vec<&str> = calculations.iter().flat_map(Page::texts).map(|text| text.text.as_str()).collect();
    assert!(fault.is_some() && texts.contains(&"undetermined"));
    let empty = words(&both(&Project::named("Empty")).concat());
    for claim in ["within the rating", "as calculated"] {
        assert!(!empty.contains(claim), "an empty project has nothing that is {claim}");
    }
}

#[test]
fn waivers_are_printed_in_full_and_ended_ones_are_stale() {
    let project = sample("riverside-office");
    let report = check(&project, project.settings().edition);
    let finding = report.findings.iter().find(|finding| finding.meta.code == "PW137").expect("F9");
    let facts = waiver_facts(&project, finding, WaiverScope::Object);
    let waiver = Waiver {
        id: WaiverId(9001),
        finding_key: facts.finding_key,
        facts_hash: facts.facts_hash,
        actual: facts.actual,
        required: facts.required,
        kind: WaiverKind::AcceptedRisk,
        scope: WaiverScope::Object,
        reason: "Pull box added in field sketch SK-3".to_owned(),
        basis: "Letter of the authority".to_owned(),
        author: "P. Reviewer".to_owned(),
        license_number: Some("E-1234".to_owned()),
        date: Date::new(2026, 2, 1).expect("a day"),
        expires: Date::new(2026, 2, 20).map(crate::domain::Expiry::After),
        edition: Edition::E2023,
    };
    let (project, _) = apply_all(&project, &[Edit::PutWaiver(Box::new(waiver))]).expect("possible");
    let undated = review_pages(&project, &PackageOptions::default()).expect("lays out");
    let undated = words(&undated);
    for wanted in
        ["Pull box added in field sketch SK-3", "Letter of the authority", "license E-1234", "2026-02-20"]
    {
        assert!(undated.contains(wanted), "{wanted}");
    }
    assert!(undated.contains("have not been judged") && !undated.contains("held until"));
    let dated = words(&review_pages(&project, &dated()).expect("lays out"));
    assert!(dated.contains("the waiver held until 2026-02-20"));
}

#[test]
fn same_project_same_bytes() {
    let project = examples::two_panels();
    let options = PackageOptions { schedules: Paper::TabloidLandscape, ..PackageOptions::default() };
    let calculations = || calculations_pdf(&project, &options).expect("writes");
    assert_eq!(calculations(), calculations());
    let review = || review_pdf(&project, &options).expect("writes");
    let bytes = review();
    assert_eq!(bytes, review());
    assert!(bytes.starts_with(b"%PDF-"));
    assert!(!bytes.windows(12).any(|window| window == b"CreationDate"));
    assert_ne!(bytes, review_pdf(&project, &dated()).expect("writes"), "the date is printed");
}
