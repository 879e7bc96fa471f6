//! Fault current from point to point, without what motors add.

/// Returns the bolted fault current in amperes at the terminals of a transformer on an infinite primary: its rated current
/// over its impedance in per cent. `None` where no impedance is left.
pub fn transformer_fault_amperes(rated_a: f64, z_pct: f64) -> Option<f64> {
    (z_pct > 0.0).then(|| rated_a * 100.0 / z_pct)
}

/// Returns the fault current in amperes at the secondary of a transformer whose primary can get `primary_a` at
/// `primary_v`: what would flow without the transformer, referred to the secondary, in series with the transformer, of
/// which `bolted_a` flow on an infinite primary.
pub fn fault_through_transformer(primary_a: f64, primary_v: f64, secondary_v: f64, bolted_a: f64) -> f64 {
    let referred_a = primary_a * primary_v / secondary_v;
    1.0 / (1.0 / referred_a + 1.0 / bolted_a)
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

    /// By hand with f and M of the published procedure: f = I × V × √3 × Z / (100,000 kVA) = 30,059 × 480 × 1.732 × 1.2
    /// ÷ 22,500,000 = 1.3328, M = 0.42867, and 30,059 × M × 480 ÷ 208.
    #[test]
    fn through_a_transformer_as_by_f_and_m() {
        let bolted =
            transformer_fault_amperes(225_000.0 / (208.0 * 3.0_f64.sqrt()), 1.2).expect("an impedance");
        let fault = fault_through_transformer(30_059.0, 480.0, 208.0, bolted);
        assert!((fault - 29_735.0).abs() < 3.0, "{fault}");
        let stiff = fault_through_transformer(1e12, 480.0, 208.0, bolted);
        assert!(
            (stiff / bolted - 1.0).abs() < 1e-6,
            "an infinite primary leaves the transformer alone: {stiff}"
        );
    }

    #[test]
    fn c_of_a_conductor() {
        assert!((c_of(0.1, 0.041) - 9252.5).abs() < 0.1);
    }
}
