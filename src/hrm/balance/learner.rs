//! Learning to balance: repair an arrangement segment by segment, first by imitation, then by the objective itself.
//!
//! A round is one batch for as many steps as there are segments; each step is one segment with its own gradient, the
//! state carried on without one. A batch has several parts, each with its own number of circuits, worked on side by
//! side; the gradients are added in the order of the parts, so that the number of threads changes nothing.

use crate::engineering::balance::{BalanceProblem, Seating};
use crate::hrm::HrmError;
use crate::hrm::balance::episode::Episode;
use crate::hrm::balance::judge::runs;
use crate::hrm::balance::objective::Batch;
use crate::hrm::balance::options::BalanceOptions;
use crate::hrm::balance::panels::{PanelRecord, hash_of, read_learned};
use crate::hrm::balance::pool::Pool;
use crate::hrm::balance::puzzle::{Puzzle, Wish};
use crate::hrm::habits::{HabitsCard, published as habits};
use crate::hrm::loss::logistic_loss;
use crate::hrm::model::{Answering, Hrm, Pass, State};
use crate::hrm::train::{
    Gradients, Learned, Learner, LearnerState, ModelCard, PublishedModel, TrainConfig, on_deep_stacks, sha256,
};
use candle_core::{DType, Tensor};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;
use std::path::Path;

type Result<T> = std::result::Result<T, HrmError>;

/// How often a circuit that is to change counts in imitation: nearly all are to stay.
const CHANGED_COUNTS: f32 = 5.0;
/// Panelboards that the cost beside the score is measured on.
const COST_OF: usize = 64;
/// Imitation is measured in nats, about three times as large as the unbalance at the same stage.
const IMITATION_SCALE: f64 = 0.3;

/// Learns to balance the panelboards of a pool.
pub struct BalanceLearner {
    options: BalanceOptions,
    pool: Pool,
    judged: Vec<Puzzle>,
    seed: u64,
    /// Steps of the whole run.
    steps: u64,
    parts: Vec<Part>,
    /// The network of seats of the model it began with, which the published one keeps.
    seats: Option<(HabitsCard, BTreeMap<String, Tensor>)>,
}

/// One part of the batch between two steps of a round.
struct Part {
    puzzles: Vec<Puzzle>,
    choices: Vec<Vec<usize>>,
    state: State,
    batch: Batch,
}

/// How the parts of the loss are weighed at a step.
#[derive(Clone, Copy)]
struct Weights {
    imitation: f64,
    halting: f64,
    crowding: f64,
}

/// What a step of a part came to, summed over its panelboards.
struct PartLearned {
    gradients: Gradients,
    numbers: BTreeMap<String, f64>,
}

impl BalanceLearner {
    /// Reads a dataset of panelboards: learns from its train split and is judged on `val`. Returns the hash of both.
    ///
    /// # Errors
    /// When the folder holds no such dataset or an option does not hold.
    pub fn open(folder: &Path, settings: &TrainConfig) -> Result<(Self, String)> {
        let options: BalanceOptions = settings.task_options()?;
        options.check()?;
        let (train, val) = read_learned(folder)?;
        let hash = sha256(format!("{}{}", hash_of(&train), hash_of(&val)).as_bytes());
        let problems = |records: &[PanelRecord]| -> Result<Vec<BalanceProblem>> {
            records.iter().map(|record| record.problem().map_err(HrmError::Batch)).collect()
        };
        let judged =
            problems(&val)?.iter().filter_map(|p| Puzzle::new(Seating::new(p), Wish::Best)).collect();
        let times = train.iter().map(|record| if record.hard { options.hard } else { 1 });
        let pool = Pool::weighted(problems(&train)?.into_iter().zip(times).collect());
        if pool.len() == 0 {
            return Err(HrmError::Batch(format!("{}: no panelboard to learn from", folder.display())));
        }
        Ok((Self::new(options, pool, judged, settings.seed, settings.steps), hash))
    }

    /// `steps` is the length of the run: how far it is decides what is learned.
    pub fn new(options: BalanceOptions, pool: Pool, judged: Vec<Puzzle>, seed: u64, steps: u64) -> Self {
        Self { options, pool, judged, seed, steps, parts: Vec::new(), seats: None }
    }

    /// Share of imitation in the loss: all of it at first, then fading.
    fn imitation(&self, step: u64) -> f64 {
        let end = self.options.imitation * self.steps as f64;
        let begin = 0.2 * end;
        (1.0 - (step as f64 - begin) / (end - begin).max(1.0)).clamp(self.options.imitation_floor, 1.0)
    }

    /// Returns the largest panels a part may have, in slots.
    fn most_slots(&self, rng: &mut ChaCha8Rng, step: u64) -> u16 {
        let done = step as f64 / self.steps.max(1) as f64;
        let [small, medium] = self.options.small;
        let drawn = rng.random_range(0.0..1.0);
        if done < self.options.grow[0] || drawn < small {
            18
        } else if done < self.options.grow[1] || drawn < small + medium {
            42
        } else {
            u16::MAX
        }
    }

