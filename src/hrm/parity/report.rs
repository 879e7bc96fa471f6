//! Differences by quantity, beside what is allowed.

use super::fixture::Fixture;
use crate::hrm::HrmError;
use candle_core::{DType, Tensor};
use std::collections::BTreeMap;

/// The largest difference of one quantity.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Quantity {
    pub max_abs: f64,
    /// Relative to the largest value that was recorded.
    pub max_rel: f64,
    pub tolerance: f64,
}

/// What a fixture came to.
#[derive(Clone, Debug, PartialEq)]
pub struct ParityReport {
    /// Name of the folder.
    pub fixture: String,
    pub quantities: BTreeMap<String, Quantity>,
    /// The tensors that differ most, the worst first.
    pub worst: Vec<(String, f64)>,
}

impl ParityReport {
    /// Returns whether every quantity keeps its tolerance.
    pub fn passed(&self) -> bool {
        // A difference that is no number passes nothing.
        !self.quantities.is_empty() && self.quantities.values().all(|q| q.max_abs <= q.tolerance)
    }
}

/// How many of the worst tensors are told.
const WORST: usize = 10;

/// Differences as they are found.
#[derive(Debug, Default)]
pub(super) struct Differences {
    /// Largest difference and largest recorded value.
    quantities: BTreeMap<String, (f64, f64)>,
    tensors: Vec<(String, f64)>,
}

impl Differences {
    /// Compares numbers of one tensor.
    pub fn numbers(&mut self, quantity: &str, tensor: &str, ours: &[f64], theirs: &[f64]) {
        let mut far = if ours.len() == theirs.len() { 0.0 } else { f64::INFINITY };
        let mut largest = 0.0_f64;
        for (ours, theirs) in ours.iter().zip(theirs) {
            let difference = (ours - theirs).abs();
            // A difference that is no number is as far as can be.
            far = if difference.is_nan() { f64::INFINITY } else { f64::max(far, difference) };
            largest = largest.max(theirs.abs());
        }
        let entry = self.quantities.entry(quantity.to_owned()).or_insert((0.0, 0.0));
        *entry = (entry.0.max(far), entry.1.max(largest));
        self.tensors.push((tensor.to_owned(), far));
    }

    /// Compares a tensor of ours.
    pub fn tensor(
        &mut self,
        quantity: &str,
        name: &str,
        ours: &Tensor,
        theirs: &Tensor,
    ) -> Result<(), HrmError> {
        self.numbers(quantity, name, &numbers(ours)?, &numbers(theirs)?);
        Ok(())
    }

    pub fn report(mut self, fixture: &Fixture) -> ParityReport {
        let quantity = |(name, (max_abs, largest)): (String, (f64, f64))| {
            let max_rel = if largest > 0.0 { max_abs / largest } else { 0.0 };
            let tolerance = fixture.tolerance(&name);
            (name, Quantity { max_abs, max_rel, tolerance })
        };
        self.tensors.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        self.tensors.truncate(WORST);
        ParityReport {
            fixture: fixture.name.clone(),
            quantities: self.quantities.into_iter().map(quantity).collect(),
            worst: self.tensors,
        }
    }
}

/// Returns the values of a tensor of any type.
pub(super) fn numbers(tensor: &Tensor) -> Result<Vec<f64>, HrmError> {
    Ok(tensor.detach().to_dtype(DType::F64)?.flatten_all()?.to_vec1()?)
}
