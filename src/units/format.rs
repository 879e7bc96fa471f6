//! The one place that turns bare numbers into text for people.

/// Returns `value` with `places` decimals and thousands grouped by commas; minus is U+2212.
pub fn grouped(value: f64, places: usize) -> String {
    if !value.is_finite() {
        return "?".to_owned();
    }
    let plain = format!("{:.places$}", value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut out = String::new();
    if value < 0.0 && plain.chars().any(|c| ('1'..='9').contains(&c)) {
        out.push('\u{2212}');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// Returns `value` with at most `places` decimals and no trailing zeros, ungrouped: the form a person would type.
pub fn trimmed(value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    if !text.contains('.') {
        return text;
    }
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Returns how many decimals, at most `most`, show `value` without loss.
pub fn places_needed(value: f64, most: usize) -> usize {
    trimmed(value, most).split_once('.').map_or(0, |(_, fraction)| fraction.len())
}

/// Returns a ratio as a percentage: `percent(0.605, 1)` is `60.5 %`.
pub fn percent(ratio: f64, places: usize) -> String {
    format!("{} %", grouped(ratio * 100.0, places))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_thousands() {
        assert_eq!(grouped(34980.0, 0), "34,980");
        assert_eq!(grouped(-1234567.891, 2), "\u{2212}1,234,567.89");
        assert_eq!(grouped(-0.001, 1), "0.0");
        assert_eq!(grouped(999.0, 0), "999");
    }

    #[test]
    fn trims_zeros() {
        assert_eq!(trimmed(1500.0, 3), "1500");
        assert_eq!(trimmed(333.333_333, 2), "333.33");
        assert_eq!(trimmed(0.5, 3), "0.5");
        assert_eq!(percent(0.605, 1), "60.5 %");
        assert_eq!(places_needed(21.25, 2), 2);
    }
}
