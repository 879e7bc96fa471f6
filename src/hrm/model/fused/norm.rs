//! Sum of two states, each row divided by the root of its mean square.

use super::{floats, last, product_of};
use crate::hrm::model::kernels::sum_of;
use candle_core::{CpuStorage, CustomOp2, CustomOp3, Layout, Result, Shape, Tensor};

/// Adds two states and divides each row by the root of its mean square: (…, width) both.
pub(in crate::hrm::model) fn norm_of_sum(a: &Tensor, b: &Tensor, eps: f64) -> Result<Tensor> {
    a.contiguous()?.apply_op2(&b.contiguous()?, NormOfSum { eps: eps as f32 })
}

#[derive(Clone, Copy)]
struct NormOfSum {
    eps: f32,
}

impl CustomOp2 for NormOfSum {
    fn name(&self) -> &'static str {
        "norm-of-sum"
    }

    fn cpu_fwd(
        &self,
        a: &CpuStorage,
        la: &Layout,
        b: &CpuStorage,
        lb: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let (a, b, width) = (floats(a, la)?, floats(b, lb)?, last(la));
        let mut out = vec![0.0_f32; a.len()];
        norm_rows(a, b, width, self.eps, &mut out);
        Ok((CpuStorage::F32(out), la.shape().clone()))
    }

    fn bwd(
        &self,
        a: &Tensor,
        b: &Tensor,
        _: &Tensor,
        grad: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        // The sum enters, so both have the same gradient.
        let grad = a.contiguous()?.apply_op3_no_bwd(
            &b.contiguous()?,
            &grad.contiguous()?,
            &NormBack { eps: self.eps },
        )?;
        Ok((Some(grad.clone()), Some(grad)))
    }
}

vectorized! {
    fn norm_rows<'l>(a: &'l [f32], b: &'l [f32], width: usize, eps: f32, out: &'l mut [f32]) {
        for ((out, a), b) in out.chunks_exact_mut(width).zip(a.chunks_exact(width)).zip(b.chunks_exact(width)) {
            for ((out, a), b) in out.iter_mut().zip(a).zip(b) {
                *out = a + b;
            }
            let factor = 1.0 / (sum_of(out, |x| x * x) / width as f32 + eps).sqrt();
            for out in out {
                *out *= factor;
            }
        }
    }
}

/// With y = x·r and r = (mean x² + eps)^−½: dx = r·(dy − y·mean(dy·y)).
struct NormBack {
    eps: f32,
}

impl CustomOp3 for NormBack {
    fn name(&self) -> &'static str {
        "norm-of-sum-back"
    }

    fn cpu_fwd(
        &self,
        a: &CpuStorage,
        la: &Layout,
        b: &CpuStorage,
        lb: &Layout,
        g: &CpuStorage,
        lg: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let (a, b, g, width) = (floats(a, la)?, floats(b, lb)?, floats(g, lg)?, last(la));
        let mut out = vec![0.0_f32; a.len()];
        norm_back_rows(a, b, g, width, self.eps, &mut out);
        Ok((CpuStorage::F32(out), la.shape().clone()))
    }
}

vectorized! {
    fn norm_back_rows<'l>(a: &'l [f32], b: &'l [f32], g: &'l [f32], width: usize, eps: f32, out: &'l mut [f32]) {
        let rows = a.chunks_exact(width).zip(b.chunks_exact(width)).zip(g.chunks_exact(width));
        for (out, ((a, b), g)) in out.chunks_exact_mut(width).zip(rows) {
            for ((out, a), b) in out.iter_mut().zip(a).zip(b) {
                *out = a + b;
            }
            let count = width as f32;
            let factor = 1.0 / (sum_of(out, |x| x * x) / count + eps).sqrt();
            let along = product_of(out, g) * factor * factor / count;
            for (out, g) in out.iter_mut().zip(g) {
                *out = factor * (g - *out * along);
            }
        }
    }
}
