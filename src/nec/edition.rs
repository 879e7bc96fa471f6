//! Editions of the Code a project can be designed to.

use std::fmt;
use std::str::FromStr;

/// An edition of the NEC. A project names one and keeps it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edition {
    E2017,
    E2020,
    #[default]
    E2023,
    E2026,
}

impl Edition {
    /// Every edition served, oldest first.
    pub const ALL: [Self; 4] = [Self::E2017, Self::E2020, Self::E2023, Self::E2026];

    /// Returns the year of publication.
    pub const fn year(self) -> u16 {
        match self {
            Self::E2017 => 2017,
            Self::E2020 => 2020,
            Self::E2023 => 2023,
            Self::E2026 => 2026,
        }
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NEC {}", self.year())
    }
}

impl FromStr for Edition {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let year = text.trim().trim_start_matches("NEC").trim();
        Self::ALL
            .into_iter()
            .find(|edition| edition.year().to_string() == year)
            .ok_or_else(|| format!("'{text}' is no edition served here; use 2017, 2020, 2023 or 2026"))
    }
}
