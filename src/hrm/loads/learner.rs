//! Learning loads: factors of rows as a mean over fixed ones, design load and size beside, the engine as the truth.
//!
//! A round is one batch of inventories with equally many rows for as many steps as there are segments; each step has its own
//! gradient, the state and the answer so far go on without one. Rows stand in another order every time.

use super::calibration::{fitted_temperature, sureness};
use super::encoding::{ENCODING, Question};
use super::inventories::{hash_of, read_inventories};
use super::scores::Judged;
use super::targets::{Targets, scalar};
use super::thinking::{SEGMENTS, Thinking, answers};
use super::wanted::Posed;
use crate::hrm::HrmError;
use crate::hrm::loss::logistic_loss;
use crate::hrm::model::{Answering, Hrm, Pass};
use crate::hrm::train::{Gradients, Learned, Learner, TrainConfig, on_deep_stacks, sha256};
use candle_core::{DType, Tensor};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

type Result<T> = std::result::Result<T, HrmError>;

/// Inventories that the loss is measured on beside the scores.
const LOSS_OF: usize = 128;

/// How loads are learned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LoadsOptions {
    /// Number of the encoding; another one is refused.
    pub encoding: u32,
    /// Parts of a batch; each has one number of rows.
    pub parts: usize,
    /// Tokens of a part: its inventories times their rows.
    pub part_tokens: usize,
    /// Share of the run in which inventories have 6 rows at most, and until which 10 at most.
    pub grow: [f64; 2],
    /// Weight of how far the mean of the factors is off, beside the likelihood of the factors.
    pub distance: f64,
    /// Weight of how far the design load is off.
    pub total: f64,
    /// Weight of the class of the size.
    pub size: f64,
    /// Weight of the head that says whether all is right.
    pub halting: f64,
}

impl Default for LoadsOptions {
    fn default() -> Self {
        Self {
            encoding: ENCODING,
            parts: 1,
            part_tokens: 640,
            grow: [0.05, 0.15],
            distance: 10.0,
            total: 10.0,
            size: 1.0,
            halting: 0.02,
        }
    }
}

impl LoadsOptions {
    /// Checks that loads can be learned so.
    ///
    /// # Errors
    /// Names the first option that cannot be.
    pub fn check(&self) -> Result<()> {
        let share = |value: f64| (0.0..=1.0).contains(&value);
        let weight = |value: f64| value.is_finite() && value >= 0.0;
        if self.encoding != ENCODING {
            let words = format!("task: encoding {} is not the {ENCODING} of this program", self.encoding);
            return Err(HrmError::Settings(words));
        }
        let rules = [
            (self.parts > 0 && self.parts <= 256, "task: parts are 1 to 256"),
            (self.part_tokens > 0, "task: a part has tokens"),
            (share(self.grow[0]) && share(self.grow[1]), "task: grow is two shares of the run"),
            (
                [self.distance, self.total, self.size, self.halting].into_iter().all(weight),
                "task: weights are 0 or more",
            ),
        ];
        match rules.iter().find(|(holds, _)| !holds) {
            Some((_, words)) => Err(HrmError::Settings((*words).to_owned())),
            None => Ok(()),
        }
    }
}

/// Learns the loads of a set of inventories.
pub struct LoadsLearner {
    options: LoadsOptions,
    learned: Vec<Posed>,
    by_length: BTreeMap<usize, Vec<usize>>,
    judged: Vec<Posed>,
    seed: u64,
    /// Steps of the whole run.
    steps: u64,
    parts: Vec<Part>,
}

/// One part of the batch between two steps of a round.
struct Part {
    places: Vec<usize>,
    thinking: Thinking,
}

/// What a step of a part came to, summed over its inventories.
struct PartLearned {
    gradients: Gradients,
    numbers: BTreeMap<String, f64>,
}

