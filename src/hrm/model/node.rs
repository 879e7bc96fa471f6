//! A block as one node of the graph. Going back, a graph fills and adds a tensor for every node: made of many small ones, that
//! and what stands between the products costs more than the products.
//!
//! On the processor in f32 only; `layers.rs` writes the same with tensors for everything else, and a test holds this to them.

use crate::hrm::model::back::{Back, Passed};
use crate::hrm::model::carry::{PackedBlock, Scratch, Sizes, Thoughts, carry, rows_together};
use crate::hrm::model::shelf::{Shelf, Taken};
use candle_core::{CpuStorage, CustomOp2, Layout, Result, Shape, Storage, Tensor, bail};
use std::sync::{Arc, Mutex, PoisonError};

/// A block that keeps what it comes to, for the way back.
pub(super) struct Node {
    pub sizes: Arc<Sizes>,
    pub block: Arc<PackedBlock>,
    /// What each token of the batch sees; empty where each sees all of its row.
    pub around: Arc<Vec<u32>>,
    pub shelf: Shelf,
    /// From the way there to the way back.
    thoughts: Mutex<Option<Taken>>,
}

impl Node {
    pub const fn new(
        sizes: Arc<Sizes>,
        block: Arc<PackedBlock>,
        around: Arc<Vec<u32>>,
        shelf: Shelf,
    ) -> Self {
        Self { sizes, block, around, shelf, thoughts: Mutex::new(None) }
    }

    /// Returns how many tokens a row has, which is all where what is around counts through the whole batch.
    fn tokens(&self, shape: &Shape) -> usize {
        let dims = shape.dims();
        let rows = if self.block.places.is_empty() { dims.first().copied().unwrap_or(1) } else { 1 };
        shape.elem_count() / self.sizes.hidden / rows.max(1)
    }

    /// Returns how many numbers of a state, and of what it comes to, are worked through together.
    fn part(&self, tokens: usize) -> (usize, usize) {
        let all = (rows_together(tokens) * tokens).max(1);
        (all * self.sizes.hidden, Thoughts::size(&self.sizes, &self.block, all))
    }
}

impl CustomOp2 for Node {
    fn name(&self) -> &'static str {
        "block"
    }

    fn cpu_fwd(
        &self,
        x: &CpuStorage,
        layout: &Layout,
        _: &CpuStorage,
        _: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let Self { sizes, block, around, .. } = self;
        let mut state = floats(x, layout)?.to_vec();
        let tokens = self.tokens(layout.shape());
        let (part, size) = self.part(tokens);
        let mut taken = self.shelf.take(Thoughts::size(sizes, block, state.len() / sizes.hidden));
        let mut scratch = Scratch::new(sizes, block, rows_together(tokens), tokens);
        for (x, values) in state.chunks_mut(part).zip(taken.values.chunks_mut(size)) {
            let mut thoughts = Thoughts::of(values, sizes, block, x.len() / sizes.hidden);
            carry(sizes, block, around, tokens, x, &mut thoughts, &mut scratch);
        }
        *self.thoughts.lock().unwrap_or_else(PoisonError::into_inner) = Some(taken);
        Ok((CpuStorage::F32(state), layout.shape().clone()))
    }

    fn bwd(
        &self,
        x: &Tensor,
        weights: &Tensor,
        z: &Tensor,
        g: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let Self { sizes, block, around, .. } = self;
        let Some(mut taken) = self.thoughts.lock().unwrap_or_else(PoisonError::into_inner).take() else {
            bail!("a block has no way back, or it was gone already")
        };
        let tokens = self.tokens(x.shape());
        let (part, size) = self.part(tokens);
        let (x_held, x_layout) = x.storage_and_layout();
        let (z_held, z_layout) = z.storage_and_layout();
        let (weights_held, weights_layout) = weights.storage_and_layout();
        let (x_values, z_values) = (on_host(&x_held, x_layout)?, on_host(&z_held, z_layout)?);
        let weight_values = on_host(&weights_held, weights_layout)?;
        let mut g: Vec<f32> = g.flatten_all()?.to_vec1()?;
        let mut gradient = vec![0.0_f32; weight_values.len()];
        let mut back = Back::new(sizes, block, around, weight_values, tokens);
        let parts = x_values.chunks(part).zip(z_values.chunks(part)).zip(taken.values.chunks_mut(size));
        for (((x, z), values), g) in parts.zip(g.chunks_mut(part)) {
            let thoughts = Thoughts::of(values, sizes, block, x.len() / sizes.hidden);
            back.rows(&Passed { x, thoughts, z }, g, &mut gradient);
        }
        let of_x = Tensor::from_vec(g, x.shape(), x.device())?;
        Ok((Some(of_x), Some(Tensor::from_vec(gradient, weights.shape(), weights.device())?)))
    }
}

fn on_host<'a>(storage: &'a Storage, layout: &Layout) -> Result<&'a [f32]> {
    match storage {
        Storage::Cpu(storage) => floats(storage, layout),
        _ => bail!("a block that is not on the processor"),
    }
}

fn floats<'a>(storage: &'a CpuStorage, layout: &Layout) -> Result<&'a [f32]> {
    let Some((from, to)) = layout.contiguous_offsets() else { bail!("a block of a tensor with gaps") };
    match storage.as_slice::<f32>()?.get(from..to) {
        Some(values) => Ok(values),
        None => bail!("a block beyond its storage"),
    }
}
