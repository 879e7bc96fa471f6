//! Fault current from point to point, without what motors add.

/// Returns the bolted fault current in amperes at the terminals of a transformer on an infinite primary: its rated current
/// over its impedance in per cent. `None` where no impedance is left.
pub fn transformer_fault_amperes(rated_a: f64, z_pct: f64) -> Option<f64> {
    (z_pct > 0.0).then(|| rated_a * 100.0 / z_pct)
}

/// A run of conductors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FaultRun {
    pub length_ft: f64,
    /// C of one conductor, in 1 / ohm per foot.
    pub c: f64,
    /// Conductors in parallel.
    pub sets: f64,
}

impl FaultRun {
    /// Returns the factor f for a fault current in amperes at the start of the run, at so many volts between lines:
    /// √3 L I / (C n V) in three phases, 2 L I / (C n V) in one.
    pub fn f(&self, start_a: f64, volts: f64, three_phase: bool) -> f64 {
        let factor = if three_phase { 3.0_f64.sqrt() } else { 2.0 };
        factor * self.length_ft * start_a / (self.c * self.sets * volts)
    }
}

/// Returns C of one conductor in 1 / ohm per foot from its resistance and reactance in ohms per 1000 ft.
pub fn c_of(resistance: f64, reactance: f64) -> f64 {
    1000.0 / resistance.hypot(reactance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_published_example_of_the_method() {
        let fault = transformer_fault_amperes(833.0, 1.8).expect("an impedance");
        assert!((fault - 46_278.0).abs() < 1.0, "{fault}");
        let run = FaultRun { length_ft: 20.0, c: 22_185.0, sets: 2.0 };
        let f = run.f(46_273.0, 208.0, true);
        assert!((f - 0.174).abs() < 0.0005, "{f}");
        assert_eq!(transformer_fault_amperes(833.0, 0.0), None);
    }

    #[test]
    fn c_of_a_conductor() {
        assert!((c_of(0.1, 0.041) - 9252.5).abs() < 0.1);
    }
}