    /// Draws the parts of a round, side by side; each has a stream of its own.
    fn begin(&mut self, model: &Hrm, step: u64) -> Result<()> {
        let round = (step - 1) / self.options.segments;
        let draw = |part: u64| {
            let stream = self.seed ^ (round * 256 + part + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            self.part(model, &mut ChaCha8Rng::seed_from_u64(stream), step)
        };
        let draw = &draw;
        let parts = (0..self.options.parts as u64).map(|part| move || draw(part));
        self.parts = on_deep_stacks(parts.collect())?;
        Ok(())
    }

    fn part(&self, model: &Hrm, rng: &mut ChaCha8Rng, step: u64) -> Result<Part> {
        let options = &self.options;
        let most_slots = self.most_slots(rng, step);
        let drawn = self.pool.draw(rng, most_slots, options.part_circuits, options.part_panels);
        let circuits = drawn.first().map_or(0, |problem| Seating::new(problem).seatables().len());
        let (mut puzzles, mut choices) = (Vec::new(), Vec::new());
        for problem in drawn {
            let mut problem = problem.clone();
            for item in &mut problem.items {
                let factor = 1.0 + options.noise * rng.random_range(-1.0..1.0);
                item.load = item.load * factor;
            }
            let wish = if rng.random_bool(options.fewest) {
                Wish::Fewest { target: rng.random_range(0.9..0.98) }
            } else {
                Wish::Best
            };
            let kind = rng.random_range(0..20);
            let seed = rng.random();
            let Some(puzzle) = Puzzle::new(Seating::new(&problem), wish) else { continue };
            let start = match (wish, kind) {
                (Wish::Fewest { .. }, _) | (_, 0..=2) => puzzle.seating.home(),
                // What is balanced already is to stay.
                (_, 3) => puzzle.seating.lpt_swaps(),
                (_, 4..=10) => puzzle.snake(),
                _ => puzzle.seating.random(seed),
            };
            // Noise may make two legs alike that were not; such a panel does not fit the batch.
            if let (Some(start), true) = (start, puzzle.len() == circuits) {
                puzzles.push(puzzle);
                choices.push(start);
            }
        }
        if puzzles.is_empty() {
            return Err(HrmError::Batch("no panelboard can be learned from".to_owned()));
        }
        let state = model.initial_state_of(puzzles.len(), circuits)?;
        let batch = Batch::new(&puzzles.iter().collect::<Vec<_>>(), model.device())?;
        Ok(Part { puzzles, choices, state, batch })
    }
}

impl BalanceLearner {
    /// Returns the mean cost over the segments on panelboards that are not learned from, by panelboard.
    fn cost(&self, model: &Hrm) -> Result<Option<f64>> {
        let mut by_circuits: BTreeMap<usize, Vec<&Puzzle>> = BTreeMap::new();
        for puzzle in self.judged.iter().take(COST_OF) {
            by_circuits.entry(puzzle.len()).or_default().push(puzzle);
        }
        let (mut sum, mut count) = (0.0, 0);
        for puzzles in by_circuits.into_values() {
            count += puzzles.len();
            let batch = Batch::new(&puzzles, model.device())?;
            let starts = puzzles.iter().map(|puzzle| puzzle.start()).collect();
            let mut episode = Episode::new(model, puzzles, starts)?;
            for _ in 0..self.options.segments {
                let segment = episode.segment(model, Pass::Plain)?;
                let logits = batch.of_options(&segment.logits)?;
                sum += scalar(&batch.cost(&logits, self.options.crowding)?.sum_all()?)?;
                episode.take(&segment)?;
            }
        }
        Ok((count > 0).then(|| sum / (count as f64 * self.options.segments as f64)))
    }
}

impl Part {
    fn learn(&mut self, model: &Hrm, weigh: Weights, total: f64) -> Result<PartLearned> {
        let Weights { imitation, halting, crowding } = weigh;
        let puzzles: Vec<&Puzzle> = self.puzzles.iter().collect();
        let mut episode = Episode::resumed(puzzles, std::mem::take(&mut self.choices), self.state.clone());
        let segment = episode.segment(model, Pass::Learning)?;
        let next: Vec<Vec<usize>> =
            self.puzzles.iter().zip(episode.choices()).map(|(puzzle, now)| puzzle.wanted_step(now)).collect();
        let logits = self.batch.of_options(&segment.logits)?;
        let cost = self.batch.cost(&logits, crowding)?;
        let mut loss = (cost.sum_all()? * (1.0 - imitation))?;
        let mut numbers = BTreeMap::new();
        if imitation > 0.0 {
            let copied =
                self.batch.imitation(&logits, episode.choices(), &next, CHANGED_COUNTS)?.sum_all()?;
            numbers.insert("imitation".to_owned(), scalar(&copied)?);
            loss = (loss + (copied * (imitation * IMITATION_SCALE))?)?;
        }
        // Halt where no single step helps any more.
        let done: Vec<f32> =
            next.iter().zip(episode.choices()).map(|(next, now)| f32::from(u8::from(next == now))).collect();
        let done = Tensor::from_vec(done, next.len(), model.device())?;
        let halt = logistic_loss(&segment.q_halt, &done)?.to_dtype(DType::F32)?;
        numbers.insert("halting".to_owned(), scalar(&halt)?);
        numbers.insert("cost".to_owned(), scalar(&cost.sum_all()?)?);
        loss = (loss + (halt * halting)?)?;
        let gradients = Gradients::of(model.weights(), &(loss / total)?.backward()?)?;
        let seated = episode.take(&segment)?;
        numbers.insert("unseated".to_owned(), seated.iter().filter(|seated| seated.is_none()).count() as f64);
        (self.choices, self.state) = episode.into_parts();
        let scores = self.puzzles.iter().zip(&self.choices).map(|(puzzle, now)| puzzle.seating.score(now));
        numbers.insert("score".to_owned(), scores.sum());
        Ok(PartLearned { gradients, numbers })
    }
}

fn scalar(tensor: &Tensor) -> Result<f64> {
    Ok(f64::from(tensor.detach().to_scalar::<f32>()?))
}

impl Learner for BalanceLearner {
    fn learn(&mut self, model: &Hrm, step: u64) -> Result<Learned> {
        if (step - 1).is_multiple_of(self.options.segments) || self.parts.is_empty() {
            self.begin(model, step)?;
        }
        let (halting, crowding) = (self.options.halting, self.options.crowding);
        let weigh = Weights { imitation: self.imitation(step), halting, crowding };
        let total: usize = self.parts.iter().map(|part| part.puzzles.len()).sum();
        let parts = self.parts.iter_mut();
        let works = parts.map(|part| move || part.learn(model, weigh, total as f64));
        let learned = on_deep_stacks(works.collect())?;
        let mut sum = Learned::default();
        for part in learned {
            sum.gradients.add(part.gradients);
            for (name, number) in part.numbers {
                *sum.numbers.entry(name).or_default() += number / total as f64;
            }
        }
        let segment = (step - 1) % self.options.segments + 1;
        sum.numbers.insert("segment".to_owned(), segment as f64);
        Ok(sum)
    }

