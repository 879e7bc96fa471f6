//! Leg loads of an arrangement, the balance score and its three sister metrics.
//!
//! The one place with these formulas. Each metric is turned into a score that is 1 when the legs are equal and falls as
//! they differ; only the default cannot fall below 0:
//!
//! | metric | score |
//! |---|---|
//! | (max-min)/max | 1 − (max − min) / max |
//! | (max-min)/average | 1 − (max − min) / average |
//! | max-deviation | 1 − largest deviation from the average / average |
//! | neutral-current | 1 − neutral current / average line-to-neutral current of a leg that may carry one |
//!
//! [`Quality`] is the same order as an exact fraction, for searches that must not round.

use crate::domain::{Metric, Slot, System};
use crate::engineering::balance::problem::{BalanceItem, BalanceProblem, units_from_va};
use crate::engineering::{LegLoad, PerLeg, leg_amperes, neutral_amperes};
use crate::units::{Amperes, VoltAmperes};
use std::cmp::Ordering;

/// Loads of the legs A, B, C in units of the problem; a two-leg system leaves the third at zero.
pub type LegLoads = [i64; 3];

/// Returns 1 − (max − min) / max of the legs given; 1 when all are zero.
pub fn balance_score(legs: &[f64]) -> f64 {
    let max = legs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let min = legs.iter().copied().fold(f64::INFINITY, f64::min);
    if max > 0.0 {
        1.0 - (max - min) / max
    } else if max <= min {
        1.0
    } else {
        0.0
    }
}

/// Returns the score of a panelboard with this load on its legs, by any metric.
pub fn metric_score(metric: Metric, system: System, load: &LegLoad) -> f64 {
    let judge = Judge { metric, system };
    let legs = match metric {
        Metric::NeutralCurrent => load.line_to_neutral,
        _ => load.per_leg().0.map(|va| va.0),
    };
    judge.quality(legs.map(units_from_va)).score()
}

/// What a schedule shows of an arrangement.
#[derive(Clone, Debug, PartialEq)]
pub struct LegReport {
    pub va: PerLeg<VoltAmperes>,
    pub amps: PerLeg<Amperes>,
    /// Estimate from the line-to-neutral loads; `None` in a system without a neutral.
    pub neutral: Option<Amperes>,
    /// Score by the metric of the problem.
    pub score: f64,
}

/// Returns the load on the legs for these top slots, in VA and by connection.
pub fn leg_load(problem: &BalanceProblem, tops: &[Slot]) -> LegLoad {
    let mut sum = LegLoad::default();
    for (item, top) in problem.items.iter().zip(tops) {
        let places: Vec<usize> =
            (0..u16::from(item.poles)).map(|pole| top.down(pole).leg(problem.system).index()).collect();
        sum += item.load.placed(&places);
    }
    sum
}

/// Returns the leg loads of an arrangement that the problem's metric judges, in units.
pub fn judged_loads(problem: &BalanceProblem, tops: &[Slot]) -> LegLoads {
    let mut legs = [0; 3];
    for (item, top) in problem.items.iter().zip(tops) {
        let at = judged_item(problem, item, *top);
        legs.iter_mut().zip(at).for_each(|(sum, load)| *sum += load);
    }
    legs
}

/// Returns what one breaker adds to the leg loads that the problem's metric judges, in units.
pub fn judged_item(problem: &BalanceProblem, item: &BalanceItem, top: Slot) -> LegLoads {
    let loads = if problem.metric == Metric::NeutralCurrent { item.neutral_loads() } else { item.loads() };
    let mut legs = [0; 3];
    for (pole, load) in (0..u16::from(item.poles)).zip(loads) {
        if let Some(leg) = legs.get_mut(top.down(pole).leg(problem.system).index()) {
            *leg += load;
        }
    }
    legs
}

/// Returns what a schedule shows of an arrangement.
pub fn leg_report(problem: &BalanceProblem, tops: &[Slot]) -> LegReport {
    let load = leg_load(problem, tops);
    LegReport {
        va: load.per_leg(),
        amps: leg_amperes(problem.system, &load),
        neutral: problem.system.has_neutral().then(|| neutral_amperes(problem.system, &load)),
        score: problem.judge().quality(judged_loads(problem, tops)).score(),
    }
}

/// Judges leg loads of one system by one metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judge {
    pub metric: Metric,
    pub system: System,
}

impl Judge {
    /// Returns how many legs there are: 2 or 3.
    pub const fn legs(self) -> usize {
        self.system.legs().len()
    }

    /// Judges leg loads in units.
    pub fn quality(self, legs: LegLoads) -> Quality {
        let [a, b, c] = legs.map(i128::from);
        let two = self.legs() == 2;
        let (max, min) = if two { (a.max(b), a.min(b)) } else { (a.max(b).max(c), a.min(b).min(c)) };
        let k = self.legs() as i128;
        let total = if two { a + b } else { a + b + c };
        let (numerator, denominator) = match self.metric {
            Metric::RangeOverMax if max > 0 => (min, max),
            Metric::RangeOverAverage if total > 0 => (total - k * (max - min), total),
            Metric::MaxDeviation if total > 0 => (total - (k * max - total).max(total - k * min), total),
            Metric::NeutralCurrent => (-self.neutral_square(legs), 3),
            _ if max == min => (1, 1),
            _ => (0, 1),
        };
        Quality { numerator, denominator, neutral_scale: self.neutral_scale(total) }
    }

