//! Loads as cells give them, with the unit of the cell before the unit of the header.
//!
//! Amperes are left amperes here: the voltage belongs to the slot, which is decided later. Horsepower is not converted:
//! that needs the motor tables and an engineer's choice.

use crate::interchange::import::grid::{Cell, CellValue};
use crate::interchange::import::role::LoadUnit;
use crate::units::{QuantityText, parse_quantity};

/// A load before the voltage is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::interchange) enum LoadValue {
    VoltAmperes(f64),
    Watts(f64),
    Amperes(f64),
}

/// Longest text looked at as a number: brackets within brackets are read recursively.
const LONGEST: usize = 64;

/// Reads a load. `Ok(None)` when nothing is written.
///
/// # Errors
/// Says why the text is no load.
pub(in crate::interchange) fn read_load(
    cell: &Cell,
    unit: LoadUnit,
    decimal_comma: bool,
) -> Result<Option<LoadValue>, String> {
    if let CellValue::Number(value) = cell.value {
        return in_unit(value, unit).map(Some);
    }
    read_load_text(&cell.text(), unit, decimal_comma)
}

/// Reads a load from text.
///
/// # Errors
/// Says why the text is no load.
pub(in crate::interchange) fn read_load_text(
    text: &str,
    unit: LoadUnit,
    decimal_comma: bool,
) -> Result<Option<LoadValue>, String> {
    // the sign before a number that a spreadsheet keeps as text
    let text = text.trim().trim_start_matches('\'');
    if text.is_empty() || text.chars().all(|c| "-–—".contains(c)) {
        return Ok(None);
    }
    if text.len() > LONGEST {
        return Err("too long for a load".to_owned());
    }
    let plain = ungrouped(text, decimal_comma);
    match parse_quantity(&plain).map_err(|error| error.to_string())? {
        // "1200/900" is the loads of two circuits, not their quotient
        _ if text.contains('/') && !text.starts_with('=') && !text.to_ascii_lowercase().contains("hp") => {
            Err("two numbers, and which is the load is not said".to_owned())
        }
        QuantityText::Bare(value) => in_unit(value, unit).map(Some),
        QuantityText::VoltAmperes(value) => checked(LoadValue::VoltAmperes(value), value).map(Some),
        QuantityText::Watts(value) => checked(LoadValue::Watts(value), value).map(Some),
        QuantityText::Amperes(value) => checked(LoadValue::Amperes(value), value).map(Some),
        QuantityText::Horsepower(_) => {
            Err("horsepower needs the motor's full-load current; type VA or A".to_owned())
        }
    }
}

/// Reads a bare number of a quantity or factor column.
pub(in crate::interchange) fn read_number(cell: &Cell) -> Option<f64> {
    match &cell.value {
        CellValue::Number(value) => Some(*value).filter(|value| value.is_finite()),
        CellValue::Text(text) if text.len() <= LONGEST => {
            let text = text.trim();
            let (body, scale) = text.strip_suffix('%').map_or((text, 1.0), |body| (body, 0.01));
            crate::units::parse_number(&ungrouped(body, false)).ok().map(|value| value * scale)
        }
        CellValue::Text(_) | CellValue::Empty | CellValue::Bool(_) | CellValue::Error(_) => None,
    }
}

fn in_unit(value: f64, unit: LoadUnit) -> Result<LoadValue, String> {
    let load = match unit {
        LoadUnit::Va => LoadValue::VoltAmperes(value),
        LoadUnit::Kva => LoadValue::VoltAmperes(exact_kilo(value)),
        LoadUnit::Watts => LoadValue::Watts(value),
        LoadUnit::Kilowatts => LoadValue::Watts(exact_kilo(value)),
        LoadUnit::Amperes => LoadValue::Amperes(value),
    };
    checked(load, value)
}

/// 1.44 × 1000 is 1440 here, not 1439.9999999999998: kilo shifts the decimal point, as a person does.
fn exact_kilo(value: f64) -> f64 {
    format!("{value}e3").parse().unwrap_or(value * 1e3)
}

fn checked(load: LoadValue, value: f64) -> Result<LoadValue, String> {
    if !value.is_finite() || value.abs() > 1e9 {
        Err("the number is too large for a load".to_owned())
    } else if value < 0.0 {
        Err("a load is not negative".to_owned())
    } else {
        Ok(load)
    }
}

/// Takes out the signs that group thousands: spaces and apostrophes between digits, and points where the comma is the
/// decimal sign.
fn ungrouped(text: &str, decimal_comma: bool) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|i| chars.get(i)).is_some_and(char::is_ascii_digit);
    let mut out = String::with_capacity(text.len());
    for (i, c) in chars.iter().enumerate() {
        let between_digits = is_digit(i.checked_sub(1)) && is_digit(Some(i + 1));
        match c {
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’' if between_digits => {}
            '.' if decimal_comma && between_digits => {}
            ',' if decimal_comma => out.push('.'),
            _ => out.push(*c),
        }
    }
    out
}

