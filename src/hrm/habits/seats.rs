//! A trained network of seats: an arrangement seated anew, slots as the firm would have them, legs as they are.

use super::options::HabitOptions;
use super::tokens::{HABIT_CLASSES, HABIT_FEATURES, HabitPuzzle};
use crate::domain::Slot;
use crate::engineering::balance::{BalanceProblem, most_liked};
use crate::hrm::HrmError;
use crate::hrm::model::{Answering, Hrm, Input, Pass, Segment, State};
use candle_core::{D, Tensor};

type Result<T> = std::result::Result<T, HrmError>;

/// A network of seats in use.
#[derive(Clone, Debug)]
pub struct TrainedHabits {
    network: Answering,
    segments: usize,
}

impl TrainedHabits {
    /// Takes a network with the options it was learned with.
    ///
    /// # Errors
    /// When it reads other tokens than this program writes.
    pub fn new(model: Hrm, options: &HabitOptions) -> Result<Self> {
        let config = model.config();
        if config.vocab_size != HABIT_CLASSES || config.feature_width != HABIT_FEATURES {
            let words = format!(
                "its habits read {} seats and {} features; this program writes {HABIT_CLASSES} and {HABIT_FEATURES}",
                config.vocab_size, config.feature_width
            );
            return Err(HrmError::Weights(words));
        }
        Ok(Self { network: Answering::new(model)?, segments: options.segments.max(1) })
    }

    /// Seats an arrangement anew; every leg carries what it carried. `held` are the items that stay. Where the
    /// arrangement is no legal one, it is returned as it is.
    ///
    /// # Errors
    /// When the arithmetic fails.
    pub fn seat(&self, problem: &BalanceProblem, tops: &[Slot], held: &[bool]) -> Result<Vec<Slot>> {
        let Some(puzzle) = HabitPuzzle::new(problem, tops) else { return Ok(tops.to_vec()) };
        let mut state = self.network.model().initial_state_of(1, puzzle.len())?;
        let mut seated: Option<Vec<Slot>> = None;
        for _ in 0..self.segments {
            let input = Reading::new(self.network.model(), &puzzle, seated.as_deref())?;
            let segment = self.network.segment(&state, input.input())?;
            match seated_by(&puzzle, problem, tops, held, &log_p(&segment)?) {
                Some(next) => seated = Some(next),
                None => return Ok(tops.to_vec()),
            }
            state = segment.state;
        }
        Ok(seated.unwrap_or_else(|| tops.to_vec()))
    }
}

/// Tokens and features of one panelboard as tensors.
pub(super) struct Reading {
    tokens: Tensor,
    features: Tensor,
}

impl Reading {
    pub fn new(model: &Hrm, puzzle: &HabitPuzzle, seated: Option<&[Slot]>) -> Result<Self> {
        let (mut tokens, mut features) = (Vec::new(), Vec::new());
        puzzle.write(seated, &mut tokens, &mut features);
        let count = tokens.len();
        Ok(Self {
            tokens: Tensor::from_vec(tokens, (1, count), model.device())?,
            features: Tensor::from_vec(features, (1, count, HABIT_FEATURES), model.device())?,
        })
    }

    pub fn input(&self) -> Input<'_> {
        Input { features: Some(&self.features), ..Input::of_tokens(&self.tokens) }
    }

    /// Thinks for one segment, to learn from it.
    pub fn segment(&self, model: &Hrm, state: &State, pass: Pass) -> Result<Segment> {
        model.segment(state, self.input(), pass)
    }
}

/// Returns the logarithms of the probabilities of the seats, token by token.
pub(super) fn log_p(segment: &Segment) -> Result<Vec<Vec<f32>>> {
    let logits = segment.logits.detach().squeeze(0)?;
    Ok(candle_nn::ops::log_softmax(&logits, D::Minus1)?.to_vec2()?)
}

/// Seats everybody as the network likes it.
pub(super) fn seated_by(
    puzzle: &HabitPuzzle,
    problem: &BalanceProblem,
    tops: &[Slot],
    held: &[bool],
    log_p: &[Vec<f32>],
) -> Option<Vec<Slot>> {
    let mut token_of = vec![0; problem.items.len()];
    puzzle.order().iter().enumerate().for_each(|(token, item)| token_of[*item] = token);
    most_liked(problem, tops, held, &mut |item, slot| {
        log_p.get(token_of[item]).map_or(0.0, |values| puzzle.seat(item, slot).read(values))
    })
}
