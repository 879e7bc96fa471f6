//! The work that speed is measured by: a network of hidden size 128 with two layers and two cycles each, on a batch of rows.

use crate::hrm::act::{ActStep, Carry, Mode, Rows, act_step};
use crate::hrm::loss::{LossKind, Losses};
use crate::hrm::model::{Answering, GradientReach, Hrm, HrmConfig, Input, Pass, initial_weights};
use crate::hrm::train::{AdamAtan2, DataShape, Gradients, ModelShape, on_deep_stacks};
use crate::hrm::{ComputeDevice, HrmError};
use candle_core::Tensor;

/// Classes of a token.
const CLASSES: usize = 16;
/// Segments of an answer: as many as a row has in training at most.
pub const WORKOUT_SEGMENTS: usize = 8;

/// Parts of a batch that are learned from side by side, as the setting `shards` of a run has it.
const SHARDS: usize = 2;

/// A network at work.
#[derive(Debug)]
pub struct Workout {
    model: Hrm,
    answering: Answering,
    optimizer: AdamAtan2,
    batch: usize,
    /// Parts of the batch, each with what goes on from step to step.
    parts: Vec<(Rows, Carry)>,
}

impl Workout {
    /// Makes the network and a batch without a pattern.
    ///
    /// # Errors
    /// When the device cannot hold them.
    pub fn new(tokens: usize, batch: usize, device: &ComputeDevice) -> Result<Self, HrmError> {
        // Learned from as in the paper: through the last step of each level.
        let gradient = GradientReach::OneStep;
        let shape = ModelShape { puzzle_emb_ndim: 0, fused: true, gradient, ..ModelShape::default() };
        let config = shape.for_data(DataShape {
            seq_len: tokens,
            vocab_size: CLASSES,
            num_puzzle_identifiers: 1,
            feature_width: 0,
        });
        let model = Hrm::new(config.clone(), initial_weights(&config, 1, device)?, device)?;
        let class = |row: usize, at: usize| (row * 31 + at * 17 + at * at * 5) % CLASSES;
        let size = batch.div_ceil(SHARDS);
        let mut parts = Vec::new();
        for first in (0..batch).step_by(size.max(1)) {
            let places = first..batch.min(first + size);
            let rows = Rows {
                tokens: places
                    .clone()
                    .map(|row| (0..tokens).map(|at| class(row, at) as u32).collect())
                    .collect(),
                labels: places
                    .clone()
                    .map(|row| (0..tokens).map(|at| class(row + 1, at) as i64).collect())
                    .collect(),
                puzzles: vec![0; places.len()],
            };
            let carry = Carry::empty(model.initial_state(places.len())?, &rows);
            parts.push((rows, carry));
        }
        let answering = Answering::new(model.clone())?;
        Ok(Self { model, answering, optimizer: AdamAtan2::new((0.9, 0.95), 0.1), batch, parts })
    }

    /// Returns the shape of the network.
    pub const fn config(&self) -> &HrmConfig {
        self.model.config()
    }

    /// Takes a step of training: a segment, its gradients, the optimizer. Returns the loss.
    ///
    /// # Errors
    /// When the arithmetic fails.
    pub fn learn(&mut self) -> Result<f64, HrmError> {
        let (model, count) = (&self.model, self.batch as f64);
        let works = self.parts.iter().map(|(rows, carry)| {
            move || {
                let done: ActStep = act_step(model, carry, rows, Mode::Train, Pass::Learning, |_| 0)?;
                let losses = Losses::of(LossKind::Softmax, &done)?;
                let store = (losses.total / count)?.backward()?;
                Ok((Gradients::of(model.weights(), &store)?, losses.metrics.lm_loss / count, done.carry))
            }
        });
        let done = on_deep_stacks(works.collect())?;
        let (mut gradients, mut loss) = (Gradients::default(), 0.0);
        for ((_, carry), (of_part, lost, gone_on)) in self.parts.iter_mut().zip(done) {
            gradients.add(of_part);
            loss += lost;
            *carry = gone_on;
        }
        self.optimizer.update(self.model.weights(), &gradients, 1e-4)?;
        Ok(loss)
    }

    /// Answers the batch: eight segments. Returns the sum of the halting values, so that nothing is left out.
    ///
    /// # Errors
    /// When the arithmetic fails.
    pub fn answer(&self) -> Result<f64, HrmError> {
        let works = self.parts.iter().map(|(rows, _)| move || self.answer_of(rows));
        Ok(on_deep_stacks(works.collect())?.into_iter().sum())
    }

    fn answer_of(&self, rows: &Rows) -> Result<f64, HrmError> {
        let batch = rows.tokens.len();
        let width = rows.tokens.first().map_or(0, Vec::len);
        let tokens = Tensor::from_vec(rows.tokens.concat(), (batch, width), self.model.device())?;
        let mut state = self.model.initial_state(batch)?;
        let mut sum = 0.0;
        for _ in 0..WORKOUT_SEGMENTS {
            let segment = self.answering.segment(&state, Input::of_tokens(&tokens))?;
            sum = f64::from(segment.q_halt.sum_all()?.to_scalar::<f32>()?);
            state = segment.state;
        }
        Ok(sum)
    }
}
