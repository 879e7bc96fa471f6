//! Resistance and reactance of conductors to alternating current: three single conductors in a conduit, 60 Hz, 75 °C.

use crate::nec::tables::Provenance;
use crate::nec::{Edition, Material};

pub const AC_IMPEDANCE_FROM: Provenance = Provenance {
    table: "Chapter 9 Table 9",
    editions: &Edition::ALL,
    sources: &[
        "a public transcription in ohms per km and per kft",
        "a public reprint from 14 AWG to 300 kcmil",
        "a public program with the values of 2014",
        "effective impedances at a power factor of 0.85 in a public program",
    ],
    doubts: &[
        "1/0 copper in aluminum conduit: 0.13 in two sources, 0.12 in one; 0.13 stands",
        "the reactances of 10 and 8 AWG differ in one source, which is held to be wrong",
        "2026 is taken as 2023, unread",
    ],
};

/// What the conduit is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConduitMetal {
    Pvc,
    Aluminum,
    Steel,
}

/// A blank cell.
const NO: f64 = 0.0;

/// Ohms to neutral per 1000 ft; 0 in a blank cell.
struct Row {
    size: &'static str,
    /// In PVC or aluminum, and in steel.
    reactance: [f64; 2],
    /// In PVC, aluminum and steel.
    copper: [f64; 3],
    aluminum: [f64; 3],
}

const fn row(size: &'static str, reactance: [f64; 2], copper: [f64; 3], aluminum: [f64; 3]) -> Row {
    Row { size, reactance, copper, aluminum }
}

static ROWS: [Row; 21] = [
    row("14", [0.058, 0.073], [3.1, 3.1, 3.1], [NO, NO, NO]),
    row("12", [0.054, 0.068], [2.0, 2.0, 2.0], [3.2, 3.2, 3.2]),
    row("10", [0.05, 0.063], [1.2, 1.2, 1.2], [2.0, 2.0, 2.0]),
    row("8", [0.052, 0.065], [0.78, 0.78, 0.78], [1.3, 1.3, 1.3]),
    row("6", [0.051, 0.064], [0.49, 0.49, 0.49], [0.81, 0.81, 0.81]),
    row("4", [0.048, 0.06], [0.31, 0.31, 0.31], [0.51, 0.51, 0.51]),
    row("3", [0.047, 0.059], [0.25, 0.25, 0.25], [0.4, 0.41, 0.4]),
    row("2", [0.045, 0.057], [0.19, 0.2, 0.2], [0.32, 0.32, 0.32]),
    row("1", [0.046, 0.057], [0.15, 0.16, 0.16], [0.25, 0.26, 0.25]),
    row("1/0", [0.044, 0.055], [0.12, 0.13, 0.12], [0.2, 0.21, 0.2]),
    row("2/0", [0.043, 0.054], [0.1, 0.1, 0.1], [0.16, 0.16, 0.16]),
    row("3/0", [0.042, 0.052], [0.077, 0.082, 0.079], [0.13, 0.13, 0.13]),
    row("4/0", [0.041, 0.051], [0.062, 0.067, 0.063], [0.1, 0.11, 0.1]),
    row("250", [0.041, 0.052], [0.052, 0.057, 0.054], [0.085, 0.09, 0.086]),
    row("300", [0.041, 0.051], [0.044, 0.049, 0.045], [0.071, 0.076, 0.072]),
    row("350", [0.04, 0.05], [0.038, 0.043, 0.039], [0.061, 0.066, 0.063]),
    row("400", [0.04, 0.049], [0.033, 0.038, 0.035], [0.054, 0.059, 0.055]),
    row("500", [0.039, 0.048], [0.027, 0.032, 0.029], [0.043, 0.048, 0.045]),
    row("600", [0.039, 0.048], [0.023, 0.028, 0.025], [0.036, 0.041, 0.038]),
    row("750", [0.038, 0.048], [0.019, 0.024, 0.021], [0.029, 0.034, 0.031]),
    row("1000", [0.037, 0.046], [0.015, 0.019, 0.018], [0.023, 0.027, 0.025]),
];

/// Resistance and reactance in ohms to neutral per 1000 ft.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Impedance {
    pub resistance: f64,
    pub reactance: f64,
}

impl Impedance {
    /// Returns the effective impedance at a power factor of 0 to 1, lagging: what a current's drop is proportional to.
    pub fn effective(self, power_factor: f64) -> f64 {
        self.resistance * power_factor + self.reactance * (1.0 - power_factor * power_factor).sqrt()
    }
}

/// Returns the impedance of a conductor; `None` for sizes that the table lacks.
pub fn ac_impedance(size: &str, material: Material, conduit: ConduitMetal) -> Option<Impedance> {
    let row = ROWS.iter().find(|row| row.size == size)?;
    let [other, in_steel] = row.reactance;
    let [pvc, aluminum, steel] = match material {
        Material::Copper => row.copper,
        Material::Aluminum => row.aluminum,
    };
    let (resistance, reactance) = match conduit {
        ConduitMetal::Pvc => (pvc, other),
        ConduitMetal::Aluminum => (aluminum, other),
        ConduitMetal::Steel => (steel, in_steel),
    };
    (resistance > NO).then_some(Impedance { resistance, reactance })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nec::tables::{Stranding, dc_resistance};

    const CONDUITS: [ConduitMetal; 3] = [ConduitMetal::Pvc, ConduitMetal::Aluminum, ConduitMetal::Steel];

    #[test]
    fn spot_values() {
        let ohms = |size, material, conduit| {
            ac_impedance(size, material, conduit).map(|z| (z.resistance, z.reactance))
        };
        let (cu, al) = (Material::Copper, Material::Aluminum);
        assert_eq!(ohms("12", cu, ConduitMetal::Steel), Some((2.0, 0.068)));
        assert_eq!(ohms("3/0", cu, ConduitMetal::Steel), Some((0.079, 0.052)));
        assert_eq!(ohms("3/0", cu, ConduitMetal::Aluminum), Some((0.082, 0.042)));
        assert_eq!(ohms("500", al, ConduitMetal::Pvc), Some((0.043, 0.039)));
        assert_eq!(ohms("1000", al, ConduitMetal::Steel), Some((0.025, 0.046)));
        assert_eq!(ohms("14", al, ConduitMetal::Pvc), None);
        assert_eq!(ohms("700", cu, ConduitMetal::Pvc), None);
        let z = Impedance { resistance: 0.079, reactance: 0.052 };
        assert!((z.effective(0.85) - 0.094_543).abs() < 1e-6);
        assert_eq!(z.effective(1.0), 0.079);
    }

    #[test]
    fn resistance_falls_with_size_and_is_hardly_below_that_to_direct_current() {
        for material in [Material::Copper, Material::Aluminum] {
            for conduit in CONDUITS {
                let found: Vec<(&str, f64)> = ROWS
                    .iter()
                    .filter_map(|row| Some((row.size, ac_impedance(row.size, material, conduit)?.resistance)))
                    .collect();
                assert!(found.windows(2).all(|pair| pair[0].1 > pair[1].1), "{material} {conduit:?}");
                for (size, ohms) in found {
                    let direct = dc_resistance(size, Stranding::Stranded, material).expect("a size");
                    assert!(ohms > 0.96 * direct, "{size} {material} {conduit:?}");
                }
            }
        }
    }
}