impl LoadsLearner {
    /// Reads a dataset of inventories: learns from its train split and is judged on `val`. Returns the hash of both.
    ///
    /// # Errors
    /// When the folder holds no such dataset or an option does not hold.
    pub fn open(folder: &Path, settings: &TrainConfig) -> Result<(Self, String)> {
        let options: LoadsOptions = settings.task_options()?;
        if settings.task.get("encoding").is_none() {
            let words = format!("task: the settings do not say the encoding; this program writes {ENCODING}");
            return Err(HrmError::Settings(words));
        }
        let (train, val) = (read_inventories(&folder.join("train"))?, read_inventories(&folder.join("val"))?);
        let hash = sha256(format!("{}{}", hash_of(&train), hash_of(&val)).as_bytes());
        let posed = |records: &[super::inventories::InventoryRecord]| -> Result<Vec<Posed>> {
            let all: std::result::Result<Vec<Option<Posed>>, String> =
                records.iter().map(Posed::new).collect();
            Ok(all.map_err(HrmError::Batch)?.into_iter().flatten().collect())
        };
        let learner = Self::new(options, posed(&train)?, posed(&val)?, settings.seed, settings.steps)?;
        Ok((learner, hash))
    }

    /// `steps` is the length of the run: how far it is decides what is learned.
    ///
    /// # Errors
    /// When there is nothing to learn from or an option does not hold.
    pub fn new(
        options: LoadsOptions,
        learned: Vec<Posed>,
        judged: Vec<Posed>,
        seed: u64,
        steps: u64,
    ) -> Result<Self> {
        options.check()?;
        if learned.is_empty() {
            return Err(HrmError::Batch("no inventory to learn from".to_owned()));
        }
        let mut by_length: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (place, posed) in learned.iter().enumerate() {
            by_length.entry(posed.question.len()).or_default().push(place);
        }
        Ok(Self { options, learned, by_length, judged, seed, steps, parts: Vec::new() })
    }

    /// Draws the inventories of a part: one by chance, the others with as many rows, each row in an order by chance.
    fn part(&self, model: &Hrm, rng: &mut ChaCha8Rng, step: u64) -> Result<Part> {
        let done = step as f64 / self.steps.max(1) as f64;
        let [few, some] = self.options.grow;
        let most = if done < few {
            7
        } else if done < some {
            11
        } else {
            usize::MAX
        };
        let mut first = rng.random_range(0..self.learned.len());
        for _ in 0..200 {
            if self.learned[first].question.len() <= most {
                break;
            }
            first = rng.random_range(0..self.learned.len());
        }
        let length = self.learned[first].question.len();
        let alike = self.by_length.get(&length).map_or(&[][..], Vec::as_slice);
        let count = (self.options.part_tokens / length).max(1);
        let mut places = vec![first];
        places.extend((1..count).map(|_| alike[rng.random_range(0..alike.len())]));
        let orders = places.iter().map(|_| {
            let mut order: Vec<usize> = (0..length - 1).collect();
            order.shuffle(rng);
            order
        });
        let orders: Vec<Vec<usize>> = orders.collect();
        let questions: Vec<&Question> = places.iter().map(|place| &self.learned[*place].question).collect();
        let thinking = Thinking::new(model, &questions, orders)?;
        Ok(Part { places, thinking })
    }
}

impl LoadsLearner {
    /// Returns the mean loss over the segments on inventories that are not learned from, by inventory.
    fn loss(&self, model: &Hrm) -> Result<Option<f64>> {
        let mut by_length: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (place, posed) in self.judged.iter().enumerate().take(LOSS_OF) {
            by_length.entry(posed.question.len()).or_default().push(place);
        }
        let (mut sum, mut count) = (0.0, 0);
        for places in by_length.into_values() {
            count += places.len();
            let questions: Vec<&Question> =
                places.iter().map(|place| &self.judged[*place].question).collect();
            let orders = questions.iter().map(|question| (0..question.len() - 1).collect()).collect();
            let thinking = Thinking::new(model, &questions, orders)?;
            let mut part = Part { places, thinking };
            for _ in 0..SEGMENTS {
                let (_, numbers) = part.think(model, &self.judged, &self.options, Pass::Plain)?;
                sum += numbers.get("loss").copied().unwrap_or(0.0);
            }
        }
        Ok((count > 0).then(|| sum / (count * SEGMENTS) as f64))
    }
}

impl Part {
    fn learn(
        &mut self,
        model: &Hrm,
        learned: &[Posed],
        options: &LoadsOptions,
        total: f64,
    ) -> Result<PartLearned> {
        let (loss, numbers) = self.think(model, learned, options, Pass::Learning)?;
        Ok(PartLearned { gradients: Gradients::of(model.weights(), &(loss / total)?.backward()?)?, numbers })
    }

