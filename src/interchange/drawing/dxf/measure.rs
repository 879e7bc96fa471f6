//! What a dimension measures and what it says: evidence for the unit of a drawing.

use super::record::Record;
use super::tables::Tables;
use super::words::paragraphs;
use crate::interchange::drawing::facts::DimensionFact;

/// Kinds of dimensions, in the lower bits of group 70.
const ROTATED: i64 = 0;
const ALIGNED: i64 = 1;

/// Returns the length a linear dimension measures, in drawing units.
pub(super) fn measured(record: &Record<'_>) -> Option<f64> {
    let kind = record.flags(70) & 7;
    if !matches!(kind, ROTATED | ALIGNED) {
        return None;
    }
    if let Some(length) = record.real(42).filter(|length| *length > 0.0) {
        return Some(length);
    }
    let (from, to) = (record.point(13)?, record.point(14)?);
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = if kind == ROTATED {
        let (sin, cos) = record.real(50).unwrap_or(0.0).to_radians().sin_cos();
        (dx * cos + dy * sin).abs()
    } else {
        dx.hypot(dy)
    };
    (length > 0.0).then_some(length)
}

/// Returns what a linear dimension is evidence of.
pub(super) fn fact(record: &Record<'_>, tables: &Tables) -> Option<DimensionFact> {
    let length = measured(record)?;
    let style = record.name(3).and_then(|name| tables.dimension_style(&name)).cloned().unwrap_or_default();
    let written = record.text(1).map(|text| paragraphs(&text)).filter(|text| {
        let text = text.trim();
        !text.is_empty() && text != "<>" && text != "."
    });
    Some(DimensionFact {
        measured: length,
        written,
        form: style.form,
        factor: if style.factor == 0.0 { 1.0 } else { style.factor },
        around: style.around,
    })
}
