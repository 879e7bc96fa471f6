//! Numbers as people type them: `1500`, `1.5k`, `1.5kVA`, `12.5A`, `=3*180`, `180*6`, `1,440`, `1,5`.
//!
//! A comma before exactly three digits groups thousands, any other comma is a decimal comma. What a unit means for a
//! load (amperes times which voltage) is not decided here.

/// A number with the unit that stood behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum QuantityText {
    /// No unit was given.
    Bare(f64),
    /// Volt-amperes (VA, kVA, MVA), in VA.
    VoltAmperes(f64),
    /// Watts (W, kW, MW), in W.
    Watts(f64),
    /// Amperes (A, kA), in A.
    Amperes(f64),
    /// Horsepower (hp), in hp.
    Horsepower(f64),
}

impl QuantityText {
    /// Returns the number in the unit it was given in.
    pub fn value(self) -> f64 {
        let (Self::Bare(v) | Self::VoltAmperes(v) | Self::Watts(v) | Self::Amperes(v) | Self::Horsepower(v)) =
            self;
        v
    }
}

/// Why a text is no number. The message is what a person reads beside the cell.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum TextError {
    #[error("empty")]
    Empty,
    #[error("'{0}' is not a number")]
    NotANumber(String),
    #[error("'{0}' is no unit of load; use VA, kVA, W, kW or A")]
    UnknownUnit(String),
    #[error("a number is missing after '{0}'")]
    Dangling(char),
    #[error("a bracket is not closed")]
    OpenBracket,
    #[error("division by zero")]
    DivisionByZero,
    #[error("the number is too large")]
    TooLarge,
}

/// Reads a plain number without unit: `1,440`, `0,5`, `−12`, `1e3`.
///
/// # Errors
/// Says why the text is no finite number.
pub fn parse_number(text: &str) -> Result<f64, TextError> {
    match parse_quantity(text) {
        Ok(QuantityText::Bare(value)) => Ok(value),
        Err(TextError::Empty) if text.trim().is_empty() => Err(TextError::Empty),
        // Letters are no unit here.
        Ok(_) | Err(TextError::Empty | TextError::UnknownUnit(_)) => {
            Err(TextError::NotANumber(text.trim().to_owned()))
        }
        Err(other) => Err(other),
    }
}

/// Reads a number or an expression, with an optional unit at its end. A leading `=` is allowed.
///
/// # Errors
/// Says why the text is no finite number or which unit is not known.
pub fn parse_quantity(text: &str) -> Result<QuantityText, TextError> {
    let body = text.trim().trim_start_matches('=').trim();
    if body.is_empty() {
        return Err(TextError::Empty);
    }
    let unit_start = body.char_indices().rev().take_while(|(_, c)| c.is_alphabetic() || *c == '.').last();
    let split = unit_start.map_or(body.len(), |(at, _)| at);
    let (expression, unit) = body.split_at(split);
    // A trailing dot belongs to the number ("15."), a leading one to the unit only when letters follow ("h.p.").
    let (expression, unit) =
        if unit.chars().any(char::is_alphabetic) { (expression, unit) } else { (body, "") };
    let mut reader = Reader { rest: expression, whole: body };
    let value = reader.sum()?;
    if !reader.rest.trim().is_empty() {
        return Err(TextError::NotANumber(body.to_owned()));
    }
    let quantity = with_unit(value, unit.trim())?;
    if !quantity.value().is_finite() || quantity.value().abs() > 1e12 {
        return Err(TextError::TooLarge);
    }
    Ok(quantity)
}

fn with_unit(value: f64, unit: &str) -> Result<QuantityText, TextError> {
    Ok(match unit.to_ascii_lowercase().replace('.', "").as_str() {
        "" => QuantityText::Bare(value),
        "k" => QuantityText::Bare(value * 1e3),
        "va" => QuantityText::VoltAmperes(value),
        "kva" => QuantityText::VoltAmperes(value * 1e3),
        "mva" => QuantityText::VoltAmperes(value * 1e6),
        "w" | "watt" | "watts" => QuantityText::Watts(value),
        "kw" => QuantityText::Watts(value * 1e3),
        "mw" => QuantityText::Watts(value * 1e6),
        "a" | "amp" | "amps" => QuantityText::Amperes(value),
        "ka" => QuantityText::Amperes(value * 1e3),
        "hp" => QuantityText::Horsepower(value),
        _ => return Err(TextError::UnknownUnit(unit.to_owned())),
    })
}

/// A recursive-descent reader for sums, products and brackets.
struct Reader<'t> {
    rest: &'t str,
    whole: &'t str,
}

