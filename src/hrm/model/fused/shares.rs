//! Scores of attention to shares.

use super::{most_of, product_of};
use crate::hrm::model::kernels::{exp, sum_of};

vectorized! {
    /// Turns scores into shares, row by row: softmax of `scale` times each.
    pub(super) fn share_rows<'l>(scores: &'l [f32], width: usize, scale: f32, out: &'l mut [f32]) {
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
}

vectorized! {
    /// The way back, with y the shares: dx = scale · y · (dy − Σ dy·y).
    pub(super) fn share_back_rows<'l>(y: &'l [f32], g: &'l [f32], width: usize, scale: f32, out: &'l mut [f32]) {
        let rows = y.chunks_exact(width).zip(g.chunks_exact(width));
        for (out, (y, g)) in out.chunks_exact_mut(width).zip(rows) {
            let along = product_of(y, g);
            for ((out, y), g) in out.iter_mut().zip(y).zip(g) {
                *out = scale * y * (g - along);
            }
        }
    }
}
