//! The training run: the same for every task, and the same bytes for the same seed, however often it was interrupted.
//!
//! ```text
//! weights drawn, given or restored
//!   └─ step ─ learn ─ optimizer ─ average ─ event ─ judge? ─ checkpoint? ─ go on? ─┐
//!        └──────────────────────────────────────────────────────────────────────────┘
//!   └─ after the last: model.safetensors, config.json, run.json; the best on held-out data so far in best/
//! ```

use crate::hrm::HrmError;
use crate::hrm::model::{Hrm, HrmConfig, Weights, initial_weights};
use crate::hrm::train::average::Average;
use crate::hrm::train::checkpoint::{self, Checkpoint, Identity, Standing};
use crate::hrm::train::deep_stack::on_deep_stack;
use crate::hrm::train::events::{Event, EventKind, EventLog};
use crate::hrm::train::headline::headline;
use crate::hrm::train::state::{Best, RunLock, RunStatus, StateKeeper};
use crate::hrm::train::{AdamAtan2, Learned, Learner, PublishedModel, TrainConfig, published, sign_sgd};
use candle_core::{Device, Tensor};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

type Result<T> = std::result::Result<T, HrmError>;

/// With which weights a run begins.
#[derive(Debug)]
pub enum Start {
    /// Drawn from the seed.
    Fresh,
    /// Given, with their hash.
    From(BTreeMap<String, Tensor>, String),
    /// Those of a model with its papers: the task takes of it what it goes on with.
    Model(Box<PublishedModel>),
    /// Those of the newest checkpoint in the folder.
    Resume,
}

/// What to train.
#[derive(Debug)]
pub struct Job<'a> {
    /// Name of the task, for the record.
    pub task: &'a str,
    /// Hash of the data it learns from and is judged on.
    pub data: String,
    pub settings: &'a TrainConfig,
    /// The whole shape: of the settings and of the data.
    pub model: HrmConfig,
    pub start: Start,
    pub device: Device,
}

/// How far a run is after a step.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'a> {
    pub step: u64,
    pub steps: u64,
    /// Losses and metrics of this step.
    pub numbers: &'a BTreeMap<String, f64>,
    /// The last scores on held-out data, and after which step.
    pub judged: Option<(u64, &'a BTreeMap<String, f64>)>,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainOutcome {
    /// The last step taken.
    pub step: u64,
    /// Whether that was the last of the run; if not, a checkpoint waits for it to be resumed.
    pub finished: bool,
    /// The last scores on held-out data.
    pub metrics: BTreeMap<String, f64>,
    /// What was written: the model with its papers, or the checkpoint; and the events.
    pub files: Vec<PathBuf>,
}

