//! The sample projects that come with the program. Opening one makes a copy without a file.

use crate::domain::{Project, examples};

/// A sample project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    Riverside,
    Duplex,
    Warehouse,
}

impl Sample {
    /// Every sample, in the order of the start screen.
    pub const ALL: [Self; 3] = [Self::Riverside, Self::Duplex, Self::Warehouse];

    /// Returns its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Riverside => "Riverside Office",
            Self::Duplex => "Duplex",
            Self::Warehouse => "Warehouse",
        }
    }

    /// Returns what it is good for.
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::Riverside => "Three panels, one of them badly balanced. Start here.",
            Self::Duplex => "Two dwelling units on one service.",
            Self::Warehouse => "Large motors and lighting at 277 V.",
        }
    }

    /// Returns the systems of its panelboards.
    pub const fn systems(self) -> &'static str {
        match self {
            Self::Riverside => "480Y/277 · 208Y/120 · 240/120",
            Self::Duplex => "240/120 · dwelling",
            Self::Warehouse => "480Y/277 · 208Y/120",
        }
    }

    /// Returns the project.
    pub fn project(self) -> Project {
        examples::two_panels()
    }
}
