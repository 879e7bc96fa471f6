//! Electrical quantities. Arithmetic exists only where it means something (V × A = VA).

use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

/// Declares an `f64` newtype with the arithmetic every additive quantity has.
macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident, $unit:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub f64);

        impl $name {
            /// The zero of this quantity.
            pub const ZERO: Self = Self(0.0);
            /// The unit's symbol.
            pub const UNIT: &'static str = $unit;

            /// Returns the bare number, in the unit of this type.
            pub const fn value(self) -> f64 { self.0 }
            /// Returns the larger of two quantities.
            pub fn max(self, other: Self) -> Self { Self(self.0.max(other.0)) }
            /// Returns the smaller of two quantities.
            pub fn min(self, other: Self) -> Self { Self(self.0.min(other.0)) }
            /// Returns the magnitude.
            pub fn abs(self) -> Self { Self(self.0.abs()) }
        }
        impl Add for $name { type Output = Self; fn add(self, o: Self) -> Self { Self(self.0 + o.0) } }
        impl AddAssign for $name { fn add_assign(&mut self, o: Self) { self.0 += o.0; } }
        impl Sub for $name { type Output = Self; fn sub(self, o: Self) -> Self { Self(self.0 - o.0) } }
        impl Neg for $name { type Output = Self; fn neg(self) -> Self { Self(-self.0) } }
        impl Mul<f64> for $name { type Output = Self; fn mul(self, k: f64) -> Self { Self(self.0 * k) } }
        impl Div<f64> for $name { type Output = Self; fn div(self, k: f64) -> Self { Self(self.0 / k) } }
        impl Div for $name { type Output = f64; fn div(self, o: Self) -> f64 { self.0 / o.0 } }
        impl Sum for $name { fn sum<I: Iterator<Item = Self>>(i: I) -> Self { Self(i.map(|q| q.0).sum()) } }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let places = f.precision().unwrap_or(crate::units::places_needed(self.0, 2));
                write!(f, "{} {}", crate::units::grouped(self.0, places), $unit)
            }
        }
    };
}
pub(crate) use quantity;

quantity!(
    /// Electrical potential, in volts.
    Volts, "V"
);
quantity!(
    /// Current, in amperes.
    Amperes, "A"
);
quantity!(
    /// Fault current and interrupting ratings, in kiloamperes.
    KiloAmperes, "kA"
);
quantity!(
    /// Apparent power, in volt-amperes. Loads on a panel schedule are volt-amperes.
    VoltAmperes, "VA"
);
quantity!(
    /// Real power, in watts.
    Watts, "W"
);
quantity!(
    /// Resistance or impedance, in ohms.
    Ohms, "Ω"
);

/// Ratio of real to apparent power, above 0 and at most 1.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct PowerFactor(f64);

impl PowerFactor {
    /// Purely resistive: the value used where a load states none.
    pub const UNITY: Self = Self(1.0);

    /// Returns the power factor, or `None` outside `0 < pf ≤ 1`.
    pub fn new(value: f64) -> Option<Self> {
        (value > 0.0 && value <= 1.0).then_some(Self(value))
    }

    /// Returns the bare ratio.
    pub const fn value(self) -> f64 {
        self.0
    }
}

impl Mul<Amperes> for Volts {
    type Output = VoltAmperes;
    fn mul(self, current: Amperes) -> VoltAmperes {
        VoltAmperes(self.0 * current.0)
    }
}

impl Div<Volts> for VoltAmperes {
    type Output = Amperes;
    fn div(self, potential: Volts) -> Amperes {
        Amperes(self.0 / potential.0)
    }
}

impl Div<PowerFactor> for Watts {
    type Output = VoltAmperes;
    fn div(self, pf: PowerFactor) -> VoltAmperes {
        VoltAmperes(self.0 / pf.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_keeps_its_units() {
        assert_eq!(Volts(120.0) * Amperes(17.0), VoltAmperes(2040.0));
        assert_eq!(VoltAmperes(2040.0) / Volts(120.0), Amperes(17.0));
        assert_eq!([VoltAmperes(1.0), VoltAmperes(2.0)].into_iter().sum::<VoltAmperes>(), VoltAmperes(3.0));
    }

    #[test]
    fn power_factor_is_a_ratio() {
        assert_eq!(PowerFactor::new(0.0), None);
        assert_eq!(PowerFactor::new(1.01), None);
        assert_eq!(Watts(900.0) / PowerFactor::new(0.9).expect("in range"), VoltAmperes(1000.0));
    }

    #[test]
    fn display_groups_thousands_and_names_the_unit() {
        assert_eq!(VoltAmperes(1440.0).to_string(), "1,440 VA");
        assert_eq!(format!("{:.1}", Amperes(131.0)), "131.0 A");
        assert_eq!(Amperes(21.25).to_string(), "21.25 A");
    }
}
