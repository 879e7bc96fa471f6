//! Leg loads, the balance score and its three sister metrics, and the neutral current.
//!
//! The one place with these formulas. Each metric is turned into a score that is 1 when the legs are equal and falls as
//! they differ; only the default cannot fall below 0:
//!
//! | metric | score |
//! |---|---|
//! | (max-min)/max | 1 − (max − min) / max |
//! | (max-min)/average | 1 − (max − min) / average |
//! | max-deviation | 1 − largest deviation from the average / average |
//! | neutral-current | 1 − neutral current / average line-to-neutral current of a leg |
//!
//! [`Quality`] is the same order as an exact fraction, for searches that must not round.

use crate::domain::{Metric, Slot, System};
use crate::engineering::balance::problem::{BalanceItem, BalanceProblem, va_from_units};
use std::cmp::Ordering;

/// Loads of the legs A, B, C in units of the problem; a two-leg system leaves the third at zero.
pub type LegLoads = [i64; 3];

/// Returns 1 − (max − min) / max of the legs given; 1 when all are zero.
pub fn balance_score(legs: &[f64]) -> f64 {
    let max = legs.iter().copied().fold(f64::MIN, f64::max);
    let min = legs.iter().copied().fold(f64::MAX, f64::min);
    if max <= 0.0 { if max == min || legs.is_empty() { 1.0 } else { 0.0 } } else { 1.0 - (max - min) / max }
}

/// Returns the current in the neutral from the line-to-neutral currents of the legs: for three phases at equal power
/// factors √(a² + b² + c² − ab − bc − ca), for a single-phase three-wire system the difference of the legs.
pub fn neutral_current(legs: &[f64]) -> f64 {
    match *legs {
        [a, b] => (a - b).abs(),
        [a, b, c] => (a * a + b * b + c * c - a * b - b * c - c * a).max(0.0).sqrt(),
        _ => 0.0,
    }
}

/// Leg loads of an arrangement with what is read off them.
#[derive(Clone, Debug, PartialEq)]
pub struct LegReport {
    /// Volt-amperes of each leg, A first.
    pub va: Vec<f64>,
    /// Amperes of each leg, A first; see [`leg_amperes`].
    pub amps: Vec<f64>,
    /// Estimate from the line-to-neutral loads; `None` in a system without a neutral.
    pub neutral_a: Option<f64>,
    /// Score by the metric of the problem.
    pub score: f64,
}

/// Returns the current of a leg: its load over the line-to-neutral voltage. Where a leg has none (delta systems and the
/// high leg) the line-to-line voltage over √3 stands in, which is exact for balanced line-to-line loads.
pub fn leg_amperes(system: System, leg: usize, va: f64) -> f64 {
    let nominal = system.legs().get(leg).and_then(|leg| system.line_to_neutral(*leg));
    va / nominal.map_or(system.line_to_line().value() / 3_f64.sqrt(), |volts| volts.value())
}

/// Returns the leg loads of an arrangement: all loads, and the line-to-neutral ones alone.
pub fn leg_loads(problem: &BalanceProblem, tops: &[Slot]) -> (LegLoads, LegLoads) {
    let (mut all, mut to_neutral) = ([0; 3], [0; 3]);
    for (item, top) in problem.items.iter().zip(tops) {
        add_item(problem, item, *top, &mut all);
        if item.line_to_neutral {
            add_item(problem, item, *top, &mut to_neutral);
        }
    }
    (all, to_neutral)
}

fn add_item(problem: &BalanceProblem, item: &BalanceItem, top: Slot, legs: &mut LegLoads) {
    for (pole, load) in (0..u16::from(item.poles)).zip(item.loads) {
        if let Some(leg) = legs.get_mut(top.down(pole).leg(problem.system).index()) {
            *leg += load;
        }
    }
}

/// Returns the leg loads of an arrangement that the problem's metric judges.
pub fn judged_loads(problem: &BalanceProblem, tops: &[Slot]) -> LegLoads {
    let (all, to_neutral) = leg_loads(problem, tops);
    if problem.metric == Metric::NeutralCurrent { to_neutral } else { all }
}

/// Returns what a schedule shows of an arrangement.
pub fn leg_report(problem: &BalanceProblem, tops: &[Slot]) -> LegReport {
    let (all, to_neutral) = leg_loads(problem, tops);
    let count = problem.leg_count();
    let va: Vec<f64> = all.iter().take(count).map(|units| va_from_units(*units)).collect();
    let amps = va.iter().enumerate().map(|(leg, va)| leg_amperes(problem.system, leg, *va)).collect();
    let neutral_a = problem.system.has_neutral().then(|| {
        let currents: Vec<f64> = to_neutral
            .iter()
            .take(count)
            .enumerate()
            .map(|(leg, units)| leg_amperes(problem.system, leg, va_from_units(*units)))
            .collect();
        neutral_current(&currents)
    });
    let judged = if problem.metric == Metric::NeutralCurrent { to_neutral } else { all };
    let score = Quality::of(problem.metric, count, judged).score();
    LegReport { va, amps, neutral_a, score }
}

/// How good leg loads are, as an exact fraction: more is better, and 1 is perfect except for the neutral current, whose
/// square it holds negated so that no root is needed to compare.
#[derive(Clone, Copy, Debug)]
pub struct Quality {
    numerator: i128,
    /// Above zero.
    denominator: i128,
    metric: Metric,
    /// Scale of the neutral current: average line-to-neutral load of a leg times the legs.
    total: i128,
    legs: i128,
}

