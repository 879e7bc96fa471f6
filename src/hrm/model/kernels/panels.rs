//! Products of matrices, each number added up in one fixed order with fused multiplications, whatever the width of the
//! processor's vectors and however many rows are worked on together: every processor that has them comes to the same bits.

use crate::hrm::HrmError;
use candle_core::Tensor;
use pulp::{Arch, Simd, WithSimd};

/// Columns of a panel.
pub(in crate::hrm::model) const PANEL: usize = 32;
/// Steps of a sum between two looks at where its rows end.
const STEP: usize = 8;
/// Rows that stay near the processor while panel after panel passes.
const NEAR: usize = 192;

/// Returns how many columns the panels of a matrix have together.
pub(in crate::hrm::model) const fn padded(count: usize) -> usize {
    count.next_multiple_of(PANEL)
}

/// Rows of a matrix: row `n` begins at `n · stride`, and more may stand between it and the next.
#[derive(Clone, Copy, Debug)]
pub(in crate::hrm::model) struct Rows<'a> {
    pub values: &'a [f32],
    pub stride: usize,
    pub count: usize,
}

impl<'a> Rows<'a> {
    /// Returns rows with nothing between them.
    pub const fn dense(values: &'a [f32], width: usize) -> Self {
        Self { values, stride: width, count: values.len() / width }
    }

    /// Returns rows of which each begins at the `from`-th number of its stride.
    pub fn new(values: &'a [f32], from: usize, stride: usize, count: usize) -> Self {
        Self { values: values.get(from..).unwrap_or_default(), stride, count }
    }

    /// Returns the first numbers of a row.
    #[inline(always)]
    pub fn row(&self, at: usize, width: usize) -> &'a [f32] {
        &self.values[at * self.stride..][..width]
    }
}

/// A matrix (inner, outer) in panels of [`PANEL`] columns; columns beyond the last are zero.
#[derive(Clone, Debug)]
pub(in crate::hrm::model) struct Matrix {
    inner: usize,
    outer: usize,
    values: Vec<[f32; PANEL]>,
}

impl Matrix {
    /// Returns a matrix of zeros.
    pub fn empty(inner: usize, outer: usize) -> Self {
        let outer = padded(outer);
        Self { inner, outer, values: vec![[0.0; PANEL]; inner * outer / PANEL] }
    }

    /// Reads a weight (out, in) to multiply rows of its inputs with.
    ///
    /// # Errors
    /// When it has other than two dimensions or cannot be read.
    pub fn of(weight: &Tensor) -> Result<Self, HrmError> {
        let (outer, inner) = weight.dims2()?;
        let values: Vec<f32> = weight.flatten_all()?.to_vec1()?;
        let mut matrix = Self::empty(inner, outer);
        let rows = values.chunks_exact(inner.max(1)).enumerate();
        rows.for_each(|(column, row)| matrix.set_column(column, row));
        Ok(matrix)
    }

    /// Returns how many columns there are with the padding.
    pub const fn outer(&self) -> usize {
        self.outer
    }

    /// Puts numbers from top to bottom.
    pub fn set_column(&mut self, column: usize, values: &[f32]) {
        let panel = &mut self.values[column / PANEL * self.inner..][..self.inner];
        panel.iter_mut().zip(values).for_each(|(row, value)| row[column % PANEL] = *value);
    }

    /// Puts numbers from left to right.
    pub fn set_row(&mut self, row: usize, values: &[f32]) {
        for (panel, values) in values.chunks(PANEL).enumerate() {
            self.values[panel * self.inner + row][..values.len()].copy_from_slice(values);
        }
    }

    /// Multiplies rows, as wide as the matrix is high, with the matrix: `out` is (rows, [`Matrix::outer`]).
    pub fn times(&self, x: Rows<'_>, out: &mut [f32]) {
        Arch::new().dispatch(Times { matrix: self, x, out });
    }
}

struct Times<'a> {
    matrix: &'a Matrix,
    x: Rows<'a>,
    out: &'a mut [f32],
}

impl WithSimd for Times<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        // As many sums at once as fit into the registers of each kind of processor.
        match (S::F32_LANES, self.x.count) {
            (_, 0) => {}
            (16, 12..) => self.by::<S, 12, 2, 2>(simd),
            (16, 4..12) => self.by::<S, 4, 2, 2>(simd),
            (16, _) => self.by::<S, 1, 2, 2>(simd),
            (8, 6..) => self.by::<S, 6, 2, 4>(simd),
            (8, _) => self.by::<S, 1, 4, 4>(simd),
            (4, 4..) => self.by::<S, 4, 4, 8>(simd),
            (4, _) => self.by::<S, 1, 8, 8>(simd),
            _ => self.by::<S, 1, PANEL, PANEL>(simd),
        }
    }
}

