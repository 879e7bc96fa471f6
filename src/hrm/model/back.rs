//! The way back through a block on a processor: gradients of the state and of the weights, from what `carry.rs` has left.

use crate::hrm::model::carry::{PackedBlock, QUERIES, Sizes, Thoughts, places_scale, rows_together};
use crate::hrm::model::kernels::around::attend_back;
use crate::hrm::model::kernels::panels::{Matrix, Rows, add_products, padded};
use crate::hrm::model::kernels::{
    add_rows, gate_back, norm_back, products_of_rows, shares_again, shares_back,
};
use std::ops::Range;

/// Where the weights of a block stand when they stand one behind the other, each (out, in).
#[derive(Clone, Debug)]
struct Spans {
    qkv: Range<usize>,
    o: Range<usize>,
    gate: Range<usize>,
    up: Range<usize>,
    down: Range<usize>,
    places: Range<usize>,
    /// Width of the gate.
    inner: usize,
}

impl Spans {
    fn new(sizes: &Sizes, block: &PackedBlock, count: usize) -> Self {
        let square = sizes.hidden * sizes.hidden;
        let inner = (count - block.places.len() - 4 * square) / (3 * sizes.hidden);
        let part = inner * sizes.hidden;
        let mut end = 0;
        let mut next = |count: usize| {
            end += count;
            end - count..end
        };
        Self {
            qkv: next(3 * square),
            o: next(square),
            gate: next(part),
            up: next(part),
            down: next(part),
            places: next(block.places.len()),
            inner,
        }
    }
}

/// The weights of a block laid out for the way back, and room for what is needed in passing.
pub(super) struct Back<'a> {
    sizes: &'a Sizes,
    block: &'a PackedBlock,
    around: &'a [u32],
    spans: Spans,
    qkv: Matrix,
    o: Matrix,
    /// From the gate, then from what it gates, each padded.
    both: Matrix,
    down: Matrix,
    /// Tokens of a row.
    tokens: usize,
    room: Room,
}

struct Room {
    sum: Vec<f32>,
    of_product: Vec<f32>,
    product: Vec<f32>,
    of_both: Vec<f32>,
    of_qkv: Vec<f32>,
    head: HeadRoom,
}

/// Room for one head.
struct HeadRoom {
    q: Vec<f32>,
    scores: Vec<f32>,
    gains: Vec<f32>,
    along: Vec<f32>,
    of_q: Vec<f32>,
    of_k: Vec<f32>,
    of_v: Vec<f32>,
    /// (width, tokens), (width, tokens), (tokens, width)
    keys: Matrix,
    values: Matrix,
    key_rows: Matrix,
}

/// What a block came to for some rows: what entered, what was thought, what came out.
pub(super) struct Passed<'a> {
    pub x: &'a [f32],
    pub thoughts: Thoughts<'a>,
    pub z: &'a [f32],
}

impl<'a> Back<'a> {
    /// Lays `weights` out, which stand one behind the other, for rows of so many tokens.
    pub fn new(
        sizes: &'a Sizes,
        block: &'a PackedBlock,
        around: &'a [u32],
        weights: &[f32],
        tokens: usize,
    ) -> Self {
        let (hidden, wide, gate) = (sizes.hidden, padded(sizes.hidden), block.gate.outer());
        let spans = Spans::new(sizes, block, weights.len());
        let mut qkv = Matrix::empty(3 * hidden, hidden);
        fill(&mut qkv, 0, &weights[spans.qkv.clone()], hidden);
        let mut o = Matrix::empty(hidden, hidden);
        fill(&mut o, 0, &weights[spans.o.clone()], hidden);
        let mut both = Matrix::empty(2 * gate, hidden);
        fill(&mut both, 0, &weights[spans.gate.clone()], hidden);
        fill(&mut both, gate, &weights[spans.up.clone()], hidden);
        let mut down = Matrix::empty(hidden, spans.inner);
        fill(&mut down, 0, &weights[spans.down.clone()], spans.inner);
        let of = |rows: usize, columns: usize| vec![0.0; rows * columns];
        let (width, seen) = (sizes.width(), if block.places.is_empty() { tokens } else { 0 });
        let (queries, across) = (QUERIES.min(seen), padded(seen));
        let head = HeadRoom {
            q: of(queries, width),
            scores: of(queries, across),
            gains: of(queries, across),
            along: of(queries, 1),
            of_q: of(queries, padded(width)),
            of_k: of(seen, width),
            of_v: of(seen, width),
            keys: Matrix::empty(width, seen),
            values: Matrix::empty(width, seen),
            key_rows: Matrix::empty(seen, width),
        };
        let all = rows_together(tokens) * tokens;
        let room = Room {
            sum: of(all, wide),
            of_product: of(all, gate),
            product: of(all, gate),
            of_both: of(all, 2 * gate),
            of_qkv: of(all, 3 * hidden),
            head,
        };
        Self { sizes, block, around, spans, qkv, o, both, down, tokens, room }
    }

