//! Overcurrent devices of transformers, as percentages of rated current.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const TRANSFORMER_PROTECTION_FROM: Provenance = Provenance {
    table: "450.3(A), 450.3(B)",
    editions: &Edition::ALL,
    sources: &["a public transcription of 2023"],
    doubts: &[
        "one source; 2017 and 2026 are taken to be the same",
        "over 1000 V, any location, impedance up to 6 %: secondary devices over 1000 V are from memory (the source has 250 \
         and 225 %)",
    ],
};

/// Where the devices of a transformer are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransformerScheme {
    PrimaryOnly,
    PrimaryAndSecondary,
}

/// The limit of a device.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TransformerLimit {
    /// Per cent of rated current.
    pub pct: f64,
    /// Whether the next standard rating above may be taken.
    pub next_size_up: bool,
}

const fn limit(pct: f64, next_size_up: bool) -> TransformerLimit {
    TransformerLimit { pct, next_size_up }
}

/// Returns the limit of the primary device of a transformer of 1000 V and less (Table 450.3(B)) for its rated primary current
/// in amperes.
pub fn transformer_primary_limit(scheme: TransformerScheme, rated_a: f64) -> TransformerLimit {
    match scheme {
        TransformerScheme::PrimaryAndSecondary => limit(250.0, false),
        TransformerScheme::PrimaryOnly if at_least(rated_a, 9.0) => limit(125.0, true),
        TransformerScheme::PrimaryOnly if at_least(rated_a, 2.0) => limit(167.0, false),
        TransformerScheme::PrimaryOnly => limit(300.0, false),
    }
}

/// Returns the limit of the secondary device, for the rated secondary current in amperes; `None` where none is needed.
pub fn transformer_secondary_limit(scheme: TransformerScheme, rated_a: f64) -> Option<TransformerLimit> {
    match scheme {
        TransformerScheme::PrimaryOnly => None,
        TransformerScheme::PrimaryAndSecondary if at_least(rated_a, 9.0) => Some(limit(125.0, true)),
        TransformerScheme::PrimaryAndSecondary => Some(limit(167.0, false)),
    }
}

fn at_least(amperes: f64, least: f64) -> bool {
    amperes >= least - 1e-6
}

/// Limits over 1000 V in per cent of rated current (Table 450.3(A)).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MediumVoltageLimits {
    pub primary_breaker: f64,
    pub primary_fuse: f64,
    /// Breaker and fuse of a secondary over 1000 V, and any device of one of 1000 V and less; `None` where none is needed.
    pub secondary: Option<[f64; 3]>,
}

/// Returns the limits over 1000 V with devices on both sides, for an impedance in per cent; `None` above 10 %, where the table
/// has no row.
pub fn medium_voltage_limits(supervised: bool, z_pct: f64) -> Option<MediumVoltageLimits> {
    let low = if supervised { 250.0 } else { 125.0 };
    if z_pct <= 6.0 {
        let secondary = Some([300.0, 250.0, low]);
        Some(MediumVoltageLimits { primary_breaker: 600.0, primary_fuse: 300.0, secondary })
    } else if z_pct <= 10.0 {
        let secondary = Some([250.0, 225.0, low]);
        Some(MediumVoltageLimits { primary_breaker: 400.0, primary_fuse: 300.0, secondary })
    } else {
        None
    }
}

/// Limits over 1000 V with a primary device alone, at any impedance, in supervised locations only.
pub const MEDIUM_VOLTAGE_PRIMARY_ONLY: MediumVoltageLimits =
    MediumVoltageLimits { primary_breaker: 300.0, primary_fuse: 250.0, secondary: None };

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_by_current() {
        let (one, both) = (TransformerScheme::PrimaryOnly, TransformerScheme::PrimaryAndSecondary);
        let primary = [1.99, 2.0, 8.99, 9.0].map(|amperes| transformer_primary_limit(one, amperes));
        assert_eq!(primary.map(|limit| limit.pct), [300.0, 167.0, 167.0, 125.0]);
        assert_eq!(primary.map(|limit| limit.next_size_up), [false, false, false, true]);
        assert_eq!(transformer_primary_limit(both, 1.0), limit(250.0, false));
        assert_eq!(transformer_secondary_limit(both, 9.0), Some(limit(125.0, true)));
        assert_eq!(transformer_secondary_limit(both, 8.9), Some(limit(167.0, false)));
        assert_eq!(transformer_secondary_limit(one, 100.0), None);
    }

    #[test]
    fn over_1000_volts() {
        let any = medium_voltage_limits(false, 5.75).expect("a row");
        assert_eq!(
            (any.primary_breaker, any.primary_fuse, any.secondary),
            (600.0, 300.0, Some([300.0, 250.0, 125.0]))
        );
        let supervised = medium_voltage_limits(true, 8.0).expect("a row");
        assert_eq!((supervised.primary_breaker, supervised.secondary), (400.0, Some([250.0, 225.0, 250.0])));
        assert_eq!(medium_voltage_limits(true, 10.5), None);
        let alone = MEDIUM_VOLTAGE_PRIMARY_ONLY;
        assert_eq!((alone.primary_breaker, alone.primary_fuse, alone.secondary), (300.0, 250.0, None));
    }
}
