//! Queries, keys and values taken apart into heads and rotated on the way: from (batch, places, 3 · heads · width) to (3, batch,
//! heads, places, width). Cosines and sines are (places or more, width), or empty.

/// Where the vectors of a head stand: in the row of its token, and by itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places {
    pub batch: usize,
    pub places: usize,
    pub heads: usize,
    pub width: usize,
}

impl Places {
    #[inline(always)]
    const fn of(self, row: usize, place: usize, part: usize, head: usize) -> (usize, usize) {
        let token = ((row * self.places + place) * 3 + part) * self.heads + head;
        let alone = ((part * self.batch + row) * self.heads + head) * self.places + place;
        (token * self.width, alone * self.width)
    }
}

vectorized! {
    /// Takes rows of queries, keys and values apart into heads, queries and keys rotated where there are angles.
    pub(super) fn apart<'l>(of: Places, angles: (&'l [f32], &'l [f32]), qkv: &'l [f32], out: &'l mut [f32]) {
        let (width, half) = (of.width, of.width / 2);
        for row in 0..of.batch {
            for place in 0..of.places {
                for part in 0..3 {
                    for head in 0..of.heads {
                        let (token, alone) = of.of(row, place, part, head);
                        let (from, to) = (&qkv[token..token + width], &mut out[alone..alone + width]);
                        if part == 2 || angles.0.is_empty() {
                            to.copy_from_slice(from);
                            continue;
                        }
                        let turn = angles.0[place * width..][..half].iter().zip(&angles.1[place * width..][..half]);
                        let ((a, b), (x, y)) = (from.split_at(half), to.split_at_mut(half));
                        for ((((a, b), x), y), (cos, sin)) in a.iter().zip(b).zip(x).zip(y).zip(turn) {
                            *x = a * cos - b * sin;
                            *y = b * cos + a * sin;
                        }
                    }
                }
            }
        }
    }
}

vectorized! {
    /// The other way: gradients of rotated vectors are rotated back.
    pub(super) fn together<'l>(of: Places, angles: (&'l [f32], &'l [f32]), grad: &'l [f32], out: &'l mut [f32]) {
        let (width, half) = (of.width, of.width / 2);
        for row in 0..of.batch {
            for place in 0..of.places {
                for part in 0..3 {
                    for head in 0..of.heads {
                        let (token, alone) = of.of(row, place, part, head);
                        let (from, to) = (&grad[alone..alone + width], &mut out[token..token + width]);
                        if part == 2 || angles.0.is_empty() {
                            to.copy_from_slice(from);
                            continue;
                        }
                        let turn = angles.0[place * width..][..half].iter().zip(&angles.1[place * width..][..half]);
                        let ((x, y), (a, b)) = (from.split_at(half), to.split_at_mut(half));
                        for ((((x, y), a), b), (cos, sin)) in x.iter().zip(y).zip(a).zip(b).zip(turn) {
                            *a = x * cos + y * sin;
                            *b = y * cos - x * sin;
                        }
                    }
                }
            }
        }
    }
}

/// Puts what the heads have mixed, (batch, heads, places, width), side by side: (batch, places, heads · width).
pub(super) fn side_by_side(of: Places, mixed: &[f32], out: &mut [f32]) {
    each(of, |alone, beside| out[beside..beside + of.width].copy_from_slice(&mixed[alone..alone + of.width]));
}

/// The other way.
pub(super) fn by_heads(of: Places, beside: &[f32], out: &mut [f32]) {
    each(of, |alone, at| out[alone..alone + of.width].copy_from_slice(&beside[at..at + of.width]));
}

fn each(of: Places, mut copy: impl FnMut(usize, usize)) {
    for row in 0..of.batch {
        for head in 0..of.heads {
            for place in 0..of.places {
                let alone = (row * of.heads + head) * of.places + place;
                let beside = (row * of.places + place) * of.heads + head;
                copy(alone * of.width, beside * of.width);
            }
        }
    }
}
