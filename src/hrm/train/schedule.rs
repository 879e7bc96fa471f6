//! The learning rate over time: a linear rise, then a cosine down to a share of the base.

use serde::{Deserialize, Serialize};

/// A learning rate for every step.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Schedule {
    pub base: f64,
    /// Steps of the rise.
    pub warmup: u64,
    /// Steps of the whole run.
    pub total: u64,
    /// The share of the base at the end; 1 keeps it.
    pub min_ratio: f64,
}

impl Schedule {
    /// Returns the rate of a step, counted from 1; behind the last the rate of the last.
    pub fn rate(&self, step: u64) -> f64 {
        if step < self.warmup {
            return self.base * step as f64 / self.warmup.max(1) as f64;
        }
        let length = self.total.saturating_sub(self.warmup).max(1) as f64;
        let progress = ((step - self.warmup) as f64 / length).min(1.0);
        let wave = 0.5 * (1.0 + (std::f64::consts::PI * progress).cos());
        self.base * (self.min_ratio + ((1.0 - self.min_ratio) * wave).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Recorded from the reference: base 0.001, rise of 2, 10 steps in all, down to a tenth.
    #[test]
    fn the_recorded_rates() {
        let schedule = Schedule { base: 1e-3, warmup: 2, total: 10, min_ratio: 0.1 };
        let rates: Vec<f64> = (1..=3).map(|step| schedule.rate(step)).collect();
        for (rate, recorded) in rates.iter().zip([0.0005, 0.001, 0.000_965_745_789_630_079]) {
            assert!((rate - recorded).abs() < 1e-15, "{rates:?}");
        }
        assert!((schedule.rate(10) - 1e-4).abs() < 1e-15);
        assert_eq!(schedule.rate(15).to_bits(), schedule.rate(10).to_bits(), "no second wave");
    }
}
