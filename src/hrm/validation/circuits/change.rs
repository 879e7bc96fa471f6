//! What is done to a circuit that was designed right: nothing, one or two faults, or a step to either side of a limit.
//!
//! A change has a difficulty that is known before the rules are asked. Many changes do no harm in some circuit or other; the rules
//! say so, and that is the other side of the boundary.

use crate::domain::facts::{FactValue, circuit as serves, conductors, distribution};
use crate::domain::{Circuit, CircuitLoad, Panel, Raceway};
use crate::engineering::{branch_current, circuit_drop, own_wires};
use crate::hrm::validation::circuits::draw::{load_of, pick, set};
use crate::nec::tables::{Column, STANDARD_RATINGS, conductor};
use crate::nec::{Insulation, RacewayType};
use crate::units::{Amperes, Feet, WireSize};
use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

named_enum!(
    /// How hard it is to see what is wrong with a circuit.
    Difficulty {
        /// As it was sized.
        Sound = "sound",
        /// One attribute is far off.
        Plain = "plain",
        /// Something is missing.
        Missing = "missing",
        /// The fault shows only through several attributes: corrections, terminals, enlarged conductors, what is lost ahead.
        Chain = "chain",
        /// Within 5 % of a limit, on either side.
        Borderline = "borderline",
    }
);

named_enum!(
    /// A change.
    Change {
        MoreLoad = "more load",
        LargerDevice = "larger device",
        SmallerDevice = "smaller device",
        OddDevice = "device of no rating",
        SmallerConductors = "smaller conductors",
        SmallerEgc = "smaller EGC",
        Longer = "longer",
        ParallelSets = "parallel sets",
        Breakers = "breakers",
        LessMotorLoad = "less load than the motor's",
        Equipment = "other equipment",
        MarkContinuous = "marked as continuous",
        OtherTerminals = "other terminals",
        Hotter = "hotter",
        MoreBeside = "more conductors beside",
        CountTooLow = "count below its own",
        OtherInsulation = "other insulation",
        EnlargedAlone = "enlarged without the EGC",
        EnlargedTogether = "enlarged with the EGC",
        LoadAtDevice = "load at the device",
        LoadAtConductors = "load at the conductors",
        LengthAtLimit = "length at the limit",
        NoTrip = "no trip",
        NoConductors = "no conductors",
        NoLength = "no length",
        NoLoad = "no load",
        NoEgc = "no EGC",
        NoMotor = "nothing of the motor",
    }
);

impl Change {
    /// Returns how hard what it does is to see.
    pub const fn difficulty(self) -> Difficulty {
        match self {
            Self::MoreLoad
            | Self::LargerDevice
            | Self::SmallerDevice
            | Self::OddDevice
            | Self::SmallerConductors
            | Self::SmallerEgc
            | Self::Longer
            | Self::ParallelSets
            | Self::Breakers
            | Self::LessMotorLoad
            | Self::Equipment => Difficulty::Plain,
            Self::MarkContinuous
            | Self::OtherTerminals
            | Self::Hotter
            | Self::MoreBeside
            | Self::CountTooLow
            | Self::OtherInsulation
            | Self::EnlargedAlone
            | Self::EnlargedTogether => Difficulty::Chain,
            Self::LoadAtDevice | Self::LoadAtConductors | Self::LengthAtLimit => Difficulty::Borderline,
            Self::NoTrip
            | Self::NoConductors
            | Self::NoLength
            | Self::NoLoad
            | Self::NoEgc
            | Self::NoMotor => Difficulty::Missing,
        }
    }

    /// How often it is drawn.
    const fn weight(self) -> f64 {
        match self {
            Self::SmallerEgc | Self::MoreBeside | Self::Hotter | Self::Breakers | Self::EnlargedAlone => 1.6,
            Self::CountTooLow | Self::OtherInsulation | Self::ParallelSets | Self::OtherTerminals => 1.2,
            Self::NoTrip
            | Self::NoConductors
            | Self::NoLength
            | Self::NoLoad
            | Self::NoEgc
            | Self::NoMotor => 0.25,
            _ => 1.0,
        }
    }
}

