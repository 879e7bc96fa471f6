//! Learning to tell what the rules say: cross entropy at the families' tokens, segment by segment.
//!
//! A round is one batch for as many steps as there are segments, the state carried on without a gradient. Half of a batch is drawn
//! so that every family's violations come equally often; easy circuits come first. A batch has several parts, worked on
//! side by side; their gradients are added in order, so that the number of threads changes nothing.

use crate::hrm::HrmError;
use crate::hrm::loss::logistic_loss;
use crate::hrm::model::{Answering, Hrm, Pass, State};
use crate::hrm::train::{Gradients, Learned, Learner, TrainConfig, on_deep_stacks, sha256};
use crate::hrm::validation::answer::{Batch, answers, family_logits, read};
use crate::hrm::validation::circuits::{CircuitRecord, Difficulty, hash_of_circuits, read_circuits, varied};
use crate::hrm::validation::encode::{ENCODING, Encoded};
use crate::hrm::validation::families::{FAMILIES, Family};
use crate::hrm::validation::score::Confusion;
use crate::hrm::validation::truth::Truths;
use candle_core::{D, DType, Tensor};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

type Result<T> = std::result::Result<T, HrmError>;

/// Circuits that a run is judged by.
const JUDGED: usize = 2_000;
/// Circuits of these that the loss is measured on.
const LOSS_OF: usize = 256;

/// How validation is learned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ValidationOptions {
    /// Version of the encoding; a model is refused by a program with another.
    pub encoding: u32,
    /// Segments of a round.
    pub segments: u64,
    /// Share of the circuits drawn by a violated family, every family alike.
    pub balanced: f64,
    /// Share of the run in which borderline circuits come half as often.
    pub easy: f64,
    /// Whether what no rule tells apart is exchanged.
    pub vary: bool,
    /// Weight of the halting head.
    pub halting: f64,
}

impl Default for ValidationOptions {
    fn default() -> Self {
        Self { encoding: ENCODING, segments: 2, balanced: 0.5, easy: 0.1, vary: true, halting: 0.02 }
    }
}

impl ValidationOptions {
    /// Checks that validation can be learned so.
    ///
    /// # Errors
    /// Names the first option that cannot be.
    pub fn check(&self) -> Result<()> {
        let share = |value: f64| (0.0..=1.0).contains(&value);
        let rules = [
            (self.encoding == ENCODING, "task: encoding is another version than this program's"),
            (self.segments > 0, "task: segments are above 0"),
            (share(self.balanced), "task: balanced is a share of the circuits"),
            (share(self.easy), "task: easy is a share of the run"),
            (self.halting >= 0.0, "task: halting is 0 or more"),
        ];
        match rules.iter().find(|(holds, _)| !holds) {
            Some((_, words)) => Err(HrmError::Settings((*words).to_owned())),
            None => Ok(()),
        }
    }

    /// Returns the settings with every option of the task written out, so that the version goes with the model.
    ///
    /// # Errors
    /// Names the option that is unknown or does not hold.
    pub fn written_out(settings: TrainConfig) -> Result<TrainConfig> {
        let options: Self = settings.task_options()?;
        options.check()?;
        let task = serde_json::to_value(options).map_err(|error| HrmError::Settings(error.to_string()))?;
        Ok(TrainConfig { task, ..settings })
    }
}

/// Learns from circuits.
pub struct ValidationLearner {
    options: ValidationOptions,
    circuits: Vec<CircuitRecord>,
    judged: Vec<CircuitRecord>,
    /// Places of the circuits with a violation, by family.
    violated: Vec<Vec<usize>>,
    seed: u64,
    steps: u64,
    batch: usize,
    shards: usize,
    parts: Vec<Part>,
}

/// One part of the batch between two steps of a round.
struct Part {
    circuits: Vec<Encoded>,
    answers: Vec<Vec<u32>>,
    truths: Vec<Truths>,
    state: Option<State>,
}

struct PartLearned {
    gradients: Gradients,
    numbers: BTreeMap<String, f64>,
}

