//! Where the values of a table come from.

use crate::nec::Edition;

/// Where the values of a table come from, and how far they may be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// As in "Table 240.6(A)".
    pub table: &'static str,
    /// Editions whose values these are.
    pub editions: &'static [Edition],
    /// What they were compared with.
    pub sources: &'static [&'static str],
    /// What is doubtful; empty when nothing is.
    pub doubts: &'static [&'static str],
}
