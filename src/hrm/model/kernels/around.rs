//! Attention of tokens to the few around each, forward and back. Where there is none, nothing is found, and it weighs what its
//! place does.

use super::{exp, product_of};

/// How tokens and what they see lie.
#[derive(Clone, Copy, Debug)]
pub(in crate::hrm::model) struct Places<'a> {
    /// Between the queries, keys and values of one token and those of the next.
    pub stride: usize,
    pub hidden: usize,
    /// What each place adds for each head: (heads, places).
    pub bias: &'a [f32],
    /// What each token sees: (tokens, places); a number beyond the tokens where there is nothing.
    pub around: &'a [u32],
    /// Places around a token, its own first.
    pub seen: usize,
    /// Of a head.
    pub width: usize,
}

impl Places<'_> {
    #[inline(always)]
    const fn tokens(&self) -> usize {
        self.around.len() / self.seen
    }

    /// Where the key of a token's head begins; the value is as much further as the key is from the query.
    #[inline(always)]
    const fn key(&self, token: usize, head: usize) -> usize {
        token * self.stride + self.hidden + head * self.width
    }

    /// Weighs what a token sees for a head, before it is divided by the total, which is returned.
    #[inline(always)]
    fn weigh(&self, qkv: &[f32], token: usize, head: usize, weights: &mut [f32]) -> f32 {
        let (width, tokens) = (self.width, self.tokens());
        let scale = 1.0 / (width as f32).sqrt();
        let q = &qkv[token * self.stride + head * width..][..width];
        let around = &self.around[token * self.seen..][..self.seen];
        let bias = &self.bias[head * self.seen..][..self.seen];
        let mut most = f32::NEG_INFINITY;
        for ((weight, at), bias) in weights.iter_mut().zip(around).zip(bias) {
            let mut sum = 0.0;
            if (*at as usize) < tokens {
                let k = &qkv[self.key(*at as usize, head)..][..width];
                for (q, k) in q.iter().zip(k) {
                    sum = q.mul_add(*k, sum);
                }
            }
            *weight = sum * scale + bias;
            most = most.max(*weight);
        }
        let mut total = 0.0;
        for weight in weights.iter_mut() {
            *weight = exp(*weight - most);
            total += *weight;
        }
        total
    }
}

vectorized! {
    /// Mixes for each token what it sees: (tokens, hidden).
    pub(in crate::hrm::model) fn attend<'l>(of: Places<'l>, qkv: &'l [f32], mixed: &'l mut [f32]) {
        let (width, tokens) = (of.width, of.tokens());
        let mut weights = vec![0.0_f32; of.seen];
        for (token, mixed) in mixed.chunks_exact_mut(of.hidden).enumerate().take(tokens) {
            mixed.fill(0.0);
            for (head, mixed) in mixed.chunks_exact_mut(width).enumerate() {
                let total = of.weigh(qkv, token, head, &mut weights);
                for (weight, at) in weights.iter().zip(&of.around[token * of.seen..]) {
                    if (*at as usize) < tokens {
                        let v = &qkv[of.key(*at as usize, head) + of.hidden..][..width];
                        for (mixed, v) in mixed.iter_mut().zip(v) {
                            *mixed = (weight / total).mul_add(*v, *mixed);
                        }
                    }
                }
            }
        }
    }
}

vectorized! {
    /// The way back: `g` is the gradient of what was mixed; adds to those of queries, keys and values, (tokens, 3 · hidden), and
    /// of what places add.
    pub(in crate::hrm::model) fn attend_back<'l>(
        of: Places<'l>,
        qkv: &'l [f32],
        g: &'l [f32],
        of_qkv: &'l mut [f32],
        of_bias: &'l mut [f32],
    ) {
        let (width, tokens) = (of.width, of.tokens());
        let scale = 1.0 / (width as f32).sqrt();
        let back = Places { stride: 3 * of.hidden, ..of };
        let (mut weights, mut gains) = (vec![0.0_f32; of.seen], vec![0.0_f32; of.seen]);
        for (token, g) in g.chunks_exact(of.hidden).enumerate().take(tokens) {
            let around = &of.around[token * of.seen..][..of.seen];
            for (head, g) in g.chunks_exact(width).enumerate() {
                let total = of.weigh(qkv, token, head, &mut weights);
                let mut along = 0.0;
                for ((weight, gain), at) in weights.iter_mut().zip(&mut gains).zip(around) {
                    *weight /= total;
                    *gain = if (*at as usize) < tokens {
                        product_of(g, &qkv[of.key(*at as usize, head) + of.hidden..][..width])
                    } else {
                        0.0
                    };
                    along = weight.mul_add(*gain, along);
                }
                let q = &qkv[token * of.stride + head * width..][..width];
                for (place, at) in around.iter().enumerate() {
                    let of_score = weights[place] * (gains[place] - along);
                    of_bias[head * of.seen + place] += of_score;
                    if (*at as usize) >= tokens {
                        continue;
                    }
                    let k = &qkv[of.key(*at as usize, head)..][..width];
                    let to = &mut of_qkv[token * back.stride + head * width..][..width];
                    for (to, k) in to.iter_mut().zip(k) {
                        *to = (of_score * scale).mul_add(*k, *to);
                    }
                    let to = &mut of_qkv[back.key(*at as usize, head)..][..width];
                    for (to, q) in to.iter_mut().zip(q) {
                        *to = (of_score * scale).mul_add(*q, *to);
                    }
                    let to = &mut of_qkv[back.key(*at as usize, head) + of.hidden..][..width];
                    for (to, g) in to.iter_mut().zip(g) {
                        *to = weights[place].mul_add(*g, *to);
                    }
                }
            }
        }
    }
}
