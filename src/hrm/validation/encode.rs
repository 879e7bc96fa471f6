//! A circuit as the network reads it: one token an attribute, one token a family that is asked about, numbers beside them.
//!
//! ```text
//! tokens    attributes in their order (system … motor), then families in theirs
//! answers   at the family tokens: 1 holds, 2 undetermined, 3 + attribute: violated there (0 is padding)
//! numbers   beside an attribute its own, beside a family the look-ups that its articles name, as logarithms with waves
//! ```
//!
//! [`ENCODING`] counts the versions of all this. A model carries the version it was trained with and is refused with another.

use crate::domain::{LoadClass, System};
use crate::hrm::validation::attributes::Attributes;
use crate::hrm::validation::families::{ATTRIBUTES, Attribute, FAMILIES, Family, Truth};
use crate::hrm::validation::lookups::{Lookups, edition, ratio};
use crate::nec::tables::{STANDARD_RATINGS, conductor};
use crate::nec::{Edition, RacewayType};
use crate::units::WireSize;

/// The version of the encoding.
pub const ENCODING: u32 = 1;
/// Tokens of a circuit.
pub const TOKENS: usize = ATTRIBUTES + FAMILIES;
/// Answers with padding.
pub const ANSWERS: usize = FIRST_VIOLATED as usize + ATTRIBUTES;
/// Classes of tokens: answers, families asked about, values of attributes.
pub const CLASSES: usize = FIRST_VALUE + sum(&VALUES);
/// Numbers beside every token; most are of one token only and 0 elsewhere.
pub const FEATURES: usize = OWN * ATTRIBUTES + sum(&WIDTHS);

const HOLDS: u32 = 1;
const UNDETERMINED: u32 = 2;
const FIRST_VIOLATED: u32 = 3;
const FIRST_ASKED: usize = ANSWERS;
const FIRST_VALUE: usize = FIRST_ASKED + FAMILIES;
/// Numbers of an attribute's token.
const OWN: usize = 2;
/// Values of each attribute.
const VALUES: [usize; ATTRIBUTES] = [7, 5, 11, 3, 2, 39, 36, 31, 3, 13, 6, 3, 3, 3, 31, 11, 2, 2, 8, 10];
/// Numbers of each family's token.
const WIDTHS: [usize; FAMILIES] = [7, 21, 35, 23, 32, 14, 42, 16, 4, 39, 44, 3];

const fn sum<const N: usize>(of: &[usize; N]) -> usize {
    let (mut at, mut all) = (0, 0);
    while at < N {
        all += of[at];
        at += 1;
    }
    all
}

/// A circuit as tokens and numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Encoded {
    pub tokens: Vec<u32>,
    /// [`FEATURES`] a token.
    pub features: Vec<f32>,
}

impl Encoded {
    /// Writes a circuit down.
    pub fn of(at: &Attributes) -> Self {
        let look = Lookups::of(at);
        let mut tokens = Vec::with_capacity(TOKENS);
        let mut features = vec![0.0; TOKENS * FEATURES];
        let mut put = |token: usize, column: usize, numbers: &[f64]| {
            let from = token * FEATURES + column;
            let slots = features.iter_mut().skip(from).take(numbers.len());
            slots.zip(numbers).for_each(|(slot, number)| *slot = *number as f32);
        };
        let mut first = FIRST_VALUE;
        for (index, attribute) in Attribute::ALL.iter().enumerate() {
            let values = VALUES.get(index).copied().unwrap_or(1);
            tokens.push((first + value(*attribute, at, &look).min(values - 1)) as u32);
            put(index, index * OWN, &own_numbers(*attribute, at, &look));
            first += values;
        }
        let mut column = OWN * ATTRIBUTES;
        for (index, family) in Family::ALL.iter().enumerate() {
            tokens.push((FIRST_ASKED + index) as u32);
            put(ATTRIBUTES + index, column, &numbers(*family, at, &look));
            column += WIDTHS.get(index).copied().unwrap_or(0);
        }
        Self { tokens, features }
    }
}