/// One in so many circuits stays as it was sized; of the others this share has two changes.
const SOUND: f64 = 0.25;
const TWICE: f64 = 0.35;
/// How far from a limit a borderline circuit is at most.
const NEAR: f64 = 0.05;

/// Changes a circuit, or leaves it as it is, and returns how hard it is to judge.
pub(super) fn changed(rng: &mut ChaCha8Rng, panel: &Panel, circuit: &mut Circuit) -> Difficulty {
    if rng.random_bool(SOUND) {
        return Difficulty::Sound;
    }
    let weights: Vec<(Change, f64)> = Change::ALL.iter().map(|change| (*change, change.weight())).collect();
    let count = if rng.random_bool(TWICE) { 2 } else { 1 };
    let mut hardest = Difficulty::Sound;
    for _ in 0..count {
        let Some(change) = pick(rng, &weights) else { continue };
        let before = circuit.clone();
        // A change that cannot be made here is made with another one.
        if apply(rng, change, panel, circuit).is_none() {
            *circuit = before;
            if load_near(rng, panel, circuit).is_some() {
                hardest = hardest.max(Difficulty::Borderline);
            }
            continue;
        }
        hardest = hardest.max(change.difficulty());
    }
    hardest
}

/// Gives a circuit a load near the limit of its device.
fn load_near(rng: &mut ChaCha8Rng, panel: &Panel, circuit: &mut Circuit) -> Option<()> {
    let trip = circuit.trip?.0 + 0.5;
    let factor = if circuit.continuous { 1.25 } else { 1.0 };
    load_to(panel, circuit, trip / factor * near(rng))
}

pub(super) fn near(rng: &mut ChaCha8Rng) -> f64 {
    1.0 + rng.random_range(-NEAR..NEAR)
}

fn load_to(panel: &Panel, circuit: &mut Circuit, amperes: f64) -> Option<()> {
    if circuit.class == crate::domain::LoadClass::Motor {
        return None;
    }
    circuit.load = CircuitLoad::Total(load_of(panel.system, circuit, amperes));
    Some(())
}

/// Returns the size so many steps larger, smaller below 0.
fn stepped(size: WireSize, steps: i32) -> Option<WireSize> {
    let all: Vec<WireSize> = WireSize::all().filter(|size| conductor(size.name()).is_some()).collect();
    let at = all.iter().position(|known| *known == size)?;
    // Nobody lays less than 14 AWG.
    let at = i32::try_from(at).ok()? + steps;
    usize::try_from(at).ok().filter(|at| *at >= 2).and_then(|at| all.get(at)).copied()
}

fn rating(of: Amperes, steps: i32) -> Option<Amperes> {
    let at = STANDARD_RATINGS.iter().position(|rating| *rating >= of.0 - 1e-6)?;
    let at = usize::try_from(i32::try_from(at).ok()? + steps).ok()?;
    STANDARD_RATINGS.get(at).copied().map(Amperes)
}

