//! Both levels on a processor, for what nothing is learned from: states go from block to block in buffers that stay.

use crate::hrm::model::carry::{PackedBlock, Scratch, Sizes, Thoughts, carry, carry_in_parts};
use pulp::Arch;
use std::sync::Arc;

/// The levels of a network.
#[derive(Clone, Debug)]
pub(super) struct Packed {
    pub sizes: Arc<Sizes>,
    pub high: Vec<Arc<PackedBlock>>,
    pub low: Vec<Arc<PackedBlock>>,
    /// Low steps before each high one.
    pub l_cycles: usize,
}

/// The state of some rows: (rows, places, hidden) each.
pub(super) struct RowStates<'a> {
    pub z_h: &'a mut [f32],
    pub z_l: &'a mut [f32],
    /// Places of a row.
    pub places: usize,
    /// Threads that a long row alone may be thought on.
    pub threads: usize,
}

/// A row is long from so many places on: below, threads cost more than they bring.
const LONG: usize = 192;

impl Packed {
    /// Returns whether the processor has the fused multiplications that the sums are written with.
    pub fn serves() -> bool {
        !matches!(Arch::new(), Arch::Scalar)
    }

    /// Returns whether a step is one of the high level; the low one has so many before each.
    pub const fn is_high(&self, step: usize) -> bool {
        step % (self.l_cycles + 1) == self.l_cycles
    }

    /// Returns the blocks of a step.
    pub fn blocks(&self, step: usize) -> &[Arc<PackedBlock>] {
        if self.is_high(step) { &self.high } else { &self.low }
    }

    /// Carries the state of some rows through the first steps of a segment; `e` is what was embedded, (rows, places, hidden),
    /// and `around` what each token sees where it does not see all.
    pub fn think(&self, state: &mut RowStates<'_>, e: &[f32], around: &[u32], steps: usize) {
        let (all, places) = (e.len() / self.sizes.hidden, state.places);
        let (Some(first), false) = (self.low.iter().chain(&self.high).next(), e.is_empty()) else { return };
        let splits = all == places && places >= LONG && around.is_empty();
        let threads = if splits { state.threads.max(1) } else { 1 };
        let mut scratches: Vec<Scratch> =
            (0..threads).map(|_| Scratch::new(&self.sizes, first, all / places, places)).collect();
        let mut values = vec![0.0; Thoughts::size(&self.sizes, first, all)];
        let mut x = vec![0.0; e.len()];
        for step in 0..steps {
            let high = self.is_high(step);
            let states = state.z_h.iter().zip(state.z_l.iter()).zip(e);
            for (x, ((z_h, z_l), e)) in x.iter_mut().zip(states) {
                *x = if high { z_h + z_l } else { z_l + (z_h + e) };
            }
            for block in self.blocks(step) {
                let mut thoughts = Thoughts::of(&mut values, &self.sizes, block, all);
                match scratches.as_mut_slice() {
                    [scratch] => {
                        carry(&self.sizes, block, around, places, &mut x, &mut thoughts, scratch);
                    }
                    scratches => carry_in_parts(&self.sizes, block, &mut x, &mut thoughts, scratches),
                }
            }
            let state = if high { &mut *state.z_h } else { &mut *state.z_l };
            state.copy_from_slice(&x);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RowStates;
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

    /// A long row on several threads: the same bits.
    #[test]
    fn a_long_row_comes_out_the_same_on_several_threads() {
        let text = r#"{"seq_len": 300, "vocab_size": 7, "hidden_size": 24, "num_heads": 3, "H_layers": 1, "L_layers": 1,
            "H_cycles": 1, "L_cycles": 1, "puzzle_emb_ndim": 0, "halt_max_steps": 3}"#;
        let config: HrmConfig = serde_json::from_str(text).expect("a configuration");
        let weights = initial_weights(&config, 3, &Device::Cpu).expect("weights");
        let model = Hrm::new(config, weights, &Device::Cpu).expect("a model");
        let Some(packed) = model.packed().expect("readable") else { return };
        let e: Vec<f32> = (0..300 * 24).map(|i| (i * i % 17) as f32 / 8.0 - 1.0).collect();
        let on = |threads: usize| {
            let (mut z_h, mut z_l) = (vec![0.5; e.len()], vec![-0.5; e.len()]);
            let mut state = RowStates { z_h: &mut z_h, z_l: &mut z_l, places: 300, threads };
            packed.think(&mut state, &e, &[], 2);
            (z_h, z_l)
        };
        let one = on(1);
        assert!(one == on(2) && one == on(5));
    }
}
