//! A trained model that answers for one panelboard at a time: what the window and the command line ask.

use crate::domain::Slot;
use crate::engineering::balance::{BalanceProblem, Goal, Seating};
use crate::hrm::HrmError;
use crate::hrm::balance::episode::Episode;
use crate::hrm::balance::judge::{Run, runs};
use crate::hrm::balance::puzzle::{CLASSES, FEATURES, Puzzle, Wish};
use crate::hrm::model::{Hrm, Pass};
use crate::hrm::train::PublishedModel;
use crate::proposals::{BalanceModel, Cancel, ModelAnswer, ModelAsk, ModelError, ModelFigures};
use candle_core::Device;

/// Segments of an answer at most; also what the figures are of.
pub const SEGMENTS: usize = 8;
/// Segments without a better score after which an answer for the best balance stops.
const PATIENCE: usize = 2;
/// Shares of what is missing to a perfect score that are not worth another segment.
const CLOSE: f64 = 1e-3;

/// A model that balances panelboards.
#[derive(Debug)]
pub struct TrainedBalance {
    id: String,
    device: &'static str,
    model: Hrm,
}

impl TrainedBalance {
    /// Takes a model that was read, under the name people see.
    ///
    /// # Errors
    /// When it was made for another task, or reads other tokens than this program writes.
    pub fn new(id: &str, read: PublishedModel) -> Result<Self, HrmError> {
        let PublishedModel { card, model, .. } = read;
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
        Ok(Self { id: id.to_owned(), device, model })
    }

    /// Returns the network.
    pub const fn network(&self) -> &Hrm {
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

    fn thought(&self, puzzle: &Puzzle, cancel: &Cancel) -> Result<(Option<Thought>, Vec<f64>), Failure> {
        let mut episode = Episode::new(&self.model, vec![puzzle], vec![puzzle.start()])?;
        let (mut best, mut scores): (Option<Thought>, Vec<f64>) = (None, Vec::new());
        let mut since = 0;
        for _ in 0..SEGMENTS {
            if cancel.is_cancelled() {
                return Err(Failure::Cancelled);
            }
            let segment = episode.think(&self.model, Pass::Plain)?;
            let seated = episode.take(&segment)?.pop().flatten();
            let Some(seated) = seated else {
                scores.push(0.0);
                continue;
            };
            let score = puzzle.seating.score(&seated.choice);
            scores.push(score);
            since += 1;
            let found = Thought { moved: puzzle.moved(&seated.choice), score, tops: seated.tops };
            if best.as_ref().is_none_or(|best| found.is_better(best, puzzle.wish)) {
                best = Some(found);
                since = 0;
            }
            let enough = match puzzle.wish {
                Wish::Best => best.as_ref().is_some_and(|best| best.score >= 1.0 - CLOSE),
                Wish::Fewest { target } => best.as_ref().is_some_and(|best| best.score >= target),
            };
            if enough || since >= PATIENCE {
                break;
            }
        }
        Ok((best, scores))
    }
}

/// The best arrangement so far.
struct Thought {
    tops: Vec<Slot>,
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
}

enum Failure {
    Cancelled,
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
            Failure::Hrm(error) => Self::Failed(error.to_string()),
        }
    }
}

fn puzzle_of(problem: &BalanceProblem, wish: Wish) -> Result<Puzzle, ModelError> {
    let nothing = || ModelError::Failed("no circuit of this panelboard has a choice of legs".to_owned());
    Puzzle::new(Seating::new(problem), wish).ok_or_else(nothing)
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
        let puzzle = puzzle_of(problem, wish)?;
        let (best, segments) = self.thought(&puzzle, cancel)?;
        let lost = || ModelError::Failed("no segment found a place for every circuit".to_owned());
        let best = best.ok_or_else(lost)?;
        Ok(ModelAnswer { tops: best.tops, segments })
    }

    fn figures(&self, problem: &BalanceProblem) -> Result<ModelFigures, ModelError> {
        let puzzle = puzzle_of(problem, Wish::Best)?;
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
