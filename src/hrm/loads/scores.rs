//! How far an answer agrees with the engine.

use super::encoding::Question;
use super::inventories::LoadTruth;

/// A factor is right within so much of the engine's, of the larger of 1 and the factor.
pub const FACTOR_WITHIN: f64 = 0.02;
/// Demand of a leg is right within this share of the most loaded leg.
pub const LEG_WITHIN: f64 = 0.02;

/// What of an answer agrees with the engine.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Judged {
    /// Loads with VA, and how many of them have the right factor.
    pub items: usize,
    pub right: usize,
    /// Largest difference of a leg's demand over the demand of the most loaded leg.
    pub leg_error: f64,
    pub size: bool,
}

impl Judged {
    /// Compares factors of the loads, demand by leg in VA and the class of the size.
    pub fn of(
        question: &Question,
        truth: &LoadTruth,
        factors: &[f64],
        demand_va: [f64; 3],
        size: usize,
    ) -> Self {
        let (mut items, mut right) = (0, 0);
        for ((found, wanted), row) in factors.iter().zip(&truth.factors).zip(&question.summary.row_of) {
            if row.is_some() {
                items += 1;
                right += usize::from((found - wanted).abs() <= FACTOR_WITHIN * wanted.max(1.0));
            }
        }
        let most = truth.demand_va.iter().copied().fold(1.0, f64::max);
        let errors =
            demand_va.iter().zip(truth.demand_va).map(|(found, wanted)| (found - wanted).abs() / most);
        Self { items, right, leg_error: errors.fold(0.0, f64::max), size: size == truth.size }
    }

    /// Returns the share of the loads with the right factor; 1 of none.
    pub fn factors(&self) -> f64 {
        if self.items == 0 { 1.0 } else { self.right as f64 / self.items as f64 }
    }

    /// Returns whether the demand of every leg is right.
    pub fn legs(&self) -> bool {
        self.leg_error <= LEG_WITHIN
    }

    /// Returns whether all of it is right.
    pub fn whole(&self) -> bool {
        self.right == self.items && self.size && self.legs()
    }
}
