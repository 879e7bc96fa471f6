//! Whether a model is as sure as it should be: every family of every circuit is one answer.

use crate::hrm::reliability::{Reliability, likeliest_temperature, reliability};
use crate::hrm::validation::answer::{CircuitAnswer, FamilyAnswer};
use crate::hrm::validation::families::Truth;
use crate::hrm::validation::truth::Truths;

/// Temperatures that are looked through.
const LOWEST: f64 = 0.25;
const HIGHEST: f64 = 4.0;

/// Whether an answer says right how a family stands; where exactly it is violated does not count.
pub(super) fn is_right(said: Truth, truth: Truth) -> bool {
    said == truth || said.is_violated() && truth.is_violated()
}

/// Sorts every family of every circuit by how sure its answer is at a temperature.
pub fn reliability_of(said: &[CircuitAnswer], truths: &[Truths], temperature: f64) -> Reliability {
    let pairs = said.iter().flatten().zip(truths.iter().flatten());
    let sure = pairs
        .map(|(answer, truth)| (answer.tempered(temperature).confidence(), is_right(answer.said(), *truth)));
    reliability(&sure.collect::<Vec<_>>())
}

/// Returns the temperature with which the truth is likeliest, between 0.25 and 4.
pub fn fitted_temperature(said: &[CircuitAnswer], truths: &[Truths]) -> f64 {
    likeliest_temperature((LOWEST, HIGHEST), |temperature| {
        let pairs = said.iter().flatten().zip(truths.iter().flatten());
        pairs.map(|(answer, truth)| -share_of(&answer.tempered(temperature), *truth).ln()).sum::<f64>()
    })
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
        let before = reliability_of(&said, &truths, 1.0);
        assert!((before.error - 0.2).abs() < 1e-9, "{before:?}");
        let temperature = fitted_temperature(&said, &truths);
        assert!(temperature > 1.3 && temperature < HIGHEST, "{temperature}");
        assert!(reliability_of(&said, &truths, temperature).error < before.error);
        // What is most likely stays so.
        assert_eq!(answer.tempered(temperature).said(), Truth::Holds);
    }
}
