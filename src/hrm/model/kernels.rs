//! The loops of `carry.rs` and `back.rs` over rows, written so that the compiler makes vectors of them. Every number is added up
//! in one order whatever the width of the processor's vectors.

/// Makes a function of loops over rows that is compiled for the widest vectors there are. The loops stand in a method that is
/// always inlined: a closure may be left standing, and would then be compiled without the vectors of the processor.
macro_rules! vectorized {
    ($(#[$doc:meta])* $seen:vis fn $name:ident<$life:lifetime>($($arg:ident: $type:ty),* $(,)?) $body:block) => {
        $(#[$doc])*
        $seen fn $name<$life>($($arg: $type),*) {
            struct Loops<$life> {
                $($arg: $type,)*
                life: std::marker::PhantomData<&$life ()>,
            }

            impl<$life> pulp::WithSimd for Loops<$life> {
                type Output = ();

                #[inline(always)]
                fn with_simd<S: pulp::Simd>(self, _: S) {
                    let Self { $($arg,)* life: _ } = self;
                    $body
                }
            }

            pulp::Arch::new().dispatch(Loops { $($arg,)* life: std::marker::PhantomData });
        }
    };
}

pub(in crate::hrm) use vectorized;

pub(super) mod around;
pub(super) mod panels;

use panels::Rows;

/// Numbers worked on side by side.
const LANES: usize = 16;

vectorized! {
    /// Adds `more` (rows, stride) to `x` (rows, width), divides each row by the root of its mean square, and notes what each was
    /// multiplied by.
    pub(super) fn add_and_norm<'l>(
        x: &'l mut [f32],
        more: &'l [f32],
        stride: usize,
        width: usize,
        eps: f32,
        factors: &'l mut [f32],
    ) {
        let rows = x.chunks_exact_mut(width).zip(more.chunks_exact(stride)).zip(factors);
        for ((row, more), noted) in rows {
            for (x, more) in row.iter_mut().zip(more) {
                *x += more;
            }
            let mean = sum_of(row, |x| x * x) / width as f32;
            let factor = 1.0 / (mean + eps).sqrt();
            for x in row {
                *x *= factor;
            }
            *noted = factor;
        }
    }
}

vectorized! {
    /// The way back: `g` (rows, width) is the gradient of the rows `y` and becomes that of what was added up. With y = x·r and
    /// r = (mean x² + eps)^−½: dx = r·(dy − y·mean(dy·y)).
    pub(super) fn norm_back<'l>(g: &'l mut [f32], y: &'l [f32], width: usize, factors: &'l [f32]) {
        let rows = g.chunks_exact_mut(width).zip(y.chunks_exact(width)).zip(factors);
        for ((g, y), factor) in rows {
            let along = product_of(y, g) / width as f32;
            for (g, y) in g.iter_mut().zip(y) {
                *g = factor * (*g - y * along);
            }
        }
    }
}

vectorized! {
    /// Adds the first numbers of each row of `more` (rows, stride) to `x` (rows, width).
    pub(super) fn add_rows<'l>(x: &'l mut [f32], more: &'l [f32], stride: usize, width: usize) {
        for (x, more) in x.chunks_exact_mut(width).zip(more.chunks_exact(stride)) {
            for (x, more) in x.iter_mut().zip(more) {
                *x += more;
            }
        }
    }
}

vectorized! {
    /// Writes SiLU of each gate times what it gates.
    pub(super) fn gated<'l>(gate: &'l [f32], up: &'l [f32], out: &'l mut [f32]) {
        for (out, (gate, up)) in out.iter_mut().zip(gate.iter().zip(up)) {
            *out = gate / (1.0 + exp(-gate)) * up;
        }
    }
}

vectorized! {
    /// The way back: of rows (…, width) of gates, what they gate and the gradient of the product, writes the product and the
    /// gradients of both beside each other, (…, 2 · width).
    pub(super) fn gate_back<'l>(
        gate: &'l [f32],
        up: &'l [f32],
        g: &'l [f32],
        width: usize,
        product: &'l mut [f32],
        both: &'l mut [f32],
    ) {
        let rows = gate.chunks_exact(width).zip(up.chunks_exact(width)).zip(g.chunks_exact(width));
        let out = product.chunks_exact_mut(width).zip(both.chunks_exact_mut(2 * width));
        for (((gate, up), g), (product, both)) in rows.zip(out) {
            let (of_gate, of_up) = both.split_at_mut(width);
            // Through arrays, so that the compiler need not ask whether the slices overlap. Widths are whole panels.
            let read = gate.as_chunks::<LANES>().0.iter().zip(up.as_chunks::<LANES>().0).zip(g.as_chunks::<LANES>().0);
            let write = of_gate.as_chunks_mut::<LANES>().0.iter_mut().zip(of_up.as_chunks_mut::<LANES>().0);
            for (((gate, up), g), ((of_gate, of_up), product)) in
                read.zip(write.zip(product.as_chunks_mut::<LANES>().0))
            {
                let (mut first, mut second, mut third) = ([0.0_f32; LANES], [0.0_f32; LANES], [0.0_f32; LANES]);
                for lane in 0..LANES {
                    let (gate, up, g) = (gate[lane], up[lane], g[lane]);
                    let open = 1.0 / (1.0 + exp(-gate));
                    first[lane] = g * up * open * (1.0 + gate * (1.0 - open));
                    second[lane] = g * gate * open;
                    third[lane] = gate * open * up;
                }
                (*of_gate, *of_up, *product) = (first, second, third);
            }
        }
    }
}

