//! Load on three positions (legs of a panelboard, or poles of a breaker), kept apart by how it is connected.
//!
//! The connection matters twice: only line-to-neutral load returns through the neutral, and without a neutral the
//! current of a two-pole load differs from that of a three-pole load with the same share.

use crate::domain::{Circuit, CircuitKind, Connection};
use crate::engineering::PerLeg;
use crate::units::VoltAmperes;
use std::ops::{Add, AddAssign, Mul};

/// Volt-amperes on three positions, by connection.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LegLoad {
    /// One-pole loads and the legs of multiwire branch circuits.
    pub line_to_neutral: [f64; 3],
    /// Two-pole loads: half on each of their positions.
    pub line_to_line: [f64; 3],
    /// Three-pole loads.
    pub three_phase: [f64; 3],
}

impl LegLoad {
    /// Returns the load of a circuit on the poles of its own breaker, top first. A spare has none.
    pub fn of_poles(circuit: &Circuit) -> Self {
        let mut load = Self::default();
        if circuit.kind == CircuitKind::Spare {
            return load;
        }
        let part = match circuit.poles {
            _ if circuit.is_line_to_neutral() => &mut load.line_to_neutral,
            2 => &mut load.line_to_line,
            _ => &mut load.three_phase,
        };
        for (pole, place) in part.iter_mut().enumerate().take(usize::from(circuit.poles)) {
            *place = circuit.share(pole).0;
        }
        load
    }

    /// Returns the whole load on each position.
    pub fn per_leg(&self) -> PerLeg<VoltAmperes> {
        let Self { line_to_neutral: n, line_to_line: l, three_phase: t } = self;
        let sums = |i: usize| [n, l, t].iter().filter_map(|part| part.get(i)).sum::<f64>();
        PerLeg([0, 1, 2].map(|i| VoltAmperes(sums(i))))
    }

    /// Returns the sum over all positions.
    pub fn total(&self) -> VoltAmperes {
        self.per_leg().total()
    }

    /// Puts each position where `places` says: position `i` goes to `places[i]`. Positions beyond the list start again
    /// at its front, so that a three-phase panel on a two-pole breaker loses nothing.
    pub fn placed(&self, places: &[usize]) -> Self {
        if places.is_empty() {
            return *self;
        }
        let put = |from: &[f64; 3]| {
            let mut to = [0.0; 3];
            for (va, place) in from.iter().zip(places.iter().cycle()) {
                if let Some(sum) = to.get_mut(*place) {
                    *sum += va;
                }
            }
            to
        };
        self.each(put)
    }

    /// Returns the load on the poles of the primary for this load on the legs of the secondary.
    ///
    /// Delta–wye: a secondary leg to neutral is one winding, and its primary winding lies between two primary legs, so
    /// leg A counts half on A and half on B, B on B and C, C on C and A. Wye–wye and delta–delta pass leg by leg.
    /// Single-phase: half of the total on each of two poles, or all of it on one.
    pub fn through(&self, connection: Connection, primary_poles: u8) -> Self {
        match connection {
            Connection::WyeWye => *self,
            // The secondary's neutral ends at the transformer.
            Connection::DeltaDelta => self.without_neutral(),
            Connection::DeltaWye => self.without_neutral().each(|[a, b, c]| {
                let halves = |x: f64, y: f64| (x + y) / 2.0;
                [halves(*a, *c), halves(*a, *b), halves(*b, *c)]
            }),
            Connection::SinglePhase => {
                let total = self.total().0;
                if primary_poles == 1 {
                    Self { line_to_neutral: [total, 0.0, 0.0], ..Self::default() }
                } else {
                    Self { line_to_line: [total / 2.0, total / 2.0, 0.0], ..Self::default() }
                }
            }
        }
    }

    fn without_neutral(&self) -> Self {
        let Self { line_to_neutral: [a, b, c], line_to_line: [d, e, f], three_phase } = *self;
        Self { line_to_neutral: [0.0; 3], line_to_line: [a + d, b + e, c + f], three_phase }
    }

    fn each(&self, change: impl Fn(&[f64; 3]) -> [f64; 3]) -> Self {
        Self {
            line_to_neutral: change(&self.line_to_neutral),
            line_to_line: change(&self.line_to_line),
            three_phase: change(&self.three_phase),
        }
    }
}

impl Add for LegLoad {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let sum = |[a, b, c]: [f64; 3], [d, e, f]: [f64; 3]| [a + d, b + e, c + f];
        Self {
            line_to_neutral: sum(self.line_to_neutral, other.line_to_neutral),
            line_to_line: sum(self.line_to_line, other.line_to_line),
            three_phase: sum(self.three_phase, other.three_phase),
        }
    }
}

impl AddAssign for LegLoad {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Mul<f64> for LegLoad {
    type Output = Self;

    fn mul(self, factor: f64) -> Self {
        self.each(|part| part.map(|va| va * factor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delta_wye_transformer_spreads_a_leg_over_two() {
        let one_leg = LegLoad { line_to_neutral: [900.0, 0.0, 0.0], ..LegLoad::default() };
        let primary = one_leg.through(Connection::DeltaWye, 3);
        assert_eq!(primary.per_leg().0.map(|va| va.0), [450.0, 450.0, 0.0]);
        assert_eq!(primary.line_to_neutral, [0.0; 3]);
        let all = LegLoad { line_to_neutral: [300.0, 600.0, 900.0], ..LegLoad::default() };
        assert_eq!(all.through(Connection::DeltaWye, 3).per_leg().0.map(|va| va.0), [600.0, 450.0, 750.0]);
    }

    #[test]
    fn no_way_through_a_transformer_loses_load() {
        let load =
            LegLoad { line_to_neutral: [1.0, 2.0, 4.0], line_to_line: [8.0; 3], three_phase: [16.0; 3] };
        for connection in Connection::ALL {
            for poles in 1..=3 {
                assert_eq!(load.through(*connection, poles).total(), load.total(), "{connection} {poles}");
            }
        }
        for places in [&[0usize][..], &[1, 0], &[2, 0, 1]] {
            assert_eq!(load.placed(places).total(), load.total());
        }
    }
}