    /// Turns `g`, the gradient of what came out, into that of what entered, and adds to `gradient`, that of the weights, which
    /// stand one behind the other.
    pub fn rows(&mut self, passed: &Passed<'_>, g: &mut [f32], gradient: &mut [f32]) {
        let Passed { x, thoughts, z } = passed;
        let (hidden, wide, gate) = (self.sizes.hidden, padded(self.sizes.hidden), self.block.gate.outer());
        let (room, spans, all) = (&mut self.room, &self.spans, g.len() / hidden);
        norm_back(g, z, hidden, thoughts.second);
        self.down.times(Rows::dense(g, hidden), &mut room.of_product);
        gate_back(thoughts.gate, thoughts.up, &room.of_product, gate, &mut room.product, &mut room.of_both);
        let product = Rows::new(&room.product, 0, gate, all);
        add_products(Rows::dense(g, hidden), hidden, product, spans.inner, &mut gradient[spans.down.clone()]);
        for (from, span) in [(0, &spans.gate), (gate, &spans.up)] {
            let of_part = Rows::new(&room.of_both, from, 2 * gate, all);
            add_products(
                of_part,
                spans.inner,
                Rows::dense(thoughts.middle, hidden),
                hidden,
                &mut gradient[span.clone()],
            );
        }
        self.both.times(Rows::new(&room.of_both, 0, 2 * gate, all), &mut room.sum);
        add_rows(g, &room.sum, wide, hidden);
        norm_back(g, thoughts.middle, hidden, thoughts.first);
        add_products(
            Rows::dense(g, hidden),
            hidden,
            Rows::dense(thoughts.mixed, hidden),
            hidden,
            &mut gradient[spans.o.clone()],
        );
        self.o.times(Rows::dense(g, hidden), &mut room.sum);
        match self.block.around(self.sizes, self.around) {
            Some(places) => {
                let of_mixed: Vec<f32> =
                    room.sum.chunks_exact(wide).flat_map(|row| &row[..hidden]).copied().collect();
                room.of_qkv.fill(0.0);
                let mut of_bias = vec![0.0; places.bias.len()];
                attend_back(places, thoughts.qkv, &of_mixed, &mut room.of_qkv, &mut of_bias);
                let scale = places_scale(hidden);
                let of_places = gradient[spans.places.clone()].iter_mut();
                of_places.zip(of_bias).for_each(|(sum, more)| *sum += scale * more);
            }
            None => {
                let (tokens, sizes) = (self.tokens, self.sizes);
                let of_rows = room.of_qkv.chunks_exact_mut(tokens * 3 * hidden);
                for (row, of_qkv) in of_rows.enumerate().take(all / tokens) {
                    let of_mixed = Rows::new(&room.sum, row * tokens * wide, wide, tokens);
                    let row = Attended {
                        qkv: &thoughts.qkv[row * tokens * sizes.stride()..][..tokens * sizes.stride()],
                        mixed: &thoughts.mixed[row * tokens * hidden..][..tokens * hidden],
                        logarithms: &thoughts.logarithms[row * tokens * sizes.heads..]
                            [..tokens * sizes.heads],
                    };
                    attend_all_back(sizes, &row, of_mixed, &mut room.head, of_qkv);
                    sizes.rotate(of_qkv, 3 * hidden, true);
                }
            }
        }
        let of_qkv = Rows::new(&room.of_qkv, 0, 3 * hidden, all);
        add_products(of_qkv, 3 * hidden, Rows::dense(x, hidden), hidden, &mut gradient[spans.qkv.clone()]);
        self.qkv.times(of_qkv, &mut room.sum);
        add_rows(g, &room.sum, wide, hidden);
    }
}

