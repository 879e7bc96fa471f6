//! The sums of `packed.rs`, written so that the compiler makes vectors of them: plain loops, since a closure that is not
//! inlined would be compiled without the vectors of the processor.

use crate::hrm::HrmError;
use candle_core::Tensor;
use pulp::Simd;

/// Numbers worked on side by side.
pub(super) const LANES: usize = 16;
/// Returns the next count that the sums take whole.
pub(super) const fn padded(count: usize) -> usize {
    count.next_multiple_of(LANES)
}

/// A matrix (inner, outer) in panels of [`LANES`] columns; columns beyond the last are zero.
#[derive(Clone, Debug)]
pub(super) struct Matrix {
    inner: usize,
    outer: usize,
    values: Vec<[f32; LANES]>,
}

impl Matrix {
    /// Returns a matrix of zeros.
    pub fn empty(inner: usize, outer: usize) -> Self {
        let outer = padded(outer);
        Self { inner, outer, values: vec![[0.0; LANES]; inner * outer / LANES] }
    }

    /// Reads a weight (out, in).
    ///
    /// # Errors
    /// When it has other than two dimensions or cannot be read.
    pub fn of(weight: &Tensor) -> Result<Self, HrmError> {
        let rows: Vec<Vec<f32>> = weight.to_vec2()?;
        let mut matrix = Self::empty(rows.first().map_or(0, Vec::len), rows.len());
        rows.iter().enumerate().for_each(|(column, row)| matrix.set_column(column, row));
        Ok(matrix)
    }

    /// Returns how many columns there are with the padding.
    pub const fn outer(&self) -> usize {
        self.outer
    }

    #[inline(always)]
    pub fn set_column(&mut self, column: usize, values: &[f32]) {
        let panel = &mut self.values[column / LANES * self.inner..][..self.inner];
        panel.iter_mut().zip(values).for_each(|(row, value)| row[column % LANES] = *value);
    }

    #[inline(always)]
    pub fn set_row(&mut self, row: usize, values: &[f32]) {
        for (panel, values) in values.chunks(LANES).enumerate() {
            self.values[panel * self.inner + row][..values.len()].copy_from_slice(values);
        }
    }

    /// Multiplies rows with the matrix: `x` is (rows, stride) of which the first columns count, `out` (rows, outer). There are
    /// a multiple of eight rows. How many are worked on together, and how wide the vectors are, changes nothing in any sum.
    #[inline(always)]
    pub fn times<S: Simd>(&self, simd: S, x: &[f32], stride: usize, rows: usize, out: &mut [f32]) {
        // As many sums at once as fit into the registers of each kind of processor.
        match LANES / S::F32_LANES {
            1 => self.times_by::<S, 8, 1>(simd, x, stride, rows, out),
            2 => self.times_by::<S, 4, 2>(simd, x, stride, rows, out),
            4 => self.times_by::<S, 4, 4>(simd, x, stride, rows, out),
            _ => self.times_by::<S, 1, LANES>(simd, x, stride, rows, out),
        }
    }

    /// The same with `ROWS` rows together and `PARTS` vectors for [`LANES`] columns.
    #[inline(always)]
    fn times_by<S: Simd, const ROWS: usize, const PARTS: usize>(
        &self,
        simd: S,
        x: &[f32],
        stride: usize,
        rows: usize,
        out: &mut [f32],
    ) {
        // Rows that are worked on together stand together, so that the sums need no look at where anything ends.
        let mut packed = vec![[0.0_f32; ROWS]; rows / ROWS * self.inner];
        for (block, x) in packed.chunks_exact_mut(self.inner).zip(x.chunks_exact(stride * ROWS)) {
            for (row, x) in x.chunks_exact(stride).enumerate() {
                for (slot, x) in block.iter_mut().zip(x) {
                    slot[row] = *x;
                }
            }
        }
        for (panel, weights) in self.values.chunks_exact(self.inner).enumerate() {
            let (weights, _) = S::as_simd_f32s(weights.as_flattened());
            let (weights, _) = weights.as_chunks::<PARTS>();
            for (block, x) in packed.chunks_exact(self.inner).enumerate() {
                let mut sums = [[simd.splat_f32s(0.0); PARTS]; ROWS];
                for (weights, x) in weights.iter().zip(x) {
                    for row in 0..ROWS {
                        let x = simd.splat_f32s(x[row]);
                        for part in 0..PARTS {
                            sums[row][part] = simd.mul_add_f32s(x, weights[part], sums[row][part]);
                        }
                    }
                }
                for (row, sums) in sums.iter().enumerate() {
                    let at = (block * ROWS + row) * self.outer + panel * LANES;
                    let (slots, _) = S::as_mut_simd_f32s(&mut out[at..at + LANES]);
                    slots.copy_from_slice(sums);
                }
            }
        }
    }
}

