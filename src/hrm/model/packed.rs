//! Both levels on a processor, for answers only: the sums of `layers.rs` without tensors in between.
//!
//! On the few dozen tokens of a panelboard most of a pass through tensors is spent between the sums. Here every row of the
//! batch goes through the levels in buffers that stay, with weights laid out as the sums read them. Each number is added up
//! in one fixed order with fused multiplications, whatever the width of the processor's vectors: every processor that has
//! them comes to the same bits.

use crate::hrm::HrmError;
use crate::hrm::model::kernels::{Matrix, attend_places, padded, rms_rows, rotate, silu_times, softmax_rows};
use crate::hrm::model::layers::Block;
use pulp::{Arch, Simd, WithSimd};

type Result<T> = std::result::Result<T, HrmError>;

/// Sizes that all blocks share.
#[derive(Clone, Debug)]
pub(super) struct Sizes {
    pub hidden: usize,
    pub heads: usize,
    pub eps: f32,
    pub h_cycles: usize,
    pub l_cycles: usize,
    /// Cosines and sines, (places, head width) each; `None` with learned places.
    pub rotation: Option<(Vec<f32>, Vec<f32>)>,
}

/// The weights of one block.
#[derive(Clone, Debug)]
pub(super) struct PackedBlock {
    qkv: Matrix,
    o: Matrix,
    gate: Matrix,
    up: Matrix,
    down: Matrix,
    /// What each place around a token adds, (heads, places); empty where a token sees all.
    places: Vec<f32>,
}

impl PackedBlock {
    /// Lays the weights of a block out.
    pub fn new(block: &Block) -> Result<Self> {
        let Block { qkv, o, gate_up, down, places } = block;
        let width = gate_up.dim(0)? / 2;
        let places: Vec<f32> = match places {
            Some(places) => places.flatten_all()?.to_vec1()?,
            None => Vec::new(),
        };
        let scale = (qkv.dim(1)? as f64).sqrt() as f32;
        Ok(Self {
            qkv: Matrix::of(qkv)?,
            o: Matrix::of(o)?,
            gate: Matrix::of(&gate_up.narrow(0, 0, width)?)?,
            up: Matrix::of(&gate_up.narrow(0, width, width)?)?,
            down: Matrix::of(down)?,
            places: places.into_iter().map(|bias| bias * scale).collect(),
        })
    }
}

/// The levels of a network.
#[derive(Clone, Debug)]
pub(super) struct Packed {
    sizes: Sizes,
    high: Vec<PackedBlock>,
    low: Vec<PackedBlock>,
}

/// The state of one row: (places, hidden) each.
pub(super) struct RowState<'a> {
    pub z_h: &'a mut [f32],
    pub z_l: &'a mut [f32],
}

/// All of it is inlined here, so that it is compiled for the vectors of the processor.
struct Thinking<'a, 's> {
    packed: &'a Packed,
    state: &'a mut RowState<'s>,
    e: &'a [f32],
    around: &'a [u32],
}

impl WithSimd for Thinking<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        self.packed.think_inlined(simd, self.state, self.e, self.around);
    }
}

impl Packed {
    /// Returns the levels; `None` on a processor without fused multiplications.
    pub fn new(sizes: Sizes, high: Vec<PackedBlock>, low: Vec<PackedBlock>) -> Option<Self> {
        let fused = !matches!(Arch::new(), Arch::Scalar);
        fused.then_some(Self { sizes, high, low })
    }

    /// Carries the state of one row through a segment; `e` is what was embedded, (places, hidden), and `around` what each
    /// token sees where it does not see all.
    pub fn think(&self, state: &mut RowState<'_>, e: &[f32], around: &[u32]) {
        Arch::new().dispatch(Thinking { packed: self, state, e, around });
    }

    // Loops and no closures around what is large: a closure left standing would be compiled without the vectors.
    #[inline(always)]
    fn think_inlined<S: Simd>(&self, simd: S, state: &mut RowState<'_>, e: &[f32], around: &[u32]) {
        let mut work = Work::new(&self.sizes, &self.low, &self.high, e.len() / self.sizes.hidden);
        for step in 0..self.sizes.h_cycles * (self.sizes.l_cycles + 1) {
            let is_high = step % (self.sizes.l_cycles + 1) == self.sizes.l_cycles;
            let states = state.z_h.iter().zip(state.z_l.iter()).zip(e);
            for (x, ((z_h, z_l), e)) in work.x.iter_mut().zip(states) {
                *x = if is_high { z_h + z_l } else { z_l + (z_h + e) };
            }
            for block in if is_high { &self.high } else { &self.low } {
                work.carry(simd, &self.sizes, block, around);
            }
            let state = if is_high { &mut *state.z_h } else { &mut *state.z_l };
            state.copy_from_slice(&work.x[..state.len()]);
        }
    }
}