    /// Thinks a segment; returns its loss and its numbers, summed over the inventories.
    fn think(
        &mut self,
        model: &Hrm,
        learned: &[Posed],
        options: &LoadsOptions,
        pass: Pass,
    ) -> Result<(Tensor, BTreeMap<String, f64>)> {
        let posed: Vec<&Posed> = self.places.iter().map(|place| &learned[*place]).collect();
        let questions: Vec<&Question> = posed.iter().map(|posed| &posed.question).collect();
        let segment = self.thinking.segment(model, &questions, pass)?;
        let targets = Targets::new(&posed, &self.thinking.orders, model.device())?;
        let (loss, mut numbers) = targets.loss(&segment.logits, options)?;
        self.thinking.take(&questions, &segment)?;
        let judged: Vec<_> =
            posed.iter().zip(&self.thinking.answers).map(|(posed, answer)| posed.judge(answer)).collect();
        let whole: Vec<f32> = judged.iter().map(|judged| f32::from(u8::from(judged.whole()))).collect();
        let whole = Tensor::from_vec(whole, posed.len(), model.device())?;
        let halt = logistic_loss(&segment.q_halt, &whole)?.to_dtype(DType::F32)?;
        numbers.insert("halting".to_owned(), scalar(&halt)?);
        let loss = (loss + (halt * options.halting)?)?;
        numbers.insert("loss".to_owned(), scalar(&loss)?);
        numbers.insert("factors".to_owned(), judged.iter().map(|judged| judged.factors()).sum());
        numbers.insert("size".to_owned(), judged.iter().filter(|judged| judged.size).count() as f64);
        Ok((loss, numbers))
    }
}

impl Learner for LoadsLearner {
    fn learn(&mut self, model: &Hrm, step: u64) -> Result<Learned> {
        if (step - 1).is_multiple_of(SEGMENTS as u64) || self.parts.is_empty() {
            let round = (step - 1) / SEGMENTS as u64;
            let draw = |part: u64| {
                let stream = self.seed ^ (round * 256 + part + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
                self.part(model, &mut ChaCha8Rng::seed_from_u64(stream), step)
            };
            self.parts = (0..self.options.parts as u64).map(draw).collect::<Result<_>>()?;
        }
        let total: usize = self.parts.iter().map(|part| part.places.len()).sum();
        let (learned, options) = (&self.learned, &self.options);
        let works =
            self.parts.iter_mut().map(|part| move || part.learn(model, learned, options, total as f64));
        let done = on_deep_stacks(works.collect())?;
        let mut sum = Learned::default();
        for part in done {
            sum.gradients.add(part.gradients);
            for (name, number) in part.numbers {
                *sum.numbers.entry(name).or_default() += number / total as f64;
            }
        }
        sum.numbers.insert("segment".to_owned(), ((step - 1) % SEGMENTS as u64 + 1) as f64);
        Ok(sum)
    }

    fn judge(&mut self, model: &Hrm) -> Result<BTreeMap<String, f64>> {
        let questions: Vec<&Question> = self.judged.iter().map(|posed| &posed.question).collect();
        let found = answers(&Answering::new(model.clone())?, &questions)?;
        let count = found.len().max(1) as f64;
        let judged: Vec<_> =
            self.judged.iter().zip(&found).map(|(posed, (answer, _))| posed.judge(answer)).collect();
        let (right, items) = judged.iter().fold((0, 0), |(r, n), one| (r + one.right, n + one.items));
        let share =
            |holds: fn(&Judged) -> bool| judged.iter().filter(|one| holds(one)).count() as f64 / count;
        let sure =
            sureness(self.judged.iter().zip(&found).map(|(posed, (answer, _))| (answer, posed.truth.size)));
        Ok([
            ("item_factors", right as f64 / items.max(1) as f64),
            ("panel_factors", judged.iter().map(|one| one.factors()).sum::<f64>() / count),
            ("legs", share(Judged::legs)),
            ("size", share(|one| one.size)),
            ("whole", share(Judged::whole)),
            ("temperature", fitted_temperature(&sure)),
        ]
        .map(|(name, number)| (name.to_owned(), number))
        .into_iter()
        .chain(self.loss(model)?.map(|loss| ("loss".to_owned(), loss)))
        .collect())
    }

    fn may_pause(&self, step: u64) -> bool {
        step.is_multiple_of(SEGMENTS as u64)
    }
}
