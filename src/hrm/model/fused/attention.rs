//! Attention of every token to all: heads, scores, shares and what they mix, without the products with weights around it. Going
//! back, scores and shares are computed once more, which costs less than keeping them.

use super::floats;
use super::heads::{Places, apart, by_heads, side_by_side, together};
use super::shares::{share_back_rows, share_rows};
use candle_core::backend::BackendStorage as _;
use candle_core::{CpuStorage, CustomOp1, CustomOp2, Layout, Result, Shape, Tensor};
use std::sync::Arc;

/// Mixes (batch, places, 3 · heads · width) of queries, keys and values to (batch, places, heads · width); queries and keys are
/// rotated where there are angles.
pub(in crate::hrm::model) fn attention(
    qkv: &Tensor,
    heads: usize,
    angles: &Arc<(Vec<f32>, Vec<f32>)>,
) -> Result<Tensor> {
    let (batch, places, hidden) = qkv.dims3()?;
    let at = Places { batch, places, heads, width: hidden / 3 / heads };
    qkv.contiguous()?.apply_op1(Attention { at, angles: Arc::clone(angles) })
}

#[derive(Clone)]
struct Attention {
    at: Places,
    angles: Arc<(Vec<f32>, Vec<f32>)>,
}

/// Which of the three that stand one behind the other.
const QUERIES: usize = 0;
const KEYS: usize = 1;
const VALUES: usize = 2;

impl Attention {
    fn angles(&self) -> (&[f32], &[f32]) {
        (&self.angles.0, &self.angles.1)
    }

    fn scale(&self) -> f32 {
        (1.0 / (self.at.width as f64).sqrt()) as f32
    }

    /// Heads of all rows.
    const fn count(&self) -> usize {
        self.at.batch * self.at.heads
    }

    /// Layout of queries, keys or values: (heads of all rows, places, width).
    fn part(&self, which: usize) -> Layout {
        let Places { places, width, .. } = self.at;
        let size = self.count() * places * width;
        Layout::contiguous_with_offset((self.count(), places, width), which * size)
    }

    /// Layout of scores and shares: (heads of all rows, places, places).
    fn square(&self) -> Layout {
        Layout::contiguous((self.count(), self.at.places, self.at.places))
    }

    /// Returns the heads and their shares.
    fn thought(&self, qkv: &[f32]) -> Result<(CpuStorage, CpuStorage)> {
        let Places { places, width, .. } = self.at;
        let mut parts = vec![0.0_f32; qkv.len()];
        apart(self.at, self.angles(), qkv, &mut parts);
        let parts = CpuStorage::F32(parts);
        let size = (self.count(), places, places, width);
        let scores = parts.matmul(&parts, size, &self.part(QUERIES), &self.part(KEYS).transpose(1, 2)?)?;
        let mut shares = vec![0.0_f32; self.count() * places * places];
        share_rows(scores.as_slice()?, places, self.scale(), &mut shares);
        Ok((parts, CpuStorage::F32(shares)))
    }
}

impl CustomOp1 for Attention {
    fn name(&self) -> &'static str {
        "attention"
    }

    fn cpu_fwd(&self, qkv: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let Places { batch, places, heads, width } = self.at;
        let (parts, shares) = self.thought(floats(qkv, layout)?)?;
        let size = (self.count(), places, width, places);
        let mixed = shares.matmul(&parts, size, &self.square(), &self.part(VALUES))?;
        let mut out = vec![0.0_f32; batch * places * heads * width];
        side_by_side(self.at, mixed.as_slice()?, &mut out);
        Ok((CpuStorage::F32(out), Shape::from((batch, places, heads * width))))
    }

    fn bwd(&self, qkv: &Tensor, _: &Tensor, grad: &Tensor) -> Result<Option<Tensor>> {
        Ok(Some(qkv.apply_op2_no_bwd(&grad.contiguous()?, &AttentionBack(self.clone()))?))
    }
}

struct AttentionBack(Attention);

impl CustomOp2 for AttentionBack {
    fn name(&self) -> &'static str {
        "attention-back"
    }

    fn cpu_fwd(
        &self,
        qkv: &CpuStorage,
        layout: &Layout,
        grad: &CpuStorage,
        lg: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let of = &self.0;
        let Places { places, width, .. } = of.at;
        let (parts, shares) = of.thought(floats(qkv, layout)?)?;
        let size = of.count() * places * width;
        let mut mixed = vec![0.0_f32; size];
        by_heads(of.at, floats(grad, lg)?, &mut mixed);
        let mixed = CpuStorage::F32(mixed);
        let (square, plain) = (of.square(), of.part(QUERIES));
        let (to_square, to_plain) =
            ((of.count(), places, places, width), (of.count(), places, width, places));
        let values = shares.matmul(&mixed, to_plain, &square.transpose(1, 2)?, &plain)?;
        let of_shares = mixed.matmul(&parts, to_square, &plain, &of.part(VALUES).transpose(1, 2)?)?;
        let mut scores = vec![0.0_f32; of.count() * places * places];
        share_back_rows(shares.as_slice()?, of_shares.as_slice()?, places, of.scale(), &mut scores);
        let scores = CpuStorage::F32(scores);
        let queries = scores.matmul(&parts, to_plain, &square, &of.part(KEYS))?;
        let keys = scores.matmul(&parts, to_plain, &square.transpose(1, 2)?, &of.part(QUERIES))?;
        let mut all = Vec::with_capacity(3 * size);
        for part in [&queries, &keys, &values] {
            all.extend_from_slice(part.as_slice()?);
        }
        let mut out = vec![0.0_f32; 3 * size];
        together(of.at, of.angles(), &all, &mut out);
        Ok((CpuStorage::F32(out), layout.shape().clone()))
    }
}
