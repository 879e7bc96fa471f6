//! Independent check of a proposed arrangement against the panelboard as it stands.
//!
//! Shares no code with the solver, the heuristics or the score: it reads the panelboard, looks at every slot, and adds
//! up legs and score by itself. What it lets pass, an edit may apply. Optimality is not its business.

use crate::domain::{Circuit, CircuitId, Leg, Metric, Panel, Slot};
use std::collections::BTreeMap;

/// What a circuit carries on its poles, top first, in VA.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PoleLoad {
    pub va: [f64; 3],
    /// The part of it that returns through the neutral.
    pub to_neutral: [f64; 3],
}

/// What was agreed beyond what the panelboard itself says.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
    pub metric: Metric,
    pub no_holes: bool,
    pub only_to_spares_or_spaces: bool,
    /// Circuits to leave alone besides the locked ones.
    pub also_locked: Vec<CircuitId>,
}

/// What a proposal says.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Every circuit with its new top slot.
    pub tops: Vec<(CircuitId, Slot)>,
    /// VA of legs A, B, C.
    pub va: [f64; 3],
    pub score: f64,
}

/// One way in which a proposal is wrong.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Fault {
    #[error("circuit {0} is not in the panel")]
    UnknownCircuit(CircuitId),
    #[error("circuit {0} is missing from the proposal")]
    Dropped(CircuitId),
    #[error("circuit {0} has two places")]
    Twice(CircuitId),
    #[error("circuit {circuit} needs slot {slot}, which the panel does not have")]
    OutOfRange { circuit: CircuitId, slot: u16 },
    #[error("circuit {0} would cross from one section into the next")]
    CrossesSections(CircuitId),
    #[error("circuits {first} and {second} both take slot {slot}")]
    Overlap { first: CircuitId, second: CircuitId, slot: u16 },
    #[error("circuit {0} is locked")]
    Locked(CircuitId),
    #[error("group {0} does not stay together")]
    GroupTorn(String),
    #[error("circuit {circuit} puts a line-to-neutral load on the high leg at slot {slot}")]
    HighLeg { circuit: CircuitId, slot: u16 },
    #[error("two legs of multiwire circuit {0} are on the same leg")]
    MultiwireOnOneLeg(CircuitId),
    #[error("slot {0} would change between taken and free")]
    Hole(u16),
    #[error("circuit {circuit} would take slot {slot} from a loaded circuit")]
    TakesLoadedSlot { circuit: CircuitId, slot: u16 },
    #[error("leg {leg} carries {actual:.2} VA, not {claimed:.2} VA")]
    WrongLoad { leg: Leg, actual: f64, claimed: f64 },
    #[error("the score is {actual:.6}, not {claimed:.6}")]
    WrongScore { actual: f64, claimed: f64 },
}

/// What the check found.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Empty when the proposal is right.
    pub faults: Vec<Fault>,
    /// Legs A, B, C in VA as added up here.
    pub va: [f64; 3],
    pub score: f64,
}

