//! How much voltage may be lost on the way, where the Code says so.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const VOLTAGE_DROP_FROM: Provenance = Provenance {
    table: "210.19, 215.2, 647.4(D), 695.7",
    editions: &Edition::ALL,
    sources: &["a public transcription of 2023"],
    doubts: &[
        "3 % is illegible in the transcription and from memory",
        "647.4(D) and 695.7 are from memory in part",
        "2017 and 2026 are taken as 2020 and 2023",
    ],
};

/// What a limit is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DropOf {
    /// A branch circuit, to its farthest outlet.
    Branch,
    Feeder,
    FeederAndBranch,
    SensitiveBranch,
    SensitiveTotal,
    /// A fire pump that runs at 115 % of its full-load current.
    FirePumpRunning,
    FirePumpStarting,
}

/// A limit in per cent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DropLimit {
    pub percent: f64,
    /// Whether it is a rule and not a note.
    pub mandatory: bool,
    pub section: &'static str,
}

/// Returns the limit of the Code.
pub const fn drop_limit(of: DropOf) -> DropLimit {
    let (percent, mandatory, section) = match of {
        DropOf::Branch => (3.0, false, "210.19"),
        DropOf::Feeder => (3.0, false, "215.2"),
        DropOf::FeederAndBranch => (5.0, false, "210.19, 215.2"),
        DropOf::SensitiveBranch => (1.5, true, "647.4(D)"),
        DropOf::SensitiveTotal => (2.5, true, "647.4(D)"),
        DropOf::FirePumpRunning => (5.0, true, "695.7(B)"),
        DropOf::FirePumpStarting => (15.0, true, "695.7(A)"),
    };
    DropLimit { percent, mandatory, section }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values() {
        let limits =
            [DropOf::Branch, DropOf::FeederAndBranch, DropOf::SensitiveBranch, DropOf::FirePumpStarting];
        let told = limits.map(|of| (drop_limit(of).percent, drop_limit(of).mandatory));
        assert_eq!(told, [(3.0, false), (5.0, false), (1.5, true), (15.0, true)]);
    }
}
