//! Lengths as people write them on plans: `16'-0"`, `3 1/2"`, `5.05 m`, `12.5'`.

/// Reads a length with its unit in feet. A number without a unit is none.
pub fn length_in_feet(text: &str) -> Option<f64> {
    let text = text.trim().replace(['’', '′'], "'").replace(['”', '″', '“'], "\"").replace("''", "\"");
    let low = text.to_lowercase();
    for (ending, feet) in [
        ("mm", 1.0 / 304.8),
        ("cm", 10.0 / 304.8),
        ("meters", 1000.0 / 304.8),
        ("m", 1000.0 / 304.8),
        ("feet", 1.0),
        ("ft", 1.0),
        ("inches", 1.0 / 12.0),
        ("in", 1.0 / 12.0),
    ] {
        if let Some(number) = low.strip_suffix(ending).and_then(number) {
            return Some(number * feet);
        }
    }
    feet_and_inches(&low)
}

fn feet_and_inches(text: &str) -> Option<f64> {
    let (feet, inches) = match text.split_once('\'') {
        Some((feet, inches)) => (number(feet)?, inches.trim_start_matches(['-', ' '])),
        None => (0.0, text),
    };
    if inches.trim().is_empty() {
        return text.contains('\'').then_some(feet);
    }
    let inches = inches.trim().strip_suffix('"').or_else(|| text.contains('\'').then_some(inches.trim()))?;
    Some(feet + number(inches)? / 12.0)
}

/// Reads a number, also `3 1/2` and `3-1/2`.
fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    if let Ok(number) = text.replace(',', ".").parse::<f64>() {
        return Some(number).filter(|number| number.is_finite());
    }
    let (whole, fraction) = text.rsplit_once([' ', '-']).unwrap_or(("0", text));
    let (above, below) = fraction.split_once('/')?;
    let (above, below): (f64, f64) = (above.trim().parse().ok()?, below.trim().parse().ok()?);
    let whole: f64 = whole.trim().parse().ok()?;
    (below != 0.0).then(|| whole + above / below)
}

/// Returns the lengths in a text of several: `LIVING ROOM 49.0' x 15.0'`.
pub(super) fn lengths_in(text: &str) -> Vec<f64> {
    let text = text.replace(['×', '*'], "x").to_lowercase();
    text.split(['\n', 'x', ',', '=', '(', ')'])
        .filter_map(|part| {
            // The last words may be a length: a name may stand before it.
            let part = part.trim();
            let start = part.find(|c: char| c.is_ascii_digit())?;
            length_in_feet(part.get(start..)?)
        })
        .collect()
}

/// Returns the scale a page says it is printed at: `1/8" = 1'-0"`, `1:100`.
pub(super) fn printed_scale(text: &str) -> Option<f64> {
    let text = text.replace(['’', '′'], "'").replace(['”', '″', '“'], "\"");
    if let Some((paper, real)) = text.split_once('=') {
        let start =
            paper.rfind(|c: char| !(c.is_ascii_digit() || "./-\" ".contains(c))).map_or(0, |at| at + 1);
        let paper = paper.get(start..)?.trim();
        let real = real.trim().split("  ").next()?;
        let real: String = real.chars().take_while(|c| c.is_ascii_digit() || "'-\". ".contains(*c)).collect();
        let ratio = length_in_feet(&real)? / length_in_feet(paper)?;
        return (1.0..=5000.0).contains(&ratio).then_some(ratio);
    }
    let (before, after) = text.split_once(':')?;
    let one = before.trim_end().ends_with('1')
        && !before.trim_end().trim_end_matches('1').ends_with(|c: char| c.is_ascii_digit());
    let digits: String = after.trim_start().chars().take_while(char::is_ascii_digit).collect();
    let ratio: f64 = digits.parse().ok()?;
    (one && [20.0, 25.0, 50.0, 75.0, 100.0, 125.0, 150.0, 200.0, 250.0, 500.0, 1000.0].contains(&ratio))
        .then_some(ratio)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_as_people_write_them() {
        for (text, feet) in [
            ("16'-0\"", 16.0),
            ("12'6\"", 12.5),
            ("5'-3 1/2\"", 5.0 + 3.5 / 12.0),
            ("12.5'", 12.5),
            ("3 1/2\"", 3.5 / 12.0),
            ("36\"", 3.0),
            ("914.4 mm", 3.0),
            ("3.048m", 10.0),
            ("10 ft", 10.0),
        ] {
            let read = length_in_feet(text).unwrap_or_else(|| panic!("{text}"));
            assert!((read - feet).abs() < 1e-9, "{text}: {read}");
        }
        for text in ["", "36", "ROOM", "'", "\"", "1/0\""] {
            assert_eq!(length_in_feet(text), None, "{text}");
        }
        assert_eq!(lengths_in("LIVING ROOM\n49.0' x 15.0'"), [49.0, 15.0]);
    }

    #[test]
    fn scales_of_pages() {
        for (text, ratio) in [
            ("SCALE: 1/8\" = 1'-0\"", 96.0),
            ("1/4\"=1'-0\"", 48.0),
            ("1\" = 20'", 240.0),
            ("SCALE 1:100", 100.0),
            ("Échelle 1 : 50", 50.0),
        ] {
            let read = printed_scale(text).unwrap_or_else(|| panic!("{text}"));
            assert!((read - ratio).abs() < 1e-9, "{text}: {read}");
        }
        for text in ["12:30", "21:100", "A = B", "1:7"] {
            assert_eq!(printed_scale(text), None, "{text}");
        }
    }
}
