//! A fixture's folder, read.

use crate::hrm::HrmError;
use crate::hrm::act::{Carry, Rows};
use crate::hrm::loss::LossKind;
use crate::hrm::model::{Hrm, HrmConfig, State, Weights, read_tensors};
use crate::hrm::train::Schedule;
use candle_core::{Device, Tensor};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

type Result<T> = std::result::Result<T, HrmError>;

/// `config.json`, as far as it is needed.
#[derive(Debug, Deserialize)]
pub(super) struct Recorded {
    pub model: HrmConfig,
    loss_head: LossHead,
    pub optimizer: Optimizer,
    #[serde(default)]
    pub train_log: Vec<LoggedStep>,
    #[serde(default)]
    pub grad_loss: BTreeMap<String, f64>,
    pub train_trace_steps: usize,
    pub eval_steps: usize,
    #[serde(default)]
    tolerance: BTreeMap<String, BTreeMap<String, Measured>>,
}

#[derive(Debug, Deserialize)]
struct LossHead {
    train_loss: LossKind,
}

#[derive(Debug, Deserialize)]
pub(super) struct Optimizer {
    pub base_lr: f64,
    pub betas: (f64, f64),
    pub weight_decay: f64,
    pub warmup: u64,
    pub total: u64,
    pub min_ratio: f64,
    #[serde(default)]
    pub puzzle_emb_base_lr: Option<f64>,
    #[serde(default)]
    pub puzzle_emb_weight_decay: Option<f64>,
}

impl Optimizer {
    pub const fn schedule(&self, base: f64) -> Schedule {
        Schedule { base, warmup: self.warmup, total: self.total, min_ratio: self.min_ratio }
    }
}

/// One step of training as it was logged.
#[derive(Debug, Deserialize)]
pub(super) struct LoggedStep {
    pub loss: f64,
    pub halted: Vec<bool>,
    pub steps: Vec<u32>,
}

/// How far two runs of the reference were apart.
#[derive(Clone, Copy, Debug, Deserialize)]
struct Measured {
    #[serde(default)]
    max_abs: f64,
}

/// The folder.
pub(super) struct Fixture {
    device: Device,
    pub name: String,
    pub recorded: Recorded,
    files: BTreeMap<&'static str, BTreeMap<String, Tensor>>,
}

const FILES: [&str; 9] = [
    "weights",
    "batches",
    "eval_trace",
    "train_trace",
    "grads_stablemax",
    "grads_softmax_summary",
    "grads_stablemax_step2_summary",
    "params_after1",
    "params_after3",
];

impl Fixture {
    pub fn read(folder: &Path, device: &Device) -> Result<Self> {
        let path = folder.join("config.json");
        let fault = |why: String| HrmError::File { path: path.display().to_string(), why };
        let text = std::fs::read_to_string(&path).map_err(|error| fault(error.to_string()))?;
        let recorded: Recorded = serde_json::from_str(&text).map_err(|error| fault(error.to_string()))?;
        let mut files = BTreeMap::new();
        for name in FILES.into_iter().chain(["carry_after3"]) {
            files.insert(name, read_tensors(&folder.join(format!("{name}.safetensors")))?);
        }
        let name = folder.canonicalize().ok().and_then(|path| Some(path.file_name()?.to_str()?.to_owned()));
        Ok(Self { device: device.clone(), name: name.unwrap_or_default(), recorded, files })
    }

    pub fn file(&self, name: &str) -> &BTreeMap<String, Tensor> {
        static NONE: BTreeMap<String, Tensor> = BTreeMap::new();
        self.files.get(name).unwrap_or(&NONE)
    }

    /// Returns a tensor of a file.
    pub fn tensor(&self, file: &str, name: &str) -> Result<&Tensor> {
        let missing = || HrmError::File {
            path: format!("{}/{file}.safetensors", self.name),
            why: format!("{name} is missing"),
        };
        self.file(file).get(name).ok_or_else(missing)
    }

    pub const fn train_loss(&self) -> LossKind {
        self.recorded.loss_head.train_loss
    }

    /// Makes the network with the recorded weights.
    pub fn model(&self) -> Result<Hrm> {
        let weights = Weights::from_tensors(&self.recorded.model, self.file("weights"), &self.device)?;
        Hrm::new(self.recorded.model.clone(), weights, &self.device)
    }

    pub fn batch(&self, index: usize) -> Result<Rows> {
        let get = |part: &str| self.tensor("batches", &format!("batch{index}.{part}"));
        rows(get("inputs")?, get("labels")?, get("puzzle_identifiers")?)
    }

    /// Returns the carry before the first step: a state that must not matter.
    pub fn empty_carry(&self) -> Result<Carry> {
        let get = |name: &str| -> Result<Tensor> {
            Ok(self.tensor("train_trace", &format!("initial.{name}"))?.to_device(&self.device)?)
        };
        let state = State { z_h: get("z_H")?, z_l: get("z_L")? };
        Ok(Carry::empty(state, &self.batch(0)?))
    }

    /// Five times what two runs of the reference were apart, up to a power of ten, at least 1e-6.
    pub fn tolerance(&self, quantity: &str) -> f64 {
        let measured = self.recorded.tolerance.values().filter_map(|by| by.get(quantity));
        let largest = measured.map(|m| m.max_abs).fold(0.0, f64::max);
        power_of_ten_above(5.0 * largest).max(1e-6)
    }
}

fn power_of_ten_above(value: f64) -> f64 {
    if value <= 0.0 { 0.0 } else { 10_f64.powi(value.log10().ceil() as i32) }
}

/// Takes rows out of integer tensors.
pub(super) fn rows(inputs: &Tensor, labels: &Tensor, puzzles: &Tensor) -> Result<Rows> {
    let ints = |tensor: &Tensor| -> Result<Vec<Vec<i64>>> {
        let tensor = tensor.to_dtype(candle_core::DType::I64)?;
        Ok(if tensor.rank() == 1 { vec![tensor.to_vec1()?] } else { tensor.to_vec2()? })
    };
    let class =
        |value: &i64| u32::try_from(*value).map_err(|_| HrmError::Batch(format!("{value} is no class")));
    let classes = |row: &Vec<i64>| row.iter().map(class).collect::<Result<Vec<u32>>>();
    Ok(Rows {
        tokens: ints(inputs)?.iter().map(classes).collect::<Result<_>>()?,
        labels: ints(labels)?,
        puzzles: classes(&ints(puzzles)?.concat())?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tolerances_are_powers_of_ten() {
        assert!((power_of_ten_above(5.0 * 2.3e-5) - 1e-3).abs() < 1e-12);
        assert!((power_of_ten_above(5.0 * 1.9e-6) - 1e-5).abs() < 1e-12);
        assert_eq!(power_of_ten_above(0.0), 0.0);
    }
}