/// Buffers of one row. Rows of tokens are padded to what the sums take at once; what stands beyond them is of no meaning.
struct Work {
    places: usize,
    /// Places, padded.
    rows: usize,
    x: Vec<f32>,
    sum: Vec<f32>,
    qkv: Vec<f32>,
    mixed: Vec<f32>,
    gate: Vec<f32>,
    up: Vec<f32>,
    /// One head: queries, what a key weighs for each query, and the mixture.
    q: Vec<f32>,
    scores: Vec<f32>,
    head: Vec<f32>,
    keys: Matrix,
    values: Matrix,
}

impl Work {
    fn new(sizes: &Sizes, low: &[PackedBlock], high: &[PackedBlock], places: usize) -> Self {
        let rows = padded(places);
        let width = sizes.hidden / sizes.heads;
        let inner = low.iter().chain(high).map(|block| block.gate.outer()).max().unwrap_or(0);
        let qkv = low.iter().chain(high).map(|block| block.qkv.outer()).max().unwrap_or(0);
        let of = |columns: usize| vec![0.0; rows * columns];
        let sees_all = low.iter().chain(high).all(|block| block.places.is_empty());
        let seen = if sees_all { places } else { 0 };
        let keys = Matrix::empty(width, seen);
        let values = Matrix::empty(seen, width);
        Self {
            places,
            rows,
            x: of(sizes.hidden),
            sum: of(padded(sizes.hidden)),
            qkv: of(qkv),
            mixed: of(sizes.hidden),
            gate: of(inner),
            up: of(inner),
            q: of(width),
            scores: of(keys.outer()),
            head: of(values.outer()),
            keys,
            values,
        }
    }

    /// Carries `x` through a block.
    #[inline(always)]
    fn carry<S: Simd>(&mut self, simd: S, sizes: &Sizes, block: &PackedBlock, around: &[u32]) {
        if block.places.is_empty() {
            self.attend(simd, sizes, block);
        } else {
            block.qkv.times(simd, &self.x, sizes.hidden, self.rows, &mut self.qkv);
            let (stride, seen) = (block.qkv.outer(), block.places.len() / sizes.heads);
            attend_places(&self.qkv, (stride, sizes.hidden), &block.places, around, seen, &mut self.mixed);
        }
        block.o.times(simd, &self.mixed, sizes.hidden, self.rows, &mut self.sum);
        self.add_and_norm(sizes, block.o.outer());
        block.gate.times(simd, &self.x, sizes.hidden, self.rows, &mut self.gate);
        block.up.times(simd, &self.x, sizes.hidden, self.rows, &mut self.up);
        silu_times(&mut self.gate, &self.up);
        block.down.times(simd, &self.gate, block.gate.outer(), self.rows, &mut self.sum);
        self.add_and_norm(sizes, block.down.outer());
    }

    /// Adds `sum` to `x` and divides each place by the root of its mean square.
    #[inline(always)]
    fn add_and_norm(&mut self, sizes: &Sizes, stride: usize) {
        for (x, sum) in self.x.chunks_exact_mut(sizes.hidden).zip(self.sum.chunks_exact(stride)) {
            for (x, sum) in x.iter_mut().zip(sum) {
                *x += sum;
            }
        }
        rms_rows(&mut self.x, sizes.hidden, sizes.eps);
    }

