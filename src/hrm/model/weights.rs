//! The weights of a network under the names and in the shapes of the official checkpoints.

use crate::hrm::HrmError;
use crate::hrm::model::config::{HrmConfig, PositionEncoding};
use candle_core::{DType, Device, Tensor, Var};
use std::collections::BTreeMap;
use std::path::Path;

/// Every name of ours starts with this; published files carry `_orig_mod.` in front as well.
const PREFIX: &str = "model.inner.";
const COMPILED: &str = "_orig_mod.";
/// The table of puzzle vectors: learned by another rule, so kept apart.
pub(in crate::hrm) const PUZZLE_TABLE: &str = "model.inner.puzzle_emb.weights";

/// What becomes of a tensor in training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Changed by the optimizer.
    Trained,
    /// Drawn once, never changed.
    Fixed,
    /// The table of puzzle vectors.
    Table,
}

/// A tensor that a configuration asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    pub name: String,
    pub shape: Vec<usize>,
    pub role: Role,
}

/// Returns every tensor of a configuration, in the order of names.
pub(super) fn wanted(config: &HrmConfig) -> Vec<Wanted> {
    let (d, inter) = (config.hidden_size, config.gated_width());
    let mut all = Vec::new();
    let mut want = |name: &str, shape: &[usize], role| {
        all.push(Wanted { name: format!("{PREFIX}{name}"), shape: shape.to_vec(), role });
    };
    want("H_init", &[d], Role::Fixed);
    want("L_init", &[d], Role::Fixed);
    want("embed_tokens.embedding_weight", &[config.vocab_size, d], Role::Trained);
    if config.pos_encodings == PositionEncoding::Learned {
        want("embed_pos.embedding_weight", &[config.state_len(), d], Role::Trained);
    }
    want("lm_head.weight", &[config.vocab_size, d], Role::Trained);
    want("q_head.weight", &[2, d], Role::Trained);
    want("q_head.bias", &[2], Role::Trained);
    if config.puzzle_emb_ndim > 0 {
        want("puzzle_emb.weights", &[config.num_puzzle_identifiers, config.puzzle_emb_ndim], Role::Table);
    }
    if config.feature_width > 0 {
        want("feature_proj.weight", &[d, config.feature_width], Role::Trained);
    }
    let levels = if config.shared_net {
        vec![("L_level", config.l_layers)]
    } else {
        vec![("H_level", config.h_layers), ("L_level", config.l_layers)]
    };
    for (level, layers) in levels {
        for layer in 0..layers {
            let at = format!("{level}.layers.{layer}");
            want(&format!("{at}.self_attn.qkv_proj.weight"), &[3 * d, d], Role::Trained);
            want(&format!("{at}.self_attn.o_proj.weight"), &[d, d], Role::Trained);
            if config.neighbors > 0 {
                let shape = [config.num_heads, config.neighbors + 1];
                want(&format!("{at}.self_attn.place_bias"), &shape, Role::Trained);
            }
            want(&format!("{at}.mlp.gate_up_proj.weight"), &[2 * inter, d], Role::Trained);
            want(&format!("{at}.mlp.down_proj.weight"), &[d, inter], Role::Trained);
        }
    }
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

/// The weights, in f32 on one device.
#[derive(Clone, Debug)]
pub struct Weights {
    /// What the optimizer changes, by name.
    pub(in crate::hrm) trained: BTreeMap<String, Var>,
    /// Initial states.
    pub(in crate::hrm) fixed: BTreeMap<String, Tensor>,
    /// Vectors of puzzles, one a row.
    pub(in crate::hrm) table: Option<Var>,
}

impl Weights {
    /// Takes tensors under their official names.
    ///
    /// # Errors
    /// Names what is missing, superfluous or of another shape.
    pub fn from_tensors(
        config: &HrmConfig,
        tensors: &BTreeMap<String, Tensor>,
        device: &Device,
    ) -> Result<Self, HrmError> {
        config.check()?;
        let mut given: BTreeMap<String, &Tensor> =
            tensors.iter().map(|(name, tensor)| (name.replace(COMPILED, ""), tensor)).collect();
        let mut weights = Self { trained: BTreeMap::new(), fixed: BTreeMap::new(), table: None };
        for Wanted { name, shape, role } in wanted(config) {
            let tensor =
                given.remove(&name).ok_or_else(|| HrmError::Weights(format!("{name} is missing")))?;
            if tensor.dims() != shape {
                let words = format!("{name} has the shape {:?}, not {shape:?}", tensor.dims());
                return Err(HrmError::Weights(words));
            }
            let tensor = tensor.to_dtype(DType::F32)?.to_device(device)?.contiguous()?;
            match role {
                Role::Trained => {
                    weights.trained.insert(name, Var::from_tensor(&tensor)?);
                }
                Role::Fixed => {
                    weights.fixed.insert(name, tensor);
                }
                Role::Table => weights.table = Some(Var::from_tensor(&tensor)?),
            }
        }
        match given.keys().next() {
            Some(name) => Err(HrmError::Weights(format!("{name} belongs to no such network"))),
            None => Ok(weights),
        }
    }

    /// Returns every tensor under its official name.
    pub fn tensors(&self) -> BTreeMap<String, Tensor> {
        let trained = self.trained.iter().map(|(name, var)| (name.clone(), var.as_detached_tensor()));
        let fixed = self.fixed.iter().map(|(name, tensor)| (name.clone(), tensor.clone()));
        let table = self.table.iter().map(|var| (PUZZLE_TABLE.to_owned(), var.as_detached_tensor()));
        trained.chain(fixed).chain(table).collect()
    }

    /// Returns the values of what the optimizer changes, by name.
    pub fn trained_values(&self) -> Result<BTreeMap<String, Vec<f32>>, HrmError> {
        let values = |var: &Var| var.as_detached_tensor().flatten_all()?.to_vec1();
        self.trained.iter().map(|(name, var)| Ok((name.clone(), values(var)?))).collect()
    }

    /// Returns how many numbers are trained, the table of puzzles left out.
    pub fn parameters(&self) -> usize {
        self.trained.values().map(|var| var.elem_count()).sum()
    }

    pub(super) fn var(&self, name: &str) -> Result<&Var, HrmError> {
        let name = format!("{PREFIX}{name}");
        self.trained.get(&name).ok_or(HrmError::Weights(format!("{name} is missing")))
    }

    pub(super) fn initial(&self, name: &str) -> Result<&Tensor, HrmError> {
        let name = format!("{PREFIX}{name}");
        self.fixed.get(&name).ok_or(HrmError::Weights(format!("{name} is missing")))
    }
}

/// Reads every tensor of a safetensors file, by name.
pub(in crate::hrm) fn read_tensors(path: &Path) -> Result<BTreeMap<String, Tensor>, HrmError> {
    let fault = |why: String| HrmError::File { path: path.display().to_string(), why };
    let bytes = std::fs::read(path).map_err(|error| fault(error.to_string()))?;
    let tensors = candle_core::safetensors::load_buffer(&bytes, &Device::Cpu)
        .map_err(|error| fault(error.to_string()))?;
    Ok(tensors.into_iter().collect())
}
