//! A panelboard as the network reads it: one token a circuit with a choice, numbers beside it, the choice fed back.
//!
//! ```text
//! token     the class the circuit has now: poles × leg of its first slot (1 … 9; 0 is padding)
//! features  what it is (load, poles, rank), how the legs stand now, what a change would do
//! answer    logits over the classes; only those of its own poles that have a place count
//! ```
//!
//! Circuits come breakers of more poles first, then by load, falling. Loads are relative to the mean load of a leg, so
//! that a panelboard of 10 kVA and one of 100 kVA are the same to the network.

use crate::engineering::balance::{Filling, OPTIONS, Seating};

/// Classes with padding: 1, 2 and 3 or more poles, three legs each.
pub const CLASSES: usize = 10;
/// Numbers beside each token.
pub const FEATURES: usize = 55;
/// Tokens a model is made for; panels have fewer.
pub const MOST_CIRCUITS: usize = 384;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wish {
    /// The best balance.
    Best,
    /// As few circuits moved as reach a score.
    Fewest { target: f64 },
}

/// A panelboard for the network.
#[derive(Clone, Debug)]
pub struct Puzzle {
    pub seating: Seating,
    pub wish: Wish,
    /// Mean load of a leg in units.
    mean: f64,
    /// For each circuit and option what it puts on the legs, relative to the mean.
    loads: Vec<[[f32; 3]; OPTIONS]>,
    /// The features that do not change.
    fixed: Vec<[f32; FIXED]>,
}

const FIXED: usize = 31;
/// Waves of the load per pole, so that differences of loads can be read at several scales.
const WAVES: [f64; 7] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0];

/// How the legs stand: deviation from the mean, relative to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    pub deviation: [f64; 3],
    /// Slots of each leg that nobody takes.
    pub free: [i32; 3],
}

impl Standing {
    /// Largest less smallest deviation of the legs there are.
    fn range(&self, legs: usize) -> f64 {
        let used = self.deviation.iter().take(legs);
        let (low, high) =
            used.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), d| (low.min(*d), high.max(*d)));
        high - low
    }
}

impl Puzzle {
    /// Reads a panelboard; `None` where no circuit has a choice or nothing is loaded.
    pub fn new(seating: Seating, wish: Wish) -> Option<Self> {
        let legs = seating.legs() as f64;
        let mean = seating.total() as f64 / legs;
        let count = seating.seatables().len();
        if count == 0 || mean <= 0.0 || count > MOST_CIRCUITS {
            return None;
        }
        let relative = |load: i64| (load as f64 / mean) as f32;
        let loads = seating
            .seatables()
            .iter()
            .map(|seatable| seatable.options.map(|option| option.unwrap_or_default().map(relative)))
            .collect();
        let mut puzzle = Self { mean, loads, fixed: Vec::new(), wish, seating };
        puzzle.fixed = (0..count).map(|index| puzzle.fixed_features(index)).collect();
        Some(puzzle)
    }

    /// Returns the fixed start: circuits dealt out by rank, beginning at the leg with the fewest free slots, so that one too
    /// large for its leg leaves most room to the others. The panel as it stands where few moves are wanted or that finds no
    /// place.
    pub fn start(&self) -> Vec<usize> {
        let dealt = match self.wish {
            Wish::Best => {
                let free = self.seating.free();
                self.dealt((0..self.seating.legs()).min_by_key(|leg| free[*leg]).unwrap_or(0))
            }
            Wish::Fewest { .. } => None,
        };
        dealt.or_else(|| self.seating.home()).unwrap_or_else(|| vec![0; self.len()])
    }

    /// Deals the circuits out by rank alone from the first leg on, A B C C B A A B C …
    pub fn snake(&self) -> Option<Vec<usize>> {
        self.dealt(0)
    }

