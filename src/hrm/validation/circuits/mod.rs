//! Circuits drawn from seeds in small projects: designed right, then with faults; labelled by the rules, split by project.

mod build;
mod change;
mod draw;
mod files;
mod record;
mod total;
mod vary;

pub use build::{CircuitPlan, CircuitSet, project_of};
pub use change::{Change, Difficulty};
pub use draw::draw_project;
pub use files::{parse_circuits, read_circuits};
pub use record::{CircuitRecord, hash_of_circuits};
pub use vary::varied;
