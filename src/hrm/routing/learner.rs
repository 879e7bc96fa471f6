//! Learning to route: from where the ways have come, the headings of the cells within reach, segment by segment.
//!
//! A round is one set of plans for as many steps as there are segments. Each plan begins with the cells up to some distance
//! decided as they should be, and goes on from what the network itself decides, so that it learns to go on from its own
//! decisions too. Plans are turned and mirrored, small ones come first. A batch has several parts, worked on side by side;
//! their gradients are added in order, so that the number of threads changes nothing.

use crate::hrm::HrmError;
use crate::hrm::model::{Answering, Hrm, Pass};
use crate::hrm::routing::flow::{flow, think};
use crate::hrm::routing::grid::{Grid, HEADINGS};
use crate::hrm::routing::labels::{Label, labels};
use crate::hrm::routing::patch::Patch;
use crate::hrm::routing::plans::{COPIES, PlanRecord, hash_of_plans, read_plans};
use crate::hrm::routing::score::field_score;
use crate::hrm::routing::wave::{FREE, Wave, said};
use crate::hrm::train::{Gradients, Learned, Learner, TrainConfig, on_deep_stacks, sha256};
use candle_core::{D, DType, Tensor};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

type Result<T> = std::result::Result<T, HrmError>;

/// Plans that a run is judged by: ten of each size, since a look at them takes as long as many steps.
const JUDGED: usize = 70;
/// Floor plans of these that the loss is measured on.
const LOSS_OF: usize = 14;

/// How routing is learned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RoutingOptions {
    /// Segments of a round.
    pub segments: u64,
    /// Parts of a batch.
    pub parts: usize,
    /// Free cells of a part, at least.
    pub part_cells: usize,
    /// Cells that a segment is to decide beyond those decided, along the way.
    pub reach: u32,
    /// Share of the run after which plans of up to 16 cells a side join, and after which all do.
    pub grow: [f64; 2],
    /// Share of the plans that begin with the goal alone.
    pub fresh: f64,
    /// What a cell farther than two steps beyond the reach counts: it is to stay undecided, which is soon learned.
    pub far: f64,
}

impl Default for RoutingOptions {
    fn default() -> Self {
        Self { segments: 3, parts: 2, part_cells: 900, reach: 4, grow: [0.3, 0.6], fresh: 0.15, far: 0.1 }
    }
}

impl RoutingOptions {
    /// Checks that routing can be learned so.
    ///
    /// # Errors
    /// Names the first option that cannot be.
    pub fn check(&self) -> Result<()> {
        let share = |value: f64| (0.0..=1.0).contains(&value);
        let rules = [
            (self.segments > 0 && self.parts > 0, "task: segments and parts are above 0"),
            (self.parts <= 256, "task: parts are at most 256"),
            ((1..=1 << 20).contains(&self.part_cells), "task: part_cells is 1 to a million"),
            ((1..=64).contains(&self.reach), "task: reach is 1 to 64"),
            (share(self.grow[0]) && share(self.grow[1]), "task: grow is two shares of the run"),
            (share(self.fresh), "task: fresh is a share of the plans"),
            (share(self.far), "task: far is from 0 to 1"),
        ];
        match rules.iter().find(|(holds, _)| !holds) {
            Some((_, words)) => Err(HrmError::Settings((*words).to_owned())),
            None => Ok(()),
        }
    }
}

/// Learns to route on plans.
pub struct RoutingLearner {
    options: RoutingOptions,
    plans: Vec<PlanRecord>,
    judged: Vec<PlanRecord>,
    seed: u64,
    /// Steps of the whole run.
    steps: u64,
    parts: Vec<Part>,
}

/// One part of the batch between two steps of a round.
struct Part {
    waves: Vec<Wave>,
    labels: Vec<Vec<Label>>,
}

struct PartLearned {
    gradients: Gradients,
    numbers: BTreeMap<String, f64>,
}

impl RoutingLearner {
    /// Reads a dataset of floor plans: learns from its train split and is judged on `val`. Returns the hash of both.
    ///
    /// # Errors
    /// When the folder holds no such dataset or an option does not hold.
    pub fn open(folder: &Path, settings: &TrainConfig) -> Result<(Self, String)> {
        let options: RoutingOptions = settings.task_options()?;
        options.check()?;
        let (train, mut val) = (read_plans(&folder.join("train"))?, read_plans(&folder.join("val"))?);
        let hash = sha256(format!("{}{}", hash_of_plans(&train), hash_of_plans(&val)).as_bytes());
        val.truncate(JUDGED);
        Ok((Self::new(options, train, val, settings.seed, settings.steps), hash))
    }

    /// `steps` is the length of the run: how far it is decides which plans are learned.
    pub fn new(
        options: RoutingOptions,
        plans: Vec<PlanRecord>,
        judged: Vec<PlanRecord>,
        seed: u64,
        steps: u64,
    ) -> Self {
        Self { options, plans, judged, seed, steps, parts: Vec::new() }
    }

