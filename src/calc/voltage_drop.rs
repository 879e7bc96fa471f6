//! Voltage lost on conductors.

/// A circuit or feeder whose voltage drops.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WireRun {
    pub three_phase: bool,
    /// In each line, in amperes.
    pub amperes: f64,
    /// Effective impedance of one conductor in ohms per 1000 ft.
    pub ohm_per_kft: f64,
    /// Conductors in parallel.
    pub sets: f64,
}

impl WireRun {
    /// Returns how many times the drop of one conductor counts: there and back, or √3 in three phases.
    pub fn there_and_back(&self) -> f64 {
        if self.three_phase { 3.0_f64.sqrt() } else { 2.0 }
    }

    /// Returns the drop in volts over so many feet, one way.
    pub fn drop_v(&self, feet: f64) -> f64 {
        feet * self.drop_per_foot_v()
    }

    /// Returns the one-way length in feet at which so many volts are lost.
    pub fn length_ft(&self, volts: f64) -> f64 {
        volts / self.drop_per_foot_v()
    }

    fn drop_per_foot_v(&self) -> f64 {
        self.there_and_back() * self.amperes * self.ohm_per_kft / 1000.0 / self.sets
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drops_are_as_by_hand() {
        let run = WireRun { three_phase: false, amperes: 16.0, ohm_per_kft: 1.2, sets: 1.0 };
        assert!((run.drop_v(50.0) - 1.92).abs() < 1e-12);
        assert!((run.length_ft(1.92) - 50.0).abs() < 1e-9);
        let run = WireRun { three_phase: true, amperes: 180.0, ohm_per_kft: 0.094_543, sets: 2.0 };
        assert!((run.drop_v(250.0) - 3.684_437).abs() < 1e-4);
    }
}
