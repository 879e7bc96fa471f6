//! The Rust files of the package, with comments and test code told apart from the rest.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// One Rust file.
pub struct SourceFile {
    /// From the root of the package, with forward slashes.
    pub path: String,
    pub text: String,
    /// Whether the whole file is compiled for tests only.
    is_test: bool,
}

impl SourceFile {
    /// Returns the room: the folder or file right under `src`; `None` for `lib.rs`, `main.rs` and tests.
    pub fn room(&self) -> Option<&str> {
        let inside = self.path.strip_prefix("src/")?;
        let (room, _) = inside.split_once('/')?;
        Some(room)
    }

    /// Returns the lines that ship, numbered from 1, without comments: what stands before the tests at the bottom.
    pub fn shipped(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
        let lines = lines.map(without_comment).enumerate().map(|(index, line)| (index + 1, line));
        lines.take(if self.is_test { 0 } else { usize::MAX })
    }

    /// Returns all lines, tests included, numbered from 1, without comments.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().map(without_comment).enumerate().map(|(index, line)| (index + 1, line))
    }
}

/// Returns every Rust file under a folder of the package, in the order of paths.
pub fn files_under(folder: &str) -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    collect(&root.join(folder), &mut paths);
    paths.sort();
    let texts: Vec<(PathBuf, String)> =
        paths.into_iter().map(|path| (path.clone(), fs::read_to_string(path).expect("readable"))).collect();
    let test_modules = test_modules(&texts);
    let files = texts.into_iter().map(|(path, text)| {
        let is_test =
            test_modules.iter().any(|module| path.starts_with(module) || path == module.with_extension("rs"));
        let inside = path.strip_prefix(root).expect("under the root");
        SourceFile { path: inside.to_string_lossy().replace('\\', "/"), text, is_test }
    });
    files.collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the package") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

/// Finds what `#[cfg(test)] mod name;` declares, as the paths of the modules' folders.
fn test_modules(texts: &[(PathBuf, String)]) -> BTreeSet<PathBuf> {
    let mut modules = BTreeSet::new();
    for (path, text) in texts {
        let is_folder_root = ["mod.rs", "lib.rs", "main.rs"].iter().any(|name| path.ends_with(name));
        let home = if is_folder_root {
            path.parent().expect("a folder").to_owned()
        } else {
            path.with_extension("")
        };
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        for pair in lines.windows(2) {
            let [attribute, declaration] = pair else { continue };
            let name = declaration.trim_start_matches("pub(crate) ").trim_start_matches("pub ");
            let name = name.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';'));
            if let (true, Some(name)) = (attribute.starts_with("#[cfg(test)]"), name) {
                modules.insert(home.join(name));
            }
        }
    }
    modules
}

/// Cuts a line before its `//`. A `//` inside a string is cut as well, which no check here minds.
fn without_comment(line: &str) -> &str {
    line.split("//").next().unwrap_or_default()
}
