//! The network: configuration, weights with their official names, layers, one segment of reasoning.

mod answering;
mod config;
mod fused;
mod init;
mod kernels;
mod layers;
mod network;
mod packed;
mod weights;

pub use answering::Answering;
pub use config::{GradientReach, Halting, HrmConfig, PositionEncoding};
pub use init::initial_weights;
pub use network::{Hrm, Input, Pass, Segment, State};
pub use weights::Weights;
pub(in crate::hrm) use weights::{PUZZLE_TABLE, read_tensors};
