//! Sections of the Code a topic refers to, in the edition of the project.

use crate::domain::LoadClass;
use crate::engineering::class_rule;
use crate::nec::{Citation, Edition};

/// A reference to the Code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cite {
    /// A section with the same number in every edition served.
    Section(&'static str),
    /// Sections of the 2017, 2020, 2023 and 2026 editions.
    Sections([&'static str; 4]),
    /// The sections of every load class, as the calculation uses them.
    Classes,
}

impl Cite {
    /// Returns the references of an edition, each with what it is about where one word is not enough.
    pub fn lines(self, edition: Edition) -> Vec<String> {
        let at = Edition::ALL.iter().position(|known| *known == edition).unwrap_or(0);
        match self {
            Self::Section(section) => vec![Citation { edition, section }.to_string()],
            Self::Sections(sections) => sections
                .get(at)
                .map(|section| Citation { edition, section }.to_string())
                .into_iter()
                .collect(),
            Self::Classes => LoadClass::ALL
                .iter()
                .filter_map(|class| {
                    let citation = class_rule(*class).citation(edition)?;
                    Some(format!("{citation} {}", class.label().to_lowercase()))
                })
                .collect(),
        }
    }
}
