//! What is wanted of a batch of inventories, as tensors, and how far logits are from it.

use super::encoding::{AT_MOTOR, AT_SHARES, AT_SIZES, CLASSES, FACTORS, SHARES};
use super::learner::LoadsOptions;
use super::sizes::SIZES;
use super::wanted::Posed;
use crate::hrm::HrmError;
use candle_core::{D, Device, Tensor};
use std::collections::BTreeMap;

type Result<T> = std::result::Result<T, HrmError>;

/// What is wanted of a batch, as tensors.
pub(super) struct Targets {
    /// (batch, rows, factors), (batch, rows, shares): weights of the two nearest.
    factors: Tensor,
    shares: Tensor,
    /// (batch, rows)
    factor: Tensor,
    motor: Tensor,
    weight: Tensor,
    /// What a row's factor times share is multiplied by to be its part of the design load; (batch, rows).
    part: Tensor,
    /// Of the design load what rows come to, the design load being 1; (batch).
    design: Tensor,
    /// (batch, 1)
    size: Tensor,
}

impl Targets {
    pub fn new(posed: &[&Posed], orders: &[Vec<usize>], device: &Device) -> Result<Self> {
        let rows = orders.first().map_or(0, Vec::len);
        let count = posed.len();
        let (mut factors, mut shares) = (Vec::new(), Vec::new());
        let (mut factor, mut motor, mut weight) = (Vec::new(), Vec::new(), Vec::new());
        let (mut part, mut design, mut size) = (Vec::new(), Vec::new(), Vec::new());
        for (posed, order) in posed.iter().zip(orders) {
            let summary = &posed.question.summary;
            let base = |row: usize| {
                let row = &summary.rows[row];
                if row.by_area {
                    summary.group(row).base
                } else {
                    summary.scale(row) * row.legs.iter().sum::<f64>()
                }
            };
            let all = (0..rows).map(base).sum::<f64>().max(1.0);
            let whole = posed.truth.design_va.max(1.0);
            for row in order {
                let wanted = posed.rows[*row];
                factors.extend(two_nearest(wanted.factor, &FACTORS));
                shares.extend(two_nearest(wanted.share, &SHARES));
                factor.push(wanted.factor as f32);
                motor.push(f32::from(u8::from(wanted.motor > 0.0)));
                weight.push((0.5 / rows as f64 + 0.5 * base(*row) / all) as f32);
                part.push((base(*row) / whole) as f32);
            }
            design.push((1.0 - posed.of_motor / whole) as f32);
            size.push(posed.truth.size as u32);
        }
        let of_rows = |values: Vec<f32>| Tensor::from_vec(values, (count, rows), device);
        Ok(Self {
            factors: Tensor::from_vec(factors, (count, rows, FACTORS.len()), device)?,
            shares: Tensor::from_vec(shares, (count, rows, SHARES.len()), device)?,
            factor: of_rows(factor)?,
            motor: of_rows(motor)?,
            weight: of_rows(weight)?,
            part: of_rows(part)?,
            design: Tensor::from_vec(design, count, device)?,
            size: Tensor::from_vec(size, (count, 1), device)?,
        })
    }

    /// Returns the loss summed over the batch, and its parts.
    pub fn loss(&self, logits: &Tensor, options: &LoadsOptions) -> Result<(Tensor, BTreeMap<String, f64>)> {
        debug_assert_eq!(logits.dim(2)?, CLASSES);
        let rows = logits.narrow(1, 1, logits.dim(1)? - 1)?;
        let part =
            |from: usize, count: usize| -> Result<Tensor> { Ok(rows.narrow(2, from, count)?.contiguous()?) };
        let (of_factors, factor) = likelihood(&part(0, FACTORS.len())?, &self.factors, &FACTORS)?;
        let (of_shares, share) = likelihood(&part(AT_SHARES, SHARES.len())?, &self.shares, &SHARES)?;
        // Factors above 1 count by their share.
        let off = ((&factor - &self.factor)?.abs()? / self.factor.maximum(1.0)?)?;
        let motors = part(AT_MOTOR, 1)?.squeeze(2)?;
        let tail = (motors.abs()?.neg()?.exp()? + 1.0)?.log()?;
        let of_motor = ((motors.relu()? - (&motors * &self.motor)?)? + tail)?;
        let each = (((of_factors + of_shares)? + (off * options.distance)?)? + of_motor)?;
        let of_rows = (each * &self.weight)?.sum_all()?;
        let design = ((factor * share)? * &self.part)?.sum(1)?;
        let of_design = (design - &self.design)?.abs()?.clamp(0.0, 1.0)?.sum_all()?;
        let sizes = logits.narrow(1, 0, 1)?.squeeze(1)?.narrow(1, AT_SIZES, SIZES)?.contiguous()?;
        let of_size =
            candle_nn::ops::log_softmax(&sizes, D::Minus1)?.gather(&self.size, 1)?.sum_all()?.neg()?;
        let numbers = BTreeMap::from([
            ("rows".to_owned(), scalar(&of_rows)?),
            ("design".to_owned(), scalar(&of_design)?),
            ("of_size".to_owned(), scalar(&of_size)?),
        ]);
        let loss = ((of_rows + (of_design * options.total)?)? + (of_size * options.size)?)?;
        Ok((loss, numbers))
    }
}

/// Returns how unlikely weights are under logits, and the mean of the values: (batch, rows) both.
fn likelihood(logits: &Tensor, wanted: &Tensor, values: &[f64]) -> Result<(Tensor, Tensor)> {
    let log_p = candle_nn::ops::log_softmax(logits, D::Minus1)?;
    let unlikely = (&log_p * wanted)?.sum(D::Minus1)?.neg()?;
    let values: Vec<f32> = values.iter().map(|value| *value as f32).collect();
    let values = Tensor::from_vec(values.clone(), values.len(), logits.device())?;
    let mean = log_p.exp()?.broadcast_mul(&values)?.sum(D::Minus1)?;
    Ok((unlikely, mean))
}

/// Returns the weights of the two values nearest to a number, whose mean it is.
fn two_nearest(number: f64, values: &[f64]) -> Vec<f32> {
    let mut weights = vec![0.0_f32; values.len()];
    let last = values.len() - 1;
    let number = number.clamp(values[0], values[last]);
    let above = values.iter().position(|value| *value >= number).unwrap_or(last);
    let below = above.saturating_sub(1);
    let gap = values[above] - values[below];
    let share = if gap > 0.0 { (number - values[below]) / gap } else { 1.0 };
    weights[below] += (1.0 - share) as f32;
    weights[above] += share as f32;
    weights
}

pub(super) fn scalar(tensor: &Tensor) -> Result<f64> {
    Ok(f64::from(tensor.detach().to_scalar::<f32>()?))
}
