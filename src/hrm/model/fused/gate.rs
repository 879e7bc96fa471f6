//! SiLU of a gate times what it gates.

use super::{floats, last, vectorized};
use crate::hrm::model::kernels::exp;
use candle_core::{CpuStorage, CustomOp1, CustomOp2, Layout, Result, Shape, Tensor};

/// Takes (rows, 2 · width) of gates and what they gate to (rows, width): SiLU of the gate times the other.
pub(in crate::hrm::model) fn gated(both: &Tensor) -> Result<Tensor> {
    both.contiguous()?.apply_op1(Gated)
}

struct Gated;

impl CustomOp1 for Gated {
    fn name(&self) -> &'static str {
        "gated"
    }

    fn cpu_fwd(&self, both: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let (both, double) = (floats(both, layout)?, last(layout));
        let width = double / 2;
        let mut out = vec![0.0_f32; both.len() / 2];
        vectorized(|| gate_rows(both, width, &mut out));
        let mut dims = layout.dims().to_vec();
        dims.iter_mut().last().into_iter().for_each(|last| *last = width);
        Ok((CpuStorage::F32(out), Shape::from(dims)))
    }

    fn bwd(&self, both: &Tensor, _: &Tensor, grad: &Tensor) -> Result<Option<Tensor>> {
        Ok(Some(both.contiguous()?.apply_op2_no_bwd(&grad.contiguous()?, &GatedBack)?))
    }
}

#[inline(always)]
fn gate_rows(both: &[f32], width: usize, out: &mut [f32]) {
    for (out, both) in out.chunks_exact_mut(width).zip(both.chunks_exact(2 * width)) {
        let (gate, up) = both.split_at(width);
        for ((out, gate), up) in out.iter_mut().zip(gate).zip(up) {
            *out = gate / (1.0 + exp(-gate)) * up;
        }
    }
}

struct GatedBack;

impl CustomOp2 for GatedBack {
    fn name(&self) -> &'static str {
        "gated-back"
    }

    fn cpu_fwd(
        &self,
        both: &CpuStorage,
        layout: &Layout,
        g: &CpuStorage,
        lg: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let (both, g, width) = (floats(both, layout)?, floats(g, lg)?, last(lg));
        let mut out = vec![0.0_f32; both.len()];
        vectorized(|| gate_back_rows(both, g, width, &mut out));
        Ok((CpuStorage::F32(out), layout.shape().clone()))
    }
}

#[inline(always)]
fn gate_back_rows(both: &[f32], g: &[f32], width: usize, out: &mut [f32]) {
    let rows = both.chunks_exact(2 * width).zip(g.chunks_exact(width));
    for (out, (both, g)) in out.chunks_exact_mut(2 * width).zip(rows) {
        let (gate, up) = both.split_at(width);
        let (of_gate, of_up) = out.split_at_mut(width);
        let parts = gate.iter().zip(up).zip(g);
        for ((of_gate, of_up), ((gate, up), g)) in of_gate.iter_mut().zip(of_up).zip(parts) {
            let open = 1.0 / (1.0 + exp(-gate));
            *of_gate = g * up * open * (1.0 + gate * (1.0 - open));
            *of_up = g * gate * open;
        }
    }
}
