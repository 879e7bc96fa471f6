//! One segment of reasoning: the low level several times, the high level, again and again; gradient through the end only.

use crate::hrm::HrmError;
use crate::hrm::device::cores;
use crate::hrm::model::carry::{PackedBlock, rows_together};
use crate::hrm::model::config::{GradientReach, HrmConfig, PositionEncoding};
use crate::hrm::model::layers::{Block, Shared, linear, row_mask};
use crate::hrm::model::node::Node;
use crate::hrm::model::packed::{Packed, RowStates};
use crate::hrm::model::shelf::Shelf;
use crate::hrm::model::weights::Weights;
use candle_core::{Device, Tensor, Var};
use std::sync::Arc;

type Result<T> = std::result::Result<T, HrmError>;

/// Whether a pass is one to learn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// Keeps what gradients need, through the end of the segment.
    Learning,
    /// Keeps nothing.
    Plain,
}

/// The state carried between segments: (batch, places, hidden) each, without a graph behind it.
#[derive(Clone, Debug)]
pub struct State {
    pub z_h: Tensor,
    pub z_l: Tensor,
}

/// What a segment comes to.
#[derive(Clone, Debug)]
pub struct Segment {
    /// (batch, tokens, vocabulary)
    pub logits: Tensor,
    /// (batch)
    pub q_halt: Tensor,
    /// (batch)
    pub q_continue: Tensor,
    /// Detached.
    pub state: State,
}

/// What enters a segment.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Token classes (batch, tokens), u32.
    pub tokens: &'a Tensor,
    /// The vectors of the rows' puzzles (batch, puzzle width); a variable where they are learned.
    pub puzzles: Option<&'a Tensor>,
    /// Numbers beside the tokens (batch, tokens, feature width).
    pub features: Option<&'a Tensor>,
    /// Which tokens each token sees, itself first, as numbers of the flat batch (batch · tokens · places), u32; the number
    /// after the last token where there is nothing to be seen. Only where not every token sees all.
    pub around: Option<&'a Tensor>,
}

impl<'a> Input<'a> {
    /// Returns an input of tokens alone.
    pub const fn of_tokens(tokens: &'a Tensor) -> Self {
        Self { tokens, puzzles: None, features: None, around: None }
    }
}

/// All layers as tensors: once with and once without memory of where they came from.
#[derive(Clone, Debug)]
struct Layers {
    embed: Tensor,
    places: Option<Tensor>,
    features: Option<Tensor>,
    high: Vec<Block>,
    low: Vec<Block>,
    lm_head: Tensor,
    q_weight: Tensor,
    q_bias: Tensor,
}

impl Layers {
    fn new(config: &HrmConfig, weights: &Weights, tensor: fn(&Var) -> Tensor) -> Result<Self> {
        let get = |name: &str| weights.var(name).map(tensor);
        let level = |level: &str, layers: usize| -> Result<Vec<Block>> {
            let block = |layer: usize| {
                let at = |part: &str| get(&format!("{level}.layers.{layer}.{part}.weight"));
                let places = || get(&format!("{level}.layers.{layer}.self_attn.place_bias"));
                Ok(Block {
                    places: if config.sees_all() { None } else { Some(places()?) },
                    qkv: at("self_attn.qkv_proj")?,
                    o: at("self_attn.o_proj")?,
                    gate_up: at("mlp.gate_up_proj")?,
                    down: at("mlp.down_proj")?,
                })
            };
            (0..layers).map(block).collect()
        };
        let low = level("L_level", config.l_layers)?;
        let high = if config.shared_net { low.clone() } else { level("H_level", config.h_layers)? };
        let places = match config.pos_encodings {
            PositionEncoding::Learned => Some(get("embed_pos.embedding_weight")?),
            PositionEncoding::Rope => None,
        };
        let features = if config.feature_width > 0 { Some(get("feature_proj.weight")?) } else { None };
        Ok(Self {
            embed: get("embed_tokens.embedding_weight")?,
            places,
            features,
            high,
            low,
            lm_head: get("lm_head.weight")?,
            q_weight: get("q_head.weight")?,
            q_bias: get("q_head.bias")?,
        })
    }
}

