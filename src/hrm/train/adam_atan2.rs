//! AdamATan2: Adam whose division is an arc tangent, so that it needs no epsilon and every step is bounded.
//!
//! `p *= 1 − lr·wd;  m, v: running means;  p −= lr / (1 − b1ᵗ) · atan2(m, √v / √(1 − b2ᵗ))`. The correction of m stands
//! outside the arc tangent, as in adam-atan2 0.0.3, which the reference uses. Computed on the host in f32.

use crate::hrm::HrmError;
use crate::hrm::model::{Weights, vectorized};
use crate::hrm::train::Gradients;
use candle_core::{Tensor, Var};
use std::collections::BTreeMap;

type Result<T> = std::result::Result<T, HrmError>;

/// The optimizer with its memory.
#[derive(Clone, Debug)]
pub struct AdamAtan2 {
    pub betas: (f64, f64),
    /// Decoupled, on every weight.
    pub weight_decay: f64,
    /// Steps taken.
    pub step: u64,
    /// Running means of gradient and square, by name.
    pub moments: BTreeMap<String, (Vec<f32>, Vec<f32>)>,
}

impl AdamAtan2 {
    pub const fn new(betas: (f64, f64), weight_decay: f64) -> Self {
        Self { betas, weight_decay, step: 0, moments: BTreeMap::new() }
    }

    /// Takes a step at this learning rate. A weight without a gradient has a gradient of zero.
    pub fn update(&mut self, weights: &Weights, gradients: &Gradients, rate: f64) -> Result<()> {
        self.step += 1;
        let exponent = i32::try_from(self.step).unwrap_or(i32::MAX);
        let (b1, b2) = self.betas;
        let rate_of_mean = (rate / (1.0 - b1.powi(exponent))) as f32;
        let spread = (1.0 - b2.powi(exponent)).sqrt() as f32;
        let keep = (1.0 - rate * self.weight_decay) as f32;
        let (take1, take2) = ((1.0 - b1) as f32, (1.0 - b2) as f32);
        for (name, var) in &weights.trained {
            let mut values: Vec<f32> = var.as_detached_tensor().flatten_all()?.to_vec1()?;
            let none = vec![0.0; values.len()];
            let gradient = gradients.0.get(name).unwrap_or(&none);
            let zeros = || (none.clone(), none.clone());
            let (means, squares) = self.moments.entry(name.clone()).or_insert_with(zeros);
            let how = Step { take1, take2, keep, rate_of_mean, spread };
            step_of(how, &mut values, gradient, means, squares);
            set(var, values)?;
        }
        Ok(())
    }
}

/// The numbers of a step.
#[derive(Clone, Copy)]
struct Step {
    take1: f32,
    take2: f32,
    keep: f32,
    rate_of_mean: f32,
    spread: f32,
}

vectorized! {
    fn step_of<'l>(
        how: Step,
        values: &'l mut [f32],
        gradient: &'l [f32],
        means: &'l mut [f32],
        squares: &'l mut [f32],
    ) {
        let moments = means.iter_mut().zip(squares.iter_mut());
        for ((p, g), (m, v)) in values.iter_mut().zip(gradient).zip(moments) {
            *p *= how.keep;
            *m += how.take1 * (g - *m);
            *v += how.take2 * (g * g - *v);
            *p -= how.rate_of_mean * angle(*m, v.sqrt() / how.spread);
        }
    }
}

/// Returns the arc tangent of `y / x` for x ≥ 0 to about two units in the last place, without a branch, so that lanes can share
/// it. The polynomial is the best of its degree for atan(t) / t over t² from 0 to 1.
#[inline(always)]
fn angle(y: f32, x: f32) -> f32 {
    const SERIES: [f32; 9] = [
        1.0,
        -0.333_330_93,
        0.199_930_55,
        -0.142_071_41,
        0.106_547_035,
        -0.075_337_27,
        0.043_039_918,
        -0.016_283_328,
        0.002_903_628_4,
    ];
    let size = y.abs();
    let (small, large) = if size > x { (x, size) } else { (size, x) };
    let t = if large > 0.0 { small / large } else { 0.0 };
    let square = t * t;
    let mut series = SERIES[8];
    for factor in [SERIES[7], SERIES[6], SERIES[5], SERIES[4], SERIES[3], SERIES[2], SERIES[1], SERIES[0]] {
        series = square.mul_add(series, factor);
    }
    let near = t * series;
    let angle = if size > x { std::f32::consts::FRAC_PI_2 - near } else { near };
    angle.copysign(y)
}

fn set(var: &Var, values: Vec<f32>) -> Result<()> {
    Ok(var.set(&Tensor::from_vec(values, var.shape(), var.device())?)?)
}

/// Changes the rows of the puzzle table that a batch used: decay, then one step of the rate against the sign of their
/// summed gradient. `gradient` is that of the copied rows (batch, width).
pub fn sign_sgd(table: &Var, ids: &[u32], gradient: &Tensor, rate: f64, weight_decay: f64) -> Result<()> {
    let rows: Vec<Vec<f32>> = gradient.to_vec2()?;
    let mut sums: BTreeMap<usize, Vec<f32>> = BTreeMap::new();
    for (id, row) in ids.iter().zip(rows) {
        let sum = sums.entry(*id as usize).or_insert_with(|| vec![0.0; row.len()]);
        sum.iter_mut().zip(row).for_each(|(sum, g)| *sum += g);
    }
    let mut values: Vec<Vec<f32>> = table.as_detached_tensor().to_vec2()?;
    let keep = (1.0 - rate * weight_decay) as f32;
    for (id, sum) in sums {
        for (p, g) in values.get_mut(id).into_iter().flatten().zip(sum) {
            // The sign of zero is zero.
            let sign = if g == 0.0 { 0.0 } else { g.signum() };
            *p = *p * keep - rate as f32 * sign;
        }
    }
    set(table, values.concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use candle_core::{Device, IndexOp};

    #[test]
    fn the_arc_tangent_is_that_of_the_library() {
        let sizes: Vec<f32> = (-60..=20).map(|power| 1.37_f32 * 2.0_f32.powi(power)).collect();
        for y in sizes.iter().flat_map(|size| [*size, -size, 0.0]) {
            for x in sizes.iter().copied().chain([0.0]) {
                let (found, known) = (f64::from(angle(y, x)), f64::from(y).atan2(f64::from(x)));
                assert!((found - known).abs() <= 4e-7 * known.abs(), "{y} over {x}: {found} beside {known}");
            }
        }
    }

    #[test]
    fn equal_puzzles_add_up_and_others_stay() {
        let table = Var::new(&[[1.0_f32, 2.0], [3.0, 4.0], [5.0, 6.0]], &Device::Cpu).expect("a table");
        let gradient = Tensor::new(&[[1.0_f32, 1.0], [-3.0, -1.0]], &Device::Cpu).expect("a gradient");
        sign_sgd(&table, &[2, 2], &gradient, 0.1, 0.5).expect("a step");
        let rows: Vec<Vec<f32>> = table.to_vec2().expect("values");
        assert_eq!(rows[..2], [vec![1.0, 2.0], vec![3.0, 4.0]]);
        assert!((rows[2][0] - (5.0 * 0.95 + 0.1)).abs() < 1e-6, "its gradients sum to −2");
        assert!((rows[2][1] - 6.0 * 0.95).abs() < 1e-6, "its gradients cancel");
        assert_eq!(table.i((0, 0)).and_then(|t| t.to_scalar::<f32>()).expect("a value"), 1.0);
    }
}
