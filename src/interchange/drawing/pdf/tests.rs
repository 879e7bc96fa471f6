//! Pages written by hand, one of lines and one without.

use crate::domain::drawing::Shape;
use crate::interchange::drawing::{DrawingError, Limits, ReadDrawing, Watch, read_drawing};
use crate::units::PlanPoint;

/// Writes a document of pages of 200 by 100 points, each with its content.
fn document(contents: &[String]) -> Vec<u8> {
    let kids: Vec<String> = (0..contents.len()).map(|page| format!("{} 0 R", 10 + 2 * page)).collect();
    let mut objects = vec![
        (1, "<< /Type /Catalog /Pages 2 0 R >>".to_owned()),
        (2, format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), kids.len())),
        (3, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned()),
    ];
    for (page, content) in contents.iter().enumerate() {
        let (own, stream) = (10 + 2 * page, 11 + 2 * page);
        let fonts = "<< /Font << /F1 3 0 R >> >>";
        objects.push((
            own,
            format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Resources {fonts} /Contents {stream} 0 R >>"),
        ));
        objects.push((stream, format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len())));
    }
    let mut text = "%PDF-1.4\n".to_owned();
    let mut offsets = Vec::new();
    for (number, body) in &objects {
        offsets.push((*number, text.len()));
        text += &format!("{number} 0 obj\n{body}\nendobj\n");
    }
    let table = text.len();
    text += "xref\n0 1\n0000000000 65535 f \n";
    for (number, offset) in offsets {
        text += &format!("{number} 1\n{offset:010} 00000 n \n");
    }
    text += &format!("trailer << /Size 100 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
    text.into_bytes()
}

fn read(bytes: &[u8], page: u32) -> Result<ReadDrawing, DrawingError> {
    read_drawing(bytes, "t.pdf", page, &Limits::default(), Watch::patient())
}

fn page_of_lines() -> String {
    let mut content = "1 0 0 RG\n10 20 m 110 20 l S\n2 0 0 2 0 0 cm 0 0 1 rg 5 5 10 10 re f\n".to_owned();
    for step in 0..30 {
        content += &format!("0 {step} m 50 {step} l S\n");
    }
    content + "BT /F1 10 Tf 20 40 Td (OFFICE 101) Tj ET\n500 500 m 600 600 l S"
}

#[test]
fn lines_of_a_page_are_where_they_are_printed() {
    let bytes = document(&[page_of_lines(), "0 0 m 1 1 l S".to_owned()]);
    let read = read(&bytes, 1).expect("a page");
    assert_eq!(read.pages, ["Page 1", "Page 2"]);
    let first = read.drawing.entities.first().expect("a line");
    let (from, to) = (PlanPoint { x: 10.0, y: 20.0 }, PlanPoint { x: 110.0, y: 20.0 });
    assert_eq!(first.shape, Shape::Line { from, to });
    assert_eq!(first.color, Some([255, 0, 0]));
    // The square of 10 at 5, 5 is scaled by two; what lies beside the paper is left out.
    let fill = read.drawing.entities.iter().find(|entity| matches!(entity.shape, Shape::Fill { .. }));
    let bounds = fill.and_then(|fill| fill.shape.bounds()).expect("a fill");
    assert_eq!((bounds.min.x, bounds.max.x), (10.0, 30.0));
    assert!(read.report.extents.is_some_and(|extents| extents.max.x < 201.0), "{:?}", read.report);
    let text = read.drawing.entities.iter().find_map(|entity| match &entity.shape {
        Shape::Text { at, height, text, .. } => Some((*at, *height, text.as_str())),
        _ => None,
    });
    // Ten points under a scale of two, seven tenths of it the height of a capital.
    let (at, height, words) = text.expect("a text");
    assert_eq!((at, words), (PlanPoint { x: 40.0, y: 80.0 }, "OFFICE 101"));
    assert!((height - 14.0).abs() < 1e-6, "{height}");
    // 72 points are an inch of paper.
    assert_eq!(read.facts.paper_unit_ft, Some(1.0 / 864.0));
}

#[test]
fn a_page_without_lines_is_a_picture_in_points() {
    let bytes = document(&["0 0 0 rg 0 0 100 100 re f".to_owned()]);
    let read = read(&bytes, 1).expect("a page");
    let picture = read.picture.expect("a picture");
    assert_eq!(picture.extents().max, PlanPoint { x: 200.0, y: 100.0 });
    let pixel = |x: u32| picture.rgba.get((picture.height / 2 * picture.width + x) as usize * 4).copied();
    assert_eq!((pixel(picture.width / 4), pixel(picture.width * 3 / 4)), (Some(0), Some(255)));
}

#[test]
fn missing_pages_and_damage_are_refused_in_words() {
    let bytes = document(&[page_of_lines()]);
    let error = read(&bytes, 3).expect_err("no such page").to_string();
    assert_eq!(error, "t.pdf has no page 3; it has 1");
    let error = read(b"%PDF-1.4 and nothing more", 1).expect_err("cut off").to_string();
    assert!(error.starts_with("t.pdf is damaged"), "{error}");
}
