//! Steps of a block in one pass over memory each, with their gradients: sum and norm, gate, heads with their rotation, shares of
//! attention. They are what stands between the matrix products, and cost as much as those when they are made of many small
//! tensors.
//!
//! On the processor in f32 only; `layers.rs` writes the same steps with tensors for everything else, and a test holds
//! these to them. Every number is added up in one order whatever the width of the processor's vectors.

mod gate;
mod heads;
mod norm;
mod shares;

pub(super) use gate::gated;
pub(super) use heads::heads_of;
pub(super) use norm::norm_of_sum;
pub(super) use shares::shares;

use crate::hrm::model::kernels::LANES;
use candle_core::{CpuStorage, Layout, Result, Tensor, bail};
use pulp::{Arch, Simd, WithSimd};

/// Returns whether these steps can be used on a tensor.
pub(super) fn serves(x: &Tensor) -> bool {
    x.device().is_cpu() && x.dtype() == candle_core::DType::F32
}

/// A loop over rows, compiled for the vectors of the processor.
struct Rows<F>(F);

impl<F: FnOnce()> WithSimd for Rows<F> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        (self.0)();
    }
}

/// Runs a loop with the widest vectors there are. The loop has to be a closure without calls that are not inlined.
#[inline(always)]
fn vectorized(rows: impl FnOnce()) {
    Arch::new().dispatch(Rows(rows));
}

fn floats<'a>(storage: &'a CpuStorage, layout: &Layout) -> Result<&'a [f32]> {
    let Some((from, to)) = layout.contiguous_offsets() else { bail!("a fused step of a tensor with gaps") };
    match storage.as_slice::<f32>()?.get(from..to) {
        Some(values) => Ok(values),
        None => bail!("a fused step beyond its storage"),
    }
}

fn last(layout: &Layout) -> usize {
    layout.dims().last().copied().unwrap_or(1).max(1)
}

/// Adds up the products of two rows, lane by lane and then across the lanes.
#[inline(always)]
fn product_of(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    let ((whole_a, rest_a), (whole_b, rest_b)) = (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
    for (a, b) in whole_a.iter().zip(whole_b) {
        for ((lane, a), b) in lanes.iter_mut().zip(a).zip(b) {
            *lane = a.mul_add(*b, *lane);
        }
    }
    for ((lane, a), b) in lanes.iter_mut().zip(rest_a).zip(rest_b) {
        *lane = a.mul_add(*b, *lane);
    }
    let mut sum = 0.0;
    for lane in lanes {
        sum += lane;
    }
    sum
}

/// Returns the greatest, lane by lane and then across the lanes.
#[inline(always)]
fn most_of(row: &[f32]) -> f32 {
    let mut lanes = [f32::NEG_INFINITY; LANES];
    let (whole, rest) = row.as_chunks::<LANES>();
    for chunk in whole {
        for (lane, x) in lanes.iter_mut().zip(chunk) {
            *lane = if *x > *lane { *x } else { *lane };
        }
    }
    for (lane, x) in lanes.iter_mut().zip(rest) {
        *lane = if *x > *lane { *x } else { *lane };
    }
    let mut most = f32::NEG_INFINITY;
    for lane in lanes {
        most = most.max(lane);
    }
    most
}
