//! Reads symbols from RON and adds to such a file. A file that is no list of symbols is refused with line and column; a symbol that
//! contradicts itself is left out with its reason, the others are kept.

use super::record::SymbolRecord;
use crate::domain::symbols::Symbol;
use std::collections::BTreeSet;

/// Why a file of symbols, or one of its symbols, was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SymbolError {
    #[error("{file}, line {line}, column {column}: {problem}")]
    File { file: String, line: usize, column: usize, problem: String },
    #[error("{file}: symbol '{symbol}' is left out: {problem}")]
    Symbol { file: String, symbol: String, problem: String },
}

/// Reads a file; what cannot be taken is said beside what can.
pub fn read(text: &str, file: &str) -> (Vec<Symbol>, Vec<SymbolError>) {
    let records: Vec<SymbolRecord> = match options().from_str(text) {
        Ok(records) => records,
        Err(error) => {
            let at = error.span.start;
            let problem = error.code.to_string();
            let file = file.to_owned();
            return (Vec::new(), vec![SymbolError::File { file, line: at.line, column: at.col, problem }]);
        }
    };
    let (mut symbols, mut errors, mut names) = (Vec::new(), Vec::new(), BTreeSet::new());
    for record in records {
        let name = record.name.clone();
        let twice = !names.insert(name.clone());
        let made = if twice { Err("the name is used twice".to_owned()) } else { record.symbol() };
        match made {
            Ok(symbol) => symbols.push(symbol),
            Err(problem) => errors.push(SymbolError::Symbol { file: file.to_owned(), symbol: name, problem }),
        }
    }
    (symbols, errors)
}

/// Adds symbols to the text of a file, before its end, so that what a person has written there stays; an empty text becomes a file.
///
/// # Errors
/// Says why the text cannot be added to.
pub fn with_symbols(text: &str, added: &[Symbol]) -> Result<String, String> {
    let style = ron::ser::PrettyConfig::new()
        .new_line("\n")
        .indentor("  ")
        .depth_limit(1)
        .extensions(ron::extensions::Extensions::IMPLICIT_SOME);
    let mut lines = String::new();
    for symbol in added {
        let record = SymbolRecord::from(symbol);
        let written =
            options().to_string_pretty(&record, style.clone()).map_err(|error| error.to_string())?;
        // Each on a line of its own, as lists of a project are.
        let line: Vec<&str> = written.lines().map(str::trim).collect();
        lines.push_str(&format!("  {},\n", line.join(" ").replace("( ", "(").replace(", )", ")")));
    }
    if text.trim().is_empty() {
        return Ok(format!("[\n{lines}]\n"));
    }
    let end = text.rfind(']').ok_or("the file is no list of symbols")?;
    let (before, after) = text.split_at(end);
    let comma = match before.trim_end().chars().next_back() {
        Some(',' | '[') | None => "",
        Some(_) => ",",
    };
    Ok(format!("{}{comma}\n{lines}{after}", before.trim_end()))
}

fn options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}