/// A network with its weights.
#[derive(Clone, Debug)]
pub struct Hrm {
    config: HrmConfig,
    weights: Weights,
    shared: Shared,
    live: Layers,
    /// The same storage without a graph: what the optimizer writes shows here too.
    plain: Layers,
    initial: State,
    device: Device,
    /// Room for what blocks keep for the way back.
    shelf: Shelf,
}

impl Hrm {
    /// Makes the network.
    ///
    /// # Errors
    /// When the weights do not fit the configuration.
    pub fn new(config: HrmConfig, weights: Weights, device: &Device) -> Result<Self> {
        config.check()?;
        let rotates = config.pos_encodings == PositionEncoding::Rope && config.sees_all();
        let shape = (1, 1, config.hidden_size);
        Ok(Self {
            shared: Shared::new(&config, rotates, device)?,
            live: Layers::new(&config, &weights, |var| var.as_tensor().clone())?,
            plain: Layers::new(&config, &weights, Var::as_detached_tensor)?,
            initial: State {
                z_h: weights.initial("H_init")?.reshape(shape)?,
                z_l: weights.initial("L_init")?.reshape(shape)?,
            },
            config,
            weights,
            device: device.clone(),
            shelf: Shelf::default(),
        })
    }

    /// Returns the shape.
    pub const fn config(&self) -> &HrmConfig {
        &self.config
    }

    /// Returns the weights.
    pub const fn weights(&self) -> &Weights {
        &self.weights
    }

    /// Returns where the network computes.
    pub const fn device(&self) -> &Device {
        &self.device
    }

    /// Returns the state before a row's first segment, for a batch of rows of the configured length.
    pub fn initial_state(&self, batch: usize) -> Result<State> {
        self.initial_state_of(batch, self.config.seq_len)
    }

    /// Returns the state before a row's first segment, for a batch of rows of so many tokens. Rotated places take any
    /// number up to the configured one.
    pub fn initial_state_of(&self, batch: usize, tokens: usize) -> Result<State> {
        let shape = (batch, self.config.puzzle_slots() + tokens, self.config.hidden_size);
        let spread = |z: &Tensor| -> Result<Tensor> { Ok(z.broadcast_as(shape)?.contiguous()?) };
        Ok(State { z_h: spread(&self.initial.z_h)?, z_l: spread(&self.initial.z_l)? })
    }

    /// Returns the state with the rows flagged begun anew.
    pub fn begin_anew(&self, state: &State, flags: &[bool]) -> Result<State> {
        if flags.iter().all(|flag| !flag) {
            return Ok(state.clone());
        }
        let tokens = state.z_h.dim(1)? - self.config.puzzle_slots();
        let fresh = self.initial_state_of(flags.len(), tokens)?;
        let mask = row_mask(flags, &self.device)?.broadcast_as(fresh.z_h.shape())?.contiguous()?;
        Ok(State {
            z_h: mask.where_cond(&fresh.z_h, &state.z_h)?,
            z_l: mask.where_cond(&fresh.z_l, &state.z_l)?,
        })
    }

    /// Thinks for one segment.
    pub fn segment(&self, state: &State, input: Input<'_>, pass: Pass) -> Result<Segment> {
        let layers = match pass {
            Pass::Learning => &self.live,
            Pass::Plain => &self.plain,
        };
        if pass == Pass::Learning
            && self.config.fused
            && let Some(packed) = self.packed()?
        {
            return self.segment_of_nodes(&packed, state, input);
        }
        let e = self.embed(layers, input)?;
        let around = self.around(input)?;
        let held = e.detach();
        let (mut z_h, mut z_l) = (state.z_h.detach(), state.z_l.detach());
        let (cycles, steps) = (self.config.h_cycles, self.config.l_cycles);
        for cycle in 0..cycles {
            let last_cycle = cycle + 1 == cycles;
            for step in 0..steps {
                let learns = match self.config.gradient {
                    GradientReach::OneStep => last_cycle && step + 1 == steps,
                    GradientReach::LastCycle => last_cycle,
                };
                let (blocks, e, pass) =
                    if learns { (&layers.low, &e, pass) } else { (&self.plain.low, &held, Pass::Plain) };
                z_l = self.level(blocks, &z_l, &(&z_h + e)?, (pass, around))?;
            }
            let (blocks, pass) =
                if last_cycle { (&layers.high, pass) } else { (&self.plain.high, Pass::Plain) };
            z_h = self.level(blocks, &z_h, &z_l, (pass, around))?;
        }
        self.read_out(layers, &z_h, &z_l)
    }