impl Verdict {
    /// Returns whether nothing is wrong.
    pub fn passed(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Checks a proposal; `load` tells what each circuit carries.
pub fn verify(panel: &Panel, load: &dyn Fn(&Circuit) -> PoleLoad, terms: &Terms, claim: &Claim) -> Verdict {
    let mut faults = Vec::new();
    let places = same_circuits(panel, claim, &mut faults);
    slots(panel, &places, &mut faults);
    for (circuit, top) in &places {
        let fixed = circuit.locked || terms.also_locked.contains(&circuit.id);
        if fixed && circuit.slot != *top {
            faults.push(Fault::Locked(circuit.id));
        }
        legs_of_circuit(panel, circuit, *top, &load(circuit), &mut faults);
    }
    groups(&places, &mut faults);
    limits(panel, &places, terms, &mut faults);
    let (va, score) = totals(panel, &places, load, terms.metric);
    compare(panel, va, score, claim, &mut faults);
    Verdict { faults, va, score }
}

fn same_circuits<'a>(panel: &'a Panel, claim: &Claim, faults: &mut Vec<Fault>) -> Vec<(&'a Circuit, Slot)> {
    let mut proposed: BTreeMap<CircuitId, Slot> = BTreeMap::new();
    for (id, top) in &claim.tops {
        if panel.circuit(*id).is_none() {
            faults.push(Fault::UnknownCircuit(*id));
        }
        if proposed.insert(*id, *top).is_some() {
            faults.push(Fault::Twice(*id));
        }
    }
    let mut places = Vec::new();
    for circuit in panel.circuits() {
        match proposed.get(&circuit.id) {
            Some(top) => places.push((circuit, *top)),
            None => faults.push(Fault::Dropped(circuit.id)),
        }
    }
    places
}

/// Numbers of the slots of a breaker: every second number from the top.
fn numbers(circuit: &Circuit, top: Slot) -> Vec<u16> {
    (0..u16::from(circuit.poles)).map(|pole| top.0 + 2 * pole).collect()
}

fn slots(panel: &Panel, places: &[(&Circuit, Slot)], faults: &mut Vec<Fault>) {
    let mut holder: BTreeMap<u16, CircuitId> = BTreeMap::new();
    // Sections are equal, and each starts with a left slot.
    let per_section = panel.slots.div_ceil(u16::from(panel.sections.max(1)));
    let per_section = (per_section + per_section % 2).max(2);
    for (circuit, top) in places {
        let taken = numbers(circuit, *top);
        for slot in &taken {
            if *slot == 0 || *slot > panel.slots {
                faults.push(Fault::OutOfRange { circuit: circuit.id, slot: *slot });
            }
            if let Some(first) = holder.insert(*slot, circuit.id) {
                faults.push(Fault::Overlap { first, second: circuit.id, slot: *slot });
            }
        }
        let mut sections = taken.iter().map(|slot| slot.saturating_sub(1) / per_section);
        let first = sections.next();
        if sections.any(|section| Some(section) != first) {
            faults.push(Fault::CrossesSections(circuit.id));
        }
    }
}

/// Slots 1, 2 are leg A; 3, 4 leg B; then C, or A again in a panel of two legs.
fn leg_number(panel: &Panel, slot: u16) -> usize {
    let legs = if panel.system.is_three_phase() { 3 } else { 2 };
    usize::from((slot.max(1) - 1) / 2 % legs)
}

fn legs_of_circuit(panel: &Panel, circuit: &Circuit, top: Slot, load: &PoleLoad, faults: &mut Vec<Fault>) {
    let taken = numbers(circuit, top);
    let moved = circuit.slot != top;
    let immovable = circuit.locked || circuit.group.is_some() || !moved;
    if panel.system.high_leg() == Some(Leg::B) && circuit.kind == crate::domain::CircuitKind::Branch {
        for (slot, va) in taken.iter().zip(load.to_neutral) {
            let loaded = va != 0.0 || circuit.poles == 1;
            // What sits there already and could not go elsewhere is a finding of the panelboard, not of the proposal.
            if leg_number(panel, *slot) == 1 && loaded && !immovable {
                faults.push(Fault::HighLeg { circuit: circuit.id, slot: *slot });
            }
        }
    }
    if circuit.multiwire {
        let mut legs: Vec<usize> = taken.iter().map(|slot| leg_number(panel, *slot)).collect();
        legs.sort_unstable();
        if legs.windows(2).any(|pair| matches!(pair, [a, b] if a == b)) {
            faults.push(Fault::MultiwireOnOneLeg(circuit.id));
        }
    }
}

/// All circuits of a group shift by the same number of slots; across the row only when all lie in one column.
fn groups(places: &[(&Circuit, Slot)], faults: &mut Vec<Fault>) {
    let mut members: BTreeMap<&str, Vec<(&Circuit, Slot)>> = BTreeMap::new();
    for (circuit, top) in places {
        if let Some(group) = &circuit.group {
            members.entry(group).or_default().push((circuit, *top));
        }
    }
    for (name, members) in members {
        let shift = |(circuit, top): &(&Circuit, Slot)| i32::from(top.0) - i32::from(circuit.slot.0);
        let first = members.first().map_or(0, shift);
        let torn = members.iter().any(|member| shift(member) != first);
        let lefts = members.iter().filter(|(circuit, _)| circuit.slot.0 % 2 == 1).count();
        let mixed = lefts != 0 && lefts != members.len();
        if torn || mixed && first % 2 != 0 {
            faults.push(Fault::GroupTorn(name.to_owned()));
        }
    }
}

fn limits(panel: &Panel, places: &[(&Circuit, Slot)], terms: &Terms, faults: &mut Vec<Fault>) {
    if terms.no_holes {
        for slot in 1..=panel.slots {
            let was = panel.circuits().any(|circuit| numbers(circuit, circuit.slot).contains(&slot));
            let is = places.iter().any(|(circuit, top)| numbers(circuit, *top).contains(&slot));
            if was != is {
                faults.push(Fault::Hole(slot));
            }
        }
    }
    if !terms.only_to_spares_or_spaces {
        return;
    }
    for (circuit, top) in places.iter().filter(|(circuit, top)| circuit.slot != *top && !circuit.is_spare()) {
        for slot in numbers(circuit, *top) {
            let before = panel.circuit_at(Slot(slot));
            let same_block = |other: &Circuit| {
                other.id == circuit.id || other.group.is_some() && other.group == circuit.group
            };
            if before.is_some_and(|other| !other.is_spare() && !same_block(other)) {
                faults.push(Fault::TakesLoadedSlot { circuit: circuit.id, slot });
            }
        }
    }
}

fn totals(
    panel: &Panel,
    places: &[(&Circuit, Slot)],
    load: &dyn Fn(&Circuit) -> PoleLoad,
    metric: Metric,
) -> ([f64; 3], f64) {
    let (mut va, mut neutral) = ([0.0; 3], [0.0; 3]);
    for (circuit, top) in places {
        let carried = load(circuit);
        for ((slot, all), to_neutral) in numbers(circuit, *top).iter().zip(carried.va).zip(carried.to_neutral)
        {
            let leg = leg_number(panel, *slot);
            va[leg] += all;
            neutral[leg] += to_neutral;
        }
    }
    let legs = if panel.system.is_three_phase() { &va[..] } else { &va[..2] };
    let max = legs.iter().copied().fold(0.0, f64::max);
    let min = legs.iter().copied().fold(max, f64::min);
    let average = legs.iter().sum::<f64>() / legs.len() as f64;
    let deviation = legs.iter().map(|leg| (leg - average).abs()).fold(0.0, f64::max);
    let score = match metric {
        Metric::RangeOverMax if max > 0.0 => min / max,
        Metric::RangeOverAverage if average > 0.0 => 1.0 - (max - min) / average,
        Metric::MaxDeviation if average > 0.0 => 1.0 - deviation / average,
        Metric::NeutralCurrent => neutral_score(panel, neutral),
        _ => 1.0,
    };
    (va, score)
}

/// One minus the neutral current over the average current of the legs with a neutral load; currents as phasors.
fn neutral_score(panel: &Panel, neutral: [f64; 3]) -> f64 {
    let total: f64 = neutral.iter().sum();
    if total <= 0.0 || !panel.system.has_neutral() {
        return 1.0;
    }
    let high = panel.system.high_leg().is_some();
    // Degrees of the legs; A and C of a high-leg delta are opposite, B stands across at √3 times their voltage.
    let (angles, weights, legs) = match (panel.system.is_three_phase(), high) {
        (false, _) => ([0.0, 180.0, 0.0], [1.0, 1.0, 0.0], 2.0),
        (true, true) => ([0.0, 90.0, 180.0], [1.0, 1.0 / 3.0_f64.sqrt(), 1.0], 2.0),
        (true, false) => ([0.0, 120.0, 240.0], [1.0; 3], 3.0),
    };
    let phasor = |part: fn(f64) -> f64| -> f64 {
        neutral
            .iter()
            .zip(angles)
            .zip(weights)
            .map(|((va, angle), weight)| va * weight * part(f64::to_radians(angle)))
            .sum()
    };
    1.0 - phasor(f64::cos).hypot(phasor(f64::sin)) / (total / legs)
}

fn compare(panel: &Panel, va: [f64; 3], score: f64, claim: &Claim, faults: &mut Vec<Fault>) {
    let legs = panel.system.legs().iter().zip(va).zip(claim.va);
    for ((leg, actual), claimed) in legs {
        // A hundredth of a VA: sums of thirds in another order differ by far less.
        if (actual - claimed).abs() > 0.01 {
            faults.push(Fault::WrongLoad { leg: *leg, actual, claimed });
        }
    }
    if (score - claim.score).abs() > 1e-6 {
        faults.push(Fault::WrongScore { actual: score, claimed: claim.score });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::examples;

    fn load(circuit: &Circuit) -> PoleLoad {
        let va =
            [0, 1, 2].map(|pole| if pole < usize::from(circuit.poles) { circuit.share(pole).0 } else { 0.0 });
        PoleLoad { va, to_neutral: if circuit.is_line_to_neutral() { va } else { [0.0; 3] } }
    }

    fn terms() -> Terms {
        Terms {
            metric: Metric::RangeOverMax,
            no_holes: false,
            only_to_spares_or_spaces: false,
            also_locked: Vec::new(),
        }
    }

    /// LP-1 as it stands, with its published figures.
    fn as_it_stands() -> (Panel, Claim) {
        let panel = examples::lp1();
        let tops = panel.circuits().map(|circuit| (circuit.id, circuit.slot)).collect();
        (panel, Claim { tops, va: [15_720.0, 10_600.0, 8_660.0], score: 8_660.0 / 15_720.0 })
    }

    fn faults(change: impl FnOnce(&mut Claim)) -> Vec<Fault> {
        let (panel, mut claim) = as_it_stands();
        change(&mut claim);
        verify(&panel, &load, &terms(), &claim).faults
    }

    #[test]
    fn nothing_moved_is_right() {
        assert_eq!(faults(|_| ()), []);
    }

    #[test]
    fn each_corruption_is_named() {
        assert!(matches!(faults(|c| c.tops.truncate(c.tops.len() - 1))[..], [Fault::Dropped(_), ..]));
        assert!(matches!(faults(|c| c.tops.push(c.tops[0]))[..], [Fault::Twice(_)]));
        assert!(faults(|c| c.tops[0].0 = CircuitId(9)).contains(&Fault::UnknownCircuit(CircuitId(9))));
        assert!(
            faults(|c| c.tops[0].1 = Slot(43))
                .contains(&Fault::OutOfRange { circuit: CircuitId(101), slot: 43 })
        );
        assert!(matches!(faults(|c| c.tops[0].1 = Slot(2))[..], [Fault::Overlap { slot: 2, .. }, ..]));
        assert!(matches!(faults(|c| c.score = 0.6)[..], [Fault::WrongScore { .. }]));
        assert!(matches!(faults(|c| c.va[1] += 1.0)[..], [Fault::WrongLoad { leg: Leg::B, .. }]));
        // Circuit 1 (A) to slot 27 (B), with the old sums.
        assert!(matches!(
            faults(|c| c.tops[0].1 = Slot(27))[..],
            [Fault::WrongLoad { .. }, Fault::WrongLoad { .. }, Fault::WrongScore { .. }]
        ));
    }

    #[test]
    fn terms_are_kept() {
        let (panel, mut claim) = as_it_stands();
        claim.tops[0].1 = Slot(31); // A as well: loads and score stay
        assert!(verify(&panel, &load, &terms(), &claim).passed());
        let locked = Terms { also_locked: vec![CircuitId(101)], ..terms() };
        assert_eq!(verify(&panel, &load, &locked, &claim).faults, [Fault::Locked(CircuitId(101))]);
        let dense = Terms { no_holes: true, ..terms() };
        assert_eq!(verify(&panel, &load, &dense, &claim).faults, [Fault::Hole(1), Fault::Hole(31)]);
        // Slots 1 and 7 are both on A; exchanging them takes a loaded slot each.
        (claim.tops[0].1, claim.tops[6].1) = (Slot(7), Slot(1));
        let spares = Terms { only_to_spares_or_spaces: true, ..terms() };
        assert!(verify(&panel, &load, &dense, &claim).faults.is_empty() || claim.score > 0.0);
        assert_eq!(verify(&panel, &load, &spares, &claim).faults.len(), 2);
    }
}
