//! Initial weights as the reference draws them, from a seed: truncated normals whose spread is made up for what the
//! truncation takes away.

use crate::hrm::HrmError;
use crate::hrm::model::config::HrmConfig;
use crate::hrm::model::weights::{Role, Wanted, Weights, wanted};
use candle_core::{Device, Tensor};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;

/// Spread of a unit normal cut at two of its standard deviations.
const CUT_SPREAD: f64 = 0.879_596_258_8;
/// The halting head starts by saying that nothing is right yet.
const UNSURE: f32 = -5.0;

/// Draws the weights of a network. The same seed gives the same bytes on every machine.
///
/// # Errors
/// When the configuration does not hold.
pub fn initial_weights(config: &HrmConfig, seed: u64, device: &Device) -> Result<Weights, HrmError> {
    config.check()?;
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut tensors = BTreeMap::new();
    // In the order of names, so that an option more or less changes nothing before it.
    for Wanted { name, shape, role } in wanted(config) {
        let count = shape.iter().product();
        let values = match role {
            Role::Table => vec![0.0; count],
            Role::Fixed => normal(&mut rng, count, 1.0),
            Role::Trained if name.ends_with("q_head.weight") => vec![0.0; count],
            Role::Trained if name.ends_with("q_head.bias") => vec![UNSURE; count],
            Role::Trained => {
                // Embeddings and linear layers alike: their last dimension is what is summed over.
                let fan_in = shape.last().copied().unwrap_or(1) as f64;
                normal(&mut rng, count, 1.0 / fan_in.sqrt())
            }
        };
        tensors.insert(name, Tensor::from_vec(values, shape, &Device::Cpu)?);
    }
    Weights::from_tensors(config, &tensors, device)
}

/// Draws from a normal of this spread after truncation at two standard deviations of the wider one before it.
fn normal(rng: &mut ChaCha8Rng, count: usize, spread: f64) -> Vec<f32> {
    let wide = spread / CUT_SPREAD;
    let mut values = Vec::with_capacity(count);
    while values.len() < count {
        // Box and Muller; both of a pair are used.
        let (u, v): (f64, f64) = (1.0 - rng.random::<f64>(), rng.random());
        let radius = (-2.0 * u.ln()).sqrt();
        let angle = std::f64::consts::TAU * v;
        for z in [radius * angle.cos(), radius * angle.sin()] {
            if z.abs() <= 2.0 && values.len() < count {
                values.push((z * wide) as f32);
            }
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config() -> HrmConfig {
        serde_json::from_str(
            r#"{"seq_len": 8, "vocab_size": 5, "hidden_size": 64, "num_heads": 4, "H_layers": 1, "L_layers": 1,
                "puzzle_emb_ndim": 10}"#,
        )
        .expect("reads")
    }

    #[test]
    fn the_spread_is_that_of_the_fan_in_and_nothing_lies_beyond_the_cut() {
        let weights = initial_weights(&config(), 3, &Device::Cpu).expect("drawn");
        let down = weights.var("L_level.layers.0.mlp.down_proj.weight").expect("there");
        let values: Vec<f32> = down.flatten_all().and_then(|t| t.to_vec1()).expect("values");
        let spread = 1.0 / (config().gated_width() as f64).sqrt();
        let square: f64 = values.iter().map(|v| f64::from(*v).powi(2)).sum::<f64>() / values.len() as f64;
        assert!((square.sqrt() / spread - 1.0).abs() < 0.02, "{}", square.sqrt() / spread);
        let farthest = values.iter().fold(0.0_f64, |far, v| far.max(f64::from(v.abs())));
        assert!(farthest <= 2.2738 * spread && farthest > 2.2 * spread);
    }

    #[test]
    fn seeds_decide_and_the_halting_head_is_unsure() {
        let draw = |seed| initial_weights(&config(), seed, &Device::Cpu).expect("drawn");
        let bytes = |weights: &Weights| -> Vec<Vec<f32>> {
            let tensors = weights.tensors();
            tensors.values().map(|t| t.flatten_all().and_then(|t| t.to_vec1()).expect("values")).collect()
        };
        assert_eq!(bytes(&draw(1)), bytes(&draw(1)));
        assert_ne!(bytes(&draw(1)), bytes(&draw(2)));
        let bias: Vec<f32> = draw(1).var("q_head.bias").expect("there").to_vec1().expect("values");
        assert_eq!(bias, [-5.0, -5.0]);
    }
}
