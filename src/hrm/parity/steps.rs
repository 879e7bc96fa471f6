//! Three steps of training: weights after the first and the third, the state after the third.

use super::fixture::Fixture;
use super::report::{Differences, numbers};
use crate::hrm::HrmError;
use crate::hrm::act::{Mode, act_step};
use crate::hrm::loss::Losses;
use crate::hrm::model::{Hrm, Pass};
use crate::hrm::train::{AdamAtan2, Gradients, sign_sgd};

pub(super) fn compare(fixture: &Fixture, out: &mut Differences) -> Result<(), HrmError> {
    let model = fixture.model()?;
    let recorded = &fixture.recorded.optimizer;
    let mut optimizer = AdamAtan2::new(recorded.betas, recorded.weight_decay);
    let schedule = recorded.schedule(recorded.base_lr);
    let mut carry = fixture.empty_carry()?;
    for step in 1..=3_usize {
        let batch = fixture.batch(step - 1)?;
        let done = act_step(&model, &carry, &batch, Mode::Train, Pass::Learning, |_| 0)?;
        let losses = Losses::of(fixture.train_loss(), &done)?;
        if let Some(logged) = fixture.recorded.train_log.get(step - 1) {
            let name = |what: &str| format!("train_log:{step}.{what}");
            out.numbers("rest", &name("loss"), &numbers(&losses.total)?, &[logged.loss]);
            let flags = |flags: &[bool]| flags.iter().map(|f| f64::from(u8::from(*f))).collect::<Vec<_>>();
            out.numbers("rest", &name("halted"), &flags(&done.carry.halted), &flags(&logged.halted));
            let counts = |steps: &[u32]| steps.iter().map(|s| f64::from(*s)).collect::<Vec<_>>();
            out.numbers("rest", &name("steps"), &counts(&done.carry.steps), &counts(&logged.steps));
        }
        let rows = done.carry.halted.len() as f64;
        let gradients = (losses.total / rows)?.backward()?;
        optimizer.update(
            model.weights(),
            &Gradients::of(model.weights(), &gradients)?,
            schedule.rate(step as u64),
        )?;
        if let (Some(table), Some(puzzles)) = (&model.weights().table, &done.puzzles)
            && let Some(gradient) = gradients.get(puzzles.as_tensor())
        {
            let rate = recorded.schedule(recorded.puzzle_emb_base_lr.unwrap_or(recorded.base_lr));
            let decay = recorded.puzzle_emb_weight_decay.unwrap_or(recorded.weight_decay);
            sign_sgd(table, &done.carry.rows.puzzles, gradient, rate.rate(step as u64), decay)?;
        }
        if step == 1 {
            weights(fixture, &model, "params_after1", "after1", out)?;
        }
        carry = done.carry;
    }
    weights(fixture, &model, "params_after3", "after3", out)?;
    for (name, ours) in [("final.z_H", &carry.state.z_h), ("final.z_L", &carry.state.z_l)] {
        out.tensor("rest", &format!("carry_after3:{name}"), ours, fixture.tensor("carry_after3", name)?)?;
    }
    Ok(())
}

fn weights(
    fixture: &Fixture,
    model: &Hrm,
    file: &str,
    quantity: &str,
    out: &mut Differences,
) -> Result<(), HrmError> {
    for (name, ours) in model.weights().tensors() {
        out.tensor(quantity, &format!("{file}:{name}"), &ours, fixture.tensor(file, &name)?)?;
    }
    Ok(())
}
