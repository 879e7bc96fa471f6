//! A block on a processor: the sums of `layers.rs` without tensors in between, for the tokens of a row in buffers that stay.
//!
//! On the few dozen tokens of a panelboard most of a pass through tensors is spent between the sums. Here the weights are laid
//! out as the sums read them, and what they come to stays where the way back finds it.

use crate::hrm::HrmError;
use crate::hrm::model::kernels::around::{Places, attend};
use crate::hrm::model::kernels::panels::{Matrix, Rows, padded};
use crate::hrm::model::kernels::{add_and_norm, gated, rotate_rows, shares};
use crate::hrm::model::layers::Block;

type Result<T> = std::result::Result<T, HrmError>;

/// Queries whose scores are worked on together, so that these stay near the processor.
pub(super) const QUERIES: usize = 96;
/// Tokens of several rows that are worked on together at most: few at once and sums of weights are read more often than used.
const TOGETHER: usize = 192;

/// Returns how many rows of so many tokens are worked on together.
pub(super) const fn rows_together(tokens: usize) -> usize {
    if tokens * 2 > TOGETHER { 1 } else { TOGETHER / if tokens == 0 { 1 } else { tokens } }
}

/// Sizes that all blocks share.
#[derive(Clone, Debug)]
pub(super) struct Sizes {
    pub hidden: usize,
    pub heads: usize,
    pub eps: f32,
    /// Cosines and sines, (places, head width) each; `None` where nothing is rotated.
    pub rotation: Option<(Vec<f32>, Vec<f32>)>,
}

impl Sizes {
    /// Returns the width of a head.
    pub const fn width(&self) -> usize {
        self.hidden / self.heads
    }

    /// Returns the stride of queries, keys and values.
    pub const fn stride(&self) -> usize {
        padded(3 * self.hidden)
    }

    /// Rotates queries and keys, which stand first, or back.
    pub fn rotate(&self, rows: &mut [f32], stride: usize, back: bool) {
        if let Some((cos, sin)) = &self.rotation {
            rotate_rows(rows, (stride, 2 * self.hidden, self.width()), (cos, sin), back);
        }
    }

    /// Returns what scores are multiplied by.
    pub fn scale(&self) -> f32 {
        1.0 / (self.width() as f32).sqrt()
    }
}

/// The weights of one block, laid out to carry a state.
#[derive(Clone, Debug)]
pub(super) struct PackedBlock {
    pub qkv: Matrix,
    pub o: Matrix,
    pub gate: Matrix,
    pub up: Matrix,
    pub down: Matrix,
    /// What each place around a token adds, (heads, places); empty where a token sees all.
    pub places: Vec<f32>,
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
        let scale = places_scale(qkv.dim(1)?);
        Ok(Self {
            qkv: Matrix::of(qkv)?,
            o: Matrix::of(o)?,
            gate: Matrix::of(&gate_up.narrow(0, 0, width)?)?,
            up: Matrix::of(&gate_up.narrow(0, width, width)?)?,
            down: Matrix::of(down)?,
            places: places.into_iter().map(|bias| bias * scale).collect(),
        })
    }

    /// Returns what each token sees of the others, where it does not see all.
    pub fn around<'a>(&'a self, sizes: &Sizes, around: &'a [u32]) -> Option<Places<'a>> {
        let seen = self.places.len() / sizes.heads;
        let (stride, hidden, width) = (sizes.stride(), sizes.hidden, sizes.width());
        (seen > 0).then_some(Places { stride, hidden, width, bias: &self.places, around, seen })
    }
}

/// Returns what the weights of places are multiplied by: as embeddings are, so that a place is learned as quickly as a class.
pub(super) fn places_scale(hidden: usize) -> f32 {
    (hidden as f64).sqrt() as f32
}

/// What a block comes to on its way, for the tokens of some rows: what the way back needs.
pub(super) struct Thoughts<'a> {
    /// Queries and keys, rotated, and values: (tokens, [`Sizes::stride`]).
    pub qkv: &'a mut [f32],
    /// What the heads have mixed: (tokens, hidden).
    pub mixed: &'a mut [f32],
    /// After attention: (tokens, hidden), and what each row was multiplied by.
    pub middle: &'a mut [f32],
    pub first: &'a mut [f32],
    /// (tokens, width of the gate, padded)
    pub gate: &'a mut [f32],
    pub up: &'a mut [f32],
    /// What each row was multiplied by in the end.
    pub second: &'a mut [f32],
    /// The logarithms of what scores add up to: (rows, heads, tokens of a row).
    pub logarithms: &'a mut [f32],
}