/// Divides each row by the root of its mean square.
#[inline(always)]
pub(super) fn rms_rows(x: &mut [f32], width: usize, eps: f32) {
    for row in x.chunks_exact_mut(width) {
        let mean = sum_of(row, |x| x * x) / width as f32;
        let factor = 1.0 / (mean + eps).sqrt();
        for x in row {
            *x *= factor;
        }
    }
}

/// Adds up lane by lane, then across the lanes.
#[inline(always)]
pub(super) fn sum_of(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    let (whole, rest) = row.as_chunks::<LANES>();
    for chunk in whole {
        for (lane, x) in lanes.iter_mut().zip(chunk) {
            *lane += of(*x);
        }
    }
    for (lane, x) in lanes.iter_mut().zip(rest) {
        *lane += of(*x);
    }
    let mut sum = 0.0;
    for lane in lanes {
        sum += lane;
    }
    sum
}

/// Turns the first numbers of each row into shares that add up to 1; the others become 0.
#[inline(always)]
pub(super) fn softmax_rows(x: &mut [f32], stride: usize, width: usize) {
    for row in x.chunks_exact_mut(stride) {
        row[width..].fill(f32::NEG_INFINITY);
        let mut lanes = [f32::NEG_INFINITY; LANES];
        for chunk in row.as_chunks::<LANES>().0 {
            for (lane, x) in lanes.iter_mut().zip(chunk) {
                *lane = if *x > *lane { *x } else { *lane };
            }
        }
        let mut most = f32::NEG_INFINITY;
        for lane in lanes {
            most = most.max(lane);
        }
        for x in row.iter_mut() {
            *x = exp(*x - most);
        }
        row[width..].fill(0.0);
        let factor = 1.0 / sum_of(row, |x| x);
        for x in row {
            *x *= factor;
        }
    }
}