    fn judge(&mut self, model: &Hrm) -> Result<BTreeMap<String, f64>> {
        let puzzles: Vec<&Puzzle> = self.judged.iter().collect();
        let starts = self.judged.iter().map(Puzzle::start).collect();
        let runs = runs(&Answering::new(model.clone())?, &puzzles, starts, self.options.segments as usize)?;
        let mut sums = BTreeMap::new();
        for (puzzle, run) in puzzles.iter().zip(runs) {
            let last = run.scores.last().copied().flatten().unwrap_or(0.0);
            let best = run.scores.iter().flatten().copied().fold(0.0, f64::max);
            let slots = puzzle.seating.slots();
            let sum: &mut (f64, f64, f64) = sums.entry(slots).or_default();
            (sum.0, sum.1, sum.2) = (sum.0 + last, sum.1 + best, sum.2 + 1.0);
        }
        let each = sums.into_iter().flat_map(|(slots, (last, best, count))| {
            [(format!("last_{slots}"), last / count), (format!("best_{slots}"), best / count)]
        });
        let cost = self.cost(model)?.map(|cost| ("cost".to_owned(), cost));
        Ok(each.chain(cost).collect())
    }

    fn begin(&mut self, model: &PublishedModel) -> Result<BTreeMap<String, Tensor>> {
        self.seats =
            model.card.habits.clone().zip(model.habits.as_ref().map(|seats| seats.weights().tensors()));
        Ok(model.model.weights().tensors())
    }

    fn save(&self) -> Result<LearnerState> {
        let Some((card, tensors)) = &self.seats else { return Ok(LearnerState::default()) };
        let record = serde_json::to_value(card).map_err(|error| HrmError::Settings(error.to_string()))?;
        Ok(LearnerState { tensors: tensors.clone(), record })
    }

    fn restore(&mut self, state: LearnerState) -> Result<()> {
        let LearnerState { tensors, record } = state;
        self.seats = if record.is_null() {
            None
        } else {
            let card =
                serde_json::from_value(record).map_err(|error| HrmError::Settings(error.to_string()))?;
            Some((card, tensors))
        };
        Ok(())
    }

    fn publish(
        &self,
        mut trained: BTreeMap<String, Tensor>,
        card: ModelCard,
    ) -> Result<(BTreeMap<String, Tensor>, ModelCard)> {
        let Some((habits, tensors)) = &self.seats else { return Ok((trained, card)) };
        trained.extend(habits::prefixed(tensors.clone()));
        Ok((trained, ModelCard { habits: Some(habits.clone()), ..card }))
    }

    fn may_pause(&self, step: u64) -> bool {
        step.is_multiple_of(self.options.segments)
    }
}
