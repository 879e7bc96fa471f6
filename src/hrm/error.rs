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
    #[error(
        "training came apart at step {step}: {what} is not finite; a lower rate or a longer warm-up may help"
    )]
    Diverged { step: u64, what: String },
    #[error("cancelled")]
    Cancelled,
    #[error("{0}")]
    Store(Box<StoreError>),
    #[error("{path}: {why}")]
    File { path: String, why: String },
    /// The registry of models refuses, and why.
    #[error("{0}")]
    Registry(String),
    #[error("tensor arithmetic failed: {0}")]
    Tensor(#[from] candle_core::Error),
}

impl From<StoreError> for HrmError {
    fn from(error: StoreError) -> Self {
        Self::Store(Box::new(error))
    }
}
