//! A trained model that answers for one panelboard at a time: what the window and the command line ask.

use crate::domain::Slot;
use crate::engineering::balance::{BalanceProblem, Filling, Goal, OPTIONS, Seating};
use crate::hrm::HrmError;
use crate::hrm::balance::episode::{Episode, Seated};
use crate::hrm::balance::judge::{Run, runs};
use crate::hrm::balance::puzzle::{CLASSES, FEATURES, Puzzle, Wish};
use crate::hrm::habits::TrainedHabits;
use crate::hrm::model::Answering;
use crate::hrm::train::PublishedModel;
use crate::proposals::{BalanceModel, Cancel, ModelAnswer, ModelAsk, ModelError, ModelFigures};
use candle_core::Device;

/// Segments of an answer at most; also what the figures are of.
pub const SEGMENTS: usize = 12;
/// Segments without a better score after which an answer for the best balance stops.
const PATIENCE: usize = 4;
/// Shares of what is missing to a perfect score that are not worth another segment.
const CLOSE: f64 = 1e-3;

/// A model that balances panelboards.
#[derive(Debug)]
pub struct TrainedBalance {
    id: String,
    device: &'static str,
    model: Answering,
    /// Seats by a firm's habits, where the model has learned any.
    habits: Option<TrainedHabits>,
}

impl TrainedBalance {
    /// Takes a model that was read, under the name people see.
    ///
    /// # Errors
    /// When it was made for another task, or reads other tokens than this program writes.
    pub fn new(id: &str, read: PublishedModel) -> Result<Self, HrmError> {
        let PublishedModel { card, model, habits, .. } = read;
        if card.task != "balance" {
            return Err(HrmError::Weights(format!("it was trained for '{}', not for balance", card.task)));
        }
        let config = model.config();
        if config.vocab_size != CLASSES || config.feature_width != FEATURES {
            let words = format!(
                "it reads {} classes and {} features; this program writes {CLASSES} and {FEATURES}",
                config.vocab_size, config.feature_width
            );
            return Err(HrmError::Weights(words));
        }
        let device = match model.device() {
            Device::Cpu => "cpu",
            Device::Cuda(_) => "cuda",
            Device::Metal(_) => "metal",
        };
        let options = card.habits.map(|habits| habits.options).unwrap_or_default();
        let habits = habits.map(|network| TrainedHabits::new(network, &options)).transpose()?;
        Ok(Self { id: id.to_owned(), device, model: Answering::new(model)?, habits })
    }

    /// Returns what the model has learned of a firm's habits.
    pub const fn habits(&self) -> Option<&TrainedHabits> {
        self.habits.as_ref()
    }

    /// Returns the network.
    pub const fn network(&self) -> &Answering {
        &self.model
    }

    /// Returns one run from each of these starts.
    ///
    /// # Errors
    /// When the arithmetic fails.
    pub fn runs(&self, puzzle: &Puzzle, starts: Vec<Vec<usize>>) -> Result<Vec<Run>, HrmError> {
        let puzzles = vec![puzzle; starts.len()];
        runs(&self.model, &puzzles, starts, SEGMENTS)
    }

    /// Thinks for one segment from a start and returns the score it comes to; `None` where somebody finds no place.
    ///
    /// # Errors
    /// When the arithmetic fails.
    pub fn one_segment(&self, puzzle: &Puzzle, start: Vec<usize>) -> Result<Option<f64>, HrmError> {
        let run = runs(&self.model, &[puzzle], vec![start], 1)?.pop();
        Ok(run.and_then(|run| run.scores.last().copied().flatten()))
    }

    /// Thinks until the wish is fulfilled, nothing gets better any more, or there are no segments left.
    fn thought(
        &self,
        puzzle: &Puzzle,
        wish: Wish,
        cancel: &Cancel,
        scores: &mut Vec<f64>,
    ) -> Result<Option<Thought>, Failure> {
        let mut episode = Episode::new(self.model.model(), vec![puzzle], vec![puzzle.start()])?;
        let mut best: Option<Thought> = None;
        let mut since = 0;
        for _ in 0..SEGMENTS {
            if cancel.is_cancelled() {
                return Err(Failure::Cancelled);
            }
            let segment = episode.think(&self.model)?;
            let seated = episode.take(&segment)?.pop().flatten();
            let score = seated.as_ref().map_or(0.0, |seated| puzzle.seating.score(&seated.choice));
            scores.push(score);
            since += 1;
            if let Some(seated) = seated {
                let found = Thought { moved: puzzle.moved(&seated.choice), score, seated };
                if best.as_ref().is_none_or(|best| found.is_better(best, wish)) {
                    best = Some(found);
                    since = 0;
                }
            }
            if best.as_ref().is_some_and(|best| best.is_enough(wish)) || since >= PATIENCE {
                break;
            }
        }
        Ok(best)
    }

