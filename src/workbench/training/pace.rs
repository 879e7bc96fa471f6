//! How fast a run goes and how long it still takes, from the steps of the last minute.

use std::collections::VecDeque;

/// What is looked back on, in seconds.
const BACK: f64 = 60.0;
/// Parts of that time whose rates are compared.
const PARTS: usize = 6;

/// Rate and time left of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// Steps a second.
    pub rate: f64,
    /// Seconds still needed.
    pub left: f64,
    /// Half of the interval around that, in seconds, from how much the rate varied.
    pub spread: f64,
}

/// The steps of a run by the time they were seen.
#[derive(Clone, Debug, Default)]
pub(super) struct Steps(VecDeque<(f64, u64)>);

impl Steps {
    /// Notes that at a time, in seconds from anywhere, a step had been taken.
    pub fn saw(&mut self, time: f64, step: u64) {
        if self.0.back().is_some_and(|(_, last)| *last > step) {
            self.0.clear();
        }
        if self.0.back().is_none_or(|(_, last)| *last != step) {
            self.0.push_back((time, step));
        }
        while self.0.len() > 2 && self.0.front().is_some_and(|(first, _)| time - first > BACK) {
            self.0.pop_front();
        }
    }

    /// Returns the pace with `left` steps to go; `None` before two different steps were seen.
    pub fn pace(&self, left: u64) -> Option<Pace> {
        let (first, last) = (self.0.front()?, self.0.back()?);
        let span = last.0 - first.0;
        if span <= 0.0 || last.1 == first.1 {
            return None;
        }
        let rate = (last.1 - first.1) as f64 / span;
        let seconds = left as f64 / rate;
        let seen: Vec<(f64, u64)> = self.0.iter().copied().collect();
        let part = (seen.len() / PARTS).max(1);
        let rates: Vec<f64> = seen
            .windows(part + 1)
            .step_by(part)
            .filter_map(|few| {
                let (from, to) = (few.first()?, few.last()?);
                (to.0 > from.0).then(|| (to.1 - from.1) as f64 / (to.0 - from.0))
            })
            .collect();
        let mean = rates.iter().sum::<f64>() / rates.len().max(1) as f64;
        let variance =
            rates.iter().map(|rate| (rate - mean).powi(2)).sum::<f64>() / rates.len().max(2) as f64;
        let share = if mean > 0.0 {
            (2.0 * (variance / rates.len().max(1) as f64).sqrt() / mean).min(1.0)
        } else {
            1.0
        };
        Some(Pace { rate, left: seconds, spread: seconds * share })
    }
}

/// Returns a time in words: `40 s`, `36 min`, `1 h 04`.
pub fn duration_words(seconds: f64) -> String {
    let whole = seconds.max(0.0).round() as u64;
    match whole {
        0..60 => format!("{whole} s"),
        60..3600 => format!("{} min", (whole + 30) / 60),
        _ => format!("{} h {:02}", whole / 3600, whole % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_even_pace_is_certain_and_an_uneven_one_says_how_little() {
        let mut steps = Steps::default();
        assert_eq!(steps.pace(10), None);
        for second in 0..30_u32 {
            steps.saw(f64::from(second), u64::from(second) * 3);
        }
        let pace = steps.pace(300).expect("seen");
        assert!((pace.rate - 3.0).abs() < 1e-9 && (pace.left - 100.0).abs() < 1e-9 && pace.spread < 1e-6);
        let mut uneven = Steps::default();
        let mut step = 0;
        for second in 0..30_u32 {
            step += if second % 10 < 5 { 1 } else { 9 };
            uneven.saw(f64::from(second), step);
        }
        let pace = uneven.pace(300).expect("seen");
        assert!(pace.spread > 1.0 && pace.spread <= pace.left, "{pace:?}");
        uneven.saw(31.0, 4);
        assert_eq!(uneven.pace(300), None, "begun anew");
    }

    #[test]
    fn times_are_short() {
        assert_eq!(duration_words(39.6), "40 s");
        assert_eq!(duration_words(2150.0), "36 min");
        assert_eq!(duration_words(3840.0), "1 h 04");
    }
}
