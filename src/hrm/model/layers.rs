//! One block: attention and a gated layer, each followed by a norm without a scale. No bias, no dropout, no mask.

use crate::hrm::HrmError;
use crate::hrm::model::carry::Sizes;
use crate::hrm::model::config::HrmConfig;
use crate::hrm::model::network::Pass;
use candle_core::{D, DType, Device, Tensor};
use candle_nn::ops;

type Result<T> = std::result::Result<T, HrmError>;

/// What all blocks of a network share.
#[derive(Clone, Debug)]
pub(super) struct Shared {
    pub heads: usize,
    pub head_dim: usize,
    pub eps: f64,
    /// Cosines and sines of the places, (places, head width); `None` with learned places.
    pub rotation: Option<(Tensor, Tensor)>,
}

impl Shared {
    pub fn new(config: &HrmConfig, rotates: bool, device: &Device) -> Result<Self> {
        let rotation = if rotates { Some(rotation(config, device)?) } else { None };
        let (heads, head_dim) = (config.num_heads, config.head_dim());
        Ok(Self { heads, head_dim, eps: config.rms_norm_eps, rotation })
    }

    /// Returns the sizes as a processor takes them.
    pub fn sizes(&self) -> Result<Sizes> {
        let numbers = |tensor: &Tensor| -> Result<Vec<f32>> { Ok(tensor.flatten_all()?.to_vec1()?) };
        let rotation = match &self.rotation {
            Some((cos, sin)) => Some((numbers(cos)?, numbers(sin)?)),
            None => None,
        };
        let hidden = self.heads * self.head_dim;
        Ok(Sizes { hidden, heads: self.heads, eps: self.eps as f32, rotation })
    }
}

/// Angles in f32, as the reference computes them: place times theta^(−2i / width), the same for both halves.
fn rotation(config: &HrmConfig, device: &Device) -> Result<(Tensor, Tensor)> {
    let (places, width) = (config.state_len(), config.head_dim());
    let frequencies: Vec<f32> = (0..width / 2)
        .map(|i| 1.0 / (config.rope_theta as f32).powf(2.0 * i as f32 / width as f32))
        .collect();
    let angles: Vec<f32> = (0..places)
        .flat_map(|place| (0..width).map(move |i| (place, i % (width / 2))))
        .map(|(place, i)| place as f32 * frequencies.get(i).copied().unwrap_or(0.0))
        .collect();
    let angles = Tensor::from_vec(angles, (places, width), device)?;
    Ok((angles.cos()?, angles.sin()?))
}

/// Weights of one block. Linear weights are (out, in).
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub qkv: Tensor,
    pub o: Tensor,
    pub gate_up: Tensor,
    pub down: Tensor,
    /// What each place around a token adds for each head, (heads, places); `None` where a token sees all.
    pub places: Option<Tensor>,
}

impl Block {
    /// Carries a state (batch, places, hidden) through the block.
    pub fn forward(
        &self,
        x: &Tensor,
        shared: &Shared,
        around: Option<&Tensor>,
        pass: Pass,
    ) -> Result<Tensor> {
        let attended = match (&self.places, around) {
            (Some(places), Some(around)) => self.attention_around(x, shared, places, around)?,
            _ => self.attention(x, shared, pass)?,
        };
        let x = rms(&(x + attended)?, shared.eps)?;
        rms(&(&x + self.gated(&x)?)?, shared.eps)
    }

    /// Returns all weights one behind the other.
    pub fn flat(&self) -> Result<Tensor> {
        let parts =
            [Some(&self.qkv), Some(&self.o), Some(&self.gate_up), Some(&self.down), self.places.as_ref()];
        let parts: Vec<Tensor> =
            parts.into_iter().flatten().map(Tensor::flatten_all).collect::<candle_core::Result<_>>()?;
        Ok(Tensor::cat(&parts, 0)?)
    }

