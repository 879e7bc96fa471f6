//! The one number by which the models of a task are told apart while they learn, more being better; and the one they learn by.

use std::collections::BTreeMap;

/// A task's number: the mean over all scores whose names begin so.
const BY_TASK: &[(&str, &str)] =
    &[("balance", "last_"), ("loads", "whole"), ("routing", "optimal_"), ("tokens", "exact_accuracy")];
/// Where a task has no line above: the first of these that is there.
const ELSE: [&str; 5] = ["headline", "macro_f1", "exact_accuracy", "accuracy", "score"];

/// What the loss is called, the first that is there: of a task of its own, of tokens, of balance.
pub const LOSSES: [&str; 3] = ["loss", "lm_loss", "cost"];

/// Returns what a step or held-out data cost; `None` where no loss is among the numbers. Less is better.
pub fn loss(numbers: &BTreeMap<String, f64>) -> Option<f64> {
    LOSSES.iter().find_map(|name| numbers.get(*name).copied())
}

/// Returns the headline of scores on held-out data; `None` where none of them is known to be one.
pub fn headline(task: &str, scores: &BTreeMap<String, f64>) -> Option<f64> {
    let own = BY_TASK.iter().find(|(name, _)| *name == task).and_then(|(_, begins)| {
        let of: Vec<f64> =
            scores.iter().filter(|(name, _)| name.starts_with(begins)).map(|(_, value)| *value).collect();
        (!of.is_empty()).then(|| of.iter().sum::<f64>() / of.len() as f64)
    });
    own.or_else(|| ELSE.iter().find_map(|name| scores.get(*name).copied()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_count_alike_and_unknown_tasks_have_the_usual_names() {
        let scores = |pairs: &[(&str, f64)]| -> BTreeMap<String, f64> {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect()
        };
        let balance = scores(&[("last_18", 0.8), ("last_42", 0.9), ("best_18", 1.0)]);
        assert!((headline("balance", &balance).expect("there") - 0.85).abs() < 1e-12);
        assert_eq!(headline("anything", &scores(&[("accuracy", 0.5), ("macro_f1", 0.7)])), Some(0.7));
        assert_eq!(headline("balance", &scores(&[("loss", 0.5)])), None);
    }
}