    /// Returns the largest side a plan may have at a step.
    fn most_cells(&self, step: u64) -> usize {
        let done = step as f64 / self.steps.max(1) as f64;
        match done {
            _ if done < self.options.grow[0] => 12,
            _ if done < self.options.grow[1] => 16,
            _ => usize::MAX,
        }
    }

    /// Draws the parts of a round; each has a stream of its own.
    fn begin(&mut self, step: u64) -> Result<()> {
        let round = (step - 1) / self.options.segments;
        let draw = |part: u64| {
            let stream = self.seed ^ (round * 256 + part + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            self.part(&mut ChaCha8Rng::seed_from_u64(stream), step)
        };
        self.parts = (0..self.options.parts as u64).map(draw).collect::<Result<_>>()?;
        Ok(())
    }

    fn part(&self, rng: &mut ChaCha8Rng, step: u64) -> Result<Part> {
        let most = self.most_cells(step);
        let small: Vec<&PlanRecord> = self.plans.iter().filter(|plan| plan.board.columns() <= most).collect();
        let plans = if small.is_empty() { self.plans.iter().collect() } else { small };
        if plans.is_empty() {
            return Err(HrmError::Batch("no floor plan to learn from".to_owned()));
        }
        let (mut waves, mut cells) = (Vec::new(), 0);
        while cells < self.options.part_cells {
            let plan = plans
                .get(rng.random_range(0..plans.len()))
                .map(|plan| plan.copied(rng.random_range(0..COPIES)));
            let Some(grid) = plan.and_then(|plan| plan.grid()) else {
                return Err(HrmError::Batch("a floor plan whose goal is blocked".to_owned()));
            };
            cells += grid.len();
            let fresh = rng.random_bool(self.options.fresh);
            waves.push(begun(Arc::new(grid), fresh, rng));
        }
        let labels = waves.iter().map(|wave| labels(wave, self.options.reach)).collect();
        Ok(Part { waves, labels })
    }
}

impl RoutingLearner {
    /// Returns the mean loss of a cell over the segments on plans that are not learned from, one after the other, nothing
    /// decided beforehand.
    fn loss(&self, model: &Hrm) -> Result<Option<f64>> {
        let (mut sum, mut total) = (0.0, 0.0);
        for grid in self.judged.iter().take(LOSS_OF).filter_map(PlanRecord::grid) {
            let waves = vec![Wave::new(Arc::new(grid))];
            let labels = waves.iter().map(|wave| labels(wave, self.options.reach)).collect();
            let mut part = Part { waves, labels };
            for _ in 0..self.options.segments {
                total += part.weights(&self.options).into_iter().map(f64::from).sum::<f64>();
                let (_, numbers) = part.think(model, &self.options, (1.0, Pass::Plain))?;
                sum += numbers.get("loss").copied().unwrap_or(0.0);
            }
        }
        Ok((total > 0.0).then(|| sum / total))
    }
}

/// Begins with the cells up to some distance decided, each with one of its optimal headings.
fn begun(grid: Arc<Grid>, fresh: bool, rng: &mut ChaCha8Rng) -> Wave {
    let distances = grid.distances();
    let farthest = distances.iter().flatten().max().copied().unwrap_or(0);
    let until = if fresh { 0 } else { rng.random_range(0..=farthest) };
    let heading = |cell: usize| {
        let own = distances.get(cell).copied().flatten().filter(|own| *own > 0 && *own <= until)?;
        let right: Vec<usize> = (0..HEADINGS)
            .filter(|heading| {
                let next = grid.next(cell, *heading).and_then(|next| distances.get(next).copied().flatten());
                next.is_some_and(|next| next < own)
            })
            .collect();
        Some((own, right))
    };
    let headings: Vec<Option<usize>> = (0..grid.len())
        .map(|cell| {
            let (_, right) = heading(cell)?;
            right.get(rng.random_range(0..right.len().max(1))).copied()
        })
        .collect();
    Wave::begun(Arc::clone(&grid), headings, &distances)
}

impl Part {
    /// What every cell counts.
    fn weights(&self, options: &RoutingOptions) -> Vec<f32> {
        let weight = |label: &Label| match label.depth {
            0 => 0.0,
            depth if depth <= options.reach + 2 => 1.0,
            _ => options.far as f32,
        };
        self.labels.iter().flatten().map(weight).collect()
    }

    fn learn(&mut self, model: &Hrm, options: &RoutingOptions, total: f64) -> Result<PartLearned> {
        let (loss, numbers) = self.think(model, options, (total, Pass::Learning))?;
        Ok(PartLearned { gradients: Gradients::of(model.weights(), &loss.backward()?)?, numbers })
    }