impl ValidationLearner {
    /// Reads a dataset of circuits: learns from its train split and is judged on `val`. Returns the hash of both.
    ///
    /// # Errors
    /// When the folder holds no such dataset or an option does not hold.
    pub fn open(folder: &Path, settings: &TrainConfig) -> Result<(Self, String)> {
        let options: ValidationOptions = settings.task_options()?;
        options.check()?;
        let (train, mut val) = (read_circuits(&folder.join("train"))?, read_circuits(&folder.join("val"))?);
        let hash = sha256(format!("{}{}", hash_of_circuits(&train), hash_of_circuits(&val)).as_bytes());
        val.truncate(JUDGED);
        if train.is_empty() {
            return Err(HrmError::Batch(format!("{}: no circuit to learn from", folder.display())));
        }
        Ok((Self::new(options, train, val, settings), hash))
    }

    /// Of the settings seed, steps, batch and shards count: how far a run is decides what is drawn.
    pub fn new(
        options: ValidationOptions,
        circuits: Vec<CircuitRecord>,
        judged: Vec<CircuitRecord>,
        settings: &TrainConfig,
    ) -> Self {
        let violated = |family: &Family| {
            let has = |record: &CircuitRecord| {
                record.truths().get(family.index()).is_some_and(|truth| truth.is_violated())
            };
            circuits.iter().enumerate().filter(|(_, record)| has(record)).map(|(at, _)| at).collect()
        };
        Self {
            violated: Family::ALL.iter().map(violated).collect(),
            options,
            circuits,
            judged,
            seed: settings.seed,
            steps: settings.steps,
            batch: settings.batch,
            shards: settings.shards,
            parts: Vec::new(),
        }
    }

    /// Draws the parts of a round; each has a stream of its own.
    fn begin(&mut self, step: u64) {
        let round = (step - 1) / self.options.segments;
        let easy = (step as f64) < self.options.easy * self.steps as f64;
        let shards = self.shards.max(1);
        let each = (self.batch / shards).max(1);
        let part = |shard: u64| {
            let stream = self.seed ^ (round * 256 + shard + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            self.part(&mut ChaCha8Rng::seed_from_u64(stream), each, easy)
        };
        self.parts = (0..shards as u64).map(part).collect();
    }

    fn part(&self, rng: &mut ChaCha8Rng, count: usize, easy: bool) -> Part {
        let mut part = Part { circuits: Vec::new(), answers: Vec::new(), truths: Vec::new(), state: None };
        while part.circuits.len() < count {
            let Some(record) = self.circuits.get(self.place(rng)) else { break };
            if easy && record.difficulty == Difficulty::Borderline.name() && rng.random_bool(0.5) {
                continue;
            }
            let at = &record.attributes;
            let encoded = if self.options.vary { Encoded::of(&varied(at, rng)) } else { Encoded::of(at) };
            part.circuits.push(encoded);
            part.answers.push(record.answers.clone());
            part.truths.push(record.truths());
        }
        part
    }

    /// Returns the mean loss over the segments on circuits that are not learned from, as [`Learner::learn`] counts it.
    fn loss(&self, model: &Hrm) -> Result<Option<f64>> {
        let mut part = Part { circuits: Vec::new(), answers: Vec::new(), truths: Vec::new(), state: None };
        for record in self.judged.iter().take(LOSS_OF) {
            part.circuits.push(Encoded::of(&record.attributes));
            part.answers.push(record.answers.clone());
            part.truths.push(record.truths());
        }
        let (count, mut sum) = (part.circuits.len(), 0.0);
        if count == 0 {
            return Ok(None);
        }
        for _ in 0..self.options.segments {
            let (_, numbers) = part.think(model, self.options.halting, (count as f64, Pass::Plain))?;
            sum += numbers.get("loss").copied().unwrap_or(0.0);
        }
        Ok(Some(sum / self.options.segments as f64))
    }

    /// Draws a circuit: any, or one where a family is violated.
    fn place(&self, rng: &mut ChaCha8Rng) -> usize {
        if rng.random_bool(self.options.balanced) {
            let family = rng.random_range(0..self.violated.len().max(1));
            if let Some(places) = self.violated.get(family).filter(|places| !places.is_empty()) {
                let at = rng.random_range(0..places.len());
                return places.get(at).copied().unwrap_or(0);
            }
        }
        rng.random_range(0..self.circuits.len().max(1))
    }
}

impl Part {
    fn learn(&mut self, model: &Hrm, halting: f64, total: f64) -> Result<PartLearned> {
        let (loss, numbers) = self.think(model, halting, (total, Pass::Learning))?;
        Ok(PartLearned { gradients: Gradients::of(model.weights(), &loss.backward()?)?, numbers })
    }

