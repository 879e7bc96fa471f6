//! The network: configuration, weights with their official names, layers, one segment of reasoning.

mod config;
mod init;
mod layers;
mod network;
mod weights;

pub use config::{GradientReach, Halting, HrmConfig, PositionEncoding};
pub use init::initial_weights;
pub use network::{Hrm, Input, Pass, Segment, State};
pub use weights::Weights;
pub(in crate::hrm) use weights::{PUZZLE_TABLE, read_tensors};
