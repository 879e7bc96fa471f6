//! Queries, keys and values taken apart into heads and rotated on the way.

use super::{floats, vectorized};
use candle_core::{CpuStorage, CustomOp1, Layout, Result, Shape, Tensor};
use std::sync::Arc;

/// Takes (batch, places, 3 · heads · width) of queries, keys and values apart into heads, (3, batch, heads, places, width),
/// queries and keys rotated where there are angles: cosines and sines are (places or more, width), or empty.
pub(in crate::hrm::model) fn heads_of(
    qkv: &Tensor,
    heads: usize,
    angles: &Arc<(Vec<f32>, Vec<f32>)>,
) -> Result<Tensor> {
    let (batch, places, hidden) = qkv.dims3()?;
    let width = hidden / 3 / heads;
    qkv.contiguous()?.apply_op1(Heads { batch, places, heads, width, angles: Arc::clone(angles) })
}

#[derive(Clone)]
struct Heads {
    batch: usize,
    places: usize,
    heads: usize,
    width: usize,
    angles: Arc<(Vec<f32>, Vec<f32>)>,
}

impl CustomOp1 for Heads {
    fn name(&self) -> &'static str {
        "heads"
    }

    fn cpu_fwd(&self, qkv: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let qkv = floats(qkv, layout)?;
        let mut out = vec![0.0_f32; qkv.len()];
        vectorized(|| self.apart(qkv, &mut out));
        Ok((CpuStorage::F32(out), Shape::from(vec![3, self.batch, self.heads, self.places, self.width])))
    }

    fn bwd(&self, _: &Tensor, _: &Tensor, grad: &Tensor) -> Result<Option<Tensor>> {
        Ok(Some(grad.contiguous()?.apply_op1_no_bwd(&HeadsBack(self.clone()))?))
    }
}

impl Heads {
    /// Calls `of` with each vector of a head: where it stands in the row of its token, where by itself, its place, and
    /// whether it is rotated.
    #[inline(always)]
    fn each(&self, mut of: impl FnMut(usize, usize, usize, bool)) {
        for row in 0..self.batch {
            for place in 0..self.places {
                for part in 0..3 {
                    for head in 0..self.heads {
                        let token = ((row * self.places + place) * 3 + part) * self.heads + head;
                        let alone = ((part * self.batch + row) * self.heads + head) * self.places + place;
                        of(token * self.width, alone * self.width, place, part < 2);
                    }
                }
            }
        }
    }

    #[inline(always)]
    fn apart(&self, qkv: &[f32], out: &mut [f32]) {
        let (width, half) = (self.width, self.width / 2);
        let (cos, sin) = &*self.angles;
        self.each(|token, alone, place, turned| {
            let (from, to) = (&qkv[token..token + width], &mut out[alone..alone + width]);
            if turned && !cos.is_empty() {
                let (cos, sin) = (&cos[place * width..][..half], &sin[place * width..][..half]);
                let ((a, b), (x, y)) = (from.split_at(half), to.split_at_mut(half));
                for at in 0..half {
                    x[at] = a[at] * cos[at] - b[at] * sin[at];
                    y[at] = b[at] * cos[at] + a[at] * sin[at];
                }
            } else {
                to.copy_from_slice(from);
            }
        });
    }

    /// The other way: gradients of rotated vectors are rotated back.
    #[inline(always)]
    fn together(&self, grad: &[f32], out: &mut [f32]) {
        let (width, half) = (self.width, self.width / 2);
        let (cos, sin) = &*self.angles;
        self.each(|token, alone, place, turned| {
            let (from, to) = (&grad[alone..alone + width], &mut out[token..token + width]);
            if turned && !cos.is_empty() {
                let (cos, sin) = (&cos[place * width..][..half], &sin[place * width..][..half]);
                let ((x, y), (a, b)) = (from.split_at(half), to.split_at_mut(half));
                for at in 0..half {
                    a[at] = x[at] * cos[at] + y[at] * sin[at];
                    b[at] = y[at] * cos[at] - x[at] * sin[at];
                }
            } else {
                to.copy_from_slice(from);
            }
        });
    }
}

struct HeadsBack(Heads);

impl CustomOp1 for HeadsBack {
    fn name(&self) -> &'static str {
        "heads-back"
    }

    fn cpu_fwd(&self, grad: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let grad = floats(grad, layout)?;
        let mut out = vec![0.0_f32; grad.len()];
        let of = &self.0;
        vectorized(|| of.together(grad, &mut out));
        Ok((CpuStorage::F32(out), Shape::from(vec![of.batch, of.places, 3 * of.heads * of.width])))
    }
}