    /// Thinks a segment; returns its loss as a share of `total` circuits, and its numbers.
    fn think(
        &mut self,
        model: &Hrm,
        halting: f64,
        (total, pass): (f64, Pass),
    ) -> Result<(Tensor, BTreeMap<String, f64>)> {
        let batch = Batch::of(&self.circuits, model)?;
        let state = match self.state.take() {
            Some(state) => state,
            None => batch.initial_state(model)?,
        };
        let segment = batch.segment(model, &state, pass)?;
        let logits = family_logits(&segment)?;
        let log_p = candle_nn::ops::log_softmax(&logits, D::Minus1)?;
        let rows = self.circuits.len();
        let labels: Vec<u32> = self.answers.iter().flatten().copied().collect();
        let labels = Tensor::from_vec(labels, (rows, FAMILIES, 1), model.device())?;
        let told = log_p.gather(&labels, D::Minus1)?.sum_all()?.neg()?;
        let told = (told / FAMILIES as f64)?;
        let said = read(&logits)?;
        let mut confusion = Confusion::default();
        let mut done = Vec::with_capacity(rows);
        for (said, truths) in said.iter().zip(&self.truths) {
            confusion.add(said, truths);
            let right = said.iter().zip(truths).all(|(said, truth)| said.said() == *truth);
            done.push(f32::from(u8::from(right)));
        }
        let exact: f32 = done.iter().sum();
        let done = Tensor::from_vec(done, rows, model.device())?;
        let halt = logistic_loss(&segment.q_halt, &done)?.to_dtype(DType::F32)?;
        let loss = ((&told + (halt * halting)?)? / total)?;
        self.state = Some(segment.state);
        let numbers = BTreeMap::from([
            ("loss".to_owned(), f64::from(told.detach().to_scalar::<f32>()?) / total),
            ("exact".to_owned(), f64::from(exact) / total),
            ("macro_f1".to_owned(), confusion.macro_f1() * rows as f64 / total),
        ]);
        Ok((loss, numbers))
    }
}

impl Learner for ValidationLearner {
    fn learn(&mut self, model: &Hrm, step: u64) -> Result<Learned> {
        if (step - 1).is_multiple_of(self.options.segments) || self.parts.is_empty() {
            self.begin(step);
        }
        let halting = self.options.halting;
        let total: usize = self.parts.iter().map(|part| part.circuits.len()).sum();
        let parts = self.parts.iter_mut();
        let works = parts.map(|part| move || part.learn(model, halting, total as f64));
        let mut sum = Learned::default();
        for part in on_deep_stacks(works.collect())? {
            sum.gradients.add(part.gradients);
            for (name, number) in part.numbers {
                *sum.numbers.entry(name).or_default() += number;
            }
        }
        let segment = (step - 1) % self.options.segments + 1;
        sum.numbers.insert("segment".to_owned(), segment as f64);
        Ok(sum)
    }

    fn judge(&mut self, model: &Hrm) -> Result<BTreeMap<String, f64>> {
        let network = Answering::new(model.clone())?;
        let circuits: Vec<_> = self.judged.iter().map(|record| &record.attributes).collect();
        let said = answers(&network, &circuits, &mut |_| true)?;
        let mut confusion = Confusion::default();
        for (said, record) in said.iter().zip(&self.judged) {
            confusion.add(said, &record.truths());
        }
        let families = Family::ALL.iter().map(|family| {
            (format!("f1_{}", family.name().replace('-', "_")), confusion.family(*family).f1())
        });
        let mut numbers: BTreeMap<String, f64> = families.collect();
        numbers.insert("macro_f1".to_owned(), confusion.macro_f1());
        numbers.insert("attribute".to_owned(), confusion.attribute());
        numbers.insert("exact".to_owned(), confusion.exact());
        numbers.extend(self.loss(model)?.map(|loss| ("loss".to_owned(), loss)));
        Ok(numbers)
    }

    fn may_pause(&self, step: u64) -> bool {
        step.is_multiple_of(self.options.segments)
    }
}
