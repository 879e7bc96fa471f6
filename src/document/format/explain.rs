//! RON's errors in our words: line, column, what, and what to do.

use super::sniff::truncated;
use crate::document::format::FormatError;
use ron::error::{Error, Position, SpannedError};

/// Turns a reader's error into ours.
pub(super) fn explain(error: &SpannedError, text: &str, name: &str) -> FormatError {
    // An error with nothing but the end behind it, in a file whose brackets are open, is a cut. So is one in a last
    // line without its end: a string that never closes is noticed where it begins.
    let in_a_broken_line = !text.ends_with('\n') && error.span.start.line >= text.lines().count();
    if (is_at_the_end(text, error.span.end) || in_a_broken_line)
        && let Some(cut) = truncated(text, name)
    {
        return cut;
    }
    let Position { line, col: column } = match &error.code {
        // These are noticed once the word has been read; the word is where a person must look.
        Error::NoSuchStructField { found, .. } | Error::NoSuchEnumVariant { found, .. } => {
            word_before(text, error.span.end, found)
        }
        _ => error.span.start,
    };
    let name = name.to_owned();
    match &error.code {
        Error::NoSuchStructField { expected, found, outer } => FormatError::UnknownField {
            name,
            line,
            column,
            field: found.clone(),
            record: record(outer.as_deref()),
            maybe: nearest(found, expected).map_or_else(String::new, |near| format!(" (`{near}`?)")),
            known: expected.join(", "),
        },
        code => FormatError::Value { name, line, column, problem: problem(code) },
    }
}

fn problem(code: &Error) -> String {
    match code {
        Error::MissingStructField { field, outer } => {
            format!("field `{field}` is missing in {}; add it", record(outer.as_deref()))
        }
        Error::DuplicateStructField { field, outer } => {
            format!("field `{field}` stands twice in {}; remove one", record(outer.as_deref()))
        }
        Error::NoSuchEnumVariant { expected, found, outer } => {
            format!(
                "`{found}` is no {}; use one of {}",
                outer.as_deref().unwrap_or("word known here"),
                expected.join(", ")
            )
        }
        Error::TrailingCharacters => "there is text behind the end of the project; remove it".to_owned(),
        Error::Message(words) => words.clone(),
        other => lower_first(&other.to_string()),
    }
}

fn record(outer: Option<&str>) -> String {
    match outer {
        None => "this record".to_owned(),
        Some(plural @ ("settings" | "conductors")) => format!("the {plural}"),
        Some("title_block") => "the title block".to_owned(),
        Some(word @ ("project" | "service")) => format!("the {word}"),
        Some("pack") => "a pack of amendments".to_owned(),
        Some(word) if word.starts_with(['a', 'e', 'i', 'o']) => format!("an {word}"),
        Some(word) => format!("a {word}"),
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// Returns the byte at a position, or the end of the text.
fn byte_at(text: &str, position: Position) -> usize {
    let mut start = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if index + 1 == position.line {
            let within =
                line.char_indices().nth(position.col.saturating_sub(1)).map_or(line.len(), |(at, _)| at);
            return start + within;
        }
        start += line.len();
    }
    text.len()
}

fn is_at_the_end(text: &str, position: Position) -> bool {
    text.get(byte_at(text, position)..).is_none_or(|rest| rest.trim().is_empty())
}

/// Returns where `word` stands, last before a position.
fn word_before(text: &str, position: Position, word: &str) -> Position {
    let before = text.get(..byte_at(text, position)).unwrap_or_default();
    let Some(at) = before.rfind(word) else { return position };
    let (line, col) = super::sniff::place(before.get(..at).unwrap_or_default());
    Position { line, col }
}

/// Returns the known field that differs from `found` by little: a slip of the hand.
fn nearest<'k>(found: &str, known: &[&'k str]) -> Option<&'k str> {
    let limit = found.chars().count() / 3;
    known.iter().map(|k| (distance(found, k), *k)).filter(|(d, _)| *d <= limit.max(1)).min().map(|(_, k)| k)
}

/// Levenshtein distance.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, cb) in row.iter_mut().skip(1).zip(&b) {
            let up = *cell;
            *cell = (diagonal + usize::from(ca != *cb)).min(up + 1).min(left + 1);
            diagonal = up;
            left = *cell;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}
