//! Color, letter and icon of a phase or of a severity. Hue never stands alone: each mark has a shape or a word beside it.

use egui::Color32;

use crate::app::icons;
use crate::app::theme::Tokens;

/// A phase as it is drawn; the order on screen is always A, B, C.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PhaseMark {
    A,
    B,
    C,
    /// Neutral, ground, devices, loads not assigned to a phase.
    Neutral,
}

impl PhaseMark {
    pub const PHASES: [Self; 3] = [Self::A, Self::B, Self::C];

    pub fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::Neutral => "N",
        }
    }

    /// Text, lines and the outline of every fill.
    pub fn ink(self, tokens: &Tokens) -> Color32 {
        match self {
            Self::A => tokens.a_ink,
            Self::B => tokens.b_ink,
            Self::C => tokens.c_ink,
            Self::Neutral => tokens.n_ink,
        }
    }

    /// Bars.
    pub fn fill(self, tokens: &Tokens) -> Color32 {
        match self {
            Self::A => tokens.a_fill,
            Self::B => tokens.b_fill,
            Self::C => tokens.c_fill,
            Self::Neutral => tokens.n_fill,
        }
    }

    /// Cells and chips.
    pub fn tint(self, tokens: &Tokens) -> Color32 {
        match self {
            Self::A => tokens.a_tint,
            Self::B => tokens.b_tint,
            Self::C => tokens.c_tint,
            Self::Neutral => tokens.n_tint,
        }
    }
}

/// State of a finding or of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Signal {
    Error,
    Warning,
    Undetermined,
    Info,
    Passed,
    Waived,
    /// A waiver whose facts changed; listed among the open ones.
    Stale,
    /// In the baseline of existing conditions.
    Existing,
}

impl Signal {
    pub const ALL: [Self; 8] = [
        Self::Error,
        Self::Warning,
        Self::Undetermined,
        Self::Info,
        Self::Passed,
        Self::Waived,
        Self::Stale,
        Self::Existing,
    ];

    /// Returns the word for it, sentence case.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "Error",
            Self::Warning => "Warning",
            Self::Undetermined => "Undetermined",
            Self::Info => "Info",
            Self::Passed => "Passed",
            Self::Waived => "Waived",
            Self::Stale => "Stale",
            Self::Existing => "Existing",
        }
    }

    /// Returns its glyph, to be drawn with [`Family::IconsFill`](crate::app::theme::Family).
    pub fn icon(self) -> &'static str {
        match self {
            Self::Error => icons::WARNING_OCTAGON,
            Self::Warning => icons::WARNING,
            Self::Undetermined => icons::QUESTION,
            Self::Info => icons::INFO,
            Self::Passed => icons::CHECK_CIRCLE,
            Self::Waived => icons::PROHIBIT,
            Self::Stale => icons::CLOCK_COUNTER_CLOCKWISE,
            Self::Existing => icons::BOOKMARK_SIMPLE,
        }
    }

    pub fn ink(self, tokens: &Tokens) -> Color32 {
        match self {
            Self::Error => tokens.error,
            Self::Warning | Self::Stale => tokens.warning,
            Self::Undetermined => tokens.undetermined,
            Self::Info => tokens.info,
            Self::Passed => tokens.pass,
            Self::Waived | Self::Existing => tokens.waived,
        }
    }

    pub fn tint(self, tokens: &Tokens) -> Color32 {
        match self {
            Self::Error => tokens.error_tint,
            Self::Warning | Self::Stale => tokens.warning_tint,
            Self::Undetermined => tokens.undetermined_tint,
            Self::Info => tokens.info_tint,
            Self::Passed => tokens.pass_tint,
            Self::Waived | Self::Existing => tokens.waived_tint,
        }
    }
}