/// Returns the answer that says a truth.
pub fn answer_of(truth: Truth) -> u32 {
    match truth {
        Truth::Holds => HOLDS,
        Truth::Undetermined => UNDETERMINED,
        Truth::Violated(at) => FIRST_VIOLATED + at.index() as u32,
    }
}

/// Returns what an answer says; `None` for padding and what is no answer.
pub fn truth_of(answer: u32) -> Option<Truth> {
    match answer {
        HOLDS => Some(Truth::Holds),
        UNDETERMINED => Some(Truth::Undetermined),
        _ => {
            let at = answer.checked_sub(FIRST_VIOLATED)?;
            Attribute::ALL.get(at as usize).copied().map(Truth::Violated)
        }
    }
}

fn value(attribute: Attribute, at: &Attributes, look: &Lookups) -> usize {
    let wires = at.wires.as_ref();
    let size = |name: &str| WireSize::all().position(|size| size.name() == name).map_or(0, |at| at + 1);
    let flag = usize::from;
    match attribute {
        Attribute::System => System::ALL.iter().position(|system| system.code() == at.system).unwrap_or(0),
        Attribute::Poles => match (at.poles, at.multiwire) {
            (2, true) => 3,
            (3, true) => 4,
            (poles, _) => usize::from(poles.clamp(1, 3)) - 1,
        },
        Attribute::Class => {
            LoadClass::ALL.iter().position(|class| at.class.starts_with(class.letter())).unwrap_or(0)
        }
        Attribute::Continuous => flag(at.continuous) * (1 + flag(at.listed_100)),
        Attribute::Load => flag(at.load_a.is_some()),
        Attribute::Trip => match at.trip_a {
            None => 0,
            Some(trip) => STANDARD_RATINGS.iter().position(|known| *known == trip).map_or(1, |at| at + 2),
        },
        Attribute::Breaker => {
            const WORDS: [&str; 3] = ["common", "handle-tie", "independent"];
            const VOLTS: [&str; 8] = ["120", "120/240", "240", "277", "480Y/277", "480", "600Y/347", "600"];
            let place = |word: &Option<String>, words: &[&str]| {
                word.as_deref().and_then(|word| words.iter().position(|known| *known == word))
            };
            let together = place(&at.together_word, &WORDS).map_or(0, |at| at + 1);
            together * 9 + place(&at.breaker_volts, &VOLTS).map_or(0, |at| at + 1)
        }
        Attribute::Size => wires.map_or(0, |wires| size(&wires.size)),
        Attribute::Material => wires.map_or(0, |wires| 1 + flag(wires.material != "Cu")),
        Attribute::Insulation => wires.map_or(0, |wires| {
            let step = |celsius: Option<u8>| match celsius {
                None => 0_usize,
                Some(60) => 1,
                Some(75) => 2,
                Some(_) => 3,
            };
            1 + step(wires.column_c) + 4 * step(wires.dry_c).saturating_sub(1)
        }),
        Attribute::Sets => wires.map_or(0, |wires| usize::from(wires.sets.clamp(1, 6)) - 1),
        Attribute::Terminals => match at.terminals.as_deref() {
            None => 0,
            Some("60") => 1,
            Some(_) => 2,
        },
        Attribute::Ambient => flag(at.ambient_given) * (1 + flag(look.ambient.is_none())),
        Attribute::Count => match at.counted_by.as_str() {
            "person" => 1,
            "run" => 2,
            _ => 0,
        },
        Attribute::Egc => wires.and_then(|wires| wires.egc.as_deref()).map_or(0, size),
        Attribute::Raceway => at.raceway.as_deref().map_or(0, |name| {
            RacewayType::ALL.iter().position(|kind| kind.name() == name).map_or(0, |at| at + 1)
        }),
        Attribute::Length => flag(at.length_ft.is_some()),
        Attribute::Ahead => flag(at.ahead_pct.is_some()),
        Attribute::Equipment => match at.equipment.as_deref() {
            None => 0,
            Some("water-heater") => 1,
            Some("range" | "cooktop" | "oven" | "tankless-heater") => 2,
            Some("motor" | "sump-pump" | "elevator") => 3,
            Some("air-conditioning") => 4,
            Some("welder") => 5,
            Some("fire-pump") => 6,
            Some(_) => 7,
        },
        Attribute::Motor => match (&at.motor, at.is_motor) {
            (None, false) => 0,
            (None, true) => 1,
            (Some(motor), _) => {
                let device = match motor.device.as_str() {
                    "nontime-delay-fuse" => 2,
                    "dual-element-fuse" => 3,
                    "instantaneous-breaker" => 4,
                    _ => 5,
                };
                device + 4 * flag(motor.hard_start)
            }
        },
    }
}

