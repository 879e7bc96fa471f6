//! What the network says of an inventory, and what that comes to: factors, demand by leg, design load, size.

use super::encoding::{AT_MOTOR, AT_SHARES, AT_SIZES, CLASSES, FACTORS, Question, SHARES};
use super::sizes::SIZES;

/// What it says of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RowAnswer {
    /// Demand over what factors are taken of.
    pub factor: f64,
    /// Design load over demand.
    pub share: f64,
    /// Above zero where the row's largest motor counts 25 % more.
    pub motor: f64,
}

/// What it says of an inventory.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Segments that were thought for it.
    pub step: usize,
    pub rows: Vec<RowAnswer>,
    /// Place of the load that counts 25 % more in the list of loads.
    pub motor: Option<usize>,
    /// Demand on legs A, B, C in VA.
    pub demand_va: [f64; 3],
    pub design_va: f64,
    /// How much each class of size has for it, as logits.
    pub sizes: Vec<f64>,
}

impl Answer {
    /// Returns what stands before the first segment: everything counts in full.
    pub fn first(question: &Question) -> Self {
        let rows = vec![RowAnswer { factor: 1.0, share: 1.0, motor: -1.0 }; question.summary.rows.len()];
        Self::of(question, rows, vec![0.0; SIZES], 0)
    }

    /// Reads what a segment says: the service's logits first, then those of the rows in an order.
    pub fn read(question: &Question, order: &[usize], logits: &[Vec<f32>], step: usize) -> Self {
        let part = |logits: &[f32], from: usize, count: usize| -> Vec<f64> {
            logits.iter().skip(from).take(count).map(|logit| f64::from(*logit)).collect()
        };
        let mut rows = vec![RowAnswer::default(); question.summary.rows.len()];
        for (row, logits) in order.iter().zip(logits.iter().skip(1)) {
            debug_assert_eq!(logits.len(), CLASSES);
            if let Some(slot) = rows.get_mut(*row) {
                *slot = RowAnswer {
                    factor: mean(&part(logits, 0, FACTORS.len()), &FACTORS),
                    share: mean(&part(logits, AT_SHARES, SHARES.len()), &SHARES),
                    motor: logits.get(AT_MOTOR).copied().map_or(-1.0, f64::from),
                };
            }
        }
        let sizes = logits.first().map_or_else(Vec::new, |logits| part(logits, AT_SIZES, SIZES));
        Self::of(question, rows, sizes, step)
    }

    /// Adds up what rows come to. One motor at most counts more: that of the row that says so most clearly.
    pub(super) fn of(question: &Question, rows: Vec<RowAnswer>, sizes: Vec<f64>, step: usize) -> Self {
        let summary = &question.summary;
        let mut answer = Self { step, rows, motor: None, demand_va: [0.0; 3], design_va: 0.0, sizes };
        let legs = question.inventory.system.legs().len();
        let mut motor = (0.0, None);
        for (row, said) in summary.rows.iter().zip(&answer.rows) {
            let connected: f64 = row.legs.iter().sum();
            let demand = said.factor
                * if row.by_area { summary.group(row).base } else { summary.scale(row) * connected };
            for (leg, sum) in answer.demand_va.iter_mut().enumerate().take(legs) {
                *sum += if row.by_area {
                    demand / legs as f64
                } else {
                    said.factor * summary.scale(row) * row.legs[leg]
                };
            }
            answer.design_va += demand * said.share;
            if said.motor > motor.0 && row.motor.is_some() {
                motor = (said.motor, row.motor);
            }
        }
        answer.motor = motor.1;
        if let Some(item) = motor.1.and_then(|place| question.inventory.items.get(place)) {
            for (sum, va) in answer.demand_va.iter_mut().zip(item.load.per_leg().0) {
                *sum += 0.25 * va.0;
            }
            answer.design_va += 0.25 * item.load.total().0;
        }
        answer
    }

    /// Returns the demand factor of each load, the largest motor's 25 % in it; 1 of one without VA.
    pub fn factors(&self, question: &Question) -> Vec<f64> {
        let of = |(place, row): (usize, &Option<usize>)| {
            let Some((row, said)) =
                row.and_then(|row| Some((question.summary.rows.get(row)?, self.rows.get(row)?)))
            else {
                return 1.0;
            };
            let quarter = if self.motor == Some(place) { 0.25 } else { 0.0 };
            said.factor * question.summary.scale(row) + quarter
        };
        question.summary.row_of.iter().enumerate().map(of).collect()
    }

    /// Returns the class of the size, and how sure it is of it, 0 to 1, at a temperature.
    pub fn size(&self, temperature: f64) -> (usize, f64) {
        let most = self.sizes.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let weights = self.sizes.iter().map(|logit| ((logit - most) / temperature).exp());
        let sum: f64 = weights.sum();
        let place = self.sizes.iter().position(|logit| *logit == most).unwrap_or(0);
        (place, if sum > 0.0 { 1.0 / sum } else { 0.0 })
    }
}

/// Returns the mean of some values by the softmax of logits.
fn mean(logits: &[f64], of: &[f64]) -> f64 {
    let most = logits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let weights = logits.iter().map(|logit| (logit - most).exp());
    let (sum, all) =
        weights.zip(of).fold((0.0, 0.0), |(sum, all), (weight, value)| (sum + weight * value, all + weight));
    if all > 0.0 { sum / all } else { 0.0 }
}