impl<'a> Thoughts<'a> {
    /// Returns how many numbers the thoughts of so many tokens are.
    pub fn size(sizes: &Sizes, block: &PackedBlock, tokens: usize) -> usize {
        tokens * (sizes.stride() + 2 * sizes.hidden + 2 * block.gate.outer() + 2 + sizes.heads)
    }

    /// Takes [`Thoughts::size`] numbers apart.
    pub fn of(values: &'a mut [f32], sizes: &Sizes, block: &PackedBlock, tokens: usize) -> Self {
        let mut rest = values;
        let mut part = |count: usize| {
            let (part, others) = std::mem::take(&mut rest).split_at_mut(count * tokens);
            rest = others;
            part
        };
        Self {
            qkv: part(sizes.stride()),
            mixed: part(sizes.hidden),
            middle: part(sizes.hidden),
            gate: part(block.gate.outer()),
            up: part(block.gate.outer()),
            first: part(1),
            second: part(1),
            logarithms: part(sizes.heads),
        }
    }
}

/// Room for what is needed in passing.
pub(super) struct Scratch {
    sum: Vec<f32>,
    product: Vec<f32>,
    /// One head: queries, what a key weighs for each query, and the mixture.
    q: Vec<f32>,
    scores: Vec<f32>,
    head: Vec<f32>,
    keys: Matrix,
    values: Matrix,
}

impl Scratch {
    /// Returns room for `rows` rows of `tokens` each, or fewer.
    pub fn new(sizes: &Sizes, block: &PackedBlock, rows: usize, tokens: usize) -> Self {
        let seen = if block.places.is_empty() { tokens } else { 0 };
        let keys = Matrix::empty(sizes.width(), seen);
        let values = Matrix::empty(seen, sizes.width());
        let of = |rows: usize, columns: usize| vec![0.0; rows * columns];
        Self {
            sum: of(rows * tokens, padded(sizes.hidden)),
            product: of(rows * tokens, block.gate.outer()),
            q: of(QUERIES.min(seen), sizes.width()),
            scores: of(QUERIES.min(seen), keys.outer()),
            head: of(QUERIES.min(seen), values.outer()),
            keys,
            values,
        }
    }
}

/// Carries the state of some rows, (rows, tokens, hidden), through a block.
pub(super) fn carry(
    sizes: &Sizes,
    block: &PackedBlock,
    around: &[u32],
    tokens: usize,
    x: &mut [f32],
    thoughts: &mut Thoughts<'_>,
    scratch: &mut Scratch,
) {
    let hidden = sizes.hidden;
    block.qkv.times(Rows::dense(x, hidden), thoughts.qkv);
    match block.around(sizes, around) {
        Some(places) => attend(places, thoughts.qkv, thoughts.mixed),
        None => {
            let rows = thoughts.qkv.chunks_exact_mut(tokens * sizes.stride());
            let rows = rows.zip(thoughts.mixed.chunks_exact_mut(tokens * hidden));
            let logarithms = thoughts.logarithms.chunks_exact_mut(tokens * sizes.heads);
            for ((qkv, mixed), logarithms) in rows.zip(logarithms) {
                sizes.rotate(qkv, sizes.stride(), false);
                attend_all(sizes, qkv, 0, mixed, logarithms, scratch);
            }
        }
    }
    let rest = Rest {
        mixed: thoughts.mixed,
        middle: thoughts.middle,
        gate: thoughts.gate,
        up: thoughts.up,
        first: thoughts.first,
        second: thoughts.second,
    };
    after_attention(sizes, block, x, rest, scratch);
}