impl Times<'_> {
    /// Multiplies with `ROWS` rows together, `PARTS` vectors at once of the `ALL` that a panel has. The last rows are worked on
    /// together with some that already are: that changes nothing.
    #[inline(always)]
    fn by<S: Simd, const ROWS: usize, const PARTS: usize, const ALL: usize>(self, simd: S) {
        let Self { matrix: Matrix { inner, outer, values }, x, out } = self;
        for near in (0..x.count).step_by(NEAR) {
            let end = x.count.min(near + NEAR);
            for (at, panel) in values.chunks_exact(*inner).enumerate() {
                let (vectors, _) = S::as_simd_f32s(panel.as_flattened());
                let (panel, _) = vectors.as_chunks::<ALL>();
                for first in (near..end).step_by(ROWS) {
                    let first = first.min(x.count - ROWS);
                    let mut rows = [&x.values[..0]; ROWS];
                    for (row, slot) in rows.iter_mut().enumerate() {
                        *slot = x.row(first + row, *inner);
                    }
                    for part in (0..ALL).step_by(PARTS) {
                        let sums = sums::<S, ROWS, PARTS, ALL>(simd, panel, part, &rows);
                        for (row, sums) in sums.iter().enumerate() {
                            let to = (first + row) * outer + at * PANEL + part * S::F32_LANES;
                            let (slots, _) = S::as_mut_simd_f32s(&mut out[to..to + PARTS * S::F32_LANES]);
                            slots.copy_from_slice(sums);
                        }
                    }
                }
            }
        }
    }
}

#[inline(always)]
fn sums<S: Simd, const ROWS: usize, const PARTS: usize, const ALL: usize>(
    simd: S,
    panel: &[[S::f32s; ALL]],
    part: usize,
    x: &[&[f32]; ROWS],
) -> [[S::f32s; PARTS]; ROWS] {
    let mut sums = [[simd.splat_f32s(0.0); PARTS]; ROWS];
    let (steps, rest) = panel.as_chunks::<STEP>();
    for (at, weights) in steps.iter().enumerate() {
        let mut near = [&[0.0_f32; STEP]; ROWS];
        for (near, x) in near.iter_mut().zip(x) {
            *near = &x.as_chunks::<STEP>().0[at];
        }
        for step in 0..STEP {
            for row in 0..ROWS {
                let x = simd.splat_f32s(near[row][step]);
                for of in 0..PARTS {
                    sums[row][of] = simd.mul_add_f32s(x, weights[step][part + of], sums[row][of]);
                }
            }
        }
    }
    for (at, weights) in rest.iter().enumerate() {
        for row in 0..ROWS {
            let x = simd.splat_f32s(x[row][steps.len() * STEP + at]);
            for of in 0..PARTS {
                sums[row][of] = simd.mul_add_f32s(x, weights[part + of], sums[row][of]);
            }
        }
    }
    sums
}

/// Adds the products of two columns each over all rows: `out` (n, k) gets `g` (rows, n) turned over, times `x` (rows, k).
pub(in crate::hrm::model) fn add_products(g: Rows<'_>, n: usize, x: Rows<'_>, k: usize, out: &mut [f32]) {
    Arch::new().dispatch(Products { g, n, x, k, out });
}

struct Products<'a> {
    g: Rows<'a>,
    n: usize,
    x: Rows<'a>,
    k: usize,
    out: &'a mut [f32],
}

impl WithSimd for Products<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(mut self, simd: S) {
        let count = self.g.count.min(self.x.count);
        for near in (0..count).step_by(NEAR) {
            let rows = near..count.min(near + NEAR);
            let done = match S::F32_LANES {
                16 => self.by::<S, 12, 2>(simd, rows.clone(), 0),
                8 => self.by::<S, 6, 2>(simd, rows.clone(), 0),
                4 => self.by::<S, 4, 4>(simd, rows.clone(), 0),
                _ => 0,
            };
            let done = if S::F32_LANES == 16 { self.by::<S, 4, 2>(simd, rows.clone(), done) } else { done };
            self.by::<S, 1, 1>(simd, rows, done);
        }
    }
}

