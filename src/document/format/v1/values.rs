//! Single values as the file writes them: whole numbers without a point, enumerations as words, points as pairs.

use crate::domain::{
    AreaKind, CircuitField, Connection, DeviceKind, Expiry, LoadBasis, LoadClass, Metric, Mounting,
    OpeningKind, ScaleBasis, Severity, System, WaiverKind, WaiverScope,
};
use crate::nec::{Edition, Insulation, Material, RacewayType};
use crate::units::{Date, PlanPoint, PowerFactor, WireSize};
use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A finite number. Written `1440`, not `1440.0`; every bit comes back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::document) struct Number(pub f64);

/// Whole numbers below this have one decimal text and one `f64`.
const WHOLE_UP_TO: f64 = 1e15;

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let negative_zero = self.0 == 0.0 && self.0.is_sign_negative();
        if self.0.fract() == 0.0 && self.0.abs() < WHOLE_UP_TO && !negative_zero {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(deserializer)?;
        if value.is_finite() {
            Ok(Self(value))
        } else {
            Err(D::Error::invalid_value(Unexpected::Float(value), &"a finite number"))
        }
    }
}

/// A power factor, above 0 and at most 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::document) struct Ratio(pub PowerFactor);

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Number(self.0.value()).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(deserializer)?;
        PowerFactor::new(value).map(Self).ok_or_else(|| {
            D::Error::invalid_value(Unexpected::Float(value), &"a power factor above 0 and at most 1")
        })
    }
}

/// A point of the plan: `(x, y)` in feet.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "point")]
pub(in crate::document) struct Point(pub Number, pub Number);

impl From<PlanPoint> for Point {
    fn from(point: PlanPoint) -> Self {
        Self(Number(point.x), Number(point.y))
    }
}

impl From<Point> for PlanPoint {
    fn from(point: Point) -> Self {
        Self { x: point.0.0, y: point.1.0 }
    }
}

/// An edition, by its year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::document) struct Year(pub Edition);

impl Serialize for Year {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u16(self.0.year())
    }
}

impl<'de> Deserialize<'de> for Year {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let year = u16::deserialize(deserializer)?;
        Edition::ALL.into_iter().find(|edition| edition.year() == year).map(Self).ok_or_else(|| {
            D::Error::custom(format!("{year} is no NEC edition served here; use 2017, 2020, 2023 or 2026"))
        })
    }
}

/// A day: `"2026-05-04"`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::document) struct Day(pub Date);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map(Self).map_err(D::Error::custom)
    }
}

/// When a waiver ends: its last day, or `"next edition"`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::document) struct Ending(pub Expiry);

const NEXT_EDITION: &str = "next edition";

impl Serialize for Ending {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Expiry::After(date) => serializer.collect_str(&date),
            Expiry::NextEdition => serializer.serialize_str(NEXT_EDITION),
        }
    }
}

impl<'de> Deserialize<'de> for Ending {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text == NEXT_EDITION {
            return Ok(Self(Expiry::NextEdition));
        }
        let date =
            text.parse().map_err(|error| D::Error::custom(format!("{error}, or \"{NEXT_EDITION}\"")))?;
        Ok(Self(Expiry::After(date)))
    }
}

/// A value that files write as one of a few words.
pub(in crate::document) trait Word: Copy + Ord + 'static {
    /// What it is, with its article.
    const WHAT: &'static str;
    fn word(self) -> &'static str;
    fn all() -> impl Iterator<Item = Self>;
}

macro_rules! words {
    ($($type:ty: $what:literal),+ $(,)?) => {$(
        impl Word for $type {
            const WHAT: &'static str = $what;
            fn word(self) -> &'static str { self.name() }
            fn all() -> impl Iterator<Item = Self> { <$type>::ALL.iter().copied() }
        }
    )+};
}

words!(
    AreaKind: "kind of area",
    CircuitField: "column of a circuit",
    Connection: "transformer connection",
    DeviceKind: "kind of device",
    Insulation: "insulation",
    LoadBasis: "load basis",
    LoadClass: "load class",
    Material: "conductor material",
    Metric: "balance metric",
    Mounting: "mounting",
    OpeningKind: "kind of opening",
    RacewayType: "raceway type",
    ScaleBasis: "basis of the scale",
    Severity: "severity",
    WaiverKind: "kind of waiver",
    WaiverScope: "scope of a waiver",
);

impl Word for System {
    const WHAT: &'static str = "system";
    fn word(self) -> &'static str {
        self.code()
    }
    fn all() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter()
    }
}

impl Word for WireSize {
    const WHAT: &'static str = "conductor size";
    fn word(self) -> &'static str {
        self.name()
    }
    fn all() -> impl Iterator<Item = Self> {
        Self::all()
    }
}

/// A value in its written form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::document) struct Written<T>(pub T);

impl<T: Word> Serialize for Written<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.word())
    }
}

impl<'de, T: Word> Deserialize<'de> for Written<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WordVisitor<T>(std::marker::PhantomData<T>);
        impl<T: Word> Visitor<'_> for WordVisitor<T> {
            type Value = Written<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a {} in quotes", T::WHAT)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                T::all().find(|value| value.word().eq_ignore_ascii_case(text)).map(Written).ok_or_else(|| {
                    let known: Vec<&str> = T::all().map(Word::word).collect();
                    E::custom(format!("\"{text}\" is no {}; use one of {}", T::WHAT, known.join(", ")))
                })
            }
        }
        deserializer.deserialize_str(WordVisitor(std::marker::PhantomData))
    }
}

/// Whether a field holds what its absence means.
pub(in crate::document) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// What the absence of `poles`, `sections` and `parallel_sets` means.
pub(in crate::document) fn one() -> u8 {
    1
}

/// Whether a count holds what its absence means.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
pub(in crate::document) fn is_one(value: &u8) -> bool {
    *value == 1
}
