//! SiLU of a gate times what it gates.

use super::{floats, last};
use crate::hrm::model::kernels::{LANES, exp};
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
        gate_rows(both, width, &mut out);
        let mut dims = layout.dims().to_vec();
        dims.iter_mut().last().into_iter().for_each(|last| *last = width);
        Ok((CpuStorage::F32(out), Shape::from(dims)))
    }

    fn bwd(&self, both: &Tensor, _: &Tensor, grad: &Tensor) -> Result<Option<Tensor>> {
        Ok(Some(both.contiguous()?.apply_op2_no_bwd(&grad.contiguous()?, &GatedBack)?))
    }
}

vectorized! {
    fn gate_rows<'l>(both: &'l [f32], width: usize, out: &'l mut [f32]) {
        for (out, both) in out.chunks_exact_mut(width).zip(both.chunks_exact(2 * width)) {
            let (gate, up) = both.split_at(width);
            for ((out, gate), up) in out.iter_mut().zip(gate).zip(up) {
                *out = gate / (1.0 + exp(-gate)) * up;
            }
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
        gate_back_rows(both, g, width, &mut out);
        Ok((CpuStorage::F32(out), layout.shape().clone()))
    }
}

vectorized! {
    fn gate_back_rows<'l>(both: &'l [f32], g: &'l [f32], width: usize, out: &'l mut [f32]) {
        let rows = both.chunks_exact(2 * width).zip(g.chunks_exact(width));
        for (out, (both, g)) in out.chunks_exact_mut(2 * width).zip(rows) {
            let ((gates, gate_rest), (ups, up_rest)) =
                (both[..width].as_chunks::<LANES>(), both[width..].as_chunks::<LANES>());
            let (gs, g_rest) = g.as_chunks::<LANES>();
            let (of_gate, of_up) = out.split_at_mut(width);
            let (of_gates, of_gate_rest) = of_gate.as_chunks_mut::<LANES>();
            let (of_ups, of_up_rest) = of_up.as_chunks_mut::<LANES>();
            // Through arrays, so that the compiler need not ask whether the slices overlap.
            for ((of_gate, of_up), ((gate, up), g)) in
                of_gates.iter_mut().zip(of_ups).zip(gates.iter().zip(ups).zip(gs))
            {
                let (mut first, mut second) = ([0.0_f32; LANES], [0.0_f32; LANES]);
                for lane in 0..LANES {
                    (first[lane], second[lane]) = gate_back(gate[lane], up[lane], g[lane]);
                }
                (*of_gate, *of_up) = (first, second);
            }
            let rest = of_gate_rest.iter_mut().zip(of_up_rest).zip(gate_rest.iter().zip(up_rest).zip(g_rest));
            for ((of_gate, of_up), ((gate, up), g)) in rest {
                (*of_gate, *of_up) = gate_back(*gate, *up, *g);
            }
        }
    }
}

/// Gradients of the gate and of what it gates.
#[inline(always)]
fn gate_back(gate: f32, up: f32, g: f32) -> (f32, f32) {
    let open = 1.0 / (1.0 + exp(-gate));
    (g * up * open * (1.0 + gate * (1.0 - open)), g * gate * open)
}
