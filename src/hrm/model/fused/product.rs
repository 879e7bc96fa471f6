//! A product with a weight.

use super::last;
use candle_core::backend::BackendStorage as _;
use candle_core::{CpuStorage, CustomOp2, Layout, Result, Shape, Tensor};

/// Multiplies the last dimension of (…, in) with a weight (out, in).
pub(in crate::hrm::model) fn linear(x: &Tensor, weight: &Tensor) -> Result<Tensor> {
    x.contiguous()?.apply_op2(&weight.contiguous()?, Linear)
}

struct Linear;

impl CustomOp2 for Linear {
    fn name(&self) -> &'static str {
        "linear"
    }

    fn cpu_fwd(
        &self,
        x: &CpuStorage,
        lx: &Layout,
        weight: &CpuStorage,
        lw: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let (width, out) = (last(lx), lw.shape().elem_count() / last(lw));
        let rows = lx.shape().elem_count() / width;
        let left = Layout::contiguous_with_offset((rows, width), lx.start_offset());
        let right = Layout::contiguous_with_offset((out, width), lw.start_offset()).transpose(0, 1)?;
        let product = x.matmul(weight, (1, rows, out, width), &left, &right)?;
        let mut dims = lx.dims().to_vec();
        dims.iter_mut().last().into_iter().for_each(|last| *last = out);
        Ok((product, Shape::from(dims)))
    }

    fn bwd(
        &self,
        x: &Tensor,
        weight: &Tensor,
        _: &Tensor,
        grad: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let (x, weight) = (x.detach(), weight.detach());
        let rows = |of: &Tensor| of.flatten_to(candle_core::D::Minus2);
        let grad = grad.contiguous()?;
        let of_x = rows(&grad)?.matmul(&weight)?.reshape(x.shape())?;
        let of_weight = rows(&grad)?.t()?.matmul(&rows(&x)?)?;
        Ok((Some(of_x), Some(of_weight)))
    }
}
