//! The office plan on paper: to scale, with everything of the sheet on it, the same bytes twice.

use super::{PlanOptions, PlanPaper, PlanScale, plan_pages, plan_pdf, plan_svg};
use crate::document::SAMPLES;
use crate::domain::drawing::{Align, Drawing, DrawingEntity, DrawingLayer, Shape};
use crate::domain::symbols::SymbolLibrary;
use crate::domain::{Project, SheetId, Underlay};
use crate::engineering::plan_drawing::UnderDrawing;
use crate::report::page::Mark;

fn sample(id: &str) -> (Project, Vec<SheetId>) {
    let sample = SAMPLES.iter().find(|sample| sample.id == id).expect("shipped");
    let project = sample.project().expect("reads");
    let sheets = project.sheets().map(|sheet| sheet.id).collect();
    (project, sheets)
}

#[test]
fn every_sample_fits_its_paper_and_says_its_scale() {
    let library = SymbolLibrary::shipped();
    for id in ["riverside-office", "duplex", "warehouse"] {
        let (project, sheets) = sample(id);
        let pages = plan_pages(&project, &sheets, &library, &PlanOptions::default()).expect("fits");
        for page in pages {
            let texts: Vec<&str> = page.texts().map(|text| text.text.as_str()).collect();
            assert!(texts.iter().any(|text| text.contains("\" = ")), "{id}: no scale");
            assert!(texts.contains(&"Legend"), "{id}");
            for text in page.texts() {
                let (cell, what) = (text.cell, &text.text);
                assert!(cell.x > 0.0 && cell.right() < page.width, "{id}: {what}");
                assert!(cell.y > 0.0 && cell.bottom() < page.height, "{id}: {what}");
            }
        }
    }
}

/// The building of the office is 160 ft wide: at 1/8 in = 1 ft its walls reach over 20 in = 1,440 pt, and half of their
/// thickness of a foot beyond on either side.
#[test]
fn walls_reach_as_far_as_the_scale_says() {
    let (project, sheets) = sample("riverside-office");
    let scale = PlanScale::from_words("1/8").expect("a scale");
    let options = PlanOptions { scale: Some(scale), ..PlanOptions::default() };
    let pages = plan_pages(&project, &sheets, &SymbolLibrary::shipped(), &options).expect("fits");
    let page = pages.first().expect("a page");
    let walls = page.marks.iter().filter_map(|mark| match mark {
        Mark::Path { points, fill: Some(gray), .. } if *gray > 0.0 => Some(points),
        _ => None,
    });
    let (mut left, mut right) = (f32::INFINITY, f32::NEG_INFINITY);
    for (x, _) in walls.flatten() {
        (left, right) = (left.min(*x), right.max(*x));
    }
    assert!((right - left - 161.0 * 9.0).abs() < 0.5, "{left} to {right}");
}

#[test]
fn what_does_not_fit_and_what_is_not_there_is_said() {
    let (project, sheets) = sample("riverside-office");
    let library = SymbolLibrary::shipped();
    let scale = PlanScale::from_words("1/2");
    let small = PlanOptions { paper: PlanPaper::AnsiB, scale, ..PlanOptions::default() };
    let error = plan_pdf(&project, &sheets, &library, &small).expect_err("too large");
    assert!(error.to_string().contains("1/2\" = 1'-0\""), "{error}");
    let none = plan_pdf(&project, &[], &library, &PlanOptions::default()).expect_err("no sheet");
    assert_eq!(none.to_string(), "the project has no sheet of a plan to draw");
}

#[test]
fn the_same_project_gives_the_same_bytes_and_tags_are_texts() {
    let (project, sheets) = sample("riverside-office");
    let library = SymbolLibrary::shipped();
    let options = PlanOptions::default();
    let svg = plan_svg(&project, &sheets, &library, &options).expect("writes");
    assert_eq!(svg, plan_svg(&project, &sheets, &library, &options).expect("writes"));
    let pdf = plan_pdf(&project, &sheets, &library, &options).expect("writes");
    assert_eq!(pdf, plan_pdf(&project, &sheets, &library, &options).expect("writes"));
    assert!(pdf.starts_with(b"%PDF"));
    for words in [">LP-1/8<", ">R-04 LP-1/7,8,9,10,12<", ">Duplex receptacle<"] {
        assert!(svg.contains(words), "{words}");
    }
}

