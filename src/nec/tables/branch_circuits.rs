//! Branch circuits with two or more outlets: conductors, receptacles and loads by rating.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const BRANCH_CIRCUITS_FROM: Provenance = Provenance {
    table: "210.21(B)(2), 210.21(B)(3), 210.24",
    editions: &Edition::ALL,
    sources: &["a public transcription of 2023"],
    doubts: &["one source; 2017 and 2026 are taken to be the same, circuits of 10 A apart"],
};

/// A rating of branch circuits with two or more outlets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BranchCircuit {
    /// Rating in amperes; 10 A since 2023.
    pub rating: f64,
    /// Smallest copper conductor of the circuit.
    pub copper: &'static str,
    /// Smallest aluminum conductor of the circuit.
    pub aluminum: &'static str,
    /// Smallest copper conductor of a tap.
    pub tap: &'static str,
    /// Ratings of receptacles in amperes with the largest load by cord and plug on each, where there is one; none are
    /// permitted at 10 A.
    pub receptacles: &'static [(f64, Option<f64>)],
}

/// Every rating, rising.
const BRANCH_CIRCUITS: [BranchCircuit; 6] = [
    BranchCircuit { rating: 10.0, copper: "14", aluminum: "12", tap: "14", receptacles: &[] },
    BranchCircuit {
        rating: 15.0,
        copper: "14",
        aluminum: "12",
        tap: "14",
        receptacles: &[(15.0, Some(12.0))],
    },
    BranchCircuit {
        rating: 20.0,
        copper: "12",
        aluminum: "10",
        tap: "14",
        receptacles: &[(15.0, Some(12.0)), (20.0, Some(16.0))],
    },
    BranchCircuit {
        rating: 30.0,
        copper: "10",
        aluminum: "8",
        tap: "14",
        receptacles: &[(30.0, Some(24.0))],
    },
    BranchCircuit {
        rating: 40.0,
        copper: "8",
        aluminum: "6",
        tap: "12",
        receptacles: &[(40.0, None), (50.0, None)],
    },
    BranchCircuit { rating: 50.0, copper: "6", aluminum: "4", tap: "12", receptacles: &[(50.0, None)] },
];

/// Returns the row of a rating in amperes; `None` where branch circuits with several outlets have no such rating.
pub fn branch_circuit(rating: f64, edition: Edition) -> Option<BranchCircuit> {
    let row = BRANCH_CIRCUITS.into_iter().find(|row| row.rating == rating)?;
    (rating > 10.0 || edition >= Edition::E2023).then_some(row)
}

/// Returns the largest load by cord and plug in amperes on a circuit with several receptacles of a rating; `None` where the
/// circuit has no such receptacles or the table no limit.
pub fn cord_load_limit(circuit_a: f64, receptacle_a: f64) -> Option<f64> {
    let row = BRANCH_CIRCUITS.into_iter().find(|row| row.rating == circuit_a)?;
    row.receptacles.iter().find(|(rating, _)| *rating == receptacle_a)?.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values() {
        let twenty = branch_circuit(20.0, Edition::E2017).expect("a row");
        assert_eq!((twenty.copper, twenty.aluminum, twenty.tap), ("12", "10", "14"));
        let forty = branch_circuit(40.0, Edition::E2020).expect("a row");
        assert_eq!((forty.copper, forty.aluminum, forty.tap, forty.receptacles.len()), ("8", "6", "12", 2));
        assert_eq!(branch_circuit(10.0, Edition::E2020), None);
        assert!(branch_circuit(10.0, Edition::E2023).is_some_and(|row| row.receptacles.is_empty()));
        assert_eq!(branch_circuit(25.0, Edition::E2023), None);
    }

    #[test]
    fn loads_by_cord_are_80_percent_of_the_receptacle() {
        assert_eq!(cord_load_limit(20.0, 15.0), Some(12.0));
        assert_eq!(cord_load_limit(15.0, 20.0), None);
        assert_eq!(cord_load_limit(50.0, 50.0), None);
        for row in BRANCH_CIRCUITS {
            for (rating, load) in row.receptacles {
                assert!(load.is_none_or(|load| (load - 0.8 * rating).abs() < 1e-9), "{rating}");
            }
        }
    }
}