    /// Returns the levels laid out for a processor as the weights are now; `None` on other devices.
    pub(super) fn packed(&self) -> Result<Option<Packed>> {
        if !self.device.is_cpu() || !Packed::serves() {
            return Ok(None);
        }
        let pack = |blocks: &[Block]| -> Result<Vec<Arc<PackedBlock>>> {
            blocks.iter().map(|block| Ok(Arc::new(PackedBlock::new(block)?))).collect()
        };
        Ok(Some(Packed {
            sizes: Arc::new(self.shared.sizes()?),
            high: pack(&self.plain.high)?,
            low: pack(&self.plain.low)?,
            l_cycles: self.config.l_cycles,
        }))
    }

    /// Returns how many steps a segment is, of both levels together.
    const fn steps(&self) -> usize {
        self.config.h_cycles * (self.config.l_cycles + 1)
    }

    /// Thinks for one segment with the levels laid out before.
    pub(super) fn segment_packed(&self, packed: &Packed, state: &State, input: Input<'_>) -> Result<Segment> {
        let e = self.embed(&self.plain, input)?;
        let around = self.seen(input)?;
        let state = self.think(packed, state, &e, &around, self.steps())?;
        self.read_out(&self.plain, &state.z_h, &state.z_l)
    }

    /// Thinks for one segment to learn from: what nothing is learned from as answers are thought, then a node a block.
    fn segment_of_nodes(&self, packed: &Packed, state: &State, input: Input<'_>) -> Result<Segment> {
        let layers = &self.live;
        let e = self.embed(layers, input)?;
        let around = Arc::new(self.seen(input)?);
        let first = match self.config.gradient {
            GradientReach::OneStep => self.steps() - 2,
            GradientReach::LastCycle => self.steps() - self.config.l_cycles - 1,
        };
        let State { mut z_h, mut z_l } = self.think(packed, state, &e.detach(), &around, first)?;
        let flat = |blocks: &[Block]| -> Result<Vec<Tensor>> { blocks.iter().map(Block::flat).collect() };
        let (high, low) = (flat(&layers.high)?, flat(&layers.low)?);
        for step in first..self.steps() {
            let is_high = packed.is_high(step);
            let mut x = if is_high { (&z_h + &z_l)? } else { (&z_l + (&z_h + &e)?)? };
            for (weights, block) in if is_high { &high } else { &low }.iter().zip(packed.blocks(step)) {
                let (sizes, block) = (Arc::clone(&packed.sizes), Arc::clone(block));
                let node = Node::new(sizes, block, Arc::clone(&around), self.shelf.clone());
                x = x.apply_op2(weights, node)?;
            }
            *if is_high { &mut z_h } else { &mut z_l } = x;
        }
        self.read_out(layers, &z_h, &z_l)
    }

    /// Returns what each token sees, as numbers; none where each sees all.
    fn seen(&self, input: Input<'_>) -> Result<Vec<u32>> {
        Ok(match self.around(input)? {
            Some(around) => around.flatten_all()?.to_vec1()?,
            None => Vec::new(),
        })
    }

