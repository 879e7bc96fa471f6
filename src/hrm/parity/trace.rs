//! Steps with frozen weights: logits, halting, states, losses and metrics of each.

use super::fixture::{Fixture, rows};
use super::report::{Differences, numbers};
use crate::hrm::HrmError;
use crate::hrm::act::{ActStep, Mode, act_step};
use crate::hrm::loss::{LossKind, Losses, lm_loss};
use crate::hrm::model::Pass;
use candle_core::Tensor;

/// The first batch at every step; no row halts before its last segment.
pub(super) fn evaluation(fixture: &Fixture, out: &mut Differences) -> Result<(), HrmError> {
    let batch = |_| 0;
    trace(fixture, "eval_trace", "eval", Mode::Evaluate, fixture.recorded.eval_steps, batch, out)
}

/// Batch after batch; rows halt by themselves.
pub(super) fn training(fixture: &Fixture, out: &mut Differences) -> Result<(), HrmError> {
    let batch = |step| step;
    let steps = fixture.recorded.train_trace_steps;
    trace(fixture, "train_trace", "train_trace", Mode::Train, steps, batch, out)
}

fn trace(
    fixture: &Fixture,
    file: &str,
    prefix: &str,
    mode: Mode,
    steps: usize,
    batch_of: impl Fn(usize) -> usize,
    out: &mut Differences,
) -> Result<(), HrmError> {
    let model = fixture.model()?;
    let mut carry = fixture.empty_carry()?;
    for step in 0..steps {
        let batch = fixture.batch(batch_of(step))?;
        let done = act_step(&model, &carry, &batch, mode, Pass::Plain, |_| 0)?;
        let mut compare = Compare { fixture, file, prefix, step, out };
        compare.outputs(&done)?;
        compare.losses(&done)?;
        carry = done.carry;
    }
    Ok(())
}

struct Compare<'a> {
    fixture: &'a Fixture,
    file: &'a str,
    prefix: &'a str,
    step: usize,
    out: &'a mut Differences,
}

impl Compare<'_> {
    fn theirs(&self, name: &str) -> Result<&Tensor, HrmError> {
        self.fixture.tensor(self.file, &format!("step{}.{name}", self.step))
    }

    fn numbers(&mut self, quantity: &str, name: &str, ours: &[f64]) -> Result<(), HrmError> {
        let theirs = numbers(self.theirs(name)?)?;
        let tensor = format!("{}:step{}.{name}", self.file, self.step);
        self.out.numbers(&format!("{}:{quantity}", self.prefix), &tensor, ours, &theirs);
        Ok(())
    }

    fn outputs(&mut self, done: &ActStep) -> Result<(), HrmError> {
        let segment = &done.segment;
        for (name, ours) in [
            ("logits", &segment.logits),
            ("q_halt_logits", &segment.q_halt),
            ("q_continue_logits", &segment.q_continue),
            ("z_H", &segment.state.z_h),
            ("z_L", &segment.state.z_l),
        ] {
            self.numbers(name, name, &numbers(ours)?)?;
        }
        if let Some(target) = &done.target_q_continue {
            self.numbers("target_q_continue", "target_q_continue", &numbers(target)?)?;
        }
        let carry = &done.carry;
        let halted: Vec<f64> = carry.halted.iter().map(|halted| f64::from(u8::from(*halted))).collect();
        self.numbers("halted", "halted", &halted)?;
        let all = f64::from(u8::from(carry.halted.iter().all(|halted| *halted)));
        self.numbers("all_halted", "all_halted", &[all])?;
        let steps: Vec<f64> = carry.steps.iter().map(|steps| f64::from(*steps)).collect();
        self.numbers("steps", "steps", &steps)?;
        let get = |part: &str| self.theirs(&format!("current.{part}"));
        let current = rows(get("inputs")?, get("labels")?, get("puzzle_identifiers")?)?;
        let differ = f64::from(u8::from(current != carry.rows));
        let tensor = format!("{}:step{}.current", self.file, self.step);
        self.out.numbers(&format!("{}:current", self.prefix), &tensor, &[differ], &[0.0]);
        Ok(())
    }

    fn losses(&mut self, done: &ActStep) -> Result<(), HrmError> {
        let losses = Losses::of(self.fixture.train_loss(), done)?;
        self.numbers("loss", "loss", &numbers(&losses.total)?)?;
        let m = losses.metrics;
        let metrics = [
            ("count", Some(m.count)),
            ("accuracy", Some(m.accuracy)),
            ("exact_accuracy", Some(m.exact_accuracy)),
            ("q_halt_accuracy", Some(m.q_halt_accuracy)),
            ("steps", Some(m.steps)),
            ("lm_loss", Some(m.lm_loss)),
            ("q_halt_loss", Some(m.q_halt_loss)),
            ("q_continue_loss", m.q_continue_loss),
        ];
        for (name, ours) in metrics {
            if let Some(ours) = ours {
                let name = format!("metric.{name}");
                self.numbers(&name, &name, &[ours])?;
            }
        }
        for (kind, name) in [
            (LossKind::Stablemax, "lm_loss.stablemax_cross_entropy"),
            (LossKind::Softmax, "lm_loss.softmax_cross_entropy"),
        ] {
            let ours = lm_loss(kind, &done.segment.logits, &done.carry.rows)?;
            self.numbers(name, name, &numbers(&ours)?)?;
        }
        Ok(())
    }
}