impl Products<'_> {
    /// Adds to rows of the sum from one on, `ROWS` together, `PARTS` vectors at once; returns which comes next.
    #[inline(always)]
    fn by<S: Simd, const ROWS: usize, const PARTS: usize>(
        &mut self,
        simd: S,
        of: std::ops::Range<usize>,
        from: usize,
    ) -> usize {
        let width = PARTS * S::F32_LANES;
        let (n, k) = (self.n, self.k);
        // Columns that are worked on together stand together.
        let mut columns = [[0.0_f32; ROWS]; NEAR];
        let columns = &mut columns[..of.len()];
        let mut first = from;
        while first + ROWS <= n {
            for (columns, row) in columns.iter_mut().zip(of.clone()) {
                columns.copy_from_slice(&self.g.values[row * self.g.stride + first..][..ROWS]);
            }
            for at in (0..k / width * width).step_by(width) {
                let mut sums = [[simd.splat_f32s(0.0); PARTS]; ROWS];
                for (row, sums) in sums.iter_mut().enumerate() {
                    let (known, _) = S::as_simd_f32s(&self.out[(first + row) * k + at..][..width]);
                    sums.copy_from_slice(known);
                }
                for (columns, row) in columns.iter().zip(of.clone()) {
                    let (x, _) = S::as_simd_f32s(&self.x.values[row * self.x.stride + at..][..width]);
                    let Some(x) = x.first_chunk::<PARTS>() else { continue };
                    for row in 0..ROWS {
                        let g = simd.splat_f32s(columns[row]);
                        for of in 0..PARTS {
                            sums[row][of] = simd.mul_add_f32s(g, x[of], sums[row][of]);
                        }
                    }
                }
                for (row, sums) in sums.iter().enumerate() {
                    let (slots, _) = S::as_mut_simd_f32s(&mut self.out[(first + row) * k + at..][..width]);
                    slots.copy_from_slice(sums);
                }
            }
            for at in k / width * width..k {
                for row in 0..ROWS {
                    let mut sum = self.out[(first + row) * k + at];
                    for (columns, of) in columns.iter().zip(of.clone()) {
                        sum = columns[row].mul_add(self.x.values[of * self.x.stride + at], sum);
                    }
                    self.out[(first + row) * k + at] = sum;
                }
            }
            first += ROWS;
        }
        first
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(count: usize, from: usize) -> Vec<f32> {
        (0..count).map(|i| ((i * 7 + from) % 23) as f32 - 11.0).collect()
    }

    /// Whole numbers, so that sums are exact in any order. Fewer rows than are worked on together, as many, and more.
    #[test]
    fn rows_times_a_matrix_with_odd_sizes() {
        for (count, inner, outer) in
            [(1, 3, 2), (3, 8, 33), (5, 5, 19), (12, 9, 64), (29, 17, 40), (201, 4, 3)]
        {
            let (stride, weight) = (inner + 2, numbers(outer * inner, 5));
            let x = numbers(count * stride, 1);
            let tensor = Tensor::from_vec(weight.clone(), (outer, inner), &candle_core::Device::Cpu)
                .expect("a tensor");
            let matrix = Matrix::of(&tensor).expect("a matrix");
            let mut out = vec![0.5; count * matrix.outer()];
            matrix.times(Rows::new(&x, 1, stride, count), &mut out);
            for row in 0..count {
                for column in 0..matrix.outer() {
                    let product = |k: usize| x[1 + row * stride + k] * weight[column * inner + k];
                    let wanted: f32 = if column < outer { (0..inner).map(product).sum() } else { 0.0 };
                    assert_eq!(out[row * matrix.outer() + column], wanted, "({row}, {column}) of {count}");
                }
            }
        }
    }

    #[test]
    fn products_of_columns_with_odd_sizes_are_added() {
        for (rows, n, k) in [(1, 1, 1), (3, 5, 33), (195, 13, 40), (400, 29, 17)] {
            let (g, x) = (numbers(rows * (n + 3), 2), numbers(rows * (k + 1), 9));
            let before = numbers(n * k, 4);
            let mut out = before.clone();
            add_products(Rows::new(&g, 2, n + 3, rows), n, Rows::new(&x, 0, k + 1, rows), k, &mut out);
            for row in 0..n {
                for column in 0..k {
                    let product = |r: usize| g[2 + r * (n + 3) + row] * x[r * (k + 1) + column];
                    let wanted = before[row * k + column] + (0..rows).map(product).sum::<f32>();
                    assert_eq!(out[row * k + column], wanted, "({row}, {column}) of {rows}");
                }
            }
        }
    }
}