/// Trains in a folder, on a thread of its own. `watch` is called after every step and says whether to go on; on "no"
/// the run ends with a checkpoint as soon as the task allows.
///
/// # Errors
/// When the folder holds another run, the checkpoint is of other settings or data, a number is no longer finite, a file
/// cannot be written, or the task fails.
pub fn train(
    job: &Job<'_>,
    learner: &mut dyn Learner,
    folder: &Path,
    watch: &mut (dyn FnMut(&Progress<'_>) -> bool + Send),
) -> Result<TrainOutcome> {
    job.settings.check()?;
    let _lock = RunLock::take(folder)?;
    on_deep_stack(|| {
        let run = Run::open(job, learner, folder)?;
        let mut keeper = StateKeeper::open(folder, run.optimizer.step, job.settings.last_step(), run.best);
        let outcome = run.steps(learner, watch, &mut keeper).map_err(|error| match error {
            HrmError::Diverged { step, what, .. } => {
                let checkpoint = Some(keeper.state.checkpoint).filter(|step| *step > 0);
                HrmError::Diverged { step, what, checkpoint }
            }
            error => error,
        });
        match &outcome {
            Ok(outcome) if outcome.finished => keeper.end(RunStatus::Finished, None),
            Ok(_) => keeper.end(RunStatus::Paused, None),
            Err(error) => keeper.end(RunStatus::Failed, Some(error.to_string())),
        }
        outcome
    })
}

struct Run<'a> {
    settings: &'a TrainConfig,
    folder: &'a Path,
    identity: Identity,
    model: Hrm,
    average: Option<Average>,
    optimizer: AdamAtan2,
    events: EventLog,
    /// The last scores on held-out data, and after which step.
    judged: (u64, BTreeMap<String, f64>),
    /// The best of them by the task's headline.
    best: Option<Best>,
}

impl<'a> Run<'a> {
    /// Makes or restores everything the first step depends on.
    fn open(job: &Job<'a>, learner: &mut dyn Learner, folder: &'a Path) -> Result<Self> {
        let settings = job.settings;
        let fault = |why: String| HrmError::File { path: folder.display().to_string(), why };
        let resumed = matches!(job.start, Start::Resume);
        if !resumed && (checkpoint::any(folder)? || published::is_there(folder)) {
            return Err(fault("it holds a run already; resume that, or choose another folder".to_owned()));
        }
        let mut identity = Identity {
            task: job.task.to_owned(),
            data: job.data.clone(),
            init: None,
            model: job.model.clone(),
            settings: settings.clone(),
        };
        let mut optimizer = AdamAtan2::new(settings.betas, settings.weight_decay);
        let mut restored = None;
        let weights = match &job.start {
            Start::Fresh => initial_weights(&job.model, settings.seed, &job.device)?,
            Start::From(tensors, hash) => {
                identity.init = Some(hash.clone());
                Weights::from_tensors(&job.model, tensors, &job.device)?
            }
            Start::Model(given) => {
                identity.init = Some(given.sha256.clone());
                Weights::from_tensors(&job.model, &learner.begin(given)?, &job.device)?
            }
            Start::Resume => {
                let checkpoint = checkpoint::newest(folder)?;
                identity.init.clone_from(&checkpoint.record.identity.init);
                let mut before = checkpoint.record.identity.clone();
                // A run may be made longer, not shorter than it is.
                if settings.extended >= before.settings.extended {
                    before.settings.extended = settings.extended;
                }
                let differences = identity.differences(&before);
                if !differences.is_empty() {
                    let why = format!("its run cannot be resumed with others: {}", differences.join("; "));
                    return Err(fault(why));
                }
                checkpoint.fill(&mut optimizer)?;
                learner.restore(checkpoint.learner())?;
                let weights = Weights::from_tensors(&job.model, &checkpoint.weights, &job.device)?;
                restored = Some(checkpoint);
                weights
            }
        };
        std::fs::create_dir_all(folder).map_err(|error| fault(error.to_string()))?;
        let model = Hrm::new(job.model.clone(), weights, &job.device)?;
        let average = settings.ema.map(|keep| Average::of(&model, keep)).transpose()?;
        if let (Some(average), Some(Checkpoint { average: tensors, .. })) = (&average, &restored) {
            let weights = Weights::from_tensors(&job.model, tensors, &job.device)?;
            average.become_equal(&weights)?;
        }
        let record = restored.map(|checkpoint| checkpoint.record);
        let (bytes, step) = record.as_ref().map_or((0, 0), |record| (record.events, record.step));
        let events = EventLog::open(folder, bytes, step)?;
        let best = record.as_ref().and_then(|record| record.best);
        let judged = record.map(|record| (record.judged, record.metrics)).unwrap_or_default();
        Ok(Self { settings, folder, identity, model, average, optimizer, events, judged, best })
    }

    fn steps(
        mut self,
        learner: &mut dyn Learner,
        watch: &mut (dyn FnMut(&Progress<'_>) -> bool + Send),
        keeper: &mut StateKeeper<'_>,
    ) -> Result<TrainOutcome> {
        let steps = self.settings.last_step();
        let (mut due, mut stop) = (false, false);
        while self.optimizer.step < steps {
            let learned = self.step(learner)?;
            let step = self.optimizer.step;
            if step.is_multiple_of(self.settings.judge_every) || step == steps {
                self.judge(learner)?;
            }
            let judged = (self.judged.0 > 0).then_some((self.judged.0, &self.judged.1));
            stop |= !watch(&Progress { step, steps, numbers: &learned, judged }) || keeper.is_stop_wanted();
            keeper.state.best = self.best;
            keeper.step(step);
            due |= step.is_multiple_of(self.settings.checkpoint_every);
            if step == steps || ((due || stop) && learner.may_pause(step)) {
                let path = self.checkpoint(learner)?;
                keeper.state.checkpoint = step;
                due = false;
                if stop && step < steps {
                    let files = vec![path, self.events.path().to_owned()];
                    return Ok(TrainOutcome { step, finished: false, metrics: self.judged.1, files });
                }
            }
        }
        let mut files = published::publish(
            self.folder,
            self.judging().weights(),
            Some(learner),
            &self.identity,
            &self.judged.1,
        )?;
        files.push(self.events.path().to_owned());
        Ok(TrainOutcome { step: steps, finished: true, metrics: self.judged.1, files })
    }

    /// Learns from one batch and returns the numbers of it.
    fn step(&mut self, learner: &mut dyn Learner) -> Result<BTreeMap<String, f64>> {
        let step = self.optimizer.step + 1;
        let Learned { gradients, puzzles, numbers } = learner.learn(&self.model, step)?;
        all_finite(step, &numbers)?;
        if let Some((name, _)) =
            gradients.0.iter().find(|(_, values)| !values.iter().all(|value| value.is_finite()))
        {
            return Err(diverged(step, format!("the gradient of {name}")));
        }
        let rate = self.settings.schedule().rate(step);
        self.optimizer.update(self.model.weights(), &gradients, rate)?;
        if let (Some(puzzles), Some(table)) = (puzzles, &self.model.weights().table) {
            let rate = self.settings.puzzle_schedule().rate(step);
            let decay = self.settings.puzzles.weight_decay;
            sign_sgd(table, &puzzles.ids, &puzzles.gradient, rate, decay)?;
        }
        if let Some(average) = &self.average {
            average.follow(self.model.weights())?;
        }
        let event = Event { step, kind: EventKind::Learn, rate: Some(rate), numbers };
        self.events.add(&event)?;
        Ok(event.numbers)
    }

    fn judge(&mut self, learner: &mut dyn Learner) -> Result<()> {
        let step = self.optimizer.step;
        let numbers = learner.judge(self.judging())?;
        all_finite(step, &numbers)?;
        let event = Event { step, kind: EventKind::Judge, rate: None, numbers };
        self.events.add(&event)?;
        self.judged = (step, event.numbers);
        self.keep_best(learner)
    }

    /// Keeps the weights in `best/` when they are better than all before.
    fn keep_best(&mut self, learner: &dyn Learner) -> Result<()> {
        let (step, scores) = (self.judged.0, &self.judged.1);
        let Some(score) = headline(&self.identity.task, scores) else { return Ok(()) };
        if self.best.is_some_and(|best| best.score >= score) {
            return Ok(());
        }
        published::publish_best(
            self.folder,
            self.judging().weights(),
            Some(learner),
            &self.identity,
            scores,
            step,
        )?;
        self.best = Some(Best { step, score });
        Ok(())
    }

    /// Returns the network that counts: the averaged one where there is one.
    fn judging(&self) -> &Hrm {
        self.average.as_ref().map_or(&self.model, Average::model)
    }

    fn checkpoint(&self, learner: &dyn Learner) -> Result<PathBuf> {
        let standing = Standing {
            weights: self.model.weights(),
            average: self.average.as_ref().map(|average| average.model().weights()),
            optimizer: &self.optimizer,
            learner: learner.save()?,
        };
        let record = checkpoint::Record {
            identity: self.identity.clone(),
            step: self.optimizer.step,
            events: self.events.sync()?,
            judged: self.judged.0,
            metrics: self.judged.1.clone(),
            best: self.best,
        };
        checkpoint::write(self.folder, standing, record)
    }
}

fn all_finite(step: u64, numbers: &BTreeMap<String, f64>) -> Result<()> {
    match numbers.iter().find(|(_, value)| !value.is_finite()) {
        Some((name, _)) => Err(diverged(step, name.clone())),
        None => Ok(()),
    }
}

/// Which checkpoint is the last is known where checkpoints are written.
const fn diverged(step: u64, what: String) -> HrmError {
    HrmError::Diverged { step, what, checkpoint: None }
}
