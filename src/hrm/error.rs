//! What can go wrong with a model: its configuration, its weights, the arithmetic underneath.

use crate::document::StoreError;

/// Why a model cannot be made, loaded or run.
#[derive(Debug, thiserror::Error)]
pub enum HrmError {
    #[error("the configuration does not hold: {0}")]
    Config(String),
    #[error("the weights do not fit the configuration: {0}")]
    Weights(String),
    #[error("the batch does not fit the model: {0}")]
    Batch(String),
    #[error("the training settings do not hold: {0}")]
    Settings(String),
    /// A number is no number any more; the last checkpoint, if there is one, is from before.
    #[error(
        "training came apart at step {step}: {what} is not finite; a lower rate or a longer warm-up may help{}",
        kept(.checkpoint)
    )]
    Diverged { step: u64, what: String, checkpoint: Option<u64> },
    #[error("cancelled")]
    Cancelled,
    #[error("{0}")]
    Store(Box<StoreError>),
    #[error("{path}: {why}")]
    File { path: String, why: String },
    /// The registry of models refuses, and why.
    #[error("{0}")]
    Registry(String),
    /// A worker is gone, or cannot be used.
    #[error("the worker {worker} {why}")]
    WorkerLost { worker: String, why: String },
    /// What a worker could not do, in its words.
    #[error("{0}")]
    OfWorker(String),
    #[error("tensor arithmetic failed: {0}")]
    Tensor(#[from] candle_core::Error),
}

fn kept(checkpoint: &Option<u64>) -> String {
    let step = checkpoint.map(|step| format!("; the last good checkpoint is that of step {step}"));
    step.unwrap_or_else(|| "; there is no checkpoint yet".to_owned())
}

impl From<StoreError> for HrmError {
    fn from(error: StoreError) -> Self {
        Self::Store(Box::new(error))
    }
}
