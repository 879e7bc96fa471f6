//! What the answer costs: the expected unbalance of the legs, or how far it is from the best single step.
//!
//! Each circuit chooses independently with probabilities p. The legs then carry S with mean E S and a variance, and
//!
//! ```text
//! unbalance = sqrt( Σ_legs (E S − mean)² + Var S )      relative to the mean leg; decided answers have no variance
//! crowding  = weight · Σ_legs ( slots wished for beyond those there are / slots of a leg )²
//! moves     = Σ_circuits weight · P(elsewhere than now)
//! ```
//!
//! No label is needed, so that a person's own panels can be learned from as they are.

use crate::engineering::balance::OPTIONS;
use crate::hrm::HrmError;
use crate::hrm::balance::puzzle::{Puzzle, Wish};
use candle_core::{D, Device, Tensor};

type Result<T> = std::result::Result<T, HrmError>;

/// What a moved circuit costs where few moves are wanted, in unbalance.
const MOVE_COST: f64 = 0.012;
/// Unbalance as the root of squares is about this share of (max − min) / max.
const RANGE_SHARE: f64 = 0.75;

/// A batch of panelboards with equally many circuits, as tensors.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Index of each option's class, (batch, circuits, options).
    classes: Tensor,
    /// 0 for what can be chosen, −1e4 for what cannot.
    mask: Tensor,
    /// Load on the legs by option, (batch, circuits · options, legs).
    loads: Tensor,
    /// Its square.
    squares: Tensor,
    /// Slots on the legs by option, likewise.
    rooms: Tensor,
    base: Tensor,
    /// (batch, legs)
    free: Tensor,
    /// Mean leg load where the leg exists.
    wanted: Tensor,
    /// 1 where the leg exists.
    exists: Tensor,
    /// Slots of a leg, (batch, 1).
    slots: Tensor,
    /// Cost of choosing an option, (batch, circuits, options).
    moves: Tensor,
    /// Unbalance that costs nothing, (batch).
    allowed: Tensor,
}

impl Batch {
    /// Collects what the objective needs.
    pub fn new(puzzles: &[&Puzzle], device: &Device) -> Result<Self> {
        let (rows, circuits) = (puzzles.len(), puzzles.first().map_or(0, |puzzle| puzzle.len()));
        let (mut classes, mut mask, mut loads, mut rooms) = (vec![], vec![], vec![], vec![]);
        let (mut base, mut free, mut wanted, mut exists, mut slots) =
            (vec![], vec![], vec![], vec![], vec![]);
        let (mut moves, mut allowed) = (vec![], vec![]);
        for puzzle in puzzles {
            let legs = puzzle.seating.legs();
            base.extend(puzzle.base());
            let there = [0, 1, 2].map(|leg| if leg < legs { 1.0_f32 } else { 0.0 });
            wanted.extend(there);
            exists.extend(there);
            let room = puzzle.seating.free();
            free.extend(room.map(|free| free as f32));
            slots.push((room.iter().sum::<i32>() as f32 / legs as f32).max(1.0));
            let (cost, spare) = match puzzle.wish {
                Wish::Best => (0.0, 0.0),
                Wish::Fewest { target } => (MOVE_COST, RANGE_SHARE * (1.0 - target)),
            };
            allowed.push(spare as f32);
            for (index, seatable) in puzzle.seating.seatables().iter().enumerate() {
                for option in 0..OPTIONS {
                    classes.push(puzzle.class(index, option));
                    mask.push(if seatable.options[option].is_some() { 0.0_f32 } else { -1e4 });
                    loads.extend(puzzle.load(index, option));
                    rooms.extend(seatable.room[option].map(f32::from));
                    let elsewhere = seatable.home.is_some_and(|home| home != option);
                    moves.push(if elsewhere { cost as f32 * seatable.circuits as f32 } else { 0.0 });
                }
            }
        }
        let by_option = (rows, circuits, OPTIONS);
        let by_leg = (rows, circuits * OPTIONS, 3);
        let loads = Tensor::from_vec(loads, by_leg, device)?;
        Ok(Self {
            classes: Tensor::from_vec(classes, by_option, device)?,
            mask: Tensor::from_vec(mask, by_option, device)?,
            squares: loads.sqr()?,
            loads,
            rooms: Tensor::from_vec(rooms, by_leg, device)?,
            base: Tensor::from_vec(base, (rows, 3), device)?,
            free: Tensor::from_vec(free, (rows, 3), device)?,
            wanted: Tensor::from_vec(wanted, (rows, 3), device)?,
            exists: Tensor::from_vec(exists, (rows, 3), device)?,
            slots: Tensor::from_vec(slots, (rows, 1), device)?,
            moves: Tensor::from_vec(moves, by_option, device)?,
            allowed: Tensor::from_vec(allowed, rows, device)?,
        })
    }

