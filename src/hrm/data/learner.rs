//! The task of a dataset: every token of a puzzle gets its label, segment after segment.
//!
//! A row keeps its puzzle, and its state, until it halts; then it takes the next one. So a step depends on the steps
//! before it, and a checkpoint holds the rows.

use crate::hrm::HrmError;
use crate::hrm::act::{ActStep, Carry, Mode, Rows, act_step};
use crate::hrm::data::evaluate::score_rows;
use crate::hrm::data::order::{Order, Position};
use crate::hrm::data::split::Dataset;
use crate::hrm::loss::{LossKind, Losses, Metrics};
use crate::hrm::model::{Hrm, Pass, State};
use crate::hrm::train::{
    Gradients, Learned, Learner, LearnerState, PuzzleGradient, TrainConfig, on_deep_stacks,
};
use candle_core::{Device, Tensor};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

type Result<T> = std::result::Result<T, HrmError>;

/// The task's own settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TokenOptions {
    /// Passes over the groups that are packed to batches together; only at the end of them a partial batch is dropped.
    pub passes: usize,
    /// Test examples of a look during training, from the first on; all of them by default.
    pub judge_examples: Option<usize>,
}

impl Default for TokenOptions {
    fn default() -> Self {
        Self { passes: 1, judge_examples: None }
    }
}

/// Learns a dataset.
#[derive(Debug)]
pub struct TokenLearner {
    data: Dataset,
    options: TokenOptions,
    seed: u64,
    batch: usize,
    shards: usize,
    loss: LossKind,
    order: Order,
    /// One for each shard; none before the first step.
    carries: Vec<Carry>,
}

/// Draws for exploration come from another stream than the order of examples.
const EXPLORATION: u64 = 1 << 63;

impl TokenLearner {
    /// Makes the task of a dataset.
    ///
    /// # Errors
    /// When the settings have options that are not the task's.
    pub fn new(data: Dataset, settings: &TrainConfig) -> Result<Self> {
        let options: TokenOptions = settings.task_options()?;
        if options.passes == 0 || options.judge_examples == Some(0) {
            return Err(HrmError::Settings("task.passes or task.judge_examples is 0".to_owned()));
        }
        Ok(Self {
            order: Order::new(settings.seed, settings.batch, options.passes),
            data,
            options,
            seed: settings.seed,
            batch: settings.batch,
            shards: settings.shards,
            loss: settings.loss,
            carries: Vec::new(),
        })
    }

    /// Draws for each row how many segments it must have before it may halt by itself.
    fn least_steps(&self, model: &Hrm, step: u64) -> Vec<u32> {
        let most = u32::try_from(model.config().halt_max_steps).unwrap_or(u32::MAX);
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed);
        rng.set_stream(EXPLORATION | step);
        let mut draw = || {
            let explores = rng.random_bool(model.config().halt_exploration_prob);
            if explores && most >= 2 { rng.random_range(2..=most) } else { 0 }
        };
        (0..self.batch).map(|_| draw()).collect()
    }

    /// Works through one shard: its step, its losses, its gradients of the mean over the whole batch.
    fn shard(&self, model: &Hrm, carry: &Carry, rows: &Rows, least: &[u32]) -> Result<Shard> {
        let least = |row: usize| least.get(row).copied().unwrap_or(0);
        let done = act_step(model, carry, rows, Mode::Train, Pass::Learning, least)?;
        let losses = Losses::of(self.loss, &done)?;
        let store = (losses.total / self.batch as f64)?.backward()?;
        let puzzles = match &done.puzzles {
            Some(vectors) => Some(match store.get(vectors.as_tensor()) {
                Some(gradient) => gradient.clone(),
                None => vectors.as_detached_tensor().zeros_like()?,
            }),
            None => None,
        };
        let gradients = Gradients::of(model.weights(), &store)?;
        let ActStep { carry, .. } = done;
        Ok(Shard { carry, gradients, puzzles, metrics: losses.metrics })
    }
}

struct Shard {
    carry: Carry,
    gradients: Gradients,
    puzzles: Option<Tensor>,
    metrics: Metrics,
}

/// Returns a part of the rows.
fn part(rows: &Rows, from: usize, count: usize) -> Rows {
    Rows {
        tokens: rows.tokens[from..from + count].to_vec(),
        labels: rows.labels[from..from + count].to_vec(),
        puzzles: rows.puzzles[from..from + count].to_vec(),
    }
}

