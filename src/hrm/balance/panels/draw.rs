//! A panelboard drawn from a seed: loads by occupancy, seated as a designer fills a schedule, not balanced.

use crate::domain::{Slot, Span, System};
use crate::engineering::LegLoad;
use crate::engineering::balance::{BalanceItem, BalanceProblem, lpt_swaps_tops, va_from_units};
use crate::hrm::Difficulty;
use crate::hrm::balance::panels::occupancy::{LoadKind, Occupancy};
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

named_enum!(
    /// What is special about a panelboard.
    Case {
        /// Nothing: 60 to 100 % full.
        Ordinary = "ordinary",
        /// Loads times a lognormal factor: a few are many times the others.
        HeavyTailed = "heavy-tailed",
        /// One circuit carries more than its leg's share of all.
        Dominant = "dominant",
        /// Every slot is taken.
        Full = "full",
        /// A tenth to a half of the circuits is locked.
        Locked = "locked",
        /// Hardly any circuits.
        NearlyEmpty = "nearly-empty",
        /// Breakers of two poles only.
        TwoPole = "two-pole",
        /// Already balanced as well as a plain program does it.
        Balanced = "balanced",
    }
);

impl Case {
    /// The cases of the test cells with their shares: 60 to 100 % full, the hard ones among them.
    pub(in crate::hrm::balance) const TESTED: [(Self, f64); 5] = [
        (Self::Ordinary, 0.50),
        (Self::HeavyTailed, 0.15),
        (Self::Dominant, 0.10),
        (Self::Full, 0.10),
        (Self::Locked, 0.15),
    ];
    /// The cases that are learned from, the edges among them.
    pub(in crate::hrm::balance) const LEARNED: [(Self, f64); 8] = [
        (Self::Ordinary, 0.44),
        (Self::HeavyTailed, 0.16),
        (Self::Dominant, 0.06),
        (Self::Full, 0.10),
        (Self::Locked, 0.12),
        (Self::NearlyEmpty, 0.03),
        (Self::TwoPole, 0.05),
        (Self::Balanced, 0.04),
    ];
    /// Those of them that any plain program balances.
    const EASY: [(Self, f64); 3] =
        [(Self::Ordinary, 0.80), (Self::NearlyEmpty, 0.10), (Self::Balanced, 0.10)];
    /// Those of them that take thought.
    const HARD: [(Self, f64); 5] = [
        (Self::HeavyTailed, 0.35),
        (Self::Dominant, 0.15),
        (Self::Full, 0.20),
        (Self::Locked, 0.20),
        (Self::TwoPole, 0.10),
    ];

    /// Returns the cases to learn from with their shares.
    pub(in crate::hrm::balance) const fn learned(difficulty: Difficulty) -> &'static [(Self, f64)] {
        match difficulty {
            Difficulty::Easy => &Self::EASY,
            Difficulty::EasyToHard => &Self::LEARNED,
            Difficulty::Hard => &Self::HARD,
        }
    }
}

/// A panelboard with where it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnPanel {
    pub occupancy: Occupancy,
    pub case: Case,
    pub problem: BalanceProblem,
}

/// Draws a panelboard of this size and system.
pub fn draw_panel(seed: u64, slots: u16, system: System, cases: &[(Case, f64)]) -> DrawnPanel {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let occupancy = Occupancy::of_system(system).choose(&mut rng).copied().unwrap_or(Occupancy::Office);
    let case = cases.choose_weighted(&mut rng, |(_, share)| *share).map_or(Case::Ordinary, |(case, _)| *case);
    let mut items = Vec::new();
    // A draw in which nothing can be moved teaches and tests nothing: draw again.
    for _ in 0..20 {
        items = seated(&mut rng, slots, system, occupancy, case);
        if items.iter().filter(|item| !item.locked && item.total() > 0).count() >= 2 {
            break;
        }
    }
    let problem = BalanceProblem::new(system, slots, 1, items);
    let problem = if case == Case::Balanced { balanced(problem) } else { problem };
    DrawnPanel { occupancy, case, problem }
}

fn seated(
    rng: &mut ChaCha8Rng,
    slots: u16,
    system: System,
    occupancy: Occupancy,
    case: Case,
) -> Vec<BalanceItem> {
    let fill = match case {
        Case::Full | Case::TwoPole => 1.0,
        Case::NearlyEmpty => rng.random_range(0.1..0.3),
        _ => rng.random_range(0.6..1.0),
    };
    let wanted = (f64::from(slots) * fill).round() as u16;
    let spares = rng.random_range(0.0..0.12);
    let fine = rng.random_range(0..4) == 0;
    let mut taken = vec![false; usize::from(slots) + 1];
    let mut items: Vec<BalanceItem> = Vec::new();
    let mut used = 0;
    // What does not fit any more is left away; single poles end up filling the rest.
    for attempt in 0..6 * slots {
        if used >= wanted {
            break;
        }
        let kind = kind_of(rng, occupancy, system, case, attempt > 3 * slots);
        let Some(kind) = kind.filter(|kind| used + u16::from(kind.poles) <= wanted) else { continue };
        let Some(top) = place(rng, &taken, slots, system, &kind) else { continue };
        let id = items.len() as u64 + 1;
        let va = kind.draw(rng);
        let va = noisy(rng, va, case, fine);
        let item = breaker(rng, id, top, kind.poles, va, spares, system);
        Span::new(Slot(top), kind.poles).slots().for_each(|slot| taken[usize::from(slot.0)] = true);
        used += u16::from(kind.poles);
        items.push(item);
    }
    match case {
        Case::Dominant => dominate(rng, &mut items),
        Case::Locked => {
            let share = rng.random_range(0.1..0.5);
            items.iter_mut().for_each(|item| item.locked = rng.random_bool(share));
        }
        _ => {
            // A few locks are nothing special.
            let share = if rng.random_range(0..4) == 0 { 0.06 } else { 0.0 };
            items.iter_mut().for_each(|item| item.locked = rng.random_bool(share));
        }
    }
    items
}