    fn attention(&self, x: &Tensor, shared: &Shared, pass: Pass) -> Result<Tensor> {
        let (batch, places, hidden) = x.dims3()?;
        let (heads, width) = (shared.heads, shared.head_dim);
        // (batch, places, 3 · heads, width), then the heads before the places
        let qkv = linear(x, &self.qkv)?.reshape((batch, places, 3 * heads, width))?.transpose(1, 2)?;
        let part = |from: usize| qkv.narrow(1, from * heads, heads)?.contiguous();
        let (q, k, v) = (part(0)?, part(1)?, part(2)?);
        let (q, k) = match &shared.rotation {
            Some((cos, sin)) => {
                let (cos, sin) = (cos.narrow(0, 0, places)?, sin.narrow(0, 0, places)?);
                (rotate(&q, &cos, &sin)?, rotate(&k, &cos, &sin)?)
            }
            None => (q, k),
        };
        let scale = 1.0 / (width as f64).sqrt();
        let weights = (q.matmul(&k.t()?)? * scale)?; // (batch, heads, places, places)
        let weights = match pass {
            Pass::Learning => ops::softmax(&weights, D::Minus1)?,
            // The fused one is faster and has no gradient.
            Pass::Plain => ops::softmax_last_dim(&weights)?,
        };
        let mixed = weights.matmul(&v)?.transpose(1, 2)?.reshape((batch, places, hidden))?;
        linear(&mixed, &self.o)
    }

    /// Attention to the few tokens around each. Where there is none, nothing is found, and it weighs what its place does.
    fn attention_around(
        &self,
        x: &Tensor,
        shared: &Shared,
        places: &Tensor,
        around: &Tensor,
    ) -> Result<Tensor> {
        let (batch, tokens, hidden) = x.dims3()?;
        let (rows, heads, width) = (batch * tokens, shared.heads, shared.head_dim);
        let seen = places.dim(1)?;
        let qkv = linear(x, &self.qkv)?.reshape((rows, 3 * hidden))?;
        let nothing = Tensor::zeros((1, hidden), x.dtype(), x.device())?;
        // (rows, places, heads, width)
        let gathered = |from: usize| -> Result<Tensor> {
            let all = Tensor::cat(&[&qkv.narrow(1, from * hidden, hidden)?, &nothing], 0)?;
            Ok(all.index_select(around, 0)?.reshape((rows, seen, heads, width))?)
        };
        let q = qkv.narrow(1, 0, hidden)?.reshape((rows, 1, heads, width))?;
        let scores = gathered(1)?.broadcast_mul(&q)?.sum(D::Minus1)?; // (rows, places, heads)
        let scores = (scores * (1.0 / (width as f64).sqrt()))?;
        // As embeddings are, so that a place is learned as quickly as a class.
        let bias = (places.t()? * (hidden as f64).sqrt())?; // (places, heads)
        let weights = ops::softmax(&scores.broadcast_add(&bias)?, 1)?.unsqueeze(D::Minus1)?;
        let mixed = gathered(2)?.broadcast_mul(&weights)?.sum(1)?; // (rows, heads, width)
        linear(&mixed.reshape((batch, tokens, hidden))?, &self.o)
    }

    fn gated(&self, x: &Tensor) -> Result<Tensor> {
        let both = linear(x, &self.gate_up)?;
        let width = both.dim(D::Minus1)? / 2;
        let (gate, up) = (both.narrow(D::Minus1, 0, width)?, both.narrow(D::Minus1, width, width)?);
        linear(&(gate.contiguous()?.silu()? * up)?, &self.down)
    }
}

/// Multiplies the last dimension of (batch, places, in) with a weight (out, in).
pub(super) fn linear(x: &Tensor, weight: &Tensor) -> Result<Tensor> {
    let (batch, places, width) = x.dims3()?;
    let flat = x.reshape((batch * places, width))?.matmul(&weight.t()?)?;
    Ok(flat.reshape((batch, places, weight.dim(0)?))?)
}

/// Divides by the root of the mean square.
fn rms(x: &Tensor, eps: f64) -> Result<Tensor> {
    let mean = x.sqr()?.mean_keepdim(D::Minus1)?;
    Ok(x.broadcast_div(&(mean + eps)?.sqrt()?)?)
}

/// Rotates (batch, heads, places, width): the first half of the width with the second.
fn rotate(x: &Tensor, cos: &Tensor, sin: &Tensor) -> Result<Tensor> {
    let half = x.dim(D::Minus1)? / 2;
    let (first, second) = (x.narrow(D::Minus1, 0, half)?, x.narrow(D::Minus1, half, half)?);
    let turned = Tensor::cat(&[&second.neg()?, &first], D::Minus1)?;
    Ok((x.broadcast_mul(cos)? + turned.broadcast_mul(sin)?)?)
}

/// Makes a tensor of ones and zeros from flags, shaped to choose rows of (batch, places, hidden).
pub(super) fn row_mask(flags: &[bool], device: &Device) -> Result<Tensor> {
    let bytes: Vec<u8> = flags.iter().map(|flag| u8::from(*flag)).collect();
    Ok(Tensor::from_vec(bytes, (flags.len(), 1, 1), device)?.to_dtype(DType::U8)?)
}
