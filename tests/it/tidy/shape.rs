//! The shape of files: short, documented, imported through façades.

use super::source::{SourceFile, files_under};

/// Longer files hide more than one thing.
const MOST_LINES: usize = 600;

fn all_files() -> Vec<SourceFile> {
    files_under("src").into_iter().chain(files_under("tests")).collect()
}

#[test]
fn files_are_short() {
    for file in all_files() {
        let lines = file.text.lines().count();
        assert!(lines <= MOST_LINES, "{} has {lines} lines; {MOST_LINES} is the limit, split it", file.path);
    }
}

#[test]
fn every_file_says_what_it_is() {
    for file in all_files() {
        assert!(file.text.starts_with("//! "), "{} does not open with a module doc", file.path);
    }
}

/// The layer test reads `crate::room` paths; a climb by `super::super` would pass it by.
#[test]
fn imports_go_through_facades() {
    for file in files_under("src") {
        for (line, code) in file.code() {
            assert!(!code.contains("super::super"), "{}:{line}: write crate::room::Thing", file.path);
        }
        for (line, code) in file.shipped() {
            let glob = code.trim_start().starts_with("use ") && code.trim_end().ends_with("::*;");
            assert!(!glob, "{}:{line}: a glob import hides where a name comes from", file.path);
        }
    }
}
