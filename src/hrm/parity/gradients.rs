//! Gradients of the loss per row, of every weight: whole with stablemax, in samples with softmax and two steps on.

use super::fixture::Fixture;
use super::report::{Differences, numbers};
use crate::hrm::HrmError;
use crate::hrm::act::{Mode, act_step};
use crate::hrm::loss::{LossKind, Losses};
use crate::hrm::model::{PUZZLE_TABLE, Pass};
use candle_core::Tensor;
use std::collections::BTreeMap;

/// The copied rows of the puzzle table, as the reference names them.
const PUZZLE_ROWS: &str = "model.inner.puzzle_emb.local_weights";
/// Numbers of a sample.
const SAMPLE: usize = 64;

pub(super) fn compare(fixture: &Fixture, out: &mut Differences) -> Result<(), HrmError> {
    let whole = gradients(fixture, LossKind::Stablemax, 0, "stablemax_step0", out)?;
    for (name, theirs) in fixture.file("grads_stablemax") {
        if let Some(ours) = whole.get(name) {
            out.tensor("grads_stablemax", &format!("gradient:{name}"), ours, theirs)?;
        } else {
            let words = format!("there is a gradient of {name}, which we do not have");
            return Err(HrmError::Weights(words));
        }
    }
    let softmax = gradients(fixture, LossKind::Softmax, 0, "softmax_step0", out)?;
    summaries(fixture, "grads_softmax_summary", "grads_softmax", &softmax, out)?;
    let later = gradients(fixture, LossKind::Stablemax, 2, "stablemax_step2", out)?;
    summaries(fixture, "grads_stablemax_step2_summary", "grads_stablemax_step2", &later, out)
}

/// Takes steps with frozen weights, then the gradients of the last.
fn gradients(
    fixture: &Fixture,
    kind: LossKind,
    step: usize,
    loss_name: &str,
    out: &mut Differences,
) -> Result<BTreeMap<String, Tensor>, HrmError> {
    let model = fixture.model()?;
    let mut carry = fixture.empty_carry()?;
    for index in 0..step {
        carry = act_step(&model, &carry, &fixture.batch(index)?, Mode::Train, Pass::Plain, |_| 0)?.carry;
    }
    let done = act_step(&model, &carry, &fixture.batch(step)?, Mode::Train, Pass::Learning, |_| 0)?;
    let losses = Losses::of(kind, &done)?;
    if let Some(recorded) = fixture.recorded.grad_loss.get(loss_name) {
        let ours = numbers(&losses.total)?;
        out.numbers("loss_grad", &format!("loss:{loss_name}"), &ours, &[*recorded]);
    }
    let rows = done.carry.halted.len() as f64;
    let store = (losses.total / rows)?.backward()?;
    let mut found = BTreeMap::new();
    for (name, var) in &model.weights().trained {
        let zero = || var.as_detached_tensor().zeros_like();
        let gradient = store.get(var.as_tensor()).cloned().map_or_else(zero, Ok)?;
        found.insert(name.clone(), gradient);
    }
    if let (Some(puzzles), Some(table)) = (&done.puzzles, &model.weights().table)
        && let Some(gradient) = store.get(puzzles.as_tensor())
    {
        let ids = &done.carry.rows.puzzles;
        let ids = Tensor::from_vec(ids.clone(), ids.len(), model.device())?;
        let zeros = table.as_detached_tensor().zeros_like()?;
        found.insert(PUZZLE_TABLE.to_owned(), zeros.index_add(&ids, gradient, 0)?);
        found.insert(PUZZLE_ROWS.to_owned(), gradient.clone());
    }
    Ok(found)
}

fn summaries(
    fixture: &Fixture,
    file: &str,
    quantity: &str,
    ours: &BTreeMap<String, Tensor>,
    out: &mut Differences,
) -> Result<(), HrmError> {
    for (name, theirs) in fixture.file(file) {
        let Some((weight, part)) = name.rsplit_once('|') else { continue };
        let gradient = ours.get(weight).ok_or_else(|| {
            HrmError::Weights(format!("there is a gradient of {weight}, which we do not have"))
        })?;
        let values = numbers(gradient)?;
        let summary = match part {
            "norm" => vec![values.iter().map(|v| v * v).sum::<f64>().sqrt()],
            "sum" => vec![values.iter().sum()],
            _ => {
                let every = (values.len() / SAMPLE).max(1);
                values.iter().copied().step_by(every).take(SAMPLE).collect()
            }
        };
        out.numbers(quantity, &format!("{quantity}:{name}"), &summary, &numbers(theirs)?);
    }
    Ok(())
}