/// Carries the state of one long row, all of which each of its tokens sees, through a block, a part of it on each of several
/// threads: as many as there is scratch for. The numbers are the same as on one.
pub(super) fn carry_in_parts(
    sizes: &Sizes,
    block: &PackedBlock,
    x: &mut [f32],
    thoughts: &mut Thoughts<'_>,
    scratches: &mut [Scratch],
) {
    let (hidden, gate) = (sizes.hidden, block.gate.outer());
    let share = (x.len() / hidden).div_ceil(scratches.len().max(1)).max(1);
    std::thread::scope(|scope| {
        let parts = x.chunks(share * hidden).zip(thoughts.qkv.chunks_mut(share * sizes.stride()));
        for (x, qkv) in parts {
            scope.spawn(move || block.qkv.times(Rows::dense(x, hidden), qkv));
        }
    });
    sizes.rotate(thoughts.qkv, sizes.stride(), false);
    let qkv = &*thoughts.qkv;
    std::thread::scope(|scope| {
        let states = x.chunks_mut(share * hidden).zip(thoughts.mixed.chunks_mut(share * hidden));
        let gates = thoughts.gate.chunks_mut(share * gate).zip(thoughts.up.chunks_mut(share * gate));
        let factors = thoughts.first.chunks_mut(share).zip(thoughts.second.chunks_mut(share));
        let parts = states.zip(thoughts.middle.chunks_mut(share * hidden)).zip(gates).zip(factors);
        let parts = parts.zip(thoughts.logarithms.chunks_mut(share * sizes.heads)).zip(scratches);
        for (place, (part, scratch)) in parts.enumerate() {
            let (((((x, mixed), middle), (gate, up)), (first, second)), logarithms) = part;
            scope.spawn(move || {
                attend_all(sizes, qkv, place * share, mixed, logarithms, scratch);
                after_attention(sizes, block, x, Rest { mixed, middle, gate, up, first, second }, scratch);
            });
        }
    });
}

/// What is thought for each token by itself, once attention has mixed.
struct Rest<'a> {
    mixed: &'a [f32],
    middle: &'a mut [f32],
    gate: &'a mut [f32],
    up: &'a mut [f32],
    first: &'a mut [f32],
    second: &'a mut [f32],
}

fn after_attention(sizes: &Sizes, block: &PackedBlock, x: &mut [f32], rest: Rest<'_>, scratch: &mut Scratch) {
    let (hidden, wide, all) = (sizes.hidden, padded(sizes.hidden), x.len() / sizes.hidden);
    block.o.times(Rows::dense(rest.mixed, hidden), &mut scratch.sum);
    add_and_norm(x, &scratch.sum, wide, hidden, sizes.eps, rest.first);
    rest.middle.copy_from_slice(x);
    block.gate.times(Rows::dense(x, hidden), rest.gate);
    block.up.times(Rows::dense(x, hidden), rest.up);
    gated(rest.gate, rest.up, &mut scratch.product);
    block.down.times(Rows::new(&scratch.product, 0, block.gate.outer(), all), &mut scratch.sum);
    add_and_norm(x, &scratch.sum, wide, hidden, sizes.eps, rest.second);
}

/// Every token of a row sees all of it. Mixes for the tokens from one on, as many as `mixed` is for; queries and keys are rotated.
fn attend_all(
    sizes: &Sizes,
    qkv: &[f32],
    from: usize,
    mixed: &mut [f32],
    logarithms: &mut [f32],
    scratch: &mut Scratch,
) {
    let (hidden, width, stride, scale) = (sizes.hidden, sizes.width(), sizes.stride(), sizes.scale());
    let Scratch { q, scores, head: mixture, keys, values, .. } = scratch;
    let (tokens, asked) = (qkv.len() / stride, mixed.len() / hidden);
    for (head, logarithms) in logarithms.chunks_exact_mut(asked).enumerate() {
        let at = head * width;
        for (token, row) in qkv.chunks_exact(stride).enumerate() {
            keys.set_column(token, &row[hidden + at..][..width]);
            values.set_row(token, &row[2 * hidden + at..][..width]);
        }
        for first in (0..asked).step_by(QUERIES) {
            let count = QUERIES.min(asked - first);
            let queries = qkv[(from + first) * stride..].chunks_exact(stride);
            for (q, row) in q.chunks_exact_mut(width).zip(queries) {
                q.iter_mut().zip(&row[at..]).for_each(|(slot, q)| *slot = q * scale);
            }
            let scores = &mut scores[..count * keys.outer()];
            keys.times(Rows::new(q, 0, width, count), scores);
            shares(scores, keys.outer(), tokens, &mut logarithms[first..][..count]);
            values.times(Rows::new(scores, 0, keys.outer(), count), mixture);
            let mixed = mixed[first * hidden..].chunks_exact_mut(hidden);
            for (mixed, mixture) in mixed.zip(mixture.chunks_exact(values.outer())).take(count) {
                mixed[at..at + width].copy_from_slice(&mixture[..width]);
            }
        }
    }
}