fn kind_of(
    rng: &mut ChaCha8Rng,
    occupancy: Occupancy,
    system: System,
    case: Case,
    single: bool,
) -> Option<LoadKind> {
    let mix = occupancy.mix(system);
    let fits = |kind: &&LoadKind| match case {
        Case::TwoPole => kind.poles == 2,
        _ if single => kind.poles == 1,
        _ => true,
    };
    let kinds: Vec<&LoadKind> = mix.iter().filter(fits).collect();
    kinds.choose_weighted(rng, |kind| kind.weight).ok().map(|kind| **kind)
}

/// Returns the first free place from the top, or now and then one anywhere.
fn place(rng: &mut ChaCha8Rng, taken: &[bool], slots: u16, system: System, kind: &LoadKind) -> Option<u16> {
    let free = |top: &u16| {
        let span = Span::new(Slot(*top), kind.poles);
        let high = system.high_leg().filter(|_| kind.poles == 1);
        span.fits(slots, 1).is_ok()
            && span.slots().all(|slot| taken.get(usize::from(slot.0)) == Some(&false))
            && high.is_none_or(|high| Slot(*top).leg(system) != high)
    };
    let mut tops = (1..=slots).filter(free);
    if rng.random_range(0..5) > 0 {
        return tops.next();
    }
    let tops: Vec<u16> = tops.collect();
    tops.choose(rng).copied()
}

fn noisy(rng: &mut ChaCha8Rng, va: f64, case: Case, fine: bool) -> f64 {
    let va = if case == Case::HeavyTailed { va * heavy_factor(rng) } else { va };
    if fine { va.round().max(1.0) } else { ((va / 10.0).round() * 10.0).max(10.0) }
}

/// A lognormal factor with a spread of 0.9: one in twenty is over 4, one in twenty under a quarter.
fn heavy_factor(rng: &mut ChaCha8Rng) -> f64 {
    let (u, v): (f64, f64) = (1.0 - rng.random::<f64>(), rng.random());
    let normal = (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos();
    (0.9 * normal).exp().clamp(0.05, 12.0)
}

fn breaker(
    rng: &mut ChaCha8Rng,
    id: u64,
    top: u16,
    poles: u8,
    va: f64,
    spares: f64,
    system: System,
) -> BalanceItem {
    if rng.random_bool(spares) {
        let load = LegLoad::default();
        return BalanceItem { spare: true, poles, load, ..BalanceItem::single(id, top, 0.0) };
    }
    if poles == 1 {
        return BalanceItem::single(id, top, va);
    }
    // One in eight is a multiwire branch circuit with a load of its own on each leg (210.4).
    if system.has_neutral() && system.high_leg().is_none() && rng.random_range(0..8) == 0 {
        let mut shares = [0.0; 3];
        let each = |share: &mut f64| *share = (va / f64::from(poles) * rng.random_range(0.3..1.7)).round();
        shares.iter_mut().take(usize::from(poles)).for_each(each);
        let load = LegLoad { line_to_neutral: shares, ..LegLoad::default() };
        return BalanceItem { poles, load, ..BalanceItem::single(id, top, 0.0) };
    }
    BalanceItem::multi(id, top, poles, va)
}

/// Makes one single pole carry more than its leg's share of the whole.
fn dominate(rng: &mut ChaCha8Rng, items: &mut [BalanceItem]) {
    let rest: f64 = items.iter().map(|item| va_from_units(item.total())).sum();
    let singles: Vec<usize> = (0..items.len()).filter(|i| items[*i].poles == 1 && !items[*i].spare).collect();
    if let Some(index) = singles.choose(rng) {
        let va = (rest * rng.random_range(0.3..1.0) / 10.0).round() * 10.0;
        items[*index] =
            BalanceItem { locked: false, ..BalanceItem::single(items[*index].id.0, items[*index].top.0, va) };
    }
}

fn balanced(problem: BalanceProblem) -> BalanceProblem {
    let tops = lpt_swaps_tops(&problem);
    let mut balanced = problem;
    balanced.items.iter_mut().zip(tops).for_each(|(item, top)| item.top = top);
    balanced
}