fn apply(rng: &mut ChaCha8Rng, change: Change, panel: &Panel, circuit: &mut Circuit) -> Option<()> {
    match change {
        Change::MoreLoad => {
            let now = branch_current(panel, circuit).ok()?.amperes.0;
            load_to(panel, circuit, now * rng.random_range(1.1..2.0))
        }
        Change::LargerDevice => {
            circuit.trip = Some(rating(circuit.trip?, rng.random_range(1..=3))?);
            Some(())
        }
        Change::SmallerDevice => {
            circuit.trip = Some(rating(circuit.trip?, -rng.random_range(1..=3))?);
            Some(())
        }
        Change::OddDevice => {
            let odd = [10.0, 12.0, 18.0, 32.0, 48.0, 55.0, 65.0, 75.0, 120.0, 160.0, 630.0];
            circuit.trip = Some(Amperes(*odd.choose(rng)?));
            Some(())
        }
        Change::SmallerConductors => {
            let set = circuit.conductors.as_mut()?;
            set.size = stepped(set.size, -rng.random_range(1..=3))?;
            Some(())
        }
        Change::SmallerEgc => {
            let set = circuit.conductors.as_mut()?;
            set.egc = Some(stepped(set.egc?, -rng.random_range(1..=3))?);
            Some(())
        }
        Change::Longer => {
            circuit.length = Some(Feet((circuit.length?.0 * rng.random_range(1.3..4.0)).round()));
            Some(())
        }
        Change::ParallelSets => {
            let set = circuit.conductors.as_mut()?;
            set.parallel_sets = rng.random_range(2..=3);
            set.size = stepped(set.size, rng.random_range(-2..=6))?;
            circuit.trip = Some(rating(circuit.trip?, rng.random_range(0..=8))?);
            if rng.random_bool(0.6) {
                let kind = RacewayType::PvcSchedule40;
                circuit.raceway = Some(Raceway { kind, trade_size: String::new() });
            }
            if rng.random_bool(0.6) {
                let count = f64::from(rng.random_range(1..=3));
                set_fact(circuit, &conductors::EGCS, count)?;
            }
            if rng.random_bool(0.2) {
                set_fact(circuit, &conductors::SETS_IN_RACEWAY, 2.0)?;
            }
            Some(())
        }
        Change::Breakers => {
            if rng.random_bool(0.3) {
                let words = ["120", "120/240", "240", "277", "480Y/277", "480", "600"];
                return set(circuit, &distribution::BREAKER_VOLTS, FactValue::Word(words.choose(rng)?));
            }
            let word = ["independent", "handle-tie", "common"].choose(rng)?;
            set(circuit, &distribution::COMMON_TRIP, FactValue::Word(word))
        }
        Change::LessMotorLoad => {
            let now = branch_current(panel, circuit)
                .ok()
                .filter(|_| circuit.class == crate::domain::LoadClass::Motor)?;
            let amperes = now.amperes.0 * rng.random_range(0.6..1.05);
            circuit.load = CircuitLoad::Total(load_of(panel.system, circuit, amperes));
            Some(())
        }
        Change::Equipment => {
            let words = ["water-heater", "range", "cooktop", "tankless-heater"];
            if !matches!(circuit.class.letter(), 'A' | 'K') {
                return None;
            }
            set(circuit, &serves::EQUIPMENT, FactValue::Word(words.choose(rng)?))?;
            let now = branch_current(panel, circuit).ok()?.amperes;
            let steps = rng.random_range(0..=4);
            circuit.trip = Some(rating(now, steps)?);
            Some(())
        }
        Change::MarkContinuous => {
            circuit.continuous = true;
            let trip = circuit.trip?.0;
            load_to(panel, circuit, trip * rng.random_range(0.7..1.0))
        }
        Change::OtherTerminals => {
            let word = ["60", "75"].choose(rng)?;
            set(circuit, &conductors::TERMINALS, FactValue::Word(word))?;
            circuit.trip = Some(rating(circuit.trip?, rng.random_range(0..=2))?);
            Some(())
        }
        Change::Hotter => {
            if rng.random_bool(0.15) {
                let inches = [0.5, 0.8, 2.0];
                set_fact(circuit, &conductors::ROOFTOP_HEIGHT, *inches.choose(rng)?)?;
            }
            set_fact(circuit, &conductors::AMBIENT, rng.random_range(31.0..66.0_f64).round())
        }
        Change::MoreBeside => {
            let most = if rng.random_bool(0.7) { 12 } else { 45 };
            let count = f64::from(rng.random_range(4..=most));
            set_fact(circuit, &conductors::CURRENT_CARRYING, count)
        }
        Change::CountTooLow => {
            if circuit.poles > 1 && panel.system.has_neutral() {
                let set = circuit.conductors.as_mut()?;
                set.neutral = Some(set.size);
                if rng.random_bool(0.6) {
                    set_fact_yes(circuit, &conductors::NONLINEAR, rng.random_bool(0.7))?;
                }
            }
            let own = own_wires(panel, circuit).current_carrying();
            if rng.random_bool(0.25) {
                circuit.facts.set(&conductors::CURRENT_CARRYING, None).ok()?;
                return Some(());
            }
            let count = own.counted + f64::from(rng.random_range(-1..=1));
            set_fact(circuit, &conductors::CURRENT_CARRYING, count.max(1.0))
        }
        Change::OtherInsulation => {
            let set = circuit.conductors.as_mut()?;
            let cool = [Insulation::Tw, Insulation::Uf, Insulation::Thw, Insulation::Thhn, Insulation::Use];
            set.insulation = *cool.choose(rng)?;
            if rng.random_bool(0.4) {
                let words = ["wet", "damp"];
                return set_word(circuit, &conductors::WIRING_LOCATION, words.choose(rng)?);
            }
            if rng.random_bool(0.5) {
                circuit.trip = Some(rating(circuit.trip?, rng.random_range(1..=5))?);
            }
            Some(())
        }
        Change::EnlargedAlone | Change::EnlargedTogether => {
            let steps = rng.random_range(1..=4);
            let set = circuit.conductors.as_mut()?;
            set.size = stepped(set.size, steps)?;
            if change == Change::EnlargedTogether {
                set.egc = Some(stepped(set.egc?, steps + rng.random_range(-1..=1))?);
            }
            Some(())
        }
        Change::LoadAtDevice => load_near(rng, panel, circuit),
        Change::LoadAtConductors => {
            let set = circuit.conductors.as_ref()?;
            let column = *[Column::C60, Column::C75, Column::C90].choose(rng)?;
            let carries = conductor(set.size.name())?.ampacity(set.material, column)?;
            let factor = if circuit.continuous { 1.25 } else { 1.0 };
            let amperes = (carries * f64::from(set.parallel_sets) + 0.5) / factor * near(rng);
            circuit.trip = Some(rating(Amperes(carries), rng.random_range(0..=1))?);
            load_to(panel, circuit, amperes)
        }
        Change::LengthAtLimit => {
            let percent = circuit_drop(panel, circuit).ok()?.percent;
            let length = circuit.length?.0 * 3.0 / percent * near(rng);
            circuit.length = Some(Feet(length.clamp(5.0, 5_000.0)));
            Some(())
        }
        Change::NoTrip => {
            circuit.trip = None;
            Some(())
        }
        Change::NoConductors => {
            circuit.conductors = None;
            Some(())
        }
        Change::NoLength => {
            circuit.length = None;
            Some(())
        }
        Change::NoLoad => {
            circuit.load = CircuitLoad::ZERO;
            Some(())
        }
        Change::NoEgc => {
            circuit.conductors.as_mut()?.egc = None;
            let kind = *[RacewayType::PvcSchedule40, RacewayType::Emt, RacewayType::CableMc].choose(rng)?;
            circuit.raceway = Some(Raceway { kind, trade_size: String::new() });
            Some(())
        }
        Change::NoMotor => {
            circuit.facts.get(&crate::domain::facts::motor::HP)?;
            circuit.facts.set(&crate::domain::facts::motor::HP, None).ok()
        }
    }
}

fn set_fact(circuit: &mut Circuit, fact: &'static crate::domain::facts::Fact, number: f64) -> Option<()> {
    set(circuit, fact, FactValue::Number(number))
}

fn set_fact_yes(circuit: &mut Circuit, fact: &'static crate::domain::facts::Fact, yes: bool) -> Option<()> {
    set(circuit, fact, FactValue::YesNo(yes))
}

fn set_word(
    circuit: &mut Circuit,
    fact: &'static crate::domain::facts::Fact,
    word: &'static str,
) -> Option<()> {
    set(circuit, fact, FactValue::Word(word))
}