    /// Returns three times the square of the neutral current, in units of load on a line-to-neutral leg; the formulas
    /// are those of [`neutral_amperes`]. The high leg has √3 times the voltage to neutral.
    fn neutral_square(self, legs: LegLoads) -> i128 {
        let [a, b, c] = legs.map(i128::from);
        match self.system {
            _ if !self.system.has_neutral() => 0,
            System::Single240 => 3 * (a - b) * (a - b),
            System::HighLeg240 => 3 * (a - c) * (a - c) + b * b,
            _ => 3 * (a * a + b * b + c * c - a * b - b * c - c * a),
        }
    }

    /// Returns the average line-to-neutral load of a leg that may carry one, 0 for metrics that are ratios themselves.
    fn neutral_scale(self, total: i128) -> f64 {
        let legs = if self.system.high_leg().is_some() { 2.0 } else { self.legs() as f64 };
        if self.metric == Metric::NeutralCurrent { (total as f64 / legs).max(1.0) } else { 0.0 }
    }

    /// Returns a quality no leg loads fall below.
    pub(in crate::engineering::balance) const fn worst(self) -> Quality {
        Quality { numerator: -(1 << 100), denominator: 1, neutral_scale: 0.0 }
    }

    /// Returns the quality just at the target for panels with this total; for the neutral current to one unit.
    pub(in crate::engineering::balance) fn at_target(self, total: i64, target: f64) -> Quality {
        const SCALE: f64 = 1e9;
        let neutral_scale = self.neutral_scale(i128::from(total));
        if self.metric == Metric::NeutralCurrent {
            let allowed = ((1.0 - target).max(0.0) * neutral_scale + 0.5).floor();
            return Quality { numerator: -3 * (allowed * allowed) as i128, denominator: 3, neutral_scale };
        }
        Quality { numerator: (target * SCALE).round() as i128, denominator: SCALE as i128, neutral_scale }
    }
}

/// How good leg loads are, as an exact fraction: more is better, and 1 is perfect. Of the neutral current it holds the
/// square, negated, so that no root is needed to compare; there 0 is perfect. Compare within one panel only.
#[derive(Clone, Copy, Debug)]
pub struct Quality {
    numerator: i128,
    /// Above zero.
    denominator: i128,
    /// What the neutral current is measured against; 0 when the fraction is the score itself.
    neutral_scale: f64,
}

impl Quality {
    /// Returns the score of the metric's formula.
    pub fn score(self) -> f64 {
        if self.neutral_scale > 0.0 {
            1.0 - (-self.numerator as f64 / self.denominator as f64).sqrt() / self.neutral_scale
        } else {
            self.numerator as f64 / self.denominator as f64
        }
    }

    /// Returns the fraction (numerator, denominator) that orders qualities of one panel.
    pub(in crate::engineering::balance) const fn fraction(self) -> (i128, i128) {
        (self.numerator, self.denominator)
    }
}

impl PartialEq for Quality {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Quality {}

impl PartialOrd for Quality {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Quality {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.numerator * other.denominator).cmp(&(other.numerator * self.denominator))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(metric: Metric, system: System, legs: LegLoads) -> f64 {
        Judge { metric, system }.quality(legs).score()
    }

    #[test]
    fn the_metrics_of_lp1_as_it_stands() {
        let legs = [15_720, 10_600, 8_660];
        let score = |metric| score(metric, System::Wye208, legs);
        assert!((score(Metric::RangeOverMax) - 0.5509).abs() < 5e-5);
        assert!((1.0 - score(Metric::RangeOverAverage) - 0.6055).abs() < 5e-5);
        assert!((1.0 - score(Metric::MaxDeviation) - 0.348).abs() < 5e-4);
        assert!((balance_score(&[15_720.0, 10_600.0, 8_660.0]) - 0.5509).abs() < 5e-5);
    }

    #[test]
    fn nothing_on_the_bus_is_balanced() {
        assert_eq!(balance_score(&[0.0, 0.0, 0.0]), 1.0);
        for metric in Metric::ALL {
            assert_eq!(score(*metric, System::Wye208, [0; 3]), 1.0);
            assert_eq!(score(*metric, System::Single240, [700, 700, 0]), 1.0);
        }
        assert_eq!(score(Metric::RangeOverMax, System::Delta240, [5, 0, 0]), 0.0);
    }

    /// The neutral score agrees with the amperes that are shown.
    #[test]
    fn neutral_score_is_one_minus_neutral_over_average() {
        for system in [System::Wye208, System::Single240, System::HighLeg240] {
            let high = system.high_leg().is_some();
            let line_to_neutral = match system {
                System::Single240 => [9000.0, 6000.0, 0.0],
                _ => [9000.0, if high { 0.0 } else { 4000.0 }, 6000.0],
            };
            let load = LegLoad { line_to_neutral, ..LegLoad::default() };
            let neutral = neutral_amperes(system, &load).0;
            let loaded = if high { 2.0 } else { system.legs().len() as f64 };
            let average = line_to_neutral.iter().sum::<f64>() / 120.0 / loaded;
            let shown = metric_score(Metric::NeutralCurrent, system, &load);
            assert!((shown - (1.0 - neutral / average)).abs() < 1e-12, "{system}");
        }
    }

    #[test]
    fn a_target_is_reached_exactly() {
        let judge = Judge { metric: Metric::RangeOverMax, system: System::Wye208 };
        let quality = judge.quality([100, 95, 97]);
        assert!(quality >= judge.at_target(292, 0.95));
        assert!(quality < judge.at_target(292, 0.950_000_001));
        let judge = Judge { metric: Metric::NeutralCurrent, system: System::Single240 };
        assert!(judge.quality([105, 95, 0]) >= judge.at_target(200, 0.9));
        assert!(judge.quality([106, 94, 0]) < judge.at_target(200, 0.9));
    }
}