/// ln of a quantity over one that is usual; 0 where it is missing.
fn size_of(of: Option<f64>, usual: f64) -> f64 {
    ratio(of, Some(usual)).map_or(0.0, |x| x.clamp(-4.0, 4.0))
}

fn own_numbers(attribute: Attribute, at: &Attributes, look: &Lookups) -> [f64; OWN] {
    match attribute {
        Attribute::System => [size_of(at.volts, 208.0), 0.0],
        Attribute::Load => [size_of(at.load_a, 30.0), 0.0],
        Attribute::Trip => [size_of(at.trip_a, 50.0), 0.0],
        Attribute::Size => [size_of(look.size, 20_000.0), size_of(look.own, 50.0)],
        Attribute::Sets => [at.together - 1.0, at.egcs.unwrap_or(0.0) / 2.0],
        Attribute::Ambient => [(at.ambient_c - 30.0) / 20.0, size_of(look.ambient, 1.0)],
        Attribute::Count => [size_of(Some(at.carrying[1]), 4.0), size_of(Some(look.bundling[1]), 1.0)],
        Attribute::Egc => [size_of(look.egc, 10_000.0), size_of(look.egc_table, 10_000.0)],
        Attribute::Length => [size_of(at.length_ft, 100.0), at.power_factor - 1.0],
        Attribute::Ahead => [at.ahead_pct.unwrap_or(0.0).min(10.0) / 2.0, 0.0],
        Attribute::Motor => {
            let motor = at.motor.as_ref();
            [size_of(motor.map(|motor| motor.full_load_a), 20.0), motor.map_or(0.0, |m| m.number - 1.0)]
        }
        Attribute::Equipment => [size_of(at.nameplate_device_a, 50.0), size_of(at.tank_gal, 120.0)],
        Attribute::Poles
        | Attribute::Class
        | Attribute::Continuous
        | Attribute::Breaker
        | Attribute::Material
        | Attribute::Insulation
        | Attribute::Terminals
        | Attribute::Raceway => [0.0; OWN],
    }
}

/// A logarithm with waves of it, so that differences can be read at several scales; zeros where it is missing.
fn waves(x: Option<f64>) -> Vec<f64> {
    let Some(x) = x.map(|x| x.clamp(-1.5, 1.5)) else { return vec![0.0; 7] };
    let wave = [4.0, 16.0, 64.0].into_iter().flat_map(|scale: f64| [(scale * x).sin(), (scale * x).cos()]);
    std::iter::once(x).chain(wave).collect()
}

/// Half an ampere is dropped where a load meets a rating.
fn and_half(amperes: Option<f64>) -> Option<f64> {
    amperes.map(|amperes| amperes + 0.5)
}