    /// Deals from a leg on; who finds his leg taken has the next that is free.
    fn dealt(&self, first: usize) -> Option<Vec<usize>> {
        let legs = self.seating.legs();
        let wish = |rank: usize, free: [bool; OPTIONS]| {
            let (round, step) = (rank / legs, rank % legs);
            let wanted = if round.is_multiple_of(2) { step } else { legs - 1 - step };
            let wanted = (first + wanted) % legs;
            (0..OPTIONS).map(|turn| (wanted + turn) % OPTIONS).find(|option| free[*option]).unwrap_or(wanted)
        };
        self.seating.fill(Filling::Lowest, wish).map(|(choice, _)| choice)
    }

    /// Returns the four fixed starts: [`Self::start`], the panel as it stands, and two random ones of fixed seeds.
    pub fn starts(&self) -> Vec<Vec<usize>> {
        let others = [self.seating.home(), self.seating.random(0), self.seating.random(1)];
        std::iter::once(self.start()).chain(others.into_iter().flatten()).collect()
    }

    /// Returns how many circuits are on other legs than now.
    pub fn moved(&self, choice: &[usize]) -> u32 {
        let seatables = self.seating.seatables().iter().zip(choice);
        seatables.filter(|(seatable, option)| seatable.home != Some(**option)).map(|(s, _)| s.circuits).sum()
    }

    /// Returns how many circuits have a choice.
    pub const fn len(&self) -> usize {
        self.loads.len()
    }

    /// Returns what an option of a circuit puts on the legs, relative to the mean leg.
    pub fn load(&self, circuit: usize, option: usize) -> [f32; 3] {
        self.loads[circuit][option]
    }

    /// Returns what does not move, relative to the mean leg.
    pub fn base(&self) -> [f32; 3] {
        let all = self.seating.loads(&vec![OPTIONS; self.len()]);
        all.map(|load| (load as f64 / self.mean) as f32)
    }

    /// Returns the class of a circuit on an option.
    pub fn class(&self, circuit: usize, option: usize) -> u32 {
        (1 + OPTIONS * (self.seating.seatables()[circuit].cells.clamp(1, 3) - 1) + option) as u32
    }

    fn fixed_features(&self, index: usize) -> [f32; FIXED] {
        let seatable = &self.seating.seatables()[index];
        let x = seatable.total() as f64 / seatable.cells.max(1) as f64 / self.mean;
        let flag = f64::from;
        let poles = seatable.cells.clamp(1, 3);
        let (fewest, allowed) = match self.wish {
            Wish::Best => (0.0, 0.0),
            Wish::Fewest { target } => (1.0, (1.0 - target) * 10.0),
        };
        let mut all = vec![
            x,
            (x + 1e-3).ln() / 3.0,
            seatable.total() as f64 / self.seating.total() as f64,
            index as f64 / self.len() as f64,
            self.len() as f64 / 84.0,
            flag(poles == 1),
            flag(poles == 2),
            flag(poles == 3),
            flag(self.seating.legs() == 2),
            fewest,
            allowed,
        ];
        all.extend(seatable.options.iter().map(|option| flag(option.is_some())));
        all.extend((0..OPTIONS).map(|option| flag(seatable.home == Some(option))));
        for wave in WAVES {
            let angle = std::f64::consts::TAU * wave * x;
            all.extend([angle.sin(), angle.cos()]);
        }
        let mut fixed = [0.0; FIXED];
        fixed.iter_mut().zip(all).for_each(|(slot, value)| *slot = value as f32);
        fixed
    }

    /// Returns how the legs stand with a choice.
    pub fn standing(&self, choice: &[usize]) -> Standing {
        let loads = self.seating.loads(choice);
        let mut free = self.seating.free();
        for (seatable, option) in self.seating.seatables().iter().zip(choice) {
            if let Some(room) = seatable.room.get(*option) {
                (0..3).for_each(|leg| free[leg] -= i32::from(room[leg]));
            }
        }
        let legs = self.seating.legs();
        let mut deviation = [0.0; 3];
        (0..legs).for_each(|leg| deviation[leg] = loads[leg] as f64 / self.mean - 1.0);
        Standing { deviation, free }
    }

