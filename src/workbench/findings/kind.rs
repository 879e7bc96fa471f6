//! What a person sorts findings by: how grave an open one is, or that it is none any more.

use crate::rules::{Finding, Severity, State};

named_enum!(
    /// A kind of finding, in the order of the list.
    FindingKind {
        Error = "error",
        Warning = "warning",
        Info = "info",
        Undetermined = "undetermined",
        /// Its waiver holds no more; it counts as open.
        Stale = "stale",
        Waived = "waived",
        Existing = "existing",
    }
);

impl FindingKind {
    /// Returns the kind of a finding.
    pub const fn of(finding: &Finding) -> Self {
        match (finding.state, finding.severity) {
            (State::Undetermined, _) => Self::Undetermined,
            (State::Stale, _) => Self::Stale,
            (State::Waived, _) => Self::Waived,
            (State::Existing, _) => Self::Existing,
            (State::Open, Severity::Error) => Self::Error,
            (State::Open, Severity::Warning) => Self::Warning,
            (State::Open, Severity::Info) => Self::Info,
        }
    }

    /// Returns whether something is still to be done about it.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Error | Self::Warning | Self::Info | Self::Undetermined | Self::Stale => true,
            Self::Waived | Self::Existing => false,
        }
    }

    /// Returns the heading of its group.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Error => "Errors",
            Self::Warning => "Warnings",
            Self::Info => "Infos",
            Self::Undetermined => "Undetermined",
            Self::Stale => "Stale waivers",
            Self::Waived => "Waived",
            Self::Existing => "Existing conditions",
        }
    }

    /// Returns so many of them in words: `1 error`, `2 warnings`.
    pub fn counted(self, count: usize) -> String {
        let plural = match self {
            Self::Error | Self::Warning | Self::Info if count != 1 => "s",
            Self::Error
            | Self::Warning
            | Self::Info
            | Self::Undetermined
            | Self::Stale
            | Self::Waived
            | Self::Existing => "",
        };
        format!("{count} {}{plural}", self.name())
    }

    /// Returns what the status column says.
    pub const fn status(self) -> &'static str {
        match self {
            Self::Error | Self::Warning | Self::Info => "Open",
            Self::Undetermined => "Needs data",
            Self::Stale => "Stale waiver",
            Self::Waived => "Waived",
            Self::Existing => "Existing",
        }
    }
}
