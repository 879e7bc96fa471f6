//! A small piece of work that is the same everywhere: two networks think and learn for a moment. What a device makes of it
//! is compared with what this processor makes of it before the device is trusted.
//!
//! One network sees every token and learns with the published loss in double precision; the other sees neighbors, as the one
//! for routing does. Weights and tokens come from a seed.

use crate::hrm::act::{Carry, Mode, Rows, act_step};
use crate::hrm::loss::{LossKind, Losses};
use crate::hrm::model::{Hrm, HrmConfig, Input, Pass, initial_weights};
use crate::hrm::train::{DataShape, Gradients, ModelShape};
use crate::hrm::{ComputeDevice, HrmError};
use candle_core::Tensor;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

type Result<T> = std::result::Result<T, HrmError>;

/// How far a device may be from the processor: the largest difference of a group of numbers over the largest of them. Sums in
/// another order differ by about a millionth; a wrong kernel by far more than this.
pub const TOLERANCE: f64 = 1e-4;

const TOKENS: usize = 24;
const CLASSES: usize = 8;
const ROWS: usize = 3;

/// The numbers, by what they are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Probe(pub BTreeMap<String, Vec<f64>>);

impl Probe {
    /// Returns how far another probe is from this one; infinity where it says anything that is no number, or nothing.
    pub fn distance(&self, other: &Self) -> f64 {
        let mut far: f64 = if self.0.keys().eq(other.0.keys()) { 0.0 } else { f64::INFINITY };
        for (name, ours) in &self.0 {
            let theirs = other.0.get(name).map(Vec::as_slice).unwrap_or_default();
            let largest = ours.iter().fold(f64::MIN_POSITIVE, |largest, value| largest.max(value.abs()));
            let difference = |(a, b): (&f64, &f64)| (a - b).abs() / largest;
            let worst = ours.iter().zip(theirs).map(difference);
            far = worst.fold(far, |far, value| if value.is_nan() { f64::INFINITY } else { far.max(value) });
            if ours.len() != theirs.len() {
                far = f64::INFINITY;
            }
        }
        far
    }
}

/// Does the work on a device.
///
/// # Errors
/// When the device cannot do it.
pub fn probe(device: &ComputeDevice) -> Result<Probe> {
    let mut numbers = BTreeMap::new();
    whole(device, &mut numbers)?;
    around(device, &mut numbers)?;
    Ok(Probe(numbers))
}

fn shape() -> HrmConfig {
    let shape =
        ModelShape { hidden_size: 32, puzzle_emb_ndim: 32, halt_max_steps: 4, ..ModelShape::default() };
    shape.for_data(DataShape {
        seq_len: TOKENS,
        vocab_size: CLASSES,
        num_puzzle_identifiers: 2,
        feature_width: 0,
    })
}

/// Classes without a pattern, the same everywhere.
fn class(row: usize, at: usize) -> u32 {
    ((row * 31 + at * 17 + at * at * 5) % (CLASSES - 1)) as u32 + 1
}

fn flat(tensor: &Tensor) -> Result<Vec<f64>> {
    let values: Vec<f32> = tensor.detach().flatten_all()?.to_vec1()?;
    Ok(values.into_iter().map(f64::from).collect())
}

/// Two segments, the second with gradients.
fn whole(device: &ComputeDevice, numbers: &mut BTreeMap<String, Vec<f64>>) -> Result<()> {
    let config = shape();
    let model = Hrm::new(config.clone(), initial_weights(&config, 7, device)?, device)?;
    let tokens = |row: usize| (0..TOKENS).map(|at| class(row, at)).collect();
    let labels = |row: usize| (0..TOKENS).map(|at| i64::from(class(row + 1, at))).collect();
    let rows = Rows {
        tokens: (0..ROWS).map(tokens).collect(),
        labels: (0..ROWS).map(labels).collect(),
        puzzles: (0..ROWS as u32).map(|row| row % 2).collect(),
    };
    let begun = Carry::empty(model.initial_state(ROWS)?, &rows);
    let first = act_step(&model, &begun, &rows, Mode::Evaluate, Pass::Plain, |_| 0)?;
    let second = act_step(&model, &first.carry, &rows, Mode::Evaluate, Pass::Learning, |_| 0)?;
    numbers.insert("logits".to_owned(), flat(&second.segment.logits)?);
    numbers.insert("halting".to_owned(), flat(&second.segment.q_halt)?);
    let losses = Losses::of(LossKind::Stablemax, &second)?;
    numbers.insert("loss".to_owned(), vec![losses.metrics.lm_loss]);
    let gradients = Gradients::of(model.weights(), &losses.total.backward()?)?;
    // Of the halting head whatever is small beside the rest; the whole is one group.
    let all = gradients.0.into_values().flatten().map(f64::from);
    numbers.insert("gradients".to_owned(), all.collect());
    Ok(())
}

/// One segment of cells in a row, each seeing the ones beside it.
fn around(device: &ComputeDevice, numbers: &mut BTreeMap<String, Vec<f64>>) -> Result<()> {
    let config = HrmConfig { puzzle_emb_ndim: 0, neighbors: 2, ..shape() };
    let model = Hrm::new(config.clone(), initial_weights(&config, 8, device)?, device)?;
    let tokens: Vec<u32> = (0..TOKENS).map(|at| class(2, at)).collect();
    let last = TOKENS as u32;
    let beside = |at: u32| [at, at.checked_sub(1).unwrap_or(last), at + 1];
    let places: Vec<u32> = (0..last).flat_map(beside).collect();
    let tokens = Tensor::from_vec(tokens, (1, TOKENS), device)?;
    let count = places.len();
    let places = Tensor::from_vec(places, count, device)?;
    let input = Input { around: Some(&places), ..Input::of_tokens(&tokens) };
    let segment = model.segment(&model.initial_state_of(1, TOKENS)?, input, Pass::Learning)?;
    numbers.insert("logits_around".to_owned(), flat(&segment.logits)?);
    let gradients = Gradients::of(model.weights(), &segment.logits.sqr()?.mean_all()?.backward()?)?;
    let all = gradients.0.into_values().flatten().map(f64::from);
    numbers.insert("gradients_around".to_owned(), all.collect());
    Ok(())
}
