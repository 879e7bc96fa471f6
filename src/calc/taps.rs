//! Shares of a device that others depend on: what a tap carries of the device ahead, what a source counts on a busbar.

use crate::nec::tables::{SOURCE_FACTOR, TapRule};

/// Returns what a tap has to carry of the device ahead, in amperes; of a transformer's primary device with primary over
/// secondary volts, else 1 (240.21(B), (C)).
pub fn tap_share(rule: TapRule, ahead_a: f64, voltages: f64) -> f64 {
    ahead_a * voltages / rule.ratio()
}

/// Returns what a source counts on a busbar, in amperes: 125 % of its output, or its device where the output is not known
/// (705.12).
pub fn source_current(output_a: Option<f64>, device_a: Option<f64>) -> Option<f64> {
    output_a.map(|output| SOURCE_FACTOR * output).or(device_a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_by_hand() {
        // 400 A ahead of a 25 ft tap: a third. 125 A at 480 V are 288 A at 208 V, a tenth of it.
        assert!((tap_share(TapRule::Feeder25, 400.0, 1.0) - 133.333).abs() < 1e-3);
        assert!((tap_share(TapRule::Secondary10, 125.0, 480.0 / 208.0) - 28.846).abs() < 1e-3);
        assert_eq!(source_current(Some(32.0), Some(50.0)), Some(40.0));
        assert_eq!(source_current(None, Some(50.0)), Some(50.0));
        assert_eq!(source_current(None, None), None);
    }
}
