//! One quantity for each leg of a panelboard.

use crate::domain::{Leg, System};
use std::iter::Sum;
use std::ops::Add;

/// A quantity for legs A, B and C. Single-phase systems leave C at zero.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PerLeg<Q>(pub [Q; 3]);

impl<Q: Copy> PerLeg<Q> {
    /// Returns the quantity of one leg.
    pub fn get(&self, leg: Leg) -> Q {
        let [a, b, c] = self.0;
        match leg {
            Leg::A => a,
            Leg::B => b,
            Leg::C => c,
        }
    }

    /// Returns the quantities of the legs a system has, in the order of the bus.
    pub fn of(&self, system: System) -> impl Iterator<Item = (Leg, Q)> + '_ {
        system.legs().iter().map(|leg| (*leg, self.get(*leg)))
    }

    /// Returns what `change` makes of each leg.
    pub fn map<R>(self, change: impl FnMut(Q) -> R) -> PerLeg<R> {
        PerLeg(self.0.map(change))
    }
}

impl<Q: Copy + Sum> PerLeg<Q> {
    /// Returns the sum over the legs.
    pub fn total(&self) -> Q {
        self.0.iter().copied().sum()
    }
}

impl<Q: Copy + Add<Output = Q>> Add for PerLeg<Q> {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let ([a, b, c], [d, e, f]) = (self.0, other.0);
        Self([a + d, b + e, c + f])
    }
}
