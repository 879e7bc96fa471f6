//! Learning where a firm seats its breakers, from its finished panelboards.
//!
//! A step is some panelboards, each thought over for all its segments; every segment has its own gradient, the state goes
//! on without one, and what the segment would seat is what the next one sees. The loss is the cross entropy of the seats,
//! between the two bands a seat lies between; for a proposal that was rejected also −ln(1 − p) of the seats it wanted.
//! Where balance is weighed nothing is learned: the network of legs is another one and stays as it is, byte for byte.

use super::examples::HabitExample;
use super::likeness::likeness;
use super::options::{HabitOptions, TaskOptions};
use super::published::{Legs, fresh_or_learned};
use super::seats::{Reading, TrainedHabits, log_p, seated_by};
use super::tokens::{HABIT_CLASSES, HabitPuzzle};
use crate::domain::Slot;
use crate::engineering::balance::{BalanceProblem, Filling, OPTIONS, Seating};
use crate::hrm::HrmError;
use crate::hrm::balance::{PanelRecord, hash_of, read_learned};
use crate::hrm::model::{Hrm, Pass};
use crate::hrm::train::{
    Gradients, Learned, Learner, LearnerState, ModelCard, PublishedModel, TrainConfig, on_deep_stacks, sha256,
};
use candle_core::{D, Tensor};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;
use std::path::Path;

type Result<T> = std::result::Result<T, HrmError>;

/// Panelboards that the loss is measured on beside the likeness.
const LOSS_OF: usize = 48;

/// Learns seats from finished panelboards.
pub struct HabitLearner {
    options: HabitOptions,
    examples: Vec<HabitExample>,
    judged: Vec<HabitExample>,
    settings: TrainConfig,
    /// The network of legs that the published model has beside the one that is learned here.
    legs: Option<Legs>,
}

impl HabitLearner {
    /// Takes examples to learn from and others to be judged on.
    ///
    /// # Errors
    /// When an option does not hold or there is nothing to learn from.
    pub fn new(
        examples: Vec<HabitExample>,
        judged: Vec<HabitExample>,
        legs: Option<Legs>,
        settings: &TrainConfig,
    ) -> Result<Self> {
        let options = settings.task_options::<TaskOptions>()?.habits;
        options.check()?;
        if examples.is_empty() {
            return Err(HrmError::Batch("there is no finished panelboard to learn habits from".to_owned()));
        }
        Ok(Self { options, examples, judged, settings: settings.clone(), legs })
    }

    /// Reads the finished panelboards of a dataset: learns from those of its train split and is judged on those of `val`.
    /// Returns the hash of both splits.
    ///
    /// # Errors
    /// When the folder holds no finished panelboards or an option does not hold.
    pub fn open(folder: &Path, settings: &TrainConfig) -> Result<(Self, String)> {
        let (train, val) = read_learned(folder)?;
        let hash = sha256(format!("{}{}", hash_of(&train), hash_of(&val)).as_bytes());
        let finished = |records: &[PanelRecord]| -> Result<Vec<HabitExample>> {
            let examples: Vec<Option<HabitExample>> =
                records.iter().map(HabitExample::of_record).collect::<Result<_>>()?;
            Ok(examples.into_iter().flatten().collect())
        };
        Ok((Self::new(finished(&train)?, finished(&val)?, None, settings)?, hash))
    }

    /// Draws an example, difficult ones more often.
    fn draw(&self, rng: &mut ChaCha8Rng) -> &HabitExample {
        let weight =
            |example: &HabitExample| example.weight * if example.hard { self.options.hard } else { 1.0 };
        let total: f64 = self.examples.iter().map(weight).sum();
        let mut at = rng.random_range(0.0..1.0) * total;
        for example in &self.examples {
            at -= weight(example);
            if at < 0.0 {
                return example;
            }
        }
        &self.examples[self.examples.len() - 1]
    }

    /// Returns a varied copy: loads a little other, some breakers left away.
    fn varied(&self, example: &HabitExample, rng: &mut ChaCha8Rng) -> HabitExample {
        let mut copy = example.clone();
        for item in &mut copy.problem.items {
            item.load = item.load * (1.0 + self.options.noise * rng.random_range(-1.0..1.0));
        }
        if self.options.dropped > 0.0 && rng.random_bool(0.5) {
            let share = rng.random_range(0.0..self.options.dropped);
            let keep: Vec<bool> = copy.problem.items.iter().map(|_| !rng.random_bool(share)).collect();
            if keep.iter().any(|keep| *keep) {
                let mut kept = keep.iter();
                copy.problem.items.retain(|_| kept.next().copied().unwrap_or(true));
                if let Some(away) = &mut copy.away {
                    let mut kept = keep.iter();
                    away.retain(|_| kept.next().copied().unwrap_or(true));
                }
            }
        }
        copy
    }