vectorized! {
    /// Turns the first numbers of each row into shares that add up to 1; the others become 0. Notes the logarithm of what each
    /// row adds up to.
    pub(super) fn shares<'l>(x: &'l mut [f32], stride: usize, width: usize, logarithms: &'l mut [f32]) {
        for (row, logarithm) in x.chunks_exact_mut(stride).zip(logarithms) {
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
            let sum = sum_of(row, |x| x);
            let factor = 1.0 / sum;
            for x in row {
                *x *= factor;
            }
            *logarithm = most + sum.ln();
        }
    }
}

vectorized! {
    /// The same with the logarithms known.
    pub(super) fn shares_again<'l>(x: &'l mut [f32], stride: usize, width: usize, logarithms: &'l [f32]) {
        for (row, logarithm) in x.chunks_exact_mut(stride).zip(logarithms) {
            for x in row.iter_mut() {
                *x = exp(*x - logarithm);
            }
            row[width..].fill(0.0);
        }
    }
}

vectorized! {
    /// The way back: `g` (rows, stride) is the gradient of the shares `y` and becomes that of the scores: y · (dy − Σ dy·y), the
    /// sums being known.
    pub(super) fn shares_back<'l>(g: &'l mut [f32], y: &'l [f32], stride: usize, sums: &'l [f32]) {
        let rows = g.chunks_exact_mut(stride).zip(y.chunks_exact(stride)).zip(sums);
        for ((g, y), sum) in rows {
            for (g, y) in g.iter_mut().zip(y) {
                *g = y * (*g - sum);
            }
        }
    }
}

vectorized! {
    /// Rotates the heads of rows by the angles of the places, or back. `sizes` are the stride of a row, how many numbers of it
    /// count, and the width of a head.
    pub(super) fn rotate_rows<'l>(
        rows: &'l mut [f32],
        sizes: (usize, usize, usize),
        angles: (&'l [f32], &'l [f32]),
        back: bool,
    ) {
        let (stride, count, width) = sizes;
        let half = width / 2;
        let sign = if back { -1.0 } else { 1.0 };
        let turns = angles.0.chunks_exact(width).zip(angles.1.chunks_exact(width));
        for (row, (cos, sin)) in rows.chunks_exact_mut(stride).zip(turns) {
            // The second half has the angles of the first.
            let (cos, sin) = (&cos[..half], &sin[..half]);
            for head in row[..count].chunks_exact_mut(width) {
                let (first, second) = head.split_at_mut(half);
                for (((a, b), cos), sin) in first.iter_mut().zip(second).zip(cos).zip(sin) {
                    let (old_a, old_b, sin) = (*a, *b, sign * sin);
                    *a = old_a * cos - old_b * sin;
                    *b = old_b * cos + old_a * sin;
                }
            }
        }
    }
}

/// Adds up lane by lane, then across the lanes.
#[inline(always)]
fn sum_of(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
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

/// Adds up the products of two rows, lane by lane and then across the lanes.
#[inline(always)]
fn product_of(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    let ((whole_a, rest_a), (whole_b, rest_b)) = (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
    for (a, b) in whole_a.iter().zip(whole_b) {
        for ((lane, a), b) in lanes.iter_mut().zip(a).zip(b) {
            *lane = a.mul_add(*b, *lane);
        }
    }
    for ((lane, a), b) in lanes.iter_mut().zip(rest_a).zip(rest_b) {
        *lane = a.mul_add(*b, *lane);
    }
    let mut sum = 0.0;
    for lane in lanes {
        sum += lane;
    }
    sum
}

vectorized! {
    /// Writes the product of each row with its fellow, of which the first numbers count.
    pub(super) fn products_of_rows<'l>(a: Rows<'l>, b: Rows<'l>, width: usize, out: &'l mut [f32]) {
        for (row, out) in out.iter_mut().enumerate() {
            *out = product_of(a.row(row, width), b.row(row, width));
        }
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
    fn shares_add_up_to_one_and_leave_the_padding_out() {
        let mut x = vec![0.5_f32; 2 * LANES];
        (x[1], x[LANES + 2]) = (2.5, -300.0);
        let (scores, mut logarithms) = (x.clone(), [0.0; 2]);
        shares(&mut x, LANES, 3, &mut logarithms);
        let sum: f32 = x[..3].iter().sum();
        assert!((sum - 1.0).abs() < 1e-6 && (x[1] / x[0] - 2.0_f32.exp()).abs() < 1e-4, "{x:?}");
        assert_eq!(x[3..LANES], [0.0; LANES - 3]);
        assert!(x[LANES + 2] < 1e-30 && (x[LANES] - 0.5).abs() < 1e-6);
        let mut again = scores;
        shares_again(&mut again, LANES, 3, &logarithms);
        let far = x.iter().zip(&again).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(far < 1e-6, "{again:?} beside {x:?}");
    }
}
