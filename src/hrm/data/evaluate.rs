//! Answers after all segments, row by row.

use crate::hrm::HrmError;
use crate::hrm::act::{Carry, Mode, act_step};
use crate::hrm::data::split::Split;
use crate::hrm::loss::{LossKind, UNLABELED, lm_loss};
use crate::hrm::model::{Hrm, Pass};
use candle_core::D;

/// What one example came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RowScore {
    pub labelled: usize,
    /// Labelled tokens whose class was named.
    pub right: usize,
    /// Whether the halting head says that all are right.
    pub says_right: bool,
}

impl RowScore {
    /// Returns whether every labelled token is right.
    pub const fn exact(&self) -> bool {
        self.right == self.labelled
    }

    /// Returns the share of labelled tokens that are right.
    pub fn accuracy(&self) -> f64 {
        self.right as f64 / self.labelled.max(1) as f64
    }
}

/// Answers the first examples of a split, in batches, and returns their scores with the mean loss. Examples without a label
/// are left out. `go_on` is asked before every batch; on "no" what has been scored is returned.
///
/// # Errors
/// When the split does not fit the network.
pub fn score_rows(
    model: &Hrm,
    split: &Split,
    (batch, limit): (usize, usize),
    loss: LossKind,
    go_on: &mut dyn FnMut(usize) -> bool,
) -> Result<(Vec<RowScore>, f64), HrmError> {
    let examples: Vec<usize> = (0..split.examples().min(limit)).collect();
    let (mut scores, mut total) = (Vec::new(), 0.0);
    for examples in examples.chunks(batch) {
        if !go_on(scores.len()) {
            break;
        }
        let rows = split.rows(examples, batch);
        let mut carry = Carry::empty(model.initial_state(batch)?, &rows);
        let mut last = None;
        for _ in 0..model.config().halt_max_steps {
            let step = act_step(model, &carry, &rows, Mode::Evaluate, Pass::Plain, |_| 0)?;
            carry = step.carry;
            last = Some(step.segment);
        }
        let Some(segment) = last else { continue };
        total += lm_loss(loss, &segment.logits, &rows)?.to_scalar::<f64>()?;
        let answers: Vec<Vec<u32>> = segment.logits.argmax(D::Minus1)?.to_vec2()?;
        let halts: Vec<f32> = segment.q_halt.to_vec1()?;
        for ((answers, labels), q_halt) in answers.iter().zip(&rows.labels).zip(halts).take(examples.len()) {
            let labelled = answers.iter().zip(labels).filter(|(_, label)| **label != UNLABELED);
            let right = labelled.clone().filter(|(answer, label)| i64::from(**answer) == **label).count();
            let score = RowScore { labelled: labelled.count(), right, says_right: q_halt >= 0.0 };
            if score.labelled > 0 {
                scores.push(score);
            }
        }
    }
    let mean = total / scores.len().max(1) as f64;
    Ok((scores, mean))
}

/// Answers a split without a model: every token gets the label its class has most often in another split.
pub fn most_frequent_labels(learned: &Split, split: &Split) -> Vec<RowScore> {
    let classes = learned.info.vocab_size;
    let ignored = |label: u16, of: &Split| of.info.ignore_label_id == Some(label);
    let mut counts = vec![vec![0_usize; classes]; classes];
    for index in 0..learned.examples() {
        let (inputs, labels) = learned.example(index);
        for (input, label) in inputs.iter().zip(labels).filter(|(_, label)| !ignored(**label, learned)) {
            counts[usize::from(*input)][usize::from(*label)] += 1;
        }
    }
    // Of equals the first.
    let most = |counts: &Vec<usize>| (0..classes).rev().max_by_key(|label| counts[*label]);
    let answers: Vec<Option<usize>> = counts.iter().map(most).collect();
    let score = |index: usize| {
        let (inputs, labels) = split.example(index);
        let labelled = inputs.iter().zip(labels).filter(|(_, label)| !ignored(**label, split));
        let is_right = |(input, label): &(&u16, &u16)| {
            answers.get(usize::from(**input)).copied().flatten() == Some(usize::from(**label))
        };
        let right = labelled.clone().filter(is_right).count();
        RowScore { labelled: labelled.count(), right, says_right: false }
    };
    (0..split.examples()).map(score).filter(|row| row.labelled > 0).collect()
}