    fn part(&self, model: &Hrm, mut rng: ChaCha8Rng) -> Result<(Gradients, f64)> {
        let example = self.varied(self.draw(&mut rng), &mut rng);
        let (mut gradients, mut sum) = (Gradients::default(), 0.0);
        let scale = 1.0 / (self.options.segments * self.options.panels) as f64;
        self.thought((model, Pass::Learning), &example, |loss| {
            sum += number(&loss)? * scale;
            gradients.add(Gradients::of(model.weights(), &(loss * scale)?.backward()?)?);
            Ok(())
        })?;
        Ok((gradients, sum))
    }

    /// Thinks over a panelboard for all its segments and hands out the loss of each.
    fn thought(
        &self,
        (model, pass): (&Hrm, Pass),
        example: &HabitExample,
        mut each: impl FnMut(Tensor) -> Result<()>,
    ) -> Result<()> {
        let problem = &example.problem;
        let own = problem.as_is();
        let Some(puzzle) = HabitPuzzle::new(problem, &own) else { return Ok(()) };
        let targets = Targets::new(&puzzle, example, &own, self.options.away)?;
        let from = unseated(problem).unwrap_or_else(|| own.clone());
        let held: Vec<bool> = problem.items.iter().map(|item| item.locked).collect();
        let mut state = model.initial_state_of(1, puzzle.len())?;
        let mut seated: Option<Vec<Slot>> = None;
        for _ in 0..self.options.segments {
            let reading = Reading::new(model, &puzzle, seated.as_deref())?;
            let segment = reading.segment(model, &state, pass)?;
            each(targets.loss(&segment.logits)?)?;
            seated = seated_by(&puzzle, problem, &from, &held, &log_p(&segment)?).or(seated);
            state = segment.state;
        }
        Ok(())
    }
}

fn number(tensor: &Tensor) -> Result<f64> {
    Ok(f64::from(tensor.detach().to_scalar::<f32>()?))
}

/// Returns the arrangement of the panelboard's legs that knows no habit: the lowest slots first.
pub(super) fn unseated(problem: &BalanceProblem) -> Option<Vec<Slot>> {
    let seating = Seating::new(problem);
    let home = seating.home()?;
    let (choice, tops) = seating.fill(Filling::Lowest, |piece, free: [bool; OPTIONS]| {
        let wanted = home[piece];
        if free[wanted] { wanted } else { (0..OPTIONS).find(|option| free[*option]).unwrap_or(wanted) }
    })?;
    (choice == home).then_some(tops)
}

/// What a panelboard teaches, as tensors.
struct Targets {
    /// Weights of the seats, (1, tokens, classes); they add up to 1 over all tokens.
    wanted: Tensor,
    /// Weights of the seats to be pushed away from, likewise, and by token.
    away: Option<(Tensor, Tensor)>,
}

impl Targets {
    fn new(puzzle: &HabitPuzzle, example: &HabitExample, own: &[Slot], away: f64) -> Result<Self> {
        let items = &example.problem.items;
        let free = items.iter().filter(|item| !item.locked).count().max(1) as f64;
        let shape = (1, puzzle.len(), HABIT_CLASSES);
        let mut wanted = vec![0.0_f32; puzzle.len() * HABIT_CLASSES];
        let mut pushed = vec![0.0_f32; puzzle.len() * HABIT_CLASSES];
        let mut by_token = vec![0.0_f32; puzzle.len()];
        for (token, item) in puzzle.order().iter().enumerate() {
            let row = token * HABIT_CLASSES..(token + 1) * HABIT_CLASSES;
            if items[*item].locked {
                continue;
            }
            puzzle.seat(*item, own[*item]).spread(1.0 / free, &mut wanted[row.clone()]);
            let rejected = example.away.as_ref().and_then(|away| away.get(*item)).copied();
            if let Some(top) = rejected.filter(|top| *top != own[*item]) {
                puzzle.seat(*item, top).spread(1.0, &mut pushed[row]);
                by_token[token] = (away / free) as f32;
            }
        }
        let device = &candle_core::Device::Cpu;
        let tensor = |values: Vec<f32>| Tensor::from_vec(values, shape, device);
        let any = by_token.iter().any(|weight| *weight > 0.0);
        let away = if any {
            Some((tensor(pushed)?, Tensor::from_vec(by_token, (1, puzzle.len()), device)?))
        } else {
            None
        };
        Ok(Self { wanted: tensor(wanted)?, away })
    }