impl Quality {
    /// Judges leg loads; of a two-leg system the first two entries.
    pub fn of(metric: Metric, count: usize, legs: LegLoads) -> Self {
        let [a, b, c] = legs.map(i128::from);
        let (max, min) = if count == 2 { (a.max(b), a.min(b)) } else { (a.max(b).max(c), a.min(b).min(c)) };
        let (total, k) = if count == 2 { (a + b, 2) } else { (a + b + c, 3) };
        let (numerator, denominator) = match metric {
            Metric::RangeOverMax if max > 0 => (min, max),
            Metric::RangeOverAverage if total > 0 => (total - k * (max - min), total),
            Metric::MaxDeviation if total > 0 => (total - (k * max - total).max(total - k * min), total),
            Metric::NeutralCurrent if count == 2 => (-(a - b) * (a - b), 1),
            Metric::NeutralCurrent => (-(a * a + b * b + c * c - a * b - b * c - c * a), 1),
            _ if max == min => (1, 1),
            _ => (0, 1),
        };
        Self { numerator, denominator, metric, total, legs: k }
    }

    /// Returns a quality no leg loads fall below.
    pub(in crate::engineering::balance) const fn worst(metric: Metric) -> Self {
        Self { numerator: -(1 << 100), denominator: 1, metric, total: 0, legs: 1 }
    }

    /// Returns a quality just at the target, or a hair below it, for panels with this total.
    pub(in crate::engineering::balance) fn at_target(
        metric: Metric,
        count: usize,
        total: i64,
        target: f64,
    ) -> Self {
        const SCALE: f64 = 1e9;
        let (total, legs) = (i128::from(total), count as i128);
        let (numerator, denominator) = if metric == Metric::NeutralCurrent {
            let allowed = (1.0 - target).max(0.0) * total as f64 / legs as f64 + 1.0;
            (-((allowed * allowed).ceil() as i128) - 1, 1)
        } else {
            ((target * SCALE).round() as i128, SCALE as i128)
        };
        Self { numerator, denominator, metric, total, legs }
    }

    /// Returns the score of the metric's formula.
    pub fn score(self) -> f64 {
        if self.metric != Metric::NeutralCurrent {
            return self.numerator as f64 / self.denominator as f64;
        }
        if self.numerator == 0 {
            return 1.0;
        }
        1.0 - (-self.numerator as f64).sqrt() * self.legs as f64 / (self.total.max(1)) as f64
    }

    /// Returns whether the score is at least the target, exact to the ninth decimal of the target.
    pub fn reaches(self, target: f64) -> bool {
        const SCALE: i128 = 1_000_000_000;
        let target = (target * SCALE as f64).round() as i128;
        if self.metric != Metric::NeutralCurrent {
            return self.numerator * SCALE >= target * self.denominator;
        }
        let allowed = (SCALE - target) * self.total;
        // √(−numerator)·k ≤ (1 − target)·total, squared; the slack of one unit is below any load.
        allowed >= 0 && (-self.numerator as f64).sqrt() * (self.legs * SCALE) as f64 <= allowed as f64 + 0.5
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

    #[test]
    fn the_four_metrics_of_lp1_as_it_stands() {
        let legs = [15_720, 10_600, 8_660];
        let score = |metric| Quality::of(metric, 3, legs).score();
        assert!((score(Metric::RangeOverMax) - 0.5509).abs() < 5e-5);
        assert!((1.0 - score(Metric::RangeOverAverage) - 0.6055).abs() < 5e-5);
        assert!((1.0 - score(Metric::MaxDeviation) - 0.348).abs() < 5e-4);
        assert!((balance_score(&[15_720.0, 10_600.0, 8_660.0]) - 0.5509).abs() < 5e-5);
    }

    #[test]
    fn nothing_on_the_bus_is_balanced() {
        assert_eq!(balance_score(&[0.0, 0.0, 0.0]), 1.0);
        for metric in Metric::ALL {
            assert_eq!(Quality::of(*metric, 3, [0; 3]).score(), 1.0);
            assert_eq!(Quality::of(*metric, 2, [700, 700, 0]).score(), 1.0);
        }
        assert_eq!(Quality::of(Metric::RangeOverMax, 3, [5, 0, 0]).score(), 0.0);
    }

    #[test]
    fn neutral_current_by_hand() {
        assert_eq!(neutral_current(&[30.0, 10.0]), 20.0);
        assert_eq!(neutral_current(&[10.0, 10.0, 10.0]), 0.0);
        assert_eq!(neutral_current(&[10.0, 0.0, 0.0]), 10.0);
        // One leg idle: the neutral carries as much as the other two.
        assert!((neutral_current(&[10.0, 10.0, 0.0]) - 10.0).abs() < 1e-12);
    }

    #[test]
    fn a_target_is_reached_exactly() {
        let quality = Quality::of(Metric::RangeOverMax, 3, [100, 95, 97]);
        assert!(quality.reaches(0.95));
        assert!(!quality.reaches(0.950_000_001));
        assert!(Quality::of(Metric::NeutralCurrent, 2, [105, 95, 0]).reaches(0.9));
        assert!(!Quality::of(Metric::NeutralCurrent, 2, [106, 94, 0]).reaches(0.9));
    }
}