impl Learner for TokenLearner {
    fn learn(&mut self, model: &Hrm, step: u64) -> Result<Learned> {
        let examples = self.order.next(&self.data.train)?;
        let rows = self.data.train.rows(&examples, self.batch);
        let least = self.least_steps(model, step);
        let size = self.batch / self.shards;
        let parts: Vec<Rows> = (0..self.shards).map(|shard| part(&rows, shard * size, size)).collect();
        if self.carries.is_empty() {
            for rows in &parts {
                self.carries.push(Carry::empty(model.initial_state(size)?, rows));
            }
        }
        for carry in &mut self.carries {
            // As read from a checkpoint they lie on the host.
            carry.state.z_h = carry.state.z_h.to_device(model.device())?;
            carry.state.z_l = carry.state.z_l.to_device(model.device())?;
        }
        let this = &*self;
        let works = this.carries.iter().zip(&parts).zip(least.chunks(size));
        let works = works.map(|((carry, rows), least)| move || this.shard(model, carry, rows, least));
        let shards = on_deep_stacks(works.collect())?;

        let mut learned = Learned::default();
        let (mut metrics, mut ids, mut vectors) = (Metrics::default(), Vec::new(), Vec::new());
        let mut carries = Vec::new();
        // In their order, whichever was done first.
        for shard in shards {
            learned.gradients.add(shard.gradients);
            metrics.add(&shard.metrics);
            ids.extend(&shard.carry.rows.puzzles);
            vectors.extend(shard.puzzles);
            carries.push(shard.carry);
        }
        self.carries = carries;
        if !vectors.is_empty() {
            learned.puzzles = Some(PuzzleGradient { ids, gradient: Tensor::cat(&vectors, 0)? });
        }
        learned.numbers = numbers(&metrics, self.batch as f64);
        Ok(learned)
    }

    fn judge(&mut self, model: &Hrm) -> Result<BTreeMap<String, f64>> {
        let limit = self.options.judge_examples.unwrap_or(usize::MAX);
        let (scores, lm_loss) =
            score_rows(model, &self.data.test, (self.batch, limit), self.loss, &mut |_| true)?;
        let count = scores.len().max(1) as f64;
        let share = |right: usize| right as f64 / count;
        Ok(BTreeMap::from([
            ("count".to_owned(), scores.len() as f64),
            ("lm_loss".to_owned(), lm_loss),
            ("accuracy".to_owned(), scores.iter().map(|row| row.accuracy()).sum::<f64>() / count),
            ("exact_accuracy".to_owned(), share(scores.iter().filter(|row| row.exact()).count())),
            (
                "q_halt_accuracy".to_owned(),
                share(scores.iter().filter(|row| row.says_right == row.exact()).count()),
            ),
        ]))
    }

    fn save(&self) -> Result<LearnerState> {
        let mut tensors = BTreeMap::new();
        for (shard, carry) in self.carries.iter().enumerate() {
            let count = carry.halted.len();
            let halted: Vec<u8> = carry.halted.iter().map(|halted| u8::from(*halted)).collect();
            let width = self.data.train.info.seq_len;
            let parts = [
                ("z_h", carry.state.z_h.clone()),
                ("z_l", carry.state.z_l.clone()),
                ("tokens", Tensor::from_vec(carry.rows.tokens.concat(), (count, width), &Device::Cpu)?),
                ("labels", Tensor::from_vec(carry.rows.labels.concat(), (count, width), &Device::Cpu)?),
                ("puzzles", Tensor::from_slice(&carry.rows.puzzles, count, &Device::Cpu)?),
                ("steps", Tensor::from_slice(&carry.steps, count, &Device::Cpu)?),
                ("halted", Tensor::from_vec(halted, count, &Device::Cpu)?),
            ];
            tensors.extend(parts.map(|(name, tensor)| (format!("{shard}/{name}"), tensor)));
        }
        let position = self.order.position();
        let record = serde_json::to_value(position).map_err(|error| HrmError::Batch(error.to_string()))?;
        Ok(LearnerState { tensors, record })
    }

    fn restore(&mut self, state: LearnerState) -> Result<()> {
        let position: Position = serde_json::from_value(state.record)
            .map_err(|error| HrmError::Batch(format!("the checkpoint is of another task: {error}")))?;
        self.order.go_to(position, &self.data.train);
        self.carries.clear();
        for shard in 0..self.shards {
            let get = |name: &str| {
                let name = format!("{shard}/{name}");
                let tensor = state.tensors.get(&name);
                tensor.ok_or_else(|| HrmError::Batch(format!("the checkpoint has no {name}")))
            };
            let rows = Rows {
                tokens: get("tokens")?.to_vec2()?,
                labels: get("labels")?.to_vec2()?,
                puzzles: get("puzzles")?.to_vec1()?,
            };
            self.carries.push(Carry {
                state: State { z_h: get("z_h")?.clone(), z_l: get("z_l")?.clone() },
                steps: get("steps")?.to_vec1()?,
                halted: get("halted")?.to_vec1::<u8>()?.iter().map(|halted| *halted != 0).collect(),
                rows,
            });
        }
        Ok(())
    }
}

/// Losses over all rows, the rest over those that have halted.
fn numbers(metrics: &Metrics, batch: f64) -> BTreeMap<String, f64> {
    let mut numbers = BTreeMap::from([
        ("count".to_owned(), metrics.count),
        ("lm_loss".to_owned(), metrics.lm_loss / batch),
        ("q_halt_loss".to_owned(), metrics.q_halt_loss / batch),
    ]);
    if let Some(loss) = metrics.q_continue_loss {
        numbers.insert("q_continue_loss".to_owned(), loss / batch);
    }
    if metrics.count > 0.0 {
        let mut mean = |name: &str, sum: f64| numbers.insert(name.to_owned(), sum / metrics.count);
        mean("accuracy", metrics.accuracy);
        mean("exact_accuracy", metrics.exact_accuracy);
        mean("q_halt_accuracy", metrics.q_halt_accuracy);
        mean("steps", metrics.steps);
    }
    numbers
}
