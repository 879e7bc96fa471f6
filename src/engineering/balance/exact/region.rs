//! Where leg loads of at least some quality can lie: boxes that contain all of them.
//!
//! A search asks for the arrangements at least as good as what it has. For each metric that bounds every leg from both
//! sides. When one load alone exceeds an even share, the legs are far apart even at best and one box around the average
//! would hold almost everything; then there is one box for each leg that may be the largest.

use crate::domain::{Metric, System};
use crate::engineering::balance::score::{Judge, LegLoads, Quality};

/// Inclusive bounds of every leg.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LegBox {
    pub low: LegLoads,
    pub high: LegLoads,
}

/// Returns boxes that hold all leg loads with this total, with a largest leg of at least `largest`, and a quality of at
/// least `quality`. Some of less quality may be inside too.
pub fn boxes(judge: Judge, total: i64, largest: i64, quality: Quality) -> Vec<LegBox> {
    let count = judge.legs();
    if judge.metric == Metric::NeutralCurrent && !judge.system.has_neutral() {
        // No neutral, no current in it: all arrangements are equal.
        return vec![LegBox { low: [0; 3], high: [total; 3] }];
    }
    if judge.metric == Metric::NeutralCurrent && judge.system == System::HighLeg240 {
        return vec![high_leg_neutral(total, quality)];
    }
    let k = count as i128;
    let total = i128::from(total);
    let even = total.div_euclid(k) + i128::from(total.rem_euclid(k) > 0);
    let largest = i128::from(largest).max(even);
    let (num, den) = quality.fraction();
    // (most the largest leg can be, least the others can be)
    let (top, others) = match judge.metric {
        Metric::RangeOverMax => {
            let divisor = den + (k - 1) * num;
            let top = if divisor > 0 { (total * den).div_euclid(divisor) } else { total };
            (top, ceil_div(num * largest, den))
        }
        Metric::RangeOverAverage => {
            let range = (total * (den - num)).div_euclid(k * den);
            ((total + (k - 1) * range).div_euclid(k), largest - range)
        }
        Metric::MaxDeviation => {
            let deviation_k = (total * (den - num)).div_euclid(den);
            ((total + deviation_k).div_euclid(k), ceil_div(total - deviation_k, k))
        }
        Metric::NeutralCurrent => {
            // The range r of three legs leaves a square of at least ¾ r².
            let square = if count == 2 { -num / den + 1 } else { -num * 4 / (3 * den) + 1 };
            let range = (square.max(0) as f64).sqrt().ceil() as i128 + 1;
            ((total + (k - 1) * range).div_euclid(k), largest - range)
        }
    };
    if top < largest {
        return Vec::new();
    }
    let others_top = top.min(total - largest - (k - 2) * others);
    let narrow = |value: i128| value.clamp(i128::from(i64::MIN / 4), i128::from(i64::MAX / 4)) as i64;
    if largest == even {
        let bounds = LegBox { low: [narrow(others); 3], high: [narrow(top); 3] };
        return vec![bounds];
    }
    (0..count)
        .map(|leg| {
            let mut bounds = LegBox { low: [narrow(others); 3], high: [narrow(others_top); 3] };
            bounds.low[leg] = narrow(largest);
            bounds.high[leg] = narrow(top);
            bounds
        })
        .collect()
}

/// A and C differ by at most the neutral current, and B carries at most √3 of it.
fn high_leg_neutral(total: i64, quality: Quality) -> LegBox {
    let (num, den) = quality.fraction();
    let neutral = ((-num).max(0) as f64 / den as f64).sqrt().ceil() as i64 + 1;
    let neutral = neutral.min(i64::MAX / 16);
    let (low, high) = ((total - 2 * neutral - neutral) / 2 - 1, (total + neutral) / 2 + 1);
    LegBox { low: [low, 0, low], high: [high, 2 * neutral, high] }
}

fn ceil_div(a: i128, b: i128) -> i128 {
    -(-a).div_euclid(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    /// Whatever is at least as good lies in one of the boxes.
    #[test]
    fn boxes_hold_everything_as_good() {
        let mut rng = ChaCha8Rng::seed_from_u64(5);
        for _ in 0..20_000 {
            let system = [System::Single240, System::Wye208, System::HighLeg240, System::Delta240]
                [rng.random_range(0..4)];
            let count = system.legs().len();
            let mut draw = |high| {
                let mut legs = [0; 3];
                (0..count).for_each(|leg| legs[leg] = rng.random_range(0..=high));
                legs
            };
            let (legs, other) = (draw(30), draw(30));
            let total: i64 = legs.iter().sum();
            let mut bar = other;
            // A bar of the same total, so that the two compare.
            bar[0] += total - other.iter().sum::<i64>();
            if bar[0] < 0 || total == 0 {
                continue;
            }
            for metric in Metric::ALL {
                let judge = Judge { metric: *metric, system };
                let bar = judge.quality(bar);
                if judge.quality(legs) < bar {
                    continue;
                }
                let largest = legs.iter().copied().max().unwrap_or(0);
                for known in [0, largest / 2, largest] {
                    let found = boxes(judge, total, known, bar);
                    assert!(
                        found
                            .iter()
                            .any(|b| (0..count).all(|leg| (b.low[leg]..=b.high[leg]).contains(&legs[leg]))),
                        "{metric} {legs:?} {bar:?} {known}"
                    );
                }
            }
        }
    }
}
