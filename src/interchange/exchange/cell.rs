//! A cell of an exchange sheet, and the guard that keeps a text cell of a CSV file from running as a formula.
//!
//! Spreadsheets evaluate a CSV cell that begins with `=`, `+`, `-`, `@` or a tab. [`guarded`] puts an apostrophe
//! before such a text and [`unguarded`] takes it off again, so nothing is lost. The guard is repeated after every
//! character at which another separator setting would begin a cell. Workbooks need no guard: there a text is typed
//! as text.

use std::fmt;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    Number(f64),
}

impl Cell {
    /// Returns a text cell, empty when the text is.
    pub fn text(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// Returns a number cell, empty without a number.
    pub fn number(number: Option<f64>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }

    /// Returns `yes` or an empty cell.
    pub fn flag(set: bool) -> Self {
        if set { Self::Text("yes".to_owned()) } else { Self::Empty }
    }

    /// Returns whether a reader would see nothing here.
    pub fn is_empty(&self) -> bool {
        *self == Self::Empty
    }
}

/// Writes a number so that reading it back gives the same bits.
impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
        }
    }
}

const GUARD: char = '\'';

/// Characters at which some spreadsheet, with some separator setting, begins a cell.
const fn begins_cell(c: char) -> bool {
    matches!(c, ';' | '\t' | '\r' | '\n')
}

/// Characters with which a formula begins; the last four are their full-width forms.
const fn begins_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
}

/// Returns the text with an apostrophe wherever a formula or an apostrophe would begin a cell.
pub fn guarded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    let mut at_cell_start = true;
    for (at, c) in text.char_indices() {
        if at_cell_start {
            let first_ink = text.get(at..).unwrap_or_default().trim_start_matches(' ').chars().next();
            if c == GUARD || first_ink.is_some_and(begins_formula) {
                out.push(GUARD);
            }
        }
        out.push(c);
        at_cell_start = begins_cell(c);
    }
    out
}

/// Undoes [`guarded`].
pub fn unguarded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at_cell_start = true;
    for c in text.chars() {
        if at_cell_start && c == GUARD {
            at_cell_start = false;
            continue;
        }
        out.push(c);
        at_cell_start = begins_cell(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_guarded_and_words_are_not() {
        assert_eq!(guarded("=1+1"), "'=1+1");
        assert_eq!(guarded("  @SUM(A1)"), "'  @SUM(A1)");
        assert_eq!(guarded("\tx"), "'\tx");
        assert_eq!(guarded("'quoted"), "''quoted");
        assert_eq!(guarded("LTG; =cmd"), "LTG;' =cmd");
        assert_eq!(guarded("RECEPT OFFICE 101-104"), "RECEPT OFFICE 101-104");
        assert_eq!(guarded("5' clear"), "5' clear");
    }

    proptest! {
        #[test]
        fn guarding_is_undone(text in "[ '=+@;\\t\\r\\na-]{0,12}") {
            let guarded = guarded(&text);
            prop_assert_eq!(unguarded(&guarded), text);
            for piece in guarded.split([';', '\t', '\r', '\n']) {
                prop_assert!(!piece.trim_start_matches(' ').starts_with(['=', '+', '-', '@']));
            }
        }

        #[test]
        fn any_text_survives(text in any::<String>()) {
            prop_assert_eq!(unguarded(&guarded(&text)), text);
        }
    }
}