/// Puts a weight (rows, width) into a matrix from a row on.
fn fill(matrix: &mut Matrix, from: usize, weight: &[f32], width: usize) {
    weight.chunks_exact(width).enumerate().for_each(|(row, values)| matrix.set_row(from + row, values));
}

/// What the tokens of a row had of each other.
struct Attended<'a> {
    qkv: &'a [f32],
    mixed: &'a [f32],
    logarithms: &'a [f32],
}

/// Writes the gradients of rotated queries and keys and of values, (tokens, 3 · hidden), where every token of a row sees all of
/// it. Shares are computed once more, which costs less than keeping them.
fn attend_all_back(
    sizes: &Sizes,
    thoughts: &Attended<'_>,
    of_mixed: Rows<'_>,
    room: &mut HeadRoom,
    of_qkv: &mut [f32],
) {
    let (hidden, width, stride, scale) = (sizes.hidden, sizes.width(), sizes.stride(), sizes.scale());
    let tokens = of_mixed.count;
    let HeadRoom { q, scores, gains, along, of_q, of_k, of_v, keys, values, key_rows } = room;
    let across = keys.outer();
    for head in 0..sizes.heads {
        let at = head * width;
        for (token, row) in thoughts.qkv.chunks_exact(stride).enumerate() {
            keys.set_column(token, &row[hidden + at..][..width]);
            key_rows.set_row(token, &row[hidden + at..][..width]);
            values.set_column(token, &row[2 * hidden + at..][..width]);
        }
        of_k.fill(0.0);
        of_v.fill(0.0);
        for first in (0..tokens).step_by(QUERIES) {
            let count = QUERIES.min(tokens - first);
            for (q, row) in q.chunks_exact_mut(width).zip(thoughts.qkv[first * stride..].chunks_exact(stride))
            {
                q.iter_mut().zip(&row[at..]).for_each(|(slot, q)| *slot = q * scale);
            }
            let q = Rows::new(q, 0, width, count);
            let g = Rows::new(of_mixed.values, first * of_mixed.stride + at, of_mixed.stride, count);
            let mixed = Rows::new(thoughts.mixed, first * hidden + at, hidden, count);
            let (scores, gains) = (&mut scores[..count * across], &mut gains[..count * across]);
            keys.times(q, scores);
            shares_again(scores, across, tokens, &thoughts.logarithms[head * tokens + first..][..count]);
            // What shares have to do with their own gradients adds up to what the mixture has to do with its own.
            products_of_rows(g, mixed, width, &mut along[..count]);
            values.times(g, gains);
            add_products(Rows::new(scores, 0, across, count), tokens, g, width, of_v);
            shares_back(gains, scores, across, &along[..count]);
            let gains = Rows::new(gains, 0, across, count);
            key_rows.times(gains, of_q);
            add_products(gains, tokens, q, width, of_k);
            let to = of_qkv[first * 3 * hidden..].chunks_exact_mut(3 * hidden);
            for (to, of_q) in to.zip(of_q.chunks_exact(padded(width))).take(count) {
                to[at..].iter_mut().zip(&of_q[..width]).for_each(|(slot, g)| *slot = g * scale);
            }
        }
        let rows = of_k.chunks_exact(width).zip(of_v.chunks_exact(width));
        for (to, (of_k, of_v)) in of_qkv.chunks_exact_mut(3 * hidden).zip(rows) {
            to[hidden + at..][..width].copy_from_slice(of_k);
            to[2 * hidden + at..][..width].copy_from_slice(of_v);
        }
    }
}
