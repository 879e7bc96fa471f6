//! Scores of attention to shares.

use super::{floats, last, most_of, product_of, vectorized};
use crate::hrm::model::kernels::{exp, sum_of};
use candle_core::{CpuStorage, CustomOp1, CustomOp2, Layout, Result, Shape, Tensor};

/// Turns scores into shares: softmax of `scale` times the last dimension.
pub(in crate::hrm::model) fn shares(scores: &Tensor, scale: f64) -> Result<Tensor> {
    scores.contiguous()?.apply_op1(Shares { scale: scale as f32 })
}

#[derive(Clone, Copy)]
struct Shares {
    scale: f32,
}

impl CustomOp1 for Shares {
    fn name(&self) -> &'static str {
        "shares"
    }

    fn cpu_fwd(&self, scores: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let (scores, width) = (floats(scores, layout)?, last(layout));
        let mut out = vec![0.0_f32; scores.len()];
        vectorized(|| share_rows(scores, width, self.scale, &mut out));
        Ok((CpuStorage::F32(out), layout.shape().clone()))
    }

    fn bwd(&self, _: &Tensor, shares: &Tensor, grad: &Tensor) -> Result<Option<Tensor>> {
        Ok(Some(shares.apply_op2_no_bwd(&grad.contiguous()?, &SharesBack { scale: self.scale })?))
    }
}

#[inline(always)]
fn share_rows(scores: &[f32], width: usize, scale: f32, out: &mut [f32]) {
    for (out, scores) in out.chunks_exact_mut(width).zip(scores.chunks_exact(width)) {
        let most = most_of(scores);
        for (out, score) in out.iter_mut().zip(scores) {
            *out = exp((score - most) * scale);
        }
        let factor = 1.0 / sum_of(out, |x| x);
        for out in out {
            *out *= factor;
        }
    }
}

/// With y the shares: dx = scale · y · (dy − Σ dy·y).
struct SharesBack {
    scale: f32,
}

impl CustomOp2 for SharesBack {
    fn name(&self) -> &'static str {
        "shares-back"
    }

    fn cpu_fwd(
        &self,
        y: &CpuStorage,
        ly: &Layout,
        g: &CpuStorage,
        lg: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let (y, g, width) = (floats(y, ly)?, floats(g, lg)?, last(ly));
        let mut out = vec![0.0_f32; y.len()];
        vectorized(|| share_back_rows(y, g, width, self.scale, &mut out));
        Ok((CpuStorage::F32(out), ly.shape().clone()))
    }
}

#[inline(always)]
fn share_back_rows(y: &[f32], g: &[f32], width: usize, scale: f32, out: &mut [f32]) {
    let rows = y.chunks_exact(width).zip(g.chunks_exact(width));
    for (out, (y, g)) in out.chunks_exact_mut(width).zip(rows) {
        let along = product_of(y, g);
        for ((out, y), g) in out.iter_mut().zip(y).zip(g) {
            *out = scale * y * (g - along);
        }
    }
}
