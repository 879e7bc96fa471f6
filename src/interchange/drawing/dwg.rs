//! DWG by way of DXF: acadrust reads the file and writes it as DXF, which our own reader takes from there.
//!
//! So one reader decides what is drawn, whichever way a drawing comes, and nothing else here depends on the crate.

use super::DrawingError;
use super::dxf::{read_dxf, release_of};
use super::error::CAN_READ;
use super::limits::{Limits, Watch};
use super::read::ReadDrawing;
use acadrust::{DwgReader, DxfWriter};
use std::io::Cursor;

/// Most bytes that the sections of a file may unpack to.
const MOST_UNPACKED: usize = 1 << 30;

/// Reads a DWG file.
pub(super) fn read_dwg(
    bytes: &[u8],
    name: &str,
    page: u32,
    limits: &Limits,
    watch: Watch<'_>,
) -> Result<ReadDrawing, DrawingError> {
    let damaged = |why: String| DrawingError::Damaged {
        name: name.to_owned(),
        detail: why,
        hint: format!("Save it again, or as DXF. {CAN_READ}"),
    };
    let options =
        acadrust::DwgReadOptions { max_decompressed_bytes: Some(MOST_UNPACKED), ..Default::default() };
    let mut reader = DwgReader::from_stream_with_options(Cursor::new(bytes.to_vec()), options.clone());
    let strict = reader.read().map_err(|error| error.to_string());
    watch.go_on()?;
    let (document, trouble) = match strict {
        Ok(document) => (document, None),
        Err(why) => {
            let options = acadrust::DwgReadOptions { failsafe: true, ..options };
            let mut reader = DwgReader::from_stream_with_options(Cursor::new(bytes.to_vec()), options);
            (reader.read().map_err(|_| damaged(why.clone()))?, Some(why))
        }
    };
    watch.go_on()?;
    let text = DxfWriter::new_binary(&document).write_to_vec().map_err(|error| damaged(error.to_string()))?;
    drop(document);
    watch.go_on()?;
    let mut read = read_dxf(&text, name, page, limits, watch)?;
    read.report.format = "DWG".to_owned();
    let version = String::from_utf8_lossy(bytes.get(..6).unwrap_or_default()).into_owned();
    read.report.version = release_of(&version).map_or(version, str::to_owned);
    if let Some(why) = trouble {
        if read.report.entities.is_empty() {
            return Err(damaged(why));
        }
        read.report.note("file", format!("damaged: {why}; what could be read was read"));
    }
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::drawing::Shape;
    use crate::interchange::drawing::read_drawing;
    use crate::units::PlanPoint;
    use acadrust::{CadDocument, Circle, DwgWriter, EntityType, Line};

    #[test]
    fn a_drawing_written_as_dwg_comes_back() {
        let mut document = CadDocument::new();
        let line = Line::from_coords(0.0, 0.0, 0.0, 100.0, 50.0, 0.0);
        document.add_entity(EntityType::Line(line)).expect("added");
        let circle = Circle::from_coords(10.0, 20.0, 0.0, 5.0);
        document.add_entity(EntityType::Circle(circle)).expect("added");
        let bytes = DwgWriter::write_to_vec(&document).expect("written");
        let limits = Limits::default();
        let read = read_drawing(&bytes, "t.dwg", 1, &limits, Watch::patient()).expect("a drawing");
        assert_eq!(read.report.format, "DWG");
        assert_eq!(read.report.entities.get("LINE"), Some(&1), "{:?}", read.report);
        assert_eq!(read.report.entities.get("CIRCLE"), Some(&1));
        let to = PlanPoint { x: 100.0, y: 50.0 };
        let is_line = |shape: &Shape| matches!(shape, Shape::Line { to: end, .. } if *end == to);
        assert!(read.drawing.entities.iter().any(|entity| is_line(&entity.shape)));
        let cut = bytes.get(..bytes.len() / 3).expect("longer");
        if let Err(error) = read_drawing(cut, "t.dwg", 1, &limits, Watch::patient()) {
            assert!(error.to_string().starts_with("t.dwg is damaged"), "{error}");
        }
    }
}