/// Returns whether a column's numbers use the comma as decimal sign: no cell contradicts it and one proves it.
pub(in crate::interchange) fn uses_decimal_comma<'c>(texts: impl Iterator<Item = &'c str>) -> bool {
    let mut proven = false;
    for text in texts {
        let number: String = text.chars().filter(|c| c.is_ascii_digit() || ".,".contains(*c)).collect();
        let Some((whole, fraction)) = number.rsplit_once(',') else {
            // a lone point before anything but three digits is a decimal point
            if number.rsplit_once('.').is_some_and(|(_, rest)| rest.len() != 3) {
                return false;
            }
            continue;
        };
        if whole.contains(',') || fraction.contains('.') {
            return false;
        }
        proven |= fraction.len() != 3 || whole == "0";
    }
    proven
}

/// Returns whether a column of volt-amperes groups thousands by points: `1.200` beside `900`. Loads of one to nine
/// volt-amperes with three decimals do not occur.
pub(in crate::interchange) fn groups_by_points<'c>(texts: impl Iterator<Item = &'c str>) -> bool {
    let (mut grouped, mut plain, mut round, mut short) = (0usize, 0usize, true, true);
    for text in texts {
        let number = text.trim();
        if !number.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        match number.split_once('.') {
            None => plain += usize::from(number.len() >= 3 && number.chars().all(|c| c.is_ascii_digit())),
            Some((whole, rest)) => {
                let is_group = |part: &str| part.len() == 3 && part.chars().all(|c| c.is_ascii_digit());
                if whole.len() > 3 || whole == "0" || !rest.split('.').all(is_group) {
                    return false;
                }
                grouped += 1;
                short &= whole.len() <= 2;
                round &= rest.chars().all(|c| c == '0') && whole.len() > 1;
            }
        }
    }
    grouped > 0 && (plain > 0 || short) && !round
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loads_in_many_hands() {
        use LoadValue::{Amperes, VoltAmperes, Watts};
        for (text, unit, comma, expected) in [
            ("1440", LoadUnit::Va, false, VoltAmperes(1440.0)),
            ("1,440", LoadUnit::Va, false, VoltAmperes(1440.0)),
            ("1,440", LoadUnit::Kva, true, VoltAmperes(1440.0)),
            ("1.440,5", LoadUnit::Va, true, VoltAmperes(1440.5)),
            ("1 440", LoadUnit::Va, false, VoltAmperes(1440.0)),
            ("82.32 kW", LoadUnit::Va, false, Watts(82_320.0)),
            ("1.5kVA", LoadUnit::Amperes, false, VoltAmperes(1500.0)),
            ("12 A", LoadUnit::Va, false, Amperes(12.0)),
            ("=3*180", LoadUnit::Va, false, VoltAmperes(540.0)),
            ("0.54", LoadUnit::Kilowatts, false, Watts(540.0)),
        ] {
            assert_eq!(read_load_text(text, unit, comma), Ok(Some(expected)), "{text}");
        }
        assert_eq!(read_load(&Cell::number(1.44), LoadUnit::Kva, false), Ok(Some(VoltAmperes(1440.0))));
        assert_eq!(read_load_text(" - ", LoadUnit::Va, false), Ok(None));
        assert_eq!(read_load_text("'1200", LoadUnit::Va, false), Ok(Some(VoltAmperes(1200.0))));
        for text in ["1200/900", "300.00 kVAR", "see plan", "5 HP", "-20", "9e99", &"(".repeat(100_000)] {
            assert!(read_load_text(text, LoadUnit::Va, false).is_err());
        }
    }

    #[test]
    fn a_column_proves_its_decimal_comma() {
        assert!(uses_decimal_comma(["1,44", "1,440"].into_iter()));
        assert!(!uses_decimal_comma(["1,440", "2,040"].into_iter()));
        assert!(!uses_decimal_comma(["1,440.5", "0,5"].into_iter()));
        assert!(!uses_decimal_comma(["1.5", "2,25"].into_iter()));
    }

    #[test]
    fn points_group_thousands_beside_plain_hundreds() {
        assert!(groups_by_points(["1.200", "900", "9.000"].into_iter()));
        assert!(groups_by_points(["1.200", "9.000"].into_iter()));
        assert!(!groups_by_points(["1.2", "900"].into_iter()));
        assert!(!groups_by_points(["1.440", "0.540"].into_iter()));
        assert!(!groups_by_points(["900.000", "1440.000"].into_iter()));
    }
}
