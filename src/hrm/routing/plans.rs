//! Floor plans as boards: drawn from a seed, or given; labelled, split, written.

mod build;
mod draw;
mod files;
mod given;
mod record;

pub use build::{FloorPlans, FloorSet, SIZES};
pub use draw::{PlanKind, draw_plan};
pub use files::read_plans;
pub use given::cut_floor;
pub use record::{COPIES, PlanRecord, SIDE, hash_of_plans};