/// Mixes for each token what it sees in its few places: `qkv` is (rows, stride) with queries, keys and values of a hidden
/// width each, `bias` (heads, places), `around` (tokens, places), where a number beyond the rows says that nothing is there.
#[inline(always)]
pub(super) fn attend_places(
    qkv: &[f32],
    (stride, hidden): (usize, usize),
    bias: &[f32],
    around: &[u32],
    places: usize,
    mixed: &mut [f32],
) {
    let tokens = around.len() / places;
    let width = hidden / (bias.len() / places);
    let scale = 1.0 / (width as f32).sqrt();
    let mut weights = vec![0.0_f32; places];
    for (token, (around, mixed)) in
        around.chunks_exact(places).zip(mixed.chunks_exact_mut(hidden)).enumerate()
    {
        let q = &qkv[token * stride..][..hidden];
        mixed.fill(0.0);
        for (head, bias) in bias.chunks_exact(places).enumerate() {
            let of = head * width;
            let mut most = f32::NEG_INFINITY;
            for ((weight, at), bias) in weights.iter_mut().zip(around).zip(bias) {
                let mut sum = 0.0;
                if (*at as usize) < tokens {
                    let k = &qkv[*at as usize * stride + hidden + of..][..width];
                    for (q, k) in q[of..of + width].iter().zip(k) {
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
            for (weight, at) in weights.iter().zip(around) {
                if (*at as usize) < tokens {
                    let v = &qkv[*at as usize * stride + 2 * hidden + of..][..width];
                    for (mixed, v) in mixed[of..of + width].iter_mut().zip(v) {
                        *mixed = (weight / total).mul_add(*v, *mixed);
                    }
                }
            }
        }
    }
}

/// Replaces each gate by its SiLU times what it gates.
#[inline(always)]
pub(super) fn silu_times(gate: &mut [f32], up: &[f32]) {
    for (gate, up) in gate.iter_mut().zip(up) {
        *gate = *gate / (1.0 + exp(-*gate)) * up;
    }
}

/// Rotates a place: the first half with the second.
#[inline(always)]
pub(super) fn rotate(x: &mut [f32], cos: &[f32], sin: &[f32]) {
    let half = x.len() / 2;
    let (first, second) = x.split_at_mut(half);
    for (i, (a, b)) in first.iter_mut().zip(second).enumerate() {
        let (old_a, old_b) = (*a, *b);
        *a = old_a * cos[i] - old_b * sin[i];
        *b = old_b * cos[half + i] + old_a * sin[half + i];
    }
}

/// Returns the exponential to about two units in the last place, without a branch, so that lanes can share it. Outside
/// ±87 it stays at the value there.
///
/// exp(x) = 2ⁿ · exp(r) with n the nearest whole number to x / ln 2 and |r| ≤ ln 2 / 2, where the series to the seventh
/// power leaves less than 1e-8.
#[inline(always)]
pub(super) fn exp(x: f32) -> f32 {
    // Adding and subtracting 1.5 · 2²³ rounds to the nearest whole number.
    const ROUND: f32 = 12_582_912.0;
    const LN2_HIGH: f32 = 0.693_359_4;
    const LN2_LOW: f32 = -2.121_944_4e-4;
    let x = x.clamp(-87.0, 87.0);
    let shifted = x.mul_add(std::f32::consts::LOG2_E, ROUND);
    let n = shifted - ROUND;
    let r = n.mul_add(-LN2_HIGH, x);
    let r = n.mul_add(-LN2_LOW, r);
    let mut series = 1.0 / 5040.0;
    for factorial in [720.0, 120.0, 24.0, 6.0, 2.0, 1.0, 1.0] {
        series = r.mul_add(series, 1.0 / factorial);
    }
    // The low bits of the shifted number are n; in the exponent's place they multiply by 2ⁿ.
    let power = f32::from_bits((shifted.to_bits() << 23).wrapping_add(1.0_f32.to_bits()));
    series * power
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulp::{Arch, WithSimd};

    struct Product<'a> {
        matrix: &'a Matrix,
        x: &'a [f32],
        out: &'a mut [f32],
    }

    impl WithSimd for Product<'_> {
        type Output = ();

        #[inline(always)]
        fn with_simd<S: Simd>(self, simd: S) {
            self.matrix.times(simd, self.x, self.matrix.inner, self.x.len() / self.matrix.inner, self.out);
        }
    }

    #[test]
    fn the_exponential_is_that_of_the_library() {
        for step in -8600..=8600 {
            let x = step as f32 / 100.0;
            let (found, known) = (f64::from(exp(x)), f64::from(x).exp());
            assert!((found / known - 1.0).abs() < 3e-7, "{x}: {found} beside {known}");
        }
        assert!(exp(f32::NEG_INFINITY) < 2e-38);
        assert_eq!(exp(0.0), 1.0);
    }

    #[test]
    fn rows_times_a_matrix_with_odd_sizes() {
        let (rows, inner, outer) = (8, 5, 19);
        let x: Vec<f32> = (0..rows * inner).map(|i| i as f32 - 7.0).collect();
        let weight: Vec<f32> = (0..outer * inner).map(|i| (i % 11) as f32 - 4.0).collect();
        let tensor =
            Tensor::from_vec(weight.clone(), (outer, inner), &candle_core::Device::Cpu).expect("a tensor");
        let matrix = Matrix::of(&tensor).expect("a matrix");
        let mut out = vec![0.0; rows * matrix.outer()];
        Arch::new().dispatch(Product { matrix: &matrix, x: &x, out: &mut out });
        for row in 0..rows {
            for column in 0..matrix.outer() {
                let product = |k: usize| x[row * inner + k] * weight[column * inner + k];
                let wanted: f32 = if column < outer { (0..inner).map(product).sum() } else { 0.0 };
                assert_eq!(out[row * matrix.outer() + column], wanted, "({row}, {column})");
            }
        }
    }

    #[test]
    fn shares_add_up_to_one_and_leave_the_padding_out() {
        let mut x = vec![0.5_f32; 2 * LANES];
        (x[1], x[LANES + 2]) = (2.5, -300.0);
        softmax_rows(&mut x, LANES, 3);
        let sum: f32 = x[..3].iter().sum();
        assert!((sum - 1.0).abs() < 1e-6 && (x[1] / x[0] - 2.0_f32.exp()).abs() < 1e-4, "{x:?}");
        assert_eq!(x[3..LANES], [0.0; LANES - 3]);
        assert!(x[LANES + 2] < 1e-30 && (x[LANES] - 0.5).abs() < 1e-6);
    }
}
