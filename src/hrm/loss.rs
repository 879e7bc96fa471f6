//! Losses and metrics of a batch, as the reference sums them.
//!
//! A row's answer is right when every labelled token is; a row without labels counts as right for the halting head, and
//! not at all for the metrics.

use crate::hrm::HrmError;
use crate::hrm::act::{ActStep, Rows};
use candle_core::{D, DType, Tensor};
use serde::{Deserialize, Serialize};

type Result<T> = std::result::Result<T, HrmError>;

/// A token that has no label.
pub(in crate::hrm) const UNLABELED: i64 = -100;

/// How wrong a distribution over classes is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LossKind {
    /// Logits enter through x + 1 above zero and 1 / (1 − x) below, in f64.
    #[default]
    #[serde(rename = "stablemax_cross_entropy")]
    Stablemax,
    #[serde(rename = "softmax_cross_entropy")]
    Softmax,
}

/// Sums over the rows of a batch that have halted and have labels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Metrics {
    pub count: f64,
    /// Sum over rows of the share of labelled tokens that are right.
    pub accuracy: f64,
    pub exact_accuracy: f64,
    pub q_halt_accuracy: f64,
    pub steps: f64,
    /// Over all rows.
    pub lm_loss: f64,
    pub q_halt_loss: f64,
    /// `None` where no target was computed.
    pub q_continue_loss: Option<f64>,
}

impl Metrics {
    /// Adds the sums over another part of the batch.
    pub fn add(&mut self, other: &Self) {
        self.count += other.count;
        self.accuracy += other.accuracy;
        self.exact_accuracy += other.exact_accuracy;
        self.q_halt_accuracy += other.q_halt_accuracy;
        self.steps += other.steps;
        self.lm_loss += other.lm_loss;
        self.q_halt_loss += other.q_halt_loss;
        if let Some(loss) = other.q_continue_loss {
            *self.q_continue_loss.get_or_insert(0.0) += loss;
        }
    }
}

/// The loss of a step, summed over the batch.
#[derive(Clone, Debug)]
pub struct Losses {
    /// f64, one number: language loss + half of the halting losses.
    pub total: Tensor,
    pub metrics: Metrics,
}

impl Losses {
    /// Computes the loss of a step on the rows it worked on.
    pub fn of(kind: LossKind, step: &ActStep) -> Result<Self> {
        let rows = &step.carry.rows;
        let lm = lm_loss(kind, &step.segment.logits, rows)?;
        let right = right_tokens(&step.segment.logits, rows)?;
        let exact: Vec<bool> = right.iter().map(|(right, labelled)| right == labelled).collect();
        let device = step.segment.q_halt.device();
        let truth: Vec<f32> = exact.iter().map(|right| f32::from(u8::from(*right))).collect();
        let truth = Tensor::from_vec(truth, exact.len(), device)?;
        let q_halt = logistic_loss(&step.segment.q_halt, &truth)?;
        let q_continue = match &step.target_q_continue {
            Some(target) => Some(logistic_loss(&step.segment.q_continue, target)?),
            None => None,
        };
        let mut halting = q_halt.clone();
        if let Some(q_continue) = &q_continue {
            halting = (halting + q_continue)?;
        }
        let total = (&lm + (halting * 0.5)?)?;
        let mut metrics = halted_metrics(step, &right, &exact)?;
        metrics.lm_loss = lm.to_scalar()?;
        metrics.q_halt_loss = q_halt.to_scalar()?;
        metrics.q_continue_loss = q_continue.map(|loss| loss.to_scalar()).transpose()?;
        Ok(Self { total, metrics })
    }
}

