//! Optional demand of new restaurants.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const RESTAURANT_DEMAND_FROM: Provenance = Provenance {
    table: "220.88",
    editions: &Edition::ALL,
    sources: &["a public transcription of 2023", "its continuity, recomputed"],
    doubts: &["one source", "2026 is taken to be as 2023"],
};

/// A row: from so many kVA, the demand there in kVA and the share of what is above.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RestaurantRow {
    pub from_kva: f64,
    pub demand_kva: f64,
    pub share: f64,
}

const fn row(from_kva: f64, demand_kva: f64, share: f64) -> RestaurantRow {
    RestaurantRow { from_kva, demand_kva, share }
}

const ALL_ELECTRIC: [RestaurantRow; 4] =
    [row(0.0, 0.0, 0.8), row(200.0, 160.0, 0.1), row(325.0, 172.5, 0.5), row(800.0, 410.0, 0.5)];
const NOT_ALL_ELECTRIC: [RestaurantRow; 4] =
    [row(0.0, 0.0, 1.0), row(200.0, 200.0, 0.5), row(325.0, 262.5, 0.45), row(800.0, 476.3, 0.2)];

impl RestaurantRow {
    /// Returns the row for a connected load in kVA. A load on the border of two rows belongs to the lower one.
    pub fn of(kva: f64, all_electric: bool) -> Self {
        let [first, others @ ..] = if all_electric { ALL_ELECTRIC } else { NOT_ALL_ELECTRIC };
        others.into_iter().rfind(|row| kva > row.from_kva).unwrap_or(first)
    }

    /// Returns the demand in kVA of a connected load in kVA.
    pub fn demand(self, kva: f64) -> f64 {
        self.demand_kva + self.share * (kva - self.from_kva)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values_and_no_jumps_but_for_rounding() {
        let demand = |kva, electric| RestaurantRow::of(kva, electric).demand(kva);
        assert_eq!(demand(100.0, true), 80.0);
        assert_eq!(demand(250.0, true), 165.0);
        assert_eq!(demand(1000.0, true), 510.0);
        assert_eq!(demand(100.0, false), 100.0);
        assert_eq!(demand(400.0, false), 262.5 + 33.75);
        assert!((demand(900.0, false) - 496.3).abs() < 1e-9);
        for (border, electric) in [200.0, 325.0, 800.0].into_iter().flat_map(|at| [(at, true), (at, false)]) {
            assert!((demand(border, electric) - demand(border + 1e-9, electric)).abs() < 0.051);
        }
    }
}
