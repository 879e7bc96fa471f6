//! Lengths as people type and read them on a drawing: `10'-6"`, `10' 6 1/2"`, `6"`, `10.5`, `3.2m`, `320 cm`.
//!
//! A number without a unit is feet. Feet and inches are told apart by their marks, straight or typographic, or by `ft` and `in`;
//! metric lengths are converted by the international foot, 0.3048 m.

use crate::units::Feet;

/// Meters in a foot, exact by definition.
const METERS_PER_FOOT: f64 = 0.3048;

/// Why a text is no length. The message is what a person reads beside the field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LengthError {
    #[error("empty")]
    Empty,
    #[error("'{0}' is not a length; write 10'-6\", 10.5 or 3.2m")]
    NotALength(String),
}

/// Reads a length; a leading minus, also the typographic one, makes it negative.
///
/// # Errors
/// Says that the text is no length.
pub fn parse_length(text: &str) -> Result<Feet, LengthError> {
    let plain: String = text.trim().chars().map(straight).collect();
    if plain.is_empty() {
        return Err(LengthError::Empty);
    }
    let (sign, body) = match plain.strip_prefix('-') {
        Some(rest) => (-1.0, rest.trim_start()),
        None => (1.0, plain.strip_prefix('+').unwrap_or(&plain)),
    };
    let feet = metric(body).or_else(|| imperial(body));
    let feet = feet.filter(|feet| feet.is_finite() && feet.abs() < 1e9);
    feet.map(|feet| Feet(sign * feet)).ok_or_else(|| LengthError::NotALength(text.trim().to_owned()))
}

/// Turns typographic marks into those of a keyboard.
const fn straight(letter: char) -> char {
    match letter {
        '\u{2019}' | '\u{2032}' | '\u{b4}' => '\'',
        '\u{201d}' | '\u{2033}' => '"',
        '\u{2212}' | '\u{2013}' => '-',
        other => other,
    }
}

fn metric(body: &str) -> Option<f64> {
    let lower = body.to_ascii_lowercase();
    let (number, meters) = [("mm", 0.001), ("cm", 0.01), ("m", 1.0)]
        .into_iter()
        .find_map(|(unit, meters)| Some((lower.strip_suffix(unit)?.trim_end(), meters)))?;
    Some(decimal(number)? * meters / METERS_PER_FOOT)
}

fn imperial(body: &str) -> Option<f64> {
    let body = body.to_ascii_lowercase().replace("''", "\"").replace("ft", "'").replace("in", "\"");
    match body.split_once('\'') {
        Some((feet, rest)) => {
            let feet = number(feet.trim())?;
            let rest = rest.trim_start_matches(['-', ' ']).trim_end();
            if rest.is_empty() {
                return Some(feet);
            }
            // The inch mark behind feet may be left out.
            Some(feet + number(rest.strip_suffix('"').unwrap_or(rest).trim_end())? / 12.0)
        }
        None => match body.strip_suffix('"') {
            Some(inches) => Some(number(inches.trim_end())? / 12.0),
            None => number(&body),
        },
    }
}

/// Reads `6`, `6.5`, `1/2`, `6 1/2`, `6-1/2`.
fn number(text: &str) -> Option<f64> {
    let (whole, fraction) = match text.rsplit_once([' ', '-']) {
        Some((whole, fraction)) if fraction.contains('/') => (decimal(whole.trim_end())?, fraction),
        Some(_) => return None,
        None => (0.0, text),
    };
    match fraction.split_once('/') {
        Some((top, bottom)) => {
            let (top, bottom) = (decimal(top)?, decimal(bottom)?);
            (bottom > 0.0).then(|| whole + top / bottom)
        }
        None => decimal(fraction),
    }
}

/// Reads digits with a decimal point or comma; no sign, no exponent.
fn decimal(text: &str) -> Option<f64> {
    let plain = text.replace(',', ".");
    let digits = plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if digits { plain.parse().ok() } else { None }
}

/// Returns a length in feet and inches to a fraction of an inch, halves to sixteenths: `10′ 6½″` is written `10′ 6 1/2″`.
pub fn feet_and_inches(length: Feet, per_inch: u32) -> String {
    if !length.0.is_finite() {
        return "?".to_owned();
    }
    let per_inch = u64::from(per_inch.max(1));
    let parts = (length.0.abs() * 12.0 * per_inch as f64).round() as u64;
    let (inches, mut part) = (parts / per_inch, parts % per_inch);
    let (feet, inches) = (inches / 12, inches % 12);
    let mut of = per_inch;
    while part > 0 && part.is_multiple_of(2) && of.is_multiple_of(2) {
        (part, of) = (part / 2, of / 2);
    }
    let sign = if length.0 < 0.0 && parts > 0 { "\u{2212}" } else { "" };
    let fraction = if part > 0 { format!(" {part}/{of}") } else { String::new() };
    format!("{sign}{feet}\u{2032} {inches}{fraction}\u{2033}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feet(text: &str) -> f64 {
        parse_length(text).unwrap_or_else(|why| panic!("{text}: {why}")).0
    }

    #[test]
    fn feet_and_inches_are_read_in_every_form() {
        for text in
            ["10'-6\"", "10'6\"", "10' 6\"", "10' 6", "10'-6", "10.5", "10,5", "126\"", "10ft 6in", "10′ 6″"]
        {
            assert!((feet(text) - 10.5).abs() < 1e-12, "{text}: {}", feet(text));
        }
        assert!((feet("10' 6 1/2\"") - (10.0 + 6.5 / 12.0)).abs() < 1e-12);
        assert!((feet("6-1/2\"") - 6.5 / 12.0).abs() < 1e-12);
        assert!((feet("1/2\"") - 0.5 / 12.0).abs() < 1e-12);
        assert!((feet("-3'") + 3.0).abs() < 1e-12 && (feet("−3'") + 3.0).abs() < 1e-12);
    }

    #[test]
    fn metric_lengths_are_converted_by_the_international_foot() {
        // 3.048 m are 10 ft by definition.
        for text in ["3.048m", "3.048 m", "304.8cm", "3048mm", "3,048 M"] {
            assert!((feet(text) - 10.0).abs() < 1e-12, "{text}");
        }
    }

    #[test]
    fn what_is_no_length_is_refused_with_words() {
        for text in ["", "ten", "10'x", "1/0\"", "5 6", "'", "1e9", "--3", "3kg"] {
            assert!(parse_length(text).is_err(), "{text}");
        }
        let why = parse_length("ten").unwrap_err().to_string();
        assert!(why.starts_with("'ten' is not a length"), "{why}");
    }

    #[test]
    fn lengths_are_written_as_on_a_drawing_and_read_back() {
        assert_eq!(feet_and_inches(Feet(73.4167), 1), "73′ 5″");
        assert_eq!(feet_and_inches(Feet(-0.5), 1), "−0′ 6″");
        assert_eq!(feet_and_inches(Feet(-0.001), 1), "0′ 0″");
        assert_eq!(feet_and_inches(Feet(10.0 + 6.5 / 12.0), 16), "10′ 6 1/2″");
        assert_eq!(feet_and_inches(Feet(11.999), 1), "12′ 0″");
        for sixteenths in 0..400_u32 {
            let exact = f64::from(sixteenths) / 192.0;
            assert!((feet(&feet_and_inches(Feet(exact), 16)) - exact).abs() < 1e-9, "{sixteenths}");
        }
    }
}