fn halted_metrics(step: &ActStep, right: &[(usize, usize)], exact: &[bool]) -> Result<Metrics> {
    let q_halt: Vec<f32> = step.segment.q_halt.detach().to_vec1()?;
    let mut metrics = Metrics::default();
    for (row, (right, labelled)) in right.iter().enumerate() {
        let at = |flags: &[bool]| flags.get(row).copied().unwrap_or(false);
        if !at(&step.carry.halted) || *labelled == 0 {
            continue;
        }
        metrics.count += 1.0;
        metrics.accuracy += *right as f64 / *labelled as f64;
        metrics.exact_accuracy += f64::from(u8::from(at(exact)));
        let says_halt = q_halt.get(row).is_some_and(|q| *q >= 0.0);
        metrics.q_halt_accuracy += f64::from(u8::from(says_halt == at(exact)));
        metrics.steps += step.carry.steps.get(row).copied().map_or(0.0, f64::from);
    }
    Ok(metrics)
}

/// Returns the loss of the tokens: the sum over rows of the mean over their labelled tokens, in f64.
pub fn lm_loss(kind: LossKind, logits: &Tensor, rows: &Rows) -> Result<Tensor> {
    let (batch, tokens, classes) = logits.dims3()?;
    let (mut weights, mut labels) = (Vec::new(), Vec::new());
    for row in &rows.labels {
        let labelled = row.iter().filter(|label| **label != UNLABELED).count();
        for label in row {
            let counts = *label != UNLABELED;
            weights.push(if counts { 1.0 / labelled as f64 } else { 0.0 });
            labels.push(if counts { u32::try_from(*label).unwrap_or(u32::MAX) } else { 0 });
        }
    }
    if labels.len() != batch * tokens || labels.iter().any(|label| *label as usize >= classes) {
        return Err(HrmError::Batch("labels are no classes of the model".to_owned()));
    }
    let device = logits.device();
    let labels = Tensor::from_vec(labels, (batch, tokens, 1), device)?;
    let weights = Tensor::from_vec(weights, (batch, tokens), device)?;
    let log_p = match kind {
        LossKind::Stablemax => log_stablemax(&logits.to_dtype(DType::F64)?)?,
        LossKind::Softmax => candle_nn::ops::log_softmax(logits, D::Minus1)?.to_dtype(DType::F64)?,
    };
    let of_label = log_p.gather(&labels, D::Minus1)?.squeeze(D::Minus1)?; // (batch, tokens)
    Ok((of_label * weights)?.sum_all()?.neg()?)
}

/// log(s / sum s) with s = x + 1 above zero, 1 / (1 − x) below.
fn log_stablemax(x: &Tensor) -> Result<Tensor> {
    let above = x.relu()?;
    let below = ((x.neg()?.relu()? + 1.0)?).recip()?;
    // Above zero `below` is 1, below zero `above` is 0: their sum is s on either side.
    let s = (above + below)?;
    let sum = s.sum_keepdim(D::Minus1)?;
    Ok(s.log()?.broadcast_sub(&sum.log()?)?)
}

/// Sum of the binary cross entropy of logits, in f64.
pub(in crate::hrm) fn logistic_loss(logits: &Tensor, truth: &Tensor) -> Result<Tensor> {
    let tail = (logits.abs()?.neg()?.exp()? + 1.0)?.log()?;
    let loss = ((logits.relu()? - (logits * truth)?)? + tail)?;
    Ok(loss.sum_all()?.to_dtype(DType::F64)?)
}

/// Returns for each row how many labelled tokens are right, of how many.
fn right_tokens(logits: &Tensor, rows: &Rows) -> Result<Vec<(usize, usize)>> {
    let answers: Vec<Vec<u32>> = logits.detach().argmax(D::Minus1)?.to_vec2()?;
    let count = |(answers, labels): (&Vec<u32>, &Vec<i64>)| {
        let labelled = answers.iter().zip(labels).filter(|(_, label)| **label != UNLABELED);
        let right = labelled.clone().filter(|(answer, label)| i64::from(**answer) == **label).count();
        (right, labelled.count())
    };
    Ok(answers.iter().zip(&rows.labels).map(count).collect())
}