    #[inline(always)]
    fn attend<S: Simd>(&mut self, simd: S, sizes: &Sizes, block: &PackedBlock) {
        let (hidden, width) = (sizes.hidden, sizes.hidden / sizes.heads);
        let stride = block.qkv.outer();
        block.qkv.times(simd, &self.x, hidden, self.rows, &mut self.qkv);
        if let Some((cos, sin)) = &sizes.rotation {
            for (place, row) in self.qkv.chunks_exact_mut(stride).take(self.places).enumerate() {
                let at = place * width..(place + 1) * width;
                // Queries and keys stand first.
                for part in row[..2 * hidden].chunks_exact_mut(width) {
                    rotate(part, &cos[at.clone()], &sin[at.clone()]);
                }
            }
        }
        let scale = 1.0 / (width as f32).sqrt();
        for head in 0..sizes.heads {
            let (of_q, of_k, of_v) = (head * width, hidden + head * width, 2 * hidden + head * width);
            let rows = self.qkv.chunks_exact(stride).take(self.places);
            for (place, row) in rows.enumerate() {
                for (slot, q) in self.q[place * width..][..width].iter_mut().zip(&row[of_q..]) {
                    *slot = q * scale;
                }
                self.keys.set_column(place, &row[of_k..of_k + width]);
                self.values.set_row(place, &row[of_v..of_v + width]);
            }
            self.keys.times(simd, &self.q, width, self.rows, &mut self.scores);
            softmax_rows(&mut self.scores, self.keys.outer(), self.places);
            self.values.times(simd, &self.scores, self.keys.outer(), self.rows, &mut self.head);
            let mixed = self.mixed.chunks_exact_mut(hidden).zip(self.head.chunks_exact(self.values.outer()));
            for (mixed, head) in mixed.take(self.places) {
                mixed[of_q..of_q + width].copy_from_slice(&head[..width]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::hrm::model::{Hrm, HrmConfig, Input, Pass, PositionEncoding, initial_weights};
    use candle_core::{Device, Tensor};

    /// Heads and layers of odd widths, both encodings, several rows: to a few units in the last place the same.
    #[test]
    fn it_comes_to_what_tensors_come_to() {
        let shape = |hidden: usize, heads: usize, tokens: usize, pos: PositionEncoding| -> HrmConfig {
            let text = format!(
                r#"{{"seq_len": {tokens}, "vocab_size": 7, "hidden_size": {hidden}, "num_heads": {heads}, "H_layers": 2,
                    "L_layers": 1, "H_cycles": 2, "L_cycles": 2, "puzzle_emb_ndim": 0, "halt_max_steps": 3}}"#
            );
            HrmConfig { pos_encodings: pos, ..serde_json::from_str(&text).expect("a configuration") }
        };
        for config in [
            shape(64, 4, 47, PositionEncoding::Rope),
            shape(24, 3, 5, PositionEncoding::Rope),
            shape(40, 2, 17, PositionEncoding::Learned),
            shape(32, 1, 16, PositionEncoding::Rope),
            HrmConfig { neighbors: 3, ..shape(40, 5, 21, PositionEncoding::Rope) },
        ] {
            let weights = initial_weights(&config, 3, &Device::Cpu).expect("weights");
            let model = Hrm::new(config.clone(), weights, &Device::Cpu).expect("a model");
            let Some(packed) = model.packed().expect("readable") else { continue };
            let (rows, tokens) = (3, config.seq_len);
            let classes: Vec<u32> = (0..rows * tokens).map(|i| (i * i % 7) as u32).collect();
            let classes = Tensor::from_vec(classes, (rows, tokens), &Device::Cpu).expect("a tensor");
            // Somebody, or beyond the last nobody.
            let seen = rows * tokens * (config.neighbors + 1);
            let around: Vec<u32> = (0..seen).map(|i| (i * 7 % (rows * tokens + 1)) as u32).collect();
            let around = Tensor::from_vec(around, seen, &Device::Cpu).expect("a tensor");
            let input = Input { around: Some(&around), ..Input::of_tokens(&classes) };
            let mut state = model.initial_state(rows).expect("a state");
            for _ in 0..3 {
                let known = model.segment(&state, input, Pass::Plain).expect("a segment");
                let found = model.segment_packed(&packed, &state, input).expect("a segment");
                let far = |a: &Tensor, b: &Tensor| -> f32 {
                    let far = (a - b).and_then(|d| d.abs()?.flatten_all()?.max(0)?.to_scalar());
                    far.expect("tensors of one shape")
                };
                assert!(far(&known.logits, &found.logits) < 2e-5, "{config:?}");
                assert!(far(&known.q_halt, &found.q_halt) < 2e-5, "{config:?}");
                assert!(far(&known.state.z_h, &found.state.z_h) < 2e-5, "{config:?}");
                assert!(far(&known.state.z_l, &found.state.z_l) < 2e-5, "{config:?}");
                state = known.state;
            }
        }
    }
}
