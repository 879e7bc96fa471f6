//! The work that speed is measured by: a network of hidden size 128 with two layers and two cycles each, on a batch of rows.

use crate::hrm::act::{ActStep, Carry, Mode, Rows, act_step};
use crate::hrm::loss::{LossKind, Losses};
use crate::hrm::model::{Answering, Hrm, Input, Pass, initial_weights};
use crate::hrm::train::{AdamAtan2, DataShape, Gradients, ModelShape};
use crate::hrm::{ComputeDevice, HrmError};
use candle_core::Tensor;

/// Classes of a token.
const CLASSES: usize = 16;
/// Segments of an answer: as many as a row has in training at most.
const SEGMENTS: usize = 8;

/// A network at work.
#[derive(Debug)]
pub struct Workout {
    model: Hrm,
    answering: Answering,
    optimizer: AdamAtan2,
    rows: Rows,
    carry: Carry,
}

impl Workout {
    /// Makes the network and a batch without a pattern.
    ///
    /// # Errors
    /// When the device cannot hold them.
    pub fn new(tokens: usize, batch: usize, device: &ComputeDevice) -> Result<Self, HrmError> {
        let shape = ModelShape { puzzle_emb_ndim: 0, ..ModelShape::default() };
        let config = shape.for_data(DataShape {
            seq_len: tokens,
            vocab_size: CLASSES,
            num_puzzle_identifiers: 1,
            feature_width: 0,
        });
        let model = Hrm::new(config.clone(), initial_weights(&config, 1, device)?, device)?;
        let class = |row: usize, at: usize| (row * 31 + at * 17 + at * at * 5) % CLASSES;
        let rows = Rows {
            tokens: (0..batch).map(|row| (0..tokens).map(|at| class(row, at) as u32).collect()).collect(),
            labels: (0..batch).map(|row| (0..tokens).map(|at| class(row + 1, at) as i64).collect()).collect(),
            puzzles: vec![0; batch],
        };
        let carry = Carry::empty(model.initial_state(batch)?, &rows);
        let answering = Answering::new(model.clone())?;
        Ok(Self { model, answering, optimizer: AdamAtan2::new((0.9, 0.95), 0.1), rows, carry })
    }

    /// Takes a step of training: a segment, its gradients, the optimizer. Returns the loss.
    ///
    /// # Errors
    /// When the arithmetic fails.
    pub fn learn(&mut self) -> Result<f64, HrmError> {
        let done: ActStep =
            act_step(&self.model, &self.carry, &self.rows, Mode::Train, Pass::Learning, |_| 0)?;
        let losses = Losses::of(LossKind::Softmax, &done)?;
        let rows = self.rows.tokens.len() as f64;
        let store = (losses.total / rows)?.backward()?;
        let gradients = Gradients::of(self.model.weights(), &store)?;
        self.optimizer.update(self.model.weights(), &gradients, 1e-4)?;
        self.carry = done.carry;
        Ok(losses.metrics.lm_loss / rows)
    }

    /// Answers the batch: eight segments. Returns the sum of the halting values, so that nothing is left out.
    ///
    /// # Errors
    /// When the arithmetic fails.
    pub fn answer(&self) -> Result<f64, HrmError> {
        let batch = self.rows.tokens.len();
        let width = self.rows.tokens.first().map_or(0, Vec::len);
        let tokens = Tensor::from_vec(self.rows.tokens.concat(), (batch, width), self.model.device())?;
        let mut state = self.model.initial_state(batch)?;
        let mut sum = 0.0;
        for _ in 0..SEGMENTS {
            let segment = self.answering.segment(&state, Input::of_tokens(&tokens))?;
            sum = f64::from(segment.q_halt.sum_all()?.to_scalar::<f32>()?);
            state = segment.state;
        }
        Ok(sum)
    }
}