fn numbers(family: Family, at: &Attributes, look: &Lookups) -> Vec<f64> {
    let ratios = |pairs: &[(Option<f64>, Option<f64>)]| -> Vec<f64> {
        pairs.iter().flat_map(|(a, b)| waves(ratio(*a, *b))).collect()
    };
    let raw = |x: Option<f64>| x.map_or(0.0, |x| x.clamp(-2.0, 2.0));
    let with = |mut all: Vec<f64>, more: &[f64]| {
        all.extend(more);
        all
    };
    let (trip, below, load) = (look.trip, look.rating_below, look.load);
    let has = |of: Option<f64>| f64::from(u8::from(of.is_some()));
    match family {
        Family::Device => ratios(&[(load, and_half(trip))]),
        Family::Conductor => {
            ratios(&[(load, and_half(look.cool)), (load, and_half(look.warm)), (load, and_half(look.own))])
        }
        Family::Protection => ratios(&[
            (look.cool, trip),
            (look.warm, trip),
            (look.cool, below),
            (look.warm, below),
            (look.small, trip),
        ]),
        Family::Ambient => with(
            ratios(&[(look.own, trip), (look.own, below), (look.own, load)]),
            &[raw(ratio(look.ambient, Some(1.0))), has(look.ambient)],
        ),
        Family::Bundling => {
            let factor = |at: usize| raw(look.bundling.get(at).and_then(|f| ratio(Some(*f), Some(1.0))));
            let short = at.own[1] - at.carrying[1];
            with(
                ratios(&[
                    (look.own, trip),
                    (look.own, below),
                    (look.own, load),
                    (Some(look.bundling[1]), Some(1.0)),
                ]),
                &[factor(0), factor(2), raw(ratio(look.ambient, Some(1.0))), raw(Some(short))],
            )
        }
        Family::Terminals => ratios(&[(trip, Some(100.0)), (look.size, conductor("1").map(|row| row.cmil))]),
        Family::Grounding => ratios(&[
            (look.egc, look.egc_table),
            (look.egc, look.size),
            (look.size, look.least_cool),
            (look.size, look.least_warm),
            (look.ambient, Some(1.0)),
            (Some(look.bundling[1]), Some(1.0)),
        ]),
        Family::Drop => {
            let share = look.lost.map(|lost| (100.0 * lost / 3.0).min(3.0));
            let ahead = at.ahead_pct.map(|ahead| ahead.min(10.0) / 3.0);
            with(
                ratios(&[(look.lost, Some(0.015))]),
                &[share.unwrap_or(0.0), ahead.unwrap_or(0.0), has(ahead)],
            )
            .into_iter()
            .chain(waves(ahead.map(|ahead| ahead - 1.0)).into_iter().take(6))
            .collect()
        }
        Family::Rating => {
            Edition::ALL.iter().map(|year| f64::from(u8::from(*year == edition(at.edition)))).collect()
        }
        Family::Motor => {
            let motor = at.motor.as_ref();
            let one = motor.map(|motor| motor.full_load_a);
            let all = motor.map(|motor| motor.full_load_a * motor.number + motor.other_a);
            let share = |of: Option<f64>| of.zip(one).map_or(0.0, |(of, one)| (of / one).min(3.0));
            with(
                ratios(&[(load, all), (one, look.cool), (one, look.warm), (one, trip), (one, below)]),
                &[
                    motor.map_or(0.0, |motor| motor.number - 1.0),
                    share(motor.map(|motor| motor.other_a)),
                    raw(motor.and_then(|motor| ratio(Some(motor.device_pct), Some(250.0)))),
                    share(motor.and_then(|motor| motor.duty_a)),
                ],
            )
        }
        Family::Appliance => with(
            ratios(&[
                (load, and_half(trip)),
                (load, and_half(look.cool)),
                (load, and_half(look.warm)),
                (load, below),
                (at.nameplate_device_a, trip),
                (load, Some(13.3)),
            ]),
            &[has(at.tank_gal), raw(ratio(at.tank_gal, Some(120.0)))],
        ),
        Family::Poles => {
            vec![size_of(at.volts, 208.0), f64::from(at.poles) - 1.0, f64::from(u8::from(at.multiwire))]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_family_has_as_many_numbers_as_the_widths_say() {
        let bare = Attributes::default();
        let look = Lookups::of(&bare);
        for (family, width) in Family::ALL.iter().zip(WIDTHS) {
            assert_eq!(numbers(*family, &bare, &look).len(), width, "{family:?}");
        }
    }

    #[test]
    fn answers_say_truths_and_nothing_else() {
        let all = Attribute::ALL.iter().map(|at| Truth::Violated(*at));
        for truth in [Truth::Holds, Truth::Undetermined].into_iter().chain(all) {
            assert_eq!(truth_of(answer_of(truth)), Some(truth));
            assert!((answer_of(truth) as usize) < ANSWERS);
        }
        assert_eq!((truth_of(0), truth_of(ANSWERS as u32)), (None, None));
    }
}