impl Reader<'_> {
    fn sum(&mut self) -> Result<f64, TextError> {
        let mut total = self.product()?;
        while let Some(sign) = self.take_one_of(&['+', '-', '\u{2212}']) {
            let term = self.product().map_err(|e| dangling(e, sign))?;
            total = if sign == '+' { total + term } else { total - term };
        }
        Ok(total)
    }

    fn product(&mut self) -> Result<f64, TextError> {
        let mut total = self.factor()?;
        while let Some(sign) = self.take_one_of(&['*', '/', '×']) {
            let factor = self.factor().map_err(|e| dangling(e, sign))?;
            if sign == '/' && factor == 0.0 {
                return Err(TextError::DivisionByZero);
            }
            total = if sign == '/' { total / factor } else { total * factor };
        }
        Ok(total)
    }

    fn factor(&mut self) -> Result<f64, TextError> {
        if self.take_one_of(&['-', '\u{2212}']).is_some() {
            return Ok(-self.factor()?);
        }
        if self.take_one_of(&['(']).is_some() {
            let inner = self.sum()?;
            return self.take_one_of(&[')']).map(|_| inner).ok_or(TextError::OpenBracket);
        }
        self.number()
    }

    fn number(&mut self) -> Result<f64, TextError> {
        self.rest = self.rest.trim_start();
        let end = self
            .rest
            .find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))
            .unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        if digits.is_empty() {
            return Err(if rest.is_empty() {
                TextError::Empty
            } else {
                TextError::NotANumber(self.whole.to_owned())
            });
        }
        self.rest = rest;
        plain_number(digits).ok_or_else(|| TextError::NotANumber(self.whole.to_owned()))
    }

    fn take_one_of(&mut self, wanted: &[char]) -> Option<char> {
        self.rest = self.rest.trim_start();
        let first = self.rest.chars().next().filter(|c| wanted.contains(c))?;
        self.rest = self.rest.get(first.len_utf8()..).unwrap_or_default();
        Some(first)
    }
}

fn dangling(error: TextError, sign: char) -> TextError {
    if error == TextError::Empty { TextError::Dangling(sign) } else { error }
}

/// Reads digits with grouping and either decimal sign.
fn plain_number(digits: &str) -> Option<f64> {
    let groups_thousands = || {
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mut parts = whole.split(',');
        let first = parts.next().unwrap_or_default();
        let grouped = (1..=3).contains(&first.len()) && first != "0" && parts.all(|part| part.len() == 3);
        grouped && !fraction.contains(',')
    };
    let commas = digits.matches(',').count();
    let dots = digits.matches('.').count();
    match (commas, dots) {
        (0, 0 | 1) => digits.parse().ok(),
        (_, 0 | 1) if groups_thousands() => digits.replace(',', "").parse().ok(),
        (1, 0) => digits.replace(',', ".").parse().ok(),
        // European grouping: 1.440,5
        (1, _) if digits.rfind(',') > digits.rfind('.') => {
            digits.replace('.', "").replace(',', ".").parse().ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use QuantityText::{Amperes, Bare, VoltAmperes, Watts};

    #[test]
    fn reads_the_entry_grammar() {
        for (text, expected) in [
            ("1500", Bare(1500.0)),
            ("1.5k", Bare(1500.0)),
            ("1.5kVA", VoltAmperes(1500.0)),
            ("1,5 kVA", VoltAmperes(1500.0)),
            ("12.5A", Amperes(12.5)),
            ("=3*180", Bare(540.0)),
            ("180*6", Bare(1080.0)),
            ("= 2*(100+50)/3", Bare(100.0)),
            ("1,440", Bare(1440.0)),
            ("0,500", Bare(0.5)),
            ("1,234,567.5", Bare(1_234_567.5)),
            ("82.32 kW", Watts(82_320.0)),
            ("15.", Bare(15.0)),
            ("1.440,5", Bare(1440.5)),
            ("-20", Bare(-20.0)),
        ] {
            assert_eq!(parse_quantity(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn says_why_a_text_is_no_number() {
        assert_eq!(parse_quantity("  "), Err(TextError::Empty));
        assert_eq!(parse_quantity("20x"), Err(TextError::UnknownUnit("x".to_owned())));
        assert_eq!(parse_quantity("3*"), Err(TextError::Dangling('*')));
        assert_eq!(parse_quantity("1/0"), Err(TextError::DivisionByZero));
        assert_eq!(parse_quantity("(2+3"), Err(TextError::OpenBracket));
        assert_eq!(parse_quantity("5 furlongs"), Err(TextError::UnknownUnit("furlongs".to_owned())));
        assert_eq!(parse_quantity("see plan"), Err(TextError::NotANumber("see plan".to_owned())));
        assert_eq!(parse_quantity("9e99k").ok(), None);
        assert!(parse_number("12 A").is_err());
    }
}
