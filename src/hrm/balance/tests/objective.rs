//! The objective against its definition, worked out over all outcomes, and its gradient against finite differences.

use super::{puzzle, small_panel};
use crate::engineering::balance::{OPTIONS, Seating};
use crate::hrm::balance::objective::Batch;
use crate::hrm::balance::{CLASSES, Puzzle, Wish};
use candle_core::{Device, Tensor, Var};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

fn random_logits(puzzle: &Puzzle, seed: u64) -> Vec<f32> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    (0..puzzle.len() * CLASSES).map(|_| rng.random_range(-1.5..1.5)).collect()
}

fn cost(puzzle: &Puzzle, logits: &[f32]) -> f32 {
    let batch = Batch::new(&[puzzle], &Device::Cpu).expect("a batch");
    let logits = Tensor::from_slice(logits, (1, puzzle.len(), CLASSES), &Device::Cpu).expect("logits");
    let options = batch.of_options(&logits).expect("options");
    batch.cost(&options, 0.5).expect("a cost").to_vec1::<f32>().expect("a number")[0]
}

/// Sums over every way the circuits may choose, with its probability.
#[test]
fn unbalance_is_the_root_of_the_expected_squares() {
    let problem = small_panel();
    let puzzle = puzzle(&problem);
    for seed in 0..5 {
        let logits = random_logits(&puzzle, seed);
        let probability = |circuit: usize| -> Vec<f64> {
            let of =
                |option: usize| f64::from(logits[circuit * CLASSES + puzzle.class(circuit, option) as usize]);
            let weights: Vec<f64> = (0..OPTIONS).map(|option| of(option).exp()).collect();
            let sum: f64 = weights.iter().sum();
            weights.into_iter().map(|weight| weight / sum).collect()
        };
        let p: Vec<Vec<f64>> = (0..puzzle.len()).map(probability).collect();
        let mut expected = 0.0;
        for code in 0..OPTIONS.pow(puzzle.len() as u32) {
            let choice: Vec<usize> =
                (0..puzzle.len()).map(|c| code / OPTIONS.pow(c as u32) % OPTIONS).collect();
            let chance: f64 =
                choice.iter().enumerate().map(|(circuit, option)| p[circuit][*option]).product();
            expected += chance * puzzle.standing(&choice).deviation.iter().map(|d| d * d).sum::<f64>();
        }
        // Four slots a leg and six poles: nobody crowds unless nearly all wish for one leg.
        let known = (expected + 1e-6).sqrt();
        let found = f64::from(cost(&puzzle, &logits));
        assert!(found >= known - 1e-5 && found - known < 0.05, "seed {seed}: {found} instead of {known}");
    }
}

#[test]
fn the_gradient_is_that_of_finite_differences() {
    let problem = small_panel();
    let wishes = [Wish::Best, Wish::Fewest { target: 0.95 }];
    for wish in wishes {
        let puzzle = Puzzle::new(Seating::new(&problem), wish).expect("a choice");
        let logits = random_logits(&puzzle, 9);
        let batch = Batch::new(&[&puzzle], &Device::Cpu).expect("a batch");
        let var = Var::from_slice(&logits, (1, puzzle.len(), CLASSES), &Device::Cpu).expect("a variable");
        let options = batch.of_options(var.as_tensor()).expect("options");
        let loss = batch.cost(&options, 0.5).and_then(|cost| Ok(cost.sum_all()?)).expect("a cost");
        let gradients = loss.backward().expect("a gradient");
        let gradient: Vec<f32> = gradients
            .get(&var)
            .and_then(|g| g.flatten_all().ok())
            .and_then(|g| g.to_vec1().ok())
            .expect("there");
        for (index, analytic) in gradient.iter().enumerate() {
            let shifted = |by: f32| {
                let mut logits = logits.clone();
                logits[index] += by;
                cost(&puzzle, &logits)
            };
            let numeric = (shifted(1e-2) - shifted(-1e-2)) / 2e-2;
            assert!((numeric - analytic).abs() < 2e-3, "{wish:?}, {index}: {numeric} and {analytic}");
        }
    }
}

/// Everybody one leg on is as balanced as before: only who wants few moves minds.
#[test]
fn few_moves_cost_less_than_many() {
    let problem = small_panel();
    let cost_of = |wish: Wish, turn: usize| {
        let puzzle = Puzzle::new(Seating::new(&problem), wish).expect("a choice");
        let mut logits = vec![-20.0; puzzle.len() * CLASSES];
        for (circuit, option) in puzzle.seating.home().expect("legal").into_iter().enumerate() {
            logits[circuit * CLASSES + puzzle.class(circuit, (option + turn) % OPTIONS) as usize] = 20.0;
        }
        cost(&puzzle, &logits)
    };
    let few = Wish::Fewest { target: 0.95 };
    assert!((cost_of(Wish::Best, 0) - cost_of(Wish::Best, 1)).abs() < 1e-5);
    assert!(cost_of(few, 0) + 0.05 < cost_of(few, 1), "five circuits moved for nothing");
}