    /// Answers a wish. Where few moves are wanted and do not suffice, the whole panelboard is thought over.
    fn answered(
        &self,
        problem: &BalanceProblem,
        wish: Wish,
        cancel: &Cancel,
    ) -> Result<ModelAnswer, Failure> {
        let mut scores = Vec::new();
        let mut best = None;
        for asked in [eager(wish), Wish::Best].into_iter().skip(usize::from(wish == Wish::Best)) {
            let nothing = Failure::NoAnswer("no circuit of this panelboard has a choice of legs");
            let puzzle = Puzzle::new(Seating::new(problem), asked).ok_or(nothing)?;
            let found = self.thought(&puzzle, wish, cancel, &mut scores)?;
            let found = found.map(|found| Thought { seated: at_home(&puzzle, found.seated), ..found });
            best = match (best, found) {
                (Some(best), Some(found)) if !found.is_better(&best, wish) => Some(best),
                (best, found) => found.or(best),
            };
            if best.as_ref().is_some_and(|best: &Thought| best.is_enough(wish)) {
                break;
            }
        }
        let best = best.ok_or(Failure::NoAnswer("no segment found a place for every circuit"))?;
        Ok(ModelAnswer { tops: best.seated.tops, segments: scores })
    }
}

/// Asks for half of what is missing beyond the target: the network stops at the edge of what it is asked for.
fn eager(wish: Wish) -> Wish {
    match wish {
        Wish::Best => Wish::Best,
        Wish::Fewest { target } => Wish::Fewest { target: target + (1.0 - target) / 2.0 },
    }
}

/// Seats who stays on his legs where he is, if all find a place so; the legs of nobody change.
fn at_home(puzzle: &Puzzle, seated: Seated) -> Seated {
    let wish = |circuit: usize, _: [bool; OPTIONS]| seated.choice[circuit];
    match puzzle.seating.fill(Filling::HomeFirst, wish) {
        Some((choice, tops)) if choice == seated.choice => Seated { choice, tops },
        _ => seated,
    }
}

/// The best arrangement so far.
struct Thought {
    seated: Seated,
    score: f64,
    moved: u32,
}

impl Thought {
    fn is_better(&self, than: &Self, wish: Wish) -> bool {
        match wish {
            Wish::Fewest { target } if self.score >= target && than.score >= target => {
                self.moved < than.moved
            }
            _ => self.score > than.score,
        }
    }

    fn is_enough(&self, wish: Wish) -> bool {
        match wish {
            Wish::Best => self.score >= 1.0 - CLOSE,
            Wish::Fewest { target } => self.score >= target,
        }
    }
}

enum Failure {
    Cancelled,
    NoAnswer(&'static str),
    Hrm(HrmError),
}

impl From<HrmError> for Failure {
    fn from(error: HrmError) -> Self {
        Self::Hrm(error)
    }
}

impl From<Failure> for ModelError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Cancelled => Self::Cancelled,
            Failure::NoAnswer(why) => Self::Failed(why.to_owned()),
            Failure::Hrm(error) => Self::Failed(error.to_string()),
        }
    }
}

impl BalanceModel for TrainedBalance {
    fn id(&self) -> &str {
        &self.id
    }

    fn device(&self) -> &str {
        self.device
    }

    fn arrange(
        &self,
        problem: &BalanceProblem,
        ask: &ModelAsk,
        cancel: &Cancel,
    ) -> Result<ModelAnswer, ModelError> {
        let wish = match ask.goal {
            Goal::Best => Wish::Best,
            Goal::Fewest => Wish::Fewest { target: ask.target },
        };
        Ok(self.answered(problem, wish, cancel)?)
    }

    fn knows_habits(&self) -> bool {
        self.habits.is_some()
    }

    fn reseat(&self, problem: &BalanceProblem, tops: &[Slot], held: &[bool]) -> Option<Vec<Slot>> {
        self.habits.as_ref()?.seat(problem, tops, held).ok()
    }

    fn figures(&self, problem: &BalanceProblem) -> Result<ModelFigures, ModelError> {
        let nothing = || ModelError::Failed("no circuit of this panelboard has a choice of legs".to_owned());
        let puzzle = Puzzle::new(Seating::new(problem), Wish::Best).ok_or_else(nothing)?;
        let runs =
            self.runs(&puzzle, puzzle.starts()).map_err(|error| ModelError::Failed(error.to_string()))?;
        Ok(figures_of(&runs))
    }
}

/// Returns the figures of the runs from the fixed starts, the first of them the one that counts alone.
pub fn figures_of(runs: &[Run]) -> ModelFigures {
    let best = |run: &Run| run.scores.iter().flatten().copied().fold(0.0, f64::max);
    ModelFigures {
        raw: runs.first().and_then(|run| run.scores.last().copied().flatten()).unwrap_or(0.0),
        best_segment: runs.first().map_or(0.0, best),
        best_of_4: runs.iter().map(best).fold(0.0, f64::max),
    }
}
