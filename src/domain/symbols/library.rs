//! All symbols by name and by words: those of the program, and those a person has added.

use super::read::{SymbolError, read};
use crate::domain::symbols::Symbol;
use crate::domain::{DeviceKind, Project};
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

const SHIPPED: &str = include_str!("../../../assets/symbols.ron");

static LIBRARY: LazyLock<Arc<SymbolLibrary>> = LazyLock::new(|| {
    let (symbols, _) = read(SHIPPED, "symbols.ron");
    Arc::new(SymbolLibrary { symbols })
});

/// The symbols, in the order of the picker.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SymbolLibrary {
    symbols: Vec<Symbol>,
}

impl SymbolLibrary {
    /// Returns the symbols that are part of the program.
    pub fn shipped() -> Arc<Self> {
        Arc::clone(&LIBRARY)
    }

    /// Returns the library with the symbols of a file added; one of the same name replaces the old one. What cannot be
    /// read is said and left out.
    #[must_use]
    pub fn with_file(&self, text: &str, file_name: &str) -> (Self, Vec<SymbolError>) {
        let (added, errors) = read(text, file_name);
        (self.with(&added), errors)
    }

    /// Returns the library with symbols added; one of the same name replaces the old one.
    #[must_use]
    pub fn with(&self, added: &[Symbol]) -> Self {
        let names: BTreeSet<&str> = added.iter().map(|symbol| symbol.name.as_str()).collect();
        let kept = self.symbols.iter().filter(|symbol| !names.contains(symbol.name.as_str())).cloned();
        Self { symbols: kept.chain(added.iter().cloned()).collect() }
    }

    /// Returns the symbols of the program with those that a project brings along, which come before all others of their name.
    pub fn of_project(project: &Project) -> Arc<Self> {
        let own = &project.settings().symbols;
        if own.is_empty() { Self::shipped() } else { Arc::new(Self::shipped().with(own)) }
    }

    /// Returns every symbol, in the order of the picker.
    pub fn all(&self) -> &[Symbol] {
        &self.symbols
    }

    /// Finds a symbol by its name.
    pub fn get(&self, name: &str) -> Option<&Symbol> {
        self.symbols.iter().find(|symbol| symbol.name == name)
    }

    /// Returns what a device is drawn with: its own symbol, else the plain one of its kind.
    pub fn of_device(&self, kind: DeviceKind, name: &str) -> Option<&Symbol> {
        self.get(name).or_else(|| self.get(plain(kind)))
    }

    /// Finds symbols by words: every word begins a word of the symbol's title, name, family or keywords. Those whose title
    /// or name begins with the text stand first, the others in the order of the library. No words find all.
    pub fn search(&self, text: &str) -> Vec<&Symbol> {
        let wanted = words(text);
        let mut found: Vec<&Symbol> =
            self.symbols.iter().filter(|symbol| wanted.iter().all(|word| is_in(symbol, word))).collect();
        let text = text.trim().to_lowercase();
        let begins = |symbol: &Symbol| {
            !text.is_empty()
                && (symbol.title.to_lowercase().starts_with(&text) || symbol.name.starts_with(&text))
        };
        found.sort_by_key(|symbol| !begins(symbol));
        found
    }
}

/// The symbol that stands for a kind where the name is unknown.
const fn plain(kind: DeviceKind) -> &'static str {
    match kind {
        DeviceKind::Receptacle => "duplex",
        DeviceKind::Switch => "switch",
        DeviceKind::Luminaire => "ceiling",
        DeviceKind::Equipment => "equipment",
        DeviceKind::PanelLocation => "panelboard",
        DeviceKind::JunctionBox => "junction-box",
        DeviceKind::Disconnect => "disconnect",
        DeviceKind::Data => "data",
        DeviceKind::FireAlarm => "smoke-detector",
    }
}

fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !(c.is_alphanumeric() || c == '/'));
    parts.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn is_in(symbol: &Symbol, word: &str) -> bool {
    let spoken = [symbol.title.as_str(), &symbol.name, &symbol.family];
    let spoken = spoken.into_iter().chain(symbol.keywords.iter().map(String::as_str));
    spoken.flat_map(words).any(|other| other.starts_with(word))
}