    /// Thinks a segment; returns its loss as a share of `total`, and its numbers.
    fn think(
        &mut self,
        model: &Hrm,
        options: &RoutingOptions,
        (total, pass): (f64, Pass),
    ) -> Result<(Tensor, BTreeMap<String, f64>)> {
        let patches: Vec<Patch> = self.waves.iter().map(|wave| Patch::whole(wave.grid())).collect();
        let parts: Vec<(&Wave, &Patch)> = self.waves.iter().zip(&patches).collect();
        let segment = think(&parts, model, |state, input| model.segment(state, input, pass))?;
        // From undecided on: what is blocked is no token, and the goal is never right.
        let classes = segment.logits.dim(D::Minus1)? - FREE as usize;
        let logits = segment.logits.narrow(D::Minus1, FREE as usize, classes)?.squeeze(0)?;
        let log_p = candle_nn::ops::log_softmax(&logits.contiguous()?, D::Minus1)?;
        let mut wrong = Vec::with_capacity(classes * log_p.dim(0)?);
        for label in self.labels.iter().flatten() {
            let mask = |right: bool| if right { 0.0_f32 } else { -1e4 };
            wrong.extend([mask(!label.decides()), mask(false)]);
            wrong.extend(label.right.map(mask));
        }
        let device = model.device();
        let wrong = Tensor::from_vec(wrong, log_p.shape(), device)?;
        let weights = self.weights(options);
        let weights = Tensor::from_vec(weights, log_p.dim(0)?, device)?;
        let right = (log_p + wrong)?.log_sum_exp(D::Minus1)?;
        let loss = ((right * weights)?.sum_all()?.neg()? / total)?;
        let number = f64::from(loss.detach().to_dtype(DType::F32)?.to_scalar::<f32>()?);
        let mut numbers = BTreeMap::from([("loss".to_owned(), number)]);
        let mut logits: Vec<Vec<f32>> = segment.logits.detach().squeeze(0)?.to_vec2()?;
        let mut counts = [0.0; 4];
        for (wave, labels) in self.waves.iter_mut().zip(&mut self.labels) {
            let rest = logits.split_off(labels.len().min(logits.len()));
            let says: Vec<Option<usize>> = logits.iter().map(|logits| said(logits)).collect();
            logits = rest;
            for (says, label) in says.iter().zip(labels.iter()).filter(|(_, label)| label.depth > 0) {
                let right = says.is_some_and(|heading| label.right.get(heading) == Some(&true));
                match (label.decides(), says) {
                    (true, _) => {
                        counts[0] += 1.0;
                        counts[1] += f64::from(u8::from(right));
                        counts[2] += f64::from(u8::from(says.is_none()));
                    }
                    (false, Some(_)) => counts[3] += 1.0,
                    (false, None) => {}
                }
            }
            wave.take(&says);
            *labels = crate::hrm::routing::labels::labels(wave, options.reach);
        }
        for (name, count) in ["due", "right", "late", "early"].iter().zip(counts) {
            numbers.insert((*name).to_owned(), count);
        }
        Ok((loss, numbers))
    }
}

impl Learner for RoutingLearner {
    fn learn(&mut self, model: &Hrm, step: u64) -> Result<Learned> {
        if (step - 1).is_multiple_of(self.options.segments) || self.parts.is_empty() {
            self.begin(step)?;
        }
        let options = &self.options;
        let total: f64 = self.parts.iter().flat_map(|part| part.weights(options)).map(f64::from).sum();
        let parts = self.parts.iter_mut();
        let works = parts.map(|part| move || part.learn(model, options, total.max(1.0)));
        let learned = on_deep_stacks(works.collect())?;
        let mut sum = Learned::default();
        for part in learned {
            sum.gradients.add(part.gradients);
            for (name, number) in part.numbers {
                *sum.numbers.entry(name).or_default() += number;
            }
        }
        // Of the cells to be decided: shares that are right, and that are not decided; and how many others are decided early.
        let due = sum.numbers.remove("due").unwrap_or(0.0).max(1.0);
        for name in ["right", "late", "early"] {
            if let Some(number) = sum.numbers.get_mut(name) {
                *number /= due;
            }
        }
        let segment = (step - 1) % self.options.segments + 1;
        sum.numbers.insert("segment".to_owned(), segment as f64);
        Ok(sum)
    }

    fn judge(&mut self, model: &Hrm) -> Result<BTreeMap<String, f64>> {
        let network = Answering::new(model.clone())?;
        let mut sums: BTreeMap<usize, (f64, f64, f64)> = BTreeMap::new();
        for block in self.judged.chunks(64) {
            let grids: Vec<Arc<Grid>> = block.iter().filter_map(|plan| plan.grid().map(Arc::new)).collect();
            for (plan, flow) in block.iter().zip(flow(&network, &grids, &mut || true)?) {
                let score = field_score(&flow.wave);
                let (valid, optimal, count) = sums.entry(plan.board.columns()).or_default();
                *valid += score.valid;
                *optimal += score.optimal;
                *count += 1.0;
            }
        }
        let each = sums.into_iter().flat_map(|(side, (valid, optimal, count))| {
            [(format!("valid_{side:02}"), valid / count), (format!("optimal_{side:02}"), optimal / count)]
        });
        let loss = self.loss(model)?.map(|loss| ("loss".to_owned(), loss));
        Ok(each.chain(loss).collect())
    }

    fn may_pause(&self, step: u64) -> bool {
        step.is_multiple_of(self.options.segments)
    }
}
