//! Small models made for tests, as a finished run leaves them. Not compiled into the program.

use crate::hrm::balance::{balance_recipe, balance_shape};
use crate::hrm::registry::files::CARD;
use crate::hrm::train::{CONFIG, MODEL, RUN, sha256};
use crate::hrm::{ComputeDevice, HrmConfig, LossKind, ModelCard, ModelShape, TrainConfig, initial_weights};
use serde_json::{Value, json};
use std::path::Path;

/// A run's folder with an untrained model, and the bytes of its files by name.
pub(crate) struct SmallRun {
    pub weights: Vec<u8>,
    pub config: Vec<u8>,
    pub run: Vec<u8>,
}

/// The shape of a small model for balancing.
pub(crate) fn small_shape() -> HrmConfig {
    let model =
        ModelShape { hidden_size: 16, num_heads: 2, h_layers: 1, l_layers: 1, ..balance_recipe().model };
    balance_shape(&TrainConfig { model, ..balance_recipe() })
}

impl SmallRun {
    pub fn of_balance(seed: u64) -> Self {
        Self::new("balance", &small_shape(), seed)
    }

    pub fn new(task: &str, shape: &HrmConfig, seed: u64) -> Self {
        let drawn = initial_weights(shape, seed, &ComputeDevice::Cpu).expect("drawn");
        let weights = safetensors::serialize(drawn.tensors(), None).expect("written");
        let config = ModelCard {
            task: task.to_owned(),
            model: shape.clone(),
            loss: LossKind::default(),
            options: Value::Null,
            habits: None,
        };
        let run = json!({
            "program": "phasewright 0.1.0", "task": task, "seed": seed, "steps": 0, "data_sha256": "d".repeat(64),
            "init_sha256": null, "model_sha256": sha256(&weights), "parameters": drawn.parameters(), "metrics": {},
        });
        let text = |value: &Value| serde_json::to_vec(value).expect("written");
        let config = text(&serde_json::to_value(config).expect("written"));
        Self { weights, config, run: text(&run) }
    }

    /// Writes the run's folder.
    pub fn write(&self, folder: &Path) {
        std::fs::create_dir_all(folder).expect("a folder");
        for (name, bytes) in [(MODEL, &self.weights), (CONFIG, &self.config), (RUN, &self.run)] {
            std::fs::write(folder.join(name), bytes).expect("written");
        }
    }

    /// Writes the folder with a card.
    pub fn write_with_card(&self, folder: &Path, card: &Value) {
        self.write(folder);
        std::fs::write(folder.join(CARD), card.to_string()).expect("written");
    }

    /// Returns a card of this model whose raw mean is `raw` in two cells, each within 0.01.
    pub fn card(&self, id: &str, raw: [f64; 2]) -> Value {
        json!({
            "id": id,
            "task": "balance",
            "title": "Phase balancing, small",
            "description": "Seats the circuits of a panelboard so that its legs carry alike.",
            "made": {
                "program": "phasewright 0.1.0",
                "commands": [
                    "phasewright dataset balance --out data --examples 20000 --seed 1",
                    "phasewright train balance --data data --run run --device cpu",
                ],
                "cpu": "x86-64 with AVX2, 2 cores",
                "notes": "41 minutes.",
            },
            "data": {
                "plan": { "examples": 20000, "seed": 1 },
                "seed": 1,
                "counts": { "train": 18000, "val": 2000 },
                "sha256": "d".repeat(64),
                "test": { "plan": { "test_per_cell": 1000 }, "sha256": "e".repeat(64) },
            },
            "metrics": answer(raw),
            "limits": ["Panels of more than 84 slots were never seen."],
            "sha256": sha256(&self.weights),
        })
    }
}

/// Returns what `evaluate balance` could have answered.
pub(crate) fn answer(raw: [f64; 2]) -> Value {
    let of = |value: f64| json!({ "value": value, "ci95": [value - 0.01, value + 0.01] });
    let figure = |mean: f64| json!({ "mean": of(mean), "p5": of(mean - 0.1), "above_095": of(0.5) });
    let cell = |raw: f64| {
        json!({
            "n": 1000, "best_possible_proven": 0.92, "passes": true,
            "metrics": {
                "raw": figure(raw), "best_segment": figure(0.97), "best_of_4": figure(0.98), "polished": figure(0.999),
            },
            "baselines": {
                "random": figure(0.6), "as_is": figure(0.65), "snake": figure(0.8), "lpt": figure(0.95),
                "lpt_swaps": figure(0.99), "optimum": figure(1.0),
            },
        })
    };
    json!({
        "task": "balance", "model": "small", "split": "test", "n": 2000, "metrics": {}, "baselines": {},
        "by": { "cell": { "18 208Y/120": cell(raw[0]), "42 480Y/277": cell(raw[1]) } },
    })
}
