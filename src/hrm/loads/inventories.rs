//! Inventories of loads drawn from seeds: buildings, hard cases, exact labels from the engine.

mod build;
mod commercial;
mod draw;
mod dwelling;
mod files;
mod record;
mod sketch;

pub use build::{LoadPlan, LoadSet, building_of, given_records};
pub use draw::{Case, Cell, DrawnProject, draw_project};
pub use files::{hash_of, read_examples, read_inventories};
pub(in crate::hrm::loads) use record::code_of;
pub use record::{InventoryRecord, ItemRecord, LoadTruth, truth_at};
