//! Header variables that matter here: version, letters, units, scale of linetypes.

use super::letters::Letters;
use super::record::Record;
use super::sections::Sections;
use super::tags::{Source, Step};

/// What the header says; nothing where it is silent.
#[derive(Clone, Debug, Default)]
pub(super) struct Header {
    /// `AC1015` and the like.
    pub version: Option<String>,
    pub code_page: Option<String>,
    /// `$INSUNITS`: 1 inches, 2 feet, 4 millimeters, 5 centimeters, 6 meters.
    pub units: Option<i64>,
    /// `$MEASUREMENT`: 0 imperial, 1 metric.
    pub measurement: Option<i64>,
    /// `$LUNITS` and `$DIMLUNIT`: 3 engineering and 4 architectural are feet and inches of drawings in inches.
    pub length_form: Option<i64>,
    pub dimension_form: Option<i64>,
    pub linetype_scale: f64,
}

/// Reads the header.
pub(super) fn header(source: &Source<'_>, sections: &Sections) -> Header {
    let mut header = Header { linetype_scale: 1.0, ..Header::default() };
    for variable in &sections.variables {
        let mut at = variable.start;
        let Step::Tag(tag) = source.step(&mut at) else { continue };
        let word = || Some(String::from_utf8_lossy(tag.word()).into_owned()).filter(|word| !word.is_empty());
        match variable.kind.as_str() {
            "$ACADVER" => header.version = word(),
            "$DWGCODEPAGE" => header.code_page = word(),
            "$INSUNITS" => header.units = tag.whole(),
            "$MEASUREMENT" => header.measurement = tag.whole(),
            "$LUNITS" => header.length_form = tag.whole(),
            "$DIMLUNIT" | "$DIMUNIT" => header.dimension_form = tag.whole(),
            "$LTSCALE" => {
                header.linetype_scale = tag.real().filter(|scale| *scale > 0.0).unwrap_or(1.0);
            }
            _ => {}
        }
    }
    header
}

impl Header {
    /// Returns how texts are to be read.
    pub fn letters(&self) -> Letters {
        let version = self.version.as_deref().unwrap_or_default();
        Letters::of(version, self.code_page.as_deref().unwrap_or_default())
    }
}

/// How a dimension style writes lengths.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct DimensionStyle {
    /// `DIMLUNIT`.
    pub form: Option<i64>,
    /// `DIMLFAC`: what is written for one unit.
    pub factor: f64,
    /// `DIMPOST`: text around the number.
    pub around: String,
}

impl DimensionStyle {
    pub fn of(record: &Record<'_>) -> Self {
        Self {
            form: record.whole(277).or_else(|| record.whole(270)),
            factor: record.real(144).filter(|factor| *factor != 0.0).unwrap_or(1.0),
            around: record.text(3).unwrap_or_default(),
        }
    }
}