/// A drawing far larger than the sheet is cut at its edges and lighter than everything else; without it nothing changes.
#[test]
fn the_architects_drawing_lies_beneath_faded_and_cut_at_the_sheet() {
    let (project, sheets) = sample("riverside-office");
    let at = |x: f64, y: f64| crate::units::PlanPoint { x, y };
    let entity = |shape| DrawingEntity { layer: 0, color: None, dashes: Vec::new(), shape };
    let text = Shape::Text {
        at: at(600.0, 600.0),
        height: 24.0,
        rotation_deg: 0.0,
        align: Align { x: 0.0, y: 0.0 },
        text: "ARCHITECT".to_owned(),
    };
    // Read from the right, its middle at the anchor.
    let upright = Shape::Text {
        at: at(900.0, 300.0),
        height: 24.0,
        rotation_deg: 90.0,
        align: Align { x: 0.5, y: 0.5 },
        text: "UPRIGHT".to_owned(),
    };
    let line = Shape::Line { from: at(-90000.0, 480.0), to: at(90000.0, 480.0) };
    let drawing = Drawing {
        layers: vec![DrawingLayer { name: "A".to_owned(), color: None, hidden: false }],
        entities: vec![entity(line), entity(text), entity(upright)],
    };
    let underlay = Underlay::new("a.dxf", "hash", 1.0 / 12.0);
    let under = UnderDrawing { sheet: sheets[0], underlay, drawing: std::sync::Arc::new(drawing) };
    let library = SymbolLibrary::shipped();
    let plain = plan_pages(&project, &sheets, &library, &PlanOptions::default()).expect("fits");
    let options = PlanOptions { under: vec![under], ..PlanOptions::default() };
    let pages = plan_pages(&project, &sheets, &library, &options).expect("fits");
    let (page, bare) = (&pages[0], &plain[0]);
    assert_eq!(page.marks.len(), bare.marks.len() + 3);
    let long = page.marks.iter().find_map(|mark| match mark {
        Mark::Path { points, stroke: Some((_, gray)), .. } if *gray > 0.5 => Some((points, *gray)),
        _ => None,
    });
    let (points, gray) = long.expect("the architect's line");
    assert!(points.iter().all(|(x, _)| *x > 36.0 && *x < page.width - 36.0) && gray < 0.95, "{points:?}");
    let words = page.texts().find(|text| text.text == "ARCHITECT").expect("its text");
    assert!(words.gray > 0.5);
    let turned = page.marks.iter().find_map(|mark| match mark {
        Mark::Turned { text, degrees } => Some((text, *degrees)),
        _ => None,
    });
    let (upright, degrees) = turned.expect("the upright text");
    assert_eq!((upright.text.as_str(), degrees), ("UPRIGHT", 90.0));
    // It begins below its anchor by half its width, and half the height of its capitals to the right.
    let level = page.texts().find(|text| text.text == "ARCHITECT").expect("its text");
    let points_per_ft = f64::from(upright.size * crate::report::typeface::CAP_HEIGHT) / 2.0;
    let anchor = (
        f64::from(level.x) + (900.0 - 600.0) / 12.0 * points_per_ft,
        f64::from(level.baseline) + (600.0 - 300.0) / 12.0 * points_per_ft,
    );
    assert!((f64::from(upright.x) - anchor.0 - points_per_ft).abs() < 0.2, "{upright:?} {anchor:?}");
    let half = f64::from(upright.width) / 2.0;
    assert!((f64::from(upright.baseline) - anchor.1 - half).abs() < 0.2, "{upright:?} {anchor:?}");
    let svg = plan_svg(&project, &sheets, &library, &options).expect("writes");
    assert!(svg.contains(">ARCHITECT<") && svg.contains("rotate(-90 ") && svg.contains(">UPRIGHT<"));
    assert!(plan_pdf(&project, &sheets, &library, &options).expect("writes").starts_with(b"%PDF"));
}
