//! Steps of a block with their gradients, each one node of the graph: products with a weight, sum and norm, gate, attention with
//! its heads. Going back, a graph fills and adds a tensor for every node: made of many small ones, that and what stands between
//! the products costs more than the products.
//!
//! On the processor in f32 only; `layers.rs` writes the same steps with tensors for everything else, and a test holds
//! these to them. Every number is added up in one order whatever the width of the processor's vectors.

use crate::hrm::model::kernels::LANES;
use candle_core::{CpuStorage, Layout, Result, Tensor, bail};

/// Returns whether these steps can be used on a tensor.
pub(super) fn serves(x: &Tensor) -> bool {
    x.device().is_cpu() && x.dtype() == candle_core::DType::F32
}

/// Makes a function of loops over rows that is compiled for the widest vectors there are. The loops stand in a method that is
/// always inlined: a closure may be left standing, and would then be compiled without the vectors of the processor.
macro_rules! vectorized {
    ($(#[$doc:meta])* $seen:vis fn $name:ident<$life:lifetime>($($arg:ident: $type:ty),* $(,)?) $body:block) => {
        $(#[$doc])*
        $seen fn $name<$life>($($arg: $type),*) {
            struct Loops<$life> {
                $($arg: $type,)*
                life: std::marker::PhantomData<&$life ()>,
            }

            impl<$life> pulp::WithSimd for Loops<$life> {
                type Output = ();

                #[inline(always)]
                fn with_simd<S: pulp::Simd>(self, _: S) {
                    let Self { $($arg,)* life: _ } = self;
                    $body
                }
            }

            pulp::Arch::new().dispatch(Loops { $($arg,)* life: std::marker::PhantomData });
        }
    };
}

mod attention;
mod gate;
mod heads;
mod norm;
mod product;
mod shares;

pub(super) use attention::attention;
pub(super) use gate::gated;
pub(super) use norm::norm_of_sum;
pub(super) use product::linear;

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
