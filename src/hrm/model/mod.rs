//! The network: configuration, weights with their official names, layers, one segment of reasoning.

mod answering;
mod back;
mod carry;
mod config;
mod init;
mod kernels;
mod layers;
mod network;
mod node;
mod packed;
mod shelf;
mod weights;

pub use answering::Answering;
pub use config::{GradientReach, Halting, HrmConfig, PositionEncoding};
pub use init::initial_weights;
pub(in crate::hrm) use kernels::vectorized;
pub use network::{Hrm, Input, Pass, Segment, State};
pub use weights::Weights;
pub(in crate::hrm) use weights::{PUZZLE_TABLE, read_tensors};