    /// Returns the logits of the options of each circuit, (batch, circuits, options), out of those of all classes.
    pub fn of_options(&self, logits: &Tensor) -> Result<Tensor> {
        Ok((logits.gather(&self.classes, D::Minus1)? + &self.mask)?)
    }

    /// Returns the cost of each row, (batch), from the logits of the options and the weight of crowding.
    pub fn cost(&self, options: &Tensor, crowding: f64) -> Result<Tensor> {
        let p = candle_nn::ops::softmax(options, D::Minus1)?;
        let (rows, circuits, width) = p.dims3()?;
        let flat = p.reshape((rows, circuits * width, 1))?;
        let weighted = self.loads.broadcast_mul(&flat)?; // (batch, circuits · options, legs)
        let by_circuit = weighted.reshape((rows, circuits, width, 3))?.sum(2)?; // (batch, circuits, legs)
        let mean = (by_circuit.sum(1)? + &self.base)?;
        let square = self.squares.broadcast_mul(&flat)?.sum(1)?;
        let variance = (square - by_circuit.sqr()?.sum(1)?)?;
        let off = ((mean - &self.wanted)? * &self.exists)?;
        let unbalance = ((off.sqr()? + (variance * &self.exists)?)?.sum(1)? + 1e-6)?.sqrt()?;
        let beyond = (unbalance - &self.allowed)?;
        // Within what is allowed a little is left to pull, or the answer would hang on the edge.
        let unbalance = (beyond.relu()? + (beyond.neg()?.relu()? * -0.1)?)?;
        let asked = self.rooms.broadcast_mul(&flat)?.sum(1)?;
        let beyond = (asked - &self.free)?.relu()?.broadcast_div(&self.slots)?;
        let crowding = (beyond.sqr()?.sum(1)? * crowding)?;
        let moves = (p * &self.moves)?.sum((1, 2))?;
        Ok(((unbalance + crowding)? + moves)?)
    }

    /// Returns the cross entropy of each row to a choice, circuits that are to change weighted `weight` times.
    pub fn imitation(
        &self,
        options: &Tensor,
        now: &[Vec<usize>],
        next: &[Vec<usize>],
        weight: f32,
    ) -> Result<Tensor> {
        let (rows, circuits, _) = options.dims3()?;
        let labels: Vec<u32> = next.iter().flatten().map(|option| *option as u32).collect();
        let weights: Vec<f32> = now
            .iter()
            .flatten()
            .zip(next.iter().flatten())
            .map(|(now, next)| if now == next { 1.0 } else { weight })
            .collect();
        let labels = Tensor::from_vec(labels, (rows, circuits, 1), options.device())?;
        let weights = Tensor::from_vec(weights, (rows, circuits), options.device())?;
        let log_p = candle_nn::ops::log_softmax(options, D::Minus1)?.gather(&labels, D::Minus1)?;
        let sum = (log_p.squeeze(D::Minus1)? * &weights)?.sum(1)?.neg()?;
        Ok(sum.div(&weights.sum(1)?)?)
    }
}
