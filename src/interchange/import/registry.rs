//! What a file is, by its first bytes and its name: the list of importers, and the words for what is none.
//!
//! To add a format: one line in [`IMPORTERS`]. The first that recognizes a file reads it.

use crate::interchange::import::ImportError;
use crate::interchange::import::delimited::read_delimited;
use crate::interchange::import::encoding::decode;
use crate::interchange::import::error::CAN_IMPORT;
use crate::interchange::import::grid::Workbook;
use crate::interchange::import::propose::file_stem;
use crate::interchange::import::refusal::refuse_text;
use crate::interchange::import::workbook::{Container, read_workbook};

/// Largest file taken.
pub(in crate::interchange) const MAX_BYTES: usize = 64 << 20;

/// Most rows of a text.
const MAX_ROWS: usize = 20_000;
/// Most cells of a text.
const MAX_CELLS: usize = 1_000_000;

/// A kind of file that can be imported.
#[derive(Clone, Copy)]
pub struct Importer {
    /// Name for people.
    pub name: &'static str,
    /// Endings of file names, for dialogs.
    pub endings: &'static [&'static str],
    recognizes: fn(head: &[u8], name: &str) -> bool,
    read: fn(bytes: &[u8], name: &str) -> Result<Workbook, ImportError>,
}

/// Everything that can be imported, most certain first.
pub const IMPORTERS: &[Importer] = &[
    Importer {
        name: "Excel workbook",
        endings: &["xlsx", "xlsm"],
        recognizes: is_xlsx,
        read: |b, n| read_workbook(b, n, Container::Xlsx),
    },
    Importer {
        name: "Excel binary workbook",
        endings: &["xlsb"],
        recognizes: is_xlsb,
        read: |b, n| read_workbook(b, n, Container::Xlsb),
    },
    Importer {
        name: "OpenDocument spreadsheet",
        endings: &["ods"],
        recognizes: is_ods,
        read: |b, n| read_workbook(b, n, Container::Ods),
    },
    Importer {
        name: "Excel 97 workbook",
        endings: &["xls"],
        recognizes: is_compound,
        read: |b, n| read_workbook(b, n, Container::Xls),
    },
    Importer {
        name: "Separated text",
        endings: &["csv", "tsv", "txt"],
        recognizes: is_text,
        read: read_text,
    },
];

/// Reads any importable file into grids.
///
/// # Errors
/// Says what the file is when it is no schedule, or what is wrong with it.
pub fn read_file(bytes: &[u8], name: &str) -> Result<Workbook, ImportError> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportError::Empty { name: name.to_owned() });
    }
    if bytes.len() > MAX_BYTES {
        return Err(ImportError::TooLarge {
            name: name.to_owned(),
            size: format!("{} MiB", bytes.len() >> 20),
            limit: format!("{} MiB", MAX_BYTES >> 20),
        });
    }
    if let Some(what) = drawing(bytes, name) {
        let (name, what) = (name.to_owned(), what.to_owned());
        return Err(ImportError::Drawing { name, what, hint: format!("{CAN_IMPORT}.") });
    }
    if let Some(what) = other_drawing(bytes, name).or_else(|| other_kind(bytes)) {
        return Err(not_a_schedule(name, what));
    }
    match IMPORTERS.iter().find(|importer| (importer.recognizes)(bytes, name)) {
        Some(importer) => (importer.read)(bytes, name),
        None => Err(not_a_schedule(name, "a binary file of an unknown kind")),
    }
}

/// Reads what was copied from a spreadsheet.
///
/// # Errors
/// When there is nothing in it, or far too much.
pub fn read_pasted(text: &str) -> Result<Workbook, ImportError> {
    if text.trim().is_empty() {
        return Err(ImportError::Empty { name: "the clipboard".to_owned() });
    }
    if let Some(refusal) = too_large(text, "the clipboard") {
        return Err(refusal);
    }
    let mut grid = read_delimited(text, "clipboard");
    grid.name = "clipboard".to_owned();
    Ok(Workbook { source: "clipboard".to_owned(), grids: vec![grid], notes: Vec::new() })
}

fn read_text(bytes: &[u8], name: &str) -> Result<Workbook, ImportError> {
    let text = decode(bytes).ok_or_else(|| not_a_schedule(name, "a binary file of an unknown kind"))?;
    if let Some(what) = refuse_text(&text, name) {
        return Err(not_a_schedule(name, what));
    }
    if let Some(refusal) = too_large(&text, name) {
        return Err(refusal);
    }
    let grid = read_delimited(&text, &file_stem(name));
    if grid.height() == 0 {
        return Err(ImportError::Empty { name: name.to_owned() });
    }
    Ok(Workbook { source: name.to_owned(), grids: vec![grid], notes: Vec::new() })
}

/// Refuses logs and dumps before they take memory: no schedule comes near these sizes.
fn too_large(text: &str, name: &str) -> Option<ImportError> {
    let count = |sign: u8| text.bytes().filter(|byte| *byte == sign).count();
    let rows = count(b'\n').max(count(b'\r'));
    let cells = b",;\t|".iter().map(|sign| count(*sign)).max().unwrap_or(0);
    let refuse = |found: usize, limit: usize, what: &str| ImportError::TooLarge {
        name: name.to_owned(),
        size: format!("{found} {what}"),
        limit: format!("{limit}"),
    };
    if rows > MAX_ROWS {
        return Some(refuse(rows, MAX_ROWS, "rows"));
    }
    (cells > MAX_CELLS).then(|| refuse(cells, MAX_CELLS, "cells"))
}

fn not_a_schedule(name: &str, what: &str) -> ImportError {
    ImportError::NotASchedule { name: name.to_owned(), what: what.to_owned(), hint: format!("{CAN_IMPORT}.") }
}

fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

fn is_xlsx(bytes: &[u8], name: &str) -> bool {
    is_zip(bytes) && (contains(bytes, b"xl/workbook.xml") || ends(name, &["xlsx", "xlsm"]))
}

fn is_xlsb(bytes: &[u8], _name: &str) -> bool {
    is_zip(bytes) && contains(bytes, b"xl/workbook.bin")
}

fn is_ods(bytes: &[u8], name: &str) -> bool {
    is_zip(bytes)
        && (contains(bytes.get(..256).unwrap_or(bytes), b"opendocument.spreadsheet") || ends(name, &["ods"]))
}

fn is_compound(bytes: &[u8], _name: &str) -> bool {
    bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
}

fn is_text(bytes: &[u8], _name: &str) -> bool {
    decode(bytes).is_some()
}

fn ends(name: &str, endings: &[&str]) -> bool {
    let low = name.to_ascii_lowercase();
    endings.iter().any(|ending| low.ends_with(&format!(".{ending}")))
}

/// Names drawings by their first bytes, and those that are text by their endings too.
fn drawing(bytes: &[u8], name: &str) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"AC10", "a DWG drawing"),
        (b"AutoCAD Binary DXF", "a DXF drawing"),
        (b"%PDF", "a PDF document"),
        (b"\x89PNG", "a PNG image"),
        (b"\xFF\xD8\xFF", "a JPEG image"),
    ];
    if let Some((_, what)) = KINDS.iter().find(|(head, _)| bytes.starts_with(head)) {
        return Some(what);
    }
    let head = bytes.get(..4096).unwrap_or(bytes);
    if ends(name, &["dxf"]) || is_dxf_text(head) {
        return Some("a DXF drawing");
    }
    None
}

/// Names drawings and models that are read nowhere here.
fn other_drawing(bytes: &[u8], name: &str) -> Option<&'static str> {
    if bytes.starts_with(b"ISO-10303-21") {
        return Some("an IFC model");
    }
    let head = bytes.get(..4096).unwrap_or(bytes);
    let is_markup = head.trim_ascii_start().starts_with(b"<") || head.starts_with(b"\xEF\xBB\xBF<");
    (is_markup && (ends(name, &["svg"]) || contains(head, b"<svg"))).then_some("an SVG drawing")
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

/// Names files of other kinds by their first bytes.
fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"GIF8", "a GIF image"),
        (b"\x1F\x8B", "a gzip archive"),
        (b"7z\xBC\xAF", "a 7z archive"),
        (b"Rar!", "a RAR archive"),
        (b"\x7FELF", "a program"),
        (b"MZ", "a program"),
        (b"SQLite format 3", "a database"),
        (b"{\\rtf", "an RTF document"),
    ];
    if let Some((_, what)) = KINDS.iter().find(|(head, _)| bytes.starts_with(head)) {
        return Some(what);
    }
    if is_zip(bytes) {
        let inner: &[(&[u8], &str)] = &[
            (b"word/document.xml", "a Word document"),
            (b"ppt/presentation.xml", "a PowerPoint file"),
            (b"opendocument.text", "an OpenDocument text"),
        ];
        return inner.iter().find(|(needle, _)| contains(bytes, needle)).map(|(_, what)| *what);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_schedule_is_refused_in_words() {
        for (bytes, name, what) in [
            (
                &b"panel_config:\n  total_tabs: 40\n  main_size: 200\ncircuits:\n- id: a\n  name: Lights\n"[..],
                "p.yaml",
                "YAML",
            ),
            (
                b"panel_config:\n  total_tabs: 40\n  main_size: 200\ncircuits:\n- id: a\n  name: Lights\n",
                "p.csv",
                "YAML",
            ),
            (b"{\"panels\": [1, 2]}", "p.json", "JSON"),
            (b"<!DOCTYPE html><html><body><table>", "p.xls", "an HTML page"),
            (b"<?xml version=\"1.0\"?><a/>", "p.xml", "XML"),
            (b"%PDF-1.7\n", "p.pdf", "a PDF document"),
            (b"AC1032\0\0", "p.dwg", "a DWG drawing"),
            (b"999\nby hand\n  0\nSECTION\n  2\nENTITIES\n", "p.txt", "a DXF drawing"),
            (b"<?xml version=\"1.0\"?>\n<svg/>", "p.svg", "an SVG drawing"),
            (b"\x7fELF\0\0\0\0", "p", "a program"),
            (b"\0\x01\x02\x03\x04\x05\x06\x07", "p.csv", "a binary file"),
        ] {
            let error = read_file(bytes, name).expect_err(name).to_string();
            assert!(error.contains(&format!("{name} is {what}")) && error.contains("XLSX"), "{error}");
        }
        let long = "1,LTG,20\n".repeat(MAX_ROWS + 1);
        let error = read_file(long.as_bytes(), "log.csv").expect_err("a log").to_string();
        assert!(error.starts_with("log.csv: 20001 rows are more than 20000"), "{error}");
        let wide = "a,".repeat(MAX_CELLS + 1);
        let error = read_pasted(&wide).expect_err("a dump").to_string();
        assert!(error.starts_with("the clipboard: 1000001 cells are more"), "{error}");
        let error = read_file(b" \n", "dir/e.csv").expect_err("empty").to_string();
        assert!(error.starts_with("e.csv is empty"), "{error}");
    }

    #[test]
    fn endings_are_offered_once() {
        let mut endings: Vec<&str> =
            IMPORTERS.iter().flat_map(|importer| importer.endings).copied().collect();
        let all = endings.len();
        endings.sort_unstable();
        endings.dedup();
        assert_eq!(endings.len(), all);
    }
}