    /// Writes tokens and features of a choice, circuit by circuit.
    pub fn write(&self, choice: &[usize], tokens: &mut Vec<u32>, features: &mut Vec<f32>) {
        let standing = self.standing(choice);
        let legs = self.seating.legs();
        let range = standing.range(legs);
        let d = standing.deviation;
        for (index, option) in choice.iter().enumerate() {
            tokens.push(self.class(index, *option));
            features.extend_from_slice(&self.fixed[index]);
            let seatable = &self.seating.seatables()[index];
            let x = f64::from(self.fixed[index][0]);
            let own = self.loads[index][*option];
            let mut gains = [1.0; OPTIONS];
            for (other, gain) in gains.iter_mut().enumerate() {
                if seatable.options[other].is_none() {
                    continue;
                }
                let to = self.loads[index][other];
                let mut moved = standing;
                (0..3).for_each(|leg| moved.deviation[leg] += f64::from(to[leg] - own[leg]));
                *gain = moved.range(legs) - range;
            }
            let numbers = d
                .iter()
                .map(|d| 3.0 * d)
                .chain(d.iter().map(|d| (10.0 * d).tanh()))
                .chain(d.iter().map(|d| (100.0 * d).tanh()))
                .chain(gains.iter().map(|gain| (5.0 * gain).tanh()))
                .chain(gains.iter().map(|gain| (50.0 * gain).tanh()))
                .chain(standing.free.iter().map(|free| (f64::from(*free) / 2.0).tanh()))
                .chain([
                    ((x + 1e-3) / (range + 1e-3)).ln() / 3.0,
                    (x / (2.0 * range + 1e-6)).tanh(),
                    (10.0 * range).tanh(),
                    (100.0 * range).tanh(),
                    f64::from(seatable.home == Some(*option)),
                    f64::from(seatable.circuits) / 3.0,
                ]);
            features.extend(numbers.map(|number| number as f32));
        }
    }

    /// Returns the choice that is right to take next: the best single step, or none where the wish is fulfilled.
    pub fn wanted_step(&self, choice: &[usize]) -> Vec<usize> {
        match self.wish {
            Wish::Fewest { target } if self.seating.score(choice) >= target => choice.to_vec(),
            _ => self.best_step(choice),
        }
    }

    /// Returns the choice after the single move or exchange that evens the legs out most (by the sum of squares); the
    /// same choice where none helps. Legs without a free slot take nobody.
    pub fn best_step(&self, choice: &[usize]) -> Vec<usize> {
        let standing = self.standing(choice);
        let legs = self.seating.legs();
        let squares = |d: [f64; 3]| d.iter().take(legs).map(|d| d * d).sum::<f64>();
        let now = squares(standing.deviation);
        let mut best: (f64, Vec<(usize, usize)>) = (now - 1e-9, Vec::new());
        let moved = |d: [f64; 3], index: usize, from: usize, to: usize| {
            let (own, other) = (self.loads[index][from], self.loads[index][to]);
            let mut d = d;
            (0..3).for_each(|leg| d[leg] += f64::from(other[leg] - own[leg]));
            d
        };
        let seatables = self.seating.seatables();
        for (index, option) in choice.iter().enumerate() {
            let seatable = &seatables[index];
            for to in (0..OPTIONS).filter(|to| to != option && seatable.options[*to].is_some()) {
                let fits = (0..3).all(|leg| {
                    let more = i32::from(seatable.room[to][leg]) - i32::from(seatable.room[*option][leg]);
                    more <= standing.free[leg]
                });
                let after = moved(standing.deviation, index, *option, to);
                if fits && squares(after) < best.0 {
                    best = (squares(after), vec![(index, to)]);
                }
                for other in index + 1..choice.len() {
                    let partner = &seatables[other];
                    if choice[other] != to
                        || partner.cells != seatable.cells
                        || partner.options[*option].is_none()
                    {
                        continue;
                    }
                    let both = squares(moved(after, other, to, *option));
                    if both < best.0 {
                        best = (both, vec![(index, to), (other, *option)]);
                    }
                }
            }
        }
        let mut next = choice.to_vec();
        best.1.into_iter().for_each(|(index, to)| next[index] = to);
        next
    }
}
