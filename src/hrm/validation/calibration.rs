//! Whether a model is as sure as it should be: reliability by bins, the expected calibration error, a temperature that mends it.

use crate::hrm::validation::answer::{CircuitAnswer, FamilyAnswer};
use crate::hrm::validation::families::Truth;
use crate::hrm::validation::truth::Truths;

/// Bins of the confidence, of equal width from 0 to 1.
pub const BINS: usize = 10;
/// Temperatures that are looked through.
const LOWEST: f64 = 0.25;
const HIGHEST: f64 = 4.0;
/// Steps of the search; each narrows it by the golden section.
const STEPS: usize = 40;

/// One bin of a reliability table.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    pub count: usize,
    /// Mean of how sure the model is, and share of what is right.
    pub confidence: f64,
    pub right: f64,
}

/// How sure a model is, and how often it is right then.
#[derive(Clone, Debug, PartialEq)]
pub struct Reliability {
    pub bins: Vec<Bin>,
    /// Expected calibration error: the mean distance of both, every bin by its count.
    pub ece: f64,
}

/// Whether an answer says right how a family stands; where exactly it is violated does not count.
pub(super) fn is_right(said: Truth, truth: Truth) -> bool {
    said == truth || said.is_violated() && truth.is_violated()
}

impl Reliability {
    /// Sorts every family of every circuit by how sure its answer is.
    pub fn of(said: &[CircuitAnswer], truths: &[Truths], temperature: f64) -> Self {
        let mut bins = vec![Bin::default(); BINS];
        let pairs = said.iter().flatten().zip(truths.iter().flatten());
        for (answer, truth) in pairs {
            let sure = answer.tempered(temperature).confidence();
            let at = ((sure * BINS as f64) as usize).min(BINS - 1);
            if let Some(bin) = bins.get_mut(at) {
                bin.count += 1;
                bin.confidence += sure;
                bin.right += f64::from(u8::from(is_right(answer.said(), *truth)));
            }
        }
        let all: usize = bins.iter().map(|bin| bin.count).sum();
        let mut ece = 0.0;
        for bin in bins.iter_mut().filter(|bin| bin.count > 0) {
            bin.confidence /= bin.count as f64;
            bin.right /= bin.count as f64;
            ece += (bin.confidence - bin.right).abs() * bin.count as f64 / all as f64;
        }
        Self { bins, ece }
    }
}

/// Returns the temperature with which the truth is likeliest, between 0.25 and 4.
pub fn fitted_temperature(said: &[CircuitAnswer], truths: &[Truths]) -> f64 {
    let cost = |ln_temperature: f64| {
        let temperature = ln_temperature.exp();
        let pairs = said.iter().flatten().zip(truths.iter().flatten());
        pairs.map(|(answer, truth)| -share_of(&answer.tempered(temperature), *truth).ln()).sum::<f64>()
    };
    let golden = (5.0_f64.sqrt() - 1.0) / 2.0;
    let (mut low, mut high) = (LOWEST.ln(), HIGHEST.ln());
    for _ in 0..STEPS {
        let (left, right) = (high - golden * (high - low), low + golden * (high - low));
        if cost(left) <= cost(right) {
            high = right;
        } else {
            low = left;
        }
    }
    f64::midpoint(low, high).exp()
}

fn share_of(answer: &FamilyAnswer, truth: Truth) -> f64 {
    let share = match truth {
        Truth::Holds => answer.holds,
        Truth::Undetermined => answer.undetermined,
        Truth::Violated(_) => answer.violated,
    };
    share.max(1e-12)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hrm::validation::families::{Attribute, FAMILIES};

    /// Answers that are sure to 90 % and right in 7 of 10: too sure by a fifth, and the temperature says how much.
    #[test]
    fn one_who_is_too_sure_is_made_less_sure() {
        let answer = FamilyAnswer { holds: 0.9, undetermined: 0.05, violated: 0.05, at: Attribute::Trip };
        let said = vec![[answer; FAMILIES]; 10];
        let truth =
            |row: usize| [if row < 7 { Truth::Holds } else { Truth::Violated(Attribute::Trip) }; FAMILIES];
        let truths: Vec<Truths> = (0..10).map(truth).collect();
        let before = Reliability::of(&said, &truths, 1.0);
        assert!((before.ece - 0.2).abs() < 1e-9, "{before:?}");
        let temperature = fitted_temperature(&said, &truths);
        assert!(temperature > 1.3 && temperature < HIGHEST, "{temperature}");
        assert!(Reliability::of(&said, &truths, temperature).ece < before.ece);
        // What is most likely stays so.
        assert_eq!(answer.tempered(temperature).said(), Truth::Holds);
    }
}
