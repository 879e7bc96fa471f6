//! Segment after segment on one batch: the network thinks, the choice is seated, the legs are added up and fed back.

use crate::domain::Slot;
use crate::engineering::balance::{Filling, OPTIONS};
use crate::hrm::HrmError;
use crate::hrm::balance::puzzle::{FEATURES, Puzzle, Wish};
use crate::hrm::model::{Answering, Hrm, Input, Pass, Segment, State};
use candle_core::Tensor;

type Result<T> = std::result::Result<T, HrmError>;

/// A batch of panelboards being worked on; all have equally many circuits.
pub struct Episode<'p> {
    puzzles: Vec<&'p Puzzle>,
    choices: Vec<Vec<usize>>,
    state: State,
}

/// A choice with its places.
#[derive(Clone, Debug, PartialEq)]
pub struct Seated {
    pub choice: Vec<usize>,
    pub tops: Vec<Slot>,
}

impl<'p> Episode<'p> {
    /// Starts from these choices.
    pub fn new(model: &Hrm, puzzles: Vec<&'p Puzzle>, starts: Vec<Vec<usize>>) -> Result<Self> {
        let circuits = puzzles.first().map_or(0, |puzzle| puzzle.len());
        let state = model.initial_state_of(puzzles.len(), circuits)?;
        Ok(Self { puzzles, choices: starts, state })
    }

    /// Goes on from where an episode stood.
    pub const fn resumed(puzzles: Vec<&'p Puzzle>, choices: Vec<Vec<usize>>, state: State) -> Self {
        Self { puzzles, choices, state }
    }

    /// Returns choices and state, to go on from.
    pub fn into_parts(self) -> (Vec<Vec<usize>>, State) {
        (self.choices, self.state)
    }

    /// Returns the choices as they are.
    pub fn choices(&self) -> &[Vec<usize>] {
        &self.choices
    }

    /// Thinks for one segment, to learn from it or to see what it costs.
    pub fn segment(&self, model: &Hrm, pass: Pass) -> Result<Segment> {
        let (tokens, features) = self.read(model)?;
        let input = Input { features: Some(&features), ..Input::of_tokens(&tokens) };
        model.segment(&self.state, input, pass)
    }

    /// Thinks for one segment.
    pub fn think(&self, network: &Answering) -> Result<Segment> {
        let (tokens, features) = self.read(network.model())?;
        let input = Input { features: Some(&features), ..Input::of_tokens(&tokens) };
        network.segment(&self.state, input)
    }

    /// Returns tokens and features of all panels.
    fn read(&self, model: &Hrm) -> Result<(Tensor, Tensor)> {
        let (mut tokens, mut features) = (Vec::new(), Vec::new());
        for (puzzle, choice) in self.puzzles.iter().zip(&self.choices) {
            puzzle.write(choice, &mut tokens, &mut features);
        }
        let shape = (self.puzzles.len(), tokens.len() / self.puzzles.len().max(1));
        let tokens = Tensor::from_vec(tokens, shape, model.device())?;
        Ok((tokens, Tensor::from_vec(features, (shape.0, shape.1, FEATURES), model.device())?))
    }

    /// Takes the answers of a segment: everybody is seated as their logits wish, and the state goes on. A panel where
    /// somebody finds no place keeps its choice and answers `None`.
    pub fn take(&mut self, segment: &Segment) -> Result<Vec<Option<Seated>>> {
        let logits: Vec<Vec<Vec<f32>>> = segment.logits.detach().to_vec3()?;
        let mut all = Vec::with_capacity(self.puzzles.len());
        for ((puzzle, choice), logits) in self.puzzles.iter().zip(&mut self.choices).zip(&logits) {
            let seated = seat(puzzle, logits);
            if let Some(seated) = &seated {
                choice.clone_from(&seated.choice);
            }
            all.push(seated);
        }
        self.state = segment.state.clone();
        Ok(all)
    }
}

/// Seats circuits by their logits: each takes the class it wants most of those that still have a place.
fn seat(puzzle: &Puzzle, logits: &[Vec<f32>]) -> Option<Seated> {
    let filling = match puzzle.wish {
        Wish::Best => Filling::Lowest,
        Wish::Fewest { .. } => Filling::HomeFirst,
    };
    let wish = |circuit: usize, free: [bool; OPTIONS]| {
        let logit = |option: usize| logits[circuit][puzzle.class(circuit, option) as usize];
        let open = (0..OPTIONS).filter(|option| free[*option]);
        // The first of equals, so that equal logits give equal answers.
        open.fold(None, |best: Option<usize>, option| match best {
            Some(known) if logit(known) >= logit(option) => Some(known),
            _ => Some(option),
        })
        .unwrap_or(0)
    };
    puzzle.seating.fill(filling, wish).map(|(choice, tops)| Seated { choice, tops })
}