    fn loss(&self, logits: &Tensor) -> Result<Tensor> {
        let device = logits.device();
        let log_p = candle_nn::ops::log_softmax(logits, D::Minus1)?;
        let mut loss = (&log_p * self.wanted.to_device(device)?)?.sum_all()?.neg()?;
        if let Some((pushed, by_token)) = &self.away {
            let p = (log_p.exp()? * pushed.to_device(device)?)?.sum(D::Minus1)?;
            // Never the logarithm of nothing.
            let away = ((p * -0.999)? + 1.0)?.log()?.neg()?;
            loss = (loss + (away * by_token.to_device(device)?)?.sum_all()?)?;
        }
        Ok(loss)
    }
}

impl Learner for HabitLearner {
    fn learn(&mut self, model: &Hrm, step: u64) -> Result<Learned> {
        if self.legs.is_none() {
            return Err(HrmError::Settings(
                "habits are learned beside a network of legs; begin with one: --init champion".to_owned(),
            ));
        }
        let this = &*self;
        let part = |part: u64| {
            let stream = this.settings.seed ^ (step * 256 + part + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            move || this.part(model, ChaCha8Rng::seed_from_u64(stream))
        };
        let works: Vec<_> = (0..this.options.panels as u64).map(part).collect();
        let mut sum = Learned::default();
        let mut loss = 0.0;
        for (gradients, part) in on_deep_stacks(works)? {
            sum.gradients.add(gradients);
            loss += part;
        }
        sum.numbers.insert("loss".to_owned(), loss);
        Ok(sum)
    }

    fn judge(&mut self, model: &Hrm) -> Result<BTreeMap<String, f64>> {
        let network = TrainedHabits::new(model.clone(), &self.options)?;
        let (mut region, mut together, mut count) = (0.0, 0.0, 0.0);
        let (mut loss, mut losses) = (0.0, 0.0);
        for (at, example) in self.judged.iter().enumerate() {
            if at < LOSS_OF {
                self.thought((model, Pass::Plain), example, |one| {
                    (loss, losses) = (loss + number(&one)?, losses + 1.0);
                    Ok(())
                })?;
            }
            let (problem, own) = (&example.problem, example.problem.as_is());
            let from = unseated(problem).unwrap_or_else(|| own.clone());
            let held: Vec<bool> = problem.items.iter().map(|item| item.locked).collect();
            let alike = likeness(problem, &own, &network.seat(problem, &from, &held)?);
            (region, together, count) = (region + alike.region, together + alike.together, count + 1.0);
        }
        if count == 0.0 {
            return Ok(BTreeMap::new());
        }
        let region = region / count;
        let numbers = [
            ("headline", region),
            ("region", region),
            ("together", together / count),
            ("panels", count),
            ("loss", loss / f64::max(losses, 1.0)),
        ];
        Ok(numbers.into_iter().map(|(name, number)| (name.to_owned(), number)).collect())
    }

    fn begin(&mut self, model: &PublishedModel) -> Result<BTreeMap<String, Tensor>> {
        if model.card.task != "balance" {
            let words = format!("it was trained for '{}', not for balance", model.card.task);
            return Err(HrmError::Weights(words));
        }
        self.legs = Some(Legs::of(model));
        fresh_or_learned(model, &self.settings)
    }

    fn save(&self) -> Result<LearnerState> {
        self.legs.as_ref().map_or_else(|| Ok(LearnerState::default()), Legs::save)
    }

    fn restore(&mut self, state: LearnerState) -> Result<()> {
        self.legs = Legs::restore(state)?;
        Ok(())
    }

    fn publish(
        &self,
        trained: BTreeMap<String, Tensor>,
        card: ModelCard,
    ) -> Result<(BTreeMap<String, Tensor>, ModelCard)> {
        match &self.legs {
            Some(legs) => legs.with_habits(trained, card),
            None => Ok((trained, card)),
        }
    }
}
