//! What a file is, by its first bytes, and who reads it.

use super::dxf::read_dxf;
use super::error::CAN_READ;
use super::limits::{Limits, Watch};
use super::picture::{Picture, read_picture};
use super::{DrawingError, DrawingFacts, DrawingReport};
use crate::domain::drawing::Drawing;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// A page of a drawing as it was read, in its own units and coordinates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadDrawing {
    pub drawing: Arc<Drawing>,
    /// What is seen where shapes do not tell all: an image, a scanned page.
    pub picture: Option<Arc<Picture>>,
    /// Names of all pages; there is at least one.
    pub pages: Vec<String>,
    pub report: DrawingReport,
    pub facts: DrawingFacts,
}

/// A format that is read as a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrawingFormat {
    Dxf,
    Dwg,
    Pdf,
    Png,
    Jpeg,
}

/// Endings of the names of drawings, for dialogs.
pub const DRAWING_ENDINGS: &[&str] = &["dxf", "dwg", "pdf", "png", "jpg", "jpeg"];

impl DrawingFormat {
    /// Returns what the bytes are, by their beginning, and for damaged DXF by the name.
    pub fn of(bytes: &[u8], name: &str) -> Option<Self> {
        const HEADS: &[(&[u8], DrawingFormat)] = &[
            (b"AutoCAD Binary DXF", DrawingFormat::Dxf),
            (b"AC10", DrawingFormat::Dwg),
            (b"AC1.", DrawingFormat::Dwg),
            (b"AC2.", DrawingFormat::Dwg),
            (b"%PDF", DrawingFormat::Pdf),
            (b"\x89PNG", DrawingFormat::Png),
            (b"\xFF\xD8\xFF", DrawingFormat::Jpeg),
        ];
        if let Some((_, format)) = HEADS.iter().find(|(head, _)| bytes.starts_with(head)) {
            return Some(*format);
        }
        let head = bytes.get(..4096).unwrap_or(bytes);
        // Some writers put a line or two before a PDF.
        if head.get(..1024).unwrap_or(head).windows(5).any(|window| window == b"%PDF-") {
            return Some(Self::Pdf);
        }
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        (ending.as_deref() == Some("dxf") || is_dxf_text(head)).then_some(Self::Dxf)
    }

    /// Returns the name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dxf => "DXF",
            Self::Dwg => "DWG",
            Self::Pdf => "PDF",
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
        }
    }
}

/// A DXF text starts with comments and the group `0`, `SECTION`.
fn is_dxf_text(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let mut lines = text.lines().map(str::trim);
    while let (Some(code), Some(value)) = (lines.next(), lines.next()) {
        match code.trim_start_matches('\u{feff}') {
            "999" => {}
            "0" => return value == "SECTION",
            _ => return false,
        }
    }
    false
}

/// Reads a page of a drawing, counted from 1. Of DXF and DWG page 1 is the model and page 2 the paper.
///
/// # Errors
/// When the bytes are no drawing, are too many, or somebody asks to stop. A fault in a reader ends as damage, not as a
/// panic.
pub fn read_drawing(
    bytes: &[u8],
    name: &str,
    page: u32,
    limits: &Limits,
    watch: Watch<'_>,
) -> Result<ReadDrawing, DrawingError> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(DrawingError::Empty { name: name.to_owned() });
    }
    if bytes.len() > limits.bytes {
        return Err(DrawingError::TooLarge {
            name: name.to_owned(),
            size: format!("{} MiB", bytes.len() >> 20),
            limit: format!("{} MiB", limits.bytes >> 20),
        });
    }
    let Some(format) = DrawingFormat::of(bytes, name) else {
        return Err(DrawingError::NotADrawing {
            name: name.to_owned(),
            what: "a file of another kind".to_owned(),
            hint: CAN_READ.to_owned(),
        });
    };
    let read = AssertUnwindSafe(|| match format {
        DrawingFormat::Dxf => read_dxf(bytes, name, page, limits, watch),
        DrawingFormat::Dwg => read_dwg(bytes, name, page, limits, watch),
        DrawingFormat::Pdf => read_pdf(bytes, name, page, limits, watch),
        DrawingFormat::Png | DrawingFormat::Jpeg => read_picture(bytes, name, format, page),
    });
    catch_unwind(read).unwrap_or_else(|_| Err(gave_up(name)))
}

fn gave_up(name: &str) -> DrawingError {
    DrawingError::Damaged {
        name: name.to_owned(),
        detail: "the reader gave up on it".to_owned(),
        hint: format!("Save it again in another version. {CAN_READ}"),
    }
}

#[cfg(feature = "cad")]
use super::{dwg::read_dwg, pdf::read_pdf};

#[cfg(not(feature = "cad"))]
fn read_dwg(_: &[u8], name: &str, _: u32, _: &Limits, _: Watch<'_>) -> Result<ReadDrawing, DrawingError> {
    Err(not_built_in(name, "a DWG drawing"))
}

#[cfg(not(feature = "cad"))]
fn read_pdf(_: &[u8], name: &str, _: u32, _: &Limits, _: Watch<'_>) -> Result<ReadDrawing, DrawingError> {
    Err(not_built_in(name, "a PDF document"))
}

#[cfg(not(feature = "cad"))]
fn not_built_in(name: &str, what: &str) -> DrawingError {
    DrawingError::NotADrawing {
        name: name.to_owned(),
        what: format!("{what}, which this build does not read; to it it is"),
        hint: "Use a build with the feature cad, or save it as DXF".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_their_first_bytes() {
        for (bytes, name, format) in [
            (&b"AC1032\0\0"[..], "p.dxf", Some(DrawingFormat::Dwg)),
            (b"AutoCAD Binary DXF\r\n\x1a\0", "x", Some(DrawingFormat::Dxf)),
            (b"999\nby hand\n  0\nSECTION\n  2\nENTITIES\n", "p.txt", Some(DrawingFormat::Dxf)),
            (b"junk\n%PDF-1.7\n", "p", Some(DrawingFormat::Pdf)),
            (b"garbage", "p.DXF", Some(DrawingFormat::Dxf)),
            (b"ISO-10303-21;", "p.ifc", None),
            (b"<svg/>", "p.svg", None),
        ] {
            assert_eq!(DrawingFormat::of(bytes, name), format, "{name}");
        }
    }

    #[test]
    fn what_is_no_drawing_is_refused_in_words() {
        let refused = |bytes: &[u8], name: &str| {
            read_drawing(bytes, name, 1, &Limits::default(), Watch::patient())
                .expect_err("no drawing")
                .to_string()
        };
        assert!(refused(b" \n", "a/e.dxf").starts_with("e.dxf is empty"));
        assert!(
            refused(b"ISO-10303-21;", "h.ifc").starts_with("h.ifc is a file of another kind, no drawing")
        );
        let cut = refused(b"\x89PNG\r\n\x1a\n\0\0", "x.png");
        assert!(cut.starts_with("x.png is damaged"), "{cut}");
    }
}