    /// Takes the first steps of a segment with the levels laid out before.
    fn think(
        &self,
        packed: &Packed,
        state: &State,
        e: &Tensor,
        around: &[u32],
        steps: usize,
    ) -> Result<State> {
        if steps == 0 {
            return Ok(State { z_h: state.z_h.detach(), z_l: state.z_l.detach() });
        }
        let shape = e.shape().clone();
        let flat = |tensor: &Tensor| -> Result<Vec<f32>> { Ok(tensor.flatten_all()?.to_vec1()?) };
        let (e, mut z_h, mut z_l) = (flat(e)?, flat(&state.z_h)?, flat(&state.z_l)?);
        // What is around the tokens counts through the whole batch, which is one row then.
        let batch = if self.config.sees_all() { shape.dims().first().copied().unwrap_or(1) } else { 1 };
        let places = shape.elem_count() / packed.sizes.hidden / batch.max(1);
        let part = (rows_together(places) * places * packed.sizes.hidden).max(1);
        // Where there are several rows, whoever asks works on some of them side by side.
        let threads = if batch == 1 { cores() } else { 1 };
        let parts = z_h.chunks_mut(part).zip(z_l.chunks_mut(part)).zip(e.chunks(part));
        for ((z_h, z_l), e) in parts {
            packed.think(&mut RowStates { z_h, z_l, places, threads }, e, around, steps);
        }
        let tensor = |values: Vec<f32>| Tensor::from_vec(values, &shape, &self.device);
        Ok(State { z_h: tensor(z_h)?, z_l: tensor(z_l)? })
    }

    fn level(
        &self,
        blocks: &[Block],
        state: &Tensor,
        injected: &Tensor,
        (pass, around): (Pass, Option<&Tensor>),
    ) -> Result<Tensor> {
        let mut x = (state + injected)?;
        for block in blocks {
            x = block.forward(&x, &self.shared, around, pass)?;
        }
        Ok(x)
    }

    /// Returns what each token sees, if the network asks for it.
    fn around<'a>(&self, input: Input<'a>) -> Result<Option<&'a Tensor>> {
        let wanted = input.tokens.elem_count() * (self.config.neighbors + 1);
        match input.around {
            _ if self.config.sees_all() => Ok(None),
            Some(around) if around.elem_count() == wanted => Ok(Some(around)),
            Some(_) | None => {
                Err(HrmError::Batch(format!("what is around the tokens is not {wanted} numbers")))
            }
        }
    }

    /// Embeds tokens, features and puzzle vectors: (batch, places, hidden).
    fn embed(&self, layers: &Layers, input: Input<'_>) -> Result<Tensor> {
        let (batch, tokens) = input.tokens.dims2()?;
        let hidden = self.config.hidden_size;
        let fits = tokens == self.config.seq_len || tokens < self.config.seq_len && layers.places.is_none();
        if self.config.sees_all() && !fits {
            let words = format!("{tokens} tokens where the model has {} places", self.config.seq_len);
            return Err(HrmError::Batch(words));
        }
        let flat = input.tokens.flatten_all()?;
        let mut e = layers.embed.index_select(&flat, 0)?.reshape((batch, tokens, hidden))?;
        if let (Some(weight), Some(features)) = (&layers.features, input.features) {
            e = (e + linear(features, weight)?)?;
        }
        let slots = self.config.puzzle_slots();
        if slots > 0 {
            let vectors =
                input.puzzles.ok_or_else(|| HrmError::Batch("rows without a puzzle vector".to_owned()))?;
            let missing = slots * hidden - self.config.puzzle_emb_ndim;
            let padded = if missing > 0 { vectors.pad_with_zeros(1, 0, missing)? } else { vectors.clone() };
            e = Tensor::cat(&[&padded.reshape((batch, slots, hidden))?, &e], 1)?;
        }
        if let Some(places) = &layers.places {
            e = (e.broadcast_add(places)? * std::f64::consts::FRAC_1_SQRT_2)?;
        }
        Ok((e * (hidden as f64).sqrt())?)
    }

    fn read_out(&self, layers: &Layers, z_h: &Tensor, z_l: &Tensor) -> Result<Segment> {
        let slots = self.config.puzzle_slots();
        let answer = z_h.narrow(1, slots, z_h.dim(1)? - slots)?.contiguous()?;
        let first = z_h.narrow(1, 0, 1)?.squeeze(1)?; // (batch, hidden)
        let q = first.contiguous()?.matmul(&layers.q_weight.t()?)?.broadcast_add(&layers.q_bias)?;
        Ok(Segment {
            logits: linear(&answer, &layers.lm_head)?,
            q_halt: q.narrow(1, 0, 1)?.squeeze(1)?,
            q_continue: q.narrow(1, 1, 1)?.squeeze(1)?,
            state: State { z_h: z_h.detach(), z_l: z_l.detach() },
        })
    }
}
